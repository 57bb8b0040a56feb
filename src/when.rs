//! Which day it was, as a person says it.
//!
//! Owns the calendar: days are those of the reader's own time zone, as the system knows it. Times are seconds since 1970; a
//! time that no calendar has is said as "long ago".

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970, now.
pub fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |passed| passed.as_secs())
}

/// Have the system's time zone looked up, which takes a millisecond or two, so that nobody waits for it later.
pub fn prepare() {
    TimeZone::system();
}

/// "today", "yesterday", "3 days ago", "12 Nov", "12 Nov 2024": when `then` was, as seen from `now`.
pub fn day(then: u64, now: u64) -> String {
    day_in(&TimeZone::system(), then, now)
}

/// "2026-11-12 09:30", for a table.
pub fn stamp(then: u64) -> String {
    match civil(&TimeZone::system(), then) {
        Some(then) => then.strftime("%Y-%m-%d %H:%M").to_string(),
        None => "----------------".to_owned(),
    }
}

fn day_in(zone: &TimeZone, then: u64, now: u64) -> String {
    let (Some(then), Some(now)) = (civil(zone, then), civil(zone, now)) else {
        return "long ago".to_owned();
    };
    let days = then.date().until(now.date()).map(|span| span.get_days());
    match days {
        // A clock that was set back is no riddle for the reader.
        Ok(..=0) => "today".to_owned(),
        Ok(1) => "yesterday".to_owned(),
        Ok(days @ 2..=6) => format!("{days} days ago"),
        Ok(_) if then.year() == now.year() => then.strftime("%-d %b").to_string(),
        _ => then.strftime("%-d %b %Y").to_string(),
    }
}

fn civil(zone: &TimeZone, seconds: u64) -> Option<DateTime> {
    let seconds = i64::try_from(seconds).ok()?;
    let at = Timestamp::from_second(seconds).ok()?;
    Some(zone.to_datetime(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::offset;

    /// Protects: days change at midnight where the reader is, not elsewhere and not after 24 hours.
    #[test]
    fn days_are_said_as_a_person_says_them() {
        // 25 November 2026, 20:00 in Greenwich.
        const NOW: u64 = 1_795_636_800;
        const HOUR: u64 = 3600;
        for (zone, hours, said) in [
            (0, 0, "today"),
            (0, 19, "today"),
            (0, 21, "yesterday"),
            (5, 2, "yesterday"),
            (-8, 11, "today"),
            (0, 50, "2 days ago"),
            (0, 6 * 24, "6 days ago"),
            (0, 13 * 24, "12 Nov"),
            (0, 365 * 24, "25 Nov 2025"),
        ] {
            let zone = TimeZone::fixed(offset(zone));
            let then = NOW - hours * HOUR;
            assert_eq!(day_in(&zone, then, NOW), said, "{hours}");
        }
        let utc = TimeZone::UTC;
        assert_eq!(day_in(&utc, NOW + 90_000, NOW), "today");
        assert_eq!(day_in(&utc, u64::MAX, NOW), "long ago");
        assert_eq!(day_in(&utc, i64::MAX as u64, NOW), "long ago");
    }
}
