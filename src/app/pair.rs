//! Two entities whose shared passages are being visited.

use super::State;
use crate::document::Document;
use crate::entities::Entities;
use crate::entities::cooccurrence::{SharedPassages, shared_passages};
use std::ops::Range;

/// Two entities, both highlighted, and the passages that mention both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPair {
    /// The first entity, an index into the entities; it is also the selected one.
    pub one: usize,
    /// The second entity.
    pub other: usize,
    /// The passages that mention both, as ascending byte ranges.
    pub passages: Vec<Range<usize>>,
    /// Whether the passages are sentences. If no sentence mentions both, they are paragraphs.
    pub are_sentences: bool,
}

impl EntityPair {
    /// Finds the passages that mention `one` and `other`; `None` if there are none.
    pub(super) fn new(
        document: &Document,
        entities: &Entities,
        one: usize,
        other: usize,
    ) -> Option<Self> {
        let SharedPassages {
            passages,
            are_sentences,
        } = shared_passages(document, entities, one, other);
        (!passages.is_empty()).then_some(Self {
            one,
            other,
            passages,
            are_sentences,
        })
    }

    /// The index of the passage that contains the current mention.
    pub fn current_passage(&self, state: &State) -> Option<usize> {
        let offset = state.reading.current_mention()?.range.start;
        self.passages
            .iter()
            .position(|passage| passage.contains(&offset))
    }
}
