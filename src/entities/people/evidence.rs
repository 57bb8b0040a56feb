//! Weighs the evidence that a sequence of capitalised words is a person's full name.
//!
//! The evidence: the name lists, a title or role before the words, a verb after them that has a person as its subject, an
//! apposition, and the tagger's confidence. The result is a number of points, compared with [`MIN_POINTS`].

use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::NameSpan;
use super::lists::lists;
use super::roles;
use super::word_context::MONTHS;
use std::collections::HashSet;

/// The points from which capitalised words count as a person's name.
pub(super) const MIN_POINTS: i32 = 4;

/// A name with at least this confidence is left as it is.
const CERTAIN_CONFIDENCE: u8 = 85;
/// The confidence of an uncertain name that has enough evidence.
const SUPPORTED_CONFIDENCE: u8 = 66;
/// How much the confidence of an uncertain name is lowered if there is evidence against it.
const CONFIDENCE_PENALTY: u8 = 22;

/// Words after a name that make it likely that it is a person's: verbs of saying, and "who".
const PERSON_VERBS: WordList =
    WordList::new("said says told added wrote tweeted explained recalled argued who whose");

/// Points that no other evidence can outweigh.
const RULED_OUT: i32 = -100;

/// The points for the tokens in `range` being a person's full name.
pub(super) fn full_name_points(view: &TokenView<'_>, range: TokenRange) -> i32 {
    word_points(view, range) + tag_points(view, range) + context_points(view, range)
}

/// Raises or lowers the confidence of names about which the tagger was uncertain.
pub(super) fn adjust_confidences(view: &TokenView<'_>, spans: &mut [NameSpan]) {
    let full_name_words: HashSet<String> = spans
        .iter()
        .filter(|span| span.tokens.len() > 1)
        .flat_map(|span| span.tokens)
        .map(|at| view.folded(at))
        .collect();
    for span in spans {
        let words = span.tokens.into_iter();
        let capitalised = words.filter(|&at| view.is_capitalised(at)).count();
        if capitalised == 1
            && span.confidence < CERTAIN_CONFIDENCE
            && is_in_place_position(view, span, &full_name_words)
        {
            span.confidence = span.confidence.saturating_sub(CONFIDENCE_PENALTY);
        }
        if !(2..=4).contains(&capitalised) || span.confidence >= CERTAIN_CONFIDENCE {
            continue;
        }
        if full_name_points(view, span.tokens) >= MIN_POINTS {
            span.confidence = span.confidence.max(SUPPORTED_CONFIDENCE);
        } else if word_points(view, span.tokens) < -1 && context_points(view, span.tokens) == 0 {
            span.confidence = span.confidence.saturating_sub(CONFIDENCE_PENALTY);
        }
    }
}

/// Whether a lone word follows a preposition of place and is not part of a full name in the article.
fn is_in_place_position(
    view: &TokenView<'_>,
    span: &NameSpan,
    full_name_words: &HashSet<String>,
) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before.is_some_and(|at| matches!(view.word(at), "in" | "near" | "outside" | "In" | "Near"))
        && !full_name_words.contains(&view.folded(span.tokens.start))
        && !matches!(view.word(span.tokens.end), "'s" | "’s")
}

/// The points for the words themselves.
fn word_points(view: &TokenView<'_>, range: TokenRange) -> i32 {
    let lists = lists();
    let (mut points, mut given_rank) = (0, 0);
    for at in range {
        let folded = view.folded(at);
        if matches!(view.shape(at), TokenShape::Symbol | TokenShape::Lower) {
            // "von", "bin", or the second half of "Jong-un".
            if at == range.start + 1 && lists.is_particle(&folded) {
                points += if points > 1 { 3 } else { 1 };
            }
            continue;
        }
        let is_first = at == range.start;
        let is_ruled_out = lists.is_organisation_word(&folded)
            || lists.is_group_word(&folded)
            || is_first && lists.is_place_prefix(&folded)
            || lists.is_title_or_role(&folded)
            || roles::is_function_word(view.word(at))
                && (is_first || !MONTHS.contains(&folded.as_str()))
            || folded.is_empty();
        if is_ruled_out {
            return RULED_OUT;
        }
        let info = tagger::word_info(view.word(at));
        let is_given_name = is_first && lists.is_given_name(&folded);
        if is_given_name || is_first && info.given_rank >= 2 {
            points += 2;
        } else if is_first && info.given_rank == 1 || !is_first && info.surname_rank > 0 {
            points += 1;
        }
        given_rank = given_rank.max(if is_first { info.given_rank } else { 0 });
        if at == range.last() && given_rank > 1 && info.surname_rank > 1 {
            // "Mike Lee": both words are common names.
            points += 1;
        }
        if info.is_mostly_lowercase && !is_given_name {
            points -= 3;
        }
    }
    points
}

/// The mean points for the tagger's confidence that each word is part of a person's name, whatever label it chose. On
/// annotated news that the weights had not seen, these thresholds against stricter ones (50, 40, 28): mentions F1 0.927
/// against 0.920.
fn tag_points(view: &TokenView<'_>, range: TokenRange) -> i32 {
    let points = range
        .into_iter()
        .map(|at| match view.tag(at).person_confidence {
            40.. => 2,
            28.. => 1,
            15.. => 0,
            _ if view.class(at) == NameClass::Outside => -2,
            _ => -4,
        });
    let count = i32::try_from(range.len()).unwrap_or(i32::MAX);
    points.sum::<i32>() / count.max(1)
}

/// The points for the words around them.
fn context_points(view: &TokenView<'_>, range: TokenRange) -> i32 {
    let mut points = 0;
    if let Some(before) = range
        .start
        .checked_sub(1)
        .filter(|_| view.is_spaced(range.start))
    {
        let folded = view.folded(before);
        let is_lowercase = view.shape(before) == TokenShape::Lower;
        if lists()
            .title(&folded)
            .is_some_and(|title| !is_lowercase || !title.courtesy)
        {
            points += 3;
        } else if lists().is_role(&folded) {
            points += 2;
        } else if matches!(view.word(before), "the" | "The" | "a" | "A" | "an" | "An") {
            // "the Crew Dragon": names of people have no article.
            points -= 2;
        } else if lists().is_place_prefix(&folded) && !is_lowercase {
            // "the Place Hélène Metges": a place or an organisation named after a person.
            points -= 4;
        }
    }
    if view.description_before(range.start).is_some() || view.description_after(range.end).is_some()
    {
        points += 3;
    }
    if PERSON_VERBS.contains(view.word(range.end)) {
        // "spokesperson Wardakil said": the role and the verb support each other.
        points += if points > 0 { 3 } else { 2 };
    }
    points
}
