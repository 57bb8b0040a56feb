//! The place of a popup over the article.
//!
//! `update` (rows, clicks) and the views (painting) both use these rectangles, so they cannot disagree.

use crate::app::state::State;
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
        let body = state.screen.body();
        let (width, height) = (body.width, body.height);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::ReaderOptions;
    use crate::layout::Areas;
    use std::sync::Arc;

    /// Protects: no part of a popup lies outside the screen or under the status line, whatever the size.
    #[test]
    fn popups_stay_on_the_screen() {
        let mut state = State::new(Arc::default(), (80, 24), ReaderOptions::default());
        for width in 0..210 {
            for height in 0..70 {
                let screen = &mut state.screen;
                screen.size = (width, height).into();
                screen.areas = Areas::new(width, height, screen.layout_options);
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
}
