//! Days inside a month: what a timeline shows of it.

use super::tally::Tally;
use super::{Words, tally};
use crate::index::base::{Base, day_number};
use crate::query::{Filter, Sort};
use domain::{Month, PartialDate};
use serde::{Deserialize, Serialize};

/// A day of a month and how many posts it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// Day of the month, 1 to 31.
    pub day: i8,
    /// Posts in the whole archive.
    pub all: u32,
    /// Posts that match, `from` and `to` left out.
    pub matching: u32,
}

/// The days of a month that have a post, in order.
pub(crate) fn days(
    base: &Base,
    words: &Words,
    filter: &Filter,
    month: Month,
    memory: &mut Tally,
) -> Vec<DayCount> {
    let dates = PartialDate::Month(month);
    // Every post is on the one page, whatever order was asked for.
    let whole =
        Filter { per_page: u32::MAX, sort: Some(Sort::Newest), ..filter.between(Some(dates), Some(dates)) };
    let mut counts = [(0, 0); 31];
    let mut count = |post: u32, add: fn(&mut (u32, u32))| {
        let day = base.columns.day_of(post).map_or(0, |day| day as usize % 100);
        if let Some(counted) = day.checked_sub(1).and_then(|at| counts.get_mut(at)) {
            add(counted);
        }
    };
    let all = base.columns.between(day_number(dates.first()), day_number(dates.last()));
    all.for_each(|post| count(post, |(all, _)| *all += 1));
    tally(base, words, &whole, memory);
    for position in memory.posts() {
        count(base.columns.post_at(*position), |(_, matching)| *matching += 1);
    }
    (1..)
        .zip(counts)
        .filter(|(_, (all, _))| *all > 0)
        .map(|(day, (all, matching))| DayCount { day, all, matching })
        .collect()
}
