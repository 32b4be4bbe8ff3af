//! Marks: where the words of a question stand in a text.

use crate::analysis::{Chunk, Piece, Stemming, StopWords, is_stop_word, segment, stems};
use crate::query::{Question, Reading, Remark, Term, Word};
use domain::order::sort_by;
use domain::{Lang, fold};
use std::ops::Range;

/// Stop words of both languages.
const EITHER: StopWords = StopWords { french: true, english: true };

/// Where the words of `q` stand in a text, as byte ranges in order: on the word's own letters, not on its elided
/// article. `reading` is the answer's, `lang` the text's.
#[must_use]
pub fn mark(text: &str, reading: &Reading, lang: &Lang) -> Vec<Range<usize>> {
    let question = Question::read(&reading.filter.q, EITHER);
    if question.wanted.is_empty() {
        return Vec::new();
    }
    let chunks = segment(text);
    let marker = Marker { remarks: &reading.remarks, stemming: Stemming::of(lang) };
    let mut marks = Vec::new();
    for term in &question.wanted {
        match term {
            Term::Word(word) => chunks.iter().for_each(|chunk| marker.mark_word(chunk, word, &mut marks)),
            Term::Phrase(phrase) => mark_phrase(&chunks, phrase, &mut marks),
        }
    }
    merged(marks)
}

struct Marker<'a> {
    remarks: &'a [Remark],
    stemming: Option<Stemming>,
}

impl Marker<'_> {
    fn mark_word(&self, chunk: &Chunk, word: &Word, marks: &mut Vec<Range<usize>>) {
        let last = word.pieces.len().saturating_sub(1);
        let numbers = chunk.numbers.iter().map(|(_, number)| number);
        for found in chunk.pieces.iter().chain(numbers) {
            let open = |at: usize| word.is_prefix && at == last;
            let matches =
                word.pieces.iter().enumerate().any(|(at, piece)| self.matches(found, piece, open(at)));
            if matches || word.joined.as_ref().is_some_and(|piece| self.matches(found, piece, word.is_prefix))
            {
                marks.push(found.range.clone());
            }
        }
        if let Some(found) = &chunk.joined {
            let asked = word.pieces.iter().chain(&word.joined);
            // The beginning of a compound marks all of it only where it reaches beyond its first piece.
            let first = chunk.pieces.get(found.first).map_or(0, |piece| piece.folded.len());
            let matches = |piece: &Piece| {
                self.matches(&found.piece, piece, word.is_prefix && piece.folded.len() > first)
            };
            if asked.into_iter().any(matches) {
                marks.push(found.piece.range.clone());
            }
        }
    }

    fn matches(&self, found: &Piece, asked: &Piece, is_open: bool) -> bool {
        // A stop word answers itself alone.
        found.folded == asked.folded
            || (!is_stop_word(&found.folded, EITHER)
                && ((is_open && found.folded.starts_with(&asked.folded))
                    || self.share_stem(&found.surface, &asked.surface)))
            || self.is_forgiven(found, asked)
    }

    fn share_stem(&self, found: &str, asked: &str) -> bool {
        let Some(stemming) = self.stemming else { return false };
        let wanted = stems(asked, stemming);
        stems(found, stemming).iter().any(|stem| wanted.contains(stem))
    }

    fn is_forgiven(&self, found: &Piece, asked: &Piece) -> bool {
        self.remarks.iter().any(|remark| match remark {
            Remark::Forgiven(word, taken) if *word == asked.surface => {
                taken.iter().any(|word| fold(word) == found.folded)
                    || taken.iter().any(|word| self.share_stem(&found.surface, word))
            }
            _ => false,
        })
    }
}

/// Marks a phrase wherever it begins.
fn mark_phrase(chunks: &[Chunk], phrase: &[Chunk], marks: &mut Vec<Range<usize>>) {
    let asked: Vec<&Piece> = phrase.iter().flat_map(|chunk| &chunk.pieces).collect();
    let found: Vec<&Piece> = chunks.iter().flat_map(|chunk| &chunk.pieces).collect();
    for window in found.windows(asked.len().max(1)) {
        if window.iter().zip(&asked).all(|(found, asked)| found.folded == asked.folded) {
            marks.extend(
                window.first().zip(window.last()).map(|(first, last)| first.range.start..last.range.end),
            );
        }
    }
    // A compound asked for as one word, or written as one.
    if let [only] = phrase {
        let whole = only
            .joined
            .as_ref()
            .map(|joined| &joined.piece)
            .or(only.pieces.first().filter(|_| only.pieces.len() == 1));
        let joined = chunks.iter().filter_map(|chunk| chunk.joined.as_ref()).map(|joined| &joined.piece);
        let same = |piece: &&Piece| whole.is_some_and(|whole| whole.folded == piece.folded);
        marks.extend(found.iter().copied().chain(joined).filter(same).map(|piece| piece.range.clone()));
    }
}

/// In order, overlapping ones as one.
fn merged(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort_by(&mut marks, |one, other| (one.start, one.end).cmp(&(other.start, other.end)));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark),
        }
    }
    merged
}
