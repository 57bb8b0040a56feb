//! Who and which countries an article speaks of.
//!
//! Owns the finding: [`read`] takes a document and returns every mention of a person or a country, grouped into entities.
//! Pure and deterministic: the same text gives the same answer; no I/O but the embedded tables; knows no terminal.
//! What counts as a mention is written down in `assets/README.md`.
//!
//! The road: tokens → sentences → tagger (which tokens are names) → countries (the closed table and its senses) →
//! people (names grouped into persons) → index → corrections (the reader's own word, where there is one).

pub mod company;
pub mod corrections;
mod countries;
mod doubt;
mod first;
mod forms;
mod index;
mod mention;
mod parts;
mod people;
pub mod sentences;
pub mod tagger;
pub mod tokens;

pub use first::first_full;
pub use forms::{Form, by_how, forms};
pub use index::Entities;
#[cfg(test)]
pub(crate) use index::{CountryHit, Person, build};
pub use mention::{Code, Entity, MentionType, Kind, Mention, Reason};

use crate::document::{Document, Inline, Language, Style};
use std::ops::Range;

/// From this length on, in bytes, a text is divided among the cores.
const LONG: usize = 64 * 1024;
/// Most threads at work: the reader's screen wants a core, too.
const MOST: usize = 4;

/// How sure the engine is, from 0 to 100, of what it lists. What is less sure is doubtful.
pub const SURE: u8 = 60;

/// From this sureness on there is no doubt; what is between is listed, and shown for what it is.
pub const CLEAR: u8 = 70;

/// Every person and country of `document`, and nothing doubtful.
pub fn read(document: &Document) -> Entities {
    find(document, parts_for(document), false)
}

/// The same answer, worked out in `parts` threads.
pub fn read_in(document: &Document, parts: usize) -> Entities {
    find(document, parts, false)
}

/// What [`read`] finds, and where nothing of it stands also what is doubtful: [`Entities::at_least`] tells them apart.
pub fn read_doubtful(document: &Document) -> Entities {
    find(document, parts_for(document), true)
}

/// The same answer, worked out in `parts` threads.
pub fn read_doubtful_in(document: &Document, parts: usize) -> Entities {
    find(document, parts, true)
}

/// The countries of which `is` holds for a name or a demonym, each once.
pub fn countries_called(is: impl Fn(&str) -> bool) -> Vec<Code> {
    countries::called(is)
}

fn parts_for(document: &Document) -> usize {
    let long = document.text().len() >= LONG;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    if long { cores().min(MOST) } else { 1 }
}

fn find(document: &Document, parts: usize, doubtful: bool) -> Entities {
    let text = document.text();
    let tokens = tokens::tokenize(document);
    let foreign = |language: &Language| countries::knows(language.code);
    if let Some(language) = document.meta().language.filter(foreign) {
        return guess(document, tokens, language.code);
    }
    let sentences = sentences::split(text, &tokens);
    let tags = tagger::tag_in(text, &tokens, &sentences, parts);
    let reader = people::Reader {
        text,
        tokens: &tokens,
        sentences: &sentences,
        tags: &tags,
    };
    let (countries, mut names) = parts::both(
        parts > 1,
        || countries::find(text, &tokens, &sentences, &tags),
        || people::names(&reader),
    );
    people::leave_out(&reader, &mut names, &code(document));
    let (countries, perhaps): (Vec<_>, Vec<_>) = countries
        .into_iter()
        .partition(|hit| hit.sureness >= countries::ENOUGH);
    let (people, maybe) = people::group(&reader, names, &countries);
    let sentences = sentences::in_bytes(&tokens, &sentences);
    let sure = index::build(text, people, countries);
    let all = if doubtful {
        sure.with_doubtful(text, maybe, perhaps)
    } else {
        sure
    };
    all.with_sentences(sentences)
}

/// A stretch of code is no longer than this, bytes: pages that set all their words so mean nothing by it.
const LONGEST_CODE: usize = 80;

/// What is set as code within the running text, bytes, ascending: keys, commands, names of files.
fn code(document: &Document) -> Vec<Range<usize>> {
    let inlines = document.inlines().iter();
    let short = |inline: &&Inline| inline.range.len() <= LONGEST_CODE;
    let code = inlines.filter(|inline| inline.style == Style::Code);
    code.filter(short)
        .map(|inline| inline.range.clone())
        .collect()
}

/// People and countries of a text in another language than English, by its code (ISO 639-3).
fn guess(document: &Document, tokens: Vec<tokens::Token>, language: &str) -> Entities {
    let text = document.text();
    let tokens = tokens::part(text, tokens);
    let sentences = sentences::split(text, &tokens);
    // The weights know English alone: here no token is tagged.
    let tags = vec![tagger::Tag::NONE; tokens.len()];
    let reader = people::Reader {
        text,
        tokens: &tokens,
        sentences: &sentences,
        tags: &tags,
    };
    let countries = countries::foreign(text, language);
    let mut names = people::names_in(&reader, language);
    people::leave_out(&reader, &mut names, &code(document));
    let (people, _) = people::group(&reader, names, &countries);
    let sentences = sentences::in_bytes(&tokens, &sentences);
    index::build(text, people, countries).with_sentences(sentences)
}
