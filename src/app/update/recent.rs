//! Articles read lately: the list, and opening one of them.

use crate::app::State;
use crate::app::effect::Effect;

/// h: the articles read lately.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.notice = Some("no article was read before this one".to_owned());
    Vec::new()
}
