//! Finds a day in the words of a page, a feed or a letter: `2026-11-25T13:00:00Z`, `Wed, 25 Nov 2026 13:00:00 GMT`,
//! `Samstag, 5. Oktober 2013`, `26/10/2018`, `2019年4月3日`.
//!
//! The day is taken as written; it is not converted to another time zone. Names of months are understood in the
//! languages of `assets/months.tsv`. The parsers of jiff are stricter than pages and feeds are.

use std::sync::LazyLock;

/// How a language orders day and month in `04/05/2024`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// The day first, as nearly everywhere.
    #[default]
    DayFirst,
    /// The month first, as in the United States.
    MonthFirst,
}

impl DayOrder {
    /// The order in the language with this tag, such as `en-US`: the month comes first in English that is not said to
    /// be that of another country.
    pub(super) fn of_language(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        if matches!(tag.as_str(), "" | "en" | "en-us") {
            Self::MonthFirst
        } else {
            Self::DayFirst
        }
    }
}

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DatePart<'t> {
    Number {
        digits: &'t str,
        /// The byte before it, or 0 at the beginning.
        before: u8,
    },
    Month(u16),
}

/// How many pieces of a text are looked at: what follows is a time, or no date.
const MAX_PARTS: usize = 24;

/// The first day in `text` as `2026-11-25`, or `None` if there is none. Years are 1985 to 2100.
pub(super) fn parse_day(text: &str, order: DayOrder) -> Option<String> {
    let parts = date_parts(text);
    let day = |year: Option<u16>, month: Option<u16>, day: Option<u16>| {
        let (year, month, day) = (year?, month?, day?);
        let is_valid =
            (1985..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    parts.windows(3).find_map(|window| {
        use DatePart::{Month, Number};
        match *window {
            [
                Number { digits: d, .. },
                Month(month),
                Number { digits: y, .. },
            ] => {
                day(year(y, true), Some(month), small(d)).or_else(|| {
                    // "2013 October 5"
                    day(year(d, false), Some(month), small(y))
                })
            }
            [
                Month(month),
                Number { digits: d, .. },
                Number { digits: y, before },
            ] if before != b':' => day(year(y, false), Some(month), small(d)),
            [
                Number { digits: a, .. },
                Number { digits: b, before },
                Number {
                    digits: c,
                    before: last,
                },
            ] => {
                let same_mark = before == last || a.len() == 4;
                if !same_mark {
                    return None;
                }
                day(year(a, false), small(b), small(c)).or_else(|| {
                    let (first, second) = (small(a), small(b));
                    let year = year(c, matches!(before, b'.' | b'/'));
                    let is_month_first = before == b'/' && order == DayOrder::MonthFirst;
                    let (in_order, swapped) = (day(year, second, first), day(year, first, second));
                    if is_month_first {
                        swapped.or(in_order)
                    } else {
                        in_order.or(swapped)
                    }
                })
            }
            _ => None,
        }
    })
}

/// A number of one or two digits.
fn small(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

/// A year of four digits, or, where `may_be_short`, of two.
fn year(digits: &str, may_be_short: bool) -> Option<u16> {
    let number: u16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(number),
        2 if may_be_short && number < 70 => Some(number + 2000),
        2 if may_be_short => Some(number + 1900),
        _ => None,
    }
}

/// The numbers and the names of months in `text`; all other words are left out.
fn date_parts(text: &str) -> Vec<DatePart<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut before = 0;
    while let Some(first) = rest.chars().next().filter(|_| parts.len() < MAX_PARTS) {
        let is_digit = first.is_ascii_digit();
        let same_kind = |c: char| {
            if is_digit {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic()
            }
        };
        if !is_digit && !first.is_alphabetic() {
            before = if first.is_ascii() { first as u8 } else { b' ' };
            rest = rest.split_at(first.len_utf8()).1;
            continue;
        }
        let end = rest.find(|c| !same_kind(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let next_digit = after
            .strip_prefix(':')
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        if is_digit && (before == b':' || next_digit) {
            // The time of day stands between day and year in "Fri Feb 18 10:27:24 2022".
        } else if is_digit && word.len() == 8 {
            // 20240503
            let (year, rest) = word.split_at(4);
            let (month, day) = rest.split_at(2);
            parts.extend([year, month, day].map(|digits| DatePart::Number {
                digits,
                before: b'-',
            }));
        } else if is_digit && word.len() == 14 {
            // 20240503101500
            let (year, rest) = word.split_at(4);
            let (month, rest) = rest.split_at(2);
            let day = rest.split_at(2).0;
            parts.extend([year, month, day].map(|digits| DatePart::Number {
                digits,
                before: b'-',
            }));
        } else if is_digit {
            parts.push(DatePart::Number {
                digits: word,
                before,
            });
        } else if let Some(month) = month_of(word) {
            parts.push(DatePart::Month(month));
        }
        // Words between numbers ("de", "年", "th") are as good as spaces.
        before = if is_digit { before } else { b' ' };
        rest = after;
    }
    parts
}

/// The beginnings of the names of the months, with the number of the month; the longest first.
static MONTHS: LazyLock<Vec<(&'static str, u16)>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/months.tsv").lines();
    let mut months: Vec<(&str, u16)> = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(number, names)| Some((number.parse().ok()?, names)))
        .flat_map(|(number, names)| names.split('\t').map(move |name| (name, number)))
        .collect();
    months.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    months
});

/// Whether `word` is the name of a month, in full or cut short.
pub(super) fn is_month(word: &str) -> bool {
    month_of(word.trim_end_matches(['.', ','])).is_some()
}

/// The month that `word` names, in full or cut short.
fn month_of(word: &str) -> Option<u16> {
    if word.len() > 40 {
        return None;
    }
    let word = word.to_lowercase();
    let found = MONTHS.iter().find(|(name, _)| word.starts_with(name));
    found.map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the notations of feeds and of pages in many languages are understood, and other numbers are no dates.
    #[test]
    fn common_notations_are_parsed() {
        for (text, expected) in [
            ("2026-11-25T13:00:00Z", "2026-11-25"),
            ("2026-11-25 13:00", "2026-11-25"),
            ("2024/05/03", "2024-05-03"),
            ("20240503", "2024-05-03"),
            ("20240503101500", "2024-05-03"),
            ("Wed, 25 Nov 2026 13:00:00 GMT", "2026-11-25"),
            ("5 November 26 09:00 +0100", "2026-11-05"),
            ("Thu,05 Nov 1998 09:00:00 EST", "1998-11-05"),
            ("May 3, 2024", "2024-05-03"),
            ("October 5th, 2013 at 9:30", "2013-10-05"),
            ("Samstag, 5. Oktober 2013", "2013-10-05"),
            ("Veröffentlicht am 03.05.2024, 09:12 Uhr", "2024-05-03"),
            ("mar. 5 mars 2013", "2013-03-05"),
            ("5 de octubre de 2013", "2013-10-05"),
            ("5 października 2013", "2013-10-05"),
            ("5 октября 2013 г.", "2013-10-05"),
            ("2019年4月3日", "2019-04-03"),
            ("26/10/2018", "2018-10-26"),
            ("4/5/18", "2018-05-04"),
            ("Fri Feb 18 10:27:24 CET 2022", "2022-02-18"),
        ] {
            assert_eq!(
                parse_day(text, DayOrder::DayFirst).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "",
            "2024",
            "Nov 2026",
            "yesterday",
            "2026-13-99",
            "10:24:30",
            "0012-01-01",
            "Copyright 2019",
            "é",
        ] {
            assert_eq!(parse_day(text, DayOrder::DayFirst), None, "{text}");
        }
    }

    /// Protects: the page's language decides which number of a date with strokes is the month.
    #[test]
    fn the_language_decides_between_day_and_month() {
        for (language, expected) in [
            ("en-US", "2024-04-05"),
            ("en", "2024-04-05"),
            ("en-GB", "2024-05-04"),
            ("fr", "2024-05-04"),
        ] {
            let order = DayOrder::of_language(language);
            assert_eq!(parse_day("04/05/2024", order).as_deref(), Some(expected));
        }
        assert_eq!(
            parse_day("10/26/2018", DayOrder::DayFirst).as_deref(),
            Some("2018-10-26")
        );
    }
}
