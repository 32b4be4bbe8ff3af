//! The language of a text.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language as BCP 47 names it (`fr`, `en-GB`), lower-cased but for the region. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lang(String);

impl Lang {
    /// French, the archive's language where nothing says otherwise.
    #[must_use]
    pub fn french() -> Self {
        Self("fr".into())
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// Reads a tag as exports write it (`fr-FR`, `en_US`, ` FR `). None when it is not a language tag.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.trim().split(['-', '_']);
        let primary = subtags.next()?.to_ascii_lowercase();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let mut text = primary;
        for subtag in subtags {
            if subtag.is_empty() || subtag.len() > 8 || !subtag.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            text.push('-');
            text.push_str(&if subtag.len() == 2 {
                subtag.to_ascii_uppercase()
            } else {
                subtag.to_ascii_lowercase()
            });
        }
        Some(Self(text))
    }

    /// The whole tag, for an HTML `lang` attribute.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `fr` of `fr-CA`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether it is written from right to left: by its script where the tag names one, else by the language's usual one.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        const SCRIPTS: [&str; 6] = ["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"];
        const LANGUAGES: [&str; 12] =
            ["ar", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "ug", "ur", "yi"];
        match self.0.split('-').skip(1).find(|subtag| {
            subtag.len() == 4 && subtag.is_ascii() && !subtag.starts_with(|c: char| c.is_ascii_digit())
        }) {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&self.primary()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_script_that_is_named_says_which_way_it_is_written() {
        for (tag, right_to_left) in [
            ("fr", false),
            ("ar", true),
            ("he-IL", true),
            ("az-Arab", true),
            ("ur-Latn-PK", false),
            ("yi", true),
        ] {
            assert_eq!(Lang::parse(tag).map(|lang| lang.is_right_to_left()), Some(right_to_left), "{tag}");
        }
    }

    #[test]
    fn tags_are_read_as_exports_write_them() {
        for (written, read) in [
            ("fr-FR", Some("fr-FR")),
            ("en_us", Some("en-US")),
            (" FR ", Some("fr")),
            ("zh-Hant-TW", Some("zh-hant-TW")),
            ("", None),
            ("français", None),
            ("-", None),
        ] {
            assert_eq!(Lang::parse(written).as_ref().map(Lang::as_str), read, "{written}");
        }
    }
}
