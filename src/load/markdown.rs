//! Markdown to blocks.
//!
//! Owns the dialect: CommonMark with GitHub's tables, footnotes, task lists, struck text and callouts, attributes of headings,
//! and front matter. Promises that a block knows where it stands in the source, and that nothing in the source gets lost but
//! marks, comments and the targets of links that lead nowhere from here.

mod front;
mod notes;
mod walk;

use super::plain;
use crate::document::{Builder, Document};
use crate::error::{Error, Name};
use pulldown_cmark::{Options, Parser};

/// More bytes than this are read as plain text: the longest Markdown that people write is a third of it, and what the parser
/// builds is twenty times as large as the text.
const LARGEST: usize = 3 << 20;

/// The document in `text`, which the gate has cleaned, and which came from `source`.
///
/// # Errors
/// If there is nothing in it but marks.
pub(super) fn document(text: &str, source: &str) -> Result<Document, Error> {
    if text.len() > LARGEST {
        return Ok(plain::document(text, source));
    }
    let (front, body) = front::split(text);
    let from = text.len() - body.len();
    let mut builder = Builder::new(source);
    builder.reserve(body.len());
    front.fill(builder.meta_mut());
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(body, dialect).into_offset_iter();
    walk::Walker::new(&mut builder, from).walk(events);
    let document = builder.finish();
    if document.text().trim().is_empty() {
        return Err(Error::NoText(Name::of(source)));
    }
    Ok(document)
}
