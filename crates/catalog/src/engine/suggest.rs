//! What may be meant by a word that is being typed.

use super::Count;
use crate::index::base::Base;
use crate::index::words::{Segment, Words};
use crate::query::Facet;
use domain::fold;
use domain::order::{sort, sort_by};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What may be meant by what was typed, each list the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// Sources one of whose words begins so, with their posts in the whole archive.
    pub sources: Vec<Count>,
    /// Likewise.
    pub tags: Vec<Count>,
    /// Likewise.
    pub mentions: Vec<Count>,
    /// Likewise.
    pub authors: Vec<Count>,
    /// Words that begin so, as they are written. Empty until the dictionaries have arrived.
    pub words: Vec<String>,
}

/// Suggests what begins like `typed`, of each so many at most; nothing where nothing was typed.
pub(crate) fn suggest(base: &Base, words: &Words, typed: &str, limit: usize) -> Suggestions {
    let folded = fold(typed.trim().trim_start_matches(['@', '#']));
    if folded.is_empty() || limit == 0 {
        return Suggestions::default();
    }
    let [sources, tags, mentions, authors] = Facet::ALL.map(|facet| labels(base, facet, &folded, limit));
    let last = folded.rsplit([' ', '\'', '-']).next().unwrap_or_default();
    Suggestions { sources, tags, mentions, authors, words: of_dictionaries(words, last, limit) }
}

fn labels(base: &Base, facet: Facet, folded: &str, limit: usize) -> Vec<Count> {
    let table = &base.facets[facet as usize];
    let first = base.columns.section(facet).start;
    let posts = |value: u32| base.columns.list(first + value as usize).len() as u32;
    let mut found: Vec<(u32, u32)> = table.beginning(folded).map(|value| (posts(value), value)).collect();
    // Values are numbered by name.
    sort_by(&mut found, |one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    found.dedup();
    let named =
        |(count, value): (u32, u32)| Some(Count::new(table.labels.get(value as usize)?.clone(), count));
    found.into_iter().filter(|(posts, _)| *posts > 0).filter_map(named).take(limit).collect()
}

/// The most frequent words that begin so, by their most frequent spellings.
fn of_dictionaries(words: &Words, folded: &str, limit: usize) -> Vec<String> {
    if folded.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<&str, (u32, u32, &str)> = BTreeMap::new();
    for dictionary in words.segments.iter().filter_map(Segment::dictionary) {
        // Of each segment somewhat more than is asked for: what is frequent in one is so in the other.
        let mut best: Vec<u64> = Vec::new();
        for word in dictionary.beginning(folded) {
            let frequency: u32 = dictionary.terms(word).map(|term| dictionary.head(term).frequency()).sum();
            best.push(u64::from(!frequency) << 32 | u64::from(word));
        }
        let most = limit.saturating_mul(4);
        best.sort_unstable();
        for key in best.into_iter().take(most) {
            let (frequency, word) = (!((key >> 32) as u32), key as u32);
            let terms = dictionary.terms(word);
            let spelled = terms
                .map(|term| (dictionary.head(term).frequency(), term))
                .max_by_key(|(own, term)| (*own, std::cmp::Reverse(*term)));
            let (own, term) = spelled.unwrap_or_default();
            let known = found.entry(dictionary.folded(word)).or_insert((0, 0, ""));
            known.0 = known.0.saturating_add(frequency);
            if own > known.1 {
                (known.1, known.2) = (own, dictionary.surface(term, word));
            }
        }
    }
    let mut found: Vec<(std::cmp::Reverse<u32>, &str, &str)> = found
        .into_iter()
        .map(|(folded, (frequency, _, surface))| (std::cmp::Reverse(frequency), folded, surface))
        .collect();
    sort(&mut found);
    found.into_iter().take(limit).map(|(_, _, surface)| surface.to_owned()).collect()
}
