//! Detects the language of an article from the beginning of its text.
//!
//! Where the result is uncertain, the language counts as unknown, and the text is then treated as English.

use crate::document::{Document, Language, prefix};
use whatlang::{Lang, detect};

/// Number of bytes examined; trigram statistics are certain long before that.
const SAMPLE_BYTES: usize = 8 * 1024;

/// In texts shorter than this, in bytes, no language is detected.
const MIN_BYTES: usize = 60;

/// At least this percentage of the words of English prose are among [`COMMON_WORDS`]. An article full of foreign names
/// is still recognised as English.
const MIN_COMMON_PERCENT: usize = 12;

/// Words that make up a quarter of English text and hardly occur in related languages.
const COMMON_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "with", "was", "for", "from", "said", "which", "they",
    "this", "have",
];

/// The language of `document`, if its beginning leaves no doubt.
pub(super) fn detect_language(document: &Document) -> Option<Language> {
    let sample = prefix(document.text(), SAMPLE_BYTES);
    if sample.len() < MIN_BYTES {
        return None;
    }
    if is_english(sample) {
        return Some(language_from(Lang::Eng));
    }
    let found = detect(sample)?;
    found.is_reliable().then(|| language_from(found.lang()))
}

fn is_english(sample: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        common += usize::from(COMMON_WORDS.contains(&word));
    }
    common * 100 > words * MIN_COMMON_PERCENT
}

fn language_from(lang: Lang) -> Language {
    Language {
        code: lang.code(),
        name: lang.eng_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn code(text: &str) -> Option<&'static str> {
        let mut builder = Builder::new("test");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        detect_language(&builder.finish()).map(|language| language.code)
    }

    /// Protects: the language of a few lines is detected, and one word is not enough to guess from.
    #[test]
    fn languages_are_distinguished() {
        for (text, found) in [
            (
                "The minister said on Monday that the talks would go on until both sides had agreed on a date for the vote.",
                Some("eng"),
            ),
            (
                "Die Ministerin sagte am Montag, die Gespräche würden fortgesetzt, bis sich beide Seiten geeinigt hätten.",
                Some("deu"),
            ),
            (
                "La ministre a déclaré lundi que les discussions se poursuivraient jusqu'à ce que les deux parties s'accordent.",
                Some("fra"),
            ),
            (
                "Министр заявил в понедельник, что переговоры продолжатся до тех пор, пока стороны не договорятся.",
                Some("rus"),
            ),
            (
                "外務大臣は月曜日、両国が投票の日程について合意するまで協議を続けると述べた。首相も会談に参加する。",
                Some("jpn"),
            ),
            ("Lisbon", None),
            ("", None),
        ] {
            assert_eq!(code(text), found, "{text}");
        }
    }
}
