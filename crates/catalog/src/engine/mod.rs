//! Answering: filter, count, rank.

mod asked;
mod mark;
mod phrase;
mod rank;
mod search;
mod tally;
mod typo;

use crate::index::base::Base;
use crate::index::words::Words;
use crate::query::{self, Facet, Filter, Question, Reading};
use domain::Month;
pub use mark::mark;
use search::{Hits, Search};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
pub use tally::Tally;

/// What the catalog answers to a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How the filter was read.
    pub reading: Reading,
    /// How many posts match, on all pages.
    pub total: u32,
    /// The posts of the page asked for, as positions in the catalog, in order. Empty past the end.
    pub posts: Vec<u32>,
    /// Pages ("about") that match `q`, best first, at most 10. Empty without words.
    pub pages: Vec<u32>,
    /// Counts of every facet, each without its own choice.
    pub facets: FacetCounts,
}

/// How many posts each value of each facet would give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Most first, ties by name; values without a count left out.
    pub sources: Vec<Count>,
    /// Likewise.
    pub tags: Vec<Count>,
    /// Likewise.
    pub mentions: Vec<Count>,
    /// Likewise.
    pub authors: Vec<Count>,
    /// In order; months without a post left out. Without `from` and `to`.
    pub months: Vec<MonthCount>,
    /// Posts without a source, the source choice left out.
    pub without_source: u32,
    /// Posts without a date, `from` and `to` left out.
    pub undated: u32,
}

/// A value of a facet and how many posts have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What filters call it.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Posts.
    pub count: u32,
}

/// A month and how many posts it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// Posts.
    pub count: u32,
}

/// Pages that an answer names at most.
const MAX_PAGES: usize = 10;

impl Answer {
    /// Answers a filter from the parts that are there. Without the words part a filter with words finds nothing.
    pub(crate) fn of(base: &Base, words: Option<&Words>, filter: &Filter, tally: &mut Tally) -> Self {
        let mut reading = query::read(filter);
        tally.ask(base, &reading.filter, &mut reading.remarks);
        let question = Question::read(&reading.filter.q, base.stop_words);
        let mut hits = Hits::new();
        let mut found = None;
        if !question.is_empty() {
            if let Some(words) = words {
                let mut search = Search { words, languages: &base.languages, remarks: Vec::new() };
                hits = search.find(&question);
                reading.remarks.append(&mut search.remarks);
            }
            found = Some(posts(base, &hits));
        }
        tally.count(&base.columns, found.as_deref());
        Self {
            total: tally.total(),
            posts: tally.page(&base.columns, &reading.filter, found.as_deref(), &hits),
            pages: if question.wanted.is_empty() { Vec::new() } else { found_pages(base, &hits) },
            facets: FacetCounts::of(base, tally),
            reading,
        }
    }
}

/// The posts among the documents found, by the clock.
fn posts(base: &Base, hits: &Hits) -> Vec<u32> {
    let end = hits.partition_point(|(document, _)| (*document as usize) < base.posts);
    let mut posts: Vec<u32> =
        hits.iter().take(end).map(|(position, _)| base.columns.post_at(*position)).collect();
    if !base.columns.in_position_order() {
        posts.sort_unstable();
    }
    posts
}

impl FacetCounts {
    fn of(base: &Base, tally: &Tally) -> Self {
        let [sources, tags, mentions, authors] =
            Facet::ALL.map(|facet| named(base, facet, tally.counts(facet)));
        let (without_source, undated) = (tally.without_source(), tally.undated());
        Self {
            sources,
            tags,
            mentions,
            authors,
            months: months(base, tally.months()),
            without_source,
            undated,
        }
    }
}

/// Counts with their labels, most first, ties by name.
fn named(base: &Base, facet: Facet, counts: &[u32]) -> Vec<Count> {
    let labels = &base.facets[facet as usize].labels;
    let counted = counts.iter().zip(0_usize..).filter(|(count, _)| **count > 0);
    let mut order: Vec<(Reverse<u32>, usize)> =
        counted.map(|(count, value)| (Reverse(*count), value)).collect();
    // Values are numbered by name: ties fall in the order of names.
    order.sort_unstable();
    let with_label = |(Reverse(count), value): (Reverse<u32>, usize)| {
        let label = labels.get(value)?;
        Some(Count { slug: label.slug.clone(), name: label.name.clone(), count })
    };
    order.into_iter().filter_map(with_label).collect()
}

fn months(base: &Base, counts: &[u32]) -> Vec<MonthCount> {
    let counted = base.columns.months.iter().zip(counts).filter(|(_, count)| **count > 0);
    counted.map(|(month, count)| MonthCount { month: *month, count: *count }).collect()
}

/// The pages among the documents found, best first.
fn found_pages(base: &Base, scores: &Hits) -> Vec<u32> {
    let posts = u32::try_from(base.posts).unwrap_or(u32::MAX);
    let mut pages: Vec<(Reverse<u64>, u32)> = scores
        .iter()
        .filter_map(|(document, score)| Some((Reverse(*score), document.checked_sub(posts)?)))
        .collect();
    pages.sort_unstable();
    pages.into_iter().take(MAX_PAGES).map(|(_, page)| page).collect()
}

/// Counts a filter by its facets and dates alone. Remarks are left to the answer.
pub(crate) fn tally(base: &Base, filter: &Filter, tally: &mut Tally) {
    tally.ask(base, filter, &mut Vec::new());
    tally.count(&base.columns, None);
}

/// A facet's counts over the whole archive.
pub(crate) fn totals(base: &Base, facet: Facet, memory: &mut Tally) -> Vec<Count> {
    tally(base, &Filter::default(), memory);
    named(base, facet, memory.counts(facet))
}

/// The months of the whole archive.
pub(crate) fn all_months(base: &Base, memory: &mut Tally) -> Vec<MonthCount> {
    tally(base, &Filter::default(), memory);
    months(base, memory.months())
}
