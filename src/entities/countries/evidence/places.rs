//! The evidence from place words: neighbours that make the candidate another place, or confirm that it is this one.
//!
//! As in the parent module, each function looks at one signal, and none mentions a particular country.

use super::super::context::CandidateContext;
use super::super::table::Ambiguity;
use super::super::word_lists;
use super::RULED_OUT;
use crate::entities::mention::{CountryCode, MentionType};
use crate::entities::tokens::TokenShape;

/// "Gulf of Mexico", "Norwegian Sea", "the Jordan river".
pub(super) fn geographic_term(context: &CandidateContext<'_>) -> i32 {
    let before = context.word_before(1) == "of"
        && word_lists::GEOGRAPHIC_TERMS.contains(context.word_before(2));
    let after = context.word_after(1);
    let river = matches!(after, "river" | "sea" | "seas")
        && context.candidate.form.mention_type == MentionType::Name;
    if before || river || word_lists::GEOGRAPHIC_TERMS.contains(after) {
        RULED_OUT
    } else {
        0
    }
}

/// "New Amsterdam", "Fort Jordan", "Saint Helena" where the form is only Helena; a city in a foreign name, "Prix de
/// Rome".
pub(super) fn place_prefix_before(context: &CandidateContext<'_>) -> i32 {
    let before = context.word_before(1);
    let foreign = matches!(before, "de" | "di" | "da" | "du" | "del")
        && context.word_before(2).starts_with(char::is_uppercase);
    if foreign && context.is_capital_or_seat() {
        return RULED_OUT;
    }
    let named = word_lists::PLACE_PREFIXES.contains(before)
        && context.candidate.form.mention_type != MentionType::Demonym
        && context.capitalised_before().is_some();
    if named { RULED_OUT } else { 0 }
}

/// "American bison", "Brazil nut", "German Shepherd".
pub(super) fn species(context: &CandidateContext<'_>) -> i32 {
    let after = context.word_after(1).to_lowercase();
    if word_lists::SPECIES.contains(after.as_str()) && !context.is_capital_or_seat() {
        RULED_OUT
    } else {
        0
    }
}

/// "Paris, Texas", "Lebanon, Ohio"; not "Mexico, Texas and California", not "Ottawa, Ontario".
pub(super) fn namesake_town(context: &CandidateContext<'_>) -> i32 {
    if context.word_after(1) != "," || context.may_be(Ambiguity::UsState) {
        return 0;
    }
    let own = context.candidate.form.country.code;
    let state = word_lists::country_of_state(context.word_after(2), context.word_after(3));
    let elsewhere = state.is_some_and(|code| CountryCode::new(code) != own)
        && context
            .token_after(2)
            .and_then(|at| context.article.candidate_at(at))
            .is_none_or(|next| next.form.country.code != own);
    // "Mexico, Texas and California" lists states; "Cuba, Missouri and Peru, Indiana" towns.
    let listed = matches!(context.word_after(3), "and" | "or" | "&")
        && word_lists::is_us_state(context.word_after(4));
    let town = matches!(
        context.candidate.form.mention_type,
        MentionType::Name | MentionType::Capital
    );
    if elsewhere && town && !listed {
        RULED_OUT
    } else {
        0
    }
}

/// "the city of Cuba in Missouri", and every other place where the article with such a town names it.
pub(super) fn town_of_state(context: &CandidateContext<'_>) -> i32 {
    let is_place = matches!(
        context.candidate.form.mention_type,
        MentionType::Name | MentionType::Capital
    );
    if is_place && context.article.is_namesake_town(context.candidate.form) {
        RULED_OUT
    } else {
        0
    }
}

/// "Florida, Georgia, Kansas", "Seattle, Washington,", "the state of Georgia".
pub(super) fn us_state(context: &CandidateContext<'_>) -> i32 {
    if !context.may_be(Ambiguity::UsState) {
        return 0;
    }
    let is_join = |word: &str| matches!(word, "," | "and" | "or" | ";" | "&");
    let own = context.candidate.form.first_word();
    let is_other = |word: &str| word != own && word_lists::US_STATES.contains(word);
    let listed = (is_join(context.word_before(1)) && is_other(context.word_before(2)))
        || (context.word_before(1) == "and"
            && context.word_before(2) == ","
            && is_other(context.word_before(3)))
        || (is_join(context.word_after(1))
            && is_other(context.word_after(2))
            && context.word_after(3) != ".");
    let state = context.word_after(1).eq_ignore_ascii_case("state")
        || (context.word_before(1) == "of" && context.word_before(2).eq_ignore_ascii_case("state"));
    // A city before it, and a second comma or the end after it: "in Tacoma, Washington, on".
    let city = context.word_before(1) == ","
        && matches!(context.word_after(1), "," | "." | "")
        && context.token_before(2).is_some_and(|at| {
            context.view().shape(at) == TokenShape::Title
                && !word_lists::DAYS_AND_MONTHS.contains(context.view().word(at))
                && context.article.candidate_at(at).is_none()
        });
    if state {
        RULED_OUT
    } else if listed {
        -60
    } else if city {
        -30
    } else {
        0
    }
}

/// "Victoria, Seychelles", "the capital, Kingston".
pub(super) fn own_country_nearby(context: &CandidateContext<'_>) -> i32 {
    if !context.is_capital_or_seat() {
        return 0;
    }
    let code = context.candidate.form.country.code;
    let country = context.word_after(1) == ","
        && context
            .token_after(2)
            .and_then(|at| context.article.candidate_at(at))
            .is_some_and(|next| next.form.country.code == code);
    let capital = context
        .tokens_around(3)
        .any(|at| context.view().word(at) == "capital");
    match (country, capital) {
        (true, _) => 60,
        (false, true) => 30,
        (false, false) => 0,
    }
}

/// "in Jordan", "from Jordan", "King of Jordan".
pub(super) fn place_preposition(context: &CandidateContext<'_>) -> i32 {
    if context.candidate.form.mention_type == MentionType::Demonym {
        return 0;
    }
    match context.word_before(1) {
        "in" | "In" | "into" | "from" | "From" | "across" | "Across" | "throughout" | "outside" => {
            20
        }
        "to" | "near" | "visit" | "via" | "towards" => 10,
        "of" if is_office_of_place(context) => 20,
        _ => 0,
    }
}

/// Whether the candidate follows an office and "of": "king of Jordan", "Mayor of London".
pub(super) fn is_office_of_place(context: &CandidateContext<'_>) -> bool {
    let office = context.word_before(2);
    context.word_before(1) == "of"
        && word_lists::OFFICES
            .iter()
            .any(|other| other.eq_ignore_ascii_case(office))
}
