//! Word boundaries as defined by Unicode (UAX #29), for moving the cursor by words. Wrapping does not use them.

use crate::document::floor_char_boundary;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The longest word considered, in bytes; how far back to look for the start of a word.
const MAX_WORD_BYTES: usize = 1024;

/// The first word that starts at or after byte `from`.
pub fn next(text: &str, from: usize) -> Option<Range<usize>> {
    // If `from` is inside a word, that word is skipped.
    let from = match at(text, from) {
        Some(word) if word.start < from => word.end,
        _ => from,
    };
    let rest = text.get(from..)?;
    let (start, word) = rest.unicode_word_indices().next()?;
    Some(from + start..from + start + word.len())
}

/// The last word that ends at or before byte `to`.
pub fn previous(text: &str, to: usize) -> Option<Range<usize>> {
    let to = match at(text, to) {
        Some(word) if word.start < to => word.start,
        _ => to,
    };
    // Words may be far apart, so the search window grows.
    let mut length = MAX_WORD_BYTES;
    loop {
        let from = floor_char_boundary(text, to.saturating_sub(length));
        let part = text.get(from..to)?;
        if let Some((start, word)) = part.unicode_word_indices().next_back() {
            let end = from + start + word.len();
            // The word may start before the window.
            return at(text, from + start).or(Some(from + start..end));
        }
        if from == 0 {
            return None;
        }
        length = length.saturating_mul(8);
    }
}

/// The word that contains the byte at `offset`.
pub fn at(text: &str, offset: usize) -> Option<Range<usize>> {
    let from = floor_char_boundary(text, offset.saturating_sub(MAX_WORD_BYTES));
    let words = text
        .split_at(from)
        .1
        .unicode_word_indices()
        .map(|(start, word)| from + start..from + start + word.len());
    words
        .take_while(|word| word.start <= offset)
        .find(|word| offset < word.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: moving by words visits each word once, in both directions, across lines and scripts.
    #[test]
    fn moving_by_words_visits_each_word_both_ways() {
        let text = "Mr. O’Neill, al-Assad’s\n“Éva”… 北京 x";
        let mut forth = Vec::new();
        let mut from = 0;
        while let Some(word) = next(text, from) {
            from = word.end;
            forth.push(word);
        }
        let words: Vec<&str> = forth.iter().map(|word| &text[word.clone()]).collect();
        assert_eq!(
            words,
            ["Mr", "O’Neill", "al", "Assad’s", "Éva", "北", "京", "x"]
        );
        let mut back = Vec::new();
        let mut to = text.len();
        while let Some(word) = previous(text, to) {
            to = word.start;
            back.push(word);
        }
        back.reverse();
        assert_eq!(back, forth);
        assert_eq!(at(text, 5), Some(forth[1].clone()));
        assert_eq!(at(text, 3), None, "a space is not a word");
        assert_eq!(next(text, 6), Some(forth[2].clone()), "from inside a word");
        assert_eq!(previous(text, 6), Some(forth[0].clone()));
    }

    /// Protects: the search for a word ends in a text that has none.
    #[test]
    fn a_text_without_words_has_none() {
        let dots = ". ".repeat(50_000);
        assert_eq!(previous(&dots, dots.len()), None);
        assert_eq!(next(&dots, 0), None);
        assert_eq!(at("", 0), None);
    }
}
