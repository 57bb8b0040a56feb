//! Names learnt: what the article introduces once is a name in all of it, before and after.
//!
//! Owns the spans that the tagger missed: a capital directly behind a title, and a surname (or a whole name) that a sure full
//! name elsewhere taught. Never inside a span it has, nor inside the name of a place or a body ("Trump Tower").

use super::super::mention::Reason;
use super::super::tagger::{self, Class};
use super::super::tokens::{Shape, Token};
use super::Span;
use super::candidates;
use super::fold::fold;
use super::lists::lists;
use super::name::{Name, is_hyphen};
use super::reader::Reader;
use std::collections::{HashMap, HashSet};

/// A full name teaches its surname from this sureness on.
pub(super) const SURE: u8 = 55;
/// How sure a learnt mention is, and one behind a title.
pub(super) const LEARNT: u8 = 75;
const TITLED: u8 = 80;

/// `spans` and those that they teach, in reading order, disjoint.
pub(super) fn complete(reader: &Reader<'_>, spans: Vec<Span>) -> Vec<Span> {
    let mut spans = behind_titles(reader, spans);
    let surnames = surnames(reader, &spans);
    let (families, givens) = firsts(reader, &spans);
    split_pairs(reader, &mut spans, &surnames);
    let taken = taken(reader.tokens.len(), &spans);
    let mut learnt = Vec::new();
    for (at, token) in reader.tokens.iter().enumerate() {
        let capital = matches!(token.shape, Shape::Title | Shape::Upper);
        if !capital || taken.get(at).copied().unwrap_or(true) {
            continue;
        }
        let folded = fold(token.text(reader.text));
        let family =
            families.contains(&folded) && reader.is_open(at) && !reader.begins_sentence(at);
        let surname = folded.chars().count() > 2 && surnames.contains_key(&folded);
        let given = givens.contains(&folded) && reader.is_likely(at);
        if !(family || surname || given) || !reader.stands_alone(at, &folded) {
            continue;
        }
        let count = surnames.get(&folded).copied().unwrap_or(0);
        let sure = family || given || !reader.is_word(at, &folded);
        if !(sure || reader.is_titled(at) || reader.is_named(at, count)) {
            continue;
        }
        let tokens = candidates::widen(reader.text, reader.tokens, at..at + 1);
        learnt.push(Span {
            tokens,
            sureness: LEARNT,
            reason: Reason::Learnt,
        });
    }
    spans.extend(learnt);
    tidy(spans)
}

/// In reading order, without those that overlap an earlier or longer one.
fn tidy(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = 0;
    spans.retain(|span| {
        let free = span.tokens.start >= end && !span.tokens.is_empty();
        if free {
            end = span.tokens.end;
        }
        free
    });
    spans
}

/// Which tokens stand in a span already.
fn taken(count: usize, spans: &[Span]) -> Vec<bool> {
    let mut taken = vec![false; count];
    for span in spans {
        for slot in taken
            .iter_mut()
            .take(span.tokens.end)
            .skip(span.tokens.start)
        {
            *slot = true;
        }
    }
    taken
}

/// The surnames that sure full names teach, with how many such names there are.
fn surnames(reader: &Reader<'_>, spans: &[Span]) -> HashMap<String, usize> {
    let mut surnames = HashMap::new();
    for span in spans.iter().filter(|span| span.sureness >= SURE) {
        let name = Name::read(
            reader.text,
            reader.tokens.get(span.tokens.clone()).unwrap_or_default(),
        );
        let titled = span.reason == Reason::Title;
        if name.words.len() > 1 || titled {
            *surnames.entry(name.last().to_owned()).or_default() += 1;
        }
    }
    surnames
}

/// The first words of sure full names: those that are no given names, for where the family's name comes first ("Xi Jinping"),
/// people are called by it; and given names, by which those are called who are no statesmen ("Hamish said").
fn firsts(reader: &Reader<'_>, spans: &[Span]) -> (HashSet<String>, HashSet<String>) {
    let (mut families, mut givens) = (HashSet::new(), HashSet::new());
    for span in spans.iter().filter(|span| span.sureness >= SURE) {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        let name = Name::read(reader.text, tokens);
        let first = tokens.first().map_or("", |token| token.text(reader.text));
        let known = tagger::known(first);
        let given = lists().given(name.first()).is_some() || known.given > known.surname;
        if !(2..=3).contains(&name.words.len())
            || known.small
            || lists().ordinary(name.first())
            || name.first().chars().count() < 3
        {
            continue;
        }
        let which = if given { &mut givens } else { &mut families };
        which.insert(name.first().to_owned());
    }
    (families, givens)
}

/// Add what stands in capitals directly behind a title and is in no span.
fn behind_titles(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let taken = taken(reader.tokens.len(), &spans);
    let mut found = Vec::new();
    let mut past = 0;
    for (at, pair) in reader.tokens.windows(2).enumerate() {
        let [title, next] = pair else { continue };
        let start = at + 1;
        let word = title.text(reader.text);
        let free = start >= past && !taken.get(start).copied().unwrap_or(true);
        if !free
            || title.shape == Shape::Lower
            || title.block != next.block
            || next.shape != Shape::Title
        {
            continue;
        }
        if !announces(word)
            || reader
                .tags
                .get(start)
                .is_some_and(|tag| tag.class == Class::Organisation)
        {
            continue;
        }
        let mut end = start;
        while end < start + 4
            && !taken.get(end).copied().unwrap_or(true)
            && reader.continues(end, next.block)
        {
            end += 1;
        }
        if let Some(tokens) = candidates::trim(reader.text, reader.tokens, start..end) {
            past = tokens.end;
            found.push(Span {
                tokens,
                sureness: TITLED,
                reason: Reason::Title,
            });
        }
    }
    spans.extend(found);
    tidy(spans)
}

/// Whether a title is followed by a name and by nothing else.
fn announces(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Mme"
            | "Mlle"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Sheikh"
            | "Messrs"
            | "Monsieur"
            | "Madame"
    )
}

/// Part "Obama-Putin" where both are surnames of people in the article.
fn split_pairs(reader: &Reader<'_>, spans: &mut Vec<Span>, surnames: &HashMap<String, usize>) {
    let mut parted = Vec::new();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 3) {
        let Some([left, dash, right]) = reader.tokens.get(span.tokens.clone()) else {
            continue;
        };
        let known = |token: &Token| surnames.contains_key(&fold(token.text(reader.text)));
        if is_hyphen(dash.text(reader.text)) && known(left) && known(right) {
            let half = Span {
                tokens: span.tokens.start + 2..span.tokens.end,
                ..span.clone()
            };
            span.tokens.end = span.tokens.start + 1;
            parted.push(half);
        }
    }
    spans.extend(parted);
    spans.sort_by_key(|span| span.tokens.start);
}
