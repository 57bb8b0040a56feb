//! Loads what the user opens, on a thread of its own, and then analyses it.

use super::position::restored_history;
use super::{CancelToken, Message, Stores, analyse};
use crate::app::Event;
use crate::app::effect::OpenRequest;
use crate::document::Feed;
use crate::error::{Error, WebError};
use crate::load::{self, Content, LoadOptions, Source};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
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
        let load = || self.load(feed, |bytes| deliver(Event::LoadProgress(bytes)));
        match catch_unwind(AssertUnwindSafe(load)) {
            Ok(Ok(Content::Article(document))) => {
                let document = Arc::new(document);
                let location = self.location.as_deref();
                let restored = restored_history(&stores.history, &document, location, true);
                if deliver(Event::Loaded(Arc::clone(&document))) {
                    restored.map(&deliver);
                    analyse::analyse_document(&document, &stores.corrections, deliver);
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
    }

    /// Loads what was requested. `report` gets the number of bytes loaded so far, and returns whether the result is still
    /// needed.
    fn load(&self, feed: Option<&Feed>, report: impl Fn(u64) -> bool) -> Result<Content, Error> {
        // At most one report per KiB; rounding up makes the last one right even if nothing more arrives.
        let last = Cell::new(None::<u64>);
        let watch = |bytes: u64| {
            let kibibytes = bytes.div_ceil(1 << 10);
            if last.replace(Some(kibibytes)) == Some(kibibytes) {
                return !self.token.is_cancelled();
            }
            report(bytes)
        };
        let LoadTarget { source, options } = &self.target;
        match (&self.request, feed) {
            (OpenRequest::FeedItem(item), Some(feed)) => {
                load::open_feed_item(feed, *item, options, &watch).map(Content::Article)
            }
            _ => load::open_content(source, options, &watch),
        }
    }
}
