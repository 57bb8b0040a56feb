//! A feed's articles: title, day and address of each.
//!
//! Owns the shape for other programs: `{"feed", "source", "items": [{"title", "date"?, "address"?, "lead"}]}`. Everything in
//! a feed's list is clean; nothing else is written of it.

use super::wrap::wrap;
use crate::document::{Feed, Item};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The list for people: three lines for each, titles wrapped.
pub(super) fn text(feed: &Feed, width: usize, out: &mut impl Write) -> io::Result<()> {
    wrapped(&feed.title, width, out)?;
    for item in &feed.items {
        writeln!(out)?;
        wrapped(&item.title, width, out)?;
        // An address that is cut cannot be opened.
        for line in item.date.iter().chain(&item.address) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn wrapped(text: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    for line in wrap(text, width, |_| 0) {
        writeln!(out, "{}", text.get(line).unwrap_or_default())?;
    }
    Ok(())
}

/// The list for programs, as one line.
pub(super) fn json(feed: &Feed, out: &mut impl Write) -> io::Result<()> {
    let list = List {
        feed: &feed.title,
        source: &feed.source,
        items: Items(&feed.items),
    };
    serde_json::to_writer(&mut *out, &list)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct List<'a> {
    feed: &'a str,
    source: &'a str,
    items: Items<'a>,
}

struct Items<'a>(&'a [Item]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|item| Entry {
            title: &item.title,
            date: item.date.as_deref(),
            address: item.address.as_deref(),
            lead: &item.lead,
        }))
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    lead: &'a str,
}
