//! Evidence: what speaks for capitals in a row being a person's full name, and what against it.
//!
//! Owns the weighing: the name lists, a role or a title before it, a verb that only people do behind it, an apposition, the
//! tagger's own doubt. Answers with points; finds and drops nothing by itself.

use super::super::tagger::{self, Class};
use super::super::tokens::Shape;
use super::Span;
use super::fold::fold;
use super::lists::lists;
use super::reader::{MONTHS, Reader};
use super::roles;
use std::collections::HashSet;
use std::ops::Range;

/// From these points on the capitals are a person's name.
pub(super) const ENOUGH: i32 = 4;

/// From this sureness on the tagger needs no help.
const SETTLED: u8 = 85;
/// How sure a doubtful name is that enough speaks for.
const LIKELY: u8 = 66;
/// How much less sure a doubtful name is whose words speak against it.
const UNLIKELY: u8 = 22;

/// What weighs so much that nothing makes up for it.
const NEVER: i32 = -100;

/// Points for the words `range` being a person's full name.
pub(super) fn weigh(reader: &Reader<'_>, range: Range<usize>) -> i32 {
    words(reader, &range) + tags(reader, &range) + around(reader, &range)
}

/// The spans with their sureness weighed where the tagger was in doubt of a full name.
pub(super) fn settle(reader: &Reader<'_>, spans: &mut [Span]) {
    let full: HashSet<String> = spans
        .iter()
        .filter(|span| span.tokens.len() > 1)
        .flat_map(|span| span.tokens.clone())
        .map(|at| fold(reader.word(at)))
        .collect();
    for span in spans {
        let names = reader
            .tokens
            .get(span.tokens.clone())
            .unwrap_or_default()
            .iter()
            .filter(|token| matches!(token.shape, Shape::Title | Shape::Upper))
            .count();
        if names == 1 && span.sureness < SETTLED && is_place(reader, span, &full) {
            span.sureness = span.sureness.saturating_sub(UNLIKELY);
        }
        if !(2..=4).contains(&names) || span.sureness >= SETTLED {
            continue;
        }
        if weigh(reader, span.tokens.clone()) >= ENOUGH {
            span.sureness = span.sureness.max(LIKELY);
        } else if words(reader, &span.tokens) < -1 && around(reader, &span.tokens) == 0 {
            span.sureness = span.sureness.saturating_sub(UNLIKELY);
        }
    }
}

/// Whether a lone word stands where places do, and is no part of a full name in the article.
fn is_place(reader: &Reader<'_>, span: &Span, full: &HashSet<String>) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before.is_some_and(|at| matches!(reader.word(at), "in" | "near" | "outside" | "In" | "Near"))
        && !full.contains(&fold(reader.word(span.tokens.start)))
        && !matches!(reader.word(span.tokens.end), "'s" | "’s")
}

/// What the words themselves say.
fn words(reader: &Reader<'_>, range: &Range<usize>) -> i32 {
    let (mut points, mut given) = (0, 0);
    for at in range.clone() {
        let folded = fold(reader.word(at));
        let shape = reader.tokens.get(at).map(|token| token.shape);
        if matches!(shape, Some(Shape::Mark | Shape::Lower)) {
            // "von", "bin", and the second half of "Jong-un".
            if at == range.start + 1 && lists().particle(&folded) {
                points += if points > 1 { 3 } else { 1 };
            }
            continue;
        }
        let lists = lists();
        let barred = lists.whole(&folded) && !lists.ordinary(&folded)
            || lists.people(&folded)
            || at == range.start && lists.opens(&folded)
            || lists.title(&folded).is_some()
            || lists.role(&folded)
            || roles::is_function(reader.word(at))
                && !(at > range.start && MONTHS.contains(&folded.as_str()))
            || folded.is_empty();
        if barred {
            return NEVER;
        }
        let known = tagger::known(reader.word(at));
        let first = at == range.start;
        if first && (lists.given(&folded).is_some() || known.given >= 2) {
            points += 2;
        } else if first && known.given == 1 || !first && known.surname > 0 {
            points += 1;
        }
        given = given.max(if first { known.given } else { 0 });
        if at + 1 == range.end && given > 1 && known.surname > 1 {
            // "Mike Lee": both are common.
            points += 1;
        }
        if known.small && !(first && lists.given(&folded).is_some()) {
            points -= 3;
        }
    }
    points
}

/// What the tagger says of them: how likely each is part of a person's name, even where it chose otherwise. On annotated news
/// that the weights had not seen, these steps against stricter ones (50, 40, 28): mentions F1 0.927 against 0.920.
fn tags(reader: &Reader<'_>, range: &Range<usize>) -> i32 {
    let tags = reader.tags.get(range.clone()).unwrap_or_default();
    let points = tags.iter().map(|tag| match tag.person {
        40.. => 2,
        28.. => 1,
        15.. => 0,
        _ if tag.class == Class::Other => -2,
        _ => -4,
    });
    let count = i32::try_from(tags.len()).unwrap_or(i32::MAX);
    points.sum::<i32>() / count.max(1)
}

/// What stands around them.
fn around(reader: &Reader<'_>, range: &Range<usize>) -> i32 {
    let page = roles::Page {
        text: reader.text,
        tokens: reader.tokens,
        tags: reader.tags,
    };
    let mut points = 0;
    if let Some(before) = range
        .start
        .checked_sub(1)
        .filter(|_| reader.spaced(range.start))
    {
        let folded = fold(reader.word(before));
        let small = reader
            .tokens
            .get(before)
            .is_some_and(|token| token.shape == Shape::Lower);
        if lists()
            .title(&folded)
            .is_some_and(|title| !small || !title.courtesy)
        {
            points += 3;
        } else if lists().role(&folded) {
            points += 2;
        } else if matches!(reader.word(before), "the" | "The" | "a" | "A" | "an" | "An") {
            // "the Crew Dragon": a person has no article.
            points -= 2;
        } else if lists().opens(&folded) && !small {
            // "the Place Hélène Metges": a place or a body is called after someone.
            points -= 4;
        }
    }
    if page.before_comma(range.start).is_some() || page.behind_comma(range.end).is_some() {
        points += 3;
    }
    if acts(reader.word(range.end)) {
        // "spokesperson Wardakil said": each makes the other likelier.
        points += if points > 0 { 3 } else { 2 };
    }
    points
}

/// A verb, or "who", behind a name that only people have there.
fn acts(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "added"
            | "wrote"
            | "tweeted"
            | "explained"
            | "recalled"
            | "argued"
            | "who"
            | "whose"
    )
}
