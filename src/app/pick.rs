//! A list to choose one of: whom to merge with, which form to split off, who somebody is.
//!
//! Owns its rows, which of them match what is typed, and which one is chosen. A question with few answers takes no typing,
//! and then letters are keys.

use super::corrected::{gist, mentions};
use super::foot::{Foot, Wants};
use super::typed::Typed;
use crate::entities::corrections::{Correction, Whom};

/// What choosing a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// A correction.
    Correct {
        /// As it is made for this article.
        here: Correction,
        /// As it is made for every article.
        always: Correction,
    },
    /// The question who it is, if it is not `from`.
    Who {
        /// Whose mentions.
        from: Whom,
        /// Only these.
        form: Option<String>,
    },
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// How many mentions it has.
    pub mentions: usize,
    /// What it leads to.
    pub then: Then,
}

/// A list to choose one of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What it asks.
    pub title: String,
    /// How many mentions are asked about.
    pub mentions: usize,
    /// Every answer, the most likely first.
    pub choices: Vec<Choice>,
    /// What is typed to find one; `None` where there are few.
    pub typed: Option<Typed>,
    /// Those that match, as indices.
    pub shown: Vec<usize>,
    /// The chosen one, as an index of those that match.
    pub chosen: usize,
    /// The first that shows, likewise.
    pub top: usize,
}

impl Pick {
    /// All of `choices`; with `search`, letters find one.
    pub fn new(title: String, mentions: usize, choices: Vec<Choice>, search: bool) -> Self {
        Self {
            title,
            mentions,
            shown: (0..choices.len()).collect(),
            choices,
            typed: search.then(Typed::default),
            chosen: 0,
            top: 0,
        }
    }

    /// The chosen answer; `None` if nothing matches.
    pub fn choice(&self) -> Option<&Choice> {
        self.choices.get(*self.shown.get(self.chosen)?)
    }

    /// Whether the question alone says all: there is only one answer.
    pub fn is_plain(&self) -> bool {
        self.typed.is_none() && self.choices.len() == 1
    }

    /// Whether the chosen answer leads to another question.
    pub fn leads_on(&self) -> bool {
        self.choice()
            .is_some_and(|choice| matches!(choice.then, Then::Who { .. }))
    }

    /// What will happen: "7 mentions: Putin and Vladimir Poutine are one".
    pub fn says(&self) -> String {
        let Some(choice) = self.choice() else {
            return "nobody like that".to_owned();
        };
        match &choice.then {
            Then::Correct { here, .. } => {
                let count = match here {
                    Correction::Merge { .. } => self.mentions + choice.mentions,
                    Correction::Nobody { .. }
                    | Correction::Never { .. }
                    | Correction::Split { .. } => choice.mentions,
                    Correction::Rename { .. }
                    | Correction::Move { .. }
                    | Correction::Add { .. } => self.mentions,
                };
                format!("{}: {}", mentions(count), gist(here))
            }
            Then::Who { .. } => format!("{}: and who is it?", mentions(choice.mentions)),
        }
    }

    /// What of the foot of the screen it wants.
    pub fn wants(&self) -> Wants {
        if self.is_plain() {
            return Wants::default();
        }
        Wants {
            line: self.typed.is_some(),
            // Room for all of them, so that the list does not jump while a name is typed.
            rows: self.choices.len(),
            says: true,
        }
    }

    /// Find what is typed: every word of it in the answer, in any order.
    pub(super) fn find(&mut self) {
        let typed = self.typed.as_ref().map(Typed::text).unwrap_or_default();
        let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        let matches = |choice: &Choice| {
            let label = choice.label.to_lowercase();
            words.iter().all(|word| label.contains(word.as_str()))
        };
        let choices = self.choices.iter().enumerate();
        self.shown = choices
            .filter(|(_, choice)| words.is_empty() || matches(choice))
            .map(|(n, _)| n)
            .collect();
        (self.chosen, self.top) = (0, 0);
    }

    /// Choose the answer `by` rows on, stopping at the ends.
    pub(super) fn step(&mut self, by: isize, fit: usize) {
        let rows = (fit, self.shown.len());
        super::sheet::step((&mut self.chosen, &mut self.top), by, rows);
    }

    /// The answer at a cell, as an index of those that match.
    pub(super) fn row_at(&self, foot: &Foot, x: u16, y: u16) -> Option<usize> {
        if !foot.rows.contains(x, y) {
            return None;
        }
        let row = self.top + usize::from(y - foot.rows.y);
        (row < self.shown.len()).then_some(row)
    }
}
