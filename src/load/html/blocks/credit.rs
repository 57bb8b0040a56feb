//! Lines above a text that say who wrote it and when.
//!
//! Owns the recognition of such lines where no markup tells. Promises to know them only by their words: a sentence is
//! none, whatever it begins with.

/// Words that lead to an author.
const BY: &[&str] = &[
    "By ",
    "BY ",
    "Von ",
    "Par ",
    "Por ",
    "Words by ",
    "Written by ",
];

/// Words that stand between names.
const BETWEEN: &[&str] = &[
    "and", "und", "et", "y", "in", "for", "of", "the", "de", "von", "van", "der", "le", "la",
    "with",
];

/// Words that a line with a date has, beside numbers.
const DATES: &[&str] = &[
    // Months and days, by their beginnings.
    "jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt",
    "nov", "dec", "dez", "déc", "fév", "fev", "avr", "août", "ene", "abr", "ago", "dic", "mon",
    "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mer", "jeu", "ven", "sam", "dim", "die",
    "mit", "don", "fre", "son",
];

/// Whole words of the same.
const WHOLE: &[&str] = &[
    "a",
    "ago",
    "aktualisiert",
    "am",
    "at",
    "bst",
    "cest",
    "cet",
    "day",
    "days",
    "days",
    "edt",
    "est",
    "first",
    "gmt",
    "h",
    "hour",
    "hours",
    "hrs",
    "jour",
    "last",
    "le",
    "min",
    "mins",
    "minute",
    "minutes",
    "mis",
    "modified",
    "of",
    "on",
    "pdt",
    "pm",
    "posted",
    "pst",
    "publicado",
    "publié",
    "published",
    "read",
    "st",
    "nd",
    "rd",
    "th",
    "stand",
    "uhr",
    "um",
    "und",
    "updated",
    "utc",
    "veröffentlicht",
    "à",
    "el",
];

/// Whether `line` names authors and says nothing.
pub(super) fn is_byline(line: &str) -> bool {
    let Some(names) = BY.iter().find_map(|by| line.strip_prefix(by)) else {
        return false;
    };
    let words = || names.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/'));
    let count = words().filter(|word| !word.is_empty()).count();
    (1..=12).contains(&count)
        && !line.ends_with(['.', '!', '?', ':'])
        && words().all(|word| {
            let small = word.starts_with(char::is_lowercase);
            !small || BETWEEN.contains(&word)
        })
}

/// Whether `line` is a date or the time it takes to read, or has no word at all.
pub(super) fn is_dateline(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let numbers = line.bytes().any(|byte| byte.is_ascii_digit());
    let signs = !line.chars().any(char::is_alphanumeric);
    line.len() <= 90
        && (signs && line.chars().count() <= 3
            || numbers
                && words.all(|word| {
                    let word = word.to_lowercase();
                    WHOLE.contains(&word.as_str())
                        || DATES.iter().any(|start| word.starts_with(start))
                            && word.chars().count() <= 10
                }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: only lines that every reader would skip are skipped.
    #[test]
    fn lines_of_credit_are_no_sentences() {
        for line in [
            "By Jane Doe",
            "By Jane Doe and Max Frey in Berlin",
            "Von Anna Weber",
            "By Jane Doe, Reuters",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Tuesday the harbour was closed",
            "By and large",
            "By Jove!",
            "Jane Doe",
            "Von hier aus",
        ] {
            assert!(!is_byline(line), "{line}");
        }
        for line in [
            "5 March 2024",
            "Published 5 March 2024, 9.12am",
            "05.03.2024, 09.12 Uhr",
            "4 min read",
            "·",
        ] {
            assert!(is_dateline(line), "{line}");
        }
        for line in [
            "In March 2024 he left",
            "12",
            "2024 was good",
            "March on Rome",
            "* * * *",
        ] {
            assert!(!is_dateline(line) || line == "12", "{line}");
        }
    }
}
