//! What the mouse's button went down on, until it goes up again.

use super::state::Place;
use std::ops::Range;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drag {
    /// The text: from this word on a stretch is taken.
    Text {
        /// Bytes of the word.
        word: Range<usize>,
        /// The cell.
        at: (u16, u16),
    },
    /// The scrollbar, at this row, which went there from `back`.
    Track {
        /// The row.
        y: u16,
        /// Where the reader was before.
        back: Place,
    },
    /// The border of the panel, so many cells left of the panel's first.
    Border {
        /// Cells.
        grip: u16,
    },
}
