//! Keeps the attributes of words that were looked up: words recur, and to find one again takes a fifth of the time.

use super::super::hashing::RandomState;
use super::super::tokens::{Token, TokenShape};
use super::lexicon::Lexicon;
use super::word_attributes::WordAttributes;
use std::hash::BuildHasher;

/// How many words are kept, a power of two: most words of a text are among its thousand most frequent ones.
const KEPT: usize = 1 << 10;

/// Looks up words.
pub(super) struct RecentWords<'a> {
    lexicon: Lexicon<'a>,
    hashes: RandomState,
    kept: Box<[KeptWord<'a>]>,
}

/// A word that was looked up.
#[derive(Clone, Copy)]
struct KeptWord<'a> {
    word: &'a str,
    shape: TokenShape,
    attributes: WordAttributes,
}

impl<'a> RecentWords<'a> {
    /// Nothing was looked up in `lexicon` yet.
    pub(super) fn new(lexicon: Lexicon<'a>) -> Self {
        let none = KeptWord {
            word: "",
            shape: TokenShape::Symbol,
            attributes: WordAttributes::default(),
        };
        Self {
            lexicon,
            hashes: RandomState::default(),
            kept: vec![none; KEPT].into(),
        }
    }

    /// The attributes of `token` in `text`.
    pub(super) fn attributes(&mut self, text: &'a str, token: &Token) -> WordAttributes {
        let shape = token.shape();
        // Those of a symbol depend on the space before it, too.
        if shape == TokenShape::Symbol {
            return WordAttributes::new(text, token, &self.lexicon);
        }
        let word = token.text(text);
        let place = self.hashes.hash_one(word) as usize % KEPT;
        let Some(kept) = self.kept.get_mut(place) else {
            return WordAttributes::new(text, token, &self.lexicon);
        };
        if kept.shape != shape || kept.word != word {
            *kept = KeptWord {
                word,
                shape,
                attributes: WordAttributes::new(text, token, &self.lexicon),
            };
        }
        kept.attributes
    }
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;
    use crate::entities::tokens;

    /// Protects: a word has its own attributes, whatever was looked up before, and "-" those of its place.
    #[test]
    fn a_word_that_was_kept_is_the_word_at_hand() {
        let mut text = "Mr. Palmer-Li - mr. PALMER palmer 1999 ".repeat(3);
        text.extend((0..3 * KEPT).flat_map(|n| [format!("Word{n} "), format!("word{n} ")]));
        let text = text.repeat(2);
        let model = model::embedded();
        let mut words = RecentWords::new(model.lexicon);
        for token in &tokens::tokenize_text(&text) {
            let kept = words.attributes(&text, token);
            let fresh = WordAttributes::new(&text, token, &model.lexicon);
            assert_eq!(format!("{kept:?}"), format!("{fresh:?}"));
        }
    }
}
