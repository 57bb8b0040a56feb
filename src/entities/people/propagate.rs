//! Propagates full names: every further occurrence of a reliable full name is a mention, too.
//!
//! Words are compared after folding. Known spans are left alone.

use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange};
use super::candidate::{Candidate, Origin};
use crate::entities::hashing::{HashMap, HashSet};
use std::sync::Arc;

/// The least confidence of a full name whose other occurrences are looked for.
const MIN_CONFIDENCE: u8 = 50;

/// Adds the other occurrences of the full names in `candidates` that the tagger was sure of. The result is in reading order.
pub(super) fn add_repeated_names(view: &TokenView<'_>, candidates: &mut Vec<Candidate>) {
    let mut names: HashMap<Arc<str>, HashSet<Vec<Arc<str>>>> = HashMap::default();
    for candidate in candidates.iter().filter(|candidate| {
        candidate.person_confidence >= MIN_CONFIDENCE && candidate.tokens.len() > 1
    }) {
        let tokens = candidate.tokens.into_iter();
        let words: Vec<Arc<str>> = tokens.map(|at| view.shared_folded(at)).collect();
        if let Some(first) = words.first().filter(|first| first.chars().count() > 1) {
            names.entry(first.clone()).or_default().insert(words);
        }
    }
    let mut found: Vec<TokenRange> = Vec::new();
    let mut known = candidates.iter().map(|one| one.tokens).peekable();
    let mut covered_until = TokenId::FIRST;
    for (at, token) in view.entries() {
        while known.next_if(|known| known.end <= at).is_some() {}
        let next_start = known.peek().map_or(view.end(), |known| known.start);
        let is_capitalised = view.word(at).starts_with(char::is_uppercase);
        if !is_capitalised || at < covered_until || at >= next_start {
            continue;
        }
        let Some(names) = names.get(view.folded(at).as_ref()) else {
            continue;
        };
        let occurs_here = |words: &&Vec<Arc<str>>| {
            let end = at + words.len();
            let mut here = at.until(end).into_iter().zip(words.iter());
            end <= next_start
                && here.all(|(at, word)| {
                    view.block(at) == Some(token.block()) && *view.folded(at) == **word
                })
        };
        let longest = names.iter().filter(occurs_here).map(Vec::len).max();
        if let Some(len) = longest {
            covered_until = at + len;
            found.push(at.until(covered_until));
        }
    }
    let found = found.into_iter();
    candidates.extend(found.map(|tokens| Candidate::new(view, tokens, Origin::Repeated)));
    candidates.sort_by_key(|one| one.tokens.start);
}
