//! The lines of an article, wrapped when they are needed.
//!
//! The document is divided into segments: a block each, or a few kilobytes of a very long block. A bounded cache keeps wrapped
//! segments. A [`LinePosition`] identifies a line only in the [`Flow`] that returned it, and only until its width or its visible
//! blocks change; to remember a position for longer, keep its byte offset.

mod code;
mod segments;

use super::line::Line;
use super::measure;
use super::table::{self, TableLayout, find_tables};
use super::wrap::{Hyphenation, WrapMode, WrappedLine, wrap};
use crate::document::{Block, BlockKind, Document};
use segments::{Segment, segments};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The number of wrapped segments to cache; a screen rarely shows more than a hundred.
const CACHED_SEGMENTS: usize = 512;

/// The position of a line in a [`Flow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct LinePosition {
    segment: usize,
    line: usize,
}

/// A document laid out for a width.
///
/// # Examples
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::layout::Flow;
/// use std::sync::Arc;
///
/// let mut builder = Builder::new("example");
/// builder.push("one two three four five");
/// builder.end(BlockKind::Paragraph);
/// let document = Arc::new(builder.finish());
///
/// let mut flow = Flow::new(Arc::clone(&document), 9);
/// let top = flow.first();
/// let lines = flow.lines_from(top, 10);
/// let texts: Vec<&str> = lines
///     .into_iter()
///     .map(|line| document.slice(line.range))
///     .collect();
/// assert_eq!(texts, ["one two", "three", "four five"]);
///
/// // The line that shows byte 14, the beginning of "four".
/// let position = flow.position_at(14);
/// assert_eq!(flow.line_start(position), 14);
/// ```
#[derive(Debug, Clone)]
pub struct Flow {
    document: Arc<Document>,
    width: u16,
    segments: Vec<Segment>,
    tables: Arc<[TableLayout]>,
    cache: HashMap<usize, Arc<[Line]>>,
}

impl Flow {
    /// Lays out `document` in lines of at most `width` cells. This takes a pass over the blocks, not over the text.
    pub fn new(document: Arc<Document>, width: u16) -> Self {
        let segments = segments(&document, None);
        Self {
            width: width.max(1),
            segments,
            tables: find_tables(&document).into(),
            document,
            cache: HashMap::new(),
        }
    }

    /// Changes the width. Positions obtained before are no longer valid.
    pub fn set_width(&mut self, width: u16) {
        if width.max(1) != self.width {
            self.width = width.max(1);
            self.cache.clear();
        }
    }

    /// Shows only the blocks with the indices `shown`, which must ascend, and a line for each run of hidden blocks; or all
    /// blocks if it is `None`. Positions obtained before are no longer valid.
    pub fn show_blocks(&mut self, shown: Option<&[usize]>) {
        self.segments = segments(&self.document, shown);
        self.cache.clear();
    }

    /// The longest line possible, in cells.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The position of the first line.
    pub fn first(&self) -> LinePosition {
        LinePosition::default()
    }

    /// The position of the last line.
    pub fn last(&mut self) -> LinePosition {
        let segment = self.segments.len().saturating_sub(1);
        LinePosition {
            segment,
            line: self.segment_lines(segment).len().saturating_sub(1),
        }
    }

    /// The position of the line that shows the byte at `offset`, or of the last line before it.
    pub fn position_at(&mut self, offset: usize) -> LinePosition {
        let segment = self
            .segments
            .partition_point(|segment| segment.range.start <= offset)
            .saturating_sub(1);
        let lines = self.segment_lines(segment);
        let leading_blanks = lines.iter().take_while(|line| line.blank).count();
        // The metadata line below a headline shows no text.
        let last_text = lines.iter().rposition(|line| !line.blank).unwrap_or(0);
        let shown = lines
            .iter()
            .take_while(|line| line.blank || line.range.start <= offset);
        let line = shown.count().saturating_sub(1).min(last_text);
        LinePosition {
            segment,
            line: line.max(leading_blanks.min(lines.len().saturating_sub(1))),
        }
    }

    /// The line at a position.
    pub fn line(&mut self, position: LinePosition) -> Option<Line> {
        self.segment_lines(position.segment)
            .get(position.line)
            .cloned()
    }

    /// The byte offset at which a line begins; for a blank line, that of the text after it.
    pub fn line_start(&mut self, position: LinePosition) -> usize {
        self.line(position).map_or(0, |line| line.range.start)
    }

    /// The position `lines` further down, or up if negative, but not beyond the ends.
    pub fn step(&mut self, position: LinePosition, lines: isize) -> LinePosition {
        let mut at = position;
        let mut left = lines.unsigned_abs();
        while left > 0 {
            if lines > 0 {
                let last = self.segment_lines(at.segment).len().saturating_sub(1);
                let move_by = left.min(last.saturating_sub(at.line));
                at.line += move_by;
                left -= move_by;
                if left > 0 {
                    if at.segment + 1 >= self.segments.len() {
                        break;
                    }
                    at = LinePosition {
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
                    at = LinePosition {
                        segment,
                        line: self.segment_lines(segment).len().saturating_sub(1),
                    };
                    left -= 1;
                }
            }
        }
        at
    }

    /// Up to `height` lines from `top` on.
    pub fn lines_from(&mut self, top: LinePosition, height: usize) -> Vec<Line> {
        let mut page = Vec::new();
        let mut segment = top.segment;
        let mut skip = top.line;
        while page.len() < height && segment < self.segments.len() {
            let lines = self.segment_lines(segment);
            page.extend(lines.iter().skip(skip).take(height - page.len()).cloned());
            (segment, skip) = (segment + 1, 0);
        }
        page
    }

    /// The lowest position of the top line at which a page of `height` lines is still full.
    pub fn last_top(&mut self, height: usize) -> LinePosition {
        let last = self.last();
        let up = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
        self.step(last, up.saturating_neg())
    }

    /// The lines of a segment, from the cache or wrapped now.
    fn segment_lines(&mut self, index: usize) -> Arc<[Line]> {
        if let Some(lines) = self.cache.get(&index) {
            return Arc::clone(lines);
        }
        let lines: Arc<[Line]> = match self.segments.get(index) {
            Some(segment) => self.lay_out_segment(segment).into(),
            None => Arc::from([]),
        };
        if self.cache.len() >= CACHED_SEGMENTS {
            self.cache.clear();
        }
        self.cache.insert(index, Arc::clone(&lines));
        lines
    }

    /// Lays out a segment, with the blank lines above it and the lines that stand for hidden blocks.
    fn lay_out_segment(&self, segment: &Segment) -> Vec<Line> {
        let mut lines = Vec::new();
        let blank = |at| Line::blank(at, segment.block);
        let hidden = |count, at| Line {
            hidden_paragraphs: count,
            ..blank(at)
        };
        let (start, end) = (segment.range.start, segment.range.end);
        if segment.hidden_above > 0 {
            lines.extend((0..segment.blank_lines.min(1)).map(|_| blank(start)));
            lines.extend([hidden(segment.hidden_above, start), blank(start)]);
        } else {
            lines.extend((0..segment.blank_lines).map(|_| blank(start)));
        }
        self.lay_out_text(segment, &mut lines);
        if segment.hidden_below > 0 {
            lines.extend([blank(end), hidden(segment.hidden_below, end)]);
        }
        lines
    }

    /// Lays out the text of a segment.
    fn lay_out_text(&self, segment: &Segment, lines: &mut Vec<Line>) {
        let block = self.document.block(segment.block);
        let start = segment.range.start;
        if let Some(table) = self.table_at(segment.block) {
            self.lay_out_table_row(block, segment.block, table, lines);
            return;
        }
        let indent = indent(block).min(self.width / 2);
        let starts_block = start == block.range.start;
        let room = usize::from(self.width.saturating_sub(indent));
        let wrapped = self.wrap(segment.range.clone(), room, &block.kind);
        lines.extend(wrapped.into_iter().enumerate().map(|(n, part)| Line {
            indent,
            first: starts_block && n == 0,
            hyphen: part.hyphen,
            ..Line::new(
                start + part.range.start..start + part.range.end,
                segment.block,
            )
        }));
        if segment.block == 0 && self.document.meta().has_publication_info() {
            let metadata = |at| Line {
                metadata: true,
                ..Line::blank(at, segment.block)
            };
            let ends_block = segment.range.end == block.range.end;
            if block.kind != BlockKind::Title && starts_block {
                // Without a headline, the metadata comes above the text.
                lines.splice(0..0, [metadata(start), Line::blank(start, segment.block)]);
            } else if block.kind == BlockKind::Title && ends_block {
                lines.push(metadata(segment.range.end));
            }
        }
    }

    /// Wraps the bytes of `range` as part of a block of this kind. The ranges of the lines are relative to its start.
    fn wrap(&self, range: Range<usize>, room: usize, kind: &BlockKind) -> Vec<WrappedLine> {
        let text = self.document.slice(range.clone());
        if *kind == BlockKind::Code {
            return wrap(text, room, WrapMode::Verbatim);
        }
        let all = self.document.soft_hyphens();
        let first = all.partition_point(|&at| at <= range.start);
        let within = all.iter().skip(first).take_while(|at| **at < range.end);
        let soft: Vec<usize> = within.map(|at| at - range.start).collect();
        // Headings are not hyphenated.
        let is_prose = !matches!(kind, BlockKind::Title | BlockKind::Heading(_));
        let english = is_prose && self.document.meta().is_english();
        wrap(
            text,
            room,
            WrapMode::Prose(Hyphenation {
                soft_hyphens: &soft,
                english,
            }),
        )
    }

    /// The table of which a block is a row.
    fn table_at(&self, block: usize) -> Option<&TableLayout> {
        let after = self.tables.partition_point(|table| table.rows.end <= block);
        self.tables
            .get(after)
            .filter(|table| table.rows.contains(&block))
    }

    /// Lays out a table row: as a line of a grid, or as a record with a paragraph for each cell.
    fn lay_out_table_row(
        &self,
        block: &Block,
        index: usize,
        table: &TableLayout,
        lines: &mut Vec<Line>,
    ) {
        let indent = indent(block).min(self.width / 2);
        let width = self.width.saturating_sub(indent);
        if table.fits(width) {
            let columns = table.columns_of_row(&self.document, block);
            lines.push(Line {
                indent,
                first: true,
                columns: Some(columns),
                ..Line::new(block.range.clone(), index)
            });
            if table.has_rule_below(block, index) {
                lines.push(Line {
                    indent,
                    rule_cells: table.width,
                    ..Line::blank(block.range.end, index)
                });
            }
            return;
        }
        if index > table.rows.start {
            lines.push(Line::blank(block.range.start, index));
        }
        let is_heading = matches!(block.kind, BlockKind::TableRow { heading: true, .. });
        let record_indent = if is_heading {
            0
        } else {
            table.record_indent(width)
        };
        let room = usize::from(width.saturating_sub(record_indent));
        for (column, cell) in table::row_cells(&self.document, block)
            .into_iter()
            .enumerate()
        {
            if cell.is_empty() {
                continue;
            }
            let heading = table.headings.get(column).filter(|_| record_indent > 0);
            for (n, part) in self
                .wrap(cell.clone(), room, &block.kind)
                .iter()
                .enumerate()
            {
                lines.push(Line {
                    indent: indent + record_indent,
                    first: n == 0,
                    hyphen: part.hyphen,
                    heading: heading.filter(|_| n == 0).cloned().unwrap_or_default(),
                    ..Line::new(
                        cell.start + part.range.start..cell.start + part.range.end,
                        index,
                    )
                });
            }
        }
    }
}

/// The indentation of a block's text, in cells.
fn indent(block: &Block) -> u16 {
    let quotes = u16::from(block.quote_depth).min(8) * 2;
    quotes
        + match &block.kind {
            BlockKind::ListItem { marker, depth } => {
                u16::from((*depth).min(8)) * 2 + measure::cells(marker).min(12) as u16 + 1
            }
            BlockKind::Code | BlockKind::Caption => 2,
            BlockKind::Verse
            | BlockKind::Title
            | BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::TableRow { .. }
            | BlockKind::Rule => 0,
        }
}

#[cfg(test)]
mod tests;
