//! Lines below an article that say who else worked on it.
//!
//! Owns their recognition by words alone. Promises that a sentence is none: beside names there are only the few words that
//! stand between them.

/// How such a line begins, in small letters.
const BEGINNINGS: &[&str] = &[
    "additional reporting by ",
    "additional writing by ",
    "compiled by ",
    "edited by ",
    "editing by ",
    "reporting and writing by ",
    "reporting by ",
    "writing by ",
];

/// How it ends otherwise, in small letters.
const ENDINGS: &[&str] = &[
    " contributed reporting",
    " contributed to this article",
    " contributed to this report",
    " contributed to this story",
];

/// Words in small letters that stand between names.
const BETWEEN: &[&str] = &[
    "additional",
    "al",
    "and",
    "at",
    "bin",
    "by",
    "compiled",
    "da",
    "de",
    "del",
    "der",
    "di",
    "edited",
    "editing",
    "for",
    "from",
    "in",
    "la",
    "of",
    "production",
    "reporting",
    "the",
    "van",
    "von",
    "with",
    "writing",
];

/// Whether `line` names those who worked on an article and says nothing else.
pub(super) fn is_credit(line: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.');
    let line = line.trim_matches(marks);
    let small = line.to_lowercase();
    let names = if BEGINNINGS.iter().any(|start| small.starts_with(start)) {
        // Past the first word, which has a capital by its place.
        line.split_once(' ').map_or("", |(_, names)| names)
    } else {
        let Some(ending) = ENDINGS.iter().find(|ending| small.ends_with(**ending)) else {
            return false;
        };
        line.get(..line.len() - ending.len()).unwrap_or_default()
    };
    let mut words = names
        .split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’' | '-' | '.'))
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && names.contains(char::is_uppercase)
        && words.all(|word| {
            word.starts_with(char::is_uppercase)
                || !word.contains(char::is_lowercase)
                || BETWEEN.contains(&word.to_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: those who worked on an article are no part of it, and a sentence that begins like such a line is.
    #[test]
    fn credits_are_no_sentences() {
        for line in [
            "Reporting by Jane Doe in Lisbon; Editing by Max Frey and Ann Lee",
            "(Reporting by Jane Doe; Additional reporting by Max Frey; Writing by Ann Lee; Editing by Tom Roe)",
            "Additional reporting by Ann O’Lee",
            "Edited by Tom Roe",
            "Jane Doe and Max Frey contributed to this report.",
            "The Associated Example contributed to this report.",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Reporting by this newspaper showed that Ann Lee had paid.",
            "Editing by hand takes time",
            "Reporting by",
            "All of them contributed to this report.",
            "Writing by Ann Lee was found in the attic.",
            "Edited by Ann Lee, the book sold well.",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }
}
