//! Phrases: words as they are written, one behind the other in one field.

use super::rank::{Quality, field_score, rarity};
use super::search::Hits;
use crate::analysis::Chunk;
use crate::index::words::{Field, Words};

/// A place in a document: field and position.
type Place = (u32, Field, u32);

/// The documents that hold a phrase.
pub(super) fn find(words: &Words, chunks: &[Chunk]) -> Hits {
    let mut ends: Option<Vec<Place>> = None;
    for chunk in chunks {
        let mut pieces = ends.clone();
        for piece in &chunk.pieces {
            pieces = Some(go_on(words, &piece.folded, pieces.as_deref()));
        }
        let mut reached = pieces.unwrap_or_default();
        // A compound may be written as one word, or asked for as one.
        if let Some(joined) = &chunk.joined {
            reached.extend(go_on(words, &joined.piece.folded, ends.as_deref()));
            reached.sort_unstable();
            reached.dedup();
        }
        ends = Some(reached);
    }
    scored(words, &ends.unwrap_or_default())
}

/// The places behind a word, where it stands at one of these (anywhere without any), in order.
fn go_on(words: &Words, folded: &str, from: Option<&[Place]>) -> Vec<Place> {
    let mut ends = Vec::new();
    for term in words.spelled(folded) {
        words.occurrences(term, |found| {
            for (start, end) in found.positions() {
                let place = (found.document, found.field, start);
                if from.is_none_or(|from| from.binary_search(&place).is_ok()) {
                    ends.push((found.document, found.field, end));
                }
            }
        });
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn scored(words: &Words, ends: &[Place]) -> Hits {
    let documents = ends.chunk_by(|a, b| a.0 == b.0);
    let rarity = rarity(words.documents(), u32::try_from(documents.clone().count()).unwrap_or(u32::MAX));
    documents
        .map(|of_document| {
            let document = of_document[0].0;
            let score: u64 = of_document
                .chunk_by(|a, b| a.1 == b.1)
                .map(|of_field| {
                    let count = u32::try_from(of_field.len()).unwrap_or(u32::MAX);
                    field_score(of_field[0].1, count, words.norm(document), Quality::Exact)
                })
                .sum();
            (document, score.saturating_mul(rarity))
        })
        .collect()
}
