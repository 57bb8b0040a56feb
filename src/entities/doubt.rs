//! Doubt: what may be a person or a country, and what the reader's threshold makes of it.
//!
//! Owns how the doubtful is put where nothing sure stands, and how it is taken away again. Promises that what is sure stays as
//! it is: with the threshold at [`SURE`](super::SURE) the answer is that of the engine without any doubt.

use super::index::{self, CountryHit, Entities, Person};
use super::mention::{Entity, Kind, Mention};
use std::collections::HashMap;

impl Entities {
    /// These, and the doubtful `people` and `countries` where none of these stands.
    pub(super) fn with_doubtful(
        self,
        text: &str,
        people: Vec<Person>,
        countries: Vec<CountryHit>,
    ) -> Self {
        if people.is_empty() && countries.is_empty() {
            return self;
        }
        let doubtful = index::build(text, people, countries);
        let (mut mentions, mut entities) = (self.mentions().to_vec(), self.entities().to_vec());
        let known: HashMap<_, usize> = entities
            .iter()
            .enumerate()
            .filter_map(|(at, entity)| Some((entity.code?, at)))
            .collect();
        // A country that is sure elsewhere is one and the same.
        let place: Vec<usize> = doubtful
            .entities()
            .iter()
            .map(
                |entity| match entity.code.and_then(|code| known.get(&code)) {
                    Some(&at) => at,
                    None => {
                        entities.push(entity.clone());
                        entities.len() - 1
                    }
                },
            )
            .collect();
        let free = |mention: &&Mention| self.within(mention.range.clone()).is_empty();
        mentions.extend(
            doubtful
                .mentions()
                .iter()
                .filter(free)
                .filter_map(|mention| {
                    let entity = *place.get(mention.entity)?;
                    Some(Mention {
                        entity,
                        ..mention.clone()
                    })
                }),
        );
        mentions.sort_by_key(|mention| mention.range.start);
        numbered(mentions, entities, &self)
    }

    /// Those who are at least so sure, from 0 to 100: a person by the surest mention, a country mention by mention.
    #[must_use]
    pub fn at_least(&self, least: u8) -> Self {
        let all = self.mentions();
        let surest = |entity: &Entity| {
            let own = entity.mentions.iter().filter_map(|&n| all.get(n));
            own.map(|mention| mention.confidence).max().unwrap_or(0)
        };
        let listed: Vec<bool> = self
            .entities()
            .iter()
            .map(|entity| surest(entity) >= least)
            .collect();
        let kept = |mention: &&Mention| {
            let by_itself = self
                .entities()
                .get(mention.entity)
                .is_none_or(|entity| entity.kind == Kind::Country);
            listed.get(mention.entity).copied().unwrap_or(false)
                && (!by_itself || mention.confidence >= least)
        };
        if all.iter().all(|mention| kept(&mention)) {
            return self.clone();
        }
        let mentions = all.iter().filter(kept).cloned().collect();
        numbered(mentions, self.entities().to_vec(), self)
    }
}

fn numbered(mentions: Vec<Mention>, mut entities: Vec<Entity>, like: &Entities) -> Entities {
    for entity in &mut entities {
        entity.mentions.clear();
    }
    index::number(mentions, entities, like.sentences())
}

#[cfg(test)]
mod tests {
    use super::super::{SURE, read, read_doubtful};
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

    /// Protects: what the reader sees at first is what every other way out says.
    #[test]
    fn at_the_usual_threshold_nothing_is_new() {
        let text = "Zorblax Kettering of Quimby met Mr. Palmer. Georgia Marsh flew to Jordan and Chad, and Chad said so.\n\
                    The Grand Tarn was full; Blenn Harrow and Peter Ames, a fisherman, saw Turkey and the turkey.";
        let document = document(text);
        let all = read_doubtful(&document);
        assert_eq!(all.at_least(SURE), read(&document));
        assert!(all.mentions().len() >= read(&document).mentions().len());
    }

    proptest! {
        /// Protects: a higher threshold never marks more, and the index stays whole at any.
        #[test]
        fn the_threshold_only_ever_takes_away(text in "([A-Z][a-z]{2,7}[ ,.]{1,2}|said |of |in |Georgia |Jordan |Chad ){0,40}") {
            let document = document(&text);
            let all = read_doubtful(&document);
            prop_assert_eq!(all.at_least(SURE), read(&document));
            let mut before = all.mentions().len();
            for least in [0, 30, 50, 60, 70, 90, 100] {
                let kept = all.at_least(least);
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
