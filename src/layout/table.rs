//! Tables: which rows belong together, and how wide their columns are.
//!
//! Owns the choice between a grid (a row is a line, its cells below each other) and records (a cell is a paragraph, with
//! its heading beside it), which a table becomes that is too wide for the column of text. Measures each cell once.

use super::measure;
use crate::document::{Block, BlockKind, Document};
use std::ops::Range;
use std::sync::Arc;

/// Cells between two columns.
const GUTTER_CELLS: u16 = 2;

/// The widest a heading may be beside a record, in cells.
const LABEL_CELLS: u16 = 16;

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows, as indices of the document's blocks.
    pub rows: Range<usize>,
    /// Where each column begins in a grid, cells from the left.
    pub columns: Arc<[u16]>,
    /// Cells of the whole grid.
    pub cells: u16,
    /// The byte ranges of the headings, if the first row is one.
    pub headings: Vec<Range<usize>>,
    /// Cells of the widest heading, as far as it is shown beside a record.
    label_cells: u16,
}

impl Table {
    /// Whether a grid fits into `width` cells.
    pub fn fits(&self, width: u16) -> bool {
        self.cells <= width
    }

    /// Cells that a record's text is set in; what stands left of it is its heading.
    pub fn record_indent(&self, width: u16) -> u16 {
        if self.label_cells == 0 {
            return 0;
        }
        let indent = self.label_cells + GUTTER_CELLS;
        // Where that leaves no room for the text, the text comes first.
        if indent * 2 > width { 0 } else { indent }
    }
}

/// The tables of `document` in reading order.
pub fn tables(document: &Document) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Option<Range<usize>> = None;
    let blocks = document.blocks();
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Row { .. } = block.kind else {
            tables.extend(rows.take().map(|rows| measured(document, rows)));
            continue;
        };
        let goes_on = rows
            .as_ref()
            .and_then(|rows| blocks.get(rows.end - 1))
            .is_some_and(|before| belong_together(before, block));
        match &mut rows {
            Some(rows) if goes_on => rows.end = index + 1,
            _ => {
                let before = rows.replace(index..index + 1);
                tables.extend(before.map(|rows| measured(document, rows)));
            }
        }
    }
    tables.extend(rows.map(|rows| measured(document, rows)));
    tables
}

/// Whether the row `after` goes on with the table of the row `before`.
fn belong_together(before: &Block, after: &Block) -> bool {
    match (&before.kind, &after.kind) {
        (
            BlockKind::Row {
                columns: one,
                heading: above,
            },
            BlockKind::Row {
                columns: other,
                heading: below,
            },
        ) => one == other && before.quote_depth == after.quote_depth && (*above || !*below),
        _ => false,
    }
}

/// The byte ranges of the cells of `row`.
pub fn cells(document: &Document, row: &Block) -> Vec<Range<usize>> {
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

fn measured(document: &Document, rows: Range<usize>) -> Table {
    let blocks = document.blocks().get(rows.clone()).unwrap_or_default();
    let mut widths: Vec<u16> = Vec::new();
    for block in blocks {
        for (column, cell) in document.slice(block.range.clone()).split('\n').enumerate() {
            let wide = u16::try_from(measure::cells(cell)).unwrap_or(u16::MAX);
            match widths.get_mut(column) {
                Some(width) => *width = wide.max(*width),
                None => widths.push(wide),
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
        .filter(|block| matches!(block.kind, BlockKind::Row { heading: true, .. }));
    let headings = heading.map_or_else(Vec::new, |block| cells(document, block));
    let label_cells = headings
        .iter()
        .map(|heading| measure::cells(document.slice(heading.clone())))
        .max()
        .map_or(0, |cells| cells.min(usize::from(LABEL_CELLS)) as u16);
    Table {
        rows,
        columns: columns.into(),
        cells: at.saturating_sub(GUTTER_CELLS),
        headings,
        label_cells,
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
            builder.end(BlockKind::Row {
                columns: 2,
                heading: *heading,
            });
        }
        builder.finish()
    }

    /// Protects: a grid's columns are as wide as their widest cells, and a second heading begins a second table.
    #[test]
    fn rows_become_tables() {
        let found = tables(&document(&[
            ("Country\nPeople", true),
            ("Norway\n5", false),
            ("A\nB", true),
            ("漢字\nx", false),
        ]));
        let shapes: Vec<_> = found.iter().map(|t| (t.rows.clone(), t.cells)).collect();
        assert_eq!(shapes, [(1..3, 15), (3..5, 7)]);
        assert_eq!(found[0].columns.as_ref(), [0, 9]);
        assert_eq!(found[0].record_indent(40), 9);
        assert_eq!(found[0].record_indent(12), 0);
    }
}
