//! Answering: filter, count, rank.

mod facets;

use crate::index::base::Base;
use crate::query::{Facet, Filter, Reading, Sort};
use domain::Month;
use facets::Failures;
use serde::{Deserialize, Serialize};

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

impl Answer {
    /// Answers a filter from the parts that are there. Without the words part a filter with words finds nothing.
    pub(crate) fn of(base: &Base, filter: &Filter) -> Self {
        let mut reading = Reading { filter: filter.clone(), remarks: Vec::new() };
        let failures = Failures::of(base, &reading.filter, &mut reading.remarks);
        let mut posts: Vec<usize> = failures.passing().collect();
        if reading.filter.effective_sort() == Sort::Oldest {
            oldest_first(&mut posts, base.dated);
        }
        let total = posts.len();
        Self {
            total: u32::try_from(total).unwrap_or(u32::MAX),
            posts: page_of(&posts, &reading.filter),
            pages: Vec::new(),
            facets: failures.counts(base),
            reading,
        }
    }
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
