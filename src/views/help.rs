//! The help screen: the table of commands, in as many columns as fit.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::help::{
    COLUMN_CELLS, HelpLine, LEFT_CELLS, columns, keys_cells, lines, page, rows,
};
use crate::layout::Rect;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Paint the help over everything but the status line.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = Rect {
        x: 0,
        y: 0,
        width: state.size.0,
        height: state.size.1.saturating_sub(state.areas.status.height),
    };
    let shown = cut(area, buffer);
    for y in shown.y..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let (columns, rows, top) = (columns(area), rows(area), state.help.unwrap_or(0));
    let mode = state.mode_beneath();
    let all = lines(&state.keymap, mode, area);
    // In the middle, also where fewer columns are filled than there is room for.
    let filled = columns.min(all.len().div_ceil(rows.max(1))).max(1);
    let used = (filled as u16 * COLUMN_CELLS).min(shown.width);
    let left = shown.x + (shown.width - used) / 2;
    for (n, line) in all.iter().skip(top).take(rows * columns).enumerate() {
        let x = left + (n / rows) as u16 * COLUMN_CELLS;
        let y = shown.y + (n % rows) as u16;
        if x < shown.right() && y < shown.bottom() {
            let right = (x + COLUMN_CELLS).min(shown.right());
            let sentence = x + LEFT_CELLS + keys_cells(area);
            draw_line(line, theme, buffer, (x, y), (sentence, right));
        }
    }
    let (at, pages) = page(&state.keymap, mode, area, top);
    if pages > 1 && shown.height > 1 {
        let turn = if at < pages {
            format!("{} turns", state.hint_in(Mode::Help, Action::PageDown))
        } else {
            format!("{} turns back", state.hint_in(Mode::Help, Action::PageUp))
        };
        let told = format!("  {at} of {pages} · {turn}");
        let room = usize::from(shown.right() - left);
        buffer.set_stringn(left, shown.bottom() - 1, told, room, theme.notice());
    }
}

/// Paint a line at a cell; what it says begins at the first of two columns, and ends before the other.
fn draw_line(
    line: &HelpLine,
    theme: Theme,
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    (sentence, right): (u16, u16),
) {
    let mut write = |x: u16, text: &str, room: u16, style: Style| {
        if x < right {
            buffer.set_stringn(x, y, text, usize::from(room.min(right - x)), style);
        }
    };
    match line {
        HelpLine::Blank => {}
        HelpLine::Heading(title) => write(x + 1, title, right, theme.heading(false)),
        HelpLine::Keys(keys, words) => {
            let keys_at = x + LEFT_CELLS;
            write(keys_at, keys, sentence - keys_at, theme.key());
            write(sentence, words, right, Style::new());
        }
        HelpLine::More(words) => write(sentence, words, right, Style::new()),
    }
}
