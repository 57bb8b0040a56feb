//! A result while corrections are applied to it, and what each correction does.
//!
//! Between two corrections the mentions are in reading order and disjoint. A removed mention stays in the list, so that the
//! cost of a correction depends on the mentions it touches and not on the length of the article.

mod add;

use super::super::id_vec::IdVec;
use super::super::index::{self, Entities, EntityId, MentionId, SentenceRanges};
use super::super::mention::{Entity, EntityKind, Mention, MentionType, Reason};
use super::{Correction, CorrectionScope, EntityRef, clean_name, country_name};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Applies corrections to a copy of a result.
pub(super) struct Corrector<'a> {
    text: &'a str,
    mentions: IdVec<MentionId, Marked>,
    entities: IdVec<EntityId, Entity>,
    sentences: SentenceRanges,
}

/// A mention, which may have been removed.
struct Marked {
    mention: Mention,
    is_removed: bool,
}

impl Marked {
    fn new(mention: Mention) -> Self {
        Self {
            mention,
            is_removed: false,
        }
    }
}

impl<'a> Corrector<'a> {
    /// Starts with the engine's result `found` for `text`.
    pub(super) fn new(text: &'a str, found: &Entities) -> Self {
        Self {
            text,
            mentions: found.mentions().iter().cloned().map(Marked::new).collect(),
            entities: found.copied_entities(),
            sentences: found.sentences(),
        }
    }

    /// Applies one correction.
    pub(super) fn apply(&mut self, correction: &Correction, scope: CorrectionScope) {
        match correction {
            Correction::Remove { entity, form } => {
                for from in self.resolve(entity, scope) {
                    self.remove(from, form.as_deref());
                }
            }
            Correction::Ignore { kind, form } => self.ignore_form(*kind, form),
            Correction::Merge { from, into } => {
                let (sources, target) = (self.resolve(from, scope), self.resolve(into, scope));
                if let Some(&into) = target.first().filter(|_| from.kind() == into.kind()) {
                    for from in sources.into_iter().chain(target.into_iter().skip(1)) {
                        self.merge(from, into);
                    }
                }
            }
            Correction::Split { from, form } => {
                for from in self.resolve(from, scope) {
                    self.split(from, form);
                }
            }
            Correction::Rename { entity, name } => {
                for entity in self.resolve(entity, scope) {
                    self.rename(entity, name);
                }
            }
            Correction::Reassign { from, form, to } => {
                self.reassign(from, form.as_deref(), to, scope);
            }
            Correction::Add { form, entity } => self.add(form, entity, scope),
        }
    }

    /// The corrected result, with all invariants of [`Entities`] restored.
    pub(super) fn finish(self) -> Entities {
        let kept = self
            .mentions
            .into_iter()
            .filter(|marked| !marked.is_removed);
        let mentions = kept.map(|marked| marked.mention).collect();
        index::assemble(mentions, self.entities, self.sentences)
    }

    /// The mentions that have not been removed.
    fn kept(&self) -> impl Iterator<Item = (MentionId, &Mention)> {
        let kept = self
            .mentions
            .entries()
            .filter(|(_, marked)| !marked.is_removed);
        kept.map(|(id, marked)| (id, &marked.mention))
    }

    /// The entities that `target` refers to, of those that still have a mention.
    ///
    /// A person may have another name when only a part of the article has been read, or in a later version of the engine.
    /// In the article of the correction it is then the person whose mentions have that name most often; in other articles
    /// such a guess would hit somebody else.
    fn resolve(&self, target: &EntityRef, scope: CorrectionScope) -> Vec<EntityId> {
        let clean = clean_name(target.name());
        let exact: Vec<EntityId> = self
            .entities
            .entries()
            .filter(|(_, entity)| match target {
                EntityRef::Person(name) => {
                    let names = [Some(name), clean.as_ref()];
                    entity.kind == EntityKind::Person && names.contains(&Some(&entity.name))
                }
                EntityRef::Country(code) => entity.code == Some(*code),
            })
            .filter(|(_, entity)| !entity.mentions.is_empty())
            .map(|(id, _)| id)
            .collect();
        match target {
            EntityRef::Person(name) if exact.is_empty() && scope == CorrectionScope::Article => {
                self.most_frequent_person(name).into_iter().collect()
            }
            _ => exact,
        }
    }

    /// The person with the most mentions whose text is `form`.
    fn most_frequent_person(&self, form: &str) -> Option<EntityId> {
        let mut counts: HashMap<EntityId, usize> = HashMap::new();
        for (_, mention) in self.kept() {
            if self.has_form(mention, form) && self.kind_of(mention.entity) == EntityKind::Person {
                *counts.entry(mention.entity).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|&(entity, count)| (count, Reverse(entity)))
            .map(|(entity, _)| entity)
    }

    /// Adds a new entity; `None` if there is no such country or the name is empty.
    fn create_entity(&mut self, target: &EntityRef) -> Option<EntityId> {
        let (name, code) = match target {
            EntityRef::Person(name) => (clean_name(name)?, None),
            EntityRef::Country(code) => (country_name(*code)?.to_owned(), Some(*code)),
        };
        Some(self.entities.push(Entity {
            kind: target.kind(),
            name,
            code,
            roles: Vec::new(),
            mentions: Vec::new(),
        }))
    }

    fn kind_of(&self, entity: EntityId) -> EntityKind {
        self.entities[entity].kind
    }

    fn has_form(&self, mention: &Mention, form: &str) -> bool {
        mention.range.len() == form.len() && mention.text(self.text) == form
    }

    /// Detaches the mentions of an entity, or only those whose text is `form`.
    fn detach_mentions(&mut self, entity: EntityId, form: Option<&str>) -> Vec<MentionId> {
        let all = std::mem::take(&mut self.entities[entity].mentions);
        let is_detached = |id: &MentionId| {
            form.is_none_or(|form| self.has_form(&self.mentions[*id].mention, form))
        };
        let (detached, kept) = all.into_iter().partition(is_detached);
        self.entities[entity].mentions = kept;
        detached
    }

    /// Attaches detached mentions to the entity `to`.
    fn attach_mentions(&mut self, detached: &[MentionId], to: EntityId) {
        let entity = &mut self.entities[to];
        for &id in detached {
            let mention = &mut self.mentions[id].mention;
            mention.entity = to;
            mention.mention_type = match entity.kind {
                EntityKind::Country => mention.mention_type.or(Some(MentionType::Name)),
                EntityKind::Person => None,
            };
            (mention.confidence, mention.reason) = (100, Reason::Correction);
        }
        entity.mentions.extend(detached);
        entity.mentions.sort_unstable();
    }

    /// Returns detached mentions to the entity they came from.
    fn restore_mentions(&mut self, detached: &[MentionId], from: EntityId) {
        let mentions = &mut self.entities[from].mentions;
        mentions.extend(detached);
        mentions.sort_unstable();
    }

    /// Removes the mentions of an entity, or only those whose text is `form`.
    fn remove(&mut self, entity: EntityId, form: Option<&str>) {
        for id in self.detach_mentions(entity, form) {
            self.mentions[id].is_removed = true;
        }
        self.rename_to_longest_form(entity, form);
    }

    /// Removes every mention of `kind` whose text is `form`.
    fn ignore_form(&mut self, kind: EntityKind, form: &str) {
        let owners = self.kept().map(|(_, mention)| mention);
        let mut owners: Vec<EntityId> = owners
            .filter(|mention| self.has_form(mention, form) && self.kind_of(mention.entity) == kind)
            .map(|mention| mention.entity)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        for owner in owners {
            self.remove(owner, Some(form));
        }
    }

    /// Moves all mentions and roles of `from` to `into`.
    fn merge(&mut self, from: EntityId, into: EntityId) {
        if from == into {
            return;
        }
        let detached = self.detach_mentions(from, None);
        let roles = std::mem::take(&mut self.entities[from].roles);
        self.attach_mentions(&detached, into);
        let known = &mut self.entities[into].roles;
        for role in roles {
            if !known.contains(&role) {
                known.push(role);
            }
        }
    }

    /// Moves the mentions with the text `form` to a new person. Does nothing if all or no mentions have it.
    fn split(&mut self, from: EntityId, form: &str) {
        // A country cannot be split.
        if self.kind_of(from) == EntityKind::Country {
            return;
        }
        let detached = self.detach_mentions(from, Some(form));
        if detached.is_empty() || self.entities[from].mentions.is_empty() {
            self.restore_mentions(&detached, from);
            return;
        }
        let person = EntityRef::Person(self.unique_name(form, from));
        self.rename_to_longest_form(from, Some(form));
        if let Some(to) = self.create_entity(&person) {
            self.attach_mentions(&detached, to);
        }
    }

    /// Moves the mentions of `from`, or only those whose text is `form`, to `to`.
    fn reassign(
        &mut self,
        from: &EntityRef,
        form: Option<&str>,
        to: &EntityRef,
        scope: CorrectionScope,
    ) {
        let sources = self.resolve(from, scope);
        let mut target = self.resolve(to, scope).first().copied();
        if from == to || target.is_some_and(|target| sources.contains(&target)) {
            return;
        }
        for from in sources {
            let detached = self.detach_mentions(from, form);
            if target.is_none() && !detached.is_empty() {
                target = self.create_entity(to);
            }
            match target {
                Some(to) => self.attach_mentions(&detached, to),
                // There is no such country: nothing changes.
                None => self.restore_mentions(&detached, from),
            }
            self.rename_to_longest_form(from, form);
        }
    }

    /// The person called `name`, other than `own`.
    fn namesake(&self, name: &str, own: EntityId) -> Option<EntityId> {
        let mut entities = self.entities.entries();
        let namesake = entities.find(|(id, entity)| {
            *id != own
                && entity.kind == EntityKind::Person
                && entity.name == name
                && !entity.mentions.is_empty()
        });
        namesake.map(|(id, _)| id)
    }

    /// `name`, with a number appended if another person than `own` has it already: corrections refer to people by name.
    fn unique_name(&self, name: &str, own: EntityId) -> String {
        let name = clean_name(name).unwrap_or_default();
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        // There are more numbers than people, so one is free.
        let free = names.find(|name| self.namesake(name, own).is_none());
        free.unwrap_or(name)
    }

    /// Renames an entity. If another person already has the name, the two are merged.
    fn rename(&mut self, renamed: EntityId, name: &str) {
        let Some(name) = clean_name(name) else {
            return;
        };
        let is_person = self.kind_of(renamed) == EntityKind::Person;
        if let Some(namesake) = self.namesake(&name, renamed).filter(|_| is_person) {
            self.merge(renamed, namesake);
            return;
        }
        let entity = &mut self.entities[renamed];
        if entity.name != name {
            entity.name = name;
            for &id in &entity.mentions {
                let mention = &mut self.mentions[id].mention;
                (mention.confidence, mention.reason) = (100, Reason::Correction);
            }
        }
    }

    /// Renames a person who was called `form` and has lost every such mention to the longest form that is left.
    fn rename_to_longest_form(&mut self, entity: EntityId, form: Option<&str>) {
        let person = &self.entities[entity];
        if person.kind != EntityKind::Person || form != Some(person.name.as_str()) {
            return;
        }
        let mentions = person.mentions.iter().rev();
        let forms = mentions.map(|&id| self.mentions[id].mention.text(self.text));
        if let Some(longest) = forms.max_by_key(|form| form.chars().count()) {
            self.entities[entity].name = self.unique_name(longest, entity);
        }
    }
}
