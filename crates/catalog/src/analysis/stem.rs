//! Stems: what the forms of one word have in common, by today's Snowball algorithms.

use domain::{Lang, fold};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;

/// A language whose words we stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stemming {
    /// French.
    French,
    /// English.
    English,
}

impl Stemming {
    /// All of them.
    pub const ALL: [Stemming; 2] = [Stemming::French, Stemming::English];

    /// The stemming of a text in this language. None for a language whose words are taken as they stand.
    #[must_use]
    pub fn of(lang: &Lang) -> Option<Self> {
        match lang.primary() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    fn stem(self, word: &str) -> String {
        fold(&match self {
            Self::French => french(word),
            Self::English => english(word),
        })
    }
}

// A function for each algorithm, kept apart. The browser's module carries the tables of all 38 languages all the same,
// some 68 kB compressed: the call that names one is not resolved while linking.
#[inline(never)]
fn french(word: &str) -> Cow<'_, str> {
    Stemmer::create(Algorithm::French).stem(word)
}

#[inline(never)]
fn english(word: &str) -> Cow<'_, str> {
    Stemmer::create(Algorithm::English).stem(word)
}

/// The folded stems of a surface: of the word as it is written, and, where that differs, of the word typed without
/// accents, since a query may leave them out. None for what holds a digit.
#[must_use]
pub fn stems(surface: &str, stemming: Stemming) -> Vec<String> {
    if surface.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let mut stems = vec![stemming.stem(surface)];
    let folded = fold(surface);
    if folded != surface {
        let plain = stemming.stem(&folded);
        if plain != stems[0] {
            stems.push(plain);
        }
    }
    stems.retain(|stem| !stem.is_empty());
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (stemming, one, other) in [
            (Stemming::French, "logement", "logements"),
            (Stemming::French, "social", "sociaux"),
            (Stemming::French, "locatif", "locative"),
            (Stemming::French, "accompagner", "accompagnés"),
            (Stemming::French, "accompagner", "accompagnes"),
            (Stemming::French, "équipe", "equipes"),
            (Stemming::French, "égalité", "egalite"),
            (Stemming::French, "employé", "employe"),
            (Stemming::French, "rénovation", "renovations"),
            (Stemming::English, "housing", "housed"),
            (Stemming::English, "city", "cities"),
        ] {
            let (a, b) = (stems(one, stemming), stems(other, stemming));
            assert!(a.iter().any(|stem| b.contains(stem)), "{one} {a:?} {other} {b:?}");
        }
        assert!(stems("79e", Stemming::French).is_empty());
    }
}
