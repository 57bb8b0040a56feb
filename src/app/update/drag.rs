//! Dragging with the mouse: selecting text word by word, the scrollbar, the border of the panel.
//!
//! What the button was pressed on receives all mouse events until the button is released, wherever the mouse is.

use super::{copy, mouse, navigation, scroll, view};
use crate::app::drag::Drag;
use crate::app::effect::Effect;
use crate::app::overlays::selection::{self, Selection};
use crate::app::overlays::{self, Overlay};
use crate::app::reading::ViewPosition;
use crate::app::{MouseEvent, State};
use std::ops::Range;

/// Starts a drag that selects text.
pub(crate) fn start_in_text(state: &mut State, mouse: MouseEvent) {
    state.screen.drag = selection::word_near(state, mouse.x, mouse.y).map(|word| Drag::Text {
        word,
        cell: mouse.cell(),
        link: None,
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

/// Continues the drag after the mouse moved over the text.
pub(super) fn continue_drag(state: &mut State, mouse: MouseEvent) {
    match state.screen.drag.clone() {
        Some(Drag::Text { word, cell, .. }) if cell != mouse.cell() => {
            state.messages.clear_notice();
            let mut selection = Selection::from_mouse(word);
            extend_selection(state, mouse, &mut selection);
            overlays::push(state, Overlay::Selection(selection));
        }
        Some(Drag::Scrollbar { y, origin }) => drag_scrollbar(state, mouse, y, origin),
        Some(Drag::Border { offset }) => drag_border(state, mouse, offset),
        Some(Drag::Text { .. }) | None => {}
    }
}

/// Ends a drag that may have extended `selection`; text that was selected with the mouse is copied.
pub(crate) fn end_drag(state: &mut State, selection: &Selection) -> Vec<Effect> {
    match state.screen.drag.take() {
        Some(Drag::Text { .. }) if selection.by_mouse => {
            copy::copy_selection(state, selection.range())
        }
        _ => Vec::new(),
    }
}

/// Selects `range` (bytes), as a double or triple click does; dragging on extends it.
pub(super) fn select_range(state: &mut State, mouse: MouseEvent, range: Range<usize>) {
    let selection = Selection::from_mouse(range.clone());
    overlays::push(state, Overlay::Selection(selection));
    state.screen.drag = Some(Drag::Text {
        word: range,
        cell: mouse.cell(),
        link: None,
    });
}

/// Extends `selection` to the word under the mouse, and scrolls by a line at the upper or lower edge of the text.
pub(crate) fn extend_selection(state: &mut State, mouse: MouseEvent, selection: &mut Selection) {
    let Some(Drag::Text { cell: start, .. }) = state.screen.drag else {
        return;
    };
    let column = state.screen.areas.column;
    let last = column.bottom().saturating_sub(1);
    // The row where the drag began does not count as an edge.
    if mouse.y < column.y || mouse.y == column.y && start.y > column.y {
        scroll::scroll_lines(state, 1, false);
    } else if mouse.y > last || mouse.y == last && start.y < last {
        scroll::scroll_lines(state, 1, true);
    }
    selection.move_to(selection::word_near(state, mouse.x, mouse.y));
}

/// Scrolls along the scrollbar. A drag that moves more sideways than up or down resizes the panel instead, since the
/// scrollbar is also the border between text and panel.
fn drag_scrollbar(state: &mut State, mouse: MouseEvent, start_y: u16, origin: ViewPosition) {
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
    state.screen.layout_options.panel_width =
        Some(state.screen.size.columns.saturating_sub(border));
    view::update_layout(state);
    state.screen.layout_options.panel_width = Some(state.screen.areas.panel.width);
}

/// Gives the panel its default width.
pub(super) fn reset_panel_width(state: &mut State) {
    state.screen.drag = None;
    state.screen.layout_options.panel_width = None;
    view::update_layout(state);
}
