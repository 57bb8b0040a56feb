//! Dragging with the mouse: selecting text word by word, the scrollbar, the border of the panel.
//!
//! What the button was pressed on receives all mouse events until the button is released, wherever the mouse is.

use super::{copy, mouse, navigation, scroll, selection, view};
use crate::app::drag::Drag;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::selection::Selection;
use crate::app::{MouseEvent, State};
use std::ops::Range;

/// Starts a drag that selects text.
pub(super) fn start_in_text(state: &mut State, mouse: MouseEvent) {
    state.screen.drag = selection::word_near(state, mouse.x, mouse.y).map(|word| Drag::Text {
        word,
        cell: (mouse.x, mouse.y),
    });
}

/// Starts a drag on the scrollbar, and scrolls to the place that was clicked.
pub(super) fn start_on_scrollbar(state: &mut State, mouse: MouseEvent) {
    let origin = navigation::current_position(state);
    navigation::record_jump(state);
    mouse::scroll_to_track(state, mouse);
    state.screen.drag = Some(Drag::Scrollbar { y: mouse.y, origin });
}

/// Whether the mouse is on the border of the panel, which is its first column.
pub(super) fn is_on_panel_border(state: &State, mouse: MouseEvent) -> bool {
    let panel = state.screen.areas.panel;
    panel.contains(mouse.x, mouse.y) && mouse.x == panel.x
}

/// Starts a drag of the panel's border.
pub(super) fn start_on_border(state: &mut State) {
    state.screen.drag = Some(Drag::Border { offset: 0 });
}

/// Continues the drag after the mouse moved.
pub(super) fn continue_drag(state: &mut State, mouse: MouseEvent) {
    match state.screen.drag.clone() {
        Some(Drag::Text { word, cell }) => extend_selection(state, mouse, word, cell),
        Some(Drag::Scrollbar { y, origin }) => drag_scrollbar(state, mouse, y, origin),
        Some(Drag::Border { offset }) => drag_border(state, mouse, offset),
        None => {}
    }
}

/// Ends the drag; text that was selected by it is copied.
pub(super) fn end_drag(state: &mut State) -> Vec<Effect> {
    let range = match (state.screen.drag.take(), state.screen.overlays.last()) {
        (Some(Drag::Text { .. }), Some(Overlay::Selection(selection))) if selection.by_mouse => {
            selection.range()
        }
        _ => return Vec::new(),
    };
    copy::copy_selection(state, range)
}

/// Selects `range` (bytes), as a double or triple click does; dragging on extends it.
pub(super) fn select_range(state: &mut State, mouse: MouseEvent, range: Range<usize>) {
    state
        .screen
        .overlays
        .push(Overlay::Selection(Selection::from_mouse(range.clone())));
    state.screen.drag = Some(Drag::Text {
        word: range,
        cell: (mouse.x, mouse.y),
    });
}

/// Extends the selection to the word under the mouse, and scrolls by a line at the upper or lower edge of the text.
fn extend_selection(
    state: &mut State,
    mouse: MouseEvent,
    word: Range<usize>,
    start_cell: (u16, u16),
) {
    if state.screen.overlays.is_empty() {
        if start_cell == (mouse.x, mouse.y) {
            return;
        }
        state.message = None;
        state
            .screen
            .overlays
            .push(Overlay::Selection(Selection::from_mouse(word)));
    }
    let column = state.screen.areas.column;
    let last = (column.y + column.height).saturating_sub(1);
    // The row where the drag began does not count as an edge.
    if mouse.y < column.y || mouse.y == column.y && start_cell.1 > column.y {
        scroll::scroll_lines(state, 1, false);
    } else if mouse.y > last || mouse.y == last && start_cell.1 < last {
        scroll::scroll_lines(state, 1, true);
    }
    if let Some(head) = selection::word_near(state, mouse.x, mouse.y)
        && let Some(Overlay::Selection(selection)) = state.screen.overlays.last_mut()
    {
        (selection.head, selection.goal_cell) = (head, None);
    }
}

/// Scrolls along the scrollbar. A drag that moves more sideways than up or down resizes the panel instead, since the
/// scrollbar is also the border between text and panel.
fn drag_scrollbar(
    state: &mut State,
    mouse: MouseEvent,
    start_y: u16,
    origin: crate::app::state::ViewPosition,
) {
    let track = state.screen.areas.track;
    let sideways = mouse.x.abs_diff(track.x);
    let is_border = !state.screen.areas.panel.is_empty() && !state.screen.areas.panel_over_text;
    if is_border && sideways > 1 + mouse.y.abs_diff(start_y) {
        navigation::restore_position(state, origin);
        state.reading.jumps.back.pop();
        state.screen.drag = Some(Drag::Border { offset: 1 });
        drag_border(state, mouse, 1);
        return;
    }
    let last = (track.y + track.height).saturating_sub(1);
    let y = mouse.y.clamp(track.y, last.max(track.y));
    mouse::scroll_to_track(state, MouseEvent { y, ..mouse });
}

/// Moves the border of the panel to the mouse, as far as text and panel have room.
fn drag_border(state: &mut State, mouse: MouseEvent, offset: u16) {
    let border = mouse.x.saturating_add(offset);
    state.screen.layout_options.panel_width = Some(state.screen.size.0.saturating_sub(border));
    view::update_layout(state);
    state.screen.layout_options.panel_width = Some(state.screen.areas.panel.width);
}

/// Gives the panel its default width.
pub(super) fn reset_panel_width(state: &mut State) {
    state.screen.drag = None;
    state.screen.layout_options.panel_width = None;
    view::update_layout(state);
}
