//! Tests of a word and its neighbours that several steps of finding people need: whether a title stands before it, whether
//! it is part of a longer name, whether it is used as a name here.

mod vocabulary;

use super::super::tagger::{self, NameClass, WordInfo};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::fold::fold;
use super::lists::lists;
use super::titles::is_shortened_office;
use std::borrow::Cow;
use std::sync::Arc;
use vocabulary::DistinctWord;
pub(super) use vocabulary::FoldedId;

pub(in crate::entities) use vocabulary::Vocabulary;

/// Months, folded, whose names are also names of people.
pub(super) const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

impl TokenView<'_> {
    /// The folded word at `at`; empty beyond the text.
    pub(super) fn folded(&self, at: TokenId) -> Cow<'_, str> {
        match self.distinct_word(at) {
            Some(word) => Cow::Borrowed(&word.folded),
            None => Cow::Owned(fold(self.word(at))),
        }
    }

    /// As [`Self::folded`], shared by all that keep it.
    pub(super) fn shared_folded(&self, at: TokenId) -> Arc<str> {
        match self.distinct_word(at) {
            Some(word) => Arc::clone(&word.folded),
            None => fold(self.word(at)).into(),
        }
    }

    /// The number of the folded word at `at`, if the distinct words were collected.
    pub(super) fn folded_id(&self, at: TokenId) -> Option<FoldedId> {
        self.distinct_word(at).map(|word| word.id)
    }

    /// Whether the word at `at` is a title or the head noun of a role.
    pub(super) fn is_title_or_role(&self, at: TokenId) -> bool {
        match self.distinct_word(at) {
            Some(word) => word.is_title_or_role,
            None => {
                let word = self.word(at);
                lists().is_title_or_role(&fold(word)) || is_shortened_office(word)
            }
        }
    }

    /// What the lexicon says about the word at `at`.
    pub(super) fn word_info(&self, at: TokenId) -> WordInfo {
        match self.distinct_word(at) {
            Some(word) => word.info,
            None => tagger::word_info(self.word(at)),
        }
    }

    /// The hash of the word at `at`, by which lists are searched.
    pub(super) fn word_hash(&self, at: TokenId) -> u32 {
        match self.distinct_word(at) {
            Some(word) => word.hash,
            None => tagger::word_hash(self.word(at)),
        }
    }

    fn distinct_word(&self, at: TokenId) -> Option<&'_ DistinctWord> {
        self.vocabulary?.word(at)
    }

    /// Whether the token at `at` is a word with an initial capital, after white space and in the same block as `other`.
    pub(super) fn is_spaced_title_word(&self, at: TokenId, other: TokenId) -> bool {
        self.shape(at) == TokenShape::Title
            && self.has_space_before(at)
            && self.block(at) == self.block(other)
    }

    /// Whether a capitalised word that is neither a title nor a role comes directly before `at`.
    pub(super) fn follows_name(&self, at: TokenId) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| {
            self.word(before).starts_with(char::is_uppercase) && !self.is_title_or_role(before)
        })
    }

    /// Whether the surname at `at` is also an ordinary word, a title or a given name.
    pub(super) fn is_also_other_word(&self, at: TokenId, folded: &str) -> bool {
        lists().is_common_word(folded)
            || lists().is_title(folded)
            || lists().is_given_name(folded)
            || self.word_info(at).is_mostly_lowercase
    }

    /// Whether nothing stands before the word at `at` in its block, or on its line.
    pub(super) fn begins_line(&self, at: TokenId) -> bool {
        let before = at.checked_sub(1);
        before.is_none_or(|before| self.block(before) != self.block(at) || self.breaks_line(at))
    }

    /// Whether the word at `at` is the month there, even if somebody in the article is called May: "May 16", "16 May", "in May",
    /// but not "confidence in May".
    pub(super) fn is_month(&self, at: TokenId, folded: &str) -> bool {
        let is_near = |other| self.block(other) == self.block(at);
        let is_number = |other| is_near(other) && self.shape(other) == TokenShape::Number;
        let is_trust = |at: TokenId| {
            let word = self.word(at);
            matches!(word, "confidence" | "faith" | "trust" | "interest")
                || word.starts_with("belie")
        };
        let is_before_month = |before: TokenId| match self.word(before) {
            _ if !is_near(before) => false,
            "in" => !before.checked_sub(1).is_some_and(is_trust),
            word => {
                is_number(before)
                    || matches!(word, "since" | "until" | "early" | "late" | "last" | "next")
            }
        };
        MONTHS.contains(&folded)
            && (is_number(at + 1) || at.checked_sub(1).is_some_and(is_before_month))
    }

    /// Whether the capitalised word at `at` is a name of its own and not part of a longer one.
    pub(super) fn stands_alone(&self, at: TokenId, folded: &str) -> bool {
        let is_capital_nearby =
            |other| self.is_capitalised(other) && self.block(other) == self.block(at);
        if is_capital_nearby(at + 1)
            && lists().is_organisation_suffix(&self.folded(at + 1))
            && !self.is_headline(at)
        {
            return false;
        }
        let before = at.checked_sub(1);
        if self.is_month(at, folded) {
            return false;
        }
        let named = |at| {
            matches!(
                self.class(at),
                NameClass::Organisation | NameClass::Location | NameClass::Misc
            )
        };
        // According to the tags it is inside a longer name. A one-word name that is a known surname stays a person's.
        let begins = |at| self.tag(at).begins_name;
        let is_inside_name = named(at)
            && (named(at + 1) && !begins(at + 1) || !begins(at) && before.is_some_and(named));
        if is_inside_name && !self.is_headline(at) {
            return false;
        }
        let Some(before) = before else { return true };
        // "New Kennedy", "John Kennedy": an unknown capitalised word before it makes it a different name.
        let previous = self.folded(before);
        let is_glued = is_capital_nearby(before) && self.has_space_before(at);
        folded != previous
            && (!is_glued
                || lists().is_title_or_role(&previous)
                || self.is_headline(at)
                || !matches!(self.class(before), NameClass::Outside | NameClass::Location)
                || self.begins_sentence(before) && !lists().is_given_name(&previous))
    }
}
