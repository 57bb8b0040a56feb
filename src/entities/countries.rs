//! Finds the mentions of countries: every written form in the closed table, and whether the country is really meant.
//!
//! It works in three steps. `candidates` finds the forms of the table, taking the longest at each position; `article`
//! collects what the rest of the text says about them; `evidence` weighs, for each candidate, whether it means the
//! country or a person, an American state, an ordinary word and so on. What a form may be confused with is recorded in
//! the table and nowhere in the code. Then `codes` adds the codes in results of sports.
//!
//! Mentions are returned in reading order, do not overlap, begin and end with a token, and include neither "the" nor a
//! possessive. Tags improve the result but are not required.

mod article;
mod candidates;
mod codes;
mod context;
mod evidence;
mod foreign;
mod spelling;
mod table;
mod word_lists;

use super::index::CountryHit;
use super::token_view::TokenView;
use crate::entities::hashing::HashSet;
use article::ArticleEvidence;
pub(super) use codes::is_code_in_brackets;
pub(super) use foreign::{find_in_language, supports_language};
use table::Ambiguity;
pub(super) use table::{all, name_of, prepare, with_name_matching};

/// The weight of evidence from which on a candidate is a mention.
pub(super) const MIN_MENTION_WEIGHT: u8 = 50;
/// The weight from which on a candidate is a low-confidence mention.
const MIN_LOW_CONFIDENCE_WEIGHT: i32 = 25;

/// Whether `words` are a name, a demonym or a capital of a country, and neither a given name nor an ordinary word.
pub(super) fn is_clear_name(words: &str) -> bool {
    let other_senses = [Ambiguity::GivenName, Ambiguity::CommonWord];
    table::longest_match(words).is_some_and(|found| {
        let ambiguities = found.form.ambiguities;
        found.spelling.len == words.len()
            && found.form.country.code.is_some()
            && !found.form.is_combining()
            && !other_senses
                .iter()
                .any(|sense| ambiguities.contains(*sense))
    })
}

/// Finds every country mention, in reading order. Those with a weight below [`MIN_MENTION_WEIGHT`] are low-confidence
/// mentions.
pub(super) fn find(view: &TokenView<'_>) -> Vec<CountryHit> {
    let candidates = candidates::find_candidates(view);
    let mut article = ArticleEvidence::new(*view, &candidates);
    let names = article
        .contexts()
        .filter(evidence::is_person_name)
        .map(|context| view.text_of(context.candidate.tokens))
        .collect();
    article.set_person_names(names);
    let written_out = article.contexts().filter_map(|context| {
        let weight = evidence::total_weight(&context);
        if weight < MIN_LOW_CONFIDENCE_WEIGHT {
            return None;
        }
        let form = article.resolve_form(context.candidate);
        Some(CountryHit {
            range: view.bytes(context.candidate.tokens),
            code: form.country.code?,
            name: form.country.name,
            mention_type: form.mention_type,
            weight: u8::try_from(weight.clamp(0, 99)).unwrap_or(99),
        })
    });
    let mut found: Vec<CountryHit> = written_out.collect();
    // The table has some of the codes, too.
    let known: HashSet<usize> = found.iter().map(|hit| hit.range.start).collect();
    let codes = codes::find(view);
    found.extend(
        codes
            .into_iter()
            .filter(|hit| !known.contains(&hit.range.start)),
    );
    found.sort_by_key(|hit| hit.range.start);
    found
}

#[cfg(test)]
mod tests;
