//! One line of the laid-out article.
//!
//! Owns what a view must know to draw it: which bytes, where they begin, what stands beside them. Never the text itself.

use std::ops::Range;
use std::sync::Arc;

/// One line of the screen, as the document sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one more thing is drawn"
)]
pub struct Line {
    /// Bytes of the document's text; empty for a blank line, which then stands where the next text begins.
    pub range: Range<usize>,
    /// Index of its block.
    pub block: usize,
    /// Cells left of the text: the block's indentation, its marker included.
    pub indent: u16,
    /// Whether it is the first line of its block (where a marker is drawn).
    pub first: bool,
    /// Whether it is a blank line between blocks.
    pub gap: bool,
    /// Whether it ends inside a word, so that a hyphen is drawn behind it.
    pub hyphen: bool,
    /// Of a table's row: where its cells, which line feeds part, begin, in cells from the indentation.
    pub columns: Option<Arc<[u16]>>,
    /// Of a table's record: the bytes of the heading that is drawn left of it; empty where there is none.
    pub label: Range<usize>,
    /// Whether what is known of the article beside its text is drawn here: who wrote it, and when.
    pub about: bool,
    /// How many paragraphs are left out where this line stands; 0 on any other line.
    pub skipped: usize,
}

impl Line {
    pub(super) fn new(range: Range<usize>, block: usize) -> Self {
        Self {
            range,
            block,
            indent: 0,
            first: false,
            gap: false,
            hyphen: false,
            columns: None,
            label: 0..0,
            about: false,
            skipped: 0,
        }
    }

    pub(super) fn gap(at: usize, block: usize) -> Self {
        Self {
            gap: true,
            ..Self::new(at..at, block)
        }
    }
}
