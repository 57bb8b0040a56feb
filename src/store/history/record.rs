//! The history record of one article.

use crate::document::{Document, TextAnchor};
use crate::entities::corrections::clean_name;
use std::collections::BTreeMap;

/// Maximum length of a title, in characters.
const MAX_TITLE_CHARS: usize = 200;

/// What the history stores about an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryRecord {
    /// The id of the article; see [`article_id`](super::super::article_id).
    pub id: String,
    /// How it can be opened again, if it can: an absolute path, or a URL without its password.
    pub source: Option<String>,
    /// The title. It was clean when it was written, but the file may have been changed since.
    pub title: String,
    /// When it was last read, in seconds since 1970.
    pub last_read: u64,
    /// The position at the top of the screen.
    pub position: TextAnchor,
    /// The position in percent of the text.
    pub percent: u8,
    /// Whether it has ever been read to its end.
    pub finished: bool,
    /// The bookmarks by letter.
    pub bookmarks: BTreeMap<char, TextAnchor>,
}

impl HistoryRecord {
    /// The title of `document`, or else its first words, as one line of limited length.
    pub fn title_of(document: &Document) -> String {
        let first_line = document.text().lines().find(|line| !line.trim().is_empty());
        let title = document.meta().title.as_deref().or(first_line);
        let clean = clean_name(title.unwrap_or_default()).unwrap_or_default();
        clean.chars().take(MAX_TITLE_CHARS).collect()
    }

    /// Merges this record with the earlier one of the same article. Unless the user has `moved`, the earlier position
    /// is kept.
    pub(super) fn merged_with(mut self, earlier: Self, moved: bool) -> Self {
        self.source = self.source.or(earlier.source);
        if !moved {
            (self.position, self.percent) = (earlier.position, earlier.percent);
        }
        self.finished |= earlier.finished;
        for (letter, anchor) in earlier.bookmarks {
            self.bookmarks.entry(letter).or_insert(anchor);
        }
        self
    }
}
