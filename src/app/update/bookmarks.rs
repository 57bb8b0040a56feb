//! Bookmarks: places in the text that a letter or a digit names.

use super::{navigation, overlay, paragraph_filter, scroll};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::bookmarks::BookmarkPrompt;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::overlay::Overlay;

/// Opens the prompt that waits for the letter of a bookmark.
pub(super) fn open(state: &mut State, prompt: BookmarkPrompt) {
    overlay::push_overlay(state, Overlay::BookmarkPrompt(prompt));
}

/// Handles `action` while that prompt is open.
pub(super) fn handle_action(state: &mut State, action: Action) -> Vec<Effect> {
    super::handle_common_action(state, action).unwrap_or_default()
}

/// Handles the letter of a bookmark. Pressing the key for going to a bookmark twice goes to where the last jump began.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(&Overlay::BookmarkPrompt(prompt)) = state.screen.overlays.last() else {
        return Vec::new();
    };
    let is_repeat = state
        .session
        .keymap
        .keys_for(Mode::Text, Action::GoToBookmark)
        .contains(&key);
    overlay::close_top(state);
    match (prompt, key.code) {
        (BookmarkPrompt::GoTo, _) if is_repeat => go_to_last_jump(state),
        (_, KeyCode::Char(letter)) if letter.is_alphanumeric() && !key.ctrl && !key.alt => {
            match prompt {
                BookmarkPrompt::Set => set_bookmark(state, letter),
                BookmarkPrompt::GoTo => go_to_bookmark(state, letter),
            }
        }
        _ => state.message = Some("A bookmark is named by a letter or digit".to_owned()),
    }
    Vec::new()
}

/// Sets the bookmark `letter` at the top of the screen.
fn set_bookmark(state: &mut State, letter: char) {
    let offset = state.reading.view.flow.line_start(state.reading.view.top);
    let previous = state.reading.history.bookmarks.insert(letter, offset);
    let key = state.key_hint(Action::GoToBookmark);
    let verb = if previous.is_some() { "moved" } else { "set" };
    state.message = Some(format!(
        "Bookmark {letter} {verb}: {key}{letter} returns here"
    ));
}

fn go_to_bookmark(state: &mut State, letter: char) {
    let Some(&offset) = state.reading.history.bookmarks.get(&letter) else {
        let key = state.key_hint(Action::SetBookmark);
        state.message = Some(format!("No bookmark {letter}: {key}{letter} sets it"));
        return;
    };
    navigation::record_jump(state);
    if !state.reading.passes_filter(offset) {
        paragraph_filter::remove_filter(state);
    }
    scroll::scroll_to_offset(state, offset);
}

/// Goes to where the last jump began; doing it twice returns.
fn go_to_last_jump(state: &mut State) {
    let Some(&position) = state.reading.jumps.back.last() else {
        state.message = Some("No jump to go back to".to_owned());
        return;
    };
    navigation::record_jump(state);
    navigation::restore_position(state, position);
}
