//! Countries: the closed table, and which of its words are meant.
//!
//! Owns the finding of countries in three steps: [`scan`] finds every form of the table, the longest at each place; the
//! [`article`] tells what the rest of the text says of them; [`evidence`] weighs whether the country is meant. Promises
//! mentions in reading order, disjoint, on token boundaries, without "the" and without a possessive. Works without tags
//! and better with them; never changes what a form may mean: that stands in the table alone.

mod article;
mod evidence;
mod foreign;
mod scan;
mod scene;
mod spelling;
mod table;
mod words;

use super::index::CountryHit;
use super::tagger::Tag;
use super::tokens::Token;
use article::Article;
pub(super) use foreign::{find as foreign, knows};
use std::ops::Range;
pub(super) use table::{all, called, name_of};

/// A country is meant from this weight of evidence on.
pub(super) const ENOUGH: u8 = 50;
/// And perhaps from this one on.
const DOUBTFUL: i32 = 25;

/// Every country mention, in reading order; those below [`ENOUGH`] are doubtful.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    tags: &[Tag],
) -> Vec<CountryHit> {
    let candidates = scan::scan(text, tokens);
    let mut article = Article::new(text, tokens, sentences, tags, &candidates);
    let names = article
        .scenes()
        .filter(evidence::names_a_person)
        .filter_map(|scene| text.get(scene.candidate.range.clone()))
        .collect();
    article.learn_names(names);
    article
        .scenes()
        .filter_map(|scene| {
            let weight = evidence::weigh(&scene);
            if weight < DOUBTFUL {
                return None;
            }
            let country = article.country(scene.candidate);
            Some(CountryHit {
                range: scene.candidate.range.clone(),
                code: country.code?,
                name: country.name,
                how: scene.candidate.form.how,
                sureness: u8::try_from(weight.clamp(0, 99)).unwrap_or(99),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
