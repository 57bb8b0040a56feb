//! Finds the people in a text: from tagged tokens to persons with all of their mentions.
//!
//! The steps: candidates from the tags → names that are not people's dropped → names that the article introduces added →
//! every name assigned to a person ([`clustering`]) → roles. Every person has at least one mention; mentions are disjoint
//! and on token boundaries. There is no list of famous people: a name counts because of its context and the lists of common
//! names and words in [`mod@lists`].

mod antecedents;
mod candidates;
mod clustering;
mod definitions;
mod evidence;
mod extend;
mod family_first;
mod fold;
mod foreign;
mod full_names;
mod introductions;
mod learn;
mod lists;
mod name_match;
mod non_person;
mod person_name;
mod propagate;
mod repair;
mod roles;
mod romanization;
mod titles;
mod word_context;

use super::index::{CountryHit, FoundPerson};
use super::mention::{MentionType, Reason};
use super::token_view::TokenView;
use super::tokens::{Token, TokenShape};
use fold::fold;
use lists::lists;
use person_name::PersonName;
use std::collections::HashMap;
use std::ops::Range;

/// A person without a mention of at least this confidence is a low-confidence one. On annotated news that the weights had
/// not seen, a threshold of 60 instead of 45 gives a mentions F1 of 0.884 instead of 0.876, a lists F1 of 0.844 instead of
/// 0.835, and fewer wrong names (a precision of lists of 0.884 instead of 0.819).
const MIN_LISTED_CONFIDENCE: u8 = super::LISTED_CONFIDENCE;
/// A person without a mention of at least this confidence is dropped.
const MIN_CONFIDENCE: u8 = 30;
/// The most names in one text, twice as many as there are in 20 MB of news. Each takes half a kilobyte until it is assigned
/// to a person.
const MAX_NAMES: usize = 150_000;
/// The most roles listed for a person.
const MAX_ROLES: usize = 6;

/// A person's name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameSpan {
    /// The range of token indices.
    tokens: Range<usize>,
    /// How confident the engine is that this names a person, from 0 to 100.
    confidence: u8,
    /// Why it was marked.
    reason: Reason,
}

/// Finds every name of a person, in reading order and disjoint. Some of them may still turn out to be countries.
pub(super) fn find_names(view: &TokenView<'_>) -> Vec<NameSpan> {
    let mut candidates = candidates::find_candidates(view.text, view.tokens, view.tags);
    let end = candidates
        .get(MAX_NAMES)
        .map_or(usize::MAX, |span| span.tokens.start);
    candidates.truncate(MAX_NAMES);
    let view = &view.truncated_at(end);
    let named = non_person::drop_non_persons(view, candidates);
    let mut spans = introductions::add_introduced_names(view, named);
    extend::join_double_surnames(view, &mut spans);
    repair::trim_neighbours(view.text, view.tokens, &mut spans);
    evidence::adjust_confidences(view, &mut spans);
    propagate::propagate_full_names(view, &mut spans);
    spans = learn::add_learnt_names(view, spans);
    repair::trim_neighbours(view.text, view.tokens, &mut spans);
    spans.truncate(MAX_NAMES);
    non_person::drop_non_persons(view, spans)
}

/// Drops the names that start inside one of `ranges` (ascending byte ranges): `Esc` in code is capitalised but not a
/// person.
pub(super) fn drop_names_in(
    view: &TokenView<'_>,
    names: &mut Vec<NameSpan>,
    ranges: &[Range<usize>],
) {
    if ranges.is_empty() {
        return;
    }
    names.retain(|span| {
        let start = view.tokens.get(span.tokens.start);
        let start = start.map_or(0, |token| token.start as usize);
        let after = ranges.partition_point(|range| range.start <= start);
        let before = after.checked_sub(1).and_then(|before| ranges.get(before));
        before.is_none_or(|range| start >= range.end)
    });
}

/// Finds every name of a person in a text whose `language` (an ISO 639-3 code) is not English.
pub(super) fn find_foreign_names(view: &TokenView<'_>, language: &str) -> Vec<NameSpan> {
    let mut candidates = foreign::find_names(view, language);
    candidates.truncate(MAX_NAMES);
    let mut spans = learn::add_learnt_names(view, candidates);
    spans.truncate(MAX_NAMES);
    spans
}

/// Clusters the `names` that are not countries into persons. Returns the listed persons and the low-confidence ones.
pub(super) fn group_people(
    view: &TokenView<'_>,
    names: Vec<NameSpan>,
    countries: &[CountryHit],
) -> (Vec<FoundPerson>, Vec<FoundPerson>) {
    let mut spans = names;
    spans.retain(|span| !is_country(view.tokens, span, countries));
    for span in &mut spans {
        trim_demonyms(view, span, countries);
    }
    let persons = clustering::cluster_names(view.text, view.tokens, &spans);
    let count = persons.iter().max().map_or(0, |&last| last + 1);
    let mut members: Vec<Vec<&NameSpan>> = vec![Vec::new(); count];
    for (span, &person) in spans.iter().zip(&persons) {
        if let Some(members) = members.get_mut(person) {
            members.push(span);
        }
    }
    let has_confidence =
        |spans: &[&NameSpan], min: u8| spans.iter().any(|span| span.confidence >= min);
    let (listed, low_confidence): (Vec<_>, Vec<_>) = members
        .into_iter()
        .filter(|spans| has_confidence(spans, MIN_CONFIDENCE))
        .partition(|spans| has_confidence(spans, MIN_LISTED_CONFIDENCE));
    let build_all = |people: Vec<Vec<&NameSpan>>| {
        people
            .iter()
            .map(|spans| build_person(view, spans))
            .collect::<Vec<FoundPerson>>()
    };
    (build_all(listed), build_all(low_confidence))
}

/// Whether a name lies within a mention of a country that is more likely, and has no title before it.
fn is_country(tokens: &[Token], span: &NameSpan, countries: &[CountryHit]) -> bool {
    let (Some(first), Some(last)) = (
        tokens.get(span.tokens.start),
        tokens.get(span.tokens.end - 1),
    ) else {
        return true;
    };
    let bytes = first.start as usize..last.end as usize;
    let next = countries.partition_point(|hit| hit.range.end <= bytes.start);
    let Some(hit) = countries
        .get(next)
        .filter(|hit| hit.range.start < bytes.end)
    else {
        return false;
    };
    span.reason != Reason::Title
        && hit.range.start <= bytes.start
        && bytes.end <= hit.range.end
        // "Whitehall" is a person only after a title or next to another name.
        && (hit.weight > span.confidence || hit.mention_type == MentionType::Seat)
}

/// Removes a demonym from the start of a full name ("Ethiopians Dejene Debela"), and from its end, where it belongs to the
/// next person ("Tony Blair Russian President").
fn trim_demonyms(view: &TokenView<'_>, span: &mut NameSpan, countries: &[CountryHit]) {
    let is_demonym = |token: &Token| {
        let start = token.start as usize;
        let next = countries.partition_point(|hit| hit.range.start < start);
        countries.get(next).is_some_and(|hit| {
            hit.mention_type == MentionType::Demonym
                && hit.range.start == start
                && hit.range.end == token.end as usize
        })
    };
    if let Some([_, .., before, last]) = view.tokens.get(span.tokens.clone())
        && span.tokens.len() > 2
        && before.shape == TokenShape::Title
        && last.has_space_before
        && is_demonym(last)
    {
        span.tokens.end -= 1;
    }
    let tokens = view.tokens.get(span.tokens.clone()).unwrap_or_default();
    let [first, second, _, ..] = tokens else {
        return;
    };
    let starts_with_demonym = is_demonym(first);
    let is_given_name = lists().given_name(&fold(first.text(view.text))).is_some();
    if starts_with_demonym
        && !is_given_name
        && second.has_space_before
        && second.shape == TokenShape::Title
    {
        span.tokens.start += 1;
    }
}

/// Builds a person from all of its mentions.
fn build_person(view: &TokenView<'_>, spans: &[&NameSpan]) -> FoundPerson {
    let mut forms: HashMap<String, (usize, usize, usize)> = HashMap::new();
    let mut person = FoundPerson::default();
    for (at, span) in spans.iter().enumerate() {
        let tokens = view.tokens.get(span.tokens.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            continue;
        };
        let bytes = first.start as usize..last.end as usize;
        let written = view.text.get(bytes.clone()).unwrap_or_default();
        let words = PersonName::parse(view.text, tokens).words;
        let written_out = words.iter().filter(|word| word.chars().count() > 1).count();
        let form = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = forms
            .entry(form)
            .or_insert((words.len().min(written_out + 1), 0, at));
        entry.1 += 1;
        person.hits.push((bytes, span.confidence, span.reason));
        if person.roles.len() < MAX_ROLES {
            add_roles(view, span, &mut person.roles);
        }
    }
    person.name = fullest_form(forms);
    person
}

/// The fullest form of a name. Of equally full ones, one that is not all capitals, then the most frequent, then the first.
///
/// `forms` maps each form to its number of words, its count and the index of its first mention.
fn fullest_form(forms: HashMap<String, (usize, usize, usize)>) -> String {
    forms
        .into_iter()
        .max_by_key(|(form, (words, count, first))| {
            let is_cased = form.chars().any(char::is_lowercase);
            (*words, is_cased, *count, std::cmp::Reverse(*first))
        })
        .map(|(form, _)| form)
        .unwrap_or_default()
}

/// Adds the roles around this mention, unless they are known already, perhaps with other capitals.
fn add_roles(view: &TokenView<'_>, span: &NameSpan, roles: &mut Vec<String>) {
    for role in roles::roles_around(view, &span.tokens) {
        let is_known = roles
            .iter()
            .any(|known| known.to_lowercase() == role.to_lowercase());
        if !is_known && roles.len() < MAX_ROLES {
            roles.push(role);
        }
    }
}

#[cfg(test)]
mod gold_tests;
