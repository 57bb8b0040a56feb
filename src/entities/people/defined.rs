//! What the article itself says a name is: "Velmora is a town", "the population of Velmora", "Velmora was founded in 1902".
//!
//! Owns the names that are so told to be no person's. One plain definition is enough, or two hints; a title before the name
//! anywhere ("President Velmora") outweighs them all. Finds names, drops nothing by itself.

use super::super::mention::Reason;
use super::super::tokens::Shape;
use super::Span;
use super::fold::fold;
use super::lists::lists;
use super::reader::Reader;
use std::collections::{HashMap, HashSet};

/// Points from which a name is a thing's.
const ENOUGH: u32 = 2;

/// How many words a definition may have before its noun: "a small and once important fishing village".
const REACH: usize = 7;

/// The names, folded as [`key`] does, that the article defines as something else than a person.
pub(super) fn things(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut points: HashMap<String, u32> = HashMap::new();
    let mut titled: HashSet<String> = HashSet::new();
    for span in spans {
        let key = key(reader, span);
        if span.reason == Reason::Title {
            titled.insert(key);
            continue;
        }
        let said = if is_defined(reader, span) {
            ENOUGH
        } else {
            hints(reader, span)
        };
        if said > 0 {
            *points.entry(key).or_default() += said;
        }
    }
    points.retain(|key, points| *points >= ENOUGH && !titled.contains(key));
    points.into_keys().collect()
}

/// A span's words, folded, with a blank between them.
pub(super) fn key(reader: &Reader<'_>, span: &Span) -> String {
    let words: Vec<String> = span
        .tokens
        .clone()
        .map(|at| fold(reader.word(at)))
        .collect();
    words.join(" ")
}

/// Whether the span is followed by what it is, and that is a thing: "is a public park in".
fn is_defined(reader: &Reader<'_>, span: &Span) -> bool {
    let mut at = span.tokens.end;
    // "Sunny Bower) is": what it is also called may stand between.
    if reader.word(at) == ")" {
        at += 1;
    }
    if !matches!(reader.word(at), "is" | "was" | "are" | "remains" | "became") {
        return false;
    }
    at += 1;
    while matches!(
        reader.word(at),
        "also" | "now" | "today" | "both" | "still" | "once"
    ) {
        at += 1;
    }
    if !matches!(reader.word(at), "a" | "an" | "the" | "one") {
        return false;
    }
    let mut noun = None;
    for at in at + 1..at + 1 + REACH {
        let Some(token) = reader.tokens.get(at) else {
            break;
        };
        let word = token.text(reader.text);
        match token.shape {
            Shape::Lower if ends_noun(word) => break,
            Shape::Lower => noun = Some(at),
            Shape::Mark if word != "-" => break,
            Shape::Mark | Shape::Title | Shape::Upper | Shape::Number => {}
        }
    }
    noun.is_some_and(|at| lists().thing(&fold(reader.word(at))))
}

/// Whether a definition's noun stands before this word.
fn ends_noun(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "near"
            | "with"
            | "between"
            | "along"
            | "to"
            | "that"
            | "which"
            | "who"
            | "whose"
            | "where"
            | "located"
            | "situated"
            | "based"
            | "founded"
            | "and"
            | "or"
            | "as"
            | "owned"
            | "operated"
            | "made"
            | "named"
            | "known"
            | "built"
    )
}

/// What hints at a thing: what only things go through, or what only places have.
fn hints(reader: &Reader<'_>, span: &Span) -> u32 {
    let (is, done) = (
        reader.word(span.tokens.end),
        reader.word(span.tokens.end + 1),
    );
    let gone_through = matches!(is, "is" | "was" | "were")
        && matches!(
            done,
            "located"
                | "situated"
                | "founded"
                | "established"
                | "incorporated"
                | "renamed"
                | "headquartered"
                | "populated"
        );
    let belongs = span.tokens.start.checked_sub(2).is_some_and(|at| {
        reader.word(at + 1) == "of"
            && matches!(
                fold(reader.word(at)).as_str(),
                "population"
                    | "inhabitants"
                    | "residents"
                    | "municipality"
                    | "town"
                    | "village"
                    | "province"
                    | "district"
                    | "outskirts"
                    | "suburb"
                    | "port"
                    | "subsidiary"
            )
    });
    let within = is == "is"
        && done == "in"
        && reader.word(span.tokens.end + 2) == "the"
        && matches!(
            reader.word(span.tokens.end + 3),
            "province"
                | "county"
                | "district"
                | "state"
                | "region"
                | "municipality"
                | "north"
                | "south"
                | "east"
                | "west"
        );
    u32::from(gone_through) + u32::from(belongs) + u32::from(within) * ENOUGH
}
