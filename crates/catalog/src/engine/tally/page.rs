//! The posts of the page asked for, in order.

use super::Tally;
use crate::engine::search::Hits;
use crate::index::columns::Columns;
use crate::query::{Filter, Sort};
use std::cmp::Reverse;
use std::ops::ControlFlow;

impl Tally {
    /// The positions on the page that a counted filter asks for. `found`: as it was counted with; `hits`: the scores
    /// of what the words found, by position.
    pub(in crate::engine) fn page(
        &mut self,
        columns: &Columns,
        filter: &Filter,
        found: Option<&[u32]>,
        hits: &Hits,
    ) -> Vec<u32> {
        let per_page = filter.per_page.max(1) as usize;
        let skipped = (filter.page.max(1) as usize - 1).saturating_mul(per_page);
        if skipped >= self.total as usize {
            return Vec::new();
        }
        let (sort, end) = (filter.effective_sort(), skipped.saturating_add(per_page));
        match sort {
            Sort::Relevance => self.best(columns, found, hits, skipped, end),
            Sort::Newest | Sort::Oldest if columns.in_position_order() => {
                let mut page = Vec::new();
                let mut passed = 0;
                self.walk(columns, found, sort == Sort::Oldest, &mut |post| {
                    if passed >= skipped {
                        page.push(post);
                    }
                    passed += 1;
                    if passed == end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                });
                page
            }
            Sort::Newest | Sort::Oldest => {
                let mut all = self.positions(columns, found);
                all.sort_unstable();
                if sort == Sort::Oldest {
                    let dated = all.partition_point(|position| *position < columns.dated());
                    let (dated, undated) = all.split_at_mut(dated);
                    dated.reverse();
                    undated.reverse();
                }
                all.into_iter().skip(skipped).take(per_page).collect()
            }
        }
    }

    /// Best first, ties by position.
    fn best(
        &mut self,
        columns: &Columns,
        found: Option<&[u32]>,
        hits: &Hits,
        skipped: usize,
        end: usize,
    ) -> Vec<u32> {
        let score = |position: &u32| {
            let at = hits.binary_search_by_key(position, |(document, _)| *document).ok();
            at.and_then(|at| hits.get(at)).map_or(0, |(_, score)| *score)
        };
        let positions = self.positions(columns, found);
        let mut ranked: Vec<(Reverse<u64>, u32)> =
            positions.into_iter().map(|position| (Reverse(score(&position)), position)).collect();
        if end < ranked.len() {
            ranked.select_nth_unstable(end);
            ranked.truncate(end);
        }
        ranked.sort_unstable();
        ranked.into_iter().skip(skipped).map(|(_, position)| position).collect()
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
