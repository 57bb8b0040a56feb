//! The article as lines, wrapped when they are looked at.
//!
//! Owns the cut of the document into segments (a block, or a few kilobytes of a very long one) and a bounded cache of
//! wrapped segments. A [`Row`] names a line and is only good for the flow that gave it; what lasts is the byte offset.

use super::line::Line;
use super::measure;
use super::table::{self, Table, tables};
use super::wrap::{Fill, Wrapped, wrap};
use crate::document::{Block, BlockKind, Document};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Bytes after which a long block is cut, at the next good place: wrapping that much takes well under a millisecond.
const SEGMENT_BYTES: usize = 8 * 1024;
/// Wrapped segments to keep; a screen rarely shows more than a hundred.
const CACHED_SEGMENTS: usize = 512;

/// A part of the document that is wrapped at one go.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    range: Range<usize>,
    block: usize,
    /// Blank lines above it.
    gap: u8,
}

/// The address of a line in one [`Flow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Row {
    segment: usize,
    line: usize,
}

/// A document laid out for a width.
#[derive(Debug, Clone)]
pub struct Flow {
    document: Arc<Document>,
    width: u16,
    segments: Vec<Segment>,
    tables: Arc<[Table]>,
    cache: HashMap<usize, Arc<[Line]>>,
}

impl Flow {
    /// `document` in lines of at most `width` cells. Costs a pass over the blocks, not over the text.
    pub fn new(document: Arc<Document>, width: u16) -> Self {
        let segments = segments(&document);
        Self {
            width: width.max(1),
            segments,
            tables: tables(&document).into(),
            document,
            cache: HashMap::new(),
        }
    }

    /// Lay out for another width. Rows taken before are void.
    pub fn set_width(&mut self, width: u16) {
        if width.max(1) != self.width {
            self.width = width.max(1);
            self.cache.clear();
        }
    }

    /// Cells of the longest line there may be.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The first line.
    pub fn first(&self) -> Row {
        Row::default()
    }

    /// The last line.
    pub fn last(&mut self) -> Row {
        let segment = self.segments.len().saturating_sub(1);
        Row {
            segment,
            line: self.lines(segment).len().saturating_sub(1),
        }
    }

    /// The line that shows `offset` (bytes), or the last one before it.
    pub fn row_at(&mut self, offset: usize) -> Row {
        let segment = self
            .segments
            .partition_point(|segment| segment.range.start <= offset)
            .saturating_sub(1);
        let lines = self.lines(segment);
        let gaps = lines.iter().take_while(|line| line.gap).count();
        // What is said below a headline is no place in the text.
        let end = lines
            .iter()
            .rposition(|line| !line.gap)
            .map_or(0, |at| at + 1);
        let line = lines
            .get(..end)
            .unwrap_or_default()
            .partition_point(|line| line.gap || line.range.start <= offset)
            .saturating_sub(1);
        Row {
            segment,
            line: line.max(gaps.min(lines.len().saturating_sub(1))),
        }
    }

    /// The line at `row`.
    pub fn line(&mut self, row: Row) -> Option<Line> {
        self.lines(row.segment).get(row.line).cloned()
    }

    /// The byte offset where the line at `row` begins; for a blank line, where the text after it does.
    pub fn offset(&mut self, row: Row) -> usize {
        self.line(row).map_or(0, |line| line.range.start)
    }

    /// `lines` further down (up if negative), stopping at the ends.
    pub fn step(&mut self, row: Row, lines: isize) -> Row {
        let mut at = row;
        let mut left = lines.unsigned_abs();
        while left > 0 {
            if lines > 0 {
                let here = self.lines(at.segment).len().saturating_sub(1);
                let move_by = left.min(here.saturating_sub(at.line));
                at.line += move_by;
                left -= move_by;
                if left > 0 {
                    if at.segment + 1 >= self.segments.len() {
                        break;
                    }
                    at = Row {
                        segment: at.segment + 1,
                        line: 0,
                    };
                    left -= 1;
                }
            } else {
                let move_by = left.min(at.line);
                at.line -= move_by;
                left -= move_by;
                if left > 0 {
                    if at.segment == 0 {
                        break;
                    }
                    let segment = at.segment - 1;
                    at = Row {
                        segment,
                        line: self.lines(segment).len().saturating_sub(1),
                    };
                    left -= 1;
                }
            }
        }
        at
    }

    /// The lines from `top` on, at most `height` of them.
    pub fn page(&mut self, top: Row, height: usize) -> Vec<Line> {
        let mut page = Vec::new();
        let mut segment = top.segment;
        let mut skip = top.line;
        while page.len() < height && segment < self.segments.len() {
            let lines = self.lines(segment);
            page.extend(lines.iter().skip(skip).take(height - page.len()).cloned());
            (segment, skip) = (segment + 1, 0);
        }
        page
    }

    /// The lowest row that may stand at the top of a page of `height` lines without leaving the page half empty.
    pub fn last_top(&mut self, height: usize) -> Row {
        let last = self.last();
        let up = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
        self.step(last, up.saturating_neg())
    }

    /// The lines of a segment, wrapped now if they are not at hand.
    fn lines(&mut self, index: usize) -> Arc<[Line]> {
        if let Some(lines) = self.cache.get(&index) {
            return Arc::clone(lines);
        }
        let lines: Arc<[Line]> = match self.segments.get(index) {
            Some(segment) => self.lay(segment).into(),
            None => Arc::from([]),
        };
        if self.cache.len() >= CACHED_SEGMENTS {
            self.cache.clear();
        }
        self.cache.insert(index, Arc::clone(&lines));
        lines
    }

    /// Wrap one segment.
    fn lay(&self, segment: &Segment) -> Vec<Line> {
        let Some(block) = self.document.blocks().get(segment.block) else {
            return Vec::new();
        };
        let start = segment.range.start;
        let mut lines: Vec<Line> = (0..segment.gap)
            .map(|_| Line::gap(start, segment.block))
            .collect();
        if let Some(table) = self.table_of(segment.block) {
            self.lay_row(block, segment.block, table, &mut lines);
            return lines;
        }
        let indent = indent(block).min(self.width / 2);
        let begins = start == block.range.start;
        let room = usize::from(self.width.saturating_sub(indent));
        let wrapped = self.wrap(segment.range.clone(), room, &block.kind);
        lines.extend(wrapped.into_iter().enumerate().map(|(n, part)| Line {
            indent,
            first: begins && n == 0,
            hyphen: part.hyphen,
            ..Line::new(
                start + part.range.start..start + part.range.end,
                segment.block,
            )
        }));
        if segment.block == 0 && self.document.meta().has_about() {
            let about = |at| Line {
                about: true,
                ..Line::gap(at, segment.block)
            };
            let ends = segment.range.end == block.range.end;
            if block.kind != BlockKind::Title && begins {
                // Without a headline it stands above the text.
                lines.splice(0..0, [about(start), Line::gap(start, segment.block)]);
            } else if block.kind == BlockKind::Title && ends {
                lines.push(about(segment.range.end));
            }
        }
        lines
    }

    /// Wrap the bytes of `range` as a block of this kind is wrapped; the lines' ranges count from its start.
    fn wrap(&self, range: Range<usize>, room: usize, kind: &BlockKind) -> Vec<Wrapped> {
        let text = self.document.slice(range.clone());
        if *kind == BlockKind::Code {
            return wrap(text, room, Fill::Verbatim);
        }
        let all = self.document.soft_hyphens();
        let within =
            all.partition_point(|&at| at <= range.start)..all.partition_point(|&at| at < range.end);
        let soft: Vec<usize> = all
            .get(within)
            .unwrap_or_default()
            .iter()
            .map(|at| at - range.start)
            .collect();
        // A headline is not divided.
        let running = !matches!(kind, BlockKind::Title | BlockKind::Heading(_));
        let english = running && self.document.meta().is_english();
        wrap(
            text,
            room,
            Fill::Prose {
                soft: &soft,
                english,
            },
        )
    }

    /// The table that a block is a row of.
    fn table_of(&self, block: usize) -> Option<&Table> {
        let after = self.tables.partition_point(|table| table.rows.end <= block);
        self.tables
            .get(after)
            .filter(|table| table.rows.contains(&block))
    }

    /// A row of a table: a line of a grid, or a record.
    fn lay_row(&self, block: &Block, index: usize, table: &Table, lines: &mut Vec<Line>) {
        let indent = indent(block).min(self.width / 2);
        let width = self.width.saturating_sub(indent);
        if table.fits(width) {
            lines.push(Line {
                indent,
                first: true,
                columns: Some(Arc::clone(&table.columns)),
                ..Line::new(block.range.clone(), index)
            });
            return;
        }
        if index > table.rows.start {
            lines.push(Line::gap(block.range.start, index));
        }
        let heads = matches!(block.kind, BlockKind::Row { heading: true, .. });
        let beside = if heads { 0 } else { table.record_indent(width) };
        let room = usize::from(width.saturating_sub(beside));
        for (column, cell) in table::cells(&self.document, block).into_iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let label = table.headings.get(column).filter(|_| beside > 0);
            for (n, part) in self
                .wrap(cell.clone(), room, &block.kind)
                .iter()
                .enumerate()
            {
                lines.push(Line {
                    indent: indent + beside,
                    first: n == 0,
                    hyphen: part.hyphen,
                    label: label.filter(|_| n == 0).cloned().unwrap_or_default(),
                    ..Line::new(
                        cell.start + part.range.start..cell.start + part.range.end,
                        index,
                    )
                });
            }
        }
    }
}

/// Cells left of a block's text.
fn indent(block: &Block) -> u16 {
    let quotes = u16::from(block.quote_depth).min(8) * 2;
    quotes
        + match &block.kind {
            BlockKind::Item { marker, depth } => {
                u16::from((*depth).min(8)) * 2 + measure::cells(marker).min(12) as u16 + 1
            }
            BlockKind::Code | BlockKind::Caption => 2,
            BlockKind::Verse
            | BlockKind::Title
            | BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Row { .. }
            | BlockKind::Rule => 0,
        }
}

fn segments(document: &Document) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(document.blocks().len());
    let mut before: Option<&Block> = None;
    for (index, block) in document.blocks().iter().enumerate() {
        let mut gap = before.map_or(0, |before| gap(before, block));
        let mut start = block.range.start;
        while block.range.end - start > SEGMENT_BYTES * 3 / 2 {
            let end = good_cut(document, start + SEGMENT_BYTES, block.range.end);
            segments.push(Segment {
                range: start..end,
                block: index,
                gap,
            });
            gap = 0;
            // The blank or line feed at the cut is swallowed like at any line's end.
            let rest = document.slice(end..block.range.end);
            start = end + usize::from(rest.starts_with([' ', '\n']));
        }
        segments.push(Segment {
            range: start..block.range.end,
            block: index,
            gap,
        });
        before = Some(block);
    }
    segments
}

/// Blank lines between two blocks.
fn gap(before: &Block, after: &Block) -> u8 {
    let listed =
        |block: &Block| matches!(block.kind, BlockKind::Item { .. } | BlockKind::Row { .. });
    u8::from(!(listed(before) && listed(after)))
}

/// Where to cut a very long block: at a line's end, else after a sentence, else at a blank, else between characters;
/// at or after `from`, before `end`.
fn good_cut(document: &Document, from: usize, end: usize) -> usize {
    let from = document.floor(from);
    let window = document.slice(from..document.floor((from + SEGMENT_BYTES / 4).min(end)));
    let sentence = || window.find(". ").map(|at| at + 1);
    if let Some(at) = window
        .find('\n')
        .or_else(sentence)
        .or_else(|| window.find(' '))
    {
        return from + at;
    }
    // Between graphemes: a cluster longer than this window is cut, as any program must at some length.
    let after_first =
        measure::graphemes(window.get(..64.min(window.len())).unwrap_or(window)).nth(1);
    from + after_first.map_or(0, |grapheme| grapheme.start)
}

#[cfg(test)]
mod tests;
