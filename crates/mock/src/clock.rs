//! The mock's clock, which may go wrong on purpose, and the two spellings of time that the clouds use.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;

/// The mock's clock.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    /// Seconds that the mock is ahead of the machine.
    pub(crate) ahead: i64,
}

impl Clock {
    pub(crate) fn now(self) -> SystemTime {
        let offset = Duration::from_secs(self.ahead.unsigned_abs());
        let now = SystemTime::now();
        if self.ahead < 0 { now - offset } else { now + offset }
    }
}

/// Seconds since 1970 of a time before which nothing here happens.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The distance of two times, whichever is first.
pub(crate) fn distance(a: SystemTime, b: SystemTime) -> Duration {
    a.duration_since(b).unwrap_or_else(|negative| negative.duration())
}

/// `2026-01-02T03:04:05.000000Z`, as IAM writes it.
pub(crate) fn iso(time: SystemTime) -> String {
    let seconds = seconds(time);
    let (year, month, day) = civil(seconds / DAY);
    let (hour, minute, second) = (seconds % DAY / 3600, seconds % 3600 / 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000000Z")
}

/// Reads `20260102T030405Z`, the date of a signature.
pub(crate) fn read_compact(text: &str) -> Option<SystemTime> {
    let is_shaped = text.len() == 16
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse::<u64>().ok();
    let days = days(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    let seconds = part(9, 11)? * 3600 + part(11, 13)? * 60 + part(13, 15)?;
    Some(UNIX_EPOCH + Duration::from_secs(days * DAY + seconds))
}

/// Year, month and day of a day since 1970; years are counted from March, so that the leap day is their last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

/// The day since 1970 of a date.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let (era, year_of_era) = (year / 400, year % 400);
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era).checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_signatures_are_read_and_written_back() {
        for (compact, written) in [
            ("20200608T023900Z", "2020-06-08T02:39:00.000000Z"),
            ("20240229T235959Z", "2024-02-29T23:59:59.000000Z"),
            ("20260101T000000Z", "2026-01-01T00:00:00.000000Z"),
            ("19700101T000001Z", "1970-01-01T00:00:01.000000Z"),
        ] {
            assert_eq!(iso(read_compact(compact).unwrap()), written);
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in ["", "2020-06-08T02:39:00", "20201308T023900Z", "20200608X023900Z", "20200608T0239é0"] {
            assert_eq!(read_compact(text), None, "{text}");
        }
    }
}
