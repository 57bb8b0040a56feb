//! How the mentions of an entity are spread over the text.

use crate::entities::{Entities, Entity, EntityId, MentionId};
use std::sync::Arc;

/// The parts of a text in which mentions are counted for the panel: those for 6 bars and for 8 are made up of these.
pub const PANEL_PARTS: usize = 24;

/// For each entity, how many of its mentions are in each of [`PANEL_PARTS`] equal parts of the text. Each frame needs this for every
/// row of the panel, and to count again takes a twentieth of the time that a frame does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    entities: Arc<Entities>,
    bytes: usize,
    counts: Vec<[u32; PANEL_PARTS]>,
}

impl Spread {
    /// Counts the mentions of `entities` in a text of so many `bytes`, unless they have been counted.
    pub fn refresh(&mut self, entities: &Arc<Entities>, bytes: usize) {
        if Arc::ptr_eq(&self.entities, entities) && self.bytes == bytes {
            return;
        }
        let count = |entity: &Entity| {
            let counts = mention_histogram(entities, entity, bytes, PANEL_PARTS);
            let mut parts = [0; PANEL_PARTS];
            for (part, count) in parts.iter_mut().zip(counts) {
                *part = count as u32;
            }
            parts
        };
        self.counts = entities.entities().iter().map(count).collect();
        self.entities = Arc::clone(entities);
        self.bytes = bytes;
    }

    /// How many mentions of the entity `id` are in each of `N` equal parts of the text; `N` divides [`PANEL_PARTS`].
    pub fn in_parts<const N: usize>(&self, id: EntityId) -> [usize; N] {
        let counts = self.counts.get(id.place());
        let counts = counts.map_or(&[][..], <[u32; PANEL_PARTS]>::as_slice);
        let mut parts = [0; N];
        for (part, counts) in parts.iter_mut().zip(counts.chunks(PANEL_PARTS / N)) {
            *part = counts.iter().sum::<u32>() as usize;
        }
        parts
    }
}

/// How many of `entity`'s mentions are in each of `bins` equal parts of a text of `len` bytes.
pub fn mention_histogram(
    entities: &Entities,
    entity: &Entity,
    len: usize,
    bins: usize,
) -> Vec<usize> {
    let start = |id: &MentionId| entities.mention(*id).range.start;
    let mut rest = entity.mentions.as_slice();
    let count = |bin| {
        let end = len * (bin + 1) / bins + usize::from(bin + 1 == bins);
        let (before, after) = rest.split_at(rest.partition_point(|id| start(id) < end));
        rest = after;
        before.len()
    };
    (0..bins).map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    /// Protects: every mention is counted once, in its part of the text, and again only where the text or its names are others.
    #[test]
    fn every_mention_is_counted_in_its_part() {
        let mut builder = Builder::new("a test");
        builder.begin();
        builder.push(&"Angela Merkel spoke of Berlin. ".repeat(153));
        builder.end(BlockKind::Paragraph);
        let document = builder.finish();
        let entities = crate::entities::read(&document);
        let entity = entities.entity(entities.entity_ids().next().unwrap());
        assert_eq!(entity.mentions.len(), 153);
        let len = document.text().len();
        for bins in [1, 4, 8, 64] {
            let mut expected = vec![0; bins];
            for id in &entity.mentions {
                let start = entities.mention(*id).range.start;
                let bin = (0..bins).find(|bin| start < len * (bin + 1) / bins);
                expected[bin.unwrap()] += 1;
            }
            assert_eq!(mention_histogram(&entities, entity, len, bins), expected);
        }
        let entities = Arc::new(entities.clone());
        let mut spread = Spread::default();
        spread.refresh(&entities, len);
        let id = entities.entity_ids().next().unwrap();
        let expected = |bins| mention_histogram(&entities, entities.entity(id), len, bins);
        assert_eq!(spread.in_parts::<8>(id).as_slice(), expected(8));
        assert_eq!(spread.in_parts::<6>(id).as_slice(), expected(6));
        // Another text with the same names.
        spread.refresh(&entities, len * 2);
        assert_eq!(spread.in_parts::<8>(id)[4..], [0; 4]);
    }
}
