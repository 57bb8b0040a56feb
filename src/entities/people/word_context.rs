//! Tests of a word and its neighbours that several steps of finding people need: whether a title stands before it, whether
//! it is part of a longer name, whether it is used as a name here.

use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::TokenShape;
use super::fold::fold;
use super::lists::lists;

/// A tag with less confidence than this is uncertain.
const UNCERTAIN_CONFIDENCE: u8 = 65;
/// The tagger's least confidence that a given name alone is a person's.
const MIN_PERSON_GIVEN_NAME: u8 = 20;

/// Months, folded, whose names are also names of people.
pub(super) const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

impl TokenView<'_> {
    /// Whether the surname at `at` is also an ordinary word, a title or a given name.
    pub(super) fn is_also_other_word(&self, at: usize, folded: &str) -> bool {
        lists().is_common_word(folded)
            || lists().title(folded).is_some()
            || lists().given_name(folded).is_some()
            || tagger::word_info(self.word(at)).is_mostly_lowercase
    }

    /// Whether the tagger is uncertain about the word at `at` and neither neighbour is capitalised.
    pub(super) fn is_uncertain(&self, at: usize) -> bool {
        let is_capital = |index: usize| {
            self.is_spaced(index.max(at))
                && self.tokens.get(index).is_some_and(|token| {
                    matches!(token.shape, TokenShape::Title | TokenShape::Upper)
                        && token.has_space_before
                })
        };
        self.tags
            .get(at)
            .is_some_and(|tag| tag.confidence < UNCERTAIN_CONFIDENCE)
            && !is_capital(at + 1)
            && !at.checked_sub(1).is_some_and(is_capital)
    }

    /// Whether the tagger thinks that the word at `at` may be a person's name, or left it out of any name while the word
    /// after it usually follows a person's.
    pub(super) fn is_likely_person(&self, at: usize) -> bool {
        let tag = self.tags.get(at);
        tag.is_some_and(|tag| {
            tag.person_confidence >= MIN_PERSON_GIVEN_NAME || tag.class == NameClass::Outside
        }) && (tag.is_some_and(|tag| tag.person_confidence >= MIN_PERSON_GIVEN_NAME)
            || matches!(self.word(at + 1), "said" | "says" | "told" | "who"))
    }

    /// Whether a capitalised title or role stands before the word at `at`.
    pub(super) fn is_titled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.is_spaced(at)) else {
            return false;
        };
        let folded = fold(self.word(before));
        let is_capital = self
            .tokens
            .get(before)
            .is_some_and(|token| token.shape != TokenShape::Lower);
        is_capital && (lists().title(&folded).is_some() || lists().is_role(&folded))
    }

    /// Whether the ordinary word at `at`, which is the surname of `count` full names in the article, is used as a name
    /// here. Every word is capitalised at the start of a sentence, so there the next word must be one that usually follows
    /// a name.
    pub(super) fn is_used_as_name(&self, at: usize, count: usize) -> bool {
        let at_start = self.begins_sentence(at)
            || at
                .checked_sub(1)
                .is_some_and(|before| matches!(self.word(before), "\"" | "“" | "‘"));
        let tagged = self
            .tags
            .get(at)
            .is_some_and(|tag| tag.class != NameClass::Outside);
        let next = matches!(
            self.word(at + 1),
            "'s" | "’s"
                | "said"
                | "says"
                | "told"
                | "was"
                | "is"
                | "has"
                | "had"
                | "will"
                | "would"
                | "also"
                | "made"
                | "did"
                | "who"
        );
        if at_start {
            count >= 1 && next
        } else {
            count >= 2 && !tagged
        }
    }

    /// Whether the token at `at` can continue a name in `block` that began after a title.
    pub(super) fn continues_name(&self, at: usize, block: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.shape == TokenShape::Title
                && token.block == block
                && token.has_space_before
                && !lists().is_organisation_suffix(&fold(token.text(self.text)))
        })
    }

    /// Whether the capitalised word at `at` is a name of its own and not part of a longer one.
    pub(super) fn stands_alone(&self, at: usize, folded: &str) -> bool {
        let next = fold(self.word(at + 1));
        let is_capital_nearby = |index: usize| {
            self.tokens.get(index).is_some_and(|token| {
                matches!(token.shape, TokenShape::Title | TokenShape::Upper)
                    && token.block == self.tokens.get(at).map_or(0, |token| token.block)
            })
        };
        if is_capital_nearby(at + 1)
            && lists().is_organisation_suffix(&next)
            && !self.is_headline(at)
        {
            return false;
        }
        let is_number = |index: Option<usize>| {
            let token = index.and_then(|index| self.tokens.get(index));
            token.is_some_and(|token| token.shape == TokenShape::Number)
        };
        // "May 16" and "16 May" are the month, even if somebody in the article is called May.
        if MONTHS.contains(&folded) && (is_number(Some(at + 1)) || is_number(at.checked_sub(1))) {
            return false;
        }
        let class = |index: usize| {
            self.tags
                .get(index)
                .map_or(NameClass::Outside, |tag| tag.class)
        };
        let named = |index: usize| {
            matches!(
                class(index),
                NameClass::Organisation | NameClass::Location | NameClass::Misc
            )
        };
        // According to the tags it is inside a longer name. A one-word name that is a known surname stays a person's.
        let before = at.checked_sub(1);
        let begins = |index: usize| self.tags.get(index).is_some_and(|tag| tag.begins_name);
        let is_inside_name = named(at)
            && (named(at + 1) && !begins(at + 1) || !begins(at) && before.is_some_and(named));
        if is_inside_name {
            return false;
        }
        let Some(before) = before else { return true };
        // "New Kennedy", "John Kennedy": an unknown capitalised word before it makes it a different name.
        let previous = fold(self.word(before));
        let is_titled = lists().title(&previous).is_some() || lists().is_role(&previous);
        let is_glued = is_capital_nearby(before)
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.has_space_before);
        folded != previous
            && (!is_glued
                || is_titled
                || self.is_headline(at)
                || class(before) != NameClass::Outside && class(before) != NameClass::Location
                || self.is_unknown_sentence_start(before))
    }

    /// Whether the word at `at` begins a sentence and is not a known given name.
    fn is_unknown_sentence_start(&self, at: usize) -> bool {
        self.sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
            && lists().given_name(&fold(self.word(at))).is_none()
    }
}
