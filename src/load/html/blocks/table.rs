//! Collects tables and writes them as rows.
//!
//! Cells that span rows or columns fill every position they cover: the first has their text, the others are empty. In
//! a row, cells are separated by line feeds and contain none; there are at most [`MAX_COLUMNS`]. A table of one column
//! is written as paragraphs.

use super::{BlockWriter, CloseAction, InlineText, prose};
use crate::document::BlockKind;
use crate::load::html::tag::HtmlTag;

/// How many columns a table may have; further cells are joined to the last.
const MAX_COLUMNS: usize = 64;

/// How many rows a cell may span.
const MAX_ROWSPAN: usize = 500;

/// A table that is being collected.
#[derive(Debug, Default)]
pub(super) struct TableBuilder {
    caption: Option<InlineText>,
    rows: Vec<TableBuilderRow>,
    /// The current row.
    row: TableBuilderRow,
    cursor: TableCursor,
    /// Whether the current row is in the head of the table.
    in_head: bool,
    /// For each column, how many more rows a cell from above covers.
    rowspans: Vec<usize>,
}

/// Where in a table text is being added.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum TableCursor {
    /// Between cells, where text is ignored.
    #[default]
    BetweenCells,
    Caption,
    Cell {
        columns: usize,
        rows: usize,
        heading: bool,
    },
}

/// A row: its cells separated by line feeds.
#[derive(Debug, Default)]
struct TableBuilderRow {
    text: InlineText,
    columns: usize,
    /// Whether any cell with text is a data cell.
    has_data: bool,
    heading: bool,
}

impl TableBuilder {
    pub(super) fn is_in_cell(&self) -> bool {
        self.cursor != TableCursor::BetweenCells
    }

    /// Whether text is being added to a cell that is no heading.
    pub(super) fn is_in_data_cell(&self) -> bool {
        matches!(self.cursor, TableCursor::Cell { heading: false, .. })
    }

    /// Adds a cell with `text`, which covers `columns` columns and `rows` rows.
    fn add_cell(&mut self, mut text: InlineText, columns: usize, rows: usize) {
        while self.take_spanned_column() {
            self.push_cell(InlineText::default());
        }
        for _ in 0..columns {
            let column = self.row.columns;
            if column < MAX_COLUMNS && rows > 1 {
                if self.rowspans.len() <= column {
                    self.rowspans.resize(column + 1, 0);
                }
                if let Some(left) = self.rowspans.get_mut(column) {
                    *left = rows - 1;
                }
            }
            self.push_cell(std::mem::take(&mut text));
        }
    }

    /// Whether a cell from above covers the next column; counts down its rows.
    fn take_spanned_column(&mut self) -> bool {
        match self.rowspans.get_mut(self.row.columns) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    fn push_cell(&mut self, text: InlineText) {
        let row = &mut self.row;
        if row.columns > 0 {
            // Cells beyond the limit are joined to the last one.
            row.text
                .text
                .push(if row.columns < MAX_COLUMNS { '\n' } else { ' ' });
        }
        row.text.append(text);
        row.columns = (row.columns + 1).min(MAX_COLUMNS);
    }

    fn end_row(&mut self) {
        while self.take_spanned_column() {
            self.push_cell(InlineText::default());
        }
        let mut row = std::mem::take(&mut self.row);
        if !row.text.text.trim().is_empty() {
            row.heading = self.in_head || !row.has_data;
            self.rows.push(row);
        }
    }
}

impl BlockWriter {
    /// Begins a section, row, cell or caption of a table.
    pub(super) fn open_table_part(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        let Some(table) = &mut self.table else {
            return CloseAction::Nothing;
        };
        let span = |name: &str, max: usize| {
            let number = tag
                .attribute(name)
                .and_then(|text| text.trim().parse().ok());
            number.unwrap_or(1).clamp(1, max)
        };
        match tag.name {
            "thead" => table.in_head = true,
            "tbody" | "tfoot" => table.in_head = false,
            "tr" => return CloseAction::EndRow,
            name => {
                table.cursor = match name {
                    "caption" => TableCursor::Caption,
                    _ => TableCursor::Cell {
                        columns: span("colspan", MAX_COLUMNS),
                        rows: span("rowspan", MAX_ROWSPAN),
                        heading: name == "th",
                    },
                };
                self.inline.take_text();
                return CloseAction::EndCell;
            }
        }
        CloseAction::Nothing
    }

    /// Ends a cell or a row.
    pub(super) fn close_table_part(&mut self, action: &CloseAction) {
        let Some(table) = &mut self.table else {
            return;
        };
        if matches!(action, CloseAction::EndRow) {
            table.end_row();
            return;
        }
        let text = self.inline.take_text().into_one_line();
        match std::mem::take(&mut table.cursor) {
            TableCursor::BetweenCells => {}
            TableCursor::Caption => table.caption = Some(text),
            TableCursor::Cell {
                columns,
                rows,
                heading,
            } => {
                table.row.has_data |= !heading && !text.text.is_empty();
                table.add_cell(text, columns, rows);
            }
        }
    }

    /// Ends the table and writes its caption and rows.
    pub(super) fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else {
            return;
        };
        table.end_row();
        self.inline.take_text();
        if let Some(caption) = table.caption.filter(|caption| !caption.text.is_empty()) {
            self.end_block(caption, BlockKind::Caption);
        }
        let columns = table.rows.iter().map(|row| row.columns).max().unwrap_or(0);
        for (index, row) in table.rows.into_iter().enumerate() {
            let (text, kind) = if columns > 1 {
                let kind = BlockKind::TableRow {
                    columns: columns as u16,
                    heading: row.heading,
                    is_first: index == 0,
                };
                (row.text, kind)
            } else {
                let text = prose::unwrap_lines(row.text);
                let kind = prose::classify(&text.text);
                (text, kind)
            };
            self.end_block(text, kind);
        }
    }
}
