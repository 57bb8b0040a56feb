//! Everything that is written instead of read on the screen.
//!
//! Owns the forms of output: the wrapped article, the article in words, JSON, tables, lists, a feed's articles. Promises that nothing live
//! goes out but its own styles: texts are clean by then, and names are cleaned where they come from outside. Writes
//! through the one writer that it is given; a reader that goes away is no failure.

mod article;
mod grid;
pub mod history;
mod json;
mod listing;
pub mod progress;
mod tables;
mod wrap;

use crate::cli::{Format, PrintOptions};
use crate::document::{Document, Feed};
use crate::entities::{Entities, Kind};
use std::io::{self, ErrorKind, Write};

/// Write `document` and what was found in it to `out`, in the form of `options`.
///
/// # Errors
/// If writing fails for another reason than that nobody listens any more.
pub fn print(
    document: &Document,
    entities: &Entities,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let written = match options.format {
        Format::Article => article::marked(document, entities, options, out),
        Format::Plain => article::spoken(document, entities, options, out),
        Format::Json => json::write(document, entities, out),
        Format::Tsv => tables::mentions(document, entities, out),
        Format::People => tables::entities(entities, Kind::Person, out),
        Format::Countries => tables::entities(entities, Kind::Country, out),
    };
    heard(written.and_then(|()| out.flush()))
}

/// Whether a feed is printed as the list that it is; in other forms as the document that its words make.
pub fn lists(format: Format) -> bool {
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
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
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
