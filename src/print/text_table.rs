//! Prints the tables of an article as text.
//!
//! If the whole table fits into the line, markup included, its cells are aligned in columns; otherwise each cell is printed
//! on a line of its own after its heading.

use super::article::{MentionMarkup, markup_cells, write_range};
use crate::document::{Block, BlockKind, Document};
use crate::layout::measure;
use crate::layout::table::{self, TableLayout};
use std::io::{self, Write};

/// The space between two columns.
const GUTTER: &str = "  ";

/// The width of each column of `table`, markup included; `None` if the table is wider than `width` cells.
pub(super) fn column_widths(
    document: &Document,
    table: &TableLayout,
    width: usize,
    mut marks: impl FnMut(&Block) -> Vec<MentionMarkup>,
) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = Vec::new();
    for block in document.blocks_in(table.rows.clone()) {
        let marks = marks(block);
        for (column, cell) in table::row_cells(document, block).into_iter().enumerate() {
            let cells = measure::cells(document.slice(cell.clone())) + markup_cells(&marks, cell);
            match widths.get_mut(column) {
                Some(width) => *width = cells.max(*width),
                None => widths.push(cells),
            }
        }
    }
    let gutters = GUTTER.len() * widths.len().saturating_sub(1);
    (widths.iter().sum::<usize>() + gutters <= width).then_some(widths)
}

/// Writes a row with its cells aligned in columns of the given `widths`.
pub(super) fn write_row(
    document: &Document,
    block: &Block,
    marks: &[MentionMarkup],
    widths: &[usize],
    out: &mut impl Write,
) -> io::Result<()> {
    let row = table::row_cells(document, block);
    let last = row.len().saturating_sub(1);
    for (column, (cell, width)) in row.into_iter().zip(widths).enumerate() {
        let cells =
            measure::cells(document.slice(cell.clone())) + markup_cells(marks, cell.clone());
        write_range(document, marks, cell, out)?;
        if column < last {
            let pad = width.saturating_sub(cells);
            write!(out, "{:pad$}{GUTTER}", "")?;
        }
    }
    writeln!(out)
}

/// The heading of a cell of `block` that begins at byte `start` of the document, such as "Capital: "; empty for the cells of
/// the heading row itself.
pub(super) fn cell_heading(
    document: &Document,
    block: &Block,
    table: &TableLayout,
    start: usize,
) -> String {
    if matches!(block.kind, BlockKind::TableRow { heading: true, .. }) {
        return String::new();
    }
    let column = document
        .slice(block.range.start..start)
        .matches('\n')
        .count();
    let heading = table
        .headings
        .get(column)
        .map(|range| document.slice(range.clone()));
    heading
        .filter(|heading| !heading.is_empty())
        .map_or_else(String::new, |heading| format!("{heading}: "))
}
