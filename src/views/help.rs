//! The help screen: all commands, in as many columns as fit.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlays::help::{
    COLUMN_CELLS, Help, HelpLine, INDENT_CELLS, columns, help_lines, key_column_cells, page_number,
    rows,
};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Paints the help over everything except the status line.
pub(super) fn draw(state: &State, help: Help, theme: Theme, buffer: &mut Buffer) {
    let area = state.screen.body();
    let shown = clip(area, buffer);
    for y in shown.y..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let (columns, rows, top) = (columns(area), rows(area), help.top);
    let mode = state.mode_under_help();
    let all_lines = help_lines(&state.session.keymap, mode, area);
    // Centre the columns, even if fewer are filled than fit.
    let filled = columns.min(all_lines.len().div_ceil(rows.max(1))).max(1);
    let used = (filled as u16 * COLUMN_CELLS).min(shown.width);
    let left = shown.x + (shown.width - used) / 2;
    for (n, line) in all_lines.iter().skip(top).take(rows * columns).enumerate() {
        let x = left + (n / rows) as u16 * COLUMN_CELLS;
        let y = shown.y + (n % rows) as u16;
        if x < shown.right() && y < shown.bottom() {
            let right = (x + COLUMN_CELLS).min(shown.right());
            let sentence = x + INDENT_CELLS + key_column_cells(area);
            draw_line(line, theme, buffer, (x, y), (sentence, right));
        }
    }
    let (current, pages) = page_number(&state.session.keymap, mode, area, top);
    if pages > 1 && shown.height > 1 {
        let page_hint = if current < pages {
            format!(
                "{}: next page",
                state.key_hint_in(Mode::Help, Action::PageDown)
            )
        } else {
            format!(
                "{}: previous page",
                state.key_hint_in(Mode::Help, Action::PageUp)
            )
        };
        let text = format!("  page {current} of {pages} · {page_hint}");
        let room = usize::from(shown.right() - left);
        buffer.set_stringn(left, shown.bottom() - 1, text, room, theme.message());
    }
}

/// Paints a line at a cell. Its description starts at column `sentence` and ends before `right`.
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
            let keys_at = x + INDENT_CELLS;
            write(keys_at, keys, sentence - keys_at, theme.key());
            write(sentence, words, right, Style::new());
        }
        HelpLine::Continuation(words) => write(sentence, words, right, Style::new()),
    }
}
