//! Answering: filter, count, rank.

mod asked;
mod days;
mod hits;
mod mark;
mod phrase;
mod plan;
mod rank;
mod search;
mod suggest;
mod tally;
mod typo;
mod wanted;

use crate::index::base::Base;
use crate::index::words::Words;
use crate::query::{self, Facet, Filter, Question, Reading, Remark};
pub use days::DayCount;
pub(crate) use days::days;
use domain::Month;
use hits::Hits;
pub use mark::mark;
use search::Search;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
pub use suggest::Suggestions;
pub(crate) use suggest::suggest;
pub use tally::Tally;
pub(crate) use wanted::wanted;

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
    /// Answers a filter from the parts that are there.
    pub(crate) fn of(base: &Base, words: &Words, filter: &Filter, memory: &mut Tally) -> Self {
        let mut reading = query::read(filter);
        answer(base, words, &reading.filter, &mut reading.remarks, memory);
        Self {
            total: memory.total(),
            posts: memory.posts().to_vec(),
            pages: memory.pages().to_vec(),
            facets: FacetCounts::of(base, memory),
            reading,
        }
    }
}

/// Answers a filter as numbers. Remarks are left to the answer.
pub(crate) fn tally(base: &Base, words: &Words, filter: &Filter, memory: &mut Tally) {
    if filter.q.trim().is_empty() {
        return answer(base, words, filter, &mut Vec::new(), memory);
    }
    let mut reading = query::read(filter);
    answer(base, words, &reading.filter, &mut reading.remarks, memory);
}

/// Answers a filter whose operators are gone from `q`.
fn answer(base: &Base, words: &Words, filter: &Filter, remarks: &mut Vec<Remark>, tally: &mut Tally) {
    tally.ask(base, filter, remarks);
    let question = Question::read(&filter.q, base.stop_words);
    if question.is_empty() {
        tally.count(&base.columns, None);
        tally.find_page(&base.columns, filter, None);
        return;
    }
    let plan = plan::plan(base, words, &question);
    let hits = Search::new(base, words, &mut tally.workspace).find(&plan);
    remarks.extend(plan.remarks);
    let mut found = std::mem::take(&mut tally.found);
    posts(base, &hits, &mut found);
    tally.count(&base.columns, Some(&found));
    tally.find_page(&base.columns, filter, Some((&found, &hits)));
    if !question.wanted.is_empty() {
        find_pages(base, &hits, &mut tally.pages);
    }
    tally.found = found;
    tally.workspace.rest(hits);
}

/// The posts among the documents found, by the clock.
fn posts(base: &Base, hits: &Hits, posts: &mut Vec<u32>) {
    posts.clear();
    let documents = base.languages.len() as u32;
    let pages = documents - base.posts as u32;
    let positions = hits.newest_first(pages..documents).map(|age| documents - 1 - age);
    if base.columns.in_position_order() {
        posts.extend(positions);
        return;
    }
    posts.extend(positions.map(|position| base.columns.post_at(position)));
    posts.sort_unstable();
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
fn find_pages(base: &Base, hits: &Hits, pages: &mut Vec<u32>) {
    let last = (base.languages.len() - base.posts) as u32;
    let found = hits.newest_first(0..last).map(|age| (Reverse(hits.value(age)), last - 1 - age));
    let mut found: Vec<(Reverse<u32>, u32)> = found.collect();
    found.sort_unstable();
    pages.extend(found.into_iter().take(MAX_PAGES).map(|(_, page)| page));
}

/// A facet's counts over the whole archive.
pub(crate) fn totals(base: &Base, facet: Facet, memory: &mut Tally) -> Vec<Count> {
    answer(base, &Words::default(), &Filter::default(), &mut Vec::new(), memory);
    named(base, facet, memory.counts(facet))
}

/// The months of the whole archive.
pub(crate) fn all_months(base: &Base, memory: &mut Tally) -> Vec<MonthCount> {
    answer(base, &Words::default(), &Filter::default(), &mut Vec::new(), memory);
    months(base, memory.months())
}
