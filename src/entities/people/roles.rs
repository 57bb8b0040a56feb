//! Roles: what the article calls a person.
//!
//! Owns the reading of a title before a name ("British Prime Minister David Cameron"), of a description before a comma ("the
//! Kremlin spokesman, Dmitri Peskov") and of one behind it ("Angela Merkel, the German chancellor,"). Short or nothing.

use super::super::tagger::{Class, Tag};
use super::super::tokens::{Shape, Token};
use super::fold::fold;
use super::lists::lists;
use super::name::is_hyphen;
use std::ops::Range;

/// Most words of a role.
const LONGEST: usize = 8;
/// Small words that go before a role.
const MODIFIERS: [&str; 24] = [
    "acting",
    "chief",
    "current",
    "defence",
    "defense",
    "deputy",
    "ex",
    "executive",
    "finance",
    "foreign",
    "former",
    "interim",
    "interior",
    "late",
    "lead",
    "longtime",
    "outgoing",
    "press",
    "prime",
    "senior",
    "state",
    "then",
    "vice",
    "managing",
];

/// The roles that stand around one mention.
pub(super) fn around(
    text: &str,
    tokens: &[Token],
    tags: &[Tag],
    span: &Range<usize>,
) -> Vec<String> {
    let page = Page { text, tokens, tags };
    [
        page.title(span.start),
        page.before_comma(span.start),
        page.behind_comma(span.end),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text as roles read it.
pub(super) struct Page<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their tags.
    pub tags: &'a [Tag],
}

impl Page<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.text))
    }

    fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Mark, |token| token.shape)
    }

    /// Whether the word heads a role; "Mr." does not.
    fn heads(&self, at: usize) -> bool {
        let folded = fold(self.word(at));
        lists()
            .title(&folded)
            .map_or_else(|| lists().role(&folded), |title| !title.courtesy)
    }

    fn person(&self, at: usize) -> bool {
        self.tags
            .get(at)
            .is_some_and(|tag| tag.class == Class::Person)
    }

    /// "British Prime Minister" directly before `start`.
    fn title(&self, start: usize) -> Option<String> {
        let head = start.checked_sub(1).filter(|&head| self.heads(head))?;
        let mut first = head;
        while let Some(at) = first.checked_sub(1).filter(|at| start - at <= LONGEST) {
            let word = self.word(at);
            let modifier = MODIFIERS.contains(&fold(word).as_str());
            let named = matches!(self.shape(at), Shape::Title | Shape::Upper)
                && !self.person(at)
                && !is_function(word);
            let hyphen = is_hyphen(word) && self.tokens.get(at).is_some_and(|token| !token.spaced);
            if self.tokens.get(at).map(|token| token.block)
                != self.tokens.get(head).map(|token| token.block)
                || !(modifier
                    || named
                    || hyphen
                    || self.heads(at) && self.shape(at) == Shape::Lower)
            {
                break;
            }
            first = at;
        }
        self.phrase(first..start)
    }

    /// "the Kremlin spokesman," before `start`: from the determiner to the comma.
    pub(super) fn before_comma(&self, start: usize) -> Option<String> {
        let comma = start.checked_sub(1).filter(|&at| self.word(at) == ",")?;
        for first in (comma.saturating_sub(LONGEST + 1)..comma).rev() {
            let word = self.word(first);
            if matches!(word, "," | "." | ";" | ":" | "”" | "\"") || self.person(first) {
                return None;
            }
            let opens = matches!(
                fold(word).as_str(),
                "the" | "a" | "an" | "its" | "his" | "her" | "their" | "s"
            );
            if opens && self.describes(first + 1..comma) {
                return self.phrase(first + 1..comma);
            }
        }
        None
    }

    /// ", the German chancellor," behind `end`.
    pub(super) fn behind_comma(&self, end: usize) -> Option<String> {
        let mut first = end + 1;
        if self.word(end) != "," {
            return None;
        }
        if self.shape(first) == Shape::Number && self.word(first + 1) == "," {
            first += 2;
        }
        if matches!(
            fold(self.word(first)).as_str(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        ) {
            first += 1;
        }
        let stop = (first..=first + LONGEST).find(|&at| {
            matches!(
                self.word(at),
                "," | "." | ";" | ")" | "who" | "which" | "said" | "and" | "told" | "—" | ""
            )
        })?;
        self.describes(first..stop)
            .then(|| self.phrase(first..stop))
            .flatten()
    }

    /// Whether the words describe a person: a head before any preposition, and no one's name.
    fn describes(&self, range: Range<usize>) -> bool {
        let head = range
            .clone()
            .take_while(|&at| {
                !matches!(
                    self.word(at),
                    "of" | "for" | "to" | "at" | "in" | "on" | "with" | "from" | "by"
                )
            })
            .find(|&at| self.heads(at));
        let verb = |at: usize| {
            matches!(
                self.word(at),
                "is" | "was" | "has" | "had" | "are" | "were" | "said" | "says"
            )
        };
        let behind = head.map(|head| self.word(head + 1));
        let ends = behind.is_some_and(|word| {
            matches!(
                word,
                "of" | "for"
                    | "to"
                    | "at"
                    | "in"
                    | "on"
                    | "with"
                    | "from"
                    | ","
                    | "."
                    | ";"
                    | ")"
                    | "who"
                    | "and"
                    | "-"
                    | "’s"
            )
        }) || head.is_some_and(|head| self.heads(head + 1) || head + 1 == range.end);
        ends && !range.clone().any(|at| verb(at) || self.person(at))
    }

    /// The words as they stand, on one line.
    fn phrase(&self, range: Range<usize>) -> Option<String> {
        let count = range
            .clone()
            .filter(|&at| self.shape(at) != Shape::Mark)
            .count();
        let (first, last) = (
            self.tokens.get(range.start)?,
            self.tokens.get(range.end.checked_sub(1)?)?,
        );
        let bytes = first.start as usize..last.end as usize;
        let words = self
            .text
            .get(bytes)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        (0 < count && count <= LONGEST).then_some(words)
    }
}

/// A word with a capital only because it opens a sentence, or a day or a month.
pub(super) fn is_function(word: &str) -> bool {
    const WORDS: [&str; 48] = [
        "A",
        "After",
        "Also",
        "Although",
        "An",
        "And",
        "April",
        "As",
        "At",
        "August",
        "Because",
        "Before",
        "But",
        "By",
        "December",
        "For",
        "Former",
        "Friday",
        "From",
        "However",
        "If",
        "In",
        "January",
        "July",
        "June",
        "March",
        "May",
        "Meanwhile",
        "Monday",
        "November",
        "October",
        "On",
        "Saturday",
        "September",
        "Since",
        "So",
        "Sunday",
        "That",
        "The",
        "Then",
        "This",
        "Thursday",
        "Today",
        "Tuesday",
        "Wednesday",
        "When",
        "While",
        "With",
    ];
    word != "Former" && WORDS.contains(&word)
}
