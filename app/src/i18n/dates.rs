//! Days, months and periods in words.

use catalog::UiLang;
use domain::{Day, Month, PartialDate};

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT_FR: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_EN: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

fn name(names: &'static [&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// `juillet`, `July`.
fn month_name(lang: UiLang, month: i8) -> &'static str {
    match lang {
        UiLang::Fr => name(&MONTHS_FR, month),
        UiLang::En => name(&MONTHS_EN, month),
    }
}

/// `juil.`, `July`.
pub(super) fn month_short(lang: UiLang, month: i8) -> &'static str {
    match lang {
        UiLang::Fr => name(&SHORT_FR, month),
        UiLang::En => name(&SHORT_EN, month),
    }
}

/// `juillet 2018`.
pub(super) fn month(lang: UiLang, month: Month) -> String {
    format!("{} {}", month_name(lang, month.month), month.year)
}

/// `12 juillet 2018`, `1er octobre 2018`, `12 July 2018`.
pub(super) fn day(lang: UiLang, day: Day) -> String {
    format!("{} {}", day_of_month(lang, day.day), month(lang, day.month()))
}

/// `12 juil.`, without the year.
pub(super) fn day_short(lang: UiLang, day: Day) -> String {
    format!("{} {}", day_of_month(lang, day.day), month_short(lang, day.month))
}

/// `12`, `1er`.
pub(super) fn day_of_month(lang: UiLang, day: i8) -> String {
    match (lang, day) {
        (UiLang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

fn partial(lang: UiLang, date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(m) => month(lang, m),
        PartialDate::Day(d) => day(lang, d),
    }
}

/// A period in few words: `juillet 2018`, `juin – juil. 2018`, `depuis 2017`, `jusqu’au 12 juillet 2018`.
pub(super) fn period(lang: UiLang, from: Option<PartialDate>, to: Option<PartialDate>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), None) => since(lang, from),
        (None, Some(to)) => until(lang, to),
        (Some(from), Some(to)) if from == to => partial(lang, from),
        (Some(from), Some(to)) => between(lang, from, to),
    }
}

fn since(lang: UiLang, from: PartialDate) -> String {
    let date = partial(lang, from);
    match (lang, from) {
        (UiLang::Fr, PartialDate::Day(_)) => format!("depuis le {date}"),
        (UiLang::Fr, _) => format!("depuis {date}"),
        (UiLang::En, _) => format!("since {date}"),
    }
}

fn until(lang: UiLang, to: PartialDate) -> String {
    let date = partial(lang, to);
    match (lang, to) {
        (UiLang::Fr, PartialDate::Day(_)) => format!("jusqu’au {date}"),
        (UiLang::Fr, _) => format!("jusqu’en {date}"),
        (UiLang::En, _) => format!("until {date}"),
    }
}

fn between(lang: UiLang, from: PartialDate, to: PartialDate) -> String {
    let (first, last) = (shape(from), shape(to));
    let one_year = first.0 == last.0;
    let start = match (first, one_year) {
        ((year, None, _), _) => year.to_string(),
        ((year, Some(month), None), false) => format!("{} {year}", month_short(lang, month)),
        ((_, Some(month), None), true) => month_short(lang, month).to_owned(),
        ((year, Some(month), Some(day)), false) => {
            format!("{} {} {year}", day_of_month(lang, day), month_short(lang, month))
        }
        ((_, Some(month), Some(day)), true) if last.1 == Some(month) && last.2.is_some() => {
            day_of_month(lang, day)
        }
        ((_, Some(month), Some(day)), true) => {
            format!("{} {}", day_of_month(lang, day), month_short(lang, month))
        }
    };
    let end = match last {
        (year, None, _) => year.to_string(),
        (year, Some(month), None) => format!("{} {year}", month_short(lang, month)),
        (year, Some(month), Some(day)) => {
            format!("{} {} {year}", day_of_month(lang, day), month_short(lang, month))
        }
    };
    format!("{start}\u{a0}– {end}")
}

fn shape(date: PartialDate) -> (i16, Option<i8>, Option<i8>) {
    match date {
        PartialDate::Year(year) => (year, None, None),
        PartialDate::Month(month) => (month.year, Some(month.month), None),
        PartialDate::Day(day) => (day.year, Some(day.month), Some(day.day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        text.parse().ok()
    }

    #[test]
    fn a_day_reads_as_people_write_it() {
        let written = |lang, text: &str| match date(text) {
            Some(PartialDate::Day(given)) => day(lang, given),
            _ => String::new(),
        };
        assert_eq!(written(UiLang::Fr, "2018-07-12"), "12 juillet 2018");
        assert_eq!(written(UiLang::Fr, "2018-10-01"), "1er octobre 2018");
        assert_eq!(written(UiLang::En, "2018-10-01"), "1 October 2018");
    }

    #[test]
    fn a_period_takes_few_words() {
        for (from, to, french) in [
            ("2018-07", "2018-07", "juillet 2018"),
            ("2018-06", "2018-07", "juin\u{a0}– juil. 2018"),
            ("2017-12", "2018-02", "déc. 2017\u{a0}– févr. 2018"),
            ("2014", "2018", "2014\u{a0}– 2018"),
            ("2018-10-09", "2018-10-11", "9\u{a0}– 11 oct. 2018"),
            ("2018-10-09", "2018-11-01", "9 oct.\u{a0}– 1er nov. 2018"),
            ("2018", "2019-02", "2018\u{a0}– févr. 2019"),
            ("2018-10-09", "2018-10", "9 oct.\u{a0}– oct. 2018"),
            ("2017", "", "depuis 2017"),
            ("2018-07-12", "", "depuis le 12 juillet 2018"),
            ("", "2018-07", "jusqu’en juillet 2018"),
            ("", "2018-07-12", "jusqu’au 12 juillet 2018"),
            ("", "", ""),
        ] {
            assert_eq!(period(UiLang::Fr, date(from), date(to)), french, "{from} to {to}");
        }
    }
}
