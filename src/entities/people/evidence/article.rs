//! What the article says of the name elsewhere.

use super::super::super::gazetteer::Kinds;
use super::super::super::word_list::WordList;
use super::super::candidate::{Candidate, Word};
use super::super::lists::lists;
use super::super::lone_words::title_before;
use super::{Context, Row};

pub(super) const RULES: &[Row] = &[
    (
        "described-as-thing",
        "the article describes it as a thing",
        |candidate, context| {
            !context.facts.defined_things.is_empty()
                && context.facts.defined_things.contains(&candidate.key())
        },
    ),
    (
        "elsewhere-person",
        "elsewhere it is used like a person's name",
        |candidate, context| elsewhere(candidate, context, |person, other| person > 2 * other),
    ),
    (
        "elsewhere-other",
        "elsewhere it is used like another name",
        |candidate, context| elsewhere(candidate, context, |person, other| other > 2 * person),
    ),
    (
        "elsewhere-mixed",
        "elsewhere it is used now like a person, now like another name",
        |candidate, context| {
            elsewhere(candidate, context, |person, other| {
                person <= 2 * other && other <= 2 * person
            })
        },
    ),
    (
        "given-name-elsewhere-person",
        "elsewhere its first word is used like a person's name",
        |candidate, context| {
            let first = candidate
                .words
                .first()
                .filter(|_| candidate.words.len() > 1);
            first
                .is_some_and(|word| elsewhere_of(word, context, |person, other| person > 2 * other))
        },
    ),
    (
        "elsewhere-titled",
        "elsewhere it follows a title",
        |candidate, context| {
            lone_or_last(candidate).is_some_and(|word| context.facts.word_use(word).titled > 0)
        },
    ),
    (
        "elsewhere-company",
        "elsewhere it begins the name of a company",
        |candidate, context| {
            candidate
                .lone_word()
                .is_some_and(|word| context.facts.word_use(word).in_company > 0)
        },
    ),
    (
        "owns-like-company",
        "it owns what companies do",
        |candidate, context| {
            candidate
                .lone_word()
                .is_some_and(|word| context.facts.word_use(word).as_owner > 0)
        },
    ),
    (
        "kind-word-in-use",
        "the article calls it a park, a bridge or the like",
        |candidate, context| {
            candidate.words.len() > 1
                && candidate.words.last().is_some_and(|last| {
                    lists().is_organisation_suffix(&last.folded)
                        && context.facts.word_use(last).lowercase > 0
                })
        },
    ),
    (
        "listed-thing-only",
        "a company or a thing has this name, and nobody in the article",
        |candidate, context| {
            let things = Kinds(
                Kinds::CLUB.0
                    | Kinds::COMPANY.0
                    | Kinds::NEWSPAPER.0
                    | Kinds::UNIVERSITY.0
                    | Kinds::BRAND.0
                    | Kinds::ORGANISATION.0
                    | Kinds::WORK.0
                    | Kinds::SHIP.0,
            );
            candidate.kinds.has(things) && is_nobody_else(candidate, context)
        },
    ),
    (
        "listed-place-only",
        "a place has this name, and nobody in the article",
        |candidate, context| {
            (candidate.kinds.place_rank() >= 2
                || candidate
                    .kinds
                    .has(Kinds(Kinds::REGION.0 | Kinds::NATURE.0)))
                && is_nobody_else(candidate, context)
        },
    ),
    (
        "listed-founder-only",
        "a company that is called after a person has this name, and nobody in the article",
        |candidate, context| {
            let is_given_name = |word: &Word| word.info.given_rank >= 2;
            candidate.kinds.has(Kinds::FOUNDER)
                && !candidate.lone_word().is_some_and(is_given_name)
                && is_nobody_else(candidate, context)
        },
    ),
    (
        "elsewhere-thing",
        "elsewhere a storm or a ship has this name",
        |candidate, context| {
            candidate
                .lone_word()
                .is_some_and(|word| context.facts.word_use(word).as_thing > 0)
        },
    ),
    (
        "elsewhere-lowercase",
        "the article also writes it in lower case",
        |candidate, context| {
            candidate
                .words
                .iter()
                .any(|word| context.facts.word_use(word).lowercase > 0)
        },
    ),
    (
        "surname-of-person",
        "a person in the article has this surname",
        |candidate, context| has_surname_of(candidate, context, 0),
    ),
    (
        "surname-of-certain-person",
        "a person in the article has this surname",
        |candidate, context| has_surname_of(candidate, context, 250),
    ),
    (
        "close-to-surname",
        "it is nearly spelt like the surname of a person in the article",
        |candidate, context| {
            candidate.lone_word().is_some_and(|word| {
                let facts = context.facts;
                !facts.surnames.contains_key(&*word.folded)
                    && facts.spellings.has_close(&word.folded, word.info)
            })
        },
    ),
    (
        "plural-of-surname",
        "it means several people with a name of the article",
        is_plural_of_name,
    ),
    (
        "given-name-of-person",
        "a person in the article has this given name",
        |candidate, context| {
            candidate.lone_word().is_some_and(|word| {
                context
                    .facts
                    .given_names
                    .get(&*word.folded)
                    .is_some_and(|&score| score > 0)
            })
        },
    ),
    (
        "surname-of-nobody",
        "a full name with this surname is not a person's",
        |candidate, context| {
            candidate.lone_word().is_some_and(|word| {
                context
                    .facts
                    .surnames
                    .get(&*word.folded)
                    .is_some_and(|&score| score < -100)
            })
        },
    ),
    (
        "repeated",
        "the article has the name several times",
        |candidate, context| {
            let count = || context.facts.full_names.get(&candidate.key()).copied();
            candidate.is_full() && count().is_some_and(|count| count > 1)
        },
    ),
];

/// Whether a lone word is the surname of a full name in the article with a higher score than `above`.
fn has_surname_of(candidate: &Candidate, context: &Context<'_>, above: i32) -> bool {
    candidate.lone_word().is_some_and(|word| {
        let score = context.facts.surnames.get(&*word.folded);
        score.is_some_and(|&score| score > above)
    })
}

/// Whether a lone word is the plural of a family name in the article: "three Lees", "Sabonises". A word that is also a name of its
/// own needs a number or "the" before it, and so does the plural of a first word, which is a family name in "Lee Kyoung-mu".
fn is_plural_of_name(candidate: &Candidate, context: &Context<'_>) -> bool {
    let (view, facts) = (context.view, context.facts);
    let is_persons = |score: Option<&i32>| score.is_some_and(|&score| score > 0);
    // "Mr. Keells" is one person, whatever other names there are.
    let has_title = title_before(view, candidate.tokens.start).is_some();
    let Some(word) = candidate.lone_word().filter(|_| !has_title) else {
        return false;
    };
    let is_own_name = word.info.given_rank > 0 || word.info.surname_rank > 0;
    let before = candidate.before_at.map(|before| view.word(before));
    let is_counted = before.is_some_and(|before| COUNTING_WORDS.contains(before));
    let is_name = |stem: &str| {
        is_persons(facts.surnames.get(stem))
            || is_counted && is_persons(facts.given_names.get(stem))
    };
    let stems = ["s", "es"].map(|ending| word.folded.strip_suffix(ending));
    (is_counted || !is_own_name)
        && !is_name(&word.folded)
        && stems.into_iter().flatten().any(is_name)
}

/// Words before the plural of a family name.
const COUNTING_WORDS: WordList =
    WordList::new("the The two Two three Three four Four five Five six Six");

/// Whether a lone word is part of no full name in the article and follows no title.
fn is_nobody_else(candidate: &Candidate, context: &Context<'_>) -> bool {
    candidate.lone_word().is_some_and(|word| {
        let facts = context.facts;
        !facts.surnames.contains_key(&*word.folded)
            && !facts.given_names.contains_key(&*word.folded)
            && facts.word_use(word).titled == 0
    })
}

/// The word by which a candidate is compared with the rest of the article.
fn lone_or_last(candidate: &Candidate) -> Option<&Word> {
    candidate.words.last()
}

/// Compares how often the other occurrences of the word are tagged as a person's name and as another one.
fn elsewhere(
    candidate: &Candidate,
    context: &Context<'_>,
    holds: impl Fn(u32, u32) -> bool,
) -> bool {
    lone_or_last(candidate).is_some_and(|word| elsewhere_of(word, context, holds))
}

fn elsewhere_of(word: &Word, context: &Context<'_>, holds: impl Fn(u32, u32) -> bool) -> bool {
    let word_use = context.facts.word_use(word);
    let own = context.view.tag(word.at);
    let own_weight = u32::from(own.confidence);
    let is_person = own.class == super::super::super::tagger::NameClass::Person;
    let is_outside = own.class == super::super::super::tagger::NameClass::Outside;
    let person = word_use.as_person
        - if is_person {
            own_weight.min(word_use.as_person)
        } else {
            0
        };
    let other = word_use.as_other
        - if is_person || is_outside {
            0
        } else {
            own_weight.min(word_use.as_other)
        };
    person + other > 0 && holds(person, other)
}
