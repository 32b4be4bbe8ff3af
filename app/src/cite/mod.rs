//! How a post is cited: ISO 690 for people, BibTeX and RIS for their programs.
//!
//! No clock here: the day on which a reader saw the page is put in by the reader's browser, between the two halves of
//! each text. Names stand as their blog wrote them: which part of one is the surname cannot be known from it.

mod bibtex;
mod iso690;
mod ris;

use crate::api::wire::Citations;
use crate::i18n::Text;
use domain::Card;

/// What a citation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The post.
    pub card: &'a Card,
    /// Title of the archive.
    pub site: &'a str,
    /// The post's whole address.
    pub address: &'a str,
    /// The words between, in the interface's language.
    pub text: &'static Text,
}

impl Work<'_> {
    /// All three.
    #[must_use]
    pub fn citations(&self) -> Citations {
        Citations { iso690: iso690::write(self), bibtex: bibtex::write(self), ris: ris::write(self) }
    }

    /// The title, in one line.
    fn title(&self) -> String {
        if self.card.title.trim().is_empty() {
            return self.text.untitled.to_owned();
        }
        one_line(&self.card.title)
    }

    /// The authors' names, each in one line.
    fn authors(&self) -> impl Iterator<Item = String> {
        self.card.authors.iter().map(|author| one_line(&author.name)).filter(|name| !name.is_empty())
    }

    /// The outlet that the post quotes.
    fn source(&self) -> Option<String> {
        self.card.source.as_ref().map(|source| one_line(&source.name))
    }

    /// What the file of a citation is called, without its ending: `congres-hlm-2018`. Letters, digits and `-` only.
    #[must_use]
    pub fn key(&self) -> String {
        bibtex::key(self)
    }
}

/// A text without line ends and other controls: each format has its own idea of what a line end means.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use catalog::UiLang;
    use domain::{Label, Lang, Moment, PostId, PostPath};

    /// A post with these words, written on 3 July 2018.
    pub(crate) fn card(title: &str, authors: &[&str], source: Option<&str>) -> Card {
        let label = |name: &str| Label { slug: "x".into(), name: name.to_owned() };
        Card {
            id: PostId("0a1b".into()),
            path: PostPath::parse("/2018/07/03/x/"),
            title: title.to_owned(),
            date: Some(Moment { unix: 1_530_610_200, offset_minutes: 120 }),
            updated: None,
            lang: Lang::french(),
            source: source.map(label),
            tags: vec![label("Logement"), label("Congrès")],
            mentions: vec![],
            authors: authors.iter().map(|name| label(name)).collect(),
            excerpt: String::new(),
            reading_minutes: 1,
            continue_url: None,
            image: None,
            events: vec![],
            comments: 0,
        }
    }

    /// The three texts of a card, with this word where the browser puts the day.
    pub(crate) fn cited(card: &Card, lang: UiLang) -> [String; 3] {
        let work = Work {
            card,
            site: "Archives du blog",
            address: "https://archive.example/2018/07/03/x/",
            text: Text::of(lang),
        };
        let Citations { iso690, bibtex, ris } = work.citations();
        [iso690, bibtex, ris].map(|cited| format!("{}<DAY>{}", cited.before, cited.after))
    }

    #[test]
    fn a_text_is_one_line() {
        assert_eq!(one_line(" a\r\n b\u{7}c  d "), "a b c d");
    }
}
