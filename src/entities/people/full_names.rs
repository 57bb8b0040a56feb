//! Decides which full names refer to the same person.
//!
//! Every distinct form of a name is looked up in a register of persons under a few keys: the sound of the given name's
//! first letter with that of the surname, pairs of neighbouring words, and all letters. The cost therefore grows with the
//! number of distinct forms and not with the number of mentions.

use super::fold::phonetic_key;
use super::lists::lists;
use super::name_match::can_match;
use super::person_name::PersonName;
use std::collections::HashMap;

/// The most persons compared with a form under one key. A key that more persons share is too common to tell them apart.
const MAX_COMPARED: usize = 48;

/// How well a person matches a form: whether first and last word are equal, how often the name is written, how near it is.
type MatchRank = (bool, usize, std::cmp::Reverse<usize>);

/// One way in which a full name is written.
#[derive(Debug)]
pub(super) struct FullForm {
    /// The name.
    pub name: PersonName,
    /// The number of mentions with this form.
    pub count: usize,
    /// The index of the first of them among all names.
    pub first: usize,
}

/// The persons known so far, each by the form it was registered with.
#[derive(Debug, Default)]
pub(super) struct FullNameRegister {
    /// The persons under each key.
    by_key: HashMap<String, Vec<usize>>,
    /// For each person, the index of the form it was registered with, which is the longest.
    root_forms: Vec<usize>,
}

/// Returns the person of each form. Forms are processed from the longest and most frequent on, and each is assigned to a
/// person it matches or else becomes a new person.
pub(super) fn assign_persons(forms: &[FullForm]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&at| {
        let weight = forms.get(at).map_or(((0, 0), 0, 0), |form| {
            (word_counts(&form.name), form.count, form.first)
        });
        (std::cmp::Reverse((weight.0, weight.1)), weight.2)
    });
    let mut register = FullNameRegister::default();
    let mut persons = vec![0; forms.len()];
    for at in order {
        let Some(form) = forms.get(at) else { continue };
        let person = register
            .find(forms, form)
            .unwrap_or_else(|| register.add(at, &form.name));
        if let Some(slot) = persons.get_mut(at) {
            *slot = person;
        }
    }
    persons
}

/// The number of words in a name, and of those that are more than an initial.
fn word_counts(name: &PersonName) -> (usize, usize) {
    let long = name
        .words
        .iter()
        .filter(|word| word.chars().count() > 1)
        .count();
    (name.words.len(), long)
}

impl FullNameRegister {
    /// The person that `form` can refer to. Of several, the best by [`MatchRank`].
    fn find(&self, forms: &[FullForm], form: &FullForm) -> Option<usize> {
        let mut best: Option<(usize, MatchRank)> = None;
        for key in lookup_keys(&form.name) {
            for &person in self
                .by_key
                .get(&key)
                .into_iter()
                .flatten()
                .take(MAX_COMPARED)
            {
                let Some(root) = self
                    .root_forms
                    .get(person)
                    .and_then(|&root| forms.get(root))
                else {
                    continue;
                };
                if best.is_some_and(|(chosen, _)| chosen == person)
                    || !can_match(&form.name, &root.name)
                {
                    continue;
                }
                let is_exact =
                    form.name.last() == root.name.last() && form.name.first() == root.name.first();
                let rank = (
                    is_exact,
                    root.count,
                    std::cmp::Reverse(root.first.abs_diff(form.first)),
                );
                if best.is_none_or(|(_, before)| rank > before) {
                    best = Some((person, rank));
                }
            }
        }
        best.map(|(person, _)| person)
    }

    /// Registers a new person under `form` and returns its number.
    fn add(&mut self, form: usize, name: &PersonName) -> usize {
        let person = self.root_forms.len();
        self.root_forms.push(form);
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
