//! Words of a text, as Unicode parts them: for walking by words, not for wrapping.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How far back from a place, in bytes, a word can begin: no word that anybody reads is longer.
const LONGEST: usize = 1024;

/// The first word that begins at or after `from`.
pub fn next(text: &str, from: usize) -> Option<Range<usize>> {
    // A word that `from` stands in is not the next one, nor is its rest.
    let from = match at(text, from) {
        Some(word) if word.start < from => word.end,
        _ => from,
    };
    let rest = text.get(from..)?;
    let (start, word) = rest.unicode_word_indices().next()?;
    Some(from + start..from + start + word.len())
}

/// The last word that ends at or before `to`.
pub fn before(text: &str, to: usize) -> Option<Range<usize>> {
    let to = match at(text, to) {
        Some(word) if word.start < to => word.start,
        _ => to,
    };
    // Words may be far apart, but not without end.
    let mut length = LONGEST;
    loop {
        let from = floor(text, to.saturating_sub(length));
        let part = text.get(from..to)?;
        if let Some((start, word)) = part.unicode_word_indices().next_back() {
            let end = from + start + word.len();
            // It may begin before the part.
            return at(text, from + start).or(Some(from + start..end));
        }
        if from == 0 {
            return None;
        }
        length = length.saturating_mul(8);
    }
}

/// The word that `offset` stands in.
pub fn at(text: &str, offset: usize) -> Option<Range<usize>> {
    let from = floor(text, offset.saturating_sub(LONGEST));
    let part = text.get(from..)?;
    let words = part
        .unicode_word_indices()
        .map(|(start, word)| from + start..from + start + word.len());
    words
        .take_while(|word| word.start <= offset)
        .find(|word| offset < word.end)
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: walking by words visits each word once, both ways, across lines and scripts.
    #[test]
    fn words_are_walked_both_ways() {
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
        while let Some(word) = before(text, to) {
            to = word.start;
            back.push(word);
        }
        back.reverse();
        assert_eq!(back, forth);
        assert_eq!(at(text, 5), Some(forth[1].clone()));
        assert_eq!(at(text, 3), None, "a blank is no word");
        assert_eq!(next(text, 6), Some(forth[2].clone()), "from inside a word");
        assert_eq!(before(text, 6), Some(forth[0].clone()));
    }

    #[test]
    fn a_text_without_words_ends() {
        let dots = ". ".repeat(50_000);
        assert_eq!(before(&dots, dots.len()), None);
        assert_eq!(next(&dots, 0), None);
        assert_eq!(at("", 0), None);
    }
}
