//! Marks: a place in the text under a letter.

use super::sheet;
use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
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

/// A key that no command has: the letter.
pub(super) fn press(state: &mut State, _key: Key) -> Vec<Effect> {
    sheet::close(state);
    Vec::new()
}
