//! A word on who this is, beside the mention: the sentence that introduces the entity.
//!
//! Owns its place: below the mention, or above where there is no room, never over it.

use super::State;
use super::passage::{self, Quoted};
use crate::entities::first_full;
use crate::layout::Rect;
use std::ops::Range;

/// Lines of the sentence, at most.
const LINES: usize = 4;
/// Cells from which there is a frame.
const FRAMED_CELLS: u16 = 30;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// Whom it tells of, an index into the entities.
    pub entity: usize,
    /// The mention that it stands beside; none: it stands at the foot of the text.
    pub beside: Option<usize>,
    /// The mention that introduces the entity.
    pub first: usize,
    /// Its sentence.
    pub quote: Range<usize>,
}

/// Where it stands, and in which lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// All of it.
    pub outer: Rect,
    /// What is written on: the name, the role if there is one, the sentence.
    pub inner: Rect,
    /// Whether there is a frame.
    pub framed: bool,
    /// Whether there is a row for the role.
    pub role: bool,
    /// The sentence.
    pub lines: Vec<Quoted>,
}

impl Peek {
    /// What introduces `entity`.
    pub(super) fn of(state: &State, entity: usize, beside: Option<usize>) -> Option<Self> {
        let (document, entities) = (&state.document, &state.entities);
        let first = first_full(document.text(), entities, entities.entities().get(entity)?)?;
        let quote = passage::sentence(document, entities, entities.mentions().get(first)?);
        Some(Self {
            entity,
            beside,
            first,
            quote,
        })
    }

    /// Where it goes on the screen; nowhere, where the mention leaves no room.
    pub fn places(&self, state: &State) -> Option<Places> {
        let column = state.areas.column;
        let (above, below) = self.free_rows(state)?;
        let framed = column.width >= FRAMED_CELLS;
        let edge = u16::from(framed);
        let (x, width) = (column.x, column.width);
        let written = width.saturating_sub(4 * edge);
        let entity = state.entities.entities().get(self.entity)?;
        let words = state.entities.mentions().get(self.first)?.range.clone();
        let role = !entity.roles.is_empty();
        let quoted = |most: usize| {
            // A bar stands left of the quotation.
            let room = usize::from(written.saturating_sub(2)).max(1);
            passage::lines(&state.document, &self.quote, &words, (room, most))
        };
        let mut lines = quoted(LINES);
        let frame = 2 * edge + 1 + u16::from(role);
        let wanted = frame + lines.len() as u16;
        let (up, room) = match (below >= wanted, above >= wanted) {
            (true, _) => (false, below),
            (false, true) => (true, above),
            (false, false) => (above > below, above.max(below)),
        };
        if room < wanted {
            lines = quoted(usize::from(room.saturating_sub(frame)));
        }
        let height = (frame + lines.len() as u16).min(room);
        let framed = framed && height > 2;
        if height == 0 {
            return None;
        }
        let mention_rows = self.rows(state).unwrap_or((column.height, column.height));
        let y = if up {
            column.y + mention_rows.0 - height
        } else if self.beside.is_some() {
            column.y + mention_rows.1 + 1
        } else {
            column.y + column.height - height
        };
        let outer = Rect {
            x,
            y,
            width,
            height,
        };
        let edge = u16::from(framed);
        let inner = Rect {
            x: x + 2 * edge,
            y: y + edge,
            width: width.saturating_sub(4 * edge),
            height: height - 2 * edge,
        };
        Some(Places {
            outer,
            inner,
            framed,
            role: role && inner.height > 1,
            lines,
        })
    }

    /// Rows free above the mention and below it; all of the column, where it stands beside none.
    fn free_rows(&self, state: &State) -> Option<(u16, u16)> {
        let height = state.areas.column.height;
        if self.beside.is_none() {
            return Some((0, height));
        }
        let (first, last) = self.rows(state)?;
        Some((first, height.saturating_sub(last + 1)))
    }

    /// The rows of the page on which the mention stands, first and last.
    fn rows(&self, state: &State) -> Option<(u16, u16)> {
        let range = &state.entities.mentions().get(self.beside?)?.range;
        let shows = |line: &crate::layout::Line| {
            !line.gap && line.range.start < range.end && range.start < line.range.end
        };
        let first = state.page.iter().position(shows)?;
        let last = state.page.iter().rposition(shows)?;
        Some((first as u16, last as u16))
    }
}
