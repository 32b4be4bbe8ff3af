//! The columns that filtering and counting read, laid out so that a count is a difference of two rows.
//!
//! Posts are numbered by the clock: the latest local day first, so that any range of days is a range of numbers, undated
//! posts behind. All values of all facets are numbered in one row, months behind them: what a set of posts counts is one
//! row of numbers. Each value has the list of its posts, and long lists carry the row of counts so far at every so many
//! posts (checkpoints): the counts of a value between any two days are two rows subtracted and a short scan.

use super::base::day_number;
use super::facets::Facets;
use crate::query::Facet;
use domain::order::{order_of, sort};
use domain::{Day, Month};
use kernels::counts::{Rows, Way, count_posts, count_row, count_values};
use std::ops::Range;

/// The least distance of two checkpoints in a list, in posts.
const LEAST_STEP: u64 = 512;
/// What all checkpoints may take together, in bytes: so much for each post, but at least [`LEAST_ROOM`].
const ROOM_FOR_EACH: u64 = 32;
const LEAST_ROOM: u64 = 1 << 20;

/// See above.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// Where each post's values begin in `values`; one more than posts.
    starts: Vec<u32>,
    /// Each post's values, its month the last.
    values: Vec<u32>,
    /// Where each facet's values begin in a row, months last; one more for the row's end.
    sections: [u32; 6],
    /// Months that have posts, in order.
    pub(crate) months: Vec<Month>,
    /// Where each value's posts begin in `lists`; one more than values that have lists.
    list_starts: Vec<u32>,
    lists: Vec<u32>,
    /// Local day of each dated post as YYYYMMDD, the latest first.
    days: Vec<u32>,
    /// Position of each post, where the clock orders otherwise than positions do.
    positions: Option<Vec<u32>>,
    /// And back.
    clock: Vec<u32>,
    checkpoints: Checkpoints,
}

/// Columns that are being laid out, some posts at a time.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayingOut {
    steps: usize,
    /// Positions in the order of the clock.
    order: Vec<u32>,
    columns: Columns,
}

impl LayingOut {
    /// Lays out some more of what is known of the posts; whether there is more to come. None where a value is out of
    /// range or everything too much for 32 bits.
    pub(crate) fn step(&mut self, facets: &Facets) -> Option<bool> {
        /// Posts of one step.
        const POSTS: usize = 1 << 15;
        let done = self.columns.posts();
        let columns = &mut self.columns;
        match self.steps {
            0 => {
                columns.number_values(facets)?;
                self.order = columns.read_clock(&facets.days);
                columns.starts.push(0);
            }
            1 => {
                for position in self.order.iter().skip(done).take(POSTS) {
                    columns.push(facets, *position)?;
                }
                if columns.posts() < self.order.len() {
                    return Some(true);
                }
            }
            2 => columns.make_lists(),
            _ => {
                columns.make_checkpoints();
                return Some(false);
            }
        }
        self.steps += 1;
        Some(true)
    }

    /// What was laid out.
    pub(crate) fn finish(self) -> Columns {
        self.columns
    }
}

#[derive(Clone, Debug, Default)]
struct Checkpoints {
    /// Distance of two checkpoints.
    step: usize,
    /// Each list's first row; the list of all posts is the last one.
    first: Vec<u32>,
    rows: Vec<u32>,
}

impl Columns {
    /// A post's values and month, behind those of the post before it.
    fn push(&mut self, facets: &Facets, position: u32) -> Option<()> {
        let position = position as usize;
        for (facet, values) in facets.values.iter().enumerate() {
            let own = values.of(position);
            let (first, end) = (self.sections[facet], self.sections[facet + 1]);
            for value in own {
                self.values.push(first.checked_add(*value).filter(|value| *value < end)?);
            }
            if facet == Facet::Source as usize && own.is_empty() {
                self.values.push(end - 1);
            }
        }
        self.values.push(self.month_of(*facets.days.get(position)?));
        self.starts.push(u32::try_from(self.values.len()).ok()?);
        Some(())
    }

    /// Sources, then "no source", tags, mentions, authors, months, "undated".
    fn number_values(&mut self, facets: &Facets) -> Option<()> {
        // Neighbours share months: most are gone before they are sorted.
        self.months = facets.days.iter().flatten().map(|day| day.month()).collect();
        self.months.dedup();
        sort(&mut self.months);
        self.months.dedup();
        let [sources, tags, mentions, authors] = facets.labels.each_ref().map(Vec::len);
        let mut end = 0_u32;
        for (section, values) in
            [sources + 1, tags, mentions, authors, self.months.len() + 1].into_iter().enumerate()
        {
            end = end.checked_add(u32::try_from(values).ok()?)?;
            self.sections[section + 1] = end;
        }
        Some(())
    }

    fn month_of(&self, day: Option<Day>) -> u32 {
        let first = self.sections[4];
        let at = day.and_then(|day| self.months.binary_search(&day.month()).ok());
        first + at.unwrap_or(self.months.len()) as u32
    }

    /// Numbers the posts by the clock; their positions in that order.
    fn read_clock(&mut self, days: &[Option<Day>]) -> Vec<u32> {
        let days: Vec<u32> = days.iter().map(|day| day.map_or(0, day_number)).collect();
        let order = order_of(days.len(), &mut |one, other| days[other].cmp(&days[one]));
        self.days = order.iter().map(|position| days[*position as usize]).filter(|day| *day > 0).collect();
        if !order.is_sorted() {
            self.clock = vec![0; order.len()];
            for (number, position) in order.iter().zip(0..) {
                self.clock[*number as usize] = position;
            }
            self.positions = Some(order.clone());
        }
        order
    }

    fn make_lists(&mut self) {
        let listed = self.sections[4] as usize;
        self.list_starts = vec![0; listed + 1];
        for value in self.values.iter().filter(|value| (**value as usize) < listed) {
            self.list_starts[*value as usize + 1] += 1;
        }
        for value in 0..listed {
            self.list_starts[value + 1] += self.list_starts[value];
        }
        let mut next = self.list_starts.clone();
        self.lists = vec![0; self.list_starts[listed] as usize];
        for post in 0..self.posts() {
            for value in &self.values[self.starts[post] as usize..self.starts[post + 1] as usize] {
                if let Some(at) = next.get_mut(*value as usize).filter(|_| (*value as usize) < listed) {
                    self.lists[*at as usize] = post as u32;
                    *at += 1;
                }
            }
        }
    }

    fn make_checkpoints(&mut self) {
        let room = (self.posts() as u64 * ROOM_FOR_EACH).max(LEAST_ROOM);
        let most = (room / (self.width() as u64 * 4)).max(1);
        let step = ((self.lists.len() + self.posts()) as u64).div_ceil(most).max(LEAST_STEP) as usize;
        let mut made = Checkpoints { step, ..Checkpoints::default() };
        let mut row = vec![0; self.width()];
        for list in 0..=self.all() {
            made.first.push((made.rows.len() / self.width()) as u32);
            let length = self.length(list);
            if length < step {
                continue;
            }
            row.fill(0);
            for start in (0..length).step_by(step) {
                self.scan(list, start..length.min(start + step), &mut row, Way::Add);
                made.rows.extend_from_slice(&row);
            }
        }
        self.checkpoints = made;
    }

    /// How many posts there are.
    pub(crate) fn posts(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many posts have a date: they come first.
    pub(crate) fn dated(&self) -> u32 {
        self.days.len() as u32
    }

    /// How many numbers a row of counts has.
    pub(crate) fn width(&self) -> usize {
        self.sections[5] as usize
    }

    /// The list of all posts.
    pub(crate) fn all(&self) -> usize {
        self.sections[4] as usize
    }

    /// A facet's part of a row. That of sources ends with "no source".
    pub(crate) fn section(&self, facet: Facet) -> Range<usize> {
        self.sections[facet as usize] as usize..self.sections[facet as usize + 1] as usize
    }

    /// The months' part of a row, "undated" the last.
    pub(crate) fn month_section(&self) -> Range<usize> {
        self.sections[4] as usize..self.sections[5] as usize
    }

    /// All posts' values.
    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows { starts: &self.starts, values: &self.values }
    }

    /// A post's values, in order.
    pub(crate) fn of(&self, post: u32) -> &[u32] {
        self.rows().of(post)
    }

    /// The posts of a value, by the clock.
    pub(crate) fn list(&self, value: usize) -> &[u32] {
        let bounds = (self.list_starts.get(value), self.list_starts.get(value + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.lists.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The posts from one day to another, both included, as YYYYMMDD.
    pub(crate) fn between(&self, from: u32, to: u32) -> Range<u32> {
        let start = self.days.partition_point(|day| *day > to);
        let end = self.days.partition_point(|day| *day >= from);
        start as u32..end.max(start) as u32
    }

    /// The local day of a post, as YYYYMMDD; None without one.
    pub(crate) fn day_of(&self, post: u32) -> Option<u32> {
        self.days.get(post as usize).copied()
    }

    /// The position of a post.
    pub(crate) fn position(&self, post: u32) -> u32 {
        match &self.positions {
            Some(positions) => positions.get(post as usize).copied().unwrap_or(post),
            None => post,
        }
    }

    /// The post at a position.
    pub(crate) fn post_at(&self, position: u32) -> u32 {
        self.clock.get(position as usize).copied().unwrap_or(position)
    }

    /// Whether posts are in the order of positions.
    pub(crate) fn in_position_order(&self) -> bool {
        self.positions.is_none()
    }

    fn length(&self, list: usize) -> usize {
        if list == self.all() { self.posts() } else { self.list(list).len() }
    }

    /// Which part of a list lies between two posts.
    pub(crate) fn part(&self, list: usize, posts: &Range<u32>) -> Range<usize> {
        if list == self.all() {
            return posts.start as usize..posts.end as usize;
        }
        let list = self.list(list);
        list.partition_point(|post| *post < posts.start)..list.partition_point(|post| *post < posts.end)
    }

    /// Adds to a row what a part of a list counts, or takes it away.
    pub(crate) fn count_part(&self, list: usize, part: Range<usize>, counts: &mut [u32], way: Way) {
        if part.len() <= self.checkpoints.step / 2 {
            return self.scan(list, part, counts, way);
        }
        self.count_first(list, part.end, counts, way);
        self.count_first(list, part.start, counts, way.back());
    }

    /// What the first so many of a list count.
    fn count_first(&self, list: usize, first: usize, counts: &mut [u32], way: Way) {
        let (step, length) = (self.checkpoints.step, self.length(list));
        let below = first / step * step;
        let above = length.min(below + step);
        if length < step || first - below <= above - first {
            self.add_row(list, below, counts, way);
            self.scan(list, below..first, counts, way);
        } else {
            self.add_row(list, above, counts, way);
            self.scan(list, first..above, counts, way.back());
        }
    }

    fn add_row(&self, list: usize, first: usize, counts: &mut [u32], way: Way) {
        if first == 0 || self.length(list) < self.checkpoints.step {
            return;
        }
        let nth = self.checkpoints.first.get(list).map_or(0, |row| *row as usize)
            + first.div_ceil(self.checkpoints.step)
            - 1;
        let row = self.checkpoints.rows.get(nth * self.width()..(nth + 1) * self.width());
        count_row(row.unwrap_or_default(), counts, way);
    }

    fn scan(&self, list: usize, part: Range<usize>, counts: &mut [u32], way: Way) {
        if list == self.all() {
            let bounds = (self.starts.get(part.start), self.starts.get(part.end));
            let (Some(&start), Some(&end)) = bounds else { return };
            count_values(&self.values[start as usize..end as usize], counts, way);
            return;
        }
        count_posts(self.rows(), self.list(list).get(part).unwrap_or_default(), counts, way);
    }
}
