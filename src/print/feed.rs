//! Prints the list of a feed's articles: the title, date and URL of each.
//!
//! The shape of the JSON is `{"feed", "source", "items": [{"title", "date"?, "address"?, "lead"}]}`. The fields of a feed
//! have been cleaned by the loader; nothing else of it is printed.

use super::wrap::wrap_greedy;
use crate::document::{Feed, FeedItem};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes the list as text: the title, wrapped to `width` cells, then the date and the URL on lines of their own.
pub(super) fn write_text(feed: &Feed, width: usize, out: &mut impl Write) -> io::Result<()> {
    write_wrapped(&feed.title, width, out)?;
    for item in &feed.items {
        writeln!(out)?;
        write_wrapped(&item.title, width, out)?;
        // URLs are not wrapped, so that they can be opened.
        for line in item.date.iter().chain(&item.url) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Writes `text` wrapped to `width` cells.
fn write_wrapped(text: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    for line in wrap_greedy(text, width, |_| 0) {
        writeln!(out, "{}", text.get(line).unwrap_or_default())?;
    }
    Ok(())
}

/// Writes the list as one line of JSON.
pub(super) fn write_json(feed: &Feed, out: &mut impl Write) -> io::Result<()> {
    let json = JsonFeed {
        feed: &feed.title,
        source: &feed.source,
        items: JsonFeedItems(&feed.items),
    };
    serde_json::to_writer(&mut *out, &json)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    feed: &'a str,
    source: &'a str,
    items: JsonFeedItems<'a>,
}

struct JsonFeedItems<'a>(&'a [FeedItem]);

impl Serialize for JsonFeedItems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|item| JsonFeedItem {
            title: &item.title,
            date: item.date.as_deref(),
            address: item.url.as_deref(),
            lead: &item.lead,
        }))
    }
}

#[derive(Serialize)]
struct JsonFeedItem<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    lead: &'a str,
}
