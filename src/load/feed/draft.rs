//! An item while its elements come in, and what becomes of it.
//!
//! Owns which element is which field, which of two dates or links counts, and when an item's text is the whole article.

use super::super::fetch::address::Address;
use super::{date, words};
use crate::document::{Body, Item};
use crate::load::clean;

/// Characters of first words that are kept.
const LEAD: usize = 300;

/// Characters of text from which it can be an article.
const ARTICLE: usize = 600;

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Link,
    /// An identifier that may be the link.
    Id,
    Summary,
    Content,
    /// When it appeared.
    Published,
    /// When it was changed; for want of better.
    Updated,
    Ignored,
}

impl Field {
    /// What the element called `name` holds.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match plain_name(name) {
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

/// `name` without a prefix that only says which format it is.
pub(super) fn plain_name(name: &str) -> &str {
    match name.split_once(':') {
        Some(("atom" | "a10" | "rss" | "rdf", local)) => local,
        _ => name,
    }
}

/// An item so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    title: String,
    link: Option<String>,
    /// Whether the link leads to a page, not to a recording or a picture.
    page: bool,
    id: Option<String>,
    summary: Option<(String, bool)>,
    content: Option<(String, bool)>,
    published: Option<String>,
    updated: Option<String>,
}

impl Draft {
    /// An element is there; `plain` if it says that it is no markup.
    pub(super) fn set(&mut self, field: Field, text: String, plain: bool) {
        let first = |slot: &mut Option<String>, text: String| {
            slot.get_or_insert(text);
        };
        match field {
            Field::Title if self.title.is_empty() => self.title = text,
            Field::Link if !text.trim().is_empty() => self.link(text.trim(), true),
            Field::Id => first(&mut self.id, text),
            Field::Summary => self.summary = self.summary.take().or(Some((text, plain))),
            Field::Content => self.content = self.content.take().or(Some((text, plain))),
            Field::Published => first(&mut self.published, text),
            Field::Updated => first(&mut self.updated, text),
            Field::Title | Field::Link | Field::Ignored => {}
        }
    }

    /// A link; one to a page counts more than another.
    pub(super) fn link(&mut self, to: &str, page: bool) {
        if self.link.is_none() || page && !self.page {
            self.link = Some(to.to_owned());
            self.page = page;
        }
    }

    /// The item, unless there is nothing in it; links are followed from `base`.
    pub(super) fn finish(self, base: Option<&Address>) -> Option<Item> {
        let follow = |link: &String| {
            let address = match base {
                Some(base) => base.follow(link),
                None => Address::parse(link),
            };
            address.ok().map(|address| address.to_string())
        };
        let id = self.id.filter(|id| Address::parse(id).is_ok());
        let address = self.link.as_ref().or(id.as_ref()).and_then(follow);
        let words_of = |text: &Option<(String, bool)>| {
            text.as_ref()
                .map(|(text, _)| words::of(text, LEAD))
                .unwrap_or_default()
        };
        let mut lead = words_of(&self.summary);
        if lead.is_empty() {
            lead = words_of(&self.content);
        }
        let date = self.published.or(self.updated).and_then(|written| {
            let written = words::of(&written, 40);
            date::day(&written).or((!written.is_empty()).then_some(written))
        });
        let body = match (self.content, self.summary) {
            (Some((text, plain)), _) if !text.trim().is_empty() => Some(body(text, plain, true)),
            (_, Some((text, plain))) if !text.trim().is_empty() => Some(body(text, plain, false)),
            _ => None,
        };
        let mut title = words::of(&self.title, LEAD);
        if title.is_empty() {
            title = words::of(&lead, 60);
        }
        if title.is_empty() {
            title = clean::line(address.as_deref()?).into_owned();
        }
        Some(Item {
            title,
            date,
            address,
            lead,
            body,
        })
    }
}

/// A text as the body of an article; `meant` if the feed says that it is one.
fn body(text: String, plain: bool, meant: bool) -> Body {
    const BROKEN_OFF: &[&str] = &[
        "…",
        "...",
        "[…]",
        "[...]",
        "read more",
        "continue reading",
        "more »",
    ];
    let long = text.chars().nth(ARTICLE).is_some();
    let mut at = text.len().saturating_sub(200);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let tail = words::of(text.get(at..).unwrap_or_default(), 200).to_lowercase();
    let tail = tail.trim_end_matches(['.', '→', '»', ' ']);
    let broken =
        text.trim_end().ends_with("...") || BROKEN_OFF.iter().any(|sign| tail.ends_with(sign));
    let markup = !plain && text.contains(['<', '&']);
    Body {
        whole: meant && long && !broken,
        markup,
        text,
    }
}
