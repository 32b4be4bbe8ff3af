//! Summaries: what a word finds that is asked for alone, so that its forms' lists need not be read.
//!
//! A summary has the documents of all forms in one list, without weights, and of each form that may be asked for its best
//! documents. A list of these has, in bits: how many there are, as any list; the least worth (gamma); the binary logarithm
//! of a divisor (four bits); for each document its distance to the last one by Golomb's code, and how much more than the least it is worth, by Golomb's code with that divisor.

use crate::bits::{BitReader, Golomb};
use crate::hits::Hits;
use crate::postings::{Head, List, is_sparse};

impl List<'_> {
    /// Finds the documents of a summary; their values mean nothing. None of the segment's may be found before.
    #[inline(never)]
    pub fn find(&self, hits: &mut Hits) {
        let (Some(mut reader), documents) = (self.reader(), self.lists.documents) else { return };
        let Some(count) = self.head.count(&mut reader, documents) else { return };
        let mut listed = count;
        if !is_sparse(count, documents) {
            // The others are listed.
            hits.find_all(self.first..self.first.saturating_add(documents));
            listed = documents - count;
        }
        let distances = Golomb::of(listed, documents);
        let mut next = self.first;
        for _ in 0..listed {
            let document = next.wrapping_add(reader.golomb(distances));
            hits.turn(document);
            next = document.wrapping_add(1);
        }
    }

    /// Tells of the best documents what they are worth, and appends them.
    pub fn tell(&self, hits: &mut Hits, told: &mut Vec<u32>) {
        let Some(mut reader) = self.reader() else { return };
        let _sound_since_read = walk(&mut reader, self.head, self.lists.documents, &mut |document, worth| {
            let document = self.first.wrapping_add(document);
            hits.tell(document, worth);
            told.push(document);
        });
    }
}

/// Shows the best documents with what they are worth.
#[inline(never)]
pub(crate) fn walk(
    reader: &mut BitReader<'_>,
    head: Head,
    documents: u32,
    visit: &mut dyn FnMut(u32, u32),
) -> Option<()> {
    let count = head.count(reader, documents)?;
    let distances = Golomb::of(count, documents);
    let least = reader.gamma();
    let more = Golomb::new(1 << reader.bits(4));
    let mut next = 0_u32;
    for _ in 0..count {
        let document = next.checked_add(reader.golomb_apart(distances)).filter(|at| *at < documents)?;
        visit(document, least.saturating_add(reader.golomb_apart(more)));
        next = document + 1;
    }
    Some(())
}

/// Writes the best documents of a summary, in order, with what they are worth.
#[cfg(feature = "build")]
pub fn put(bits: &mut crate::bits::BitWriter, best: &[(u32, u32)], documents: u32) -> Head {
    let count = best.len() as u32;
    let head = crate::postings::head_of_best(best.len());
    bits.bits(count, count.max(1).ilog2());
    let least = best.iter().map(|(_, worth)| *worth).min().unwrap_or(1).max(1);
    let sum: u64 = best.iter().map(|(_, worth)| u64::from(worth.saturating_sub(least))).sum();
    let logarithm = (sum / u64::from(count.max(1))).max(1).ilog2().min(15);
    let (distances, more) = (Golomb::of(count, documents), Golomb::new(1 << logarithm));
    bits.gamma(least);
    bits.bits(logarithm, 4);
    let mut next = 0;
    for (document, worth) in best {
        bits.golomb(document - next, distances);
        bits.golomb(worth.saturating_sub(least), more);
        next = document + 1;
    }
    head
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use crate::bits::BitWriter;
    use crate::postings::{self, Lists, Postings};
    use crate::weights::WeightCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn summaries_come_back(
            found in proptest::collection::btree_map(0_u32..300, 1_u32..5_000, 1..300),
            more in 0_u32..400,
            best in 1_usize..50,
            first in 0_u32..200,
            flip in any::<prop::sample::Index>(),
        ) {
            let documents = 300 + more;
            let lists = Lists { documents, code: &WeightCode::default() };
            let all: Vec<(u32, u8)> = found.keys().map(|document| (*document, 0)).collect();
            let best: Vec<(u32, u32)> = found.iter().take(best).map(|(document, worth)| (*document, *worth)).collect();
            let mut bits = BitWriter::default();
            let head = postings::head(&all, false);
            postings::put(&mut bits, head, &all, lists);
            let heads = [head.0, put(&mut bits, &best, documents).0];
            prop_assert!(heads.iter().all(|head| Head(*head).is_of_summary()));
            prop_assert_eq!(heads.map(|head| Head(head).is_best()), [false, true]);
            let bytes = bits.finish();
            let block = Postings::read(&bytes, &heads, lists).unwrap();
            let list = |nth: usize| List { block: &block, nth, head: Head(heads[nth]), lists, first };
            let (mut hits, mut told) = (Hits::default(), Vec::new());
            hits.clear(first + documents + 70);
            list(0).find(&mut hits);
            list(1).tell(&mut hits, &mut told);
            let expected: Vec<u32> = found.keys().map(|document| first + document).collect();
            prop_assert_eq!(hits.oldest_first().collect::<Vec<_>>(), expected);
            let told: Vec<(u32, u32)> = told.into_iter().map(|document| (document - first, hits.value(document))).collect();
            prop_assert_eq!(told, best);
            // What is changed or cut reads as something or as nothing.
            let mut flipped = bytes.clone();
            flipped[flip.index(bytes.len())] ^= 1 << flip.index(8);
            let _ = Postings::read(&flipped, &heads, lists);
            prop_assert!(Postings::read(&bytes[..bytes.len() - 1], &heads, lists).is_none());
        }
    }
}
