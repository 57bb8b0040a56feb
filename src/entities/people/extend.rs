//! Extends a name by neighbouring words that the tagger did not label as a person's but thought likely.
//!
//! This covers words directly before or after a name, and double surnames with a hyphen. Words that have another function
//! are never added: titles, roles, and words for groups or places.
//!
//! All thresholds are compared with the tagger's [`person_confidence`](super::super::tagger::NameTag::person_confidence).

use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::NameSpan;
use super::lists::lists;
use super::person_name::is_hyphen;
use super::roles::is_function_word;
use super::word_lists::MEETINGS;
use crate::entities::hashing::HashSet;

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
pub(super) fn extend_span(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    extend_before(view, extend_after(view, span))
}

/// Adds the words before the span that belong to it.
fn extend_before(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    // "Elder Nelson White": a known given name is the start of a full name.
    let starts_with_given_name = || {
        view.word_info(span.start).given_rank > 1 || lists().is_given_name(&view.folded(span.start))
    };
    if span.len() > 1 && starts_with_given_name() {
        return span;
    }
    let mut start = span.start;
    while let Some(at) = capital_before(view, start) {
        if start - at > 2 || span.start - at > MAX_WORDS_BEFORE || !is_name_word(view, at) {
            break;
        }
        start = at;
    }
    // The second half of a hyphenated word cannot be the start.
    let follows_hyphen = start
        .checked_sub(1)
        .is_some_and(|before| is_hyphen(view.word(before)));
    if follows_hyphen && !view.has_space_before(start) {
        return span;
    }
    start.until(span.end)
}

/// The capitalised word directly before `start` on the same line, or before a hyphen there.
fn capital_before(view: &TokenView<'_>, start: TokenId) -> Option<TokenId> {
    let mut at = start.checked_sub(1)?;
    if !view.has_space_before(start) {
        let is_meeting = MEETINGS.contains(view.word(start + 1));
        if is_meeting || !is_hyphen(view.word(at)) || view.has_space_before(at) {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    (view.shape(at) == TokenShape::Title
        && view.block(at) == view.block(start)
        && !view.breaks_line(start))
    .then_some(at)
}

/// Whether the tagger is confident enough that the word at `at` is part of a person's name, and no list says otherwise.
fn is_name_word(view: &TokenView<'_>, at: TokenId) -> bool {
    let (word, folded) = (view.word(at), view.folded(at));
    let min = if view.class(at) == NameClass::Outside {
        MIN_PERSON_UNNAMED
    } else {
        MIN_PERSON_OTHER_NAME
    };
    let is_plural = folded
        .strip_suffix('s')
        .is_some_and(|one| lists().is_title_or_role(one));
    view.tag(at).person_confidence >= min
        && !tagger::word_info(word).is_mostly_lowercase
        && !lists().is_place_prefix(&folded)
        && !lists().is_other_than_name(&folded)
        && !is_plural
        && !is_function_word(word)
}

/// Adds the surname after a lone given name.
fn extend_after(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    let given_name = view.folded(span.start);
    let is_capitalised = |at| view.is_spaced_title_word(at, span.start);
    if span.len() != 1
        || !lists().is_given_name(&given_name)
        || lists().is_title(&given_name)
        || !is_capitalised(span.end)
        || is_capitalised(span.end + 1)
    {
        return span;
    }
    let tag = view.tag(span.end);
    let is_likely = tag.person_confidence >= MIN_PERSON_SURNAME
        && matches!(tag.class, NameClass::Outside | NameClass::Person);
    if is_likely
        && !lists().is_other_than_name(&view.folded(span.end))
        && !is_function_word(view.word(span.end))
    {
        return span.start.until(span.end + 1);
    }
    span
}

/// Completes double surnames of which the tagger labelled only the first half ("Glawischnig-Piesczek").
///
/// The halves must not occur without each other in the article, as the two sides of a "Trump-Ukraine call" do.
pub(super) fn join_double_surnames(view: &TokenView<'_>, spans: &mut [NameSpan]) {
    let second_half = |end: TokenId| {
        let second = end + 1;
        let is_hyphenated = is_hyphen(view.word(end)) && !view.is_spaced(end);
        let is_meeting = MEETINGS.contains(view.word(end + 2));
        let is_capitalised = view.shape(second) == view.shape(end.saturating_sub(1))
            && view.is_capitalised(second)
            && !view.has_space_before(second);
        let is_free = matches!(view.class(second), NameClass::Outside | NameClass::Person);
        (is_hyphenated && is_capitalised && is_free && !is_meeting).then_some(second)
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
        .map(|span| view.word(span.tokens.last()))
        .collect();
    let mut used_alone: HashSet<&str> = HashSet::default();
    for (at, token) in view.entries() {
        let word = view.word(at);
        if token.has_space_before() && second_halves.contains(word) && !is_hyphen(view.word(at + 1))
        {
            used_alone.insert(word);
        }
    }
    for span in spans {
        if let Some(second) = second_half(span.tokens.end)
            && !used_alone.contains(view.word(second))
            && !firsts.contains(view.word(span.tokens.last()))
        {
            span.tokens.end = second + 1;
        }
    }
}
