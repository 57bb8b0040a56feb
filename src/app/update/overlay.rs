//! The stack of overlays over the article: opening one, closing one, closing all to go to a place in the text.

use super::{navigation, panel, view};
use crate::app::State;
use crate::app::overlay::Overlay;
use crate::app::state::Focus;

/// The largest number of overlays on the stack; beyond it the lowest are dropped.
const MAX_OVERLAYS: usize = 16;

/// Opens an overlay on top.
pub(super) fn push_overlay(state: &mut State, overlay: Overlay) {
    state.preview = None;
    state.screen.overlays.push(overlay);
    if state.screen.overlays.len() > MAX_OVERLAYS {
        state.screen.overlays.remove(0);
    }
}

/// Closes the overlay on top, and scrolls the one beneath to its chosen row, since the screen may have changed meanwhile.
pub(super) fn close_top(state: &mut State) {
    state.screen.overlays.pop();
    scroll_to_choice(state);
}

/// Scrolls the overlay on top so that its chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    super::card::scroll_to_choice(state);
    super::cooccurrence::scroll_to_choice(state);
    super::picker::scroll_to_choice(state);
    super::panel_search::close_without_room(state);
}

/// Closes all overlays, and the panel if it is a drawer over the text.
pub(super) fn close_all(state: &mut State) {
    state.screen.overlays.clear();
    state.screen.focus = Focus::Text;
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
        view::update_layout(state);
    }
}

/// Closes all overlays, goes to `mention`, and selects its entity.
pub(super) fn go_to_mention(state: &mut State, mention: usize) {
    close_all(state);
    let entity = state
        .reading
        .entities
        .mentions()
        .get(mention)
        .map(|mention| mention.entity);
    navigation::jump_to_mention(state, mention);
    panel::select_entity(state, entity);
}
