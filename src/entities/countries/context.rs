//! The context of a candidate: the words around it in its sentence.
//!
//! Evidence looks at neighbouring words only through these methods, which never go beyond the sentence; for the rest of
//! the article there is [`ArticleEvidence`].

use super::article::ArticleEvidence;
use super::candidates::Candidate;
use super::table::Ambiguity;
use super::word_lists;
use crate::entities::mention::MentionType;
use crate::entities::tagger::NameClass;
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{Token, TokenId, TokenRange, TokenShape};

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitalisation {
    /// Only names and the first word are capitalised.
    SentenceCase,
    /// Every important word is capitalised, so a capital says nothing.
    TitleCase,
    /// All letters are capitals.
    AllCaps,
}

/// One candidate in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct CandidateContext<'a> {
    pub article: &'a ArticleEvidence<'a>,
    pub candidate: &'a Candidate,
    sentence: TokenRange,
    pub capitalisation: Capitalisation,
}

impl<'a> CandidateContext<'a> {
    /// The context of `candidate`.
    pub(super) fn new(article: &'a ArticleEvidence<'a>, candidate: &'a Candidate) -> Self {
        let sentence = article.view.sentence_of(candidate.tokens.start);
        let sentence = sentence.unwrap_or(candidate.tokens);
        let window = candidate.tokens.widened(CASE_WINDOW).intersection(sentence);
        Self {
            article,
            candidate,
            sentence,
            capitalisation: detect_capitalisation(&article.view, window),
        }
    }

    /// The article's text, tokens and tags.
    pub(super) fn view(&self) -> &'a TokenView<'a> {
        &self.article.view
    }

    /// The text of the candidate.
    pub(super) fn text(&self) -> &'a str {
        self.view().text_of(self.candidate.tokens)
    }

    /// Whether the table says that the form may have this other sense.
    pub(super) fn may_be(&self, ambiguity: Ambiguity) -> bool {
        self.candidate.form.ambiguities.contains(ambiguity)
    }

    /// Whether the form is a capital or a seat of government, so the name of a city or a building.
    pub(super) fn is_capital_or_seat(&self) -> bool {
        matches!(
            self.candidate.form.mention_type,
            MentionType::Capital | MentionType::Seat
        )
    }

    /// The `n`th token before the candidate, counted from 1, in the same sentence.
    pub(super) fn token_before(&self, n: usize) -> Option<TokenId> {
        let at = self.candidate.tokens.start.checked_sub(n);
        at.filter(|&at| self.sentence.contains(at))
    }

    /// The `n`th token after the candidate, counted from 1, in the same sentence.
    pub(super) fn token_after(&self, n: usize) -> Option<TokenId> {
        let at = self.candidate.tokens.last() + n;
        Some(at).filter(|&at| self.sentence.contains(at))
    }

    /// The text of [`token_before`](Self::token_before); empty if there is none.
    pub(super) fn word_before(&self, n: usize) -> &'a str {
        self.token_before(n).map_or("", |at| self.view().word(at))
    }

    /// The text of [`token_after`](Self::token_after); empty if there is none.
    pub(super) fn word_after(&self, n: usize) -> &'a str {
        self.token_after(n).map_or("", |at| self.view().word(at))
    }

    /// Whether only punctuation comes before the candidate in its sentence.
    pub(super) fn starts_sentence(&self) -> bool {
        let before = self.sentence.start.until(self.candidate.tokens.start);
        let mut before = before.into_iter().rev();
        before.all(|at| self.view().shape(at) == TokenShape::Symbol)
    }

    /// The token directly before the candidate, if it is a word separated only by white space whose capital suggests a
    /// name: not a function word, a date or another candidate.
    pub(super) fn capitalised_before(&self) -> Option<Neighbour<'a>> {
        let is_spaced = self.view().has_space_before(self.candidate.tokens.start);
        self.neighbour(self.token_before(1).filter(|_| is_spaced)?)
    }

    /// As [`capitalised_before`](Self::capitalised_before), for the token directly after the candidate.
    pub(super) fn capitalised_after(&self) -> Option<Neighbour<'a>> {
        let at = self.token_after(1)?;
        let is_spaced = self.view().has_space_before(at);
        self.neighbour(at).filter(|_| is_spaced)
    }

    fn neighbour(&self, at: TokenId) -> Option<Neighbour<'a>> {
        let word = self.view().word(at);
        let suggests_name = self.view().is_capitalised(at)
            && !word_lists::NON_NAME_WORDS.contains(&word.to_lowercase())
            && !word_lists::DAYS_AND_MONTHS.contains(word)
            && self.article.candidate_at(at).is_none();
        suggests_name.then_some(Neighbour {
            word,
            starts_sentence: at == self.sentence.start,
        })
    }

    /// The class that the tagger gave to the first token of the candidate.
    pub(super) fn class(&self) -> NameClass {
        self.view().class(self.candidate.tokens.start)
    }

    /// Whether the tagger sees the candidate as part of a longer name of `class`.
    pub(super) fn is_inside_longer(&self, class: NameClass) -> bool {
        let tag = |at| self.view().tag(at);
        let (own, next) = (
            tag(self.candidate.tokens.start),
            tag(self.candidate.tokens.end),
        );
        own.class == class && (!own.begins_name || next.class == class && !next.begins_name)
    }

    /// The tokens in its sentence within `reach` tokens of the candidate, without its own.
    pub(super) fn tokens_around(&self, reach: usize) -> impl Iterator<Item = TokenId> {
        let own = self.candidate.tokens;
        let around = own.widened(reach).intersection(self.sentence).into_iter();
        around.filter(move |at| !own.contains(*at))
    }
}

/// A capitalised word next to a candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbour<'a> {
    /// The word.
    pub word: &'a str,
    /// Whether it is the first token of its sentence, which is always capitalised.
    pub starts_sentence: bool,
}

/// How many tokens on either side of a candidate are looked at to detect the capitalisation: in a text without sentence
/// ends, the sentence may be very long.
const CASE_WINDOW: usize = 40;

/// Detects how the tokens of `window`, which are in one sentence, use capitals, by the words of three bytes or more. In title
/// case none of them is in lower case, apart from [`word_lists::NON_NAME_WORDS`].
fn detect_capitalisation(view: &TokenView<'_>, window: TokenRange) -> Capitalisation {
    let (mut title, mut upper) = (0_usize, 0_usize);
    let is_long = |token: &&Token| token.end - token.start > 2;
    for token in view.tokens_in(window).iter().filter(is_long) {
        match token.shape() {
            TokenShape::Lower if word_lists::NON_NAME_WORDS.contains(token.text(view.text)) => {}
            TokenShape::Lower => return Capitalisation::SentenceCase,
            TokenShape::Title => title += 1,
            TokenShape::Upper => upper += 1,
            TokenShape::Number | TokenShape::Symbol => {}
        }
    }
    if title == 0 && upper > 1 {
        Capitalisation::AllCaps
    } else {
        Capitalisation::TitleCase
    }
}
