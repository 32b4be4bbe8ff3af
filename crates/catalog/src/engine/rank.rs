//! Scores: how well a post answers. Integers only, so that server and browser order alike.

use crate::index::words::Field;

/// How a word of a text answers a word of the question, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// By a typo forgiven.
    Typo,
    /// It begins so.
    Prefix,
    /// It has the same stem.
    Stem,
    /// It is the word, accents apart.
    Folded,
    /// It is the word.
    Exact,
}

impl Quality {
    fn weight(self) -> u64 {
        match self {
            Quality::Typo => 8,
            Quality::Prefix => 11,
            Quality::Stem => 15,
            Quality::Folded => 19,
            Quality::Exact => 20,
        }
    }
}

/// A title counts more than all other fields together.
fn field_weight(field: Field) -> u64 {
    match field {
        Field::Title => 24,
        Field::Tags | Field::Source => 5,
        Field::Mentions | Field::Authors => 3,
        Field::Body => 1,
    }
}

/// What a word's occurrences in one field are worth, its rarity apart. `norm` is the body's length against the mean,
/// in 1/256; other fields are short.
pub(super) fn field_score(field: Field, count: u32, norm: u32, quality: Quality) -> u64 {
    // A body may gain by repeating a word, up to 2.2 times; in a title it has been said.
    let saturated = match field {
        Field::Body => {
            let count = u64::from(count) * 256;
            count * 2253 / (count + 307 * u64::from(norm) / 256)
        }
        _ => 1024,
    };
    saturated * field_weight(field) * quality.weight()
}

/// How rare a word is that stands in so many of all documents: the binary logarithm of their ratio, in 1/256, and a
/// little, so that a word of every document still counts.
pub(super) fn rarity(documents: u32, found_in: u32) -> u64 {
    let ratio = ((u64::from(documents) * 2 + 2) << 16) / (u64::from(found_in) * 2 + 1);
    64 + log2(ratio.max(1 << 16))
}

/// The binary logarithm of a number with 16 fractional bits, at least 1, in 1/256.
fn log2(number: u64) -> u64 {
    let whole = u64::from(63 - number.leading_zeros());
    let mut mantissa = if whole >= 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut fraction = 0;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let carried = mantissa >> 32;
        mantissa >>= carried;
        fraction = fraction << 1 | carried;
    }
    (whole - 16) << 8 | fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_the_books() {
        for (number, expected) in [(1.0, 0), (2.0, 256), (8.0, 768), (3.0, 405), (1.5, 149), (1000.0, 2551)] {
            assert_eq!(log2((number * 65536.0) as u64), expected, "{number}");
        }
    }

    #[test]
    fn a_title_counts_more_than_everything_else() {
        let best = Field::ALL.map(|field| field_score(field, 1_000, 64, Quality::Exact));
        assert!(best[0] > best[1..].iter().sum());
        assert!(rarity(10, 1) > rarity(10, 5) && rarity(10, 10) > 0);
    }
}
