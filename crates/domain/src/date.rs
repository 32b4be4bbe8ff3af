//! Days, months and moments. A post's day is its local day, with the offset it was written at; order is by instant.

use jiff::civil;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
}

impl Day {
    /// A day that exists. None for 30 February, month 13 or year 0.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let exists = (1..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Its month.
    #[must_use]
    pub fn month(self) -> Month {
        Month { year: self.year, month: self.month }
    }

    /// The next day, or the same at the end of time (31 December 9999).
    #[must_use]
    pub fn next(self) -> Self {
        if self.day < days_in(self.year, self.month) {
            return Self { day: self.day + 1, ..self };
        }
        let Month { year, month } = self.month().next();
        if year > LAST_YEAR { self } else { Self { year, month, day: 1 } }
    }

    /// Day of the week, Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        u8::try_from((self.since_1970() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// How many days lie between 1 January 1970 and this day.
    fn since_1970(self) -> i64 {
        let year = i64::from(self.year) - 1;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let months: i64 = (1..self.month).map(|month| i64::from(days_in(self.year, month))).sum();
        year * 365 + leap_days + months + i64::from(self.day) - 1 - DAYS_BEFORE_1970
    }

    /// The day that many days after 1 January 1970. None outside the years 1 to 9999.
    fn at_1970_plus(days: i64) -> Option<Self> {
        let days = days.checked_add(DAYS_BEFORE_1970)?;
        // The year by its mean length can be one too early or too late.
        let mut year = i16::try_from(days.checked_mul(400)?.div_euclid(DAYS_IN_400_YEARS) + 2).ok()?;
        let first_of = |year: i16| Self { year, month: 1, day: 1 }.since_1970() + DAYS_BEFORE_1970;
        while first_of(year) > days {
            year -= 1;
        }
        if !(1..=LAST_YEAR).contains(&year) {
            return None;
        }
        let mut left = i16::try_from(days - first_of(year)).ok()?;
        let mut month = 1;
        while left >= i16::from(days_in(year, month)) {
            left -= i16::from(days_in(year, month));
            month += 1;
        }
        Self::new(year, month, i8::try_from(left + 1).ok()?)
    }
}

/// The last year that a date is written in with four digits.
const LAST_YEAR: i16 = 9999;
/// Days from 1 January of the year 1 to 1 January 1970.
const DAYS_BEFORE_1970: i64 = 719_162;
/// After so many days the calendar repeats.
const DAYS_IN_400_YEARS: i64 = 146_097;

fn days_in(year: i16, month: i8) -> i8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
}

impl Month {
    /// The next month.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { month: self.month + 1, ..self }
        }
    }

    /// How many months lie between `earlier` and this one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month)
            - i32::from(earlier.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A year, a month or a day, as a filter says it: `2018`, `2018-07`, `2018-07-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// A whole year.
    Year(i16),
    /// A whole month.
    Month(Month),
    /// One day.
    Day(Day),
}

impl PartialDate {
    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        match self {
            Self::Year(year) => Day { year, month: 1, day: 1 },
            Self::Month(m) => Day { year: m.year, month: m.month, day: 1 },
            Self::Day(day) => day,
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        match self {
            Self::Year(year) => Day { year, month: 12, day: 31 },
            Self::Month(Month { year, month }) => Day { year, month, day: days_in(year, month) },
            Self::Day(day) => day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(month) => month.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// What is no date: what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let refuse = || NotADate(text.to_owned());
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Result<Option<i16>, NotADate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| refuse())
                }
                Some(_) => Err(refuse()),
            }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(refuse());
        }
        let narrow = |n: i16| i8::try_from(n).map_err(|_| refuse());
        let year = year.filter(|y| *y >= 1).ok_or_else(refuse)?;
        match (month, day) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => {
                Day::new(year, narrow(month)?, 1).map(|day| Self::Month(day.month())).ok_or_else(refuse)
            }
            (Some(month), Some(day)) => {
                Day::new(year, narrow(month)?, narrow(day)?).map(Self::Day).ok_or_else(refuse)
            }
        }
    }
}

const SECONDS_IN_A_DAY: i64 = 86_400;

/// An instant with the offset of the place where it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix: i64,
    /// Local time minus UTC, in minutes.
    pub offset_minutes: i16,
}

impl Moment {
    /// A moment of a local time and its offset in minutes. None outside the years 1 to 9999.
    #[must_use]
    pub fn from_local(local: civil::DateTime, offset_minutes: i16) -> Option<Self> {
        let day = Day::new(local.year(), local.month(), local.day())?;
        let seconds =
            (i64::from(local.hour()) * 60 + i64::from(local.minute())) * 60 + i64::from(local.second());
        let unix = day.since_1970() * SECONDS_IN_A_DAY + seconds - i64::from(offset_minutes) * 60;
        Some(Self { unix, offset_minutes })
    }

    /// The day there, and the seconds since its midnight. Outside the years 1 to 9999: the first moment of year 1.
    fn clock(self) -> (Day, i64) {
        let local = self.unix.saturating_add(i64::from(self.offset_minutes) * 60);
        match Day::at_1970_plus(local.div_euclid(SECONDS_IN_A_DAY)) {
            Some(day) => (day, local.rem_euclid(SECONDS_IN_A_DAY)),
            None => (Day { year: 1, month: 1, day: 1 }, 0),
        }
    }

    /// The day there.
    #[must_use]
    pub fn day(self) -> Day {
        self.clock().0
    }

    /// The month there.
    #[must_use]
    pub fn month(self) -> Month {
        self.day().month()
    }
}

/// RFC 3339 with the offset: `2018-07-12T09:30:00+02:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, seconds) = self.clock();
        let (sign, minutes) =
            if self.offset_minutes < 0 { ('-', -self.offset_minutes) } else { ('+', self.offset_minutes) };
        write!(
            f,
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            day,
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            minutes / 60,
            minutes % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_read_and_write_the_same() {
        for text in ["2018", "2018-07", "2018-07-12", "2024-02-29", "0987"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused_by_what_was_written() {
        for text in [
            "",
            "2018-13",
            "2018-02-30",
            "2023-02-29",
            "18",
            "2018-7",
            "2018-07-12-1",
            "0000",
            "+018",
            "hier",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate(text.into())), "{text}");
        }
    }

    #[test]
    fn a_span_includes_both_its_ends() {
        let span = |text: &str| {
            let date: PartialDate = text.parse().unwrap();
            format!("{} {}", date.first(), date.last())
        };
        assert_eq!(span("2018"), "2018-01-01 2018-12-31");
        assert_eq!(span("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(span("2018-07-12"), "2018-07-12 2018-07-12");
    }

    #[test]
    fn a_moment_keeps_its_own_clock() {
        let local = civil::DateTime::constant(2018, 7, 2, 0, 30, 0, 0);
        let moment = Moment::from_local(local, 120).unwrap();
        assert_eq!(moment.to_string(), "2018-07-02T00:30:00+02:00");
        assert_eq!(moment.unix, 1_530_484_200);
        assert_eq!(moment.day().to_string(), "2018-07-02");
        assert_eq!(
            Moment { unix: moment.unix, offset_minutes: -420 }.to_string(),
            "2018-07-01T15:30:00-07:00"
        );
    }

    /// Our arithmetic against a library's, which the browser's module has no room for.
    #[test]
    fn days_are_those_of_the_library() {
        let epoch = civil::date(1970, 1, 1);
        for (first, last) in [(1, 5), (1896, 2104), (2396, 2404), (9996, 9999)] {
            let mut day = Day::new(first, 1, 1).unwrap();
            while day.year <= last {
                let date = civil::date(day.year, day.month, day.day);
                assert_eq!(day.since_1970(), i64::from(epoch.until(date).unwrap().get_days()), "{day}");
                assert_eq!(Day::at_1970_plus(day.since_1970()), Some(day));
                assert_eq!(day.weekday(), date.weekday().to_monday_zero_offset() as u8, "{day}");
                let end = PartialDate::Month(day.month()).last();
                assert_eq!(end.day, date.last_of_month().day(), "{day}");
                let Ok(tomorrow) = date.tomorrow() else { break };
                day = day.next();
                assert_eq!(
                    (day.year, day.month, day.day),
                    (tomorrow.year(), tomorrow.month(), tomorrow.day())
                );
            }
        }
    }

    #[test]
    fn the_calendar_has_two_ends() {
        let (first, last) = (Day::new(1, 1, 1).unwrap(), Day::new(9999, 12, 31).unwrap());
        assert_eq!(last.next(), last);
        assert_eq!(Day::at_1970_plus(first.since_1970() - 1), None);
        assert_eq!(Day::at_1970_plus(last.since_1970() + 1), None);
        for days in [i64::MIN, i64::MIN / 400, i64::MAX / 400, i64::MAX] {
            assert_eq!(Day::at_1970_plus(days), None);
        }
        for (year, month, day) in [(0, 12, 31), (-1, 1, 1), (10_000, 1, 1), (2018, 0, 1), (2018, 1, 0)] {
            assert_eq!(Day::new(year, month, day), None);
        }
    }

    #[test]
    fn a_moment_outside_of_time_is_the_first() {
        for unix in [i64::MIN, i64::MAX, 253_402_300_800, -62_135_596_801] {
            let moment = Moment { unix, offset_minutes: 0 };
            assert_eq!(moment.to_string(), "0001-01-01T00:00:00+00:00", "{unix}");
        }
        let last = Moment { unix: 253_402_300_799, offset_minutes: 0 };
        assert_eq!(last.to_string(), "9999-12-31T23:59:59+00:00");
        assert_eq!(Moment { offset_minutes: 1, ..last }.day().to_string(), "0001-01-01");
        assert_eq!(Moment::from_local(civil::DateTime::constant(0, 12, 31, 0, 0, 0, 0), 0), None);
    }

    #[test]
    fn days_follow_each_other_over_month_and_year() {
        assert_eq!(Day::new(2023, 12, 31).unwrap().next().to_string(), "2024-01-01");
        assert_eq!(Day::new(2018, 7, 12).unwrap().weekday(), 3);
        assert_eq!(Month { year: 2019, month: 2 }.since(Month { year: 2018, month: 11 }), 3);
    }
}
