//! Codes of countries in brackets, as in the results of sports: "Neeraj Chopra (IND)".
//!
//! The codes are in `assets/country_codes.tsv`. Elsewhere than in brackets after a name they are too often other words.

use super::super::index::CountryHit;
use super::super::mention::{CountryCode, MentionType};
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::super::word_list::rows;
use super::table::name_of;
use crate::entities::hashing::{HashMap, HashSet};
use std::sync::LazyLock;

/// The weight of such a mention: as much as that of a country's name.
const WEIGHT: u8 = 95;

static CODES: LazyLock<HashMap<&str, CountryCode>> =
    LazyLock::new(|| parse(include_str!("../../../assets/country_codes.tsv")));

/// Parses rows of the code of a country and its codes in sports.
fn parse(text: &'static str) -> HashMap<&'static str, CountryCode> {
    let cells = rows(text).filter_map(|row| row.split_once('\t'));
    let countries = cells.filter_map(|(code, cell)| Some((CountryCode::new(code)?, cell)));
    let codes =
        |(code, cell): (CountryCode, &'static str)| cell.split(' ').map(move |word| (word, code));
    countries.flat_map(codes).collect()
}

/// The country whose code stands at `at` in brackets after a capitalised word.
fn code_in_brackets(view: &TokenView<'_>, at: TokenId) -> Option<CountryCode> {
    let open = at.checked_sub(1)?;
    let name = open.checked_sub(1)?;
    let is_in_brackets = view.shape(at) == TokenShape::Upper
        && view.word(open) == "("
        && view.word(at + 1) == ")"
        && view.is_capitalised(name)
        && view.block(name) == view.block(at + 1);
    is_in_brackets.then(|| CODES.get(view.word(at)).copied())?
}

/// Whether the code of a country stands at `at` in brackets.
pub(in crate::entities) fn is_code_in_brackets(view: &TokenView<'_>, at: TokenId) -> bool {
    code_in_brackets(view, at).is_some()
}

/// Finds the codes. A single one counts only after a person's name: others abbreviate something else.
pub(super) fn find(view: &TokenView<'_>) -> Vec<CountryHit> {
    let found = view.entries().filter_map(|(at, token)| {
        let is_upper = token.shape() == TokenShape::Upper;
        Some((at, is_upper.then(|| code_in_brackets(view, at))??))
    });
    let found: Vec<(TokenId, CountryCode)> = found.collect();
    let different: HashSet<CountryCode> = found.iter().map(|(_, code)| *code).collect();
    let follows_person = |at: TokenId| {
        let name = at.checked_sub(2);
        name.is_some_and(|name| view.class(name) == NameClass::Person)
    };
    let hit = |(at, code): (TokenId, CountryCode)| {
        let counts = different.len() > 1 || follows_person(at);
        counts.then_some(CountryHit {
            range: view.bytes(at.until(at + 1)),
            code,
            name: name_of(code)?,
            mention_type: MentionType::Name,
            weight: WEIGHT,
        })
    };
    found.into_iter().filter_map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every country in the table of codes is one, and no code has two countries.
    #[test]
    fn each_code_has_one_country() {
        let table = include_str!("../../../assets/country_codes.tsv");
        let mut seen = HashSet::default();
        for row in rows(table) {
            let (code, codes) = row.split_once('\t').unwrap();
            assert!(name_of(CountryCode::new(code).unwrap()).is_some(), "{row}");
            for word in codes.split(' ') {
                assert!(word.len() == 3 && seen.insert(word), "{word}");
            }
        }
        assert_eq!(seen.len(), CODES.len());
    }
}
