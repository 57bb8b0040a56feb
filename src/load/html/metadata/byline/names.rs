//! Reads the names in a byline: without the words before and after them, and without the date that follows.

mod words;

use crate::document::strip_prefix_ignore_case;
use crate::load::clean;
use crate::load::dates::{self, DayOrder};
use words::{
    AFTER_NAMES, AUTHOR_LABELS, NAME_ENDINGS, NOT_IN_NAMES, PICTURE_LABELS, PLACEHOLDERS, WEEKDAYS,
};

/// The longest name that is accepted, in characters.
const MAX_NAME_CHARS: usize = 120;

/// The names in `line`, which may list several: "Ann Lee, Bo Dahl and Kim Park". A line whose parts are not all names
/// ("Ann Lee, Editor in chief of the paper", "Ann Lee, PhD") stays whole.
pub(super) fn split_names(line: &str) -> Vec<&str> {
    const SEPARATORS: &[&str] = &[
        ", ",
        "; ",
        " and ",
        " und ",
        " et ",
        " & ",
        " / ",
        " y ",
        " im Gespräch mit ",
    ];
    // "Institut für Wald- und Landbau" is one.
    if line.contains("- ") {
        return vec![line];
    }
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim_matches(is_name_edge))
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| {
        let words = part.split(' ').count();
        (2..=4).contains(&words) && part.starts_with(char::is_uppercase)
    };
    if parts.len() > 1 && parts.iter().all(is_name) {
        parts
    } else {
        vec![line]
    }
}

/// `text` as a name, without "By" and without what stands after the name; `None` if it is no name.
pub(super) fn parse_name(text: &str) -> Option<String> {
    let collapsed = clean::spaced_line(text)?;
    let name = strip_byline_prefix(&collapsed);
    // A date, a second column or a count follows the name.
    let end = find_name_end(name).unwrap_or(name.len());
    let (name, after) = name.split_at(end);
    let mut name = without_labels(name.trim_matches(is_name_edge))?;
    if !after.is_empty() {
        // "Jane Doe Updated Mar 12", "Jane Doe on March 3": the words before the date go, too.
        while let Some((before, word)) = name.rsplit_once(' ')
            && is_before_date(word)
        {
            name = before.trim_matches(is_name_edge);
        }
        let is_date = || {
            dates::is_month(name)
                && dates::parse_day(&format!("{name} {after}"), DayOrder::DayFirst).is_some()
        };
        if !name.contains(' ') && (is_weekday(name) || is_date()) {
            return None;
        }
    }
    for ending in NAME_ENDINGS {
        name = name.split_once(ending).map_or(name, |(before, _)| before);
    }
    let is_address = ["://", "www.", "[at]", ".com/"]
        .iter()
        .any(|part| name.contains(part))
        || name.contains('@');
    let has_letters = name.chars().any(char::is_alphabetic);
    let lowercase = name.to_lowercase();
    let mut words = lowercase.split(' ');
    let is_no_name = words.any(|word| NOT_IN_NAMES.contains(&word.trim_end_matches(is_name_edge)))
        || PLACEHOLDERS.contains(&lowercase.as_str())
        || name.contains('©');
    (has_letters && !is_address && !is_no_name && name.chars().count() <= MAX_NAME_CHARS)
        .then(|| name.trim_matches(is_name_edge).to_owned())
}

/// As [`parse_name`], for what stands in the text of a page, where a sentence may stand in place of a name. What the page declares
/// is believed: names of institutions have many words in small letters, too.
pub(super) fn parse_name_in_text(text: &str) -> Option<String> {
    parse_name(text).filter(|name| !is_sentence(name))
}

/// Where the name ends in `text`: at a number or at a symbol that separates columns. A digit in a word ("freeman1984")
/// belongs to the name, unless it begins a date.
fn find_name_end(text: &str) -> Option<usize> {
    let mut is_in_word = false;
    for (index, c) in text.char_indices() {
        let starts_date = || {
            let rest = text.get(index..).unwrap_or_default();
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut next = rest.chars();
            next.next()
                .is_some_and(|c| matches!(c, '.' | ':' | '/' | '-'))
                && next.next().is_some_and(|c| c.is_ascii_digit())
        };
        if matches!(c, '|' | '·' | '•' | '»' | '›' | '*')
            || c.is_ascii_digit() && (!is_in_word || starts_date())
        {
            return Some(index);
        }
        is_in_word = c.is_alphanumeric();
    }
    None
}

/// `text` without "Text:" before the name or "Kategorien:" after it; `None` if it names who took the pictures.
fn without_labels(text: &str) -> Option<&str> {
    let Some((before, after)) = text.split_once(':') else {
        return Some(text);
    };
    let first = before.split(' ').next().unwrap_or_default().to_lowercase();
    if PICTURE_LABELS.iter().any(|label| first.starts_with(label)) {
        return None;
    }
    if AUTHOR_LABELS.contains(&first.as_str()) {
        return Some(strip_byline_prefix(after.trim_start()));
    }
    // The word before the colon is the next label.
    Some(before.rsplit_once(' ').map_or(text, |(name, _)| name))
}

/// Whether `word` may stand between a name and a date.
fn is_before_date(word: &str) -> bool {
    dates::is_month(word) || is_weekday(word) || AFTER_NAMES.contains(&word.to_lowercase().as_str())
}

/// Whether `word` is a day of the week in one of a few languages, in full or cut short.
fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    WEEKDAYS.contains(&word.as_str())
}

/// Whether a character at either end of a name is not part of it.
fn is_name_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | ';'
                | '|'
                | ':'
                | '-'
                | '–'
                | '—'
                | '~'
                | '·'
                | '•'
                | '('
                | '"'
                | '\''
                | '“'
                | '”'
                | '/'
        )
}

/// Whether a text has many words in small letters, more than stand between the words of names. After a comma stands what
/// somebody is.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split(',').next().unwrap_or(text).split(' ').collect();
    let small = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 3);
    words.len() >= MIN_SENTENCE_WORDS && small.count() >= MIN_SMALL_WORDS
}

/// A text of fewer words is no sentence.
const MIN_SENTENCE_WORDS: usize = 6;

/// A sentence has at least this many words in small letters, apart from the shortest ones.
const MIN_SMALL_WORDS: usize = 3;

/// `text` without a prefix such as "By".
pub(in super::super::super) fn strip_byline_prefix(text: &str) -> &str {
    for prefix in [
        "written by ",
        "posted by ",
        "publié par ",
        "rédigé par ",
        "escrito por ",
        "publicado por ",
        "beitragvon ",
        "erstellt von ",
        "verfasst von ",
        "text von ",
        "words by ",
        "veröffentlicht von ",
        "geschrieben von ",
        "beitrag von ",
        "autor: ",
        "autor*in: ",
        "author: ",
        "von: ",
        "by ",
        "by: ",
        "von ",
        "par ",
        "por ",
        "di ",
    ] {
        if let Some(rest) = strip_prefix_ignore_case(text, prefix) {
            let rest = rest.trim_start();
            // "von der Leyen" is a name; "Von Anna Weber" and "von Heiko" are bylines.
            let is_particle = text.starts_with(char::is_lowercase)
                && ["der ", "den ", "dem ", "und "]
                    .iter()
                    .any(|particle| rest.starts_with(particle));
            if !is_particle {
                return rest;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a prefix such as "By" is not part of a name, but "von" in a surname is.
    #[test]
    fn byline_prefixes_are_removed_from_names() {
        for (text, expected) in [
            ("By Jane Doe", Some("Jane Doe")),
            ("BY  JANE DOE |", Some("JANE DOE")),
            ("Von Anna Weber", Some("Anna Weber")),
            ("von der Leyen", Some("von der Leyen")),
            ("von Heiko", Some("Heiko")),
            ("Byron Smith", Some("Byron Smith")),
            ("Jane Doe Updated Mar 12, 2020", Some("Jane Doe")),
            ("von eseppelt · 31. Oktober 2023", Some("eseppelt")),
            ("Jane Doe is a senior reporter", None),
            ("Name (erforderlich)", None),
            ("Name *", None),
            ("By", None),
            ("~ Jane Doe", Some("Jane Doe")),
            ("freeman1984", Some("freeman1984")),
            ("Jane Doe03.12.2019", Some("Jane Doe")),
            ("Jane Doe Do 12 Dez 2019", Some("Jane Doe")),
            ("Dezember 10, 2019", None),
            ("Donnerstag, 3.2.2022", None),
            ("Text und Interview: Jane Doe", Some("Jane Doe")),
            ("Jane Doe Kategorien: Mode", Some("Jane Doe")),
            ("Autor*in: Jane Doe", Some("Jane Doe")),
            ("Anonymous", Some("Anonymous")),
            ("Fotos: Jane Doe", None),
            ("facebook.com/jane", None),
            ("https://facebook.com/jane", None),
            ("", None),
        ] {
            assert_eq!(parse_name(text).as_deref(), expected, "{text}");
        }
    }

    /// Protects: what a program writes where no name was entered is none.
    #[test]
    fn placeholders_are_no_names() {
        for text in [
            "admin",
            "Administrator",
            "N/A",
            "none",
            "null",
            "Publisher",
            "root",
            "Super User",
            "superuser",
            "Unbekannt",
            "unbenannt",
            "Unknown",
            "User",
            "Webmaster",
            "wordpressadmin",
            "Zur Person",
        ] {
            assert_eq!(parse_name(text), None, "{text}");
        }
    }

    /// Protects: a sentence in the text of a page is no name; one that the page declares is, and so is what somebody is.
    #[test]
    fn sentences_are_no_names_in_the_text_of_a_page() {
        let sentence = "Credits and loans for everyone who wants to build a mill";
        assert_eq!(parse_name_in_text(sentence), None);
        let institution = "Centre national de la recherche scientifique";
        assert_eq!(parse_name(institution).as_deref(), Some(institution));
        let professor = "Jane Doe, professor of political science at Yale University";
        assert_eq!(parse_name_in_text(professor).as_deref(), Some(professor));
    }

    /// Protects: several authors are a list, and a title after a name is no author.
    #[test]
    fn lists_of_authors_are_split() {
        for (line, expected) in [
            (
                "Ann Lee, Bo Dahl and Kim Park",
                &["Ann Lee", "Bo Dahl", "Kim Park"][..],
            ),
            (
                "Karin Lund, DER BEOBACHTER",
                &["Karin Lund", "DER BEOBACHTER"],
            ),
            ("Ann Lee, PhD", &["Ann Lee, PhD"]),
            ("Ann Lee", &["Ann Lee"]),
        ] {
            assert_eq!(split_names(line), expected, "{line}");
        }
    }
}
