//! Phrases: words as they are written, one behind the other in one field.
//!
//! A phrase is worth in a document what the least of its words is worth there, stop words apart.

use super::rank::Quality;
use super::search::Search;
use crate::analysis::Chunk;
use crate::index::words::Segment;
use kernels::hits::{Hits, NO_WORTH};

/// A place in a document: the document's number above, the place below.
type Places = Vec<u64>;

/// The documents that hold a phrase.
pub(super) fn find(search: &mut Search<'_>, chunks: &[Chunk]) -> Hits {
    let mut found = candidates(search, chunks);
    if needs_places(chunks) && !found.is_empty() {
        let ends = ends(search, chunks, &found);
        let mut held = search.workspace.take(search.documents);
        ends.iter().for_each(|end| held.find((end >> 32) as u32));
        found.keep(&held);
        search.workspace.rest(held);
    }
    found.weigh_phrase(Quality::Exact as u32);
    search.are_worths(&mut found);
    found
}

/// Whether it takes positions to find it.
pub(super) fn needs_places(chunks: &[Chunk]) -> bool {
    chunks.iter().map(|chunk| chunk.pieces.len()).sum::<usize>() > 1
}

/// The documents that hold all words of a phrase, each chunk in pieces or as one word.
pub(super) fn candidates(search: &mut Search<'_>, chunks: &[Chunk]) -> Hits {
    let mut found: Option<Hits> = None;
    for chunk in chunks {
        let mut own: Option<Hits> = None;
        for piece in &chunk.pieces {
            let hits = holding(search, &piece.folded);
            own = Some(least(search, own, hits));
        }
        let mut own = own.unwrap_or_else(|| search.workspace.take(search.documents));
        if let Some(joined) = &chunk.joined {
            let hits = holding(search, &joined.piece.folded);
            own.or(&hits);
            search.workspace.rest(hits);
        }
        found = Some(least(search, found, own));
    }
    found.unwrap_or_else(|| search.workspace.take(search.documents))
}

fn least(search: &mut Search<'_>, found: Option<Hits>, other: Hits) -> Hits {
    let Some(mut found) = found else { return other };
    found.and_least(&other);
    search.workspace.rest(other);
    found
}

/// The documents that hold a word as it is written, accents apart, each with what it is worth there.
fn holding(search: &mut Search<'_>, folded: &str) -> Hits {
    let mut hits = search.workspace.take(search.documents);
    for segment in &search.words.segments {
        for list in terms(segment, folded).filter_map(|term| segment.list(term)) {
            // A word without weights is worth more than any other: it never is the least.
            let times = if list.head.is_weightless() { NO_WORTH } else { 1 };
            list.gather([times; 4], &[], &mut hits);
        }
    }
    hits
}

/// A segment's terms of a folded form.
pub(super) fn terms(segment: &Segment, folded: &str) -> std::ops::Range<u32> {
    let dictionary = segment.dictionary();
    let found = dictionary.and_then(|dictionary| Some(dictionary.terms(dictionary.find(folded)?)));
    found.unwrap_or_default()
}

/// Where a phrase ends in the candidates, in order.
fn ends(search: &mut Search<'_>, chunks: &[Chunk], candidates: &Hits) -> Places {
    let mut ends: Option<Places> = None;
    for chunk in chunks {
        let mut reached: Option<Places> = None;
        for piece in &chunk.pieces {
            let from = reached.as_ref().or(ends.as_ref());
            reached = Some(go_on(search, &piece.folded, from, candidates));
        }
        let mut reached = reached.unwrap_or_default();
        // A compound may be written as one word, or asked for as one.
        if let Some(joined) = &chunk.joined {
            reached.extend(go_on(search, &joined.piece.folded, ends.as_ref(), candidates));
            reached.sort_unstable();
            reached.dedup();
        }
        ends = Some(reached);
    }
    ends.unwrap_or_default()
}

/// The places behind a word, where it stands at one of these (anywhere without any), in order.
fn go_on(search: &mut Search<'_>, folded: &str, from: Option<&Places>, candidates: &Hits) -> Places {
    let mut ends = Places::new();
    for segment in &search.words.segments {
        for term in terms(segment, folded) {
            let mut ordinals = std::mem::take(&mut search.workspace.ordinals);
            let mut documents = std::mem::take(&mut search.workspace.documents);
            ordinals_of(segment, term, candidates, &mut ordinals, &mut documents);
            let mut places = std::mem::take(&mut search.workspace.places);
            segment.places(term, &ordinals, &mut places);
            let (mut at, mut reached) = (0, 0);
            for place in &places {
                while ordinals.get(at).is_some_and(|ordinal| *ordinal < place.ordinal) {
                    at += 1;
                }
                let Some(document) = documents.get(at) else { break };
                let behind = |position: u32| u64::from(*document) << 32 | u64::from(position);
                let start = behind(place.start);
                let follows = from.is_none_or(|from| {
                    while from.get(reached).is_some_and(|from| *from < start) {
                        reached += 1;
                    }
                    from.get(reached) == Some(&start)
                });
                if follows {
                    ends.push(behind(place.end));
                }
            }
            search.workspace.places = places;
            search.workspace.ordinals = ordinals;
            search.workspace.documents = documents;
        }
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Which of a term's documents are candidates: as the how manieth, and their numbers.
pub(super) fn ordinals_of(
    segment: &Segment,
    term: u32,
    candidates: &Hits,
    ordinals: &mut Vec<u32>,
    documents: &mut Vec<u32>,
) {
    ordinals.clear();
    documents.clear();
    if let Some(list) = segment.list(term) {
        list.ordinals(candidates, ordinals, documents);
    }
}
