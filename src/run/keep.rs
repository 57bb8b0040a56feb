//! Keeping corrections and what was read, without making the reader wait.
//!
//! Owns one thread, started with the first of them, that does what it is told in the order it is told. Promises that what
//! was told before the end is done before the end, and that a failure is said, the same one once.

use super::{Message, sitting};
use crate::app::Event;
use crate::app::effect::Note;
use crate::store::{History, Store};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

/// What is done with a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Keep,
    Forget,
}

/// What the thread is told.
enum Task {
    Correction(Order, Note),
    Reading(sitting::Note),
    Searches(Vec<String>),
}

/// See the module.
pub(super) struct Keeper {
    store: Arc<Store>,
    history: Arc<History>,
    outbox: Sender<Message>,
    work: Option<Work>,
}

/// The thread, and what it is told through.
type Work = (Sender<Task>, JoinHandle<()>);

impl Keeper {
    pub(super) fn new(store: Arc<Store>, history: Arc<History>, outbox: Sender<Message>) -> Self {
        Self {
            store,
            history,
            outbox,
            work: None,
        }
    }

    /// Do this, after all that was told before.
    pub(super) fn tell(&mut self, order: Order, note: Note) {
        self.send(Task::Correction(order, note));
    }

    /// Write down what was read, likewise.
    pub(super) fn remember(&mut self, note: sitting::Note) {
        if self.history.is_somewhere() {
            self.send(Task::Reading(note));
        }
    }

    /// Remember what was searched for, likewise.
    pub(super) fn searched(&mut self, new: Vec<String>) {
        if self.history.is_somewhere() {
            self.send(Task::Searches(new));
        }
    }

    fn send(&mut self, task: Task) {
        if self.work.is_none() {
            let (orders, inbox) = mpsc::channel();
            let (store, history) = (Arc::clone(&self.store), Arc::clone(&self.history));
            let outbox = self.outbox.clone();
            let thread = thread::Builder::new().name("keeping".to_owned());
            match thread.spawn(move || work((&store, &history), &inbox, &outbox)) {
                Ok(thread) => self.work = Some((orders, thread)),
                Err(why) => say(&self.outbox, format!("the correction is not kept: {why}")),
            }
        }
        if let Some((orders, _)) = &self.work {
            let _ = orders.send(task);
        }
    }

    /// Wait until all is done.
    pub(super) fn end(&mut self) {
        if let Some((orders, thread)) = self.work.take() {
            drop(orders);
            let _ = thread.join();
        }
    }
}

fn work((store, history): (&Store, &History), inbox: &Receiver<Task>, outbox: &Sender<Message>) {
    let (mut said, mut unread, mut known) = (None, None, None);
    for task in inbox {
        match task {
            Task::Correction(order, note) => {
                let change = || match order {
                    Order::Keep => store.keep(&note.document, note.reach, &note.correction),
                    Order::Forget => store.forget(&note.document, note.reach, &note.correction),
                };
                let why = "the correction is not kept: byline broke down over it";
                told(change, &mut said, (why, Event::Unkept), outbox);
            }
            Task::Reading(note) => {
                let change = || note.write(history, &mut known);
                let why = "this article is not remembered: byline broke down over it";
                told(change, &mut unread, (why, Event::Unremembered), outbox);
            }
            Task::Searches(new) => {
                let change = || history.searched(&new);
                let why = "what you searched for is not remembered: byline broke down over it";
                told(change, &mut unread, (why, Event::Unremembered), outbox);
            }
        }
    }
}

/// Do `change`, and tell what went wrong with it; the same trouble once.
fn told<Trouble: PartialEq + ToString>(
    change: impl FnOnce() -> Vec<Trouble>,
    said: &mut Option<Trouble>,
    (broken, event): (&str, fn(String) -> Event),
    outbox: &Sender<Message>,
) {
    let tell = |sentence| drop(outbox.send(Message::Event(event(sentence))));
    match catch_unwind(AssertUnwindSafe(change)) {
        Ok(troubles) => {
            for trouble in troubles {
                if said.as_ref() != Some(&trouble) {
                    tell(trouble.to_string());
                    *said = Some(trouble);
                }
            }
        }
        Err(_panic) => tell(broken.to_owned()),
    }
}

fn say(outbox: &Sender<Message>, sentence: String) {
    let _ = outbox.send(Message::Event(Event::Unkept(sentence)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::entities::Kind;
    use crate::entities::corrections::{Correction, Reach};
    use std::ffi::OsString;

    fn note(form: usize) -> Note {
        Note {
            document: Arc::<Document>::default(),
            reach: Reach::Article,
            correction: Correction::Never {
                kind: Kind::Person,
                form: form.to_string(),
            },
        }
    }

    /// Protects: what was corrected is kept before the program ends, in order.
    #[test]
    fn all_is_done_before_the_end() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_owned();
        let store = Store::of(|name| (name == "HOME").then(|| OsString::from(&path)));
        let (outbox, inbox) = mpsc::channel();
        let mut keeper = Keeper::new(Arc::new(store.clone()), Arc::default(), outbox);
        for n in 0..20 {
            keeper.tell(Order::Keep, note(n));
        }
        keeper.tell(Order::Forget, note(7));
        keeper.end();
        let kept = store.load(&note(0).document).corrections.article;
        let expected: Vec<Correction> = (0..20)
            .filter(|&n| n != 7)
            .map(|n| note(n).correction)
            .collect();
        assert_eq!(kept, expected);
        assert!(inbox.try_recv().is_err(), "nothing to complain about");
    }

    /// Protects: where nothing can be kept the reader is told, once.
    #[test]
    fn the_same_trouble_is_said_once() {
        let (outbox, inbox) = mpsc::channel();
        let mut keeper = Keeper::new(Arc::new(Store::nowhere()), Arc::default(), outbox);
        for n in 0..3 {
            keeper.tell(Order::Keep, note(n));
        }
        keeper.end();
        drop(keeper);
        let said = inbox.iter().filter(|message| {
            matches!(message, Message::Event(Event::Unkept(sentence)) if sentence.contains("until byline is closed"))
        });
        assert_eq!(said.count(), 1);
    }
}
