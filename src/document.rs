//! The document model: an article as one text with byte ranges over it.
//!
//! A [`Document`] holds the text and its structure: blocks, inline styles, links and pictures. Every range is sorted, inside the
//! text and on character boundaries, and blocks do not overlap. A document is made by [`Builder`] and never changes
//! afterwards. This module does no I/O and knows nothing of screens, widths or entities.
//!
//! All offsets are bytes into [`Document::text`]; the JSON output converts them to code points.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//!
//! let mut builder = Builder::new("news.txt");
//! builder.push("Talks in Lisbon");
//! builder.end(BlockKind::Title);
//! builder.push("Ingrid Solheim met the delegates.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//!
//! assert_eq!(document.text(), "Talks in Lisbon\n\nIngrid Solheim met the delegates.");
//! assert_eq!(document.blocks()[1].range, 17..50);
//! assert_eq!(document.block_at(20), 1);
//! ```

mod addresses;
mod anchor;
mod block;
mod boundary;
mod browse;
mod builder;
mod capitals;
mod feed;
mod inline;
mod outline;
mod picture;

pub use anchor::TextAnchor;
pub(crate) use anchor::find_nearest;
pub use block::{Block, BlockKind};
pub(crate) use boundary::{
    ceil_char_boundary, first_chars, floor_char_boundary, prefix, strip_prefix_ignore_case, suffix,
};
pub use browse::{BrowseTarget, BrowseUrl};
pub use builder::Builder;
pub(crate) use capitals::is_without_capitals;
pub use feed::{Feed, FeedItem, ItemBody};
pub use inline::{Inline, InlineStyle, Link};
pub use outline::Heading;
pub use picture::{Picture, PictureRef};

use std::ops::Range;

/// What is known about an article apart from its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline, if the article has one.
    pub title: Option<String>,
    /// The authors, each as the article gives it.
    pub authors: Vec<String>,
    /// The date of publication, as the article gives it.
    pub date: Option<String>,
    /// Whether the text itself begins with who wrote it and when, as that of a letter does.
    pub header_in_text: bool,
    /// The site or the publication.
    pub site: Option<String>,
    /// The kind of file it was read from, as `--format` names it; empty if it was read from none.
    pub format: &'static str,
    /// The language it is written in, if known.
    pub language: Option<Language>,
    /// How much of its web page it holds; `None` if it comes from none.
    pub page_text: Option<PageText>,
    /// One sentence about how it was loaded that the user should see, for example that no article was found in a page.
    pub notice: Option<String>,
    /// Where it came from, for display: a path, a URL, "standard input".
    pub source: String,
    /// The page or file that a browser can show for it, if there is one.
    pub browse_target: Option<BrowseTarget>,
    /// The URL of the feed that its page announces, if it does.
    pub feed_url: Option<String>,
}

impl Meta {
    /// Whether an author, a date or a site is known and not shown in the text.
    pub fn has_publication_info(&self) -> bool {
        !self.header_in_text && self.has_author_date_or_site()
    }

    fn has_author_date_or_site(&self) -> bool {
        !self.authors.is_empty() || self.date.is_some() || self.site.is_some()
    }

    /// The authors in one line, if there are any.
    pub fn byline(&self) -> Option<String> {
        (!self.authors.is_empty()).then(|| self.authors.join(", "))
    }

    /// Whether the language is English or unknown.
    pub fn is_english(&self) -> bool {
        self.language.is_none_or(|language| language.code == "eng")
    }
}

/// How much of a web page a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageText {
    /// The article.
    Article,
    /// The article, or only a part of it.
    LikelyArticle,
    /// All text, as asked for.
    Whole,
    /// All text, because there is no article.
    NoArticle,
}

/// A natural language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-3 code, such as `eng`.
    pub code: &'static str,
    /// English name, such as "English".
    pub name: &'static str,
}

/// An article. The [module documentation](self) lists its invariants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    links: Vec<Link>,
    pictures: Vec<PictureRef>,
    soft_hyphens: Vec<usize>,
    meta: Meta,
    /// The places that links within the document lead to: their names and byte offsets, in the order of the names.
    places: Vec<(String, usize)>,
    /// The byte range of each block in the source: one entry for each block, or none at all.
    source_ranges: Vec<Option<Range<usize>>>,
}

impl Document {
    /// The complete text: the blocks in reading order, separated by line feeds. Its only control character is `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in reading order. Their ranges are ascending and disjoint.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block with this index, which must be one of this document's.
    #[expect(
        clippy::indexing_slicing,
        reason = "block indices are only made by this type, and go with the document that made them"
    )]
    pub fn block(&self, index: usize) -> &Block {
        &self.blocks[index]
    }

    /// The blocks with these indices, which must be ones of this document's.
    #[expect(
        clippy::indexing_slicing,
        reason = "block indices are only made by this type, and go with the document that made them"
    )]
    pub fn blocks_in(&self, indices: Range<usize>) -> &[Block] {
        &self.blocks[indices]
    }

    /// Styled ranges, ascending by start. They may nest or overlap; none crosses a block boundary.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// Links, ascending and disjoint: those of the source, and the web addresses in the text.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The pictures, ascending by where they stand.
    pub fn pictures(&self) -> &[PictureRef] {
        &self.pictures
    }

    /// Byte offsets at which the author allows a word to be hyphenated, ascending. The text itself holds no soft
    /// hyphens, so that words can be looked up.
    pub fn soft_hyphens(&self) -> &[usize] {
        &self.soft_hyphens
    }

    /// The byte offset of the place `name`, to which a link with the target `#name` leads.
    pub fn place(&self, name: &str) -> Option<usize> {
        let found = self
            .places
            .binary_search_by(|(known, _)| known.as_str().cmp(name));
        let (_, offset) = self.places.get(found.ok()?)?;
        Some(*offset)
    }

    /// The byte range in the source of the block at `index`, or `None` for formats that do not report it.
    ///
    /// The source is counted as text: decoded, without a byte order mark, and with `\n` for every line ending. For a
    /// clean UTF-8 file the range is therefore the position in the file.
    pub fn source_range(&self, index: usize) -> Option<Range<usize>> {
        self.source_ranges.get(index).cloned().flatten()
    }

    /// What is known about the article apart from its text.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Sets the notice that is shown with this document.
    #[must_use]
    pub fn with_notice(mut self, sentence: &str) -> Self {
        self.meta.notice = Some(sentence.to_owned());
        self
    }

    /// Sets how much of its page the document holds.
    #[must_use]
    pub fn with_page_text(mut self, page_text: Option<PageText>) -> Self {
        self.meta.page_text = page_text;
        self
    }

    /// The same as the article for certain, if it was thought to be one.
    #[must_use]
    pub(crate) fn into_certain_article(mut self) -> Self {
        if self.meta.page_text == Some(PageText::LikelyArticle) {
            (self.meta.page_text, self.meta.notice) = (Some(PageText::Article), None);
        }
        self
    }

    /// Sets the language, unless the document declares one itself.
    #[must_use]
    pub fn with_language(mut self, language: Option<Language>) -> Self {
        self.meta.language = self.meta.language.or(language);
        self
    }

    /// The same document with another text whose blocks, styles and links are in the same places; `None` if `text` has
    /// another length.
    pub(crate) fn with_text_of_equal_length(&self, text: String) -> Option<Self> {
        (text.len() == self.text.len()).then(|| Self {
            text,
            ..self.clone()
        })
    }

    /// Sets the kind of file that the document was read from.
    #[must_use]
    pub fn with_format(mut self, name: &'static str) -> Self {
        self.meta.format = name;
        self
    }

    /// Sets what a browser shows for this document, unless the document names its own page.
    #[must_use]
    pub fn with_browse_target(mut self, target: Option<BrowseTarget>) -> Self {
        self.meta.browse_target = self.meta.browse_target.or(target);
        self
    }

    /// The title and the headings in reading order.
    ///
    /// ```
    /// use byline::document::{BlockKind, Builder};
    ///
    /// let mut builder = Builder::new("notes.md");
    /// builder.push("Results");
    /// builder.end(BlockKind::Heading(2));
    /// let document = builder.finish();
    ///
    /// let outline = document.outline();
    /// assert_eq!((outline[0].level, outline[0].text), (2, "Results"));
    /// ```
    pub fn outline(&self) -> Vec<Heading<'_>> {
        outline::outline(self)
    }

    /// The text in a byte range, or an empty string if `range` is not a valid range of this text.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The index of the block that contains `offset` (bytes), or of the last block before it; 0 for an empty document.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks
            .partition_point(|block| block.range.start <= offset)
            .saturating_sub(1)
    }

    /// The block that contains `offset` (bytes), or the last block before it; `None` for an empty document.
    pub fn block_around(&self, offset: usize) -> Option<&Block> {
        self.blocks.get(self.block_at(offset))
    }

    /// A document of the leading blocks that end within the first `bytes` of the text, and of at least one block. All
    /// offsets stay the same.
    #[must_use]
    pub fn prefix(&self, bytes: usize) -> Self {
        let count = self
            .blocks
            .partition_point(|block| block.range.end <= bytes)
            .max(1);
        let blocks: Vec<Block> = self.blocks.iter().take(count).cloned().collect();
        let end = blocks.last().map_or(0, |block| block.range.end);
        // Nothing crosses a block boundary, so whatever begins before the cut also ends before it.
        let inlines = self
            .inlines
            .partition_point(|inline| inline.range.start < end);
        let links = self.links.partition_point(|link| link.range.end <= end);
        let soft_hyphens = self.soft_hyphens.partition_point(|&at| at < end);
        let pictures = self.pictures.iter();
        let pictures = pictures.take_while(|picture| picture.range.start <= end);
        Self {
            text: self.slice(0..end).to_owned(),
            blocks,
            inlines: self.inlines.iter().take(inlines).cloned().collect(),
            links: self.links.iter().take(links).cloned().collect(),
            pictures: pictures.cloned().collect(),
            soft_hyphens: self
                .soft_hyphens
                .iter()
                .take(soft_hyphens)
                .copied()
                .collect(),
            places: self
                .places
                .iter()
                .filter(|(_, offset)| *offset < end)
                .cloned()
                .collect(),
            meta: self.meta.clone(),
            source_ranges: self.source_ranges.iter().take(count).cloned().collect(),
        }
    }

    /// The nearest character boundary at or before `offset` (bytes), at most the length of the text.
    pub fn floor_char_boundary(&self, offset: usize) -> usize {
        floor_char_boundary(&self.text, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a prefix is a valid document, and its offsets are those of the complete document.
    #[test]
    fn a_prefix_ends_at_a_block_and_keeps_the_offsets() {
        let mut builder = Builder::new("test");
        for text in ["One", "Two é", "Three"] {
            let start = builder.begin();
            builder.push(text);
            builder.add_style(start, InlineStyle::Strong);
            builder.add_link(start, "https://example.org");
            builder.add_picture(text, "");
            builder.end(BlockKind::Paragraph);
        }
        let document = builder.finish();
        for bytes in 0..=document.text().len() + 1 {
            let prefix = document.prefix(bytes);
            let count = prefix.blocks().len();
            assert!(count >= 1);
            assert!(count == 1 || prefix.text().len() <= bytes);
            assert!(document.text().starts_with(prefix.text()));
            assert_eq!(prefix.blocks(), &document.blocks()[..count]);
            assert_eq!(prefix.inlines(), &document.inlines()[..count]);
            assert_eq!(prefix.links(), &document.links()[..count]);
            assert_eq!(prefix.pictures(), &document.pictures()[..count]);
        }
        assert_eq!(document.prefix(document.text().len()), document);
        assert_eq!(Document::default().prefix(9), Document::default());
    }
}
