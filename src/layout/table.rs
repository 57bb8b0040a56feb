//! Finds the tables of a document and measures their columns.
//!
//! A table that fits the column of text is drawn as a grid, with each row on a line and its cells aligned in columns. A wider
//! table is drawn as records, in which each cell is a paragraph beside its column heading. Each cell is measured once.

use super::measure;
use crate::document::{Block, BlockKind, Document};
use std::ops::Range;
use std::sync::Arc;

/// The space between two columns, in cells.
const GUTTER_CELLS: u16 = 2;

/// The largest width of a heading beside a record, in cells.
const MAX_HEADING_CELLS: u16 = 16;

/// The layout of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLayout {
    /// Its rows, as indices of the document's blocks.
    pub rows: Range<usize>,
    /// The start of each column in a grid, in cells from the left.
    pub columns: Arc<[u16]>,
    /// The width of the whole grid, in cells.
    pub width: u16,
    /// The byte ranges of the column headings; empty if the first row is not a heading.
    pub headings: Vec<Range<usize>>,
    /// The width of the widest heading in cells, limited to what is shown beside a record.
    heading_cells: u16,
}

impl TableLayout {
    /// Whether the grid fits into `width` cells.
    pub fn fits(&self, width: u16) -> bool {
        self.width <= width
    }

    /// How far the text of a record is indented to leave room for headings, in cells.
    pub fn record_indent(&self, width: u16) -> u16 {
        if self.heading_cells == 0 {
            return 0;
        }
        let indent = self.heading_cells + GUTTER_CELLS;
        // If headings would take more than half the width, they are not shown.
        if indent * 2 > width { 0 } else { indent }
    }
}

/// The tables of `document` in reading order.
pub fn find_tables(document: &Document) -> Vec<TableLayout> {
    let mut tables = Vec::new();
    let mut start = 0;
    for run in document.blocks().chunk_by(continues_table) {
        let rows = start..start + run.len();
        start = rows.end;
        if matches!(run, [row, ..] if matches!(row.kind, BlockKind::TableRow { .. })) {
            tables.push(measure_table(document, rows));
        }
    }
    tables
}

/// Whether the row `after` continues the table of the row `before`.
pub(super) fn continues_table(before: &Block, after: &Block) -> bool {
    match (&before.kind, &after.kind) {
        (
            BlockKind::TableRow {
                columns: one,
                heading: above,
                ..
            },
            BlockKind::TableRow {
                columns: other,
                heading: below,
                is_first,
            },
        ) => {
            one == other
                && before.quote_depth == after.quote_depth
                && (*above || !*below)
                && !is_first
        }
        _ => false,
    }
}

/// The byte ranges of the cells of `row`.
pub fn row_cells(document: &Document, row: &Block) -> Vec<Range<usize>> {
    let mut start = row.range.start;
    document
        .slice(row.range.clone())
        .split('\n')
        .map(|cell| {
            let range = start..start + cell.len();
            start = range.end + 1;
            range
        })
        .collect()
}

/// Measures the columns of the table with these rows.
fn measure_table(document: &Document, rows: Range<usize>) -> TableLayout {
    let blocks = document.blocks_in(rows.clone());
    let mut widths: Vec<u16> = Vec::new();
    for block in blocks {
        for (column, cell) in document.slice(block.range.clone()).split('\n').enumerate() {
            let cells = u16::try_from(measure::cells(cell)).unwrap_or(u16::MAX);
            match widths.get_mut(column) {
                Some(width) => *width = cells.max(*width),
                None => widths.push(cells),
            }
        }
    }
    let mut columns = Vec::with_capacity(widths.len());
    let mut at = 0_u16;
    for width in &widths {
        columns.push(at);
        at = at.saturating_add(*width).saturating_add(GUTTER_CELLS);
    }
    let heading = blocks
        .first()
        .filter(|block| matches!(block.kind, BlockKind::TableRow { heading: true, .. }));
    let headings = heading.map_or_else(Vec::new, |block| row_cells(document, block));
    let heading_cells = headings
        .iter()
        .map(|heading| measure::cells(document.slice(heading.clone())))
        .max()
        .map_or(0, |cells| cells.min(usize::from(MAX_HEADING_CELLS)) as u16);
    TableLayout {
        rows,
        columns: columns.into(),
        width: at.saturating_sub(GUTTER_CELLS),
        headings,
        heading_cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Builder;

    fn document(rows: &[(&str, bool)]) -> Document {
        let mut builder = Builder::new("test");
        builder.push("Before");
        builder.end(BlockKind::Paragraph);
        for (cells, heading) in rows {
            builder.push(cells);
            builder.end(BlockKind::TableRow {
                columns: 2,
                heading: *heading,
                is_first: *heading,
            });
        }
        builder.finish()
    }

    /// Protects: the columns of a grid are as wide as their widest cells, and a second heading row starts a new table.
    #[test]
    fn rows_are_grouped_into_tables() {
        let found = find_tables(&document(&[
            ("Country\nPeople", true),
            ("Norway\n5", false),
            ("A\nB", true),
            ("漢字\nx", false),
        ]));
        let tables: Vec<_> = found.iter().map(|t| (t.rows.clone(), t.width)).collect();
        assert_eq!(tables, [(1..3, 15), (3..5, 7)]);
        assert_eq!(found[0].columns.as_ref(), [0, 9]);
        assert_eq!(found[0].record_indent(40), 9);
        assert_eq!(found[0].record_indent(12), 0);
    }
}
