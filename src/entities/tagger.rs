//! The name tagger: decides for each token whether it is part of a name, and of what kind of name.
//!
//! It is a linear sequence model. Hashed features of a token and its neighbours are scored with weights that this
//! project trains (feature `train`) and embeds from `assets/`, and the Viterbi algorithm finds the best sequence of
//! labels. A second pass adds features from `document_context`: the labels that the same words received elsewhere in
//! the document. Texts longer than a novel are tagged in `chunks`.
//!
//! The result has exactly one tag per token for any text, and the same text always gets the same tags. Which places are
//! countries, and which names belong to the same person, is decided by the modules `countries` and `people`.

mod chunks;
mod decode;
mod document_context;
mod features;
mod labels;
mod lexicon;
mod model;
mod recent_words;
mod scorer;
#[cfg(feature = "train")]
pub mod train;
mod viterbi;
mod weight_table;
mod word_attributes;

use super::token_view::TokenView;

/// The class of a token: what kind of name it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// Not part of a name (the "O" of BIO labels).
    Outside,
    /// A person.
    Person,
    /// A place.
    Location,
    /// An organisation.
    Organisation,
    /// A nationality, or a religious or political group (NORP).
    Group,
    /// Any other name: an event, a work, a product.
    Misc,
}

/// The tag of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameTag {
    /// What kind of name it is part of, if any.
    pub class: NameClass,
    /// Whether it is the first token of a name.
    pub begins_name: bool,
    /// Confidence in `class`, 0 to 100.
    pub confidence: u8,
    /// How likely it is that the token is part of a person's name, on the same scale. Below 50 for a token of another
    /// class.
    pub person_confidence: u8,
}

impl NameTag {
    /// The tag of a token that is certainly not part of a name.
    pub(super) const OUTSIDE: Self = Self {
        class: NameClass::Outside,
        begins_name: false,
        confidence: 100,
        person_confidence: 0,
    };
}

/// Tags the tokens of `view`, which must have its sentences: one tag per token, in the same order.
///
/// ```
/// use byline::entities::tagger::{self, NameClass};
/// use byline::entities::{TokenView, sentences, tokens};
///
/// let text = "Mr Palmer met President Barack Obama in Paris.";
/// let words = tokens::tokenize_text(text);
/// let sentences = sentences::split(text, &words);
/// let tags = tagger::tag(&TokenView::new(text, &words).with_sentences(&sentences));
///
/// assert_eq!(tags.len(), words.len());
/// assert_eq!(words[4].text(text), "Barack");
/// assert_eq!(tags[4].class, NameClass::Person);
/// assert!(tags[4].begins_name && !tags[5].begins_name);
/// ```
pub fn tag(view: &TokenView<'_>) -> Vec<NameTag> {
    tag_with_threads(view, 1)
}

/// As [`tag`], with the work divided among `threads` threads. The tags are the same for any number of threads.
pub(in crate::entities) fn tag_with_threads(view: &TokenView<'_>, threads: usize) -> Vec<NameTag> {
    decode::tag(view, &model::embedded(), threads)
}

/// What the word lists and counts from plain text say about one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::entities) struct WordInfo {
    /// How common the word is as a given name, from 0 (not one) to 3 (very common).
    pub given_rank: u8,
    /// How common the word is as a surname, from 0 (not one) to 3 (very common).
    pub surname_rank: u8,
    /// Whether plain text nearly always writes the word in lower case.
    pub is_mostly_lowercase: bool,
}

/// Looks up `word` in the embedded lexicon. The answer is evidence to be weighed, not a decision.
pub(in crate::entities) fn word_info(word: &str) -> WordInfo {
    let entry = model::embedded_lexicon().get(word_attributes::word_key(word));
    WordInfo {
        given_rank: entry.given_rank(),
        surname_rank: entry.surname_rank(),
        is_mostly_lowercase: entry.is_mostly_lowercase(),
    }
}

/// The hash of `word` by which lists are searched.
pub(in crate::entities) fn word_hash(word: &str) -> u32 {
    // "Mr." and "Mr" count as the same word.
    let is_title_case = word.chars().nth(1).is_some_and(char::is_lowercase);
    let bare = word.strip_suffix('.').filter(|_| is_title_case);
    word_attributes::word_key(bare.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::super::tokens::{self, Token};
    use super::*;
    use proptest::prelude::*;

    fn tag_text(text: &str) -> (Vec<Token>, Vec<NameTag>) {
        let found = tokens::tokenize_text(text);
        let sentences = sentences::split(text, &found);
        let tags = tag(&TokenView::new(text, &found).with_sentences(&sentences));
        (found, tags)
    }

    fn people(text: &str) -> Vec<String> {
        let (tokens, tags) = tag_text(text);
        let named = tokens
            .iter()
            .zip(tags)
            .filter(|(_, tag)| tag.class == NameClass::Person);
        named
            .map(|(token, _)| token.text(text).to_owned())
            .collect()
    }

    #[test]
    fn the_embedded_model_finds_people_by_their_context() {
        let found = people("Mr Palmer met President Barack Obama in Paris.");
        // "Mr" may be tagged as part of the name; the module `people` trims titles.
        assert!(found.ends_with(&["Palmer", "Barack", "Obama"].map(str::to_owned)));
        assert_eq!(people("The meeting was held in London on Monday."), [""; 0]);
    }

    #[test]
    fn a_title_is_tagged_alike_with_and_without_a_dot() {
        let with_dot = people("Mr. Quigley said no.");
        assert!(with_dot.contains(&"Quigley".to_owned()), "{with_dot:?}");
        assert_eq!(with_dot, people("Mr Quigley said no."));
    }

    #[test]
    fn a_long_line_of_capitals_does_not_overflow() {
        let text = "JOHN ".repeat(20_000);
        let (tokens, tags) = tag_text(&text);
        assert_eq!(tokens.len(), tags.len());
    }

    proptest! {
        #[test]
        fn any_text_gets_one_tag_per_token_and_the_same_tags_each_time(text in "([A-Z][a-z]{0,6}[ .,'-]{0,2}){0,12}|\\PC{0,80}") {
            let (tokens, tags) = tag_text(&text);
            prop_assert_eq!(tokens.len(), tags.len());
            let mut last = NameClass::Outside;
            for tag in &tags {
                prop_assert!(tag.confidence <= 100);
                // A token that does not begin a name continues one of the same class.
                prop_assert!(tag.begins_name || tag.class == NameClass::Outside || tag.class == last);
                last = tag.class;
            }
            prop_assert_eq!(tag_text(&text).1, tags);
        }
    }
}
