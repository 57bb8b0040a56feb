//! The preview: a small box beside a mention, with the sentence that introduces the entity.
//!
//! It is placed below the mention, or above it if there is no room, and never covers it.

use super::{KeyHints, Overlay, OverlayBehaviour};
use crate::app::action::Mode;
use crate::app::passage::{self, QuotedLine};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::update::navigation;
use crate::entities::{Entities, EntityId, MentionId, first_full_mention};
use crate::layout::Rect;
use std::ops::Range;

/// Most lines of the sentence.
const MAX_QUOTE_LINES: usize = 4;
/// Narrowest column in which the box has a frame, in cells.
const FRAME_MIN_CELLS: u16 = 30;

/// An open preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The entity.
    pub entity: EntityId,
    /// The mention to place the box at; `None` puts it at the bottom of the text.
    pub anchor_mention: Option<MentionId>,
    /// The mention that introduces the entity.
    pub introduction: MentionId,
    /// The byte range of its sentence.
    pub quote: Range<usize>,
}

/// The rectangles of the box, and the lines of the quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewLayout {
    /// The box as a whole.
    pub outer: Rect,
    /// The area inside the frame: the name, the roles if there are any, the sentence.
    pub inner: Rect,
    /// Whether there is a frame.
    pub framed: bool,
    /// Whether there is a row for the roles.
    pub has_role_row: bool,
    /// The lines of the sentence.
    pub lines: Vec<QuotedLine>,
}

/// Opens the preview for the current mention's entity, else for the selected one.
pub(crate) fn open(state: &mut State) {
    match Preview::for_current(&state.reading) {
        Some(preview) => super::push(state, Overlay::Preview(preview)),
        None => navigation::report_no_current(state),
    }
}

impl OverlayBehaviour for Preview {
    /// Its keys are those of what is beneath.
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[]
    }

    fn remap(&mut self, state: &State, _: &Entities) -> bool {
        let preview = Self::for_current(&state.reading);
        preview.map(|preview| *self = preview).is_some()
    }
}

impl Preview {
    /// The preview of the current mention's entity, else of the selected one; `None` if there is neither.
    fn for_current(reading: &Reading) -> Option<Self> {
        let (document, entities) = (&reading.document, &reading.entities);
        let entity = reading.current_entity().or(reading.selected)?;
        let introduction = first_full_mention(document.text(), entities, entities.entity(entity))?;
        Some(Self {
            entity,
            anchor_mention: reading.current,
            introduction,
            quote: passage::sentence_of(reading, entities.mention(introduction)),
        })
    }

    /// Lays out the box on the current screen; `None` if the mention leaves no room for it.
    pub fn layout(&self, state: &State) -> Option<PreviewLayout> {
        let column = state.screen.areas.column;
        let (above, below) = self.free_rows(state)?;
        let framed = column.width >= FRAME_MIN_CELLS;
        let border = u16::from(framed);
        let (x, width) = (column.x, column.width);
        let inner_width = width.saturating_sub(4 * border);
        let entity = state.reading.entities.entity(self.entity);
        let words = &state.reading.entities.mention(self.introduction).range;
        let has_roles = !entity.roles.is_empty();
        let quote = |max_lines: usize| {
            // A bar and a space stand left of the quotation.
            let room = usize::from(inner_width.saturating_sub(2)).max(1);
            passage::quote_lines(&state.reading.document, &self.quote, words, room, max_lines)
        };
        let mut lines = quote(MAX_QUOTE_LINES);
        let fixed_rows = 2 * border + 1 + u16::from(has_roles);
        let rows_needed = fixed_rows + lines.len() as u16;
        let (above_mention, room) = match (below >= rows_needed, above >= rows_needed) {
            (true, _) => (false, below),
            (false, true) => (true, above),
            (false, false) => (above > below, above.max(below)),
        };
        if room < rows_needed {
            lines = quote(usize::from(room.saturating_sub(fixed_rows)));
        }
        let height = (fixed_rows + lines.len() as u16).min(room);
        let framed = framed && height > 2;
        if height == 0 {
            return None;
        }
        let mention_rows = self
            .mention_rows(state)
            .unwrap_or((column.height, column.height));
        let y = if above_mention {
            column.y + mention_rows.0 - height
        } else if self.anchor_mention.is_some() {
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
        let border = u16::from(framed);
        let inner = Rect {
            x: x + 2 * border,
            y: y + border,
            width: width.saturating_sub(4 * border),
            height: height - 2 * border,
        };
        Some(PreviewLayout {
            outer,
            inner,
            framed,
            has_role_row: has_roles && inner.height > 1,
            lines,
        })
    }

    /// The free rows above and below the mention; the whole column if there is none to place the box at.
    fn free_rows(&self, state: &State) -> Option<(u16, u16)> {
        let height = state.screen.areas.column.height;
        if self.anchor_mention.is_none() {
            return Some((0, height));
        }
        let (first, last) = self.mention_rows(state)?;
        Some((first, height.saturating_sub(last + 1)))
    }

    /// The first and the last visible line of the mention, as rows of the text column.
    fn mention_rows(&self, state: &State) -> Option<(u16, u16)> {
        let range = &state.reading.entities.mention(self.anchor_mention?).range;
        let shows = |line: &crate::layout::Line| {
            !line.blank && line.range.start < range.end && range.start < line.range.end
        };
        let first = state.reading.view.lines.iter().position(shows)?;
        let last = state.reading.view.lines.iter().rposition(shows)?;
        Some((first as u16, last as u16))
    }
}
