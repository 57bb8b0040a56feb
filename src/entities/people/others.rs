//! Names of other things: what reads like a person and is none.
//!
//! Owns the evidence against a span: storms and ships that the article names, words that only a body or a place has behind
//! a name, the two sides of a match or a lawsuit, peoples and faiths. Drops spans, never changes one.

use super::super::mention::Reason;
use super::super::tokens::{Shape, Token};
use super::Span;
use super::fold::fold;
use super::learn::Reader;
use super::lists::lists;
use super::name::Name;
use std::collections::HashSet;

/// Words in front of a name that make it a storm's, a ship's or an undertaking's.
const BEARERS: [&str; 9] = [
    "Cyclone",
    "Cyclones",
    "HMS",
    "Hurricane",
    "Hurricanes",
    "Operation",
    "Storm",
    "Typhoon",
    "USS",
];

/// `spans` without those that name something else.
pub(super) fn drop_others(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let things = things(reader, &spans);
    spans.retain(|span| {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        span.reason == Reason::Title
            || !(is_people(reader.text, tokens)
                || is_contest(reader.text, tokens)
                || is_whole(reader, span)
                || is_thing(reader, span, &things))
    });
    spans
}

/// Nothing but words for peoples and faiths: "Arab Sunni"; "Christian" alone may be a man.
fn is_people(text: &str, tokens: &[Token]) -> bool {
    let mut words = tokens
        .iter()
        .filter(|token| token.shape != Shape::Mark)
        .map(|token| fold(token.text(text)))
        .peekable();
    let alone = tokens.len() == 1;
    words.peek().is_some()
        && words.all(|word| lists().people(&word) && !(alone && lists().given(&word).is_some()))
}

/// The two sides of a match or a lawsuit in one span: "Eton v Harrow".
fn is_contest(text: &str, tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| token.shape == Shape::Lower && matches!(token.text(text), "v" | "vs" | "v."))
}

/// A word that only a body or a place has at the end of its name, last in the span or directly behind it.
fn is_whole(reader: &Reader<'_>, span: &Span) -> bool {
    let whole = |at: usize| {
        let folded = fold(reader.word(at));
        lists().whole(&folded) && !lists().ordinary(&folded)
    };
    let (last, next) = (span.tokens.end - 1, span.tokens.end);
    let follows = reader.tokens.get(next).is_some_and(|token| {
        token.shape == Shape::Title
            && token.spaced
            && Some(token.block) == reader.tokens.get(last).map(|own| own.block)
    });
    span.tokens.len() > 1 && whole(last) || follows && whole(next) && !reader.is_headline(last)
}

/// What the article calls a storm or a ship, folded, unless a full name in it ends so.
fn things(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut things: HashSet<String> = HashSet::new();
    for pair in reader.tokens.windows(2) {
        let [bearer, thing] = pair else { continue };
        if BEARERS.contains(&bearer.text(reader.text))
            && thing.spaced
            && thing.block == bearer.block
            && matches!(thing.shape, Shape::Title | Shape::Upper)
        {
            things.insert(fold(thing.text(reader.text)));
        }
    }
    if things.is_empty() {
        return things;
    }
    for span in spans {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        let name = Name::read(reader.text, tokens);
        let known = lists().given(name.first()).is_some();
        if name.words.len() > 1 && known && !bears(reader, span) {
            things.remove(name.last());
        }
    }
    things
}

/// Whether the span holds or follows a word that makes it a thing's name.
fn bears(reader: &Reader<'_>, span: &Span) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before
        .into_iter()
        .chain(span.tokens.clone())
        .any(|at| BEARERS.contains(&reader.word(at)))
}

/// A storm or a ship: its name with nothing before it but initials and its kind.
fn is_thing(reader: &Reader<'_>, span: &Span, things: &HashSet<String>) -> bool {
    let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
    let name = Name::read(reader.text, tokens);
    let Some((last, before)) = name.words.split_last() else {
        return false;
    };
    things.contains(last)
        && (bears(reader, span) || before.iter().all(|word| word.chars().count() == 1))
}
