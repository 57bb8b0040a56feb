//! The context of a candidate: the words around it in its sentence.
//!
//! Evidence looks at neighbouring words only through these methods, which never go beyond the sentence; for the rest of
//! the article there is [`ArticleEvidence`].

use super::article::ArticleEvidence;
use super::candidates::Candidate;
use super::table::Ambiguity;
use super::word_lists;
use crate::entities::mention::MentionType;
use crate::entities::tagger::{NameClass, NameTag};
use crate::entities::tokens::{Token, TokenShape};
use std::ops::Range;

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
    sentence_start: usize,
    sentence_end: usize,
    pub capitalisation: Capitalisation,
}

impl<'a> CandidateContext<'a> {
    /// The context of `candidate`.
    pub(super) fn new(article: &'a ArticleEvidence<'a>, candidate: &'a Candidate) -> Self {
        let token = candidate.tokens.start;
        let at = article
            .sentences
            .partition_point(|sentence| sentence.end <= token);
        let sentence = article
            .sentences
            .get(at)
            .filter(|sentence| sentence.contains(&token))
            .cloned()
            .unwrap_or_else(|| candidate.tokens.clone());
        Self {
            article,
            candidate,
            sentence_start: sentence.start,
            sentence_end: sentence.end,
            capitalisation: detect_capitalisation(article, &candidate.tokens, &sentence),
        }
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

    /// The index of the `n`th token before the candidate, counted from 1, in the same sentence.
    pub(super) fn token_before(&self, n: usize) -> Option<usize> {
        self.candidate
            .tokens
            .start
            .checked_sub(n)
            .filter(|&at| at >= self.sentence_start)
    }

    /// The index of the `n`th token after the candidate, counted from 1, in the same sentence.
    pub(super) fn token_after(&self, n: usize) -> Option<usize> {
        let at = self.candidate.tokens.end + n.checked_sub(1)?;
        (at < self.sentence_end).then_some(at)
    }

    /// The text of [`token_before`](Self::token_before); empty if there is none.
    pub(super) fn word_before(&self, n: usize) -> &'a str {
        self.token_before(n).map_or("", |at| self.article.word(at))
    }

    /// The text of [`token_after`](Self::token_after); empty if there is none.
    pub(super) fn word_after(&self, n: usize) -> &'a str {
        self.token_after(n).map_or("", |at| self.article.word(at))
    }

    /// Whether only punctuation comes before the candidate in its sentence.
    pub(super) fn starts_sentence(&self) -> bool {
        self.article
            .tokens
            .get(self.sentence_start..self.candidate.tokens.start)
            .is_none_or(|before| {
                before
                    .iter()
                    .rev()
                    .all(|token| token.shape == TokenShape::Symbol)
            })
    }

    /// The token directly before the candidate, if it is a word separated only by white space whose capital suggests a
    /// name: not a function word, a date or another candidate.
    pub(super) fn capitalised_before(&self) -> Option<Neighbour<'a>> {
        let own = self.article.tokens.get(self.candidate.tokens.start)?;
        self.neighbour(self.token_before(1)?, own.has_space_before)
    }

    /// As [`capitalised_before`](Self::capitalised_before), for the token directly after the candidate.
    pub(super) fn capitalised_after(&self) -> Option<Neighbour<'a>> {
        let at = self.token_after(1)?;
        self.neighbour(at, self.article.tokens.get(at)?.has_space_before)
    }

    fn neighbour(&self, at: usize, has_space_before: bool) -> Option<Neighbour<'a>> {
        let token = self.article.tokens.get(at)?;
        let word = token.text(self.article.text);
        let capital = matches!(token.shape, TokenShape::Title | TokenShape::Upper);
        let suggests_name = capital
            && has_space_before
            && !word_lists::NON_NAME_WORDS.contains(&word.to_lowercase())
            && !word_lists::DAYS_AND_MONTHS.contains(word)
            && self.article.candidate_at(at).is_none();
        suggests_name.then_some(Neighbour {
            word,
            starts_sentence: at == self.sentence_start,
        })
    }

    /// The tags of the candidate's tokens.
    pub(super) fn tags(&self) -> &'a [NameTag] {
        self.article
            .tags
            .get(self.candidate.tokens.clone())
            .unwrap_or_default()
    }

    /// Whether the tagger sees the candidate as part of a longer name of `class`.
    pub(super) fn is_inside_longer(&self, class: NameClass) -> bool {
        let Range { start, end } = self.candidate.tokens;
        let tag = |at: usize| self.article.tags.get(at);
        self.tags().first().is_some_and(|own| {
            own.class == class
                && (!own.begins_name
                    || tag(end).is_some_and(|next| next.class == class && !next.begins_name))
                && start < end
        })
    }

    /// The indices of the tokens in its sentence within `reach` tokens of the candidate, without its own.
    pub(super) fn tokens_around(&self, reach: usize) -> impl Iterator<Item = usize> {
        let Range { start, end } = self.candidate.tokens.clone();
        let (first, last) = (self.sentence_start, self.sentence_end);
        (start.saturating_sub(reach).max(first)..(end + reach).min(last))
            .filter(move |at| !(start..end).contains(at))
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

/// Detects how `sentence` uses capitals around `candidate`, by its words of three bytes or more. In title case none of
/// them is in lower case, apart from [`word_lists::NON_NAME_WORDS`].
fn detect_capitalisation(
    article: &ArticleEvidence<'_>,
    candidate: &Range<usize>,
    sentence: &Range<usize>,
) -> Capitalisation {
    let window = candidate
        .start
        .saturating_sub(CASE_WINDOW)
        .max(sentence.start)..(candidate.end + CASE_WINDOW).min(sentence.end);
    let (mut lower, mut title, mut upper) = (0_usize, 0_usize, 0_usize);
    let is_long = |token: &&Token| token.end - token.start > 2;
    let tokens = article.tokens.get(window).unwrap_or_default();
    for token in tokens.iter().filter(is_long) {
        match token.shape {
            TokenShape::Lower if word_lists::NON_NAME_WORDS.contains(token.text(article.text)) => {}
            TokenShape::Lower => lower += 1,
            TokenShape::Title => title += 1,
            TokenShape::Upper => upper += 1,
            TokenShape::Number | TokenShape::Symbol => {}
        }
    }
    if lower == 0 && title == 0 && upper > 1 {
        Capitalisation::AllCaps
    } else if lower == 0 {
        Capitalisation::TitleCase
    } else {
        Capitalisation::SentenceCase
    }
}
