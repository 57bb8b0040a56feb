//! Co-occurrence: which entities are mentioned together, and in how many sentences and paragraphs.
//!
//! The counting goes through sentences and paragraphs, one entity at a time, so its cost grows with the pairs that do occur
//! and not with all possible pairs: thousands of people and tens of thousands of mentions take milliseconds. A passage with
//! more than [`MAX_ENTITIES_PER_PASSAGE`] entities is taken to be a list of names, and only the first ones in it are
//! counted.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//! use byline::entities::cooccurrence::{self, StrongestPairs};
//! use byline::entities::read;
//!
//! let mut builder = Builder::new("example");
//! builder.push("Angela Merkel met President Barack Obama. Merkel then flew home.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//! let found = read(&document);
//!
//! let StrongestPairs { pairs, total } = cooccurrence::strongest_pairs(&document, &found, 10);
//! let name = |id| found.entity(id).name.as_str();
//! assert_eq!((name(pairs[0].entity), name(pairs[0].other), total), ("Angela Merkel", "Barack Obama", 1));
//! assert_eq!((pairs[0].sentences, pairs[0].paragraphs), (1, 1));
//!
//! let shared = cooccurrence::shared_passages(&document, &found, pairs[0].entity, pairs[0].other);
//! assert_eq!(&document.text()[shared.passages[0].clone()], "Angela Merkel met President Barack Obama.");
//! ```

mod passages;

use super::id_vec::{Id, IdVec};
use super::{Entities, EntityId, EntityKind, Mention, MentionId};
use crate::document::Document;
use passages::Passages;
use std::cmp::Reverse;
use std::ops::Range;

/// The most entities of one sentence or paragraph that are counted as mentioned together.
pub const MAX_ENTITIES_PER_PASSAGE: usize = 64;

/// Two entities that are mentioned together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cooccurrence {
    /// The first of the two.
    pub entity: EntityId,
    /// The second of the two.
    pub other: EntityId,
    /// The number of sentences that mention both.
    pub sentences: u32,
    /// The number of paragraphs that mention both.
    pub paragraphs: u32,
}

impl Cooccurrence {
    /// The sort key of pairs: the strongest first, then in order of appearance.
    fn sort_key(&self) -> (Reverse<u32>, Reverse<u32>, EntityId, EntityId) {
        let (sentences, paragraphs) = (Reverse(self.sentences), Reverse(self.paragraphs));
        (sentences, paragraphs, self.entity, self.other)
    }
}

/// The pairs of `entity` with every entity that shares a sentence or a paragraph with it, the strongest first.
///
/// `entity` is the first of each pair. Unlike in [`strongest_pairs`], two countries may form a pair.
pub fn of_entity(document: &Document, entities: &Entities, entity: EntityId) -> Vec<Cooccurrence> {
    let mut counter = PairCounter::new(entities);
    let mut add_passages = |passage_at: &dyn Fn(usize) -> Option<Range<usize>>,
                            count: fn(&mut SharedCounts) -> &mut u32| {
        let mut counted_to = 0;
        for &id in &entities.entity(entity).mentions {
            let start = entities.mention(id).range.start;
            if start >= counted_to
                && let Some(passage) = passage_at(start)
            {
                counted_to = passage.end;
                let members = members_of(entities, passage, id);
                if members.contains(&entity) {
                    counter.add(&members, count);
                }
            }
        }
    };
    add_passages(&|start| entities.sentence_at(start), |shared| {
        &mut shared.sentences
    });
    let paragraph_at = |start| {
        let block = document.blocks().get(document.block_at(start))?;
        Some(block.range.clone())
    };
    add_passages(&paragraph_at, |shared| &mut shared.paragraphs);
    let mut pairs: Vec<Cooccurrence> = counter.drain(entity).collect();
    pairs.retain(|pair| pair.other != entity);
    pairs.sort_unstable_by_key(Cooccurrence::sort_key);
    pairs
}

/// The entities that the bytes in `passage` mention, without duplicates and in order of their first mention. `id` is a mention
/// in it.
fn members_of(entities: &Entities, passage: Range<usize>, id: MentionId) -> Vec<EntityId> {
    let (before, from) = entities.mentions().split_at(id.index());
    let before = before.iter().rev();
    let before = before.take_while(|mention| mention.range.start >= passage.start);
    let from = from.iter();
    let from = from.take_while(|mention| mention.range.start < passage.end);
    let before: Vec<&Mention> = before.collect();
    let mut members = Vec::new();
    for mention in before.into_iter().rev().chain(from) {
        if members.len() == MAX_ENTITIES_PER_PASSAGE {
            break;
        }
        if !members.contains(&mention.entity) {
            members.push(mention.entity);
        }
    }
    members
}

/// The strongest pairs of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrongestPairs {
    /// The pairs, the strongest first.
    pub pairs: Vec<Cooccurrence>,
    /// The number of all pairs of the article.
    pub total: usize,
}

/// The `limit` strongest pairs of the article.
///
/// A pair is two people, or a person and a country; the person comes first.
pub fn strongest_pairs(document: &Document, entities: &Entities, limit: usize) -> StrongestPairs {
    let passages = Passages::new(document, entities);
    let in_sentences = passages.sentences.by_entity(entities);
    let in_paragraphs = passages.paragraphs.by_entity(entities);
    let all = entities.entities().iter();
    let people: IdVec<EntityId, bool> = all.map(|one| one.kind == EntityKind::Person).collect();
    let is_person = |id: EntityId| people[id];
    let mut counter = PairCounter::new(entities);
    let mut pairs: Vec<Cooccurrence> = Vec::new();
    for entity in entities.entity_ids() {
        let entity_is_person = is_person(entity);
        let is_pair_with = |other| other > entity && (entity_is_person || is_person(other));
        for &passage in in_sentences.of(entity) {
            let others = passages.sentences.of(passage).iter();
            counter.add(others.filter(|other| is_pair_with(**other)), |count| {
                &mut count.sentences
            });
        }
        for &passage in in_paragraphs.of(entity) {
            let others = passages.paragraphs.of(passage).iter();
            counter.add(others.filter(|other| is_pair_with(**other)), |count| {
                &mut count.paragraphs
            });
        }
        pairs.extend(counter.drain(entity).map(|pair| {
            // The person of a pair comes first.
            let reversed = Cooccurrence {
                entity: pair.other,
                other: pair.entity,
                ..pair
            };
            if entity_is_person { pair } else { reversed }
        }));
    }
    let total = pairs.len();
    if total > limit && limit > 0 {
        pairs.select_nth_unstable_by_key(limit - 1, Cooccurrence::sort_key);
    }
    pairs.truncate(limit);
    pairs.sort_unstable_by_key(Cooccurrence::sort_key);
    StrongestPairs { pairs, total }
}

/// The passages that mention two entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassages {
    /// The byte ranges of the passages, ascending and disjoint.
    pub passages: Vec<Range<usize>>,
    /// Whether the passages are sentences. They are paragraphs if no sentence mentions both.
    pub are_sentences: bool,
}

/// The sentences that mention both `entity` and `other`, or the paragraphs if there is no such sentence.
pub fn shared_passages(
    document: &Document,
    entities: &Entities,
    entity: EntityId,
    other: EntityId,
) -> SharedPassages {
    let sentences = offsets_shared(entities, entity, other, |at| entities.sentence_id_at(at));
    let sentences = sentences.into_iter();
    let passages: Vec<_> = sentences
        .filter_map(|at| entities.sentence_at(at))
        .collect();
    if !passages.is_empty() {
        return SharedPassages {
            passages,
            are_sentences: true,
        };
    }
    let paragraphs = offsets_shared(entities, entity, other, |at| Some(document.block_at(at)));
    let paragraph = |at: usize| {
        let block = document.blocks().get(document.block_at(at))?;
        Some(block.range.clone())
    };
    SharedPassages {
        passages: paragraphs.into_iter().filter_map(paragraph).collect(),
        are_sentences: false,
    }
}

/// For each passage that mentions both entities, the offset of a mention in it, ascending. `passage_at` returns the passage
/// around an offset; passages are numbered in reading order.
fn offsets_shared<P: Ord + Copy>(
    entities: &Entities,
    entity: EntityId,
    other: EntityId,
    passage_at: impl Fn(usize) -> Option<P>,
) -> Vec<usize> {
    let mentions_of = |entity: EntityId| {
        let mentions = entities.entity(entity).mentions.iter();
        let starts = mentions.map(|&id| entities.mention(id).range.start);
        starts.filter_map(|start| Some((passage_at(start)?, start)))
    };
    let mut of_other = mentions_of(other).peekable();
    let mut offsets = Vec::new();
    let mut last = None;
    for (passage, offset) in mentions_of(entity) {
        while of_other.next_if(|(next, _)| *next < passage).is_some() {}
        let is_shared = of_other.peek().is_some_and(|(next, _)| *next == passage);
        if is_shared && last != Some(passage) {
            offsets.push(offset);
            last = Some(passage);
        }
    }
    offsets
}

/// The numbers of passages that two entities share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct SharedCounts {
    sentences: u32,
    paragraphs: u32,
}

/// Counts the passages that one entity shares with each other one. The buffer is reused for the next entity.
struct PairCounter {
    counts: IdVec<EntityId, SharedCounts>,
    /// The entities with a count, in the order in which they were first counted.
    touched: Vec<EntityId>,
}

impl PairCounter {
    fn new(entities: &Entities) -> Self {
        let none = entities.entity_ids().map(|_| SharedCounts::default());
        Self {
            counts: none.collect(),
            touched: Vec::new(),
        }
    }

    /// Counts one more passage that is shared with each of `others`. `kind` selects the count.
    fn add<'a>(
        &mut self,
        others: impl IntoIterator<Item = &'a EntityId>,
        kind: impl Fn(&mut SharedCounts) -> &mut u32,
    ) {
        for &other in others {
            let counts = &mut self.counts[other];
            if *counts == SharedCounts::default() {
                self.touched.push(other);
            }
            *kind(counts) += 1;
        }
    }

    /// Takes out the pairs of `entity`, and resets the counts.
    fn drain(&mut self, entity: EntityId) -> impl Iterator<Item = Cooccurrence> {
        let Self { counts, touched } = self;
        touched.drain(..).map(move |other| {
            let shared = std::mem::take(&mut counts[other]);
            Cooccurrence {
                entity,
                other,
                sentences: shared.sentences,
                paragraphs: shared.paragraphs,
            }
        })
    }
}

#[cfg(test)]
mod tests;
