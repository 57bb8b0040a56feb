//! Small lists of words, written in the source.

/// A list of words separated by spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordList {
    words: &'static str,
    /// A bit for the first byte of each word, by its lower six bits. Most words that are looked up are not in the list, and this
    /// tells without reading it.
    first_bytes: u64,
}

impl WordList {
    /// The list of these words.
    pub(super) const fn new(words: &'static str) -> Self {
        let mut first_bytes = 0;
        let mut begins_word = true;
        let mut rest = words.as_bytes();
        while let Some((byte, after)) = rest.split_first() {
            let is_space = byte.is_ascii_whitespace();
            if begins_word && !is_space {
                first_bytes |= 1 << (*byte & 63);
            }
            begins_word = is_space;
            rest = after;
        }
        Self { words, first_bytes }
    }

    /// The words of the list.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.words.split_ascii_whitespace()
    }

    /// Whether `word` is in the list; case matters.
    pub(super) fn contains(self, word: &str) -> bool {
        let may_contain = |byte: &u8| self.first_bytes >> (byte & 63) & 1 == 1;
        word.as_bytes().first().is_some_and(may_contain) && self.iter().any(|other| other == word)
    }
}
