//! The help screen: all commands, in as many columns as fit.

use crate::app::action::{Action, Mode};
use crate::app::overlays::help::{
    COLUMN_CELLS, Help, HelpLine, INDENT_CELLS, columns, help_lines, key_column_cells, page_number,
    rows,
};
use crate::views::painting::{DrawContext, Row, clear, clip};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Rect, Style};

/// Paints the help over everything except the status line.
pub(super) fn draw(context: DrawContext, help: Help, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let area = state.screen.body();
    clear(area, buffer);
    let shown = clip(area, buffer);
    let (columns, rows) = (columns(area), rows(area));
    let mode = state.mode_under_help();
    let all_lines = help_lines(&state.session.keymap, mode, area);
    // Centre the columns, even if fewer are filled than fit.
    let filled = columns.min(all_lines.len().div_ceil(rows)).max(1);
    let used = (filled as u16 * COLUMN_CELLS).min(shown.width);
    let left = (shown.width - used) / 2;
    let lines = all_lines.get(help.top..).unwrap_or_default();
    for (lines, n) in lines.chunks(rows).take(columns).zip(0..) {
        let (x, width) = (shown.x + left + n * COLUMN_CELLS, COLUMN_CELLS);
        let column = Rect { x, width, ..shown }.intersection(shown);
        for (row, line) in column.rows().zip(lines) {
            draw_line(line, key_column_cells(area), theme, Row::new(row, buffer));
        }
    }
    let (current, pages) = page_number(&state.session.keymap, mode, area, help.top);
    if pages > 1 && shown.height > 1 {
        let (action, which) = if current < pages {
            (Action::PageDown, "next page")
        } else {
            (Action::PageUp, "previous page")
        };
        let key = state.key_hint_in(Mode::Help, action);
        let text = format!("  page {current} of {pages} · {key}: {which}");
        let last = Rect {
            y: shown.bottom() - 1,
            ..shown
        };
        Row::new(last, buffer)
            .skip(left)
            .write(text, theme.message());
    }
}

fn draw_line(line: &HelpLine, key_cells: u16, theme: Theme, mut row: Row) {
    match line {
        HelpLine::Blank => return,
        HelpLine::Heading(title) => row.skip(1).write(title, theme.heading()),
        HelpLine::Keys(keys, words) => row
            .skip(INDENT_CELLS)
            .column(key_cells, keys, theme.key())
            .write(words, Style::new()),
        HelpLine::Continuation(words) => row
            .skip(INDENT_CELLS + key_cells)
            .write(words, Style::new()),
    };
}
