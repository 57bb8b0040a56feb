//! Dragging with the mouse: a stretch of the text word by word, the scrollbar, the border of the panel.
//!
//! Whatever the button went down on has the mouse until it goes up, wherever that is.

use super::{copy, mouse, scroll, stretch, view, walk};
use crate::app::drag::Drag;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::selection::Stretch;
use crate::app::{Mouse, State};
use std::ops::Range;

/// The button went down in the text, and nothing else has it.
pub(super) fn begin_in_text(state: &mut State, mouse: Mouse) {
    state.drag = stretch::word_near(state, mouse.x, mouse.y).map(|word| Drag::Text {
        word,
        at: (mouse.x, mouse.y),
    });
}

/// It went down on the scrollbar: go there.
pub(super) fn begin_on_track(state: &mut State, mouse: Mouse) {
    let back = walk::here(state);
    walk::leave_trail(state);
    mouse::track(state, mouse);
    state.drag = Some(Drag::Track { y: mouse.y, back });
}

/// Whether the mouse is at the border of the panel: its first column, which holds nothing else.
pub(super) fn is_border(state: &State, mouse: Mouse) -> bool {
    let panel = state.areas.panel;
    panel.contains(mouse.x, mouse.y) && mouse.x == panel.x
}

/// It went down there.
pub(super) fn begin_on_border(state: &mut State) {
    state.drag = Some(Drag::Border { grip: 0 });
}

/// The mouse has moved with the button down.
pub(super) fn drag(state: &mut State, mouse: Mouse) {
    match state.drag.clone() {
        Some(Drag::Text { word, at }) => text(state, mouse, word, at),
        Some(Drag::Track { y, back }) => on_track(state, mouse, y, back),
        Some(Drag::Border { grip }) => border(state, mouse, grip),
        None => {}
    }
}

/// The button has gone up: what was taken is copied.
pub(super) fn release(state: &mut State) -> Vec<Effect> {
    let taken = match (state.drag.take(), state.layers.last()) {
        (Some(Drag::Text { .. }), Some(Layer::Stretch(stretch))) if stretch.dragged => {
            stretch.range()
        }
        _ => return Vec::new(),
    };
    copy::stretch(state, taken)
}

/// Take `range` at once, as a double or triple click does.
pub(super) fn take(state: &mut State, mouse: Mouse, range: Range<usize>) {
    state
        .layers
        .push(Layer::Stretch(Stretch::dragged(range.clone())));
    state.drag = Some(Drag::Text {
        word: range,
        at: (mouse.x, mouse.y),
    });
}

/// The stretch grows to the word under the mouse; at the upper and the lower edge the text moves on.
fn text(state: &mut State, mouse: Mouse, word: Range<usize>, at: (u16, u16)) {
    if state.layers.is_empty() {
        if at == (mouse.x, mouse.y) {
            return;
        }
        state.notice = None;
        state.layers.push(Layer::Stretch(Stretch::dragged(word)));
    }
    let column = state.areas.column;
    let last = (column.y + column.height).saturating_sub(1);
    // In the row where it began it is no edge yet.
    if mouse.y < column.y || mouse.y == column.y && at.1 > column.y {
        scroll::lines(state, 1, false);
    } else if mouse.y > last || mouse.y == last && at.1 < last {
        scroll::lines(state, 1, true);
    }
    if let Some(head) = stretch::word_near(state, mouse.x, mouse.y)
        && let Some(Layer::Stretch(stretch)) = state.layers.last_mut()
    {
        (stretch.head, stretch.cell) = (head, None);
    }
}

/// Along the scrollbar; whoever leaves it to a side means the border that it is, too.
fn on_track(state: &mut State, mouse: Mouse, y: u16, back: crate::app::state::Place) {
    let track = state.areas.track;
    let aside = mouse.x.abs_diff(track.x);
    let is_border = !state.areas.panel.is_empty() && !state.areas.over;
    if is_border && aside > 1 + mouse.y.abs_diff(y) {
        walk::restore(state, back);
        state.trail.pop();
        state.drag = Some(Drag::Border { grip: 1 });
        border(state, mouse, 1);
        return;
    }
    let last = (track.y + track.height).saturating_sub(1);
    let y = mouse.y.clamp(track.y, last.max(track.y));
    mouse::track(state, Mouse { y, ..mouse });
}

/// The panel begins where the mouse is, as far as there is room on both sides.
fn border(state: &mut State, mouse: Mouse, grip: u16) {
    let from = mouse.x.saturating_add(grip);
    state.shape.panel_width = Some(state.size.0.saturating_sub(from));
    view::lay_out(state);
    state.shape.panel_width = Some(state.areas.panel.width);
}

/// The panel as wide as it comes.
pub(super) fn default_width(state: &mut State) {
    state.drag = None;
    state.shape.panel_width = None;
    view::lay_out(state);
}
