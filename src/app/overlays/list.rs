//! The cursor of a list: the chosen row, the first visible row, and what moves them.
//!
//! `update` (keys, clicks) and the views (painting) both use the [`ListFrame`], so they cannot disagree.

use crate::app::MouseEvent;
use crate::layout::Rect;

/// Rows by which one notch of the mouse wheel moves the choice.
pub(crate) const WHEEL_ROWS: isize = 3;

/// The cursor of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// The chosen row.
    pub chosen: usize,
    /// The first visible row.
    pub top: usize,
}

/// Where a list is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListFrame {
    /// The whole of what the list is part of; a click beside it closes that.
    pub outer: Rect,
    /// The rows.
    pub rows: Rect,
    /// Height of a row of the list, in rows of the screen.
    pub row_height: u16,
    /// How many rows of the list fit.
    pub fit: usize,
    /// How many rows the list has, visible or not.
    pub len: usize,
}

/// What a click hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hit {
    /// This row.
    Row(usize),
    /// No row, but something around the list.
    Nothing,
    /// Something else altogether.
    Beside,
}

impl ListFrame {
    /// A list of `len` rows of one line each.
    pub(crate) fn new(outer: Rect, rows: Rect, len: usize) -> Self {
        Self {
            outer,
            rows,
            row_height: 1,
            fit: usize::from(rows.height),
            len,
        }
    }

    /// What a click at the place of `mouse` hits.
    pub(crate) fn hit(&self, list: &List, mouse: MouseEvent) -> Hit {
        if !self.outer.contains(mouse.x, mouse.y) {
            return Hit::Beside;
        }
        if !self.rows.contains(mouse.x, mouse.y) {
            return Hit::Nothing;
        }
        let row = list.top + usize::from((mouse.y - self.rows.y) / self.row_height.max(1));
        if row < self.len {
            Hit::Row(row)
        } else {
            Hit::Nothing
        }
    }
}

impl List {
    /// Moves the cursor by `rows`, stopping at the ends, and scrolls no farther than needed for it to show.
    pub(crate) fn step(&mut self, rows: isize, frame: ListFrame) {
        let to = self.chosen.saturating_add_signed(rows);
        self.chosen = to.min(frame.len.saturating_sub(1));
        self.top = scroll_to_show(self.top, self.chosen, frame.fit, frame.len);
    }
}

/// The first visible row of a list of `len` rows, scrolled from `top` no farther than needed.
///
/// `chosen` is among the `fit` visible rows, and there are no more blank rows at the end than necessary.
pub(crate) fn scroll_to_show(top: usize, chosen: usize, fit: usize, len: usize) -> usize {
    let lowest = (chosen + 1).saturating_sub(fit).min(chosen);
    top.clamp(lowest, chosen).min(len.saturating_sub(fit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the chosen row is always visible.
    #[test]
    fn the_chosen_row_is_visible() {
        for (top, chosen, fit) in [(0, 9, 3), (9, 0, 3), (5, 6, 3), (2, 2, 1), (0, 0, 0)] {
            let top = scroll_to_show(top, chosen, fit, 10);
            assert!((top..top + fit.max(1)).contains(&chosen));
        }
        let (mut list, frame) = (
            List::default(),
            ListFrame::new(
                Rect::default(),
                Rect {
                    height: 2,
                    ..Rect::default()
                },
                5,
            ),
        );
        for rows in [1, 1, 1, -2, 9, -1, -9, isize::MAX, -isize::MAX] {
            list.step(rows, frame);
            assert!((list.top..list.top + 2).contains(&list.chosen));
        }
    }
}
