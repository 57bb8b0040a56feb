//! The article as lines, wrapped when they are looked at.
//!
//! Owns the cut of the document into segments (a block, or a few kilobytes of a very long one) and a bounded cache of
//! wrapped segments. A [`Row`] names a line and is only good for the flow that gave it; what lasts is the byte offset.

mod segments;

use super::line::Line;
use super::measure;
use super::table::{self, Table, tables};
use super::wrap::{Fill, Wrapped, wrap};
use crate::document::{Block, BlockKind, Document};
use segments::{Segment, segments};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Wrapped segments to keep; a screen rarely shows more than a hundred.
const CACHED_SEGMENTS: usize = 512;

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
        let segments = segments(&document, None);
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

    /// Show only the blocks `shown` (ascending), with a word about those left out; or all again. Rows taken before are void.
    pub fn show(&mut self, shown: Option<&[usize]>) {
        self.segments = segments(&self.document, shown);
        self.cache.clear();
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

    /// Wrap one segment, with what is said of the blocks left out around it.
    fn lay(&self, segment: &Segment) -> Vec<Line> {
        let mut lines = Vec::new();
        let blank = |at| Line::gap(at, segment.block);
        let left_out = |skipped, at| Line {
            skipped,
            ..blank(at)
        };
        let (start, end) = (segment.range.start, segment.range.end);
        if segment.skipped > 0 {
            lines.extend((0..segment.gap.min(1)).map(|_| blank(start)));
            lines.extend([left_out(segment.skipped, start), blank(start)]);
        } else {
            lines.extend((0..segment.gap).map(|_| blank(start)));
        }
        self.lay_block(segment, &mut lines);
        if segment.after > 0 {
            lines.extend([blank(end), left_out(segment.after, end)]);
        }
        lines
    }

    /// Wrap one segment's text.
    fn lay_block(&self, segment: &Segment, lines: &mut Vec<Line>) {
        let Some(block) = self.document.blocks().get(segment.block) else {
            return;
        };
        let start = segment.range.start;
        if let Some(table) = self.table_of(segment.block) {
            self.lay_row(block, segment.block, table, lines);
            return;
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

#[cfg(test)]
mod tests;
