//! The panel's filter: rows that a few letters find.

use super::sheet;
use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::layer::Layer;

/// / in the panel: letters find rows.
pub(super) fn open(state: &mut State) {
    sheet::open(state, Layer::Filter);
}

/// Do `action` while the filter is typed.
pub(super) fn act(state: &mut State, action: Action, _count: Option<usize>) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}

/// A key that no command has: part of what is typed.
pub(super) fn press(_state: &mut State, _key: Key) -> Vec<Effect> {
    Vec::new()
}
