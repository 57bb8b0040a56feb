//! Background jobs: loading articles, analysing and searching them, and saving corrections and history.
//!
//! At most one load, one analysis and one search are current at a time; starting another cancels the one before. A failure of the
//! loader is reported and affects nothing else. No thread is ever joined (apart from the [`Saver`]'s): one that hangs on the
//! network ends at its own timeout.

mod waiting;

use super::follow::FileWatch;
use super::library_questions::LibraryQuestions;
use super::library_shelf::ReadArticle;
use super::load_job::{LoadJob, LoadTarget};
use super::open_article::{OpenArticle, Origin, WaitingArticle};
use super::pages::LeftPages;
use super::position::{SaveTimer, SavedPosition, recent_articles, restored_history};
use super::reader::InitialContent;
use super::saver::{CorrectionChange, Saver};
use super::{CancelToken, Message, Stores, analyse, picture_job};
use crate::app::Event;
use crate::app::effect::{LibraryDecision, LibraryQuestion, OpenRequest, ScopedCorrection};
use crate::app::pictures::PictureId;
use crate::app::reading::history::HistorySnapshot;
use crate::app::reading::search::SearchRequest;
use crate::dates;
use crate::document::{Document, Feed};
use crate::load::{self, Source};
use crate::search;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// The background jobs in progress, and what they need.
pub(super) struct Jobs {
    /// What was opened last, from the command line or from a list.
    target: LoadTarget,
    outbox: Sender<Message>,
    stores: Stores,
    /// Writes to `stores`.
    saver: Saver,
    /// Asks the library.
    questions: LibraryQuestions,
    /// When to save the reading position next.
    save_timer: SaveTimer,
    /// The search history as far as it has been saved.
    searches: Vec<String>,
    /// What is open.
    open: OpenArticle,
    /// The feed from which articles are opened.
    feed: Option<Arc<Feed>>,
    /// The load in progress.
    loading: Option<LoadJob>,
    /// What was open when the manual was opened over it.
    under_manual: Option<WaitingArticle>,
    /// The pages that can be gone back and forward to.
    pages: LeftPages,
    /// The picture that is being loaded.
    picture: Option<CancelToken>,
    /// Messages that were held back for it and are to be handled now.
    released: Vec<Message>,
    /// Whether the file of the open article is watched for changes.
    follows_file: bool,
}

impl Jobs {
    /// Starts no job yet. The file of the open article will be watched if `follows_file` is set.
    pub(super) fn new(
        target: LoadTarget,
        stores: Stores,
        outbox: Sender<Message>,
        follows_file: bool,
    ) -> Self {
        Self {
            target,
            saver: Saver::new(stores.clone(), outbox.clone()),
            questions: LibraryQuestions::new(Arc::clone(&stores.library), outbox.clone()),
            stores,
            save_timer: SaveTimer::default(),
            searches: Vec::new(),
            open: OpenArticle::default(),
            outbox,
            feed: None,
            loading: None,
            under_manual: None,
            pages: LeftPages::default(),
            picture: None,
            released: Vec::new(),
            follows_file,
        }
    }

    /// Starts the analysis of `initial`, or loads the initial source if there is nothing yet; `searches` is the saved search
    /// history.
    pub(super) fn begin(&mut self, initial: InitialContent, searches: &[String]) {
        self.searches = searches.to_vec();
        match initial {
            InitialContent::Article(document, rest) => {
                let location = load::reopen_location(&self.target.source);
                let history = Arc::clone(&self.stores.history);
                let source = location.clone();
                // The manual has no place in the history.
                let is_manual = matches!(self.target.source, Source::Manual { .. });
                self.watch_file(location.as_deref());
                if rest.is_none() && !is_manual {
                    self.open.origin = Some(Origin { location });
                }
                let rest = rest.map(|rest| {
                    let restore = move |document: &Document| {
                        let history = history.reader().ok();
                        restored_history(history.as_ref(), document, source.as_deref(), true)
                    };
                    (rest, restore)
                });
                let store = &self.stores.corrections;
                self.open.analysis = Some(analyse::start(&document, rest, store, &self.outbox));
            }
            InitialContent::Feed(feed) => self.feed = Some(feed),
            InitialContent::Nothing => self.open(OpenRequest::Initial),
        }
    }

    /// Starts to load what `request` asks for, cancelling any load in progress.
    pub(super) fn open(&mut self, request: OpenRequest) {
        let target = self.resolve_target(&request);
        self.load(request, target);
    }

    /// The same, with all text of the page or only its article, whatever the options say.
    pub(super) fn reopen(&mut self, request: OpenRequest, whole_page: bool) {
        let mut target = self.resolve_target(&request);
        target.options.whole_page = whole_page;
        self.load(request, target);
    }

    fn load(&mut self, request: OpenRequest, target: LoadTarget) {
        self.cancel_load();
        let job = LoadJob {
            token: CancelToken::default(),
            location: self.request_location(&request, &target.source),
            request,
            target,
        };
        job.start(self.feed.clone(), &self.stores, &self.outbox);
        self.loading = Some(job);
    }

    /// What to load for a request.
    fn resolve_target(&self, request: &OpenRequest) -> LoadTarget {
        match request {
            OpenRequest::Other(name) => self.target.other(name.as_deref()),
            OpenRequest::Manual => LoadTarget::manual(),
            OpenRequest::Page(id) => self.pages.target(*id).unwrap_or(&self.target).clone(),
            OpenRequest::Initial | OpenRequest::FeedItem(_) => self.target.clone(),
        }
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
        let (history, outbox) = (Arc::clone(&self.stores.history), self.outbox.clone());
        let current = self.open.origin.clone().and_then(|origin| origin.location);
        let run = move || {
            let list = |reader| recent_articles(&reader, current.as_deref());
            let event = match history.reader().and_then(list) {
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
        if let Some((snapshot, origin)) = snapshot.zip(self.open.origin.clone()) {
            self.save_timer.mark_saved(snapshot.clone());
            let read_at = dates::now();
            if let Some(names) = &snapshot.names {
                self.saver.save_article(ReadArticle {
                    snapshot: snapshot.clone(),
                    names: Arc::clone(names),
                    address: origin.location.clone(),
                    read_at,
                });
            }
            self.saver.save_position(SavedPosition {
                snapshot,
                source: origin.location,
                read_at,
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
        let is_kept = self.stores.history.is_enabled() || self.stores.library.is_enabled();
        if is_kept && self.open.origin.is_some() {
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
        if let Some(before) = self.open.search.replace(token.clone()) {
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

    /// Starts to load a picture of the open article, cancelling any load of one in progress.
    pub(super) fn load_picture(&mut self, id: PictureId) {
        self.cancel_picture();
        let token = picture_job::start(id, &self.target, &self.outbox);
        self.picture = Some(token);
    }

    /// Cancels the load of a picture.
    pub(super) fn cancel_picture(&mut self) {
        if let Some(token) = self.picture.take() {
            token.cancel();
        }
    }

    /// Asks the library. The answer belongs to what is open.
    pub(super) fn ask_library(&self, question: LibraryQuestion) {
        let token = self.open.analysis.clone().unwrap_or_default();
        self.questions.ask(question, token);
    }

    /// Keeps a decision in the library, and then answers the question.
    pub(super) fn decide_in_library(
        &mut self,
        decision: LibraryDecision,
        question: LibraryQuestion,
    ) {
        let token = self.open.analysis.clone().unwrap_or_default();
        self.saver.save_decision(decision, question, token);
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
        if let (Event::LoadedRest(_), Some(analysis)) = (event, &self.open.analysis)
            && analysis.is_same(token)
        {
            self.open.origin = Some(Origin {
                location: load::reopen_location(&self.target.source),
            });
        }
        let is_done = |loading: &mut LoadJob| {
            let is_loaded = matches!(
                event,
                Event::FeedLoaded(_) | Event::Loaded(_) | Event::LoadedRest(_)
            );
            loading.token.is_same(token) && is_loaded
        };
        let Some(loading) = self.loading.take_if(is_done) else {
            return;
        };
        if loading.request == OpenRequest::Manual {
            let manual = OpenArticle {
                analysis: Some(loading.token),
                ..OpenArticle::default()
            };
            let article = std::mem::replace(&mut self.open, manual);
            self.under_manual = Some(WaitingArticle::new(article));
            return;
        }
        let is_other = matches!(
            loading.request,
            OpenRequest::Other(_) | OpenRequest::Page(_)
        );
        if is_other {
            self.leave_page();
            self.target = loading.target;
        }
        if let OpenRequest::Page(id) = loading.request {
            self.pages.forget(id);
        }
        let mut analysis = Some(loading.token);
        if let Event::FeedLoaded(feed) = event {
            self.feed = Some(Arc::clone(feed));
            // If the feed was reloaded, the article opened from it stays open.
            analysis = if is_other {
                None
            } else {
                self.open.analysis.clone()
            };
            self.watch_file(None);
        } else {
            self.watch_file(loading.location.as_deref());
            self.open.origin = Some(Origin {
                location: loading.location,
            });
        }
        let before = std::mem::replace(&mut self.open.analysis, analysis);
        let goes_on = |before: &CancelToken| {
            let now = self.open.analysis.as_ref();
            now.is_some_and(|now| now.is_same(before))
        };
        if let Some(before) = before.filter(|before| !goes_on(before)) {
            before.cancel();
        }
    }

    /// Watches the file at `location` from now on, if files are followed and that is one.
    fn watch_file(&mut self, location: Option<&str>) {
        let path = location.filter(|_| self.follows_file).map(Path::new);
        let path = path.filter(|path| path.is_absolute());
        // After a reload, the watch knows what has been loaded.
        if self.open.watch.as_ref().map(|watch| watch.path.as_path()) == path {
            return;
        }
        if let Some(before) = self.open.watch.take() {
            before.token.cancel();
        }
        self.open.watch = path.map(|path| FileWatch::start(path, &self.outbox));
    }

    /// Ends all jobs, after waiting for what is still to be saved. Returns whether an article was kept for the first time ever.
    pub(super) fn shut_down(&mut self) -> bool {
        let is_introduced = self.saver.finish();
        self.cancel_load();
        self.cancel_picture();
        if let Some(under) = self.under_manual.take() {
            under.article.cancel();
        }
        self.pages.cancel();
        self.open.cancel();
        is_introduced
    }
}
