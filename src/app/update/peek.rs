//! A word on who this is, beside the mention.

use super::walk;
use crate::app::State;
use crate::app::peek::Peek;

/// p: who the current mention is, or whom is selected.
pub(super) fn open(state: &mut State) {
    let beside = state.current;
    let entity = state.current_mention().map(|mention| mention.entity);
    match entity.or(state.selected) {
        Some(entity) => state.peek = Peek::of(state, entity, beside),
        None => walk::no_current(state),
    }
}
