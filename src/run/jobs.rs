//! What is done in the background: opening, the search for people and countries and in the text, and keeping corrections.
//!
//! Owns the threads, and which of them still matter: one that opens at most, and one
//! for each kind of search. Promises that whatever
//! is opened in place of something else makes that void, that a failure of the loader is told and ends nothing else, and
//! that nobody waits for a thread: one that hangs on the network is left to its own limit.

use super::keep::{Keeper, Order};
use super::{Message, Ticket, analyse};
use crate::app::Event;
use crate::app::effect::{Note, Wanted};
use crate::app::searching;
use crate::document::{Document, Feed};
use crate::error::{Error, Web};
use crate::load::{self, Found, Opening, Source};
use crate::search;
use crate::store::Store;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

/// What the program was started with, and the work that goes on.
pub(super) struct Jobs {
    source: Source,
    options: load::Options,
    outbox: Sender<Message>,
    /// Where corrections are kept, and what keeps them.
    store: Arc<Store>,
    keeper: Keeper,
    /// The list from which articles are opened.
    feed: Option<Arc<Feed>>,
    /// What opens something.
    loading: Option<Ticket>,
    /// What reads the article that is open.
    analysis: Option<Ticket>,
    /// What searches it for what the reader typed.
    search: Option<Ticket>,
}

impl Jobs {
    /// Nothing is done yet.
    pub(super) fn new(
        source: Source,
        options: load::Options,
        store: Store,
        outbox: Sender<Message>,
    ) -> Self {
        let store = Arc::new(store);
        Self {
            source,
            options,
            keeper: Keeper::new(Arc::clone(&store), outbox.clone()),
            outbox,
            store,
            feed: None,
            loading: None,
            analysis: None,
            search: None,
        }
    }

    /// Begin with what is there already, or with opening it.
    pub(super) fn begin(&mut self, start: Start) {
        match start {
            Start::Article(document, rest) => {
                self.analysis = Some(analyse::start(&document, rest, &self.store, &self.outbox));
            }
            Start::Feed(feed) => self.feed = Some(feed),
            Start::Nothing => self.open(Wanted::Whole),
        }
    }

    /// Open something in place of whatever is being opened.
    pub(super) fn open(&mut self, wanted: Wanted) {
        self.call_off();
        let ticket = Ticket::default();
        self.loading = Some(ticket.clone());
        let (source, options) = (self.source.clone(), self.options.clone());
        let (feed, outbox) = (self.feed.clone(), self.outbox.clone());
        let store = Arc::clone(&self.store);
        let work = ticket.clone();
        let opening = move || {
            let deliver =
                |event| !work.is_void() && outbox.send(Message::Work(work.clone(), event)).is_ok();
            let tell = |bytes| deliver(Event::Coming(bytes));
            let wanted_still = || !work.is_void();
            let find = || {
                find(
                    wanted,
                    &source,
                    feed.as_deref(),
                    &options,
                    (&tell, &wanted_still),
                )
            };
            match catch_unwind(AssertUnwindSafe(find)) {
                Ok(Ok(Found::Article(document))) => {
                    let document = Arc::new(document);
                    if deliver(Event::Opened(Arc::clone(&document))) {
                        analyse::search(&document, &store, deliver);
                    }
                }
                Ok(Ok(Found::Feed(feed))) => drop(deliver(Event::Listed(Arc::new(feed)))),
                // Whoever called it off knows.
                Ok(Err(Error::Web(Web::CalledOff(_)))) => {}
                Ok(Err(error)) => drop(deliver(Event::NotOpened(error.to_string()))),
                Err(_panic) => {
                    let sentence = "byline broke down over this article, which is a mistake in it; others will open";
                    deliver(Event::NotOpened(sentence.to_owned()));
                }
            }
        };
        let thread = thread::Builder::new().name("opening".to_owned());
        if let Err(why) = thread.spawn(opening) {
            let event = Event::NotOpened(format!("cannot open anything now: {why}"));
            let _ = self.outbox.send(Message::Work(ticket, event));
        }
    }

    /// Search the whole of a text, in place of any search before.
    pub(super) fn search(&mut self, order: searching::Order) {
        let ticket = Ticket::default();
        if let Some(before) = self.search.replace(ticket.clone()) {
            before.call_off();
        }
        let outbox = self.outbox.clone();
        let searching = move || {
            let still = || !ticket.is_void();
            let (document, from) = (&order.document, order.from);
            if let Some(found) = search::all(document, &order.pattern, from, &still) {
                let event = Event::Searched(order.number, found);
                let _ = outbox.send(Message::Work(ticket, event));
            }
        };
        let thread = thread::Builder::new().name("search".to_owned());
        if let Err(why) = thread.spawn(searching) {
            let sentence = format!("cannot search all of the text now: {why}");
            let _ = self.outbox.send(Message::Event(Event::Failed(sentence)));
        }
    }

    /// Keep a correction, or forget it.
    pub(super) fn keep(&mut self, order: Order, note: Note) {
        self.keeper.tell(order, note);
    }

    /// Make void what is being opened.
    pub(super) fn call_off(&mut self) {
        if let Some(loading) = self.loading.take() {
            loading.call_off();
        }
    }

    /// Something came from the work of `ticket`: keep what it changes.
    pub(super) fn note(&mut self, ticket: &Ticket, event: &Event) {
        if !self
            .loading
            .as_ref()
            .is_some_and(|loading| loading.is(ticket))
        {
            return;
        }
        if let Event::Listed(feed) = event {
            self.feed = Some(Arc::clone(feed));
            self.loading = None;
        }
        if matches!(event, Event::Opened(_))
            && let Some(before) = std::mem::replace(&mut self.analysis, self.loading.take())
        {
            before.call_off();
        }
    }

    /// The program ends: nothing matters any more, but for what is to be kept.
    pub(super) fn end(&mut self) {
        self.keeper.end();
        self.call_off();
        for work in [self.analysis.take(), self.search.take()].iter().flatten() {
            work.call_off();
        }
    }
}

/// What there is when the reader begins.
#[derive(Debug)]
pub(super) enum Start {
    /// An article, and what makes the whole of it.
    Article(Arc<Document>, Option<load::Rest>),
    /// A feed's list.
    Feed(Arc<Feed>),
    /// Nothing: it is opened now.
    Nothing,
}

impl Start {
    /// The part of `opening` that the loop works on.
    pub(super) fn of(opening: Option<Opening>) -> Self {
        match opening {
            Some(Opening::Article { head, rest }) => Self::Article(Arc::new(head), rest),
            Some(Opening::Feed(feed)) => Self::Feed(Arc::new(feed)),
            None => Self::Nothing,
        }
    }
}

/// Find what is wanted, telling how much has come.
fn find(
    wanted: Wanted,
    source: &Source,
    feed: Option<&Feed>,
    options: &load::Options,
    (tell, still): (&dyn Fn(u64) -> bool, &dyn Fn() -> bool),
) -> Result<Found, Error> {
    // Once for each kilobyte is plenty, and the last word is true even if no more comes.
    let told = Cell::new(None::<u64>);
    let watch = |bytes: u64| {
        let kilobytes = bytes.div_ceil(1 << 10);
        if told.replace(Some(kilobytes)) == Some(kilobytes) {
            return still();
        }
        tell(bytes)
    };
    match (wanted, feed) {
        (Wanted::Item(item), Some(feed)) => {
            load::item(feed, item, options, &watch).map(Found::Article)
        }
        _ => load::find(source, options, &watch),
    }
}
