//! The tagger: which tokens are names, and of what.
//!
//! Owns the sequence model: hashed features of a token and its surroundings, weights trained by the project and embedded
//! from `assets/`, the best path by Viterbi, then once more with what the rest of the article says of the same words.
//! Promises one tag per token, the same for the same text, for any text. Never decides what is a country or who is whom.

mod decode;
mod features;
mod labels;
mod lexicon;
mod model;
#[cfg(feature = "train")]
pub mod train;
mod votes;
mod words;

use super::tokens::Token;
use std::ops::Range;

/// The class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// No name.
    Other,
    /// A person.
    Person,
    /// A place.
    Location,
    /// An organisation.
    Organisation,
    /// A nationality, a religious or political group.
    Group,
    /// Any other name.
    Misc,
}

/// What the tagger says of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Its class.
    pub class: Class,
    /// Whether a name begins here.
    pub begins: bool,
    /// How sure, 0 to 100.
    pub sureness: u8,
}

impl Tag {
    /// Surely no name.
    const NONE: Self = Self {
        class: Class::Other,
        begins: false,
        sureness: 100,
    };
}

/// A tag for each token. `sentences` are ranges of token indices, ascending and disjoint, as
/// [`sentences::split`](super::sentences::split) gives them.
pub fn tag(text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Tag> {
    decode::tag(text, tokens, sentences, &model::embedded())
}
