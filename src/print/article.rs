//! Prints the article as wrapped lines with its mentions marked.
//!
//! With styles, people are underlined and countries bold; without, people are printed as `_Ada Lovelace_` and countries as
//! `*France*`. In the plain format, for screen readers, the first mention of each entity in a paragraph is followed by
//! "(person)" or "(country)". The only escape sequences written are those of the styles.

use super::annotated::{AnnotatedDocument, MentionStyle, kind_name};
use super::text_table;
use super::wrap::wrap_greedy;
use crate::cli::PrintOptions;
use crate::document::{Block, BlockKind, Document};
use crate::entities::{EntityId, Mention};
use crate::layout::table::find_tables;
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The text inserted before and after a mention, and the cells that it takes.
pub(super) struct MentionMarkup {
    range: Range<usize>,
    before: Cow<'static, str>,
    after: Cow<'static, str>,
    /// Whether the inserted text is an escape sequence, which takes no cells and must be closed at the end of a line.
    is_style: bool,
}

impl MentionMarkup {
    fn cells_before(&self) -> usize {
        if self.is_style {
            0
        } else {
            self.before.width()
        }
    }

    fn cells_after(&self) -> usize {
        if self.is_style { 0 } else { self.after.width() }
    }
}

/// Writes the article with mentions styled or between signs.
pub(super) fn write_marked(
    article: AnnotatedDocument<'_>,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let marks = |block: &Block| {
        let mark = |mention: &Mention| {
            let kind = article.entities.entity(mention.entity).kind;
            let MentionStyle { before, after } = if options.styled {
                MentionStyle::escapes(kind, false)
            } else {
                MentionStyle::signs(kind)
            };
            MentionMarkup {
                range: mention.range.clone(),
                before: before.into(),
                after: after.into(),
                is_style: options.styled,
            }
        };
        article.mentions_in(block.range.clone()).map(mark).collect()
    };
    write_blocks(article.document, options.width, marks, out)
}

/// Writes the article with mentions described in words.
pub(super) fn write_plain(
    article: AnnotatedDocument<'_>,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let marks = |block: &Block| {
        let mut described: Vec<EntityId> = Vec::new();
        let mark = |mention: &Mention| {
            let entity = article.entities.entity(mention.entity);
            // Once per paragraph is helpful; at every mention it would be noise.
            if described.contains(&mention.entity) {
                return None;
            }
            described.push(mention.entity);
            let kind = kind_name(entity.kind);
            let after = if article.text_of(mention) == entity.name {
                format!(" ({kind})")
            } else {
                format!(" ({kind}: {})", entity.name)
            };
            Some(MentionMarkup {
                range: mention.range.clone(),
                before: "".into(),
                after: after.into(),
                is_style: false,
            })
        };
        let mentions = article.mentions_in(block.range.clone());
        mentions.filter_map(mark).collect()
    };
    write_blocks(article.document, options.width, marks, out)
}

/// Writes all blocks; `marks` returns the markup of a block's mentions.
fn write_blocks(
    document: &Document,
    width: usize,
    mut marks: impl FnMut(&Block) -> Vec<MentionMarkup>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut before: Option<&BlockKind> = None;
    let tables = find_tables(document);
    let mut tables = tables.iter().peekable();
    let mut grid = None;
    for (index, block) in document.blocks().iter().enumerate() {
        while tables.next_if(|table| table.rows.end <= index).is_some() {}
        let table = tables.peek().filter(|table| table.rows.contains(&index));
        if let Some(table) = table.filter(|table| table.rows.start == index) {
            grid = text_table::column_widths(document, table, width, &mut marks);
        }
        let is_tight = match (before, &block.kind) {
            (Some(BlockKind::ListItem { .. }), BlockKind::ListItem { .. }) => true,
            (Some(BlockKind::TableRow { .. }), BlockKind::TableRow { .. }) => {
                grid.is_some() && table.is_some_and(|table| table.rows.start < index)
            }
            _ => false,
        };
        if before.is_some() && !is_tight {
            writeln!(out)?;
        }
        before = Some(&block.kind);
        let prefix = LinePrefix::for_block(block, width);
        if block.kind == BlockKind::Rule {
            writeln!(out, "{}* * *", prefix.first)?;
            continue;
        }
        let marks = marks(block);
        if let (Some(_), Some(widths)) = (table, &grid) {
            text_table::write_row(document, block, &marks, widths, out)?;
            continue;
        }
        let keeps_indent = !matches!(
            block.kind,
            BlockKind::Title | BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Caption
        );
        let room = if block.kind == BlockKind::Code {
            usize::MAX
        } else {
            prefix.room
        };
        let mut start = block.range.start;
        let mut line_prefix = prefix.first.as_str();
        let text = document.slice(block.range.clone());
        for line in text.split('\n') {
            let at = start;
            start += line.len() + 1;
            if table.is_some() && line.is_empty() {
                continue;
            }
            let heading = table.map_or_else(String::new, |table| {
                text_table::cell_heading(document, block, table, at)
            });
            let indent = if keeps_indent {
                line.len() - line.trim_start_matches(' ').len()
            } else {
                0
            };
            let mut heading = heading.as_str();
            let room = room.saturating_sub(indent + heading.width());
            for part in wrap_greedy(line, room, |word| {
                markup_cells(&marks, at + word.start..at + word.end)
            }) {
                let range = at + part.start..at + part.end;
                // In a block whose lines are kept, leading spaces are part of the line.
                write!(out, "{line_prefix}{:1$}{heading}", "", indent)?;
                heading = "";
                write_range(document, &marks, range, out)?;
                writeln!(out)?;
                line_prefix = &prefix.rest;
            }
        }
    }
    Ok(())
}

/// What is printed before the lines of a block: quotation marks, indentation and list markers.
struct LinePrefix {
    /// Before the first line.
    first: String,
    /// Before the other lines.
    rest: String,
    /// The cells left for the text.
    room: usize,
}

impl LinePrefix {
    fn for_block(block: &Block, width: usize) -> Self {
        let mut first = "> ".repeat(usize::from(block.quote_depth));
        let mut rest = first.clone();
        match &block.kind {
            BlockKind::ListItem { marker, depth } => {
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
            | BlockKind::TableRow { .. }
            | BlockKind::Caption
            | BlockKind::Rule => {}
        }
        let prefix_cells = rest.width();
        if prefix_cells * 2 > width {
            // Too narrow for a prefix: the text is more important.
            let (first, rest) = (String::new(), String::new());
            return Self {
                first,
                rest,
                room: width,
            };
        }
        let room = width - prefix_cells;
        Self { first, rest, room }
    }
}

/// The marks that overlap `range`; `marks` must be sorted and disjoint.
fn overlapping<'m>(
    marks: &'m [MentionMarkup],
    range: &Range<usize>,
) -> impl Iterator<Item = &'m MentionMarkup> {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    let last = marks.partition_point(|mark| mark.range.start < range.end);
    marks.iter().take(last).skip(first)
}

/// The number of cells that markup adds to the word at `range`.
pub(super) fn markup_cells(marks: &[MentionMarkup], range: Range<usize>) -> usize {
    let mut cells = 0;
    for mark in overlapping(marks, &range) {
        if mark.range.start >= range.start {
            cells += mark.cells_before();
        }
        if mark.range.end <= range.end {
            cells += mark.cells_after();
        }
    }
    cells
}

/// Writes the text of `range`, which is on one line, with its markup.
pub(super) fn write_range(
    document: &Document,
    marks: &[MentionMarkup],
    range: Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut at = range.start;
    for mark in overlapping(marks, &range) {
        let inside = mark.range.start.max(range.start)..mark.range.end.min(range.end);
        out.write_all(document.slice(at..inside.start).as_bytes())?;
        if mark.is_style || mark.range.start >= range.start {
            out.write_all(mark.before.as_bytes())?;
        }
        out.write_all(document.slice(inside.clone()).as_bytes())?;
        if mark.is_style || mark.range.end <= range.end {
            out.write_all(mark.after.as_bytes())?;
        }
        at = inside.end;
    }
    out.write_all(document.slice(at..range.end).as_bytes())
}
