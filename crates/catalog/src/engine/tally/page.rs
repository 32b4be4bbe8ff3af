//! The posts of the page asked for, in order.

use super::Tally;
use crate::index::columns::Columns;
use crate::query::{Filter, Sort};
use kernels::hits::{Hits, put_in_order};
use kernels::ranking::Ranking;
use kernels::scores::Scoring;
use std::ops::{ControlFlow, Range};

/// Pages that an answer names at most.
pub(in crate::engine) const MAX_PAGES: usize = 10;

/// What words found.
#[derive(Clone, Copy)]
pub(in crate::engine) struct Found<'a> {
    /// The posts, by the clock.
    pub(in crate::engine) posts: &'a [u32],
    /// All documents, with what they are worth.
    pub(in crate::engine) hits: &'a Hits,
    /// What the worth of a document is turned into a score by.
    pub(in crate::engine) scoring: &'a Scoring<'a>,
    /// The documents that may be on a page ordered by relevance, where these are not all.
    pub(in crate::engine) known: Option<&'a [u32]>,
}

impl Found<'_> {
    /// Offers the documents found in a range.
    fn offer(&self, range: Range<u32>, ranking: &mut Ranking) {
        match self.known {
            Some(known) => ranking.offer_some(known, range, self.hits, self.scoring),
            None => ranking.offer_all(range, self.hits, self.scoring),
        }
    }
}

impl Tally {
    /// Finds the posts of the page that a counted filter asks for. `found`: as it was counted with.
    pub(in crate::engine) fn find_page(
        &mut self,
        columns: &Columns,
        filter: &Filter,
        found: Option<Found<'_>>,
    ) {
        self.page.clear();
        self.pages.clear();
        let per_page = filter.per_page.max(1) as usize;
        let skipped = (filter.page.max(1) as usize - 1).saturating_mul(per_page);
        if skipped >= self.total as usize {
            return;
        }
        let (sort, end) = (filter.effective_sort(), skipped.saturating_add(per_page));
        let posts = found.map(|found| found.posts);
        let mut page = std::mem::take(&mut self.page);
        match (sort, found) {
            (Sort::Relevance, Some(found)) => self.best(columns, found, skipped..end, &mut page),
            (Sort::Newest | Sort::Oldest, _) if columns.in_position_order() => {
                let mut passed = 0;
                self.walk(columns, posts, sort == Sort::Oldest, &mut |post| {
                    if passed >= skipped {
                        page.push(post);
                    }
                    passed += 1;
                    if passed == end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                });
            }
            _ => {
                let mut all = self.positions(columns, posts);
                put_in_order(&mut all, &mut self.bits);
                if sort == Sort::Oldest {
                    let dated = all.partition_point(|position| *position < columns.dated());
                    let (dated, undated) = all.split_at_mut(dated);
                    dated.reverse();
                    undated.reverse();
                }
                page.extend(all.into_iter().skip(skipped).take(per_page));
            }
        }
        self.page = page;
    }

    /// Best first, ties by position.
    fn best(&mut self, columns: &Columns, found: Found<'_>, part: Range<usize>, page: &mut Vec<u32>) {
        let Found { posts, hits, scoring, .. } = found;
        let mut ranking = std::mem::take(&mut self.ranking);
        ranking.begin(part.end);
        let documents = hits.documents();
        let last = documents.wrapping_sub(1);
        if self.asked.active == 0 {
            found.offer(documents.saturating_sub(columns.posts() as u32)..documents, &mut ranking);
        } else {
            self.walk(columns, Some(posts), false, &mut |post| {
                ranking.offer(last.wrapping_sub(columns.position(post)), hits, scoring);
                ControlFlow::Continue(())
            });
        }
        page.extend(ranking.finish().skip(part.start).map(|age| last.wrapping_sub(age)));
        self.ranking = ranking;
    }

    /// Finds the pages ("about") among the documents found, best first, where so many documents are pages.
    pub(in crate::engine) fn find_pages(&mut self, pages: Range<u32>, found: Found<'_>) {
        let last = pages.end.wrapping_sub(1);
        self.ranking.begin(MAX_PAGES);
        found.offer(pages, &mut self.ranking);
        self.pages.extend(self.ranking.finish().map(|age| last.wrapping_sub(age)));
    }

    /// The positions of all posts that pass everything, by the clock.
    fn positions(&mut self, columns: &Columns, found: Option<&[u32]>) -> Vec<u32> {
        let mut positions = Vec::with_capacity(self.total as usize);
        self.walk(columns, found, false, &mut |post| {
            positions.push(columns.position(post));
            ControlFlow::Continue(())
        });
        positions
    }

    /// Shows the posts that pass everything: by the clock, or backwards, undated ones last all the same.
    fn walk(
        &mut self,
        columns: &Columns,
        found: Option<&[u32]>,
        backwards: bool,
        show: &mut dyn FnMut(u32) -> ControlFlow<()>,
    ) {
        let driver = match found {
            None if !self.by_tags => {
                let (asking, range) = (self.asked.needed(), self.asked.range.clone());
                Some(self.drive(columns, asking, &range))
            }
            _ => None,
        };
        let range = self.asked.range.clone();
        let asked = &self.asked;
        let mut show = |post: u32| {
            if asked.failed(columns, post) == 0 { show(post) } else { ControlFlow::Continue(()) }
        };
        let posts: &[u32] = match (&driver, found) {
            (Some(super::Driver::Range), _) => {
                let _ = if backwards {
                    let dated = range.start.max(columns.dated().min(range.end));
                    (range.start..dated).rev().chain((dated..range.end).rev()).try_for_each(show)
                } else {
                    range.clone().try_for_each(show)
                };
                return;
            }
            (Some(super::Driver::List(value, part)), _) => {
                columns.list(*value).get(part.clone()).unwrap_or_default()
            }
            (None, Some(found)) if !self.by_tags => found,
            _ => &self.union.posts,
        };
        let _ = if backwards {
            let dated = posts.partition_point(|post| *post < columns.dated());
            let (dated, undated) = posts.split_at(dated);
            dated.iter().rev().chain(undated.iter().rev()).try_for_each(|post| show(*post))
        } else {
            posts.iter().try_for_each(|post| show(*post))
        };
    }
}
