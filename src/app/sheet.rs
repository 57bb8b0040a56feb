//! Where a sheet lies over the article.
//!
//! Owns its rectangle, asked by `update` (rows, clicks) and by the views (painting), so that they cannot disagree. Pure.

use super::State;
use crate::layout::Rect;

/// Cells of a sheet at most: longer lines are hard to read.
const CELLS: u16 = 104;
/// Cells of the article's pane from which the sheet lies in it, and leaves the panel in sight.
const PANE_CELLS: u16 = 74;
/// Columns and rows from which it has a frame; on a smaller screen every cell is needed.
const FRAMED: (u16, u16) = (60, 16);
/// Rows from which a row of the article shows above it and below.
const AIRY_HEIGHT: u16 = 30;

/// The place of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// All of it.
    pub outer: Rect,
    /// What is written on.
    pub inner: Rect,
    /// Whether there is a frame around it.
    pub framed: bool,
}

impl Sheet {
    /// The biggest sheet there is room for.
    pub fn of(state: &State) -> Self {
        let (width, height) = (state.size.0, state.areas.status.y.min(state.size.1));
        let height = if state.areas.status.is_empty() {
            state.size.1
        } else {
            height
        };
        let body = Rect {
            x: 0,
            y: 0,
            width,
            height,
        };
        if width < FRAMED.0 || height < FRAMED.1 {
            let air = u16::from(width > 24);
            let inner = Rect {
                x: air,
                width: width - 2 * air,
                ..body
            };
            return Self {
                outer: body,
                inner,
                framed: false,
            };
        }
        let article = state.areas.article;
        let pane = if article.width >= PANE_CELLS && !state.areas.over {
            Rect { height, ..article }
        } else {
            body
        };
        let wide = pane.width.saturating_sub(2).min(CELLS);
        let above = u16::from(height >= AIRY_HEIGHT);
        let outer = Rect {
            x: pane.x + (pane.width - wide) / 2,
            y: above,
            width: wide,
            height: height - 2 * above,
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

    /// The same, no longer than `rows` of writing need; one that fills the screen stays as it is.
    #[must_use]
    pub fn cut(self, rows: u16) -> Self {
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

/// The first row of a list that shows, so that `chosen` is among the `fit` rows shown and no more is blank at the end than
/// must be.
pub(super) fn reveal(top: usize, chosen: usize, fit: usize, rows: usize) -> usize {
    let lowest = (chosen + 1).saturating_sub(fit).min(chosen);
    top.clamp(lowest, chosen).min(rows.saturating_sub(fit))
}

/// Choose the row `steps` from `chosen`, stopping at the ends of `rows`, and scroll so that it is among the `fit` that show.
pub(super) fn step(
    (chosen, top): (&mut usize, &mut usize),
    steps: isize,
    (fit, rows): (usize, usize),
) {
    let to = chosen.saturating_add_signed(steps);
    *chosen = to.min(rows.saturating_sub(1));
    *top = reveal(*top, *chosen, fit, rows);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Options;
    use std::sync::Arc;

    /// Protects: no part of a sheet lies outside the screen or under the status line, whatever the size.
    #[test]
    fn nothing_lies_outside() {
        for width in 0..210 {
            for height in 0..70 {
                let state = State::new(Arc::default(), (width, height), Options::default());
                let body = height - state.areas.status.height;
                let whole = Sheet::of(&state);
                for sheet in [whole, whole.cut(0), whole.cut(9)] {
                    for part in [sheet.outer, sheet.inner] {
                        assert!(part.x + part.width <= width, "{width}x{height} {part:?}");
                        assert!(part.y + part.height <= body, "{width}x{height} {part:?}");
                    }
                }
            }
        }
    }

    /// Protects: the chosen row always shows.
    #[test]
    fn the_chosen_row_shows() {
        for (top, chosen, fit) in [(0, 9, 3), (9, 0, 3), (5, 6, 3), (2, 2, 1), (0, 0, 0)] {
            let top = reveal(top, chosen, fit, 10);
            assert!((top..top + fit.max(1)).contains(&chosen));
        }
    }
}
