//! Scan: every form of the table in the article, the longest at each place.
//!
//! Promises candidates in reading order, disjoint, that begin and end with a token. A form that names no country (New
//! Mexico) takes its words, so that no country is read in them, and is no candidate.

use super::spelling;
use super::table::{self, Form};
use crate::entities::tokens::{Shape, Token};
use std::ops::Range;

/// A stretch that may mean a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub range: Range<usize>,
    /// The form that it spells.
    pub form: &'static Form,
    /// The same form of another country.
    pub second: Option<&'static Form>,
    /// Whether the accents of the form are there.
    pub accented: bool,
}

/// Most candidates of one text, three times those in 20 MB of news; a file that says nothing but "France" has more.
const MOST: usize = 1 << 19;

/// Every candidate of `text`.
pub(super) fn scan(text: &str, tokens: &[Token]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if !matches!(token.shape, Shape::Title | Shape::Upper) {
            continue;
        }
        let Some(candidate) = candidate(text, tokens, at - 1) else {
            continue;
        };
        at = candidate.tokens.end;
        if candidate.form.country.code.is_some() {
            candidates.push(candidate);
        }
        if candidates.len() == MOST {
            break;
        }
    }
    candidates
}

/// The longest form that begins with the token `first`.
fn candidate(text: &str, tokens: &[Token], first: usize) -> Option<Candidate> {
    let token = tokens.get(first)?;
    let start = token.start as usize;
    let rest = text.get(start..)?;
    let found = table::longest(rest)?;
    let mut end = start + found.spelt.bytes;
    if found.form.combines() {
        // "Franco-German", not "Franco-era"; the hyphen is no part of the mention.
        rest.get(found.spelt.bytes..)?
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
    // "US" in "US$" ends inside a token; marks without a width may stand behind one.
    let rest = text.get(last.end as usize..end)?;
    rest.chars().all(spelling::is_silent).then_some(Candidate {
        tokens: first..first + count,
        range: start..last.end as usize,
        form: found.form,
        second: found.second,
        accented: found.spelt.accented,
    })
}
