//! Saves corrections, reading positions and searches without blocking the user interface.
//!
//! One thread, started with the first task, does the tasks in order. All tasks are done before the program ends. Errors are
//! reported, but the same error is not reported twice in a row.

use super::history_shelf::HistoryShelf;
use super::library_decisions::{question_after, taken_back_event};
use super::library_questions::answer_event;
use super::library_shelf::{Decided, LibraryShelf, ReadArticle};
use super::position::SavedPosition;
use super::{CancelToken, Message, Stores};
use crate::app::Event;
use crate::app::effect::{LibraryDecision, LibraryQuestion, ScopedCorrection};
use crate::error::HistoryError;
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    Article(Box<ReadArticle>),
    Decision(LibraryDecision, LibraryQuestion, CancelToken),
}

/// Saves in the background.
pub(super) struct Saver {
    stores: Stores,
    outbox: Sender<Message>,
    thread: Option<SaverThread>,
}

/// The thread, and where its tasks are sent.
struct SaverThread {
    tasks: Sender<SaveTask>,
    /// Returns whether an article was kept for the first time ever.
    handle: JoinHandle<bool>,
}

impl Saver {
    pub(super) fn new(stores: Stores, outbox: Sender<Message>) -> Self {
        let thread = None;
        Self {
            stores,
            outbox,
            thread,
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
        if self.stores.history.is_enabled() {
            self.send(SaveTask::Position(position));
        }
    }

    /// Adds searches to the history, unless there is none.
    pub(super) fn save_searches(&mut self, new: Vec<String>) {
        if self.stores.history.is_enabled() {
            self.send(SaveTask::Searches(new));
        }
    }

    /// Keeps an article in the library, unless there is none.
    pub(super) fn save_article(&mut self, article: ReadArticle) {
        if self.stores.library.is_enabled() {
            self.send(SaveTask::Article(Box::new(article)));
        }
    }

    /// Keeps a decision in the library, and then answers `question` as the job with this token.
    pub(super) fn save_decision(
        &mut self,
        decision: LibraryDecision,
        question: LibraryQuestion,
        token: CancelToken,
    ) {
        self.send(SaveTask::Decision(decision, question, token));
    }

    fn send(&mut self, task: SaveTask) {
        if self.thread.is_none() {
            let (tasks, inbox) = mpsc::channel();
            let (stores, outbox) = (self.stores.clone(), self.outbox.clone());
            let thread = thread::Builder::new().name("save".to_owned());
            match thread.spawn(move || run_tasks(&stores, &inbox, &outbox)) {
                Ok(handle) => self.thread = Some(SaverThread { tasks, handle }),
                Err(error) => {
                    let event = Event::StoreFailed(format!("Cannot save: {error}"));
                    let _ = self.outbox.send(Message::Event(event));
                }
            }
        }
        if let Some(thread) = &self.thread {
            let _ = thread.tasks.send(task);
        }
    }

    /// Waits until all tasks are done. Returns whether an article was kept for the first time ever.
    pub(super) fn finish(&mut self) -> bool {
        let Some(SaverThread { tasks, handle }) = self.thread.take() else {
            return false;
        };
        drop(tasks);
        handle.join().unwrap_or(false)
    }
}

/// Does the tasks; returns whether an article was kept for the first time ever.
fn run_tasks(stores: &Stores, inbox: &Receiver<SaveTask>, outbox: &Sender<Message>) -> bool {
    let store = &stores.corrections;
    let mut store_errors = ErrorReporter::new(Event::StoreFailed, outbox);
    // The history and the library are one database, so what is wrong with it is reported once.
    let mut history_errors = ErrorReporter::new(Event::HistoryFailed, outbox);
    let mut history = HistoryShelf::new(&stores.history);
    let mut library = LibraryShelf::new(&stores.library);
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
                store_errors.watch(save, "Correction not saved because of a bug in byline");
            }
            SaveTask::Position(position) => {
                let save = || history.save_position(position);
                let panicked = "Reading position not saved because of a bug in byline";
                history_errors.watch(save, panicked);
            }
            SaveTask::Searches(new) => {
                let save = || history.add_searches(&new);
                let panicked = "Search history not saved because of a bug in byline";
                history_errors.watch(save, panicked);
            }
            SaveTask::Article(article) => {
                let save = || {
                    let errors = library.keep(*article).into_iter();
                    errors.map(HistoryError::from).collect()
                };
                let panicked = "Article not kept in the library because of a bug in byline";
                history_errors.watch(save, panicked);
            }
            SaveTask::Decision(decision, question, token) => {
                let mut decided = Decided::Kept;
                let save = || match library.decide(&decision) {
                    Ok(done) => {
                        decided = done;
                        Vec::new()
                    }
                    Err(error) => vec![HistoryError::from(error)],
                };
                let panicked = "Decision not kept in the library because of a bug in byline";
                history_errors.watch(save, panicked);
                let mut question = question;
                if let Decided::TakenBack(decision) = &decided {
                    let event = taken_back_event(question.id, decision.as_ref());
                    let _ = outbox.send(Message::Job(token.clone(), event));
                    question = question_after(question, decision.as_ref());
                }
                let answer = answer_event(&stores.library, &question);
                let _ = outbox.send(Message::Job(token, answer));
            }
        }
    }
    let is_introduced = library.finish();
    history.finish();
    is_introduced
}

/// Reports the errors of one store.
struct ErrorReporter<'a, E> {
    /// The error reported last, which is not reported again.
    last: Option<E>,
    /// Makes the event that reports a sentence.
    event: fn(String) -> Event,
    outbox: &'a Sender<Message>,
}

impl<'a, E: PartialEq + ToString> ErrorReporter<'a, E> {
    fn new(event: fn(String) -> Event, outbox: &'a Sender<Message>) -> Self {
        let last = None;
        Self {
            last,
            event,
            outbox,
        }
    }

    /// Runs `save` and reports its errors; `panicked` is the message if it panics.
    fn watch(&mut self, save: impl FnOnce() -> Vec<E>, panicked: &str) {
        let report = |sentence| drop(self.outbox.send(Message::Event((self.event)(sentence))));
        match catch_unwind(AssertUnwindSafe(save)) {
            Ok(errors) => {
                for error in errors {
                    if self.last.as_ref() != Some(&error) {
                        report(error.to_string());
                        self.last = Some(error);
                    }
                }
            }
            Err(_panic) => report(panicked.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::entities::EntityKind;
    use crate::entities::corrections::{Correction, CorrectionScope};
    use crate::library::Library;
    use crate::store::Store;
    use std::ffi::OsString;
    use std::sync::Arc;

    fn saver(store: Store, outbox: Sender<Message>) -> Saver {
        let stores = Stores {
            corrections: Arc::new(store),
            history: Arc::default(),
            feeds: Arc::default(),
            library: Arc::new(Library::disabled()),
        };
        Saver::new(stores, outbox)
    }

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
        let mut saver = saver(store.clone(), outbox);
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
        let mut saver = saver(Store::disabled(), outbox);
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
