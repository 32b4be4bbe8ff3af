//! The best of the documents found: scores are reckoned of those alone that may be among them.

use crate::hits::Hits;
use crate::scores::Scoring;
use std::ops::Range;

/// The best documents so far. Its memory is used again.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// Score above, age below, all bits turned: the best is the least.
    kept: Vec<u64>,
    wanted: usize,
    /// What is greater is not kept.
    last: u64,
    /// For each class of lengths, from which value on a document may be kept.
    enough: [u32; 16],
}

impl Ranking {
    /// Looks for the so many best.
    pub fn begin(&mut self, wanted: usize) {
        self.kept.clear();
        self.wanted = wanted;
        self.last = u64::MAX;
        self.enough = [0; 16];
    }

    /// Offers a document that was found.
    #[inline(never)]
    pub fn offer(&mut self, document: u32, hits: &Hits, scoring: &Scoring<'_>) {
        self.offer_here(document, hits, scoring);
    }

    #[inline(always)]
    fn offer_here(&mut self, document: u32, hits: &Hits, scoring: &Scoring<'_>) {
        if hits.value(document) < self.enough[scoring.class(document) & 15] {
            return;
        }
        let key = !(u64::from(hits.score(document, scoring)) << 32 | u64::from(document));
        if key <= self.last {
            self.kept.push(key);
            if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
                self.drop_others();
                self.enough = hits.enough((!self.last >> 32) as u32, scoring);
            }
        }
    }

    /// Offers all that were found in a range.
    #[inline(never)]
    pub fn offer_all(&mut self, range: Range<u32>, hits: &Hits, scoring: &Scoring<'_>) {
        hits.newest_first(range, |document| self.offer_here(document, hits, scoring));
    }

    /// Offers those of some documents that are in a range.
    pub fn offer_some(&mut self, some: &[u32], range: Range<u32>, hits: &Hits, scoring: &Scoring<'_>) {
        let within = some.iter().filter(|document| range.contains(document));
        within.for_each(|document| self.offer(*document, hits, scoring));
    }

    fn drop_others(&mut self) {
        self.kept.sort_unstable();
        self.kept.truncate(self.wanted);
        if let Some(last) = self.kept.last().filter(|_| self.kept.len() == self.wanted) {
            self.last = *last;
        }
    }

    /// The best ones, best first; of equals the youngest.
    pub fn finish(&mut self) -> impl Iterator<Item = u32> {
        self.drop_others();
        self.kept.iter().map(|key| !*key as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::Norms;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_that_sorting_puts_first(
            worths in proptest::collection::vec(prop_oneof![2 => Just(0), 5 => 1_u32..9, 1 => 1_u32..4_000], 1..700),
            wanted in 0_usize..90,
            rarity in 1_u32..3_000,
            is_scored in any::<bool>(),
        ) {
            let norms = Norms::new(100, [0, 5, 12, 20, 29, 41, 58, 82, 116, 164, 232, 328, 464, 656, 928, 1_600]);
            let lengths: Vec<u8> = (0..worths.len()).map(|document| (document * 7 % 16) as u8).collect();
            let scoring = Scoring { norms: &norms, lengths: &lengths };
            let mut hits = Hits::default();
            hits.clear(worths.len() as u32);
            let mut adding = hits.adding();
            for (worth, document) in worths.iter().zip(0..).filter(|(worth, _)| **worth > 0) {
                adding.add(document, worth * 40);
            }
            adding.finish();
            hits.are_worths(rarity);
            if is_scored {
                hits.settle(&scoring);
            }
            let mut sorted: Vec<u32> = hits.oldest_first().collect();
            sorted.sort_by_key(|document| std::cmp::Reverse((hits.score(*document, &scoring), *document)));
            sorted.truncate(wanted);
            let mut ranking = Ranking::default();
            ranking.begin(wanted);
            ranking.offer_all(0..worths.len() as u32, &hits, &scoring);
            prop_assert_eq!(ranking.finish().collect::<Vec<_>>(), sorted.clone());
            ranking.begin(wanted);
            ranking.offer_some(&hits.oldest_first().collect::<Vec<_>>(), 0..worths.len() as u32, &hits, &scoring);
            prop_assert_eq!(ranking.finish().collect::<Vec<_>>(), sorted);
        }
    }
}
