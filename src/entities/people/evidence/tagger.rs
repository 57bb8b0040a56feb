//! What the tagger thinks of the words.

use super::super::super::tagger::NameClass;
use super::super::candidate::{Candidate, Origin};
use super::{Context, Row};

pub(super) const RULES: &[Row] = &[
    (
        "tagger-certain",
        "it is used like a person's name here",
        |candidate, _| is_tagged_from(candidate, 97..=100),
    ),
    (
        "tagger-confident",
        "it is used like a person's name here",
        |candidate, _| is_tagged_from(candidate, 90..=96),
    ),
    (
        "tagger-likely",
        "it is probably used like a person's name here",
        |candidate, _| is_tagged_from(candidate, 75..=89),
    ),
    (
        "tagger-unsure",
        "it may be used like a person's name here",
        |candidate, _| is_tagged_from(candidate, 55..=74),
    ),
    (
        "tagger-doubtful",
        "it might be used like a person's name here",
        |candidate, _| is_tagged_from(candidate, 0..=54),
    ),
    (
        "tagger-second-choice",
        "it could be a person's name here",
        |candidate, _| is_second_choice(candidate, 40..=100),
    ),
    (
        "tagger-unlikely-choice",
        "it could just be a person's name here",
        |candidate, _| is_second_choice(candidate, 22..=39),
    ),
    (
        "tagger-place",
        "it is used like a place here",
        |candidate, context| is_other(candidate, context, NameClass::Location),
    ),
    (
        "tagger-inside-other-name",
        "it stands inside another name",
        |candidate, context| {
            let view = context.view;
            let (first, last) = (candidate.tokens.start, candidate.tokens.last());
            let is_other = |at| !matches!(view.class(at), NameClass::Person | NameClass::Outside);
            let continues_before = is_other(first) && !view.tag(first).begins_name;
            let continues_after = is_other(last)
                && view.class(last + 1) == view.class(last)
                && !view.tag(last + 1).begins_name;
            continues_before || continues_after
        },
    ),
    (
        "tagger-continues",
        "the name may go on",
        |candidate, context| {
            let after = context.view.tag(candidate.tokens.end);
            candidate.origin == Origin::Tagged
                && (after.class != NameClass::Outside && !after.begins_name
                    || context.view.is_spaced(candidate.tokens.end)
                        && context.view.is_capitalised(candidate.tokens.end)
                        && after.person_confidence >= 20)
        },
    ),
];

fn is_tagged_from(candidate: &Candidate, confidence: std::ops::RangeInclusive<u8>) -> bool {
    candidate.origin == Origin::Tagged && confidence.contains(&candidate.person_confidence)
}

/// Whether the tagger took it for something else, and thought with such a confidence that it could be a person's name.
fn is_second_choice(candidate: &Candidate, confidence: std::ops::RangeInclusive<u8>) -> bool {
    candidate.origin != Origin::Tagged && confidence.contains(&candidate.person_confidence)
}

/// Whether the tagger took most of the words for another kind of name.
fn is_other(candidate: &Candidate, context: &Context<'_>, class: NameClass) -> bool {
    2 * candidate.count_tagged(context.view, class) > candidate.words.len()
}
