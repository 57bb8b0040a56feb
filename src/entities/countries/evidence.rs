//! Weighs the evidence for and against a candidate meaning its country.
//!
//! Each function below looks at one signal in the context and returns a weight: positive for the country, negative
//! against it, zero if the signal is absent. The signals are independent and their weights are added; a total of
//! [`MIN_MENTION_WEIGHT`](super::MIN_MENTION_WEIGHT) or more makes a mention. No function mentions a particular
//! country: what a form may be confused with is recorded in the table.

mod places;

use super::context::{CandidateContext, Capitalisation};
use super::table::Ambiguity;
use super::word_lists;
use crate::entities::mention::{CountryCode, MentionType};
use crate::entities::tagger::NameClass;
use crate::entities::tokens::TokenShape;
use places::{
    geographic_term, is_office_of_place, namesake_town, own_country_nearby, place_prefix_before,
    place_preposition, species, town_of_state, us_state,
};

/// Outweighs all evidence for the country together.
const RULED_OUT: i32 = -200;

/// The total weight of the evidence.
pub(super) fn total_weight(context: &CandidateContext<'_>) -> i32 {
    const SIGNALS: [fn(&CandidateContext<'_>) -> i32; 19] = [
        tagger_class,
        honorific_before,
        given_name_before,
        longer_name_before,
        longer_name_after,
        surname_after,
        organisation_of,
        geographic_term,
        place_prefix_before,
        species,
        namesake_town,
        town_of_state,
        us_state,
        own_country_nearby,
        place_preposition,
        refuting_word_before,
        imperative_verb,
        pronoun_us,
        person_name_elsewhere,
    ];
    prior_weight(context) + SIGNALS.iter().map(|signal| signal(context)).sum::<i32>()
}

/// The weight before neighbouring words are considered: from the ambiguities of the form and from the rest of the
/// article. At most 95.
fn prior_weight(context: &CandidateContext<'_>) -> i32 {
    let (form, article) = (context.candidate.form, context.article);
    let penalties = [
        (Ambiguity::GivenName, 10),
        (Ambiguity::Surname, 10),
        (Ambiguity::UsState, 25),
        (Ambiguity::OtherPlace, 10),
        (Ambiguity::CommonWord, 15),
        (Ambiguity::Rare, 75),
    ];
    let penalty: i32 = penalties
        .iter()
        .filter(|(ambiguity, _)| context.may_be(*ambiguity))
        .map(|(_, penalty)| penalty)
        .sum();
    let code = article.resolve_form(context.candidate).country.code;
    let (unambiguous, clues) = (
        article.unambiguous_count(code),
        article.count_clues(form.ambiguities.clues()),
    );
    let mentioned = match unambiguous {
        _ if clues > unambiguous => 0,
        0 if article.has_two_forms(code) && !context.may_be(Ambiguity::Rare) => 15,
        0 => 0,
        1 | 2 => 35,
        _ => 45,
    };
    // "Réunion" with its accent is not the common word.
    let accent_bonus = if context.candidate.has_accents && context.may_be(Ambiguity::CommonWord) {
        60
    } else {
        0
    };
    let clue_penalty = if clues > 0 { 40 } else { 0 };
    (95 - penalty + mentioned + accent_bonus - clue_penalty - us_article_penalty(context)).min(95)
}

/// A penalty for a form that may be an American state, in an article about the United States.
fn us_article_penalty(context: &CandidateContext<'_>) -> i32 {
    let article = context.article;
    if !context.may_be(Ambiguity::UsState) || context.is_capital_or_seat() {
        return 0;
    }
    let own = context.candidate.form.first_word();
    let other_states =
        article.count_clues(word_lists::US_STATES.iter().filter(|state| *state != own)) > 0;
    let about_us = article.unambiguous_count(CountryCode::new("US")) > 0
        && article.unambiguous_country_count() <= 2;
    if other_states || about_us { 30 } else { 0 }
}

/// Whether the words next to the candidate make it part of a person's name.
pub(super) fn is_person_name(context: &CandidateContext<'_>) -> bool {
    let inside = context.is_inside_longer(NameClass::Person);
    let tag = if inside { tagger_class(context) } else { 0 };
    (context.may_be(Ambiguity::GivenName) || context.may_be(Ambiguity::Surname))
        && honorific_before(context) + given_name_before(context) + surname_after(context) + tag
            <= -45
}

/// The class that the tagger gave to the candidate.
fn tagger_class(context: &CandidateContext<'_>) -> i32 {
    // "Dublin-born" is not a longer name, whatever follows.
    if matches!(context.word_after(1), "-" | "–") {
        return 0;
    }
    let may_be_person = context.may_be(Ambiguity::GivenName) || context.may_be(Ambiguity::Surname);
    match context.class() {
        // Where every word is capitalised the tagger sees names too readily.
        NameClass::Person | NameClass::Organisation
            if context.capitalisation != Capitalisation::SentenceCase =>
        {
            -10
        }
        NameClass::Person if context.is_inside_longer(NameClass::Person) => {
            if may_be_person || context.is_capital_or_seat() {
                -70
            } else {
                -35
            }
        }
        NameClass::Person if may_be_person => -20,
        NameClass::Person => -10,
        NameClass::Organisation
            if context.is_capital_or_seat()
                && context.is_inside_longer(NameClass::Organisation) =>
        {
            -30
        }
        NameClass::Location | NameClass::Group => 5,
        NameClass::Organisation | NameClass::Misc | NameClass::Outside => 0,
    }
}

/// "Mr. Holland", "my friend Chad".
fn honorific_before(context: &CandidateContext<'_>) -> i32 {
    let is_relation = context.may_be(Ambiguity::GivenName)
        && word_lists::RELATIONS.contains(context.word_before(1));
    if is_relation {
        return RULED_OUT;
    }
    let honorific = word_lists::HONORIFICS.contains(context.word_before(1));
    match context.candidate.form.mention_type {
        _ if !honorific => 0,
        MentionType::Demonym if !context.may_be(Ambiguity::Surname) => 0,
        MentionType::Name | MentionType::Demonym | MentionType::Capital | MentionType::Seat => {
            RULED_OUT
        }
    }
}

/// "Tom Holland", "J. French".
fn given_name_before(context: &CandidateContext<'_>) -> i32 {
    let Some(before) = context.capitalised_before() else {
        return 0;
    };
    let is_initial = before.word.ends_with('.') && before.word.chars().count() == 2;
    let surname = context.may_be(Ambiguity::Surname);
    if word_lists::GIVEN_NAMES.contains(before.word) || is_initial {
        return if surname { -70 } else { -20 };
    }
    // An unknown capitalised word: a form that may be a given name or a surname is probably a surname after it.
    let unknown = surname
        && context.may_be(Ambiguity::GivenName)
        && context.capitalisation == Capitalisation::SentenceCase;
    if unknown && !word_lists::OFFICES.contains(before.word) {
        if before.starts_sentence { -30 } else { -45 }
    } else {
        0
    }
}

/// A capital or a seat after another capitalised word or a foreign "of": University College London, Prix de Rome.
fn longer_name_before(context: &CandidateContext<'_>) -> i32 {
    if context.is_capital_or_seat()
        && matches!(context.word_before(1), "de" | "di" | "du" | "des" | "von")
    {
        return -50;
    }
    let Some(before) = context.capitalised_before() else {
        return 0;
    };
    let separate = before.starts_sentence
        || context.capitalisation != Capitalisation::SentenceCase
        || word_lists::OFFICES.contains(before.word)
        || before.word.ends_with(|end: char| !end.is_alphanumeric());
    if context.is_capital_or_seat() && !separate {
        -60
    } else {
        0
    }
}

/// A capital or a seat before another capitalised word or a year: Washington Post, Paris Hilton, London 2012. In title
/// case only the known organisation words count.
fn longer_name_after(context: &CandidateContext<'_>) -> i32 {
    if !context.is_capital_or_seat() {
        return 0;
    }
    let after = context.word_after(1);
    if after.starts_with(|first: char| first.is_uppercase())
        && word_lists::ORGANISATION_WORDS
            .iter()
            .any(|body| body.eq_ignore_ascii_case(after))
    {
        return -85;
    }
    let year = context
        .token_after(1)
        .and_then(|at| context.view().token(at))
        .is_some_and(|token| token.shape() == TokenShape::Number && token.end - token.start == 4);
    let name = context.capitalised_after().is_some_and(|after| {
        !word_lists::OFFICES.contains(after.word) && !word_lists::HONORIFICS.contains(after.word)
    });
    // "In Havana Smith meets": after an introductory phrase, another phrase begins.
    let introductory =
        context.token_before(2).is_none() && matches!(context.word_before(1), "In" | "From" | "At");
    // "the mayor of London Sadiq Khan".
    let introductory = introductory || is_office_of_place(context);
    let name = name || after == "&";
    if context.capitalisation == Capitalisation::SentenceCase && !introductory && (year || name) {
        -70
    } else {
        0
    }
}

/// "Jordan Peterson": a form that may be a given name, before a possible surname.
fn surname_after(context: &CandidateContext<'_>) -> i32 {
    if !context.may_be(Ambiguity::GivenName)
        || context.is_capital_or_seat()
        || context.capitalisation != Capitalisation::SentenceCase
    {
        return 0;
    }
    let surname = context.capitalised_after().is_some_and(|after| {
        !word_lists::OFFICES.contains(after.word)
            && !word_lists::NATIONAL_BODY_WORDS.contains(after.word)
    });
    if surname { -50 } else { 0 }
}

/// "University of London", "Transport for London", "Treaty of Paris".
fn organisation_of(context: &CandidateContext<'_>) -> i32 {
    if !context.is_capital_or_seat() || context.capitalisation != Capitalisation::SentenceCase {
        return 0;
    }
    let joined = matches!(context.word_before(1), "of" | "for");
    if joined && word_lists::ORGANISATION_WORDS.contains(context.word_before(2)) {
        -100
    } else {
        0
    }
}

/// "American Indian": the table lists words that, directly before a form, give it another sense.
fn refuting_word_before(context: &CandidateContext<'_>) -> i32 {
    let before = context.word_before(1);
    if context.candidate.form.ambiguities.is_refuted_by(before) {
        -100
    } else {
        0
    }
}

/// "Polish the brass": a word that begins a sentence and has an object is a verb.
fn imperative_verb(context: &CandidateContext<'_>) -> i32 {
    let object = matches!(
        context.word_after(1),
        "the" | "your" | "it" | "them" | "up" | "off" | "a" | "an"
    );
    if context.may_be(Ambiguity::CommonWord)
        && context.starts_sentence()
        && object
        && context.candidate.form.mention_type == MentionType::Demonym
    {
        -60
    } else {
        0
    }
}

/// "LET US PRAY": in all capitals, "US" is the country only where a noun may stand.
fn pronoun_us(context: &CandidateContext<'_>) -> i32 {
    let is_us_in_caps = context.capitalisation == Capitalisation::AllCaps
        && context.may_be(Ambiguity::CommonWord)
        && context.candidate.form.mention_type == MentionType::Name
        && context.text().len() == 2;
    let noun_position =
        context.starts_sentence() || matches!(context.word_before(1), "THE" | "," | "-" | "IN");
    if is_us_in_caps && !noun_position {
        -60
    } else {
        0
    }
}

/// A word that is a person's name elsewhere in the article is one here, too, unless its context is that of a place.
fn person_name_elsewhere(context: &CandidateContext<'_>) -> i32 {
    let is_place = place_preposition(context) + own_country_nearby(context) > 0;
    if context.article.is_person_name(context.text()) && !is_place {
        -50
    } else {
        0
    }
}
