//! The distinct words of a text, each folded and looked up once.
//!
//! A text has few distinct words for its length, and the rules ask for the same properties of the same words again and again.

use super::super::fold::fold;
use super::super::lists::lists;
use super::super::titles::is_shortened_office;
use crate::entities::hashing::HashMap;
use crate::entities::id_vec::{Id, IdVec, id_type};
use crate::entities::tagger::{self, WordInfo};
use crate::entities::tokens::{Token, TokenId};
use std::sync::Arc;

id_type! {
    /// A word of a text, folded: words that differ in case or accents only are the same.
    pub(in crate::entities) FoldedId
}

/// The distinct words of a text, by token.
#[derive(Debug)]
pub(in crate::entities) struct Vocabulary {
    /// For each token, the place of its word in `words`.
    places: Vec<u32>,
    words: Vec<DistinctWord>,
    /// How many of them differ when folded.
    folded_count: usize,
}

/// What is known of a word without its context.
#[derive(Debug)]
pub(in crate::entities) struct DistinctWord {
    /// The word, folded.
    pub folded: Arc<str>,
    /// The same as a number.
    pub id: FoldedId,
    /// Whether it is a title or the head noun of a role.
    pub is_title_or_role: bool,
    /// What the lexicon says.
    pub info: WordInfo,
    /// The hash by which lists are searched.
    pub hash: u32,
}

impl DistinctWord {
    /// Looks up `word`, whose folded form is `folded`, with the number `id`.
    fn new(word: &str, folded: Arc<str>, id: FoldedId) -> Self {
        Self {
            id,
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
        let mut forms: HashMap<Arc<str>, FoldedId> = HashMap::default();
        let mut words = Vec::new();
        let place = |token: &Token| {
            let word = token.text(text);
            *known.entry(word).or_insert_with(|| {
                let folded: Arc<str> = fold(word).into();
                let next = FoldedId::from_index(forms.len());
                let id = *forms.entry(folded.clone()).or_insert(next);
                words.push(DistinctWord::new(word, folded, id));
                (words.len() - 1) as u32
            })
        };
        let places = tokens.iter().map(place).collect();
        Self {
            places,
            folded_count: forms.len(),
            words,
        }
    }

    /// A default value for each folded word.
    pub(in crate::entities) fn for_each_folded<T: Clone + Default>(&self) -> IdVec<FoldedId, T> {
        vec![T::default(); self.folded_count].into()
    }

    /// The word of a token; `None` beyond the text.
    pub(super) fn word(&self, at: TokenId) -> Option<&DistinctWord> {
        let place = self.places.get(at.index())?;
        self.words.get(*place as usize)
    }
}
