//! Documents found, as bits and as numbers: memory that questions use one after the other.

use std::ops::Range;

/// Documents found, by age, each with a value. Values of documents that are not found mean nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Hits {
    pub(super) bits: Vec<u64>,
    pub(super) values: Vec<u32>,
}

impl Hits {
    /// Makes room for so many documents; none is found.
    fn clear(&mut self, documents: u32) {
        self.bits.clear();
        self.bits.resize(documents.div_ceil(64) as usize, 0);
        self.values.resize(documents as usize, 0);
    }

    /// Finds all documents, with a value of 0.
    pub(super) fn fill(&mut self, documents: u32) {
        self.bits.fill(u64::MAX);
        if let (Some(last), rest @ 1..) = (self.bits.last_mut(), documents % 64) {
            *last = (1 << rest) - 1;
        }
        self.values.fill(0);
    }

    /// How many documents are found.
    pub(super) fn count(&self) -> u32 {
        self.bits.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether none is found.
    pub(super) fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Whether a document is found.
    #[inline]
    pub(super) fn has(&self, document: u32) -> bool {
        self.bits.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Finds a document.
    #[inline]
    pub(super) fn find(&mut self, document: u32) {
        if let Some(word) = self.bits.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    /// A found document's value.
    pub(super) fn value(&self, document: u32) -> u32 {
        self.values.get(document as usize).copied().unwrap_or(0)
    }

    /// The documents found, the oldest first.
    pub(super) fn oldest_first(&self) -> impl Iterator<Item = u32> {
        self.bits
            .iter()
            .zip((0_u32..).step_by(64))
            .flat_map(|(word, first)| Ones(*word).map(move |bit| first + bit))
    }

    /// The documents found in a range, the newest first.
    pub(super) fn newest_first(&self, range: Range<u32>) -> impl Iterator<Item = u32> {
        let from = |bit: u32, first: u32| match bit.saturating_sub(first) {
            below @ 0..64 => u64::MAX << below,
            _ => 0,
        };
        self.bits.iter().enumerate().rev().flat_map(move |(nth, word)| {
            let first = nth as u32 * 64;
            let inside = word & from(range.start, first) & !from(range.end, first);
            Highest(inside).map(move |bit| first + bit)
        })
    }

    /// Keeps what is also found there, values put together by `put`.
    pub(super) fn and(&mut self, other: &Hits, put: impl Fn(u32, u32) -> u32) {
        for ((word, own), first) in self.bits.iter_mut().zip(&other.bits).zip((0_usize..).step_by(64)) {
            *word &= own;
            for bit in Ones(*word) {
                let document = first + bit as usize;
                if let (Some(value), Some(other)) =
                    (self.values.get_mut(document), other.values.get(document))
                {
                    *value = put(*value, *other);
                }
            }
        }
    }

    /// Adds what is found there, with the greater value.
    pub(super) fn or(&mut self, other: &Hits) {
        for ((word, own), first) in self.bits.iter_mut().zip(&other.bits).zip((0_usize..).step_by(64)) {
            for bit in Ones(*own) {
                let document = first + bit as usize;
                if let (Some(value), Some(other)) =
                    (self.values.get_mut(document), other.values.get(document))
                {
                    *value = if *word >> bit & 1 == 1 { (*value).max(*other) } else { *other };
                }
            }
            *word |= own;
        }
    }

    /// Drops what is found there.
    pub(super) fn and_not(&mut self, other: &Hits) {
        for (word, own) in self.bits.iter_mut().zip(&other.bits) {
            *word &= !own;
        }
    }
}

/// The places of a word's bits, the lowest first.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}

/// Likewise, the highest first.
struct Highest(u64);

impl Iterator for Highest {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let bit = 63_u32.checked_sub(self.0.leading_zeros())?;
        self.0 &= !(1 << bit);
        Some(bit)
    }
}

/// What a search works with. Nothing is allocated once it has grown.
#[derive(Clone, Debug, Default)]
pub(super) struct Workspace {
    at_rest: Vec<Hits>,
    /// For each document, what the terms met so far are worth: 0 between two words.
    pub(super) worths: Vec<u32>,
    pub(super) ordinals: Vec<u32>,
    pub(super) documents: Vec<u32>,
}

impl Workspace {
    /// Hits of so many documents, none found.
    pub(super) fn take(&mut self, documents: u32) -> Hits {
        let mut hits = self.at_rest.pop().unwrap_or_default();
        hits.clear(documents);
        hits
    }

    /// Gives hits back.
    pub(super) fn rest(&mut self, hits: Hits) {
        self.at_rest.push(hits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(documents: &[u32], value: u32) -> Hits {
        let mut hits = Workspace::default().take(200);
        for document in documents {
            hits.find(*document);
            hits.values[*document as usize] = value;
        }
        hits
    }

    fn drawn(hits: &Hits) -> Vec<(u32, u32)> {
        hits.oldest_first().map(|document| (document, hits.value(document))).collect()
    }

    #[test]
    fn hits_are_put_together() {
        let (one, other) = (hits(&[0, 63, 64, 199], 1), hits(&[63, 65, 199], 5));
        let mut both = one.clone();
        both.and(&other, |a, b| a + b);
        assert_eq!(drawn(&both), [(63, 6), (199, 6)]);
        let mut either = one.clone();
        either.or(&other);
        assert_eq!(drawn(&either), [(0, 1), (63, 5), (64, 1), (65, 5), (199, 5)]);
        let mut without = one.clone();
        without.and_not(&other);
        assert_eq!(drawn(&without), [(0, 1), (64, 1)]);
        assert_eq!((one.count(), one.has(64), one.has(65), one.has(9_999)), (4, true, false, false));
        assert_eq!(one.newest_first(0..200).collect::<Vec<_>>(), [199, 64, 63, 0]);
        assert_eq!(one.newest_first(1..199).collect::<Vec<_>>(), [64, 63]);
        let mut all = hits(&[], 0);
        assert!(all.is_empty());
        all.fill(200);
        assert_eq!(all.count(), 200);
    }
}
