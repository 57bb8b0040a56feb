//! A result being corrected: people lose mentions and gain them, until all is numbered anew.
//!
//! Owns what each correction does. Between two of them the mentions stand in reading order and are disjoint; those that are
//! gone stay in their place, without an entity, so that a correction costs what it touches and not the whole article.

mod add;

use super::super::index::{self, Entities, Sentences};
use super::super::mention::{Entity, MentionType, Kind, Mention, Reason};
use super::{Correction, Reach, Whom, clean_name, country_name};
use std::collections::HashMap;

/// The entity of a mention that is gone.
const NOBODY: usize = usize::MAX;

/// See the module.
pub(super) struct Draft<'a> {
    text: &'a str,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    sentences: Sentences,
}

impl<'a> Draft<'a> {
    pub(super) fn of(text: &'a str, found: &Entities) -> Self {
        Self {
            text,
            mentions: found.mentions().to_vec(),
            entities: found.entities().to_vec(),
            sentences: found.sentences(),
        }
    }

    /// Do what `correction` says.
    pub(super) fn correct(&mut self, correction: &Correction, reach: Reach) {
        match correction {
            Correction::Nobody { whom, form } => {
                for from in self.find(whom, reach) {
                    let taken = self.take(from, form.as_deref());
                    self.give(&taken, NOBODY);
                    self.call_by_what_is_left(from, form.as_deref());
                }
            }
            Correction::Never { kind, form } => self.never(*kind, form),
            Correction::Merge { from, into } => {
                let (sources, target) = (self.find(from, reach), self.find(into, reach));
                if let Some(&into) = target.first().filter(|_| from.kind() == into.kind()) {
                    for from in sources.into_iter().chain(target.into_iter().skip(1)) {
                        self.merge(from, into);
                    }
                }
            }
            Correction::Split { from, form } => {
                for from in self.find(from, reach) {
                    self.split(from, form);
                }
            }
            Correction::Rename { whom, to } => {
                for whom in self.find(whom, reach) {
                    self.rename(whom, to);
                }
            }
            Correction::Move { from, form, to } => self.pass_on(from, form.as_deref(), to, reach),
            Correction::Add { form, whom } => self.add(form, whom, reach),
        }
    }

    /// Numbered anew: the invariants of the index hold again.
    pub(super) fn finish(mut self) -> Entities {
        self.settle();
        for entity in &mut self.entities {
            entity.mentions.clear();
        }
        index::number(self.mentions, self.entities, self.sentences)
    }

    /// Let go of the mentions that are gone.
    fn settle(&mut self) {
        self.mentions.retain(|mention| mention.entity != NOBODY);
    }

    /// Who is meant, of those that still have a mention. People are called otherwise where only a part of an article has
    /// been read, or by a later engine: then it is whoever is called so most often. In other articles that would be
    /// somebody else.
    fn find(&self, whom: &Whom, reach: Reach) -> Vec<usize> {
        let clean = clean_name(whom.name());
        let exact: Vec<usize> = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| match whom {
                Whom::Person(name) => {
                    let names = [Some(name), clean.as_ref()];
                    entity.kind == Kind::Person && names.contains(&Some(&entity.name))
                }
                Whom::Country(code) => entity.code == Some(*code),
            })
            .filter(|(_, entity)| !entity.mentions.is_empty())
            .map(|(n, _)| n)
            .collect();
        match whom {
            Whom::Person(name) if exact.is_empty() && reach == Reach::Article => {
                self.called(name).into_iter().collect()
            }
            _ => exact,
        }
    }

    /// The person of whom the most mentions read `form`.
    fn called(&self, form: &str) -> Option<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let reads = self
            .mentions
            .iter()
            .filter(|mention| self.reads(mention, form));
        for mention in reads.filter(|mention| self.kind(mention.entity) == Some(Kind::Person)) {
            *counts.entry(mention.entity).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|&(entity, count)| (count, std::cmp::Reverse(entity)))
            .map(|(entity, _)| entity)
    }

    /// Somebody new; `None` if there is no such country.
    fn make(&mut self, whom: &Whom) -> Option<usize> {
        let (name, code) = match whom {
            Whom::Person(name) => (clean_name(name)?, None),
            Whom::Country(code) => (country_name(*code)?.to_owned(), Some(*code)),
        };
        self.entities.push(Entity {
            kind: whom.kind(),
            name,
            code,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        Some(self.entities.len() - 1)
    }

    fn kind(&self, entity: usize) -> Option<Kind> {
        self.entities.get(entity).map(|entity| entity.kind)
    }

    fn reads(&self, mention: &Mention, form: &str) -> bool {
        mention.range.len() == form.len() && self.text.get(mention.range.clone()) == Some(form)
    }

    /// Take mentions from an entity: all, or those that read `form`.
    fn take(&mut self, entity: usize, form: Option<&str>) -> Vec<usize> {
        let Some(all) = self
            .entities
            .get_mut(entity)
            .map(|e| std::mem::take(&mut e.mentions))
        else {
            return Vec::new();
        };
        let is_taken = |n: &usize| {
            let mention = self.mentions.get(*n);
            form.is_none_or(|form| mention.is_some_and(|mention| self.reads(mention, form)))
        };
        let (taken, left): (Vec<usize>, Vec<usize>) = all.into_iter().partition(is_taken);
        if let Some(entity) = self.entities.get_mut(entity) {
            entity.mentions = left;
        }
        taken
    }

    /// Give mentions that were taken to an entity, or to nobody.
    fn give(&mut self, taken: &[usize], to: usize) {
        let kind = self.kind(to);
        for &n in taken {
            if let Some(mention) = self.mentions.get_mut(n) {
                mention.entity = to;
                mention.mention_type = match kind {
                    Some(Kind::Country) => mention.mention_type.or(Some(MentionType::Name)),
                    Some(Kind::Person) | None => None,
                };
                (mention.confidence, mention.reason) = (100, Reason::Correction);
            }
        }
        if let Some(entity) = self.entities.get_mut(to) {
            entity.mentions.extend(taken);
            entity.mentions.sort_unstable();
        }
    }

    /// Give mentions back to whom they were taken from.
    fn give_back(&mut self, taken: &[usize]) {
        for &n in taken {
            let from = self
                .mentions
                .get(n)
                .map_or(NOBODY, |mention| mention.entity);
            if let Some(entity) = self.entities.get_mut(from) {
                entity.mentions.push(n);
                entity.mentions.sort_unstable();
            }
        }
    }

    fn never(&mut self, kind: Kind, form: &str) {
        let reads = |n: &usize| {
            let mention = self.mentions.get(*n);
            mention.is_some_and(|m| self.reads(m, form) && self.kind(m.entity) == Some(kind))
        };
        let all: Vec<usize> = (0..self.mentions.len()).filter(reads).collect();
        let mut losers: Vec<usize> = all
            .iter()
            .filter_map(|&n| self.mentions.get(n).map(|mention| mention.entity))
            .collect();
        losers.sort_unstable();
        losers.dedup();
        for loser in losers {
            let taken = self.take(loser, Some(form));
            self.give(&taken, NOBODY);
            self.call_by_what_is_left(loser, Some(form));
        }
    }

    fn merge(&mut self, from: usize, into: usize) {
        if from == into {
            return;
        }
        let taken = self.take(from, None);
        let roles = self
            .entities
            .get_mut(from)
            .map(|entity| std::mem::take(&mut entity.roles))
            .unwrap_or_default();
        self.give(&taken, into);
        if let Some(into) = self.entities.get_mut(into) {
            for role in roles {
                if !into.roles.contains(&role) {
                    into.roles.push(role);
                }
            }
        }
    }

    fn split(&mut self, from: usize, form: &str) {
        let Some((kind, all)) = self.entities.get(from).map(|e| (e.kind, e.mentions.len())) else {
            return;
        };
        // A country is no new one for a word of it.
        if kind == Kind::Country {
            return;
        }
        let taken = self.take(from, Some(form));
        if taken.is_empty() || taken.len() == all {
            self.give_back(&taken);
            return;
        }
        let whom = Whom::Person(self.free_name(form, from));
        self.call_by_what_is_left(from, Some(form));
        if let Some(to) = self.make(&whom) {
            self.give(&taken, to);
        }
    }

    fn pass_on(&mut self, from: &Whom, form: Option<&str>, to: &Whom, reach: Reach) {
        let sources = self.find(from, reach);
        let mut target = self.find(to, reach).first().copied();
        if from == to || target.is_some_and(|target| sources.contains(&target)) {
            return;
        }
        for from in sources {
            let taken = self.take(from, form);
            if target.is_none() && !taken.is_empty() {
                target = self.make(to);
            }
            match target {
                Some(to) => self.give(&taken, to),
                // No such country: everything stays as it was.
                None => self.give_back(&taken),
            }
            self.call_by_what_is_left(from, form);
        }
    }

    /// `name`, or with a number where somebody but `own` has it already: each must be known by a name.
    fn free_name(&self, name: &str, own: usize) -> String {
        let name = clean_name(name).unwrap_or_default();
        let is_taken = |name: &str| {
            let mut all = self.entities.iter().enumerate();
            all.any(|(n, entity)| {
                n != own
                    && entity.kind == Kind::Person
                    && entity.name == name
                    && !entity.mentions.is_empty()
            })
        };
        if !is_taken(&name) {
            return name;
        }
        // One of so many numbers is free.
        (2..=self.entities.len() + 2)
            .map(|number| format!("{name} ({number})"))
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    }

    /// A name that somebody of the kind has already makes the two one.
    fn rename(&mut self, whom: usize, to: &str) {
        let (Some(kind), Some(to)) = (self.kind(whom), clean_name(to)) else {
            return;
        };
        let has_it = |(n, entity): (usize, &Entity)| {
            n != whom && entity.kind == kind && entity.name == to && !entity.mentions.is_empty()
        };
        let namesake = self.entities.iter().enumerate().position(has_it);
        if let Some(namesake) = namesake.filter(|_| kind == Kind::Person) {
            self.merge(whom, namesake);
            return;
        }
        let mentions = match self.entities.get_mut(whom) {
            Some(entity) if entity.name != to => {
                entity.name = to;
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

    /// A person who has lost every `form`, and was called so, is called by the longest that is left.
    fn call_by_what_is_left(&mut self, entity: usize, form: Option<&str>) {
        let Some(person) = self.entities.get(entity) else {
            return;
        };
        if person.kind != Kind::Person || form != Some(person.name.as_str()) {
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
        let name = self.free_name(longest, entity);
        if let Some(person) = self.entities.get_mut(entity) {
            person.name = name;
        }
    }
}
