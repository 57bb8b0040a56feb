//! The place of a small box with a quotation, beside a range of the text: below it, or above it if there is no room, never
//! on it.

use crate::app::passage::QuotedLine;
use crate::app::state::State;
use crate::layout::{Line, Rect};
use std::ops::Range;

/// Narrowest column in which the box has a frame, in cells.
const FRAME_MIN_CELLS: u16 = 30;

/// The rectangles of a box, and the lines of the quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteBox {
    /// The box as a whole.
    pub outer: Rect,
    /// The row of the title: on the frame, or the first row without one.
    pub title: Rect,
    /// The area inside the frame and below the title: the rows above the quotation, and the quotation.
    pub inner: Rect,
    /// Whether there is a frame.
    pub framed: bool,
    /// How many of the rows above the quotation have room.
    pub head_rows: u16,
    /// The lines of the quotation.
    pub lines: Vec<QuotedLine>,
}

/// What is to be shown in a box.
pub(super) struct BoxContent<Q> {
    /// How many rows stand above the quotation, besides the title.
    pub(super) head_rows: u16,
    /// Most lines of the quotation.
    pub(super) max_lines: usize,
    /// Wraps the quotation to a width in cells, and returns at most so many lines.
    pub(super) quote: Q,
}

impl QuoteBox {
    /// Lays out a box with `content` beside the bytes `anchor` of the text, or at the bottom of the text without one; `None`
    /// if there is no room for it.
    pub(super) fn beside<Q>(
        state: &State,
        anchor: Option<&Range<usize>>,
        content: &BoxContent<Q>,
    ) -> Option<Self>
    where
        Q: Fn(usize, usize) -> Vec<QuotedLine>,
    {
        let column = state.screen.areas.column;
        let anchor_rows = match anchor {
            Some(range) => Some(visible_rows(state, range)?),
            None => None,
        };
        let (above, below) = match &anchor_rows {
            Some(rows) => (rows.start, column.height.saturating_sub(rows.end)),
            None => (0, column.height),
        };
        let framed = column.width >= FRAME_MIN_CELLS;
        let border = u16::from(framed);
        let (x, width) = (column.x, column.width);
        // A bar and a space stand left of the quotation.
        let quote_cells = usize::from(width.saturating_sub(4 * border + 2)).max(1);
        let mut lines = (content.quote)(quote_cells, content.max_lines);
        let title_rows = 1 - border;
        let fixed_rows = 2 * border + title_rows + content.head_rows;
        let rows_needed = fixed_rows + lines.len() as u16;
        let (is_above, room) = match (below >= rows_needed, above >= rows_needed) {
            (true, _) => (false, below),
            (false, true) => (true, above),
            (false, false) => (above > below, above.max(below)),
        };
        if room < rows_needed {
            let max_lines = usize::from(room.saturating_sub(fixed_rows));
            lines = (content.quote)(quote_cells, max_lines);
        }
        let height = (fixed_rows + lines.len() as u16).min(room);
        let framed = framed && height > 2;
        if height == 0 {
            return None;
        }
        let y = match anchor_rows {
            Some(rows) if is_above => column.y + rows.start - height,
            Some(rows) => column.y + rows.end,
            None => column.y + column.height - height,
        };
        let border = u16::from(framed);
        let outer = Rect {
            x,
            y,
            width,
            height,
        };
        let inner = Rect {
            x: x + 2 * border,
            y: y + border,
            width: width.saturating_sub(4 * border),
            height: height - 2 * border,
        };
        let title = if framed {
            Rect {
                height: 1,
                ..Rect { y, ..inner }
            }
        } else {
            inner.rows(0, 1)
        };
        let inner = inner.rows(u16::from(!framed), inner.height);
        Some(Self {
            outer,
            title,
            inner,
            framed,
            head_rows: content.head_rows.min(inner.height),
            lines,
        })
    }
}

/// The rows of the text column in which a part of `range` (bytes) shows.
pub(super) fn visible_rows(state: &State, range: &Range<usize>) -> Option<Range<u16>> {
    let shows =
        |line: &Line| !line.blank && line.range.start < range.end && range.start < line.range.end;
    let first = state.reading.view.lines.iter().position(shows)?;
    let last = state.reading.view.lines.iter().rposition(shows)?;
    Some(first as u16..last as u16 + 1)
}
