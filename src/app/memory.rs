//! What is remembered of an article from one sitting to the next, as the app gives it away and takes it back.
//!
//! Plain facts. Where they are kept, and when, is the affair of others; so is the time, which comes as words.

use super::State;
use crate::document::Document;
use crate::entities::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From which per cent on an article counts as read to its end: there it begins anew.
const END: u8 = 99;

/// Where the reader is in the article that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// The article.
    pub document: Arc<Document>,
    /// The words at the top of the screen, bytes.
    pub place: usize,
    /// How far that is.
    pub per_cent: u8,
    /// Whether that is the end.
    pub ended: bool,
    /// Whether the reader has gone anywhere since it was opened.
    pub moved: bool,
    /// Places under letters, bytes.
    pub marks: BTreeMap<char, usize>,
}

/// What was remembered of the article that is open, looked up in the text as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Where it was left, bytes; the beginning if that is not there any more.
    pub place: usize,
    /// How far that was.
    pub per_cent: u8,
    /// When that was: "yesterday".
    pub when: String,
    /// Places under letters, bytes.
    pub marks: BTreeMap<char, usize>,
}

impl Remembered {
    /// Whether it was left at its end.
    pub(super) fn is_at_end(&self) -> bool {
        self.per_cent >= END
    }
}

/// What is kept of a reader's place until the engine knows the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resume {
    /// Where the current mention stood, as an offset in the new text.
    pub(super) current: Option<usize>,
    /// Who was selected.
    pub(super) selected: Option<(Kind, String)>,
}

/// What has become of the article since it was opened.
#[derive(Debug, Clone, Default)]
pub(super) struct Sitting {
    /// Whether the reader has done anything.
    pub(super) begun: bool,
    /// What was at the top of the screen before the reader did, bytes.
    pub(super) from: usize,
}

impl State {
    /// What is to be remembered of the article that is open; `None` if there is none.
    pub fn memory(&self) -> Option<Memory> {
        if !self.opened || self.document.text().is_empty() {
            return None;
        }
        // What a lens leaves out is not read: there the share of the text counts.
        let share = match &self.lens {
            Some(_) => self.eye as f64 / self.document.text().len() as f64,
            None => self.fraction,
        };
        let per_cent = (share * 100.0).round().clamp(0.0, 100.0) as u8;
        Some(Memory {
            document: Arc::clone(&self.document),
            place: self.eye,
            per_cent,
            ended: per_cent >= END,
            moved: self.eye != self.sitting.from,
            marks: self.marked.clone(),
        })
    }

    /// What was searched for, the latest last.
    pub fn searches(&self) -> &[String] {
        &self.searching.history
    }
}
