//! Building the words part: every document cut into words, the words turned into lists of documents.

use super::Entry;
use super::numbers::put;
use super::words::{Field, WrittenTerm, WrittenWords};
use crate::analysis::{Chunk, Stemming, chunk_texts, segment, stems};
use domain::{Label, fold};
use std::collections::{BTreeMap, HashMap};

/// Places left free between two values of a field, so that no phrase runs from one into the other.
const GAP: u32 = 16;

/// The words part of sorted entries, and its postings.
pub(super) fn words(entries: &[Entry], base: u64) -> (WrittenWords, Vec<u8>) {
    let mut inverter = Inverter::default();
    let mut lengths = Vec::with_capacity(entries.len());
    for (entry, document) in entries.iter().zip(0..) {
        lengths.push(inverter.add(entry, document));
    }
    inverter.finish(base, &lengths)
}

#[derive(Default)]
struct Inverter<'a> {
    /// What each chunk met before is made of.
    chunks: HashMap<&'a str, Cut>,
    numbers: HashMap<String, usize>,
    terms: Vec<Term>,
    /// Occurrences of the document at hand.
    found: Vec<Found>,
}

/// A chunk's terms, and how many places it takes.
struct Cut {
    words: Vec<CutWord>,
    places: u32,
}

#[derive(Clone, Copy)]
struct CutWord {
    term: usize,
    /// Place in the chunk.
    offset: u32,
    span: u32,
}

#[derive(Default)]
struct Term {
    surface: String,
    documents: u32,
    last_document: u32,
    /// Languages of the texts it stands in, a bit each.
    languages: u8,
    postings: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    term: usize,
    field: Field,
    position: u32,
    span: u32,
}

impl<'a> Inverter<'a> {
    /// Adds a document; how many words its body has.
    fn add(&mut self, entry: &'a Entry, document: u32) -> u32 {
        let card = &entry.card;
        self.add_values(Field::Title, [card.title.as_str()]);
        self.add_values(Field::Tags, names(&card.tags));
        self.add_values(Field::Source, names(card.source.as_slice()));
        self.add_values(Field::Mentions, names(&card.mentions));
        self.add_values(Field::Authors, names(&card.authors));
        let length = self.add_values(Field::Body, [entry.text.as_str()]);
        let language = Stemming::of(&card.lang).map_or(0, |stemming| 1 << stemming as u8);
        self.close(document, language);
        length
    }

    fn add_values(&mut self, field: Field, values: impl IntoIterator<Item = &'a str>) -> u32 {
        let mut position = 0;
        for value in values {
            for text in chunk_texts(value) {
                if !self.chunks.contains_key(text) {
                    let cut = self.cut(text);
                    self.chunks.insert(text, cut);
                }
                let cut = &self.chunks[text];
                self.found.extend(cut.words.iter().map(|word| Found {
                    term: word.term,
                    field,
                    position: position + word.offset,
                    span: word.span,
                }));
                position += cut.places;
            }
            position += GAP;
        }
        position.saturating_sub(GAP)
    }

    fn cut(&mut self, text: &str) -> Cut {
        let mut cut = Cut { words: Vec::new(), places: 0 };
        for Chunk { pieces, joined, numbers } in segment(text) {
            let pieces_at = pieces.iter().enumerate().map(|(at, piece)| (at, 1, piece));
            let numbers_at = numbers.iter().map(|(at, number)| (*at, 1, number));
            let joined_at = joined.iter().map(|joined| (joined.first, joined.span, &joined.piece));
            for (at, span, piece) in pieces_at.chain(numbers_at).chain(joined_at) {
                let term = self.term(&piece.surface);
                cut.words.push(CutWord { term, offset: cut.places + at as u32, span: span as u32 });
            }
            cut.places += pieces.len() as u32;
        }
        cut
    }

    fn term(&mut self, surface: &str) -> usize {
        if let Some(number) = self.numbers.get(surface) {
            return *number;
        }
        let number = self.terms.len();
        self.numbers.insert(surface.to_owned(), number);
        self.terms.push(Term { surface: surface.to_owned(), ..Term::default() });
        number
    }

    /// Writes the document's occurrences behind those of the documents before.
    fn close(&mut self, document: u32, language: u8) {
        self.found.sort_unstable();
        for of_term in self.found.chunk_by(|a, b| a.term == b.term) {
            let term = &mut self.terms[of_term[0].term];
            let fields = of_term.iter().fold(0, |fields, found| fields | 1 << found.field as u32);
            put(&mut term.postings, document - term.last_document);
            put(&mut term.postings, fields);
            for of_field in of_term.chunk_by(|a, b| a.field == b.field) {
                put(&mut term.postings, of_field.len() as u32);
                let mut last = 0;
                for found in of_field {
                    put(&mut term.postings, (found.position - last) << 3 | (found.span - 1));
                    last = found.position;
                }
            }
            term.documents += 1;
            term.last_document = document;
            term.languages |= language;
        }
        self.found.clear();
    }

    fn finish(self, base: u64, lengths: &[u32]) -> (WrittenWords, Vec<u8>) {
        let mut terms: Vec<(String, Term)> =
            self.terms.into_iter().map(|term| (fold(&term.surface), term)).collect();
        terms.sort_unstable_by(|(a, one), (b, other)| (a, &one.surface).cmp(&(b, &other.surface)));
        let mut written = Vec::with_capacity(terms.len());
        let mut postings = Vec::new();
        let mut by_stem = Stemming::ALL.map(|_| BTreeMap::<String, Vec<u32>>::new());
        for ((_, term), number) in terms.into_iter().zip(0..) {
            for (stemming, by_stem) in Stemming::ALL.into_iter().zip(&mut by_stem) {
                if term.languages & 1 << stemming as u8 != 0 {
                    for stem in stems(&term.surface, stemming) {
                        by_stem.entry(stem).or_default().push(number);
                    }
                }
            }
            let start = postings.len();
            put(&mut postings, term.documents);
            postings.extend_from_slice(&term.postings);
            written.push(WrittenTerm { surface: term.surface, bytes: (postings.len() - start) as u32 });
        }
        let written = WrittenWords {
            base,
            documents: lengths.len() as u32,
            terms: written,
            stems: by_stem.map(|stems| stems.into_iter().collect()),
            norms: norms(lengths),
        };
        (written, postings)
    }
}

fn names(labels: &[Label]) -> impl Iterator<Item = &str> {
    labels.iter().map(|label| label.name.as_str())
}

/// How much ranking dampens what a long body repeats: a quarter for all, three quarters by length, in 1/256.
fn norms(lengths: &[u32]) -> Vec<u16> {
    let sum: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
    let mean = (sum / lengths.len().max(1) as u64).max(1);
    lengths
        .iter()
        .map(|length| u16::try_from(64 + 192 * u64::from(*length) / mean).unwrap_or(u16::MAX))
        .collect()
}
