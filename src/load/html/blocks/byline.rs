//! Recognizes lines above an article that name its author or date and have no markup to say so.
//!
//! Only the words decide. A sentence is never mistaken for such a line, whatever it begins with.

/// Words before the name of an author.
const PREFIXES: &[&str] = &[
    "By ",
    "BY ",
    "Von ",
    "Par ",
    "Por ",
    "Words by ",
    "Written by ",
];

/// Lower-case words between names.
const CONNECTIVES: &[&str] = &[
    "and", "und", "et", "y", "in", "for", "of", "the", "de", "von", "van", "der", "le", "la",
    "with",
];

/// Beginnings of words in a line with a date, in lower case.
const DATE_WORD_PREFIXES: &[&str] = &[
    // Months and weekdays in several languages.
    "jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt",
    "nov", "dec", "dez", "déc", "fév", "fev", "avr", "août", "ene", "abr", "ago", "dic", "mon",
    "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mer", "jeu", "ven", "sam", "dim", "die",
    "mit", "don", "fre", "son",
];

/// Whole words in a line with a date, in lower case.
const DATE_WORDS: &[&str] = &[
    "a",
    "ago",
    "aktualisiert",
    "aktualizacja",
    "am",
    "at",
    "bst",
    "cest",
    "cst",
    "mst",
    "mdt",
    "ist",
    "et",
    "original",
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
    "opublikowano",
    "publicado",
    "publikacja",
    "publiziert",
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
    "veröffentlichung",
    "à",
    "el",
];

/// Whether `line` names authors and says nothing else.
pub(in crate::load) fn is_byline(line: &str) -> bool {
    let Some(names) = PREFIXES.iter().find_map(|by| line.strip_prefix(by)) else {
        return false;
    };
    let words = || names.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/'));
    let count = words().filter(|word| !word.is_empty()).count();
    (1..=12).contains(&count)
        && !line.ends_with(['.', '!', '?', ':'])
        && words().all(|word| {
            let is_lowercase = word.starts_with(char::is_lowercase);
            !is_lowercase || CONNECTIVES.contains(&word)
        })
}

/// Whether `line` is a date or a reading time, or consists of up to three symbols.
pub(super) fn is_dateline(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let has_digits = line.bytes().any(|byte| byte.is_ascii_digit());
    let has_symbols_only = !line.chars().any(char::is_alphanumeric);
    line.len() <= 90
        && (has_symbols_only && line.chars().count() <= 3
            || has_digits
                && words.all(|word| {
                    let word = word.to_lowercase();
                    DATE_WORDS.contains(&word.as_str())
                        || DATE_WORD_PREFIXES
                            .iter()
                            .any(|start| word.starts_with(start))
                            && word.chars().count() <= 10
                }))
}

/// Whether `line` says when the article was published, wherever it stands: a date with such a word.
pub(super) fn is_publication_line(line: &str) -> bool {
    const VERBS: &[&str] = &[
        "published",
        "updated",
        "posted",
        "veröffentlicht",
        "aktualisiert",
        "aktualizacja",
        "opublikowano",
        "publié",
        "publicado",
        "publikacja",
        "publiziert",
    ];
    let lowercase = line.to_lowercase();
    VERBS.iter().any(|verb| lowercase.contains(verb)) && is_dateline(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: bylines and datelines are recognised, and sentences that begin like one are kept.
    #[test]
    fn bylines_and_datelines_are_distinguished_from_sentences() {
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
            "Publiziert: 05.03.2024",
            "Publikacja: 05.03.2024",
            "Aktualizacja: 05.03.2024, 09:12",
            "Opublikowano 05.03.2024",
            "Veröffentlichung: 5. März 2024",
            "4 min read",
            "·",
        ] {
            assert!(is_dateline(line), "{line}");
        }
        for line in [
            "In March 2024 he left",
            "2024 was good",
            "March on Rome",
            "* * * *",
        ] {
            assert!(!is_dateline(line), "{line}");
        }
    }
}
