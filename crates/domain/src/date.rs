//! Days, months and moments. A post's day is its local day, with the offset it was written at; order is by instant.

use jiff::civil;
use jiff::tz::Offset;
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
        civil::Date::new(year, month, day).ok().filter(|_| year >= 1)?;
        Some(Self { year, month, day })
    }

    /// Its month.
    #[must_use]
    pub fn month(self) -> Month {
        Month { year: self.year, month: self.month }
    }

    /// The next day, or the same at the end of time (31 December 9999).
    #[must_use]
    pub fn next(self) -> Self {
        self.civil().tomorrow().map_or(self, Self::from_civil)
    }

    /// Day of the week, Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from(self.civil().weekday().to_monday_zero_offset()).unwrap_or(0)
    }

    fn civil(self) -> civil::Date {
        civil::Date::new(self.year, self.month, self.day).unwrap_or(civil::Date::ZERO)
    }

    fn from_civil(date: civil::Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
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
            Self::Month(m) => Day::from_civil(self.first().civil().last_of_month()).in_month(m),
            Self::Day(day) => day,
        }
    }
}

impl Day {
    fn in_month(self, month: Month) -> Self {
        Self { year: month.year, month: month.month, ..self }
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
        let utc = local.to_zoned(Offset::UTC.to_time_zone()).ok()?.timestamp().as_second();
        let moment = Self { unix: utc - i64::from(offset_minutes) * 60, offset_minutes };
        moment.checked_local().map(|_| moment)
    }

    /// The time on the clock of that place. Outside the years 1 to 9999: the nearest that exists.
    #[must_use]
    pub fn local(self) -> civil::DateTime {
        self.checked_local().unwrap_or(civil::DateTime::constant(1, 1, 1, 0, 0, 0, 0))
    }

    fn checked_local(self) -> Option<civil::DateTime> {
        let seconds = self.unix.checked_add(i64::from(self.offset_minutes) * 60)?;
        let local = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
        (local.year() >= 1).then_some(local)
    }

    /// The day there.
    #[must_use]
    pub fn day(self) -> Day {
        Day::from_civil(self.local().date())
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
        let local = self.local();
        let (sign, minutes) =
            if self.offset_minutes < 0 { ('-', -self.offset_minutes) } else { ('+', self.offset_minutes) };
        write!(
            f,
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            self.day(),
            local.hour(),
            local.minute(),
            local.second(),
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

    #[test]
    fn days_follow_each_other_over_month_and_year() {
        assert_eq!(Day::new(2023, 12, 31).unwrap().next().to_string(), "2024-01-01");
        assert_eq!(Day::new(2018, 7, 12).unwrap().weekday(), 3);
        assert_eq!(Month { year: 2019, month: 2 }.since(Month { year: 2018, month: 11 }), 3);
    }
}
