//! The prompt that waits for a bookmark's letter, and the list of bookmarks it shows.

use super::State;
use super::passage;
use super::prompt_bar::PromptBarSpec;

/// What the letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookmarkPrompt {
    /// To set a bookmark here.
    Set,
    /// To go to a bookmark.
    GoTo,
}

/// A row of the list of bookmarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookmarkRow {
    /// The bookmark's letter.
    pub letter: char,
    /// How far into the text it is, in percent.
    pub percent: usize,
    /// The words at that place.
    pub excerpt: String,
}

impl BookmarkPrompt {
    /// The question.
    pub fn title(self) -> &'static str {
        match self {
            Self::Set => "Set a bookmark: press a letter or digit",
            Self::GoTo => "Go to a bookmark: press its letter or digit",
        }
    }

    /// What the prompt bar contains.
    pub fn bar_spec(self, state: &State) -> PromptBarSpec {
        PromptBarSpec {
            rows: state.reading.history.bookmarks.len(),
            ..PromptBarSpec::default()
        }
    }
}

/// The bookmarks of the article, sorted by letter.
pub fn bookmark_rows(state: &State) -> Vec<BookmarkRow> {
    let text = state.reading.document.text();
    let row = |(&letter, &offset): (&char, &usize)| BookmarkRow {
        letter,
        percent: offset * 100 / text.len().max(1),
        excerpt: passage::excerpt(&state.reading.document, offset),
    };
    state.reading.history.bookmarks.iter().map(row).collect()
}
