//! A stretch of the text being taken.
//!
//! One end moves, by words or by letters; the other stays where the stretch was begun. Until it has been begun a single word
//! moves, so that a reader can go to where the stretch is to begin.

use std::ops::Range;

impl super::State {
    /// Whether the mouse has taken what is taken: then it is copied, too, and a click lets go of it.
    pub fn is_dragged(&self) -> bool {
        matches!(self.layers.last(), Some(super::layer::Layer::Stretch(stretch)) if stretch.dragged)
    }
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of what it was begun with; `None` until then.
    pub anchor: Option<Range<usize>>,
    /// Bytes of what the moving end is at.
    pub head: Range<usize>,
    /// The cell that the moving end keeps to while it moves by lines.
    pub(super) cell: Option<usize>,
    /// Whether the mouse has taken it: then a click lets go of it.
    pub(super) dragged: bool,
}

impl Stretch {
    /// Begun with `range`, or only looking at it.
    pub fn new(range: Range<usize>, begun: bool) -> Self {
        Self {
            anchor: begun.then(|| range.clone()),
            head: range,
            cell: None,
            dragged: false,
        }
    }

    /// Taken with the mouse, from `range` on.
    pub(super) fn dragged(range: Range<usize>) -> Self {
        Self {
            dragged: true,
            ..Self::new(range, true)
        }
    }

    /// Bytes of all of it.
    pub fn range(&self) -> Range<usize> {
        match &self.anchor {
            Some(anchor) => anchor.start.min(self.head.start)..anchor.end.max(self.head.end),
            None => self.head.clone(),
        }
    }

    /// Begin here.
    pub(super) fn begin(&mut self) {
        self.anchor = Some(self.head.clone());
    }

    /// Let the other end move.
    pub(super) fn turn(&mut self) {
        if let Some(anchor) = &mut self.anchor {
            std::mem::swap(anchor, &mut self.head);
        }
    }

    /// Whether the moving end is the last one.
    pub(super) fn is_forward(&self) -> bool {
        let anchor = self.anchor.as_ref();
        anchor.is_none_or(|anchor| self.head.start >= anchor.start)
    }
}
