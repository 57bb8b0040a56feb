//! What an article as a whole says about its names: which words follow a title somewhere, which
//! are described as a thing, and which full names it has.

mod spellings;
pub(super) mod trade;

use super::super::gazetteer::{self, Kinds, MAX_WORDS, NameKey};
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::candidate::{Candidate, Origin, Word};
use super::definitions::Definitions;
use super::word_context::{FoldedId, Vocabulary};
use super::word_lists::{COMPANY_ROLES, COMPANY_WORDS, THING_WORDS};
use crate::entities::hashing::{HashMap, HashSet};
use crate::entities::id_vec::IdVec;
use spellings::Spellings;

/// How an article uses a word.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct WordUse {
    /// How often it follows a title or a role.
    pub titled: u32,
    /// How often the tagger took it for part of a person's name, weighed by its confidence (0 to 100).
    pub as_person: u32,
    /// The same for part of another name.
    pub as_other: u32,
    /// How often it stands in lower case.
    pub lowercase: u32,
    /// How often the name of a storm, a ship or an operation is this word.
    pub as_thing: u32,
    /// How often it begins the name of a company that is written out: "Ford Motor Company".
    pub in_company: u32,
    /// How often it owns what companies do: "Langer's Managing Director".
    pub as_owner: u32,
    /// How often it is used like the name of a company or a product: "Haldane rose 3 percent".
    pub as_traded: u32,
}

/// What an article says about its names. Words are folded.
#[derive(Debug, Default)]
pub(super) struct ArticleFacts {
    /// By folded word; `None` for one that was not looked for.
    uses: IdVec<FoldedId, Option<WordUse>>,
    /// The names that the article describes as things.
    pub defined_things: HashSet<String>,
    /// The last words of its full names, with the highest score of these.
    pub surnames: HashMap<String, i32>,
    /// The first words of its full names, with the highest score of these.
    pub given_names: HashMap<String, i32>,
    /// How often each full name occurs.
    pub full_names: HashMap<String, u32>,
    /// The last words of the full names that are people's, to find other spellings of them.
    pub spellings: Spellings,
}

impl ArticleFacts {
    /// Collects what the text says about the words of `candidates`.
    pub(super) fn collect(view: &TokenView<'_>, candidates: &[Candidate]) -> Self {
        let mut facts = Self {
            uses: view
                .vocabulary
                .map(Vocabulary::for_each_folded)
                .unwrap_or_default(),
            ..Self::default()
        };
        let mut wanted = facts.blank_set();
        let mut definitions = Definitions::default();
        for candidate in candidates {
            definitions.note(view, candidate);
            for id in candidate.words.iter().filter_map(|word| word.folded_id) {
                wanted[id] = true;
            }
            if candidate.is_full() {
                *facts.full_names.entry(candidate.key()).or_default() += 1;
            }
            if candidate.origin == Origin::Titled
                && let Some(id) = candidate.words.last().and_then(|word| word.folded_id)
            {
                facts.uses[id].get_or_insert_default().titled += 1;
            }
        }
        facts.defined_things.extend(definitions.into_things());
        facts.count_uses(view, &wanted);
        facts
    }

    /// Adds what the text says about the words of `candidates` that are not known yet.
    pub(super) fn add_words(
        &mut self,
        view: &TokenView<'_>,
        candidates: impl Iterator<Item = Candidate>,
    ) {
        let mut definitions = Definitions::default();
        let mut wanted = self.blank_set();
        let mut is_any_new = false;
        for candidate in candidates {
            definitions.note(view, &candidate);
            for id in candidate.words.iter().filter_map(|word| word.folded_id) {
                if self.uses[id].is_none() {
                    wanted[id] = true;
                    is_any_new = true;
                }
            }
        }
        self.defined_things.extend(definitions.into_things());
        if is_any_new {
            self.count_uses(view, &wanted);
        }
    }

    /// A set of folded words without a member.
    fn blank_set(&self) -> IdVec<FoldedId, bool> {
        vec![false; self.uses.len()].into()
    }

    /// Notes a full name and its score.
    pub(super) fn add_full_name(&mut self, candidate: &Candidate, score: i32) {
        let add = |names: &mut HashMap<String, i32>, word: &str| {
            if let Some(best) = names.get_mut(word) {
                *best = score.max(*best);
            } else {
                names.insert(word.to_owned(), score);
            }
        };
        if candidate.name.words.len() > 1 {
            add(&mut self.surnames, candidate.name.last());
            add(&mut self.given_names, candidate.name.first());
            if score > 0 {
                self.spellings.add(candidate.name.last());
            }
        }
    }

    /// How the article uses the word of a candidate.
    pub(super) fn word_use(&self, word: &Word) -> WordUse {
        word.folded_id
            .and_then(|id| self.uses[id])
            .unwrap_or_default()
    }

    /// Counts how the `wanted` words are used.
    fn count_uses(&mut self, view: &TokenView<'_>, wanted: &IdVec<FoldedId, bool>) {
        for (at, token) in view.entries() {
            if matches!(token.shape(), TokenShape::Symbol | TokenShape::Number) {
                continue;
            }
            let Some(id) = view.folded_id(at).filter(|id| wanted[*id]) else {
                continue;
            };
            let word_use = self.uses[id].get_or_insert_default();
            if token.shape() == TokenShape::Lower {
                word_use.lowercase += 1;
                continue;
            }
            count_use(view, at, word_use);
        }
    }
}

/// Whether a company of several words that is in the gazetteer begins at `at`: "Lehman Brothers".
fn begins_listed_company(view: &TokenView<'_>, at: TokenId) -> bool {
    let gazetteer = gazetteer::embedded();
    let mut key = NameKey::default().with(view.word_hash(at));
    let rest = (at + 1).until(at + MAX_WORDS).into_iter();
    let mut rest = rest.take_while(|&last| view.is_spaced_title_word(last, at));
    rest.any(|last| {
        key = key.with(view.word_hash(last));
        let kinds = gazetteer.kinds(key);
        kinds.has(Kinds::COMPANY) && !kinds.has(Kinds::PERSON)
    })
}

/// Adds how the capitalised word at `at` is used there.
fn count_use(view: &TokenView<'_>, at: TokenId, word_use: &mut WordUse) {
    let next = at + 1;
    let tag = view.tag(at);
    let weight = u32::from(tag.confidence);
    let is_other = matches!(
        tag.class,
        NameClass::Location | NameClass::Organisation | NameClass::Misc | NameClass::Group
    );
    let continues = |at: TokenId| {
        let other = view.tag(at);
        other.class == tag.class && !other.begins_name && view.is_spaced(at)
    };
    if tag.class == NameClass::Person {
        word_use.as_person += weight;
    } else if is_other {
        word_use.as_other += weight;
    }
    let is_possessive = matches!(view.word(next), "'s" | "’s");
    let before = at.checked_sub(1);
    let follows =
        |is_word: &dyn Fn(TokenId) -> bool| view.is_spaced(at) && before.is_some_and(is_word);
    word_use.titled += u32::from(follows(&|before| view.is_title_or_role(before)));
    word_use.as_thing += u32::from(follows(&|before| THING_WORDS.contains(view.word(before))));
    word_use.as_owner += u32::from(is_possessive && COMPANY_ROLES.contains(view.word(next + 1)));
    word_use.as_traded += u32::from(trade::is_traded(view, at));
    if tag.class == NameClass::Organisation && tag.begins_name {
        let rest = next
            .until(next + 4)
            .into_iter()
            .take_while(|&at| continues(at));
        let mut rest = rest.map(|at| view.word(at).trim_end_matches('.'));
        word_use.in_company += u32::from(rest.any(|word| COMPANY_WORDS.contains(word)));
    } else if view.is_spaced_title_word(next, at) {
        word_use.in_company += u32::from(begins_listed_company(view, at));
    }
}
