//! Background jobs: loading articles, analysing and searching them, and saving corrections and history.
//!
//! At most one load, one analysis and one search are current at a time; starting another cancels the one before. A failure of the
//! loader is reported and affects nothing else. No thread is ever joined (apart from the [`Saver`]'s): one that hangs on the
//! network ends at its own timeout.

use super::position::{SaveTimer, SavedPosition, recent_articles, restored_history};
use super::saver::{CorrectionChange, Saver};
use super::under_manual::UnderManual;
use super::{CancelToken, Message, analyse};
use crate::app::Event;
use crate::app::effect::{OpenRequest, ScopedCorrection};
use crate::app::reading::history::HistorySnapshot;
use crate::app::reading::search::SearchRequest;
use crate::dates;
use crate::document::{Document, Feed};
use crate::error::{Error, WebError};
use crate::load::{self, Content, PartialContent, Source};
use crate::search;
use crate::store::{History, Store};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// The background jobs in progress, and what they need.
pub(super) struct Jobs {
    source: Source,
    options: load::LoadOptions,
    outbox: Sender<Message>,
    store: Arc<Store>,
    history: Arc<History>,
    /// Writes to `store` and `history`.
    saver: Saver,
    /// When to save the reading position next.
    save_timer: SaveTimer,
    /// The search history as far as it has been saved.
    searches: Vec<String>,
    /// The open article, once all of it is loaded.
    article: Option<OpenArticle>,
    /// The feed from which articles are opened.
    feed: Option<Arc<Feed>>,
    /// The load in progress.
    loading: Option<LoadJob>,
    /// The analysis of the open article.
    analysis: Option<CancelToken>,
    /// The search of its text.
    search: Option<CancelToken>,
    /// What was open when the manual was opened over it.
    under_manual: Option<UnderManual>,
    /// Messages that were held back for it and are to be handled now.
    released: Vec<Message>,
}

/// The open article.
#[derive(Clone)]
pub(super) struct OpenArticle {
    /// The path or URL from which it can be opened again, if it has one.
    location: Option<String>,
}

/// A load in progress.
struct LoadJob {
    token: CancelToken,
    request: OpenRequest,
    /// What is being loaded; for an article of the feed, the source of the feed.
    source: Source,
    options: load::LoadOptions,
    /// The path or URL from which it can be opened again, if it has one.
    location: Option<String>,
}

impl Jobs {
    /// Starts no job yet.
    pub(super) fn new(
        source: Source,
        options: load::LoadOptions,
        (store, history): (Store, Arc<History>),
        outbox: Sender<Message>,
    ) -> Self {
        let store = Arc::new(store);
        Self {
            source,
            options,
            saver: Saver::new(Arc::clone(&store), Arc::clone(&history), outbox.clone()),
            history,
            save_timer: SaveTimer::default(),
            searches: Vec::new(),
            article: None,
            outbox,
            store,
            feed: None,
            loading: None,
            analysis: None,
            search: None,
            under_manual: None,
            released: Vec::new(),
        }
    }

    /// Starts the analysis of `initial`, or loads the initial source if there is nothing yet; `searches` is the saved search
    /// history.
    pub(super) fn begin(&mut self, initial: InitialContent, searches: &[String]) {
        self.searches = searches.to_vec();
        match initial {
            InitialContent::Article(document, rest) => {
                let location = load::reopen_location(&self.source);
                let history = Arc::clone(&self.history);
                let source = location.clone();
                // The manual has no place in the history.
                let is_manual = matches!(self.source, Source::Manual(_));
                if rest.is_none() && !is_manual {
                    self.article = Some(OpenArticle { location });
                }
                let rest = rest.map(|rest| {
                    let restore = move |document: &Document| {
                        restored_history(&history, document, source.as_deref(), true)
                    };
                    (rest, restore)
                });
                self.analysis = Some(analyse::start(&document, rest, &self.store, &self.outbox));
            }
            InitialContent::Feed(feed) => self.feed = Some(feed),
            InitialContent::Nothing => self.open(OpenRequest::Initial),
        }
    }

    /// Starts to load what `request` asks for, cancelling any load in progress.
    pub(super) fn open(&mut self, request: OpenRequest) {
        self.cancel_load();
        let token = CancelToken::default();
        let (source, options) = self.resolve_source(&request);
        let location = self.request_location(&request, &source);
        self.loading = Some(LoadJob {
            token: token.clone(),
            request: request.clone(),
            source: source.clone(),
            options: options.clone(),
            location: location.clone(),
        });
        let (feed, outbox) = (self.feed.clone(), self.outbox.clone());
        let (store, history) = (Arc::clone(&self.store), Arc::clone(&self.history));
        let job = token.clone();
        let run = move || {
            let deliver = |event| {
                !job.is_cancelled() && outbox.send(Message::Job(job.clone(), event)).is_ok()
            };
            let report = |bytes| deliver(Event::LoadProgress(bytes));
            let goes_on = || !job.is_cancelled();
            let load = || {
                load_request(
                    &request,
                    &source,
                    feed.as_deref(),
                    &options,
                    (&report, &goes_on),
                )
            };
            match catch_unwind(AssertUnwindSafe(load)) {
                Ok(Ok(Content::Article(document))) => {
                    let document = Arc::new(document);
                    let restored = restored_history(&history, &document, location.as_deref(), true);
                    if deliver(Event::Loaded(Arc::clone(&document))) {
                        restored.map(&deliver);
                        analyse::analyse_document(&document, &store, deliver);
                    }
                }
                Ok(Ok(Content::Feed(feed))) => drop(deliver(Event::FeedLoaded(Arc::new(feed)))),
                // Cancelled on request, so there is nothing to report.
                Ok(Err(Error::Web(WebError::Cancelled(_)))) => {}
                // A file opened from within the reader existed before.
                Ok(Err(Error::NotFound(name))) => {
                    deliver(Event::LoadFailed(Error::Removed(name).to_string()));
                }
                Ok(Err(error)) => drop(deliver(Event::LoadFailed(error.to_string()))),
                Err(_panic) => {
                    let sentence =
                        "Cannot open this article because of a bug in byline; others will open";
                    deliver(Event::LoadFailed(sentence.to_owned()));
                }
            }
        };
        let thread = thread::Builder::new().name("load".to_owned());
        if let Err(error) = thread.spawn(run) {
            let event = Event::LoadFailed(format!("Cannot start loading: {error}"));
            let _ = self.outbox.send(Message::Job(token, event));
        }
    }

    /// The source of a request and the options to load it with. A format or encoding given on the command line applies only
    /// to the source given there.
    fn resolve_source(&self, request: &OpenRequest) -> (Source, load::LoadOptions) {
        let name = match request {
            OpenRequest::Other(name) => name,
            OpenRequest::Manual => return (Source::Manual(None), load::LoadOptions::default()),
            OpenRequest::Initial | OpenRequest::FeedItem(_) => {
                return (self.source.clone(), self.options.clone());
            }
        };
        let parse = |name: &String| load::parse_source(PathBuf::from(name));
        let options = load::LoadOptions {
            format: None,
            encoding: None,
            ..self.options.clone()
        };
        (name.as_ref().map_or(Source::Sample, parse), options)
    }

    /// The path or URL from which the article of `request` can be opened again: that of `source`, or of the feed's item.
    fn request_location(&self, request: &OpenRequest, source: &Source) -> Option<String> {
        let OpenRequest::FeedItem(item) = request else {
            return load::reopen_location(source);
        };
        let item = self.feed.as_ref()?.items.get(*item)?;
        load::reopen_location(&Source::Url(item.url.clone()?))
    }

    /// Reads the list of recently read articles.
    pub(super) fn list_recent(&self) {
        let (history, outbox) = (Arc::clone(&self.history), self.outbox.clone());
        let current = self.article.clone().and_then(|article| article.location);
        let run = move || {
            let event = match recent_articles(&history, current.as_deref()) {
                Ok(entries) => Event::RecentArticlesLoaded(entries),
                Err(error) => Event::Failed(error.to_string()),
            };
            let _ = outbox.send(Message::Event(event));
        };
        let thread = thread::Builder::new().name("recent".to_owned());
        if let Err(error) = thread.spawn(run) {
            let sentence = format!("Cannot list recent articles: {error}");
            let _ = self.outbox.send(Message::Event(Event::Failed(sentence)));
        }
    }

    /// Saves the reading position and bookmarks of the open article.
    pub(super) fn save_position(&mut self, snapshot: Option<HistorySnapshot>) {
        if let Some((snapshot, article)) = snapshot.zip(self.article.clone()) {
            self.save_timer.mark_saved(snapshot.clone());
            self.saver.save_position(SavedPosition {
                snapshot,
                source: article.location,
                read_at: dates::now(),
            });
        }
    }

    /// Saves the searches in `all`, the whole search history, that have not been saved yet.
    pub(super) fn save_searches(&mut self, all: &[String]) {
        let pairs = self.searches.iter().zip(all);
        let same = pairs.take_while(|(saved, now)| saved == now).count();
        let new: Vec<String> = all.iter().skip(same).cloned().collect();
        if !new.is_empty() {
            self.searches = all.to_vec();
            self.saver.save_searches(new);
        }
    }

    /// Called whenever the reading position may have changed.
    pub(super) fn note_position(&mut self, snapshot: Option<&HistorySnapshot>) {
        if self.history.is_enabled() && self.article.is_some() {
            self.save_timer.note_position(snapshot);
        }
    }

    /// How long until the reading position should be saved; `None` if the saved one is current.
    pub(super) fn time_until_save(&self) -> Option<Duration> {
        self.save_timer.remaining()
    }

    /// Starts to search a whole text, cancelling any search in progress.
    pub(super) fn search(&mut self, request: SearchRequest) {
        let token = CancelToken::default();
        if let Some(before) = self.search.replace(token.clone()) {
            before.cancel();
        }
        let outbox = self.outbox.clone();
        let run = move || {
            let goes_on = || !token.is_cancelled();
            let (document, start) = (&request.document, request.start);
            if let Some(found) = search::find_all(document, &request.pattern, start, &goes_on) {
                let event = Event::Searched(request.id, found);
                let _ = outbox.send(Message::Job(token, event));
            }
        };
        let thread = thread::Builder::new().name("search".to_owned());
        if let Err(error) = thread.spawn(run) {
            let sentence = format!("Cannot search the whole text: {error}");
            let _ = self.outbox.send(Message::Event(Event::Failed(sentence)));
        }
    }

    /// Saves a correction, or deletes a saved one.
    pub(super) fn save_correction(
        &mut self,
        change: CorrectionChange,
        correction: ScopedCorrection,
    ) {
        self.saver.save_correction(change, correction);
    }

    /// Cancels the load in progress.
    pub(super) fn cancel_load(&mut self) {
        if let Some(loading) = self.loading.take() {
            loading.token.cancel();
        }
    }

    /// Called for every event of the job with this token, before the program sees it: once something is loaded, it replaces
    /// what was open.
    pub(super) fn note_event(&mut self, token: &CancelToken, event: &Event) {
        if let (Event::LoadedRest(_), Some(analysis)) = (event, &self.analysis)
            && analysis.is_same(token)
        {
            self.article = Some(OpenArticle {
                location: load::reopen_location(&self.source),
            });
        }
        let is_done = |loading: &mut LoadJob| {
            loading.token.is_same(token) && matches!(event, Event::FeedLoaded(_) | Event::Loaded(_))
        };
        let Some(loading) = self.loading.take_if(is_done) else {
            return;
        };
        if loading.request == OpenRequest::Manual {
            self.under_manual = Some(UnderManual::new(
                self.article.take(),
                self.analysis.replace(loading.token),
                self.search.take(),
            ));
            return;
        }
        let is_other = matches!(loading.request, OpenRequest::Other(_));
        if let Some(under) = self.under_manual.take_if(|_| is_other) {
            under.cancel();
        }
        if is_other {
            (self.source, self.options) = (loading.source, loading.options);
            (self.feed, self.article) = (None, None);
        }
        let mut analysis = Some(loading.token);
        if let Event::FeedLoaded(feed) = event {
            self.feed = Some(Arc::clone(feed));
            // If the feed was reloaded, the article opened from it stays open.
            analysis = if is_other {
                None
            } else {
                self.analysis.clone()
            };
        } else {
            self.article = Some(OpenArticle {
                location: loading.location,
            });
        }
        let before = std::mem::replace(&mut self.analysis, analysis);
        let goes_on = |before: &CancelToken| {
            let now = self.analysis.as_ref();
            now.is_some_and(|now| now.is_same(before))
        };
        if let Some(before) = before.filter(|before| !goes_on(before)) {
            before.cancel();
        }
    }

    /// Holds back an event of a job for what is under the manual; returns every other.
    pub(super) fn hold_back(&mut self, token: CancelToken, event: Event) -> Option<Event> {
        match &mut self.under_manual {
            Some(under) => under.hold_back(token, event),
            None => Some(event),
        }
    }

    /// The manual was closed: what was under it is open again, and gets what was held back for it.
    pub(super) fn close_manual(&mut self) {
        let Some(mut under) = self.under_manual.take() else {
            return;
        };
        self.released.extend(under.take_held());
        for token in [self.analysis.take(), self.search.take()].iter().flatten() {
            token.cancel();
        }
        (self.article, self.analysis, self.search) = (under.article, under.analysis, under.search);
    }

    /// Messages that were held back and are to be handled before any other.
    pub(super) fn take_released(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.released)
    }

    /// Whether there are such messages.
    pub(super) fn has_released(&self) -> bool {
        !self.released.is_empty()
    }

    /// Ends all jobs, after waiting for what is still to be saved.
    pub(super) fn shut_down(&mut self) {
        self.saver.finish();
        self.cancel_load();
        if let Some(under) = self.under_manual.take() {
            under.cancel();
        }
        for token in [self.analysis.take(), self.search.take()].iter().flatten() {
            token.cancel();
        }
    }
}

/// What there is to show when the reader starts.
#[derive(Debug)]
pub(super) enum InitialContent {
    /// An article, and the rest of it if only its beginning has been loaded.
    Article(Arc<Document>, Option<load::PendingDocument>),
    /// A feed.
    Feed(Arc<Feed>),
    /// Nothing yet: the source is loaded while the reader is open.
    Nothing,
}

impl InitialContent {
    /// Wraps what has been loaded so far.
    pub(super) fn from_opening(opening: Option<PartialContent>) -> Self {
        match opening {
            Some(PartialContent::Article { head, rest }) => Self::Article(Arc::new(head), rest),
            Some(PartialContent::Feed(feed)) => Self::Feed(Arc::new(feed)),
            None => Self::Nothing,
        }
    }
}

/// Loads what `request` asks for; `report` gets the number of bytes loaded so far, and `goes_on` says whether the result is
/// still needed.
fn load_request(
    request: &OpenRequest,
    source: &Source,
    feed: Option<&Feed>,
    options: &load::LoadOptions,
    (report, goes_on): (&dyn Fn(u64) -> bool, &dyn Fn() -> bool),
) -> Result<Content, Error> {
    // At most one report per KiB; rounding up makes the last one right even if nothing more arrives.
    let last = Cell::new(None::<u64>);
    let watch = |bytes: u64| {
        let kibibytes = bytes.div_ceil(1 << 10);
        if last.replace(Some(kibibytes)) == Some(kibibytes) {
            return goes_on();
        }
        report(bytes)
    };
    match (request, feed) {
        (OpenRequest::FeedItem(item), Some(feed)) => {
            load::open_feed_item(feed, *item, options, &watch).map(Content::Article)
        }
        _ => load::open_content(source, options, &watch),
    }
}
