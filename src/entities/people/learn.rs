//! Learns names from the article: a name that it introduces once is found everywhere in it, before and after.
//!
//! This adds names that the tagger missed: a capitalised word directly after a title, and a surname or given name that
//! belongs to a reliable full name elsewhere. Existing spans and the names of places and organisations ("Trump Tower") are
//! left alone.

use super::super::mention::Reason;
use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::{Token, TokenShape};
use super::NameSpan;
use super::candidates;
use super::fold::fold;
use super::lists::lists;
use super::person_name::{PersonName, is_hyphen};
use std::collections::{HashMap, HashSet};

/// The least confidence of a full name whose words are learnt.
pub(super) const MIN_TEACHING_CONFIDENCE: u8 = 55;
/// The confidence of a learnt name.
pub(super) const LEARNT_CONFIDENCE: u8 = 75;
/// The confidence of a name after a title.
const TITLED_CONFIDENCE: u8 = 80;

/// Adds the names that can be learnt from `spans`. The result is in reading order and disjoint.
pub(super) fn add_learnt_names(view: &TokenView<'_>, spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut spans = add_names_after_titles(view, spans);
    let surnames = learn_surnames(view, &spans);
    let (family_names, given_names) = learn_first_words(view, &spans);
    split_surname_pairs(view, &mut spans, &surnames);
    let covered = covered_tokens(view.tokens.len(), &spans);
    let mut learnt = Vec::new();
    for (at, token) in view.tokens.iter().enumerate() {
        let is_capitalised = matches!(token.shape, TokenShape::Title | TokenShape::Upper);
        if !is_capitalised || covered.get(at).copied().unwrap_or(true) {
            continue;
        }
        let folded = fold(token.text(view.text));
        let is_family_name =
            family_names.contains(&folded) && view.is_uncertain(at) && !view.begins_sentence(at);
        let is_surname = folded.chars().count() > 2 && surnames.contains_key(&folded);
        let is_given_name = given_names.contains(&folded) && view.is_likely_person(at);
        if !(is_family_name || is_surname || is_given_name) || !view.stands_alone(at, &folded) {
            continue;
        }
        let count = surnames.get(&folded).copied().unwrap_or(0);
        let is_unambiguous =
            is_family_name || is_given_name || !view.is_also_other_word(at, &folded);
        if !(is_unambiguous || view.is_titled(at) || view.is_used_as_name(at, count)) {
            continue;
        }
        let tokens = candidates::widen_span(view.text, view.tokens, at..at + 1);
        learnt.push(NameSpan {
            tokens,
            confidence: LEARNT_CONFIDENCE,
            reason: Reason::Learnt,
        });
    }
    spans.extend(learnt);
    drop_overlaps(spans)
}

/// Sorts the spans in reading order and drops those that overlap an earlier or longer one.
fn drop_overlaps(mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_free = span.tokens.start >= end && !span.tokens.is_empty();
        if is_free {
            end = span.tokens.end;
        }
        is_free
    });
    spans
}

/// For each token, whether it is in a span already.
fn covered_tokens(count: usize, spans: &[NameSpan]) -> Vec<bool> {
    let mut covered = vec![false; count];
    for span in spans {
        for slot in covered
            .iter_mut()
            .take(span.tokens.end)
            .skip(span.tokens.start)
        {
            *slot = true;
        }
    }
    covered
}

/// The surnames of reliable full names, with the number of such names.
fn learn_surnames(view: &TokenView<'_>, spans: &[NameSpan]) -> HashMap<String, usize> {
    let mut surnames = HashMap::new();
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE)
    {
        let name = PersonName::parse(
            view.text,
            view.tokens.get(span.tokens.clone()).unwrap_or_default(),
        );
        let is_titled = span.reason == Reason::Title;
        if name.words.len() > 1 || is_titled {
            *surnames.entry(name.last().to_owned()).or_default() += 1;
        }
    }
    surnames
}

/// The first words of reliable full names, as two sets. One has words that are not given names: where the family name comes
/// first ("Xi Jinping"), people are called by it. The other has given names, by which private persons are often called
/// ("Hamish said").
fn learn_first_words(
    view: &TokenView<'_>,
    spans: &[NameSpan],
) -> (HashSet<String>, HashSet<String>) {
    let (mut family_names, mut given_names) = (HashSet::new(), HashSet::new());
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE)
    {
        let tokens = view.tokens.get(span.tokens.clone()).unwrap_or_default();
        let name = PersonName::parse(view.text, tokens);
        let first = tokens.first().map_or("", |token| token.text(view.text));
        let info = tagger::word_info(first);
        let is_given_name =
            lists().given_name(name.first()).is_some() || info.given_rank > info.surname_rank;
        if !(2..=3).contains(&name.words.len())
            || info.is_mostly_lowercase
            || lists().is_common_word(name.first())
            || name.first().chars().count() < 3
        {
            continue;
        }
        let names = if is_given_name {
            &mut given_names
        } else {
            &mut family_names
        };
        names.insert(name.first().to_owned());
    }
    (family_names, given_names)
}

/// Adds capitalised words that follow a title directly and are in no span.
fn add_names_after_titles(view: &TokenView<'_>, mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let covered = covered_tokens(view.tokens.len(), &spans);
    let mut found = Vec::new();
    let mut covered_until = 0;
    for (at, pair) in view.tokens.windows(2).enumerate() {
        let [title, next] = pair else { continue };
        let start = at + 1;
        let word = title.text(view.text);
        let is_free = start >= covered_until && !covered.get(start).copied().unwrap_or(true);
        if !is_free
            || title.shape == TokenShape::Lower
            || title.block != next.block
            || next.shape != TokenShape::Title
        {
            continue;
        }
        if !always_precedes_name(word)
            || view
                .tags
                .get(start)
                .is_some_and(|tag| tag.class == NameClass::Organisation)
        {
            continue;
        }
        let mut end = start;
        while end < start + 4
            && !covered.get(end).copied().unwrap_or(true)
            && view.continues_name(end, next.block)
        {
            end += 1;
        }
        if let Some(tokens) = candidates::trim_span(view.text, view.tokens, start..end) {
            covered_until = tokens.end;
            found.push(NameSpan {
                tokens,
                confidence: TITLED_CONFIDENCE,
                reason: Reason::Title,
            });
        }
    }
    spans.extend(found);
    drop_overlaps(spans)
}

/// Whether `word` is a title that is only ever followed by a name.
fn always_precedes_name(word: &str) -> bool {
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

/// Splits spans such as "Obama-Putin" if both words are surnames of people in the article.
fn split_surname_pairs(
    view: &TokenView<'_>,
    spans: &mut Vec<NameSpan>,
    surnames: &HashMap<String, usize>,
) {
    let mut second_halves = Vec::new();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 3) {
        let Some([left, dash, right]) = view.tokens.get(span.tokens.clone()) else {
            continue;
        };
        let is_surname = |token: &Token| surnames.contains_key(&fold(token.text(view.text)));
        if is_hyphen(dash.text(view.text)) && is_surname(left) && is_surname(right) {
            let second = NameSpan {
                tokens: span.tokens.start + 2..span.tokens.end,
                ..span.clone()
            };
            span.tokens.end = span.tokens.start + 1;
            second_halves.push(second);
        }
    }
    spans.extend(second_halves);
    spans.sort_by_key(|span| span.tokens.start);
}
