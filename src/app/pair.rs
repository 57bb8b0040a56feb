//! Two entities whose common passages are walked.

use super::State;
use crate::document::Document;
use crate::entities::Entities;
use crate::entities::company::{Shared, shared};
use std::ops::Range;

/// Two entities, both lit, and where they stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// One of them, an index into the entities; it is the selected one, too.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// The passages with both: bytes of the text, ascending.
    pub passages: Vec<Range<usize>>,
    /// Whether they are sentences; paragraphs, where no sentence has both.
    pub sentences: bool,
}

impl Pair {
    /// `one` and `other`, if they stand together anywhere.
    pub(super) fn of(
        document: &Document,
        entities: &Entities,
        one: usize,
        other: usize,
    ) -> Option<Self> {
        let Shared {
            passages,
            sentences,
        } = shared(document, entities, one, other);
        (!passages.is_empty()).then_some(Self {
            one,
            other,
            passages,
            sentences,
        })
    }

    /// Which of the passages the reader is at.
    pub fn place(&self, state: &State) -> Option<usize> {
        let here = state.current_mention()?.range.start;
        self.passages
            .iter()
            .position(|passage| passage.contains(&here))
    }
}
