//! A read-only view of a document's text with its tokens, sentences and tags.
//!
//! Every step that looks at the words around a place takes one [`TokenView`]. All of its methods take token indices, and an
//! index outside the text is harmless: it has no word and no properties.

use super::tagger::NameTag;
use super::tokens::{Token, TokenShape};
use std::ops::Range;

/// How many tokens of a sentence are looked at to tell whether it is a headline.
const HEADLINE_TOKENS: usize = 24;

/// A text with what the first steps of the engine have found in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenView<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences, as ascending and disjoint ranges of token indices.
    pub sentences: &'a [Range<usize>],
    /// The tag of each token.
    pub tags: &'a [NameTag],
}

impl TokenView<'_> {
    /// The same view, without the tokens from `end` on.
    pub(super) fn truncated_at(&self, end: usize) -> Self {
        let end = end.min(self.tokens.len());
        Self {
            tokens: self.tokens.get(..end).unwrap_or_default(),
            tags: self.tags.get(..end).unwrap_or_default(),
            ..*self
        }
    }

    /// The text of a token; empty after the last one.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.text))
    }

    /// The shape of a token; [`TokenShape::Symbol`] after the last one.
    pub(super) fn shape(&self, at: usize) -> TokenShape {
        self.tokens
            .get(at)
            .map_or(TokenShape::Symbol, |token| token.shape)
    }

    /// Whether the token at `at` follows the one before it after white space and in the same block.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        let block = |index: usize| self.tokens.get(index).map(|token| token.block);
        let is_same_block = at
            .checked_sub(1)
            .is_some_and(|before| block(before) == block(at));
        is_same_block
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.has_space_before)
    }

    /// Whether a sentence begins at `at`.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
    }

    /// Whether a line ends between the token at `at` and the one before it.
    pub(super) fn breaks_line(&self, at: usize) -> bool {
        let end = |index: usize| self.tokens.get(index).map_or(0, |token| token.end as usize);
        let start = self.tokens.get(at).map_or(0, |token| token.start as usize);
        at.checked_sub(1)
            .and_then(|before| self.text.get(end(before)..start))
            .is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether the token stands in a headline: a sentence in which so many words are capitalised that a capital says
    /// nothing about any of them.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let Some(sentence) = self.sentences.get(index) else {
            return false;
        };
        let words = self.tokens.get(sentence.clone()).unwrap_or_default();
        let (mut capitalised, mut lowercase) = (0, 0);
        for token in words.iter().take(HEADLINE_TOKENS) {
            match token.shape {
                TokenShape::Title | TokenShape::Upper => capitalised += 1,
                TokenShape::Lower => lowercase += 1,
                TokenShape::Number | TokenShape::Symbol => {}
            }
        }
        capitalised > 2 && lowercase * 2 <= capitalised
    }
}
