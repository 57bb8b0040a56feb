//! The paper of a sheet: the text under it is hidden, and a line goes around it.

use super::cut;
use super::theme::Theme;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;

/// Clear `area`, and frame it if it is `framed`.
pub(super) fn lay(area: Rect, framed: bool, theme: Theme, buffer: &mut Buffer) {
    let shown = cut(area, buffer);
    for y in shown.y..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
        // Half of a wide character would stick out from under the edge.
        if let Some(x) = shown.x.checked_sub(1)
            && let Some(cell) = buffer.cell_mut((x, y))
            && measure::cells(cell.symbol()) > 1
        {
            cell.reset();
        }
    }
    if !framed || area.width < 2 || area.height < 2 {
        return;
    }
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    let across = "─".repeat(usize::from(area.width - 2));
    for (y, from, to) in [(area.y, "╭", "╮"), (bottom, "╰", "╯")] {
        put(buffer, (area.x, y), &format!("{from}{across}{to}"), theme);
    }
    for y in area.y + 1..bottom {
        put(buffer, (area.x, y), "│", theme);
        put(buffer, (right, y), "│", theme);
    }
}

fn put(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, theme: Theme) {
    if x < buffer.area.right() && y < buffer.area.bottom() {
        let room = usize::from(buffer.area.right() - x);
        buffer.set_stringn(x, y, text, room, theme.faint());
    }
}
