//! Blocks of postings: which documents hold some neighbouring terms, and what the terms are worth there.
//!
//! For each term, in bits: how many documents (the bits behind the highest, whose place the dictionary tells), and for
//! each document its distance to the last one by Golomb's code. Where more than half of the documents have the term, the
//! distances are those of the others.
//!
//! Most terms are worth one in most of their documents. Where the dictionary tells that a term is worth more in some,
//! the number of documents is followed by how many these are and how many others come before the first of them; where
//! each of these comes in its turn, it is followed by its weight's code and how many others come before the next.

use super::bits::{BitReader, Golomb};
use super::weights::WeightCode;

/// What the dictionary tells of a term's postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head(pub(super) u8);

/// The bit of a term without weights: it is worth one everywhere, whatever it should be worth.
const WEIGHTLESS: u8 = 0x40;
/// The bit of a term that is worth one everywhere.
const PLAIN: u8 = 0x80;
const LENGTH: u8 = 0x3f;

impl Head {
    /// Whether its weights are not told, as those of stop words.
    pub(crate) fn is_weightless(self) -> bool {
        self.0 & WEIGHTLESS != 0
    }

    /// In about how many documents it stands: a power of two, at most their number.
    pub(crate) fn frequency(self) -> u32 {
        1 << (self.length() - 1)
    }

    /// How many bits the number of documents has.
    fn length(self) -> u32 {
        u32::from(self.0 & LENGTH).clamp(1, 32)
    }

    /// Whether a byte of a dictionary is one.
    pub(super) fn is_sound(self) -> bool {
        (1..=32).contains(&(self.0 & LENGTH)) && self.0 & (WEIGHTLESS | PLAIN) != WEIGHTLESS | PLAIN
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
    let mut weights = Weights::read(reader, head, count, code)?;
    if is_sparse(count, documents) {
        let distances = Golomb::of(count, documents);
        let mut next = 0_u32;
        for _ in 0..count {
            let document = next.checked_add(reader.golomb(distances)).filter(|at| *at < documents)?;
            next = document + 1;
            visit(document, weights.next(reader));
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
            visit(document, weights.next(reader));
        }
        next = end + 1;
    }
    Some(())
}

/// What a term is worth in its documents, one after the other.
struct Weights<'a> {
    code: &'a WeightCode,
    /// Documents where it is worth more than one, from the next one on.
    more: u32,
    /// How many others come before that.
    before: u32,
    distances: Golomb,
}

impl<'a> Weights<'a> {
    fn read(reader: &mut BitReader<'_>, head: Head, count: u32, code: &'a WeightCode) -> Option<Self> {
        let distances = Golomb::new(1);
        if head.0 & (WEIGHTLESS | PLAIN) != 0 {
            return Some(Self { code, more: 0, before: u32::MAX, distances });
        }
        let more = Some(reader.gamma()).filter(|more| *more <= count)?;
        let distances = Golomb::of(more, count);
        Some(Self { code, more, before: reader.golomb(distances), distances })
    }

    #[inline]
    fn next(&mut self, reader: &mut BitReader<'_>) -> u32 {
        if self.before > 0 {
            self.before -= 1;
            return 1;
        }
        let worth = self.code.worth(reader);
        self.more = self.more.saturating_sub(1);
        self.before = if self.more > 0 { reader.golomb(self.distances) } else { u32::MAX };
        worth
    }
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
    use super::super::weights::WeightCode;
    use super::{Head, Lists, PLAIN, WEIGHTLESS, is_sparse};

    /// What the dictionary tells of a term's postings: documents and the steps of their weights.
    pub(in super::super) fn head(postings: &[(u32, u8)], is_weightless: bool) -> Head {
        let length = (32 - (postings.len() as u32).leading_zeros()) as u8;
        let is_plain = postings.iter().all(|(_, step)| *step == 0);
        let flag = if is_weightless {
            WEIGHTLESS
        } else if is_plain {
            PLAIN
        } else {
            0
        };
        Head(length | flag)
    }

    /// Writes a term's documents, in order, with the steps of their weights.
    pub(in super::super) fn put(bits: &mut BitWriter, head: Head, postings: &[(u32, u8)], lists: Lists<'_>) {
        let Lists { documents, code } = lists;
        let count = postings.len() as u32;
        bits.bits(count, count.ilog2());
        let mut weights = Weights::put(bits, head, postings, code);
        if is_sparse(count, documents) {
            let distances = Golomb::of(count, documents);
            let mut next = 0;
            for (document, step) in postings {
                bits.golomb(document - next, distances);
                weights.put_next(*step, bits);
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
            between.drain(..).for_each(|step| weights.put_next(step, bits));
            next = document + 1;
        }
        between.drain(..).for_each(|step| weights.put_next(step, bits));
    }

    /// Writes weights.
    struct Weights<'a> {
        code: &'a WeightCode,
        /// How many come before each one that is more than one, backwards. Empty where none is told.
        runs: Vec<u32>,
        distances: Golomb,
        is_told: bool,
    }

    impl<'a> Weights<'a> {
        fn put(bits: &mut BitWriter, head: Head, postings: &[(u32, u8)], code: &'a WeightCode) -> Self {
            let is_told = head.0 & (WEIGHTLESS | PLAIN) == 0;
            let (mut runs, mut run) = (Vec::new(), 0);
            for (_, step) in postings.iter().filter(|_| is_told) {
                if *step > 0 {
                    runs.push(run);
                    run = 0;
                } else {
                    run += 1;
                }
            }
            let distances = Golomb::of(runs.len() as u32, postings.len() as u32);
            if is_told {
                bits.gamma(runs.len() as u32);
            }
            runs.reverse();
            let mut weights = Self { code, runs, distances, is_told };
            weights.put_run(bits);
            weights
        }

        fn put_run(&mut self, bits: &mut BitWriter) {
            if let Some(run) = self.runs.pop() {
                bits.golomb(run, self.distances);
            }
        }

        fn put_next(&mut self, step: u8, bits: &mut BitWriter) {
            if self.is_told && step > 0 {
                self.code.put(step, bits);
                self.put_run(bits);
            }
        }
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
            lists in proptest::collection::vec(
                (proptest::collection::btree_map(0_u32..300, prop_oneof![9 => Just(0), 1 => 0_u8..16], 1..300), any::<bool>()),
                1..6,
            ),
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
                let head = head(&postings, *weightless);
                heads.push(head.0);
                put(&mut bits, head, &postings, shared);
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
