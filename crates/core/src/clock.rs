//! Dates as the services write them, as seconds since 1970.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// `20260102T030405Z`, as signatures want it.
pub(crate) fn stamp(seconds: u64) -> String {
    let (year, month, day) = date(seconds / 86_400);
    let time = seconds % 86_400;
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", time / 3600, time / 60 % 60, time % 60)
}

/// `2026-01-02T03:04:05.678Z`, in UTC, with or without a fraction.
pub(crate) fn parse_iso(text: &str) -> Option<u64> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_once(['T', ' '])?;
    let mut date = date.splitn(3, '-').map(str::parse::<u64>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    let mut time = time.splitn(3, ':').map(str::parse::<u64>);
    let (hour, minute, second) = (time.next()?.ok()?, time.next()?.ok()?, time.next()?.ok()?);
    let valid = (1970..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (valid && hour < 24 && minute < 60 && second <= 60)
        .then(|| days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, as HTTP writes dates.
pub(crate) fn parse_http(text: &str) -> Option<u64> {
    const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_once(", ")?.1.split(' ');
    let (day, month, year, time) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    parse_iso(&format!("{year}-{month}-{day}T{time}"))
}

/// Days since 1970, of a year that begins in March, so that the leap day comes last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - MARCH_0_TO_1970
}

/// Days from March of the year 0 to 1970.
const MARCH_0_TO_1970: u64 = 719_468;

/// Year, month and day of a number of days since 1970.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + MARCH_0_TO_1970;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
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
        for day in (0..60_000).step_by(17) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }

    #[test]
    fn dates_of_http_are_read() {
        assert_eq!(parse_http("Mon, 08 Jun 2020 02:39:00 GMT"), Some(1_591_583_940));
        assert_eq!(parse_http("Mon, 08 Jux 2020 02:39:00 GMT"), None);
        assert_eq!(parse_http("120"), None);
    }

    #[test]
    fn what_is_no_date_is_nothing() {
        for text in
            ["", "never", "2020-13-01T00:00:00Z", "2020-01-01", "T", "0000-01-01T00:00:00Z", "2020-01-01T25:00:00"]
        {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }
}
