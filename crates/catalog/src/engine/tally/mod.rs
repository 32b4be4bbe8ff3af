//! Which posts a filter leaves, and how many each value of each facet would give.
//!
//! A facet's counts leave out that facet's own choice, so that a filter asks for several sets of posts: the one that
//! passes everything, and for each constraint the one that passes all others. Each set is counted the cheapest way
//! there is: rows of counts kept beside the lists, their difference, or a scan of the shortest list.

mod page;
mod union;

use super::asked::{Asked, DATES, FACETS, bit};
use super::workspace::Workspace;
use crate::index::base::Base;
use crate::index::columns::Columns;
use crate::query::{Facet, Filter, Remark};
use kernels::counts::{Way, count_others, count_posts, count_values};
use kernels::ranking::Ranking;
pub(super) use page::Found;
#[cfg(feature = "build")]
pub(super) use page::MAX_PAGES;
use std::ops::Range;
use union::{Union, galloping};

/// A filter's counts as numbers. Its memory is used again by the next filter: after the first few, counting allocates
/// nothing.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    asked: Asked,
    total: u32,
    counts: Vec<u32>,
    /// Counts of one facet's set.
    own: Vec<u32>,
    /// Where the parts of `counts` lie.
    sections: [Range<usize>; 5],
    union: Union,
    /// The union holds the posts that have all tags asked for.
    by_tags: bool,
    /// What words are searched with.
    pub(super) workspace: Workspace,
    /// What numbers are put in order with.
    pub(super) bits: Vec<u64>,
    /// The posts that the words found, by the clock.
    pub(super) found: Vec<u32>,
    page: Vec<u32>,
    pub(super) pages: Vec<u32>,
    ranking: Ranking,
}

/// The shortest way to find a set: posts among which its own are.
enum Driver {
    /// All posts between the dates.
    Range,
    /// Part of a value's list.
    List(usize, Range<usize>),
    /// What the union holds.
    Union,
}

impl Tally {
    /// How many posts pass everything.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }

    /// How many posts each value of a facet gives, the facet's own choice left out: by number, which is by name.
    #[must_use]
    pub fn counts(&self, facet: Facet) -> &[u32] {
        let all = self.part(facet as usize);
        // The last of the sources is "no source".
        if facet == Facet::Source { all.split_last().map_or(&[], |(_, named)| named) } else { all }
    }

    /// How many posts each month has, `from` and `to` left out: those of [`crate::Catalog::months`], in order.
    #[must_use]
    pub fn months(&self) -> &[u32] {
        self.part(4).split_last().map_or(&[], |(_, months)| months)
    }

    /// How many posts have no source, the choice of sources left out.
    #[must_use]
    pub fn without_source(&self) -> u32 {
        self.part(Facet::Source as usize).last().copied().unwrap_or(0)
    }

    /// How many posts have no date, `from` and `to` left out.
    #[must_use]
    pub fn undated(&self) -> u32 {
        self.part(4).last().copied().unwrap_or(0)
    }

    /// The posts of the page asked for, as positions in the catalog, in order.
    #[must_use]
    pub fn posts(&self) -> &[u32] {
        &self.page
    }

    /// Pages ("about") that match the words, best first, at most 10.
    #[must_use]
    pub fn pages(&self) -> &[u32] {
        &self.pages
    }

    fn part(&self, section: usize) -> &[u32] {
        self.counts.get(self.sections[section].clone()).unwrap_or_default()
    }

    /// Reads a filter's facets and dates; remarks on slugs that nothing has.
    pub(super) fn ask(&mut self, base: &Base, filter: &Filter, remarks: &mut Vec<Remark>) {
        self.asked.read(base, filter, remarks);
    }

    /// Counts everything. `found`: the posts that the words leave, by the clock, where there are words.
    pub(super) fn count(&mut self, columns: &Columns, found: Option<&[u32]>) {
        let [sources, tags, mentions, authors] = Facet::ALL.map(|facet| columns.section(facet));
        self.sections = [sources, tags, mentions, authors, columns.month_section()];
        self.counts.clear();
        self.counts.resize(columns.width(), 0);
        self.own.resize(columns.width(), 0);
        self.by_tags = false;
        if self.asked.all_tags && self.asked.asking & bit(Facet::Tag) != 0 {
            self.find_all_tags(columns, found);
            let posts = std::mem::take(&mut self.union.posts);
            self.count_found(columns, &posts);
            self.union.posts = posts;
            self.by_tags = true;
        } else if let Some(found) = found {
            self.count_found(columns, found);
        } else {
            self.count_sets(columns);
        }
    }

    /// Puts in the union the posts that have all the tags asked for, of those found if there are words.
    fn find_all_tags(&mut self, columns: &Columns, found: Option<&[u32]>) {
        let tags = &self.asked.included[Facet::Tag as usize];
        self.union.posts.clear();
        let Some(shortest) = tags.iter().min_by_key(|tag| columns.list(**tag as usize).len()) else { return };
        let found = found.unwrap_or_else(|| columns.list(*shortest as usize));
        self.union.posts.extend(found);
        for tag in tags {
            let mut list = columns.list(*tag as usize);
            self.union.posts.retain(|post| {
                list = list.get(galloping(list, *post)..).unwrap_or_default();
                list.first() == Some(post)
            });
        }
    }

    /// Counts posts that were found one by one: each in the list, or in the counts of the one constraint it fails.
    fn count_found(&mut self, columns: &Columns, found: &[u32]) {
        let (asked, counts) = (&self.asked, &mut self.counts);
        self.total = 0;
        if asked.active & (FACETS | DATES) == 0 && found.len() * 2 > columns.posts() {
            // Most posts: what they count is what the others leave.
            columns.count_part(columns.all(), 0..columns.posts(), counts, Way::Add);
            count_others(columns.rows(), found, counts, Way::Take);
            self.total = found.len() as u32;
            return;
        }
        if asked.active == 0 {
            self.total = found.len() as u32;
            count_posts(columns.rows(), found, counts, Way::Add);
            return;
        }
        let left_out = asked.left_out();
        for post in found {
            let failed = asked.failed(columns, *post);
            if failed == 0 {
                self.total += 1;
                count_values(columns.of(*post), counts, Way::Add);
            } else if failed.is_power_of_two() && failed & left_out != 0 {
                let section = &self.sections[failed.trailing_zeros() as usize];
                for value in columns.of(*post).iter().filter(|value| section.contains(&(**value as usize))) {
                    count_values(&[*value], counts, Way::Add);
                }
            }
        }
    }

    /// Counts the set that passes everything, and for each constraint the set that passes all others.
    fn count_sets(&mut self, columns: &Columns) {
        let active = self.asked.active;
        let mut counts = std::mem::take(&mut self.counts);
        self.total = self.count_set(columns, active, &mut counts);
        let mut own = std::mem::take(&mut self.own);
        for nth in 0..5 {
            let constraint = 1 << nth;
            if self.asked.left_out() & constraint != 0 {
                own.fill(0);
                self.count_set(columns, active & !constraint, &mut own);
                let section = self.sections[nth].clone();
                if let (Some(to), Some(from)) = (counts.get_mut(section.clone()), own.get(section)) {
                    to.copy_from_slice(from);
                }
            }
        }
        (self.counts, self.own) = (counts, own);
    }

    /// Counts the posts that pass some of the constraints; how many they are.
    fn count_set(&mut self, columns: &Columns, constraints: u8, counts: &mut [u32]) -> u32 {
        let facets = constraints & FACETS;
        let range = self.range(columns, constraints);
        if facets == 0 {
            columns.count_part(columns.all(), columns.part(columns.all(), &range), counts, Way::Add);
            return range.len() as u32;
        }
        let asking = self.asked.asking & facets;
        let lone = Facet::ALL.into_iter().find(|facet| bit(*facet) == facets);
        if asking == 0 {
            // What is excluded is taken from all.
            columns.count_part(columns.all(), columns.part(columns.all(), &range), counts, Way::Add);
            let excluded = self.count_lists(columns, facets, false, &range, counts, Way::Take);
            return range.len() as u32 - excluded;
        }
        if lone.is_some_and(|facet| self.asked.excluded[facet as usize].is_empty()) {
            return self.count_lists(columns, facets, true, &range, counts, Way::Add);
        }
        let driver = self.drive(columns, asking, &range);
        let mut total = 0;
        self.each(columns, &driver, &range, |asked, post| {
            if asked.failed(columns, post) & constraints == 0 {
                total += 1;
                count_values(columns.of(post), counts, Way::Add);
            }
        });
        total
    }

    /// Counts the posts that have any of the values included (or excluded) in some facets; how many they are.
    fn count_lists(
        &mut self,
        columns: &Columns,
        facets: u8,
        included: bool,
        range: &Range<u32>,
        counts: &mut [u32],
        way: Way,
    ) -> u32 {
        let asked = &self.asked;
        let values = || asked.values(facets, included);
        // No post is in two lists where there is one, or where all are of sources.
        if facets == bit(Facet::Source) || values().take(2).count() < 2 {
            let mut total = 0;
            for value in values() {
                let part = columns.part(value, range);
                total += part.len() as u32;
                columns.count_part(value, part, counts, way);
            }
            return total;
        }
        self.union.of(columns, values(), range);
        count_posts(columns.rows(), &self.union.posts, counts, way);
        self.union.posts.len() as u32
    }

    /// The posts between the dates, where these are among the constraints.
    fn range(&self, columns: &Columns, constraints: u8) -> Range<u32> {
        if constraints & DATES != 0 { self.asked.range.clone() } else { 0..columns.posts() as u32 }
    }

    /// The shortest way to a set of which some facets ask something.
    fn drive(&mut self, columns: &Columns, asking: u8, range: &Range<u32>) -> Driver {
        let length = |facet: &Facet| -> usize {
            let values = self.asked.included[*facet as usize].iter();
            values.map(|value| columns.part(*value as usize, range).len()).sum()
        };
        let asked = Facet::ALL.into_iter().filter(|facet| bit(*facet) & asking != 0);
        let Some(facet) = asked.min_by_key(length) else { return Driver::Range };
        match self.asked.included[facet as usize].as_slice() {
            [value] => Driver::List(*value as usize, columns.part(*value as usize, range)),
            _ => {
                self.union.of(columns, self.asked.values(bit(facet), true), range);
                Driver::Union
            }
        }
    }

    /// Shows the posts of a driver, by the clock.
    fn each(
        &self,
        columns: &Columns,
        driver: &Driver,
        range: &Range<u32>,
        mut show: impl FnMut(&Asked, u32),
    ) {
        match driver {
            Driver::Range => range.clone().for_each(|post| show(&self.asked, post)),
            Driver::List(value, part) => {
                let list = columns.list(*value).get(part.clone()).unwrap_or_default();
                list.iter().for_each(|post| show(&self.asked, *post));
            }
            Driver::Union => self.union.posts.iter().for_each(|post| show(&self.asked, *post)),
        }
    }
}
