//! RSS 2.0, RSS 1.0 and Atom: a list of articles to choose from.
//!
//! Owns which elements of a feed mean what, and which of an item's texts is the article. Promises that a hostile feed costs
//! time linear in its size and memory bounded by it: no entity is expanded, nothing recurses, items and texts have limits;
//! that what is shown of it is clean; and that a feed which breaks off keeps what came before.

mod date;
mod draft;
mod words;

use super::fetch::address::Address;
use super::{Format, Options, Raw, decode};
use crate::document::{BlockKind, Builder, Document, Feed, Item};
use crate::error::{Error, Name};
use draft::{Draft, Field};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How many articles are listed at most.
const ITEMS: usize = 2000;

/// How long a single text may be, in bytes; what is longer is cut.
const FIELD: usize = 4 << 20;

/// The list in `raw`.
///
/// # Errors
/// If there is no list in it.
pub(super) fn read(raw: &Raw, options: &Options) -> Result<Feed, Error> {
    let text = decode::text(raw, options);
    let address = raw.address.as_deref();
    let mut reading = Reading::new(&text, address.and_then(|a| Address::parse(a).ok()));
    reading.run();
    let Reading {
        title,
        items,
        begun,
        ..
    } = reading;
    if !begun {
        return Err(Error::NoFeed(raw.name.clone()));
    }
    let title = words::of(&title, 200);
    Ok(Feed {
        title: if title.is_empty() {
            raw.name.as_str().to_owned()
        } else {
            title
        },
        source: raw.name.as_str().to_owned(),
        items,
    })
}

/// A feed on its way through the parser.
struct Reading<'a> {
    text: &'a str,
    /// From which the links are followed.
    base: Option<Address>,
    begun: bool,
    title: String,
    items: Vec<Item>,
    item: Option<Draft>,
    /// How many elements are open.
    depth: usize,
    /// At which depth the children of the feed, or of the open item, stand.
    level: usize,
    open: Option<Open>,
}

/// An element whose text is being taken.
struct Open {
    field: Field,
    name: String,
    text: String,
    /// Where its content begins in the feed.
    start: usize,
    /// Whether tags stand in it, so that it is markup as it stands.
    nested: bool,
    /// Whether it says that it is plain text.
    plain: bool,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, base: Option<Address>) -> Self {
        Self {
            text,
            base,
            begun: false,
            title: String::new(),
            items: Vec::new(),
            item: None,
            depth: 0,
            level: 0,
            open: None,
        }
    }

    fn run(&mut self) {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        while self.items.len() < ITEMS {
            let before = reader.buffer_position() as usize;
            // What is broken ends the feed; what came before stands.
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag, reader.buffer_position() as usize, false),
                Ok(Event::Empty(tag)) => self.start(&tag, before, true),
                Ok(Event::End(tag)) => self.end(tag.name().into_inner(), before),
                Ok(Event::Text(text)) => self.push(&text.xml10_content()),
                Ok(Event::CData(text)) => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.into_inner();
                    match words::resolve(&name) {
                        Some(text) => self.push(&text),
                        None => self.push(&format!("&{name};")),
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            }
        }
        self.finish_item();
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = &mut self.open
            && open.text.len() < FIELD
        {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, after: usize, empty: bool) {
        let name = tag.name().into_inner();
        match draft::plain_name(name) {
            // A new item ends whatever was left open before it.
            "item" | "entry" if self.begun => {
                if self.item.is_some() {
                    self.open = None;
                    self.finish_item();
                    self.depth = self.level;
                }
                self.item = (!empty).then(Draft::default);
                self.level = self.depth + 1;
            }
            "rss" | "feed" | "RDF" | "channel" if self.item.is_none() => {
                self.begun = true;
                self.level = self.depth + 1;
            }
            "link" if self.open.is_none() && self.depth == self.level => {
                self.link(tag);
                self.take(tag, after, empty);
            }
            _ => self.take(tag, after, empty),
        }
        self.depth += usize::from(!empty);
    }

    /// Take the text of an element, if it is one that matters where it stands.
    fn take(&mut self, tag: &BytesStart<'_>, after: usize, empty: bool) {
        if let Some(open) = &mut self.open {
            open.nested = true;
            return;
        }
        let name = tag.name().into_inner();
        let Some(field) = Field::of(name).filter(|_| self.depth == self.level && !empty) else {
            return;
        };
        if self.item.is_none() && field != Field::Title {
            return;
        }
        let kind = attribute(tag, "type").unwrap_or_default();
        self.open = Some(Open {
            field: match (field, attribute(tag, "isPermaLink").as_deref()) {
                (Field::Id, Some("false")) => Field::Ignored,
                (field, _) => field,
            },
            name: name.to_owned(),
            text: String::new(),
            start: after,
            nested: false,
            plain: kind == "text" || kind == "text/plain",
        });
    }

    /// An Atom link: it stands in an attribute.
    fn link(&mut self, tag: &BytesStart<'_>) {
        let Some(href) = attribute(tag, "href") else {
            return;
        };
        let relation = attribute(tag, "rel").unwrap_or_else(|| "alternate".to_owned());
        let kind = attribute(tag, "type").unwrap_or_else(|| "text/html".to_owned());
        if relation == "alternate" {
            let page = Format::of_media_type(&kind) == Some(Format::Html);
            match &mut self.item {
                Some(item) => item.link(&href, page),
                // The feed's own page, for links that say only half.
                None if self.base.is_none() => self.base = Address::parse(&href).ok(),
                None => {}
            }
        }
    }

    fn end(&mut self, name: &str, before: usize) {
        self.depth = self.depth.saturating_sub(1);
        let item = matches!(draft::plain_name(name), "item" | "entry");
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.name == name || item)
            && let Some(open) = self.open.take()
        {
            // Whatever was left open inside is closed with it.
            self.depth = self.level;
            let raw = self.text.get(open.start..before).unwrap_or_default();
            let markup = open.nested && !open.plain;
            let text = if markup {
                cut(raw).to_owned()
            } else {
                open.text
            };
            match &mut self.item {
                Some(item) => item.set(open.field, text, open.plain),
                None if open.field == Field::Title && self.title.is_empty() => self.title = text,
                None => {}
            }
        }
        if item && self.item.is_some() {
            self.depth = self.level.saturating_sub(1);
            self.finish_item();
        }
    }

    fn finish_item(&mut self) {
        if let Some(draft) = self.item.take() {
            self.items.extend(draft.finish(self.base.as_ref()));
            self.level = self.level.saturating_sub(1);
        }
    }
}

/// `text`, or its beginning if it is too long for one.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(FIELD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The value of an attribute, its entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .take(64)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.into_inner() == name)?;
    Some(found.value.replace("&amp;", "&").trim().to_owned())
}

/// The list as a document: for whoever wants to read it as one.
pub(super) fn document(feed: &Feed) -> Document {
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
            .chain(&item.address)
            .map(String::as_str)
            .collect();
        builder.push(&lines.join("\n"));
        builder.end(BlockKind::Verse);
        builder.push(&item.lead);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// The page that an item's own text makes.
pub(super) fn page(feed: &Feed, item: &Item) -> Option<Raw> {
    let body = item.body.as_ref()?;
    let name = item.address.as_deref().unwrap_or(&feed.source);
    let name = Address::parse(name).map_or_else(|_| Name::of(name), |address| address.shown());
    // Without a title of its own an article is called by its first words, and they come anyway.
    let own_title = !item.lead.starts_with(item.title.trim_end_matches('…'));
    let escaped = item.title.replace('&', "&amp;").replace('<', "&lt;");
    let text = match (body.markup, own_title) {
        (true, own_title) => {
            let heading = if own_title {
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
    let mut raw = Raw::new(text.into_bytes(), name);
    raw.told = Some(if body.markup {
        Format::Html
    } else {
        Format::Plain
    });
    raw.charset = Some("utf-8".to_owned());
    raw.address.clone_from(&item.address);
    Some(raw)
}
