//! Adding mentions that the engine missed.

use super::super::super::mention::{EntityKind, Mention, MentionType, Reason};
use super::super::{CorrectionScope, EntityRef, whole_words};
use super::{Corrector, NO_ENTITY};
use std::ops::Range;

impl Corrector<'_> {
    /// Marks every occurrence of `form` as whole words as a mention of `target`.
    pub(super) fn add(&mut self, form: &str, target: &EntityRef, scope: CorrectionScope) {
        self.drop_removed();
        self.rebuild_mention_lists();
        let existing = self.resolve(target, scope).first().copied();
        let mut added: Vec<Range<usize>> = Vec::new();
        let mut replaced: Vec<usize> = Vec::new();
        for range in whole_words::find_whole_words(self.text, form) {
            if let Some(indices) = self.mentions_to_replace(&range, existing) {
                replaced.extend(indices);
                added.push(range);
            }
        }
        let to = match existing {
            None if !added.is_empty() => self.create_entity(target),
            found => found,
        };
        // There is no such country; nothing has been removed yet.
        let Some(to) = to else {
            return;
        };
        let mention_type = (target.kind() == EntityKind::Country).then_some(MentionType::Name);
        for &n in &replaced {
            if let Some(mention) = self.mentions.get_mut(n) {
                mention.entity = NO_ENTITY;
            }
        }
        self.mentions.extend(added.into_iter().map(|range| Mention {
            range,
            entity: to,
            mention_type,
            confidence: 100,
            reason: Reason::Correction,
        }));
        self.drop_removed();
        self.mentions.sort_by_key(|mention| mention.range.start);
        self.rebuild_mention_lists();
    }

    /// The mentions that a new mention of the entity `target` at `range` would replace: shorter ones, and one of another
    /// entity with the same range. `None` if there is another mention in the way.
    fn mentions_to_replace(
        &self,
        range: &Range<usize>,
        target: Option<usize>,
    ) -> Option<Range<usize>> {
        let first = self
            .mentions
            .partition_point(|m| m.range.end <= range.start);
        let last = self.mentions.partition_point(|m| m.range.start < range.end);
        let is_replaced = |mention: &Mention| {
            mention.range.len() < range.len()
                || mention.range == *range && Some(mention.entity) != target
        };
        let overlapping = self.mentions.get(first..last)?;
        overlapping.iter().all(is_replaced).then_some(first..last)
    }

    /// Rebuilds the list of mentions of every entity.
    fn rebuild_mention_lists(&mut self) {
        for entity in &mut self.entities {
            entity.mentions.clear();
        }
        for (n, mention) in self.mentions.iter().enumerate() {
            if let Some(entity) = self.entities.get_mut(mention.entity) {
                entity.mentions.push(n);
            }
        }
    }
}
