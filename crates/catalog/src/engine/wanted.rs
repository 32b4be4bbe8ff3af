//! Which parts a question still needs.

use super::phrase::{candidates, needs_places, ordinals_of, terms};
use super::plan::{Matches, Planned, plan};
use super::search::{self, Search};
use super::summary;
use super::tally::Tally;
use crate::analysis::Chunk;
use crate::index::PartKey;
use crate::index::base::Base;
use crate::index::words::{Summary, Words};
use crate::query::{self, Filter, Question};
use domain::order::sort;

/// The parts that are missing before a filter can be answered: dictionaries, else blocks of postings, else, for phrases,
/// of positions.
pub(crate) fn wanted(base: &Base, words: &Words, filter: &Filter, memory: &mut Tally) -> Vec<PartKey> {
    if filter.q.trim().is_empty() {
        return Vec::new();
    }
    let reading = query::read(filter);
    let question = Question::read(&reading.filter.q, base.stop_words);
    if question.wanted.is_empty() && question.excluded.is_empty() {
        return Vec::new();
    }
    let missing = |nth: &u32| !words.has(PartKey::Dictionary(*nth));
    let dictionaries: Vec<PartKey> =
        (0..words.segments.len() as u32).filter(missing).map(PartKey::Dictionary).collect();
    if !dictionaries.is_empty() {
        return dictionaries;
    }
    let plan = plan(base, words, &question);
    if plan.is_hopeless {
        return Vec::new();
    }
    let mut keys = Vec::new();
    if let Some(matches) = plan.alone().filter(|_| summary::suffices(&reading.filter)) {
        of_matches(words, matches, Summaries::Suffice, &mut keys);
        return in_order(keys);
    }
    for planned in plan.wanted.iter().chain(&plan.excluded) {
        match planned {
            Planned::Word(word) => {
                word.pieces
                    .iter()
                    .chain(&word.joined)
                    .for_each(|matches| of_matches(words, matches, Summaries::None, &mut keys));
            }
            Planned::Phrase(chunks) => of_phrase(words, chunks, &mut keys),
        }
    }
    if keys.is_empty() {
        let norms = search::norms(base);
        let mut search = Search::new(base, words, &norms, &mut memory.workspace);
        for planned in plan.wanted.iter().chain(&plan.excluded) {
            if let Planned::Phrase(chunks) = planned {
                places_of(&mut search, chunks, &mut keys);
            }
        }
    }
    in_order(keys)
}

fn in_order(mut keys: Vec<PartKey>) -> Vec<PartKey> {
    sort(&mut keys);
    keys.dedup();
    keys
}

/// Whether a summary does in the place of lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Summaries {
    None,
    Suffice,
}

fn of_matches(words: &Words, matches: &Matches, summaries: Summaries, keys: &mut Vec<PartKey>) {
    for ((segment, terms), nth) in words.segments.iter().zip(matches).zip(0..) {
        let Some(dictionary) = segment.dictionary() else { continue };
        let before = keys.len();
        let own = terms.some.iter().map(|(term, _)| *term).chain(terms.by_beginning(dictionary));
        keys.extend(segment.missing_postings(own).map(|block| PartKey::Postings(nth, block)));
        // Lists that are all there need no summary.
        let summary = terms.summary.filter(|_| summaries == Summaries::Suffice && keys.len() > before);
        if let Some(Summary { best, .. }) = summary {
            keys.truncate(before);
            let missing = segment.missing_postings(std::iter::once(best));
            keys.extend(missing.map(|block| PartKey::Postings(nth, block)));
        }
    }
}

fn of_phrase(words: &Words, chunks: &[Chunk], keys: &mut Vec<PartKey>) {
    for (segment, nth) in words.segments.iter().zip(0..) {
        for folded in forms(chunks) {
            let missing = segment.missing_postings(terms(segment, folded));
            keys.extend(missing.map(|block| PartKey::Postings(nth, block)));
        }
    }
}

fn places_of(search: &mut Search<'_>, chunks: &[Chunk], keys: &mut Vec<PartKey>) {
    if !needs_places(chunks) {
        return;
    }
    let candidates = candidates(search, chunks);
    let (mut ordinals, mut documents) = (Vec::new(), Vec::new());
    for (segment, nth) in search.words.segments.iter().zip(0..) {
        for folded in forms(chunks) {
            for term in terms(segment, folded) {
                ordinals_of(segment, term, &candidates, &mut ordinals, &mut documents);
                segment.missing_places(term, &ordinals, |block| keys.push(PartKey::Positions(nth, block)));
            }
        }
    }
    search.workspace.rest(candidates);
}

/// The folded forms that a phrase may be made of.
fn forms(chunks: &[Chunk]) -> impl Iterator<Item = &str> {
    chunks.iter().flat_map(|chunk| {
        let joined = chunk.joined.iter().map(|joined| &joined.piece);
        chunk.pieces.iter().chain(joined).map(|piece| piece.folded.as_str())
    })
}
