//! Translates between the reader's state and the stored history, and decides when to save the reading position.
//!
//! The position is saved when an article is opened or left, and in between [`SAVE_INTERVAL`] after the user has moved. An
//! article of which only the beginning has been loaded cannot be identified by its text yet, so it is not saved until the
//! rest has been loaded.

use crate::app::Event;
use crate::app::overlays::picker::{PickerEntry, PickerTarget};
use crate::app::reading::history::{HistorySnapshot, RestoredHistory};
use crate::dates;
use crate::document::{Document, TextAnchor};
use crate::error::{HistoryError, SafeText};
use crate::store::article_id;
use crate::store::history::{HistoryReader, HistoryRecord};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long after the first move the position is saved.
const SAVE_INTERVAL: Duration = Duration::from_secs(30);

/// The event that restores the reading position and bookmarks of `document`, which was loaded from `source`; `None` if
/// nothing is stored for it. If the document is not `complete`, only positions inside its text are restored.
pub(super) fn restored_history(
    history: Option<&HistoryReader>,
    document: &Document,
    source: Option<&str>,
    complete: bool,
) -> Option<Event> {
    let history = history?;
    let text = document.text();
    let id = complete.then(|| article_id(text));
    let record = history.find(id.as_deref(), source)?;
    let is_same_text = id.as_ref() == Some(&record.id);
    let resolve = |anchor: &TextAnchor| {
        let offset = anchor.find(text);
        offset.filter(|_| complete || anchor.offset < text.len())
    };
    let position = resolve(&record.position);
    if !is_same_text && position.is_none_or(|offset| offset == 0) {
        // Another article from the same source, or the position is in the part that is not loaded yet.
        return None;
    }
    let bookmarks = record.bookmarks.iter();
    let bookmarks = bookmarks.filter_map(|(letter, anchor)| Some((*letter, resolve(anchor)?)));
    let last_read = match dates::relative_day(record.last_read, dates::now()) {
        today if today == "today" => "earlier today".to_owned(),
        day => day,
    };
    Some(Event::HistoryLoaded(RestoredHistory {
        offset: position.unwrap_or_default(),
        // The text has changed, so the stored percentage no longer holds: the article may have grown.
        percent: if is_same_text { record.percent } else { 0 },
        last_read,
        bookmarks: bookmarks.collect(),
    }))
}

/// The recently read articles as entries of a picker, except the one loaded from `current`; the sample article comes last.
///
/// # Errors
/// If the history cannot be read.
pub(super) fn recent_articles(
    history: &HistoryReader,
    current: Option<&str>,
) -> Result<Vec<PickerEntry>, HistoryError> {
    let now = dates::now();
    let all = history.list()?.into_iter();
    let rows = all.filter_map(|record| {
        let source = record
            .source
            .filter(|source| Some(source.as_str()) != current)?;
        let name = if record.title.is_empty() {
            SafeText::new(&source)
        } else {
            SafeText::new(&record.title)
        };
        let (day, percent) = (dates::relative_day(record.last_read, now), record.percent);
        Some(PickerEntry {
            label: name.as_str().to_owned(),
            detail: format!("{day} {percent:>4}%"),
            depth: 0,
            target: PickerTarget::Article(Some(source)),
        })
    });
    let sample = PickerEntry {
        label: "Sample article".to_owned(),
        detail: String::new(),
        depth: 0,
        target: PickerTarget::Article(None),
    };
    Ok(rows.chain([sample]).collect())
}

/// A reading position to save.
#[derive(Debug)]
pub(super) struct SavedPosition {
    pub(super) snapshot: HistorySnapshot,
    /// The path or URL from which the article can be opened again, if it has one.
    pub(super) source: Option<String>,
    /// When it was read, in seconds since 1970.
    pub(super) read_at: u64,
}

impl SavedPosition {
    /// What the history stores of it; `id` is that of the article.
    pub(super) fn into_record(self, id: String) -> HistoryRecord {
        let document = self.snapshot.document;
        let text = document.text();
        let bookmarks = self.snapshot.bookmarks.into_iter();
        HistoryRecord {
            id,
            source: self.source,
            title: HistoryRecord::title_of(&document),
            last_read: self.read_at,
            position: TextAnchor::new(text, self.snapshot.offset),
            percent: self.snapshot.percent,
            finished: self.snapshot.is_finished,
            bookmarks: bookmarks
                .map(|(letter, offset)| (letter, TextAnchor::new(text, offset)))
                .collect(),
        }
    }
}

/// Decides when the reading position is saved next.
#[derive(Debug, Default)]
pub(super) struct SaveTimer {
    saved: Option<HistorySnapshot>,
    /// Since when the position has differed from the saved one.
    changed_since: Option<Instant>,
}

impl SaveTimer {
    /// Called whenever the position may have changed.
    pub(super) fn note_position(&mut self, snapshot: Option<&HistorySnapshot>) {
        let Some(snapshot) = snapshot else {
            return;
        };
        let is_saved = self.saved.as_ref().is_some_and(|saved| {
            Arc::ptr_eq(&saved.document, &snapshot.document)
                && saved.offset == snapshot.offset
                && saved.bookmarks == snapshot.bookmarks
                && saved.names.is_some() == snapshot.names.is_some()
        });
        self.changed_since = if is_saved {
            None
        } else {
            self.changed_since.or_else(|| Some(Instant::now()))
        };
    }

    /// Called when the position has been saved.
    pub(super) fn mark_saved(&mut self, snapshot: HistorySnapshot) {
        *self = Self {
            saved: Some(snapshot),
            changed_since: None,
        };
    }

    /// How long until the position should be saved; `None` if the saved one is current.
    pub(super) fn remaining(&self) -> Option<Duration> {
        Some(SAVE_INTERVAL.saturating_sub(self.changed_since?.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::State;
    use crate::app::state::ReaderOptions;
    use crate::document::{BlockKind, Builder};
    use crate::run::history_shelf::HistoryShelf;
    use crate::store::History;
    use std::ffi::OsString;

    const TEXT: &str = "Ann Lee met Bob Stone in Paris on Monday, and of nothing else was spoken.";

    fn document(text: &str) -> Arc<Document> {
        let mut builder = Builder::new("article.txt");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        Arc::new(builder.finish())
    }

    fn snapshot(text: &str, offset: usize) -> HistorySnapshot {
        let state = State::new(document(text), (80, 24), ReaderOptions::default());
        let snapshot = state.history_snapshot().unwrap();
        HistorySnapshot {
            offset,
            percent: 100,
            has_moved: true,
            ..snapshot
        }
    }

    fn history(home: &tempfile::TempDir) -> History {
        let path = home.path().to_owned();
        History::from_variables(move |name| (name == "HOME").then(|| OsString::from(&path)))
    }

    fn save(history: &History, snapshot: HistorySnapshot, source: &str) {
        let position = SavedPosition {
            snapshot,
            source: Some(source.to_owned()),
            read_at: dates::now(),
        };
        assert_eq!(HistoryShelf::new(history).save_position(position), []);
    }

    fn restored(history: &History, text: &str, complete: bool) -> Option<(usize, u8)> {
        let reader = history.reader().unwrap();
        match restored_history(Some(&reader), &document(text), Some("/a"), complete)? {
            Event::HistoryLoaded(restored) => Some((restored.offset, restored.percent)),
            other => panic!("{other:?}"),
        }
    }

    /// Protects: an article that has grown is not shown as read to its end; another article from the same source restores no
    /// position; and while only the beginning is loaded, nothing is restored that the rest could prove wrong.
    #[test]
    fn a_position_is_restored_only_where_its_text_is_found() {
        let home = tempfile::tempdir().unwrap();
        let history = history(&home);
        assert_eq!(restored(&history, TEXT, true), None);
        save(&history, snapshot(TEXT, 30), "/a");
        assert_eq!(restored(&history, TEXT, true), Some((30, 100)));
        assert_eq!(restored(&history, TEXT, false), Some((30, 0)));
        assert_eq!(restored(&history, &TEXT[..20], false), None);
        let grown = format!("{TEXT} More came later.");
        assert_eq!(restored(&history, &grown, true), Some((30, 0)));
        let other = "Quite another text, of which no word stood there before now.";
        assert_eq!(restored(&history, other, true), None);
        save(&history, snapshot(TEXT, 0), "/a");
        assert_eq!(restored(&history, other, true), None);
        let reader = history.reader().unwrap();
        let rows = recent_articles(&reader, None).unwrap();
        let label = rows.first().map(|row| row.label.as_str());
        assert_eq!((rows.len(), label), (2, Some(TEXT)));
        assert_eq!(recent_articles(&reader, Some("/a")).unwrap().len(), 1);
        assert!(restored_history(None, &document(TEXT), None, true).is_none());
    }

    /// Protects: nothing is written while the user does not move; after a move, the position is saved within the interval.
    #[test]
    fn only_a_changed_position_starts_the_timer() {
        let mut timer = SaveTimer::default();
        timer.note_position(None);
        assert_eq!(timer.remaining(), None);
        let (here, there) = (snapshot(TEXT, 0), snapshot(TEXT, 9));
        timer.mark_saved(here.clone());
        timer.note_position(Some(&here));
        assert_eq!(timer.remaining(), None);
        let there = HistorySnapshot {
            document: Arc::clone(&here.document),
            ..there
        };
        timer.note_position(Some(&there));
        assert!(timer.remaining().is_some_and(|wait| wait <= SAVE_INTERVAL));
        timer.note_position(Some(&here));
        assert_eq!(timer.remaining(), None, "back again");
        timer.note_position(Some(&there));
        timer.mark_saved(there.clone());
        timer.note_position(Some(&there));
        assert_eq!(timer.remaining(), None);
    }
}
