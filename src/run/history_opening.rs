//! Opens the history in the background, while the article is loaded and its first screen is laid out.

use crate::store::History;
use crate::store::history::HistoryReader;
use std::thread::{self, JoinHandle};

/// A history that is being opened.
#[derive(Debug, Default)]
pub struct HistoryOpening(Option<JoinHandle<Option<HistoryReader>>>);

impl HistoryOpening {
    /// Begins to open `history`. If it is turned off, or no thread can be started, there will be none.
    pub fn begin(history: &History) -> Self {
        if !history.is_enabled() {
            return Self(None);
        }
        let history = history.clone();
        let thread = thread::Builder::new().name("history".to_owned());
        // What goes wrong is reported as soon as the article is saved.
        Self(thread.spawn(move || history.reader().ok()).ok())
    }

    /// Waits for it; `None` if there is none, or it cannot be read.
    pub(super) fn wait(self) -> Option<HistoryReader> {
        self.0?.join().ok()?
    }
}
