//! What is remembered of articles, the one read last first: when, how far, what it is called, how it is opened again.
//!
//! Owns both forms: columns cut to the terminal's width for people, fields parted by tabs and whole for other programs.
//! Sources and titles are cleaned here, as the file may hold anything.

use super::heard;
use crate::error::Name;
use crate::layout::measure;
use crate::store::history::Record;
use crate::when;
use std::io::{self, Write};

/// Cells of a title, as a share of what is left beside when and how far: it matters more than the source.
const TITLE_SHARE: (usize, usize) = (3, 5);

/// Write those of `records` that can be opened again to `out`: for a terminal of so many `columns`, or for a program.
///
/// # Errors
/// If writing fails for another reason than that nobody listens any more.
pub fn list(records: &[Record], columns: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Row> = records.iter().filter_map(Row::of).collect();
    let written = match columns {
        Some(columns) => in_columns(&rows, columns, out),
        None => rows.iter().try_for_each(|row| {
            let Row {
                when,
                far,
                title,
                source,
            } = row;
            writeln!(out, "{when}\t{far}\t{title}\t{source}")
        }),
    };
    heard(written.and_then(|()| out.flush()))
}

/// An article.
struct Row {
    when: String,
    far: String,
    title: String,
    source: String,
}

impl Row {
    fn of(record: &Record) -> Option<Self> {
        Some(Self {
            when: when::stamp(record.read),
            far: format!("{}%", record.per_cent),
            title: Name::of(&record.title).as_str().to_owned(),
            source: Name::of(record.source.as_ref()?).as_str().to_owned(),
        })
    }
}

fn in_columns(rows: &[Row], columns: usize, out: &mut impl Write) -> io::Result<()> {
    let widest = |of: &dyn Fn(&Row) -> &str| {
        let cells = rows.iter().map(|row| measure::cells(of(row)));
        cells.max().unwrap_or(0)
    };
    let (when, far) = (widest(&|row| &row.when), widest(&|row| &row.far));
    let room = columns.saturating_sub(when + far + 6);
    let source = widest(&|row| &row.source);
    // A title takes what the sources leave, and its share of a line at least.
    let share = (room * TITLE_SHARE.0 / TITLE_SHARE.1).max(room.saturating_sub(source));
    let title = widest(&|row| &row.title).min(share);
    for row in rows {
        let called = measure::truncate(&row.title, title);
        let gap = title.saturating_sub(measure::cells(&called));
        let source = shortened(&row.source, room.saturating_sub(title));
        let line = format!(
            "{}  {:>far$}  {called}{:gap$}  {source}",
            row.when, row.far, ""
        );
        writeln!(out, "{}", measure::truncate(&line, columns).trim_end())?;
    }
    Ok(())
}

/// `source` within so many `cells`: of a path the end tells most, of an address the beginning.
fn shortened(source: &str, cells: usize) -> String {
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
    format!("…{}", source.get(from..).unwrap_or_default())
}
