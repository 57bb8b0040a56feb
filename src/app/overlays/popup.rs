//! The place of a popup over the article.
//!
//! `update` (rows, clicks) and the views (painting) both use these rectangles, so they cannot disagree.

use super::quote_box::visible_rows;
use crate::app::state::State;
use crate::layout::Rect;
use std::ops::Range;

/// Widest popup, in cells: longer lines are hard to read.
const MAX_CELLS: u16 = 104;
/// Narrowest pane of the article that a popup fits in, in cells; it then leaves the panel visible.
const PANE_MIN_CELLS: u16 = 74;
/// Smallest screen on which a popup has a frame, in columns and rows. A smaller screen needs every cell.
const FRAME_MIN_SIZE: (u16, u16) = (60, 16);
/// Fewest rows of content for which a popup is made smaller to stand beside the word it was opened on.
const BESIDE_MIN_ROWS: u16 = 9;
/// Height of the screen from which a row of the article stays visible above and below a popup.
const MARGIN_MIN_ROWS: u16 = 30;

/// The rectangles of a popup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Popup {
    /// The popup as a whole.
    pub outer: Rect,
    /// The area for its content.
    pub inner: Rect,
    /// Whether there is a frame.
    pub framed: bool,
}

/// Whether popups on a screen with this body have a frame.
pub fn have_frames(body: Rect) -> bool {
    body.width >= FRAME_MIN_SIZE.0 && body.height >= FRAME_MIN_SIZE.1
}

/// The rows of the screen with the current mention, which a popup is opened on; `None` if it is not on the screen.
fn word_rows(state: &State) -> Option<Range<u16>> {
    let mention = state.reading.current_mention()?;
    let rows = visible_rows(state, &mention.range)?;
    let top = state.screen.areas.column.y;
    Some(top + rows.start..top + rows.end)
}

impl Popup {
    /// A popup for `rows` rows of content that does not cover the word it is opened on, if there is room for it below or above:
    /// for all rows, or else for as many as make sense.
    pub(super) fn beside_word(state: &State, rows: u16) -> Self {
        let whole = Self::for_screen(state).shrunk_to(rows);
        let Some(word) = word_rows(state).filter(|word| whole.framed && whole.covers(word)) else {
            return whole;
        };
        let body = state.screen.body();
        let below = whole.in_rows(word.end..body.bottom());
        let above = whole.in_rows(body.y..word.start);
        let fitting = [below, above]
            .into_iter()
            .find(|side| side.inner.height >= whole.inner.height);
        let larger = if above.inner.height > below.inner.height {
            above
        } else {
            below
        };
        match fitting {
            Some(side) if side.outer.y < word.start => {
                let height = whole.outer.height;
                whole.in_rows(word.start - height..word.start)
            }
            Some(side) => side.shrunk_to(rows),
            None if larger.inner.height >= BESIDE_MIN_ROWS => larger,
            None => whole,
        }
    }

    /// Whether it covers some of these rows of the screen.
    fn covers(self, rows: &Range<u16>) -> bool {
        self.outer.y < rows.end && rows.start < self.outer.bottom()
    }

    /// The popup in these rows of the screen.
    fn in_rows(self, rows: Range<u16>) -> Self {
        let height = rows.end.saturating_sub(rows.start);
        let in_rows = |rect: Rect, border: u16| Rect {
            y: rows.start + border,
            height: height.saturating_sub(2 * border),
            ..rect
        };
        Self {
            outer: in_rows(self.outer, 0),
            inner: in_rows(self.inner, 1),
            framed: self.framed,
        }
    }

    /// The row of its title: on the frame, or the first row inside.
    pub fn title(self) -> Rect {
        if self.framed {
            Rect {
                x: self.outer.x + 2,
                width: self.outer.width.saturating_sub(4),
                ..self.outer.rows(0, 1)
            }
        } else {
            self.inner.rows(0, 1)
        }
    }

    /// The largest popup that fits on the current screen.
    pub fn for_screen(state: &State) -> Self {
        let body = state.screen.body();
        let (width, height) = (body.width, body.height);
        if !have_frames(body) {
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
