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
    /// The width of each column of numbers, which are aligned at its right edge, in cells; 0 for other columns.
    pub number_cells: Arc<[u16]>,
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

    /// The start of each cell of `row` in a grid, in cells from the left.
    pub fn columns_of_row(&self, document: &Document, row: &Block) -> Arc<[u16]> {
        if self.number_cells.iter().all(|cells| *cells == 0) {
            return Arc::clone(&self.columns);
        }
        let texts = document.slice(row.range.clone()).split('\n');
        let cells = texts.map(measure::cells).chain(std::iter::repeat(0));
        let columns = self.columns.iter().zip(self.number_cells.iter()).zip(cells);
        columns
            .map(|((start, width), cells)| {
                start + width.saturating_sub(u16::try_from(cells).unwrap_or(u16::MAX))
            })
            .collect()
    }

    /// Whether a rule is drawn below `row`, the block with this index: it is the head of a table with other rows.
    pub fn has_rule_below(&self, row: &Block, index: usize) -> bool {
        let is_heading = matches!(row.kind, BlockKind::TableRow { heading: true, .. });
        is_heading && index == self.rows.start && self.rows.len() > 1
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
    let number_cells: Vec<u16> = (0..widths.len())
        .map(|column| {
            let is_numeric = holds_numbers(document, blocks, column);
            widths
                .get(column)
                .filter(|_| is_numeric)
                .copied()
                .unwrap_or(0)
        })
        .collect();
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
        number_cells: number_cells.into(),
        width: at.saturating_sub(GUTTER_CELLS),
        headings,
        heading_cells,
    }
}

/// Whether this column of the rows `blocks` holds numbers: some, and nothing else but gaps, below the head.
fn holds_numbers(document: &Document, blocks: &[Block], column: usize) -> bool {
    let body = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::TableRow { heading: false, .. }));
    let cells = body.filter_map(|block| {
        let row = document.slice(block.range.clone());
        row.split('\n').nth(column).map(str::trim)
    });
    let mut numbers = cells
        .filter(|cell| !matches!(*cell, "" | "-" | "–" | "—" | "…"))
        .peekable();
    numbers.peek().is_some() && numbers.all(is_number)
}

/// Whether `cell` is a number, perhaps with a sign, a currency, a unit of one character, or an error.
fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let others = |c: &char| {
        !c.is_ascii_digit() && !" .,:'’+-−–±~<>≈%‰°()/\u{a0}\u{202f}\u{2009}".contains(*c)
    };
    let mut others = cell.chars().filter(others);
    let (first, second) = (others.next(), others.next());
    let is_unit = |c: char| "$€£¥₹₽".contains(c) || "kKMGTx×".contains(c);
    digits > 0 && second.is_none() && first.is_none_or(is_unit)
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
    /// Protects: numbers are aligned at the right, with their heading; words, and columns with both, at the left.
    #[test]
    fn columns_of_numbers_are_aligned_at_the_right() {
        let document = document(&[
            ("Country\nPeople", true),
            ("Norway\n5.5", false),
            ("Chile\n–", false),
            ("Malta\n1,234,567", false),
        ]);
        let table = &find_tables(&document)[0];
        let starts: Vec<u16> = table
            .rows
            .clone()
            .map(|row| table.columns_of_row(&document, document.block(row))[1])
            .collect();
        assert_eq!(starts, [9 + 3, 9 + 6, 9 + 8, 9]);
        for (cell, expected) in [
            ("12", true),
            ("−3.5 %", true),
            ("$1,200", true),
            ("3–1", true),
            ("2k", true),
            ("12 May", false),
            ("no", false),
            ("%", false),
        ] {
            assert_eq!(is_number(cell), expected, "{cell}");
        }
    }
}
