//! The article on paper, so to speak: wrapped lines with marks.
//!
//! Owns how blocks and marks look without a screen. With styles, people are underlined and countries bold; without, people
//! stand as `_Ada Lovelace_` and countries as `*France*`; in words, for listening, the first mention of each in a
//! paragraph is followed by "(person)" or "(country)". Never writes an escape sequence that is not its own.

use super::grid;
use super::wrap::wrap;
use crate::cli::PrintOptions;
use crate::document::{Block, BlockKind, Document};
use crate::entities::{Entities, Kind, Mention};
use crate::layout::table::tables;
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Text put in before and after a mention, and the cells that it takes.
pub(super) struct Mark {
    range: Range<usize>,
    before: Cow<'static, str>,
    after: Cow<'static, str>,
    /// Whether the marks are styles, which take no room and must not run on at the end of a line.
    style: bool,
}

impl Mark {
    fn cells_before(&self) -> usize {
        if self.style { 0 } else { self.before.width() }
    }

    fn cells_after(&self) -> usize {
        if self.style { 0 } else { self.after.width() }
    }
}

/// The article with marks by style or by sign.
pub(super) fn marked(
    document: &Document,
    entities: &Entities,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let marks = |block: &Block| {
        let inside = entities.within(block.range.clone());
        let mentions = entities.mentions().get(inside).unwrap_or_default();
        let mark = |mention: &Mention| {
            let kind = entities.entities().get(mention.entity)?.kind;
            let (before, after) = match (kind, options.styled) {
                (Kind::Person, true) => ("\u{1b}[4m", "\u{1b}[24m"),
                (Kind::Country, true) => ("\u{1b}[1m", "\u{1b}[22m"),
                (Kind::Person, false) => ("_", "_"),
                (Kind::Country, false) => ("*", "*"),
            };
            Some(Mark {
                range: mention.range.clone(),
                before: before.into(),
                after: after.into(),
                style: options.styled,
            })
        };
        mentions.iter().filter_map(mark).collect()
    };
    blocks(document, options.width, marks, out)
}

/// The article with marks in words.
pub(super) fn spoken(
    document: &Document,
    entities: &Entities,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let marks = |block: &Block| {
        let inside = entities.within(block.range.clone());
        let mentions = entities.mentions().get(inside).unwrap_or_default();
        let mut told: Vec<usize> = Vec::new();
        let mark = |mention: &Mention| {
            let entity = entities.entities().get(mention.entity)?;
            // Once in a paragraph is help; at every mention it is noise.
            if told.contains(&mention.entity) {
                return None;
            }
            told.push(mention.entity);
            let plain_name = document.slice(mention.range.clone()) == entity.name;
            let what = match entity.kind {
                Kind::Person => "person",
                Kind::Country => "country",
            };
            let after = if plain_name {
                format!(" ({what})")
            } else {
                format!(" ({what}: {})", entity.name)
            };
            Some(Mark {
                range: mention.range.clone(),
                before: "".into(),
                after: after.into(),
                style: false,
            })
        };
        mentions.iter().filter_map(mark).collect()
    };
    blocks(document, options.width, marks, out)
}

/// Write every block with its marks.
fn blocks(
    document: &Document,
    width: usize,
    mut marks: impl FnMut(&Block) -> Vec<Mark>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut before: Option<&BlockKind> = None;
    let tables = tables(document);
    let mut tables = tables.iter().peekable();
    let mut grid = None;
    for (index, block) in document.blocks().iter().enumerate() {
        while tables.next_if(|table| table.rows.end <= index).is_some() {}
        let table = tables.peek().filter(|table| table.rows.contains(&index));
        if let Some(table) = table.filter(|table| table.rows.start == index) {
            grid = grid::widths(document, table, width, &mut marks);
        }
        let tight = match (before, &block.kind) {
            (Some(BlockKind::Item { .. }), BlockKind::Item { .. }) => true,
            (Some(BlockKind::Row { .. }), BlockKind::Row { .. }) => grid.is_some(),
            _ => false,
        };
        if before.is_some() && !tight {
            writeln!(out)?;
        }
        before = Some(&block.kind);
        let lead = Lead::of(block, width);
        if block.kind == BlockKind::Rule {
            writeln!(out, "{}* * *", lead.first)?;
            continue;
        }
        let marks = marks(block);
        if let (Some(_), Some(widths)) = (table, &grid) {
            grid::row(document, block, &marks, widths, out)?;
            continue;
        }
        let own_lines = !matches!(
            block.kind,
            BlockKind::Title | BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Caption
        );
        let room = if block.kind == BlockKind::Code {
            usize::MAX
        } else {
            lead.room
        };
        let mut start = block.range.start;
        let mut leader = lead.first.as_str();
        let text = document.slice(block.range.clone());
        for line in text.split('\n') {
            let at = start;
            start += line.len() + 1;
            if table.is_some() && line.is_empty() {
                continue;
            }
            let label = table.map(|table| grid::label(document, block, table, at));
            let label = label.unwrap_or_default();
            let indent = if own_lines {
                line.len() - line.trim_start_matches(' ').len()
            } else {
                0
            };
            let mut label = label.as_str();
            for part in wrap(line, room.saturating_sub(indent + label.width()), |word| {
                cells(&marks, at + word.start..at + word.end)
            }) {
                let range = at + part.start..at + part.end;
                // Blanks at the start of a line that is meant are part of it.
                write!(out, "{leader}{:1$}{label}", "", indent)?;
                label = "";
                paint(document, &marks, range, out)?;
                writeln!(out)?;
                leader = &lead.rest;
            }
        }
    }
    Ok(())
}

/// What stands before the lines of a block.
struct Lead {
    first: String,
    rest: String,
    /// Cells left for the text.
    room: usize,
}

impl Lead {
    fn of(block: &Block, width: usize) -> Self {
        let mut first = "> ".repeat(usize::from(block.quote_depth));
        let mut rest = first.clone();
        match &block.kind {
            BlockKind::Item { marker, depth } => {
                let indent = " ".repeat(2 * usize::from(*depth).min(8));
                first = format!("{first}{indent}{marker} ");
                rest = format!("{rest}{indent}{:1$}", "", marker.width() + 1);
            }
            BlockKind::Code | BlockKind::Verse => {
                first.push_str("    ");
                rest.push_str("    ");
            }
            BlockKind::Title
            | BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Row { .. }
            | BlockKind::Caption
            | BlockKind::Rule => {}
        }
        let taken = rest.width();
        if taken * 2 > width {
            // Too narrow for any decoration: the text comes first.
            let (first, rest) = (String::new(), String::new());
            return Self {
                first,
                rest,
                room: width,
            };
        }
        let room = width - taken;
        Self { first, rest, room }
    }
}

/// The marks that touch `range`; they are sorted and disjoint.
fn touching<'m>(marks: &'m [Mark], range: &Range<usize>) -> &'m [Mark] {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    let last = marks.partition_point(|mark| mark.range.start < range.end);
    marks.get(first..last).unwrap_or_default()
}

/// How many cells the marks add to the word at `range`.
pub(super) fn cells(marks: &[Mark], range: Range<usize>) -> usize {
    let mut cells = 0;
    for mark in touching(marks, &range) {
        if mark.range.start >= range.start {
            cells += mark.cells_before();
        }
        if mark.range.end <= range.end {
            cells += mark.cells_after();
        }
    }
    cells
}

/// Write one line of text with its marks.
pub(super) fn paint(
    document: &Document,
    marks: &[Mark],
    range: Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut at = range.start;
    for mark in touching(marks, &range) {
        let inside = mark.range.start.max(range.start)..mark.range.end.min(range.end);
        out.write_all(document.slice(at..inside.start).as_bytes())?;
        if mark.style || mark.range.start >= range.start {
            out.write_all(mark.before.as_bytes())?;
        }
        out.write_all(document.slice(inside.clone()).as_bytes())?;
        if mark.style || mark.range.end <= range.end {
            out.write_all(mark.after.as_bytes())?;
        }
        at = inside.end;
    }
    out.write_all(document.slice(at..range.end).as_bytes())
}
