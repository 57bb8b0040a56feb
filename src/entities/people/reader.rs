//! The reader: a text with its tokens, sentences and tags, and what is asked of a place in it.
//!
//! Owns the questions that several steps ask: is this word a title's, a headline's, part of a longer name. Finds and changes
//! nothing.

use super::super::tagger::{self, Class, Tag};
use super::super::tokens::{Shape, Token};
use super::fold::fold;
use super::lists::lists;
use std::ops::Range;

/// Below this the tagger's word is a doubt.
const OPEN: u8 = 65;
/// How likely, at least, a given name alone is a person's.
const LIKELY: u8 = 20;

/// Months that people are called after, or the other way round.
pub(super) const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

/// What one pass over the text needs.
pub(in crate::entities) struct Reader<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their sentences.
    pub sentences: &'a [Range<usize>],
    /// Their tags.
    pub tags: &'a [Tag],
}

impl Reader<'_> {
    /// Of the tokens before `end` alone.
    pub(super) fn until(&self, end: usize) -> Self {
        let end = end.min(self.tokens.len());
        Self {
            tokens: self.tokens.get(..end).unwrap_or_default(),
            tags: self.tags.get(..end).unwrap_or_default(),
            ..*self
        }
    }

    /// Whether a sentence begins at `at`.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
    }

    /// Whether a surname is also an ordinary word, a title or a given name.
    pub(super) fn is_word(&self, at: usize, folded: &str) -> bool {
        lists().ordinary(folded)
            || lists().title(folded).is_some()
            || lists().given(folded).is_some()
            || tagger::known(self.word(at)).small
    }

    /// Whether the tagger is in doubt of what the word at `at` is, and no other capital touches it.
    pub(super) fn is_open(&self, at: usize) -> bool {
        let capital = |index: usize| {
            self.spaced(index.max(at))
                && self.tokens.get(index).is_some_and(|token| {
                    matches!(token.shape, Shape::Title | Shape::Upper) && token.spaced
                })
        };
        self.tags.get(at).is_some_and(|tag| tag.sureness < OPEN)
            && !capital(at + 1)
            && !at.checked_sub(1).is_some_and(capital)
    }

    /// Whether the tagger thought that the word at `at` may well be a person's name, or what follows only follows a name.
    pub(super) fn is_likely(&self, at: usize) -> bool {
        let tag = self.tags.get(at);
        tag.is_some_and(|tag| tag.person >= LIKELY || tag.class == Class::Other)
            && (tag.is_some_and(|tag| tag.person >= LIKELY)
                || matches!(self.word(at + 1), "said" | "says" | "told" | "who"))
    }

    /// Whether a title or a role with a capital stands before the word at `at`.
    pub(super) fn is_titled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.spaced(at)) else {
            return false;
        };
        let folded = fold(self.word(before));
        let capital = self
            .tokens
            .get(before)
            .is_some_and(|token| token.shape != Shape::Lower);
        capital && (lists().title(&folded).is_some() || lists().role(&folded))
    }

    /// Whether an ordinary word that `count` full names end in is the name here. At the beginning of a sentence every word
    /// has a capital: there the next one must be what only follows a name.
    pub(super) fn is_named(&self, at: usize, count: usize) -> bool {
        let opens = self.begins_sentence(at)
            || at
                .checked_sub(1)
                .is_some_and(|before| matches!(self.word(before), "\"" | "“" | "‘"));
        let tagged = self
            .tags
            .get(at)
            .is_some_and(|tag| tag.class != Class::Other);
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
        if opens {
            count >= 1 && next
        } else {
            count >= 2 && !tagged
        }
    }

    /// The text of a token; empty behind the last.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.text))
    }

    /// Whether a blank, and no end of a paragraph, stands before the token at `at`.
    pub(super) fn spaced(&self, at: usize) -> bool {
        let block = |index: usize| self.tokens.get(index).map(|token| token.block);
        let same = at
            .checked_sub(1)
            .is_some_and(|before| block(before) == block(at));
        same && self.tokens.get(at).is_some_and(|token| token.spaced)
    }

    /// Whether the token at `at` can be a further word of a name behind a title.
    pub(super) fn continues(&self, at: usize, block: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.shape == Shape::Title
                && token.block == block
                && token.spaced
                && !lists().whole(&fold(token.text(self.text)))
        })
    }

    /// Whether the capitalised word at `at` is no part of a longer name.
    pub(super) fn stands_alone(&self, at: usize, folded: &str) -> bool {
        let next = fold(self.word(at + 1));
        let near = |index: usize| {
            self.tokens.get(index).is_some_and(|token| {
                matches!(token.shape, Shape::Title | Shape::Upper)
                    && token.block == self.tokens.get(at).map_or(0, |own| own.block)
            })
        };
        if near(at + 1) && lists().whole(&next) && !self.is_headline(at) {
            return false;
        }
        let number = |index: Option<usize>| {
            let token = index.and_then(|index| self.tokens.get(index));
            token.is_some_and(|token| token.shape == Shape::Number)
        };
        // "May 16", "16 May": the month, whoever is called so elsewhere.
        if MONTHS.contains(&folded) && (number(Some(at + 1)) || number(at.checked_sub(1))) {
            return false;
        }
        let class = |index: usize| self.tags.get(index).map_or(Class::Other, |tag| tag.class);
        let named = |index: usize| {
            matches!(
                class(index),
                Class::Organisation | Class::Location | Class::Misc
            )
        };
        // Inside a longer name by its tags; a name in one word that is a known surname is the person.
        let before = at.checked_sub(1);
        let begins = |index: usize| self.tags.get(index).is_some_and(|tag| tag.begins);
        let inner = named(at)
            && (named(at + 1) && !begins(at + 1) || !begins(at) && before.is_some_and(named));
        if inner {
            return false;
        }
        let Some(before) = before else { return true };
        // "New Kennedy", "John Kennedy": an unknown capital before it makes it another name.
        let own = fold(self.word(before));
        let titled = lists().title(&own).is_some() || lists().role(&own);
        let glued = near(before) && self.tokens.get(at).is_some_and(|token| token.spaced);
        folded != own
            && (!glued
                || titled
                || self.is_headline(at)
                || class(before) != Class::Other && class(before) != Class::Location
                || self.is_opening(before))
    }

    /// A line in which every word has a capital says nothing by one.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let line = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let Some(sentence) = self.sentences.get(line) else {
            return false;
        };
        let words = self.tokens.get(sentence.clone()).unwrap_or_default();
        let (mut capital, mut small) = (0, 0);
        for token in words.iter().take(24) {
            match token.shape {
                Shape::Title | Shape::Upper => capital += 1,
                Shape::Lower => small += 1,
                Shape::Number | Shape::Mark => {}
            }
        }
        capital > 2 && small * 2 <= capital
    }

    /// Whether a line ends before the token at `at`.
    pub(super) fn breaks_line(&self, at: usize) -> bool {
        let end = |index: usize| self.tokens.get(index).map_or(0, |token| token.end as usize);
        let start = self.tokens.get(at).map_or(0, |token| token.start as usize);
        at.checked_sub(1)
            .and_then(|before| self.text.get(end(before)..start))
            .is_some_and(|gap| gap.contains('\n'))
    }

    fn is_opening(&self, at: usize) -> bool {
        self.sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
            && lists().given(&fold(self.word(at))).is_none()
    }
}
