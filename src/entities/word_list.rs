//! Small lists of words, written in the source.

/// A list of words separated by spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordList(&'static str);

impl WordList {
    /// The list of these words.
    pub(super) const fn new(words: &'static str) -> Self {
        Self(words)
    }

    /// The words of the list.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }

    /// Whether `word` is in the list; case matters.
    pub(super) fn contains(self, word: &str) -> bool {
        self.iter().any(|other| other == word)
    }
}
