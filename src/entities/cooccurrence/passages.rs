//! The entities of every sentence and paragraph of an article, and the other way round.

use super::super::id_vec::{Id, IdVec, id_type};
use super::super::{Entities, EntityId};
use super::MAX_ENTITIES_PER_PASSAGE;
use crate::document::Document;
use std::ops::Range;

id_type! {
    /// A sentence or a paragraph that mentions an entity.
    pub(super) PassageId
}

/// The entities of each passage of one kind, without duplicates and in order of their first mention in it.
pub(super) struct PassageEntities {
    /// Those of all passages, one passage after the other.
    members: Vec<EntityId>,
    /// The part of `members` that each passage has.
    ranges: IdVec<PassageId, Range<usize>>,
}

/// The passages of an article.
pub(super) struct Passages {
    pub(super) sentences: PassageEntities,
    pub(super) paragraphs: PassageEntities,
}

impl Passages {
    /// All sentences and all paragraphs with a mention.
    pub(super) fn new(document: &Document, entities: &Entities) -> Self {
        let starts = || {
            entities
                .mentions()
                .iter()
                .map(|mention| mention.range.start)
        };
        let mut blocks = document.blocks().iter().enumerate().peekable();
        let mut block = 0;
        let paragraph = |start: usize| {
            while let Some((next, _)) = blocks.next_if(|(_, next)| next.range.start <= start) {
                block = next;
            }
            Some(block)
        };
        let all = entities.sentences();
        let mut sentences = all.entries().peekable();
        let sentence = |start: usize| {
            let ends_before = |(_, bytes): &(_, &Range<u32>)| bytes.end as usize <= start;
            while sentences.next_if(ends_before).is_some() {}
            let next = sentences.peek();
            let next = next.filter(|(_, bytes)| bytes.start as usize <= start);
            next.map(|(id, _)| *id)
        };
        Self {
            sentences: PassageEntities::new(entities, starts().map(sentence)),
            paragraphs: PassageEntities::new(entities, starts().map(paragraph)),
        }
    }
}

impl PassageEntities {
    /// `passages` gives the passage of each mention. A mention for which it is `None` has a passage of its own.
    fn new<P: PartialEq>(entities: &Entities, passages: impl Iterator<Item = Option<P>>) -> Self {
        // The last passage in which each entity was seen.
        let mut seen: IdVec<EntityId, Option<PassageId>> =
            entities.entity_ids().map(|_| None).collect();
        let mut members = Vec::with_capacity(entities.mentions().len());
        let mut ranges: IdVec<PassageId, Range<usize>> = IdVec::default();
        let mut last: Option<(Option<P>, PassageId)> = None;
        for (mention, passage) in entities.mentions().iter().zip(passages) {
            let id = match last {
                Some((same, id)) if passage.is_some() && same == passage => id,
                _ => ranges.push(members.len()..members.len()),
            };
            let range = &mut ranges[id];
            if seen[mention.entity] != Some(id) && range.len() < MAX_ENTITIES_PER_PASSAGE {
                seen[mention.entity] = Some(id);
                members.push(mention.entity);
                range.end += 1;
            }
            last = Some((passage, id));
        }
        Self { members, ranges }
    }

    /// The entities of one passage.
    #[expect(clippy::indexing_slicing, reason = "the ranges are those of this list")]
    pub(super) fn of(&self, passage: PassageId) -> &[EntityId] {
        &self.members[self.ranges[passage].clone()]
    }

    /// The passages that mention each entity.
    pub(super) fn by_entity(&self, entities: &Entities) -> EntityPassages {
        let mut ranges: IdVec<EntityId, Range<usize>> =
            entities.entity_ids().map(|_| 0..0).collect();
        for &entity in &self.members {
            ranges[entity].end += 1;
        }
        let mut sum = 0;
        for range in ranges.iter_mut() {
            let len = range.end;
            *range = sum..sum;
            sum += len;
        }
        // Each range grows as the passages of its entity are filled in.
        let mut passages = vec![PassageId::from_index(0); sum];
        for passage in self.ranges.ids() {
            for &entity in self.of(passage) {
                let end = &mut ranges[entity].end;
                if let Some(slot) = passages.get_mut(*end) {
                    *slot = passage;
                }
                *end += 1;
            }
        }
        EntityPassages { passages, ranges }
    }
}

/// The passages of each entity, ascending.
pub(super) struct EntityPassages {
    /// Those of all entities, one entity after the other.
    passages: Vec<PassageId>,
    /// The part of `passages` that each entity has.
    ranges: IdVec<EntityId, Range<usize>>,
}

impl EntityPassages {
    /// The passages of one entity.
    #[expect(clippy::indexing_slicing, reason = "the ranges are those of this list")]
    pub(super) fn of(&self, entity: EntityId) -> &[PassageId] {
        &self.passages[self.ranges[entity].clone()]
    }
}
