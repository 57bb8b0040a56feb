//! Hyphenates words.
//!
//! Only ordinary lower-case words of English are hyphenated, never names or numbers: names are what byline highlights, and half
//! a name is hard to spot.

/// The shortest word that is hyphenated, in bytes.
const MIN_WORD_BYTES: usize = 7;

/// The longest word that is hyphenated, in bytes. Anything longer is not an English word, and would come near the limit of
/// the hyphenation patterns.
const MAX_WORD_BYTES: usize = 40;

/// The byte offsets at which the English word `word` may be broken, ascending; empty if it is not to be hyphenated.
pub(super) fn english_breaks(word: &str) -> Vec<usize> {
    let is_punctuation = |c: char| !c.is_ascii_alphanumeric();
    let unopened = word.trim_start_matches(is_punctuation);
    let core = unopened.trim_end_matches(is_punctuation);
    if !(MIN_WORD_BYTES..=MAX_WORD_BYTES).contains(&core.len())
        || !core.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let mut at = word.len() - unopened.len();
    let syllables = hypher::hyphenate(core, hypher::Lang::English).map(|syllable| {
        at += syllable.len();
        at
    });
    let mut breaks: Vec<usize> = syllables.collect();
    breaks.pop();
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: names and numbers are not hyphenated, and ordinary words are hyphenated by the rules of English.
    #[test]
    fn only_ordinary_words_are_hyphenated() {
        let parts = |word: &str| -> Vec<String> {
            let mut breaks = english_breaks(word);
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
