//! Two entities whose shared passages are being visited.

use super::Reading;
use crate::entities::EntityId;
use crate::entities::cooccurrence::{SharedPassages, shared_passages};
use std::ops::Range;

/// Two entities, both highlighted, and the passages that mention both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPair {
    /// The first entity; it is also the selected one.
    pub one: EntityId,
    /// The second entity.
    pub other: EntityId,
    /// The passages that mention both, as ascending byte ranges.
    pub passages: Vec<Range<usize>>,
    /// Whether the passages are sentences. If no sentence mentions both, they are paragraphs.
    pub are_sentences: bool,
}

impl EntityPair {
    /// Finds the passages that mention `one` and `other`; `None` if there are none.
    pub(crate) fn new(reading: &Reading, one: EntityId, other: EntityId) -> Option<Self> {
        let SharedPassages {
            passages,
            are_sentences,
        } = shared_passages(&reading.document, &reading.entities, one, other);
        (!passages.is_empty()).then_some(Self {
            one,
            other,
            passages,
            are_sentences,
        })
    }

    /// The index of the passage that contains the current mention.
    pub fn current_passage(&self, reading: &Reading) -> Option<usize> {
        let offset = reading.current_mention()?.range.start;
        self.passages
            .iter()
            .position(|passage| passage.contains(&offset))
    }
}
