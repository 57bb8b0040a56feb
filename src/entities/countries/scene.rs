//! A scene: one candidate and the words around it, in its sentence.
//!
//! Owns how evidence looks at its neighbours. Never looks beyond the sentence, except to ask the [`Article`].

use super::article::Article;
use super::scan::Candidate;
use super::table::Trap;
use super::words;
use crate::entities::mention::MentionType;
use crate::entities::tagger::{Class, Tag};
use crate::entities::tokens::{Shape, Token};
use std::ops::Range;

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Names have them.
    Running,
    /// Every important word has one: a capital tells nothing.
    Title,
    /// All letters are capitals.
    Capitals,
}

/// One candidate in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub article: &'a Article<'a>,
    pub candidate: &'a Candidate,
    first: usize,
    end: usize,
    pub style: Style,
}

impl<'a> Scene<'a> {
    /// The scene of `candidate`.
    pub(super) fn new(article: &'a Article<'a>, candidate: &'a Candidate) -> Self {
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
            first: sentence.start,
            end: sentence.end,
            style: style(article, &candidate.tokens, &sentence),
        }
    }

    /// Whether it may be that as well.
    pub(super) fn may_be(&self, trap: Trap) -> bool {
        self.candidate.form.traps.has(trap)
    }

    /// Whether it stands there by capital or seat.
    pub(super) fn is_city(&self) -> bool {
        matches!(self.candidate.form.how, MentionType::Capital | MentionType::Seat)
    }

    /// The index of the `n`th token before it, from 1, in the same sentence.
    pub(super) fn before(&self, n: usize) -> Option<usize> {
        self.candidate
            .tokens
            .start
            .checked_sub(n)
            .filter(|&at| at >= self.first)
    }

    /// The index of the `n`th token after it, from 1, in the same sentence.
    pub(super) fn after(&self, n: usize) -> Option<usize> {
        let at = self.candidate.tokens.end + n.checked_sub(1)?;
        (at < self.end).then_some(at)
    }

    /// The text of [`before`](Self::before); empty if there is none.
    pub(super) fn word_before(&self, n: usize) -> &'a str {
        self.before(n).map_or("", |at| self.article.word(at))
    }

    /// The text of [`after`](Self::after); empty if there is none.
    pub(super) fn word_after(&self, n: usize) -> &'a str {
        self.after(n).map_or("", |at| self.article.word(at))
    }

    /// Whether nothing stands before it in the sentence but marks.
    pub(super) fn opens(&self) -> bool {
        self.article
            .tokens
            .get(self.first..self.candidate.tokens.start)
            .is_none_or(|before| before.iter().rev().all(|token| token.shape == Shape::Mark))
    }

    /// The token directly before, if it is a word that only a blank parts from it and that has a capital which tells something.
    pub(super) fn name_before(&self) -> Option<Neighbour<'a>> {
        let own = self.article.tokens.get(self.candidate.tokens.start)?;
        self.neighbour(self.before(1)?, own.spaced)
    }

    /// The same for the token directly after.
    pub(super) fn name_after(&self) -> Option<Neighbour<'a>> {
        let at = self.after(1)?;
        self.neighbour(at, self.article.tokens.get(at)?.spaced)
    }

    fn neighbour(&self, at: usize, spaced: bool) -> Option<Neighbour<'a>> {
        let token = self.article.tokens.get(at)?;
        let word = token.text(self.article.text);
        let capital = matches!(token.shape, Shape::Title | Shape::Upper);
        let tells = capital
            && spaced
            && !words::SMALL.has(&word.to_lowercase())
            && !words::DATES.has(word)
            && self.article.candidate_at(at).is_none();
        tells.then_some(Neighbour {
            word,
            opens: at == self.first,
        })
    }

    /// The tags of its tokens.
    pub(super) fn tags(&self) -> &'a [Tag] {
        self.article
            .tags
            .get(self.candidate.tokens.clone())
            .unwrap_or_default()
    }

    /// Whether the tagger reads it as part of a longer name of `class`.
    pub(super) fn inside_tagged(&self, class: Class) -> bool {
        let Range { start, end } = self.candidate.tokens;
        let tag = |at: usize| self.article.tags.get(at);
        self.tags().first().is_some_and(|own| {
            own.class == class
                && (!own.begins || tag(end).is_some_and(|next| next.class == class && !next.begins))
                && start < end
        })
    }

    /// The tokens of its sentence within `reach` of it.
    pub(super) fn around(&self, reach: usize) -> impl Iterator<Item = usize> {
        let Range { start, end } = self.candidate.tokens.clone();
        let (first, last) = (self.first, self.end);
        (start.saturating_sub(reach).max(first)..(end + reach).min(last))
            .filter(move |at| !(start..end).contains(at))
    }
}

/// A word with a capital beside a candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbour<'a> {
    /// The word.
    pub word: &'a str,
    /// Whether it is the first of its sentence, where every word has a capital.
    pub opens: bool,
}

/// How far around a candidate its sentence is read for its capitals, in tokens; some texts have no sentences.
const REACH: usize = 40;

/// How `sentence` uses capitals around `candidate`, told by its longer words: a
/// headline gives each of them one.
fn style(article: &Article<'_>, candidate: &Range<usize>, sentence: &Range<usize>) -> Style {
    let near = candidate.start.saturating_sub(REACH).max(sentence.start)
        ..(candidate.end + REACH).min(sentence.end);
    let (mut small, mut title, mut upper) = (0_usize, 0_usize, 0_usize);
    let is_long = |token: &&Token| token.end - token.start > 2;
    let tokens = article.tokens.get(near).unwrap_or_default();
    for token in tokens.iter().filter(is_long) {
        match token.shape {
            Shape::Lower if words::SMALL.has(token.text(article.text)) => {}
            Shape::Lower => small += 1,
            Shape::Title => title += 1,
            Shape::Upper => upper += 1,
            Shape::Number | Shape::Mark => {}
        }
    }
    if small == 0 && title == 0 && upper > 1 {
        Style::Capitals
    } else if small == 0 {
        Style::Title
    } else {
        Style::Running
    }
}
