//! The article: one text, and ranges over it.
//!
//! Owns the text and its structure (blocks, inline styles, links). Promises that every range is sorted, inside the text,
//! and on character boundaries, and that blocks do not overlap. Made only by [`Builder`]; never changed afterwards; does
//! no I/O and knows nothing of screens, widths or entities.
//!
//! All offsets are bytes into [`Document::text`]; output for people outside converts to code points.

mod block;
mod builder;
mod feed;
mod inline;
mod outline;
mod page;
mod spot;

pub use block::{Block, BlockKind};
pub use builder::Builder;
pub use feed::{Body, Feed, Item};
pub use inline::{Inline, Link, Style};
pub use outline::Heading;
pub use page::{Address, Page};
pub use spot::Spot;
pub(crate) use spot::{floor, nearest};

use std::ops::Range;

/// What is known of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline, if the article has one.
    pub title: Option<String>,
    /// Who wrote it, as the article says it.
    pub byline: Option<String>,
    /// When it was published, as the article says it.
    pub date: Option<String>,
    /// The site or the publication.
    pub site: Option<String>,
    /// The language it is written in, where that is known.
    pub language: Option<Language>,
    /// One sentence on how it was read, if a reader should know: that a page had no article in it, for one.
    pub notice: Option<String>,
    /// Where it came from, for people: a path, an address, "standard input".
    pub source: String,
    /// Its own page, if a browser can show it.
    pub page: Option<Page>,
}

impl Meta {
    /// Whether there is something to say beside the text: who wrote it, when, where.
    pub fn has_about(&self) -> bool {
        self.byline.is_some() || self.date.is_some() || self.site.is_some()
    }

    /// Whether it is written in English, as far as anyone knows.
    pub fn is_english(&self) -> bool {
        self.language.is_none_or(|language| language.code == "eng")
    }
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its code in ISO 639-3: `eng`.
    pub code: &'static str,
    /// Its English name: "English".
    pub name: &'static str,
}

/// One article. See the module for what holds of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    links: Vec<Link>,
    soft_hyphens: Vec<usize>,
    meta: Meta,
    /// Where each block stands in the source: one for each block, or none at all.
    sources: Vec<Option<Range<usize>>>,
}

impl Document {
    /// The whole text: blocks in reading order, parted by line feeds. No control character but `\n` is in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in reading order; their ranges are ascending and disjoint.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Styled stretches, ascending by start; they may nest or overlap, and none crosses a block.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// Links, ascending and disjoint.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Where the author lets a word be divided: ascending byte offsets. The text itself holds no soft hyphens, so that
    /// words can be looked up.
    pub fn soft_hyphens(&self) -> &[usize] {
        &self.soft_hyphens
    }

    /// Where the block at `index` was written, in bytes of the source as text: decoded, without a byte order mark, and with
    /// `\n` for every line end; in a clean UTF-8 file that is its place in the file. `None` where the format does not tell.
    pub fn source_of(&self, index: usize) -> Option<Range<usize>> {
        self.sources.get(index).cloned().flatten()
    }

    /// What is known beside the text.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The same document, and `sentence` is to be said of it.
    #[must_use]
    pub fn with_notice(mut self, sentence: &str) -> Self {
        self.meta.notice = Some(sentence.to_owned());
        self
    }

    /// The same document, in `language` unless it says itself in which it is.
    #[must_use]
    pub fn in_language(mut self, language: Option<Language>) -> Self {
        self.meta.language = self.meta.language.or(language);
        self
    }

    /// The same document, whose page is `page` unless it says itself which is.
    #[must_use]
    pub fn on_page(mut self, page: Option<Page>) -> Self {
        self.meta.page = self.meta.page.or(page);
        self
    }

    /// The headings in reading order.
    pub fn outline(&self) -> Vec<Heading<'_>> {
        outline::outline(self)
    }

    /// The text of a byte range; empty if the range is not one of this text.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The index of the block that holds `offset` (bytes), or of the last block before it; 0 for an empty document.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks
            .partition_point(|block| block.range.start <= offset)
            .saturating_sub(1)
    }

    /// The leading blocks that end within `bytes` of the text, but one at least: a document of its own, with the same
    /// offsets.
    #[must_use]
    pub fn prefix(&self, bytes: usize) -> Self {
        let count = self
            .blocks
            .partition_point(|block| block.range.end <= bytes)
            .max(1);
        let blocks: Vec<Block> = self.blocks.iter().take(count).cloned().collect();
        let end = blocks.last().map_or(0, |block| block.range.end);
        // Nothing crosses a block, so what begins before the cut ends before it.
        let inlines = self
            .inlines
            .partition_point(|inline| inline.range.start < end);
        let links = self.links.partition_point(|link| link.range.end <= end);
        let soft = self.soft_hyphens.partition_point(|&at| at < end);
        Self {
            text: self.slice(0..end).to_owned(),
            blocks,
            inlines: self.inlines.iter().take(inlines).cloned().collect(),
            links: self.links.iter().take(links).cloned().collect(),
            soft_hyphens: self.soft_hyphens.iter().take(soft).copied().collect(),
            meta: self.meta.clone(),
            sources: self.sources.iter().take(count).cloned().collect(),
        }
    }

    /// The nearest character boundary at or before `offset` (bytes), inside the text.
    pub fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is read of the beginning is a document like any other, and its offsets are those of the whole.
    #[test]
    fn a_prefix_ends_at_a_block_and_keeps_the_offsets() {
        let mut builder = Builder::new("test");
        for words in ["One", "Two é", "Three"] {
            let start = builder.begin();
            builder.push(words);
            builder.style(start, Style::Strong);
            builder.link(start, "https://example.org");
            builder.end(BlockKind::Paragraph);
        }
        let whole = builder.finish();
        for bytes in 0..=whole.text().len() + 1 {
            let prefix = whole.prefix(bytes);
            let count = prefix.blocks().len();
            assert!(count >= 1);
            assert!(count == 1 || prefix.text().len() <= bytes);
            assert!(whole.text().starts_with(prefix.text()));
            assert_eq!(prefix.blocks(), &whole.blocks()[..count]);
            assert_eq!(prefix.inlines(), &whole.inlines()[..count]);
            assert_eq!(prefix.links(), &whole.links()[..count]);
        }
        assert_eq!(whole.prefix(whole.text().len()), whole);
        assert_eq!(Document::default().prefix(9), Document::default());
    }
}
