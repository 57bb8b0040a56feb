//! Who and which countries an article speaks of.
//!
//! Owns the finding: [`read`] takes a document and returns every mention of a person or a country, grouped into entities.
//! Pure and deterministic: the same text gives the same answer; no I/O but the embedded tables; knows no terminal.
//! What counts as a mention is written down in `assets/README.md`.
//!
//! The road: tokens → sentences → tagger (which tokens are names) → countries (the closed table and its senses) →
//! people (names grouped into persons) → index.

mod countries;
mod index;
mod mention;
mod people;
pub mod sentences;
pub mod tagger;
pub mod tokens;

pub use index::Entities;
#[cfg(test)]
pub(crate) use index::{CountryHit, Person, build};
pub use mention::{Code, Entity, How, Kind, Mention, Reason};

use crate::document::{Document, Language};

/// Every person and country of `document`.
pub fn read(document: &Document) -> Entities {
    let text = document.text();
    let tokens = tokens::tokenize(document);
    let sentences = sentences::split(text, &tokens);
    let foreign = |language: &Language| countries::knows(language.code);
    if let Some(language) = document.meta().language.filter(foreign) {
        let tokens = tokens::part(text, &tokens);
        let sentences = sentences::split(text, &tokens);
        // The weights know English alone: here no token is tagged.
        let tags = vec![tagger::Tag::NONE; tokens.len()];
        let countries = countries::foreign(text, language.code);
        let people = people::guess(text, &tokens, &sentences, &tags, &countries, language.code);
        return index::build(text, people, countries);
    }
    let tags = tagger::tag(text, &tokens, &sentences);
    let countries = countries::find(text, &tokens, &sentences, &tags);
    let people = people::find(text, &tokens, &sentences, &tags, &countries);
    index::build(text, people, countries)
}
