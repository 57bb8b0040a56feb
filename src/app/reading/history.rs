//! The reading history of an article: the snapshot to be stored, and what is restored from it.
//!
//! The caller stores it and reads the clock; times arrive as text, such as "yesterday".

use crate::app::State;
use crate::app::reading::AnalysisProgress;
use crate::app::state::Origin;
use crate::document::Document;
use crate::entities::{Entities, EntityKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The percentage from which an article counts as finished: next time the reader offers to begin again.
const FINISHED_PERCENT: u8 = 99;

/// The state of the open article that is worth remembering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistorySnapshot {
    /// The article.
    pub document: Arc<Document>,
    /// The byte offset of the text at the top of the screen.
    pub offset: usize,
    /// How far into the article that is, in percent.
    pub percent: u8,
    /// Whether the article counts as finished.
    pub is_finished: bool,
    /// Whether the user has moved since the article was opened.
    pub has_moved: bool,
    /// Bookmarks by letter, as byte offsets.
    pub bookmarks: BTreeMap<char, usize>,
    /// The names in it, with the corrections applied; `None` until the whole text is analysed, and for the built-in texts.
    pub names: Option<Arc<Entities>>,
}

/// What was remembered of the open article, located in its current text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestoredHistory {
    /// The byte offset to resume at; 0 if the text there no longer exists.
    pub offset: usize,
    /// How far into the article that was, in percent.
    pub percent: u8,
    /// When it was last read, in words: "yesterday".
    pub last_read: String,
    /// Bookmarks by letter, as byte offsets.
    pub bookmarks: BTreeMap<char, usize>,
}

impl RestoredHistory {
    /// Whether the article had been read to its end.
    pub(crate) fn is_at_end(&self) -> bool {
        self.percent >= FINISHED_PERCENT
    }
}

/// What to restore once the engine has analysed the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PendingRestore {
    /// Where the current mention was, as a byte offset in the new text.
    pub(crate) current_offset: Option<usize>,
    /// The kind and the name of the selected entity.
    pub(crate) selected_entity: Option<(EntityKind, String)>,
}

/// What is remembered of the article, and what is to be restored in it.
#[derive(Debug, Clone, Default)]
pub struct ReadingHistory {
    /// The bookmarks: for a letter, a byte offset in the text.
    pub bookmarks: BTreeMap<char, usize>,
    /// What to select again after a reload, once the engine has found it.
    pub(crate) pending_restore: Option<PendingRestore>,
    /// Whether the user has done anything since the article was opened.
    pub(crate) has_input: bool,
    /// The byte offset at the top of the screen before the user did anything.
    pub(crate) start_offset: usize,
}

impl State {
    /// What to remember of the open article; `None` if there is none.
    pub fn history_snapshot(&self) -> Option<HistorySnapshot> {
        let reading = &self.reading;
        if !reading.is_open || reading.document.text().is_empty() {
            return None;
        }
        let offset = reading.view.anchor_offset;
        // With a paragraph filter, paragraphs left out are not read: use the position in the whole text.
        let share = match &reading.filter {
            Some(_) => offset as f64 / reading.document.text().len() as f64,
            None => reading.view.scroll_fraction,
        };
        let percent = (share * 100.0).round().clamp(0.0, 100.0) as u8;
        let is_built_in = matches!(reading.origin, Origin::Sample | Origin::Manual);
        let has_names = reading.analysis == AnalysisProgress::Done && !is_built_in;
        Some(HistorySnapshot {
            document: Arc::clone(&reading.document),
            offset,
            percent,
            is_finished: percent >= FINISHED_PERCENT,
            has_moved: offset != reading.history.start_offset,
            bookmarks: reading.history.bookmarks.clone(),
            names: has_names.then(|| Arc::clone(&reading.entities)),
        })
    }

    /// The search history, the latest last.
    pub fn search_history(&self) -> &[String] {
        &self.session.searches
    }
}
