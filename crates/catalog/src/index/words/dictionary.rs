//! A segment's dictionary: its words, how they are spelled, how frequent they are, their stems, and the blocks that hold
//! their postings and positions.
//!
//! A word is a folded form; its terms are the surfaces it is written by. Words are in the order of their letters, terms
//! in that of their words, so that all words with one beginning lie together.

use super::stems::Stems;
use crate::analysis::Stemming;
use crate::index::numbers::Reader;
use kernels::postings::{Head, Lists};
use kernels::weights::WeightCode;
use std::ops::Range;

/// A dictionary, ready to look up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    /// Documents of the segment.
    pub(super) documents: u32,
    /// For each document, the class of its body's length.
    pub(super) lengths: Vec<u8>,
    pub(super) code: WeightCode,
    /// All words, one behind the other, and where each begins; one more for the end.
    words: String,
    word_starts: Vec<u32>,
    /// Each word's first term; one more for the end.
    first_terms: Vec<u32>,
    /// Surfaces that are not their words, one behind the other, and where each term's begins; one more for the end.
    surfaces: String,
    surface_starts: Vec<u32>,
    /// Of each term, then of the lists of summaries.
    pub(super) heads: Vec<u8>,
    /// For each of [`Stemming::ALL`].
    stems: [Stems; 2],
    /// Each with the number of what is typed: see [`Dictionary::typed`].
    summaries: Vec<(u32, Summary)>,
    pub(super) postings: Vec<Fence>,
    pub(super) positions: Vec<Fence>,
}

/// How a word is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// As this term is written.
    As(u32),
    /// As this word is folded, which is written nowhere.
    Folded(u32),
}

/// Where a summary is: the numbers of its lists, behind those of the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// All documents that are found.
    pub(crate) all: u32,
    /// The best of them.
    pub(crate) best: u32,
}

/// A block and what is first in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The first term, or list of a summary.
    pub(super) term: u32,
    /// The first of its documents, as the how manieth.
    pub(super) ordinal: u32,
    /// The block's checksum.
    pub(super) sum: u64,
    /// The block's length in bytes.
    pub(super) length: u32,
}

/// The code that says that what follows is the whole surface, not what it changes in the word.
const WHOLE: u8 = 0x7f;
/// The end of a text.
const END: u8 = 0xff;

/// How a segment's words are counted before they are read.
struct Counts {
    documents: usize,
    words: usize,
    terms: usize,
}

impl Dictionary {
    /// Reads a dictionary of so many documents. None where it is damaged.
    pub(super) fn read(body: &[u8], documents: u32) -> Option<Self> {
        let mut reader = Reader(body);
        let (words, terms, lists) = (reader.length()?, reader.length()?, reader.length()?);
        let counts = Counts { documents: documents as usize, words, terms };
        let mut read = Self { documents, ..Self::default() };
        read.read_lengths(&mut reader, &counts)?;
        read.code = WeightCode::read(reader.bytes(8)?.first_chunk()?)?;
        read.read_words(&mut reader, &counts)?;
        read.read_surfaces(&mut reader, &counts)?;
        read.heads = reader.bytes(terms + lists)?.to_vec();
        let is_sound = |(nth, head): (usize, &u8)| {
            if nth < terms { Head(*head).is_sound() } else { Head(*head).is_of_summary() }
        };
        if !read.heads.iter().enumerate().all(is_sound) {
            return None;
        }
        for stemming in Stemming::ALL {
            read.stems[stemming as usize] = Stems::read(&mut reader, &read)?;
        }
        read.read_summaries(&mut reader, terms)?;
        read.postings = read_fences(&mut reader, terms + lists)?;
        read.positions = read_fences(&mut reader, terms)?;
        // Every term is in a block, and no block of postings begins inside a term.
        let begun = |fences: &[Fence]| {
            terms == 0 || fences.first().is_some_and(|first| first.term == 0 && first.ordinal == 0)
        };
        let sound = begun(&read.postings)
            && begun(&read.positions)
            && read.postings.iter().all(|fence| fence.ordinal == 0)
            && reader.0.is_empty();
        sound.then_some(read)
    }

    fn read_lengths(&mut self, reader: &mut Reader<'_>, counts: &Counts) -> Option<()> {
        let pairs = reader.bytes(counts.documents.div_ceil(2))?;
        self.lengths = pairs.iter().flat_map(|pair| [pair & 15, pair >> 4]).take(counts.documents).collect();
        Some(())
    }

    fn read_words(&mut self, reader: &mut Reader<'_>, counts: &Counts) -> Option<()> {
        let shared = reader.bytes(counts.words)?;
        let mut words: Vec<u8> = Vec::with_capacity(reader.0.len().min(counts.words * 16));
        let mut last = 0..0;
        self.word_starts.reserve(counts.words + 1);
        for shared in shared {
            let shared = usize::from(*shared);
            let length = reader.0.iter().position(|byte| *byte == END)?;
            let rest = reader.bytes(length)?;
            reader.byte()?;
            // What is shared was there, and what follows is greater than what stood there before.
            let before = words.get(last.start + shared..last.end).filter(|_| shared <= last.len())?;
            if rest <= before && !self.word_starts.is_empty() {
                return None;
            }
            let start = words.len();
            self.word_starts.push(u32::try_from(start).ok()?);
            words.extend_from_within(last.start..last.start + shared);
            words.extend_from_slice(rest);
            last = start..words.len();
        }
        self.word_starts.push(u32::try_from(words.len()).ok()?);
        self.words = String::from_utf8(words).ok()?;
        self.word_starts.iter().all(|start| self.words.is_char_boundary(*start as usize)).then_some(())
    }

    fn read_surfaces(&mut self, reader: &mut Reader<'_>, counts: &Counts) -> Option<()> {
        let mut end = 0_u32;
        self.first_terms.reserve(counts.words + 1);
        self.first_terms.push(0);
        for more in reader.ids(counts.words)? {
            end = end.checked_add(more)?.checked_add(1)?;
            self.first_terms.push(end);
        }
        if end as usize != counts.terms {
            return None;
        }
        self.surface_starts.reserve(counts.terms + 1);
        for word in 0..counts.words as u32 {
            for _ in self.terms(word) {
                self.surface_starts.push(u32::try_from(self.surfaces.len()).ok()?);
                self.read_surface(reader, word)?;
            }
        }
        self.surface_starts.push(u32::try_from(self.surfaces.len()).ok()?);
        Some(())
    }

    /// A surface: nothing where it is the word, else the letters that are others, each behind the number of those that
    /// are not.
    fn read_surface(&mut self, reader: &mut Reader<'_>, word: u32) -> Option<()> {
        match reader.byte()? {
            END => return Some(()),
            WHOLE => {
                self.surfaces.push_str(&reader.text()?);
                return Some(());
            }
            first => {
                let Self { words, word_starts, surfaces, .. } = self;
                let bounds =
                    *word_starts.get(word as usize)? as usize..*word_starts.get(word as usize + 1)? as usize;
                let mut letters = words.get(bounds)?.chars();
                let mut kept = first;
                while kept != END {
                    for _ in 0..kept {
                        surfaces.push(letters.next()?);
                    }
                    letters.next()?;
                    surfaces.push(read_char(reader)?);
                    kept = reader.byte()?;
                }
                surfaces.push_str(letters.as_str());
            }
        }
        Some(())
    }

    /// What has a summary. One list has all its documents, those behind it the best by each way to type it.
    fn read_summaries(&mut self, reader: &mut Reader<'_>, terms: usize) -> Option<()> {
        let mut all = None;
        let mut lists = Vec::new();
        for (head, list) in self.heads.iter().zip(0..).skip(terms) {
            match Head(*head).is_best() {
                true => lists.push(Summary { all: all?, best: list }),
                false => all = Some(list),
            }
        }
        let mut typed = 0_u32;
        for (step, summary) in reader.ids(lists.len())?.into_iter().zip(lists) {
            typed = typed.wrapping_add(step >> 1 ^ (step & 1).wrapping_neg());
            self.summaries.push((typed, summary));
        }
        Some(())
    }

    /// What finds a summary: twice the term, or that of the word's first term and one.
    pub(super) fn typed(&self, typed: Typed) -> u32 {
        match typed {
            Typed::As(term) => term << 1,
            Typed::Folded(word) => self.terms(word).start << 1 | 1,
        }
    }

    /// The summary of what is typed: what it finds that is asked for alone, and may go on.
    pub(crate) fn summary(&self, typed: Typed) -> Option<Summary> {
        let typed = self.typed(typed);
        // Some thousand at most: looking through them takes a few microseconds.
        self.summaries.iter().find(|(own, _)| *own == typed).map(|(_, summary)| *summary)
    }

    /// How many words there are.
    pub(crate) fn words(&self) -> u32 {
        self.word_starts.len().saturating_sub(1) as u32
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> u32 {
        self.surface_starts.len().saturating_sub(1) as u32
    }

    /// What lists of this segment have in common.
    pub(super) fn lists(&self) -> Lists<'_> {
        Lists { documents: self.documents, code: &self.code }
    }

    /// A word's folded form; empty for a number that is none.
    #[inline]
    pub(crate) fn folded(&self, word: u32) -> &str {
        let bounds = (self.word_starts.get(word as usize), self.word_starts.get(word as usize + 1));
        let (Some(&start), Some(&end)) = bounds else { return "" };
        self.words.get(start as usize..end as usize).unwrap_or_default()
    }

    /// A term's surface, which is one of the word's.
    pub(crate) fn surface(&self, term: u32, word: u32) -> &str {
        let bounds = (self.surface_starts.get(term as usize), self.surface_starts.get(term as usize + 1));
        let (Some(&start), Some(&end)) = bounds else { return "" };
        match self.surfaces.get(start as usize..end as usize) {
            Some(own) if !own.is_empty() => own,
            _ => self.folded(word),
        }
    }

    /// A word's terms.
    pub(crate) fn terms(&self, word: u32) -> Range<u32> {
        self.terms_of(&(word..word.saturating_add(1)))
    }

    /// The terms of neighbouring words.
    pub(crate) fn terms_of(&self, words: &Range<u32>) -> Range<u32> {
        let first = |word: u32| self.first_terms.get(word as usize).copied().unwrap_or(self.len());
        first(words.start)..first(words.end)
    }

    /// A term's word.
    pub(crate) fn word_of(&self, term: u32) -> u32 {
        self.first_terms.partition_point(|first| *first <= term).saturating_sub(1) as u32
    }

    /// The word of a folded form.
    pub(crate) fn find(&self, folded: &str) -> Option<u32> {
        let at = self.first_from(0, |word| word < folded);
        (self.folded(at) == folded && at < self.words()).then_some(at)
    }

    /// The words that begin so.
    pub(crate) fn beginning(&self, folded: &str) -> Range<u32> {
        let start = self.first_from(0, |word| word < folded);
        start..self.first_from(start, |word| word.starts_with(folded))
    }

    /// The first word from one on that is not passed over.
    pub(crate) fn first_from(&self, start: u32, is_passed: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (start, self.words());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_passed(self.folded(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// What is known of a term's postings.
    pub(crate) fn head(&self, term: u32) -> Head {
        Head(self.heads.get(term as usize).copied().unwrap_or(1))
    }

    /// Shows the terms that have a stem among texts of a language.
    pub(crate) fn stemmed(&self, stemming: Stemming, stem: &str, visit: impl FnMut(u32)) {
        self.stems[stemming as usize].each(self, stem, visit);
    }

    /// The block that holds a term's postings, and where in it.
    #[inline]
    pub(super) fn block_of(&self, term: u32) -> Option<(usize, usize)> {
        let nth = self.postings.partition_point(|fence| fence.term <= term).checked_sub(1)?;
        Some((nth, (term - self.postings.get(nth)?.term) as usize))
    }

    /// The lists of a block of postings.
    pub(super) fn in_block(&self, nth: usize) -> Range<usize> {
        let first = |nth: usize| self.postings.get(nth).map_or(self.heads.len(), |fence| fence.term as usize);
        first(nth)..first(nth + 1)
    }

    /// How many terms have positions in a block.
    pub(super) fn in_position_block(&self, nth: usize) -> usize {
        let Some(fence) = self.positions.get(nth) else { return 0 };
        let end = match self.positions.get(nth + 1) {
            Some(next) if next.ordinal > 0 => next.term as usize + 1,
            Some(next) => next.term as usize,
            None => self.len() as usize,
        };
        end.saturating_sub(fence.term as usize)
    }

    /// The blocks that hold a term's positions, each with the term's place in it and its first document there.
    pub(super) fn position_blocks(&self, term: u32) -> impl Iterator<Item = (usize, usize, u32)> {
        // The block in which the term begins: the last one that does not begin behind its beginning.
        let first = self
            .positions
            .partition_point(|fence| (fence.term, fence.ordinal) <= (term, 0))
            .saturating_sub(1);
        let here = move |(nth, fence): (usize, &Fence)| {
            (fence.term <= term).then(|| {
                (nth, (term - fence.term) as usize, if fence.term == term { fence.ordinal } else { 0 })
            })
        };
        self.positions.iter().enumerate().skip(first).map_while(here)
    }
}

/// A letter.
fn read_char(reader: &mut Reader<'_>) -> Option<char> {
    let length = match *reader.0.first()? {
        0..0x80 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let mut letters = std::str::from_utf8(reader.bytes(length)?).ok()?.chars();
    letters.next().filter(|_| letters.as_str().is_empty())
}

/// Blocks of so many lists.
fn read_fences(reader: &mut Reader<'_>, lists: usize) -> Option<Vec<Fence>> {
    let count = reader.length()?;
    let mut fences: Vec<Fence> = Vec::with_capacity(count);
    let mut term = 0_u32;
    for _ in 0..count {
        term = term.checked_add(reader.number()?).filter(|term| (*term as usize) < lists)?;
        let ordinal = reader.number()?;
        // In order, and none empty.
        if fences.last().is_some_and(|last| (last.term, last.ordinal) >= (term, ordinal)) {
            return None;
        }
        let length = reader.number()?;
        let sum = u64::from_le_bytes(*reader.bytes(8)?.first_chunk()?);
        fences.push(Fence { term, ordinal, sum, length });
    }
    Some(fences)
}

/// A dictionary as it is written.
#[cfg(feature = "build")]
#[derive(Default)]
pub(super) struct Written<'a> {
    /// For each document, the class of its body's length.
    pub(super) lengths: Vec<u8>,
    pub(super) code: WeightCode,
    /// Folded form and surface of each term, in order.
    pub(super) terms: Vec<(&'a str, &'a str)>,
    /// Of each term, then of the lists of summaries.
    pub(super) heads: Vec<u8>,
    /// For each list of a summary's best documents what is typed.
    pub(super) summaries: Vec<u32>,
    /// For each language, for each term its stems there, two at most.
    pub(super) stems: [Vec<Vec<String>>; 2],
    pub(super) postings: Vec<Fence>,
    pub(super) positions: Vec<Fence>,
}

#[cfg(feature = "build")]
mod written {
    use super::{END, Fence, WHOLE, Written};
    use crate::index::numbers::{put, put_ids, put_text};
    use crate::index::words::stems;

    impl Written<'_> {
        /// The dictionary's body.
        pub(in super::super) fn to_bytes(&self) -> Vec<u8> {
            let mut bytes = Vec::new();
            let words: Vec<_> = self.terms.chunk_by(|a, b| a.0 == b.0).collect();
            put(&mut bytes, words.len() as u32);
            put(&mut bytes, self.terms.len() as u32);
            put(&mut bytes, (self.heads.len() - self.terms.len()) as u32);
            let pair = |pair: &[u8]| pair[0] | pair.get(1).map_or(0, |second| second << 4);
            bytes.extend(self.lengths.chunks(2).map(pair));
            bytes.extend(self.code.write());
            let mut suffixes = Vec::new();
            let mut last = "";
            for word in &words {
                let folded = word[0].0;
                let same = last.bytes().zip(folded.bytes()).take_while(|(a, b)| a == b).count().min(255);
                bytes.push(same as u8);
                suffixes.extend_from_slice(&folded.as_bytes()[same..]);
                suffixes.push(END);
                last = folded;
            }
            bytes.extend(suffixes);
            put_ids(&mut bytes, &words.iter().map(|word| word.len() as u32 - 1).collect::<Vec<_>>());
            self.terms.iter().for_each(|(folded, surface)| put_surface(&mut bytes, folded, surface));
            bytes.extend_from_slice(&self.heads);
            for of_terms in &self.stems {
                stems::put(&mut bytes, &self.terms, of_terms);
            }
            let mut last = 0;
            let step = |typed: &u32| {
                let step = typed.wrapping_sub(std::mem::replace(&mut last, *typed)) as i32;
                (step << 1 ^ step >> 31) as u32
            };
            put_ids(&mut bytes, &self.summaries.iter().map(step).collect::<Vec<_>>());
            put_fences(&mut bytes, &self.postings);
            put_fences(&mut bytes, &self.positions);
            bytes
        }
    }

    fn put_surface(bytes: &mut Vec<u8>, folded: &str, surface: &str) {
        if folded == surface {
            return bytes.push(END);
        }
        if folded.chars().count() != surface.chars().count() {
            bytes.push(WHOLE);
            return put_text(bytes, surface);
        }
        let mut kept = 0;
        for (own, plain) in surface.chars().zip(folded.chars()) {
            if own == plain {
                kept += 1;
                continue;
            }
            bytes.push(kept);
            bytes.extend_from_slice(own.encode_utf8(&mut [0; 4]).as_bytes());
            kept = 0;
        }
        bytes.push(END);
    }

    fn put_fences(bytes: &mut Vec<u8>, fences: &[Fence]) {
        put(bytes, fences.len() as u32);
        let mut last = 0;
        for fence in fences {
            put(bytes, fence.term - last);
            put(bytes, fence.ordinal);
            put(bytes, fence.length);
            bytes.extend_from_slice(&fence.sum.to_le_bytes());
            last = fence.term;
        }
    }
}
