//! The message on a screen without a status line: in zen mode, or when the screen is small.
//!
//! It covers the last lines of the text until the next key.

use crate::app::State;
use crate::layout::{WrapMode, wrap};
use crate::views::painting::{DrawContext, Row, clear, clip, draw_rule};
use ratatui::prelude::{Buffer, Rect};

/// Most rows it takes; on a small screen, a third of them.
const MAX_ROWS: u16 = 3;
/// A rule separates it from the text only if this many rows of text remain.
const MIN_TEXT_ROWS: u16 = 3;

/// The notice, cut so that the ending which is to show is in the last row.
fn notice(state: &State, width: u16, rows: u16) -> Option<String> {
    let (width, rows) = (usize::from(width), usize::from(rows));
    // Words that do not fit in a row leave some of its cells empty.
    let notices = (0..rows).map(|lost| {
        state
            .messages
            .notice_within(width * rows - lost * width / 2)
    });
    let fits = |notice: &String| wrap(notice, width, WrapMode::PLAIN).len() <= rows;
    let mut notices = notices.flatten();
    let longest = notices.next()?;
    if fits(&longest) {
        return Some(longest);
    }
    notices.find(fits).or(Some(longest))
}

/// Paints the message, if there is one.
pub(super) fn draw(DrawContext { state, theme }: DrawContext, buffer: &mut Buffer) {
    let screen = buffer.area;
    let Rect { x, width, .. } = clip(state.screen.areas.column, buffer);
    let max_rows = MAX_ROWS.min((screen.height / 3).max(1)).min(screen.height);
    let pending = state.pending_keys().map(|keys| format!("{keys} …"));
    let Some(message) = pending.or_else(|| notice(state, width, max_rows)) else {
        return;
    };
    let lines = wrap(&message, usize::from(width), WrapMode::PLAIN);
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
