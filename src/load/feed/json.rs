//! Reads JSON Feed (<https://jsonfeed.org>), versions 1 and 1.1.

use super::super::fetch::url::Url;
use super::MAX_ITEMS;
use super::item::{FeedField, ItemBuilder};
use crate::document::FeedItem;
use serde_json::Value;

/// A feed in JSON.
pub(super) struct JsonFeed {
    pub(super) title: String,
    pub(super) items: Vec<FeedItem>,
}

/// Parses `text`; `None` if it is not such a feed. Links are resolved against `base`, or else against the feed's page.
pub(super) fn parse(text: &str, base: Option<Url>) -> Option<JsonFeed> {
    let feed: Value = serde_json::from_str(text).ok()?;
    let is_feed = text_of(&feed, "version").is_some_and(|version| version.contains("jsonfeed.org"));
    let items = feed.get("items").and_then(Value::as_array)?;
    if !is_feed {
        return None;
    }
    let home = text_of(&feed, "home_page_url").and_then(|url| Url::parse(url).ok());
    let base = base.or(home);
    let items = items.iter().take(MAX_ITEMS);
    Some(JsonFeed {
        title: text_of(&feed, "title").unwrap_or_default().to_owned(),
        items: items
            .filter_map(|item| read_item(item, base.as_ref()))
            .collect(),
    })
}

fn read_item(item: &Value, base: Option<&Url>) -> Option<FeedItem> {
    let mut builder = ItemBuilder::default();
    for (key, field, is_plain) in [
        ("title", FeedField::Title, true),
        ("url", FeedField::Link, true),
        ("external_url", FeedField::Link, true),
        ("id", FeedField::Id, true),
        ("summary", FeedField::Summary, true),
        ("content_html", FeedField::Content, false),
        ("content_text", FeedField::Content, true),
        ("date_published", FeedField::Published, true),
        ("date_modified", FeedField::Updated, true),
    ] {
        if let Some(text) = text_of(item, key) {
            builder.set(field, text.to_owned(), is_plain);
        }
    }
    builder.build(base)
}

/// The text in the field `key`, unless it is empty.
fn text_of<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value
        .get(key)?
        .as_str()
        .filter(|text| !text.trim().is_empty())
}
