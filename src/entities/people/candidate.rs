//! A candidate: words that may name a person, with what the rules need to know of them.

use super::super::gazetteer::{self, Kinds, MAX_WORDS, NameKey};
use super::super::mention::Reason;
use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::lone_words;
use super::person_name::PersonName;
use super::word_context::FoldedId;
use std::sync::Arc;

/// Words that may name a person.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its tokens, of which there is at least one.
    pub tokens: TokenRange,
    /// Where it comes from.
    pub origin: Origin,
    /// Its words without particles and suffixes.
    pub name: PersonName,
    /// Its capitalised words, folded, and what is known about each.
    pub words: Vec<Word>,
    /// The word before it in its block, before white space. A full stop that belongs to a title in capitals does not count.
    pub before_at: Option<TokenId>,
    /// The same, folded. Empty if there is none.
    pub before: Arc<str>,
    /// The mean of the tagger's confidence that its words are part of a person's name.
    pub person_confidence: u8,
    /// What the gazetteer says about it as a whole.
    pub kinds: Kinds,
}

/// A capitalised word of a candidate.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its token.
    pub at: TokenId,
    /// The word, folded.
    pub folded: Arc<str>,
    /// The same as a number; `None` if the distinct words of the text were not collected.
    pub folded_id: Option<FoldedId>,
    /// What the lexicon says about it.
    pub info: tagger::WordInfo,
}

/// Where a candidate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The tagger labelled it as a person.
    Tagged,
    /// It follows a title that only people have.
    Titled,
    /// Its words can be a full name.
    Pattern,
    /// The article has the same name elsewhere.
    Repeated,
}

impl Origin {
    /// The reason shown to the reader.
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Tagged => Reason::Tagger,
            Self::Titled => Reason::Title,
            Self::Pattern | Self::Repeated => Reason::Learnt,
        }
    }
}

impl Candidate {
    /// The candidate that consists of `tokens`.
    pub(super) fn new(view: &TokenView<'_>, tokens: TokenRange, origin: Origin) -> Self {
        let capitalised = tokens.into_iter().filter(|&at| view.is_capitalised(at));
        let words: Vec<Word> = capitalised
            .map(|at| Word {
                at,
                folded: view.shared_folded(at),
                folded_id: view.folded_id(at),
                info: view.word_info(at),
            })
            .collect();
        let in_name = tokens.into_iter();
        let in_name = in_name.filter(|&at| view.shape(at) != TokenShape::Symbol);
        let (mut sum, mut count) = (0, 0);
        for at in in_name {
            sum += u32::from(view.tag(at).person_confidence);
            count += 1;
        }
        let mean = sum / count.max(1);
        let kinds = if tokens.len() <= MAX_WORDS {
            let hashes = tokens.into_iter().map(|at| view.word_hash(at));
            gazetteer::embedded().kinds(hashes.fold(NameKey::default(), NameKey::with))
        } else {
            Kinds::NONE
        };
        let before = tokens.start.checked_sub(1);
        let before = before.filter(|_| view.is_spaced(tokens.start));
        let before_at = lone_words::title_before(view, tokens.start).or(before);
        Self {
            tokens,
            origin,
            before_at,
            before: before_at.map_or_else(Arc::default, |before| view.shared_folded(before)),
            name: PersonName::parse(view, tokens),
            words,
            person_confidence: u8::try_from(mean.min(100)).unwrap_or(100),
            kinds,
        }
    }

    /// Whether it is a full name: it identifies a person by itself.
    pub(super) fn is_full(&self) -> bool {
        self.name.is_full()
    }

    /// Its only word; `None` for a full name.
    pub(super) fn lone_word(&self) -> Option<&Word> {
        if self.is_full() {
            None
        } else {
            self.words.last()
        }
    }

    /// Its words, folded and separated by spaces.
    pub(super) fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| &*word.folded).collect();
        words.join(" ")
    }

    /// How many of its capitalised words the tagger labelled as `class`.
    pub(super) fn count_tagged(&self, view: &TokenView<'_>, class: NameClass) -> usize {
        let words = self.words.iter();
        words.filter(|word| view.class(word.at) == class).count()
    }
}
