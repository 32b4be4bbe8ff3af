//! Stems: what the forms of one word have in common, by today's Snowball algorithms.

use domain::{Lang, fold};
use waken_snowball::SnowballEnv;
use waken_snowball::algorithms::{english_stemmer, french_stemmer};

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

// The algorithms' own functions are called: through an enum of languages, the browser would load the tables of all.
fn french(word: &str) -> String {
    let mut env = SnowballEnv::create(word);
    french_stemmer::stem(&mut env);
    env.get_current().into_owned()
}

/// The crate's English is older than one rule of today's: that endings of words in `inter-` begin behind it
/// (`international` → `internat`), as they do in words in `gener-`. Both beginnings are alike in all that other rules
/// look at, so the one is stemmed in the other's place.
fn english(word: &str) -> String {
    let stemmed = |word: &str| {
        let mut env = SnowballEnv::create(word);
        english_stemmer::stem(&mut env);
        env.get_current().into_owned()
    };
    let behind = word.strip_prefix("inter").map(|rest| stemmed(&format!("gener{rest}")));
    match behind.as_deref().and_then(|stem| stem.strip_prefix("gener")) {
        Some(rest) => format!("inter{rest}"),
        None => stemmed(word),
    }
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
