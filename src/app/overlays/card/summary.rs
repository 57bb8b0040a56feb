//! The summary above a card's list of mentions, and what is left out of it when space is short.
//!
//! Parts are shortened in a fixed order: the co-occurrences and the quotation first, the roles of a person last.

use super::{Card, text};
use crate::app::State;
use crate::app::passage::{self, QuotedLine};
use crate::layout::{WrapMode, measure, wrap};

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryLine {
    /// Text, with a label on the first line of its part.
    Text(&'static str, String),
    /// A line of the quotation, with its label.
    Quote(&'static str, QuotedLine),
    /// A blank line.
    Blank,
}

/// The number of rows each part of the summary gets.
#[derive(Debug, Clone, Copy)]
pub(super) struct SummaryRows {
    pub(super) forms: usize,
    pub(super) roles: usize,
    pub(super) facts: usize,
    pub(super) quote: usize,
    pub(super) cooccurrences: usize,
}

/// Selects the rows of one part.
type RowField = fn(&mut SummaryRows) -> &mut usize;

impl SummaryRows {
    fn total(self) -> usize {
        self.forms + self.roles + self.facts + self.quote + self.cooccurrences
    }

    /// Shortens parts, the least important first, until all of them fit in `room` rows.
    pub(super) fn fit(mut self, room: usize) -> Self {
        let steps: [(RowField, usize); 12] = [
            (|rows| &mut rows.cooccurrences, 3),
            (|rows| &mut rows.quote, 3),
            (|rows| &mut rows.forms, 1),
            (|rows| &mut rows.roles, 1),
            (|rows| &mut rows.facts, 1),
            (|rows| &mut rows.cooccurrences, 1),
            (|rows| &mut rows.quote, 2),
            (|rows| &mut rows.cooccurrences, 0),
            (|rows| &mut rows.forms, 0),
            (|rows| &mut rows.quote, 0),
            (|rows| &mut rows.facts, 0),
            (|rows| &mut rows.roles, 0),
        ];
        for (part, min_rows) in steps {
            let over = self.total().saturating_sub(room);
            let part = part(&mut self);
            *part -= part.saturating_sub(min_rows).min(over);
        }
        self
    }
}

/// The lines each part of the summary would fill if there were enough room.
pub(super) struct SummaryContent {
    pub(super) forms: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) facts: Vec<String>,
    pub(super) quote: usize,
}

impl SummaryContent {
    /// Wraps every part of `card` to `width` cells; a roomy popup gets a longer quotation.
    pub(super) fn new(state: &State, card: &Card, width: usize, is_roomy: bool) -> Self {
        let lines = |text: Option<String>, max_lines: usize| {
            text.map_or_else(Vec::new, |text| wrap_text(&text, width, max_lines))
        };
        let words = card
            .introduction
            .and_then(|first| state.reading.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let max_lines = if is_roomy { 6 } else { 4 };
        // A bar and a space stand left of the quotation.
        let room = (width.saturating_sub(2).max(1), max_lines);
        Self {
            forms: lines(text::forms_text(state, card), 3),
            roles: lines(text::roles_text(state, card), 3),
            facts: lines(text::facts_text(state, card), 2),
            quote: passage::quote_lines(&state.reading.document, &card.quote, &words, room).len(),
        }
    }

    /// The lines of the summary, with the number of lines of each part cut to `rows`.
    pub(super) fn into_lines(
        self,
        state: &State,
        card: &Card,
        rows: SummaryRows,
        width: usize,
    ) -> Vec<SummaryLine> {
        let mut lines = Vec::new();
        let mut part = |label: &'static str, all: Vec<String>, rows: usize| {
            let missing = all.len() > rows;
            let shown = all.into_iter().take(rows).enumerate();
            lines.extend(shown.map(|(nth, mut line)| {
                if missing && nth + 1 == rows {
                    line = measure::truncate(&format!("{line} …"), width);
                }
                SummaryLine::Text(if nth == 0 { label } else { "" }, line)
            }));
        };
        part("roles", self.roles, rows.roles);
        part("facts", self.facts, rows.facts);
        part("forms", self.forms, rows.forms);
        let words = card
            .introduction
            .and_then(|first| state.reading.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let room = (width.saturating_sub(2).max(1), rows.quote);
        let quoted = passage::quote_lines(&state.reading.document, &card.quote, &words, room);
        let label = |nth| if nth == 0 { "first" } else { "" };
        let quoted = quoted.into_iter().enumerate();
        lines.extend(quoted.map(|(nth, line)| SummaryLine::Quote(label(nth), line)));
        lines
    }
}

/// Wraps `text` to lines of at most `width` cells and keeps at most `max_lines` of them.
fn wrap_text(text: &str, width: usize, max_lines: usize) -> Vec<String> {
    let wrapped = wrap(text, width, WrapMode::PLAIN);
    let line = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut lines: Vec<String> = wrapped
        .iter()
        .take(max_lines)
        .map(|part| line(part.range.clone()))
        .collect();
    if wrapped.len() > max_lines
        && let Some(last) = lines.last_mut()
    {
        *last = measure::truncate(&format!("{last} …"), width);
    }
    lines
}
