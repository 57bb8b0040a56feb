//! A list of articles to choose from.
//!
//! Owns what is known of each before it is opened. What is meant to be shown is one clean line each; the body of an item
//! is as it came, and is shown by nobody before the loader has made a document of it.

/// A feed, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it calls itself, or what its source is called.
    pub title: String,
    /// Where it came from, for people.
    pub source: String,
    /// Its articles, in its own order: nearly always the newest first.
    pub items: Vec<Item>,
}

/// One article of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its headline, or its first words if it has none.
    pub title: String,
    /// The day it appeared, as `2026-11-25`; as the feed writes it, where that says no day.
    pub date: Option<String>,
    /// Where it is on the web.
    pub address: Option<String>,
    /// Its first words.
    pub lead: String,
    /// Its text, if the feed brings it.
    pub body: Option<Body>,
}

/// The text of an article inside a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// As it came, live and dirty.
    pub text: String,
    /// Whether it is HTML.
    pub markup: bool,
    /// Whether it seems to be all of the article, not its beginning.
    pub whole: bool,
}
