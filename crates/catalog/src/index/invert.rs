//! From texts to lists of documents: every document is cut into words at once, and its texts dropped.

use super::Entry;
use super::base::language_number;
use super::numbers::{Reader, put};
use super::words::summed::Documents;
use super::words::written::{Posting, SegmentWriter, WeightCounts, WrittenSegment};
use crate::analysis::{Chunk, Stemming, StopWords, chunk_texts, is_stop_word, segment, stems};
use domain::{Label, fold};
use kernels::scores::Norms;
use std::collections::HashMap;

/// Places left free between two values of a field and between two fields, so that no phrase runs from one into the
/// other.
const GAP: u32 = 1;
/// So many words of a body are its lead.
const LEAD: u32 = 25;
/// Chunks that are remembered with what they are made of: those of some hundred thousand posts.
const MOST_CHUNKS: usize = 1 << 19;

/// How documents are laid out.
pub(super) struct Layout<'a> {
    /// Each one's number by age, in the order in which they came.
    pub(super) ages: &'a [u32],
    /// Where an old segment ends and a recent one begins, by age.
    pub(super) cut: u32,
    /// How many are pages.
    pub(super) pages: u32,
    /// What their scores are dampened by.
    pub(super) norms: &'a Norms,
    /// How many bytes a block of postings has, where not as many as is best.
    pub(super) block: Option<usize>,
}

/// What a word is worth where it stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Tags,
    Source,
    Mentions,
    Authors,
    Body,
}

impl Field {
    /// What a word is worth at a place of the field: a text says at once what it is about.
    fn worth(self, place: u32) -> u32 {
        match self {
            Field::Title => 8,
            Field::Tags | Field::Source => 3,
            Field::Mentions | Field::Authors => 2,
            Field::Body if place < LEAD => 2,
            Field::Body => 1,
        }
    }
}

/// The words of documents, in the order in which these came.
#[derive(Clone, Debug, Default)]
pub(super) struct Inverter {
    /// What each chunk met before is made of.
    chunks: HashMap<Box<str>, Cut>,
    numbers: HashMap<Box<str>, u32>,
    terms: Vec<Term>,
    /// Occurrences in the document at hand.
    found: Vec<Found>,
    /// For each document how many words its body has, and how it is stemmed.
    documents: Vec<(u32, Option<Stemming>)>,
}

/// A chunk's terms, and how many places it takes.
#[derive(Clone, Debug)]
struct Cut {
    words: Box<[CutWord]>,
    places: u32,
}

#[derive(Clone, Copy, Debug)]
struct CutWord {
    term: u32,
    /// Place in the chunk.
    offset: u32,
    span: u32,
}

#[derive(Clone, Debug, Default)]
struct Term {
    surface: Box<str>,
    last_document: u32,
    /// For each document: its number less the last one's, worth, places, then for each: its distance to the last one
    /// × 8 + width − 1.
    postings: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    term: u32,
    position: u32,
    span: u32,
    worth: u32,
}

impl Inverter {
    /// Adds a document's words.
    pub(super) fn add(&mut self, entry: &Entry) {
        let document = self.documents.len() as u32;
        let card = &entry.card;
        let mut at = self.add_values(Field::Title, 0, [card.title.as_str()]);
        at = self.add_values(Field::Tags, at, names(&card.tags));
        at = self.add_values(Field::Source, at, names(card.source.as_slice()));
        at = self.add_values(Field::Mentions, at, names(&card.mentions));
        at = self.add_values(Field::Authors, at, names(&card.authors));
        let end = self.add_values(Field::Body, at, [entry.text.as_str()]);
        self.documents.push((end - GAP - at, Stemming::of(&card.lang)));
        self.close(document);
    }

    /// Adds the words of a field's values from a place on; the first free place behind.
    fn add_values<'a>(&mut self, field: Field, start: u32, values: impl IntoIterator<Item = &'a str>) -> u32 {
        let mut position = start;
        for value in values {
            for text in chunk_texts(value) {
                if !self.chunks.contains_key(text) {
                    if self.chunks.len() >= MOST_CHUNKS {
                        self.chunks.clear();
                    }
                    let cut = self.cut(text);
                    self.chunks.insert(text.into(), cut);
                }
                let cut = &self.chunks[text];
                self.found.extend(cut.words.iter().map(|word| Found {
                    term: word.term,
                    position: position + word.offset,
                    span: word.span,
                    worth: field.worth(position + word.offset - start),
                }));
                position += cut.places;
            }
            position += GAP;
        }
        position
    }

    fn cut(&mut self, text: &str) -> Cut {
        let (mut words, mut places) = (Vec::new(), 0);
        for Chunk { pieces, joined, numbers } in segment(text) {
            let pieces_at = pieces.iter().enumerate().map(|(at, piece)| (at, 1, piece));
            let numbers_at = numbers.iter().map(|(at, number)| (*at, 1, number));
            let joined_at = joined.iter().map(|joined| (joined.first, joined.span, &joined.piece));
            for (at, span, piece) in pieces_at.chain(numbers_at).chain(joined_at) {
                let term = self.term(&piece.surface);
                words.push(CutWord { term, offset: places + at as u32, span: span as u32 });
            }
            places += pieces.len() as u32;
        }
        Cut { words: words.into(), places }
    }

    fn term(&mut self, surface: &str) -> u32 {
        if let Some(number) = self.numbers.get(surface) {
            return *number;
        }
        let number = self.terms.len() as u32;
        self.numbers.insert(surface.into(), number);
        self.terms.push(Term { surface: surface.into(), ..Term::default() });
        number
    }

    /// Writes the document's occurrences behind those of the documents before.
    fn close(&mut self, document: u32) {
        self.found.sort_unstable();
        for of_term in self.found.chunk_by(|a, b| a.term == b.term) {
            let term = &mut self.terms[of_term[0].term as usize];
            put(&mut term.postings, document - term.last_document);
            put(&mut term.postings, of_term.iter().map(|found| found.worth).sum());
            let places = || of_term.chunk_by(|a, b| a.position == b.position);
            put(&mut term.postings, places().count() as u32);
            let mut last = 0;
            for place in places() {
                // The widest one is the last.
                let found = place[place.len() - 1];
                put(&mut term.postings, (found.position - last) << 3 | (found.span - 1));
                last = found.position;
            }
            term.last_document = document;
        }
        self.found.clear();
    }

    /// Adds the documents of another behind those that are here.
    pub(super) fn merge(&mut self, other: Inverter) {
        let first = self.documents.len() as u32;
        for added in other.terms {
            let number = self.term(&added.surface);
            let term = &mut self.terms[number as usize];
            let mut reader = Reader(&added.postings);
            let Some(step) = reader.number() else { continue };
            put(&mut term.postings, first + step - term.last_document);
            term.postings.extend_from_slice(reader.0);
            term.last_document = first + added.last_document;
        }
        self.documents.extend(other.documents);
    }

    /// How many words all bodies have.
    pub(super) fn words(&self) -> u64 {
        self.documents.iter().map(|(length, _)| u64::from(*length)).sum()
    }

    /// The segments of the documents.
    pub(super) fn finish(self, layout: &Layout<'_>) -> Vec<WrittenSegment> {
        let Self { terms, documents, .. } = self;
        let Layout { ages, cut, .. } = *layout;
        let all = documents.len() as u32;
        let (mut lengths, mut languages) = (vec![0; documents.len()], vec![0; documents.len()]);
        for (age, (length, stemming)) in ages.iter().zip(&documents) {
            lengths[*age as usize] = *length;
            languages[*age as usize] = language_number(*stemming);
        }
        let mut sorted: Vec<(String, Term)> =
            terms.into_iter().map(|term| (fold(&term.surface), term)).collect();
        sorted.sort_unstable_by(|(a, one), (b, other)| (a, &one.surface).cmp(&(b, &other.surface)));
        let stop_words = StopWords { french: true, english: true };
        let is_weightless: Vec<bool> =
            sorted.iter().map(|(folded, _)| is_stop_word(folded, stop_words)).collect();
        let mut counts = [WeightCounts::default(); 2];
        for ((_, term), _) in sorted.iter().zip(&is_weightless).filter(|(_, weightless)| !**weightless) {
            term.each(|document, worth, _| counts[usize::from(ages[document as usize] >= cut)].add(worth));
        }
        let bounds = [0..cut, cut..all];
        let mut writers: Vec<SegmentWriter<'_>> = bounds
            .iter()
            .zip(counts)
            .map(|(bounds, counts)| {
                let within = bounds.start as usize..bounds.end as usize;
                let own = Documents {
                    languages: &languages[within.clone()],
                    pages: layout.pages.clamp(bounds.start, bounds.end) - bounds.start,
                    norms: layout.norms,
                };
                SegmentWriter::new(own, &lengths[within], all, counts, layout.block)
            })
            .collect();
        let mut list = List::default();
        for ((folded, term), weightless) in sorted.iter().zip(is_weightless) {
            list.read(term, ages);
            let mut of_term = Stemming::ALL.map(|_| None);
            for (writer, bounds) in writers.iter_mut().zip(&bounds) {
                let languages = list.languages(bounds, &documents);
                let own = Stemming::ALL.map(|stemming| {
                    let has = languages & 1 << stemming as u8 != 0;
                    let mut stems = || {
                        of_term[stemming as usize]
                            .get_or_insert_with(|| stems(&term.surface, stemming))
                            .clone()
                    };
                    if has { stems() } else { Vec::new() }
                });
                let postings = list.postings(bounds);
                if !postings.is_empty() {
                    writer.add((folded, &term.surface), own, &postings, weightless);
                }
            }
        }
        let some = |segment: &WrittenSegment| segment.note.documents > 0;
        writers.into_iter().map(SegmentWriter::finish).filter(some).collect()
    }
}

impl Term {
    /// Shows each document with the term's worth and its places, as they are written.
    fn each(&self, mut visit: impl FnMut(u32, u32, &[u8])) {
        let mut reader = Reader(&self.postings);
        let mut document = 0;
        while let (Some(step), Some(worth), Some(places)) =
            (reader.number(), reader.number(), reader.number())
        {
            document += step;
            visit(document, worth, reader.skip(places).unwrap_or_default());
        }
    }
}

/// A term's documents by age.
#[derive(Default)]
struct List {
    /// Age, number as it came, worth, and where its places begin and end.
    documents: Vec<(u32, u32, u32, std::ops::Range<usize>)>,
    places: Vec<(u32, u32)>,
}

impl List {
    fn read(&mut self, term: &Term, ages: &[u32]) {
        self.documents.clear();
        self.places.clear();
        term.each(|document, worth, written| {
            let start = self.places.len();
            let (mut reader, mut position) = (Reader(written), 0);
            while let Some(code) = reader.number() {
                position += code >> 3;
                self.places.push((position, (code & 7) + 1));
            }
            self.documents.push((ages[document as usize], document, worth, start..self.places.len()));
        });
        self.documents.sort_unstable_by_key(|(age, ..)| *age);
    }

    fn within(&self, ages: &std::ops::Range<u32>) -> &[(u32, u32, u32, std::ops::Range<usize>)] {
        let first = |age: u32| self.documents.partition_point(|(own, ..)| *own < age);
        &self.documents[first(ages.start)..first(ages.end)]
    }

    /// The languages of the documents of a segment, a bit each.
    fn languages(&self, ages: &std::ops::Range<u32>, documents: &[(u32, Option<Stemming>)]) -> u8 {
        self.within(ages).iter().fold(0, |all, (_, document, ..)| {
            all | documents[*document as usize].1.map_or(0, |stemming| 1 << stemming as u8)
        })
    }

    fn postings(&self, ages: &std::ops::Range<u32>) -> Vec<Posting<'_>> {
        let posting = |(age, _, worth, places): &(u32, u32, u32, std::ops::Range<usize>)| Posting {
            document: age - ages.start,
            worth: *worth,
            places: &self.places[places.clone()],
        };
        self.within(ages).iter().map(posting).collect()
    }
}

fn names(labels: &[Label]) -> impl Iterator<Item = &str> {
    labels.iter().map(|label| label.name.as_str())
}
