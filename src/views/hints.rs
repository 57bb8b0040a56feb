//! Letters over the beginning of each link on the screen.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::hints::{Hints, place};
use crate::layout::measure;
use ratatui::buffer::Buffer;

/// Paint those that may still be meant.
pub(super) fn draw(state: &State, hints: &Hints, theme: Theme, buffer: &mut Buffer) {
    let column = cut(state.areas.column, buffer);
    let right = if state.areas.over {
        column.right().min(state.areas.panel.x)
    } else {
        column.right()
    };
    // Where the letters before end, so that two short links do not hide each other's.
    let mut end = (0, 0);
    for hint in hints.left() {
        let Some((x, y)) = place(state, &hint.range) else {
            continue;
        };
        let x = if end.1 == y { x.max(end.0) } else { x };
        if x >= right || y >= column.bottom() {
            continue;
        }
        // Half of a wide character would stick out.
        if let Some(left) = x.checked_sub(1)
            && let Some(cell) = buffer.cell_mut((left, y))
            && measure::cells(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
        let (typed, rest) = hint
            .letters
            .split_at_checked(hints.typed.len())
            .unwrap_or(("", &hint.letters));
        let room = |x: u16| usize::from(right.saturating_sub(x));
        let (after, _) = buffer.set_stringn(x, y, typed, room(x), theme.hint_typed());
        let (after, _) = buffer.set_stringn(after, y, rest, room(after), theme.hint());
        end = (after, y);
    }
}
