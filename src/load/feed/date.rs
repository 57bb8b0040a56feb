//! The day that a feed's date says: RFC 3339 (`2026-11-25T13:00:00Z`) and RFC 822 (`Wed, 25 Nov 2026 13:00:00 GMT`), and
//! what comes near them. The day is the writer's own: nothing is reckoned to another zone.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day as `2026-11-25`.
pub(super) fn day(date: &str) -> Option<String> {
    let parts: Vec<&str> = date
        .split([' ', ',', '-', '/', 'T', '\t'])
        .filter(|part| !part.is_empty())
        .take(6)
        .collect();
    let number = |part: &&str| part.parse::<u16>().ok();
    let month_at = parts.iter().position(|part| month(part).is_some());
    let (year, month, day) = match month_at {
        Some(at) => {
            let day = parts.get(at.checked_sub(1)?)?;
            (
                number(parts.get(at + 1)?)?,
                month(parts.get(at)?)?,
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
    let fits =
        (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn month(part: &str) -> Option<u16> {
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
    fn days_are_found_in_the_dates_of_real_feeds() {
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
            assert_eq!(day(date).as_deref(), found, "{date}");
        }
    }
}
