//! Names that the words in or beside them make the names of something else: ships and storms, families, parties of a match, and
//! organisations by their short names.

use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::candidate::Candidate;
use super::lists::lists;
use super::word_lists::{FAMILY_WORDS, VESSEL_WORDS};
use crate::entities::hashing::HashSet;

/// The names of the ships and storms in the article and the short names of its organisations, folded, without those that are the
/// surname of a full name in it.
pub(super) fn names_of_things(view: &TokenView<'_>, candidates: &[Candidate]) -> HashSet<String> {
    let mut names: HashSet<String> = HashSet::default();
    for (at, _) in view.entries() {
        if VESSEL_WORDS.contains(view.word(at)) && view.is_spaced_title_word(at + 1, at) {
            names.insert(view.folded(at + 1).into_owned());
        }
        if is_before_short_name(view, at) {
            names.insert(view.folded(at + 2).into_owned());
        }
    }
    if !names.is_empty() {
        // "Hurricane Dorian" is itself a candidate.
        let is_name = |candidate: &&Candidate| {
            candidate.is_full() && !VESSEL_WORDS.contains(view.word(candidate.tokens.start))
        };
        for candidate in candidates.iter().filter(is_name) {
            names.remove(candidate.name.last());
        }
    }
    names
}

/// Whether the word at `at` ends the name of an organisation, and a short one follows in brackets: "Kibabii University College
/// (Kibuco)".
fn is_before_short_name(view: &TokenView<'_>, at: TokenId) -> bool {
    view.word(at + 1) == "("
        && view.word(at + 3) == ")"
        && view.shape(at + 2) == TokenShape::Title
        && view.shape(at) == TokenShape::Title
        && lists().is_organisation_suffix(&view.folded(at))
}

/// Whether the words in or beside the name say what it is, and that is no person: a ship or a storm ("the USS Ronald Reagan"), a
/// family ("the Lindqvist family"), or both sides of a match ("Eton v Harrow").
pub(super) fn is_of_other_kind(view: &TokenView<'_>, name: TokenRange) -> bool {
    let is_versus = |at| {
        view.shape(at) == TokenShape::Lower && matches!(view.word(at), "v" | "vs" | "v." | "vs.")
    };
    let is_vessel = |at: TokenId| VESSEL_WORDS.contains(view.word(at));
    // "MV Wakashio" looks like initials and a surname.
    if name.into_iter().any(is_versus) || is_vessel(name.start) {
        return true;
    }
    let Some(before) = name
        .start
        .checked_sub(1)
        .filter(|_| view.is_spaced(name.start))
    else {
        return false;
    };
    let is_family = name.len() == 1
        && matches!(view.word(before), "the" | "The")
        && FAMILY_WORDS.contains(view.word(name.end));
    // "HMS Queen Elizabeth", "MV Professor Albrecht Penck".
    let before_title = before
        .checked_sub(1)
        .filter(|_| view.is_title_or_role(before) && view.is_spaced(before));
    is_family || is_vessel(before) || before_title.is_some_and(is_vessel)
}
