//! Remembers the feeds that are opened, and tells what is new in them.

use crate::dates;
use crate::document::Feed;
use crate::error::HistoryError;
use crate::load::KnownFeed;
use crate::store::feeds::{FeedRecord, FeedStore};

/// The feeds in `store` as the list of them needs them, the one opened last first.
///
/// # Errors
/// If they cannot be read.
pub fn known_feeds(store: &FeedStore) -> Result<Vec<KnownFeed>, HistoryError> {
    let now = dates::now();
    let known = |record: FeedRecord| KnownFeed {
        opened: dates::relative_day(record.opened, now),
        source: record.source,
        title: record.title,
        seen: record.seen,
    };
    Ok(store.list()?.into_iter().map(known).collect())
}

/// Marks the articles of `feed` that it did not have when it was opened from `location` before, and remembers it for the next
/// time. A list of feeds is not remembered. Returns the errors to report.
pub(super) fn remember(
    feed: &mut Feed,
    location: Option<&str>,
    store: &FeedStore,
) -> Vec<HistoryError> {
    let Some(location) = location.filter(|_| !feed.lists_feeds()) else {
        return Vec::new();
    };
    if let Some(before) = store.find(location) {
        for item in &mut feed.items {
            item.is_new = !before.seen.contains(&item.fingerprint());
        }
    }
    store.save(FeedRecord::new(feed, location.to_owned(), dates::now()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::FeedItem;
    use std::ffi::OsString;

    fn feed(titles: &[&str]) -> Feed {
        let item = |title: &&str| FeedItem {
            title: (*title).to_owned(),
            ..FeedItem::default()
        };
        Feed {
            title: "News".to_owned(),
            items: titles.iter().map(item).collect(),
            ..Feed::default()
        }
    }

    /// Protects: what is new is what was not there the last time; the first time nothing is. Lists of feeds, and feeds that
    /// cannot be opened again, are not remembered.
    #[test]
    fn what_was_not_there_last_time_is_new() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_owned();
        let store =
            FeedStore::from_variables(move |name| (name == "HOME").then(|| OsString::from(&path)));
        let new = |titles: &[&str], location: Option<&str>| {
            let mut feed = feed(titles);
            assert_eq!(remember(&mut feed, location, &store), []);
            let new = feed.items.into_iter().filter(|item| item.is_new);
            new.map(|item| item.title).collect::<Vec<_>>()
        };
        let there = Some("https://example.org/feed");
        assert!(new(&["a", "b"], there).is_empty());
        assert_eq!(new(&["c", "a", "d"], there), ["c", "d"]);
        assert!(new(&["c", "a"], there).is_empty());
        assert!(new(&["x"], None).is_empty());
        let mut list = feed(&["one"]);
        list.items[0].is_feed = true;
        assert_eq!(remember(&mut list, Some("/feeds.opml"), &store), []);
        let known = known_feeds(&store).unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!(
            (known[0].title.as_str(), known[0].opened.as_str()),
            ("News", "today")
        );
    }
}
