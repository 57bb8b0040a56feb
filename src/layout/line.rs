//! A line of the laid-out article: everything needed to draw it except the text, which it refers to by a byte range.

use super::measure;
use std::ops::Range;
use std::sync::Arc;

/// A line on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether something independent is drawn"
)]
pub struct Line {
    /// The bytes of the document's text; empty for a blank line, and then at the start of the text that follows.
    pub range: Range<usize>,
    /// The index of its block.
    pub block: usize,
    /// The cells left of the text: the block's indentation, including a list marker.
    pub indent: u16,
    /// Whether it is the first line of its block, on which a list marker is drawn.
    pub first: bool,
    /// Whether it is a blank line between blocks.
    pub blank: bool,
    /// Whether it ends inside a word, so that a hyphen is drawn after it.
    pub hyphen: bool,
    /// In a table row: the start of each table cell, in terminal cells from the indentation. In the text, the table cells are
    /// separated by line feeds.
    pub columns: Option<Arc<[u16]>>,
    /// In the record of a table row: the bytes of the column heading drawn left of it; empty if there is none.
    pub heading: Range<usize>,
    /// In program code, which is not wrapped: whether the text goes on left of the column, which has been panned.
    pub cut_left: bool,
    /// The same at the right.
    pub cut_right: bool,
    /// On a blank line below the head of a table: the width of the rule drawn there, in cells; else 0.
    pub rule_cells: u16,
    /// Whether it shows the metadata of the article: author, date and site.
    pub metadata: bool,
    /// The number of hidden paragraphs that this line stands for; 0 on any other line.
    pub hidden_paragraphs: usize,
}

impl Line {
    /// A line with the text of `range`.
    pub(super) fn new(range: Range<usize>, block: usize) -> Self {
        Self {
            range,
            block,
            indent: 0,
            first: false,
            blank: false,
            hyphen: false,
            columns: None,
            heading: 0..0,
            cut_left: false,
            cut_right: false,
            rule_cells: 0,
            metadata: false,
            hidden_paragraphs: 0,
        }
    }

    /// Cuts the line to the part of its `text` in a window of `room` cells, `pan` cells from its beginning. A cell of the
    /// window is left free where the text goes on at the right.
    pub(crate) fn pan(&mut self, text: &str, pan: u16, room: u16) {
        let (left, right) = (usize::from(pan), usize::from(pan) + usize::from(room));
        let (mut cells, mut start, mut end, mut end_before_mark) = (0, 0, 0, 0);
        for grapheme in measure::graphemes(text) {
            let after = grapheme.start + grapheme.text.len();
            let is_left = cells < left;
            cells += grapheme.cells;
            if is_left {
                (start, self.cut_left) = (after, true);
            } else if cells > right {
                (end, self.cut_right) = (end_before_mark, true);
                break;
            } else {
                end = after;
                if cells < right {
                    end_before_mark = after;
                }
            }
        }
        let line = self.range.start;
        self.range = line + start..line + end.max(start);
    }

    /// A blank line at byte `at`.
    pub(super) fn blank(at: usize, block: usize) -> Self {
        Self {
            blank: true,
            ..Self::new(at..at, block)
        }
    }
}
