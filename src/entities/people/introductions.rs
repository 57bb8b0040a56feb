//! Finds full names that the tagger missed but that their sentence introduces as a person's.
//!
//! The evidence is a known given name with a capitalised word after it that is nothing else ("Rosa Parks worked"), an
//! apposition ("the Russian ambassador, Vitaly Churkin."), or enough [points](super::evidence). Known spans and headlines
//! are not searched.

use super::super::mention::Reason;
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::NameSpan;
use super::candidates;
use super::evidence;
use super::family_first;
use super::lists::lists;

/// The confidence of an introduced name.
const INTRODUCED_CONFIDENCE: u8 = 70;
/// The most words in an introduced name.
const MAX_WORDS: usize = 4;

/// Words before which a person is named: "Obama said", "the Obama administration".
const SUBJECT_WORDS: WordList =
    WordList::new("said says told added wrote administration government regime era presidency");

/// Adds the names that the text introduces to `spans`. The result is in reading order and disjoint.
pub(super) fn add_introduced_names(
    view: &TokenView<'_>,
    mut spans: Vec<NameSpan>,
) -> Vec<NameSpan> {
    let mut found = Vec::new();
    let mut known = spans.iter().map(|span| span.tokens).peekable();
    let mut at = TokenId::FIRST;
    while at < view.end() {
        while known.next_if(|known| known.end <= at).is_some() {}
        let next = known.peek().copied();
        if let Some(end) = family_first::name_end(view, at)
            && next.is_none_or(|next| next.start >= at)
        {
            found.push(introduced_span(at.until(end)));
            at = end;
            continue;
        }
        let longest_end = name_end(view, at);
        let end = match next {
            // The tagger labelled only the last word: "spokesperson Zarmast Wardakil said".
            Some(next) if next.len() == 1 && next.start > at && next.end == longest_end => {
                longest_end
            }
            Some(next) => longest_end.min(next.start.max(at)),
            None => longest_end,
        };
        let name = at.until(end);
        if name.len() < 2 || !is_introduced(view, name) {
            at += 1;
            continue;
        }
        found.push(introduced_span(candidates::widen_span(view, name)));
        at = end;
    }
    spans.extend(found);
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = TokenId::FIRST;
    spans.retain(|span| {
        let is_free = span.tokens.start >= end;
        end = end.max(span.tokens.end);
        is_free
    });
    spans
}

fn introduced_span(tokens: TokenRange) -> NameSpan {
    NameSpan {
        tokens,
        confidence: INTRODUCED_CONFIDENCE,
        reason: Reason::Learnt,
    }
}

/// The end of the capitalised words, with particles between them, that begin at `at`; `at` if they cannot be a name.
fn name_end(view: &TokenView<'_>, at: TokenId) -> TokenId {
    if view.shape(at) != TokenShape::Title || view.follows_name(at) {
        return at;
    }
    let continues = |next| {
        view.is_capitalised(next)
            && view.has_space_before(next)
            && view.block(next) == view.block(at)
    };
    let mut end = at + 1;
    loop {
        if continues(end) {
            end += 1;
        } else if let Some(next) = end_after_particles(view, end) {
            end = next;
        } else {
            break;
        }
    }
    let has_hyphen = matches!(view.word(end), "-" | "‐" | "‑");
    // "the Donald Trump-led wing": the word after the hyphen is not part of the name.
    let joins_other_word = has_hyphen
        && end > at + 1
        && view.shape(end + 1) == TokenShape::Lower
        && !view.has_space_before(end + 1);
    let is_joined = has_hyphen && !joins_other_word || matches!(view.word(end), "–" | "&" | "of");
    let mut after_first = (at + 1).until(end).into_iter();
    let breaks_line = after_first.any(|at| view.breaks_line(at));
    let words = at.until(end).into_iter();
    let capital_count = words.filter(|&at| view.is_capitalised(at)).count();
    if capital_count > MAX_WORDS || is_joined || breaks_line || view.is_headline(at) {
        return at;
    }
    end
}

/// The end of the capitalised word after the particles that begin at `at`: "von der Leyen", "al-Hadidi".
fn end_after_particles(view: &TokenView<'_>, at: TokenId) -> Option<TokenId> {
    const PARTICLES: [&str; 16] = [
        "al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
        "ibn", "van", "von",
    ];
    let mut end = at;
    while end < at + 3 && view.is_spaced(end) && PARTICLES.contains(&view.word(end)) {
        end += 1;
        if view.word(end) == "la" {
            end += 1;
        }
    }
    let is_arabic_article = matches!(view.word(at), "al" | "el");
    if end > at && is_arabic_article && matches!(view.word(end), "-") {
        end += 1;
    }
    let is_name =
        end > at && view.shape(end) == TokenShape::Title && view.block(end) == view.block(at);
    is_name.then_some(end + 1)
}

/// Whether the sentence introduces the capitalised words in `name` as a person's name.
fn is_introduced(view: &TokenView<'_>, name: TokenRange) -> bool {
    let lists = lists();
    let capitalised = name.into_iter().filter(|&at| view.is_capitalised(at));
    let words: Vec<String> = capitalised.map(|at| view.folded(at)).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is_ruled_out = words.iter().any(|word| {
        lists.is_organisation_word(word)
            || lists.is_group_word(word)
            || lists.is_title_or_role(word)
            || word.chars().count() < 2
    });
    let starts_with_given_name = lists.is_given_name(first);
    if is_ruled_out || lists.is_given_name(last) && words.len() == 2 && !starts_with_given_name {
        return false;
    }
    let next = view.word(name.end);
    let is_subject = SUBJECT_WORDS.contains(next);
    let is_untagged = || {
        let mut words = name.into_iter();
        words.all(|at| view.class(at) == NameClass::Outside)
    };
    if starts_with_given_name && !lists.is_common_word(first) && (is_subject || is_untagged()) {
        return true;
    }
    let ends_apposition = matches!(next, "." | "," | ";" | ")" | "who" | "" | "”" | "\"");
    let is_place = || {
        let mut words = name.into_iter();
        words.any(|at| matches!(view.class(at), NameClass::Location | NameClass::Group))
    };
    let is_apposition = || ends_apposition && view.description_before(name.start).is_some();
    words.iter().any(|word| lists.is_given_name(word)) && !is_place() && is_apposition()
        || evidence::full_name_points(view, name) >= evidence::MIN_POINTS
}
