//! Parses the date formats of feeds: RFC 3339 (`2026-11-25T13:00:00Z`), RFC 822 (`Wed, 25 Nov 2026 13:00:00 GMT`), and
//! common variations.
//!
//! The day is taken as written; it is not converted to another time zone. The parsers of jiff are stricter than feeds are.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day in `date` as `2026-11-25`, or `None` if there is none.
pub(super) fn parse_day(date: &str) -> Option<String> {
    let parts: Vec<&str> = date
        .split([' ', ',', '-', '/', 'T', '\t'])
        .filter(|part| !part.is_empty())
        .take(6)
        .collect();
    let number = |part: &&str| part.parse::<u16>().ok();
    let month_at = parts.iter().position(|part| parse_month(part).is_some());
    let (year, month, day) = match month_at {
        Some(at) => {
            let day = parts.get(at.checked_sub(1)?)?;
            (
                number(parts.get(at + 1)?)?,
                parse_month(parts.get(at)?)?,
                number(day)?,
            )
        }
        None => (
            number(parts.first()?)?,
            number(parts.get(1)?)?,
            number(parts.get(2)?)?,
        ),
    };
    let year = match year {
        0..70 => year + 2000,
        70..100 => year + 1900,
        year => year,
    };
    let is_valid =
        (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn parse_month(part: &str) -> Option<u16> {
    let start = part.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| *name == start)?;
    part.bytes()
        .all(|b| b.is_ascii_alphabetic())
        .then_some(at as u16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_real_feeds_are_parsed() {
        for (date, found) in [
            ("2026-11-25T13:00:00Z", Some("2026-11-25")),
            ("2026-11-25", Some("2026-11-25")),
            ("2026-11-25 13:00", Some("2026-11-25")),
            ("Wed, 25 Nov 2026 13:00:00 GMT", Some("2026-11-25")),
            ("5 November 26 09:00 +0100", Some("2026-11-05")),
            ("Thu,05 Nov 1998 09:00:00 EST", Some("1998-11-05")),
            ("yesterday", None),
            ("2026-13-99", None),
            ("Nov 2026", None),
            ("", None),
        ] {
            assert_eq!(parse_day(date).as_deref(), found, "{date}");
        }
    }
}
