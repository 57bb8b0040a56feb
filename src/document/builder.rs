//! The only way to make a [`Document`].
//!
//! Owns the invariants: text only grows, blocks are ended before the next begins, styles and links lie inside their
//! block. Takes text that the loader's gate has cleaned already, and drops what would still break an invariant.

use super::{Block, BlockKind, Document, Inline, Link, Meta, Style};
use std::ops::Range;

/// Most blocks of a document, some twenty times those of the longest novel. What comes after them stands in the last one, line
/// under line: a block takes more room than a short line, and a file of nothing but short lines must not fill the memory.
const MOST: usize = 1 << 19;

/// Builds a document block by block. Text goes in with [`push`](Self::push); a block ends with [`end`](Self::end).
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    /// Where the open block's text begins, bytes; the separator before it is already written.
    open: Option<usize>,
    /// Kind of the last ended block, which decides the separator.
    last: Option<BlockKind>,
    quote_depth: u8,
    /// Where in the source the next blocks stand, if the loader says so.
    source: Option<Range<usize>>,
}

impl Builder {
    /// An empty document from `source` (for people: a path, an address).
    pub fn new(source: impl Into<String>) -> Self {
        let mut builder = Self::default();
        builder.document.meta.source = source.into();
        builder
    }

    /// Reserve room for `bytes` of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.document.text.reserve(bytes);
    }

    /// What is known beside the text; may be filled at any time.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.document.meta
    }

    /// How many quotations the following blocks stand in.
    pub fn quote_depth(&mut self, depth: u8) {
        self.quote_depth = depth;
    }

    /// Where in the source, in bytes, the following blocks stand; `None` if nobody can say.
    pub fn source(&mut self, place: Option<Range<usize>>) {
        self.source = place;
    }

    /// The text from `start` (bytes) on; empty if that is no boundary.
    pub fn text(&self, start: usize) -> &str {
        self.document.text.get(start..).unwrap_or_default()
    }

    /// Bytes of text so far; the start of what is pushed next, if a block is open.
    pub fn len(&self) -> usize {
        self.document.text.len()
    }

    /// Whether no text has been pushed.
    pub fn is_empty(&self) -> bool {
        self.document.text.is_empty()
    }

    /// Begin a block, if none is open; returns the byte offset of its first character.
    pub fn begin(&mut self) -> usize {
        if let Some(start) = self.open {
            return start;
        }
        if self.last.is_some() {
            let parted = if self.is_full() { "\n" } else { "\n\n" };
            self.document.text.push_str(parted);
        }
        let start = self.document.text.len();
        self.open = Some(start);
        start
    }

    /// Add text to the open block, beginning one if need be.
    pub fn push(&mut self, text: &str) {
        self.begin();
        self.document.text.push_str(text);
    }

    /// Let a word of the open block be divided at `at`, a byte offset of the text; they are told in ascending order.
    pub fn soft_hyphen_at(&mut self, at: usize) {
        let inside = self.open.is_some_and(|start| start < at) && at < self.document.text.len();
        let ascending = self
            .document
            .soft_hyphens
            .last()
            .is_none_or(|&last| last < at);
        if inside && ascending && self.document.text.is_char_boundary(at) {
            self.document.soft_hyphens.push(at);
        }
    }

    /// Set `start..len()` in `style`; `start` is a byte offset that [`len`](Self::len) gave inside the open block.
    pub fn style(&mut self, start: usize, style: Style) {
        let end = self.document.text.len();
        if self.open.is_some_and(|open| open <= start)
            && start < end
            && self.document.text.is_char_boundary(start)
        {
            self.document.inlines.push(Inline {
                range: start..end,
                style,
            });
        }
    }

    /// Make `start..len()` a link to `target`.
    pub fn link(&mut self, start: usize, target: impl Into<String>) {
        let end = self.document.text.len();
        let after = self.document.links.last().map_or(0, |link| link.range.end);
        if self.open.is_some_and(|open| open <= start)
            && start >= after
            && start < end
            && self.document.text.is_char_boundary(start)
        {
            self.document.links.push(Link {
                range: start..end,
                target: target.into(),
            });
        }
    }

    /// End the open block as `kind`. Blank ends are trimmed; an empty block leaves no trace, except a rule.
    pub fn end(&mut self, kind: BlockKind) {
        let rules = kind == BlockKind::Rule && !self.is_full();
        let start = if rules {
            self.begin()
        } else {
            self.open.unwrap_or(self.document.text.len())
        };
        self.open = None;
        let body = self.document.text.get(start..).unwrap_or_default();
        let end = start + body.trim_end().len();
        if end == start && !rules {
            let before = self
                .document
                .blocks
                .last()
                .map_or(0, |block| block.range.end);
            self.cut(before);
            return;
        }
        self.cut(end);
        if self.is_full() {
            self.lengthen(end);
            return;
        }
        self.document.blocks.push(Block {
            range: start..end,
            kind: kind.clone(),
            quote_depth: self.quote_depth,
        });
        if self.source.is_some() || !self.document.sources.is_empty() {
            let before = self.document.blocks.len() - 1;
            self.document.sources.resize(before, None);
            self.document.sources.push(self.source.clone());
        }
        self.last = Some(kind);
    }

    fn is_full(&self) -> bool {
        self.document.blocks.len() >= MOST
    }

    /// Let the last block go on to `end`, lines of any kind.
    fn lengthen(&mut self, end: usize) {
        if let Some(last) = self.document.blocks.last_mut() {
            last.range.end = end;
            last.kind = BlockKind::Verse;
        }
        if let Some(source) = self.document.sources.last_mut() {
            *source = None;
        }
    }

    /// The finished document. An open block ends as a paragraph.
    pub fn finish(mut self) -> Document {
        if self.open.is_some() {
            self.end(BlockKind::Paragraph);
        }
        // Styles are pushed when they end; readers want them by where they begin.
        self.document
            .inlines
            .sort_by_key(|inline| (inline.range.start, usize::MAX - inline.range.end));
        self.document.text.shrink_to_fit();
        self.document
    }

    /// Shorten the text to `end` bytes, and every style and link with it.
    fn cut(&mut self, end: usize) {
        self.document.text.truncate(end);
        let kept = self.document.soft_hyphens.partition_point(|&at| at < end);
        self.document.soft_hyphens.truncate(kept);
        while self
            .document
            .links
            .last()
            .is_some_and(|link| link.range.end > end)
        {
            if let Some(mut link) = self.document.links.pop()
                && link.range.start < end
            {
                link.range.end = end;
                self.document.links.push(link);
            }
        }
        for inline in self
            .document
            .inlines
            .iter_mut()
            .rev()
            .take_while(|inline| inline.range.end > end)
        {
            inline.range.end = end;
        }
        while self
            .document
            .inlines
            .last()
            .is_some_and(|inline| inline.range.start >= inline.range.end)
        {
            self.document.inlines.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a file of more lines than any text has loses none of them, and the ranges still hold.
    #[test]
    fn what_comes_after_the_last_block_stands_in_it() {
        let mut builder = Builder::new("test");
        for _ in 1..MOST {
            builder.push("a");
            builder.end(BlockKind::Code);
        }
        for kind in [BlockKind::Paragraph, BlockKind::Rule, BlockKind::Heading(1)] {
            let start = builder.begin();
            builder.push("b");
            builder.style(start, Style::Strong);
            builder.end(kind);
            builder.end(BlockKind::Rule);
        }
        let document = builder.finish();
        assert_eq!(document.blocks().len(), MOST);
        let last = document.blocks().last().unwrap();
        assert_eq!(document.slice(last.range.clone()), "b\nb\nb");
        assert_eq!(last.kind, BlockKind::Verse);
        assert_eq!(last.range.end, document.text().len());
        let styled: Vec<&str> = document
            .inlines()
            .iter()
            .map(|inline| document.slice(inline.range.clone()))
            .collect();
        assert_eq!(styled, ["b", "b", "b"]);
    }
}
