//! Lists: given names and surnames with how common they are, and how plain text writes a word, in the embedded form.

use super::super::lexicon::{Entry, Lexicon};
use super::super::words;
use super::classes;
use super::corpora::tokenize;
use super::files::unzip;
use crate::entities::sentences;
use crate::entities::tokens::Shape;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Slots of the embedded list.
const SLOTS: usize = 1 << 18;

/// What has been gathered of a word.
#[derive(Debug, Default, Clone, Copy)]
struct Facts {
    /// 0 (no such name) to 3 (very common).
    given: u16,
    surname: u16,
    /// How often plain text writes it small and large in the middle of a sentence.
    small: u32,
    large: u32,
    /// Whether it is part of a country's name, capital or demonym.
    country: bool,
    /// Its class in plain text.
    class: u16,
}

/// The list in its embedded form.
pub(super) fn build(data: &Path) -> io::Result<Vec<u8>> {
    let mut facts: BTreeMap<u32, Facts> = BTreeMap::new();
    names(&data.join("names"), &mut facts)?;
    let sentences = writing(&data.join("text"), &mut facts)?;
    for (key, class) in classes::induce(&sentences) {
        facts.entry(key).or_default().class = class;
    }
    countries(&data.join("countries/countries.json.gz"), &mut facts)?;
    let mut entries: Vec<(u32, Entry)> = facts
        .iter()
        .map(|(key, facts)| (*key, facts.entry()))
        .filter(|(_, entry)| *entry != Entry::NONE)
        .collect();
    // The commonest first: they are sure of a place.
    entries.sort_by_key(|(key, entry)| {
        (
            std::cmp::Reverse(entry.0 & 3 | entry.0 >> 2 & 3 | entry.0 >> 4),
            *key,
        )
    });
    Ok(Lexicon::encode(&entries, SLOTS))
}

impl Facts {
    fn entry(&self) -> Entry {
        let total = self.small + self.large;
        let writing = match total {
            0..=1 => 0,
            _ if self.small * 10 >= total * 9 => 1,
            _ if self.large * 10 >= total * 9 => 3,
            _ => 2,
        };
        Entry(
            self.given
                | self.surname << 2
                | writing << 4
                | u16::from(self.country) << 6
                | self.class << 7,
        )
    }
}

fn given(facts: &mut BTreeMap<u32, Facts>, name: &str, rank: u16) {
    let facts = facts.entry(words::key(name)).or_default();
    facts.given = facts.given.max(rank);
}

fn surname(facts: &mut BTreeMap<u32, Facts>, name: &str, rank: u16) {
    let facts = facts.entry(words::key(name)).or_default();
    facts.surname = facts.surname.max(rank);
}

fn names(folder: &Path, facts: &mut BTreeMap<u32, Facts>) -> io::Result<()> {
    let rank = |index: usize| {
        if index < 1_000 {
            3
        } else if index < 10_000 {
            2
        } else {
            1
        }
    };
    for (index, line) in unzip(&folder.join("us-census-surnames.txt.gz"))?
        .lines()
        .enumerate()
    {
        surname(
            facts,
            line.split_whitespace().next().unwrap_or_default(),
            rank(index),
        );
    }
    for line in unzip(&folder.join("us-census-given.txt.gz"))?.lines() {
        let mut cells = line.split_whitespace();
        let name = cells.next().unwrap_or_default();
        let share: f64 = cells
            .next()
            .and_then(|cell| cell.parse().ok())
            .unwrap_or(0.0);
        given(facts, name, if share >= 0.02 { 3 } else { 2 });
    }
    for line in unzip(&folder.join("us-ssa-given.txt.gz"))?.lines() {
        let mut cells = line.split(',');
        let name = cells.next().unwrap_or_default();
        let count: u32 = cells.nth(1).and_then(|cell| cell.parse().ok()).unwrap_or(0);
        given(
            facts,
            name,
            match count {
                2_000.. => 3,
                100.. => 2,
                _ => 1,
            },
        );
    }
    for file in [
        "wiktionary-female_given_names.txt.gz",
        "wiktionary-male_given_names.txt.gz",
    ] {
        for name in unzip(&folder.join(file))?.lines() {
            given(facts, name.trim(), 1);
        }
    }
    for name in unzip(&folder.join("wiktionary-surnames.txt.gz"))?.lines() {
        surname(facts, name.trim(), 1);
    }
    for line in fs::read_to_string(folder.join("common-forenames-by-country.csv"))?
        .lines()
        .skip(1)
    {
        for name in line
            .rsplit(',')
            .next()
            .unwrap_or_default()
            .split([' ', '-'])
        {
            given(facts, name, 3);
        }
    }
    for line in fs::read_to_string(folder.join("common-surnames-by-country.csv"))?
        .lines()
        .skip(1)
    {
        for name in line.split(',').nth(5).unwrap_or_default().split([' ', '-']) {
            surname(facts, name, 3);
        }
    }
    Ok(())
}

/// Count how plain text writes its words, leaving out the first of each sentence.
fn writing(folder: &Path, facts: &mut BTreeMap<u32, Facts>) -> io::Result<Vec<Vec<u32>>> {
    let mut all = Vec::new();
    for file in [
        "voa.txt.gz",
        "wikinews-2019-2020.txt.gz",
        "wikitext2-valid-test.txt.gz",
    ] {
        let text = unzip(&folder.join(file))?;
        for line in text.lines() {
            let tokens = tokenize(line);
            for sentence in sentences::split(line, &tokens) {
                let tokens = tokens.get(sentence).unwrap_or_default();
                all.push(
                    tokens
                        .iter()
                        .map(|token| words::key(token.text(line)))
                        .collect(),
                );
                for token in tokens.iter().skip(1) {
                    let entry = facts.entry(words::key(token.text(line))).or_default();
                    entry.small += u32::from(token.shape == Shape::Lower);
                    entry.large += u32::from(matches!(token.shape, Shape::Title | Shape::Upper));
                }
            }
        }
    }
    Ok(all)
}

/// Note the words of the names, capitals and demonyms of countries.
fn countries(file: &Path, facts: &mut BTreeMap<u32, Facts>) -> io::Result<()> {
    let countries: Value = serde_json::from_str(&unzip(file)?)?;
    for country in countries.as_array().into_iter().flatten() {
        let words = [
            "/name/common",
            "/name/official",
            "/demonyms/eng/m",
            "/capital/0",
        ]
        .iter()
        .filter_map(|place| country.pointer(place)?.as_str());
        for word in words.flat_map(|words| words.split([' ', ',', '(', ')', '-'])) {
            if word.chars().next().is_some_and(char::is_uppercase) {
                facts.entry(words::key(word)).or_default().country = true;
            }
        }
    }
    Ok(())
}
