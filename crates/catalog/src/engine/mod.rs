//! Answering: filter, count, rank.

use crate::query::Reading;
use domain::Month;
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
