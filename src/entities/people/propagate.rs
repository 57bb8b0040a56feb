//! Propagates full names: every further occurrence of a reliable full name is a mention, too.
//!
//! Words are compared after folding. Known spans are left alone.

use super::super::mention::Reason;
use super::super::token_view::TokenView;
use super::NameSpan;
use super::fold::fold;
use super::learn::{LEARNT_CONFIDENCE, MIN_TEACHING_CONFIDENCE};
use std::collections::{HashMap, HashSet};

/// Adds the other occurrences of the reliable full names in `spans`. The result is in reading order.
pub(super) fn propagate_full_names(view: &TokenView<'_>, spans: &mut Vec<NameSpan>) {
    let mut names: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE && span.tokens.len() > 1)
    {
        let words: Vec<String> = span.tokens.clone().map(|at| fold(view.word(at))).collect();
        if let Some(first) = words.first().filter(|first| first.chars().count() > 1) {
            names.entry(first.clone()).or_default().insert(words);
        }
    }
    let mut found = Vec::new();
    let mut known = spans.iter().peekable();
    let mut covered_until = 0;
    for (at, token) in view.tokens.iter().enumerate() {
        while known.next_if(|span| span.tokens.end <= at).is_some() {}
        let next_start = known
            .peek()
            .map_or(view.tokens.len(), |span| span.tokens.start);
        let is_capitalised = token.text(view.text).starts_with(char::is_uppercase);
        if !is_capitalised || at < covered_until || at >= next_start {
            continue;
        }
        let Some(names) = names.get(&fold(token.text(view.text))) else {
            continue;
        };
        let occurs_here = |words: &&Vec<String>| {
            at + words.len() <= next_start
                && words.iter().enumerate().all(|(n, word)| {
                    let same_block = view.tokens.get(at + n).map(|other| other.block);
                    same_block == Some(token.block) && fold(view.word(at + n)) == *word
                })
        };
        if let Some(words) = names
            .iter()
            .filter(occurs_here)
            .max_by_key(|words| words.len())
        {
            covered_until = at + words.len();
            found.push(NameSpan {
                tokens: at..covered_until,
                confidence: LEARNT_CONFIDENCE,
                reason: Reason::Learnt,
            });
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
}
