//! Prints articles instead of opening the reader.
//!
//! The output formats are the wrapped article, the article for screen readers, JSON, tab-separated tables, lists, the
//! sentences that mention a name, an HTML page, and the list of a feed's articles; each works for one article or for many.
//! No control sequence is ever written except byline's own styles: text has been cleaned by the loader, and names from
//! elsewhere are cleaned here. If whatever reads the output closes the pipe, that is not an error.
//!
//! [`print_sources`] does everything for a command line; [`write_article`] and [`write_feed`] write what has been loaded
//! already.

mod annotated;
mod article;
mod batch;
mod code_points;
mod explain;
mod feed;
mod grep;
pub mod history;
mod html;
mod json;
pub mod library;
mod open;
mod pool;
pub mod progress;
mod progress_bar;
mod text_table;
mod totals;
mod tsv;
mod wrap;

pub use batch::print_many;

use crate::cli::{OutputFormat, PrintOptions};
use crate::document::{Document, Feed};
use crate::entities::{self, Entities, EntityKind};
use crate::error::{Error, SafeText};
use crate::load::Source;
use crate::store::Store;
use annotated::AnnotatedDocument;
use open::{AnalysedArticle, AnalysedSource, analyse_in_parallel};
use progress::ProgressLine;
use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::thread;

/// Prints the sources named in `options` to standard output and returns the exit code: 0, or 1 if one of several articles
/// could not be opened or a name was not found.
///
/// # Errors
/// If a single article cannot be opened, or the output cannot be written.
pub fn print_sources(options: &PrintOptions, store: &Store) -> Result<u8, Error> {
    entities::prepare_in_background();
    if let [source] = options.sources.as_slice() {
        return print_one(source, options, store);
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut out = io::stdout().lock();
    // A list over all articles is printed only at the end. Other output shows on a terminal how far byline is.
    let is_printed_last = matches!(
        options.format,
        OutputFormat::People | OutputFormat::Countries
    );
    let bar = io::stderr().is_terminal() && (is_printed_last || !out.is_terminal());
    print_many(options, store, workers, bar, &mut out)
}

/// Prints a single source.
fn print_one(source: &Source, options: &PrintOptions, store: &Store) -> Result<u8, Error> {
    let progress = ProgressLine::start(source, io::stderr().is_terminal());
    let opened = open::open_source(
        source,
        options,
        store,
        &|bytes| progress.set_bytes(bytes),
        analyse_in_parallel,
    );
    drop(progress);
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let written = match opened? {
        AnalysedSource::Feed(feed) => write_feed(&feed, options, &mut out).map(|()| true),
        AnalysedSource::Article(AnalysedArticle {
            document,
            entities,
            store_errors,
        }) => {
            store_errors.iter().for_each(report);
            write_article(&document, &entities, options, &mut out)
        }
    };
    let found = written.map_err(|error| write_error(&error))?;
    if !found {
        grep::report_none(&options.format);
    }
    Ok(u8::from(!found))
}

/// Writes `document` and the entities found in it to `out`, in the format of `options`. Returns whether anything was found:
/// false only if no sentence matches in [`OutputFormat::Grep`].
///
/// # Errors
/// If writing fails, unless the reader of `out` has closed the pipe.
///
/// # Examples
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use byline::cli::{OutputFormat, PrintOptions};
/// use byline::document::{BlockKind, Builder};
/// use byline::options::AnalysisOptions;
/// use byline::{entities, load, print};
///
/// let mut builder = Builder::new("example");
/// builder.push("Angela Merkel met Barack Obama in Berlin.");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let options = PrintOptions {
///     sources: Vec::new(),
///     load: load::LoadOptions::default(),
///     format: OutputFormat::People,
///     width: 80,
///     styled: false,
///     analysis: AnalysisOptions::default(),
/// };
/// let mut out = Vec::new();
/// print::write_article(&document, &entities::read(&document), &options, &mut out)?;
/// assert_eq!(String::from_utf8(out)?, "1\tAngela Merkel\n1\tBarack Obama\n");
/// # Ok(())
/// # }
/// ```
pub fn write_article(
    document: &Document,
    entities: &Entities,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<bool> {
    let article = AnnotatedDocument { document, entities };
    let mut found = true;
    let written = match &options.format {
        OutputFormat::Article => article::write_marked(article, options, out),
        OutputFormat::Plain => article::write_plain(article, options, out),
        OutputFormat::Json { reasons } => json::write(article, *reasons, out),
        OutputFormat::Tsv => {
            tsv::write_header(false, out).and_then(|()| tsv::write_mentions(article, false, out))
        }
        OutputFormat::People => tsv::write_entities(entities, EntityKind::Person, out),
        OutputFormat::Countries => tsv::write_entities(entities, EntityKind::Country, out),
        OutputFormat::Html => html::write(article, out),
        OutputFormat::Explain(name) => {
            let count = explain::write(article, name, out);
            count.map(|count| found = count > 0)
        }
        OutputFormat::Grep(name) => {
            let query = grep::NameQuery::new(name);
            let count = grep::write(article, &query, None, options.styled, out);
            count.map(|count| found = count > 0)
        }
    };
    ignore_broken_pipe(written.and_then(|()| out.flush())).map(|()| found)
}

/// Whether a feed is printed as a list in this format. In the others it is printed like an article made of its text.
fn prints_feed_list(format: &OutputFormat) -> bool {
    matches!(format, OutputFormat::Article | OutputFormat::Json { .. })
}

/// Writes the articles of `feed` to `out`, as JSON or as a list.
///
/// # Errors
/// As for [`write_article`].
///
/// # Examples
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use byline::cli::{OutputFormat, PrintOptions};
/// use byline::document::{Feed, FeedItem};
/// use byline::options::AnalysisOptions;
/// use byline::{load, print};
///
/// let feed = Feed {
///     title: "Example News".to_owned(),
///     items: vec![FeedItem {
///         title: "The harbour light".to_owned(),
///         url: Some("https://example.org/light".to_owned()),
///         ..FeedItem::default()
///     }],
///     ..Feed::default()
/// };
/// let options = PrintOptions {
///     sources: Vec::new(),
///     load: load::LoadOptions::default(),
///     format: OutputFormat::Article,
///     width: 80,
///     styled: false,
///     analysis: AnalysisOptions::default(),
/// };
/// let mut out = Vec::new();
/// print::write_feed(&feed, &options, &mut out)?;
/// let expected = "Example News\n\nThe harbour light\nhttps://example.org/light\n";
/// assert_eq!(String::from_utf8(out)?, expected);
/// # Ok(())
/// # }
/// ```
pub fn write_feed(feed: &Feed, options: &PrintOptions, out: &mut impl Write) -> io::Result<()> {
    let written = match options.format {
        OutputFormat::Json { .. } => feed::write_json(feed, out),
        _ => feed::write_text(feed, options.width, out),
    };
    ignore_broken_pipe(written.and_then(|()| out.flush()))
}

/// Turns an error that means a closed pipe into success.
fn ignore_broken_pipe(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        other => other,
    }
}

/// Whether writing failed because the reader has closed the pipe.
fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}

/// Prints an error message to standard error.
fn report(error: impl Display) {
    // If standard error cannot be written to, there is no other place for the message.
    let _ = writeln!(io::stderr().lock(), "byline: {error}");
}

fn write_error(error: &io::Error) -> Error {
    Error::WriteFailed(SafeText::new(error.to_string()))
}
