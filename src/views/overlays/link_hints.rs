//! The labels at the beginning of the visible links.

use crate::app::overlays::link_hints::{LinkHints, cell_of};
use crate::views::painting::{DrawContext, Row, clip, wide_cell_before};
use ratatui::prelude::{Buffer, Position, Rect};

/// Paints the labels that still match what has been typed.
pub(super) fn draw(context: DrawContext, hints: &LinkHints, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let areas = &state.screen.areas;
    let column = clip(areas.column, buffer);
    let panel = areas.panel_over_text.then_some(areas.panel.x);
    let right = panel.map_or(column.right(), |x| x.min(column.right()));
    // The end of the label before, so that labels of short links do not overlap.
    let mut end = Position::ORIGIN;
    for hint in hints.candidates() {
        let Some((x, y)) = cell_of(state, &hint.range) else {
            continue;
        };
        let x = if end.y == y { x.max(end.x) } else { x };
        if x >= right || y >= column.bottom() {
            continue;
        }
        // Do not leave half of a wide character.
        if let Some(cell) = wide_cell_before(x, y, buffer) {
            cell.set_symbol(" ");
        }
        let parts = hint.label.split_at_checked(hints.typed.len());
        let (typed, rest) = parts.unwrap_or(("", &hint.label));
        let mut row = Row::new(Rect::new(x, y, right - x, 1), buffer);
        row.write(typed, theme.typed_link_hint());
        row.write(rest, theme.link_hint());
        end = row.free().as_position();
    }
}
