//! The result of the engine, [`Entities`], with look-ups by entity and by offset.
//!
//! Its invariants: mentions are sorted, disjoint, within the text and on character boundaries; every mention belongs to an
//! entity that lists it; every entity has a mention; entities are in order of first appearance.

use super::LISTED_CONFIDENCE;
use super::countries::MIN_MENTION_WEIGHT;
use super::id_vec::{Id, IdVec, id_type};
use super::mention::{CountryCode, Entity, EntityKind, Mention, MentionType, Reason};
use super::people::Evidence;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

id_type! {
    /// Which entity of an [`Entities`]: its place in the order of first appearance.
    pub EntityId
}

id_type! {
    /// Which mention of an [`Entities`]: its place in reading order.
    pub MentionId
}

impl EntityId {
    /// Its place in the order of first appearance, from 0.
    pub fn place(self) -> usize {
        self.index()
    }
}

impl MentionId {
    /// Its place in reading order, from 0.
    pub fn place(self) -> usize {
        self.index()
    }
}

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
/// let mention = found.mention(found.mention_at(8).unwrap());
/// assert_eq!(found.entity(mention.entity).name, "Angela Merkel");
/// assert_eq!(found.mention_at(14), None);
/// // All mentions that touch a range, and the sentence around an offset.
/// assert_eq!(found.mentions_in(0..document.text().len()).len(), 2);
/// assert_eq!(found.sentence_at(8), Some(0..19));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "a shorter name for the field would be less clear"
)]
pub struct Entities {
    mentions: IdVec<MentionId, Mention>,
    entities: IdVec<EntityId, Entity>,
    sentences: SentenceRanges,
}

id_type! {
    /// Which sentence of a text.
    pub(super) SentenceId
}

/// The sentences of a text as byte ranges, ascending and disjoint.
pub(super) type SentenceRanges = Arc<IdVec<SentenceId, Range<u32>>>;

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
    /// The mentions, in any order.
    pub hits: Vec<PersonHit>,
}

/// A mention of a person, before indexing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonHit {
    /// The byte range in the text.
    pub range: Range<usize>,
    /// How confident the engine is in it, from 0 to 100.
    pub confidence: u8,
    /// Why it was marked.
    pub reason: Reason,
    /// The rules that spoke for and against it.
    pub evidence: Evidence,
}

#[cfg(test)]
impl PersonHit {
    /// One that the tagger found, with a confidence of 90.
    pub(crate) fn tagged(range: Range<usize>) -> Self {
        Self {
            range,
            confidence: 90,
            reason: Reason::Tagger,
            evidence: Evidence::default(),
        }
    }
}

impl Entities {
    /// The same with the names of people in small letters, as a text without capitals writes them.
    pub(super) fn with_names_in_small_letters(mut self) -> Self {
        for entity in self.entities.iter_mut() {
            if entity.kind == EntityKind::Person {
                entity.name = entity.name.to_lowercase();
            }
        }
        self
    }

    /// Every mention in reading order.
    pub fn mentions(&self) -> &[Mention] {
        self.mentions.as_slice()
    }

    /// Every entity in order of first appearance.
    pub fn entities(&self) -> &[Entity] {
        self.entities.as_slice()
    }

    /// The mention called `id`, which must be one of this result.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id]
    }

    /// The entity called `id`, which must be one of this result.
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
        self.entities.ids()
    }

    /// The ids of all mentions, in reading order.
    pub fn mention_ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = MentionId> + ExactSizeIterator + use<> {
        self.mentions.ids()
    }

    /// A copy of the entities, to be changed and [assembled](assemble) anew.
    pub(super) fn copied_entities(&self) -> IdVec<EntityId, Entity> {
        self.entities.clone()
    }

    /// The sentences of the text.
    pub(super) fn sentences(&self) -> SentenceRanges {
        Arc::clone(&self.sentences)
    }

    /// The mention that covers the byte `offset`, if there is one.
    pub fn mention_at(&self, offset: usize) -> Option<MentionId> {
        self.mentions_in(offset..offset + 1).next()
    }

    /// The mentions that overlap the byte `range`, in reading order.
    pub fn mentions_in(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = MentionId> + ExactSizeIterator + Clone + use<> {
        self.mentions.ids_around(
            |mention| mention.range.end <= range.start,
            |mention| mention.range.start < range.end,
        )
    }

    /// The byte range of the sentence around the byte `offset`; `None` between sentences, and where none are known.
    pub fn sentence_at(&self, offset: usize) -> Option<Range<usize>> {
        let Range { start, end } = self.sentences[self.sentence_id_at(offset)?];
        Some(start as usize..end as usize)
    }

    /// The sentence around the byte `offset`.
    pub(super) fn sentence_id_at(&self, offset: usize) -> Option<SentenceId> {
        let ends_before = |sentence: &Range<u32>| sentence.end as usize <= offset;
        let id = self.sentences.first_not(ends_before)?;
        (self.sentences[id].start as usize <= offset).then_some(id)
    }

    /// The same result, with the sentences of the text.
    pub(super) fn with_sentences(self, sentences: SentenceRanges) -> Self {
        Self { sentences, ..self }
    }

    /// The number of entities of `kind`.
    pub fn count(&self, kind: EntityKind) -> usize {
        let entities = self.entities.iter();
        entities.filter(|entity| entity.kind == kind).count()
    }
}

/// Builds the index. Of two overlapping mentions the one that starts first is kept, then the longer one, then a person.
pub(crate) fn build_entities(
    text: &str,
    people: Vec<FoundPerson>,
    countries: Vec<CountryHit>,
) -> Entities {
    let mut entities: IdVec<EntityId, Entity> = IdVec::default();
    let mut found: Vec<Mention> = Vec::new();
    for person in people {
        let entity = entities.push(Entity {
            kind: EntityKind::Person,
            name: person.name,
            code: None,
            roles: person.roles,
            mentions: Vec::new(),
        });
        found.extend(person.hits.into_iter().map(|hit| Mention {
            range: hit.range,
            entity,
            mention_type: None,
            confidence: hit.confidence,
            reason: hit.reason,
            evidence: hit.evidence,
        }));
    }
    let mut by_code: HashMap<CountryCode, EntityId> = HashMap::new();
    for hit in countries {
        let entity = *by_code.entry(hit.code).or_insert_with(|| {
            entities.push(Entity {
                kind: EntityKind::Country,
                name: hit.name.to_owned(),
                code: Some(hit.code),
                roles: Vec::new(),
                mentions: Vec::new(),
            })
        });
        found.push(Mention {
            range: hit.range,
            entity,
            mention_type: Some(hit.mention_type),
            confidence: confidence_from_weight(hit.weight),
            reason: Reason::Table,
            evidence: Evidence::default(),
        });
    }
    found.retain(|mention| !mention.text(text).is_empty());
    found.sort_by_key(|mention| {
        let Range { start, end } = mention.range;
        (start, Reverse(end), mention.entity)
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

/// Sorts the entities by first appearance, drops those without a mention, and sets the ids in both directions. `mentions` are
/// in reading order and disjoint.
pub(super) fn assemble(
    mentions: Vec<Mention>,
    mut entities: IdVec<EntityId, Entity>,
    sentences: SentenceRanges,
) -> Entities {
    let mut mentions: IdVec<MentionId, Mention> = IdVec::from(mentions);
    for entity in entities.iter_mut() {
        entity.mentions.clear();
    }
    for (id, mention) in mentions.entries() {
        entities[mention.entity].mentions.push(id);
    }
    let mut ordered: Vec<Entity> = entities.into_iter().collect();
    ordered.retain(|entity| !entity.mentions.is_empty());
    ordered.sort_by_key(|entity| entity.mentions.first().copied());
    let entities: IdVec<EntityId, Entity> = IdVec::from(ordered);
    for (id, entity) in entities.entries() {
        for &mention in &entity.mentions {
            mentions[mention].entity = id;
        }
    }
    Entities {
        mentions,
        entities,
        sentences,
    }
}
