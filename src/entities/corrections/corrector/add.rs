//! Adding mentions that the engine missed.

use super::super::super::id_vec::IdVec;
use super::super::super::index::{EntityId, MentionId};
use super::super::super::mention::{EntityKind, Mention, MentionType, Reason};
use super::super::super::people::Evidence;
use super::super::{CorrectionScope, EntityRef, whole_words};
use super::{Corrector, Marked};
use std::ops::Range;

impl Corrector<'_> {
    /// Marks every occurrence of `form` as whole words as a mention of `target`.
    pub(super) fn add(&mut self, form: &str, target: &EntityRef, scope: CorrectionScope) {
        self.renumber_mentions(Vec::new());
        let existing = self.resolve(target, scope).first().copied();
        let mut added: Vec<Range<usize>> = Vec::new();
        let mut replaced: Vec<MentionId> = Vec::new();
        for range in whole_words::find_whole_words(self.text, form) {
            if let Some(mentions) = self.mentions_to_replace(&range, existing) {
                replaced.extend(mentions);
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
        for id in replaced {
            self.mentions[id].is_removed = true;
        }
        let mention_type = (target.kind() == EntityKind::Country).then_some(MentionType::Name);
        let added = added.into_iter().map(|range| Mention {
            range,
            entity: to,
            mention_type,
            confidence: 100,
            reason: Reason::Correction,
            evidence: Evidence::default(),
        });
        self.renumber_mentions(added.collect());
    }

    /// The mentions that a new mention of the entity `target` at `range` would replace: shorter ones, and one of another
    /// entity with the same range. `None` if there is another mention in the way.
    fn mentions_to_replace(
        &self,
        range: &Range<usize>,
        target: Option<EntityId>,
    ) -> Option<Vec<MentionId>> {
        let overlapping = self.mentions.ids_around(
            |marked| marked.mention.range.end <= range.start,
            |marked| marked.mention.range.start < range.end,
        );
        let is_replaced = |id| {
            let mention = &self.mentions[id].mention;
            mention.range.len() < range.len()
                || mention.range == *range && Some(mention.entity) != target
        };
        overlapping
            .map(|id| is_replaced(id).then_some(id))
            .collect()
    }

    /// Drops removed mentions from the list, adds `added`, and rebuilds the list of mentions of every entity.
    fn renumber_mentions(&mut self, added: Vec<Mention>) {
        let all = std::mem::take(&mut self.mentions).into_iter();
        let mut kept: Vec<Marked> = all.filter(|marked| !marked.is_removed).collect();
        kept.extend(added.into_iter().map(Marked::new));
        kept.sort_by_key(|marked| marked.mention.range.start);
        self.mentions = IdVec::from(kept);
        for entity in self.entities.iter_mut() {
            entity.mentions.clear();
        }
        for (id, marked) in self.mentions.entries() {
            self.entities[marked.mention.entity].mentions.push(id);
        }
    }
}
