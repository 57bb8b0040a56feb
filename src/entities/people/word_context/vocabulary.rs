//! The distinct words of a text, each folded and looked up once.
//!
//! A text has few distinct words for its length, and the rules ask for the same properties of the same words again and again.

use super::super::fold::fold;
use super::super::lists::lists;
use super::super::titles::is_shortened_office;
use crate::entities::hashing::HashMap;
use crate::entities::id_vec::Id;
use crate::entities::tagger::{self, WordInfo};
use crate::entities::tokens::{Token, TokenId};

/// The distinct words of a text, by token.
#[derive(Debug)]
pub(in crate::entities) struct Vocabulary {
    /// For each token, the place of its word in `words`.
    places: Vec<u32>,
    words: Vec<DistinctWord>,
}

/// What is known of a word without its context.
#[derive(Debug)]
pub(in crate::entities) struct DistinctWord {
    /// The word, folded.
    pub folded: String,
    /// Whether it is a title or the head noun of a role.
    pub is_title_or_role: bool,
    /// What the lexicon says.
    pub info: WordInfo,
    /// The hash by which lists are searched.
    pub hash: u32,
}

impl DistinctWord {
    /// Looks up `word`.
    fn new(word: &str) -> Self {
        let folded = fold(word);
        Self {
            is_title_or_role: lists().is_title_or_role(&folded) || is_shortened_office(word),
            info: tagger::word_info(word),
            hash: tagger::word_hash(word),
            folded,
        }
    }
}

impl Vocabulary {
    /// The words of `tokens`, which are those of `text`.
    pub(in crate::entities) fn new(text: &str, tokens: &[Token]) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::default();
        let mut words = Vec::new();
        let place = |token: &Token| {
            let word = token.text(text);
            *known.entry(word).or_insert_with(|| {
                words.push(DistinctWord::new(word));
                (words.len() - 1) as u32
            })
        };
        let places = tokens.iter().map(place).collect();
        Self { places, words }
    }

    /// The word of a token; `None` beyond the text.
    pub(super) fn word(&self, at: TokenId) -> Option<&DistinctWord> {
        let place = self.places.get(at.index())?;
        self.words.get(*place as usize)
    }
}
