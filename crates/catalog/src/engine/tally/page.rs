//! The posts of the page asked for, in order.

use super::Tally;
use crate::engine::hits::Hits;
use crate::index::columns::Columns;
use crate::query::{Filter, Sort};
use std::ops::ControlFlow;

/// The posts that the words found, by the clock, and all documents found with their scores.
type Found<'a> = Option<(&'a [u32], &'a Hits)>;

impl Tally {
    /// Finds the posts of the page that a counted filter asks for. `found`: as it was counted with.
    pub(in crate::engine) fn find_page(&mut self, columns: &Columns, filter: &Filter, found: Found<'_>) {
        self.page.clear();
        self.pages.clear();
        let per_page = filter.per_page.max(1) as usize;
        let skipped = (filter.page.max(1) as usize - 1).saturating_mul(per_page);
        if skipped >= self.total as usize {
            return;
        }
        let (sort, end) = (filter.effective_sort(), skipped.saturating_add(per_page));
        let posts = found.map(|(posts, _)| posts);
        let mut page = std::mem::take(&mut self.page);
        match (sort, found) {
            (Sort::Relevance, Some((posts, hits))) => {
                self.best(columns, posts, hits, skipped..end, &mut page)
            }
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
                all.sort_unstable();
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
    fn best(
        &mut self,
        columns: &Columns,
        found: &[u32],
        hits: &Hits,
        part: std::ops::Range<usize>,
        page: &mut Vec<u32>,
    ) {
        let mut ranked = std::mem::take(&mut self.ranked);
        ranked.clear();
        let last = (hits.values.len() as u32).wrapping_sub(1);
        // What is below the worst of so many is not kept; now and then the others are dropped.
        let room = part.end.saturating_mul(2).max(64);
        let mut least = 0;
        let mut rank = |post: u32| {
            let age = last.wrapping_sub(columns.position(post));
            let key = u64::from(hits.value(age)) << 32 | u64::from(age);
            if key >= least {
                ranked.push(key);
                if ranked.len() >= room {
                    least = keep_best(&mut ranked, part.end);
                }
            }
        };
        if self.asked.active == 0 {
            found.iter().for_each(|post| rank(*post));
        } else {
            self.walk(columns, Some(found), false, &mut |post| {
                rank(post);
                ControlFlow::Continue(())
            });
        }
        ranked.sort_unstable_by_key(|key| std::cmp::Reverse(*key));
        page.extend(ranked.iter().take(part.end).skip(part.start).map(|key| last.wrapping_sub(*key as u32)));
        self.ranked = ranked;
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

/// Keeps the so many greatest; the least of them.
fn keep_best(keys: &mut Vec<u64>, count: usize) -> u64 {
    if keys.len() <= count || count == 0 {
        return 0;
    }
    let (_, least, _) = keys.select_nth_unstable_by_key(count - 1, |key| std::cmp::Reverse(*key));
    let least = *least;
    keys.truncate(count);
    least
}
