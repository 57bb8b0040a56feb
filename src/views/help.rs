//! The help screen: the table of commands, in as many columns as fit.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::help::{COLUMN_CELLS, HelpLine, KEYS_CELLS, columns, lines, page, rows};
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
    let all = lines(&state.keymap, mode, rows);
    // In the middle, also where fewer columns are filled than there is room for.
    let filled = columns.min(all.len().div_ceil(rows.max(1))).max(1);
    let used = (filled as u16 * COLUMN_CELLS).min(shown.width);
    let left = shown.x + (shown.width - used) / 2;
    for (n, line) in all.iter().skip(top).take(rows * columns).enumerate() {
        let x = left + (n / rows) as u16 * COLUMN_CELLS;
        let y = shown.y + (n % rows) as u16;
        if x < shown.right() && y < shown.bottom() {
            let right = (x + COLUMN_CELLS).min(shown.right());
            draw_line(line, theme, buffer, (x, y, right));
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

fn draw_line(line: &HelpLine, theme: Theme, buffer: &mut Buffer, (x, y, right): (u16, u16, u16)) {
    let room = |x: u16| usize::from(right.saturating_sub(x));
    match line {
        HelpLine::Blank => {}
        HelpLine::Heading(title) => {
            buffer.set_stringn(x + 1, y, title, room(x + 1), theme.heading(false));
        }
        HelpLine::Keys(keys, sentence) => {
            let narrow = right.saturating_sub(x) < 36;
            let gap = if narrow { 12 } else { KEYS_CELLS };
            let first = if narrow {
                keys.split(' ').next().unwrap_or_default()
            } else {
                keys
            };
            buffer.set_stringn(
                x + 2,
                y,
                first,
                room(x + 2).min(usize::from(gap)),
                theme.key(),
            );
            let at = x + 2 + gap;
            if at < right {
                buffer.set_stringn(at, y, sentence, room(at), Style::new());
            }
        }
    }
}
