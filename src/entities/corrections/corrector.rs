//! A result while corrections are applied to it, and what each correction does.
//!
//! Between two corrections the mentions are in reading order and disjoint. A removed mention stays in the list without an
//! entity, so that the cost of a correction depends on the mentions it touches and not on the length of the article.

mod add;

use super::super::index::{self, Entities, SentenceRanges};
use super::super::mention::{Entity, EntityKind, Mention, MentionType, Reason};
use super::{Correction, CorrectionScope, EntityRef, clean_name, country_name};
use std::collections::HashMap;

/// The entity of a removed mention.
const NO_ENTITY: usize = usize::MAX;

/// Applies corrections to a copy of a result.
pub(super) struct Corrector<'a> {
    text: &'a str,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: SentenceRanges,
}

impl<'a> Corrector<'a> {
    /// Starts with the engine's result `found` for `text`.
    pub(super) fn new(text: &'a str, found: &Entities) -> Self {
        Self {
            text,
            mentions: found.mentions().to_vec(),
            entities: found.entities().to_vec(),
            sentences: found.sentences(),
        }
    }

    /// Applies one correction.
    pub(super) fn apply(&mut self, correction: &Correction, scope: CorrectionScope) {
        match correction {
            Correction::Remove { entity, form } => {
                for from in self.resolve(entity, scope) {
                    let detached = self.detach_mentions(from, form.as_deref());
                    self.attach_mentions(&detached, NO_ENTITY);
                    self.rename_to_longest_form(from, form.as_deref());
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
    pub(super) fn finish(mut self) -> Entities {
        self.drop_removed();
        for entity in &mut self.entities {
            entity.mentions.clear();
        }
        index::assemble(self.mentions, self.entities, self.sentences)
    }

    /// Drops removed mentions from the list.
    fn drop_removed(&mut self) {
        self.mentions.retain(|mention| mention.entity != NO_ENTITY);
    }

    /// The entities that `target` refers to, of those that still have a mention.
    ///
    /// A person may have another name when only a part of the article has been read, or in a later version of the engine.
    /// In the article of the correction it is then the person whose mentions have that name most often; in other articles
    /// such a guess would hit somebody else.
    fn resolve(&self, target: &EntityRef, scope: CorrectionScope) -> Vec<usize> {
        let clean = clean_name(target.name());
        let exact: Vec<usize> = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| match target {
                EntityRef::Person(name) => {
                    let names = [Some(name), clean.as_ref()];
                    entity.kind == EntityKind::Person && names.contains(&Some(&entity.name))
                }
                EntityRef::Country(code) => entity.code == Some(*code),
            })
            .filter(|(_, entity)| !entity.mentions.is_empty())
            .map(|(n, _)| n)
            .collect();
        match target {
            EntityRef::Person(name) if exact.is_empty() && scope == CorrectionScope::Article => {
                self.most_frequent_person(name).into_iter().collect()
            }
            _ => exact,
        }
    }

    /// The person with the most mentions whose text is `form`.
    fn most_frequent_person(&self, form: &str) -> Option<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let matching = self
            .mentions
            .iter()
            .filter(|mention| self.has_form(mention, form));
        for mention in
            matching.filter(|mention| self.kind_of(mention.entity) == Some(EntityKind::Person))
        {
            *counts.entry(mention.entity).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|&(entity, count)| (count, std::cmp::Reverse(entity)))
            .map(|(entity, _)| entity)
    }

    /// Adds a new entity; `None` if there is no such country or the name is empty.
    fn create_entity(&mut self, target: &EntityRef) -> Option<usize> {
        let (name, code) = match target {
            EntityRef::Person(name) => (clean_name(name)?, None),
            EntityRef::Country(code) => (country_name(*code)?.to_owned(), Some(*code)),
        };
        self.entities.push(Entity {
            kind: target.kind(),
            name,
            code,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        Some(self.entities.len() - 1)
    }

    fn kind_of(&self, entity: usize) -> Option<EntityKind> {
        self.entities.get(entity).map(|entity| entity.kind)
    }

    fn has_form(&self, mention: &Mention, form: &str) -> bool {
        mention.range.len() == form.len() && self.text.get(mention.range.clone()) == Some(form)
    }

    /// Detaches the mentions of an entity, or only those whose text is `form`, and returns their indices.
    fn detach_mentions(&mut self, entity: usize, form: Option<&str>) -> Vec<usize> {
        let Some(all) = self
            .entities
            .get_mut(entity)
            .map(|e| std::mem::take(&mut e.mentions))
        else {
            return Vec::new();
        };
        let is_detached = |n: &usize| {
            let mention = self.mentions.get(*n);
            form.is_none_or(|form| mention.is_some_and(|mention| self.has_form(mention, form)))
        };
        let (detached, kept): (Vec<usize>, Vec<usize>) = all.into_iter().partition(is_detached);
        if let Some(entity) = self.entities.get_mut(entity) {
            entity.mentions = kept;
        }
        detached
    }

    /// Attaches detached mentions to the entity `to`, or marks them as removed if it is [`NO_ENTITY`].
    fn attach_mentions(&mut self, detached: &[usize], to: usize) {
        let kind = self.kind_of(to);
        for &n in detached {
            if let Some(mention) = self.mentions.get_mut(n) {
                mention.entity = to;
                mention.mention_type = match kind {
                    Some(EntityKind::Country) => mention.mention_type.or(Some(MentionType::Name)),
                    Some(EntityKind::Person) | None => None,
                };
                (mention.confidence, mention.reason) = (100, Reason::Correction);
            }
        }
        if let Some(entity) = self.entities.get_mut(to) {
            entity.mentions.extend(detached);
            entity.mentions.sort_unstable();
        }
    }

    /// Returns detached mentions to the entity they came from.
    fn restore_mentions(&mut self, detached: &[usize]) {
        for &n in detached {
            let from = self
                .mentions
                .get(n)
                .map_or(NO_ENTITY, |mention| mention.entity);
            if let Some(entity) = self.entities.get_mut(from) {
                entity.mentions.push(n);
                entity.mentions.sort_unstable();
            }
        }
    }

    /// Removes every mention of `kind` whose text is `form`.
    fn ignore_form(&mut self, kind: EntityKind, form: &str) {
        let is_match = |n: &usize| {
            let mention = self.mentions.get(*n);
            mention.is_some_and(|m| self.has_form(m, form) && self.kind_of(m.entity) == Some(kind))
        };
        let all: Vec<usize> = (0..self.mentions.len()).filter(is_match).collect();
        let mut owners: Vec<usize> = all
            .iter()
            .filter_map(|&n| self.mentions.get(n).map(|mention| mention.entity))
            .collect();
        owners.sort_unstable();
        owners.dedup();
        for owner in owners {
            let detached = self.detach_mentions(owner, Some(form));
            self.attach_mentions(&detached, NO_ENTITY);
            self.rename_to_longest_form(owner, Some(form));
        }
    }

    /// Moves all mentions and roles of `from` to `into`.
    fn merge(&mut self, from: usize, into: usize) {
        if from == into {
            return;
        }
        let detached = self.detach_mentions(from, None);
        let roles = self
            .entities
            .get_mut(from)
            .map(|entity| std::mem::take(&mut entity.roles))
            .unwrap_or_default();
        self.attach_mentions(&detached, into);
        if let Some(into) = self.entities.get_mut(into) {
            for role in roles {
                if !into.roles.contains(&role) {
                    into.roles.push(role);
                }
            }
        }
    }

    /// Moves the mentions with the text `form` to a new person. Does nothing if all or no mentions have it.
    fn split(&mut self, from: usize, form: &str) {
        let Some((kind, all)) = self.entities.get(from).map(|e| (e.kind, e.mentions.len())) else {
            return;
        };
        // A country cannot be split.
        if kind == EntityKind::Country {
            return;
        }
        let detached = self.detach_mentions(from, Some(form));
        if detached.is_empty() || detached.len() == all {
            self.restore_mentions(&detached);
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
                None => self.restore_mentions(&detached),
            }
            self.rename_to_longest_form(from, form);
        }
    }

    /// `name`, with a number appended if another person than `own` has it already: corrections refer to people by name.
    fn unique_name(&self, name: &str, own: usize) -> String {
        let name = clean_name(name).unwrap_or_default();
        let is_taken = |name: &str| {
            let mut all = self.entities.iter().enumerate();
            all.any(|(n, entity)| {
                n != own
                    && entity.kind == EntityKind::Person
                    && entity.name == name
                    && !entity.mentions.is_empty()
            })
        };
        if !is_taken(&name) {
            return name;
        }
        // There are more numbers than people, so one is free.
        (2..=self.entities.len() + 2)
            .map(|number| format!("{name} ({number})"))
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    }

    /// Renames an entity. If another person already has the name, the two are merged.
    fn rename(&mut self, renamed: usize, name: &str) {
        let (Some(kind), Some(name)) = (self.kind_of(renamed), clean_name(name)) else {
            return;
        };
        let is_namesake = |(n, entity): (usize, &Entity)| {
            n != renamed
                && entity.kind == kind
                && entity.name == name
                && !entity.mentions.is_empty()
        };
        let namesake = self.entities.iter().enumerate().position(is_namesake);
        if let Some(namesake) = namesake.filter(|_| kind == EntityKind::Person) {
            self.merge(renamed, namesake);
            return;
        }
        let mentions = match self.entities.get_mut(renamed) {
            Some(entity) if entity.name != name => {
                entity.name = name;
                entity.mentions.clone()
            }
            _ => return,
        };
        for n in mentions {
            if let Some(mention) = self.mentions.get_mut(n) {
                (mention.confidence, mention.reason) = (100, Reason::Correction);
            }
        }
    }

    /// Renames a person who was called `form` and has lost every such mention to the longest form that is left.
    fn rename_to_longest_form(&mut self, entity: usize, form: Option<&str>) {
        let Some(person) = self.entities.get(entity) else {
            return;
        };
        if person.kind != EntityKind::Person || form != Some(person.name.as_str()) {
            return;
        }
        let forms = person
            .mentions
            .iter()
            .rev()
            .filter_map(|&n| self.text.get(self.mentions.get(n)?.range.clone()));
        let Some(longest) = forms.max_by_key(|form| form.chars().count()) else {
            return;
        };
        let name = self.unique_name(longest, entity);
        if let Some(person) = self.entities.get_mut(entity) {
            person.name = name;
        }
    }
}
