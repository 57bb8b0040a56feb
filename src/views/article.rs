//! The text column: the visible lines of the article.

use super::theme::Theme;
use super::{clip, text_runs};
use crate::app::State;
use crate::document::{Block, BlockKind};
use crate::layout::{Line, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Paints the visible lines.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let column = clip(state.screen.areas.column, buffer);
    for (y, line) in (column.y..column.bottom()).zip(&state.reading.view.lines) {
        if line.metadata {
            draw_byline(state, theme, buffer, (column.x, y, column.width));
        }
        if line.hidden_paragraphs > 0 {
            draw_skipped(
                line.hidden_paragraphs,
                theme,
                buffer,
                (column.x, y, column.width),
            );
        }
        if line.blank {
            continue;
        }
        let left = column.x.saturating_add(line.indent).min(column.right());
        draw_margin(
            state,
            line,
            theme,
            buffer,
            (column.x, left, y, column.right()),
        );
        let mut x = left;
        let mut cell = 0;
        for (range, style) in text_runs::styled_runs(state, line, theme) {
            for (n, part) in state.reading.document.slice(range).split('\n').enumerate() {
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

/// Paints "⋯ 4 paragraphs ⋯" in the middle of the column, where the paragraph filter left some out.
fn draw_skipped(count: usize, theme: Theme, buffer: &mut Buffer, (x, y, width): (u16, u16, u16)) {
    let words = match count {
        1 => "⋯ 1 paragraph ⋯".to_owned(),
        _ => format!("⋯ {count} paragraphs ⋯"),
    };
    let words = measure::truncate(&words, usize::from(width));
    let left = x + width.saturating_sub(measure::cells(&words) as u16) / 2;
    buffer.set_stringn(left, y, words, usize::from(width), theme.faint());
}

/// Paints the byline: author, date and site.
fn draw_byline(state: &State, theme: Theme, buffer: &mut Buffer, (x, y, width): (u16, u16, u16)) {
    let meta = state.reading.document.meta();
    // Many sites name themselves as the author.
    let site = meta.site.as_ref().filter(|_| meta.site != meta.byline);
    let parts: Vec<&str> = [meta.byline.as_ref(), meta.date.as_ref(), site]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let line = measure::truncate(&parts.join(" · "), usize::from(width));
    buffer.set_stringn(x, y, line, usize::from(width), theme.faint());
}

/// Paints what stands left of the text, the markers of list items and the bars of quotations, and rules across it.
fn draw_margin(
    state: &State,
    line: &Line,
    theme: Theme,
    buffer: &mut Buffer,
    (from, left, y, right): (u16, u16, u16, u16),
) {
    let Some(block) = state.reading.document.blocks().get(line.block) else {
        return;
    };
    for x in (from..from + quote_cells(block)).step_by(2) {
        if x < left {
            buffer.set_stringn(x, y, "▎", 1, theme.faint());
        }
    }
    match &block.kind {
        BlockKind::ListItem { marker, .. } if line.first => {
            let cells = measure::cells(marker).min(12) as u16;
            let x = left.saturating_sub(cells + 1).max(from);
            buffer.set_stringn(x, y, marker, usize::from(left - x), Style::new());
        }
        BlockKind::TableRow { .. } if !line.heading.is_empty() => {
            let heading = state.reading.document.slice(line.heading.clone());
            let from = from + quote_cells(block);
            let width = usize::from(left.saturating_sub(from + 1));
            buffer.set_stringn(
                from,
                y,
                measure::truncate(heading, width),
                width,
                theme.faint(),
            );
        }
        BlockKind::Rule => {
            let width = usize::from(right.saturating_sub(from));
            buffer.set_stringn(from, y, "─".repeat(width), width, theme.faint());
        }
        _ => {}
    }
}

/// Width of the bars of quotations, in cells.
fn quote_cells(block: &Block) -> u16 {
    u16::from(block.quote_depth).min(8) * 2
}
