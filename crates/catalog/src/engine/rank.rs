//! Scores: how well a post answers, by BM25F. Integers only, so that server and browser order alike.
//!
//! A term is worth something in a document (`docs/catalog.md`: the title eight times the body, whose lead counts twice), times the quality by
//! which it answers the word. The sum over a word's terms is dampened by the body's length: a post gains ever less by
//! saying a word again. That share, times the word's rarity, is what the word adds to the score.

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
