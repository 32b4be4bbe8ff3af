//! Summaries: one word asked for alone, answered without the lists of its forms (`docs/catalog.md`, "Summaries").
//!
//! A summary tells which documents a word finds, and of the best ones alone what their scores are reckoned from. All others
//! of its segment come behind these; so that as many places of a page that no filter narrows are exact as a summary has
//! best documents, whatever other segments tell.

use super::plan::{Matches, Plan};
use crate::index::words::Words;
use crate::query::{Facet, Filter, Sort};

/// So many posts are among the best of a summary, where it has so many.
pub(crate) const BEST_POSTS: usize = 40;
/// So many pages ("about") are.
#[cfg(feature = "build")]
pub(crate) const BEST_PAGES: usize = super::tally::MAX_PAGES;

/// Whether what a filter asks for is told by summaries: counts and the order of time always, the best posts where none is
/// left out.
pub(super) fn suffices(filter: &Filter) -> bool {
    let is_whole = || {
        filter.from.is_none()
            && filter.to.is_none()
            && Facet::ALL.into_iter().all(|facet| filter.choice(facet).is_empty())
    };
    let last = (filter.page.max(1) as usize).saturating_mul(filter.per_page.max(1) as usize);
    filter.effective_sort() != Sort::Relevance || (last <= BEST_POSTS && is_whole())
}

/// What answers the one word that is asked for, where a summary of it has arrived.
pub(super) fn alone<'a>(plan: &'a Plan<'_>, words: &Words) -> Option<&'a Matches> {
    let matches = plan.alone()?;
    let mut segments = words.segments.iter().zip(matches);
    segments.any(|(segment, terms)| segment.summary(terms.summary).is_some()).then_some(matches)
}
