//! Opening pages in the browser: the article's own, and those it links to.

use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;

/// o: the article's own page.
pub(super) fn browse(state: &mut State) -> Vec<Effect> {
    state.notice = Some("this article has no page".to_owned());
    Vec::new()
}

/// F: letters on the links that are on the screen.
pub(super) fn open(state: &mut State) {
    state.notice = Some("no link here".to_owned());
}

/// Do `action` while links bear letters.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}

/// A key that no command has: one of the letters.
pub(super) fn press(_state: &mut State, _key: Key) -> Vec<Effect> {
    Vec::new()
}
