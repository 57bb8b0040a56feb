//! The words by which articles are found: folded, without those that are in every article.
//!
//! The index of words is FTS5 with `detail=none`: for each word, the articles that have it. Positions would double the size of
//! the database. So that an article *about* a word is found before one that only has it, a word that is in the title or
//! several times in the text is also indexed with [`ABOUT`] at its end; the articles found are then ranked by their texts.

use crate::folding::fold_letter;
use std::collections::HashMap;
use std::ops::Range;

/// What follows a word that an article is about: a letter for private use, which no clean text has and FTS5 takes for a part of
/// the word.
const ABOUT: char = '\u{e000}';

/// How often a word is in a text that is about it.
const ABOUT_COUNT: u32 = 3;

/// The longest word that is indexed, in bytes; what is longer is no word.
const MAX_WORD_BYTES: usize = 64;

/// Words that are in every English article, by which none is found.
const STOP_WORDS: [&str; 64] = [
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but",
    "by", "can", "could", "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in",
    "into", "is", "it", "its", "more", "no", "not", "of", "on", "one", "or", "other", "out",
    "said", "she", "so", "than", "that", "the", "their", "there", "they", "this", "to", "up",
    "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "s",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub(super) folded: String,
    /// Where it is, in bytes.
    pub(super) range: Range<usize>,
}

impl Word {
    /// Whether articles are found by it.
    pub(super) fn is_indexed(&self) -> bool {
        self.folded.len() <= MAX_WORD_BYTES && !STOP_WORDS.contains(&self.folded.as_str())
    }
}

/// The words of `text`: runs of letters and digits. Each character of a script without spaces is a word of its own.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    word_ranges(text).map(|range| Word {
        folded: fold_word(text.get(range.clone()).unwrap_or_default()),
        range,
    })
}

/// Where the words of `text` are, in bytes.
pub(super) fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, first) = loop {
            let c = char_at(text, at)?;
            if is_letter(c) {
                break (at, c);
            }
            at += c.len_utf8();
        };
        at += first.len_utf8();
        if !is_spaceless(first) {
            while let Some(c) = char_at(text, at).filter(|&c| is_letter(c) && !is_spaceless(c)) {
                at += c.len_utf8();
            }
        }
        Some(start..at)
    })
}

/// The character that begins at this byte of `text`. Most are ASCII, which need not be decoded.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The word folded.
pub(super) fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(fold_letter).collect()
}

/// `text` folded to its words, with one space between them.
pub(super) fn fold(text: &str) -> String {
    let folded: Vec<String> = words(text).map(|word| word.folded).collect();
    folded.join(" ")
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && c.is_alphanumeric()
        || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether `c` is of a script that puts no spaces between words.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What is indexed of an article.
pub(super) fn index_text(title: &str, text: &str) -> String {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for word in words(title).filter(Word::is_indexed) {
        counts.insert(word.folded, ABOUT_COUNT);
    }
    for word in words(text).filter(Word::is_indexed) {
        *counts.entry(word.folded).or_default() += 1;
    }
    let mut index = String::with_capacity(text.len());
    for (word, count) in counts {
        index.push_str(&word);
        index.push(' ');
        if count >= ABOUT_COUNT {
            index.push_str(&word);
            index.push(ABOUT);
            index.push(' ');
        }
    }
    index
}

/// What the user searches for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordQuery {
    /// The words, each once.
    pub(super) words: Vec<QueryWord>,
    /// Words that must follow each other, with spaces around them.
    pub(super) phrases: Vec<String>,
}

/// A word that is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryWord {
    pub(super) folded: String,
    /// Whether words that only begin with it are meant, too: `elect*`.
    pub(super) is_prefix: bool,
}

impl QueryWord {
    /// Whether it begins with the letter that `first` folds to.
    pub(super) fn begins_with(&self, first: char) -> bool {
        let own = self.folded.chars().next();
        // This is asked of every word of a text.
        if first.is_ascii_alphanumeric() {
            return own == Some(first.to_ascii_lowercase());
        }
        own == fold_letter(first).next()
    }

    /// Whether the folded `word` is meant.
    pub(super) fn matches(&self, word: &str) -> bool {
        word == self.folded || (self.is_prefix && word.starts_with(&self.folded))
    }

    /// The word for FTS5, which the article must be about if `about`. Words are folded, so nothing in them needs escaping.
    fn expression(&self, about: bool) -> String {
        match (self.is_prefix, about) {
            (true, _) => format!("\"{}\"*", self.folded),
            (false, true) => format!("\"{}{ABOUT}\"", self.folded),
            (false, false) => format!("\"{}\"", self.folded),
        }
    }
}

impl WordQuery {
    /// Parses what was typed: words, parts in quotes, and words that end in `*`.
    pub(super) fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        for (part, is_quoted) in typed.split('"').zip([false, true].into_iter().cycle()) {
            let found: Vec<Word> = words(part).collect();
            if is_quoted && found.len() > 1 {
                query.phrases.push(format!(" {} ", fold(part)));
            }
            for word in found.into_iter().filter(Word::is_indexed) {
                let rest = part.get(word.range.end..).unwrap_or_default();
                let word = QueryWord {
                    folded: word.folded,
                    is_prefix: rest.starts_with('*'),
                };
                if !query.words.contains(&word) {
                    query.words.push(word);
                }
            }
        }
        query
    }

    /// The expression for FTS5: articles with all words, which must be about them if `about`.
    pub(super) fn expression(&self, about: bool) -> String {
        let words = self.words.iter().map(|word| word.expression(about));
        words.collect::<Vec<_>>().join(" AND ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is typed finds what is written, in every script, and no part of it is taken for an operator.
    #[test]
    fn words_are_folded_and_never_operators() {
        assert_eq!(fold("Erdoğan’s visit—NOT over"), "erdogan s visit not over");
        assert_eq!(fold("北京 Łódź"), "北 京 lodz");
        let query = WordQuery::parse("the \"Prime Minister\" elect* AND NEAR(x) title:y");
        assert_eq!(
            query.expression(false),
            "\"prime\" AND \"minister\" AND \"elect\"* AND \"near\" AND \"x\" AND \"title\" AND \"y\""
        );
        assert_eq!(query.phrases, [" prime minister "]);
        assert_eq!(WordQuery::parse("the of \"").words, []);
        let index = index_text("Budget talks", "talk talk talk of war");
        let mut words: Vec<&str> = index.split_whitespace().collect();
        words.sort_unstable();
        let expected = [
            "budget",
            "budget\u{e000}",
            "talk",
            "talks",
            "talks\u{e000}",
            "talk\u{e000}",
            "war",
        ];
        assert_eq!(words, expected);
    }
}
