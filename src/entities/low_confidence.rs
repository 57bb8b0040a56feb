//! Low-confidence people and countries: adding them to a result, and filtering a result by confidence.
//!
//! Adding them never changes what is listed by default: a result filtered at
//! [`LISTED_CONFIDENCE`](super::LISTED_CONFIDENCE) equals the one without low-confidence entities.

use super::index::{self, CountryHit, Entities, FoundPerson};
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
        let (mut mentions, mut entities) = (self.mentions().to_vec(), self.entities().to_vec());
        let entity_of_code: HashMap<_, usize> = entities
            .iter()
            .enumerate()
            .filter_map(|(at, entity)| Some((entity.code?, at)))
            .collect();
        // A country that is already listed gets the new mentions.
        let new_index: Vec<usize> = added
            .entities()
            .iter()
            .map(
                |entity| match entity.code.and_then(|code| entity_of_code.get(&code)) {
                    Some(&at) => at,
                    None => {
                        entities.push(entity.clone());
                        entities.len() - 1
                    }
                },
            )
            .collect();
        let is_free = |mention: &&Mention| self.mentions_in(mention.range.clone()).is_empty();
        mentions.extend(
            added
                .mentions()
                .iter()
                .filter(is_free)
                .filter_map(|mention| {
                    let entity = *new_index.get(mention.entity)?;
                    Some(Mention {
                        entity,
                        ..mention.clone()
                    })
                }),
        );
        mentions.sort_by_key(|mention| mention.range.start);
        reassemble(mentions, entities, &self)
    }

    /// The part of this result with a confidence of at least `min`, from 0 to 100.
    ///
    /// A person is kept, with all mentions, if one of them reaches `min`; for a country, each mention is kept or dropped by
    /// itself.
    #[must_use]
    pub fn with_min_confidence(&self, min: u8) -> Self {
        let all = self.mentions();
        let confidence_of = |entity: &Entity| {
            let own = entity.mentions.iter().filter_map(|&n| all.get(n));
            own.map(|mention| mention.confidence).max().unwrap_or(0)
        };
        let is_kept: Vec<bool> = self
            .entities()
            .iter()
            .map(|entity| confidence_of(entity) >= min)
            .collect();
        let is_kept_mention = |mention: &&Mention| {
            let is_country = self
                .entities()
                .get(mention.entity)
                .is_none_or(|entity| entity.kind == EntityKind::Country);
            is_kept.get(mention.entity).copied().unwrap_or(false)
                && (!is_country || mention.confidence >= min)
        };
        if all.iter().all(|mention| is_kept_mention(&mention)) {
            return self.clone();
        }
        let mentions = all.iter().filter(is_kept_mention).cloned().collect();
        reassemble(mentions, self.entities().to_vec(), self)
    }
}

/// Rebuilds the index of `mentions`, with the sentences of `original`.
fn reassemble(mentions: Vec<Mention>, mut entities: Vec<Entity>, original: &Entities) -> Entities {
    for entity in &mut entities {
        entity.mentions.clear();
    }
    index::assemble(mentions, entities, original.sentences())
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
                    The Grand Tarn was full. Ossian, Marl Deep and Copper Wren came from Georgia by way of Jordan.";
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
                for (index, mention) in kept.mentions().iter().enumerate() {
                    prop_assert!(kept.entities()[mention.entity].mentions.contains(&index));
                }
                prop_assert!(kept.mentions().windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            }
        }
    }
}
