//! Full names: which of them are one person's.
//!
//! Owns the registry of persons with a full name. Every distinct form is looked up by a few keys (the sound of a given
//! name's first letter with the sound of a surname, neighbouring words, all letters), so the work grows with the number of
//! forms, however many mentions there are.

use super::fold::sound;
use super::lists::lists;
use super::name::Name;
use super::same::can_be_same;
use std::collections::HashMap;

/// Most persons compared with one form under one key: more share only what half a newspaper shares.
const MOST: usize = 48;

/// How well a person fits: both ends of the name letter by letter, how often the name is written, how near it stands.
type Rank = (bool, usize, std::cmp::Reverse<usize>);

/// One way a full name is written.
#[derive(Debug)]
pub(super) struct Form {
    /// The name.
    pub name: Name,
    /// How many mentions write it so.
    pub count: usize,
    /// The first of them.
    pub first: usize,
}

/// The persons with a full name, as forms.
#[derive(Debug, Default)]
pub(super) struct Register {
    by_key: HashMap<String, Vec<usize>>,
    /// For each person the form that it was entered with, the longest.
    roots: Vec<usize>,
}

/// For each form its person: the longest and most frequent first, each next one to a person that it can name.
pub(super) fn enter(forms: &[Form]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&at| {
        let weight = forms.get(at).map_or(((0, 0), 0, 0), |form| {
            (written_out(&form.name), form.count, form.first)
        });
        (std::cmp::Reverse((weight.0, weight.1)), weight.2)
    });
    let mut register = Register::default();
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

/// Words, and among them those that are more than an initial.
fn written_out(name: &Name) -> (usize, usize) {
    let long = name
        .words
        .iter()
        .filter(|word| word.chars().count() > 1)
        .count();
    (name.words.len(), long)
}

impl Register {
    /// The person whom `form` can name; of several the one whose own form is written most often and nearest.
    fn find(&self, forms: &[Form], form: &Form) -> Option<usize> {
        let mut best: Option<(usize, Rank)> = None;
        for key in asked(&form.name) {
            for &person in self.by_key.get(&key).into_iter().flatten().take(MOST) {
                let Some(root) = self.roots.get(person).and_then(|&root| forms.get(root)) else {
                    continue;
                };
                if best.is_some_and(|(chosen, _)| chosen == person)
                    || !can_be_same(&form.name, &root.name)
                {
                    continue;
                }
                let exact =
                    form.name.last() == root.name.last() && form.name.first() == root.name.first();
                let rank = (
                    exact,
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

    fn add(&mut self, form: usize, name: &Name) -> usize {
        let person = self.roots.len();
        self.roots.push(form);
        for key in kept(name) {
            let held = self.by_key.entry(key).or_default();
            if !held.contains(&person) {
                held.push(person);
            }
        }
        person
    }
}

/// The first sounds that the given name may be looked up by: its own, and those of the names it is short for.
fn openings(given: &str) -> Vec<String> {
    let first = |word: &str| sound(word).chars().take(1).collect::<String>();
    let mut openings = vec![first(given)];
    for long in lists().long_forms(given) {
        let opening = first(long);
        if !openings.contains(&opening) {
            openings.push(opening);
        }
    }
    openings
}

/// The keys that a person is kept under.
fn kept(name: &Name) -> Vec<String> {
    let mut keys = vec![format!("={}", name.words.concat())];
    let turned: String = name.words.iter().rev().map(String::as_str).collect();
    keys.push(format!("={turned}"));
    let mut firsts = openings(name.first());
    firsts.extend(name.nick.iter().flat_map(|nick| openings(nick)));
    for word in name.words.iter().skip(1).filter(|word| word.len() > 1) {
        let heard = sound(word);
        keys.extend(firsts.iter().map(|first| format!("{first} {heard}")));
    }
    keys.extend(neighbours(name));
    keys
}

/// The keys that a form is looked up by.
fn asked(name: &Name) -> Vec<String> {
    let mut keys = vec![format!("={}", name.words.concat())];
    let heard = sound(name.last());
    keys.extend(
        openings(name.first())
            .iter()
            .map(|first| format!("{first} {heard}")),
    );
    keys.extend(neighbours(name).into_iter().take(1));
    keys
}

fn neighbours(name: &Name) -> Vec<String> {
    let pair = |pair: &[String]| match pair {
        [a, b] => Some(format!("{a}+{b}")),
        _ => None,
    };
    name.words.windows(2).filter_map(pair).collect()
}
