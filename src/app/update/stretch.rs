//! A stretch of the text being taken.

use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, _count: Option<usize>) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}
