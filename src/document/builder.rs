//! The builder, which is the only way to make a [`Document`].
//!
//! It upholds the document's invariants: text is only appended, a block ends before the next begins, and styles and
//! links lie inside their block. It expects text that [`clean`](crate::load::clean) has already cleaned, and ignores
//! any call that would break an invariant.

use super::{Block, BlockKind, Document, Inline, InlineStyle, Link, Meta};
use std::ops::Range;

/// Maximum number of blocks, some twenty times those of the longest novel. Further blocks are appended to the last one
/// as lines: a block takes more memory than a short line, and a file of nothing but short lines must not exhaust the
/// memory.
const MAX_BLOCKS: usize = 1 << 19;

/// Builds a document block by block: [`push`](Self::push) adds text, [`end`](Self::end) ends a block.
///
/// ```
/// use byline::document::{BlockKind, Builder, InlineStyle};
///
/// let mut builder = Builder::new("news.html");
/// builder.push("She spoke in ");
/// let start = builder.len();
/// builder.push("Paris");
/// builder.add_style(start, InlineStyle::Strong);
/// builder.add_link(start, "https://example.org/paris");
/// builder.push(" on Monday.");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let link = &document.links()[0];
/// assert_eq!(document.slice(link.range.clone()), "Paris");
/// assert_eq!(document.inlines()[0].range, link.range);
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    /// Byte offset at which the open block's text begins, after the separator.
    open_start: Option<usize>,
    /// The kind of the last block that was ended, if any.
    last_kind: Option<BlockKind>,
    quote_depth: u8,
    /// The byte range in the source of the blocks that follow, if the loader reports it.
    source_range: Option<Range<usize>>,
}

impl Builder {
    /// Starts an empty document; `source` is where it came from, for display.
    pub fn new(source: impl Into<String>) -> Self {
        let mut builder = Self::default();
        builder.document.meta.source = source.into();
        builder
    }

    /// Reserves memory for `bytes` more bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.document.text.reserve(bytes);
    }

    /// The metadata, which may be filled in at any time.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.document.meta
    }

    /// Sets the quotation depth of the blocks that follow.
    pub fn set_quote_depth(&mut self, depth: u8) {
        self.quote_depth = depth;
    }

    /// Sets the byte range in the source of the blocks that follow; `None` if it is not known.
    pub fn set_source_range(&mut self, range: Option<Range<usize>>) {
        self.source_range = range;
    }

    /// The text from the byte offset `start` on; empty if that is not a character boundary.
    pub fn text_from(&self, start: usize) -> &str {
        self.document.text.get(start..).unwrap_or_default()
    }

    /// The length of the text so far, in bytes. If a block is open, the next pushed text starts there.
    pub fn len(&self) -> usize {
        self.document.text.len()
    }

    /// Whether the text is still empty.
    pub fn is_empty(&self) -> bool {
        self.document.text.is_empty()
    }

    /// Begins a block unless one is open; returns the byte offset of its first character.
    pub fn begin(&mut self) -> usize {
        if let Some(start) = self.open_start {
            return start;
        }
        if self.last_kind.is_some() {
            let separator = if self.is_full() { "\n" } else { "\n\n" };
            self.document.text.push_str(separator);
        }
        let start = self.document.text.len();
        self.open_start = Some(start);
        start
    }

    /// Appends text to the open block, beginning one if necessary.
    pub fn push(&mut self, text: &str) {
        self.begin();
        self.document.text.push_str(text);
    }

    /// Allows a word of the open block to be hyphenated at the byte offset `at`. Offsets must be added in ascending
    /// order.
    pub fn add_soft_hyphen(&mut self, at: usize) {
        let inside =
            self.open_start.is_some_and(|start| start < at) && at < self.document.text.len();
        let ascending = self
            .document
            .soft_hyphens
            .last()
            .is_none_or(|&last| last < at);
        if inside && ascending && self.document.text.is_char_boundary(at) {
            self.document.soft_hyphens.push(at);
        }
    }

    /// Applies `style` to `start..len()`, where `start` is a value of [`len`](Self::len) from inside the open block.
    pub fn add_style(&mut self, start: usize, style: InlineStyle) {
        let end = self.document.text.len();
        if self.open_start.is_some_and(|open| open <= start)
            && start < end
            && self.document.text.is_char_boundary(start)
        {
            self.document.inlines.push(Inline {
                range: start..end,
                style,
            });
        }
    }

    /// Makes `start..len()` a link to `target`. Links must not overlap.
    pub fn add_link(&mut self, start: usize, target: impl Into<String>) {
        let end = self.document.text.len();
        let after = self.document.links.last().map_or(0, |link| link.range.end);
        if self.open_start.is_some_and(|open| open <= start)
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

    /// Ends the open block as `kind`. White space at its end is trimmed. An empty block is dropped, unless it is a
    /// rule.
    pub fn end(&mut self, kind: BlockKind) {
        let is_rule = kind == BlockKind::Rule && !self.is_full();
        let start = if is_rule {
            self.begin()
        } else {
            self.open_start.unwrap_or(self.document.text.len())
        };
        self.open_start = None;
        let body = self.document.text.get(start..).unwrap_or_default();
        let end = start + body.trim_end().len();
        if end == start && !is_rule {
            let before = self
                .document
                .blocks
                .last()
                .map_or(0, |block| block.range.end);
            self.truncate(before);
            return;
        }
        self.truncate(end);
        if self.is_full() {
            self.extend_last_block(end);
            return;
        }
        self.document.blocks.push(Block {
            range: start..end,
            kind: kind.clone(),
            quote_depth: self.quote_depth,
        });
        if self.source_range.is_some() || !self.document.source_ranges.is_empty() {
            let before = self.document.blocks.len() - 1;
            self.document.source_ranges.resize(before, None);
            self.document.source_ranges.push(self.source_range.clone());
        }
        self.last_kind = Some(kind);
    }

    fn is_full(&self) -> bool {
        self.document.blocks.len() >= MAX_BLOCKS
    }

    /// Extends the last block to `end`; it becomes a block of lines, whatever it was.
    fn extend_last_block(&mut self, end: usize) {
        if let Some(last) = self.document.blocks.last_mut() {
            last.range.end = end;
            last.kind = BlockKind::Verse;
        }
        if let Some(range) = self.document.source_ranges.last_mut() {
            *range = None;
        }
    }

    /// Returns the finished document. A block that is still open ends as a paragraph.
    pub fn finish(mut self) -> Document {
        if self.open_start.is_some() {
            self.end(BlockKind::Paragraph);
        }
        // Styles are added when they end, but are read in the order in which they begin.
        self.document
            .inlines
            .sort_by_key(|inline| (inline.range.start, usize::MAX - inline.range.end));
        self.document.text.shrink_to_fit();
        self.document
    }

    /// Truncates the text to `end` bytes, and every style and link with it.
    fn truncate(&mut self, end: usize) {
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

    /// Protects: a file with more lines than the block limit loses none of them, and the ranges stay valid.
    #[test]
    fn text_beyond_the_block_limit_is_kept_in_the_last_block() {
        let mut builder = Builder::new("test");
        for _ in 1..MAX_BLOCKS {
            builder.push("a");
            builder.end(BlockKind::Code);
        }
        for kind in [BlockKind::Paragraph, BlockKind::Rule, BlockKind::Heading(1)] {
            let start = builder.begin();
            builder.push("b");
            builder.add_style(start, InlineStyle::Strong);
            builder.end(kind);
            builder.end(BlockKind::Rule);
        }
        let document = builder.finish();
        assert_eq!(document.blocks().len(), MAX_BLOCKS);
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
