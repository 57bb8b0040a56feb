//! Finds the candidates: every place in the article where a form of the table is written, taking the longest form at
//! each position.
//!
//! Candidates are in reading order, do not overlap, and begin and end with a token. A form that belongs to no country
//! (New Mexico) covers its words, so that no country is found inside it, but is not itself a candidate unless other countries
//! share it (State House).

use super::spelling;
use super::table::{self, CountryForm};
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{Token, TokenId, TokenRange};

/// A piece of text that may mean a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The form that it spells, in the row of its primary owner.
    pub form: &'static CountryForm,
    /// The same form of other countries.
    pub secondary: Vec<&'static CountryForm>,
    /// Whether it is written with the accents of the form.
    pub has_accents: bool,
}

/// Maximum number of candidates in one text: three times as many as 20 MB of news have. Only a file such as one that
/// repeats "France" for megabytes has more.
const MAX_CANDIDATES: usize = 1 << 19;

/// Finds every candidate in the text.
pub(super) fn find_candidates(view: &TokenView<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut covered_until = TokenId::FIRST;
    for (at, token) in view.entries() {
        if at < covered_until || !token.shape().is_capitalised() {
            continue;
        }
        let Some(candidate) = candidate_at(view, at) else {
            continue;
        };
        covered_until = candidate.tokens.end;
        if candidate.form.country.code.is_some() || !candidate.secondary.is_empty() {
            candidates.push(candidate);
        }
        if candidates.len() == MAX_CANDIDATES {
            break;
        }
    }
    candidates
}

/// The longest form that begins with the token `first`.
fn candidate_at(view: &TokenView<'_>, first: TokenId) -> Option<Candidate> {
    let token = view.token(first)?;
    let start = token.start as usize;
    let rest = view.text.get(start..)?;
    let found = table::longest_match(rest)?;
    let mut end = start + found.spelling.len;
    if found.form.is_combining() {
        // "Franco-German", not "Franco-era"; the hyphen is not part of the mention.
        if !rest
            .get(found.spelling.len..)?
            .starts_with(char::is_uppercase)
        {
            return None;
        }
        end = token.end as usize;
    }
    let is_inside = |part: &Token| part.end as usize <= end && part.block() == token.block();
    let mut tokens = first.until(first);
    while view.token(tokens.end).is_some_and(is_inside) {
        tokens.end += 1;
    }
    // "US" in "US$" ends inside a token; only zero-width characters may follow the last token.
    let rest = view.text.get(view.bytes(tokens).end..end)?;
    let is_whole = !tokens.is_empty() && rest.chars().all(spelling::is_zero_width);
    is_whole.then_some(Candidate {
        tokens,
        form: found.form,
        secondary: found.secondary,
        has_accents: found.spelling.has_accents,
    })
}
