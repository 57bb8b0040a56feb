//! Words beside a name that are part of it, though the tagger chose otherwise: it may have doubted.
//!
//! Owns what the tagger's second choice tells: a word directly before or behind a name that it thought may well be a person's,
//! and the two surnames of a hyphen. Never takes a word that says something else: a title, a people, a place.

use super::super::tagger::{self, Class, Tag};
use super::super::tokens::{Shape, Token};
use super::Span;
use super::fold::fold;
use super::lists::lists;
use super::name::is_hyphen;
use super::reader::Reader;
use super::roles::is_function;
use std::collections::HashSet;
use std::ops::Range;

/// How likely a word is part of the name beside it that the tagger read as no name.
const PLAIN: u8 = 15;
/// And one that it read as another name.
const NAMED: u8 = 30;
/// And a surname behind a known given name.
const SURNAME: u8 = 12;
/// Most words taken before a name.
const LONGEST: usize = 3;

/// The span with the words before it that are its own ("Zine El Abidine" before "Ben Ali") and the surname behind a lone given
/// name ("Doris" before "Day").
pub(super) fn words(
    text: &str,
    tokens: &[Token],
    tags: &[Tag],
    span: Range<usize>,
) -> Range<usize> {
    let span = behind(text, tokens, tags, span);
    before(text, tokens, tags, span)
}

fn before(text: &str, tokens: &[Token], tags: &[Tag], mut span: Range<usize>) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    // "Elder Nelson White": a known given name opens a full name.
    let opens = tagger::known(word(span.start)).given > 1
        || lists().given(&fold(word(span.start))).is_some();
    if opens && span.len() > 1 {
        return span;
    }
    let first = span.start;
    while let Some(at) = joined_before(text, tokens, span.start) {
        if span.start - at > 2 || first - at > LONGEST || !is_own(text, tokens, tags, at) {
            break;
        }
        span.start = at;
    }
    // Half of a hyphen is no beginning.
    if is_hyphen(word(span.start.wrapping_sub(1))) && !spaced(tokens, span.start) {
        span.start = first;
    }
    span
}

/// The capital directly before `start`, on the same line, or before the hyphen there.
fn joined_before(text: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let own = tokens.get(start)?;
    let mut at = start.checked_sub(1)?;
    if !own.spaced {
        let hyphen = tokens.get(at)?;
        if !is_hyphen(hyphen.text(text)) || hyphen.spaced {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    let token = tokens.get(at)?;
    let gap = text.get(token.end as usize..own.start as usize)?;
    (token.shape == Shape::Title && token.block == own.block && !gap.contains('\n')).then_some(at)
}

/// Whether the tagger thought that the word at `at` may well be a person's, and nothing says what else it is.
fn is_own(text: &str, tokens: &[Token], tags: &[Tag], at: usize) -> bool {
    let (Some(token), Some(tag)) = (tokens.get(at), tags.get(at)) else {
        return false;
    };
    let word = token.text(text);
    let folded = fold(word);
    let least = if tag.class == Class::Other {
        PLAIN
    } else {
        NAMED
    };
    let many = folded
        .strip_suffix('s')
        .is_some_and(|one| lists().title(one).is_some() || lists().role(one));
    tag.person >= least
        && !tagger::known(word).small
        && !lists().whole(&folded)
        && !lists().opens(&folded)
        && !lists().people(&folded)
        && !lists().role(&folded)
        && !many
        && lists().title(&folded).is_none()
        && !is_function(word)
}

fn behind(text: &str, tokens: &[Token], tags: &[Tag], span: Range<usize>) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let given = fold(word(span.start));
    let block = tokens.get(span.start).map(|own| own.block);
    let capital = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            token.shape == Shape::Title && token.spaced && Some(token.block) == block
        })
    };
    if span.len() != 1
        || lists().given(&given).is_none()
        || lists().title(&given).is_some()
        || !capital(span.end)
        || capital(span.end + 1)
    {
        return span;
    }
    let likely = tags.get(span.end).is_some_and(|tag| {
        tag.person >= SURNAME && matches!(tag.class, Class::Other | Class::Person)
    });
    let folded = fold(word(span.end));
    let other = lists().whole(&folded)
        || lists().title(&folded).is_some()
        || lists().role(&folded)
        || lists().people(&folded)
        || is_function(word(span.end));
    if likely && !other {
        return span.start..span.end + 1;
    }
    span
}

fn spaced(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| token.spaced)
}

/// Surnames of two halves, of which the tagger saw the first ("Glawischnig-Piesczek"): neither half stands without the other
/// in the article, as the sides of a "Trump-Ukraine call" do.
pub(super) fn doubled(reader: &Reader<'_>, spans: &mut [Span]) {
    let half = |end: usize| {
        let hyphen = is_hyphen(reader.word(end)) && !reader.spaced(end);
        let second = reader.tokens.get(end + 1)?;
        let capital = second.shape == Shape::Title && !second.spaced;
        let free = reader
            .tags
            .get(end + 1)
            .is_some_and(|tag| matches!(tag.class, Class::Other | Class::Person));
        (hyphen && capital && free).then_some(end + 1)
    };
    let halves: HashSet<&str> = spans
        .iter()
        .filter_map(|span| half(span.tokens.end))
        .map(|at| reader.word(at))
        .collect();
    if halves.is_empty() {
        return;
    }
    let firsts: HashSet<&str> = spans
        .iter()
        .filter(|span| half(span.tokens.end).is_none())
        .map(|span| reader.word(span.tokens.end - 1))
        .collect();
    let mut alone: HashSet<&str> = HashSet::new();
    for (at, token) in reader.tokens.iter().enumerate() {
        let word = token.text(reader.text);
        if token.spaced && halves.contains(word) && !is_hyphen(reader.word(at + 1)) {
            alone.insert(word);
        }
    }
    for span in spans {
        if let Some(second) = half(span.tokens.end)
            && !alone.contains(reader.word(second))
            && !firsts.contains(reader.word(span.tokens.end - 1))
        {
            span.tokens.end = second + 1;
        }
    }
}
