//! The background and frame of a popup.

use super::clip;
use super::theme::Theme;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;

/// Clears `area`, and draws a frame if `framed` is set.
pub(super) fn draw_frame(area: Rect, framed: bool, theme: Theme, buffer: &mut Buffer) {
    let shown = clip(area, buffer);
    for y in shown.y..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
        // Do not leave half of a wide character at the edge.
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
    let edge = "─".repeat(usize::from(area.width - 2));
    for (y, from, to) in [(area.y, "╭", "╮"), (bottom, "╰", "╯")] {
        draw_text(buffer, (area.x, y), &format!("{from}{edge}{to}"), theme);
    }
    for y in area.y + 1..bottom {
        draw_text(buffer, (area.x, y), "│", theme);
        draw_text(buffer, (right, y), "│", theme);
    }
}

fn draw_text(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, theme: Theme) {
    if x < buffer.area.right() && y < buffer.area.bottom() {
        let room = usize::from(buffer.area.right() - x);
        buffer.set_stringn(x, y, text, room, theme.faint());
    }
}
