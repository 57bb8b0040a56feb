//! The prompt that waits for a bookmark's letter, and the list of bookmarks it shows.

use super::prompt_bar::PromptBarSpec;
use super::{KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::key::{Key, KeyCode};
use crate::app::passage;
use crate::app::state::State;
use crate::app::update::{navigation, scroll};

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

    /// The action that opens it.
    pub fn opened_by(self) -> Action {
        match self {
            Self::Set => Action::SetBookmark,
            Self::GoTo => Action::GoToBookmark,
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

/// Opens the prompt that waits for the letter of a bookmark.
pub(crate) fn open(state: &mut State, prompt: BookmarkPrompt) {
    super::push(state, Overlay::BookmarkPrompt(prompt));
}

impl OverlayBehaviour for BookmarkPrompt {
    fn mode(&self) -> Mode {
        Mode::Bookmark
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[(Action::Close, "cancel")]
    }

    /// Takes the letter of a bookmark. Pressing the key for going to a bookmark twice goes to where the last jump began.
    fn on_key(&mut self, state: &mut State, key: Key) -> Outcome {
        let repeat = state.session.keymap.action_for(Mode::Text, key);
        match (*self, key.code) {
            (Self::GoTo, _) if repeat == Some(Action::GoToBookmark) => go_to_last_jump(state),
            (_, KeyCode::Char(letter)) if letter.is_alphanumeric() && !key.ctrl && !key.alt => {
                match self {
                    Self::Set => set_bookmark(state, letter),
                    Self::GoTo => go_to_bookmark(state, letter),
                }
            }
            _ => state.notice("A bookmark is named by a letter or digit"),
        }
        Outcome::close()
    }
}

/// Sets the bookmark `letter` at the top of the screen.
fn set_bookmark(state: &mut State, letter: char) {
    let offset = state.reading.view.top_offset();
    let previous = state.reading.history.bookmarks.insert(letter, offset);
    let key = state.key_hint(Action::GoToBookmark);
    let verb = if previous.is_some() { "moved" } else { "set" };
    state.notice(format!(
        "Bookmark {letter} {verb}: {key}{letter} returns here"
    ));
}

fn go_to_bookmark(state: &mut State, letter: char) {
    let Some(&offset) = state.reading.history.bookmarks.get(&letter) else {
        let key = state.key_hint(Action::SetBookmark);
        state.notice(format!("No bookmark {letter}: {key}{letter} sets it"));
        return;
    };
    navigation::record_jump(state);
    scroll::show_offset(state, offset);
}

/// Goes to where the last jump began; doing it twice returns.
fn go_to_last_jump(state: &mut State) {
    let Some(&position) = state.reading.jumps.back.last() else {
        state.notice("No jump to go back to");
        return;
    };
    navigation::record_jump(state);
    navigation::restore_position(state, position);
}

/// The bookmarks of the article, sorted by letter.
pub fn bookmark_rows(state: &State) -> Vec<BookmarkRow> {
    let row = |(&letter, &offset): (&char, &usize)| BookmarkRow {
        letter,
        percent: state.reading.percent(offset),
        excerpt: passage::excerpt(&state.reading.document, offset),
    };
    state.reading.history.bookmarks.iter().map(row).collect()
}
