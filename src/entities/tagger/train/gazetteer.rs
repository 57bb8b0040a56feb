//! Builds the gazetteer from lists of names.

use super::super::super::gazetteer::{Gazetteer, Kinds, MAX_WORDS, NameKey};
use super::super::lexicon::Lexicon;
use super::super::word_attributes::{self, WordAttributes};
use super::corpora::tokenize;
use super::files::read_gzip;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The lists in `assets/gazetteer`, with what they list.
const LISTS: [(&str, Kinds); 10] = [
    ("people.txt", Kinds::PERSON),
    ("companies.txt", Kinds::COMPANY),
    ("brands.txt", Kinds::BRAND),
    ("newspapers.txt", Kinds::NEWSPAPER),
    ("universities.txt", Kinds::UNIVERSITY),
    ("works.txt", Kinds::WORK),
    ("nature.txt", Kinds::NATURE),
    ("clubs.txt", Kinds::CLUB),
    ("ships.txt", Kinds::SHIP),
    ("organisations.txt", Kinds::ORGANISATION),
];

/// Builds the table, in its embedded form, from the lists in `data` and in `assets/gazetteer`.
///
/// Of the lists in `assets`, single words that are common names of people are left out, since "Howard" says nothing about a
/// university; only companies and the like that are called so have a kind of their own.
pub(super) fn build(data: &Path, assets: &Path, lexicon: &Lexicon<'_>) -> io::Result<Vec<u8>> {
    let is_common_name = |name: &str| {
        let entry = lexicon.get(word_attributes::word_key(name));
        entry.given_rank() >= 2 || entry.surname_rank() >= 2
    };
    let mut names: BTreeMap<u32, (NameKey, Kinds)> = BTreeMap::new();
    let mut add = |name: &str, kinds: Kinds| {
        if let Some(key) = key_of(name) {
            let entry = names.entry(key.number()).or_insert((key, Kinds::NONE));
            entry.1 = entry.1.union(kinds);
        }
    };
    for (file, kinds) in LISTS {
        for name in fs::read_to_string(assets.join("gazetteer").join(file))?.lines() {
            if name.starts_with('#') {
                continue;
            }
            let is_firm = [Kinds::COMPANY, Kinds::BRAND, Kinds::NEWSPAPER].contains(&kinds);
            if !is_common_name(name) {
                add(name, kinds);
            } else if is_firm {
                add(name, Kinds::FOUNDER);
            }
        }
    }
    let things = data.join("things");
    for row in read_gzip(&things.join("places.tsv.gz"))?.lines() {
        let mut cells = row.split('\t');
        let name = cells.next().unwrap_or_default();
        let population = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
        add(name, Kinds::place(population));
    }
    for row in read_gzip(&things.join("regions.tsv.gz"))?.lines() {
        let mut cells = row.split('\t');
        let name = cells.next().unwrap_or_default();
        match cells.next() {
            Some("1") => add(name, Kinds::REGION),
            _ => add(name, Kinds::DISTRICT),
        }
    }
    for (file, kinds) in [
        ("clubs.tsv.gz", Kinds::CLUB),
        ("companies.tsv.gz", Kinds::COMPANY),
    ] {
        for row in read_gzip(&things.join(file))?.lines() {
            let name = row.split('\t').next().unwrap_or_default();
            add(&name.replace('$', ""), kinds);
        }
    }
    let names: Vec<_> = names.into_values().collect();
    Ok(Gazetteer::encode(&names))
}

/// The key of `name`, tokenized as in a text; `None` if it has too many words or none with a capital.
fn key_of(name: &str) -> Option<NameKey> {
    let name = name.trim();
    let tokens = tokenize(name);
    let lexicon = Lexicon::new(&[], &[]);
    let words: Vec<_> = tokens
        .iter()
        .map(|token| WordAttributes::new(name, token, &lexicon))
        .collect();
    let is_name = (1..=MAX_WORDS).contains(&words.len()) && words.first()?.is_capitalised;
    let key = words
        .iter()
        .fold(NameKey::default(), |key, word| key.with(word.lower_hash));
    is_name.then_some(key)
}
