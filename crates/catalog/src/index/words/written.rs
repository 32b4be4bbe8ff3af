//! Writing a segment: its terms one after the other, in order, cut into blocks.

use super::dictionary::{Dictionary, Fence, Written};
use super::summed::{Documents, Long, summaries};
use super::{Segment, SegmentNote};
use crate::index::format::{self, Part};
use kernels::bits::BitWriter;
use kernels::positions;
use kernels::postings::{self, Lists, Postings};
use kernels::weights::{WeightCode, step_of};

/// Postings of a block in bytes, about, and of archives of over [`LARGE`] documents.
const BLOCK: usize = 3 << 10;
const LARGE_BLOCK: usize = 5 << 10;
const LARGE: u32 = 30_000;
/// Likewise of positions: of so many blocks of postings, of which a dictionary tells the more the smaller they are.
const POSITIONS: usize = 2;
const LARGE_POSITIONS: usize = 3;
/// A word has a summary where its lists take more than so many quarters of a block; in archives of over [`LARGE`] documents,
/// where a summary takes 12 kB itself, and in a segment that is the greater part of them.
const QUARTERS: usize = 9;
const LARGE_QUARTERS: usize = 13;

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
    documents: Documents<'a>,
    dictionary: Written<'a>,
    postings: Blocks,
    positions: Blocks,
    long: Long,
}

impl<'a> SegmentWriter<'a> {
    /// A segment of documents whose bodies have such lengths in words; `all` is how many all segments have. `block`: how
    /// many bytes a block has, where not as many as is best.
    pub(in crate::index) fn new(
        documents: Documents<'a>,
        lengths: &[u32],
        all: u32,
        counts: WeightCounts,
        block: Option<usize>,
    ) -> Self {
        // A small segment's blocks are smaller: a new word needs one of each segment.
        let whole = block.unwrap_or(if all > LARGE { LARGE_BLOCK } else { BLOCK });
        let is_small = (lengths.len() as u32) < all / 4;
        let target = if is_small { whole / 2 } else { whole };
        let quarters = if all > LARGE && !is_small { LARGE_QUARTERS } else { QUARTERS };
        let times = if all > LARGE { LARGE_POSITIONS } else { POSITIONS };
        let dictionary = Written {
            lengths: lengths.iter().map(|words| super::length_class(*words)).collect(),
            code: WeightCode::for_counts(counts.0),
            ..Written::default()
        };
        let postings = Blocks::new(Part::Postings, target);
        let positions = Blocks::new(Part::Positions, target * times);
        // The number of documents is told as a power of two: that is three quarters of it, about. In a small segment
        // there is no time to be won.
        let frequent = if is_small { u32::MAX } else { lengths.len() as u32 / 8 * 3 };
        let long = Long { bytes: target * quarters / 4, postings: frequent };
        Self { documents, dictionary, postings, positions, long }
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
        let lists = Lists { documents: self.dictionary.lengths.len() as u32, code: &self.dictionary.code };
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
        self.positions.close();
        self.dictionary.positions = std::mem::take(&mut self.positions.fences);
        self.postings.close();
        self.add_summaries();
        self.dictionary.postings = std::mem::take(&mut self.postings.fences);
        let dictionary = format::seal(Part::Dictionary, &self.dictionary.to_bytes());
        let note = SegmentNote {
            documents: self.dictionary.lengths.len() as u32,
            sum: format::written_checksum(&dictionary),
            length: dictionary.len() as u32,
        };
        WrittenSegment { note, dictionary, postings: self.postings.blocks, positions: self.positions.blocks }
    }

    /// Asks what is written so far for its frequent words, and writes what these find behind it.
    fn add_summaries(&mut self) {
        self.dictionary.postings.clone_from(&self.postings.fences);
        let segment = Segment::of_written(&self.dictionary, &self.postings.blocks);
        let made = summaries(&segment, self.long, self.documents);
        // A summary is asked for alone: those of few documents stand together, but not many.
        self.postings.target /= 2;
        for summed in made {
            let (bits, lists) = summed.lists();
            self.postings.add(self.dictionary.heads.len() as u32, 0, &bits);
            for (head, typed) in lists {
                self.dictionary.heads.push(head.0);
                self.dictionary.summaries.extend(typed);
            }
        }
        self.postings.close();
    }
}

impl Segment {
    /// A segment that has its postings. What was just written leads nowhere outside itself: reading it cannot fail.
    fn of_written(written: &Written<'_>, postings: &[Vec<u8>]) -> Self {
        let documents = written.lengths.len() as u32;
        let Some(dictionary) = Dictionary::read(&written.to_bytes(), documents) else {
            return Self::default();
        };
        let heads = |nth: usize| dictionary.heads.get(dictionary.in_block(nth)).unwrap_or_default();
        let read = |(nth, block): (usize, &Vec<u8>)| {
            Postings::read(block.get(format::HEADER..)?, heads(nth), dictionary.lists())
        };
        let postings = postings.iter().enumerate().map(read).collect();
        Self { dictionary: Some(dictionary), postings, ..Self::default() }
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

    /// Ends the block at hand.
    fn close(&mut self) {
        if !self.is_open() {
            return;
        }
        let block = format::seal(self.part, &std::mem::take(&mut self.open).finish());
        if let Some(fence) = self.fences.last_mut() {
            (fence.sum, fence.length) = (format::written_checksum(&block), block.len() as u32);
        }
        self.blocks.push(block);
    }
}
