//! The preview: a small box beside a mention, with the sentence that introduces the entity.

use super::quote_box::{BoxContent, QuoteBox};
use super::{KeyHints, Overlay, OverlayBehaviour};
use crate::app::action::Mode;
use crate::app::passage;
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::update::navigation;
use crate::entities::{Entities, EntityId, MentionId, first_full_mention};
use std::ops::Range;

/// Most lines of the sentence.
const MAX_QUOTE_LINES: usize = 4;

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

/// Opens the preview for the entity that keys are about.
pub(crate) fn open(state: &mut State) {
    if navigation::choose_entity(state).is_some()
        && let Some(preview) = Preview::for_current(&state.reading)
    {
        super::push(state, Overlay::Preview(preview));
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
    pub fn layout(&self, state: &State) -> Option<QuoteBox> {
        let entities = &state.reading.entities;
        let anchor = self.anchor_mention.map(|id| &entities.mention(id).range);
        let words = &entities.mention(self.introduction).range;
        let has_roles = !entities.entity(self.entity).roles.is_empty();
        let document = &state.reading.document;
        let content = BoxContent {
            head_rows: u16::from(has_roles),
            max_lines: MAX_QUOTE_LINES,
            quote: |width, max_lines| {
                passage::quote_lines(document, &self.quote, words, width, max_lines)
            },
        };
        QuoteBox::beside(state, anchor, &content)
    }
}
