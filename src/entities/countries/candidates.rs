//! Finds the candidates: every place in the article where a form of the table is written, taking the longest form at
//! each position.
//!
//! Candidates are in reading order, do not overlap, and begin and end with a token. A form that belongs to no country
//! (New Mexico) covers its words, so that no country is found inside it, but is not itself a candidate.

use super::spelling;
use super::table::{self, CountryForm};
use crate::entities::tokens::{Token, TokenShape};
use std::ops::Range;

/// A piece of text that may mean a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub range: Range<usize>,
    /// The form that it spells, in the row of its primary owner.
    pub form: &'static CountryForm,
    /// The same form of another country, if there is one.
    pub secondary: Option<&'static CountryForm>,
    /// Whether it is written with the accents of the form.
    pub has_accents: bool,
}

/// Maximum number of candidates in one text: three times as many as 20 MB of news have. Only a file such as one that
/// repeats "France" for megabytes has more.
const MAX_CANDIDATES: usize = 1 << 19;

/// Finds every candidate in `text`.
pub(super) fn find_candidates(text: &str, tokens: &[Token]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if !matches!(token.shape, TokenShape::Title | TokenShape::Upper) {
            continue;
        }
        let Some(candidate) = candidate_at(text, tokens, at - 1) else {
            continue;
        };
        at = candidate.tokens.end;
        if candidate.form.country.code.is_some() {
            candidates.push(candidate);
        }
        if candidates.len() == MAX_CANDIDATES {
            break;
        }
    }
    candidates
}

/// The longest form that begins with the token `first`.
fn candidate_at(text: &str, tokens: &[Token], first: usize) -> Option<Candidate> {
    let token = tokens.get(first)?;
    let start = token.start as usize;
    let rest = text.get(start..)?;
    let found = table::longest_match(rest)?;
    let mut end = start + found.spelling.len;
    if found.form.is_combining() {
        // "Franco-German", not "Franco-era"; the hyphen is not part of the mention.
        rest.get(found.spelling.len..)?
            .chars()
            .next()
            .filter(|letter| letter.is_uppercase())?;
        end = token.end as usize;
    }
    let count = tokens
        .get(first..)?
        .iter()
        .take_while(|part| part.end as usize <= end && part.block == token.block)
        .count();
    let last = tokens.get(first + count.checked_sub(1)?)?;
    // "US" in "US$" ends inside a token; only zero-width characters may follow the last token.
    let rest = text.get(last.end as usize..end)?;
    rest.chars()
        .all(spelling::is_zero_width)
        .then_some(Candidate {
            tokens: first..first + count,
            range: start..last.end as usize,
            form: found.form,
            secondary: found.secondary,
            has_accents: found.spelling.has_accents,
        })
}
