//! Selecting text.
//!
//! One end, the head, moves by words or characters; the other, the anchor, stays. Until the selection is started, only the
//! head exists: a single word that moves to where the selection is to start.

use std::ops::Range;

impl super::State {
    /// Whether the selection was made with the mouse. Such a selection is copied at once, and a click ends it.
    pub fn has_mouse_selection(&self) -> bool {
        matches!(self.screen.overlays.last(), Some(super::overlay::Overlay::Selection(selection)) if selection.by_mouse)
    }
}

/// A selection of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The byte range of the word or character it was started at; `None` until then.
    pub anchor: Option<Range<usize>>,
    /// The byte range of the word or character at the moving end.
    pub head: Range<usize>,
    /// The column that the moving end returns to while it moves by lines, in cells.
    pub(super) goal_cell: Option<usize>,
    /// Whether the selection was made with the mouse.
    pub(super) by_mouse: bool,
}

impl Selection {
    /// Starts a selection at `range` if `is_started` is set; otherwise only puts the head there.
    pub fn new(range: Range<usize>, is_started: bool) -> Self {
        Self {
            anchor: is_started.then(|| range.clone()),
            head: range,
            goal_cell: None,
            by_mouse: false,
        }
    }

    /// Starts a selection with the mouse at `range`.
    pub(super) fn from_mouse(range: Range<usize>) -> Self {
        Self {
            by_mouse: true,
            ..Self::new(range, true)
        }
    }

    /// The byte range of the whole selection.
    pub fn range(&self) -> Range<usize> {
        match &self.anchor {
            Some(anchor) => anchor.start.min(self.head.start)..anchor.end.max(self.head.end),
            None => self.head.clone(),
        }
    }

    /// Starts the selection at the head.
    pub(super) fn start(&mut self) {
        self.anchor = Some(self.head.clone());
    }

    /// Exchanges anchor and head.
    pub(super) fn swap_ends(&mut self) {
        if let Some(anchor) = &mut self.anchor {
            std::mem::swap(anchor, &mut self.head);
        }
    }

    /// Whether the head is at the end of the selection rather than at its beginning.
    pub(super) fn is_forward(&self) -> bool {
        let anchor = self.anchor.as_ref();
        anchor.is_none_or(|anchor| self.head.start >= anchor.start)
    }
}
