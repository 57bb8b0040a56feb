//! What the whole article says: which countries it certainly speaks of, which telling words stand in it, whose name it has
//! learnt a country's word to be.
//!
//! Made in one pass over the candidates and, where a candidate asks for it, one over the words.

use super::scan::Candidate;
use super::scene::Scene;
use super::table::{Country, Form, Trap};
use super::words;
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
    /// Countries that stand there by two forms, either of which may mean something else.
    varied: HashSet<Code>,
    /// How often each word that speaks for another sense of some candidate stands in it.
    telling: HashMap<&'static str, u32>,
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
        let mut varied = HashSet::new();
        let mut forms: HashMap<Code, &Form> = HashMap::new();
        let mut watched: HashSet<&'static str> = HashSet::new();
        for candidate in candidates {
            let traps = candidate.form.traps;
            if let Some(code) = candidate.form.country.code
                && traps.none()
                && candidate.second.is_none()
            {
                *certain.entry(code).or_default() += 1;
            }
            if let Some(code) = candidate.form.country.code
                && !traps.has(Trap::Rare)
                && *forms.entry(code).or_insert(candidate.form) != candidate.form
            {
                varied.insert(code);
            }
            watched.extend(traps.clues());
            if traps.has(Trap::State) {
                watched.extend(words::STATES.iter());
            }
        }
        let mut telling = HashMap::new();
        if !watched.is_empty() {
            for token in tokens.iter().filter(|token| token.shape != Shape::Mark) {
                if let Some(&word) = watched.get(token.text(text)) {
                    *telling.entry(word).or_default() += 1;
                }
            }
        }
        Self {
            text,
            tokens,
            sentences,
            tags,
            candidates,
            certain,
            varied,
            telling,
            names: HashSet::new(),
        }
    }

    /// Remember that these words are names of people.
    pub(super) fn learn_names(&mut self, names: HashSet<&'a str>) {
        self.names = names;
    }

    /// Whether `word` was read as a person's name elsewhere in the article.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// How often the article certainly speaks of `code`.
    pub(super) fn certainly(&self, code: Option<Code>) -> u32 {
        code.and_then(|code| self.certain.get(&code))
            .copied()
            .unwrap_or(0)
    }

    /// Whether the article names `code` in two ways, neither of which is certain.
    pub(super) fn varies(&self, code: Option<Code>) -> bool {
        code.is_some_and(|code| self.varied.contains(&code))
    }

    /// How many countries the article certainly speaks of.
    pub(super) fn breadth(&self) -> usize {
        self.certain.len()
    }

    /// How often words that betray another sense stand in the article.
    pub(super) fn tells(&self, words: impl Iterator<Item = &'static str>) -> u32 {
        words.filter_map(|word| self.telling.get(word)).sum()
    }

    /// The country that `candidate` means, if it means one: the one that has the form first, unless the article is about
    /// the second.
    pub(super) fn country(&self, candidate: &Candidate) -> Country {
        let first = candidate.form.country;
        match candidate.second {
            Some(second)
                if self.certainly(second.country.code) > 4 * self.certainly(first.code) =>
            {
                second.country
            }
            _ => first,
        }
    }

    /// Every candidate with the words around it.
    pub(super) fn scenes(&self) -> impl Iterator<Item = Scene<'_>> {
        self.candidates
            .iter()
            .map(|candidate| Scene::new(self, candidate))
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
