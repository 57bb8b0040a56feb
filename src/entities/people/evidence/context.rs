//! What stands around the name.

use super::super::super::tagger::NameClass;
use super::super::super::tokens::{TokenId, TokenShape};
use super::super::candidate::{Candidate, Origin};
use super::super::lists::lists;
use super::super::lone_words;
use super::super::titles::is_shortened_office;
use super::super::word_lists::{
    GOVERNMENT_WORDS, MEETINGS, PERSON_SUFFIXES, PERSON_VERBS, PLACE_PREPOSITIONS, THING_WORDS,
};
use super::{Context, Row};

pub(super) const RULES: &[Row] = &[
    (
        "title-before",
        "a title stands before it",
        |candidate, context| {
            let Some((before, folded)) = word_before(candidate, context) else {
                return false;
            };
            let is_lowercase = context.view.shape(before) == TokenShape::Lower;
            let title = lists().title(folded);
            title.is_some_and(|title| !is_lowercase || !title.courtesy)
                || is_shortened_office(context.view.word(before))
        },
    ),
    (
        "name-title",
        "a title that only people have stands before it",
        |candidate, context| {
            candidate.origin == Origin::Titled
                || lone_words::title_before(context.view, candidate.tokens.start).is_some()
        },
    ),
    (
        "role-before",
        "a role stands before it",
        |candidate, context| {
            word_before(candidate, context)
                .is_some_and(|(_, folded)| lists().is_role(folded) && !lists().is_title(folded))
        },
    ),
    (
        "article-before",
        "an article stands before it",
        |candidate, context| {
            let is_article = |before| {
                matches!(
                    context.view.word(before),
                    "the" | "The" | "a" | "A" | "an" | "An" | "THE"
                )
            };
            word_before(candidate, context).is_some_and(|(before, _)| is_article(before))
                && !is_side_of_meeting(candidate, context)
        },
    ),
    (
        "place-word-before",
        "a word for a place stands before it",
        |candidate, context| {
            word_before(candidate, context).is_some_and(|(before, folded)| {
                lists().is_place_prefix(folded) && context.view.is_capitalised(before)
            })
        },
    ),
    (
        "place-preposition",
        "it stands where places do",
        |candidate, context| {
            word_before(candidate, context).is_some_and(|(before, _)| {
                PLACE_PREPOSITIONS.contains(context.view.word(before))
                    && !matches!(context.view.word(candidate.tokens.end), "'s" | "’s")
            })
        },
    ),
    (
        "from-before",
        "\u{201c}from\u{201d} or \u{201c}of\u{201d} stands before it",
        |candidate, context| {
            word_before(candidate, context)
                .is_some_and(|(before, _)| matches!(context.view.word(before), "from" | "of"))
        },
    ),
    (
        "thing-word-before",
        "a word for a ship or a storm stands before it",
        |candidate, context| {
            let before = word_before(candidate, context);
            before.is_some_and(|(before, _)| THING_WORDS.contains(context.view.word(before)))
                || candidate.tokens.into_iter().any(|at| {
                    candidate.words.len() > 1 && THING_WORDS.contains(context.view.word(at))
                })
        },
    ),
    (
        "capital-before",
        "another capitalised word stands before it",
        |candidate, context| {
            word_before(candidate, context).is_some_and(|(before, folded)| {
                context.view.is_capitalised(before)
                    && !lists().is_title_or_role(folded)
                    && !context.view.begins_sentence(before)
                    && !context.view.breaks_line(candidate.tokens.start)
                    && !context.view.is_headline(before)
            })
        },
    ),
    (
        "capital-after",
        "another capitalised word stands after it",
        |candidate, context| {
            let next = candidate.tokens.end;
            context.view.is_spaced(next)
                && context.view.is_capitalised(next)
                && !context.view.breaks_line(next)
                && !context.view.begins_sentence(next)
                && !context.view.is_headline(next)
        },
    ),
    (
        "organisation-word-after",
        "a word that ends the names of organisations follows",
        |candidate, context| {
            let (last, next) = (candidate.tokens.last(), candidate.tokens.end);
            context.view.is_spaced_title_word(next, last)
                && lists().is_organisation_word(&context.view.folded(next))
        },
    ),
    (
        "verb-after",
        "a verb that people have as their subject follows",
        |candidate, context| {
            PERSON_VERBS.contains(context.view.word(candidate.tokens.end))
                || context.view.word(candidate.tokens.end) == ","
                    && matches!(context.view.word(candidate.tokens.end + 1), "who" | "whose")
        },
    ),
    (
        "said-before",
        "a verb of saying stands before it",
        |candidate, context| {
            candidate.tokens.start.checked_sub(1).is_some_and(|before| {
                matches!(
                    context.view.word(before),
                    "said" | "says" | "asked" | "replied" | "added" | "wrote"
                )
            })
        },
    ),
    ("age-after", "an age follows", |candidate, context| {
        let (comma, number) = (candidate.tokens.end, candidate.tokens.end + 1);
        matches!(context.view.word(comma), "," | "(")
            && context.view.shape(number) == TokenShape::Number
            && context.view.word(number).len() <= 2
            && matches!(context.view.word(number + 1), "," | "." | ")")
    }),
    (
        "apposition",
        "a description of a person stands beside it",
        |candidate, context| {
            context
                .view
                .description_before(candidate.tokens.start)
                .is_some()
                || context
                    .view
                    .description_after(candidate.tokens.end)
                    .is_some()
        },
    ),
    (
        "thing-apposition",
        "a description of a thing stands beside it",
        |candidate, context| thing_after(context, candidate.tokens.end),
    ),
    (
        "government-after",
        "a government is called by it",
        |candidate, context| GOVERNMENT_WORDS.contains(context.view.word(candidate.tokens.end)),
    ),
    (
        "meeting-of-two",
        "it is one side of a meeting",
        |candidate, context| is_side_of_meeting(candidate, context),
    ),
    (
        "score-after",
        "a result of a match follows",
        |candidate, context| {
            let view = context.view;
            matches!(view.word(candidate.tokens.end), "bt" | "def" | "def.")
                || candidate
                    .tokens
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| matches!(view.word(before), "bt" | "def" | "def."))
        },
    ),
    (
        "lawsuit",
        "it is a party of a lawsuit",
        |candidate, context| is_lawsuit_party(candidate, context),
    ),
    (
        "headline",
        "it stands in a headline",
        |candidate, context| context.view.is_headline(candidate.tokens.start),
    ),
    (
        "speaker",
        "it stands where speakers are named",
        |candidate, context| {
            let begins_line = context.view.begins_line(candidate.tokens.start)
                || lone_words::title_before(context.view, candidate.tokens.start)
                    .is_some_and(|title| context.view.begins_line(title));
            context.view.word(candidate.tokens.end) == ":" && begins_line
        },
    ),
    ("byline", "it stands in a byline", |candidate, context| {
        let before = candidate.tokens.start.checked_sub(1);
        before.is_some_and(|before| {
            matches!(context.view.word(before), "By" | "BY") && context.view.begins_sentence(before)
        })
    }),
    (
        "alone-in-block",
        "it is all of its paragraph",
        |candidate, context| {
            context.view.begins_line(candidate.tokens.start)
                && context.view.block(candidate.tokens.end)
                    != context.view.block(candidate.tokens.start)
        },
    ),
    (
        "and-person",
        "a person is named beside it",
        |candidate, context| is_beside_person(candidate, context),
    ),
    (
        "and-other-name",
        "a place or a thing is named beside it",
        |candidate, context| is_beside_other(candidate, context),
    ),
    (
        "number-beside",
        "a number stands beside it",
        |candidate, context| {
            let is_number = |at| {
                context.view.shape(at) == TokenShape::Number
                    && context.view.block(at) == context.view.block(candidate.tokens.start)
            };
            is_number(candidate.tokens.end)
                || candidate.tokens.start.checked_sub(1).is_some_and(is_number)
        },
    ),
    (
        "hyphen-beside",
        "a hyphen joins it to another word",
        |candidate, context| {
            let view = context.view;
            let is_hyphen = |at| super::super::person_name::is_hyphen(view.word(at));
            let is_joined = is_hyphen(candidate.tokens.end)
                && !view.has_space_before(candidate.tokens.end)
                && !view.has_space_before(candidate.tokens.end + 1)
                || candidate.tokens.start.checked_sub(1).is_some_and(is_hyphen)
                    && !view.has_space_before(candidate.tokens.start);
            let is_of_person = PERSON_SUFFIXES.contains(view.word(candidate.tokens.end + 1));
            is_joined && !is_of_person && !is_side_of_meeting(candidate, context)
        },
    ),
];

/// Whether the candidate is one of two that meet: "the Trump-Kim summit".
fn is_side_of_meeting(candidate: &Candidate, context: &Context<'_>) -> bool {
    let view = context.view;
    let meets = |at| MEETINGS.contains(view.word(at));
    let is_hyphen = |at| super::super::person_name::is_hyphen(view.word(at));
    let end = candidate.tokens.end;
    is_hyphen(end) && meets(end + 2)
        || meets(end) && candidate.tokens.start.checked_sub(1).is_some_and(is_hyphen)
}

/// The word before a candidate in its block, after white space, and the same folded.
fn word_before<'a>(candidate: &'a Candidate, context: &Context<'_>) -> Option<(TokenId, &'a str)> {
    let is_near = context.view.is_spaced(candidate.tokens.start);
    let before = candidate.before_at.filter(|_| is_near)?;
    Some((before, &candidate.before))
}

/// Whether a comma and a noun phrase for a thing follow: ", a town in".
fn thing_after(context: &Context<'_>, end: TokenId) -> bool {
    const MAX_WORDS: usize = 6;
    let view = context.view;
    if view.word(end) != "," || !matches!(view.word(end + 1), "a" | "an" | "the") {
        return false;
    }
    let phrase = (end + 2).until(end + 2 + MAX_WORDS).into_iter();
    let mut words = phrase.take_while(|&at| {
        view.shape(at) != TokenShape::Symbol
            && !matches!(
                view.word(at),
                "of" | "in" | "who" | "which" | "that" | "for" | "by" | "from"
            )
    });
    words.any(|at| lists().is_thing_noun(&view.folded(at)))
}

/// Whether the candidate is the second party of a lawsuit: "the Roe v. Wade ruling".
fn is_lawsuit_party(candidate: &Candidate, context: &Context<'_>) -> bool {
    let view = context.view;
    let Some(mut versus) = candidate.tokens.start.checked_sub(1) else {
        return false;
    };
    if view.word(versus) == "." {
        versus = versus.saturating_sub(1);
    }
    let mut after = candidate
        .tokens
        .end
        .until(candidate.tokens.end + 4)
        .into_iter();
    matches!(view.word(versus), "v" | "v.")
        && after.any(|at| {
            matches!(
                view.word(at),
                "case" | "cases" | "decision" | "judgment" | "ruling" | "precedent"
            )
        })
}

/// The name beside a candidate in an enumeration: after "and" or a comma, or before one.
fn neighbours(candidate: &Candidate, context: &Context<'_>) -> [Option<NameClass>; 2] {
    let view = context.view;
    let joins = |at: TokenId| matches!(view.word(at), "and" | "," | "or" | "&" | ";");
    let is_near = |at: TokenId| view.block(at) == view.block(candidate.tokens.start);
    let after = Some(candidate.tokens.end + 1)
        .filter(|&at| joins(candidate.tokens.end) && is_near(at) && view.is_capitalised(at))
        .map(|at| view.class(at));
    let before = candidate.tokens.start.checked_sub(2);
    let before = before
        .filter(|&at| joins(at + 1) && is_near(at) && view.is_capitalised(at))
        .map(|at| view.class(at));
    [before, after]
}

fn is_beside_person(candidate: &Candidate, context: &Context<'_>) -> bool {
    neighbours(candidate, context).contains(&Some(NameClass::Person))
}

fn is_beside_other(candidate: &Candidate, context: &Context<'_>) -> bool {
    let is_other = |class: &Option<NameClass>| {
        matches!(
            class,
            Some(
                NameClass::Location | NameClass::Organisation | NameClass::Misc | NameClass::Group
            )
        )
    };
    neighbours(candidate, context).iter().any(is_other)
}
