//! Codes of countries in brackets, as in the results of sports: "Neeraj Chopra (IND)".
//!
//! The codes are in `assets/country_codes.tsv`. Elsewhere than in brackets after a name they are too often other words.

use super::super::index::CountryHit;
use super::super::mention::{CountryCode, MentionType};
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::super::word_list::rows;
use super::is_clear_name;
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

/// The word before the bracket that opens directly before `at`, if `at` is all that the brackets hold: three capitals after a
/// capitalised word.
fn word_before_brackets(view: &TokenView<'_>, at: TokenId) -> Option<TokenId> {
    let open = at.checked_sub(1)?;
    let name = open.checked_sub(1)?;
    let is_in_brackets = view.shape(at) == TokenShape::Upper
        && view.word(at).len() == 3
        && view.word(open) == "("
        && view.word(at + 1) == ")"
        && view.is_capitalised(name)
        && view.block(name) == view.block(at + 1);
    is_in_brackets.then_some(name)
}

/// The country whose code stands at `at` in brackets. Initials of the words before, and the beginning of the word before, are no
/// codes: "Canadian Athletics Network (CAN)", "Chicago (CHI)".
fn code_in_brackets(view: &TokenView<'_>, at: TokenId) -> Option<CountryCode> {
    let name = word_before_brackets(view, at)?;
    let code = view.word(at);
    let country = CODES.get(code).copied()?;
    let before = name.saturating_sub(MAX_INITIALS).until(name + 1);
    let initials: String = before
        .into_iter()
        .filter_map(|at| view.word(at).chars().next())
        .filter(|first| first.is_uppercase())
        .collect();
    let word = view.word(name);
    let begins_word = word
        .get(..code.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(code));
    let is_short_form = initials.ends_with(code) || begins_word && !is_clear_name(word);
    (!is_short_form).then_some(country)
}

/// How many words before the last one are looked at for initials.
const MAX_INITIALS: usize = 5;

/// Whether the code of a country stands at `at` in brackets.
pub(in crate::entities) fn is_code_in_brackets(view: &TokenView<'_>, at: TokenId) -> bool {
    code_in_brackets(view, at).is_some()
}

/// Finds the codes. They count only where nearly all short words in such brackets are codes, and a single one only after a
/// person's name: parties and clubs are abbreviated in the same way.
pub(super) fn find(view: &TokenView<'_>) -> Vec<CountryHit> {
    let mut found: Vec<(TokenId, CountryCode)> = Vec::new();
    let mut in_brackets = 0_usize;
    for (at, token) in view.entries() {
        let is_upper = token.shape() == TokenShape::Upper;
        if is_upper && word_before_brackets(view, at).is_some() {
            in_brackets += 1;
            found.extend(code_in_brackets(view, at).map(|code| (at, code)));
        }
    }
    if found.len() * 4 < in_brackets * 3 {
        return Vec::new();
    }
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
