//! Dates as feeds and headers write them.

use axum::http::HeaderValue;
use domain::Moment;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::Offset;

/// RFC 822 as RSS wants it, with the post's own offset: `Thu, 12 Jul 2018 09:30:00 +0200`.
pub(super) fn rfc822(moment: Moment) -> Option<String> {
    let offset = Offset::from_seconds(i32::from(moment.offset_minutes) * 60).ok()?;
    let zoned = Timestamp::from_second(moment.unix).ok()?.to_zoned(offset.to_time_zone());
    DateTimePrinter::new().zoned_to_string(&zoned).ok()
}

/// The date of a header: `Thu, 12 Jul 2018 07:30:00 GMT`.
pub(crate) fn http_date(moment: Moment) -> Option<HeaderValue> {
    let timestamp = Timestamp::from_second(moment.unix).ok()?;
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp).ok()?;
    HeaderValue::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_the_offset_it_was_written_at() {
        let moment = |offset_minutes| Moment { unix: 1_531_380_600, offset_minutes };
        for (offset, written) in [
            (120, "Thu, 12 Jul 2018 09:30:00 +0200"),
            (0, "Thu, 12 Jul 2018 07:30:00 +0000"),
            (-210, "Thu, 12 Jul 2018 04:00:00 -0330"),
            (-1020, "Wed, 11 Jul 2018 14:30:00 -1700"),
        ] {
            assert_eq!(rfc822(moment(offset)).as_deref(), Some(written));
        }
        assert_eq!(http_date(moment(120)).unwrap(), "Thu, 12 Jul 2018 07:30:00 GMT");
        let long_ago = Moment { unix: -62_000_000_000, offset_minutes: 9 };
        assert_eq!(rfc822(long_ago).as_deref(), Some("Tue, 19 Apr 0005 09:55:40 +0009"));
    }
}
