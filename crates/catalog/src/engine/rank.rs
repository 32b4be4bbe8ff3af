//! Scores: how well a post answers, by BM25F. Integers only, so that server and browser order alike.
//!
//! A term is worth something in a document (`docs/catalog.md`: the title eight times the body), times the quality by
//! which it answers the word. The sum over a word's terms is dampened by the body's length: a post gains ever less by
//! saying a word again. That share, times the word's rarity, is what the word adds to the score.

use crate::index::words::TYPICAL_LENGTHS;

/// How a word of a text answers a word of the question: what its worth is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Quality {
    /// By a typo forgiven.
    Typo = 32,
    /// It begins so.
    Prefix = 44,
    /// It has the same stem.
    Stem = 60,
    /// It is the word, accents apart.
    Folded = 76,
    /// It is the word.
    Exact = 80,
}

/// Most that a word's terms are worth together.
const MOST: u32 = (1 << 20) - 1;
/// The worth of which a document of mean length has half: 1.2 exact words of a body.
const HALF: u64 = 96;

/// What documents of each class of lengths are dampened by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Norms([u32; 16]);

impl Norms {
    /// For bodies of this mean length in words: a quarter for all, three quarters by length.
    pub(super) fn new(mean: u32) -> Self {
        Self(TYPICAL_LENGTHS.map(|length| {
            let by_length = HALF * 3 * u64::from(length) / (4 * u64::from(mean.max(1)));
            u32::try_from(HALF / 4 + by_length).unwrap_or(u32::MAX).min(MOST)
        }))
    }

    /// What a word adds to a document's score, of which the document's terms are worth so much together.
    #[inline]
    pub(super) fn score(&self, worth: u32, class: usize, rarity: u32) -> u32 {
        let worth = worth.min(MOST);
        let norm = self.0.get(class).copied().unwrap_or(HALF as u32);
        let share = (worth << 12) / (worth + norm).max(1);
        (share * rarity) >> 4
    }
}

/// How rare a word is that stands in so many of all documents: the binary logarithm of their ratio, in 1/256, and a
/// little, so that a word of every document still counts.
pub(super) fn rarity(documents: u32, found_in: u32) -> u32 {
    let ratio = ((u64::from(documents) * 2 + 2) << 16) / (u64::from(found_in) * 2 + 1);
    64 + log2(ratio.max(1 << 16)) as u32
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
    fn more_worth_and_less_length_and_rarer_words_are_better() {
        let norms = Norms::new(200);
        let exact = Quality::Exact as u32;
        for class in 0..15 {
            assert!(norms.score(8 * exact, class, 500) > norms.score(3 * exact, class, 500));
            assert!(norms.score(exact, class, 500) > norms.score(Quality::Stem as u32, class, 500));
            assert!(norms.score(exact, class, 500) > norms.score(exact, class + 1, 500), "{class}");
        }
        assert!(rarity(10, 1) > rarity(10, 5) && rarity(10, 10) > 0);
        // Nothing is so great that it comes round to little.
        assert!(norms.score(u32::MAX, 0, rarity(u32::MAX, 0)) > norms.score(exact, 0, rarity(u32::MAX, 0)));
        assert!(norms.score(u32::MAX, 0, rarity(u32::MAX, 0)).checked_mul(48).is_some());
    }
}
