//! The text column: the visible lines of the article.

use super::painting::{DrawContext, Row, draw_rule};
use super::text_runs::styled_runs;
use crate::document::{BlockKind, Document};
use crate::layout::{Line, measure};
use ratatui::prelude::{Buffer, Rect, Style, Widget};

/// Most bars left of a quotation within quotations, and the width of each, in cells.
const MAX_BARS: u8 = 8;
const BAR_CELLS: u16 = 2;
/// Most cells of the marker of a list item.
const MAX_MARKER_CELLS: usize = 12;

/// The text column.
pub(super) struct TextColumn<'a>(pub(super) DrawContext<'a>);

impl Widget for TextColumn<'_> {
    fn render(self, column: Rect, buffer: &mut Buffer) {
        let Self(DrawContext { state, theme }) = self;
        let document = &state.reading.document;
        for (area, line) in column.rows().zip(&state.reading.view.lines) {
            if line.metadata {
                Row::new(area, buffer).put(&byline(document), theme.faint());
            }
            if line.hidden_paragraphs > 0 {
                let words = match line.hidden_paragraphs {
                    1 => "⋯ 1 paragraph ⋯".to_owned(),
                    count => format!("⋯ {count} paragraphs ⋯"),
                };
                Row::new(area, buffer).put_centred(&words, theme.faint());
            }
            if line.rule_cells > 0 {
                let width = area.width.min(line.indent + line.rule_cells);
                let mut rule = Row::new(Rect { width, ..area }, buffer);
                rule.skip(line.indent);
                rule.write("─".repeat(rule.room()), theme.faint());
            }
            if line.blank {
                continue;
            }
            self.draw_margin(line, area, buffer);
            let columns = line.columns.as_deref().unwrap_or_default();
            let mut columns = columns.iter().skip(1);
            let mut row = Row::new(area, buffer);
            row.skip(line.indent);
            for (range, style) in styled_runs(self.0, line) {
                for (n, part) in document.slice(range).split('\n').enumerate() {
                    if n > 0
                        && let Some(start) = columns.next()
                    {
                        row = Row::new(area, buffer);
                        row.skip(line.indent).skip(*start);
                    }
                    row.write(part, style);
                }
            }
            if line.hyphen {
                row.write("-", theme.faint());
            }
            if line.cut_right {
                let last = Rect {
                    x: area.right().saturating_sub(1),
                    width: 1,
                    ..area
                };
                Row::new(last, buffer).write("›", theme.key());
            }
        }
    }
}

impl TextColumn<'_> {
    /// Paints what stands left of the text, the markers of list items and the bars of quotations, and rules across it.
    fn draw_margin(&self, line: &Line, area: Rect, buffer: &mut Buffer) {
        let DrawContext { state, theme } = self.0;
        let document = &state.reading.document;
        let block = document.block(line.block);
        let width = line.indent.min(area.width);
        let mut margin = Row::new(Rect { width, ..area }, buffer);
        for _ in 0..block.quote_depth.min(MAX_BARS) {
            margin.column(BAR_CELLS, "▎", theme.faint());
        }
        match &block.kind {
            BlockKind::ListItem { marker, .. } if line.first => {
                let cells = measure::cells(marker).min(MAX_MARKER_CELLS) as u16 + 1;
                let x = (area.x + width).saturating_sub(cells).max(area.x);
                let width = area.x + width - x;
                Row::new(Rect { x, width, ..area }, buffer).write(marker, Style::new());
            }
            BlockKind::TableRow { .. } if !line.heading.is_empty() => {
                let heading = document.slice(line.heading.clone());
                margin.skip_right(1).put(heading, theme.faint());
            }
            // The mark stands in the indent of the code.
            BlockKind::Code if line.cut_left && width > 0 => {
                let mark = Rect {
                    x: area.x + width - 1,
                    width: 1,
                    ..area
                };
                Row::new(mark, buffer).write("‹", theme.key());
            }
            BlockKind::Rule => draw_rule(area, theme, buffer),
            _ => {}
        }
    }
}

/// The byline: author, date and site.
fn byline(document: &Document) -> String {
    let meta = document.meta();
    // Many sites name themselves as the author.
    let byline = meta.byline();
    let site = meta.site.as_ref().filter(|_| meta.site != byline);
    let parts = [byline.as_ref(), meta.date.as_ref(), site];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" · ")
}
