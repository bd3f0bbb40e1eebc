//! Dates as the services write them, as seconds since 1970.

use std::time::{self, Duration};

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use crate::platform::{Instant, SystemTime, UNIX_EPOCH};

/// Now.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The end of a time that begins now; nothing where it is later than a clock can tell.
pub(crate) fn end_of(time: Duration) -> Option<Instant> {
    Instant::now().checked_add(time)
}

/// Whether an end comes before so much more time has passed.
pub(crate) fn is_over(end: Option<Instant>, time: Duration) -> bool {
    end.is_some_and(|end| Instant::now().checked_add(time).is_none_or(|then| then >= end))
}

/// `20260102T030405Z`, as signatures want it.
pub(crate) fn stamp(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `2026-01-02T03:04:05.678Z`; without a zone it is UTC.
pub(crate) fn parse_iso(text: &str) -> Option<u64> {
    let at = text.parse::<Timestamp>().ok();
    let at = at.or_else(|| Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok())?;
    u64::try_from(at.as_second()).ok()
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, as HTTP writes dates.
pub(crate) fn parse_http(text: &str) -> Option<u64> {
    let at = httpdate::parse_http_date(text).ok()?;
    at.duration_since(time::UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// A text of a reply as a point in time, where it is one in RFC 3339.
pub fn instant(text: Option<&str>) -> Option<time::SystemTime> {
    time::SystemTime::try_from(text?.parse::<Timestamp>().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_in_utc() {
        assert_eq!(stamp(0), "19700101T000000Z");
        assert_eq!(stamp(1_591_583_940), "20200608T023900Z");
        assert_eq!(stamp(951_782_400), "20000229T000000Z");
    }

    #[test]
    fn what_is_stamped_is_read_again() {
        assert_eq!(parse_iso("2020-06-08T02:39:00.000000Z"), Some(1_591_583_940));
        assert_eq!(parse_iso("2000-02-29 00:00:00"), Some(951_782_400));
        assert_eq!(parse_iso("2020-06-08T04:39:00+0200"), Some(1_591_583_940));
    }

    #[test]
    fn dates_of_http_are_read() {
        assert_eq!(parse_http("Mon, 08 Jun 2020 02:39:00 GMT"), Some(1_591_583_940));
        assert_eq!(parse_http("Mon, 08 Jux 2020 02:39:00 GMT"), None);
        assert_eq!(parse_http("120"), None);
    }

    #[test]
    fn what_is_no_date_is_nothing() {
        for text in [
            "",
            "never",
            "2020-13-01T00:00:00Z",
            "T",
            "0000-01-01T00:00:00Z",
            "2020-01-01T25:00:00",
            "2020-02-30 00:00",
        ] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_names_its_zone_is_a_point_in_time() {
        let at = instant(Some("2020-06-08T02:39:00.500Z")).unwrap();
        assert_eq!(at, UNIX_EPOCH + std::time::Duration::from_millis(1_591_583_940_500));
        assert_eq!(instant(Some("2020-06-08T02:39:00")), None);
        assert_eq!(instant(None), None);
    }
}
