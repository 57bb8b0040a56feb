//! Tables on paper.
//!
//! Owns how a row is printed: as cells below each other where the whole table fits into the line, marks included; else
//! cell by cell, each behind its heading.

use super::article::{Mark, cells, paint};
use crate::document::{Block, BlockKind, Document};
use crate::layout::measure;
use crate::layout::table::{self, Table};
use std::io::{self, Write};

/// Cells between two columns.
const GUTTER: &str = "  ";

/// How wide each column of `table` is with its marks; `None` if that is more than `width` cells.
pub(super) fn widths(
    document: &Document,
    table: &Table,
    width: usize,
    mut marks: impl FnMut(&Block) -> Vec<Mark>,
) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = Vec::new();
    for block in document.blocks().get(table.rows.clone())? {
        let marks = marks(block);
        for (column, cell) in table::cells(document, block).into_iter().enumerate() {
            let wide = measure::cells(document.slice(cell.clone())) + cells(&marks, cell);
            match widths.get_mut(column) {
                Some(width) => *width = wide.max(*width),
                None => widths.push(wide),
            }
        }
    }
    let gutters = GUTTER.len() * widths.len().saturating_sub(1);
    (widths.iter().sum::<usize>() + gutters <= width).then_some(widths)
}

/// Print a row with its cells below those of the rows above.
pub(super) fn row(
    document: &Document,
    block: &Block,
    marks: &[Mark],
    widths: &[usize],
    out: &mut impl Write,
) -> io::Result<()> {
    let row = table::cells(document, block);
    let last = row.len().saturating_sub(1);
    for (column, cell) in row.into_iter().enumerate() {
        let wide = measure::cells(document.slice(cell.clone())) + cells(marks, cell.clone());
        paint(document, marks, cell, out)?;
        if column < last {
            let pad = widths
                .get(column)
                .map_or(0, |width| width.saturating_sub(wide));
            write!(out, "{:pad$}{GUTTER}", "")?;
        }
    }
    writeln!(out)
}

/// The heading of the column that a cell beginning at `start` (bytes) of `block` stands in: "Capital: "; nothing for the
/// headings themselves.
pub(super) fn label(document: &Document, block: &Block, table: &Table, start: usize) -> String {
    if matches!(block.kind, BlockKind::Row { heading: true, .. }) {
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
