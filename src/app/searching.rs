//! A search in the text: what was typed, where it stands, which hit the reader is at.
//!
//! Owns the hits, and which of them show. What a pattern means is `search`'s affair, what the keys do is `update`'s.

use super::state::Place;
use crate::document::Document;
use crate::layout::Row;
use crate::search::{Found, Pattern};
use std::ops::Range;
use std::sync::Arc;

/// A search that is to be done in the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which search it is.
    pub number: u64,
    /// Where.
    pub document: Arc<Document>,
    /// What for.
    pub pattern: Pattern,
    /// From where on first, bytes.
    pub from: usize,
}

/// All that is kept of searches.
#[derive(Debug, Clone, Default)]
pub struct Searching {
    /// The one whose hits are lit.
    pub active: Option<Search>,
    /// What was searched for, the latest last.
    pub(super) history: Vec<String>,
    /// While it is typed: the way back.
    pub(super) typing: Option<Typing>,
    /// How many were begun.
    pub(super) begun: u64,
}

/// The way back from a search that is being typed.
#[derive(Debug, Clone)]
pub(super) struct Typing {
    /// Where the reader was.
    pub(super) back: Place,
    /// The row at the top of the screen, which may be one without text.
    pub(super) top: Row,
    /// What was under the eye.
    pub(super) eye: usize,
    /// From where on is searched, bytes.
    pub(super) from: usize,
    /// What was searched for before.
    pub(super) before: Option<Search>,
    /// Which of the history is shown; behind its end, what was typed.
    pub(super) nth: usize,
    /// What was typed before the history was shown.
    pub(super) draft: String,
}

/// One search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What for.
    pub pattern: Pattern,
    /// Where it stands, as far as the lens shows it: bytes of the text, ascending and disjoint.
    pub hits: Vec<Range<usize>>,
    /// Whether there are more than were kept.
    pub more: bool,
    /// Whether the whole text has been searched.
    pub whole: bool,
    /// Which of the hits the reader is at.
    pub current: Option<usize>,
    pub(super) number: u64,
    /// The hits in the whole text.
    pub(super) all: Vec<Range<usize>>,
    /// A place, bytes: the first hit from there on is to be shown once it is known.
    pub(super) sought: Option<usize>,
}

impl Search {
    /// The hits that touch `range` (bytes), each with whether the reader is at it.
    pub fn within(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
        let from = self.hits.partition_point(|hit| hit.end <= range.start);
        let hits = self.hits.iter().enumerate().skip(from);
        hits.take_while(move |(_, hit)| hit.start < range.end)
            .map(|(n, hit)| (hit.clone(), self.current == Some(n)))
    }

    /// Whether a hit begins in `range` (bytes).
    pub fn begins_in(&self, range: Range<usize>) -> bool {
        let from = self.hits.partition_point(|hit| hit.start < range.start);
        self.hits.get(from).is_some_and(|hit| hit.start < range.end)
    }

    /// The hit the reader is at.
    pub fn current_hit(&self) -> Option<Range<usize>> {
        self.hits.get(self.current?).cloned()
    }

    /// "no closing ]: searching for it as it stands", if the pattern is wrong.
    pub fn warning(&self) -> Option<String> {
        let wrong = self.pattern.wrong()?;
        Some(format!("{wrong}: searching for it as it stands"))
    }

    /// "3/17", "17 hits", "none so far".
    pub fn count(&self) -> String {
        let count = self.hits.len();
        let more = if self.more { "+" } else { "" };
        match (self.current, count, self.whole) {
            (_, 0, true) => "not found".to_owned(),
            (_, 0, false) => "searching…".to_owned(),
            (Some(n), _, true) => format!("{}/{count}{more}", n + 1),
            (_, _, false) => format!("{count} so far"),
            (None, 1, true) => "1 hit".to_owned(),
            (None, _, true) => format!("{count}{more} hits"),
        }
    }

    /// Take in what was found in the whole text; the reader stays at the same hit.
    pub(super) fn fill(&mut self, found: Found) {
        (self.all, self.more, self.whole) = (found.hits, found.more, true);
    }

    /// Show those of the hits for which `shows` holds.
    pub(super) fn show(&mut self, shows: impl Fn(usize) -> bool) {
        let here = self.current_hit().map(|hit| hit.start);
        self.hits.clone_from(&self.all);
        self.hits.retain(|hit| shows(hit.start));
        self.current = here.and_then(|here| self.at(here));
    }

    /// Which hit begins at `offset`.
    pub(super) fn at(&self, offset: usize) -> Option<usize> {
        let found = self.hits.binary_search_by_key(&offset, |hit| hit.start);
        found.ok()
    }
}
