//! Collects the text of a block, with its styles and links.
//!
//! White space is collapsed across elements as in browsers. What [`InlineBuffer::take_text`] returns is cleaned of
//! control characters, and its marks are on character boundaries.

use crate::document::{Builder, InlineStyle};
use crate::load::clean;
use crate::load::html::script::{ScriptPosition, script_text};
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

/// Tab stops are this many columns apart.
const TAB_WIDTH: usize = 4;

/// A cell with more text than this, in bytes, is prose in a box: its lines are not parts of a list.
const MAX_PARTED_BYTES: usize = 200;

/// A style or link on part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InlineMark {
    Style(InlineStyle),
    Link(Rc<str>),
}

/// Where a mark is.
#[derive(Debug, Clone)]
struct MarkedRange {
    mark: InlineMark,
    /// In bytes of the text.
    range: Range<usize>,
}

/// A mark that has not been closed.
#[derive(Debug)]
struct OpenMark {
    mark: InlineMark,
    /// Where it begins, in bytes.
    start: usize,
}

/// Cleaned text with marks.
#[derive(Debug, Clone, Default)]
pub(super) struct InlineText {
    pub(super) text: String,
    /// Ordered by their ends.
    marks: Vec<MarkedRange>,
    /// Byte offsets of soft hyphens, ascending.
    soft_hyphens: Vec<usize>,
}

/// Collects an [`InlineText`].
#[derive(Debug, Default)]
pub(super) struct InlineBuffer {
    text: String,
    /// Whether white space was seen: a space is due before the next word.
    pending_space: bool,
    /// Whether the next word begins another part of a table's cell.
    begins_part: bool,
    open_marks: Vec<OpenMark>,
    marks: Vec<MarkedRange>,
    /// The column of the next character in preformatted text.
    column: usize,
}

/// White space as HTML defines it.
fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl InlineBuffer {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The number of bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text from byte `start` on.
    pub(super) fn text_from(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Adds text whose white space only separates words.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_html_space);
            self.pending_space |= words.len() < rest.len();
            let end = words.find(is_html_space).unwrap_or(words.len());
            let (word, after) = words.split_at(end);
            self.push_word(word);
            rest = after;
        }
    }

    fn push_word(&mut self, word: &str) {
        let mut word = word;
        let at_line_start = self.text.is_empty() || self.text.ends_with('\n');
        if self.pending_space || at_line_start {
            // A no-break space beside a space was put there to widen the gap.
            word = word.trim_start_matches('\u{a0}');
        }
        if word.is_empty() {
            return;
        }
        if self.pending_space && !at_line_start && !self.text.ends_with('\u{a0}') {
            let ends_part = self.text.len() <= MAX_PARTED_BYTES
                && self
                    .text
                    .ends_with(|c: char| c.is_alphanumeric() || c == ')');
            if self.begins_part && ends_part && word.starts_with(char::is_uppercase) {
                self.text.push(';');
            }
            self.text.push(' ');
        }
        self.pending_space = false;
        self.begins_part = false;
        self.text.push_str(word);
    }

    /// Adds preformatted text, with tabs expanded.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        for (n, part) in text.split('\t').enumerate() {
            if n > 0 {
                let gap = TAB_WIDTH - self.column % TAB_WIDTH;
                self.text.extend(std::iter::repeat_n(' ', gap));
                self.column += gap;
            }
            self.text.push_str(part);
            self.column = match part.rsplit_once('\n') {
                Some((_, line)) => line.chars().count(),
                None => self.column + part.chars().count(),
            };
        }
    }

    /// Separates what follows from the text so far by a space.
    pub(super) fn separate(&mut self) {
        self.pending_space = true;
    }

    /// Separates what follows from the text so far, as another part of a table's cell. Two parts never read as one name: where the
    /// next one begins with a capital, a semicolon stands between them.
    pub(super) fn separate_parts(&mut self) {
        self.pending_space = true;
        self.begins_part = true;
    }

    /// Adds a line break. Returns `true` if the line was empty already.
    pub(super) fn break_line(&mut self) -> bool {
        self.pending_space = false;
        if self.text.is_empty() {
            return false;
        }
        if self.text.ends_with('\n') {
            return true;
        }
        self.text.push('\n');
        false
    }

    /// Opens a mark. Returns `false`, and opens nothing, if the same style or any link is open already.
    pub(super) fn open_mark(&mut self, mark: InlineMark) -> bool {
        let is_same = |open: &InlineMark| match (&mark, open) {
            (InlineMark::Style(new), InlineMark::Style(old)) => new == old,
            (InlineMark::Link(_), InlineMark::Link(_)) => true,
            _ => false,
        };
        if self.open_marks.iter().any(|open| is_same(&open.mark)) {
            return false;
        }
        let start = self.text.len();
        self.open_marks.push(OpenMark { mark, start });
        true
    }

    /// Closes the mark that was opened last.
    pub(super) fn close_mark(&mut self) {
        if let Some(open) = self.open_marks.pop() {
            self.add_mark(open);
        }
    }

    /// Whether the text from `start` on has a link that was opened at or after it.
    pub(super) fn is_linked(&self, start: usize) -> bool {
        let is_link = |mark: &InlineMark| matches!(mark, InlineMark::Link(_));
        self.open_marks
            .iter()
            .any(|open| is_link(&open.mark) && open.start >= start)
            || self
                .marks
                .iter()
                .rev()
                .take_while(|marked| marked.range.end > start)
                .any(|marked| is_link(&marked.mark))
    }

    /// Replaces the text from `start` on by `text`; marks on the old text then cover all of the new.
    pub(super) fn replace_from(&mut self, start: usize, text: &str) {
        self.text.truncate(start);
        self.text.push_str(text);
        let end = self.text.len();
        let marks = self.marks.iter_mut().rev();
        for MarkedRange { range, .. } in marks.take_while(|marked| marked.range.end > start) {
            *range = range.start.min(start)..end;
        }
        for open in &mut self.open_marks {
            open.start = open.start.min(end);
        }
    }

    /// Writes the text from byte `start` on as superscript or subscript.
    pub(super) fn apply_script(&mut self, position: ScriptPosition, start: usize) {
        let is_linked = self.is_linked(start);
        let base = self.text.get(..start).unwrap_or_default();
        let text = self.text_from(start);
        let indent = text.len() - text.trim_start().len();
        if let Some(script) = script_text(base, text.trim(), position, is_linked) {
            self.replace_from(start + indent, &script);
        }
    }

    fn add_mark(&mut self, OpenMark { mark, start }: OpenMark) {
        let part = self.text_from(start);
        let indent = part.len() - part.trim_start().len();
        let range = start + indent..self.text.len();
        if !range.is_empty() {
            self.marks.push(MarkedRange { mark, range });
        }
    }

    /// Takes the text out, cleaned. Marks that are still open are closed here and continue in the text that follows.
    pub(super) fn take_text(&mut self) -> InlineText {
        let mut reopened: Vec<OpenMark> = Vec::with_capacity(self.open_marks.len());
        while let Some(open) = self.open_marks.pop() {
            reopened.push(OpenMark {
                mark: open.mark.clone(),
                start: 0,
            });
            self.add_mark(open);
        }
        reopened.reverse();
        self.open_marks = reopened;
        self.pending_space = false;
        self.begins_part = false;
        self.column = 0;
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        let mut marks = std::mem::take(&mut self.marks);
        clip_marks(&mut marks, text.len());
        if let Cow::Borrowed(_) = clean::text(&text) {
            return InlineText {
                text,
                marks,
                soft_hyphens: Vec::new(),
            };
        }
        clean_marked_text(&text, marks)
    }
}

/// Drops what lies beyond the first `length` bytes of a text from its marks.
fn clip_marks(marks: &mut Vec<MarkedRange>, length: usize) {
    for MarkedRange { range, .. } in &mut *marks {
        range.end = range.end.min(length);
    }
    marks.retain(|marked| !marked.range.is_empty());
}

/// Cleans `dirty` and moves its marks to where they belong afterwards.
fn clean_marked_text(dirty: &str, mut marks: Vec<MarkedRange>) -> InlineText {
    // Cleaning removes soft hyphens, so their positions are recorded.
    let soft_hyphens: Vec<usize> = dirty.match_indices('\u{ad}').map(|(at, _)| at).collect();
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|marked| [marked.range.start, marked.range.end])
        .chain(soft_hyphens.iter().copied())
        .chain([dirty.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut text = String::with_capacity(dirty.len());
    let mut new_offsets = Vec::with_capacity(cuts.len());
    let mut at = 0;
    for &cut in &cuts {
        text.push_str(&clean::text(dirty.get(at..cut).unwrap_or_default()));
        at = cut;
        new_offsets.push(text.len());
    }
    let new_offset = |offset: usize| {
        let index = cuts.partition_point(|&cut| cut < offset);
        new_offsets.get(index).copied().unwrap_or(text.len())
    };
    for MarkedRange { range, .. } in &mut marks {
        *range = new_offset(range.start)..new_offset(range.end);
    }
    let mut soft_hyphens: Vec<usize> = soft_hyphens.into_iter().map(new_offset).collect();
    // A cut may have separated combining characters from their base; in that rare case the marks are dropped.
    if let Cow::Owned(cleaned_again) = clean::text(&text) {
        return InlineText::from(cleaned_again);
    }
    text.truncate(text.trim_end().len());
    clip_marks(&mut marks, text.len());
    soft_hyphens.retain(|&at| at < text.len());
    InlineText {
        text,
        marks,
        soft_hyphens,
    }
}

impl From<String> for InlineText {
    /// Cleaned text without marks.
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl InlineText {
    /// Replaces line feeds by spaces.
    pub(super) fn into_one_line(mut self) -> Self {
        if self.text.contains('\n') {
            self.text = self.text.replace('\n', " ");
        }
        self
    }

    /// Makes all of the text strong.
    pub(super) fn into_strong(mut self) -> Self {
        let strong = InlineMark::Style(InlineStyle::Strong);
        self.marks.retain(|marked| marked.mark != strong);
        self.marks.push(MarkedRange {
            mark: strong,
            range: 0..self.text.len(),
        });
        self
    }

    /// Removes blank lines before the first word.
    pub(super) fn without_leading_blank_lines(mut self) -> Self {
        let indent = self.text.len() - self.text.trim_start().len();
        let (blank, _) = self.text.split_at(indent);
        let cut = blank.rfind('\n').map_or(0, |at| at + 1);
        self.text.drain(..cut);
        for MarkedRange { range, .. } in &mut self.marks {
            *range = range.start.saturating_sub(cut)..range.end.saturating_sub(cut);
        }
        for at in &mut self.soft_hyphens {
            *at = at.saturating_sub(cut);
        }
        self
    }

    /// Appends `more`.
    pub(super) fn append(&mut self, more: Self) {
        let start = self.text.len();
        self.text.push_str(&more.text);
        let moved = more.marks.into_iter().map(|MarkedRange { mark, range }| {
            let range = range.start + start..range.end + start;
            MarkedRange { mark, range }
        });
        self.marks.extend(moved);
        self.soft_hyphens
            .extend(more.soft_hyphens.into_iter().map(|at| at + start));
    }

    /// Writes the text into the open block of `builder`.
    pub(super) fn write_to(self, builder: &mut Builder) {
        let start = builder.begin();
        let mut at = 0;
        for MarkedRange { mark, range } in self.marks {
            builder.push(self.text.get(at..range.end).unwrap_or_default());
            at = at.max(range.end);
            match mark {
                InlineMark::Style(style) => builder.add_style(start + range.start, style),
                InlineMark::Link(target) => builder.add_link(start + range.start, &*target),
            }
        }
        builder.push(self.text.get(at..).unwrap_or_default());
        for at in self.soft_hyphens {
            builder.add_soft_hyphen(start + at);
        }
    }
}
