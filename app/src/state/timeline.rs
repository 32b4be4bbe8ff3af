//! The timeline's geometry: what it shows of the archive, and a bar for each part of that. Whole numbers only, so that
//! server and browser draw the same.

use catalog::{DayCount, MonthCount};
use domain::{Day, Month, PartialDate};

/// From so many months on, a bar of the whole archive is a year.
const MOST_MONTHS: i32 = 300;
/// Width of a bar with its gap, and of the bar alone.
const STEP: usize = 10;
const WIDTH: usize = 8;
/// Height of the drawing, in tenths.
const HEIGHT: u32 = 480;
/// Height of the lowest bar, in tenths: one article must be seen.
const LEAST: u32 = 24;

/// How much of the archive the timeline shows: as one goes in, a year month by month, a month day by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// All of it.
    Whole,
    /// The months of a year.
    Year(i16),
    /// The days of a month.
    Month(Month),
}

impl Scale {
    /// What a period asks for: the month that it lies in, else the year, where the archive has posts in it.
    #[must_use]
    pub fn of((from, to): (Option<PartialDate>, Option<PartialDate>), all: &[MonthCount]) -> Self {
        let (Some(first), Some(last)) = (from.map(PartialDate::first), to.map(PartialDate::last)) else {
            return Self::Whole;
        };
        let year = first.year;
        if year != last.year || !all.iter().any(|counted| counted.month.year == year) {
            return Self::Whole;
        }
        let month = first.month();
        if month == last.month() && count(all, month) > 0 { Self::Month(month) } else { Self::Year(year) }
    }

    /// Whether all that another shows is in it.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        match (self, other) {
            (Self::Year(year), Self::Month(month)) => month.year == year,
            (Self::Whole, _) => true,
            _ => self == other,
        }
    }

    /// What it shows, as a period; None is all.
    #[must_use]
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Self::Whole => None,
            Self::Year(year) => Some(PartialDate::Year(year)),
            Self::Month(month) => Some(PartialDate::Month(month)),
        }
    }
}

/// A bar: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub date: PartialDate,
    /// Posts in the whole archive.
    pub all: u32,
    /// Posts that match, its own date aside.
    pub matching: u32,
}

/// The bars of what is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// In order, none left out.
    pub bars: Vec<Bar>,
}

impl Axis {
    /// The axis of an archive, `all` its months; `matching` are those that match a filter, `days` those of the month
    /// that is shown.
    #[must_use]
    pub fn new(scale: Scale, all: &[MonthCount], matching: &[MonthCount], days: &[DayCount]) -> Self {
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Self::default() };
        let mut bars: Vec<Bar> = Vec::new();
        if let Scale::Month(month) = scale {
            let mut day = PartialDate::Month(month).first();
            while day.month() == month {
                let counted = days.iter().find(|counted| counted.day == day.day);
                let (all, matching) = counted.map_or((0, 0), |counted| (counted.all, counted.matching));
                bars.push(Bar { date: PartialDate::Day(day), all, matching });
                day = day.next();
            }
            return Self { bars };
        }
        let by_year = scale == Scale::Whole && last.month.since(first.month) >= MOST_MONTHS;
        // Years are whole: each is as wide as any other, and what stands for it too.
        let (first, last) = match scale {
            Scale::Year(year) => (year, year),
            _ => (first.month.year, last.month.year),
        };
        let (mut month, end) = (Month { year: first, month: 1 }, Month { year: last, month: 12 });
        while month <= end {
            if !by_year || month.month == 1 {
                let date = if by_year { PartialDate::Year(month.year) } else { PartialDate::Month(month) };
                bars.push(Bar { date, all: 0, matching: 0 });
            }
            if let Some(bar) = bars.last_mut() {
                bar.all += count(all, month);
                bar.matching += count(matching, month);
            }
            month = month.next();
        }
        Self { bars }
    }

    /// Whether every bar is a month.
    #[must_use]
    pub fn is_by_month(&self) -> bool {
        self.bars.first().is_some_and(|bar| matches!(bar.date, PartialDate::Month(_)))
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

    /// The same in fewer numbers, for a table: the whole archive year by year, what one went into bar by bar.
    #[must_use]
    pub fn rows(&self, scale: Scale) -> Vec<Bar> {
        if scale != Scale::Whole {
            return self.bars.clone();
        }
        let mut years: Vec<Bar> = Vec::new();
        for bar in &self.bars {
            let Day { year, .. } = bar.date.first();
            let date = PartialDate::Year(year);
            match years.last_mut().filter(|last| last.date == date) {
                Some(last) => (last.all, last.matching) = (last.all + bar.all, last.matching + bar.matching),
                None => years.push(Bar { date, ..*bar }),
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

    fn said(axis: &Axis) -> String {
        axis.bars
            .iter()
            .map(|bar| format!("{}={}/{}", bar.date, bar.matching, bar.all))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn every_month_of_its_years_has_its_bar() {
        let axis = Axis::new(Scale::Whole, &months("2017-11=4 2018-02=8"), &months("2018-02=2"), &[]);
        assert!(said(&axis).starts_with("2017-01=0/0 2017-02=0/0 "), "{}", said(&axis));
        assert!(said(&axis).contains(" 2017-11=0/4 2017-12=0/0 2018-01=0/0 2018-02=2/8 "), "{}", said(&axis));
        assert!(said(&axis).ends_with(" 2018-12=0/0"), "{}", said(&axis));
        assert_eq!(axis.outline(|bar| bar.all), "M101 48v-24.0h8v24.0zM131 48v-48.0h8v48.0z");
        let rows = Axis { bars: axis.rows(Scale::Whole) };
        assert_eq!(said(&rows), "2017=0/4 2018=2/8");
    }

    #[test]
    fn a_long_archive_has_a_bar_a_year() {
        let axis = Axis::new(Scale::Whole, &months("1990-03=1 2020-07=2"), &[], &[]);
        assert_eq!(axis.bars.len(), 31);
        assert_eq!(axis.bars.first().map(|b| (b.date, b.all)), Some((PartialDate::Year(1990), 1)));
    }

    #[test]
    fn a_period_leads_into_its_year_or_month_where_there_are_posts() {
        let all = months("2017-11=4 2018-02=8 2018-05=1");
        for (from, to, scale) in [
            ("", "", Scale::Whole),
            ("2018", "", Scale::Whole),
            ("2017", "2018", Scale::Whole),
            ("2016", "2016", Scale::Whole),
            ("2018", "2018", Scale::Year(2018)),
            ("2018-02", "2018-05-03", Scale::Year(2018)),
            ("2018-02", "2018-02", Scale::Month(Month { year: 2018, month: 2 })),
            ("2018-02-03", "2018-02-09", Scale::Month(Month { year: 2018, month: 2 })),
            ("2018-03", "2018-03", Scale::Year(2018)),
        ] {
            assert_eq!(Scale::of((from.parse().ok(), to.parse().ok()), &all), scale, "{from} {to}");
        }
    }

    #[test]
    fn what_is_shown_holds_what_one_goes_into() {
        let month = Scale::Month(Month { year: 2018, month: 2 });
        for (outer, inner, holds) in [
            (Scale::Whole, month, true),
            (Scale::Year(2018), month, true),
            (Scale::Year(2017), month, false),
            (Scale::Year(2018), Scale::Whole, false),
            (month, Scale::Year(2018), false),
            (month, month, true),
        ] {
            assert_eq!(outer.holds(inner), holds, "{outer:?} {inner:?}");
        }
    }

    #[test]
    fn a_year_has_all_its_months_and_a_month_all_its_days() {
        let all = months("2017-11=4 2018-02=8");
        let year = Axis::new(Scale::Year(2018), &all, &months("2018-02=2"), &[]);
        assert_eq!((year.bars.len(), said(&year).contains("2018-02=2/8")), (12, true));
        assert_eq!(year.rows(Scale::Year(2018)), year.bars);
        let february = Scale::Month(Month { year: 2018, month: 2 });
        let days = [DayCount { day: 3, all: 5, matching: 1 }, DayCount { day: 28, all: 3, matching: 0 }];
        let month = Axis::new(february, &all, &[], &days);
        assert_eq!(month.bars.len(), 28);
        let counted: Vec<String> =
            said(&month).split(' ').filter(|bar| !bar.ends_with("=0/0")).map(str::to_owned).collect();
        assert_eq!(counted, ["2018-02-03=1/5", "2018-02-28=0/3"]);
    }

    #[test]
    fn a_period_touches_bars() {
        let axis = Axis::new(Scale::Whole, &months("2017-11=4 2018-02=8"), &[], &[]);
        let span = |from: &str, to: &str| axis.span(from.parse().ok(), to.parse().ok());
        assert_eq!(span("2018", "2018"), Some((12, 23)));
        assert_eq!(span("2017-12-15", ""), Some((11, 23)));
        assert_eq!(span("", "2017"), Some((0, 11)));
        assert_eq!(span("2019", ""), None);
        assert_eq!(span("", ""), None);
    }

    #[test]
    fn an_empty_archive_has_no_bars() {
        assert_eq!(Axis::new(Scale::Whole, &[], &[], &[]), Axis::default());
    }
}
