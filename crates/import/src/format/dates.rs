//! Recorded dates to moments.

use domain::Moment;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A longer offset does not exist on a clock: the two times are not of one moment.
const LONGEST_OFFSET_MINUTES: i64 = 14 * 60;

/// What a recorded date was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub moment: Option<Moment>,
    /// What could not be taken as recorded.
    pub warning: Option<String>,
}

/// A local time and its UTC counterpart, as WordPress records them (`2018-07-12 09:30:00`).
///
/// The offset is that of this very post: local minus UTC. Where that is no offset, the zone's for that local time.
pub(crate) fn local_and_utc(local: &str, utc: &str, zone: &TimeZone) -> Dated {
    let Some(local_time) = parse_plain(local) else {
        // Without a local time the UTC one still says when.
        let moment = parse_plain(utc).and_then(|utc| in_zone_of_utc(utc, zone));
        let warning = moment.is_some().then(|| "it has no local date: reckoned from its UTC date".to_owned());
        return Dated { moment, warning };
    };
    let Some(utc_time) = parse_plain(utc) else {
        return Dated {
            moment: in_zone(local_time, zone),
            warning: Some("its UTC date is unusable: the archive's zone was taken".into()),
        };
    };
    match offset_between(local_time, utc_time) {
        Some(offset) => Dated { moment: Moment::from_local(local_time, offset), warning: None },
        None => Dated {
            moment: in_zone(local_time, zone),
            warning: Some(
                "its local and UTC dates do not belong together: the archive's zone was taken".into(),
            ),
        },
    }
}

/// Local minus UTC in minutes, where that is an offset a clock can have.
fn offset_between(local: DateTime, utc: DateTime) -> Option<i16> {
    let seconds = local.duration_since(utc).as_secs();
    let minutes = seconds / 60;
    let usable = seconds % 60 == 0 && minutes % 15 == 0 && minutes.abs() <= LONGEST_OFFSET_MINUTES;
    i16::try_from(minutes).ok().filter(|_| usable)
}

/// A moment of a local time in a zone. In an hour that does not exist or exists twice, as clocks are read: the
/// offset before the change.
pub(crate) fn in_zone(local: DateTime, zone: &TimeZone) -> Option<Moment> {
    let zoned = zone.to_ambiguous_zoned(local).compatible().ok()?;
    Moment::from_local(zoned.datetime(), i16::try_from(zoned.offset().seconds() / 60).ok()?)
}

fn in_zone_of_utc(utc: DateTime, zone: &TimeZone) -> Option<Moment> {
    let instant = TimeZone::UTC.to_timestamp(utc).ok()?;
    let offset = zone.to_offset(instant);
    Moment::from_local(offset.to_datetime(instant), i16::try_from(offset.seconds() / 60).ok()?)
}

/// `2018-07-12 09:30:00`, or with a T, or without a time. None for WordPress's “no date” (`0000-00-00 00:00:00`).
pub(crate) fn parse_plain(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let mut parts = date.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let day: i8 = parts.next()?.parse().ok()?;
    let mut clock = time.trim().trim_end_matches('Z').split(':').map(str::parse::<i8>);
    let hour = clock.next()?.ok()?;
    let minute = clock.next().unwrap_or(Ok(0)).ok()?;
    let second = clock.next().unwrap_or(Ok(0)).ok()?;
    if parts.next().is_some() || year < 1 {
        return None;
    }
    DateTime::new(year, month, day, hour, minute, second, 0).ok()
}

/// A date as feeds write it (`Thu, 12 Jul 2018 07:30:00 +0000`). None for “Mon, 30 Nov -0001”.
pub(crate) fn parse_feed_date(text: &str) -> Option<Moment> {
    let zoned = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    Moment::from_local(zoned.datetime(), i16::try_from(zoned.offset().seconds() / 60).ok()?)
}

/// A date as pages write it: `2018-07-12T09:30:00+02:00`, its offset kept; without one, in the zone given.
pub(crate) fn parse_page_date(text: &str, zone: &TimeZone) -> Dated {
    let text = text.trim();
    let with_offset = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok();
    let offset = with_offset.as_ref().and_then(jiff::fmt::temporal::Pieces::to_numeric_offset);
    let local = with_offset
        .as_ref()
        .map(|pieces| pieces.date().to_datetime(pieces.time().unwrap_or(jiff::civil::Time::midnight())));
    match (local, offset) {
        (Some(local), Some(offset)) => {
            let minutes = i16::try_from(offset.seconds() / 60).unwrap_or(0);
            Dated { moment: Moment::from_local(local, minutes), warning: None }
        }
        (Some(local), None) => Dated {
            moment: in_zone(local, zone),
            warning: Some("its date has no offset: the archive's zone was taken".into()),
        },
        (None, _) => Dated { moment: None, warning: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn the_offset_is_that_of_the_post_itself() {
        for (local, utc, moment, warned) in [
            ("2018-07-12 09:30:00", "2018-07-12 07:30:00", Some("2018-07-12T09:30:00+02:00"), false),
            ("2011-01-20 11:20:39", "2011-01-20 18:20:39", Some("2011-01-20T11:20:39-07:00"), false),
            ("2018-01-01 05:45:00", "2018-01-01 00:00:00", Some("2018-01-01T05:45:00+05:45"), false),
            ("2018-01-01 14:00:00", "2018-01-01 00:00:00", Some("2018-01-01T14:00:00+14:00"), false),
            ("2018-01-01 14:15:00", "2018-01-01 00:00:00", Some("2018-01-01T14:15:00+01:00"), true),
            ("2018-07-12 09:30:00", "2018-07-12 07:29:00", Some("2018-07-12T09:30:00+02:00"), true),
            ("2018-07-12 09:30:00", "0000-00-00 00:00:00", Some("2018-07-12T09:30:00+02:00"), true),
            ("2018-01-12 09:30:00", "", Some("2018-01-12T09:30:00+01:00"), true),
            ("2018-03-25 02:30:00", "", Some("2018-03-25T03:30:00+02:00"), true),
            ("", "2018-07-12 07:30:00", Some("2018-07-12T09:30:00+02:00"), true),
            ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None, false),
            ("2018-13-40 00:00:00", "", None, false),
            ("", "", None, false),
        ] {
            let dated = local_and_utc(local, utc, &paris());
            assert_eq!(dated.moment.map(|m| m.to_string()).as_deref(), moment, "{local} {utc}");
            assert_eq!(dated.warning.is_some(), warned, "{local} {utc}");
        }
    }

    #[test]
    fn feed_dates_are_read_and_the_year_before_christ_is_none() {
        assert_eq!(
            parse_feed_date("Thu, 12 Jul 2018 07:30:00 +0000").unwrap().to_string(),
            "2018-07-12T07:30:00+00:00"
        );
        assert_eq!(parse_feed_date("Mon, 30 Nov -0001 00:00:00 +0000"), None);
        assert_eq!(parse_feed_date(""), None);
    }

    #[test]
    fn a_page_keeps_its_offset() {
        let read = |text: &str| parse_page_date(text, &paris()).moment.map(|m| m.to_string());
        assert_eq!(read("2018-07-12T09:30:00+02:00").as_deref(), Some("2018-07-12T09:30:00+02:00"));
        assert_eq!(read("2018-07-12T07:30:00Z").as_deref(), Some("2018-07-12T07:30:00+00:00"));
        assert_eq!(read("2018-07-12 09:30").as_deref(), Some("2018-07-12T09:30:00+02:00"));
        assert_eq!(read("2018-07-12").as_deref(), Some("2018-07-12T00:00:00+02:00"));
        assert_eq!(read("hier"), None);
    }
}
