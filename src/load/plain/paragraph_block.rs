//! Decides what each paragraph block is.
//!
//! A paragraph block is a run of lines between two blank lines. It is read from the top: title, headings, rules, lists
//! and code are split off where they are recognised, and the rest is prose or verse.

use super::code::{is_code, push_preformatted};
use super::columns;
use super::contents;
use super::heading::{can_be_heading, end_title, is_subheading, numbered_level, push_byline};
use super::join::{LineJoiner, push_prose};
use super::line::{
    ItemLine, ItemMarker, PlainLine, is_chapter_heading, is_ideographic, min_indent, parse_heading,
    parse_item,
};
use super::speakers::Speakers;
use super::wrap_width::WrapWidth;
use crate::document::{BlockKind, Builder};
use crate::load::html::is_byline;
use std::slice;

/// Reads the paragraph blocks of one text in order.
#[derive(Debug)]
pub(super) struct PlainTextReader<'a> {
    joiner: LineJoiner<'a>,
    speakers: Speakers<'a>,
    pub(super) wrap_width: WrapWidth,
    /// Whether no title can follow.
    past_title: bool,
    /// Whether the block before was the title.
    below_title: bool,
    /// The indents of the open lists, outermost first.
    list_indents: Vec<usize>,
    /// The indent of the open code block, which may continue after a blank line.
    code_indent: Option<usize>,
}

impl<'a> PlainTextReader<'a> {
    /// A reader for the blocks of `text`, whose lines were wrapped to `wrap_width`. `past_title` says that the text has
    /// no title of its own.
    pub(super) fn new(text: &'a str, wrap_width: WrapWidth, past_title: bool) -> Self {
        let joiner = LineJoiner::new(text);
        let (list_indents, code_indent) = (Vec::new(), None);
        Self {
            joiner,
            speakers: Speakers::new(text),
            wrap_width,
            past_title,
            below_title: false,
            list_indents,
            code_indent,
        }
    }

    /// Ends the code block that is still open.
    pub(super) fn finish(&mut self, builder: &mut Builder) {
        if self.code_indent.take().is_some() {
            builder.end(BlockKind::Code);
        }
    }

    /// Reads `block`; `next` is the one after it, empty at the end.
    pub(super) fn read_block(
        &mut self,
        builder: &mut Builder,
        block: &[PlainLine<'a>],
        next: &[PlainLine<'a>],
    ) {
        let Some(first) = block.first() else { return };
        if is_code(block)
            || (self.code_indent.is_some() && min_indent(block) >= 4 && first.quote_depth == 0)
        {
            self.push_code(builder, block);
            return;
        }
        self.finish(builder);
        builder.set_quote_depth(first.quote_depth);
        if contents::is_contents(block) {
            self.list_indents.clear();
            contents::push_contents(builder, block);
            return;
        }
        if !self.past_title && !next.is_empty() && push_columns(builder, block) {
            return;
        }
        let mut rest = block;
        let is_below_title = std::mem::take(&mut self.below_title);
        if !self.past_title && !first.is_rule() {
            self.past_title = true;
            rest = self.read_title(builder, rest, next);
            self.below_title = rest.is_empty();
        } else if is_below_title && block.len() == 1 && is_byline(first.body) {
            push_byline(builder, first);
            rest = &[];
        } else if let Some(level) = numbered_level(block, next) {
            self.push_heading(builder, block, BlockKind::Heading(level));
            rest = &[];
        } else if is_subheading(block, next) {
            self.push_heading(builder, block, BlockKind::Heading(2));
            rest = &[];
        }
        while !rest.is_empty() {
            rest = self.read_part(builder, rest);
        }
    }

    /// Reads the first part of `lines`, at least one line, and returns the others.
    fn read_part<'l>(
        &mut self,
        builder: &mut Builder,
        lines: &'l [PlainLine<'a>],
    ) -> &'l [PlainLine<'a>] {
        let Some((first, after)) = lines.split_first() else {
            return &[];
        };
        if first.is_rule() {
            self.list_indents.clear();
            builder.end(BlockKind::Rule);
            return after;
        }
        if let [underline, rest @ ..] = after
            && let Some(level) = underline.underline_level()
            && can_be_heading(first)
        {
            self.push_heading(builder, slice::from_ref(first), BlockKind::Heading(level));
            return rest;
        }
        if is_chapter_heading(first.body)
            && lines.len() <= 3
            && lines.iter().all(|line| line.width < 60)
        {
            self.push_heading(builder, lines, BlockKind::Heading(2));
            return &[];
        }
        if let Some(heading) = parse_heading(first.body).filter(|heading| {
            after.is_empty()
                || heading.text.len() < first.body.len()
                || after.first().is_some_and(|line| line.indent > first.indent)
                || self.is_heading_above(first, after)
        }) {
            self.list_indents.clear();
            push_prose(builder, heading.text);
            builder.end(BlockKind::Heading(heading.level));
            return after;
        }
        if parse_item(first.body).is_some() {
            return self.read_item(builder, lines);
        }
        let length = 1 + after
            .iter()
            .zip(lines)
            .take_while(|(line, previous)| !self.interrupts(previous, line))
            .count();
        let (body, rest) = lines.split_at(length);
        self.list_indents.clear();
        self.push_running_text(builder, body);
        rest
    }

    /// Whether `line`, which is all in capitals, is the heading of the text that follows directly.
    fn is_heading_above(&self, line: &PlainLine<'_>, after: &[PlainLine<'_>]) -> bool {
        let Some(next) = after.first() else {
            return false;
        };
        // A sentence that begins in capitals fills its line, and a name above an address has short lines below it.
        can_be_heading(line)
            && next.body.contains(char::is_lowercase)
            && !next.starts_lowercase()
            && (next.width >= 45 || next.ends_sentence())
            && !self.wrap_width.for_block(after).forces_break(line, next)
    }

    /// Whether `line` begins something new although no blank line comes before it.
    fn interrupts(&self, previous: &PlainLine<'_>, line: &PlainLine<'_>) -> bool {
        if line.is_rule() || (line.body.starts_with('#') && parse_heading(line.body).is_some()) {
            return true;
        }
        let is_unforced =
            previous.body.ends_with(':') || !self.wrap_width.forces_break(previous, line);
        match parse_item(line.body).map(|item| item.marker) {
            Some(ItemMarker::Bullet(_) | ItemMarker::Number(1) | ItemMarker::Letter('a')) => {
                is_unforced
            }
            _ => false,
        }
    }

    /// Pushes `lines` as one title or heading.
    pub(super) fn push_heading(
        &mut self,
        builder: &mut Builder,
        lines: &[PlainLine<'a>],
        kind: BlockKind,
    ) {
        self.list_indents.clear();
        self.joiner.push_joined(builder, lines);
        if kind == BlockKind::Title {
            let lines: Vec<&str> = lines.iter().map(|line| line.body).collect();
            end_title(builder, &lines.join(" "));
        } else {
            builder.end(kind);
        }
    }

    /// Reads one list item and returns the lines after it.
    fn read_item<'l>(
        &mut self,
        builder: &mut Builder,
        lines: &'l [PlainLine<'a>],
    ) -> &'l [PlainLine<'a>] {
        let Some((first, after)) = lines.split_first() else {
            return &[];
        };
        let Some(ItemLine { sign, text, .. }) = parse_item(first.body) else {
            return after;
        };
        let continues = |previous: &PlainLine<'_>, line: &PlainLine<'_>| {
            parse_item(line.body).is_none()
                && !line.is_rule()
                && (line.indent > first.indent
                    || self.wrap_width.forces_break(previous, line)
                    || line.starts_lowercase())
        };
        let continuation_lines = after
            .iter()
            .zip(lines)
            .take_while(|(line, previous)| continues(previous, line))
            .count();
        let (body, rest) = after.split_at(continuation_lines);
        self.list_indents.retain(|&indent| indent < first.indent);
        let depth = u8::try_from(self.list_indents.len()).unwrap_or(u8::MAX);
        self.list_indents.push(first.indent);
        let first_line = PlainLine {
            body: text,
            ..*first
        };
        let item: Vec<PlainLine<'_>> = std::iter::once(first_line)
            .chain(body.iter().copied())
            .collect();
        self.joiner.push_joined(builder, &item);
        let marker = if sign == "-" || sign == "*" || sign == "+" {
            "•"
        } else {
            sign
        };
        builder.end(BlockKind::ListItem {
            marker: marker.to_owned(),
            depth,
        });
        rest
    }

    /// Pushes lines without any markers: wrapped prose, one paragraph on each line, or verse.
    fn push_running_text(&mut self, builder: &mut Builder, lines: &[PlainLine<'a>]) {
        let wrap_width = self.wrap_width.for_block(lines);
        if let Some(turns) = self.speakers.turns(lines) {
            let mut rest = lines;
            for length in turns {
                let (turn, after) = rest.split_at(length);
                self.joiner.push_joined(builder, turn);
                builder.end(BlockKind::Paragraph);
                rest = after;
            }
        } else if wrap_width.is_wrapped(lines) {
            let mut rest = lines;
            while !rest.is_empty() {
                let (paragraph, after) = rest.split_at(paragraph_lines(wrap_width, rest));
                self.joiner.push_joined(builder, paragraph);
                builder.end(BlockKind::Paragraph);
                rest = after;
            }
        } else if lines.len() == 1 || are_one_line_paragraphs(lines) {
            for line in lines {
                push_prose(builder, line.body);
                builder.end(BlockKind::Paragraph);
            }
        } else {
            push_preformatted(builder, lines, min_indent(lines));
            builder.end(BlockKind::Verse);
        }
    }

    /// Begins a code block, or continues it after a blank line.
    fn push_code(&mut self, builder: &mut Builder, lines: &[PlainLine<'_>]) {
        self.past_title = true;
        self.list_indents.clear();
        let indent = match self.code_indent {
            Some(indent) => {
                builder.push("\n\n");
                indent
            }
            None => min_indent(lines),
        };
        self.code_indent = Some(indent);
        builder.set_quote_depth(0);
        push_preformatted(builder, lines, indent);
    }
}

/// Pushes `block` if it is a head in two columns, each column as lines of its own; the title may follow it. Returns whether
/// it was one.
fn push_columns(builder: &mut Builder, block: &[PlainLine<'_>]) -> bool {
    let Some(columns) = columns::split_head(block) else {
        return false;
    };
    for lines in [columns.left, columns.right] {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                builder.push("\n");
            }
            push_prose(builder, line);
        }
        builder.end(BlockKind::Verse);
    }
    true
}

/// How many of `lines` are the first paragraph. The next one begins indented, or after a line that ended early.
fn paragraph_lines(wrap_width: WrapWidth, lines: &[PlainLine<'_>]) -> usize {
    let base_indent = min_indent(lines);
    let indented = lines
        .iter()
        .filter(|line| line.indent > base_indent)
        .count();
    let by_indent = indented * 2 <= lines.len();
    let starts_paragraph = |previous: &PlainLine<'_>, line: &PlainLine<'_>| {
        let is_indented = by_indent && line.indent > base_indent && line.indent <= base_indent + 10;
        let ended_early = previous.ends_sentence()
            && !wrap_width.forces_break(previous, line)
            && !wrap_width.is_nearly_filled(previous)
            && !line.starts_lowercase();
        is_indented || ended_early
    };
    1 + lines
        .windows(2)
        .take_while(|pair| !matches!(pair, [previous, line] if starts_paragraph(previous, line)))
        .count()
}

/// Whether lines that were not wrapped are a paragraph each.
fn are_one_line_paragraphs(lines: &[PlainLine<'_>]) -> bool {
    let total: usize = lines.iter().map(|line| line.width).sum();
    let sentences = lines.iter().filter(|line| line.ends_sentence()).count();
    let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
    // A sentence in ideographs takes a third of the space.
    let is_ideographic_text = lines
        .iter()
        .all(|line| line.body.starts_with(is_ideographic));
    let min_width = if is_ideographic_text { 12 } else { 50 };
    widest > 110 || (sentences * 2 > lines.len() && total > min_width * lines.len())
}
