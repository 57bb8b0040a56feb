//! Prints the reading history, latest article first: when it was read, how far, its title and its source.
//!
//! For a terminal the columns are aligned and cut to its width; for other programs the fields are complete and separated by
//! tabs. Sources and titles are cleaned here, because the history file may contain anything.

use super::ignore_broken_pipe;
use crate::dates;
use crate::error::SafeText;
use crate::layout::measure;
use crate::store::history::HistoryRecord;
use std::io::{self, Write};

/// The share of the remaining width that titles get at least, in percent; they matter more than sources.
const TITLE_SHARE: usize = 60;

/// Writes those of `records` that can be opened again to `out`: aligned for a terminal with that many `columns`, or separated
/// by tabs if `columns` is `None`.
///
/// # Errors
/// If writing fails, unless the reader of `out` has closed the pipe.
pub fn write_history(
    records: &[HistoryRecord],
    columns: Option<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows: Vec<HistoryRow> = records.iter().filter_map(HistoryRow::new).collect();
    let written = match columns {
        Some(columns) => write_columns(&rows, columns, out),
        None => rows.iter().try_for_each(|row| {
            let HistoryRow {
                read_at,
                percent,
                title,
                source,
            } = row;
            writeln!(out, "{read_at}\t{percent}\t{title}\t{source}")
        }),
    };
    ignore_broken_pipe(written.and_then(|()| out.flush()))
}

/// The fields of an article as they are printed.
struct HistoryRow {
    read_at: String,
    percent: String,
    title: String,
    source: String,
}

impl HistoryRow {
    /// Formats `record`; `None` if it has no source from which it could be opened again.
    fn new(record: &HistoryRecord) -> Option<Self> {
        Some(Self {
            // A time in the future is that of a wrong clock.
            read_at: dates::timestamp(record.last_read.min(dates::now())),
            percent: format!("{}%", record.percent),
            title: SafeText::new(&record.title).as_str().to_owned(),
            source: SafeText::new(record.source.as_ref()?).as_str().to_owned(),
        })
    }
}

/// Writes `rows` in aligned columns.
fn write_columns(rows: &[HistoryRow], columns: usize, out: &mut impl Write) -> io::Result<()> {
    let widest = |field: &dyn Fn(&HistoryRow) -> &str| {
        let cells = rows.iter().map(|row| measure::cells(field(row)));
        cells.max().unwrap_or(0)
    };
    let (read_at, percent) = (widest(&|row| &row.read_at), widest(&|row| &row.percent));
    let room = columns.saturating_sub(read_at + percent + 6);
    let source = widest(&|row| &row.source);
    // Titles get the width that the sources leave, but at least their share.
    let share = (room * TITLE_SHARE / 100).max(room.saturating_sub(source));
    let title = widest(&|row| &row.title).min(share);
    for row in rows {
        let cut_title = measure::truncate(&row.title, title);
        let gap = title.saturating_sub(measure::cells(&cut_title));
        let source = shorten(&row.source, room.saturating_sub(title));
        let line = format!(
            "{}  {:>percent$}  {cut_title}{:gap$}  {source}",
            row.read_at, row.percent, ""
        );
        writeln!(out, "{}", measure::truncate(&line, columns).trim_end())?;
    }
    Ok(())
}

/// Cuts `source` to at most `cells`: a path at its beginning, a URL at its end.
fn shorten(source: &str, cells: usize) -> String {
    if !source.starts_with('/') || measure::cells(source) <= cells || cells == 0 {
        return measure::truncate(source, cells);
    }
    let mut room = cells - 1;
    let mut from = source.len();
    for grapheme in measure::graphemes(source).rev() {
        let Some(left) = room.checked_sub(grapheme.cells) else {
            break;
        };
        (room, from) = (left, grapheme.start);
    }
    format!("…{}", source.split_at(from).1)
}
