//! Writes reading positions and searches into the history, in the background.

use super::position::SavedPosition;
use crate::document::Document;
use crate::error::HistoryError;
use crate::store::history::HistoryWriter;
use crate::store::{History, article_id};
use std::sync::Arc;

/// The history, opened when the first position or search is saved.
pub(super) struct HistoryShelf<'a> {
    history: &'a History,
    writer: Option<HistoryWriter>,
    /// The document saved last, and its id.
    last: Option<(Arc<Document>, String)>,
}

impl<'a> HistoryShelf<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        Self {
            history,
            writer: None,
            last: None,
        }
    }

    /// Saves `position`; returns the errors to report.
    pub(super) fn save_position(&mut self, position: SavedPosition) -> Vec<HistoryError> {
        let document = Arc::clone(&position.snapshot.document);
        let id = match self.last.take() {
            Some((last, id)) if Arc::ptr_eq(&last, &document) => id,
            _ => article_id(document.text()),
        };
        self.last = Some((Arc::clone(&document), id.clone()));
        let has_moved = position.snapshot.has_moved;
        let record = position.into_record(id);
        self.write(|writer| writer.save(&record, document.text(), has_moved))
    }

    /// Adds searches; returns the errors to report.
    pub(super) fn add_searches(&mut self, new: &[String]) -> Vec<HistoryError> {
        self.write(|writer| writer.add_searches(new))
    }

    fn write(
        &mut self,
        write: impl FnOnce(&mut HistoryWriter) -> Result<(), HistoryError>,
    ) -> Vec<HistoryError> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => match self.history.writer() {
                Ok(writer) => none.insert(writer),
                Err(error) => return vec![error],
            },
        };
        let written = write(writer);
        let mut errors = writer.take_reports();
        errors.extend(written.err());
        errors
    }

    /// Closes the history.
    pub(super) fn finish(self) {
        if let Some(writer) = self.writer {
            writer.finish();
        }
    }
}
