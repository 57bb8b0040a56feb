//! Tests of a word and its neighbours that several steps of finding people need: whether a title stands before it, whether
//! it is part of a longer name, whether it is used as a name here.

mod vocabulary;

use super::super::tagger::{self, NameClass, WordInfo};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::super::word_list::WordList;
use super::fold::fold;
use super::lists::lists;
use std::borrow::Cow;
use vocabulary::DistinctWord;

pub(in crate::entities) use vocabulary::Vocabulary;

/// A tag with less confidence than this is uncertain.
const UNCERTAIN_CONFIDENCE: u8 = 65;
/// The tagger's least confidence that a given name alone is a person's.
const MIN_PERSON_GIVEN_NAME: u8 = 20;

/// Months, folded, whose names are also names of people.
pub(super) const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

/// Words that usually follow a name.
const WORDS_AFTER_NAMES: WordList =
    WordList::new("'s ’s said says told was is has had will would also made did who");

impl TokenView<'_> {
    /// The folded word at `at`; empty beyond the text.
    pub(super) fn folded(&self, at: TokenId) -> Cow<'_, str> {
        match self.distinct_word(at) {
            Some(word) => Cow::Borrowed(&word.folded),
            None => Cow::Owned(fold(self.word(at))),
        }
    }

    /// Whether the word at `at` is a title or the head noun of a role.
    pub(super) fn is_title_or_role(&self, at: TokenId) -> bool {
        match self.distinct_word(at) {
            Some(word) => word.is_title_or_role,
            None => lists().is_title_or_role(&fold(self.word(at))),
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

    /// Whether the tagger is uncertain about the word at `at` and neither neighbour is capitalised.
    pub(super) fn is_uncertain(&self, at: TokenId) -> bool {
        let follows_capital = at.checked_sub(1).is_some_and(|before| {
            self.is_spaced(at) && self.is_capitalised(before) && self.has_space_before(before)
        });
        self.tag(at).confidence < UNCERTAIN_CONFIDENCE
            && !(self.is_spaced(at + 1) && self.is_capitalised(at + 1))
            && !follows_capital
    }

    /// Whether the tagger thinks that the word at `at` may be a person's name, or left it out of any name while the word
    /// after it usually follows a person's.
    pub(super) fn is_likely_person(&self, at: TokenId) -> bool {
        self.tag(at).person_confidence >= MIN_PERSON_GIVEN_NAME
            || self.class(at) == NameClass::Outside
                && matches!(self.word(at + 1), "said" | "says" | "told" | "who")
    }

    /// Whether a capitalised title or role stands before the word at `at`.
    pub(super) fn is_titled(&self, at: TokenId) -> bool {
        let before = at.checked_sub(1).filter(|_| self.is_spaced(at));
        before.is_some_and(|before| {
            self.shape(before) != TokenShape::Lower && self.is_title_or_role(before)
        })
    }

    /// Whether the ordinary word at `at`, which is the surname of `count` full names in the article, is used as a name
    /// here. Every word is capitalised at the start of a sentence, so there the next word must be one that usually follows
    /// a name.
    pub(super) fn is_used_as_name(&self, at: TokenId, count: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if !self.begins_sentence(at) && !matches!(before, "\"" | "“" | "‘") {
            return count >= 2 && self.class(at) == NameClass::Outside;
        }
        count >= 1 && WORDS_AFTER_NAMES.contains(self.word(at + 1))
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
        let is_number = |at| self.shape(at) == TokenShape::Number;
        // "May 16" and "16 May" are the month, even if somebody in the article is called May.
        if MONTHS.contains(&folded) && (is_number(at + 1) || before.is_some_and(is_number)) {
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
