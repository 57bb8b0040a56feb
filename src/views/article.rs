//! The text: the visible lines in their column.

use super::theme::Theme;
use super::{cut, paint};
use crate::app::State;
use crate::document::BlockKind;
use crate::layout::{Line, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Paint the visible lines.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let column = cut(state.areas.column, buffer);
    for (y, line) in (column.y..column.bottom()).zip(&state.page) {
        if line.gap {
            continue;
        }
        let left = column.x.saturating_add(line.indent).min(column.right());
        furniture(
            state,
            line,
            theme,
            buffer,
            (column.x, left, y, column.right()),
        );
        let mut x = left;
        for (range, style) in paint::runs(state, line, theme) {
            let room = usize::from(column.right().saturating_sub(x));
            if room == 0 {
                break;
            }
            (x, _) = buffer.set_stringn(x, y, state.document.slice(range), room, style);
        }
    }
}

/// What stands left of the text: markers of list items, bars of quotations; and rules across.
fn furniture(
    state: &State,
    line: &Line,
    theme: Theme,
    buffer: &mut Buffer,
    (from, left, y, right): (u16, u16, u16, u16),
) {
    let Some(block) = state.document.blocks().get(line.block) else {
        return;
    };
    for depth in 0..u16::from(block.quote_depth).min(8) {
        let x = from + depth * 2;
        if x < left {
            buffer.set_stringn(x, y, "▎", 1, theme.faint());
        }
    }
    match &block.kind {
        BlockKind::Item { marker, .. } if line.first => {
            let cells = measure::cells(marker).min(12) as u16;
            let x = left.saturating_sub(cells + 1).max(from);
            buffer.set_stringn(x, y, marker, usize::from(left - x), Style::new());
        }
        BlockKind::Rule => {
            let wide = usize::from(right.saturating_sub(from));
            buffer.set_stringn(from, y, "─".repeat(wide), wide, theme.faint());
        }
        _ => {}
    }
}
