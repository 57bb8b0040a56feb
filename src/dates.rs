//! Formats dates the way people say them.
//!
//! Days are those of the system's time zone. Times are seconds since 1970; a time outside the calendar's range is "long
//! ago".

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// The current time in seconds since 1970.
pub fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |passed| passed.as_secs())
}

/// The user's time zone.
///
/// Its file is read directly: `TimeZone::system` lists all zones first to find one by its name, which takes 1.5 ms of the 9 until an
/// article is on the screen. It is still asked for what is no file: rules like `CET-1CEST`, and systems other than Unix.
fn system_zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| {
        let file = zone_file(std::env::var("TZ").ok().as_deref());
        let bytes = file.and_then(|file| std::fs::read(file).ok());
        let zone = bytes.and_then(|bytes| TimeZone::tzif("local", &bytes).ok());
        zone.unwrap_or_else(TimeZone::system)
    })
}

/// The file of the time zone if the environment variable `TZ` has the value `name`; `None` if that is neither a path nor the name
/// of a zone.
fn zone_file(name: Option<&str>) -> Option<PathBuf> {
    let Some(name) = name else {
        return Some(PathBuf::from("/etc/localtime"));
    };
    let name = name.strip_prefix(':').unwrap_or(name);
    let is_zone = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let is_named = !name.is_empty() && name.chars().all(is_zone);
    is_named.then(|| Path::new("/usr/share/zoneinfo").join(name))
}

/// Formats the day of `then` as seen from `now`: "today", "yesterday", "3 days ago", "12 Nov", "12 Nov 2024". A time in the
/// future is today: the clock was wrong then, or is now.
///
/// ```
/// use byline::dates;
///
/// let now = dates::now();
/// assert_eq!(dates::relative_day(now, now), "today");
/// assert_eq!(dates::relative_day(u64::MAX, now), "today");
/// ```
pub fn relative_day(then: u64, now: u64) -> String {
    relative_day_in(system_zone(), then, now)
}

/// Formats a time for a table: "2026-11-12 09:30".
pub fn timestamp(then: u64) -> String {
    match local_time(system_zone(), then) {
        Some(then) => then.strftime("%Y-%m-%d %H:%M").to_string(),
        None => "----------------".to_owned(),
    }
}

/// Formats the day of a time: "2026-11-12".
pub fn day(then: u64) -> String {
    match local_time(system_zone(), then) {
        Some(then) => then.strftime("%Y-%m-%d").to_string(),
        None => "----------".to_owned(),
    }
}

/// Formats the day of a time in words: "12 November 2026".
pub fn day_in_words(then: u64) -> String {
    match local_time(system_zone(), then) {
        Some(then) => then.strftime("%-d %B %Y").to_string(),
        None => "an unknown day".to_owned(),
    }
}

/// The time at which a day like "2026-11-12" begins, in seconds since 1970; `None` if there is no such day.
pub fn start_of_day(day: &str) -> Option<u64> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let start = system_zone().to_timestamp(day.at(0, 0, 0, 0)).ok()?;
    u64::try_from(start.as_second()).ok()
}

fn relative_day_in(zone: &TimeZone, then: u64, now: u64) -> String {
    let then = then.min(now);
    let (Some(then), Some(now)) = (local_time(zone, then), local_time(zone, now)) else {
        return "long ago".to_owned();
    };
    let days = then.date().until(now.date()).map(|span| span.get_days());
    match days {
        Ok(..=0) => "today".to_owned(),
        Ok(1) => "yesterday".to_owned(),
        Ok(days @ 2..=6) => format!("{days} days ago"),
        Ok(_) if then.year() == now.year() => then.strftime("%-d %b").to_string(),
        _ => then.strftime("%-d %b %Y").to_string(),
    }
}

fn local_time(zone: &TimeZone, seconds: u64) -> Option<DateTime> {
    let seconds = i64::try_from(seconds).ok()?;
    let at = Timestamp::from_second(seconds).ok()?;
    Some(zone.to_datetime(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::offset;

    /// Protects: the zone is the file that the C library would read, and is read as a file only if the variable names one.
    #[test]
    fn the_time_zone_is_read_from_its_file() {
        let file = |name| zone_file(name).map(|file| file.display().to_string());
        assert_eq!(file(None).as_deref(), Some("/etc/localtime"));
        let berlin = Some("/usr/share/zoneinfo/Europe/Berlin");
        assert_eq!(file(Some("Europe/Berlin")).as_deref(), berlin);
        assert_eq!(file(Some(":Europe/Berlin")).as_deref(), berlin);
        assert_eq!(
            file(Some(":/etc/localtime")).as_deref(),
            Some("/etc/localtime")
        );
        for rule in ["", "CET-1CEST,M3.5.0,M10.5.0/3", "<+03>-3", "../secret"] {
            assert_eq!(file(Some(rule)), None, "{rule}");
        }
    }

    /// Protects: days change at midnight in the user's time zone, not elsewhere and not after 24 hours.
    #[test]
    fn days_change_at_midnight_in_the_local_time_zone() {
        // 25 November 2026, 20:00 in Greenwich.
        const NOW: u64 = 1_795_636_800;
        const HOUR: u64 = 3600;
        for (zone, hours, expected) in [
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
            assert_eq!(relative_day_in(&zone, then, NOW), expected, "{hours}");
        }
        let utc = TimeZone::UTC;
        assert_eq!(relative_day_in(&utc, NOW + 90_000, NOW), "today");
        assert_eq!(relative_day_in(&utc, u64::MAX, NOW), "today");
        assert_eq!(relative_day_in(&utc, i64::MAX as u64, NOW), "today");
        assert_eq!(relative_day_in(&utc, 0, u64::MAX), "long ago");
    }
}
