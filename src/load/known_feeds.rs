//! The feeds that the user has opened before, as a list to choose from, and what is new in them.
//!
//! The list itself is made without a network. Only when the user asks for it are the feeds fetched, several at a time; one
//! that cannot be fetched says so in its row and stops no other.

use super::{Content, LoadOptions, ProgressFn, open_content, parse_source};
use crate::document::{Feed, FeedItem};
use crate::error::{Error, SafeText, WebError};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// The name of the list.
const LIST_NAME: &str = "Your feeds";
/// The same in messages.
const SOURCE_NAME: &str = "your feeds";

/// The number of feeds that are fetched at the same time.
const MAX_THREADS: usize = 8;

/// How often it is looked whether the user has cancelled.
const CANCEL_INTERVAL: Duration = Duration::from_millis(100);

/// A feed that was opened before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownFeed {
    /// Where it is: an absolute path, or a URL.
    pub source: String,
    /// Its title.
    pub title: String,
    /// When it was opened last, in words: "yesterday".
    pub opened: String,
    /// The fingerprints of the items that it had then.
    pub seen: Vec<u32>,
}

impl KnownFeed {
    /// Its row in the list.
    fn row(&self) -> FeedItem {
        FeedItem {
            title: SafeText::new(&self.title).as_str().to_owned(),
            date: Some(self.opened.clone()),
            url: Some(SafeText::new(&self.source).as_str().to_owned()),
            is_feed: true,
            ..FeedItem::default()
        }
    }

    /// Its row after fetching it, with what is new.
    fn checked_row(&self, options: &LoadOptions, on_progress: ProgressFn<'_>) -> FeedItem {
        let options = LoadOptions {
            format: None,
            encoding: None,
            ..options.clone()
        };
        let source = parse_source(PathBuf::from(&self.source));
        let row = self.row();
        match open_content(&source, &options, on_progress) {
            Ok(Content::Feed(feed)) => {
                let is_new = |item: &&FeedItem| !self.seen.contains(&item.fingerprint());
                let new: Vec<&str> = feed
                    .items
                    .iter()
                    .filter(is_new)
                    .map(|item| item.title.as_str())
                    .collect();
                FeedItem {
                    title: feed.title.clone(),
                    lead: match new.len() {
                        0 => "Nothing new".to_owned(),
                        count => format!("{count} new: {}", first_titles(&new)),
                    },
                    is_new: !new.is_empty(),
                    ..row
                }
            }
            Ok(Content::Article(_)) => FeedItem {
                lead: "This is no longer a feed".to_owned(),
                ..row
            },
            Err(error) => FeedItem {
                lead: sentence(&error),
                ..row
            },
        }
    }
}

/// The first of some titles, for a row.
fn first_titles(titles: &[&str]) -> String {
    const SHOWN: usize = 3;
    let first: Vec<&str> = titles.iter().take(SHOWN).copied().collect();
    first.join(" · ")
}

/// An error as a sentence: with a capital, unless it begins with a name.
fn sentence(error: &Error) -> String {
    let text = error.to_string();
    match text.strip_prefix("cannot") {
        Some(rest) => format!("Cannot{rest}"),
        None => text,
    }
}

/// The feeds in `known` as a list, without fetching any.
pub fn list_feeds(known: &[KnownFeed]) -> Feed {
    let row = |feed: &KnownFeed| FeedItem {
        lead: "Not checked for new articles yet".to_owned(),
        ..feed.row()
    };
    list(known.iter().map(row).collect())
}

fn list(items: Vec<FeedItem>) -> Feed {
    Feed {
        title: LIST_NAME.to_owned(),
        source: SOURCE_NAME.to_owned(),
        items,
    }
}

/// The feeds in `known` with what is new in each, those with new articles first. All are fetched.
///
/// # Errors
/// If `on_progress`, which gets the number of bytes received so far of all feeds together, cancels it.
pub(super) fn check_feeds(
    known: &[KnownFeed],
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Feed, Error> {
    let (next, bytes, is_cancelled) = (
        AtomicUsize::new(0),
        AtomicU64::new(0),
        AtomicBool::new(false),
    );
    let (outbox, inbox) = mpsc::channel();
    let work = |outbox: mpsc::Sender<(usize, FeedItem)>| {
        while let Some((nth, feed)) = {
            let nth = next.fetch_add(1, Relaxed);
            known.get(nth).map(|feed| (nth, feed))
        } {
            let own = AtomicU64::new(0);
            let row = feed.checked_row(options, &|received| {
                let before = own.swap(received, Relaxed);
                bytes.fetch_add(received.saturating_sub(before), Relaxed);
                !is_cancelled.load(Relaxed)
            });
            if is_cancelled.load(Relaxed) || outbox.send((nth, row)).is_err() {
                return;
            }
        }
    };
    let mut rows = Vec::new();
    thread::scope(|scope| {
        for _ in 0..known.len().min(MAX_THREADS) {
            let outbox = outbox.clone();
            scope.spawn(|| work(outbox));
        }
        drop(outbox);
        loop {
            match inbox.recv_timeout(CANCEL_INTERVAL) {
                Ok(row) => rows.push(row),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if !on_progress(bytes.load(Relaxed)) {
                is_cancelled.store(true, Relaxed);
            }
        }
    });
    if is_cancelled.load(Relaxed) {
        return Err(WebError::Cancelled(SafeText::new(SOURCE_NAME)).into());
    }
    rows.sort_by_key(|(nth, row)| (!row.is_new, *nth));
    Ok(list(rows.into_iter().map(|(_, row)| row).collect()))
}
