//! What a card says above its list, and what of it gives way where there is little room.
//!
//! Owns the order of giving way: of the quotation and of the company a few lines at first, who it is last of all.

use super::{Card, words};
use crate::app::State;
use crate::app::passage::{self, Quoted};
use crate::layout::{Fill, measure, wrap};

/// A line above the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upper {
    /// Words, with a label where a part begins.
    Words(&'static str, String),
    /// A line of the quotation, with its label.
    Quote(&'static str, Quoted),
    /// Air.
    Blank,
}

/// The rows that each part above the list gets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub(super) forms: usize,
    pub(super) roles: usize,
    pub(super) facts: usize,
    pub(super) quote: usize,
    pub(super) company: usize,
}

/// The rows of one part.
type Part = fn(&mut Rows) -> &mut usize;

impl Rows {
    fn sum(self) -> usize {
        self.forms + self.roles + self.facts + self.quote + self.company
    }

    /// Take rows away until `room` is enough: what is said last of all goes first.
    pub(super) fn fit(mut self, room: usize) -> Self {
        let steps: [(Part, usize); 12] = [
            (|rows| &mut rows.company, 3),
            (|rows| &mut rows.quote, 3),
            (|rows| &mut rows.forms, 1),
            (|rows| &mut rows.roles, 1),
            (|rows| &mut rows.facts, 1),
            (|rows| &mut rows.company, 1),
            (|rows| &mut rows.quote, 2),
            (|rows| &mut rows.company, 0),
            (|rows| &mut rows.forms, 0),
            (|rows| &mut rows.quote, 0),
            (|rows| &mut rows.facts, 0),
            (|rows| &mut rows.roles, 0),
        ];
        for (part, least) in steps {
            let over = self.sum().saturating_sub(room);
            let part = part(&mut self);
            *part -= part.saturating_sub(least).min(over);
        }
        self
    }
}

/// What a card has to say above its list, in as many lines as it would like.
pub(super) struct Wishes {
    pub(super) forms: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) facts: Vec<String>,
    pub(super) quote: usize,
}

impl Wishes {
    pub(super) fn of(state: &State, card: &Card, wide: usize, airy: bool) -> Self {
        let lines = |text: Option<String>, most: usize| {
            text.map_or_else(Vec::new, |text| folded(&text, wide, most))
        };
        let words = card
            .first
            .and_then(|first| state.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let most = if airy { 6 } else { 4 };
        // A bar stands left of it.
        let room = (wide.saturating_sub(2).max(1), most);
        Self {
            forms: lines(words::forms(state, card), 3),
            roles: lines(words::roles(state, card), 3),
            facts: lines(words::facts(state, card), 2),
            quote: passage::lines(&state.document, &card.quote, &words, room).len(),
        }
    }

    pub(super) fn lines(self, state: &State, card: &Card, rows: Rows, wide: usize) -> Vec<Upper> {
        let mut lines = Vec::new();
        let mut part = |label: &'static str, all: Vec<String>, rows: usize| {
            let missing = all.len() > rows;
            let shown = all.into_iter().take(rows).enumerate();
            lines.extend(shown.map(|(nth, mut line)| {
                if missing && nth + 1 == rows {
                    line = measure::truncate(&format!("{line} …"), wide);
                }
                Upper::Words(if nth == 0 { label } else { "" }, line)
            }));
        };
        part("called", self.roles, rows.roles);
        part("is", self.facts, rows.facts);
        part("forms", self.forms, rows.forms);
        let words = card
            .first
            .and_then(|first| state.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let room = (wide.saturating_sub(2).max(1), rows.quote);
        let quoted = passage::lines(&state.document, &card.quote, &words, room);
        let label = |nth| if nth == 0 { "first" } else { "" };
        let quoted = quoted.into_iter().enumerate();
        lines.extend(quoted.map(|(nth, line)| Upper::Quote(label(nth), line)));
        lines
    }
}

/// `text` in lines of at most `wide` cells, `most` of them; the rest is left out.
fn folded(text: &str, wide: usize, most: usize) -> Vec<String> {
    let wrapped = wrap(text, wide, Fill::PLAIN);
    let line = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut lines: Vec<String> = wrapped
        .iter()
        .take(most)
        .map(|part| line(part.range.clone()))
        .collect();
    if wrapped.len() > most
        && let Some(last) = lines.last_mut()
    {
        *last = measure::truncate(&format!("{last} …"), wide);
    }
    lines
}
