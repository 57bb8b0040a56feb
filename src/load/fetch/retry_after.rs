//! Reads the `Retry-After` header, with which a server says when it can be asked again.

use mail_parser::DateTime;
use std::time::{SystemTime, UNIX_EPOCH};
use ureq::http::HeaderMap;
use ureq::http::header::{DATE, HeaderName, RETRY_AFTER};

/// Longer waits, in seconds, are no advice: a year.
const MAX_SECONDS: i64 = 365 * 24 * 60 * 60;

/// What to do about a response with these headers: "the server asks to come back in 2 minutes". `None` if they do not say.
pub(super) fn advice(headers: &HeaderMap) -> Option<String> {
    let seconds = seconds_to_wait(headers)?;
    (1..=MAX_SECONDS)
        .contains(&seconds)
        .then(|| format!("the server asks to come back in {}", in_words(seconds)))
}

/// How long to wait: the header holds a number of seconds or a date. A date is compared with the server's own clock, if it
/// tells that.
fn seconds_to_wait(headers: &HeaderMap) -> Option<i64> {
    let written = header_text(headers, &RETRY_AFTER)?;
    if let Ok(seconds) = written.parse() {
        return Some(seconds);
    }
    let until = timestamp(written)?;
    let now = header_text(headers, &DATE)
        .and_then(timestamp)
        .or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
            i64::try_from(now.as_secs()).ok()
        })?;
    Some(until - now)
}

fn header_text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// A date like `Sun, 06 Nov 1994 08:49:37 GMT`, in seconds since 1970.
fn timestamp(date: &str) -> Option<i64> {
    let parsed = DateTime::parse_rfc822(date).filter(DateTime::is_valid)?;
    Some(parsed.to_timestamp())
}

/// A number of seconds in the largest unit of which there is at least one and a half, rounded up.
fn in_words(seconds: i64) -> String {
    let (unit, name) = match seconds {
        ..90 => (1, "second"),
        90..5_400 => (60, "minute"),
        5_400..129_600 => (3_600, "hour"),
        _ => (86_400, "day"),
    };
    match (seconds + unit - 1) / unit {
        1 => format!("1 {name}"),
        count => format!("{count} {name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice_for(retry_after: &str, date: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after.parse().unwrap());
        headers.insert(DATE, date.parse().unwrap());
        let advice = advice(&headers)?;
        let wait = advice.strip_prefix("the server asks to come back in ");
        Some(wait.unwrap().to_owned())
    }

    /// Protects: both forms of the header are put in words, and what cannot be meant is left out.
    #[test]
    fn waits_are_put_in_words() {
        let noon = "Wed, 25 Nov 2026 12:00:00 GMT";
        for (written, expected) in [
            ("1", Some("1 second")),
            ("60", Some("60 seconds")),
            (" 120 ", Some("2 minutes")),
            ("121", Some("3 minutes")),
            ("7200", Some("2 hours")),
            ("172800", Some("2 days")),
            ("Wed, 25 Nov 2026 12:05:00 GMT", Some("5 minutes")),
            ("Thu, 26 Nov 2026 12:00:00 GMT", Some("24 hours")),
            // Now, in the past, in ten years, and no date at all.
            ("0", None),
            ("-5", None),
            ("Wed, 25 Nov 2026 11:00:00 GMT", None),
            ("Wed, 25 Nov 2036 12:00:00 GMT", None),
            ("99999999999999999999", None),
            ("soon", None),
        ] {
            assert_eq!(advice_for(written, noon).as_deref(), expected, "{written}");
        }
        assert_eq!(advice(&HeaderMap::new()), None);
    }
}
