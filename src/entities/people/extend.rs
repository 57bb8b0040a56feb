//! Extends a name by neighbouring words that the tagger did not label as a person's but thought likely.
//!
//! This covers words directly before or after a name, and double surnames with a hyphen. Words that have another function
//! are never added: titles, roles, and words for groups or places.
//!
//! All thresholds are compared with the tagger's [`person_confidence`](super::super::tagger::NameTag::person_confidence).

use super::super::tagger::{self, NameClass, NameTag};
use super::super::token_view::TokenView;
use super::super::tokens::{Token, TokenShape};
use super::NameSpan;
use super::fold::fold;
use super::lists::lists;
use super::person_name::is_hyphen;
use super::roles::is_function_word;
use std::collections::HashSet;
use std::ops::Range;

/// The least confidence at which a word outside any name is added to the name after it.
const MIN_PERSON_UNNAMED: u8 = 15;
/// The same for a word that the tagger labelled as another kind of name.
const MIN_PERSON_OTHER_NAME: u8 = 30;
/// The same for a surname after a known given name.
const MIN_PERSON_SURNAME: u8 = 12;
/// The most tokens added before a name.
const MAX_WORDS_BEFORE: usize = 3;

/// Adds the words before a span that belong to it ("Zine El Abidine" before "Ben Ali"), and the surname after a lone given
/// name ("Day" after "Doris").
pub(super) fn extend_span(
    text: &str,
    tokens: &[Token],
    tags: &[NameTag],
    span: Range<usize>,
) -> Range<usize> {
    let span = extend_after(text, tokens, tags, span);
    extend_before(text, tokens, tags, span)
}

/// Adds the words before the span that belong to it.
fn extend_before(
    text: &str,
    tokens: &[Token],
    tags: &[NameTag],
    mut span: Range<usize>,
) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    // "Elder Nelson White": a known given name is the start of a full name.
    let starts_with_given_name = tagger::word_info(word(span.start)).given_rank > 1
        || lists().given_name(&fold(word(span.start))).is_some();
    if starts_with_given_name && span.len() > 1 {
        return span;
    }
    let first = span.start;
    while let Some(at) = capital_before(text, tokens, span.start) {
        if span.start - at > 2
            || first - at > MAX_WORDS_BEFORE
            || !is_name_word(text, tokens, tags, at)
        {
            break;
        }
        span.start = at;
    }
    // The second half of a hyphenated word cannot be the start.
    if is_hyphen(word(span.start.wrapping_sub(1))) && !is_spaced(tokens, span.start) {
        span.start = first;
    }
    span
}

/// The capitalised word directly before `start` on the same line, or before a hyphen there.
fn capital_before(text: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let own = tokens.get(start)?;
    let mut at = start.checked_sub(1)?;
    if !own.has_space_before {
        let hyphen = tokens.get(at)?;
        if !is_hyphen(hyphen.text(text)) || hyphen.has_space_before {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    let token = tokens.get(at)?;
    let gap = text.get(token.end as usize..own.start as usize)?;
    (token.shape == TokenShape::Title && token.block == own.block && !gap.contains('\n'))
        .then_some(at)
}

/// Whether the tagger is confident enough that the word at `at` is part of a person's name, and no list says otherwise.
fn is_name_word(text: &str, tokens: &[Token], tags: &[NameTag], at: usize) -> bool {
    let (Some(token), Some(tag)) = (tokens.get(at), tags.get(at)) else {
        return false;
    };
    let word = token.text(text);
    let folded = fold(word);
    let min = if tag.class == NameClass::Outside {
        MIN_PERSON_UNNAMED
    } else {
        MIN_PERSON_OTHER_NAME
    };
    let is_plural = folded
        .strip_suffix('s')
        .is_some_and(|one| lists().title(one).is_some() || lists().is_role(one));
    tag.person_confidence >= min
        && !tagger::word_info(word).is_mostly_lowercase
        && !lists().is_organisation_suffix(&folded)
        && !lists().is_place_prefix(&folded)
        && !lists().is_group_word(&folded)
        && !lists().is_role(&folded)
        && !is_plural
        && lists().title(&folded).is_none()
        && !is_function_word(word)
}

/// Adds the surname after a lone given name.
fn extend_after(
    text: &str,
    tokens: &[Token],
    tags: &[NameTag],
    span: Range<usize>,
) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let given_name = fold(word(span.start));
    let block = tokens.get(span.start).map(|own| own.block);
    let is_capitalised = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            token.shape == TokenShape::Title && token.has_space_before && Some(token.block) == block
        })
    };
    if span.len() != 1
        || lists().given_name(&given_name).is_none()
        || lists().title(&given_name).is_some()
        || !is_capitalised(span.end)
        || is_capitalised(span.end + 1)
    {
        return span;
    }
    let is_likely = tags.get(span.end).is_some_and(|tag| {
        tag.person_confidence >= MIN_PERSON_SURNAME
            && matches!(tag.class, NameClass::Outside | NameClass::Person)
    });
    let folded = fold(word(span.end));
    let is_other_word = lists().is_organisation_suffix(&folded)
        || lists().title(&folded).is_some()
        || lists().is_role(&folded)
        || lists().is_group_word(&folded)
        || is_function_word(word(span.end));
    if is_likely && !is_other_word {
        return span.start..span.end + 1;
    }
    span
}

fn is_spaced(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| token.has_space_before)
}

/// Completes double surnames of which the tagger labelled only the first half ("Glawischnig-Piesczek").
///
/// The halves must not occur without each other in the article, as the two sides of a "Trump-Ukraine call" do.
pub(super) fn join_double_surnames(view: &TokenView<'_>, spans: &mut [NameSpan]) {
    let second_half = |end: usize| {
        let is_hyphenated = is_hyphen(view.word(end)) && !view.is_spaced(end);
        let second = view.tokens.get(end + 1)?;
        let is_capitalised = second.shape == TokenShape::Title && !second.has_space_before;
        let is_free = view
            .tags
            .get(end + 1)
            .is_some_and(|tag| matches!(tag.class, NameClass::Outside | NameClass::Person));
        (is_hyphenated && is_capitalised && is_free).then_some(end + 1)
    };
    let second_halves: HashSet<&str> = spans
        .iter()
        .filter_map(|span| second_half(span.tokens.end))
        .map(|at| view.word(at))
        .collect();
    if second_halves.is_empty() {
        return;
    }
    let firsts: HashSet<&str> = spans
        .iter()
        .filter(|span| second_half(span.tokens.end).is_none())
        .map(|span| view.word(span.tokens.end - 1))
        .collect();
    let mut used_alone: HashSet<&str> = HashSet::new();
    for (at, token) in view.tokens.iter().enumerate() {
        let word = token.text(view.text);
        if token.has_space_before && second_halves.contains(word) && !is_hyphen(view.word(at + 1)) {
            used_alone.insert(word);
        }
    }
    for span in spans {
        if let Some(second) = second_half(span.tokens.end)
            && !used_alone.contains(view.word(second))
            && !firsts.contains(view.word(span.tokens.end - 1))
        {
            span.tokens.end = second + 1;
        }
    }
}
