//! Writing a segment: its terms one after the other, in order, cut into blocks.

use super::SegmentNote;
use super::dictionary::{Fence, Written};
use crate::index::format::{self, Part};
use kernels::bits::BitWriter;
use kernels::positions;
use kernels::postings::{self, Lists};
use kernels::weights::{WeightCode, step_of};

/// Postings of a block in bytes, about, and of archives of over [`LARGE`] documents.
const BLOCK: usize = 3 << 10;
const LARGE_BLOCK: usize = 7 << 10;
const LARGE: u32 = 30_000;

/// A document of a term.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Posting<'a> {
    /// Its number in the segment.
    pub(in crate::index) document: u32,
    /// What the term is worth there.
    pub(in crate::index) worth: u32,
    /// Each place and its width, in order, none twice.
    pub(in crate::index) places: &'a [(u32, u32)],
}

/// How often each step of weights is met.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::index) struct WeightCounts([u64; 16]);

impl WeightCounts {
    pub(in crate::index) fn add(&mut self, worth: u32) {
        // What is worth one is not told by a code.
        if worth > 1 {
            self.0[usize::from(step_of(worth))] += 1;
        }
    }
}

/// A segment's parts.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct WrittenSegment {
    pub(in crate::index) note: SegmentNote,
    pub(in crate::index) dictionary: Vec<u8>,
    pub(in crate::index) postings: Vec<Vec<u8>>,
    pub(in crate::index) positions: Vec<Vec<u8>>,
}

/// Writes a segment.
pub(in crate::index) struct SegmentWriter<'a> {
    documents: u32,
    dictionary: Written<'a>,
    postings: Blocks,
    positions: Blocks,
}

impl<'a> SegmentWriter<'a> {
    /// A segment of documents whose bodies have such lengths in words; `all` is how many all segments have.
    pub(in crate::index) fn new(lengths: &[u32], all: u32, counts: WeightCounts) -> Self {
        let documents = lengths.len() as u32;
        // A small segment's blocks are smaller: a new word needs one of each segment.
        let whole = if all > LARGE { LARGE_BLOCK } else { BLOCK };
        let target = if documents < all / 4 { whole / 2 } else { whole };
        let dictionary = Written {
            lengths: lengths.iter().map(|words| super::length_class(*words)).collect(),
            code: WeightCode::for_counts(counts.0),
            ..Written::default()
        };
        let postings = Blocks::new(Part::Postings, target);
        Self { documents, dictionary, postings, positions: Blocks::new(Part::Positions, target * 2) }
    }

    /// Adds the next term, with its stems in each language and the documents that have it.
    pub(in crate::index) fn add(
        &mut self,
        (folded, surface): (&'a str, &'a str),
        stems: [Vec<String>; 2],
        documents: &[Posting<'_>],
        is_weightless: bool,
    ) {
        let term = self.dictionary.terms.len() as u32;
        self.dictionary.terms.push((folded, surface));
        for (all, own) in self.dictionary.stems.iter_mut().zip(stems) {
            all.push(own);
        }
        let steps: Vec<(u32, u8)> =
            documents.iter().map(|posting| (posting.document, step_of(posting.worth))).collect();
        let lists = Lists { documents: self.documents, code: &self.dictionary.code };
        let mut bits = BitWriter::default();
        let head = postings::head(&steps, is_weightless);
        postings::put(&mut bits, head, &steps, lists);
        self.dictionary.heads.push(head.0);
        self.postings.add(term, 0, &bits);
        self.add_places(term, documents);
    }

    fn add_places(&mut self, term: u32, documents: &[Posting<'_>]) {
        // A place has ten bits, about: blocks end near their length, not at it.
        let room = self.positions.target * 8 / 10;
        let (mut first, mut places) = (0, 0);
        for end in 1..=documents.len() {
            places += documents[end - 1].places.len();
            if places >= room || end == documents.len() {
                let part: Vec<&[(u32, u32)]> =
                    documents[first..end].iter().map(|posting| posting.places).collect();
                let mut bits = BitWriter::default();
                positions::put(&mut bits, &part);
                self.positions.add(term, first as u32, &bits);
                (first, places) = (end, 0);
            }
        }
    }

    /// All parts.
    pub(in crate::index) fn finish(mut self) -> WrittenSegment {
        let (postings, positions);
        (self.dictionary.postings, postings) = self.postings.finish();
        (self.dictionary.positions, positions) = self.positions.finish();
        let dictionary = format::seal(Part::Dictionary, &self.dictionary.to_bytes());
        let note = SegmentNote {
            documents: self.documents,
            sum: format::written_checksum(&dictionary),
            length: dictionary.len() as u32,
        };
        WrittenSegment { note, dictionary, postings, positions }
    }
}

/// Blocks of bits, each sealed once it is full.
struct Blocks {
    part: Part,
    /// Bytes of a block, about.
    target: usize,
    open: BitWriter,
    fences: Vec<Fence>,
    blocks: Vec<Vec<u8>>,
}

impl Blocks {
    fn new(part: Part, target: usize) -> Self {
        Self { part, target, open: BitWriter::default(), fences: Vec::new(), blocks: Vec::new() }
    }

    /// Adds bits of a term, from one of its documents on.
    fn add(&mut self, term: u32, ordinal: u32, bits: &BitWriter) {
        // What is long has a block of its own, and what goes on another block.
        let whole = self.target * 8;
        if self.is_open() && (ordinal > 0 || self.open.len() + bits.len() > whole + whole / 4) {
            self.close();
        }
        if !self.is_open() {
            self.fences.push(Fence { term, ordinal, sum: 0, length: 0 });
        }
        self.open.append(bits);
        if self.open.len() >= whole {
            self.close();
        }
    }

    fn is_open(&self) -> bool {
        self.fences.len() > self.blocks.len()
    }

    fn close(&mut self) {
        let block = format::seal(self.part, &std::mem::take(&mut self.open).finish());
        if let Some(fence) = self.fences.last_mut() {
            (fence.sum, fence.length) = (format::written_checksum(&block), block.len() as u32);
        }
        self.blocks.push(block);
    }

    fn finish(mut self) -> (Vec<Fence>, Vec<Vec<u8>>) {
        if self.is_open() {
            self.close();
        }
        (self.fences, self.blocks)
    }
}
