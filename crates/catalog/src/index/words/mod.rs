//! Words: every word of the archive, and where it stands, in parts of which a question needs few.
//!
//! Documents are numbered by age here: the last page is 0, then the other pages, then posts from the oldest on. They are
//! cut in two segments, an old one and a recent one, each of which has its own dictionary, postings and positions; so
//! that a new post changes the parts of the recent one alone. A dictionary tells which block has a term's postings, and
//! which have its positions.

mod dictionary;
mod stems;
#[cfg(feature = "build")]
pub(super) mod summed;
#[cfg(feature = "build")]
pub(super) mod written;

use super::format::{self, FormatError, Part};
use super::parts::{PartKey, PartName};
pub(crate) use dictionary::{Dictionary, Summary, Typed};
use kernels::positions::{Place, Positions};
use kernels::postings::{List, Postings};
use std::ops::Range;

/// Bodies as long as this are of one class: words at most, for each class.
#[cfg(feature = "build")]
const LENGTHS: [u32; 16] = [0, 8, 16, 24, 34, 48, 68, 96, 136, 192, 272, 384, 544, 768, 1_088, u32::MAX];

/// How long a body of each class is taken to be, in words.
pub(crate) const TYPICAL_LENGTHS: [u32; 16] =
    [0, 5, 12, 20, 29, 41, 58, 82, 116, 164, 232, 328, 464, 656, 928, 1_600];

/// A segment as the facets part tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SegmentNote {
    /// How many documents it has.
    pub(crate) documents: u32,
    /// Its dictionary's checksum.
    pub(crate) sum: u64,
    /// Its dictionary's length in bytes.
    pub(crate) length: u32,
}

/// The words of a catalog, as far as they have arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) segments: Vec<Segment>,
    /// For each document, by age, the class of its body's length; 0 where the dictionary has not arrived.
    pub(crate) lengths: Vec<u8>,
}

/// A segment, as far as it has arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segment {
    /// Its first document's number by age.
    pub(crate) first: u32,
    note: SegmentNote,
    dictionary: Option<Dictionary>,
    postings: Vec<Option<Postings>>,
    positions: Vec<Option<Positions>>,
}

impl Words {
    /// The words that the facets part tells of; all are still to come.
    pub(crate) fn of(notes: &[SegmentNote]) -> Self {
        let mut first = 0;
        let mut segments = Vec::with_capacity(notes.len());
        for note in notes {
            segments.push(Segment { first, note: *note, ..Segment::default() });
            first += note.documents;
        }
        Self { segments, lengths: vec![0; first as usize] }
    }

    /// Adds a part that holds words.
    pub(crate) fn add(&mut self, key: PartKey, bytes: &[u8]) -> Result<(), FormatError> {
        let segment = match key {
            PartKey::Dictionary(segment) | PartKey::Postings(segment, _) | PartKey::Positions(segment, _) => {
                segment
            }
            PartKey::Facets | PartKey::Cards(_) => return Err(FormatError::OtherCatalog),
        };
        let segment = self.segments.get_mut(segment as usize).ok_or(FormatError::OtherCatalog)?;
        match key {
            PartKey::Postings(_, nth) => segment.add_postings(nth as usize, bytes),
            PartKey::Positions(_, nth) => segment.add_positions(nth as usize, bytes),
            _ => {
                let lengths = segment.add_dictionary(bytes)?;
                let first = segment.first as usize;
                if let Some(own) = self.lengths.get_mut(first..first + lengths.len()) {
                    own.copy_from_slice(&lengths);
                }
                Ok(())
            }
        }
    }

    /// The name of a part that holds words, and its length in bytes, where the part that tells it has arrived.
    pub(crate) fn name_of(&self, key: PartKey) -> Option<(PartName, u32)> {
        let segment = |nth: u32| self.segments.get(nth as usize);
        let (sum, length) = match key {
            PartKey::Dictionary(nth) => (segment(nth)?.note.sum, segment(nth)?.note.length),
            PartKey::Postings(nth, block) => segment(nth)?.dictionary()?.postings(block)?,
            PartKey::Positions(nth, block) => segment(nth)?.dictionary()?.positions(block)?,
            PartKey::Facets | PartKey::Cards(_) => return None,
        };
        Some((PartName(sum), length))
    }

    /// All parts of the segments whose dictionary has arrived, and the dictionaries.
    pub(crate) fn parts(&self) -> impl Iterator<Item = PartKey> {
        self.segments.iter().zip(0..).flat_map(|(segment, nth)| {
            let blocks = |count: usize| 0..count as u32;
            std::iter::once(PartKey::Dictionary(nth))
                .chain(blocks(segment.postings.len()).map(move |block| PartKey::Postings(nth, block)))
                .chain(blocks(segment.positions.len()).map(move |block| PartKey::Positions(nth, block)))
        })
    }

    /// Whether a part has arrived.
    pub(crate) fn has(&self, key: PartKey) -> bool {
        match key {
            PartKey::Dictionary(nth) => self.segment(nth).is_some_and(|segment| segment.dictionary.is_some()),
            PartKey::Postings(nth, block) => {
                let there =
                    |segment: &Segment| segment.postings.get(block as usize).is_some_and(Option::is_some);
                self.segment(nth).is_some_and(there)
            }
            PartKey::Positions(nth, block) => {
                let there =
                    |segment: &Segment| segment.positions.get(block as usize).is_some_and(Option::is_some);
                self.segment(nth).is_some_and(there)
            }
            PartKey::Facets | PartKey::Cards(_) => false,
        }
    }

    fn segment(&self, nth: u32) -> Option<&Segment> {
        self.segments.get(nth as usize)
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> u32 {
        self.segments.iter().map(|segment| segment.note.documents).sum()
    }
}

impl Dictionary {
    fn postings(&self, block: u32) -> Option<(u64, u32)> {
        self.postings.get(block as usize).map(|fence| (fence.sum, fence.length))
    }

    fn positions(&self, block: u32) -> Option<(u64, u32)> {
        self.positions.get(block as usize).map(|fence| (fence.sum, fence.length))
    }
}

impl Segment {
    /// Takes the dictionary; the classes of its documents' lengths, none where it was here already.
    fn add_dictionary(&mut self, bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
        let (sum, body) = format::open(Part::Dictionary, bytes)?;
        if sum != self.note.sum {
            return Err(FormatError::OtherCatalog);
        }
        if self.dictionary.is_some() {
            return Ok(Vec::new());
        }
        let mut dictionary = Dictionary::read(body, self.note.documents).ok_or(FormatError::Damaged)?;
        self.postings = vec![None; dictionary.postings.len()];
        self.positions = vec![None; dictionary.positions.len()];
        let lengths = std::mem::take(&mut dictionary.lengths);
        self.dictionary = Some(dictionary);
        Ok(lengths)
    }

    fn add_postings(&mut self, nth: usize, bytes: &[u8]) -> Result<(), FormatError> {
        let (sum, body) = format::open(Part::Postings, bytes)?;
        let dictionary = self.dictionary.as_ref().ok_or(FormatError::OtherCatalog)?;
        let fence = dictionary.postings.get(nth).ok_or(FormatError::OtherCatalog)?;
        if sum != fence.sum {
            return Err(FormatError::OtherCatalog);
        }
        let heads = dictionary.heads.get(dictionary.in_block(nth)).unwrap_or_default();
        let block = Postings::read(body, heads, dictionary.lists()).ok_or(FormatError::Damaged)?;
        self.postings[nth] = Some(block);
        Ok(())
    }

    fn add_positions(&mut self, nth: usize, bytes: &[u8]) -> Result<(), FormatError> {
        let (sum, body) = format::open(Part::Positions, bytes)?;
        let dictionary = self.dictionary.as_ref().ok_or(FormatError::OtherCatalog)?;
        let fence = dictionary.positions.get(nth).ok_or(FormatError::OtherCatalog)?;
        if sum != fence.sum {
            return Err(FormatError::OtherCatalog);
        }
        let terms = dictionary.in_position_block(nth);
        let block = Positions::read(body, terms, self.note.documents).ok_or(FormatError::Damaged)?;
        self.positions[nth] = Some(block);
        Ok(())
    }

    /// The dictionary, where it has arrived.
    pub(crate) fn dictionary(&self) -> Option<&Dictionary> {
        self.dictionary.as_ref()
    }

    /// The documents of a term or of a summary's list, numbered by age; None where its block has not arrived.
    pub(crate) fn list(&self, term: u32) -> Option<List<'_>> {
        let dictionary = self.dictionary.as_ref()?;
        let (block, nth) = dictionary.block_of(term)?;
        let block = self.postings.get(block)?.as_ref()?;
        Some(List { block, nth, head: dictionary.head(term), lists: dictionary.lists(), first: self.first })
    }

    /// The lists of a summary, where their block has arrived.
    pub(crate) fn summary(&self, summary: Option<Summary>) -> Option<(List<'_>, List<'_>)> {
        let Summary { all, best } = summary?;
        Some((self.list(all)?, self.list(best)?))
    }

    /// Its documents, by age.
    pub(crate) fn documents(&self) -> Range<u32> {
        self.first..self.first.saturating_add(self.note.documents)
    }

    /// The blocks of terms' postings that have not arrived: each once where the terms are in order.
    pub(crate) fn missing_postings(&self, terms: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
        let mut last = None;
        terms.filter_map(move |term| {
            let (nth, _) = self.dictionary.as_ref()?.block_of(term)?;
            let is_new = last.replace(nth) != Some(nth);
            (is_new && self.postings.get(nth).is_some_and(Option::is_none)).then_some(nth as u32)
        })
    }

    /// A term's places in those of its documents that are asked for: by their ordinals, in order.
    pub(crate) fn places(&self, term: u32, ordinals: &[u32], places: &mut Vec<Place>) {
        places.clear();
        let Some(dictionary) = &self.dictionary else { return };
        let mut blocks = dictionary.position_blocks(term).peekable();
        while let Some((nth, within, first)) = blocks.next() {
            let end = blocks.peek().map_or(u32::MAX, |next| next.2);
            let at = |bound: u32| ordinals.partition_point(|ordinal| *ordinal < bound);
            let asked = ordinals.get(at(first)..at(end)).unwrap_or_default();
            if let (Some(Some(block)), [_, ..]) = (self.positions.get(nth), asked) {
                block.places(within, first, asked, places);
            }
        }
    }

    /// The blocks of a term's positions in some of its documents that have not arrived.
    pub(crate) fn missing_places(&self, term: u32, ordinals: &[u32], mut want: impl FnMut(u32)) {
        let Some(dictionary) = &self.dictionary else { return };
        let mut blocks = dictionary.position_blocks(term).peekable();
        while let Some((nth, _, first)) = blocks.next() {
            let end = blocks.peek().map_or(u32::MAX, |next| next.2);
            let at = ordinals.partition_point(|ordinal| *ordinal < first);
            let is_asked = ordinals.get(at).is_some_and(|ordinal| *ordinal < end);
            if is_asked && self.positions.get(nth).is_some_and(Option::is_none) {
                want(nth as u32);
            }
        }
    }
}

/// The class of a body's length.
#[cfg(feature = "build")]
pub(super) fn length_class(words: u32) -> u8 {
    LENGTHS.partition_point(|most| *most < words) as u8
}
