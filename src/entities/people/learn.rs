//! Names learnt: what the article introduces once is a name in all of it, before and after.
//!
//! Owns the spans that the tagger missed: a capital directly behind a title, and a surname (or a whole name) that a sure full
//! name elsewhere taught. Never inside a span it has, nor inside the name of a place or a body ("Trump Tower").

use super::super::mention::Reason;
use super::super::tagger::{self, Class, Tag};
use super::super::tokens::{Shape, Token};
use super::Span;
use super::candidates;
use super::fold::fold;
use super::lists::lists;
use super::name::{Name, is_hyphen};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A full name teaches its surname from this sureness on.
pub(super) const SURE: u8 = 55;
/// Below this the tagger's word is a doubt.
const OPEN: u8 = 65;
/// How sure a learnt mention is, and one behind a title.
pub(super) const LEARNT: u8 = 75;
const TITLED: u8 = 80;

/// Months that people are called after, or the other way round.
pub(super) const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

/// What one pass over the text needs.
pub(in crate::entities) struct Reader<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their sentences.
    pub sentences: &'a [Range<usize>],
    /// Their tags.
    pub tags: &'a [Tag],
}

/// `spans` and those that they teach, in reading order, disjoint.
pub(super) fn complete(reader: &Reader<'_>, spans: Vec<Span>) -> Vec<Span> {
    let mut spans = behind_titles(reader, spans);
    let surnames = surnames(reader, &spans);
    let families = families(reader, &spans);
    split_pairs(reader, &mut spans, &surnames);
    let taken = taken(reader.tokens.len(), &spans);
    let mut learnt = Vec::new();
    for (at, token) in reader.tokens.iter().enumerate() {
        let capital = matches!(token.shape, Shape::Title | Shape::Upper);
        if !capital || taken.get(at).copied().unwrap_or(true) {
            continue;
        }
        let folded = fold(token.text(reader.text));
        let family =
            families.contains(&folded) && reader.is_open(at) && !reader.begins_sentence(at);
        let surname = folded.chars().count() > 2 && surnames.contains_key(&folded);
        if !(family || surname) || !reader.stands_alone(at, &folded) {
            continue;
        }
        let count = surnames.get(&folded).copied().unwrap_or(0);
        if !family
            && reader.is_word(at, &folded)
            && !reader.is_titled(at)
            && !reader.is_named(at, count)
        {
            continue;
        }
        let tokens = candidates::widen(reader.text, reader.tokens, at..at + 1);
        learnt.push(Span {
            tokens,
            sureness: LEARNT,
            reason: Reason::Learnt,
        });
    }
    spans.extend(learnt);
    tidy(spans)
}

/// In reading order, without those that overlap an earlier or longer one.
fn tidy(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = 0;
    spans.retain(|span| {
        let free = span.tokens.start >= end && !span.tokens.is_empty();
        if free {
            end = span.tokens.end;
        }
        free
    });
    spans
}

/// Which tokens stand in a span already.
fn taken(count: usize, spans: &[Span]) -> Vec<bool> {
    let mut taken = vec![false; count];
    for span in spans {
        for slot in taken
            .iter_mut()
            .take(span.tokens.end)
            .skip(span.tokens.start)
        {
            *slot = true;
        }
    }
    taken
}

/// The surnames that sure full names teach, with how many such names there are.
fn surnames(reader: &Reader<'_>, spans: &[Span]) -> HashMap<String, usize> {
    let mut surnames = HashMap::new();
    for span in spans.iter().filter(|span| span.sureness >= SURE) {
        let name = Name::read(
            reader.text,
            reader.tokens.get(span.tokens.clone()).unwrap_or_default(),
        );
        let titled = span.reason == Reason::Title;
        if name.words.len() > 1 || titled {
            *surnames.entry(name.last().to_owned()).or_default() += 1;
        }
    }
    surnames
}

/// The first words of sure full names that are no given names: where the family's name comes first ("Xi Jinping"), people
/// are called by it.
fn families(reader: &Reader<'_>, spans: &[Span]) -> HashSet<String> {
    let mut families = HashSet::new();
    for span in spans.iter().filter(|span| span.sureness >= SURE) {
        let tokens = reader.tokens.get(span.tokens.clone()).unwrap_or_default();
        let name = Name::read(reader.text, tokens);
        let first = tokens.first().map_or("", |token| token.text(reader.text));
        let known = tagger::known(first);
        let given = lists().given(name.first()).is_some() || known.given > known.surname;
        if (2..=3).contains(&name.words.len())
            && !given
            && !known.small
            && !lists().ordinary(name.first())
        {
            families.insert(name.first().to_owned());
        }
    }
    families
}

/// Add what stands in capitals directly behind a title and is in no span.
fn behind_titles(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let taken = taken(reader.tokens.len(), &spans);
    let mut found = Vec::new();
    let mut past = 0;
    for (at, pair) in reader.tokens.windows(2).enumerate() {
        let [title, next] = pair else { continue };
        let start = at + 1;
        let word = title.text(reader.text);
        let free = start >= past && !taken.get(start).copied().unwrap_or(true);
        if !free
            || title.shape == Shape::Lower
            || title.block != next.block
            || next.shape != Shape::Title
        {
            continue;
        }
        if !announces(word)
            || reader
                .tags
                .get(start)
                .is_some_and(|tag| tag.class == Class::Organisation)
        {
            continue;
        }
        let mut end = start;
        while end < start + 4
            && !taken.get(end).copied().unwrap_or(true)
            && reader.continues(end, next.block)
        {
            end += 1;
        }
        if let Some(tokens) = candidates::trim(reader.text, reader.tokens, start..end) {
            past = tokens.end;
            found.push(Span {
                tokens,
                sureness: TITLED,
                reason: Reason::Title,
            });
        }
    }
    spans.extend(found);
    tidy(spans)
}

/// Whether a title is followed by a name and by nothing else.
fn announces(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Mme"
            | "Mlle"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Sheikh"
            | "Messrs"
            | "Monsieur"
            | "Madame"
    )
}

/// Part "Obama-Putin" where both are surnames of people in the article.
fn split_pairs(reader: &Reader<'_>, spans: &mut Vec<Span>, surnames: &HashMap<String, usize>) {
    let mut parted = Vec::new();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 3) {
        let Some([left, dash, right]) = reader.tokens.get(span.tokens.clone()) else {
            continue;
        };
        let known = |token: &Token| surnames.contains_key(&fold(token.text(reader.text)));
        if is_hyphen(dash.text(reader.text)) && known(left) && known(right) {
            let half = Span {
                tokens: span.tokens.start + 2..span.tokens.end,
                ..span.clone()
            };
            span.tokens.end = span.tokens.start + 1;
            parted.push(half);
        }
    }
    spans.extend(parted);
    spans.sort_by_key(|span| span.tokens.start);
}

impl Reader<'_> {
    /// Of the tokens before `end` alone.
    pub(super) fn until(&self, end: usize) -> Self {
        let end = end.min(self.tokens.len());
        Self {
            tokens: self.tokens.get(..end).unwrap_or_default(),
            tags: self.tags.get(..end).unwrap_or_default(),
            ..*self
        }
    }

    /// Whether a surname is also an ordinary word, a title or a given name.
    fn is_word(&self, at: usize, folded: &str) -> bool {
        lists().ordinary(folded)
            || lists().title(folded).is_some()
            || lists().given(folded).is_some()
            || tagger::known(self.word(at)).small
    }

    /// Whether the tagger is in doubt of what the word at `at` is, and no other capital touches it.
    fn is_open(&self, at: usize) -> bool {
        let capital = |index: usize| {
            self.spaced(index.max(at))
                && self.tokens.get(index).is_some_and(|token| {
                    matches!(token.shape, Shape::Title | Shape::Upper) && token.spaced
                })
        };
        self.tags.get(at).is_some_and(|tag| tag.sureness < OPEN)
            && !capital(at + 1)
            && !at.checked_sub(1).is_some_and(capital)
    }

    /// Whether a title or a role with a capital stands before the word at `at`.
    fn is_titled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.spaced(at)) else {
            return false;
        };
        let folded = fold(self.word(before));
        let capital = self
            .tokens
            .get(before)
            .is_some_and(|token| token.shape != Shape::Lower);
        capital && (lists().title(&folded).is_some() || lists().role(&folded))
    }

    /// Whether an ordinary word that `count` full names end in is the name here. At the beginning of a sentence every word
    /// has a capital: there the next one must be what only follows a name.
    fn is_named(&self, at: usize, count: usize) -> bool {
        let opens = self.begins_sentence(at)
            || at
                .checked_sub(1)
                .is_some_and(|before| matches!(self.word(before), "\"" | "“" | "‘"));
        let tagged = self
            .tags
            .get(at)
            .is_some_and(|tag| tag.class != Class::Other);
        let next = matches!(
            self.word(at + 1),
            "'s" | "’s"
                | "said"
                | "says"
                | "told"
                | "was"
                | "is"
                | "has"
                | "had"
                | "will"
                | "would"
                | "also"
                | "made"
                | "did"
                | "who"
        );
        if opens {
            count >= 1 && next
        } else {
            count >= 2 && !tagged
        }
    }

    /// The text of a token; empty behind the last.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.text))
    }

    /// Whether a blank, and no end of a paragraph, stands before the token at `at`.
    pub(super) fn spaced(&self, at: usize) -> bool {
        let block = |index: usize| self.tokens.get(index).map(|token| token.block);
        let same = at
            .checked_sub(1)
            .is_some_and(|before| block(before) == block(at));
        same && self.tokens.get(at).is_some_and(|token| token.spaced)
    }

    /// Whether the token at `at` can be a further word of a name behind a title.
    fn continues(&self, at: usize, block: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.shape == Shape::Title
                && token.block == block
                && token.spaced
                && !lists().whole(&fold(token.text(self.text)))
        })
    }

    /// Whether the capitalised word at `at` is no part of a longer name.
    pub(super) fn stands_alone(&self, at: usize, folded: &str) -> bool {
        let next = fold(self.word(at + 1));
        let near = |index: usize| {
            self.tokens.get(index).is_some_and(|token| {
                matches!(token.shape, Shape::Title | Shape::Upper)
                    && token.block == self.tokens.get(at).map_or(0, |own| own.block)
            })
        };
        if near(at + 1) && lists().whole(&next) && !self.is_headline(at) {
            return false;
        }
        let number = |index: Option<usize>| {
            let token = index.and_then(|index| self.tokens.get(index));
            token.is_some_and(|token| token.shape == Shape::Number)
        };
        // "May 16", "16 May": the month, whoever is called so elsewhere.
        if MONTHS.contains(&folded) && (number(Some(at + 1)) || number(at.checked_sub(1))) {
            return false;
        }
        let class = |index: usize| self.tags.get(index).map_or(Class::Other, |tag| tag.class);
        let named = |index: usize| {
            matches!(
                class(index),
                Class::Organisation | Class::Location | Class::Misc
            )
        };
        // Inside a longer name by its tags; a name in one word that is a known surname is the person.
        let before = at.checked_sub(1);
        let begins = |index: usize| self.tags.get(index).is_some_and(|tag| tag.begins);
        let inner = named(at)
            && (named(at + 1) && !begins(at + 1) || !begins(at) && before.is_some_and(named));
        if inner {
            return false;
        }
        let Some(before) = before else { return true };
        // "New Kennedy", "John Kennedy": an unknown capital before it makes it another name.
        let own = fold(self.word(before));
        let titled = lists().title(&own).is_some() || lists().role(&own);
        let glued = near(before) && self.tokens.get(at).is_some_and(|token| token.spaced);
        folded != own
            && (!glued
                || titled
                || self.is_headline(at)
                || class(before) != Class::Other && class(before) != Class::Location
                || self.is_opening(before))
    }

    /// A line in which every word has a capital says nothing by one.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let line = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let Some(sentence) = self.sentences.get(line) else {
            return false;
        };
        let words = self.tokens.get(sentence.clone()).unwrap_or_default();
        let (mut capital, mut small) = (0, 0);
        for token in words.iter().take(24) {
            match token.shape {
                Shape::Title | Shape::Upper => capital += 1,
                Shape::Lower => small += 1,
                Shape::Number | Shape::Mark => {}
            }
        }
        capital > 2 && small * 2 <= capital
    }

    /// Whether a line ends before the token at `at`.
    pub(super) fn breaks_line(&self, at: usize) -> bool {
        let end = |index: usize| self.tokens.get(index).map_or(0, |token| token.end as usize);
        let start = self.tokens.get(at).map_or(0, |token| token.start as usize);
        at.checked_sub(1)
            .and_then(|before| self.text.get(end(before)..start))
            .is_some_and(|gap| gap.contains('\n'))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        self.sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
    }

    fn is_opening(&self, at: usize) -> bool {
        self.begins_sentence(at) && lists().given(&fold(self.word(at))).is_none()
    }
}
