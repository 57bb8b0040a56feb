//! What the words of the name themselves say.

use super::super::super::tokens::TokenShape;
use super::super::candidate::Word;
use super::super::family_first;
use super::super::lists::lists;
use super::super::roles::is_function_word;
use super::super::word_context::MONTHS;
use super::Row;

pub(super) const RULES: &[Row] = &[
    (
        "given-name-first",
        "it begins with a given name",
        |candidate, _| candidate.words.first().is_some_and(is_given_name),
    ),
    (
        "rare-given-name-first",
        "it begins with a rare given name",
        |candidate, _| {
            let is_rare = |word: &Word| !is_given_name(word) && word.info.given_rank == 1;
            candidate.words.first().is_some_and(is_rare)
        },
    ),
    (
        "two-common-names",
        "both words are common names",
        |candidate, _| matches!(candidate.words.as_slice(), [first, .., last] if first.info.given_rank >= 2 && last.info.surname_rank >= 2),
    ),
    (
        "ordinary-word",
        "a word of it is usually an ordinary word",
        |candidate, _| {
            candidate
                .words
                .iter()
                .any(|word| word.info.is_mostly_lowercase)
        },
    ),
    ("initials", "it has initials", |candidate, _| {
        let mut initials = candidate.name.words.iter();
        candidate.words.len() > 1 && initials.any(|word| word.chars().count() == 1)
    }),
    (
        "name-suffix",
        "it ends like \u{201c}Jr.\u{201d} or \u{201c}III\u{201d}",
        |candidate, _| candidate.name.suffix.is_some(),
    ),
    (
        "family-name-first",
        "it is spelt like a Chinese or Korean name",
        |candidate, context| {
            family_first::name_end(context.view, candidate.tokens.start)
                == Some(candidate.tokens.end)
        },
    ),
    (
        "hyphenated-name",
        "two of its parts are joined by a hyphen",
        |candidate, context| {
            let mut tokens = candidate.tokens.into_iter();
            tokens.any(|at| {
                super::super::person_name::is_hyphen(context.view.word(at))
                    && !context.view.has_space_before(at)
            })
        },
    ),
    ("many-words", "it has four words or more", |candidate, _| {
        candidate.name.words.len() > 3
    }),
    ("short-word", "it has only two letters", |candidate, _| {
        candidate
            .lone_word()
            .is_some_and(|word| word.folded.chars().count() <= 2)
    }),
    (
        "capitals",
        "it is written in capitals",
        |candidate, context| {
            let mut words = candidate.words.iter();
            words.all(|word| {
                context.view.shape(word.at) == TokenShape::Upper && word.folded.chars().count() > 1
            })
        },
    ),
    (
        "organisation-word",
        "a word of it ends the names of organisations",
        |candidate, _| {
            let mut words = candidate.words.iter();
            candidate.words.len() > 1
                && words.any(|word| lists().is_organisation_word(&word.folded))
        },
    ),
    (
        "place-prefix",
        "its first word begins the names of places",
        |candidate, _| {
            let first = candidate.words.first();
            candidate.words.len() > 1
                && first.is_some_and(|first| lists().is_place_prefix(&first.folded))
        },
    ),
    (
        "group-word",
        "a word of it means a people or a faith",
        |candidate, _| {
            candidate.words.iter().any(|word| {
                lists().is_group_word(&word.folded)
                    && !(candidate.words.len() == 1 && lists().is_given_name(&word.folded))
            })
        },
    ),
    (
        "role-word",
        "a word of it is a title or a role",
        |candidate, _| {
            candidate.words.iter().any(|word| {
                lists().is_title_or_role(&word.folded) && !lists().is_common_word(&word.folded)
            })
        },
    ),
    (
        "function-word",
        "it begins with a word like \u{201c}After\u{201d}",
        |candidate, context| {
            candidate.words.first().is_some_and(|first| {
                is_function_word(context.view.word(first.at)) && !MONTHS.contains(&&*first.folded)
            })
        },
    ),
    (
        "coined-spelling",
        "it is spelt as only things are",
        |candidate, context| {
            candidate
                .lone_word()
                .is_some_and(|word| is_coined(context.view.word(word.at)))
        },
    ),
];

pub(super) fn is_given_name(word: &Word) -> bool {
    word.info.given_rank >= 2 || lists().is_given_name(&word.folded)
}

/// Whether a word is spelt as only names of things are: with digits ("REGN-EB3"), or with two capitals before lower-case
/// letters ("ZMapp").
fn is_coined(word: &str) -> bool {
    let has_digit = word.chars().any(|letter| letter.is_ascii_digit());
    let mut letters = word.chars();
    let capitals = letters.by_ref().take_while(|letter| letter.is_uppercase());
    has_digit || capitals.count() > 1 && letters.any(char::is_lowercase)
}
