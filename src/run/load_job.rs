//! Loads what the user opens, on a thread of its own, and then analyses it.

use super::kept_text::KeptText;
use super::position::restored_history;
use super::{CancelToken, Message, Stores, analyse, feeds};
use crate::app::Event;
use crate::app::action::key_tables;
use crate::app::effect::OpenRequest;
use crate::document::{Document, Feed};
use crate::error::{Error, WebError};
use crate::load::{self, Content, LoadOptions, PipedInput, Source};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

/// What to load, and how.
#[derive(Debug, Clone)]
pub struct LoadTarget {
    /// Where it comes from.
    pub source: Source,
    /// The choices that override what would be detected.
    pub options: LoadOptions,
    /// Standard input, if that is the source and it is still being read.
    pub piped: Option<PipedInput>,
}

impl LoadTarget {
    /// What the command line calls `name`, or the sample article. A format or encoding that was given for this one does not
    /// apply to it.
    pub(super) fn other(&self, name: Option<&str>) -> Self {
        let parse = |name: &str| load::parse_source(PathBuf::from(name));
        Self {
            source: name.map_or(Source::Sample, parse),
            options: LoadOptions {
                format: None,
                encoding: None,
                ..self.options.clone()
            },
            piped: None,
        }
    }

    /// The manual.
    pub(super) fn manual() -> Self {
        Self {
            source: Source::Manual {
                page: None,
                key_tables: key_tables(),
            },
            options: LoadOptions::default(),
            piped: None,
        }
    }
}

/// A load in progress.
#[derive(Clone)]
pub(super) struct LoadJob {
    pub(super) token: CancelToken,
    pub(super) request: OpenRequest,
    /// What is being loaded; for an article of the feed, the feed.
    pub(super) target: LoadTarget,
    /// The path or URL from which it can be opened again, if it has one.
    pub(super) location: Option<String>,
}

impl LoadJob {
    /// Starts the thread. Articles of `feed` can be requested; what is loaded and found is sent to `outbox` as events.
    pub(super) fn start(&self, feed: Option<Arc<Feed>>, stores: &Stores, outbox: &Sender<Message>) {
        let (job, stores, results) = (self.clone(), stores.clone(), outbox.clone());
        let run = move || job.run(feed.as_deref(), &stores, &results);
        let thread = thread::Builder::new().name("load".to_owned());
        if let Err(error) = thread.spawn(run) {
            let event = Event::LoadFailed(format!("Cannot start loading: {error}"));
            let _ = outbox.send(Message::Job(self.token.clone(), event));
        }
    }

    fn run(&self, feed: Option<&Feed>, stores: &Stores, outbox: &Sender<Message>) {
        let deliver = |event| {
            !self.token.is_cancelled()
                && outbox.send(Message::Job(self.token.clone(), event)).is_ok()
        };
        let report = |bytes| deliver(Event::LoadProgress(bytes));
        let growth = Growth::default();
        let load = || match (&self.request, &self.target.piped) {
            (OpenRequest::Initial, Some(piped)) => {
                let on_text = |document| growth.show(document, deliver);
                load::open_piped(
                    piped,
                    &self.target.options,
                    &self.throttle(report),
                    &on_text,
                )
            }
            _ => self.load(feed, stores, report),
        };
        match catch_unwind(AssertUnwindSafe(load)) {
            Ok(Ok(Content::Article(document))) => {
                let document = Arc::new(document);
                let location = self.location.as_deref();
                let history = stores.history.reader().ok();
                let restored = restored_history(history.as_ref(), &document, location, true);
                let loaded = if growth.has_shown() {
                    Event::LoadedRest(Arc::clone(&document))
                } else {
                    Event::Loaded(Arc::clone(&document))
                };
                if deliver(loaded) {
                    restored.map(&deliver);
                    analyse::analyse_document(&document, &stores.corrections, deliver);
                }
            }
            Ok(Ok(Content::Feed(mut feed))) => {
                let location = self.location.as_deref();
                let errors = feeds::remember(&mut feed, location, &stores.feeds);
                deliver(Event::FeedLoaded(Arc::new(feed)));
                for error in errors {
                    deliver(Event::HistoryFailed(error.to_string()));
                }
            }
            // Cancelled on request, so there is nothing to report.
            Ok(Err(Error::Web(WebError::Cancelled(_)))) => {}
            // A file opened from within the reader existed before.
            Ok(Err(Error::NotFound(name))) => {
                self.deliver_kept_text(&Error::Removed(name), stores, deliver);
            }
            Ok(Err(error)) => self.deliver_kept_text(&error, stores, deliver),
            Err(_panic) => {
                let sentence =
                    "Cannot open this article because of a bug in byline; others will open";
                deliver(Event::LoadFailed(sentence.to_owned()));
            }
        }
    }

    /// What cannot be loaded because of `error` is shown as it was when it was last read, if the library has its text.
    fn deliver_kept_text(&self, error: &Error, stores: &Stores, deliver: impl Fn(Event) -> bool) {
        // What was named by the user, or is open already, fails as it does without a library.
        let is_open = matches!(self.request, OpenRequest::Initial | OpenRequest::Manual);
        let address = self.location.clone().or_else(|| self.named_address());
        let kept = address.filter(|_| !is_open);
        let kept = kept.and_then(|address| KeptText::find(&stores.library, &address));
        let Some(kept) = kept else {
            deliver(Event::LoadFailed(error.to_string()));
            return;
        };
        let notice = kept.notice(error);
        let document = Arc::new(kept.into_document());
        let history = stores.history.reader().ok();
        let location = self.location.as_deref();
        let restored = restored_history(history.as_ref(), &document, location, true);
        if deliver(Event::Loaded(Arc::clone(&document))) {
            restored.map(&deliver);
            deliver(Event::Finished(notice));
            analyse::analyse_document(&document, &stores.corrections, deliver);
        }
    }

    /// The absolute path of a file that does not exist any more, as it was when it did.
    fn named_address(&self) -> Option<String> {
        match &self.target.source {
            Source::Path(path) if path.is_absolute() => path.to_str().map(str::to_owned),
            _ => None,
        }
    }

    /// Loads what was requested. `report` gets the number of bytes loaded so far, and returns whether the result is still
    /// needed.
    fn load(
        &self,
        feed: Option<&Feed>,
        stores: &Stores,
        report: impl Fn(u64) -> bool,
    ) -> Result<Content, Error> {
        let watch = self.throttle(report);
        let LoadTarget {
            source, options, ..
        } = &self.target;
        match (&self.request, feed) {
            (OpenRequest::FeedItem(item), Some(feed)) => {
                load::open_feed_item(feed, *item, options, &watch).map(Content::Article)
            }
            // Other feeds may have been opened since.
            _ if matches!(source, Source::Feeds(_)) => {
                let known = feeds::known_feeds(&stores.feeds)?;
                load::open_content(&Source::Feeds(known), options, &watch)
            }
            _ => load::open_content(source, options, &watch),
        }
    }

    /// `report` called at most once per KiB; rounding up makes the last call right even if nothing more arrives.
    fn throttle(&self, report: impl Fn(u64) -> bool) -> impl Fn(u64) -> bool {
        let last = Cell::new(None::<u64>);
        move |bytes: u64| {
            let kibibytes = bytes.div_ceil(1 << 10);
            if last.replace(Some(kibibytes)) == Some(kibibytes) {
                return !self.token.is_cancelled();
            }
            report(bytes)
        }
    }
}

/// A text that grows while it is being read, and how much of it has been shown and analysed.
#[derive(Default)]
struct Growth {
    /// The length of what has been shown, in bytes.
    shown: Cell<usize>,
    /// The length of what has been analysed, in bytes.
    analysed: Cell<usize>,
}

/// Texts up to this length, in bytes, are analysed each time they grow, longer ones when they have grown by half.
const ALWAYS_ANALYSED_BYTES: usize = 64 << 10;

impl Growth {
    /// Whether some of the text has been shown.
    fn has_shown(&self) -> bool {
        self.shown.get() > 0
    }

    /// Shows `document`, the text so far, and the names in it. Returns whether more is wanted.
    fn show(&self, document: Document, deliver: impl Fn(Event) -> bool) -> bool {
        let document = Arc::new(document);
        let length = document.text().len();
        self.shown.set(length.max(1));
        if !deliver(Event::LoadedPart(Arc::clone(&document))) {
            return false;
        }
        let is_due = length <= ALWAYS_ANALYSED_BYTES || length >= self.analysed.get() / 2 * 3;
        if !is_due {
            return true;
        }
        self.analysed.set(length);
        let analysis = || analyse::analyse_prefix(&document, length, false);
        // If the engine fails on it, the analysis of the complete text reports that.
        catch_unwind(AssertUnwindSafe(analysis)).map_or(true, deliver)
    }
}
