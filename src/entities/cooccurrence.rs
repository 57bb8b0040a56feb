//! Co-occurrence: which entities are mentioned together, and in how many sentences and paragraphs.
//!
//! The counting goes through sentences and paragraphs, one entity at a time, so its cost grows with the pairs that do occur
//! and not with all possible pairs: thousands of people and tens of thousands of mentions take milliseconds. A passage with
//! more than [`MAX_ENTITIES_PER_PASSAGE`] entities is taken to be a list of names, and only the first ones in it are
//! counted.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//! use byline::entities::{cooccurrence, read};
//!
//! let mut builder = Builder::new("example");
//! builder.push("Angela Merkel met President Barack Obama. Merkel then flew home.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//! let found = read(&document);
//!
//! let (pairs, total) = cooccurrence::strongest_pairs(&document, &found, 10);
//! assert_eq!((pairs[0].entity, pairs[0].other, total), (0, 1, 1));
//! assert_eq!((pairs[0].sentences, pairs[0].paragraphs), (1, 1));
//!
//! let shared = cooccurrence::shared_passages(&document, &found, 0, 1);
//! assert_eq!(&document.text()[shared.passages[0].clone()], "Angela Merkel met President Barack Obama.");
//! ```

use super::{Entities, EntityKind};
use crate::document::Document;
use std::cmp::Reverse;
use std::ops::Range;

/// The most entities of one sentence or paragraph that are counted as mentioned together.
pub const MAX_ENTITIES_PER_PASSAGE: usize = 64;

/// Two entities that are mentioned together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cooccurrence {
    /// The first of the two, as an index into [`Entities::entities`].
    pub entity: usize,
    /// The second of the two.
    pub other: usize,
    /// The number of sentences that mention both.
    pub sentences: u32,
    /// The number of paragraphs that mention both.
    pub paragraphs: u32,
}

impl Cooccurrence {
    /// The sort key of pairs: the strongest first, then in order of appearance.
    fn sort_key(&self) -> (Reverse<u32>, Reverse<u32>, usize, usize) {
        let (sentences, paragraphs) = (Reverse(self.sentences), Reverse(self.paragraphs));
        (sentences, paragraphs, self.entity, self.other)
    }
}

/// The pairs of `entity` with every entity that shares a sentence or a paragraph with it, the strongest first.
///
/// `entity` is the first of each pair. Unlike in [`strongest_pairs`], two countries may form a pair.
pub fn of_entity(document: &Document, entities: &Entities, entity: usize) -> Vec<Cooccurrence> {
    let mut counter = PairCounter::new(entities.entities().len());
    let (sentences, paragraphs) = PassageEntities::sentences_and_paragraphs(document, entities);
    for members in sentences.iter().filter(|members| members.contains(&entity)) {
        for &other in members {
            counter.add_sentence(other);
        }
    }
    for members in paragraphs
        .iter()
        .filter(|members| members.contains(&entity))
    {
        for &other in members {
            counter.add_paragraph(other);
        }
    }
    let mut pairs: Vec<Cooccurrence> = Vec::new();
    counter.drain(entity, |pair| {
        if pair.other != entity {
            pairs.push(pair);
        }
    });
    pairs.sort_unstable_by_key(Cooccurrence::sort_key);
    pairs
}

/// The `limit` strongest pairs of the article, and the number of all pairs.
///
/// A pair is two people, or a person and a country; the person comes first.
pub fn strongest_pairs(
    document: &Document,
    entities: &Entities,
    limit: usize,
) -> (Vec<Cooccurrence>, usize) {
    let all = entities.entities();
    let is_person = |index: usize| all.get(index).is_some_and(|e| e.kind == EntityKind::Person);
    let (sentences, paragraphs) = PassageEntities::sentences_and_paragraphs(document, entities);
    let (in_sentences, in_paragraphs) = (sentences.invert(all.len()), paragraphs.invert(all.len()));
    let mut counter = PairCounter::new(all.len());
    let mut pairs: Vec<Cooccurrence> = Vec::new();
    for entity in 0..all.len() {
        let entity_is_person = is_person(entity);
        let is_pair_with = |other: usize| other > entity && (entity_is_person || is_person(other));
        for passage in in_sentences.get(entity) {
            let members = sentences.get(*passage).iter();
            members
                .filter(|other| is_pair_with(**other))
                .for_each(|&other| counter.add_sentence(other));
        }
        for passage in in_paragraphs.get(entity) {
            let members = paragraphs.get(*passage).iter();
            members
                .filter(|other| is_pair_with(**other))
                .for_each(|&other| counter.add_paragraph(other));
        }
        counter.drain(entity, |pair| {
            // The person of a pair comes first.
            let reversed = Cooccurrence {
                entity: pair.other,
                other: pair.entity,
                ..pair
            };
            pairs.push(if entity_is_person { pair } else { reversed });
        });
    }
    let total = pairs.len();
    if total > limit && limit > 0 {
        pairs.select_nth_unstable_by_key(limit - 1, Cooccurrence::sort_key);
    }
    pairs.truncate(limit);
    pairs.sort_unstable_by_key(Cooccurrence::sort_key);
    (pairs, total)
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
    entity: usize,
    other: usize,
) -> SharedPassages {
    let sentences = passages_with_both(entities, entity, other, |at| entities.sentence_index(at));
    let passages: Vec<Range<usize>> = sentences
        .iter()
        .filter_map(|&at| entities.sentence_at(at))
        .collect();
    if !passages.is_empty() {
        return SharedPassages {
            passages,
            are_sentences: true,
        };
    }
    let paragraphs = passages_with_both(entities, entity, other, |at| Some(document.block_at(at)));
    let paragraph = |at: &usize| {
        let block = document.blocks().get(document.block_at(*at))?;
        Some(block.range.clone())
    };
    SharedPassages {
        passages: paragraphs.iter().filter_map(paragraph).collect(),
        are_sentences: false,
    }
}

/// For each passage that mentions both entities, the offset of a mention in it, ascending. `passage_at` returns the index
/// of the passage around an offset; passages are numbered in reading order.
fn passages_with_both(
    entities: &Entities,
    entity: usize,
    other: usize,
    passage_at: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let mentions_of = |entity: usize| {
        let mentions = entities.entities().get(entity).map(|e| e.mentions.iter());
        let with_passage = |index: &usize| {
            let start = entities.mentions().get(*index)?.range.start;
            Some((passage_at(start)?, start))
        };
        mentions.into_iter().flatten().filter_map(with_passage)
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

/// The entities of each passage (sentence or paragraph), without duplicates and in order of their first mention in it.
struct PassageEntities {
    members: Vec<usize>,
    /// The end of each passage in `members`.
    ends: Vec<usize>,
}

impl PassageEntities {
    /// The entities of all sentences and of all paragraphs with a mention.
    fn sentences_and_paragraphs(document: &Document, entities: &Entities) -> (Self, Self) {
        let starts = || {
            entities
                .mentions()
                .iter()
                .map(|mention| mention.range.start)
        };
        let mut block = 0;
        let paragraph = |start: usize| {
            let blocks = document.blocks();
            while blocks
                .get(block + 1)
                .is_some_and(|next| next.range.start <= start)
            {
                block += 1;
            }
            block
        };
        let sentence = |start: usize| entities.sentence_index(start).unwrap_or(usize::MAX);
        let paragraphs = starts().map(paragraph);
        (
            Self::new(entities, starts().map(sentence)),
            Self::new(entities, paragraphs),
        )
    }

    /// `numbers` gives the passage of each mention; mentions with the same number are in the same passage, and those with
    /// `usize::MAX` are in a passage of their own.
    fn new(entities: &Entities, numbers: impl Iterator<Item = usize>) -> Self {
        // The last passage in which each entity was seen, counted from 1.
        let mut seen = vec![0_usize; entities.entities().len()];
        let mut passages = Self {
            members: Vec::with_capacity(entities.mentions().len()),
            ends: Vec::new(),
        };
        let (mut last, mut start) = (None, 0);
        for (mention, number) in entities.mentions().iter().zip(numbers) {
            // A mention outside any known sentence has a passage of its own.
            if last != Some(number) || number == usize::MAX {
                if last.is_some() {
                    passages.ends.push(passages.members.len());
                }
                (last, start) = (Some(number), passages.members.len());
            }
            let passage = passages.ends.len() + 1;
            if let Some(seen) = seen.get_mut(mention.entity)
                && *seen != passage
                && passages.members.len() - start < MAX_ENTITIES_PER_PASSAGE
            {
                *seen = passage;
                passages.members.push(mention.entity);
            }
        }
        passages.ends.push(passages.members.len());
        passages
    }

    /// The entities of one passage; empty for an unknown one.
    fn get(&self, passage: usize) -> &[usize] {
        let start = passage
            .checked_sub(1)
            .and_then(|previous| self.ends.get(previous));
        let end = self.ends.get(passage).copied().unwrap_or(0);
        let range = start.copied().unwrap_or(0)..end;
        self.members.get(range).unwrap_or_default()
    }

    fn iter(&self) -> impl Iterator<Item = &[usize]> {
        (0..self.ends.len()).map(|passage| self.get(passage))
    }

    /// The inverse mapping: for each of `count` entities, the passages that mention it.
    fn invert(&self, count: usize) -> Self {
        let mut ends = vec![0_usize; count];
        for &member in &self.members {
            if let Some(end) = ends.get_mut(member) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // Each value starts at the beginning of its range and has moved to the end once all members are written.
        let mut members = vec![0_usize; sum];
        for (passage, entities) in self.iter().enumerate() {
            for &entity in entities {
                if let Some(at) = ends.get_mut(entity)
                    && let Some(slot) = members.get_mut(*at)
                {
                    *slot = passage;
                    *at += 1;
                }
            }
        }
        Self { members, ends }
    }
}

/// Counts the passages that one entity shares with each other one. The buffer is reused for the next entity.
struct PairCounter {
    /// The number of shared sentences and paragraphs, by entity.
    counts: Vec<(u32, u32)>,
    /// The entities with a count, in the order in which they were first counted.
    touched: Vec<usize>,
}

impl PairCounter {
    fn new(entities: usize) -> Self {
        Self {
            counts: vec![(0, 0); entities],
            touched: Vec::new(),
        }
    }

    fn add_sentence(&mut self, entity: usize) {
        if let Some(count) = self.counts.get_mut(entity) {
            if *count == (0, 0) {
                self.touched.push(entity);
            }
            count.0 += 1;
        }
    }

    fn add_paragraph(&mut self, entity: usize) {
        if let Some(count) = self.counts.get_mut(entity) {
            if *count == (0, 0) {
                self.touched.push(entity);
            }
            count.1 += 1;
        }
    }

    /// Passes every pair of `entity` to `emit`, and resets the counts.
    fn drain(&mut self, entity: usize, mut emit: impl FnMut(Cooccurrence)) {
        for other in self.touched.drain(..) {
            let Some(count) = self.counts.get_mut(other) else {
                continue;
            };
            let (sentences, paragraphs) = std::mem::take(count);
            emit(Cooccurrence {
                entity,
                other,
                sentences,
                paragraphs,
            });
        }
    }
}

#[cfg(test)]
mod tests;
