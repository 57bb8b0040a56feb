//! The table of countries: what `assets/countries.tsv` says, and looking a stretch of text up in it.
//!
//! Owns the parsing and the index, made once. Promises that the longest form wins. The table is closed and a test reads
//! every row of it (`table/tests.rs`); a row that breaks its format would be left out, never guessed at. Takes no decision: which
//! sense of a form is meant is for [`evidence`](super::evidence).

use super::spelling::{self, Spelt};
use crate::entities::mention::{Code, MentionType};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The file, as it stands in the repository.
const SOURCE: &str = include_str!("../../../assets/countries.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(SOURCE));

/// What else a form may be; the words of the last column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trap {
    /// A given name: Jordan Peterson.
    Given,
    /// A family name: Tom Holland.
    Surname,
    /// An American state, or a name for one.
    State,
    /// Another place that is often meant.
    Place,
    /// A word that has nothing to do with a country.
    Word,
    /// The country is seldom meant: only in an article that speaks of it otherwise.
    Rare,
}

impl Trap {
    /// The trap of a word of the last column.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "given" => Self::Given,
            "surname" => Self::Surname,
            "state" => Self::State,
            "place" => Self::Place,
            "word" => Self::Word,
            "rare" => Self::Rare,
            _ => return None,
        })
    }
}

/// All that a form may be instead, and the words that give it away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Traps {
    kinds: u8,
    clues: &'static str,
}

impl Traps {
    /// Read "given, state (Atlanta Savannah)". `None` if a word is not one of the traps.
    fn parse(cell: &'static str) -> Option<Self> {
        let (kinds, clues) = cell.split_once(" (").unwrap_or((cell, ")"));
        let mut traps = Self {
            kinds: 0,
            clues: clues.strip_suffix(')')?,
        };
        for word in kinds.split(", ") {
            traps.kinds |= 1 << Trap::of(word)? as u8;
        }
        Some(traps)
    }

    /// Whether the form may be this.
    pub(super) fn has(self, trap: Trap) -> bool {
        self.kinds & (1 << trap as u8) != 0
    }

    /// Whether the form can hardly be anything but the country.
    pub(super) fn none(self) -> bool {
        self.kinds == 0
    }

    /// Words that speak for another sense wherever in the article they stand.
    pub(super) fn clues(self) -> impl Iterator<Item = &'static str> {
        self.clues
            .split_ascii_whitespace()
            .filter(|clue| !clue.ends_with('_'))
    }

    /// Whether `word`, standing directly before the form, gives it another sense.
    pub(super) fn refuted_by(self, word: &str) -> bool {
        self.clues
            .split_ascii_whitespace()
            .any(|clue| clue.strip_suffix('_') == Some(word))
    }
}

/// A country, or something whose name only contains a country's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// Its code; `None` for what is no country and only keeps its name from being read as one.
    pub code: Option<Code>,
    /// The everyday English name.
    pub name: &'static str,
}

/// One way to write a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// Which country.
    pub country: Country,
    /// How it is mentioned by this form.
    pub how: MentionType,
    /// Whether another country has the form first, and this one only where the article means it.
    pub second: bool,
    /// What else it may be.
    pub traps: Traps,
    stem: &'static str,
    ending: &'static str,
}

impl Form {
    fn letters(&self) -> impl Iterator<Item = char> {
        self.stem.chars().chain(self.ending.chars())
    }

    fn is(&self, words: &str) -> bool {
        words
            .strip_prefix(self.stem)
            .is_some_and(|ending| ending == self.ending)
    }

    /// Whether it stands before a hyphen only, as "Franco-" does.
    pub(super) fn combines(&self) -> bool {
        self.stem.ends_with('-')
    }

    /// Whether it begins with the word "New", "San" and so on itself.
    pub(super) fn first_word(&self) -> &'static str {
        self.stem.split([' ', '-']).next().unwrap_or_default()
    }
}

/// What stands at a place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The form, of the country that has it first.
    pub form: &'static Form,
    /// The same form of the country that has it second.
    pub second: Option<&'static Form>,
    /// Where it ends and whether its accents are there.
    pub spelt: Spelt,
}

/// The longest form that `text` begins with.
pub(super) fn longest(text: &str) -> Option<Found> {
    let table: &'static Table = &TABLE;
    table.longest(text)
}

/// The everyday English name of a country.
pub(in crate::entities) fn name_of(code: Code) -> Option<&'static str> {
    let form = TABLE
        .forms
        .iter()
        .find(|form| form.country.code == Some(code))?;
    Some(form.country.name)
}

/// Every country's code and everyday English name, in the order of the table.
pub(in crate::entities) fn all() -> Vec<(Code, &'static str)> {
    let forms = TABLE.forms.iter();
    let mut all: Vec<_> = forms
        .filter_map(|form| Some((form.country.code?, form.country.name)))
        .collect();
    // The forms of a country stand together.
    all.dedup();
    all
}

/// The countries with a name or a demonym for which `is` holds, each once, in the order of the table.
pub(in crate::entities) fn called(is: impl Fn(&str) -> bool) -> Vec<Code> {
    let forms = TABLE.forms.iter().filter(|form| !form.combines());
    let mut words = String::new();
    let mut found: Vec<Code> = forms
        .filter(|form| matches!(form.how, MentionType::Name | MentionType::Demonym))
        .filter_map(|form| {
            words.clear();
            words.extend([form.stem, form.ending]);
            form.country.code.filter(|_| is(&words))
        })
        .collect();
    // The forms of a country stand together.
    found.dedup();
    found
}

struct Table {
    forms: Vec<Form>,
    /// The key of each form's first word, and the form; by key, then longest first.
    index: Vec<(u64, u32)>,
}

impl Table {
    fn parse(source: &'static str) -> Self {
        let mut forms = Vec::with_capacity(3000);
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            row(line, &mut forms);
        }
        let mut index: Vec<(u64, u32)> = forms
            .iter()
            .zip(0..)
            .filter_map(|(form, number)| Some((spelling::key(form.letters())?, number)))
            .collect();
        index.sort_unstable_by_key(|&(key, number)| {
            let form = forms.get(number as usize);
            (
                key,
                Reverse(form.map_or(0, |form| form.stem.len() + form.ending.len())),
                number,
            )
        });
        Self { forms, index }
    }

    fn longest(&'static self, text: &str) -> Option<Found> {
        let key = spelling::key(text.chars())?;
        let first = self.index.partition_point(|&(other, _)| other < key);
        let mut best: Option<Found> = None;
        for &(_, number) in self
            .index
            .get(first..)?
            .iter()
            .take_while(|&&(other, _)| other == key)
        {
            let form = self.forms.get(number as usize)?;
            let Some(spelt) = spelling::spelt(form.letters(), text) else {
                continue;
            };
            match &mut best {
                Some(found) if spelt.bytes < found.spelt.bytes => {}
                Some(found) if spelt.bytes == found.spelt.bytes => {
                    if form.second {
                        found.second = Some(form);
                    } else if found.form.second {
                        (found.second, found.form) = (Some(found.form), form);
                    }
                }
                _ => {
                    best = Some(Found {
                        form,
                        second: None,
                        spelt,
                    });
                }
            }
        }
        best
    }
}

/// Read one line; nothing of it if it is not a row.
fn row(line: &'static str, forms: &mut Vec<Form>) {
    let mut cells = line.split('\t');
    let (Some(code), Some(name)) = (cells.next(), cells.next()) else {
        return;
    };
    let country = Country {
        code: Code::new(code),
        name,
    };
    let first = forms.len();
    add(name, country, MentionType::Name, forms);
    for how in [MentionType::Name, MentionType::Demonym, MentionType::Capital, MentionType::Seat] {
        for cell in cells.next().into_iter().flat_map(|cell| cell.split("; ")) {
            add(cell, country, how, forms);
        }
    }
    for entry in cells.next().into_iter().flat_map(|cell| cell.split("; ")) {
        let Some((words, traps)) = entry.split_once(": ") else {
            continue;
        };
        let Some(traps) = Traps::parse(traps) else {
            continue;
        };
        for form in forms.iter_mut().skip(first).filter(|form| form.is(words)) {
            form.traps = traps;
        }
    }
}

/// Add the forms of "Russian(s)" or "French(man,men)"; "-" is an empty cell.
fn add(cell: &'static str, country: Country, how: MentionType, forms: &mut Vec<Form>) {
    if cell == "-" {
        return;
    }
    let (second, cell) = cell
        .strip_prefix('~')
        .map_or((false, cell), |rest| (true, rest));
    let mut add = |stem, ending| {
        forms.push(Form {
            country,
            how,
            second,
            traps: Traps::default(),
            stem,
            ending,
        });
    };
    // "Cocos (Keeling) Islands" has its brackets inside.
    let endings = cell
        .strip_suffix(')')
        .and_then(|cell| cell.split_once('('))
        .filter(|(stem, _)| !stem.ends_with(' '));
    match endings {
        Some((stem, endings)) => {
            if endings == "s" {
                add(stem, "");
            }
            for ending in endings.split(',') {
                add(stem, ending);
            }
        }
        None => add(cell, ""),
    }
}

#[cfg(test)]
mod tests;
