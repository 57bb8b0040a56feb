//! Saves corrections, reading positions and searches without blocking the user interface.
//!
//! One thread, started with the first task, does the tasks in order. All tasks are done before the program ends. Errors are
//! reported, but the same error is not reported twice in a row.

use super::Message;
use super::position::SavedPosition;
use crate::app::Event;
use crate::app::effect::ScopedCorrection;
use crate::store::{History, Store};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

/// What to do with a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CorrectionChange {
    Save,
    Delete,
}

/// A task for the thread.
enum SaveTask {
    Correction(CorrectionChange, ScopedCorrection),
    Position(SavedPosition),
    Searches(Vec<String>),
}

/// Saves in the background.
pub(super) struct Saver {
    store: Arc<Store>,
    history: Arc<History>,
    outbox: Sender<Message>,
    thread: Option<SaverThread>,
}

/// The sender of tasks to the thread, and the thread.
type SaverThread = (Sender<SaveTask>, JoinHandle<()>);

impl Saver {
    pub(super) fn new(store: Arc<Store>, history: Arc<History>, outbox: Sender<Message>) -> Self {
        Self {
            store,
            history,
            outbox,
            thread: None,
        }
    }

    /// Saves or deletes a correction.
    pub(super) fn save_correction(
        &mut self,
        change: CorrectionChange,
        correction: ScopedCorrection,
    ) {
        self.send(SaveTask::Correction(change, correction));
    }

    /// Saves the reading position of an article in the history, unless there is none.
    pub(super) fn save_position(&mut self, position: SavedPosition) {
        if self.history.is_enabled() {
            self.send(SaveTask::Position(position));
        }
    }

    /// Adds searches to the history, unless there is none.
    pub(super) fn save_searches(&mut self, new: Vec<String>) {
        if self.history.is_enabled() {
            self.send(SaveTask::Searches(new));
        }
    }

    fn send(&mut self, task: SaveTask) {
        if self.thread.is_none() {
            let (tasks, inbox) = mpsc::channel();
            let (store, history) = (Arc::clone(&self.store), Arc::clone(&self.history));
            let outbox = self.outbox.clone();
            let thread = thread::Builder::new().name("save".to_owned());
            match thread.spawn(move || run_tasks((&store, &history), &inbox, &outbox)) {
                Ok(thread) => self.thread = Some((tasks, thread)),
                Err(error) => report(&self.outbox, format!("Cannot save: {error}")),
            }
        }
        if let Some((tasks, _)) = &self.thread {
            let _ = tasks.send(task);
        }
    }

    /// Waits until all tasks are done.
    pub(super) fn finish(&mut self) {
        if let Some((tasks, thread)) = self.thread.take() {
            drop(tasks);
            let _ = thread.join();
        }
    }
}

fn run_tasks(
    (store, history): (&Store, &History),
    inbox: &Receiver<SaveTask>,
    outbox: &Sender<Message>,
) {
    let (mut store_error, mut history_error, mut last_id) = (None, None, None);
    for task in inbox {
        match task {
            SaveTask::Correction(change, scoped) => {
                let save = || match change {
                    CorrectionChange::Save => {
                        store.add(&scoped.document, scoped.scope, &scoped.correction)
                    }
                    CorrectionChange::Delete => {
                        store.remove(&scoped.document, scoped.scope, &scoped.correction)
                    }
                };
                let panicked = "Correction not saved because of a bug in byline";
                report_errors(
                    save,
                    &mut store_error,
                    (panicked, Event::StoreFailed),
                    outbox,
                );
            }
            SaveTask::Position(position) => {
                let save = || position.save(history, &mut last_id);
                let panicked = "Reading position not saved because of a bug in byline";
                report_errors(
                    save,
                    &mut history_error,
                    (panicked, Event::HistoryFailed),
                    outbox,
                );
            }
            SaveTask::Searches(new) => {
                let save = || history.add_searches(&new);
                let panicked = "Search history not saved because of a bug in byline";
                report_errors(
                    save,
                    &mut history_error,
                    (panicked, Event::HistoryFailed),
                    outbox,
                );
            }
        }
    }
}

/// Runs `save` and reports its errors, unless they equal the one reported last; `panicked` is the message if it panics.
fn report_errors<E: PartialEq + ToString>(
    save: impl FnOnce() -> Vec<E>,
    last_error: &mut Option<E>,
    (panicked, event): (&str, fn(String) -> Event),
    outbox: &Sender<Message>,
) {
    let report = |sentence| drop(outbox.send(Message::Event(event(sentence))));
    match catch_unwind(AssertUnwindSafe(save)) {
        Ok(errors) => {
            for error in errors {
                if last_error.as_ref() != Some(&error) {
                    report(error.to_string());
                    *last_error = Some(error);
                }
            }
        }
        Err(_panic) => report(panicked.to_owned()),
    }
}

fn report(outbox: &Sender<Message>, sentence: String) {
    let _ = outbox.send(Message::Event(Event::StoreFailed(sentence)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::entities::EntityKind;
    use crate::entities::corrections::{Correction, CorrectionScope};
    use std::ffi::OsString;

    fn correction(form: usize) -> ScopedCorrection {
        ScopedCorrection {
            document: Arc::<Document>::default(),
            scope: CorrectionScope::Article,
            correction: Correction::Ignore {
                kind: EntityKind::Person,
                form: form.to_string(),
            },
        }
    }

    /// Protects: all corrections are saved, in order, before the program ends.
    #[test]
    fn all_tasks_are_done_before_the_end() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_owned();
        let store = Store::from_variables(|name| (name == "HOME").then(|| OsString::from(&path)));
        let (outbox, inbox) = mpsc::channel();
        let mut saver = Saver::new(Arc::new(store.clone()), Arc::default(), outbox);
        for n in 0..20 {
            saver.save_correction(CorrectionChange::Save, correction(n));
        }
        saver.save_correction(CorrectionChange::Delete, correction(7));
        saver.finish();
        let stored = store.load(&correction(0).document).corrections.article;
        let expected: Vec<Correction> = (0..20)
            .filter(|&n| n != 7)
            .map(|n| correction(n).correction)
            .collect();
        assert_eq!(stored, expected);
        assert!(inbox.try_recv().is_err(), "no error is reported");
    }

    /// Protects: if corrections cannot be saved, the user gets a message, once.
    #[test]
    fn the_same_error_is_reported_once() {
        let (outbox, inbox) = mpsc::channel();
        let mut saver = Saver::new(Arc::new(Store::disabled()), Arc::default(), outbox);
        for n in 0..3 {
            saver.save_correction(CorrectionChange::Save, correction(n));
        }
        saver.finish();
        drop(saver);
        let messages = inbox.iter().filter(|message| {
            matches!(message, Message::Event(Event::StoreFailed(sentence)) if sentence.contains("until you quit"))
        });
        assert_eq!(messages.count(), 1);
    }
}
