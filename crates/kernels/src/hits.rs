//! Documents found, as bits and as numbers.

use crate::scores::Scoring;
use std::ops::Range;

/// What a term without weights is worth where the least worth counts: more than any other, so that it never is the least.
pub const NO_WORTH: u32 = u32::MAX;

/// Documents found, by age, each with a value. Values of documents that are not found mean nothing.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    bits: Vec<u64>,
    values: Vec<u32>,
    /// How rare the word is whose terms' worths the values are; 0: they are scores.
    rarity: u32,
}

impl Hits {
    /// Makes room for so many documents; none is found.
    pub fn clear(&mut self, documents: u32) {
        self.bits.clear();
        self.bits.resize(documents.div_ceil(64) as usize, 0);
        self.values.resize(documents as usize, 0);
        self.rarity = 0;
    }

    /// Finds all documents, with a score of 0.
    pub fn fill(&mut self) {
        let documents = self.values.len();
        self.bits.fill(u64::MAX);
        if let (Some(last), rest @ 1..) = (self.bits.last_mut(), documents % 64) {
            *last = (1 << rest) - 1;
        }
        self.values.fill(0);
        self.rarity = 0;
    }

    /// How many documents there are, found or not.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.values.len() as u32
    }

    /// How many documents are found.
    #[must_use]
    #[inline(never)]
    pub fn count(&self) -> u32 {
        self.bits.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether none is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Whether a document is found.
    #[inline]
    #[must_use]
    pub fn has(&self, document: u32) -> bool {
        self.bits.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Finds a document.
    #[inline]
    pub fn find(&mut self, document: u32) {
        if let Some(word) = self.bits.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    /// Finds all documents of a range.
    pub(crate) fn find_all(&mut self, range: Range<u32>) {
        for (word, first) in self.bits.iter_mut().zip((0_u32..).step_by(64)) {
            *word |= bits_from(range.start, first) & !bits_from(range.end, first);
        }
    }

    /// Finds a document that was not found, and the other way round.
    #[inline(always)]
    pub(crate) fn turn(&mut self, document: u32) {
        if let Some(word) = self.bits.get_mut(document as usize / 64) {
            *word ^= 1 << (document % 64);
        }
    }

    /// Finds a document and says its value.
    pub(crate) fn tell(&mut self, document: u32, value: u32) {
        if let Some(own) = self.values.get_mut(document as usize) {
            *own = value;
            self.find(document);
        }
    }

    /// For who adds many documents, in order or nearly so.
    #[inline(always)]
    pub(crate) fn adding(&mut self) -> Adding<'_> {
        Adding { hits: self, at: usize::MAX, word: 0 }
    }

    /// A found document's value.
    #[inline]
    #[must_use]
    pub fn value(&self, document: u32) -> u32 {
        self.values.get(document as usize).copied().unwrap_or(0)
    }

    /// Says that the values are what the terms of one word are worth, and how rare that word is.
    pub fn are_worths(&mut self, rarity: u32) {
        self.rarity = rarity.max(1);
    }

    /// A found document's score.
    #[inline]
    #[must_use]
    pub fn score(&self, document: u32, scoring: &Scoring<'_>) -> u32 {
        self.score_of(self.value(document), document, scoring)
    }

    #[inline]
    fn score_of(&self, value: u32, document: u32, scoring: &Scoring<'_>) -> u32 {
        if self.rarity == 0 { value } else { scoring.score(value, document, self.rarity) }
    }

    /// For each class of lengths, from which value on a document has such a score.
    pub(crate) fn enough(&self, score: u32, scoring: &Scoring<'_>) -> [u32; 16] {
        if self.rarity == 0 { [score; 16] } else { scoring.norms.enough(score, self.rarity) }
    }

    /// Turns worths into scores.
    #[inline(never)]
    pub fn settle(&mut self, scoring: &Scoring<'_>) {
        let rarity = std::mem::take(&mut self.rarity);
        if rarity == 0 {
            return;
        }
        for (word, first) in self.bits.iter().zip((0_u32..).step_by(64)) {
            for document in Ones(*word).map(|bit| first + bit) {
                if let Some(value) = self.values.get_mut(document as usize) {
                    *value = scoring.score(*value, document, rarity);
                }
            }
        }
    }

    /// The documents found, the oldest first.
    pub fn oldest_first(&self) -> impl Iterator<Item = u32> {
        self.bits
            .iter()
            .zip((0_u32..).step_by(64))
            .flat_map(|(word, first)| Ones(*word).map(move |bit| first + bit))
    }

    /// Appends the documents found in a range, the newest first, as how many come after them.
    #[inline(never)]
    pub fn list(&self, range: Range<u32>, list: &mut Vec<u32>) {
        let last = self.documents().wrapping_sub(1);
        self.newest_first(range, |document| list.push(last.wrapping_sub(document)));
    }

    /// Appends the documents found in a range, the newest first.
    #[inline(never)]
    pub fn append(&self, range: Range<u32>, list: &mut Vec<u32>) {
        self.newest_first(range, |document| list.push(document));
    }

    #[inline(always)]
    pub(crate) fn newest_first(&self, range: Range<u32>, mut visit: impl FnMut(u32)) {
        for (nth, word) in self.bits.iter().enumerate().rev() {
            let first = nth as u32 * 64;
            let mut left = word & bits_from(range.start, first) & !bits_from(range.end, first);
            while let Some(bit) = 63_u32.checked_sub(left.leading_zeros()) {
                left &= !(1 << bit);
                visit(first + bit);
            }
        }
    }

    /// Keeps what is also found there, scores added.
    #[inline(never)]
    pub fn and(&mut self, other: &Hits, scoring: &Scoring<'_>) {
        let rarity = std::mem::take(&mut self.rarity);
        self.both(other, |document, value, others| {
            let own = if rarity == 0 { value } else { scoring.score(value, document, rarity) };
            own.saturating_add(other.score_of(others, document, scoring))
        });
    }

    /// Keeps what is also found there, the lesser value of the two.
    #[inline(never)]
    pub fn and_least(&mut self, other: &Hits) {
        self.both(other, |_, value, others| value.min(others));
    }

    /// Keeps what is also found there.
    #[inline(never)]
    pub fn keep(&mut self, other: &Hits) {
        for (word, own) in self.bits.iter_mut().zip(&other.bits) {
            *word &= own;
        }
    }

    #[inline(always)]
    fn both(&mut self, other: &Hits, put: impl Fn(u32, u32, u32) -> u32) {
        for ((word, own), first) in self.bits.iter_mut().zip(&other.bits).zip((0_u32..).step_by(64)) {
            *word &= own;
            for document in Ones(*word).map(|bit| first + bit) {
                let values = (self.values.get_mut(document as usize), other.values.get(document as usize));
                if let (Some(value), Some(other)) = values {
                    *value = put(document, *value, *other);
                }
            }
        }
    }

    /// Adds what is found there, with the greater value.
    #[inline(never)]
    pub fn or(&mut self, other: &Hits) {
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
    pub fn and_not(&mut self, other: &Hits) {
        for (word, own) in self.bits.iter_mut().zip(&other.bits) {
            *word &= !own;
        }
    }

    /// What a phrase's words are worth: the least of them, so many times; 1 where no word has weights.
    pub fn weigh_phrase(&mut self, times: u32) {
        for (word, first) in self.bits.iter().zip((0_usize..).step_by(64)) {
            for bit in Ones(*word) {
                if let Some(value) = self.values.get_mut(first + bit as usize) {
                    let worth = if *value == NO_WORTH { 1 } else { *value };
                    *value = worth.saturating_mul(times);
                }
            }
        }
    }
}

/// Hits to which documents are added: the bits of neighbours are held here and written once.
pub(crate) struct Adding<'a> {
    hits: &'a mut Hits,
    at: usize,
    word: u64,
}

impl Adding<'_> {
    /// Finds a document and adds to its value.
    #[inline(always)]
    pub(crate) fn add(&mut self, document: u32, worth: u32) {
        let at = document as usize / 64;
        if at != self.at {
            self.write();
            (self.at, self.word) = (at, self.hits.bits.get(at).copied().unwrap_or(0));
        }
        let Some(value) = self.hits.values.get_mut(document as usize) else { return };
        let is_found = (self.word >> (document % 64)) as u32 & 1;
        self.word |= 1 << (document % 64);
        // What stood there before the document was found is passed over.
        *value = (*value & is_found.wrapping_neg()).saturating_add(worth);
    }

    #[inline(always)]
    fn write(&mut self) {
        if let Some(word) = self.hits.bits.get_mut(self.at) {
            *word = self.word;
        }
    }

    /// Writes what is held.
    #[inline(always)]
    pub(crate) fn finish(mut self) {
        self.write();
    }
}

/// The bits from one on, of the word that begins with another.
#[inline(always)]
fn bits_from(bit: u32, first: u32) -> u64 {
    match bit.saturating_sub(first) {
        below @ 0..64 => u64::MAX << below,
        _ => 0,
    }
}

/// Puts numbers in order, none of which is there twice.
#[inline(never)]
pub fn put_in_order(numbers: &mut Vec<u32>, bits: &mut Vec<u64>) {
    bits.clear();
    bits.resize(numbers.iter().max().map_or(0, |most| *most as usize / 64 + 1), 0);
    for number in numbers.drain(..) {
        if let Some(word) = bits.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }
    for (word, first) in bits.iter().zip((0..).step_by(64)) {
        numbers.extend(Ones(*word).map(|bit| first + bit));
    }
}

/// The places of a word's bits, the lowest first.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::Norms;

    fn hits(documents: &[u32], value: u32) -> Hits {
        let mut hits = Hits::default();
        hits.clear(200);
        add(&mut hits, documents, value);
        hits
    }

    fn add(hits: &mut Hits, documents: &[u32], value: u32) {
        let mut adding = hits.adding();
        documents.iter().for_each(|document| adding.add(*document, value));
        adding.finish();
    }

    fn drawn(hits: &Hits) -> Vec<(u32, u32)> {
        hits.oldest_first().map(|document| (document, hits.value(document))).collect()
    }

    #[test]
    fn hits_are_put_together() {
        let norms = Norms::new(200, [0; 16]);
        let scoring = Scoring { norms: &norms, lengths: &[] };
        let (one, other) = (hits(&[0, 63, 64, 199], 1), hits(&[63, 65, 199], 5));
        let mut both = one.clone();
        both.and(&other, &scoring);
        assert_eq!(drawn(&both), [(63, 6), (199, 6)]);
        let mut least = other.clone();
        least.and_least(&one);
        assert_eq!(drawn(&least), [(63, 1), (199, 1)]);
        let mut either = one.clone();
        either.or(&other);
        assert_eq!(drawn(&either), [(0, 1), (63, 5), (64, 1), (65, 5), (199, 5)]);
        let mut without = one.clone();
        without.and_not(&other);
        assert_eq!(drawn(&without), [(0, 1), (64, 1)]);
        let mut kept = one.clone();
        kept.keep(&other);
        assert_eq!(drawn(&kept), [(63, 1), (199, 1)]);
        assert_eq!((one.count(), one.has(64), one.has(65), one.has(9_999)), (4, true, false, false));
        let listed = |range: Range<u32>| {
            let mut list = Vec::new();
            one.list(range, &mut list);
            list
        };
        assert_eq!(listed(0..200), [0, 135, 136, 199]);
        assert_eq!(listed(1..199), [135, 136]);
        let mut all = hits(&[], 0);
        assert!(all.is_empty());
        all.fill();
        assert_eq!(all.count(), 200);
    }

    #[test]
    fn ranges_are_found_and_documents_turned() {
        let mut all = hits(&[2], 1);
        all.find_all(60..130);
        [2, 64, 3, 500].into_iter().for_each(|document| all.turn(document));
        let expected: Vec<u32> =
            [3].into_iter().chain((60..130).filter(|document| *document != 64)).collect();
        assert_eq!(all.oldest_first().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn numbers_are_put_in_order() {
        let (mut numbers, mut bits) = (vec![200, 3, 64, 63, 0], vec![7]);
        put_in_order(&mut numbers, &mut bits);
        assert_eq!(numbers, [0, 3, 63, 64, 200]);
        numbers.clear();
        put_in_order(&mut numbers, &mut bits);
        assert_eq!(numbers, []);
    }

    #[test]
    fn what_hits_held_before_they_were_cleared_is_not_there_any_more() {
        let mut again = hits(&[3, 64], 9);
        again.clear(200);
        add(&mut again, &[3, 70, 3], 2);
        assert_eq!(drawn(&again), [(3, 4), (70, 2)]);
    }

    #[test]
    fn worths_become_the_same_scores_at_once_or_as_they_are_asked_for() {
        let norms = Norms::new(200, [0, 5, 12, 20, 29, 41, 58, 82, 116, 164, 232, 328, 464, 656, 928, 1_600]);
        let lengths: Vec<u8> = (0..200).map(|document| document as u8 % 16).collect();
        let scoring = Scoring { norms: &norms, lengths: &lengths };
        let mut found = hits(&[1, 17, 190], 160);
        found.are_worths(700);
        let asked: Vec<u32> = found.oldest_first().map(|document| found.score(document, &scoring)).collect();
        let mut both = found.clone();
        both.and(&found, &scoring);
        found.settle(&scoring);
        let settled: Vec<u32> = found.oldest_first().map(|document| found.value(document)).collect();
        assert_eq!(asked, settled);
        assert_eq!(drawn(&both).iter().map(|(_, score)| score / 2).collect::<Vec<_>>(), settled);
        assert!(settled[0] > 0 && settled[0] != settled[2]);
    }
}
