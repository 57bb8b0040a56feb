//! Full names again: what the article names in full once is that person wherever the same words stand.
//!
//! Owns the comparison word by word. Never inside a span that is known; never teaches a name by itself.

use super::super::mention::Reason;
use super::Span;
use super::fold::fold;
use super::learn::{LEARNT, SURE};
use super::reader::Reader;
use std::collections::{HashMap, HashSet};

/// `spans` in reading order, and the places where one of their sure full names stands again.
pub(super) fn add(reader: &Reader<'_>, spans: &mut Vec<Span>) {
    let mut names: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    for span in spans
        .iter()
        .filter(|span| span.sureness >= SURE && span.tokens.len() > 1)
    {
        let words: Vec<String> = span
            .tokens
            .clone()
            .map(|at| fold(reader.word(at)))
            .collect();
        if let Some(first) = words.first().filter(|first| first.chars().count() > 1) {
            names.entry(first.clone()).or_default().insert(words);
        }
    }
    let mut found = Vec::new();
    let mut known = spans.iter().peekable();
    let mut past = 0;
    for (at, token) in reader.tokens.iter().enumerate() {
        while known.next_if(|span| span.tokens.end <= at).is_some() {}
        let free = known
            .peek()
            .map_or(reader.tokens.len(), |span| span.tokens.start);
        let capital = token.text(reader.text).starts_with(char::is_uppercase);
        if !capital || at < past || at >= free {
            continue;
        }
        let Some(names) = names.get(&fold(token.text(reader.text))) else {
            continue;
        };
        let stands = |words: &&Vec<String>| {
            at + words.len() <= free
                && words.iter().enumerate().all(|(n, word)| {
                    let same_block = reader.tokens.get(at + n).map(|other| other.block);
                    same_block == Some(token.block) && fold(reader.word(at + n)) == *word
                })
        };
        if let Some(words) = names.iter().filter(stands).max_by_key(|words| words.len()) {
            past = at + words.len();
            found.push(Span {
                tokens: at..past,
                sureness: LEARNT,
                reason: Reason::Learnt,
            });
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
}
