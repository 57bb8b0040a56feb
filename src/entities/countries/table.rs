//! The table of countries, `assets/countries.tsv`: parsed once, with an index to look up the longest form that a text
//! begins with.
//!
//! The format is described in `assets/README.md`. A test reads every row (`table/tests.rs`); a row that does not follow
//! the format would be skipped. Which sense of an ambiguous form is meant is decided by
//! [`evidence`](super::evidence).

use super::spelling::{self, SpellingMatch};
use crate::entities::id_vec::{IdVec, id_type};
use crate::entities::mention::{Country, CountryCode, MentionType};
use crate::entities::word_list::rows;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The embedded file.
const SOURCE: &str = include_str!("../../../assets/countries.tsv");

static TABLE: LazyLock<CountryTable> = LazyLock::new(|| CountryTable::parse(SOURCE));

/// What else a form may mean; the words of the last column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ambiguity {
    /// A given name: Jordan Peterson.
    GivenName,
    /// A family name: Tom Holland.
    Surname,
    /// An American state, or another name for one.
    UsState,
    /// Another place that is often meant.
    OtherPlace,
    /// A word that has nothing to do with a country.
    CommonWord,
    /// The country is rarely meant, and only in an article that mentions it in another form.
    Rare,
}

impl Ambiguity {
    /// The ambiguity that a word of the last column stands for.
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "given" => Self::GivenName,
            "surname" => Self::Surname,
            "state" => Self::UsState,
            "place" => Self::OtherPlace,
            "word" => Self::CommonWord,
            "rare" => Self::Rare,
            _ => return None,
        })
    }
}

/// Everything else that a form may mean, with the clue words that indicate another sense.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ambiguities {
    kinds: u8,
    clues: &'static str,
}

impl Ambiguities {
    /// Parses a cell such as "given, state (Atlanta Savannah)". `None` if a word is not one of the ambiguities.
    fn parse(cell: &'static str) -> Option<Self> {
        let (kinds, clues) = cell.split_once(" (").unwrap_or((cell, ")"));
        let mut ambiguities = Self {
            kinds: 0,
            clues: clues.strip_suffix(')')?,
        };
        for word in kinds.split(", ") {
            ambiguities.kinds |= 1 << Ambiguity::from_word(word)? as u8;
        }
        Some(ambiguities)
    }

    /// Whether the form may mean this.
    pub(super) fn contains(self, ambiguity: Ambiguity) -> bool {
        self.kinds & (1 << ambiguity as u8) != 0
    }

    /// Whether the form can hardly mean anything but the country.
    pub(super) fn is_empty(self) -> bool {
        self.kinds == 0
    }

    /// Clue words that speak for another sense wherever in the article they occur.
    pub(super) fn clues(self) -> impl Iterator<Item = &'static str> {
        self.clues
            .split_ascii_whitespace()
            .filter(|clue| !clue.ends_with('_'))
    }

    /// Whether `word` directly before the form gives it another sense.
    pub(super) fn is_refuted_by(self, word: &str) -> bool {
        self.clues
            .split_ascii_whitespace()
            .any(|clue| clue.strip_suffix('_') == Some(word))
    }
}

/// A country, or something whose name merely contains the name of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableCountry {
    /// Its code; `None` for an entry that is not a country and only prevents a false mention.
    pub code: Option<CountryCode>,
    /// The everyday English name.
    pub name: &'static str,
}

/// One way to write a country, a capital or a seat of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CountryForm {
    /// The country it belongs to.
    pub country: TableCountry,
    /// Whether this form is a name, a demonym, a capital or a seat.
    pub mention_type: MentionType,
    /// Whether another country is the primary owner of the form, and this one is meant only in articles about it.
    pub is_secondary: bool,
    /// What else it may mean.
    pub ambiguities: Ambiguities,
    stem: &'static str,
    ending: &'static str,
}

impl CountryForm {
    fn chars(&self) -> impl Iterator<Item = char> {
        self.stem.chars().chain(self.ending.chars())
    }

    fn matches(&self, words: &str) -> bool {
        words
            .strip_prefix(self.stem)
            .is_some_and(|ending| ending == self.ending)
    }

    /// Whether it only occurs before a hyphen, as "Franco-" does.
    pub(super) fn is_combining(&self) -> bool {
        self.stem.ends_with('-')
    }

    /// The first word of the form: "New" in "New Zealand".
    pub(super) fn first_word(&self) -> &'static str {
        self.stem.split([' ', '-']).next().unwrap_or_default()
    }
}

/// The result of a look-up.
#[derive(Debug, Clone)]
pub(super) struct TableMatch {
    /// The form, in the row of its primary owner.
    pub form: &'static CountryForm,
    /// The same form in the rows of its secondary owners.
    pub secondary: Vec<&'static CountryForm>,
    /// Its length in the text and whether its accents are there.
    pub spelling: SpellingMatch,
}

/// Reads the table now, so that nobody waits for it later.
pub(in crate::entities) fn prepare() {
    LazyLock::force(&TABLE);
}

/// The longest form that `text` begins with.
pub(super) fn longest_match(text: &str) -> Option<TableMatch> {
    let table: &'static CountryTable = &TABLE;
    table.longest_match(text)
}

/// The everyday English name of a country.
pub(in crate::entities) fn name_of(code: CountryCode) -> Option<&'static str> {
    let form = TABLE
        .forms
        .iter()
        .find(|form| form.country.code == Some(code))?;
    Some(form.country.name)
}

/// Every country, in the order of the table.
pub(in crate::entities) fn all() -> Vec<Country> {
    let countries = TABLE.forms.iter().map(|form| form.country);
    let mut all: Vec<Country> = countries
        .filter_map(|TableCountry { code, name }| Some(Country { code: code?, name }))
        .collect();
    // The forms of a country are adjacent.
    all.dedup();
    all
}

/// The countries that have a name or demonym which satisfies `is_match`, each once, in the order of the table.
pub(in crate::entities) fn with_name_matching(is_match: impl Fn(&str) -> bool) -> Vec<CountryCode> {
    let forms = TABLE.forms.iter().filter(|form| !form.is_combining());
    let mut words = String::new();
    let mut found: Vec<CountryCode> = forms
        .filter(|form| matches!(form.mention_type, MentionType::Name | MentionType::Demonym))
        .filter_map(|form| {
            words.clear();
            words.extend([form.stem, form.ending]);
            form.country.code.filter(|_| is_match(&words))
        })
        .collect();
    // The forms of a country are adjacent.
    found.dedup();
    found
}

id_type! {
    /// A row's form in the table.
    FormId
}

struct CountryTable {
    forms: IdVec<FormId, CountryForm>,
    /// The forms with the key of their first word, sorted by key, then longest form first.
    index: Vec<(u64, FormId)>,
}

impl CountryTable {
    fn parse(source: &'static str) -> Self {
        let mut forms = Vec::with_capacity(3000);
        for line in rows(source) {
            parse_row(line, &mut forms);
        }
        let forms: IdVec<FormId, CountryForm> = IdVec::from(forms);
        let mut index: Vec<_> = forms
            .entries()
            .filter_map(|(id, form)| {
                let bytes = form.stem.len() + form.ending.len();
                Some((spelling::first_word_key(form.chars())?, Reverse(bytes), id))
            })
            .collect();
        index.sort_unstable();
        let index = index.into_iter().map(|(key, _, id)| (key, id)).collect();
        Self { forms, index }
    }

    fn longest_match(&'static self, text: &str) -> Option<TableMatch> {
        let key = spelling::first_word_key(text.chars())?;
        let first = self.index.partition_point(|&(other, _)| other < key);
        let mut best: Option<TableMatch> = None;
        let with_key = self.index.iter().skip(first);
        for &(_, id) in with_key.take_while(|(other, _)| *other == key) {
            let form = &self.forms[id];
            let Some(spelling) = spelling::match_form(form.chars(), text) else {
                continue;
            };
            match &mut best {
                Some(found) if spelling.len < found.spelling.len => {}
                Some(found) if spelling.len == found.spelling.len => {
                    if form.is_secondary {
                        found.secondary.push(form);
                    } else if found.form.is_secondary {
                        found.secondary.push(found.form);
                        found.form = form;
                    }
                }
                _ => {
                    best = Some(TableMatch {
                        form,
                        secondary: Vec::new(),
                        spelling,
                    });
                }
            }
        }
        best
    }
}

/// Parses one row and appends its forms to `forms`; does nothing if it is not a row.
fn parse_row(line: &'static str, forms: &mut Vec<CountryForm>) {
    let mut cells = line.split('\t');
    let (Some(code), Some(name)) = (cells.next(), cells.next()) else {
        return;
    };
    let country = TableCountry {
        code: CountryCode::new(code),
        name,
    };
    let first = forms.len();
    add_forms(name, country, MentionType::Name, forms);
    for mention_type in [
        MentionType::Name,
        MentionType::Demonym,
        MentionType::Capital,
        MentionType::Seat,
    ] {
        for cell in cells.next().into_iter().flat_map(|cell| cell.split("; ")) {
            add_forms(cell, country, mention_type, forms);
        }
    }
    for entry in cells.next().into_iter().flat_map(|cell| cell.split("; ")) {
        let Some((words, ambiguities)) = entry.split_once(": ") else {
            continue;
        };
        let Some(ambiguities) = Ambiguities::parse(ambiguities) else {
            continue;
        };
        for form in forms
            .iter_mut()
            .skip(first)
            .filter(|form| form.matches(words))
        {
            form.ambiguities = ambiguities;
        }
    }
}

/// Appends the forms of a cell entry such as "Russian(s)" or "French(man,men)"; "-" is an empty cell.
fn add_forms(
    cell: &'static str,
    country: TableCountry,
    mention_type: MentionType,
    forms: &mut Vec<CountryForm>,
) {
    if cell == "-" {
        return;
    }
    let (is_secondary, cell) = cell
        .strip_prefix('~')
        .map_or((false, cell), |rest| (true, rest));
    let mut add = |stem, ending| {
        forms.push(CountryForm {
            country,
            mention_type,
            is_secondary,
            ambiguities: Ambiguities::default(),
            stem,
            ending,
        });
    };
    // "Cocos (Keeling) Islands" contains its parentheses.
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
