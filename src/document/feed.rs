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
    /// Whether it is a feed itself, in a list of feeds; its URL, or its path, is that of the feed.
    pub is_feed: bool,
    /// Whether it was not there when the feed was opened before; in a list of feeds, whether it has such articles.
    pub is_new: bool,
}

impl Feed {
    /// Whether this is a list of feeds.
    pub fn lists_feeds(&self) -> bool {
        self.items.iter().any(|item| item.is_feed)
    }
}

impl FeedItem {
    /// A number that tells it from the other items of its feed, the same whenever the feed is fetched: the 32-bit FNV-1a hash
    /// of its URL, or else of its title. It is stored, so no version may change it.
    pub fn fingerprint(&self) -> u32 {
        let name = self.url.as_ref().unwrap_or(&self.title);
        name.bytes().fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    }
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
