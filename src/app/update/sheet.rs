//! What all sheets share: opening one upon another, and leaving them all for a place in the text.

use super::{panel, view, walk};
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::state::Focus;

/// Sheets that lie upon one another, at most: the lowest are forgotten first.
const DEEPEST: usize = 16;

/// Lay `layer` upon what is there.
pub(super) fn open(state: &mut State, layer: Layer) {
    state.peek = None;
    state.layers.push(layer);
    if state.layers.len() > DEEPEST {
        state.layers.remove(0);
    }
}

/// Close the uppermost; of the one beneath, the chosen row shows, whatever happened to the screen meanwhile.
pub(super) fn close(state: &mut State) {
    state.layers.pop();
    reveal(state);
}

/// After the screen changed: the chosen row of the uppermost still shows.
pub(super) fn reveal(state: &mut State) {
    super::card::reveal(state);
    super::company::reveal(state);
    super::finder::reveal(state);
    super::filter::reveal(state);
}

/// Close all of them, and whatever else lies over the text.
pub(super) fn leave(state: &mut State) {
    state.layers.clear();
    state.focus = Focus::Text;
    if state.areas.over {
        state.shape.drawer = false;
        view::lay_out(state);
    }
}

/// Close all of them and go to `mention`, whose entity becomes the selected one; Backspace comes back.
pub(super) fn go(state: &mut State, mention: usize) {
    leave(state);
    let entity = state.entities.mentions().get(mention).map(|m| m.entity);
    walk::go(state, mention);
    panel::select(state, entity);
}
