//! The timeline's geometry: one bar a month, or a year where the archive is very long. Whole numbers only, so that
//! server and browser draw the same.

use catalog::MonthCount;
use domain::{Day, Month, PartialDate};

/// From so many months on, a bar is a year.
const MOST_MONTHS: i32 = 300;
/// Width of a bar with its gap, and of the bar alone.
const STEP: usize = 10;
const WIDTH: usize = 8;
/// Height of the drawing, in tenths.
const HEIGHT: u32 = 480;
/// Height of the lowest bar, in tenths: one article must be seen.
const LEAST: u32 = 24;

/// A bar: a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub date: PartialDate,
    /// Posts in the whole archive.
    pub all: u32,
    /// Posts that match, its own date aside.
    pub matching: u32,
    /// The year that begins here, for the axis' labels.
    pub begins: Option<i16>,
}

/// The bars from the archive's first month to its last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// In order, none left out.
    pub bars: Vec<Bar>,
}

impl Axis {
    /// The axis of an archive; `matching` are the months that match a filter.
    #[must_use]
    pub fn new(all: &[MonthCount], matching: &[MonthCount]) -> Self {
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Self::default() };
        let by_year = last.month.since(first.month) >= MOST_MONTHS;
        let mut bars: Vec<Bar> = Vec::new();
        let mut month = if by_year { Month { year: first.month.year, month: 1 } } else { first.month };
        while month <= last.month {
            let january = month.month == 1 || bars.is_empty();
            if !by_year || january {
                let date = if by_year { PartialDate::Year(month.year) } else { PartialDate::Month(month) };
                bars.push(Bar { date, all: 0, matching: 0, begins: january.then_some(month.year) });
            }
            if let Some(bar) = bars.last_mut() {
                bar.all += count(all, month);
                bar.matching += count(matching, month);
            }
            month = month.next();
        }
        Self { bars }
    }

    /// The drawing's own width; its height is 48.
    #[must_use]
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", self.bars.len() * STEP, HEIGHT / 10)
    }

    /// The outline of all bars, or of the part that matches.
    #[must_use]
    pub fn outline(&self, height: impl Fn(&Bar) -> u32) -> String {
        let most = u64::from(self.bars.iter().map(|bar| bar.all).max().unwrap_or(0).max(1));
        let mut path = String::new();
        for (index, bar) in self.bars.iter().enumerate() {
            let count = u64::from(height(bar));
            if count == 0 {
                continue;
            }
            let tenths =
                u32::try_from(count * u64::from(HEIGHT) / most).unwrap_or(HEIGHT).clamp(LEAST, HEIGHT);
            let (x, h) = (index * STEP + (STEP - WIDTH) / 2, format!("{}.{}", tenths / 10, tenths % 10));
            path.push_str(&format!("M{x} {}v-{h}h{WIDTH}v{h}z", HEIGHT / 10));
        }
        path
    }

    /// The bars that a period touches: first and last index.
    #[must_use]
    pub fn span(&self, from: Option<PartialDate>, to: Option<PartialDate>) -> Option<(usize, usize)> {
        if from.is_none() && to.is_none() {
            return None;
        }
        let touched = |bar: &Bar| {
            from.is_none_or(|from: PartialDate| bar.date.last() >= from.first())
                && to.is_none_or(|to: PartialDate| bar.date.first() <= to.last())
        };
        let first = self.bars.iter().position(touched)?;
        let last = self.bars.iter().rposition(touched)?;
        Some((first, last))
    }

    /// Where a span stands in the drawing: x and width.
    #[must_use]
    pub fn place((first, last): (usize, usize)) -> (usize, usize) {
        (first * STEP, (last + 1 - first) * STEP)
    }

    /// The period between two bars, in either direction.
    #[must_use]
    pub fn between(&self, one: usize, other: usize) -> Option<(PartialDate, PartialDate)> {
        let (first, last) = (self.bars.get(one.min(other))?, self.bars.get(one.max(other))?);
        Some((first.date, last.date))
    }

    /// Posts of each year: year, whole archive, matching.
    #[must_use]
    pub fn years(&self) -> Vec<(i16, u32, u32)> {
        let mut years: Vec<(i16, u32, u32)> = Vec::new();
        for bar in &self.bars {
            let Day { year, .. } = bar.date.first();
            match years.last_mut().filter(|last| last.0 == year) {
                Some(last) => *last = (year, last.1 + bar.all, last.2 + bar.matching),
                None => years.push((year, bar.all, bar.matching)),
            }
        }
        years
    }
}

fn count(months: &[MonthCount], month: Month) -> u32 {
    months
        .binary_search_by_key(&month, |counted| counted.month)
        .ok()
        .and_then(|at| months.get(at))
        .map_or(0, |m| m.count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(text: &str) -> Vec<MonthCount> {
        text.split_whitespace()
            .filter_map(|pair| {
                let (month, count) = pair.split_once('=')?;
                let Ok(PartialDate::Month(month)) = month.parse() else { return None };
                Some(MonthCount { month, count: count.parse().ok()? })
            })
            .collect()
    }

    #[test]
    fn every_month_has_its_bar() {
        let axis = Axis::new(&months("2017-11=4 2018-02=8"), &months("2018-02=2"));
        let said: Vec<String> =
            axis.bars.iter().map(|b| format!("{}={}/{}", b.date, b.matching, b.all)).collect();
        assert_eq!(said.join(" "), "2017-11=0/4 2017-12=0/0 2018-01=0/0 2018-02=2/8");
        assert_eq!(axis.bars.iter().filter_map(|b| b.begins).collect::<Vec<_>>(), [2017, 2018]);
        assert_eq!(axis.outline(|bar| bar.all), "M1 48v-24.0h8v24.0zM31 48v-48.0h8v48.0z");
        assert_eq!(axis.years(), [(2017, 4, 0), (2018, 8, 2)]);
    }

    #[test]
    fn a_long_archive_has_a_bar_a_year() {
        let axis = Axis::new(&months("1990-03=1 2020-07=2"), &[]);
        assert_eq!(axis.bars.len(), 31);
        assert_eq!(axis.bars.first().map(|b| (b.date, b.all)), Some((PartialDate::Year(1990), 1)));
    }

    #[test]
    fn a_period_touches_bars() {
        let axis = Axis::new(&months("2017-11=4 2018-02=8"), &[]);
        let span = |from: &str, to: &str| axis.span(from.parse().ok(), to.parse().ok());
        assert_eq!(span("2018", "2018"), Some((2, 3)));
        assert_eq!(span("2017-12-15", ""), Some((1, 3)));
        assert_eq!(span("", "2017"), Some((0, 1)));
        assert_eq!(span("2019", ""), None);
        assert_eq!(span("", ""), None);
        assert_eq!(axis.between(3, 1).map(|(a, b)| format!("{a} {b}")), Some("2017-12 2018-02".into()));
    }

    #[test]
    fn an_empty_archive_has_no_bars() {
        assert_eq!(Axis::new(&[], &[]), Axis::default());
    }
}
