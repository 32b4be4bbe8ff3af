//! Which posts a filter leaves, and how many each value of each facet would give.
//!
//! Every constraint fails or passes each post by itself, as a bit. A post that fails nothing is in the list. A post
//! that fails one facet's own choice alone still counts in that facet.

use super::{Count, FacetCounts, MonthCount};
use crate::index::base::{Base, FacetTable, NO_MONTH, day_number};
use crate::query::{Facet, Filter, NONE, Remark, TagMatch};
use domain::fold;
use std::cmp::Reverse;

/// The bit of what no facet's counts leave out: words, and the tags under `match=all`.
const ALWAYS: u8 = 1 << 5;
const DATE: u8 = 1 << 4;

fn bit(facet: Facet) -> u8 {
    1 << facet as u8
}

/// For each post, the constraints it fails.
pub(super) struct Failures(Vec<u8>);

impl Failures {
    /// Tries a filter's facets and dates on every post, and remarks on slugs that nothing has.
    pub(super) fn of(base: &Base, filter: &Filter, remarks: &mut Vec<Remark>) -> Self {
        let mut failures = Self(vec![0; base.cards.len()]);
        for (facet, table) in Facet::ALL.into_iter().zip(&base.facets) {
            failures.try_facet(facet, table, filter, remarks);
        }
        failures.try_dates(base, filter);
        failures
    }

    /// No constraint at all.
    pub(super) fn none(base: &Base) -> Self {
        Self(vec![0; base.cards.len()])
    }

    /// Fails all posts but these. `matching` is in order.
    pub(super) fn keep_only(&mut self, matching: impl Iterator<Item = usize>) {
        let mut next = 0;
        for post in matching {
            self.0.get_mut(next..post).unwrap_or_default().iter_mut().for_each(|failed| *failed |= ALWAYS);
            next = post + 1;
        }
        self.0.get_mut(next..).unwrap_or_default().iter_mut().for_each(|failed| *failed |= ALWAYS);
    }

    /// The posts that pass everything, newest first.
    pub(super) fn passing(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.but(0)
    }

    /// The posts that pass everything, one constraint left out.
    fn but(&self, left_out: u8) -> impl DoubleEndedIterator<Item = usize> {
        self.0.iter().enumerate().filter(move |(_, failed)| **failed & !left_out == 0).map(|(post, _)| post)
    }

    fn try_facet(&mut self, facet: Facet, table: &FacetTable, filter: &Filter, remarks: &mut Vec<Remark>) {
        let choice = filter.choice(facet);
        if choice.is_empty() {
            return;
        }
        let chosen = Chosen::of(facet, table, choice, remarks);
        let all = facet == Facet::Tag && filter.tag_match == TagMatch::All;
        let failed_bit = if all { ALWAYS } else { bit(facet) };
        for (post, failed) in self.0.iter_mut().enumerate() {
            if !chosen.passes(table.of(post), all) {
                *failed |= failed_bit;
            }
        }
    }

    fn try_dates(&mut self, base: &Base, filter: &Filter) {
        if filter.from.is_none() && filter.to.is_none() {
            return;
        }
        let from = filter.from.map_or(1, |date| day_number(date.first()));
        let to = filter.to.map_or(u32::MAX, |date| day_number(date.last()));
        for (failed, day) in self.0.iter_mut().zip(&base.day_of) {
            // An undated post's day is 0, before every `from`.
            if *day < from || *day > to {
                *failed |= DATE;
            }
        }
    }

    /// Counts of every facet, each without its own choice.
    pub(super) fn counts(&self, base: &Base) -> FacetCounts {
        let [sources, tags, mentions, authors] = Facet::ALL.map(|facet| self.facet_counts(base, facet));
        let (months, undated) = self.month_counts(base);
        let [source_table, ..] = &base.facets;
        let without_source =
            self.but(bit(Facet::Source)).filter(|post| source_table.of(*post).is_empty()).count();
        FacetCounts {
            sources,
            tags,
            mentions,
            authors,
            months,
            without_source: u32::try_from(without_source).unwrap_or(u32::MAX),
            undated,
        }
    }

    /// Counts of months without `from` and `to`, and how many posts are undated.
    pub(super) fn month_counts(&self, base: &Base) -> (Vec<MonthCount>, u32) {
        let mut counts = vec![0; base.months.len()];
        let mut undated = 0;
        for post in self.but(DATE) {
            match base.month_of.get(post) {
                Some(&NO_MONTH) => undated += 1,
                Some(&month) => counts.get_mut(month as usize).into_iter().for_each(|count| *count += 1),
                None => {}
            }
        }
        let counted = base.months.iter().zip(counts).filter(|(_, count)| *count > 0);
        (counted.map(|(month, count)| MonthCount { month: *month, count }).collect(), undated)
    }

    /// Counts of a facet's values without its own choice.
    pub(super) fn facet_counts(&self, base: &Base, facet: Facet) -> Vec<Count> {
        let table = &base.facets[facet as usize];
        let mut counts = vec![0_u32; table.labels.len()];
        for post in self.but(bit(facet)) {
            for value in table.of(post) {
                counts[*value as usize] += 1;
            }
        }
        let mut counted: Vec<(Reverse<u32>, usize)> = counts
            .into_iter()
            .enumerate()
            .filter(|(_, n)| *n > 0)
            .map(|(value, n)| (Reverse(n), value))
            .collect();
        // Values are numbered by name: ties fall in the order of names.
        counted.sort_unstable();
        counted
            .into_iter()
            .map(|(Reverse(count), value)| {
                let label = &table.labels[value];
                Count { slug: label.slug.clone(), name: label.name.clone(), count }
            })
            .collect()
    }
}

/// A facet's choice with its slugs looked up.
struct Chosen {
    /// Something was asked for, known or not.
    asked: bool,
    /// How many known values were asked for.
    included: usize,
    /// Posts without a value are asked for.
    none: bool,
    /// Posts without a value are excluded.
    none_excluded: bool,
    /// Each value's state.
    state: Vec<Mark>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Mark {
    included: bool,
    excluded: bool,
}

impl Chosen {
    fn of(
        facet: Facet,
        table: &FacetTable,
        choice: &crate::query::Choice,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let mut chosen = Self {
            asked: !choice.include.is_empty(),
            included: 0,
            none: false,
            none_excluded: false,
            state: vec![Mark::default(); table.labels.len()],
        };
        let is_none = |slug: &str| facet == Facet::Source && fold(slug) == NONE;
        for slug in &choice.include {
            if is_none(slug) {
                chosen.none = true;
            } else if let Some(value) = table.find(facet, slug) {
                let mark = &mut chosen.state[value as usize];
                chosen.included += usize::from(!mark.included);
                mark.included = true;
            } else {
                remarks.push(Remark::Unknown(facet, slug.clone()));
            }
        }
        for slug in &choice.exclude {
            if is_none(slug) {
                chosen.none_excluded = true;
            } else if let Some(value) = table.find(facet, slug) {
                chosen.state[value as usize].excluded = true;
            }
        }
        chosen
    }

    fn passes(&self, values: &[u32], all: bool) -> bool {
        let (mut found, mut excluded) = (0, values.is_empty() && self.none_excluded);
        for value in values {
            let mark = self.state[*value as usize];
            found += usize::from(mark.included);
            excluded |= mark.excluded;
        }
        let included = if !self.asked {
            true
        } else if all {
            // Slugs that nothing has add nothing; alone, they leave nothing.
            self.included > 0 && found == self.included
        } else {
            found > 0 || (self.none && values.is_empty())
        };
        included && !excluded
    }
}
