//! What the whole article says: which countries it certainly speaks of, which telling words stand in it, whose name it has
//! learnt a country's word to be.
//!
//! Made in one pass over the candidates and, where a candidate asks for it, one over the words.

use super::scan::Candidate;
use super::table::{Country, Trap};
use super::{ENOUGH, words};
use crate::entities::mention::Code;
use crate::entities::tagger::Tag;
use crate::entities::tokens::{Shape, Token};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// An article as the evidence sees it.
#[derive(Debug)]
pub(super) struct Article<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentences: &'a [Range<usize>],
    pub tags: &'a [Tag],
    pub candidates: &'a [Candidate],
    /// How often each country stands there by a form that can hardly mean anything else.
    certain: HashMap<Code, u32>,
    /// Those words of the article that speak for another sense of some candidate.
    telling: HashSet<&'a str>,
    /// Words that were read as somebody's name with a full name beside them.
    names: HashSet<&'a str>,
}

impl<'a> Article<'a> {
    /// Gather what the article says of `candidates`.
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentences: &'a [Range<usize>],
        tags: &'a [Tag],
        candidates: &'a [Candidate],
    ) -> Self {
        let mut certain = HashMap::new();
        let mut watched: HashSet<&str> = HashSet::new();
        for candidate in candidates {
            let traps = candidate.form.traps;
            if let Some(code) = candidate.form.country.code
                && traps.none()
                && candidate.second.is_none()
            {
                *certain.entry(code).or_default() += 1;
            }
            watched.extend(traps.clues());
            if traps.has(Trap::State) {
                watched.extend(words::STATES);
            }
        }
        let telling = if watched.is_empty() {
            HashSet::new()
        } else {
            tokens
                .iter()
                .filter(|token| token.shape != Shape::Mark)
                .filter_map(|token| watched.get(token.text(text)).copied())
                .collect()
        };
        Self {
            text,
            tokens,
            sentences,
            tags,
            candidates,
            certain,
            telling,
            names: HashSet::new(),
        }
    }

    /// Remember which words were read as names of people: those that may be names and whose evidence is far too little.
    pub(super) fn learn_names(&mut self, weights: &[i32]) {
        self.names = self
            .candidates
            .iter()
            .zip(weights)
            .filter(|(candidate, weight)| {
                let traps = candidate.form.traps;
                **weight < ENOUGH && (traps.has(Trap::Given) || traps.has(Trap::Surname))
            })
            .filter_map(|(candidate, _)| self.text.get(candidate.range.clone()))
            .collect();
    }

    /// Whether `word` was read as a person's name elsewhere in the article.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// Whether the article certainly speaks of `code`.
    pub(super) fn speaks_of(&self, code: Option<Code>) -> bool {
        code.is_some_and(|code| self.certain.contains_key(&code))
    }

    /// Whether one of the words that betray another sense stands in the article.
    pub(super) fn tells(&self, mut words: impl Iterator<Item = &'static str>) -> bool {
        words.any(|word| self.telling.contains(word))
    }

    /// The country that `candidate` means, if it means one: the one that has the form first, unless the article speaks
    /// of the second and not of the first.
    pub(super) fn country(&self, candidate: &Candidate) -> Country {
        let first = candidate.form.country;
        match candidate.second {
            Some(second) if self.speaks_of(second.country.code) && !self.speaks_of(first.code) => {
                second.country
            }
            _ => first,
        }
    }

    /// The text of a token; empty past the ends.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.tokens
            .get(token)
            .map_or("", |token| token.text(self.text))
    }

    /// The candidate that a token belongs to.
    pub(super) fn candidate_at(&self, token: usize) -> Option<&'a Candidate> {
        let after = self
            .candidates
            .partition_point(|candidate| candidate.tokens.end <= token);
        self.candidates
            .get(after)
            .filter(|candidate| candidate.tokens.contains(&token))
    }
}
