//! Blocks of postings: which documents hold some neighbouring terms, and what the terms are worth there.
//!
//! For each term, in bits: how many documents (the bits behind the highest, whose place the dictionary tells), then for
//! each document its distance to the last one by Golomb's code, and the step of its weight. Where more than half of the
//! documents have the term, the distances are those of the others, each followed by the weights of the documents
//! between. Terms without weights (stop words) have documents alone.

use super::bits::{BitReader, Golomb};
use super::weights::WeightCode;

/// What the dictionary tells of a term's postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head(pub(super) u8);

/// The bit of a term without weights.
const WEIGHTLESS: u8 = 0x40;

impl Head {
    /// Whether it has no weights: it is worth one everywhere.
    pub(crate) fn is_weightless(self) -> bool {
        self.0 & WEIGHTLESS != 0
    }

    /// In about how many documents it stands: a power of two, at most their number.
    pub(crate) fn frequency(self) -> u32 {
        1 << (self.length() - 1)
    }

    /// How many bits the number of documents has.
    fn length(self) -> u32 {
        u32::from(self.0 & !WEIGHTLESS).clamp(1, 32)
    }

    /// Whether a byte of a dictionary is one.
    pub(super) fn is_sound(self) -> bool {
        (1..=32).contains(&(self.0 & !WEIGHTLESS))
    }
}

/// What all lists of a segment have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'a> {
    /// Documents of the segment.
    pub(super) documents: u32,
    pub(super) code: &'a WeightCode,
}

/// A block that has arrived.
#[derive(Clone, Debug)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// Where each term's bits begin.
    starts: Vec<u32>,
}

impl Postings {
    /// Reads a block of these terms. None where they are not what is in it.
    pub(super) fn read(bytes: &[u8], heads: &[u8], lists: Lists<'_>) -> Option<Self> {
        let mut starts = Vec::with_capacity(heads.len());
        let mut reader = BitReader::new(bytes, 0);
        for head in heads {
            starts.push(u32::try_from(reader.at()).ok()?);
            walk(&mut reader, Head(*head), lists, |_, _| {})?;
            if reader.is_beyond() {
                return None;
            }
        }
        reader.is_at_end().then(|| Self { bytes: bytes.to_vec(), starts })
    }

    /// Shows the documents of the block's nth term, in order, each with the term's worth.
    #[inline]
    pub(super) fn each(&self, nth: usize, head: Head, lists: Lists<'_>, visit: impl FnMut(u32, u32)) {
        let Some(start) = self.starts.get(nth) else { return };
        let mut reader = BitReader::new(&self.bytes, *start as usize);
        let _sound_since_read = walk(&mut reader, head, lists, visit);
    }
}

#[inline]
fn walk(
    reader: &mut BitReader<'_>,
    head: Head,
    lists: Lists<'_>,
    mut visit: impl FnMut(u32, u32),
) -> Option<()> {
    let Lists { documents, code } = lists;
    let length = head.length() - 1;
    let count = 1 << length | reader.bits(length);
    if count > documents {
        return None;
    }
    let weighs = !head.is_weightless();
    if is_sparse(count, documents) {
        let distances = Golomb::of(count, documents);
        let mut next = 0_u32;
        for _ in 0..count {
            let document = next.checked_add(reader.golomb(distances)).filter(|at| *at < documents)?;
            next = document + 1;
            visit(document, if weighs { code.worth(reader) } else { 1 });
        }
        return Some(());
    }
    let others = documents - count;
    let distances = Golomb::of(others, documents);
    let mut next = 0_u32;
    for nth in 0..=others {
        let end = if nth == others {
            documents
        } else {
            next.checked_add(reader.golomb(distances)).filter(|at| *at < documents)?
        };
        for document in next..end {
            visit(document, if weighs { code.worth(reader) } else { 1 });
        }
        next = end + 1;
    }
    Some(())
}

/// Whether the documents themselves are listed, not the others.
fn is_sparse(count: u32, documents: u32) -> bool {
    count <= documents / 2
}

#[cfg(feature = "build")]
pub(super) use written::{head, put};

#[cfg(feature = "build")]
mod written {
    use super::super::bits::{BitWriter, Golomb};
    use super::{Lists, WEIGHTLESS, is_sparse};

    /// What the dictionary tells of so many postings.
    pub(in super::super) fn head(count: u32, is_weightless: bool) -> u8 {
        let length = (32 - count.leading_zeros()) as u8;
        length | if is_weightless { WEIGHTLESS } else { 0 }
    }

    /// Writes a term's documents, in order, with the steps of their weights.
    pub(in super::super) fn put(
        bits: &mut BitWriter,
        postings: &[(u32, u8)],
        is_weightless: bool,
        lists: Lists<'_>,
    ) {
        let Lists { documents, code } = lists;
        let count = postings.len() as u32;
        bits.bits(count, count.ilog2());
        let weight = |step: u8, bits: &mut BitWriter| {
            if !is_weightless {
                code.put(step, bits);
            }
        };
        if is_sparse(count, documents) {
            let distances = Golomb::of(count, documents);
            let mut next = 0;
            for (document, step) in postings {
                bits.golomb(document - next, distances);
                weight(*step, bits);
                next = document + 1;
            }
            return;
        }
        let distances = Golomb::of(documents - count, documents);
        let mut held = postings.iter().peekable();
        let mut between = Vec::new();
        let mut next = 0;
        for document in 0..documents {
            if let Some((_, step)) = held.next_if(|(own, _)| *own == document) {
                between.push(*step);
                continue;
            }
            bits.golomb(document - next, distances);
            between.drain(..).for_each(|step| weight(step, bits));
            next = document + 1;
        }
        between.drain(..).for_each(|step| weight(step, bits));
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::super::bits::BitWriter;
    use super::super::weights::STEPS;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn postings_come_back(
            lists in proptest::collection::vec((proptest::collection::btree_map(0_u32..300, 0_u8..16, 1..300), any::<bool>()), 1..6),
            more in 0_u32..400,
            flip in any::<prop::sample::Index>(),
        ) {
            let documents = 300 + more;
            let mut counts = [0; 16];
            lists.iter().flat_map(|(list, _)| list.values()).for_each(|step| counts[usize::from(*step)] += 1);
            let code = WeightCode::for_counts(counts);
            let shared = Lists { documents, code: &code };
            let mut bits = BitWriter::default();
            let mut heads = Vec::new();
            for (list, weightless) in &lists {
                let postings: Vec<(u32, u8)> = list.iter().map(|(document, step)| (*document, *step)).collect();
                heads.push(head(postings.len() as u32, *weightless));
                put(&mut bits, &postings, *weightless, shared);
            }
            let bytes = bits.finish();
            let block = Postings::read(&bytes, &heads, shared).unwrap();
            for (nth, (list, weightless)) in lists.iter().enumerate() {
                let mut read = Vec::new();
                block.each(nth, Head(heads[nth]), shared, |document, worth| read.push((document, worth)));
                let worth = |step: u8| if *weightless { 1 } else { u32::from(STEPS[usize::from(step)]) };
                let expected: Vec<(u32, u32)> = list.iter().map(|(document, step)| (*document, worth(*step))).collect();
                prop_assert_eq!(read, expected);
            }
            // What is changed or cut reads as something or as nothing.
            let mut flipped = bytes.clone();
            flipped[flip.index(bytes.len())] ^= 1 << flip.index(8);
            let _ = Postings::read(&flipped, &heads, shared);
            prop_assert!(Postings::read(&bytes[..bytes.len() - 1], &heads, shared).is_none());
        }
    }
}
