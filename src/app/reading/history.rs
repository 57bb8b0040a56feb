//! The reading history of an article: the snapshot to be stored, and what is restored from it.
//!
//! The caller stores it and reads the clock; times arrive as text, such as "yesterday".

use crate::app::State;
use crate::app::reading::{AnalysisProgress, JumpDirection, Reading};
use crate::app::state::Origin;
use crate::document::Document;
use crate::entities::{Entities, EntityKind};
use std::collections::BTreeMap;
use std::ops::Range;
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

/// A place in the article where the user read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ReadingPlace {
    /// The byte offset that is kept on the screen there.
    pub(crate) offset: usize,
    /// How far into the article that is, from 0 to 1.
    pub(crate) share: f64,
    /// The bytes on the screen there.
    pub(crate) visible: Range<usize>,
}

impl ReadingPlace {
    /// Moves it along with the text, when one with `lengths.0` bytes is replaced by one with `lengths.1`; `map` finds an offset of the
    /// first in the second.
    pub(crate) fn move_along(&mut self, lengths: (usize, usize), map: impl Fn(usize) -> usize) {
        let (old, new) = lengths;
        // The end of what there was is not the end of what there is now.
        let reached = map((self.share * old as f64).round() as usize);
        self.share = reached as f64 / new.max(1) as f64;
        self.offset = map(self.offset);
        self.visible = map(self.visible.start)..map(self.visible.end);
    }
}

/// What is remembered of the article, and what is to be restored in it.
#[derive(Debug, Clone, Default)]
pub struct ReadingHistory {
    /// Where the user read last, while a jump has led away from there; `None` if that is what the screen shows.
    ///
    /// Only reading moves the place that is remembered: a jump out of sight does not, until the user scrolls where it led.
    pub(crate) left_place: Option<ReadingPlace>,
    /// The bookmarks: for a letter, a byte offset in the text.
    pub bookmarks: BTreeMap<char, usize>,
    /// What to select again after a reload, once the engine has found it.
    pub(crate) pending_restore: Option<PendingRestore>,
    /// Whether the user has done anything since the article was opened.
    pub(crate) has_input: bool,
    /// The byte offset at the top of the screen before the user did anything.
    pub(crate) start_offset: usize,
}

impl Reading {
    /// The place that the screen shows.
    pub(crate) fn place(&self) -> ReadingPlace {
        let offset = self.view.anchor_offset;
        ReadingPlace {
            offset,
            // With a paragraph filter, paragraphs left out are not read: use the position in the whole text.
            share: match &self.filter {
                Some(_) => offset as f64 / self.document.text().len().max(1) as f64,
                None => self.view.scroll_fraction,
            },
            visible: self.visible_range(),
        }
    }

    /// Follows the user from `before` to the place that the screen shows now: by a jump, or else by scrolling.
    pub(crate) fn follow_place(&mut self, before: ReadingPlace, jump: Option<JumpDirection>) {
        let here = self.place();
        let left = &mut self.history.left_place;
        match jump {
            _ if here.offset == before.offset => {}
            Some(JumpDirection::Away) => {
                left.get_or_insert(before);
            }
            Some(JumpDirection::Back) => {}
            None => *left = None,
        }
        self.forget_place_in_sight();
    }

    /// Forgets the place that was left if some of what was read there is in sight: the user reads on there, or has come back.
    pub(crate) fn forget_place_in_sight(&mut self) {
        let here = self.visible_range();
        let is_in_sight = |left: &mut ReadingPlace| {
            left.visible.start <= here.end && here.start <= left.visible.end
        };
        self.history.left_place.take_if(is_in_sight);
    }
}

impl State {
    /// What to remember of the open article; `None` if there is none.
    pub fn history_snapshot(&self) -> Option<HistorySnapshot> {
        let reading = &self.reading;
        if !reading.is_open || reading.document.text().is_empty() {
            return None;
        }
        let here = reading.place();
        let ReadingPlace { offset, share, .. } = reading.history.left_place.clone().unwrap_or(here);
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
