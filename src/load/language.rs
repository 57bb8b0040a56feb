//! Which language is this in?
//!
//! Owns the guess, made from the beginning of the text. Promises no answer rather than an unsure one: what is unknown is
//! read as English.

use crate::document::{Document, Language};
use whatlang::{Lang, detect};

/// How much is looked at, in bytes: trigrams are sure of themselves long before.
const SAMPLE_BYTES: usize = 8 * 1024;

/// Shorter texts say too little, in bytes.
const LEAST_BYTES: usize = 60;

/// Of a hundred words of English prose at least this many are among [`COMMON`]; an article full of foreign names is
/// English all the same.
const COMMON_PER_CENT: usize = 12;

/// Words that make up a quarter of English, and that its neighbours do not have.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "with", "was", "for", "from", "said", "which", "they",
    "this", "have",
];

/// The language of `document`, if its beginning leaves no doubt.
pub(super) fn of(document: &Document) -> Option<Language> {
    let end = document.floor(SAMPLE_BYTES);
    let sample = document.slice(0..end);
    if sample.len() < LEAST_BYTES {
        return None;
    }
    if is_english(sample) {
        return Some(named(Lang::Eng));
    }
    let found = detect(sample)?;
    found.is_reliable().then(|| named(found.lang()))
}

fn is_english(sample: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        common += usize::from(COMMON.contains(&word));
    }
    common * 100 > words * COMMON_PER_CENT
}

fn named(lang: Lang) -> Language {
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
        of(&builder.finish()).map(|language| language.code)
    }

    /// Protects: a text of a few lines is known for what it is, and a word is not guessed at.
    #[test]
    fn languages_are_told_apart() {
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
