//! The place of a popup over the article, and scrolling in lists.
//!
//! `update` (rows, clicks) and the views (painting) both use these rectangles, so they cannot disagree.

use super::State;
use crate::layout::Rect;

/// Widest popup, in cells: longer lines are hard to read.
const MAX_CELLS: u16 = 104;
/// Narrowest pane of the article that a popup fits in, in cells; it then leaves the panel visible.
const PANE_MIN_CELLS: u16 = 74;
/// Smallest screen on which a popup has a frame, in columns and rows. A smaller screen needs every cell.
const FRAME_MIN_SIZE: (u16, u16) = (60, 16);
/// Height of the screen from which a row of the article stays visible above and below a popup.
const MARGIN_MIN_ROWS: u16 = 30;

/// The rectangles of a popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popup {
    /// The popup as a whole.
    pub outer: Rect,
    /// The area for its content.
    pub inner: Rect,
    /// Whether there is a frame.
    pub framed: bool,
}

impl Popup {
    /// The largest popup that fits on the current screen.
    pub fn for_screen(state: &State) -> Self {
        let (width, height) = (
            state.screen.size.0,
            state.screen.areas.status.y.min(state.screen.size.1),
        );
        let height = if state.screen.areas.status.is_empty() {
            state.screen.size.1
        } else {
            height
        };
        let body = Rect {
            x: 0,
            y: 0,
            width,
            height,
        };
        if width < FRAME_MIN_SIZE.0 || height < FRAME_MIN_SIZE.1 {
            let margin = u16::from(width > 24);
            let inner = Rect {
                x: margin,
                width: width - 2 * margin,
                ..body
            };
            return Self {
                outer: body,
                inner,
                framed: false,
            };
        }
        let article = state.screen.areas.article;
        let pane = if article.width >= PANE_MIN_CELLS && !state.screen.areas.panel_over_text {
            Rect { height, ..article }
        } else {
            body
        };
        let outer_width = pane.width.saturating_sub(2).min(MAX_CELLS);
        let margin_rows = u16::from(height >= MARGIN_MIN_ROWS);
        let outer = Rect {
            x: pane.x + (pane.width - outer_width) / 2,
            y: margin_rows,
            width: outer_width,
            height: height - 2 * margin_rows,
        };
        Self {
            outer,
            inner: Rect {
                x: outer.x + 2,
                y: outer.y + 1,
                width: outer.width - 4,
                height: outer.height - 2,
            },
            framed: true,
        }
    }

    /// The popup made just tall enough for `rows` rows of content. One without a frame always fills the screen.
    #[must_use]
    pub fn shrunk_to(self, rows: u16) -> Self {
        if !self.framed || rows >= self.inner.height {
            return self;
        }
        let less = self.inner.height - rows;
        let shorter = |rect: Rect| Rect {
            height: rect.height - less,
            ..rect
        };
        Self {
            outer: shorter(self.outer),
            inner: shorter(self.inner),
            framed: true,
        }
    }
}

/// The first visible row of a list, scrolled from `top` no farther than needed.
///
/// `chosen` is among the `fit` visible rows, and there are no more blank rows at the end than necessary.
pub(super) fn scroll_to_show(top: usize, chosen: usize, fit: usize, rows: usize) -> usize {
    let lowest = (chosen + 1).saturating_sub(fit).min(chosen);
    top.clamp(lowest, chosen).min(rows.saturating_sub(fit))
}

/// Moves the cursor of a list by `steps` rows, stopping at the ends, and scrolls so that it is visible.
///
/// A list has `rows` rows, of which `fit` are visible.
pub(super) fn move_choice(
    (chosen, top): (&mut usize, &mut usize),
    steps: isize,
    (fit, rows): (usize, usize),
) {
    let to = chosen.saturating_add_signed(steps);
    *chosen = to.min(rows.saturating_sub(1));
    *top = scroll_to_show(*top, *chosen, fit, rows);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::ReaderOptions;
    use std::sync::Arc;

    /// Protects: no part of a popup lies outside the screen or under the status line, whatever the size.
    #[test]
    fn popups_stay_on_the_screen() {
        for width in 0..210 {
            for height in 0..70 {
                let state = State::new(Arc::default(), (width, height), ReaderOptions::default());
                let body = height - state.screen.areas.status.height;
                let largest = Popup::for_screen(&state);
                for popup in [largest, largest.shrunk_to(0), largest.shrunk_to(9)] {
                    for part in [popup.outer, popup.inner] {
                        assert!(part.x + part.width <= width, "{width}x{height} {part:?}");
                        assert!(part.y + part.height <= body, "{width}x{height} {part:?}");
                    }
                }
            }
        }
    }

    /// Protects: the chosen row is always visible.
    #[test]
    fn the_chosen_row_is_visible() {
        for (top, chosen, fit) in [(0, 9, 3), (9, 0, 3), (5, 6, 3), (2, 2, 1), (0, 0, 0)] {
            let top = scroll_to_show(top, chosen, fit, 10);
            assert!((top..top + fit.max(1)).contains(&chosen));
        }
    }
}
