//! The entity engine at work in the background.
//!
//! Owns the thread and how a long text is cut up so that the first answers come soon. Promises events that only ever cover
//! more of the text, the last one all of it; or one that says what failed. A panic of the engine ends the analysis and
//! nothing else.

use super::{Message, Ticket};
use crate::app::Event;
use crate::document::Document;
use crate::entities;
use crate::load::Rest;
use crate::store::Store;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

/// A text up to this long, in bytes, is read at one go.
const SHORT: usize = 200_000;

/// How much of a longer text is read first, in bytes. Each step costs a fraction of the next, so all of them together
/// little more than the last.
const STEPS: [usize; 2] = [64 * 1024, 512 * 1024];

/// Start to analyse `document`, or what `rest` makes of it, which is sent first, and after it what is remembered of it;
/// results go to `outbox` as events. The ticket calls it off.
pub(super) fn start(
    document: &Arc<Document>,
    rest: Option<(
        Rest,
        impl FnOnce(&Document) -> Option<Event> + Send + 'static,
    )>,
    store: &Arc<Store>,
    outbox: &Sender<Message>,
) -> Ticket {
    let ticket = Ticket::default();
    let store = Arc::clone(store);
    let (work, shared, results) = (ticket.clone(), document.clone(), outbox.clone());
    let analysis = move || {
        let deliver =
            |event| !work.is_void() && results.send(Message::Work(work.clone(), event)).is_ok();
        let finish =
            || rest.map(|(rest, remembered)| rest.finish().map(|whole| (whole, remembered)));
        match catch_unwind(AssertUnwindSafe(finish)) {
            Ok(None) => search(&shared, &store, deliver),
            Ok(Some(Ok((whole, remembered)))) => {
                let whole = Arc::new(whole);
                let remembered = remembered(&whole);
                if deliver(Event::Grown(Arc::clone(&whole))) {
                    remembered.map(&deliver);
                    search(&whole, &store, deliver);
                }
            }
            Ok(Some(Err(error))) => drop(deliver(Event::Failed(error.to_string()))),
            Err(_panic) => drop(deliver(Event::Failed(
                "the rest of this article could not be read".to_owned(),
            ))),
        }
    };
    let thread = thread::Builder::new().name("analysis".to_owned());
    if let Err(why) = thread.spawn(analysis) {
        let event = Event::Failed(format!("cannot search for people and countries: {why}"));
        let _ = outbox.send(Message::Work(ticket.clone(), event));
    }
    ticket
}

/// Search `document`, after what `store` has kept for it; `deliver` gets the events, and says whether anybody still wants to
/// know.
pub(super) fn search(document: &Document, store: &Store, deliver: impl Fn(Event) -> bool) {
    if store.is_somewhere() {
        let kept = store.load(document);
        deliver(Event::Corrected(kept.corrections));
        let troubles: Vec<String> = kept.troubles.iter().map(ToString::to_string).collect();
        if !troubles.is_empty() {
            deliver(Event::Unkept(troubles.join(". ")));
        }
    }
    if catch_unwind(AssertUnwindSafe(|| read(document, &deliver))).is_err() {
        deliver(Event::Failed(
            "the search for people and countries broke down; the text is all here".to_owned(),
        ));
    }
}

/// Read `document`, a long one in growing parts; `deliver` says whether anybody still wants to know.
fn read(document: &Document, deliver: impl Fn(Event) -> bool) {
    #[cfg(debug_assertions)]
    super::panic_if_asked("worker");
    let whole = document.text().len();
    let steps = STEPS.iter().filter(|_| whole > SHORT);
    for bytes in steps.copied().filter(|bytes| *bytes < whole) {
        let part = document.prefix(bytes);
        let covered = part.text().len();
        // One block that is longer than the step is no quicker read than the whole.
        if covered > bytes {
            continue;
        }
        if !deliver(analysed(&part, covered, false)) {
            return;
        }
    }
    deliver(analysed(document, whole, true));
}

fn analysed(document: &Document, covered: usize, done: bool) -> Event {
    Event::Analysed {
        entities: Arc::new(entities::read_doubtful(document)),
        covered,
        done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};
    use std::sync::mpsc;

    type Remembered = fn(&Document) -> Option<Event>;
    const NOTHING: Option<(Rest, Remembered)> = None;

    fn document(blocks: usize, words: usize) -> Arc<Document> {
        let mut builder = Builder::new("test");
        for _ in 0..blocks {
            builder.push(&"words ".repeat(words));
            builder.end(BlockKind::Paragraph);
        }
        Arc::new(builder.finish())
    }

    /// What an analysis covered, message by message, and whether that was the last word.
    fn steps(document: &Arc<Document>) -> Vec<(usize, bool)> {
        let (outbox, inbox) = mpsc::channel();
        start(document, NOTHING, &Arc::default(), &outbox);
        drop(outbox);
        inbox
            .iter()
            .map(|message| match message {
                Message::Work(_, Event::Analysed { covered, done, .. }) => (covered, done),
                _ => panic!("nothing else is sent"),
            })
            .collect()
    }

    /// Protects: a short article is answered once, and for good.
    #[test]
    fn a_short_text_is_read_at_one_go() {
        let short = document(10, 100);
        assert_eq!(steps(&short), [(short.text().len(), true)]);
        assert_eq!(steps(&Arc::default()), [(0, true)]);
    }

    /// Protects: a long article gives its first answers before all of it is read.
    #[test]
    fn a_long_text_is_read_in_growing_parts() {
        let long = document(2_000, 100);
        let found = steps(&long);
        let ends: Vec<usize> = found.iter().map(|step| step.0).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(ends.is_sorted() && ends[0] <= STEPS[0] && ends[1] <= STEPS[1]);
        assert_eq!(found[2], (long.text().len(), true));
        assert_eq!(found.iter().filter(|step| step.1).count(), 1);
    }

    /// Protects: a text without blocks to cut at is read once, not three times.
    #[test]
    fn one_giant_block_is_read_at_one_go() {
        let giant = document(1, 200_000);
        assert_eq!(steps(&giant), [(giant.text().len(), true)]);
    }

    /// Protects: what was found in the last article is never taken for the next one's.
    #[test]
    fn what_is_called_off_is_void() {
        let (outbox, inbox) = mpsc::channel();
        start(&document(1, 1), NOTHING, &Arc::default(), &outbox).call_off();
        drop(outbox);
        for message in inbox {
            assert!(matches!(message, Message::Work(ticket, _) if ticket.is_void()));
        }
    }
}
