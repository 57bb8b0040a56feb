//! The message on a screen without a status line: in zen mode, or when the screen is small.
//!
//! It covers the last lines of the text until the next key.

use crate::layout::{WrapMode, wrap};
use crate::views::painting::{DrawContext, Row, clear, clip, draw_rule};
use ratatui::prelude::{Buffer, Rect};

/// Most rows it takes; on a small screen, a third of them.
const MAX_ROWS: u16 = 3;
/// A rule separates it from the text only if this many rows of text remain.
const MIN_TEXT_ROWS: u16 = 3;

/// Paints the message, if there is one.
pub(super) fn draw(DrawContext { state, theme }: DrawContext, buffer: &mut Buffer) {
    let count = state.pending_keys().map(|keys| format!("{keys} …"));
    let Some(message) = count.or_else(|| state.messages.current_notice().map(str::to_owned)) else {
        return;
    };
    let screen = buffer.area;
    let Rect { x, width, .. } = clip(state.screen.areas.column, buffer);
    let lines = wrap(&message, usize::from(width), WrapMode::PLAIN);
    let max_rows = MAX_ROWS.min((screen.height / 3).max(1)).min(screen.height);
    let height = max_rows.min(lines.len() as u16);
    let y = screen.bottom() - height;
    clear(
        Rect {
            y,
            height,
            ..screen
        },
        buffer,
    );
    if screen.height - height > MIN_TEXT_ROWS {
        draw_rule(
            Rect {
                y: y - 1,
                height,
                ..screen
            },
            theme,
            buffer,
        );
    }
    for (row, line) in Rect::new(x, y, width, height).rows().zip(lines) {
        // An ellipsis in the last row shows that the message was cut.
        let is_last = row.bottom() == screen.bottom();
        let end = if is_last {
            message.len()
        } else {
            line.range.end
        };
        let words = message.get(line.range.start..end).unwrap_or_default();
        Row::new(row, buffer).put(words, theme.message());
    }
}
