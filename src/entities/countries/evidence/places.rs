//! Evidence of places: what stands beside a country that makes it another place, or makes it certain.
//!
//! The same promises as its parent: each function looks at one thing, and none knows a country's name.

use super::super::scene::Scene;
use super::super::table::Trap;
use super::super::words;
use super::NEVER;
use crate::entities::mention::{Code, MentionType};
use crate::entities::tokens::Shape;

/// "Gulf of Mexico", "Norwegian Sea", "the Jordan river".
pub(super) fn waters(scene: &Scene<'_>) -> i32 {
    let before = scene.word_before(1) == "of" && words::WATERS.has(scene.word_before(2));
    let after = scene.word_after(1);
    let river = matches!(after, "river" | "sea" | "seas") && scene.candidate.form.how == MentionType::Name;
    if before || river || words::WATERS.has(after) {
        NEVER
    } else {
        0
    }
}

/// "New Amsterdam", "Fort Jordan", "Saint Helena" where the form is Helena alone; a city in a foreign name, "Prix de Rome".
pub(super) fn new_place(scene: &Scene<'_>) -> i32 {
    let before = scene.word_before(1);
    let foreign = matches!(before, "de" | "di" | "da" | "du" | "del")
        && scene.word_before(2).starts_with(char::is_uppercase);
    if foreign && scene.is_city() {
        return NEVER;
    }
    let named = words::NEW.has(before)
        && scene.candidate.form.how != MentionType::Demonym
        && scene.name_before().is_some();
    if named { NEVER } else { 0 }
}

/// "American bison", "Brazil nut", "German Shepherd".
pub(super) fn species(scene: &Scene<'_>) -> i32 {
    let after = scene.word_after(1).to_lowercase();
    if words::SPECIES.has(after.as_str()) && !scene.is_city() {
        NEVER
    } else {
        0
    }
}

/// "Paris, Texas", "Lebanon, Ohio"; not "Mexico, Texas and California", not "Ottawa, Ontario".
pub(super) fn namesake_town(scene: &Scene<'_>) -> i32 {
    if scene.word_after(1) != "," || scene.may_be(Trap::State) {
        return 0;
    }
    let own = scene.candidate.form.country.code;
    let state = words::country_of_state(scene.word_after(2), scene.word_after(3));
    let elsewhere = state.is_some_and(|code| Code::new(code) != own)
        && scene
            .after(2)
            .and_then(|at| scene.article.candidate_at(at))
            .is_none_or(|next| next.form.country.code != own);
    let listed = matches!(scene.word_after(3), "and" | "or" | "&");
    let town = matches!(scene.candidate.form.how, MentionType::Name | MentionType::Capital);
    if elsewhere && town && !listed {
        NEVER
    } else {
        0
    }
}

/// "Florida, Georgia, Kansas", "Seattle, Washington,", "the state of Georgia".
pub(super) fn one_of_the_states(scene: &Scene<'_>) -> i32 {
    if !scene.may_be(Trap::State) {
        return 0;
    }
    let is_join = |word: &str| matches!(word, "," | "and" | "or" | ";" | "&");
    let own = scene.candidate.form.first_word();
    let is_other = |word: &str| word != own && words::STATES.has(word);
    let listed = (is_join(scene.word_before(1)) && is_other(scene.word_before(2)))
        || (scene.word_before(1) == "and"
            && scene.word_before(2) == ","
            && is_other(scene.word_before(3)))
        || (is_join(scene.word_after(1))
            && is_other(scene.word_after(2))
            && scene.word_after(3) != ".");
    let state = scene.word_after(1).eq_ignore_ascii_case("state")
        || (scene.word_before(1) == "of" && scene.word_before(2).eq_ignore_ascii_case("state"));
    // A city before and the sentence going on behind a second comma: "in Tacoma, Washington, on".
    let city = scene.word_before(1) == ","
        && matches!(scene.word_after(1), "," | "." | "")
        && scene.before(2).is_some_and(|at| {
            let title = scene
                .article
                .tokens
                .get(at)
                .is_some_and(|token| token.shape == Shape::Title);
            let word = scene.article.word(at);
            title && !words::DATES.has(word) && scene.article.candidate_at(at).is_none()
        });
    if state {
        NEVER
    } else if listed {
        -60
    } else if city {
        -30
    } else {
        0
    }
}

/// "Victoria, Seychelles", "the capital, Kingston".
pub(super) fn homeland(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() {
        return 0;
    }
    let code = scene.candidate.form.country.code;
    let country = scene.word_after(1) == ","
        && scene
            .after(2)
            .and_then(|at| scene.article.candidate_at(at))
            .is_some_and(|next| next.form.country.code == code);
    let capital = scene
        .around(3)
        .any(|at| scene.article.word(at) == "capital");
    match (country, capital) {
        (true, _) => 60,
        (false, true) => 30,
        (false, false) => 0,
    }
}

/// "in Jordan", "from Jordan": one is in a place; "King of Jordan".
pub(super) fn place(scene: &Scene<'_>) -> i32 {
    if scene.candidate.form.how == MentionType::Demonym {
        return 0;
    }
    match scene.word_before(1) {
        "in" | "In" | "into" | "from" | "From" | "across" | "Across" | "throughout" | "outside" => {
            20
        }
        "to" | "near" | "visit" | "via" | "towards" => 10,
        "of" if is_held(scene) => 20,
        _ => 0,
    }
}

/// Whether somebody holds an office there: "king of Jordan", "Mayor of London".
pub(super) fn is_held(scene: &Scene<'_>) -> bool {
    let office = scene.word_before(2);
    scene.word_before(1) == "of"
        && words::OFFICES
            .iter()
            .any(|other| other.eq_ignore_ascii_case(office))
}
