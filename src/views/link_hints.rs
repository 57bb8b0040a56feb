//! The labels at the beginning of the visible links.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::overlays::link_hints::{LinkHints, cell_of};
use crate::layout::measure;
use ratatui::buffer::Buffer;

/// Paints the labels that still match what has been typed.
pub(super) fn draw(state: &State, hints: &LinkHints, theme: Theme, buffer: &mut Buffer) {
    let column = clip(state.screen.areas.column, buffer);
    let right = if state.screen.areas.panel_over_text {
        column.right().min(state.screen.areas.panel.x)
    } else {
        column.right()
    };
    // The end of the label before, so that labels of short links do not overlap.
    let mut end = (0, 0);
    for hint in hints.candidates() {
        let Some((x, y)) = cell_of(state, &hint.range) else {
            continue;
        };
        let x = if end.1 == y { x.max(end.0) } else { x };
        if x >= right || y >= column.bottom() {
            continue;
        }
        // Do not leave half of a wide character.
        if let Some(left) = x.checked_sub(1)
            && let Some(cell) = buffer.cell_mut((left, y))
            && measure::cells(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
        let (typed, rest) = hint
            .label
            .split_at_checked(hints.typed.len())
            .unwrap_or(("", &hint.label));
        let room = |x: u16| usize::from(right.saturating_sub(x));
        let (after, _) = buffer.set_stringn(x, y, typed, room(x), theme.typed_link_hint());
        let (after, _) = buffer.set_stringn(after, y, rest, room(after), theme.link_hint());
        end = (after, y);
    }
}
