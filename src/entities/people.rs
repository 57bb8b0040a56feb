//! People: names grouped into persons.

mod bearers;
mod fold;
mod full;
mod group;
mod lists;
mod name;
mod same;
mod titles;

use super::index::{CountryHit, Person};
use super::mention::Reason;
use super::tagger::Tag;
use super::tokens::Token;
use std::ops::Range;

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    /// Its tokens.
    tokens: Range<usize>,
    /// 0 to 100.
    sureness: u8,
    /// Why it is one.
    reason: Reason,
}

/// Every person, each with all mentions.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    tags: &[Tag],
    countries: &[CountryHit],
) -> Vec<Person> {
    let _ = (text, tokens, sentences, tags, countries);
    Vec::new()
}

#[cfg(test)]
mod gold_tests;
