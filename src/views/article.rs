//! The text: the visible lines in their column.

use super::theme::Theme;
use super::{cut, paint};
use crate::app::State;
use crate::document::{Block, BlockKind};
use crate::layout::{Line, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Paint the visible lines.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let column = cut(state.areas.column, buffer);
    for (y, line) in (column.y..column.bottom()).zip(&state.page) {
        if line.about {
            about(state, theme, buffer, (column.x, y, column.width));
        }
        if line.skipped > 0 {
            left_out(line.skipped, theme, buffer, (column.x, y, column.width));
        }
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
        let mut cell = 0;
        for (range, style) in paint::runs(state, line, theme) {
            for (n, part) in state.document.slice(range).split('\n').enumerate() {
                if n > 0 {
                    cell += 1;
                    x = line
                        .columns
                        .as_ref()
                        .and_then(|columns| columns.get(cell))
                        .map_or(x, |&at| left.saturating_add(at));
                }
                let room = usize::from(column.right().saturating_sub(x));
                (x, _) = buffer.set_stringn(x, y, part, room, style);
            }
        }
        if line.hyphen && x < column.right() {
            buffer.set_stringn(x, y, "-", 1, theme.faint());
        }
    }
}

/// "⋯ 4 paragraphs ⋯", in the middle of the column.
fn left_out(count: usize, theme: Theme, buffer: &mut Buffer, (x, y, width): (u16, u16, u16)) {
    let words = match count {
        1 => "⋯ 1 paragraph ⋯".to_owned(),
        _ => format!("⋯ {count} paragraphs ⋯"),
    };
    let words = measure::truncate(&words, usize::from(width));
    let left = x + width.saturating_sub(measure::cells(&words) as u16) / 2;
    buffer.set_stringn(left, y, words, usize::from(width), theme.faint());
}

/// Who wrote it, when, and where it appeared.
fn about(state: &State, theme: Theme, buffer: &mut Buffer, (x, y, width): (u16, u16, u16)) {
    let meta = state.document.meta();
    // Many a site signs its articles itself.
    let site = meta.site.as_ref().filter(|_| meta.site != meta.byline);
    let parts: Vec<&str> = [meta.byline.as_ref(), meta.date.as_ref(), site]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let line = measure::truncate(&parts.join(" · "), usize::from(width));
    buffer.set_stringn(x, y, line, usize::from(width), theme.faint());
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
    for x in (from..from + quote_cells(block)).step_by(2) {
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
        BlockKind::Row { .. } if !line.label.is_empty() => {
            let heading = state.document.slice(line.label.clone());
            let from = from + quote_cells(block);
            let wide = usize::from(left.saturating_sub(from + 1));
            buffer.set_stringn(
                from,
                y,
                measure::truncate(heading, wide),
                wide,
                theme.faint(),
            );
        }
        BlockKind::Rule => {
            let wide = usize::from(right.saturating_sub(from));
            buffer.set_stringn(from, y, "─".repeat(wide), wide, theme.faint());
        }
        _ => {}
    }
}

/// Cells that the bars of quotations take.
fn quote_cells(block: &Block) -> u16 {
    u16::from(block.quote_depth).min(8) * 2
}
