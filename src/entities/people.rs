//! Finds the people in a text: from tagged tokens to persons with all of their mentions.
//!
//! The steps: candidates from the tags → names that are not people's dropped → names that the article introduces added →
//! every name assigned to a person ([`clustering`]) → roles. Every person has at least one mention; mentions are disjoint
//! and on token boundaries. There is no list of famous people: a name counts because of its context and the lists of common
//! names and words in [`mod@lists`].

mod candidates;
mod clustering;
mod evidence;
mod extend;
mod family_first;
mod fold;
mod foreign;
mod introductions;
mod learn;
mod lists;
mod non_person;
mod person_name;
mod propagate;
mod repair;
mod roles;
mod titles;
mod word_context;

use super::index::{CountryHit, FoundPerson, PersonHit};
use super::mention::{MentionType, Reason};
use super::token_view::TokenView;
use super::tokens::{TokenId, TokenRange, TokenShape};
use lists::lists;
use person_name::PersonName;
use std::cmp::Reverse;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameSpan {
    /// Its tokens, of which there is at least one.
    tokens: TokenRange,
    /// How confident the engine is that this names a person, from 0 to 100.
    confidence: u8,
    /// Why it was marked.
    reason: Reason,
}

/// The persons of a text, before indexing.
#[derive(Debug)]
pub(super) struct People {
    /// Those with a mention of at least [`MIN_LISTED_CONFIDENCE`].
    pub listed: Vec<FoundPerson>,
    /// The others.
    pub low_confidence: Vec<FoundPerson>,
}

/// Finds every name of a person, in reading order and disjoint. Some of them may still turn out to be countries.
pub(super) fn find_names(view: &TokenView<'_>) -> Vec<NameSpan> {
    let mut candidates = candidates::find_candidates(view);
    let end = candidates
        .get(MAX_NAMES)
        .map_or(view.end(), |span| span.tokens.start);
    candidates.truncate(MAX_NAMES);
    candidates.retain(|span| span.tokens.end <= end);
    let view = &view.truncated_at(end);
    let named = non_person::drop_non_persons(view, candidates);
    let mut spans = introductions::add_introduced_names(view, named);
    extend::join_double_surnames(view, &mut spans);
    repair::trim_neighbours(view, &mut spans);
    evidence::adjust_confidences(view, &mut spans);
    propagate::propagate_full_names(view, &mut spans);
    spans = learn::add_learnt_names(view, spans);
    repair::trim_neighbours(view, &mut spans);
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
    names.retain(|span| {
        let start = view.bytes(span.tokens).start;
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

/// Clusters the `names` that are not countries into persons.
pub(super) fn group_people(
    view: &TokenView<'_>,
    mut names: Vec<NameSpan>,
    countries: &[CountryHit],
) -> People {
    names.retain(|span| !is_country(view, *span, countries));
    for span in &mut names {
        trim_demonyms(view, span, countries);
    }
    let has_confidence =
        |spans: &[&NameSpan], min: u8| spans.iter().any(|span| span.confidence >= min);
    let (listed, low_confidence): (Vec<_>, Vec<_>) = clustering::cluster_names(view, &names)
        .into_iter()
        .filter(|spans| has_confidence(spans, MIN_CONFIDENCE))
        .partition(|spans| has_confidence(spans, MIN_LISTED_CONFIDENCE));
    let build_all = |people: Vec<Vec<&NameSpan>>| {
        let people = people.iter().map(|spans| build_person(view, spans));
        people.collect()
    };
    People {
        listed: build_all(listed),
        low_confidence: build_all(low_confidence),
    }
}

/// Whether a name lies within a mention of a country that is more likely, and has no title before it.
fn is_country(view: &TokenView<'_>, span: NameSpan, countries: &[CountryHit]) -> bool {
    let bytes = view.bytes(span.tokens);
    let next = countries.partition_point(|hit| hit.range.end <= bytes.start);
    countries.get(next).is_some_and(|hit| {
        span.reason != Reason::Title
            && hit.range.start <= bytes.start
            && bytes.end <= hit.range.end
            // "Whitehall" is a person only after a title or next to another name.
            && (hit.weight > span.confidence || hit.mention_type == MentionType::Seat)
    })
}

/// Removes a demonym from the start of a full name ("Ethiopians Dejene Debela"), and from its end, where it belongs to the
/// next person ("Tony Blair Russian President").
fn trim_demonyms(view: &TokenView<'_>, span: &mut NameSpan, countries: &[CountryHit]) {
    let is_demonym = |at: TokenId| {
        let bytes = view.bytes(at.until(at + 1));
        let next = countries.partition_point(|hit| hit.range.start < bytes.start);
        let hit = countries.get(next);
        hit.is_some_and(|hit| hit.mention_type == MentionType::Demonym && hit.range == bytes)
    };
    let last = span.tokens.last();
    if span.tokens.len() > 2
        && view.shape(last.saturating_sub(1)) == TokenShape::Title
        && view.has_space_before(last)
        && is_demonym(last)
    {
        span.tokens.end -= 1;
    }
    let (first, second) = (span.tokens.start, span.tokens.start + 1);
    if span.tokens.len() > 2
        && is_demonym(first)
        && !lists().is_given_name(&view.folded(first))
        && view.has_space_before(second)
        && view.shape(second) == TokenShape::Title
    {
        span.tokens.start += 1;
    }
}

/// One way in which a person is written.
struct WrittenForm {
    /// The number of words, of which initials count as one.
    words: usize,
    /// The number of mentions.
    count: usize,
    /// The place of the first of them among the person's mentions.
    first: usize,
}

/// Builds a person from all of its mentions.
fn build_person(view: &TokenView<'_>, spans: &[&NameSpan]) -> FoundPerson {
    let mut forms: HashMap<String, WrittenForm> = HashMap::new();
    let mut person = FoundPerson::default();
    for (first, span) in spans.iter().enumerate() {
        let words = PersonName::parse(view, span.tokens).words;
        let written_out = words.iter().filter(|word| word.chars().count() > 1).count();
        let written = view.text_of(span.tokens).split_whitespace();
        let form = forms
            .entry(written.collect::<Vec<_>>().join(" "))
            .or_insert(WrittenForm {
                words: words.len().min(written_out + 1),
                count: 0,
                first,
            });
        form.count += 1;
        person.hits.push(PersonHit {
            range: view.bytes(span.tokens),
            confidence: span.confidence,
            reason: span.reason,
        });
        if person.roles.len() < MAX_ROLES {
            add_roles(view, span.tokens, &mut person.roles);
        }
    }
    person.name = fullest_form(forms);
    person
}

/// The fullest form of a name. Of equally full ones, one that is not all capitals, then the most frequent, then the first.
fn fullest_form(forms: HashMap<String, WrittenForm>) -> String {
    let fullest = forms.into_iter().max_by_key(|(text, form)| {
        let is_cased = text.chars().any(char::is_lowercase);
        (form.words, is_cased, form.count, Reverse(form.first))
    });
    fullest.map_or_else(String::new, |(text, _)| text)
}

/// Adds the roles around this mention, unless they are known already, perhaps with other capitals.
fn add_roles(view: &TokenView<'_>, name: TokenRange, roles: &mut Vec<String>) {
    for role in roles::roles_around(view, name) {
        let is_known = roles
            .iter()
            .any(|known| known.to_lowercase() == role.to_lowercase());
        if !is_known && roles.len() < MAX_ROLES {
            roles.push(role);
        }
    }
}
