//! From a source to a document, in four steps: bytes → text → clean text → blocks.
//!
//! Owns the order of the steps and the refusal of what is no text. Promises that a document which comes out of [`open`]
//! holds no control character but `\n`, no tab, and nothing else that could act on a terminal; that time is linear in
//! the size of the input whatever it holds; and that every failure is one plain sentence. Knows no widths of the screen
//! and no entities.

pub mod clean;
mod decode;
mod epub;
mod feed;
pub mod fetch;
mod format;
mod html;
mod language;
mod mail;
mod markdown;
mod markup;
mod pdf;
mod plain;
mod sniff;
mod source;

pub use encoding_rs::Encoding;
pub use format::{FORMATS, Format};
pub use source::Raw;

use crate::document::{Document, Feed, Page};
use crate::error::{Error, Name, Web};
use std::borrow::Cow;
use std::path::PathBuf;

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// An address of the web.
    Address(String),
    /// Standard input.
    Stdin,
    /// The article that comes with the program.
    Sample,
}

/// How to read it, where a person says so; else the program finds out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What kind of file it is.
    pub format: Option<Format>,
    /// In which encoding its text is.
    pub encoding: Option<&'static Encoding>,
    /// What may be spent on an address.
    pub fetch: fetch::Limits,
}

/// Hears how many bytes of an article have come so far; says whether it is still wanted.
pub type Watch<'a> = &'a dyn Fn(u64) -> bool;

/// The source that a person names: an address of the web, or a file, which other programs also name by its address
/// (`file:///home/ann/a%20b.html`).
pub fn named(name: PathBuf) -> Source {
    match name.to_str() {
        Some(text) if fetch::is_address(text) => Source::Address(text.to_owned()),
        Some(text) => Source::Path(source::file_at(text).unwrap_or(name)),
        None => Source::Path(name),
    }
}

/// What people call `source`; an address without its password.
pub fn name(source: &Source) -> Name {
    source::name(source)
}

/// What `source` is opened by again, from whatever folder: an absolute path, or an address without its password. `None` if it
/// cannot be: what came through a pipe, or a name that is no text.
pub fn again(source: &Source) -> Option<String> {
    source::again(source)
}

/// Open `source`.
///
/// # Errors
/// If it cannot be read, is empty, or is no text.
pub fn open(source: &Source, options: &Options) -> Result<Document, Error> {
    read(&source::read(source, options, &|_| true)?, options)
}

/// What is in `source`, all of it; `watch` hears how it comes along.
///
/// # Errors
/// If it cannot be read, is empty, is no text, or is no longer wanted.
pub fn find(source: &Source, options: &Options, watch: Watch<'_>) -> Result<Found, Error> {
    let raw = source::read(source, options, watch)?;
    if raw.format(options) == Format::Feed {
        return feed::read(&raw, options).map(Found::Feed);
    }
    read(&raw, options).map(Found::Article)
}

/// What is said where only the feed's own words are there.
const FROM_FEED: &str = "its page could not be opened: these are the feed's own words";

/// An article of a feed: as the feed brings it, if it brings all of it, else from its address; if that does not open, as much
/// as the feed brings, and the document's notice says so.
///
/// # Errors
/// As for [`find`].
pub fn item(
    feed: &Feed,
    index: usize,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Document, Error> {
    // What was said of the feed holds for the feed.
    let options = Options {
        format: None,
        encoding: None,
        ..options.clone()
    };
    let Some(item) = feed.items.get(index) else {
        return Err(Error::NoFeed(Name::of(&feed.source)));
    };
    let whole = item.body.as_ref().is_some_and(|body| body.whole);
    match &item.address {
        Some(address) if !whole => {
            let fetched = fetch::fetch(address, &options.fetch, watch);
            match fetched.and_then(|raw| read(&raw, &options)) {
                Err(error) if !matches!(error, Error::Web(Web::CalledOff(_))) => {
                    feed::page(feed, item)
                        .and_then(|raw| read(&raw, &options).ok())
                        .map(|document| document.with_notice(FROM_FEED))
                        .ok_or(error)
                }
                found => found,
            }
        }
        _ => match feed::page(feed, item) {
            Some(raw) => read(&raw, &options),
            None => Err(Error::NoItem(Name::of(&item.title))),
        },
    }
}

/// A long article, in bytes, from which the beginning is worth showing first.
const LONG: usize = 256 * 1024;

/// How much of it is shown first, in bytes, at most.
const HEAD: usize = 64 * 1024;

/// What can be looked at already.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "one is made, and taken apart at once"
)]
pub enum Opening {
    /// An article, though perhaps only its beginning so far.
    Article {
        /// The article, or its beginning.
        head: Document,
        /// What makes the whole of it; `None` if that is all.
        rest: Option<Rest>,
    },
    /// Articles to choose from.
    Feed(Feed),
}

/// What a source turned out to be.
#[expect(
    clippy::large_enum_variant,
    reason = "one of them is moved once in the life of the program"
)]
#[derive(Debug)]
pub enum Found {
    /// An article.
    Article(Document),
    /// Articles to choose from.
    Feed(Feed),
}

/// The bytes of an article of which only the beginning has been read into blocks.
#[derive(Debug)]
pub struct Rest {
    raw: Raw,
    options: Options,
}

impl Rest {
    /// The whole article; its text begins as the head did, unless what comes later changes how the beginning is read.
    ///
    /// # Errors
    /// If there is no text in it.
    pub fn finish(self) -> Result<Document, Error> {
        read(&self.raw, &self.options)
    }
}

/// Open `source` so that its beginning can be shown at once, however long it is.
///
/// # Errors
/// If it cannot be read, is empty, or is no text.
pub fn begin(source: &Source, options: &Options) -> Result<Opening, Error> {
    let raw = source::read(source, options, &|_| true)?;
    if let Some((head, encoding)) = head(&raw, options) {
        let language = language::of(&head);
        let head = head.in_language(language);
        // The whole of it is decoded as its beginning was.
        let options = Options {
            encoding: Some(encoding),
            ..options.clone()
        };
        return Ok(Opening::Article {
            head,
            rest: Some(Rest { raw, options }),
        });
    }
    if raw.format(options) == Format::Feed {
        return feed::read(&raw, options).map(Opening::Feed);
    }
    let head = read(&raw, options)?;
    Ok(Opening::Article { head, rest: None })
}

/// The beginning of a long text, cut where it shows least (between paragraphs, else between lines, else between words),
/// and the encoding of the whole.
fn head(raw: &Raw, options: &Options) -> Option<(Document, &'static Encoding)> {
    let bytes = &raw.bytes;
    if bytes.len() < LONG || raw.format(options) != Format::Plain || decode::utf16(bytes).is_some()
    {
        return None;
    }
    let head = bytes.get(..HEAD)?;
    let cuts: [&[u8]; 4] = [b"\n\n", b"\n\r\n", b"\n", b" "];
    let end = cuts
        .iter()
        .find_map(|cut| memchr::memmem::rfind(head, cut))?;
    let encoding = decode::encoding(raw, options);
    let text = decode::decode(head.get(..end)?, Some(encoding));
    Some((plain(&text, &raw.name).ok()?, encoding))
}

/// The document in `raw`, whatever its format.
///
/// # Errors
/// If it is damaged, or there is no text in it.
pub fn read(raw: &Raw, options: &Options) -> Result<Document, Error> {
    let document = blocks(raw, options)?;
    let language = language::of(&document);
    Ok(document.in_language(language).on_page(page(raw, options)))
}

/// What a browser can show of it: its address, or its file if that is a page.
fn page(raw: &Raw, options: &Options) -> Option<Page> {
    let file = raw.path.as_deref();
    let file = file.filter(|_| raw.format(options) == Format::Html);
    match &raw.address {
        Some(address) => Page::at(address),
        None => file.and_then(Page::of_file),
    }
}

fn blocks(raw: &Raw, options: &Options) -> Result<Document, Error> {
    let format = raw.format(options);
    if let Some(packed) = raw.packed().filter(|packed| *packed != format) {
        return Err(Error::Binary {
            name: raw.name.clone(),
            kind: if packed == Format::Pdf {
                "a PDF document"
            } else {
                "an EPUB book"
            },
            advice: "; leave out --format",
        });
    }
    match format {
        Format::Markdown => markdown::document(&text(raw, options)?, raw.name.as_str()),
        Format::Epub => epub::document(raw),
        Format::Mail => mail::document(raw, options),
        Format::Pdf => pdf::document(raw),
        Format::Html => html::document(raw, options),
        Format::Feed => feed::read(raw, options).map(|feed| feed::document(&feed)),
        Format::Plain => plain(&decode::text(raw, options), &raw.name),
    }
}

/// The text of `raw`, decoded and through the gate.
fn text<'a>(raw: &'a Raw, options: &Options) -> Result<Cow<'a, str>, Error> {
    let text = match decode::text(raw, options) {
        Cow::Borrowed(text) => clean::text(text),
        Cow::Owned(text) => match clean::text(&text) {
            Cow::Owned(clean) => Cow::Owned(clean),
            Cow::Borrowed(_) => Cow::Owned(text),
        },
    };
    let none = || Error::NoText(raw.name.clone());
    (!text.trim().is_empty()).then_some(text).ok_or_else(none)
}

/// A feed as a document: its titles, days, addresses and first words.
pub fn listing(feed: &Feed) -> Document {
    feed::document(feed)
}

/// The document in `bytes`, which are plain text from `name`, in whatever encoding.
///
/// # Errors
/// If there is no text in them.
pub fn document(bytes: &[u8], name: &Name) -> Result<Document, Error> {
    plain(&decode::decode(bytes, None), name)
}

fn plain(text: &str, name: &Name) -> Result<Document, Error> {
    let text = clean::text(text);
    if text.trim().is_empty() {
        return Err(Error::NoText(name.clone()));
    }
    Ok(plain::document(&text, name.as_str()))
}
