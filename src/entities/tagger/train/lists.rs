//! Builds the lexicon: how common each word is as a given name and as a surname, how plain text capitalises it, and its
//! word class.

use super::super::lexicon::{Lexicon, LexiconEntry};
use super::super::word_attributes;
use super::corpora::tokenize;
use super::files::read_gzip;
use super::word_classes;
use crate::entities::tokens::TokenShape;
use crate::entities::{TokenView, sentences};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// What has been gathered about one word.
#[derive(Debug, Default, Clone, Copy)]
struct WordFacts {
    /// How common the word is as a given name, from 0 (not one) to 3 (very common).
    given_rank: u16,
    /// The same as a surname.
    surname_rank: u16,
    /// How often plain text writes it in lower case, and with a capital, inside a sentence.
    lowercase_count: u32,
    uppercase_count: u32,
    /// Whether it is part of a country's name, capital or demonym.
    is_in_country_name: bool,
    /// Its distributional class in plain text; 0 if none.
    word_class: u16,
}

/// Builds the lexicon from the files in `data`, in its embedded form.
pub(super) fn build_lexicon(data: &Path) -> io::Result<Vec<u8>> {
    let mut facts: BTreeMap<u32, WordFacts> = BTreeMap::new();
    read_name_lists(&data.join("names"), &mut facts)?;
    let sentences = count_capitalisation(&data.join("text"), &mut facts)?;
    for (key, class) in word_classes::induce_classes(&sentences) {
        facts.entry(key).or_default().word_class = class;
    }
    mark_country_words(&data.join("countries/countries.json.gz"), &mut facts)?;
    let entries: Vec<(u32, LexiconEntry)> = facts
        .iter()
        .map(|(key, facts)| (*key, facts.lexicon_entry()))
        .filter(|(_, entry)| *entry != LexiconEntry::NONE)
        .collect();
    Ok(Lexicon::encode(&entries))
}

impl WordFacts {
    fn lexicon_entry(&self) -> LexiconEntry {
        let total = self.lowercase_count + self.uppercase_count;
        let case_habit = match total {
            0..=1 => 0,
            _ if self.lowercase_count * 10 >= total * 9 => 1,
            _ if self.uppercase_count * 10 >= total * 9 => 3,
            _ => 2,
        };
        LexiconEntry(
            self.given_rank
                | self.surname_rank << 2
                | case_habit << 4
                | u16::from(self.is_in_country_name) << 6
                | self.word_class << 7,
        )
    }
}

fn add_given_name(facts: &mut BTreeMap<u32, WordFacts>, name: &str, rank: u16) {
    let facts = facts.entry(word_attributes::word_key(name)).or_default();
    facts.given_rank = facts.given_rank.max(rank);
}

fn add_surname(facts: &mut BTreeMap<u32, WordFacts>, name: &str, rank: u16) {
    let facts = facts.entry(word_attributes::word_key(name)).or_default();
    facts.surname_rank = facts.surname_rank.max(rank);
}

fn read_name_lists(folder: &Path, facts: &mut BTreeMap<u32, WordFacts>) -> io::Result<()> {
    let rank = |index: usize| {
        if index < 1_000 {
            3
        } else if index < 10_000 {
            2
        } else {
            1
        }
    };
    for (index, line) in read_gzip(&folder.join("us-census-surnames.txt.gz"))?
        .lines()
        .enumerate()
    {
        add_surname(
            facts,
            line.split_whitespace().next().unwrap_or_default(),
            rank(index),
        );
    }
    for line in read_gzip(&folder.join("us-census-given.txt.gz"))?.lines() {
        let mut cells = line.split_whitespace();
        let name = cells.next().unwrap_or_default();
        let share: f64 = cells
            .next()
            .and_then(|cell| cell.parse().ok())
            .unwrap_or(0.0);
        add_given_name(facts, name, if share >= 0.02 { 3 } else { 2 });
    }
    for line in read_gzip(&folder.join("us-ssa-given.txt.gz"))?.lines() {
        let mut cells = line.split(',');
        let name = cells.next().unwrap_or_default();
        let count: u32 = cells.nth(1).and_then(|cell| cell.parse().ok()).unwrap_or(0);
        add_given_name(
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
        for name in read_gzip(&folder.join(file))?.lines() {
            add_given_name(facts, name.trim(), 1);
        }
    }
    for name in read_gzip(&folder.join("wiktionary-surnames.txt.gz"))?.lines() {
        add_surname(facts, name.trim(), 1);
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
            add_given_name(facts, name, 3);
        }
    }
    for line in fs::read_to_string(folder.join("common-surnames-by-country.csv"))?
        .lines()
        .skip(1)
    {
        for name in line.split(',').nth(5).unwrap_or_default().split([' ', '-']) {
            add_surname(facts, name, 3);
        }
    }
    read_names_by_locale(&read_gzip(&folder.join("by-locale.tsv.gz"))?, facts);
    Ok(())
}

/// Adds the names of 110 locales: rank 1, or 2 if two locales have it. Rows: name, `given` or `family`, gender, locale.
fn read_names_by_locale(rows: &str, facts: &mut BTreeMap<u32, WordFacts>) {
    let mut last = ("", "", "");
    for row in rows.lines() {
        let mut cells = row.split('\t');
        let (name, kind) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        let language = cells
            .nth(1)
            .unwrap_or_default()
            .split('_')
            .next()
            .unwrap_or_default();
        let is_name = name.chars().count() > 1 && !name.contains(' ');
        if is_name {
            let is_second = last.0 == name && last.1 == kind && last.2 != language;
            let add = if kind == "given" {
                add_given_name
            } else {
                add_surname
            };
            add(facts, name, if is_second { 2 } else { 1 });
        }
        last = (name, kind, language);
    }
}

/// Counts how plain text capitalises its words, leaving out the first word of each sentence. Returns all sentences as
/// word keys.
fn count_capitalisation(
    folder: &Path,
    facts: &mut BTreeMap<u32, WordFacts>,
) -> io::Result<Vec<Vec<u32>>> {
    let mut all = Vec::new();
    for file in [
        "voa.txt.gz",
        "wikinews-2019-2020.txt.gz",
        "wikitext2-valid-test.txt.gz",
    ] {
        let text = read_gzip(&folder.join(file))?;
        for line in text.lines() {
            let tokens = tokenize(line);
            let view = TokenView::new(line, &tokens);
            for sentence in sentences::split(line, &tokens) {
                let tokens = view.tokens_in(sentence);
                all.push(
                    tokens
                        .iter()
                        .map(|token| word_attributes::word_key(token.text(line)))
                        .collect(),
                );
                for token in tokens.iter().skip(1) {
                    let entry = facts
                        .entry(word_attributes::word_key(token.text(line)))
                        .or_default();
                    entry.lowercase_count += u32::from(token.shape() == TokenShape::Lower);
                    entry.uppercase_count += u32::from(matches!(
                        token.shape(),
                        TokenShape::Title | TokenShape::Upper
                    ));
                }
            }
        }
    }
    Ok(all)
}

/// Marks the words in the names, capitals and demonyms of countries.
fn mark_country_words(file: &Path, facts: &mut BTreeMap<u32, WordFacts>) -> io::Result<()> {
    let countries: Value = serde_json::from_str(&read_gzip(file)?)?;
    for country in countries.as_array().into_iter().flatten() {
        let words = [
            "/name/common",
            "/name/official",
            "/demonyms/eng/m",
            "/capital/0",
        ]
        .iter()
        .filter_map(|path| country.pointer(path)?.as_str());
        for word in words.flat_map(|words| words.split([' ', ',', '(', ')', '-'])) {
            if word.chars().next().is_some_and(char::is_uppercase) {
                facts
                    .entry(word_attributes::word_key(word))
                    .or_default()
                    .is_in_country_name = true;
            }
        }
    }
    Ok(())
}
