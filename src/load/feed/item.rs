//! Collects the elements of a feed item and builds the [`FeedItem`].
//!
//! Decides which element is which field, which of two dates or links counts, and when an item's text is the whole
//! article.

use super::super::dates::{self, DayOrder};
use super::super::fetch::url::Url;
use super::plain_text;
use crate::document::{FeedItem, ItemBody, suffix};
use crate::load::clean;

/// Maximum length of an item's lead, in characters.
const LEAD_CHARS: usize = 300;

/// Minimum number of characters of a text that counts as a complete article.
const MIN_ARTICLE_CHARS: usize = 600;

/// The field that an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedField {
    Title,
    Link,
    /// An identifier, which may be the link.
    Id,
    Summary,
    Content,
    /// The publication date.
    Published,
    /// The date of the last change, used if there is no publication date.
    Updated,
    Ignored,
}

impl FeedField {
    /// The field of the element called `name`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match local_name(name) {
            "title" => Self::Title,
            "link" => Self::Link,
            "guid" => Self::Id,
            "description" | "summary" => Self::Summary,
            "content:encoded" | "content" => Self::Content,
            "pubDate" | "published" | "issued" | "dc:date" => Self::Published,
            "updated" | "modified" | "dcterms:modified" => Self::Updated,
            _ => return None,
        })
    }
}

/// `name` without a prefix that only names the feed format.
pub(super) fn local_name(name: &str) -> &str {
    match name.split_once(':') {
        Some(("atom" | "atom03" | "a" | "a10" | "rss" | "rdf" | "ns0", local)) => local,
        _ => name,
    }
}

/// The elements of an item collected so far.
#[derive(Debug, Default)]
pub(super) struct ItemBuilder {
    title: String,
    link: Option<String>,
    /// Whether the link is to a page, rather than to a recording or a picture.
    links_to_page: bool,
    id: Option<String>,
    summary: Option<ItemText>,
    content: Option<ItemText>,
    published: Option<String>,
    updated: Option<String>,
}

/// A text of an item.
#[derive(Debug)]
struct ItemText {
    text: String,
    /// Whether it is declared plain text.
    plain: bool,
}

impl ItemText {
    /// Its first words.
    fn lead(&self) -> String {
        plain_text::excerpt(&self.text, LEAD_CHARS)
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl ItemBuilder {
    /// Stores the text of an element; `plain` if it is declared plain text. Of repeated elements the first counts.
    pub(super) fn set(&mut self, field: FeedField, text: String, plain: bool) {
        let set_once = |slot: &mut Option<String>, text: String| {
            slot.get_or_insert(text);
        };
        match field {
            FeedField::Title if self.title.is_empty() => self.title = text,
            FeedField::Link if !text.trim().is_empty() => self.set_link(text.trim(), true),
            FeedField::Id => set_once(&mut self.id, text),
            FeedField::Summary => {
                self.summary.get_or_insert(ItemText { text, plain });
            }
            FeedField::Content => {
                self.content.get_or_insert(ItemText { text, plain });
            }
            FeedField::Published => set_once(&mut self.published, text),
            FeedField::Updated => set_once(&mut self.updated, text),
            FeedField::Title | FeedField::Link | FeedField::Ignored => {}
        }
    }

    /// Stores a link. A link to a page replaces one to something else.
    pub(super) fn set_link(&mut self, url: &str, is_page: bool) {
        if self.link.is_none() || is_page && !self.links_to_page {
            self.link = Some(url.to_owned());
            self.links_to_page = is_page;
        }
    }

    /// Builds the item, or returns `None` if it is empty. Links are resolved against `base`.
    pub(super) fn build(self, base: Option<&Url>) -> Option<FeedItem> {
        let resolve = |link: &String| {
            let url = match base {
                Some(base) => base.join(link),
                None => Url::parse(link),
            };
            url.ok().map(|url| url.to_string())
        };
        let id = self.id.filter(|id| Url::parse(id).is_ok());
        let url = self.link.as_ref().or(id.as_ref()).and_then(resolve);
        let texts = [&self.summary, &self.content].into_iter().flatten();
        let lead = texts.map(ItemText::lead).find(|lead| !lead.is_empty());
        let lead = lead.unwrap_or_default();
        let date = self.published.or(self.updated).and_then(|written| {
            let written = plain_text::excerpt(&written, 40);
            dates::parse_day(&written, DayOrder::DayFirst)
                .or((!written.is_empty()).then_some(written))
        });
        let content = self.content.filter(|text| !text.is_blank());
        let summary = self.summary.filter(|text| !text.is_blank());
        let body = match (content, summary) {
            (Some(text), _) => Some(item_body(text, true)),
            (None, Some(text)) => Some(item_body(text, false)),
            (None, None) => None,
        };
        let mut title = plain_text::excerpt(&self.title, LEAD_CHARS);
        if title.is_empty() {
            title = plain_text::excerpt(&lead, 60);
        }
        if title.is_empty() {
            title = clean::line(url.as_deref()?).into_owned();
        }
        Some(FeedItem {
            title,
            date,
            url,
            lead,
            body,
            is_feed: false,
            is_new: false,
        })
    }
}

/// Makes a text the body of an article. `is_content` says whether the feed declares it to be the full content.
fn item_body(ItemText { text, plain }: ItemText, is_content: bool) -> ItemBody {
    const TRUNCATION_MARKERS: &[&str] = &[
        "…",
        "...",
        "[…]",
        "[...]",
        "read more",
        "continue reading",
        "more »",
    ];
    let is_long = text.chars().nth(MIN_ARTICLE_CHARS).is_some();
    let tail = plain_text::excerpt(suffix(&text, 200), 200).to_lowercase();
    let tail = tail.trim_end_matches(['.', '→', '»', ' ']);
    let is_truncated = text.trim_end().ends_with("...")
        || TRUNCATION_MARKERS
            .iter()
            .any(|marker| tail.ends_with(marker));
    let is_html = !plain && text.contains(['<', '&']);
    ItemBody {
        is_complete: is_content && is_long && !is_truncated,
        is_html,
        text,
    }
}
