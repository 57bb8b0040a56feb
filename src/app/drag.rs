//! What the left mouse button was pressed on, kept until it is released.

use super::links::LinkTarget;
use super::reading::ViewPosition;
use crate::layout::Cell;
use std::ops::Range;

/// The part of the screen being dragged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drag {
    /// The text: dragging selects from this word on.
    Text {
        /// The word under the pointer, as a byte range.
        word: Range<usize>,
        /// The cell that was pressed.
        cell: Cell,
        /// The link there, which a click follows.
        link: Option<LinkTarget>,
    },
    /// The scrollbar.
    Scrollbar {
        /// The row the pointer is on.
        y: u16,
        /// The place shown before the drag, for the jump list.
        origin: ViewPosition,
    },
    /// The border between text and panel.
    Border {
        /// How many cells left of the panel's first column the border was grabbed.
        offset: u16,
    },
}
