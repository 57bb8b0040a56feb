//! What is done in the background: opening, the search for people and countries and in the text, keeping corrections and
//! what was read.
//!
//! Owns the threads, and which of them still matter: one that opens at most, and one
//! for each kind of search. Promises that whatever
//! is opened in place of something else makes that void, that a failure of the loader is told and ends nothing else, and
//! that nobody waits for a thread: one that hangs on the network is left to its own limit.

use super::keep::{Keeper, Order};
use super::sitting::{self, Pace, recall, recent};
use super::{Message, Ticket, analyse};
use crate::app::Event;
use crate::app::effect::{Note, Wanted};
use crate::app::memory::Memory;
use crate::app::searching;
use crate::document::{Document, Feed};
use crate::error::{Error, Web};
use crate::load::{self, Found, Opening, Source};
use crate::search;
use crate::store::{History, Store};
use crate::when;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// What the program was started with, and the work that goes on.
pub(super) struct Jobs {
    source: Source,
    options: load::Options,
    outbox: Sender<Message>,
    /// Where corrections are kept, and what keeps them.
    store: Arc<Store>,
    keeper: Keeper,
    /// What is remembered of articles, and when that of the open one is written down.
    history: Arc<History>,
    pace: Pace,
    /// What was searched for and is remembered.
    searches: Vec<String>,
    /// The article that is open, once all of it is there.
    article: Option<Article>,
    /// The list from which articles are opened.
    feed: Option<Arc<Feed>>,
    /// What opens something.
    loading: Option<Loading>,
    /// What reads the article that is open.
    analysis: Option<Ticket>,
    /// What searches it for what the reader typed.
    search: Option<Ticket>,
}

/// An article that is open.
#[derive(Clone)]
struct Article {
    /// How it is opened again, if it can be.
    again: Option<String>,
}

/// Something that is being opened.
struct Loading {
    ticket: Ticket,
    wanted: Wanted,
    /// Where it comes from, if it is another article than those of the feed.
    source: Source,
    options: load::Options,
    /// How it is opened again, if it can be.
    again: Option<String>,
}

impl Jobs {
    /// Nothing is done yet.
    pub(super) fn new(
        source: Source,
        options: load::Options,
        (store, history): (Store, Arc<History>),
        outbox: Sender<Message>,
    ) -> Self {
        let store = Arc::new(store);
        Self {
            source,
            options,
            keeper: Keeper::new(Arc::clone(&store), Arc::clone(&history), outbox.clone()),
            history,
            pace: Pace::default(),
            searches: Vec::new(),
            article: None,
            outbox,
            store,
            feed: None,
            loading: None,
            analysis: None,
            search: None,
        }
    }

    /// Begin with what is there already, or with opening it; `searches` are those that are remembered.
    pub(super) fn begin(&mut self, start: Start, searches: &[String]) {
        self.searches = searches.to_vec();
        match start {
            Start::Article(document, rest) => {
                let again = load::again(&self.source);
                let history = Arc::clone(&self.history);
                let source = again.clone();
                if rest.is_none() {
                    self.article = Some(Article { again });
                }
                let rest = rest.map(|rest| {
                    let remembered =
                        move |whole: &Document| recall(&history, whole, source.as_deref(), true);
                    (rest, remembered)
                });
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
        let (source, options) = self.whence(&wanted);
        let again = self.again(&wanted, &source);
        self.loading = Some(Loading {
            ticket: ticket.clone(),
            wanted: wanted.clone(),
            source: source.clone(),
            options: options.clone(),
            again: again.clone(),
        });
        let (feed, outbox) = (self.feed.clone(), self.outbox.clone());
        let (store, history) = (Arc::clone(&self.store), Arc::clone(&self.history));
        let work = ticket.clone();
        let opening = move || {
            let deliver =
                |event| !work.is_void() && outbox.send(Message::Work(work.clone(), event)).is_ok();
            let tell = |bytes| deliver(Event::Coming(bytes));
            let wanted_still = || !work.is_void();
            let find = || {
                find(
                    &wanted,
                    &source,
                    feed.as_deref(),
                    &options,
                    (&tell, &wanted_still),
                )
            };
            match catch_unwind(AssertUnwindSafe(find)) {
                Ok(Ok(Found::Article(document))) => {
                    let document = Arc::new(document);
                    let remembered = recall(&history, &document, again.as_deref(), true);
                    if deliver(Event::Opened(Arc::clone(&document))) {
                        remembered.map(&deliver);
                        analyse::search(&document, &store, deliver);
                    }
                }
                Ok(Ok(Found::Feed(feed))) => drop(deliver(Event::Listed(Arc::new(feed)))),
                // Whoever called it off knows.
                Ok(Err(Error::Web(Web::CalledOff(_)))) => {}
                // What is opened from within the reader was there before.
                Ok(Err(Error::Missing(name))) => {
                    deliver(Event::NotOpened(Error::Gone(name).to_string()));
                }
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

    /// From where `wanted` comes, and how it is read: what was said of the format of one article holds for that one.
    fn whence(&self, wanted: &Wanted) -> (Source, load::Options) {
        let Wanted::Another(name) = wanted else {
            return (self.source.clone(), self.options.clone());
        };
        let named = |name: &String| load::named(PathBuf::from(name));
        let options = load::Options {
            format: None,
            encoding: None,
            ..self.options.clone()
        };
        (name.as_ref().map_or(Source::Sample, named), options)
    }

    /// How `wanted`, which comes from `source` or from the feed, is opened again.
    fn again(&self, wanted: &Wanted, source: &Source) -> Option<String> {
        let Wanted::Item(item) = wanted else {
            return load::again(source);
        };
        let item = self.feed.as_ref()?.items.get(*item)?;
        load::again(&Source::Address(item.address.clone()?))
    }

    /// Tell which articles were read lately.
    pub(super) fn recent(&self) {
        let (history, outbox) = (Arc::clone(&self.history), self.outbox.clone());
        let present = self.article.clone().and_then(|article| article.again);
        let looking = move || {
            let event = match recent(&history, present.as_deref()) {
                Ok(entries) => Event::Recent(entries),
                Err(why) => Event::Failed(why.to_string()),
            };
            let _ = outbox.send(Message::Event(event));
        };
        let thread = thread::Builder::new().name("recent".to_owned());
        if let Err(why) = thread.spawn(looking) {
            let sentence = format!("cannot look up what was read: {why}");
            let _ = self.outbox.send(Message::Event(Event::Failed(sentence)));
        }
    }

    /// Write down what is remembered of the article that is open.
    pub(super) fn remember(&mut self, memory: Option<Memory>) {
        if let Some((memory, article)) = memory.zip(self.article.clone()) {
            self.pace.written(memory.clone());
            self.keeper.remember(sitting::Note {
                memory,
                source: article.again,
                read: when::now(),
            });
        }
    }

    /// These are the searches that are remembered, or are to be.
    pub(super) fn searched(&mut self, all: &[String]) {
        let known = self.searches.iter().zip(all);
        let same = known.take_while(|(known, now)| known == now).count();
        let new: Vec<String> = all.iter().skip(same).cloned().collect();
        if !new.is_empty() {
            self.searches = all.to_vec();
            self.keeper.searched(new);
        }
    }

    /// The reader may have moved.
    pub(super) fn pace(&mut self, memory: Option<&Memory>) {
        if self.history.is_somewhere() && self.article.is_some() {
            self.pace.note(memory);
        }
    }

    /// How long until the place should be written down; `None` if it is.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.pace.wait()
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
            loading.ticket.call_off();
        }
    }

    /// Something came from the work of `ticket`: keep what it changes.
    pub(super) fn note(&mut self, ticket: &Ticket, event: &Event) {
        if let (Event::Grown(_), Some(analysis)) = (event, &self.analysis)
            && analysis.is(ticket)
        {
            self.article = Some(Article {
                again: load::again(&self.source),
            });
        }
        let is_its = |loading: &mut Loading| {
            loading.ticket.is(ticket) && matches!(event, Event::Listed(_) | Event::Opened(_))
        };
        let Some(loading) = self.loading.take_if(is_its) else {
            return;
        };
        let another = matches!(loading.wanted, Wanted::Another(_));
        if another {
            (self.source, self.options) = (loading.source, loading.options);
            (self.feed, self.article) = (None, None);
        }
        let mut analysis = Some(loading.ticket);
        if let Event::Listed(feed) = event {
            self.feed = Some(Arc::clone(feed));
            // The article under a list that was read anew is still there.
            analysis = if another { None } else { self.analysis.clone() };
        } else {
            self.article = Some(Article {
                again: loading.again,
            });
        }
        let before = std::mem::replace(&mut self.analysis, analysis);
        let kept = |before: &Ticket| self.analysis.as_ref().is_some_and(|now| now.is(before));
        if let Some(before) = before.filter(|before| !kept(before)) {
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
    wanted: &Wanted,
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
            load::item(feed, *item, options, &watch).map(Found::Article)
        }
        _ => load::find(source, options, &watch),
    }
}
