//! Tables: rows of cells.
//!
//! Owns the places of cells that span columns and rows. Promises rows whose cells are parted by line feeds, none with a
//! line feed inside, and no more than [`COLUMNS`] of them. A table of one column is no table.

use super::{Frame, Text, Writer, prose};
use crate::document::BlockKind;
use crate::load::html::tag::Tag;

/// How many columns there may be.
const COLUMNS: usize = 64;

/// How many rows a cell may span.
const SPAN: usize = 500;

/// A table while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Table {
    caption: Option<Text>,
    rows: Vec<Row>,
    /// The row in the making.
    row: Row,
    place: Place,
    /// Whether this is the table's head.
    head: bool,
    /// For how many more rows a cell from above stands in each column.
    above: Vec<usize>,
}

/// Where in a table the text stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between cells, where no text can be.
    #[default]
    Between,
    Caption,
    Cell {
        columns: usize,
        rows: usize,
        heading: bool,
    },
}

/// Cells parted by line feeds.
#[derive(Debug, Default)]
struct Row {
    text: Text,
    columns: usize,
    /// Whether there is a cell that is no heading.
    data: bool,
    heading: bool,
}

impl Table {
    pub(super) fn in_cell(&self) -> bool {
        self.place != Place::Between
    }

    /// Put `text` into the first of the next free columns.
    fn cell(&mut self, mut text: Text, columns: usize, rows: usize) {
        while self.take_above() {
            self.put(Text::default());
        }
        for _ in 0..columns {
            let column = self.row.columns;
            if column < COLUMNS && rows > 1 {
                if self.above.len() <= column {
                    self.above.resize(column + 1, 0);
                }
                if let Some(left) = self.above.get_mut(column) {
                    *left = rows - 1;
                }
            }
            self.put(std::mem::take(&mut text));
        }
    }

    /// Whether the next column belongs to a cell of an earlier row.
    fn take_above(&mut self) -> bool {
        match self.above.get_mut(self.row.columns) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    fn put(&mut self, text: Text) {
        let row = &mut self.row;
        if row.columns > 0 {
            // What is too much for a row goes into its last cell.
            row.text
                .text
                .push(if row.columns < COLUMNS { '\n' } else { ' ' });
        }
        row.text.append(text);
        row.columns = (row.columns + 1).min(COLUMNS);
    }

    fn end_row(&mut self) {
        while self.take_above() {
            self.put(Text::default());
        }
        let mut row = std::mem::take(&mut self.row);
        if !row.text.text.trim().is_empty() {
            row.heading = self.head || !row.data;
            self.rows.push(row);
        }
    }
}

impl Writer {
    /// A part of a table begins.
    pub(super) fn in_table(&mut self, tag: &Tag<'_>) -> Frame {
        let Some(table) = &mut self.table else {
            return Frame::Inline;
        };
        let span = |name: &str, most: usize| {
            let number = tag.get(name).and_then(|text| text.trim().parse().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        match tag.name {
            "thead" => table.head = true,
            "tbody" | "tfoot" => table.head = false,
            "tr" => return Frame::Row,
            name => {
                table.place = match name {
                    "caption" => Place::Caption,
                    _ => Place::Cell {
                        columns: span("colspan", COLUMNS),
                        rows: span("rowspan", SPAN),
                        heading: name == "th",
                    },
                };
                self.line.take();
                return Frame::Cell;
            }
        }
        Frame::Inline
    }

    /// A cell or a row ends.
    pub(super) fn end_in_table(&mut self, frame: &Frame) {
        let Some(table) = &mut self.table else {
            return;
        };
        if matches!(frame, Frame::Row) {
            table.end_row();
            return;
        }
        let text = self.line.take().one_line();
        match std::mem::take(&mut table.place) {
            Place::Between => {}
            Place::Caption => table.caption = Some(text),
            Place::Cell {
                columns,
                rows,
                heading,
            } => {
                table.row.data |= !heading && !text.text.is_empty();
                table.cell(text, columns, rows);
            }
        }
    }

    /// The table ends: write it.
    pub(super) fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else {
            return;
        };
        table.end_row();
        self.line.take();
        if let Some(caption) = table.caption.filter(|caption| !caption.text.is_empty()) {
            self.end(caption, BlockKind::Caption);
        }
        let columns = table.rows.iter().map(|row| row.columns).max().unwrap_or(0);
        for row in table.rows {
            let (text, kind) = if columns > 1 {
                let kind = BlockKind::Row {
                    columns: columns as u16,
                    heading: row.heading,
                };
                (row.text, kind)
            } else {
                prose::kind(row.text)
            };
            self.end(text, kind);
        }
    }
}
