//! Names of other things: what reads like a person and is none.
//!
//! Owns the evidence against a span: storms and ships that the article names, words that only a body or a place has behind
//! a name, the two sides of a match or a lawsuit, peoples and faiths. Drops spans, never changes one.

use super::super::mention::Reason;
use super::super::tagger::Class;
use super::super::tokens::{Shape, Token};
use super::Span;
use super::defined;
use super::fold::fold;
use super::lists::lists;
use super::name::Name;
use super::reader::Reader;
use std::collections::{HashMap, HashSet};

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

/// Words before a place and hardly ever before a person.
const PLACING: [&str; 8] = [
    "across",
    "around",
    "in",
    "In",
    "into",
    "near",
    "outside",
    "throughout",
];

/// Words that only the name of an undertaking has behind its first.
const COMPANIES: [&str; 22] = [
    "AG",
    "Airlines",
    "Airways",
    "Bank",
    "Banking",
    "Co",
    "Company",
    "Corp",
    "Corporation",
    "Enterprises",
    "Entertainment",
    "GmbH",
    "Group",
    "Holdings",
    "Inc",
    "Industries",
    "Limited",
    "Ltd",
    "Motor",
    "Motors",
    "Pharmaceuticals",
    "Records",
];

/// `spans` without those that name something else.
pub(super) fn drop_others(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let things = things(reader, &spans);
    let bodies = bodies(reader, &spans);
    let places = places(reader, &spans);
    let defined = defined::things(reader, &spans);
    let grounds = grounds(reader, &spans);
    spans.retain(|span| {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        span.reason == Reason::Title
            || !(is_people(reader.text, tokens)
                || is_contest(reader.text, tokens)
                || is_whole(reader, span)
                || is_coined(reader, span)
                || is_family(reader, span)
                || span.tokens.len() > 1
                    && grounds.contains(&fold(reader.word(span.tokens.end - 1)))
                || is_borne(reader, span)
                || is_case(reader, span)
                || is_body(reader, span, &bodies)
                || is_body(reader, span, &places)
                || !defined.is_empty() && defined.contains(&defined::key(reader, span))
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

/// A surname that stands for all who bear it: "the Shinawatra family".
fn is_family(reader: &Reader<'_>, span: &Span) -> bool {
    let next = reader.word(span.tokens.end);
    span.tokens.len() == 1 && matches!(next, "family" | "families" | "clan" | "dynasty")
}

/// A lone word spelt as only things are: with digits ("REGN-EB3"), or two capitals before small letters ("ZMapp").
fn is_coined(reader: &Reader<'_>, span: &Span) -> bool {
    let Some([token]) = reader.tokens.get(span.tokens.clone()) else {
        return false;
    };
    let word = token.text(reader.text);
    let digits = word.chars().any(|letter| letter.is_ascii_digit());
    let mut letters = word.chars();
    let capitals = letters.by_ref().take_while(|letter| letter.is_uppercase());
    digits || capitals.count() > 1 && letters.any(char::is_lowercase)
}

/// A word that only a body or a place has at the end of its name, last in the span or directly behind it; or at its front.
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
    let opens = || lists().opens(&fold(reader.word(span.tokens.start)));
    span.tokens.len() > 1 && (whole(last) || opens())
        || follows && whole(next) && !reader.is_headline(last)
}

/// Words that end the names of places and of people alike, and of which the article speaks in small letters, folded: who
/// writes of "the park" means a park by "Lincoln Park".
fn grounds(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for span in spans.iter().filter(|span| span.tokens.len() > 1) {
        let last = fold(reader.word(span.tokens.end - 1));
        if lists().whole(&last) && lists().ordinary(&last) {
            seen.entry(last).or_default();
        }
    }
    if seen.is_empty() {
        return HashSet::new();
    }
    for token in reader
        .tokens
        .iter()
        .filter(|token| token.shape == Shape::Lower)
    {
        if let Some(count) = seen.get_mut(token.text(reader.text)) {
            *count += 1;
        }
    }
    seen.retain(|_, count| *count >= 2);
    seen.into_keys().collect()
}

/// A full name directly behind the word for a ship or a storm: "the USS Ronald Reagan".
fn is_borne(reader: &Reader<'_>, span: &Span) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before.is_some_and(|at| BEARERS.contains(&reader.word(at)) && reader.spaced(span.tokens.start))
}

/// The other side of a lawsuit: "the Roe v. Wade ruling".
fn is_case(reader: &Reader<'_>, span: &Span) -> bool {
    let Some(versus) = span.tokens.start.checked_sub(1) else {
        return false;
    };
    let versus = if reader.word(versus) == "." {
        versus.saturating_sub(1)
    } else {
        versus
    };
    matches!(reader.word(versus), "v" | "v.")
        && (span.tokens.end..span.tokens.end + 4).any(|at| {
            matches!(
                reader.word(at),
                "case" | "cases" | "decision" | "judgment" | "ruling" | "precedent"
            )
        })
}

/// First words of the names of bodies that the article writes out ("Ford Motor Company"), folded, unless a full name in it
/// ends so or a title stands before it.
fn bodies(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut bodies: HashSet<String> = HashSet::new();
    for (at, tag) in reader.tags.iter().enumerate() {
        if tag.class != Class::Organisation || !tag.begins {
            continue;
        }
        let mut end = at + 1;
        while end < at + 5
            && reader.spaced(end)
            && reader
                .tags
                .get(end)
                .is_some_and(|tag| tag.class == Class::Organisation && !tag.begins)
        {
            end += 1;
        }
        if (at + 1..end).any(|at| COMPANIES.contains(&reader.word(at).trim_end_matches('.'))) {
            bodies.insert(fold(reader.word(at)));
        }
    }
    if bodies.is_empty() {
        return bodies;
    }
    for span in spans {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        let name = Name::read(reader.text, tokens);
        if name.words.len() > 1 || span.reason == Reason::Title {
            bodies.remove(name.last());
        }
    }
    bodies
}

/// Words alone that stand where only places do, again and again, folded; none that ends a full name or follows a title.
fn places(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    for span in spans.iter().filter(|span| span.tokens.len() == 1) {
        seen.entry(fold(reader.word(span.tokens.start)))
            .or_default();
    }
    for (at, token) in reader.tokens.iter().enumerate() {
        if token.shape != Shape::Title {
            continue;
        }
        let Some((there, all)) = seen.get_mut(&fold(token.text(reader.text))) else {
            continue;
        };
        let before = at.checked_sub(1).map_or("", |before| reader.word(before));
        let owns = matches!(reader.word(at + 1), "'s" | "’s");
        *all += 1;
        // "in Velmora", "Velmora Island"; but "in Merkel's".
        let whole = reader.spaced(at + 1)
            && reader
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.shape == Shape::Title)
            && lists().whole(&fold(reader.word(at + 1)));
        *there += usize::from(whole || !owns && PLACING.contains(&before));
        let folded = fold(before);
        if lists().title(&folded).is_some() || lists().role(&folded) {
            *there = 0;
            *all = usize::MAX / 2;
        }
    }
    seen.retain(|_, (there, all)| *there >= 2 && *there * 8 >= *all);
    for span in spans.iter().filter(|span| span.tokens.len() > 1) {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        seen.remove(Name::read(reader.text, tokens).last());
    }
    seen.into_keys().collect()
}

/// A word alone by which the article calls a body whose name it also writes out.
fn is_body(reader: &Reader<'_>, span: &Span, bodies: &HashSet<String>) -> bool {
    span.tokens.len() == 1 && bodies.contains(&fold(reader.word(span.tokens.start)))
}

/// What the article calls a storm or a ship, folded, unless a full name in it ends so.
fn things(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut things: HashSet<String> = HashSet::new();
    for pair in reader.tokens.windows(2) {
        let [bearer, thing] = pair else { continue };
        if thing.spaced
            && thing.block == bearer.block
            && matches!(thing.shape, Shape::Title | Shape::Upper)
            && BEARERS.contains(&bearer.text(reader.text))
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
