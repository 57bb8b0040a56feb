//! What the engine missed: new mentions, wherever the words stand.

use super::super::super::mention::{MentionType, Kind, Mention, Reason};
use super::super::{Reach, Whom, search};
use super::{Draft, NOBODY};
use std::ops::Range;

impl Draft<'_> {
    /// Mark `form` wherever it stands.
    pub(super) fn add(&mut self, form: &str, whom: &Whom, reach: Reach) {
        self.settle();
        self.list();
        let target = self.find(whom, reach).first().copied();
        let mut added: Vec<Range<usize>> = Vec::new();
        let mut losers: Vec<usize> = Vec::new();
        for place in search::places(self.text, form) {
            if let Some(lost) = self.make_room(&place, target) {
                losers.extend(lost);
                added.push(place);
            }
        }
        let to = match target {
            None if !added.is_empty() => self.make(whom),
            known => known,
        };
        // No such country: nothing has been let go of for it yet.
        let Some(to) = to else {
            return;
        };
        let how = (whom.kind() == Kind::Country).then_some(MentionType::Name);
        for &n in &losers {
            if let Some(mention) = self.mentions.get_mut(n) {
                mention.entity = NOBODY;
            }
        }
        self.mentions.extend(added.into_iter().map(|range| Mention {
            range,
            entity: to,
            mention_type: how,
            confidence: 100,
            reason: Reason::Correction,
        }));
        self.settle();
        self.mentions.sort_by_key(|mention| mention.range.start);
        self.list();
    }

    /// The mentions that must go if one of `target` is to stand at `place`: the shorter ones, and somebody else's that reads
    /// the same. `None` if one of them stays.
    fn make_room(&self, place: &Range<usize>, target: Option<usize>) -> Option<Range<usize>> {
        let first = self
            .mentions
            .partition_point(|m| m.range.end <= place.start);
        let last = self.mentions.partition_point(|m| m.range.start < place.end);
        let yields = |mention: &Mention| {
            mention.range.len() < place.len()
                || mention.range == *place && Some(mention.entity) != target
        };
        let over = self.mentions.get(first..last)?;
        over.iter().all(yields).then_some(first..last)
    }

    /// Write every entity's list anew.
    fn list(&mut self) {
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
