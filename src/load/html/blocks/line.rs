//! The text of a block while it is gathered.
//!
//! Owns the folding of white space across elements, as browsers do it, and the styles and links on the text. Promises that
//! what [`Line::take`] returns has passed the gate, and that its marks lie inside it on character boundaries.

use crate::document::{Builder, Style};
use crate::load::clean;
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

/// Where the next tab stop is, in columns.
const TAB: usize = 4;

/// What can be on a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Style(Style),
    Link(Rc<str>),
}

/// Text with marks, clean.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_field_names,
    reason = "the text is one of the things a text with marks is made of"
)]
pub(super) struct Text {
    pub(super) text: String,
    /// By where they end.
    pub(super) marks: Vec<(Mark, Range<usize>)>,
    /// Where words may be divided, ascending.
    pub(super) soft: Vec<usize>,
}

/// Gathers a [`Text`].
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// White space was seen; a blank is due before the next letter.
    blank: bool,
    /// Marks that have not ended, with where they began.
    open: Vec<(Mark, usize)>,
    marks: Vec<(Mark, Range<usize>)>,
    /// Of the next letter, where blanks are kept.
    column: usize,
}

/// What white space is in HTML.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text from `start` (bytes) on.
    pub(super) fn from(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Add text whose white space means no more than that words are parted.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_blank);
            self.blank |= words.len() < rest.len();
            let end = words.find(is_blank).unwrap_or(words.len());
            let (word, after) = words.split_at_checked(end).unwrap_or((words, ""));
            self.word(word);
            rest = after;
        }
    }

    fn word(&mut self, word: &str) {
        let mut word = word;
        let begins = self.text.is_empty() || self.text.ends_with('\n');
        if self.blank || begins {
            // A hard blank beside a soft one was put there to widen the gap.
            word = word.trim_start_matches('\u{a0}');
        }
        if word.is_empty() {
            return;
        }
        if self.blank && !begins && !self.text.ends_with('\u{a0}') {
            self.text.push(' ');
        }
        self.blank = false;
        self.text.push_str(word);
    }

    /// Add text as it is, but for tabs.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        for (n, part) in text.split('\t').enumerate() {
            if n > 0 {
                let gap = TAB - self.column % TAB;
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

    /// Part what comes from what is there by a blank.
    pub(super) fn blank(&mut self) {
        self.blank = true;
    }

    /// Break the line. Whether that makes an empty one.
    pub(super) fn newline(&mut self) -> bool {
        self.blank = false;
        if self.text.is_empty() {
            return false;
        }
        if self.text.ends_with('\n') {
            return true;
        }
        self.text.push('\n');
        false
    }

    /// Begin a mark; `false` if one of its kind has begun already, and need not end twice.
    pub(super) fn open(&mut self, mark: Mark) -> bool {
        let same = |open: &Mark| match (&mark, open) {
            (Mark::Style(new), Mark::Style(old)) => new == old,
            (Mark::Link(_), Mark::Link(_)) => true,
            _ => false,
        };
        if self.open.iter().any(|(open, _)| same(open)) {
            return false;
        }
        self.open.push((mark, self.text.len()));
        true
    }

    /// End the mark that was begun last.
    pub(super) fn close(&mut self) {
        if let Some((mark, start)) = self.open.pop() {
            self.mark(mark, start);
        }
    }

    /// Whether text added now is part of a link that began at or after `start`.
    pub(super) fn is_linked(&self, start: usize) -> bool {
        let link = |mark: &Mark| matches!(mark, Mark::Link(_));
        self.open
            .iter()
            .any(|(mark, at)| link(mark) && *at >= start)
            || self
                .marks
                .iter()
                .rev()
                .take_while(|(_, range)| range.end > start)
                .any(|(mark, _)| link(mark))
    }

    /// Put `text` in place of what was added since `start`; marks on that are then on all of it.
    pub(super) fn replace(&mut self, start: usize, text: &str) {
        self.text.truncate(start);
        self.text.push_str(text);
        let end = self.text.len();
        for (_, range) in self
            .marks
            .iter_mut()
            .rev()
            .take_while(|(_, range)| range.end > start)
        {
            *range = range.start.min(start)..end;
        }
        for (_, at) in &mut self.open {
            *at = (*at).min(end);
        }
    }

    fn mark(&mut self, mark: Mark, start: usize) {
        let part = self.from(start);
        let blanks = part.len() - part.trim_start().len();
        let range = start + blanks..self.text.len();
        if !range.is_empty() {
            self.marks.push((mark, range));
        }
    }

    /// All of it, clean; what is marked and goes on is marked again in what follows.
    pub(super) fn take(&mut self) -> Text {
        let open = std::mem::take(&mut self.open);
        for (mark, start) in open.iter().rev() {
            self.mark(mark.clone(), *start);
        }
        self.open = open.into_iter().map(|(mark, _)| (mark, 0)).collect();
        self.blank = false;
        self.column = 0;
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        let mut marks = std::mem::take(&mut self.marks);
        for (_, range) in &mut marks {
            range.end = range.end.min(text.len());
        }
        marks.retain(|(_, range)| range.start < range.end);
        if let Cow::Borrowed(_) = clean::text(&text) {
            return Text {
                text,
                marks,
                soft: Vec::new(),
            };
        }
        cleaned(&text, marks)
    }
}

/// `dirty` through the gate, with its marks where they then belong.
fn cleaned(dirty: &str, mut marks: Vec<(Mark, Range<usize>)>) -> Text {
    // The gate lets no soft hyphen pass; where one stood is kept.
    let soft: Vec<usize> = dirty.match_indices('\u{ad}').map(|(at, _)| at).collect();
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|(_, range)| [range.start, range.end])
        .chain(soft.iter().copied())
        .chain([dirty.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut text = String::with_capacity(dirty.len());
    let mut places = Vec::with_capacity(cuts.len());
    let mut at = 0;
    for &cut in &cuts {
        text.push_str(&clean::text(dirty.get(at..cut).unwrap_or_default()));
        at = cut;
        places.push(text.len());
    }
    let moved = |offset: usize| {
        let index = cuts.partition_point(|&cut| cut < offset);
        places.get(index).copied().unwrap_or(text.len())
    };
    for (_, range) in &mut marks {
        *range = moved(range.start)..moved(range.end);
    }
    let mut soft: Vec<usize> = soft.into_iter().map(moved).collect();
    // Letters and the marks on them may have stood on both sides of a cut.
    if let Cow::Owned(again) = clean::text(&text) {
        return Text {
            text: again,
            ..Text::default()
        };
    }
    text.truncate(text.trim_end().len());
    for (_, range) in &mut marks {
        range.end = range.end.min(text.len());
    }
    marks.retain(|(_, range)| range.start < range.end);
    soft.retain(|&at| at < text.len());
    Text { text, marks, soft }
}

impl Text {
    /// One line: line feeds become blanks.
    pub(super) fn one_line(mut self) -> Self {
        if self.text.contains('\n') {
            self.text = self.text.replace('\n', " ");
        }
        self
    }

    /// All of it set in strong letters.
    pub(super) fn strong(mut self) -> Self {
        let strong = Mark::Style(Style::Strong);
        self.marks.retain(|(mark, _)| *mark != strong);
        let whole = 0..self.text.len();
        self.marks.push((strong, whole));
        self
    }

    /// Without blank lines before its first letter.
    pub(super) fn without_blank_lines(mut self) -> Self {
        let letters = self.text.trim_start();
        let blanks = self.text.len() - letters.len();
        let cut = self
            .text
            .get(..blanks)
            .and_then(|blanks| blanks.rfind('\n'))
            .map_or(0, |at| at + 1);
        self.text.drain(..cut);
        for (_, range) in &mut self.marks {
            *range = range.start.saturating_sub(cut)..range.end.saturating_sub(cut);
        }
        for at in &mut self.soft {
            *at = at.saturating_sub(cut);
        }
        self
    }

    /// Add `more` behind it.
    pub(super) fn append(&mut self, more: Self) {
        let start = self.text.len();
        self.text.push_str(&more.text);
        self.marks.extend(
            more.marks
                .into_iter()
                .map(|(mark, range)| (mark, range.start + start..range.end + start)),
        );
        self.soft.extend(more.soft.into_iter().map(|at| at + start));
    }

    /// Write it into the open block of `builder`.
    pub(super) fn write(self, builder: &mut Builder) {
        let start = builder.begin();
        let mut at = 0;
        for (mark, range) in self.marks {
            builder.push(self.text.get(at..range.end).unwrap_or_default());
            at = at.max(range.end);
            match mark {
                Mark::Style(style) => builder.style(start + range.start, style),
                Mark::Link(target) => builder.link(start + range.start, &*target),
            }
        }
        builder.push(self.text.get(at..).unwrap_or_default());
        for at in self.soft {
            builder.soft_hyphen_at(start + at);
        }
    }
}
