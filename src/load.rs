//! Loading: turns a source into a [`Document`] in four steps: bytes → text → clean text → blocks.
//!
//! This module puts the steps in order and rejects input that is not text. It guarantees that
//!
//! - a document holds no control character but `\n`, no tab, and nothing else that could act on a terminal;
//! - loading takes time linear in the size of the input, whatever it holds;
//! - every failure is reported in one plain sentence.
//!
//! It knows nothing of screen widths or entities.

mod character_references;
pub mod clean;
mod dates;
mod decode;
mod epub;
mod feed;
pub mod fetch;
mod format;
mod html;
mod known_feeds;
mod language;
mod linked_files;
mod mail;
mod markdown;
mod markup;
mod partial;
mod pdf;
mod picture;
mod piped;
mod plain;
mod sniff;
mod source;

pub use encoding_rs::Encoding;
pub use format::{FORMAT_NAMES, FileFormat};
pub use known_feeds::{KnownFeed, list_feeds};
pub use partial::{PartialContent, PendingDocument, open_partial, open_partial_piped};
pub use picture::{open_picture, picture_name};
pub use piped::{PipedInput, TextFn, open_piped};
pub use source::RawContent;

use crate::document::{BrowseTarget, Document, Feed, is_without_capitals};
use crate::error::{Error, SafeText, WebError};
use crate::manual::ManualPage;
use std::borrow::Cow;
use std::path::PathBuf;

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// A web page, by its URL.
    Url(String),
    /// Standard input.
    Stdin,
    /// The sample article that is built into the program.
    Sample,
    /// The manual, which is built in too.
    Manual {
        /// One page of it; `None` for all of it.
        page: Option<ManualPage>,
        /// The default keys in Markdown, for the page that lists them.
        key_tables: String,
    },
    /// The list of these feeds. To open it completely is to fetch them all and see what is new.
    Feeds(Vec<KnownFeed>),
}

/// Choices that override what would be detected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// The file format.
    pub format: Option<FileFormat>,
    /// The character encoding of the text.
    pub encoding: Option<&'static Encoding>,
    /// Whether all text of a web page is read, not only its article.
    pub whole_page: bool,
    /// Limits and headers for fetching a URL.
    pub fetch: fetch::FetchOptions,
}

/// Called with the number of bytes received so far; returns whether to go on loading.
pub type ProgressFn<'a> = &'a dyn Fn(u64) -> bool;

/// The source for a command-line argument: a web URL, a `file://` URL such as other programs pass, or a path.
///
/// ```
/// use byline::load::{Source, parse_source};
///
/// assert_eq!(
///     parse_source("https://example.org/page".into()),
///     Source::Url("https://example.org/page".to_owned())
/// );
/// assert_eq!(
///     parse_source("file:///home/ann/a%20b.html".into()),
///     Source::Path("/home/ann/a b.html".into())
/// );
/// ```
pub fn parse_source(arg: PathBuf) -> Source {
    match arg.to_str() {
        Some(text) if fetch::is_web_url(text) => Source::Url(text.to_owned()),
        Some(text) => Source::Path(source::path_from_file_url(text).unwrap_or(arg)),
        None => Source::Path(arg),
    }
}

/// The name of `source` for display. A URL is shown without its password.
pub fn display_name(source: &Source) -> SafeText {
    source::display_name(source)
}

/// How `source` can be opened again from any working directory: an absolute path, or a URL without its password. `None`
/// if it cannot be: standard input, a built-in text, a device or a file that no longer exists, or a path that is not
/// valid Unicode.
pub fn reopen_location(source: &Source) -> Option<String> {
    source::reopen_location(source)
}

/// Opens `source` as one document. A feed becomes a document that lists its articles.
///
/// ```
/// use byline::load::{self, LoadOptions, Source};
///
/// # fn main() -> Result<(), byline::error::Error> {
/// let document = load::open(&Source::Sample, &LoadOptions::default())?;
/// assert!(document.meta().is_english());
/// assert!(!document.blocks().is_empty());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If it cannot be read, is empty, or is not text.
pub fn open(source: &Source, options: &LoadOptions) -> Result<Document, Error> {
    if let Source::Feeds(known) = source {
        return Ok(feed_document(&list_feeds(known)));
    }
    parse(&source::read_source(source, options, &|_| true)?, options)
}

/// Opens `source` completely; `on_progress` is called as the bytes arrive.
///
/// # Errors
/// If it cannot be read, is empty, is not text, or `on_progress` cancelled it.
pub fn open_content(
    source: &Source,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Content, Error> {
    if let Source::Feeds(known) = source {
        return known_feeds::check_feeds(known, options, on_progress).map(Content::Feed);
    }
    let raw = source::read_source(source, options, on_progress)?;
    if raw.resolve_format(options) == FileFormat::Feed {
        return feed::parse_feed(&raw, options).map(Content::Feed);
    }
    parse(&raw, options).map(Content::Article)
}

/// The notice shown when an article's page could not be opened and the text in the feed is shown instead.
const FEED_TEXT_NOTICE: &str = "The page could not be opened; showing the text from the feed";

/// Opens the article at `index` of `feed`. The text in the feed is used if it is complete; otherwise the article's page
/// is fetched. If that fails, the document holds what text the feed has, with a notice that says so.
///
/// # Errors
/// As for [`open_content`].
pub fn open_feed_item(
    feed: &Feed,
    index: usize,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Document, Error> {
    // The chosen format and encoding apply to the feed, not to its articles.
    let options = LoadOptions {
        format: None,
        encoding: None,
        ..options.clone()
    };
    let Some(item) = feed.items.get(index) else {
        return Err(Error::NotAFeed(SafeText::new(&feed.source)));
    };
    let is_complete = item.body.as_ref().is_some_and(|body| body.is_complete);
    match &item.url {
        Some(url) if !is_complete => {
            let fetched = fetch::fetch(url, &options.fetch, on_progress);
            match fetched.and_then(|raw| parse(&raw, &options)) {
                Err(error) if !matches!(error, Error::Web(WebError::Cancelled(_))) => {
                    feed::read_item(feed, item, &options)
                        .and_then(Result::ok)
                        .map(|document| document.with_notice(FEED_TEXT_NOTICE))
                        .ok_or(error)
                }
                result => result,
            }
        }
        _ => feed::read_item(feed, item, &options)
            .unwrap_or_else(|| Err(Error::EmptyFeedItem(SafeText::new(&item.title)))),
    }
}

/// What a source turned out to contain.
#[expect(
    clippy::large_enum_variant,
    reason = "it is moved only once per article"
)]
#[derive(Debug)]
pub enum Content {
    /// An article.
    Article(Document),
    /// Articles to choose from.
    Feed(Feed),
}

/// The notice of a text in small letters only.
const NO_CAPITALS_NOTICE: &str = "This text has no capitals; the names in it are guesses";

/// Parses `raw` in whatever format it is.
///
/// # Errors
/// If it is damaged, or there is no text in it.
pub fn parse(raw: &RawContent, options: &LoadOptions) -> Result<Document, Error> {
    let mut document = parse_format(raw, options)?;
    let language = language::detect_language(&document);
    if document.meta().notice.is_none() && is_without_capitals(document.text()) {
        document = document.with_notice(NO_CAPITALS_NOTICE);
    }
    if document.meta().notice.is_none()
        && let Some(encoding) = weak_guess(raw, options)
    {
        document = document.with_notice(&format!(
            "Encoding guessed: {}; if letters are wrong, use --encoding",
            encoding.name()
        ));
    }
    Ok(document
        .with_language(language)
        .with_format(raw.resolve_format(options).name())
        .with_browse_target(browse_target(raw, options)))
}

/// The encoding of `raw`, if it is text and its encoding is a weak guess.
fn weak_guess(raw: &RawContent, options: &LoadOptions) -> Option<&'static Encoding> {
    match raw.resolve_format(options) {
        FileFormat::Plain | FileFormat::Markdown | FileFormat::Html => {
            decode::weak_guess(raw, options)
        }
        FileFormat::Epub | FileFormat::Mail | FileFormat::Pdf | FileFormat::Feed => None,
    }
}

/// What a browser can show for this content: its URL, or its file if that is an HTML page.
fn browse_target(raw: &RawContent, options: &LoadOptions) -> Option<BrowseTarget> {
    let file = raw.path.as_deref();
    let file = file.filter(|_| raw.resolve_format(options) == FileFormat::Html);
    match &raw.url {
        Some(url) => BrowseTarget::from_url(url),
        None => file.and_then(BrowseTarget::from_file),
    }
}

fn parse_format(raw: &RawContent, options: &LoadOptions) -> Result<Document, Error> {
    let format = raw.resolve_format(options);
    if let Some(binary) = raw.binary_format().filter(|binary| *binary != format) {
        return Err(Error::Binary {
            name: raw.name.clone(),
            kind: if binary == FileFormat::Pdf {
                "a PDF document"
            } else {
                "an EPUB book"
            },
            advice: "; leave out --format",
        });
    }
    match format {
        FileFormat::Markdown => markdown::read_document(&clean_text(raw, options)?, raw),
        FileFormat::Epub => epub::read_document(raw),
        FileFormat::Mail => mail::read_document(raw, options),
        FileFormat::Pdf => pdf::read_document(raw),
        FileFormat::Html => html::read_document(raw, options),
        FileFormat::Feed => feed::parse_feed(raw, options).map(|feed| feed::feed_document(&feed)),
        FileFormat::Plain => plain_document(&decode::decode_raw(raw, options), &raw.name),
    }
}

/// The text of `raw`, decoded and cleaned.
fn clean_text<'a>(raw: &'a RawContent, options: &LoadOptions) -> Result<Cow<'a, str>, Error> {
    let text = match decode::decode_raw(raw, options) {
        Cow::Borrowed(text) => clean::text(text),
        Cow::Owned(text) => match clean::text(&text) {
            Cow::Owned(clean) => Cow::Owned(clean),
            Cow::Borrowed(_) => Cow::Owned(text),
        },
    };
    let none = || Error::NoText(raw.name.clone());
    (!text.trim().is_empty()).then_some(text).ok_or_else(none)
}

/// A feed as a document: titles, dates, URLs and first words.
pub fn feed_document(feed: &Feed) -> Document {
    feed::feed_document(feed)
}

/// Parses `bytes` as plain text in whatever encoding; `name` says where they came from.
///
/// ```
/// use byline::error::SafeText;
/// use byline::load;
///
/// # fn main() -> Result<(), byline::error::Error> {
/// let name = SafeText::new("note.txt");
/// let document = load::parse_plain_text(b"Caf\xe9 in \x1b[1mParis\x1b[0m.\n", &name)?;
/// assert_eq!(document.text(), "Café in Paris.");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If there is no text in them.
pub fn parse_plain_text(bytes: &[u8], name: &SafeText) -> Result<Document, Error> {
    plain_document(&decode::decode_bytes(bytes, None), name)
}

fn plain_document(text: &str, name: &SafeText) -> Result<Document, Error> {
    // Before cleaning, which makes line ends of form feeds.
    let text = plain::remove_page_furniture(text);
    let text = clean::text(&text);
    if text.trim().is_empty() {
        return Err(Error::NoText(name.clone()));
    }
    Ok(plain::read_document(&text, name.as_str()))
}
