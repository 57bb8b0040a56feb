//! A read-only view of a document's text with its tokens, sentences and tags.
//!
//! Every step that looks at the words around a place takes one [`TokenView`]. Its methods accept any [`TokenId`], and one
//! beyond the text is harmless: it has no word and no properties.

use super::id_vec::Id;
use super::people::Vocabulary;
use super::tagger::{NameClass, NameTag};
use super::tokens::{Token, TokenId, TokenRange, TokenShape};
use std::ops::Range;

/// How many tokens of a sentence are looked at to tell whether it is a headline.
const HEADLINE_TOKENS: usize = 24;

/// A text with what the first steps of the engine have found in it.
#[derive(Debug, Clone, Copy)]
pub struct TokenView<'a> {
    /// The document's text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
    /// Its sentences, ascending and disjoint.
    pub(super) sentences: &'a [TokenRange],
    /// The tag of each token; a token without one counts as outside any name.
    pub(super) tags: &'a [NameTag],
    /// Its distinct words, if they were collected; without, a word is looked up whenever one asks for it.
    pub(super) vocabulary: Option<&'a Vocabulary>,
}

impl<'a> TokenView<'a> {
    /// A view of `text` with its `tokens`, without sentences and tags.
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            sentences: &[],
            tags: &[],
            vocabulary: None,
        }
    }

    /// The same view with the `sentences` of its tokens.
    #[must_use]
    pub fn with_sentences(self, sentences: &'a [TokenRange]) -> Self {
        Self { sentences, ..self }
    }

    /// The same view with the `tags` of its tokens, one for each.
    #[must_use]
    pub(super) fn with_tags(self, tags: &'a [NameTag]) -> Self {
        Self { tags, ..self }
    }

    /// The same view with the distinct words of its tokens.
    #[must_use]
    pub(super) fn with_vocabulary(self, vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary: Some(vocabulary),
            ..self
        }
    }

    /// The same view, without the tokens from `end` on.
    pub(super) fn truncated_at(self, end: TokenId) -> Self {
        Self {
            tokens: self.tokens_in(TokenId::FIRST.until(end)),
            ..self
        }
    }

    /// All tokens.
    pub(super) fn all(&self) -> TokenRange {
        TokenId::FIRST.until(self.end())
    }

    /// The place after the last token.
    pub(super) fn end(&self) -> TokenId {
        TokenId::FIRST + self.tokens.len()
    }

    /// All tokens with their ids.
    pub(super) fn entries(&self) -> impl Iterator<Item = (TokenId, &'a Token)> + use<'a> {
        self.all().into_iter().zip(self.tokens)
    }

    /// A token; `None` beyond the text.
    pub(super) fn token(&self, at: TokenId) -> Option<&'a Token> {
        self.tokens.get(at.index())
    }

    /// The tokens of `range`; none if it goes beyond the text.
    pub(super) fn tokens_in(&self, range: TokenRange) -> &'a [Token] {
        self.tokens.get(range.indices()).unwrap_or_default()
    }

    /// The text of a token; empty beyond the text.
    pub(super) fn word(&self, at: TokenId) -> &'a str {
        self.token(at).map_or("", |token| token.text(self.text))
    }

    /// The shape of a token; [`TokenShape::Symbol`] beyond the text.
    pub(super) fn shape(&self, at: TokenId) -> TokenShape {
        self.token(at).map_or(TokenShape::Symbol, Token::shape)
    }

    /// The tag of a token; [`NameTag::OUTSIDE`] beyond the text.
    pub(super) fn tag(&self, at: TokenId) -> NameTag {
        let tag = self.tags.get(at.index());
        tag.copied().unwrap_or(NameTag::OUTSIDE)
    }

    /// What kind of name a token is part of, according to its tag.
    pub(super) fn class(&self, at: TokenId) -> NameClass {
        self.tag(at).class
    }

    /// The block of a token; `None` beyond the text.
    pub(super) fn block(&self, at: TokenId) -> Option<u32> {
        self.token(at).map(Token::block)
    }

    /// Whether a token is a word with a capital.
    pub(super) fn is_capitalised(&self, at: TokenId) -> bool {
        self.shape(at).is_capitalised()
    }

    /// Whether white space, or the beginning of the block, comes before a token.
    pub(super) fn has_space_before(&self, at: TokenId) -> bool {
        self.token(at).is_some_and(Token::has_space_before)
    }

    /// Whether the token at `at` follows the one before it after white space and in the same block.
    pub(super) fn is_spaced(&self, at: TokenId) -> bool {
        let before = at.checked_sub(1);
        self.has_space_before(at)
            && before.is_some_and(|before| self.block(before) == self.block(at))
    }

    /// The byte range of the tokens in `range`.
    pub(super) fn bytes(&self, range: TokenRange) -> Range<usize> {
        match self.tokens_in(range) {
            [first, .., last] => first.start as usize..last.end as usize,
            [only] => only.range(),
            [] => 0..0,
        }
    }

    /// The text of the tokens in `range`, with what is between them.
    pub(super) fn text_of(&self, range: TokenRange) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }

    /// The sentence of a token, if it is in one.
    pub(super) fn sentence_of(&self, at: TokenId) -> Option<TokenRange> {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let sentence = self.sentences.get(next).copied();
        sentence.filter(|sentence| sentence.contains(at))
    }

    /// Whether a sentence begins at `at`.
    pub(super) fn begins_sentence(&self, at: TokenId) -> bool {
        self.sentence_of(at)
            .is_some_and(|sentence| sentence.start == at)
    }

    /// Whether a line ends between the token at `at` and the one before it.
    pub(super) fn breaks_line(&self, at: TokenId) -> bool {
        let gap = at.checked_sub(1).and_then(|before| {
            let (before, token) = (self.token(before)?, self.token(at)?);
            self.text.get(before.end as usize..token.start as usize)
        });
        gap.is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether the token stands in a headline: a sentence in which so many words are capitalised that a capital says
    /// nothing about any of them.
    pub(super) fn is_headline(&self, at: TokenId) -> bool {
        let Some(sentence) = self.sentence_of(at) else {
            return false;
        };
        let (mut capitalised, mut lowercase) = (0, 0);
        for token in self.tokens_in(sentence).iter().take(HEADLINE_TOKENS) {
            match token.shape() {
                TokenShape::Title | TokenShape::Upper => capitalised += 1,
                TokenShape::Lower => lowercase += 1,
                TokenShape::Number | TokenShape::Symbol => {}
            }
        }
        capitalised > 2 && lowercase * 2 <= capitalised
    }
}
