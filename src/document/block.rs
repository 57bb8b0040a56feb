//! Blocks: what a stretch of text is.
//!
//! Owns the kinds of block and what each needs to be drawn. Never says how it looks.

use std::ops::Range;

/// One paragraph, heading, list item and so on, as a byte range of the document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the text. Line feeds inside are real line breaks.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// How many quotations it stands in; 0 for most.
    pub quote_depth: u8,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's headline; at most one, and the first block.
    Title,
    /// A heading inside the article, 1 (largest) to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list; the marker is not part of the text.
    Item {
        /// What stands before it: `•`, `3.`, `[x]`.
        marker: String,
        /// How many lists it is nested in, from 0.
        depth: u8,
    },
    /// Program text or anything else whose line breaks and blanks are its own.
    Code,
    /// Lines whose breaks are meant: verse, signatures, addresses.
    Verse,
    /// One row of a table, its cells parted by line feeds; `columns` cells wide at most.
    Row {
        /// How many columns the table has.
        columns: u16,
        /// Whether it is the table's heading row.
        heading: bool,
    },
    /// A caption of a figure, with the image's alternative text where there is one.
    Caption,
    /// A line across; its text is empty.
    Rule,
}

impl BlockKind {
    /// Whether names and countries are looked for here: prose is, program text is not.
    pub fn is_prose(&self) -> bool {
        !matches!(self, Self::Code | Self::Rule)
    }
}
