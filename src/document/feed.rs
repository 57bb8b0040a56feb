//! A feed: a list of articles to choose from.
//!
//! The fields meant for display are each one clean line. The body of an item is unprocessed; the loader must turn it
//! into a [`Document`](super::Document) before it is shown.

/// A parsed RSS or Atom feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The feed's own title, or else the name of its source.
    pub title: String,
    /// Where it came from, for display.
    pub source: String,
    /// Its articles in the feed's order, which is nearly always newest first.
    pub items: Vec<FeedItem>,
}

/// One article of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// Its headline, or its first words if it has no headline.
    pub title: String,
    /// The publication date as `2026-11-25`, or as the feed writes it if that is not understood.
    pub date: Option<String>,
    /// The URL of its page.
    pub url: Option<String>,
    /// The first words of its summary or text.
    pub lead: String,
    /// Its text, if the feed includes it.
    pub body: Option<ItemBody>,
}

/// The text of an article as the feed includes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemBody {
    /// The unprocessed text, which may contain markup and control characters.
    pub text: String,
    /// Whether the text is HTML.
    pub is_html: bool,
    /// Whether this seems to be the complete article rather than its beginning.
    pub is_complete: bool,
}
