//! Marks: a place in the text under a letter.

use super::{lens, scroll, sheet, walk};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::layer::Layer;
use crate::app::letter::Letter;

/// m and ': a letter is waited for.
pub(super) fn open(state: &mut State, letter: Letter) {
    sheet::open(state, Layer::Letter(letter));
}

/// Do `action` while a letter is waited for.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}

/// A key that no command has: the letter; for the key of marks itself, where the last jump began.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(&Layer::Letter(letter)) = state.layers.last() else {
        return Vec::new();
    };
    let again = state.keymap.keys(Mode::Text, Action::ToMark).contains(&key);
    sheet::close(state);
    match (letter, key.code) {
        (Letter::Go, _) if again => turn_back(state),
        (_, Code::Char(c)) if c.is_alphanumeric() && !key.ctrl && !key.alt => match letter {
            Letter::Set => set(state, c),
            Letter::Go => go(state, c),
        },
        _ => state.notice = Some("a mark is a letter or a digit".to_owned()),
    }
    Vec::new()
}

/// The words at the top of the screen get the letter.
fn set(state: &mut State, letter: char) {
    let offset = state.flow.offset(state.top);
    let before = state.marked.insert(letter, offset);
    let key = state.hint(Action::ToMark);
    let moved = if before.is_some() { " moved" } else { "" };
    state.notice = Some(format!(
        "mark {letter}{moved}: {key}{letter} comes back here"
    ));
}

fn go(state: &mut State, letter: char) {
    let Some(&offset) = state.marked.get(&letter) else {
        let key = state.hint(Action::SetMark);
        state.notice = Some(format!("no mark {letter}: {key}{letter} sets it"));
        return;
    };
    walk::leave_trail(state);
    if !state.in_lens(offset) {
        lens::leave(state);
    }
    scroll::turn_to_offset(state, offset);
}

/// Where the last jump began; twice is back again.
fn turn_back(state: &mut State) {
    let Some(&place) = state.trail.last() else {
        state.notice = Some("no jump to go back to".to_owned());
        return;
    };
    walk::leave_trail(state);
    walk::restore(state, place);
}
