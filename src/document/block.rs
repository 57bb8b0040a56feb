//! Blocks: the paragraphs, headings, list items and so on that make up a document.
//!
//! A block says what its text is (a heading, a list item with its marker), but not how it looks.

use std::ops::Range;

/// One block, as a byte range of the document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Byte range of the text. A line feed inside it is a real line break.
    pub range: Range<usize>,
    /// What kind of block it is.
    pub kind: BlockKind,
    /// Quotation depth; 0 outside quotations.
    pub quote_depth: u8,
}

/// The kind of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's headline. There is at most one, and it is the first block.
    Title,
    /// A heading inside the article, 1 (largest) to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list. The marker is not part of the text.
    ListItem {
        /// The marker: `•`, `3.`, `[x]`.
        marker: String,
        /// Nesting depth of the list, from 0.
        depth: u8,
    },
    /// Program code or other preformatted text, whose line breaks and spaces are significant.
    Code,
    /// Lines whose breaks are significant: verse, signatures, postal addresses.
    Verse,
    /// One row of a table, its cells separated by line feeds; at most `columns` cells.
    TableRow {
        /// How many columns the table has.
        columns: u16,
        /// Whether it is the table's header row.
        heading: bool,
        /// Whether it begins a table, so that it does not continue the one above.
        is_first: bool,
    },
    /// A figure caption, including the image's alternative text if there is any.
    Caption,
    /// A horizontal rule; its text is empty.
    Rule,
}

impl BlockKind {
    /// Whether people and countries are searched for in this block: in prose, but not in code.
    pub fn is_prose(&self) -> bool {
        !matches!(self, Self::Code | Self::Rule)
    }
}
