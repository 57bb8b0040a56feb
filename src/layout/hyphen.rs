//! Where a word may be divided.
//!
//! Owns the choice of words: only running words of a language whose rules are here, never names or numbers; a name is
//! what this reader looks for, and half of one is hard to find.

use std::ops::Range;

/// The shortest word that is divided, in bytes.
const SHORTEST: usize = 7;

/// The longest, in bytes; what is longer is no word, and the patterns' own limit is near.
const LONGEST: usize = 40;

/// The bytes of `word` before which it may be divided, ascending; none for a word that is not English prose.
pub(super) fn english(word: &str) -> Vec<usize> {
    let Some(core) = letters(word) else {
        return Vec::new();
    };
    let mut at = core.start;
    let mut breaks = Vec::new();
    for syllable in hypher::hyphenate(
        word.get(core.clone()).unwrap_or_default(),
        hypher::Lang::English,
    ) {
        at += syllable.len();
        breaks.push(at);
    }
    breaks.pop();
    breaks
}

/// The small letters of `word` between its punctuation, if that is all there is.
fn letters(word: &str) -> Option<Range<usize>> {
    let start = word.find(|c: char| c.is_ascii_alphanumeric())?;
    let end = word.rfind(|c: char| c.is_ascii_alphanumeric())? + 1;
    let core = word.get(start..end)?;
    ((SHORTEST..=LONGEST).contains(&core.len()) && core.bytes().all(|b| b.is_ascii_lowercase()))
        .then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: names and numbers stay whole, running words are divided where English does.
    #[test]
    fn only_running_words_are_divided() {
        let parts = |word: &str| -> Vec<String> {
            let mut breaks = english(word);
            breaks.push(word.len());
            let mut at = 0;
            breaks
                .into_iter()
                .map(|end| {
                    let part = word[at..end].to_owned();
                    at = end;
                    part
                })
                .collect()
        };
        assert_eq!(parts("“hyphenation,”"), ["“hy", "phen", "ation,”"]);
        for whole in ["Washington", "al-Assad", "words", "1234567", "héritage", ""] {
            assert_eq!(parts(whole), [whole]);
        }
    }
}
