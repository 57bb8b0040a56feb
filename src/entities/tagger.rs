//! The tagger: which tokens are names, and of what.
//!
//! Owns the sequence model: hashed features of a token and its surroundings, weights trained by the project and embedded
//! from `assets/`, the best path by Viterbi, then once more with what the rest of the article says of the same words; a library is read volume by volume.
//! Promises one tag per token, the same for the same text, for any text. Never decides what is a country or who is whom.

mod decode;
mod features;
mod labels;
mod lexicon;
mod model;
#[cfg(feature = "train")]
pub mod train;
mod volumes;
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
    /// How likely it is part of a person's name, on the same scale: of one whose class is another, below 50.
    pub person: u8,
}

impl Tag {
    /// Surely no name.
    pub(super) const NONE: Self = Self {
        class: Class::Other,
        begins: false,
        sureness: 100,
        person: 0,
    };
}

/// A tag for each token. `sentences` are ranges of token indices, ascending and disjoint, as
/// [`sentences::split`](super::sentences::split) gives them.
pub fn tag(text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Tag> {
    tag_in(text, tokens, sentences, 1)
}

/// The same, the work divided among `parts` threads.
pub(in crate::entities) fn tag_in(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    parts: usize,
) -> Vec<Tag> {
    decode::tag(text, tokens, sentences, &model::embedded(), parts)
}

/// What lists and plain text say of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::entities) struct Known {
    /// How common as a given name, 0 to 3.
    pub given: u8,
    /// How common as a surname, 0 to 3.
    pub surname: u8,
    /// Whether plain text nearly always writes it in small letters.
    pub small: bool,
}

/// What is known of `word`. Evidence, never a verdict.
pub(in crate::entities) fn known(word: &str) -> Known {
    let entry = model::embedded().lexicon.get(words::key(word));
    Known {
        given: entry.given(),
        surname: entry.surname(),
        small: entry.is_small(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{sentences, tokens};
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Vec<Token>, Vec<Tag>) {
        let mut found = Vec::new();
        tokens::scan(text, 0..text.len(), 0, &mut found);
        let tags = tag(text, &found, &sentences::split(text, &found));
        (found, tags)
    }

    fn people(text: &str) -> Vec<String> {
        let (tokens, tags) = read(text);
        let named = tokens
            .iter()
            .zip(tags)
            .filter(|(_, tag)| tag.class == Class::Person);
        named
            .map(|(token, _)| token.text(text).to_owned())
            .collect()
    }

    #[test]
    fn the_embedded_model_knows_people_from_what_stands_around_them() {
        let found = people("Mr Palmer met President Barack Obama in Paris.");
        // "Mr" may be read as part of the name: the grouping takes titles off.
        assert!(found.ends_with(&["Palmer", "Barack", "Obama"].map(str::to_owned)));
        assert_eq!(people("The meeting was held in London on Monday."), [""; 0]);
    }

    #[test]
    fn a_title_with_and_without_a_dot_reads_alike() {
        assert_eq!(
            people("Mr. Quigley said no."),
            people("Mr Quigley said no.")
        );
    }

    #[test]
    fn a_long_line_of_capitals_does_not_overflow() {
        let text = "JOHN ".repeat(20_000);
        let (tokens, tags) = read(&text);
        assert_eq!(tokens.len(), tags.len());
    }

    proptest! {
        #[test]
        fn any_text_has_one_tag_a_token_and_the_same_twice(text in "([A-Z][a-z]{0,6}[ .,'-]{0,2}){0,12}|\\PC{0,80}") {
            let (tokens, tags) = read(&text);
            prop_assert_eq!(tokens.len(), tags.len());
            let mut last = Class::Other;
            for tag in &tags {
                prop_assert!(tag.sureness <= 100);
                // What does not begin goes on with what was before.
                prop_assert!(tag.begins || tag.class == Class::Other || tag.class == last);
                last = tag.class;
            }
            prop_assert_eq!(read(&text).1, tags);
        }
    }
}
