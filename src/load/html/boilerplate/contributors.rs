//! Recognizes lines below an article that name contributors ("Reporting by …; editing by …").
//!
//! Only the words decide: besides names, such a line has only the few words that stand between names, so a sentence is
//! never mistaken for one.

/// How such a line begins, in lower case.
const PREFIXES: &[&str] = &[
    "additional reporting by ",
    "additional writing by ",
    "compiled by ",
    "edited by ",
    "editing by ",
    "reporting and writing by ",
    "reporting by ",
    "writing by ",
];

/// How it ends if it begins with a name, in lower case.
const SUFFIXES: &[&str] = &[
    " contributed reporting",
    " contributed to this article",
    " contributed to this report",
    " contributed to this story",
];

/// Lower-case words between names.
const CONNECTIVES: &[&str] = &[
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

/// Whether `line` names contributors and says nothing else.
pub(super) fn is_contributor_line(line: &str) -> bool {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.');
    let line = line.trim_matches(is_edge);
    let lowercase = line.to_lowercase();
    let names = if PREFIXES.iter().any(|start| lowercase.starts_with(start)) {
        // Skip the first word, which is capitalized because of its position.
        line.split_once(' ').map_or("", |(_, names)| names)
    } else {
        let Some(ending) = SUFFIXES.iter().find(|ending| lowercase.ends_with(**ending)) else {
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
                || CONNECTIVES.contains(&word.to_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: lines that name contributors are removed, and sentences that begin like one are kept.
    #[test]
    fn contributor_lines_are_distinguished_from_sentences() {
        for line in [
            "Reporting by Jane Doe in Lisbon; Editing by Max Frey and Ann Lee",
            "(Reporting by Jane Doe; Additional reporting by Max Frey; Writing by Ann Lee; Editing by Tom Roe)",
            "Additional reporting by Ann O’Lee",
            "Edited by Tom Roe",
            "Jane Doe and Max Frey contributed to this report.",
            "The Associated Example contributed to this report.",
        ] {
            assert!(is_contributor_line(line), "{line}");
        }
        for line in [
            "Reporting by this newspaper showed that Ann Lee had paid.",
            "Editing by hand takes time",
            "Reporting by",
            "All of them contributed to this report.",
            "Writing by Ann Lee was found in the attic.",
            "Edited by Ann Lee, the book sold well.",
        ] {
            assert!(!is_contributor_line(line), "{line}");
        }
    }
}
