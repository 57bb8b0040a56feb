//! Propagates full names: every further occurrence of a reliable full name is a mention, too.
//!
//! Words are compared after folding. Known spans are left alone.

use super::super::mention::Reason;
use super::super::token_view::TokenView;
use super::super::tokens::TokenId;
use super::NameSpan;
use super::learn::{LEARNT_CONFIDENCE, MIN_TEACHING_CONFIDENCE};
use std::collections::{HashMap, HashSet};

/// Adds the other occurrences of the reliable full names in `spans`. The result is in reading order.
pub(super) fn propagate_full_names(view: &TokenView<'_>, spans: &mut Vec<NameSpan>) {
    let mut names: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE && span.tokens.len() > 1)
    {
        let words: Vec<String> = span.tokens.into_iter().map(|at| view.folded(at)).collect();
        if let Some(first) = words.first().filter(|first| first.chars().count() > 1) {
            names.entry(first.clone()).or_default().insert(words);
        }
    }
    let mut found = Vec::new();
    let mut known = spans.iter().map(|span| span.tokens).peekable();
    let mut covered_until = TokenId::FIRST;
    for (at, token) in view.entries() {
        while known.next_if(|known| known.end <= at).is_some() {}
        let next_start = known.peek().map_or(view.end(), |known| known.start);
        let is_capitalised = view.word(at).starts_with(char::is_uppercase);
        if !is_capitalised || at < covered_until || at >= next_start {
            continue;
        }
        let Some(names) = names.get(&view.folded(at)) else {
            continue;
        };
        let occurs_here = |words: &&Vec<String>| {
            let end = at + words.len();
            let mut here = at.until(end).into_iter().zip(words.iter());
            end <= next_start
                && here.all(|(at, word)| {
                    view.block(at) == Some(token.block) && view.folded(at) == *word
                })
        };
        let longest = names.iter().filter(occurs_here).map(Vec::len).max();
        if let Some(len) = longest {
            covered_until = at + len;
            found.push(NameSpan {
                tokens: at.until(covered_until),
                confidence: LEARNT_CONFIDENCE,
                reason: Reason::Learnt,
            });
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
}
