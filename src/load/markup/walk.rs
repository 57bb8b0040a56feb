//! Tracks the open elements and what happens when one begins or ends.
//!
//! Besides the stack of elements it keeps counts of those kinds that matter for every word, so that no step has to
//! search the stack.

use super::element::{self, ElementRole, MarkupElement};
use super::tokenizer::{MarkupTag, MarkupTokenizer};
use crate::document::{BlockKind, Builder};

/// How many nested elements are tracked; books nest ten deep. The tags of deeper ones are ignored.
const MAX_DEPTH: usize = 256;

/// A line of more bytes than this is not verse.
const MAX_VERSE_LINE_BYTES: usize = 120;

/// What comes before the position that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WritePosition {
    /// Nothing in this block yet.
    BlockStart,
    /// Nothing on this line yet.
    LineStart,
    /// A word, and a space that is written if another word follows.
    PendingSpace,
    /// A word.
    AfterWord,
}

/// Writes markup into blocks and tracks the open elements.
#[derive(Debug)]
pub(super) struct MarkupWalker<'a, 'b> {
    pub(super) builder: &'b mut Builder,
    /// The open elements, outermost first.
    pub(super) open_elements: Vec<MarkupElement<'a>>,
    /// How many of them are of each kind that matters for every word.
    pub(super) counts: OpenCounts,
    /// How many elements are open beyond those tracked.
    pub(super) untracked: usize,
    /// How many open styles and links have no text yet.
    pub(super) unplaced_inlines: usize,
    pub(super) position: WritePosition,
    /// Where the current line of the block begins; the length of its longest line, in bytes; how many line breaks it
    /// has.
    pub(super) line_start: usize,
    pub(super) longest_line: usize,
    pub(super) line_breaks: usize,
    /// The column in preformatted text, for its tabs.
    pub(super) column: usize,
    /// Alternative texts of images in this block.
    pub(super) captions: Vec<String>,
    /// The quotation depth of the markup as a whole.
    pub(super) outer_quotes: u8,
}

impl<'a, 'b> MarkupWalker<'a, 'b> {
    pub(super) fn new(builder: &'b mut Builder, quotes: u8) -> Self {
        Self {
            builder,
            open_elements: Vec::new(),
            counts: OpenCounts::default(),
            untracked: 0,
            unplaced_inlines: 0,
            position: WritePosition::BlockStart,
            line_start: 0,
            longest_line: 0,
            line_breaks: 0,
            column: 0,
            captions: Vec::new(),
            outer_quotes: quotes,
        }
    }

    pub(super) fn open_element(&mut self, tag: MarkupTag<'a>, after: &MarkupTokenizer<'a>) {
        match element::lowercase_name(tag.name).as_str() {
            "br" => self.break_line(),
            "hr" => {
                self.flush();
                self.builder.set_quote_depth(self.quote_depth());
                self.builder.end(BlockKind::Rule);
            }
            "img" | "image" => self.push_image(tag),
            name if element::is_void(name) => {}
            name => {
                self.close_implied(name);
                let role = element::role_of(name, &tag, &mut self.open_elements, after);
                if role.is_block() && !matches!(role, ElementRole::Cell { .. }) {
                    self.end_block_or_separate();
                }
                if self.open_elements.len() >= MAX_DEPTH {
                    self.untracked += usize::from(!tag.self_closing);
                    return;
                }
                self.push_element(role, tag);
            }
        }
    }

    fn push_element(&mut self, role: ElementRole, tag: MarkupTag<'a>) {
        self.unplaced_inlines += usize::from(role.is_inline());
        let is_cell = matches!(role, ElementRole::Cell { .. });
        let is_heading_cell = matches!(role, ElementRole::Cell { heading: true });
        if role.opens_bracket() {
            self.push_word("[");
        }
        if is_cell {
            self.begin_cell(is_heading_cell);
        }
        self.counts.add(&role, 1);
        self.open_elements.push(MarkupElement {
            name: tag.name,
            role,
            start: None,
        });
        if tag.self_closing {
            self.close_from(self.open_elements.len().saturating_sub(1));
        }
    }

    /// Begins a cell: a line feed separates it from the one before.
    fn begin_cell(&mut self, heading: bool) {
        let row = self.open_elements.iter_mut().rev().find_map(|element| {
            if let ElementRole::Row { cells, heads } = &mut element.role {
                Some((cells, heads))
            } else {
                None
            }
        });
        let Some((cells, heads)) = row else { return };
        *cells += 1;
        *heads += usize::from(heading);
        if *cells > 1 {
            self.builder.push("\n");
            self.position = WritePosition::LineStart;
        }
    }

    /// Closes the elements that the start of `name` implicitly ends.
    fn close_implied(&mut self, name: &str) {
        let scopes: &[&str] = match name {
            "li" => &["ul", "ol", "menu"],
            "dt" | "dd" => &["dl"],
            "tr" | "td" | "th" => &["table"],
            _ => &[],
        };
        let closes = |open: &str| match name {
            "li" => open == "li",
            "dt" | "dd" => open == "dt" || open == "dd",
            "tr" => open == "tr",
            "td" | "th" => open == "td" || open == "th",
            _ => element::closes_paragraph(name) && open == "p",
        };
        let found = self
            .open_elements
            .iter()
            .enumerate()
            .rev()
            .take(32)
            .find_map(|(at, element)| {
                let open = element::lowercase_name(element.name);
                let stop = scopes.contains(&open.as_str());
                (stop || closes(&open)).then_some((at, stop))
            });
        if let Some((at, false)) = found {
            self.close_from(at);
        }
    }

    pub(super) fn close_element(&mut self, name: &str) {
        if self.untracked > 0 {
            self.untracked -= usize::from(!element::is_void(&element::lowercase_name(name)));
            return;
        }
        let found = self
            .open_elements
            .iter()
            .rposition(|element| element.name.eq_ignore_ascii_case(name));
        if let Some(at) = found {
            self.close_from(at);
        } else if name.eq_ignore_ascii_case("p") {
            self.end_block_or_separate();
        }
    }

    /// Closes the open elements from index `at` on.
    fn close_from(&mut self, at: usize) {
        while self.open_elements.len() > at {
            let is_block = self
                .open_elements
                .last()
                .is_some_and(|element| element.role.is_block());
            if is_block {
                self.end_block_or_separate();
            }
            let Some(element) = self.open_elements.pop() else {
                return;
            };
            self.counts.add(&element.role, -1);
            if element.role.opens_bracket() {
                self.builder.push("]");
            }
            if !element.role.is_inline() {
                continue;
            }
            match element.start {
                Some(start) => element.role.apply(self.builder, start),
                None => self.unplaced_inlines = self.unplaced_inlines.saturating_sub(1),
            }
        }
    }

    /// Handles the boundary of a block: inside a table row it separates words, elsewhere it ends the block.
    fn end_block_or_separate(&mut self) {
        let last = self.open_elements.last().map(|element| &element.role);
        if self.counts.rows > 0 && !matches!(last, Some(ElementRole::Row { .. })) {
            self.separate();
        } else {
            self.flush();
        }
    }

    fn quote_depth(&self) -> u8 {
        let inside = u8::try_from(self.counts.quotes).unwrap_or(u8::MAX);
        self.outer_quotes.saturating_add(inside)
    }

    /// Ends the current block, if it has any text.
    pub(super) fn flush(&mut self) {
        if self.position != WritePosition::BlockStart {
            self.measure_line();
            // Styles and links that are still open continue in the next block.
            let inlines = self
                .open_elements
                .iter_mut()
                .filter(|_| self.counts.inlines > 0);
            for element in inlines.filter(|element| element.role.is_inline()) {
                if let Some(start) = element.start.take() {
                    element.role.apply(self.builder, start);
                }
            }
            self.unplaced_inlines = self.counts.inlines;
            // A line break at the end has no effect.
            self.line_breaks -=
                usize::from(self.position == WritePosition::LineStart && self.line_breaks > 0);
            let verse = self.line_breaks > 0 && self.longest_line <= MAX_VERSE_LINE_BYTES;
            let kind = element::block_kind(&mut self.open_elements, verse);
            self.builder.set_quote_depth(self.quote_depth());
            self.builder.end(kind);
        }
        self.position = WritePosition::BlockStart;
        (self.line_breaks, self.longest_line) = (0, 0);
        for caption in std::mem::take(&mut self.captions) {
            self.builder.set_quote_depth(self.quote_depth());
            self.builder.push(&caption);
            self.builder.end(BlockKind::Caption);
        }
    }
}

/// How many elements of each kind are open.
#[derive(Debug, Default)]
pub(super) struct OpenCounts {
    pub(super) codes: usize,
    pub(super) rows: usize,
    pub(super) quotes: usize,
    pub(super) scripts: usize,
    pub(super) inlines: usize,
}

impl OpenCounts {
    /// Changes the count for elements like `role` by `step`.
    fn add(&mut self, role: &ElementRole, step: isize) {
        let slot = match role {
            ElementRole::Code => &mut self.codes,
            ElementRole::Row { .. } => &mut self.rows,
            ElementRole::Quote => &mut self.quotes,
            ElementRole::Script { .. } => &mut self.scripts,
            ElementRole::Style(_) | ElementRole::Link(_) => &mut self.inlines,
            ElementRole::Container
            | ElementRole::Heading(_)
            | ElementRole::List(_)
            | ElementRole::Item { .. }
            | ElementRole::Caption
            | ElementRole::Table { .. }
            | ElementRole::Cell { .. }
            | ElementRole::NoteReference
            | ElementRole::PlainInline => return,
        };
        *slot = slot.saturating_add_signed(step);
    }
}

impl ElementRole {
    /// Applies the style or link to what was written from `start` on.
    fn apply(&self, builder: &mut Builder, start: usize) {
        if let Self::Style(style) = self {
            builder.add_style(start, *style);
        } else if let Self::Link(target) = self {
            builder.add_link(start, target.clone());
        }
    }
}
