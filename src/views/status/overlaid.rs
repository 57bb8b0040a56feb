//! The message on a screen without a status line: in zen mode, or when the screen is small.
//!
//! It covers the last lines of the text until the next key.

use crate::app::State;
use crate::layout::{WrapMode, measure, wrap};
use crate::views::theme::Theme;
use ratatui::buffer::Buffer;

/// Most rows it takes; on a small screen, a third of them.
const MAX_ROWS: u16 = 3;
/// A rule separates it from the text only if this many rows of text remain.
const MIN_TEXT_ROWS: u16 = 3;

/// Paints the message, if there is one.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let count = state.pending_count().map(|count| format!("{count} …"));
    let Some(message) = count.or_else(|| state.messages.current_notice().map(str::to_owned)) else {
        return;
    };
    let all = buffer.area;
    let column = state.screen.areas.column;
    let left = column.x.min(all.right());
    let width = column.width.min(all.right() - left);
    let lines = wrap(&message, usize::from(width), WrapMode::PLAIN);
    let max_rows = MAX_ROWS.min((all.height / 3).max(1)).min(all.height);
    let rows = max_rows.min(lines.len() as u16);
    let top = all.bottom() - rows;
    for y in top..all.bottom() {
        for x in all.x..all.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    // A rule separates it from the text if there is a row to spare.
    let rule = top
        .checked_sub(1)
        .filter(|_| all.height - rows > MIN_TEXT_ROWS);
    if let Some(y) = rule {
        let rule_cells = usize::from(all.width);
        buffer.set_stringn(all.x, y, "─".repeat(rule_cells), rule_cells, theme.faint());
    }
    for (n, (y, line)) in (top..all.bottom()).zip(lines).enumerate() {
        let rest = message.get(line.range.start..).unwrap_or_default();
        let words = message.get(line.range).unwrap_or_default();
        // An ellipsis in the last row shows that the message was cut.
        let words = if n + 1 == usize::from(rows) {
            rest
        } else {
            words
        };
        let shown = measure::truncate(words, usize::from(width));
        buffer.set_stringn(left, y, shown, usize::from(width), theme.message());
    }
}
