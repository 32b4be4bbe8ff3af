//! Answering: filter, count, rank.

mod asked;
mod days;
mod mark;
mod phrase;
pub(crate) mod plan;
mod rank;
pub(crate) mod search;
mod suggest;
pub(crate) mod summary;
mod tally;
mod typo;
mod wanted;
mod workspace;

use crate::index::base::Base;
use crate::index::words::Words;
use crate::query::{self, Facet, Filter, Question, Reading, Remark};
pub use days::DayCount;
pub(crate) use days::days;
use domain::{Label, Month};
use kernels::hits::{Hits, put_in_order};
use kernels::scores::Scoring;
pub use mark::mark;
use search::Search;
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::Arc;
pub use suggest::Suggestions;
pub(crate) use suggest::suggest;
use tally::Found;
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

/// A value of a facet and how many posts have it. The label is the catalog's own: an answer names some thousand values,
/// and copies none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenCount", into = "WrittenCount")]
pub struct Count {
    label: Arc<Label>,
    /// Posts.
    pub count: u32,
}

impl Count {
    /// A value and how many posts have it.
    #[must_use]
    pub fn new(label: impl Into<Arc<Label>>, count: u32) -> Self {
        Self { label: label.into(), count }
    }
}

impl Deref for Count {
    type Target = Label;

    fn deref(&self) -> &Label {
        &self.label
    }
}

/// A count as it is sent.
#[derive(Serialize, Deserialize)]
struct WrittenCount {
    slug: String,
    name: String,
    count: u32,
}

impl From<Count> for WrittenCount {
    fn from(count: Count) -> Self {
        let Label { slug, name } = count.label.as_ref().clone();
        Self { slug, name, count: count.count }
    }
}

impl From<WrittenCount> for Count {
    fn from(WrittenCount { slug, name, count }: WrittenCount) -> Self {
        Self::new(Label { slug, name }, count)
    }
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
    let norms = search::norms(base);
    let mut known = std::mem::take(&mut tally.workspace.known);
    known.clear();
    let mut search = Search::new(base, words, &norms, &mut tally.workspace);
    let summed = summary::suffices(filter).then(|| summary::alone(&plan, words)).flatten();
    let hits = match summed {
        Some(matches) => search.summed(matches, &mut known),
        None => search.find(&plan),
    };
    let summed = summed.map(|_| known.as_slice());
    let scoring = Scoring { norms: &norms, lengths: &words.lengths };
    let mut found = std::mem::take(&mut tally.found);
    posts(base, &hits, &mut found, &mut tally.bits);
    tally.count(&base.columns, Some(&found));
    let all = Found { posts: &found, hits: &hits, scoring: &scoring, known: summed };
    tally.find_page(&base.columns, filter, Some(all));
    if !question.wanted.is_empty() {
        let pages = 0..(base.languages.len() - base.posts) as u32;
        tally.find_pages(pages, all);
    }
    remarks.extend(plan.remarks);
    tally.found = found;
    tally.workspace.known = known;
    tally.workspace.rest(hits);
}

/// The posts among the documents found, by the clock.
fn posts(base: &Base, hits: &Hits, posts: &mut Vec<u32>, bits: &mut Vec<u64>) {
    posts.clear();
    let documents = base.languages.len() as u32;
    let pages = documents - base.posts as u32;
    hits.list(pages..documents, posts);
    if !base.columns.in_position_order() {
        posts.iter_mut().for_each(|position| *position = base.columns.post_at(*position));
        put_in_order(posts, bits);
    }
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
    let counted = counts.iter().zip(0_u32..).filter(|(count, _)| **count > 0);
    // The greatest count is the least number. Values are numbered by name: ties fall in the order of names.
    let mut order: Vec<u64> =
        counted.map(|(count, value)| u64::from(!*count) << 32 | u64::from(value)).collect();
    order.sort_unstable();
    let with_label = |key: u64| {
        let (count, value) = (!((key >> 32) as u32), key as u32);
        Some(Count::new(labels.get(value as usize)?.clone(), count))
    };
    order.into_iter().filter_map(with_label).collect()
}

fn months(base: &Base, counts: &[u32]) -> Vec<MonthCount> {
    let counted = base.columns.months.iter().zip(counts).filter(|(_, count)| **count > 0);
    counted.map(|(month, count)| MonthCount { month: *month, count: *count }).collect()
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

#[cfg(test)]
mod tests {
    use super::Count;
    use domain::Label;

    #[test]
    fn a_count_is_sent_as_slug_name_and_number() {
        let count = Count::new(Label { slug: "ete".into(), name: "Été".into() }, 300);
        let sent = postcard::to_stdvec(&count).unwrap();
        assert_eq!(sent, postcard::to_stdvec(&("ete", "Été", 300_u32)).unwrap());
        assert_eq!(postcard::from_bytes::<Count>(&sent), Ok(count));
    }
}
