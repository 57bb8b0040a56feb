//! Text without capitals: gives it those that it would have, so that the steps after this one see names as they know
//! them.
//!
//! Only what the embedded lists say is capitalised: names of countries that are no ordinary words, full names of
//! well-known people, a given name before a surname, a surname after a title, large places, and the beginnings of
//! sentences. No letter changes its length in bytes, so every offset holds in the text as it was written.

use super::countries;
use super::gazetteer::{self, Kinds, NameKey};
use super::people;
use super::tagger;
use std::ops::Range;

/// The most words of a name that is looked up.
const MAX_NAME_WORDS: usize = 4;

/// `text`, which has no capitals, with those of names and sentences.
pub(super) fn with_capitals(text: &str) -> String {
    let words = words(text);
    let mut capitals: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let count = name_words(text, rest);
        let starts_sentence = at == 0
            || words.get(at - 1).is_some_and(|before| {
                let between = text.get(before.end..word.start).unwrap_or_default();
                between.contains(['.', '!', '?', '\n'])
            });
        if count > 0 {
            let name = rest.iter().take(count);
            capitals.extend(name.map(|word| word.start));
        } else if starts_sentence || text.get(word.clone()) == Some("i") {
            capitals.push(word.start);
        }
        at += count.max(1);
    }
    let mut cased = String::with_capacity(text.len());
    let mut done = 0;
    for at in capitals {
        let (before, rest) = text.split_at(at);
        cased.push_str(before.get(done..).unwrap_or_default());
        let first = rest.chars().next().unwrap_or(' ');
        let mut capital = first.to_uppercase();
        match (capital.next(), capital.next()) {
            (Some(capital), None) if capital.len_utf8() == first.len_utf8() => cased.push(capital),
            _ => cased.push(first),
        }
        done = at + first.len_utf8();
    }
    cased.push_str(text.get(done..).unwrap_or_default());
    cased
}

/// The words of `text`: letters, with apostrophes and hyphens inside.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphabetic() {
            continue;
        }
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last)
                if last.end == at || last.end + 1 == at && text.get(last.end..at) == Some("-") =>
            {
                last.end = end;
            }
            _ => words.push(at..end),
        }
    }
    words
}

/// How many of `words`, from the first on, are a name; 0 if the first is none.
fn name_words(text: &str, words: &[Range<usize>]) -> usize {
    let word = |at: usize| {
        words
            .get(at)
            .and_then(|range| text.get(range.clone()))
            .unwrap_or_default()
    };
    // How many words follow one another with nothing but a space between them.
    let pairs = words.iter().zip(words.iter().skip(1));
    let joined = 1 + pairs
        .take(MAX_NAME_WORDS - 1)
        .take_while(|(one, next)| text.get(one.end..next.start) == Some(" "))
        .count();
    for count in (1..=joined.min(words.len())).rev() {
        let name: Vec<&str> = (0..count).map(word).collect();
        if countries::is_clear_name(&title_case(&name)) {
            return count;
        }
        let kinds = kinds_of(&name);
        let is_place = kinds.place_rank() == 3 && name.iter().all(|word| !is_ordinary(word));
        if count > 1 && kinds.has(Kinds::PERSON) || is_place {
            return count;
        }
    }
    // What plain text does not write in small letters, beside a given name or a title, is a surname.
    let may_be_surname = joined > 1 && !is_ordinary(word(1));
    let is_given = tagger::word_info(word(0)).given_rank >= 2 && !is_ordinary(word(0));
    if may_be_surname && (is_given || people::is_title(word(0))) {
        return 2;
    }
    0
}

/// Whether plain text nearly always writes `word` in small letters, or lists know it as an ordinary word.
fn is_ordinary(word: &str) -> bool {
    tagger::word_info(word).is_mostly_lowercase || people::is_common_word(word)
}

/// What the gazetteer knows by this name.
fn kinds_of(name: &[&str]) -> Kinds {
    let key = name.iter().fold(NameKey::default(), |key, word| {
        key.with(tagger::word_hash(word))
    });
    gazetteer::embedded().kinds(key)
}

/// `words` with a capital at the beginning of each.
fn title_case(words: &[&str]) -> String {
    let mut cased = String::new();
    for word in words {
        if !cased.is_empty() {
            cased.push(' ');
        }
        let mut letters = word.chars();
        let first = letters.next();
        // "of" and "the" stay small in the name of a country.
        if matches!(*word, "of" | "the" | "and") && !cased.is_empty() {
            cased.push_str(word);
        } else {
            cased.extend(first.into_iter().flat_map(char::to_uppercase));
            cased.push_str(letters.as_str());
        }
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn names(text: &str) -> Vec<String> {
        let mut builder = Builder::new("test");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        let found = read(&builder.finish());
        let entities = found.entities().iter();
        entities.map(|entity| entity.name.clone()).collect()
    }

    /// Protects: people and countries are found in text without capitals, and ordinary words are not names.
    #[test]
    fn names_are_found_without_capitals() {
        assert_eq!(
            names("i saw taylor swift in tokyo last night and she was great. japan loves her."),
            ["taylor swift", "Japan"]
        );
        assert_eq!(
            names(
                "the french president, emmanuel macron, met angela merkel in berlin; mr macron was late."
            ),
            ["France", "emmanuel macron", "angela merkel", "Germany"]
        );
        let plain =
            "i will mark the page in may, and he may rose from the chair to frank the letter.";
        assert_eq!(names(plain), [""; 0]);
    }

    /// Protects: no offset moves.
    #[test]
    fn capitals_change_no_length() {
        let text = "ich ging nach köln, und ﬁn ist ein wort mit einer ligatur am anfang";
        assert_eq!(with_capitals(text).len(), text.len());
    }
}
