//! Blocks of postings: which documents hold some neighbouring terms, and what the terms are worth there.
//!
//! For each term, in bits: how many documents (the bits behind the highest, whose place the dictionary tells), and for
//! each document its distance to the last one by Golomb's code. Where more than half of the documents have the term, the
//! distances are those of the others.
//!
//! Most terms are worth one in most of their documents. Where the dictionary tells that a term is worth more in some,
//! the number of documents is followed by how many these are and how many others come before the first of them; where
//! each of these comes in its turn, it is followed by its weight's code and how many others come before the next.

use crate::bits::{BitReader, Golomb};
use crate::hits::{Adding, Hits};
use crate::summaries;
use crate::weights::WeightCode;

/// What the dictionary tells of a term's postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head(pub u8);

/// The bit of a term without weights: it is worth one everywhere, whatever it should be worth.
const WEIGHTLESS: u8 = 0x40;
/// The bit of a term that is worth one everywhere.
const PLAIN: u8 = 0x80;
/// The bits of a list of a summary's best documents.
const BEST: u8 = WEIGHTLESS | PLAIN;
const LENGTH: u8 = 0x3f;

impl Head {
    /// Whether its weights are not told, as those of stop words.
    #[must_use]
    pub fn is_weightless(self) -> bool {
        self.0 & WEIGHTLESS != 0
    }

    /// In about how many documents it stands: a power of two, at most their number.
    #[must_use]
    pub fn frequency(self) -> u32 {
        1 << (self.length() - 1)
    }

    /// How many bits the number of documents has.
    fn length(self) -> u32 {
        u32::from(self.0 & LENGTH).clamp(1, 32)
    }

    /// Whether a byte of a dictionary is one of a term.
    #[must_use]
    pub fn is_sound(self) -> bool {
        (1..=32).contains(&(self.0 & LENGTH)) && !self.is_best()
    }

    /// Whether a byte of a dictionary is one of a list of a summary.
    #[must_use]
    pub fn is_of_summary(self) -> bool {
        (1..=32).contains(&(self.0 & LENGTH)) && self.0 & PLAIN != 0
    }

    /// Whether the list is that of a summary's best documents: see [`crate::summaries`].
    #[must_use]
    pub fn is_best(self) -> bool {
        self.0 & BEST == BEST
    }

    /// The number of documents as a list tells it; None where there are not so many.
    #[inline]
    pub(crate) fn count(self, reader: &mut BitReader<'_>, documents: u32) -> Option<u32> {
        let length = self.length() - 1;
        Some(1 << length | reader.bits(length)).filter(|count| *count <= documents)
    }
}

/// What all lists of a segment have in common.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// Documents of the segment.
    pub documents: u32,
    /// The code of its weights.
    pub code: &'a WeightCode,
}

/// A block that has arrived.
#[derive(Clone, Debug)]
pub struct Postings {
    bytes: Vec<u8>,
    /// Where each term's bits begin.
    starts: Vec<u32>,
}

/// A term's list in a block.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The block.
    pub block: &'a Postings,
    /// Which of its terms.
    pub nth: usize,
    /// What the dictionary tells of the term.
    pub head: Head,
    /// What the segment's lists have in common.
    pub lists: Lists<'a>,
    /// The segment's first document, by age.
    pub first: u32,
}

impl Postings {
    /// Reads a block of these terms. None where they are not what is in it.
    #[must_use]
    pub fn read(bytes: &[u8], heads: &[u8], lists: Lists<'_>) -> Option<Self> {
        let mut starts = Vec::with_capacity(heads.len());
        let mut reader = BitReader::new(bytes, 0);
        for head in heads {
            starts.push(u32::try_from(reader.at()).ok()?);
            match Head(*head) {
                best if best.is_best() => {
                    summaries::walk(&mut reader, best, lists.documents, &mut |_, _| {})?;
                }
                head => walk_for(&mut reader, head, lists, &mut |_, _| {})?,
            }
            if reader.is_beyond() {
                return None;
            }
        }
        reader.is_at_end().then(|| Self { bytes: bytes.to_vec(), starts })
    }
}

impl List<'_> {
    /// Finds the documents and adds what the term is worth there, so many times by each document's language, which is told
    /// by age (0 where none is); where that is 0 it is not found.
    #[inline(never)]
    pub fn gather(&self, times: [u32; 4], languages: &[u8], hits: &mut Hits) {
        let Some(mut reader) = self.reader() else { return };
        let mut gathering = Gathering { adding: hits.adding(), first: self.first, times, languages };
        let _sound_since_read = walk(&mut reader, self.head, self.lists, &mut gathering);
        gathering.adding.finish();
    }

    /// Which of the documents are among those found: as the how manieth, and their numbers.
    pub fn ordinals(&self, among: &Hits, ordinals: &mut Vec<u32>, documents: &mut Vec<u32>) {
        let mut ordinal = 0;
        self.each(&mut |document, _| {
            let document = self.first.wrapping_add(document);
            if among.has(document) {
                ordinals.push(ordinal);
                documents.push(document);
            }
            ordinal += 1;
        });
    }

    fn each(&self, visit: &mut dyn FnMut(u32, u32)) {
        let Some(mut reader) = self.reader() else { return };
        let _sound_since_read = walk_for(&mut reader, self.head, self.lists, visit);
    }

    pub(crate) fn reader(&self) -> Option<BitReader<'_>> {
        Some(BitReader::new(&self.block.bytes, *self.block.starts.get(self.nth)? as usize))
    }
}

/// Adds what a term is worth.
struct Gathering<'a> {
    adding: Adding<'a>,
    first: u32,
    times: [u32; 4],
    languages: &'a [u8],
}

impl Visit for Gathering<'_> {
    #[inline(always)]
    fn visit(&mut self, document: u32, worth: u32) {
        let document = self.first.wrapping_add(document);
        let language = self.languages.get(document as usize).copied().unwrap_or(0);
        let times = self.times[usize::from(language & 3)];
        if times > 0 {
            self.adding.add(document, worth.saturating_mul(times));
        }
    }
}

/// Who is shown a list's documents.
trait Visit {
    fn visit(&mut self, document: u32, worth: u32);

    /// How the walk reads a number: its code stands wherever it is called.
    #[inline(always)]
    fn golomb(reader: &mut BitReader<'_>, code: Golomb) -> u32 {
        reader.golomb(code)
    }
}

impl Visit for &mut dyn FnMut(u32, u32) {
    #[inline(always)]
    fn visit(&mut self, document: u32, worth: u32) {
        self(document, worth);
    }

    #[inline(always)]
    fn golomb(reader: &mut BitReader<'_>, code: Golomb) -> u32 {
        reader.golomb_apart(code)
    }
}

/// The walk of all but the quickest.
#[inline(never)]
fn walk_for(
    reader: &mut BitReader<'_>,
    head: Head,
    lists: Lists<'_>,
    mut visit: &mut dyn FnMut(u32, u32),
) -> Option<()> {
    walk(reader, head, lists, &mut visit)
}

#[inline(always)]
fn walk(reader: &mut BitReader<'_>, head: Head, lists: Lists<'_>, visitor: &mut impl Visit) -> Option<()> {
    let count = head.count(reader, lists.documents)?;
    let weights = Weights::read(reader, head, count, lists.code)?;
    if is_sparse(count, lists.documents) {
        walk_sparse(reader, count, lists.documents, weights, visitor)
    } else {
        walk_dense(reader, lists.documents - count, lists.documents, weights, visitor)
    }
}

/// The documents themselves are told. Those that are worth one come in runs, which nothing stands between.
#[inline(always)]
fn walk_sparse<V: Visit>(
    reader: &mut BitReader<'_>,
    count: u32,
    documents: u32,
    mut weights: Weights<'_>,
    visitor: &mut V,
) -> Option<()> {
    let distances = Golomb::of(count, documents);
    let (mut left, mut next) = (count, 0_u32);
    loop {
        let run = weights.before.min(left);
        for _ in 0..run {
            let document = next.wrapping_add(V::golomb(reader, distances));
            // What comes round to little is found out all the same: there are fewer documents than that.
            if document >= documents || document < next {
                return None;
            }
            next = document + 1;
            visitor.visit(document, 1);
        }
        left -= run;
        if left == 0 {
            return Some(());
        }
        let document = next.checked_add(reader.golomb_apart(distances)).filter(|at| *at < documents)?;
        next = document + 1;
        left -= 1;
        visitor.visit(document, weights.worth(reader));
    }
}

/// The documents between are told.
#[inline(always)]
fn walk_dense<V: Visit>(
    reader: &mut BitReader<'_>,
    others: u32,
    documents: u32,
    mut weights: Weights<'_>,
    visitor: &mut V,
) -> Option<()> {
    let distances = Golomb::of(others, documents);
    let mut next = 0_u32;
    for nth in 0..=others {
        let end = if nth == others {
            documents
        } else {
            next.checked_add(V::golomb(reader, distances)).filter(|at| *at < documents)?
        };
        for document in next..end {
            let worth = if weights.before > 0 {
                weights.before -= 1;
                1
            } else {
                weights.worth(reader)
            };
            visitor.visit(document, worth);
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
        if head.0 & (WEIGHTLESS | PLAIN) != 0 {
            return Some(Self { code, more: 0, before: u32::MAX, distances: Golomb::new(1) });
        }
        let more = Some(reader.gamma()).filter(|more| *more <= count)?;
        let distances = Golomb::of(more, count);
        Some(Self { code, more, before: reader.golomb_apart(distances), distances })
    }

    /// What it is worth in a document that no other comes before; then others may.
    #[inline(always)]
    fn worth(&mut self, reader: &mut BitReader<'_>) -> u32 {
        let worth = self.code.worth(reader);
        self.more = self.more.saturating_sub(1);
        self.before = if self.more > 0 { reader.golomb_apart(self.distances) } else { u32::MAX };
        worth
    }
}

/// Whether the documents themselves are listed, not the others.
pub(crate) fn is_sparse(count: u32, documents: u32) -> bool {
    count <= documents / 2
}

#[cfg(feature = "build")]
pub(crate) use written::head_of_best;
#[cfg(feature = "build")]
pub use written::{head, put};

#[cfg(feature = "build")]
mod written {
    use super::{BEST, Head, Lists, PLAIN, WEIGHTLESS, is_sparse};
    use crate::bits::{BitWriter, Golomb};
    use crate::weights::WeightCode;

    /// What the dictionary tells of a term's postings: documents and the steps of their weights.
    pub fn head(postings: &[(u32, u8)], is_weightless: bool) -> Head {
        let is_plain = postings.iter().all(|(_, step)| *step == 0);
        let flag = if is_weightless {
            WEIGHTLESS
        } else if is_plain {
            PLAIN
        } else {
            0
        };
        Head(length(postings.len()) | flag)
    }

    /// The head of a list of a summary's best documents.
    pub(crate) fn head_of_best(documents: usize) -> Head {
        Head(length(documents) | BEST)
    }

    fn length(documents: usize) -> u8 {
        (32 - (documents as u32).leading_zeros()) as u8
    }

    /// Writes a term's documents, in order, with the steps of their weights.
    pub fn put(bits: &mut BitWriter, head: Head, postings: &[(u32, u8)], lists: Lists<'_>) {
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
    use super::*;
    use crate::bits::BitWriter;
    use crate::weights::STEPS;
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
                let own = List { block: &block, nth, head: Head(heads[nth]), lists: shared, first: 0 };
                own.each(&mut |document, worth| read.push((document, worth)));
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
