//! Runs the entity engine in the background.
//!
//! A long text is analysed in growing prefixes, so that the first results come soon. Each event covers more of the text than
//! the one before, and the last covers all of it, unless an event reports a failure. A panic in the engine ends the analysis
//! and nothing else.

use super::{CancelToken, Message};
use crate::app::Event;
use crate::document::Document;
use crate::entities;
use crate::load::PendingDocument;
use crate::store::Store;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

/// Texts up to this length, in bytes, are analysed in a single pass.
const SINGLE_PASS_BYTES: usize = 200_000;

/// The prefixes of a longer text that are analysed first, in bytes. Each costs a fraction of the next, so all passes together
/// cost little more than the last.
const PREFIX_BYTES: [usize; 2] = [64 * 1024, 512 * 1024];

/// Starts to analyse `document` on a thread; results are sent to `outbox` as events. If `rest` is given, the document is
/// loaded to its end first, and the complete document and its history, which the function in `rest` looks up, are sent before
/// any result. Returns the token that cancels the job.
pub(super) fn start(
    document: &Arc<Document>,
    rest: Option<(
        PendingDocument,
        impl FnOnce(&Document) -> Option<Event> + Send + 'static,
    )>,
    store: &Arc<Store>,
    outbox: &Sender<Message>,
) -> CancelToken {
    let token = CancelToken::default();
    let store = Arc::clone(store);
    let (job, shared, results) = (token.clone(), document.clone(), outbox.clone());
    let analysis = move || {
        let deliver =
            |event| !job.is_cancelled() && results.send(Message::Job(job.clone(), event)).is_ok();
        let finish =
            || rest.map(|(rest, restore)| rest.finish().map(|document| (document, restore)));
        match catch_unwind(AssertUnwindSafe(finish)) {
            Ok(None) => analyse_document(&shared, &store, deliver),
            Ok(Some(Ok((document, restore)))) => {
                let document = Arc::new(document);
                let restored = restore(&document);
                if deliver(Event::LoadedRest(Arc::clone(&document))) {
                    restored.map(&deliver);
                    analyse_document(&document, &store, deliver);
                }
            }
            Ok(Some(Err(error))) => drop(deliver(Event::Failed(error.to_string()))),
            Err(_panic) => drop(deliver(Event::Failed(
                "Cannot load the rest of this article because of a bug in byline".to_owned(),
            ))),
        }
    };
    let thread = thread::Builder::new().name("analysis".to_owned());
    if let Err(error) = thread.spawn(analysis) {
        let event = Event::Failed(format!("Cannot look for people and countries: {error}"));
        let _ = outbox.send(Message::Job(token.clone(), event));
    }
    token
}

/// Loads the stored corrections of `document`, then analyses it. `deliver` receives the events and returns whether they are
/// still wanted.
pub(super) fn analyse_document(
    document: &Document,
    store: &Store,
    deliver: impl Fn(Event) -> bool,
) {
    if store.is_enabled() {
        let stored = store.load(document);
        deliver(Event::CorrectionsLoaded(stored.corrections));
        let errors: Vec<String> = stored.errors.iter().map(ToString::to_string).collect();
        if !errors.is_empty() {
            deliver(Event::StoreFailed(errors.join(". ")));
        }
    }
    if catch_unwind(AssertUnwindSafe(|| analyse_in_steps(document, &deliver))).is_err() {
        deliver(Event::Failed(
            "Finding people and countries failed because of a bug in byline; the text is complete"
                .to_owned(),
        ));
    }
}

/// Analyses `document`, a long one in growing prefixes, while `deliver` returns true.
fn analyse_in_steps(document: &Document, deliver: impl Fn(Event) -> bool) {
    #[cfg(debug_assertions)]
    super::failpoints::panic_if_set("worker");
    let length = document.text().len();
    let steps = PREFIX_BYTES.iter().filter(|_| length > SINGLE_PASS_BYTES);
    for bytes in steps.copied().filter(|bytes| *bytes < length) {
        let part = document.prefix(bytes);
        let covered = part.text().len();
        // A prefix ends at a block's end: if a single block is longer than the step, this pass would save no time.
        if covered > bytes {
            continue;
        }
        if !deliver(analyse_prefix(&part, covered, false)) {
            return;
        }
    }
    deliver(analyse_prefix(document, length, true));
}

/// Analyses `document`, which is the first `covered` bytes of the text.
pub(super) fn analyse_prefix(document: &Document, covered: usize, done: bool) -> Event {
    Event::Analysed {
        entities: Arc::new(entities::read_with_low_confidence(document)),
        covered,
        done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};
    use crate::load::{self, LoadOptions, PartialContent, Source};
    use std::cell::Cell;
    use std::sync::mpsc;

    type RestoreFn = fn(&Document) -> Option<Event>;
    const NO_REST: Option<(PendingDocument, RestoreFn)> = None;

    fn document(blocks: usize, words: usize) -> Arc<Document> {
        let mut builder = Builder::new("test");
        for _ in 0..blocks {
            builder.push(&"words ".repeat(words));
            builder.end(BlockKind::Paragraph);
        }
        Arc::new(builder.finish())
    }

    /// For each event of an analysis, how many bytes it covered and whether it was the last.
    fn steps(document: &Arc<Document>) -> Vec<(usize, bool)> {
        let (outbox, inbox) = mpsc::channel();
        start(document, NO_REST, &Arc::default(), &outbox);
        drop(outbox);
        inbox
            .iter()
            .map(|message| match message {
                Message::Job(_, Event::Analysed { covered, done, .. }) => (covered, done),
                _ => panic!("nothing else is sent"),
            })
            .collect()
    }

    /// Protects: a short article is analysed once, completely.
    #[test]
    fn a_short_text_is_analysed_in_one_pass() {
        let short = document(10, 100);
        assert_eq!(steps(&short), [(short.text().len(), true)]);
        assert_eq!(steps(&Arc::default()), [(0, true)]);
    }

    /// Protects: a long article shows its first results before all of it is analysed.
    #[test]
    fn a_long_text_is_analysed_in_growing_prefixes() {
        let long = document(2_000, 100);
        let found = steps(&long);
        let ends: Vec<usize> = found.iter().map(|step| step.0).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(ends.is_sorted() && ends[0] <= PREFIX_BYTES[0] && ends[1] <= PREFIX_BYTES[1]);
        assert_eq!(found[2], (long.text().len(), true));
        assert_eq!(found.iter().filter(|step| step.1).count(), 1);
    }

    /// Protects: a long text in a single block is analysed once, not three times.
    #[test]
    fn one_giant_block_is_analysed_in_one_pass() {
        let giant = document(1, 200_000);
        assert_eq!(steps(&giant), [(giant.text().len(), true)]);
    }

    /// Protects: a cancelled job sends nothing more, so results for one article are never applied to the next.
    #[test]
    fn a_cancelled_job_sends_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        std::fs::write(&path, "A few words.\n\n".repeat(40_000)).unwrap();
        let opened = load::open_partial(&Source::Path(path), &LoadOptions::default()).unwrap();
        let PartialContent::Article {
            head,
            rest: Some(rest),
        } = opened
        else {
            panic!("the beginning of a long article");
        };
        let (outbox, inbox) = mpsc::channel();
        let (cancelled, is_cancelled) = mpsc::channel();
        // The job looks up the history before it sends anything, and goes on only when it has been cancelled.
        let restore = move |_: &Document| {
            is_cancelled.recv().unwrap();
            Some(Event::Resumed)
        };
        let rest = Some((rest, restore));
        start(&Arc::new(head), rest, &Arc::default(), &outbox).cancel();
        cancelled.send(()).unwrap();
        drop(outbox);
        assert_eq!(inbox.iter().count(), 0);
    }

    /// Protects: an analysis whose results are no longer wanted ends before it reads the whole text.
    #[test]
    fn an_unwanted_analysis_ends_early() {
        let delivered = Cell::new(0);
        analyse_in_steps(&document(2_000, 100), |_| {
            delivered.set(delivered.get() + 1);
            false
        });
        assert_eq!(delivered.get(), 1);
    }
}
