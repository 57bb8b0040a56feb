//! The kinds of values: how each is read, written and described.

use super::row::{Field, Word, Written};
use std::fmt::Display;
use std::num::IntErrorKind;
use std::ops::RangeInclusive;

/// True or false, which can also be written as on and off.
pub(super) fn switch(field: &mut bool) -> Field<'_> {
    let value = field.to_string();
    let read = |written: Written<'_>| match (written, written.text()) {
        (Written::Boolean(truth), _) => Ok(truth),
        (_, Some("on")) => Ok(true),
        (_, Some("off")) => Ok(false),
        _ => Err("use one of on, off".to_owned()),
    };
    Field {
        words: ["on", "off"]
            .map(|word| Word {
                word,
                is_old: false,
            })
            .into(),
        ..Field::new(field, value, "true or false", read)
    }
}

/// A number in `range`.
pub(super) fn number<T: Number>(field: &mut T, range: RangeInclusive<T>) -> Field<'_> {
    let value = field.to_string();
    Field {
        flag_note: format!(" [default: {value}]"),
        ..Field::new(field, value, &describe(&range), move |written| {
            read_number(written, &range)
        })
    }
}

/// A number in `range`, or `none` in the configuration, which means `meaning`.
pub(super) fn optional_number<'a, T: Number>(
    field: &'a mut Option<T>,
    range: RangeInclusive<T>,
    none: &'static str,
    meaning: &str,
) -> Field<'a> {
    let value = field.map_or(quote(none), |number| number.to_string());
    let expected = format!("{}, or {}", describe(&range), quote(none));
    Field {
        file_note: format!("; {none}: {meaning}"),
        flag_note: format!(" [default: {meaning}]"),
        ..Field::new(field, value, &expected, move |written| {
            let is_none = written == Written::Text(none);
            (!is_none).then(|| read_number(written, &range)).transpose()
        })
    }
}

pub(super) trait Number: Copy + Display + PartialOrd + TryFrom<i64> + 'static {}
impl<T: Copy + Display + PartialOrd + TryFrom<i64> + 'static> Number for T {}

fn describe<T: Number>(range: &RangeInclusive<T>) -> String {
    format!("a number from {} to {}", range.start(), range.end())
}

fn read_number<T: Number>(written: Written<'_>, range: &RangeInclusive<T>) -> Result<T, String> {
    let number = match written {
        Written::Integer(number) => Some(number),
        Written::Flag(text) => match text.parse::<i64>() {
            Err(error) if *error.kind() == IntErrorKind::InvalidDigit => {
                return Err("it must be a whole number".to_owned());
            }
            number => number.ok(),
        },
        Written::Boolean(_) | Written::Text(_) | Written::Other => None,
    };
    let number = number.and_then(|number| T::try_from(number).ok());
    let allowed = number.filter(|number| range.contains(number));
    allowed.ok_or_else(|| format!("it must be {}", describe(range)))
}

/// A type whose values are words.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// The words, in the order in which they are listed.
    const WORDS: &'static [(&'static str, Self)];
    /// Words of earlier versions.
    const OLD_WORDS: &'static [(&'static str, Self)] = &[];
}

/// One of the words of a [`Choice`].
pub(super) fn one_of<T: Choice>(field: &mut T) -> Field<'_> {
    let present = T::WORDS.iter().find(|(_, value)| value == field);
    let present = quote(present.map_or("", |(word, _)| word));
    let listed: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    let advice = format!("use one of {}", listed.join(", "));
    let words = |words: &'static [(&'static str, T)], is_old| {
        words.iter().map(move |(word, _)| Word { word, is_old })
    };
    Field {
        words: words(T::WORDS, false)
            .chain(words(T::OLD_WORDS, true))
            .collect(),
        ..Field::new(field, present, &join(&listed, "or"), move |written| {
            let mut all = T::WORDS.iter().chain(T::OLD_WORDS);
            let found = all.find(|(word, _)| written.text() == Some(word));
            found.map(|(_, value)| *value).ok_or_else(|| advice.clone())
        })
    }
}

/// A size in bytes, from 1 to `max`, with K and M for 1024 and 1024².
pub(super) fn byte_size(field: &mut u64, max: u64) -> Field<'_> {
    let (value, largest) = (format_size(*field), format_size(max));
    let expected = format!("a size like \"500K\" or \"5M\", up to {}", quote(&largest));
    Field {
        flag_note: format!(", like 500K or 5M [default: {value}]"),
        ..Field::new(field, quote(&value), &expected, move |written| {
            let size = match written {
                Written::Integer(number) => u64::try_from(number).ok(),
                _ => written.text().and_then(parse_size),
            };
            size.filter(|size| (1..=max).contains(size))
                .ok_or_else(|| format!("write it like 500K or 5M, up to {largest}"))
        })
    }
}

fn parse_size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(['k', 'K', 'm', 'M', 'b', 'B']);
    let unit = match text.get(digits.len()..)? {
        "" | "B" | "b" => 1,
        "K" | "k" | "KB" | "kB" | "kb" => 1 << 10,
        "M" | "m" | "MB" | "mb" => 1 << 20,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

/// `bytes` in the largest unit that it is a multiple of.
fn format_size(bytes: u64) -> String {
    match bytes.trailing_zeros() {
        20..64 => format!("{}M", bytes >> 20),
        10..20 => format!("{}K", bytes >> 10),
        _ => bytes.to_string(),
    }
}

/// The name of a theme. Which themes there are is known only to the configuration.
pub(super) fn theme_name(field: &mut String) -> Field<'_> {
    let (value, expected) = (quote(field), "the name of a theme");
    Field::new(field, value, expected, move |written| {
        let name = written.text().map(str::to_owned);
        name.ok_or_else(|| format!("it must be {expected}"))
    })
}

/// Which characters a text may have.
#[derive(Clone, Copy)]
pub(super) struct Characters {
    expected: &'static str,
    /// What to do about the value of a flag that has others, or none.
    advice: &'static str,
    is_allowed: fn(char) -> bool,
}

/// Those of a command without control characters.
pub(super) const COMMAND: Characters = Characters {
    expected: "a command on one line",
    advice: "write a command on one line",
    is_allowed: |c| !c.is_control(),
};

/// Those of a header.
pub(super) const PRINTABLE_ASCII: Characters = Characters {
    expected: "printable ASCII",
    advice: "use printable ASCII characters, at least one",
    is_allowed: |c| matches!(c, ' '..='~'),
};

/// A text of these characters. In the configuration, an empty one means `meaning`.
pub(super) fn optional_text<'a>(
    field: &'a mut Option<String>,
    characters: Characters,
    meaning: &str,
) -> Field<'a> {
    let value = quote(field.as_deref().unwrap_or_default());
    Field {
        file_note: format!("; if empty, {meaning}"),
        flag_note: format!(" [default: {meaning}]"),
        ..Field::new(field, value, characters.expected, move |written| {
            let text = written.text().map(str::trim);
            match text.filter(|text| text.chars().all(characters.is_allowed)) {
                Some("") if !matches!(written, Written::Flag(_)) => Ok(None),
                Some(text) if !text.is_empty() => Ok(Some(text.to_owned())),
                _ => Err(characters.advice.to_owned()),
            }
        })
    }
}

/// `text` as a string of TOML. Only for defaults, which have nothing to be escaped.
fn quote(text: &str) -> String {
    format!("\"{text}\"")
}

/// "a, b and c", with `conjunction` before the last.
pub fn join(words: &[&str], conjunction: &str) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {conjunction} {last}", before.join(", "))
        }
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: sizes can be written with the usual units, and neither they nor a User-Agent can be nonsense.
    #[test]
    fn sizes_and_user_agents_are_parsed() {
        for (written, expected) in [
            ("5M", Some(5 << 20)),
            ("500k", Some(500 << 10)),
            ("77", Some(77)),
            ("1MB", Some(1 << 20)),
            ("256M", Some(256 << 20)),
            ("257M", None),
            ("0", None),
            ("M", None),
            ("5G", None),
            ("5MK", None),
            ("-5M", None),
            ("999999999999999999999K", None),
        ] {
            let mut size = 0;
            let is_set = byte_size(&mut size, 256 << 20).set(Written::Flag(written));
            assert_eq!(is_set.is_ok().then_some(size), expected, "{written}");
            assert!(is_set.is_err() || parse_size(&format_size(size)) == expected);
        }
        for (written, is_allowed) in [
            ("me 1.0 (x; y)", true),
            ("", false),
            ("a\nb", false),
            ("é", false),
            ("\u{1b}", false),
        ] {
            let mut name = None;
            let is_set = optional_text(&mut name, PRINTABLE_ASCII, "").set(Written::Flag(written));
            assert_eq!(is_set.is_ok(), is_allowed, "{written:?}");
        }
    }
}
