//! Everything that is written instead of read on the screen.
//!
//! Owns the forms of output: the wrapped article, the article in words, JSON, tables, lists, sentences about somebody, a page for a
//! browser, a feed's articles; and the way of one article or many to them. Promises that nothing live goes out but its own
//! styles: texts are clean by then, and names are cleaned where they come from outside. A reader that goes away is no failure.

mod article;
mod bar;
mod grep;
mod grid;
pub mod history;
mod html;
mod json;
mod listing;
mod many;
mod open;
mod pool;
pub mod progress;
mod tables;
mod totals;
mod wrap;

pub use many::many;

use crate::cli::{Format, PrintOptions};
use crate::document::{Document, Feed};
use crate::entities::{Entities, Kind};
use crate::error::{Error, Name};
use crate::load::Source;
use crate::store::Store;
use open::{Article, Opened, alone};
use progress::Progress;
use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::thread;

/// Print what `options` name to standard output. Returns the exit code.
///
/// # Errors
/// If it is one article and cannot be opened, or if the output cannot be written.
pub fn all(options: &PrintOptions, store: &Store) -> Result<u8, Error> {
    if let [source] = options.sources.as_slice() {
        return one(source, options, store);
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut out = io::stdout().lock();
    // A list over all articles comes at the end; else the articles on a terminal are their own sign of life.
    let late = matches!(options.format, Format::People | Format::Countries);
    let bar = io::stderr().is_terminal() && (late || !out.is_terminal());
    many(options, store, (workers, bar), &mut out)
}

fn one(source: &Source, options: &PrintOptions, store: &Store) -> Result<u8, Error> {
    let progress = Progress::start(source, io::stderr().is_terminal());
    let opened = open::open(
        source,
        (options, store),
        &|bytes| progress.note(bytes),
        alone,
    );
    drop(progress);
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let written = match opened? {
        Opened::Feed(list) => feed(&list, options, &mut out).map(|()| true),
        Opened::Article(Article {
            document,
            entities,
            troubles,
        }) => {
            troubles.iter().for_each(tell);
            print(&document, &entities, options, &mut out)
        }
    };
    let found = written.map_err(|error| not_written(&error))?;
    Ok(u8::from(!found))
}

/// Write `document` and what was found in it to `out`, in the form of `options`. Returns whether there was anything to write:
/// only a search for somebody may find nothing.
///
/// # Errors
/// If writing fails for another reason than that nobody listens any more.
pub fn print(
    document: &Document,
    entities: &Entities,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut found = true;
    let written = match &options.format {
        Format::Article => article::marked(document, entities, options, out),
        Format::Plain => article::spoken(document, entities, options, out),
        Format::Json => json::write(document, entities, out),
        Format::Tsv => tables::heading(false, out)
            .and_then(|()| tables::mentions(document, entities, false, out)),
        Format::People => tables::entities(entities, Kind::Person, out),
        Format::Countries => tables::entities(entities, Kind::Country, out),
        Format::Html => html::write(document, entities, out),
        Format::Grep(name) => {
            let wanted = grep::Wanted::new(name);
            let how = (None, options.styled);
            grep::write((document, entities), &wanted, how, out).map(|lines| found = lines > 0)
        }
    };
    heard(written.and_then(|()| out.flush())).map(|()| found)
}

/// Whether a feed is printed as the list that it is; in other forms as the document that its words make.
fn lists(format: &Format) -> bool {
    matches!(format, Format::Article | Format::Json)
}

/// Write the articles of `feed` to `out`, as a list or as JSON.
///
/// # Errors
/// As for [`print()`].
pub fn feed(feed: &Feed, options: &PrintOptions, out: &mut impl Write) -> io::Result<()> {
    let written = match options.format {
        Format::Json => listing::json(feed, out),
        _ => listing::text(feed, options.width, out),
    };
    heard(written.and_then(|()| out.flush()))
}

/// That nobody listens any more is no failure.
fn heard(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if !is_heard(&error) => Ok(()),
        other => other,
    }
}

/// Whether writing failed for another reason than that nobody listens any more.
fn is_heard(error: &io::Error) -> bool {
    error.kind() != ErrorKind::BrokenPipe
}

/// Say on standard error what went wrong.
fn tell(trouble: impl Display) {
    // If even this cannot be written there is no one left to tell.
    let _ = writeln!(io::stderr().lock(), "byline: {trouble}");
}

fn not_written(error: &io::Error) -> Error {
    Error::Write(Name::of(error.to_string()))
}

/// Where each mention stands in code points: start and end, in reading order. One pass over the text.
fn code_points(text: &str, entities: &Entities) -> Vec<(usize, usize)> {
    let count = |from: usize, to: usize| text.get(from..to).map_or(0, |part| part.chars().count());
    let (mut byte, mut point) = (0, 0);
    let places = entities.mentions().iter().map(|mention| {
        let start = point + count(byte, mention.range.start);
        let end = start + count(mention.range.start, mention.range.end);
        (byte, point) = (mention.range.end, end);
        (start, end)
    });
    places.collect()
}
