//! People: names grouped into persons.

use super::index::{CountryHit, Person};
use super::tagger::Tag;
use super::tokens::Token;
use std::ops::Range;

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
