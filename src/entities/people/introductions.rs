//! Finds full names that the tagger missed but that their sentence introduces as a person's.
//!
//! The evidence is a known given name with a capitalised word after it that is nothing else ("Rosa Parks worked"), an
//! apposition ("the Russian ambassador, Vitaly Churkin."), or enough [points](super::evidence). Known spans and headlines
//! are not searched.

use super::super::mention::Reason;
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::TokenShape;
use super::NameSpan;
use super::candidates;
use super::evidence;
use super::family_first;
use super::fold::fold;
use super::lists::lists;

/// The confidence of an introduced name.
const INTRODUCED_CONFIDENCE: u8 = 70;
/// The most words in an introduced name.
const MAX_WORDS: usize = 4;

/// Adds the names that the text introduces to `spans`. The result is in reading order and disjoint.
pub(super) fn add_introduced_names(
    view: &TokenView<'_>,
    mut spans: Vec<NameSpan>,
) -> Vec<NameSpan> {
    let mut found = Vec::new();
    let mut known = spans.iter().peekable();
    let mut at = 0;
    while at < view.tokens.len() {
        while known.next_if(|span| span.tokens.end <= at).is_some() {}
        let next_start = known
            .peek()
            .map_or(view.tokens.len(), |span| span.tokens.start);
        let is_inside = known.peek().is_some_and(|span| span.tokens.start < at);
        if let Some(end) = family_first::name_end(view, at).filter(|_| !is_inside) {
            found.push(introduced_span(at..end));
            at = end;
            continue;
        }
        let longest_end = name_end(view, at);
        // The tagger labelled only the last word: "spokesperson Zarmast Wardakil said".
        let is_last_word = known.peek().is_some_and(|span| {
            span.tokens.len() == 1 && span.tokens.start > at && span.tokens.end == longest_end
        });
        let end = if is_last_word {
            longest_end
        } else {
            longest_end.min(next_start.max(at))
        };
        if end < at + 2 || !is_introduced(view, at, end) {
            at += 1;
            continue;
        }
        found.push(introduced_span(candidates::widen_span(
            view.text,
            view.tokens,
            at..end,
        )));
        at = end;
    }
    spans.extend(found);
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_free = span.tokens.start >= end;
        end = end.max(span.tokens.end);
        is_free
    });
    spans
}

fn introduced_span(tokens: std::ops::Range<usize>) -> NameSpan {
    NameSpan {
        tokens,
        confidence: INTRODUCED_CONFIDENCE,
        reason: Reason::Learnt,
    }
}

/// The end of the capitalised words, with particles between them, that begin at `at`; `at` if they cannot be a name.
fn name_end(view: &TokenView<'_>, at: usize) -> usize {
    let is_title_case = |index: usize| {
        view.tokens
            .get(index)
            .is_some_and(|token| token.shape == TokenShape::Title)
    };
    let block = view.tokens.get(at).map(|token| token.block);
    let continues = |index: usize| {
        view.tokens.get(index).is_some_and(|token| {
            token.has_space_before
                && Some(token.block) == block
                && matches!(token.shape, TokenShape::Title | TokenShape::Upper)
        })
    };
    let before = at.checked_sub(1).map_or("", |before| view.word(before));
    let folded = fold(before);
    let follows_name = before.chars().next().is_some_and(char::is_uppercase)
        && lists().title(&folded).is_none()
        && !lists().is_role(&folded);
    if !is_title_case(at) || follows_name {
        return at;
    }
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
        && view
            .tokens
            .get(end + 1)
            .is_some_and(|token| token.shape == TokenShape::Lower && !token.has_space_before);
    let is_joined = has_hyphen && !joins_other_word || matches!(view.word(end), "–" | "&" | "of");
    let breaks_line = (at + 1..end).any(|index| view.breaks_line(index));
    let capital_count = (at..end).filter(|&index| is_capital(view, index)).count();
    if capital_count > MAX_WORDS || is_joined || breaks_line || view.is_headline(at) {
        return at;
    }
    end
}

/// Whether the word at `at` is capitalised.
fn is_capital(view: &TokenView<'_>, at: usize) -> bool {
    let token = view.tokens.get(at);
    token.is_some_and(|token| matches!(token.shape, TokenShape::Title | TokenShape::Upper))
}

/// The end of the capitalised word after the particles that begin at `at`: "von der Leyen", "al-Hadidi".
fn end_after_particles(view: &TokenView<'_>, at: usize) -> Option<usize> {
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
    let token = view.tokens.get(end).filter(|_| end > at)?;
    let is_same_block = token.block == view.tokens.get(at)?.block;
    (is_same_block && token.shape == TokenShape::Title).then_some(end + 1)
}

/// Whether the sentence introduces the capitalised words from `at` to `end` as a person's name.
fn is_introduced(view: &TokenView<'_>, at: usize, end: usize) -> bool {
    let words: Vec<String> = (at..end)
        .filter(|&index| is_capital(view, index))
        .map(|index| fold(view.word(index)))
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is_ruled_out = words.iter().any(|word| {
        lists().is_organisation_suffix(word) && !lists().is_common_word(word)
            || lists().is_group_word(word)
            || lists().title(word).is_some()
            || lists().is_role(word)
            || word.chars().count() < 2
    });
    if is_ruled_out
        || lists().given_name(last).is_some()
            && words.len() == 2
            && lists().given_name(first).is_none()
    {
        return false;
    }
    let starts_with_given_name = lists().given_name(first).is_some();
    let is_untagged = (at..end).all(|index| {
        view.tags
            .get(index)
            .is_some_and(|tag| tag.class == NameClass::Outside)
    });
    let is_place = (at..end).any(|index| {
        view.tags
            .get(index)
            .is_some_and(|tag| matches!(tag.class, NameClass::Location | NameClass::Group))
    });
    let ends_apposition = matches!(
        view.word(end),
        "." | "," | ";" | ")" | "who" | "" | "”" | "\""
    );
    let is_apposition = ends_apposition && view.description_before(at).is_some();
    let has_given_name = words.iter().any(|word| lists().given_name(word).is_some());
    let next = view.word(end);
    let is_subject = matches!(
        next,
        "said"
            | "says"
            | "told"
            | "added"
            | "wrote"
            | "administration"
            | "government"
            | "regime"
            | "era"
            | "presidency"
    );
    if starts_with_given_name && is_subject && !lists().is_common_word(first) {
        return true;
    }
    has_given_name && is_apposition && !is_place
        || starts_with_given_name && is_untagged && !lists().is_common_word(first)
        || evidence::full_name_points(view, at..end) >= evidence::MIN_POINTS
}
