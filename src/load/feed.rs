//! Parses RSS 2.0, RSS 1.0, Atom and JSON feeds into a list of articles, and OPML into a list of feeds.
//!
//! Maps the elements of the three formats to the same fields and decides which of an item's texts is the article. A
//! hostile feed takes time linear in its size and bounded memory: no entity is expanded, nothing recurses, and the
//! number of items and the length of texts are limited. Text meant for display is clean. A feed that breaks off keeps
//! the items before the break.

mod item;
mod json;
mod plain_text;

use super::fetch::url::Url;
use super::{FileFormat, LoadOptions, RawContent, character_references, decode};
use crate::document::{BlockKind, Builder, Document, Feed, FeedItem, prefix};
use crate::error::{Error, SafeText};
use item::{FeedField, ItemBuilder};
use mail_parser::decoders::base64::base64_decode;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Maximum number of articles.
const MAX_ITEMS: usize = 2000;

/// Maximum length of a single text, in bytes; longer ones are truncated.
const MAX_FIELD_BYTES: usize = 4 << 20;

/// Parses the feed in `raw`.
///
/// # Errors
/// If it is not a feed.
pub(super) fn parse_feed(raw: &RawContent, options: &LoadOptions) -> Result<Feed, Error> {
    let text = decode::decode_raw(raw, options);
    let url = raw.url.as_deref();
    let base = url.and_then(|url| Url::parse(url).ok());
    if text.trim_start().starts_with('{') {
        let feed = json::parse(&text, base).ok_or_else(|| Error::NotAFeed(raw.name.clone()))?;
        return Ok(named_feed(&feed.title, feed.items, raw));
    }
    let mut parser = FeedParser::new(&text, base);
    parser.run();
    let FeedParser {
        title,
        items,
        started,
        ..
    } = parser;
    if !started {
        return Err(Error::NotAFeed(raw.name.clone()));
    }
    Ok(named_feed(&title, items, raw))
}

/// A feed with a title: its own, or else the name of its file.
fn named_feed(title: &str, items: Vec<FeedItem>, raw: &RawContent) -> Feed {
    let title = plain_text::excerpt(title, 200);
    Feed {
        title: if title.is_empty() {
            raw.name.as_str().to_owned()
        } else {
            title
        },
        source: raw.name.as_str().to_owned(),
        items,
    }
}

/// A feed being parsed.
struct FeedParser<'a> {
    text: &'a str,
    /// The URL against which links are resolved.
    base: Option<Url>,
    started: bool,
    title: String,
    items: Vec<FeedItem>,
    current_item: Option<ItemBuilder>,
    /// Number of open elements.
    depth: usize,
    /// The depth of the children of the feed, or of the current item.
    child_depth: usize,
    open_element: Option<OpenElement>,
}

/// An element whose text is being collected.
struct OpenElement {
    field: FeedField,
    name: String,
    text: String,
    /// Byte offset in the feed at which its content begins.
    content_start: usize,
    /// Whether it contains tags, so that its content is inline markup.
    has_markup: bool,
    /// Whether it declares itself plain text.
    is_plain: bool,
    /// Whether its text is in base64, as Atom 0.3 allows.
    is_base64: bool,
}

impl<'a> FeedParser<'a> {
    fn new(text: &'a str, base: Option<Url>) -> Self {
        Self {
            text,
            base,
            started: false,
            title: String::new(),
            items: Vec::new(),
            current_item: None,
            depth: 0,
            child_depth: 0,
            open_element: None,
        }
    }

    fn run(&mut self) {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        while self.items.len() < MAX_ITEMS {
            let before = reader.buffer_position() as usize;
            // A syntax error ends the feed; the items before it are kept.
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.on_start(&tag, reader.buffer_position() as usize, false);
                }
                Ok(Event::Empty(tag)) => self.on_start(&tag, before, true),
                Ok(Event::End(tag)) => self.on_end(tag.name().into_inner(), before),
                Ok(Event::Text(text)) => self.push_text(&text.xml10_content()),
                Ok(Event::CData(text)) => self.push_text(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.into_inner();
                    match character_references::resolve(&name) {
                        Some(text) => self.push_text(&text),
                        None => self.push_text(&format!("&{name};")),
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            }
        }
        self.finish_item();
    }

    fn push_text(&mut self, text: &str) {
        if let Some(open) = &mut self.open_element
            && open.text.len() < MAX_FIELD_BYTES
        {
            open.text.push_str(text);
        }
    }

    fn on_start(&mut self, tag: &BytesStart<'_>, after: usize, empty: bool) {
        let name = tag.name().into_inner();
        match item::local_name(name) {
            // A new item closes whatever was left open before it.
            "item" | "entry" if self.started => {
                if self.current_item.is_some() {
                    self.open_element = None;
                    self.finish_item();
                    self.depth = self.child_depth;
                }
                self.current_item = (!empty).then(ItemBuilder::default);
                self.child_depth = self.depth + 1;
            }
            "outline" if self.started => {
                // A feed in a list of feeds.
                if let Some(url) = attribute(tag, "xmlUrl") {
                    let mut item = ItemBuilder::default();
                    let title = attribute(tag, "text").or_else(|| attribute(tag, "title"));
                    item.set(FeedField::Title, title.unwrap_or_default(), true);
                    item.set_link(&url, true);
                    let item = item.build(self.base.as_ref());
                    self.items.extend(item.map(|item| FeedItem {
                        is_feed: item.url.is_some(),
                        ..item
                    }));
                }
            }
            // The title of a list of feeds stands in its head.
            "head" if self.started => self.child_depth = self.depth + 1,
            "rss" | "feed" | "RDF" | "channel" | "opml" if self.current_item.is_none() => {
                self.started = true;
                self.child_depth = self.depth + 1;
            }
            "link" if self.open_element.is_none() && self.depth == self.child_depth => {
                self.add_atom_link(tag);
                self.start_field(tag, after, empty);
            }
            _ => self.start_field(tag, after, empty),
        }
        self.depth += usize::from(!empty);
    }

    /// Starts to collect the text of an element, if it is a field at this depth.
    fn start_field(&mut self, tag: &BytesStart<'_>, after: usize, empty: bool) {
        if let Some(open) = &mut self.open_element {
            open.has_markup = true;
            return;
        }
        let name = tag.name().into_inner();
        let Some(field) =
            FeedField::from_name(name).filter(|_| self.depth == self.child_depth && !empty)
        else {
            return;
        };
        if self.current_item.is_none() && !matches!(field, FeedField::Title | FeedField::Link) {
            return;
        }
        let kind = attribute(tag, "type").unwrap_or_default();
        self.open_element = Some(OpenElement {
            field: match (field, attribute(tag, "isPermaLink").as_deref()) {
                (FeedField::Id, Some("false")) => FeedField::Ignored,
                (field, _) => field,
            },
            name: name.to_owned(),
            text: String::new(),
            content_start: after,
            has_markup: false,
            is_plain: kind == "text" || kind == "text/plain",
            is_base64: attribute(tag, "mode").is_some_and(|mode| mode == "base64"),
        });
    }

    /// Handles an Atom link, whose URL is in an attribute.
    fn add_atom_link(&mut self, tag: &BytesStart<'_>) {
        let Some(href) = attribute(tag, "href") else {
            return;
        };
        let relation = attribute(tag, "rel").unwrap_or_else(|| "alternate".to_owned());
        let kind = attribute(tag, "type").unwrap_or_else(|| "text/html".to_owned());
        if relation == "alternate" {
            let is_page = FileFormat::from_media_type(&kind) == Some(FileFormat::Html);
            match &mut self.current_item {
                Some(item) => item.set_link(&href, is_page),
                // The feed's own page, against which relative links are resolved.
                None if self.base.is_none() => self.base = Url::parse(&href).ok(),
                None => {}
            }
        }
    }

    fn on_end(&mut self, name: &str, before: usize) {
        self.depth = self.depth.saturating_sub(1);
        let ends_item = matches!(item::local_name(name), "item" | "entry");
        if self
            .open_element
            .as_ref()
            .is_some_and(|open| open.name == name || ends_item)
            && let Some(open) = self.open_element.take()
        {
            // Whatever was left open inside is closed with it.
            self.depth = self.child_depth;
            let raw = self
                .text
                .get(open.content_start..before)
                .unwrap_or_default();
            let is_markup = open.has_markup && !open.is_plain;
            let text = if is_markup {
                prefix(raw, MAX_FIELD_BYTES).to_owned()
            } else if open.is_base64 {
                decode_base64(&open.text).unwrap_or(open.text)
            } else {
                open.text
            };
            match &mut self.current_item {
                Some(item) => item.set(open.field, text, open.is_plain),
                None if open.field == FeedField::Title && self.title.is_empty() => {
                    self.title = text;
                }
                // The feed's own page, against which relative links are resolved.
                None if open.field == FeedField::Link && self.base.is_none() => {
                    self.base = Url::parse(text.trim()).ok();
                }
                None => {}
            }
        }
        if ends_item && self.current_item.is_some() {
            self.depth = self.child_depth.saturating_sub(1);
            self.finish_item();
        }
    }

    fn finish_item(&mut self) {
        if let Some(item) = self.current_item.take() {
            self.items.extend(item.build(self.base.as_ref()));
            self.child_depth = self.child_depth.saturating_sub(1);
        }
    }
}

/// The text that `encoded` is in base64, in whatever encoding.
fn decode_base64(encoded: &str) -> Option<String> {
    let bytes = base64_decode(encoded.trim().as_bytes()).filter(|bytes| !bytes.is_empty())?;
    Some(decode::decode_bytes(&bytes, None).into_owned())
}

/// The value of an attribute, with its character references replaced.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .take(64)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.into_inner() == name)?;
    Some(character_references::decode(found.value.trim()).into_owned())
}

/// The feed as a document, for reading it as a list.
pub(super) fn feed_document(feed: &Feed) -> Document {
    let mut builder = Builder::new(feed.source.clone());
    builder.meta_mut().title = Some(feed.title.clone());
    builder.push(&feed.title);
    builder.end(BlockKind::Title);
    for item in &feed.items {
        builder.push(&item.title);
        builder.end(BlockKind::Heading(2));
        let lines: Vec<&str> = item
            .date
            .iter()
            .chain(&item.url)
            .map(String::as_str)
            .collect();
        builder.push(&lines.join("\n"));
        builder.end(BlockKind::Verse);
        builder.push(&item.lead);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// Reads the text that the feed has of `item`; `None` if it has none. All that is there is the article.
pub(super) fn read_item(
    feed: &Feed,
    item: &FeedItem,
    options: &LoadOptions,
) -> Option<Result<Document, Error>> {
    let raw = item_content(feed, item)?;
    Some(super::parse(&raw, options).map(Document::into_certain_article))
}

/// The text that the feed includes for `item`, as content to parse.
fn item_content(feed: &Feed, item: &FeedItem) -> Option<RawContent> {
    let body = item.body.as_ref()?;
    let name = item.url.as_deref().unwrap_or(&feed.source);
    let name = Url::parse(name).map_or_else(|_| SafeText::new(name), |url| url.display_name());
    // An untitled article is named after its first words, which are in the text anyway.
    let has_own_title = !item.lead.starts_with(item.title.trim_end_matches('…'));
    let escaped = item.title.replace('&', "&amp;").replace('<', "&lt;");
    let text = match (body.is_html, has_own_title) {
        (true, has_own_title) => {
            let heading = if has_own_title {
                format!("<h1>{escaped}</h1>\n")
            } else {
                String::new()
            };
            format!(
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{escaped}</title></head>\
                 <body><article>{heading}{}</article></body></html>",
                body.text
            )
        }
        (false, true) => format!("{}\n\n{}", item.title, body.text),
        (false, false) => body.text.clone(),
    };
    let mut raw = RawContent::new(text.into_bytes(), name);
    raw.declared_format = Some(if body.is_html {
        FileFormat::Html
    } else {
        FileFormat::Plain
    });
    raw.charset = Some("utf-8".to_owned());
    raw.url.clone_from(&item.url);
    Some(raw)
}
