//! The state of searching the text: the pattern, its matches, and the current match.
//!
//! What a pattern means is defined in [`crate::search`]; the keys are handled in `update`.

use super::ViewPosition;
use crate::document::Document;
use crate::layout::LinePosition;
use crate::search::{Pattern, SearchResults};
use std::ops::Range;
use std::sync::Arc;

/// A search to be run in the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// The number by which its results are recognized.
    pub id: u64,
    /// The document to search.
    pub document: Arc<Document>,
    /// The pattern to search for.
    pub pattern: Pattern,
    /// Where to start, in bytes; the search wraps around.
    pub start: usize,
}

/// All state that belongs to searching.
#[derive(Debug, Clone, Default)]
pub struct SearchState {
    /// The search whose matches are highlighted.
    pub active: Option<Search>,
    /// The state of the search prompt while it is open.
    pub(crate) prompt: Option<SearchPrompt>,
}

/// A search being typed, with what is needed to cancel it.
#[derive(Debug, Clone)]
pub(crate) struct SearchPrompt {
    /// The place to return to.
    pub(crate) return_place: ViewPosition,
    /// The row at the top of the screen, which can be one without text.
    pub(crate) top: LinePosition,
    /// The anchor offset at that time.
    pub(crate) anchor_offset: usize,
    /// Where to start searching, in bytes.
    pub(crate) start: usize,
    /// The search that was active before.
    pub(crate) previous: Option<Search>,
}

/// A search and its matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The pattern.
    pub pattern: Pattern,
    /// The matches in the paragraphs that the paragraph filter shows, as ascending, disjoint byte ranges.
    pub matches: Vec<Range<usize>>,
    /// Whether there are more matches than are kept.
    pub is_truncated: bool,
    /// Whether the whole text has been searched.
    pub is_complete: bool,
    /// The current match, an index into `matches`.
    pub current: Option<usize>,
    /// The number by which its background results are recognized.
    pub(crate) id: u64,
    /// The matches in the whole text.
    pub(crate) all_matches: Vec<Range<usize>>,
    /// A byte offset: the first match from there on becomes current once it is known.
    pub(crate) pending_jump: Option<usize>,
}

impl Search {
    /// The matches that touch `range` (bytes), each with whether it is the current one.
    pub fn matches_in(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
        let from = self
            .matches
            .partition_point(|found| found.end <= range.start);
        let matches = self.matches.iter().enumerate().skip(from);
        matches
            .take_while(move |(_, found)| found.start < range.end)
            .map(|(n, found)| (found.clone(), self.current == Some(n)))
    }

    /// Whether a match begins in `range` (bytes).
    pub fn has_match_in(&self, range: Range<usize>) -> bool {
        let from = self
            .matches
            .partition_point(|found| found.start < range.start);
        self.matches
            .get(from)
            .is_some_and(|found| found.start < range.end)
    }

    /// The byte range of the current match.
    pub fn current_match(&self) -> Option<Range<usize>> {
        self.matches.get(self.current?).cloned()
    }

    /// What is wrong with the pattern, if it is not a valid regular expression and is searched for literally.
    pub fn warning(&self) -> Option<String> {
        let problem = self.pattern.error()?;
        Some(format!("{problem}: searching for the literal text"))
    }

    /// The current match and the number of matches: "3/17", "17 matches", "searching…".
    pub fn count_text(&self) -> String {
        let count = self.matches.len();
        let more = if self.is_truncated { "+" } else { "" };
        match (self.current, count, self.is_complete) {
            (_, 0, true) => "not found".to_owned(),
            (_, 0, false) => "searching…".to_owned(),
            (Some(n), _, true) => format!("{}/{count}{more}", n + 1),
            (_, _, false) => format!("{count} so far"),
            (None, 1, true) => "1 match".to_owned(),
            (None, _, true) => format!("{count}{more} matches"),
        }
    }

    /// Stores the matches in the whole text; the search is then complete. The paragraph filter is not applied to them yet.
    pub(crate) fn set_results(&mut self, found: SearchResults) {
        (self.all_matches, self.is_truncated, self.is_complete) =
            (found.matches, found.is_truncated, true);
    }

    /// Keeps the matches for whose offset `shows` returns true. The current match stays current if it is one of them.
    pub(crate) fn filter_matches(&mut self, shows: impl Fn(usize) -> bool) {
        let current_start = self.current_match().map(|found| found.start);
        self.matches.clone_from(&self.all_matches);
        self.matches.retain(|found| shows(found.start));
        self.current = current_start.and_then(|start| self.match_at(start));
    }

    /// The index of the match that begins at `offset`.
    pub(crate) fn match_at(&self, offset: usize) -> Option<usize> {
        let found = self
            .matches
            .binary_search_by_key(&offset, |found| found.start);
        found.ok()
    }
}
