//! What a filter asks of posts, as numbers.

use crate::index::base::{Base, day_number};
use crate::index::columns::Columns;
use crate::query::{Choice, Facet, Filter, NONE, Remark, TagMatch};
use domain::fold;
use std::ops::Range;

/// The bit of the dates, behind those of the facets.
pub(super) const DATES: u8 = 1 << 4;
/// All facets' bits.
pub(super) const FACETS: u8 = DATES - 1;

/// A facet's bit.
pub(super) fn bit(facet: Facet) -> u8 {
    1 << facet as u8
}

/// A filter's facets and dates. Its memory is used again by the next filter.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// In each facet: values of which one must be there (all of them for tags where [`Asked::all_tags`]).
    pub(super) included: [Vec<u32>; 4],
    /// In each facet: values that must not be there.
    pub(super) excluded: [Vec<u32>; 4],
    /// The constraints there are, a bit each.
    pub(super) active: u8,
    /// The facets of which something must be there, known or not, a bit each.
    pub(super) asking: u8,
    /// Every tag asked for must be there.
    pub(super) all_tags: bool,
    /// The posts between the dates.
    pub(super) range: Range<u32>,
    /// For each value, whether it is included (the facet's bit) or excluded (the bit four above).
    states: Vec<u8>,
}

impl Asked {
    /// Reads a filter, and remarks on slugs that nothing has.
    pub(super) fn read(&mut self, base: &Base, filter: &Filter, remarks: &mut Vec<Remark>) {
        let columns = &base.columns;
        self.forget();
        self.states.resize(columns.width(), 0);
        self.all_tags = filter.tag_match == TagMatch::All;
        for facet in Facet::ALL {
            let choice = filter.choice(facet);
            if !choice.is_empty() {
                self.choose(base, facet, choice, remarks);
            }
        }
        self.range = 0..u32::try_from(columns.posts()).unwrap_or(u32::MAX);
        if filter.from.is_some() || filter.to.is_some() {
            self.active |= DATES;
            let from = filter.from.map_or(1, |date| day_number(date.first()));
            let to = filter.to.map_or(u32::MAX, |date| day_number(date.last()));
            self.range = columns.between(from, to);
        }
    }

    /// The facets of which something is found by what is there: tags of which all are wanted are found together.
    pub(super) fn needed(&self) -> u8 {
        if self.all_tags { self.asking & !bit(Facet::Tag) } else { self.asking }
    }

    /// The constraints that a facet's own counts leave out: all but tags where every tag is wanted.
    pub(super) fn left_out(&self) -> u8 {
        if self.all_tags { self.active & !bit(Facet::Tag) } else { self.active }
    }

    /// The values included (or excluded) in some facets.
    pub(super) fn values(&self, facets: u8, included: bool) -> impl Iterator<Item = usize> {
        let values = if included { &self.included } else { &self.excluded };
        let chosen = Facet::ALL.into_iter().zip(values).filter(move |(facet, _)| bit(*facet) & facets != 0);
        chosen.flat_map(|(_, values)| values.iter().map(|value| *value as usize))
    }

    /// The constraints that a post fails, a bit each. That it has all tags is left to the lists of posts.
    #[inline]
    pub(super) fn failed(&self, columns: &Columns, post: u32) -> u8 {
        let mut found = 0;
        for value in columns.of(post) {
            found |= self.states.get(*value as usize).copied().unwrap_or(0);
        }
        let outside = if self.range.contains(&post) { 0 } else { DATES };
        (self.needed() & !found) | (found >> 4) | outside
    }

    fn forget(&mut self) {
        for values in self.included.iter_mut().chain(&mut self.excluded) {
            for value in values.drain(..) {
                if let Some(state) = self.states.get_mut(value as usize) {
                    *state = 0;
                }
            }
        }
        (self.active, self.asking) = (0, 0);
    }

    fn choose(&mut self, base: &Base, facet: Facet, choice: &Choice, remarks: &mut Vec<Remark>) {
        let own = bit(facet);
        for slug in &choice.include {
            self.active |= own;
            self.asking |= own;
            match value(base, facet, slug) {
                Some(value) => self.add(value, own, facet),
                None => remarks.push(Remark::Unknown(facet, slug.clone())),
            }
        }
        for value in choice.exclude.iter().filter_map(|slug| value(base, facet, slug)) {
            self.active |= own;
            self.add(value, own << 4, facet);
        }
    }

    /// Notes a value once.
    fn add(&mut self, value: u32, bit: u8, facet: Facet) {
        let Some(state) = self.states.get_mut(value as usize) else { return };
        if *state & bit == 0 {
            *state |= bit;
            let values = if bit & FACETS != 0 { &mut self.included } else { &mut self.excluded };
            values[facet as usize].push(value);
        }
    }
}

/// The number of the value that a slug names; "no source" is one of them.
fn value(base: &Base, facet: Facet, slug: &str) -> Option<u32> {
    let section = base.columns.section(facet);
    let table = &base.facets[facet as usize];
    let none = || u32::try_from(section.end.checked_sub(1)?).ok();
    if facet == Facet::Source && slug == NONE {
        return none();
    }
    if let Some(known) = table.known(slug) {
        return u32::try_from(section.start + known as usize).ok();
    }
    if facet == Facet::Source && fold(slug) == NONE {
        return none();
    }
    let known = table.find(facet, slug)?;
    u32::try_from(section.start + known as usize).ok()
}
