//! Low-confidence people and countries: adding them to a result, and filtering a result by confidence.
//!
//! Adding them never changes what is listed by default: a result filtered at
//! [`LISTED_CONFIDENCE`](super::LISTED_CONFIDENCE) equals the one without low-confidence entities.

use super::id_vec::IdVec;
use super::index::{self, CountryHit, Entities, EntityId, FoundPerson};
use super::mention::{Entity, EntityKind, Mention};
use std::collections::HashMap;

impl Entities {
    /// This result, plus the low-confidence `people` and `countries` that overlap none of its mentions.
    pub(super) fn with_low_confidence(
        self,
        text: &str,
        people: Vec<FoundPerson>,
        countries: Vec<CountryHit>,
    ) -> Self {
        if people.is_empty() && countries.is_empty() {
            return self;
        }
        let added = index::build_entities(text, people, countries);
        let mut mentions = self.mentions().to_vec();
        let mut entities = self.copied_entities();
        // A country that is already listed gets the new mentions.
        let by_code: HashMap<_, EntityId> = entities
            .entries()
            .filter_map(|(id, entity)| Some((entity.code?, id)))
            .collect();
        let new_ids: IdVec<EntityId, EntityId> = added
            .entities()
            .iter()
            .map(|entity| {
                let known = entity.code.and_then(|code| by_code.get(&code).copied());
                known.unwrap_or_else(|| entities.push(entity.clone()))
            })
            .collect();
        let is_free = |mention: &&Mention| self.mentions_in(mention.range.clone()).len() == 0;
        let free = added.mentions().iter().filter(is_free);
        mentions.extend(free.map(|mention| Mention {
            entity: new_ids[mention.entity],
            ..mention.clone()
        }));
        mentions.sort_by_key(|mention| mention.range.start);
        index::assemble(mentions, entities, self.sentences())
    }

    /// The part of this result with a confidence of at least `min`, from 0 to 100.
    ///
    /// A person is kept, with all mentions, if one of them reaches `min`; for a country, each mention is kept or dropped by
    /// itself.
    #[must_use]
    pub fn with_min_confidence(&self, min: u8) -> Self {
        let reaches = |entity: &Entity| {
            let mut mentions = entity.mentions.iter();
            mentions.any(|&id| self.mention(id).confidence >= min)
        };
        let is_kept_entity: IdVec<EntityId, bool> = self.entities().iter().map(reaches).collect();
        let is_kept = |mention: &&Mention| {
            let is_person = self.entity(mention.entity).kind == EntityKind::Person;
            is_kept_entity[mention.entity] && (is_person || mention.confidence >= min)
        };
        let all = self.mentions();
        if all.iter().all(|mention| is_kept(&mention)) {
            return self.clone();
        }
        let mentions = all.iter().filter(is_kept).cloned().collect();
        index::assemble(mentions, self.copied_entities(), self.sentences())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LISTED_CONFIDENCE, read, read_with_low_confidence};
    use crate::document::{BlockKind, Builder, Document};
    use proptest::prelude::*;

    fn document(text: &str) -> Document {
        let mut builder = Builder::new("test");
        for part in text.split('\n') {
            builder.push(part);
            builder.end(BlockKind::Paragraph);
        }
        builder.finish()
    }

    /// Protects: at the default threshold, a result with low-confidence entities is the same as one without.
    #[test]
    fn at_the_default_threshold_nothing_is_added() {
        let text = "Zorblax Kettering of Quimby met Mr. Palmer. Georgia Marsh flew to Jordan and Chad, and Chad said so.\n\
                    The Grand Tarn was full; Blenn Harrow and Peter Ames, a fisherman, saw Turkey and the turkey.\n\
                    The Grand Tarn was full. Ossian, Marl Deep and Copper Wren came from Georgia by way of Jordan.\n\
                    They asked Oslo and Marden and Quill Tarby, and the Peverel closed in Velmora again.";
        let document = document(text);
        let all = read_with_low_confidence(&document);
        assert_eq!(all.with_min_confidence(LISTED_CONFIDENCE), read(&document));
        assert!(all.mentions().len() > read(&document).mentions().len());
    }

    proptest! {
        /// Protects: a higher threshold never adds mentions, and the index stays consistent at any threshold.
        #[test]
        fn a_higher_threshold_only_removes_mentions(text in "([A-Z][a-z]{2,7}[ ,.]{1,2}|said |of |in |Georgia |Jordan |Chad ){0,40}") {
            let document = document(&text);
            let all = read_with_low_confidence(&document);
            prop_assert_eq!(all.with_min_confidence(LISTED_CONFIDENCE), read(&document));
            let mut before = all.mentions().len();
            for min in [0, 30, 50, 60, 70, 90, 100] {
                let kept = all.with_min_confidence(min);
                prop_assert!(kept.mentions().len() <= before);
                before = kept.mentions().len();
                for id in kept.mention_ids() {
                    prop_assert!(kept.entity(kept.mention(id).entity).mentions.contains(&id));
                }
                prop_assert!(kept.mentions().windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            }
        }
    }
}
