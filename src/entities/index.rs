//! The result of the engine, [`Entities`], with look-ups by entity and by offset.
//!
//! Its invariants: mentions are sorted, disjoint, within the text and on character boundaries; every mention belongs to an
//! entity that lists it; every entity has a mention; entities are in order of first appearance.

use super::LISTED_CONFIDENCE;
use super::countries::MIN_MENTION_WEIGHT;
use super::mention::{CountryCode, Entity, EntityKind, Mention, MentionType, Reason};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Which entity of an [`Entities`]: its place in the order of first appearance.
pub type EntityId = usize;

/// Which mention of an [`Entities`]: its place in reading order.
pub type MentionId = usize;

/// The people and countries found in a document, with every mention of them.
///
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::entities::read;
///
/// let mut builder = Builder::new("example");
/// builder.push("Angela Merkel left. Reporters saw her in Paris.");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
/// let found = read(&document);
///
/// // From an offset to the mention that covers it, and on to its entity.
/// assert_eq!(found.mention_at(8), Some(0));
/// assert_eq!(found.entities()[found.mentions()[0].entity].name, "Angela Merkel");
/// assert_eq!(found.mention_at(14), None);
/// // All mentions that touch a range, and the sentence around an offset.
/// assert_eq!(found.mentions_in(0..document.text().len()), 0..2);
/// assert_eq!(found.sentence_at(8), Some(0..19));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "a shorter name for the field would be less clear"
)]
pub struct Entities {
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: SentenceRanges,
}

/// The sentences of a text as byte ranges, ascending and disjoint.
pub(super) type SentenceRanges = Arc<[Range<u32>]>;

/// A mention of a country, before indexing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountryHit {
    /// The byte range in the text.
    pub range: Range<usize>,
    /// The code of the country.
    pub code: CountryCode,
    /// The country's everyday English name.
    pub name: &'static str,
    /// How it refers to the country.
    pub mention_type: MentionType,
    /// The weight of the evidence, from 0 to 100; [`MIN_MENTION_WEIGHT`] or more means that the country is meant.
    pub weight: u8,
}

/// A person with all mentions, before indexing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FoundPerson {
    /// The fullest form of the name in the article, without titles.
    pub name: String,
    /// The roles in which the article describes the person, in order of appearance.
    pub roles: Vec<String>,
    /// The byte range, confidence and reason of each mention, in any order.
    pub hits: Vec<(Range<usize>, u8, Reason)>,
}

impl Entities {
    /// Every mention in reading order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Every entity in order of first appearance.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The mention called `id`, which must be one of this result.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are only made by this type, and go with the result that made them"
    )]
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id]
    }

    /// The entity called `id`, which must be one of this result.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are only made by this type, and go with the result that made them"
    )]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id]
    }

    /// The entity of this kind with this name.
    pub fn find(&self, kind: EntityKind, name: &str) -> Option<EntityId> {
        let is_it = |&id: &EntityId| self.entity(id).kind == kind && self.entity(id).name == name;
        self.entity_ids().find(is_it)
    }

    /// The ids of all entities, in order of first appearance.
    pub fn entity_ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = EntityId> + ExactSizeIterator + use<> {
        0..self.entities.len()
    }

    /// The ids of all mentions, in reading order.
    pub fn mention_ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = MentionId> + ExactSizeIterator + use<> {
        0..self.mentions.len()
    }

    /// The sentences of the text.
    pub(super) fn sentences(&self) -> SentenceRanges {
        Arc::clone(&self.sentences)
    }

    /// The index of the mention that covers the byte `offset`, if there is one.
    pub fn mention_at(&self, offset: usize) -> Option<usize> {
        let next = self
            .mentions
            .partition_point(|mention| mention.range.end <= offset);
        self.mentions
            .get(next)
            .filter(|mention| mention.range.start <= offset)
            .map(|_| next)
    }

    /// The indices of the mentions that overlap the byte `range`.
    pub fn mentions_in(&self, range: Range<usize>) -> Range<usize> {
        let first = self
            .mentions
            .partition_point(|mention| mention.range.end <= range.start);
        let last = self
            .mentions
            .partition_point(|mention| mention.range.start < range.end);
        first..last.max(first)
    }

    /// The byte range of the sentence around the byte `offset`; `None` between sentences, and where none are known.
    pub fn sentence_at(&self, offset: usize) -> Option<Range<usize>> {
        let sentence = self.sentences.get(self.sentence_index(offset)?)?;
        Some(sentence.start as usize..sentence.end as usize)
    }

    /// The index of the sentence around the byte `offset`.
    pub(super) fn sentence_index(&self, offset: usize) -> Option<usize> {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.end as usize <= offset);
        self.sentences
            .get(next)
            .filter(|sentence| sentence.start as usize <= offset)
            .map(|_| next)
    }

    /// The same result, with the sentences of the text.
    pub(super) fn with_sentences(self, sentences: SentenceRanges) -> Self {
        Self { sentences, ..self }
    }

    /// The number of entities of `kind`.
    pub fn count(&self, kind: EntityKind) -> usize {
        self.entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .count()
    }
}

/// Builds the index. Of two overlapping mentions the one that starts first is kept, then the longer one, then a person.
pub(crate) fn build_entities(
    text: &str,
    people: Vec<FoundPerson>,
    countries: Vec<CountryHit>,
) -> Entities {
    let mut entities: Vec<Entity> = Vec::new();
    let mut found: Vec<Mention> = Vec::new();
    for person in people {
        let entity = entities.len();
        found.extend(
            person
                .hits
                .into_iter()
                .map(|(range, confidence, reason)| Mention {
                    range,
                    entity,
                    mention_type: None,
                    confidence,
                    reason,
                }),
        );
        let (kind, code, mentions) = (EntityKind::Person, None, Vec::new());
        entities.push(Entity {
            kind,
            name: person.name,
            code,
            roles: person.roles,
            mentions,
        });
    }
    let mut by_code: HashMap<CountryCode, usize> = HashMap::new();
    for hit in countries {
        let entity = *by_code.entry(hit.code).or_insert_with(|| {
            let (kind, name, code) = (EntityKind::Country, hit.name.to_owned(), Some(hit.code));
            entities.push(Entity {
                kind,
                name,
                code,
                roles: Vec::new(),
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        found.push(Mention {
            range: hit.range,
            entity,
            mention_type: Some(hit.mention_type),
            confidence: confidence_from_weight(hit.weight),
            reason: Reason::Table,
        });
    }
    found.retain(|mention| {
        text.get(mention.range.clone())
            .is_some_and(|text| !text.is_empty())
    });
    found.sort_by_key(|mention| {
        (
            mention.range.start,
            usize::MAX - mention.range.end,
            mention.entity,
        )
    });
    let mut end = 0;
    found.retain(|mention| {
        let is_free = mention.range.start >= end;
        if is_free {
            end = mention.range.end;
        }
        is_free
    });
    assemble(found, entities, SentenceRanges::default())
}

/// Maps the weight of the evidence for a country to a confidence, so that [`MIN_MENTION_WEIGHT`] becomes
/// [`LISTED_CONFIDENCE`].
fn confidence_from_weight(weight: u8) -> u8 {
    let (weight, threshold, listed) = (
        u32::from(weight.min(100)),
        u32::from(MIN_MENTION_WEIGHT),
        u32::from(LISTED_CONFIDENCE),
    );
    let scaled = if weight < threshold {
        weight * listed / threshold
    } else {
        listed + (weight - threshold) * (100 - listed) / (100 - threshold)
    };
    scaled as u8
}

/// Sorts the entities by first appearance, drops those without a mention, and sets the indices in both directions.
pub(super) fn assemble(
    mut mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: SentenceRanges,
) -> Entities {
    let mut new_index: Vec<Option<usize>> = vec![None; entities.len()];
    let mut remaining: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let mut ordered: Vec<Entity> = Vec::new();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let old = mention.entity;
        let new = match new_index.get(old).copied().flatten() {
            Some(new) => new,
            None => {
                if let Some(entity) = remaining.get_mut(old).and_then(Option::take) {
                    ordered.push(entity);
                }
                let new = ordered.len().saturating_sub(1);
                if let Some(slot) = new_index.get_mut(old) {
                    *slot = Some(new);
                }
                new
            }
        };
        mention.entity = new;
        if let Some(entity) = ordered.get_mut(new) {
            entity.mentions.push(index);
        }
    }
    Entities {
        mentions,
        entities: ordered,
        sentences,
    }
}
