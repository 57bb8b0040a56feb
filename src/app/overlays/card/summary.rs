//! The summary above a card's list of mentions, and what is left out of it when space is short.
//!
//! Parts are shortened in a fixed order: the co-occurrences and the quotation first, the roles of a person last.

use super::{Card, EarlierSentence, text};
use crate::app::passage::{self, QuotedLine};
use crate::app::reading::Reading;
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
    forms: usize,
    roles: usize,
    facts: usize,
    quote: usize,
    pub(super) cooccurrences: usize,
    /// What was read before: its heading, and two rows for each sentence.
    pub(super) before: usize,
}

/// Selects the rows of one part.
type RowField = fn(&mut SummaryRows) -> &mut usize;

impl SummaryRows {
    fn total(self) -> usize {
        self.forms + self.roles + self.facts + self.quote + self.cooccurrences + self.before
    }

    /// Shortens parts, the least important first, until all of them fit in `room` rows.
    pub(super) fn fit(mut self, room: usize) -> Self {
        let steps: [(RowField, usize); 15] = [
            (|rows| &mut rows.cooccurrences, 3),
            (|rows| &mut rows.quote, 3),
            (|rows| &mut rows.forms, 1),
            (|rows| &mut rows.roles, 1),
            (|rows| &mut rows.facts, 1),
            (|rows| &mut rows.cooccurrences, 1),
            (|rows| &mut rows.before, 3),
            (|rows| &mut rows.quote, 2),
            (|rows| &mut rows.cooccurrences, 0),
            (|rows| &mut rows.forms, 0),
            (|rows| &mut rows.quote, 0),
            (|rows| &mut rows.before, 1),
            (|rows| &mut rows.facts, 0),
            (|rows| &mut rows.before, 0),
            (|rows| &mut rows.roles, 0),
        ];
        for (part, min_rows) in steps {
            let over = self.total().saturating_sub(room);
            let part = part(&mut self);
            *part -= part.saturating_sub(min_rows).min(over);
        }
        // No half of a sentence.
        self.before -= usize::from(self.before > 0 && self.before.is_multiple_of(2));
        self
    }
}

/// The lines each part of the summary would fill if there were enough room.
pub(super) struct SummaryContent<'a> {
    reading: &'a Reading,
    card: &'a Card,
    /// The width of a line, in cells.
    width: usize,
    forms: Vec<String>,
    roles: Vec<String>,
    facts: Vec<String>,
}

impl<'a> SummaryContent<'a> {
    /// Wraps every part of `card` to `width` cells.
    pub(super) fn new(reading: &'a Reading, card: &'a Card, width: usize) -> Self {
        let lines = |text: Option<String>| {
            let wrapped = |text: String| {
                let lines = wrap(&text, width, WrapMode::PLAIN).into_iter();
                let lines = lines.filter_map(|line| text.get(line.range));
                // Where a line ends, nothing need be separated from what follows.
                lines
                    .map(|line| line.trim_end_matches(" ·").to_owned())
                    .collect()
            };
            text.map_or_else(Vec::new, wrapped)
        };
        Self {
            reading,
            card,
            width,
            forms: lines(text::forms_text(reading, card)),
            roles: lines(text::roles_text(reading, card)),
            facts: lines(text::facts_text(reading, card)),
        }
    }

    /// The quotation, in at most `max_lines` lines.
    fn quote(&self, max_lines: usize) -> Vec<QuotedLine> {
        let mentions = &self.reading.entities;
        let words = (self.card.introduction).map_or(0..0, |id| mentions.mention(id).range.clone());
        // A bar and a space stand left of the quotation.
        let width = self.width.saturating_sub(2).max(1);
        passage::quote_lines(
            &self.reading.document,
            &self.card.quote,
            &words,
            width,
            max_lines,
        )
    }

    /// The rows that the parts should have if there is room; a roomy popup gets a longer quotation.
    pub(super) fn rows(&self, cooccurrences: usize, is_roomy: bool) -> SummaryRows {
        SummaryRows {
            forms: self.forms.len().min(3),
            roles: self.roles.len().min(3),
            facts: self.facts.len().min(2),
            quote: self.quote(if is_roomy { 6 } else { 4 }).len(),
            cooccurrences,
            before: (self.card.before.as_ref()).map_or(0, |before| {
                1 + before.sentences.len() * usize::from(EarlierSentence::ROWS)
            }),
        }
    }

    /// The lines of the summary, with the number of lines of each part cut to `rows`.
    pub(super) fn into_lines(self, rows: SummaryRows) -> Vec<SummaryLine> {
        let quoted = self.quote(rows.quote).into_iter().enumerate();
        let label = |nth, label| if nth == 0 { label } else { "" };
        let mut lines = Vec::new();
        for (name, part, rows) in [
            ("roles", self.roles, rows.roles),
            ("facts", self.facts, rows.facts),
            ("forms", self.forms, rows.forms),
        ] {
            let missing = part.len() > rows;
            let shown = part.into_iter().take(rows).enumerate();
            lines.extend(shown.map(|(nth, mut line)| {
                if missing && nth + 1 == rows {
                    line = measure::truncate(&format!("{line} …"), self.width);
                }
                SummaryLine::Text(label(nth, name), line)
            }));
        }
        lines.extend(quoted.map(|(nth, line)| SummaryLine::Quote(label(nth, "first"), line)));
        lines
    }
}
