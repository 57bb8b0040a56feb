//! The index: entity → mentions in reading order, offset → mention.
//!
//! Owns [`Entities`] and its invariants: mentions are sorted, disjoint, inside the text, on character boundaries; every
//! mention names an entity and is listed by it; entities stand in order of first appearance.

use super::SURE;
use super::countries::ENOUGH;
use super::mention::{Code, Entity, MentionType, Kind, Mention, Reason};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What was found in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "they are what the rest is about")]
pub struct Entities {
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: Sentences,
}

/// The text's sentences in bytes: ascending, disjoint.
pub(super) type Sentences = Arc<[Range<u32>]>;

/// A country word found in the text, before indexing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountryHit {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which country.
    pub code: Code,
    /// The country's everyday English name.
    pub name: &'static str,
    /// How it is mentioned.
    pub how: MentionType,
    /// 0 to 100.
    pub sureness: u8,
}

/// A person found in the text, before indexing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Person {
    /// The fullest form in the article, without titles.
    pub name: String,
    /// What the article calls the person, first found first.
    pub roles: Vec<String>,
    /// Where: bytes, sureness, reason; in any order.
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

    /// The text's sentences.
    pub(super) fn sentences(&self) -> Sentences {
        Arc::clone(&self.sentences)
    }

    /// The mention that covers `offset` (bytes), as an index.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let next = self
            .mentions
            .partition_point(|mention| mention.range.end <= offset);
        self.mentions
            .get(next)
            .filter(|mention| mention.range.start <= offset)
            .map(|_| next)
    }

    /// The indices of the mentions that touch `range` (bytes).
    pub fn within(&self, range: Range<usize>) -> Range<usize> {
        let first = self
            .mentions
            .partition_point(|mention| mention.range.end <= range.start);
        let last = self
            .mentions
            .partition_point(|mention| mention.range.start < range.end);
        first..last.max(first)
    }

    /// The sentence in which `offset` (bytes) stands; `None` where none is known.
    pub fn sentence_at(&self, offset: usize) -> Option<Range<usize>> {
        let sentence = self.sentences.get(self.sentence_number(offset)?)?;
        Some(sentence.start as usize..sentence.end as usize)
    }

    /// The number of that sentence, counted from the beginning of the text.
    pub(super) fn sentence_number(&self, offset: usize) -> Option<usize> {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.end as usize <= offset);
        self.sentences
            .get(next)
            .filter(|sentence| sentence.start as usize <= offset)
            .map(|_| next)
    }

    /// The same, with the sentences that were read on the way.
    pub(super) fn with_sentences(self, sentences: Sentences) -> Self {
        Self { sentences, ..self }
    }

    /// How many entities there are of `kind`.
    pub fn count(&self, kind: Kind) -> usize {
        self.entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .count()
    }
}

/// Index what was found. Where two stretches overlap the earlier wins, then the longer; people win over countries at a tie.
pub(crate) fn build(text: &str, people: Vec<Person>, countries: Vec<CountryHit>) -> Entities {
    let mut entities: Vec<Entity> = Vec::new();
    let mut found: Vec<Mention> = Vec::new();
    for person in people {
        let entity = entities.len();
        found.extend(
            person
                .hits
                .into_iter()
                .map(|(range, sureness, reason)| Mention {
                    range,
                    entity,
                    mention_type: None,
                    confidence: sureness,
                    reason,
                }),
        );
        let (kind, code, mentions) = (Kind::Person, None, Vec::new());
        entities.push(Entity {
            kind,
            name: person.name,
            code,
            roles: person.roles,
            mentions,
        });
    }
    let mut by_code: HashMap<Code, usize> = HashMap::new();
    for hit in countries {
        let entity = *by_code.entry(hit.code).or_insert_with(|| {
            let (kind, name, code) = (Kind::Country, hit.name.to_owned(), Some(hit.code));
            entities.push(Entity {
                kind,
                name,
                code,
                roles: Vec::new(),
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        let (how, sureness, reason) = (Some(hit.how), on_scale(hit.sureness), Reason::Table);
        found.push(Mention {
            range: hit.range,
            entity,
            mention_type: how,
            confidence: sureness,
            reason,
        });
    }
    found.retain(|mention| {
        text.get(mention.range.clone())
            .is_some_and(|words| !words.is_empty())
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
        let free = mention.range.start >= end;
        if free {
            end = mention.range.end;
        }
        free
    });
    number(found, entities, Sentences::default())
}

/// The weight of evidence for a country on the scale of sureness: what is enough of the one is sure on the other.
fn on_scale(weight: u8) -> u8 {
    let (weight, enough, sure) = (
        u32::from(weight.min(100)),
        u32::from(ENOUGH),
        u32::from(SURE),
    );
    let scaled = if weight < enough {
        weight * sure / enough
    } else {
        sure + (weight - enough) * (100 - sure) / (100 - enough)
    };
    scaled as u8
}

/// Put the entities in order of first appearance, drop those without a mention, and write the cross-references.
pub(super) fn number(
    mut mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: Sentences,
) -> Entities {
    let mut place: Vec<Option<usize>> = vec![None; entities.len()];
    let mut spare: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let mut ordered: Vec<Entity> = Vec::new();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let old = mention.entity;
        let new = match place.get(old).copied().flatten() {
            Some(new) => new,
            None => {
                if let Some(entity) = spare.get_mut(old).and_then(Option::take) {
                    ordered.push(entity);
                }
                let new = ordered.len().saturating_sub(1);
                if let Some(slot) = place.get_mut(old) {
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
