//! Decides whether two people of one name are one person.
//!
//! A pure function of what is known of both: the name, the people and countries mentioned beside it, the roles, the field of
//! life, the years. Each piece of evidence has a weight; from [`SAME`] on the two are one, below [`OTHER`] they are two, and
//! in between they are perhaps one: shown as such, and joined only by the user. A rare name is evidence by itself, a common
//! one is none: most of those called Nancy Pelosi are one person, most of those called John Smith are not.
//!
//! The weights were set by hand on invented namesakes and on annotated news, and are checked on both
//! (`link/tests.rs`, `tests/it/library`).

mod common_names;

use super::fields::{FieldCounts, main_field};
use super::words::words;
use common_names::{is_common_family_name, is_common_given_name};
use std::collections::{BTreeMap, BTreeSet};

/// The weight from which two are one person.
const SAME: f32 = 1.5;

/// The weight below which two are not one person.
const OTHER: f32 = -0.4;

/// Words of roles that say nothing about which role it is.
const EMPTY_ROLE_WORDS: [&str; 16] = [
    "a", "and", "at", "deputy", "first", "for", "former", "her", "his", "in", "late", "new", "of",
    "old", "the", "then",
];

/// What is known of a person: in one article, or in several that speak of the same one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Profile {
    /// The people who are mentioned in the same articles, by folded name, and in how many of them.
    pub(super) people: BTreeMap<String, u32>,
    /// The countries, by code.
    pub(super) countries: BTreeMap<String, u32>,
    /// The words of the roles, folded.
    pub(super) roles: BTreeSet<String>,
    /// How often each field of life is spoken of.
    pub(super) fields: FieldCounts,
    /// The years in which the articles were published, first and last.
    pub(super) years: Option<(i32, i32)>,
}

/// How sure it is that two are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    Other,
    Perhaps,
    Same,
}

/// In which share of all articles a person or a country is mentioned, from 0 to 1, by folded name or by code.
pub(super) type ShareFn<'a> = &'a mut dyn FnMut(&str) -> f32;

impl Profile {
    /// Adds what another article says of the person.
    pub(super) fn add(&mut self, other: &Self) {
        for (name, count) in &other.people {
            *self.people.entry(name.clone()).or_default() += count;
        }
        for (code, count) in &other.countries {
            *self.countries.entry(code.clone()).or_default() += count;
        }
        self.roles.extend(other.roles.iter().cloned());
        for (field, more) in self.fields.iter_mut().zip(other.fields) {
            *field = field.saturating_add(more);
        }
        self.years = match (self.years, other.years) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (own, others) => own.or(others),
        };
    }

    /// Adds a role.
    pub(super) fn add_role(&mut self, role: &str) {
        let telling = words(role).map(|word| word.folded);
        self.roles
            .extend(telling.filter(|word| !EMPTY_ROLE_WORDS.contains(&word.as_str())));
    }

    /// Adds the year in a date of publication.
    pub(super) fn add_year(&mut self, date: &str) {
        let digits = date.split(|c: char| !c.is_ascii_digit());
        let year = digits
            .filter(|run| run.len() == 4)
            .find_map(|run| run.parse().ok());
        if let Some(year) = year {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }
}

/// Whether the person called `name` of whom `one` is known is the one of whom `other` is known, and how strong the evidence is.
pub(super) fn link(name: &str, one: &Profile, other: &Profile, share: ShareFn<'_>) -> (Link, f32) {
    let weight = weight_of_name(name)
        + weight_of_people(one, other, share)
        + weight_of_countries(one, other, share)
        + weight_of_roles(one, other)
        + weight_of_years(one, other);
    let link = if weight >= SAME {
        Link::Same
    } else if weight < OTHER {
        Link::Other
    } else {
        Link::Perhaps
    };
    (link, weight)
}

/// Whether a name says so little by itself that several people in the news are likely to have it.
pub(super) fn is_common_name(name: &str) -> bool {
    weight_of_name(name) < 1.0
}

/// How much the name says by itself.
fn weight_of_name(name: &str) -> f32 {
    let parts: Vec<String> = words(name).map(|word| word.folded).collect();
    let [first, .., last] = parts.as_slice() else {
        // A single word is often a surname whose first name the article does not give.
        return -0.5;
    };
    // An initial is no name of its own, but tells namesakes apart.
    let has_more = parts.len() > 2;
    let common = [is_common_given_name(first), is_common_family_name(last)];
    let weight = match common {
        [true, true] => 0.0,
        [false, true] => 1.0,
        [true, false] => 2.0,
        [false, false] => 3.0,
    };
    if has_more { weight + 0.5 } else { weight }
}

fn weight_of_people(one: &Profile, other: &Profile, share: ShareFn<'_>) -> f32 {
    let shared = one
        .people
        .keys()
        .filter(|name| other.people.contains_key(*name));
    let weights = shared.map(|name| if share(name) < 0.05 { 1.5 } else { 0.75 });
    let weight: f32 = weights.sum();
    if weight == 0.0 && one.people.len() >= 2 && other.people.len() >= 2 {
        return -0.5;
    }
    weight.min(3.0)
}

fn weight_of_countries(one: &Profile, other: &Profile, share: ShareFn<'_>) -> f32 {
    let shared = one
        .countries
        .keys()
        .filter(|code| other.countries.contains_key(*code));
    let weights = shared.map(|code| match share(code) {
        ..0.03 => 1.0,
        ..0.15 => 0.6,
        _ => 0.3,
    });
    let weight: f32 = weights.sum();
    if weight == 0.0 {
        // Of one country each, little is said.
        return match one.countries.len().min(other.countries.len()) {
            0 => 0.0,
            1 => -0.5,
            _ => -1.0,
        };
    }
    weight.min(1.5)
}

/// The roles, and the field of life that they and the sentences speak of.
fn weight_of_roles(one: &Profile, other: &Profile) -> f32 {
    let mut weight = 0.0;
    if !one.roles.is_disjoint(&other.roles) {
        weight += 0.5;
    }
    match (main_field(one.fields), main_field(other.fields)) {
        (Some(one), Some(other)) if one == other => weight += 0.75,
        (Some(own), Some(others)) => {
            // Someone may change from one field to another, but then the words of both are found.
            let has_both = one.fields.get(others).is_some_and(|count| *count > 0)
                || other.fields.get(own).is_some_and(|count| *count > 0);
            weight -= if has_both { 0.5 } else { 1.0 };
        }
        _ => {}
    }
    weight
}

/// Nobody is in the news for ninety years.
fn weight_of_years(one: &Profile, other: &Profile) -> f32 {
    match (one.years, other.years) {
        (Some((first, last)), Some((from, to))) if from - last > 90 || first - to > 90 => -2.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests;
