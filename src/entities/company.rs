//! Company: who is mentioned with whom.
//!
//! Owns the counting of sentences and paragraphs that two entities share. Works by paragraph and by sentence, entity by
//! entity, so that it costs what stands together and not every pair there might be: thousands of people and tens of
//! thousands of mentions take milliseconds. Where more than [`CROWD`] stand in one paragraph, it is a list of names, and
//! only the first so many of them count as company there.

use super::{Entities, Kind};
use crate::document::Document;
use std::cmp::Reverse;
use std::ops::Range;

/// How many of those in one paragraph count as company.
pub const CROWD: usize = 64;

/// Two entities that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// One, an index into the entities.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// In how many sentences both stand.
    pub sentences: u32,
    /// In how many paragraphs.
    pub paragraphs: u32,
}

impl Together {
    /// What pairs are sorted by: strongest first, then as they appear.
    fn rank(&self) -> (Reverse<u32>, Reverse<u32>, usize, usize) {
        let (sentences, paragraphs) = (Reverse(self.sentences), Reverse(self.paragraphs));
        (sentences, paragraphs, self.one, self.other)
    }
}

/// Everyone who shares a paragraph or a sentence with `entity`, which is the one of each pair; strongest first.
pub fn of(document: &Document, entities: &Entities, entity: usize) -> Vec<Together> {
    let mut tally = Tally::new(entities.entities().len());
    let (sentences, paragraphs) = Groups::both(document, entities);
    for members in sentences.all().filter(|members| members.contains(&entity)) {
        for &other in members {
            tally.sentence(other);
        }
    }
    for members in paragraphs.all().filter(|members| members.contains(&entity)) {
        for &other in members {
            tally.paragraph(other);
        }
    }
    let mut pairs: Vec<Together> = Vec::new();
    tally.take(entity, |pair| {
        if pair.other != entity {
            pairs.push(pair);
        }
    });
    pairs.sort_unstable_by_key(Together::rank);
    pairs
}

/// The strongest `most` pairs of the article, two people or a person and a country, and how many pairs there are.
pub fn strongest(document: &Document, entities: &Entities, most: usize) -> (Vec<Together>, usize) {
    let all = entities.entities();
    let is_person = |index: usize| all.get(index).is_some_and(|e| e.kind == Kind::Person);
    let (sentences, paragraphs) = Groups::both(document, entities);
    let (in_sentences, in_paragraphs) =
        (sentences.of_each(all.len()), paragraphs.of_each(all.len()));
    let mut tally = Tally::new(all.len());
    let mut pairs: Vec<Together> = Vec::new();
    for one in 0..all.len() {
        let person = is_person(one);
        let pairs_with = |other: usize| other > one && (person || is_person(other));
        for group in in_sentences.get(one) {
            let members = sentences.get(*group).iter();
            members
                .filter(|other| pairs_with(**other))
                .for_each(|&other| tally.sentence(other));
        }
        for group in in_paragraphs.get(one) {
            let members = paragraphs.get(*group).iter();
            members
                .filter(|other| pairs_with(**other))
                .for_each(|&other| tally.paragraph(other));
        }
        tally.take(one, |pair| {
            // A country with a person is a person with a country.
            let turned = Together {
                one: pair.other,
                other: pair.one,
                ..pair
            };
            pairs.push(if person { pair } else { turned });
        });
    }
    let total = pairs.len();
    if total > most && most > 0 {
        pairs.select_nth_unstable_by_key(most - 1, Together::rank);
    }
    pairs.truncate(most);
    pairs.sort_unstable_by_key(Together::rank);
    (pairs, total)
}

/// Where two entities stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The passages with both: bytes of the text, ascending and disjoint.
    pub passages: Vec<Range<usize>>,
    /// Whether they are sentences; paragraphs, where no sentence has both.
    pub sentences: bool,
}

/// The sentences with both `one` and `other`; where there are none, the paragraphs.
pub fn shared(document: &Document, entities: &Entities, one: usize, other: usize) -> Shared {
    let sentences = both(entities, one, other, |at| entities.sentence_number(at));
    let passages: Vec<Range<usize>> = sentences
        .iter()
        .filter_map(|&at| entities.sentence_at(at))
        .collect();
    if !passages.is_empty() {
        return Shared {
            passages,
            sentences: true,
        };
    }
    let paragraphs = both(entities, one, other, |at| Some(document.block_at(at)));
    let paragraph = |at: &usize| {
        let block = document.blocks().get(document.block_at(*at))?;
        Some(block.range.clone())
    };
    Shared {
        passages: paragraphs.iter().filter_map(paragraph).collect(),
        sentences: false,
    }
}

/// A place in each group that has mentions of both, ascending; `group` numbers the groups in reading order.
fn both(
    entities: &Entities,
    one: usize,
    other: usize,
    group: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let groups = |entity: usize| {
        let mentions = entities.entities().get(entity).map(|e| e.mentions.iter());
        let place = |index: &usize| {
            let start = entities.mentions().get(*index)?.range.start;
            Some((group(start)?, start))
        };
        mentions.into_iter().flatten().filter_map(place)
    };
    let mut others = groups(other).peekable();
    let mut places = Vec::new();
    let mut last = None;
    for (number, place) in groups(one) {
        while others.next_if(|(theirs, _)| *theirs < number).is_some() {}
        let together = others.peek().is_some_and(|(theirs, _)| *theirs == number);
        if together && last != Some(number) {
            places.push(place);
            last = Some(number);
        }
    }
    places
}

/// The entities of each sentence, or of each paragraph: every one once, in the order of their first mention there.
struct Groups {
    members: Vec<usize>,
    /// Where each group ends in `members`.
    ends: Vec<usize>,
}

impl Groups {
    /// Sentences and paragraphs that have a mention.
    fn both(document: &Document, entities: &Entities) -> (Self, Self) {
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
        let sentence = |start: usize| entities.sentence_number(start).unwrap_or(usize::MAX);
        let paragraphs = starts().map(paragraph);
        (
            Self::new(entities, starts().map(sentence)),
            Self::new(entities, paragraphs),
        )
    }

    /// Mentions that stand together where `numbers` has the same number for each.
    fn new(entities: &Entities, numbers: impl Iterator<Item = usize>) -> Self {
        // The last group in which each entity was seen, from 1.
        let mut seen = vec![0_usize; entities.entities().len()];
        let mut groups = Self {
            members: Vec::with_capacity(entities.mentions().len()),
            ends: Vec::new(),
        };
        let (mut before, mut begins) = (None, 0);
        for (mention, number) in entities.mentions().iter().zip(numbers) {
            // Where no sentence is known, each mention stands alone.
            if before != Some(number) || number == usize::MAX {
                if before.is_some() {
                    groups.ends.push(groups.members.len());
                }
                (before, begins) = (Some(number), groups.members.len());
            }
            let group = groups.ends.len() + 1;
            if let Some(seen) = seen.get_mut(mention.entity)
                && *seen != group
                && groups.members.len() - begins < CROWD
            {
                *seen = group;
                groups.members.push(mention.entity);
            }
        }
        groups.ends.push(groups.members.len());
        groups
    }

    fn get(&self, group: usize) -> &[usize] {
        let start = group
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let end = self.ends.get(group).copied().unwrap_or(0);
        let range = start.copied().unwrap_or(0)..end;
        self.members.get(range).unwrap_or_default()
    }

    fn all(&self) -> impl Iterator<Item = &[usize]> {
        (0..self.ends.len()).map(|group| self.get(group))
    }

    /// The other way round: for each of `count` entities, the groups in which it stands.
    fn of_each(&self, count: usize) -> Self {
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
        // Each begins where it will end once all are written.
        let mut members = vec![0_usize; sum];
        for (group, entities) in self.all().enumerate() {
            for &entity in entities {
                if let Some(at) = ends.get_mut(entity)
                    && let Some(slot) = members.get_mut(*at)
                {
                    *slot = group;
                    *at += 1;
                }
            }
        }
        Self { members, ends }
    }
}

/// What one entity shares with each other, counted on a sheet that is used again for the next.
struct Tally {
    /// Sentences and paragraphs, by entity.
    counts: Vec<(u32, u32)>,
    touched: Vec<usize>,
}

impl Tally {
    fn new(entities: usize) -> Self {
        Self {
            counts: vec![(0, 0); entities],
            touched: Vec::new(),
        }
    }

    fn sentence(&mut self, entity: usize) {
        if let Some(count) = self.counts.get_mut(entity) {
            if *count == (0, 0) {
                self.touched.push(entity);
            }
            count.0 += 1;
        }
    }

    fn paragraph(&mut self, entity: usize) {
        if let Some(count) = self.counts.get_mut(entity) {
            if *count == (0, 0) {
                self.touched.push(entity);
            }
            count.1 += 1;
        }
    }

    /// Give out what was counted for `one`, and begin anew.
    fn take(&mut self, one: usize, mut give: impl FnMut(Together)) {
        for other in self.touched.drain(..) {
            let Some(count) = self.counts.get_mut(other) else {
                continue;
            };
            let (sentences, paragraphs) = std::mem::take(count);
            give(Together {
                one,
                other,
                sentences,
                paragraphs,
            });
        }
    }
}

#[cfg(test)]
mod tests;
