//! Roles: how the article describes a person.
//!
//! A role is a title before the name ("British Prime Minister David Cameron"), a description before it and a comma ("the
//! Kremlin spokesman, Dmitri Peskov"), or one after it and a comma ("Angela Merkel, the German chancellor,"). Descriptions
//! of more than [`MAX_WORDS`] words are ignored.

use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::TokenShape;
use super::fold::fold;
use super::lists::lists;
use super::person_name::is_hyphen;
use std::ops::Range;

/// The most words in a role.
const MAX_WORDS: usize = 8;
/// Words that may modify a role even in lower case.
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

/// The roles in the text around one mention: before it, before a comma, and after a comma. Each is a phrase as written.
pub(super) fn roles_around(view: &TokenView<'_>, span: &Range<usize>) -> Vec<String> {
    [
        view.title_before(span.start),
        view.description_before(span.start),
        view.description_after(span.end),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl TokenView<'_> {
    /// Whether the word at `at` is the head noun of a role. A courtesy title such as "Mr." is not.
    fn is_role_head(&self, at: usize) -> bool {
        let folded = fold(self.word(at));
        lists()
            .title(&folded)
            .map_or_else(|| lists().is_role(&folded), |title| !title.courtesy)
    }

    /// Whether the tagger reads the word at `at` as part of a person's name.
    fn is_person(&self, at: usize) -> bool {
        self.tags
            .get(at)
            .is_some_and(|tag| tag.class == NameClass::Person)
    }

    /// The title directly before `start`: "British Prime Minister".
    fn title_before(&self, start: usize) -> Option<String> {
        let head = start
            .checked_sub(1)
            .filter(|&head| self.is_role_head(head))?;
        let mut first = head;
        while let Some(at) = first.checked_sub(1).filter(|at| start - at <= MAX_WORDS) {
            let word = self.word(at);
            let is_modifier = MODIFIERS.contains(&fold(word).as_str());
            let is_name = matches!(self.shape(at), TokenShape::Title | TokenShape::Upper)
                && !self.is_person(at)
                && !is_function_word(word);
            let is_joining_hyphen = is_hyphen(word)
                && self
                    .tokens
                    .get(at)
                    .is_some_and(|token| !token.has_space_before);
            if self.tokens.get(at).map(|token| token.block)
                != self.tokens.get(head).map(|token| token.block)
                || !(is_modifier
                    || is_name
                    || is_joining_hyphen
                    || self.is_role_head(at) && self.shape(at) == TokenShape::Lower)
            {
                break;
            }
            first = at;
        }
        self.phrase(first..start)
    }

    /// The description before `start` and a comma, from its determiner on: "the Kremlin spokesman,".
    pub(super) fn description_before(&self, start: usize) -> Option<String> {
        let comma = start.checked_sub(1).filter(|&at| self.word(at) == ",")?;
        for first in (comma.saturating_sub(MAX_WORDS + 1)..comma).rev() {
            let word = self.word(first);
            if matches!(word, "," | "." | ";" | ":" | "”" | "\"") || self.is_person(first) {
                return None;
            }
            let is_determiner = matches!(
                fold(word).as_str(),
                "the" | "a" | "an" | "its" | "his" | "her" | "their" | "s"
            );
            if is_determiner && self.is_description(first + 1..comma) {
                return self.phrase(first + 1..comma);
            }
        }
        None
    }

    /// The description after `end` and a comma, without its determiner: ", the German chancellor,".
    pub(super) fn description_after(&self, end: usize) -> Option<String> {
        let mut first = end + 1;
        if self.word(end) != "," {
            return None;
        }
        if self.shape(first) == TokenShape::Number && self.word(first + 1) == "," {
            first += 2;
        }
        if matches!(
            fold(self.word(first)).as_str(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        ) {
            first += 1;
        }
        let stop = (first..=first + MAX_WORDS).find(|&at| {
            matches!(
                self.word(at),
                "," | "." | ";" | ")" | "who" | "which" | "said" | "and" | "told" | "—" | ""
            )
        })?;
        self.is_description(first..stop)
            .then(|| self.phrase(first..stop))
            .flatten()
    }

    /// Whether the words describe a person: they have a head noun before any preposition, no verb, and no person's name.
    fn is_description(&self, range: Range<usize>) -> bool {
        let head = range
            .clone()
            .take_while(|&at| {
                !matches!(
                    self.word(at),
                    "of" | "for" | "to" | "at" | "in" | "on" | "with" | "from" | "by"
                )
            })
            .find(|&at| self.is_role_head(at));
        let is_verb = |at: usize| {
            matches!(
                self.word(at),
                "is" | "was" | "has" | "had" | "are" | "were" | "said" | "says"
            )
        };
        let next = head.map(|head| self.word(head + 1));
        let ends_description = next.is_some_and(|word| {
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
        }) || head
            .is_some_and(|head| self.is_role_head(head + 1) || head + 1 == range.end);
        ends_description && !range.clone().any(|at| is_verb(at) || self.is_person(at))
    }

    /// The words in `range` as written, on one line; `None` if there are none or more than [`MAX_WORDS`].
    fn phrase(&self, range: Range<usize>) -> Option<String> {
        let count = range
            .clone()
            .filter(|&at| self.shape(at) != TokenShape::Symbol)
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
        (0 < count && count <= MAX_WORDS).then_some(words)
    }
}

/// Whether `word` is usually capitalised only because it starts a sentence, or is a day or a month.
pub(super) fn is_function_word(word: &str) -> bool {
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
