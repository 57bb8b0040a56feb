//! People: names grouped into persons.
//!
//! Owns the road from tags to persons: candidates → names learnt → who is who → roles. Promises persons with at least one
//! mention each, mentions disjoint and on token boundaries, the same for the same text. Knows no article and no list of
//! famous people.

mod again;
mod bearers;
mod beside;
mod candidates;
mod defined;
mod evidence;
mod family_first;
mod fold;
mod foreign;
mod full;
mod group;
mod introduced;
mod learn;
mod lists;
mod name;
mod others;
mod reader;
mod repair;
mod roles;
mod same;
mod sound;
mod titles;

use super::index::{CountryHit, Person};
use super::mention::{MentionType, Reason};
use super::tokens::{Shape, Token};
use fold::fold;
use lists::lists;
use name::Name;
pub(super) use reader::Reader;
use std::collections::HashMap;
use std::ops::Range;

/// A person whose surest mention is below this is doubtful. On annotated news that the weights had not seen, 60 against 45:
/// mentions F1 0.884 against 0.876, lists 0.844 against 0.835, and less junk (precision of lists 0.884 against 0.819).
const LEAST: u8 = super::SURE;
/// And one whose surest mention is below this is nobody.
const NOBODY: u8 = 30;
/// Most names of one text, twice those in 20 MB of news: each takes half a kilobyte until its person is known.
const MOST: usize = 150_000;
/// Most roles listed for a person.
const ROLES: usize = 6;

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Its tokens.
    tokens: Range<usize>,
    /// 0 to 100.
    sureness: u8,
    /// Why it is one.
    reason: Reason,
}

/// Every name of a person, before the countries have had their say.
pub(super) fn names(reader: &Reader<'_>) -> Vec<Span> {
    let mut found = candidates::find(reader.text, reader.tokens, reader.tags);
    let end = found.get(MOST).map_or(usize::MAX, |span| span.tokens.start);
    found.truncate(MOST);
    let reader = &reader.until(end);
    let named = others::drop_others(reader, found);
    let mut spans = introduced::add(reader, named);
    beside::doubled(reader, &mut spans);
    repair::drop_neighbours(reader.text, reader.tokens, &mut spans);
    evidence::settle(reader, &mut spans);
    again::add(reader, &mut spans);
    spans = learn::complete(reader, spans);
    repair::drop_neighbours(reader.text, reader.tokens, &mut spans);
    spans.truncate(MOST);
    others::drop_others(reader, spans)
}

/// Leave out the names that stand in one of `ranges` (bytes, ascending): nobody is called `Esc`, though it has a capital.
pub(super) fn leave_out(reader: &Reader<'_>, names: &mut Vec<Span>, ranges: &[Range<usize>]) {
    if ranges.is_empty() {
        return;
    }
    names.retain(|span| {
        let start = reader.tokens.get(span.tokens.start);
        let start = start.map_or(0, |token| token.start as usize);
        let after = ranges.partition_point(|range| range.start <= start);
        let before = after.checked_sub(1).and_then(|before| ranges.get(before));
        before.is_none_or(|range| start >= range.end)
    });
}

/// Every name of a person in another language than English, by its code (ISO 639-3).
pub(super) fn names_in(reader: &Reader<'_>, language: &str) -> Vec<Span> {
    let mut found = foreign::find(reader, language);
    found.truncate(MOST);
    let mut spans = learn::complete(reader, found);
    spans.truncate(MOST);
    spans
}

/// Every person, each with all mentions: the `names` that are no country's, grouped; and the doubtful ones apart.
pub(super) fn group(
    reader: &Reader<'_>,
    names: Vec<Span>,
    countries: &[CountryHit],
) -> (Vec<Person>, Vec<Person>) {
    let mut spans = names;
    spans.retain(|span| !is_country(reader.tokens, span, countries));
    for span in &mut spans {
        without_demonym(reader, span, countries);
    }
    let persons = group::group(reader.text, reader.tokens, &spans);
    let count = persons.iter().max().map_or(0, |&most| most + 1);
    let mut members: Vec<Vec<&Span>> = vec![Vec::new(); count];
    for (span, &person) in spans.iter().zip(&persons) {
        if let Some(members) = members.get_mut(person) {
            members.push(span);
        }
    }
    let at_least = |spans: &[&Span], least: u8| spans.iter().any(|span| span.sureness >= least);
    let (sure, doubtful): (Vec<_>, Vec<_>) = members
        .into_iter()
        .filter(|spans| at_least(spans, NOBODY))
        .partition(|spans| at_least(spans, LEAST));
    let describe = |people: Vec<Vec<&Span>>| {
        people
            .iter()
            .map(|spans| describe(reader, spans))
            .collect::<Vec<Person>>()
    };
    (describe(sure), describe(doubtful))
}

/// Whether a span is one word that the table reads as a country, with no title to say otherwise.
fn is_country(tokens: &[Token], span: &Span, countries: &[CountryHit]) -> bool {
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
        // Nobody is called Whitehall, but for those with a title or another name beside it.
        && (hit.sureness > span.sureness || hit.how == MentionType::Seat)
}

/// Take the people or the country someone is of off the front of a full name ("Ethiopians Dejene Debela"), and those of the
/// next one off its end ("Tony Blair Russian President").
fn without_demonym(reader: &Reader<'_>, span: &mut Span, countries: &[CountryHit]) {
    let of_people = |token: &Token| {
        let start = token.start as usize;
        let next = countries.partition_point(|hit| hit.range.start < start);
        countries.get(next).is_some_and(|hit| {
            hit.how == MentionType::Demonym
                && hit.range.start == start
                && hit.range.end == token.end as usize
        })
    };
    if let Some([_, .., before, last]) = reader.tokens.get(span.tokens.clone())
        && span.tokens.len() > 2
        && before.shape == Shape::Title
        && last.spaced
        && of_people(last)
    {
        span.tokens.end -= 1;
    }
    let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
    let [first, second, _, ..] = tokens else {
        return;
    };
    let demonym = of_people(first);
    let given = lists().given(&fold(first.text(reader.text))).is_some();
    if demonym && !given && second.spaced && second.shape == Shape::Title {
        span.tokens.start += 1;
    }
}

/// A person from all mentions.
fn describe(reader: &Reader<'_>, spans: &[&Span]) -> Person {
    let mut forms: HashMap<String, (usize, usize, usize)> = HashMap::new();
    let mut person = Person::default();
    for (at, span) in spans.iter().enumerate() {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            continue;
        };
        let bytes = first.start as usize..last.end as usize;
        let written = reader.text.get(bytes.clone()).unwrap_or_default();
        let words = Name::read(reader.text, tokens).words;
        let written_out = words.iter().filter(|word| word.chars().count() > 1).count();
        let form = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = forms
            .entry(form)
            .or_insert((words.len().min(written_out + 1), 0, at));
        entry.1 += 1;
        person.hits.push((bytes, span.sureness, span.reason));
        if person.roles.len() < ROLES {
            add_roles(reader, span, &mut person.roles);
        }
    }
    person.name = best(forms);
    person
}

/// The fullest form; of equally full ones that in small letters, then the most frequent, then the first.
fn best(forms: HashMap<String, (usize, usize, usize)>) -> String {
    forms
        .into_iter()
        .max_by_key(|(form, (words, count, first))| {
            let cased = form.chars().any(char::is_lowercase);
            (*words, cased, *count, std::cmp::Reverse(*first))
        })
        .map(|(form, _)| form)
        .unwrap_or_default()
}

/// Add what this mention is called, unless it is known in these or other capitals.
fn add_roles(reader: &Reader<'_>, span: &Span, roles: &mut Vec<String>) {
    for role in roles::around(reader.text, reader.tokens, reader.tags, &span.tokens) {
        let known = roles
            .iter()
            .any(|known| known.to_lowercase() == role.to_lowercase());
        if !known && roles.len() < ROLES {
            roles.push(role);
        }
    }
}

#[cfg(test)]
mod gold_tests;
