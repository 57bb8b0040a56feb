//! Giving text to a command.

use crate::app::State;

/// |: the command is asked for.
pub(super) fn open(state: &mut State) {
    state.notice = Some("no text to give to a command".to_owned());
}
