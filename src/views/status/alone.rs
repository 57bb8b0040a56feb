//! A word to the reader where there is no status line: text alone, or a small screen.
//!
//! It lies over the last lines of the text until the next key, and takes no more of them than it needs.

use crate::app::State;
use crate::layout::{Fill, measure, wrap};
use crate::views::theme::Theme;
use ratatui::buffer::Buffer;

/// Rows that it takes, at most; and on a small screen a third of them.
const MOST_ROWS: u16 = 3;
/// Rows of the text that a line above it leaves to be seen, at least.
const ROWS_OF_TEXT: u16 = 3;

/// Paint it, if there is one.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let count = state.pending_count().map(|count| format!("{count} …"));
    let Some(said) = count.or_else(|| state.notice.clone()) else {
        return;
    };
    let all = buffer.area;
    let column = state.areas.column;
    let left = column.x.min(all.right());
    let room = column.width.min(all.right() - left);
    let lines = wrap(&said, usize::from(room), Fill::PLAIN);
    let most = MOST_ROWS.min((all.height / 3).max(1)).min(all.height);
    let tall = most.min(lines.len() as u16);
    let top = all.bottom() - tall;
    for y in top..all.bottom() {
        for x in all.x..all.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    // A line parts it from the text, where there is one to spare.
    let rule = top
        .checked_sub(1)
        .filter(|_| all.height - tall > ROWS_OF_TEXT);
    if let Some(y) = rule {
        let wide = usize::from(all.width);
        buffer.set_stringn(all.x, y, "─".repeat(wide), wide, theme.faint());
    }
    for (n, (y, line)) in (top..all.bottom()).zip(lines).enumerate() {
        let rest = said.get(line.range.start..).unwrap_or_default();
        let words = said.get(line.range).unwrap_or_default();
        // The last row says that more was to be said.
        let words = if n + 1 == usize::from(tall) {
            rest
        } else {
            words
        };
        let shown = measure::truncate(words, usize::from(room));
        buffer.set_stringn(left, y, shown, usize::from(room), theme.notice());
    }
}
