//! Answering: filter, count, rank.

mod facets;
mod mark;
mod phrase;
mod rank;
mod search;
mod typo;

use crate::index::base::Base;
use crate::index::words::Words;
use crate::query::{self, Facet, Filter, Question, Reading, Sort};
use domain::Month;
use facets::Failures;
pub use mark::mark;
use search::{Hits, Search};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

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
    pub(crate) fn of(base: &Base, words: Option<&Words>, filter: &Filter) -> Self {
        let mut reading = query::read(filter);
        let mut failures = Failures::of(base, &reading.filter, &mut reading.remarks);
        let question = Question::read(&reading.filter.q, base.stop_words);
        let mut scores = Hits::new();
        if !question.is_empty() {
            if let Some(words) = words {
                let mut search = Search { words, languages: &base.languages, remarks: Vec::new() };
                scores = search.find(&question);
                reading.remarks.append(&mut search.remarks);
            }
            failures.keep_only(
                scores.iter().map(|(document, _)| *document as usize).filter(|post| *post < base.cards.len()),
            );
        }
        let mut posts: Vec<usize> = failures.passing().collect();
        match reading.filter.effective_sort() {
            Sort::Newest => {}
            Sort::Oldest => oldest_first(&mut posts, base.dated),
            Sort::Relevance => best_first(&mut posts, &scores),
        }
        Self {
            total: u32::try_from(posts.len()).unwrap_or(u32::MAX),
            posts: page_of(&posts, &reading.filter),
            pages: if question.wanted.is_empty() { Vec::new() } else { found_pages(base, &scores) },
            facets: failures.counts(base),
            reading,
        }
    }
}

/// Best first, ties as they were: newest first, then by id.
fn best_first(posts: &mut [usize], scores: &Hits) {
    posts.sort_by_cached_key(|post| {
        let found = scores.binary_search_by_key(post, |(document, _)| *document as usize);
        Reverse(found.ok().and_then(|at| scores.get(at)).map_or(0, |(_, score)| *score))
    });
}

/// The pages among the documents found, best first.
fn found_pages(base: &Base, scores: &Hits) -> Vec<u32> {
    let posts = u32::try_from(base.cards.len()).unwrap_or(u32::MAX);
    let mut pages: Vec<(Reverse<u64>, u32)> = scores
        .iter()
        .filter_map(|(document, score)| Some((Reverse(*score), document.checked_sub(posts)?)))
        .collect();
    pages.sort_unstable();
    pages.into_iter().take(MAX_PAGES).map(|(_, page)| page).collect()
}

/// Turns a list of newest posts round; undated ones (from position `dated` on) stay last, turned round among themselves.
fn oldest_first(posts: &mut [usize], dated: usize) {
    let split = posts.partition_point(|post| *post < dated);
    let (dated, undated) = posts.split_at_mut(split);
    dated.reverse();
    undated.reverse();
}

/// The positions on the page that a filter asks for.
fn page_of(posts: &[usize], filter: &Filter) -> Vec<u32> {
    let per_page = filter.per_page.max(1) as usize;
    let skipped = (filter.page.max(1) as usize - 1).saturating_mul(per_page);
    posts.iter().skip(skipped).take(per_page).filter_map(|post| u32::try_from(*post).ok()).collect()
}

/// A facet's counts over the whole archive.
pub(crate) fn totals(base: &Base, facet: Facet) -> Vec<Count> {
    Failures::none(base).facet_counts(base, facet)
}

/// The months of the whole archive.
pub(crate) fn months(base: &Base) -> Vec<MonthCount> {
    Failures::none(base).month_counts(base).0
}
