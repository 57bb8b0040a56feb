//! Decides which full names refer to the same person.
//!
//! Every distinct form of a name is looked up in a register of persons under a few keys: the sound of the given name's
//! first letter with that of the surname, pairs of neighbouring words, and all letters. The cost therefore grows with the
//! number of distinct forms and not with the number of mentions.

use super::super::fold::phonetic_key;
use super::super::lists::lists;
use super::super::person_name::PersonName;
use super::NameId;
use super::antecedents::PersonId;
use super::name_match::can_match;
use crate::entities::hashing::{HashMap, HashSet};
use crate::entities::id_vec::{Id, IdVec, id_type};
use std::cmp::Reverse;

/// The most persons compared with a form under one key. A key that more persons share is too common to tell them apart.
const MAX_COMPARED: usize = 48;

id_type! {
    /// A distinct form of a full name.
    pub(super) FormId
}

/// One way in which a full name is written.
#[derive(Debug)]
pub(super) struct FullForm {
    /// The name.
    pub name: PersonName,
    /// The number of mentions with this form.
    pub count: usize,
    /// The first of them.
    pub first: NameId,
}

/// How well a person matches a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct MatchRank {
    /// Whether first and last word are equal.
    is_exact: bool,
    /// How often the person's longest form is written.
    count: usize,
    /// How many names are between the first mentions.
    distance: Reverse<usize>,
}

/// The persons known so far, each by the form it was registered with.
#[derive(Debug, Default)]
struct FullNameRegister {
    /// The persons under each key.
    by_key: HashMap<String, Vec<PersonId>>,
    /// The form that each person was registered with, which is the longest.
    root_forms: IdVec<PersonId, FormId>,
}

/// The persons of all full names.
#[derive(Debug)]
pub(super) struct FullNamePersons {
    /// The person of each form.
    pub of_forms: IdVec<FormId, PersonId>,
    /// The number of persons.
    pub count: usize,
}

/// Assigns every form to a person. Forms are processed from the longest and most frequent on, and each is assigned to a
/// person it matches or else becomes a new person.
///
/// The forms of a pair in `apart` never become one person.
pub(super) fn assign_persons(
    forms: &IdVec<FormId, FullForm>,
    apart: &HashSet<(FormId, FormId)>,
) -> FullNamePersons {
    let mut order: Vec<FormId> = forms.ids().collect();
    order.sort_by_cached_key(|&id| {
        let form = &forms[id];
        let words = &form.name.words;
        let written_out = words.iter().filter(|word| word.chars().count() > 1);
        (
            Reverse((words.len(), written_out.count(), form.count)),
            form.first,
        )
    });
    let mut register = FullNameRegister::default();
    let mut persons: Vec<(FormId, PersonId)> = Vec::with_capacity(forms.len());
    for id in order {
        let form = &forms[id];
        let known = register.find(forms, id, apart);
        persons.push((id, known.unwrap_or_else(|| register.add(id, &form.name))));
    }
    persons.sort_unstable();
    FullNamePersons {
        of_forms: persons.into_iter().map(|(_, person)| person).collect(),
        count: register.root_forms.len(),
    }
}

impl FullNameRegister {
    /// The person that `form` can refer to. Of several, the best by [`MatchRank`].
    fn find(
        &self,
        forms: &IdVec<FormId, FullForm>,
        id: FormId,
        apart: &HashSet<(FormId, FormId)>,
    ) -> Option<PersonId> {
        let form = &forms[id];
        let mut best: Option<(PersonId, MatchRank)> = None;
        for key in lookup_keys(&form.name) {
            let persons = self.by_key.get(&key).into_iter().flatten();
            for &person in persons.take(MAX_COMPARED) {
                let root = &forms[self.root_forms[person]];
                if best.is_some_and(|(chosen, _)| chosen == person)
                    || apart.contains(&(id, self.root_forms[person]))
                    || !can_match(&form.name, &root.name)
                {
                    continue;
                }
                let rank = MatchRank {
                    is_exact: form.name.last() == root.name.last()
                        && form.name.first() == root.name.first(),
                    count: root.count,
                    distance: Reverse(root.first.index().abs_diff(form.first.index())),
                };
                if best.is_none_or(|(_, before)| rank > before) {
                    best = Some((person, rank));
                }
            }
        }
        best.map(|(person, _)| person)
    }

    /// Registers a new person under `form`.
    fn add(&mut self, form: FormId, name: &PersonName) -> PersonId {
        let person = self.root_forms.push(form);
        for key in index_keys(name) {
            let persons = self.by_key.entry(key).or_default();
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        person
    }
}

/// The initial sounds of a given name: its own, and those of the names it is short for.
fn initial_sounds(given: &str) -> Vec<String> {
    let first = |word: &str| phonetic_key(word).chars().take(1).collect::<String>();
    let mut sounds = vec![first(given)];
    for long in lists().long_forms(given) {
        let sound = first(long);
        if !sounds.contains(&sound) {
            sounds.push(sound);
        }
    }
    sounds
}

/// The keys under which a person is registered.
fn index_keys(name: &PersonName) -> Vec<String> {
    let mut keys = vec![format!("={}", name.words.concat())];
    let reversed: String = name.words.iter().rev().map(String::as_str).collect();
    keys.push(format!("={reversed}"));
    let mut firsts = initial_sounds(name.first());
    firsts.extend(name.nickname.iter().flat_map(|nick| initial_sounds(nick)));
    for word in name.words.iter().skip(1).filter(|word| word.len() > 1) {
        let sound = phonetic_key(word);
        keys.extend(firsts.iter().map(|first| format!("{first} {sound}")));
    }
    keys.extend(word_pairs(name));
    keys
}

/// The keys under which a form is looked up.
fn lookup_keys(name: &PersonName) -> Vec<String> {
    let mut keys = vec![format!("={}", name.words.concat())];
    let sound = phonetic_key(name.last());
    keys.extend(
        initial_sounds(name.first())
            .iter()
            .map(|first| format!("{first} {sound}")),
    );
    keys.extend(word_pairs(name).into_iter().take(1));
    keys
}

/// A key for each pair of neighbouring words.
fn word_pairs(name: &PersonName) -> Vec<String> {
    let pair = |pair: &[String]| match pair {
        [a, b] => Some(format!("{a}+{b}")),
        _ => None,
    };
    name.words.windows(2).filter_map(pair).collect()
}
