//! Evidence from all of the article: which countries it mentions unambiguously, which clue words occur in it, and which
//! country words are used as people's names in it.
//!
//! Collected in one pass over the candidates and, if any candidate has clue words, one pass over the tokens.

use super::candidates::Candidate;
use super::context::CandidateContext;
use super::table::{Ambiguity, CountryForm};
use super::word_lists;
use crate::entities::hashing::{HashMap, HashSet};
use crate::entities::mention::CountryCode;
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{TokenId, TokenShape};

/// An article, and the evidence about its candidates that is collected from all of it.
#[derive(Debug)]
pub(super) struct ArticleEvidence<'a> {
    pub view: TokenView<'a>,
    candidates: &'a [Candidate],
    /// How often each country occurs in a form that can hardly mean anything else.
    unambiguous: HashMap<CountryCode, u32>,
    /// Countries that occur in two different forms, either of which may mean something else.
    with_two_forms: HashSet<CountryCode>,
    /// How often each clue word occurs: a word that speaks for another sense of some candidate.
    clue_counts: HashMap<&'static str, u32>,
    /// Words that were recognised as a person's name because a title or another part of the name is next to them.
    person_names: HashSet<&'a str>,
    /// The countries by whose name the article calls a town: "the city of Cuba in Missouri".
    namesake_towns: HashSet<CountryCode>,
}

impl<'a> ArticleEvidence<'a> {
    /// Collects what the article says about `candidates`.
    pub(super) fn new(view: TokenView<'a>, candidates: &'a [Candidate]) -> Self {
        let mut unambiguous = HashMap::default();
        let mut with_two_forms = HashSet::default();
        let mut first_forms: HashMap<CountryCode, &CountryForm> = HashMap::default();
        let mut clue_words: HashSet<&'static str> = HashSet::default();
        for candidate in candidates {
            let ambiguities = candidate.form.ambiguities;
            if let Some(code) = candidate.form.country.code
                && ambiguities.is_empty()
                && candidate.secondary.is_empty()
            {
                *unambiguous.entry(code).or_default() += 1;
            }
            if let Some(code) = candidate.form.country.code
                && !ambiguities.contains(Ambiguity::Rare)
                && *first_forms.entry(code).or_insert(candidate.form) != candidate.form
            {
                with_two_forms.insert(code);
            }
            clue_words.extend(ambiguities.clues());
            if ambiguities.contains(Ambiguity::UsState) {
                clue_words.extend(word_lists::US_STATES.iter());
            }
        }
        let mut clue_counts = HashMap::default();
        if !clue_words.is_empty() {
            let tokens = view.tokens.iter();
            for token in tokens.filter(|token| token.shape() != TokenShape::Symbol) {
                if let Some(&word) = clue_words.get(token.text(view.text)) {
                    *clue_counts.entry(word).or_default() += 1;
                }
            }
        }
        Self {
            view,
            candidates,
            unambiguous,
            with_two_forms,
            clue_counts,
            person_names: HashSet::default(),
            namesake_towns: candidates
                .iter()
                .filter(|candidate| is_town_of_state(&view, candidate))
                .filter_map(|candidate| candidate.form.country.code)
                .collect(),
        }
    }

    /// Records the words that are people's names in this article.
    pub(super) fn set_person_names(&mut self, names: HashSet<&'a str>) {
        self.person_names = names;
    }

    /// Whether `word` is a person's name elsewhere in the article.
    pub(super) fn is_person_name(&self, word: &str) -> bool {
        self.person_names.contains(word)
    }

    /// Whether the article says that a town has the name of the country of `form`.
    pub(super) fn is_namesake_town(&self, form: &CountryForm) -> bool {
        let code = form.country.code;
        code.is_some_and(|code| self.namesake_towns.contains(&code))
    }

    /// How often the article mentions `code` in an unambiguous form.
    pub(super) fn unambiguous_count(&self, code: Option<CountryCode>) -> u32 {
        code.and_then(|code| self.unambiguous.get(&code))
            .copied()
            .unwrap_or(0)
    }

    /// Whether the article mentions `code` in two different forms.
    pub(super) fn has_two_forms(&self, code: Option<CountryCode>) -> bool {
        code.is_some_and(|code| self.with_two_forms.contains(&code))
    }

    /// How many countries the article mentions unambiguously.
    pub(super) fn unambiguous_country_count(&self) -> usize {
        self.unambiguous.len()
    }

    /// How often the clue `words` occur in the article, all together.
    pub(super) fn count_clues(&self, words: impl Iterator<Item = &'static str>) -> u32 {
        words.filter_map(|word| self.clue_counts.get(word)).sum()
    }

    /// The form of the country that `candidate` means, if it means a country at all: that of the primary owner, unless the article
    /// is clearly about a secondary one. Of several it is the one that the article mentions most.
    pub(super) fn resolve_form(&self, candidate: &Candidate) -> &'static CountryForm {
        let primary = candidate.form;
        let count = |form: &CountryForm| self.unambiguous_count(form.country.code);
        let secondary = candidate.secondary.iter().copied();
        let most_mentioned = secondary.rev().max_by_key(|form| count(form));
        most_mentioned
            .filter(|form| count(form) > 4 * count(primary))
            .unwrap_or(primary)
    }

    /// Every candidate in its context.
    pub(super) fn contexts(&self) -> impl Iterator<Item = CandidateContext<'_>> {
        self.candidates
            .iter()
            .map(|candidate| CandidateContext::new(self, candidate))
    }

    /// The candidate that a token belongs to, if any.
    pub(super) fn candidate_at(&self, token: TokenId) -> Option<&'a Candidate> {
        let after = self
            .candidates
            .partition_point(|candidate| candidate.tokens.end <= token);
        self.candidates
            .get(after)
            .filter(|candidate| candidate.tokens.contains(token))
    }
}

/// Whether the candidate is a town in a state of another country: "the city of Cuba in Missouri".
fn is_town_of_state(view: &TokenView<'_>, candidate: &Candidate) -> bool {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let is_town = start.checked_sub(2).is_some_and(|kind| {
        view.word(kind + 1) == "of"
            && matches!(
                view.word(kind),
                "city"
                    | "town"
                    | "village"
                    | "hamlet"
                    | "township"
                    | "suburb"
                    | "City"
                    | "Town"
                    | "Village"
            )
    });
    is_town
        && matches!(view.word(end), "in" | ",")
        && word_lists::country_of_state(view.word(end + 1), view.word(end + 2)).is_some()
}
