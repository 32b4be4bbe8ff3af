//! What a catalog is made of: the parts, and how each is named.

use std::fmt;
use std::str::FromStr;

/// Which part of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartKey {
    /// Days and values of all posts: every filter and all its counts.
    Facets,
    /// A block of cards: what a list shows of some hundred posts.
    Cards(u32),
    /// The words of a segment and what blocks they are in.
    Dictionary(u32),
    /// A block of a segment's postings: which documents hold some of its words.
    Postings(u32, u32),
    /// A block of a segment's positions: where in them. Only phrases need it.
    Positions(u32, u32),
}

/// What names a part for ever, as a file: 16 hexadecimal digits of its checksum. Another content has another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartName(pub(crate) u64);

impl PartName {
    /// The name of a part's bytes, as they say it themselves; None for what is too short to be one.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= 20).then(|| Self(super::format::written_checksum(bytes)))
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

/// Not 16 hexadecimal digits in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a part's name has 16 hexadecimal digits")]
pub struct BadName;

impl FromStr for PartName {
    type Err = BadName;

    fn from_str(text: &str) -> Result<Self, BadName> {
        let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 16 || !text.bytes().all(digits) {
            return Err(BadName);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| BadName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sixteen_digits() {
        for (text, expected) in [
            ("00000000000000ff", Ok(PartName(255))),
            ("cbf29ce484222325", Ok(PartName(0xcbf2_9ce4_8422_2325))),
            ("CBF29CE484222325", Err(BadName)),
            ("+bf29ce484222325", Err(BadName)),
            ("ff", Err(BadName)),
            ("", Err(BadName)),
        ] {
            assert_eq!(text.parse(), expected, "{text}");
            if let Ok(name) = expected {
                assert_eq!(name.to_string(), text);
            }
        }
    }
}
