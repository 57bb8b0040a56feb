//! Reads Markdown into a document.
//!
//! The dialect is CommonMark with GitHub's tables, footnotes, task lists, strikethrough and alerts, with heading
//! attributes, and with front matter. Each block records the range of the source it comes from. Nothing of the source
//! is lost except markup, comments and the targets of links that cannot be opened from here.

mod footnotes;
mod front_matter;
mod walk;

use super::{RawContent, plain};
use crate::document::{Builder, Document};
use crate::error::{Error, SafeText};
use front_matter::SplitText;
use pulldown_cmark::{Options, Parser};

/// Text of more bytes than this is read as plain text. The longest Markdown that people write is a third of it, and the
/// parser's events take twenty times as much memory as the text.
const MAX_BYTES: usize = 3 << 20;

/// Reads `text`, the text of `raw`, which has been cleaned of control characters.
///
/// # Errors
/// If it contains nothing but markup.
pub(super) fn read_document(text: &str, raw: &RawContent) -> Result<Document, Error> {
    let source = raw.name.as_str();
    if text.len() > MAX_BYTES {
        return Ok(plain::read_document(text, source));
    }
    let SplitText { front_matter, body } = front_matter::split(text);
    let body_offset = text.len() - body.len();
    let mut builder = Builder::new(source);
    builder.reserve(body.len());
    front_matter.apply_to(builder.meta_mut());
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(body, dialect).into_offset_iter();
    walk::MarkdownWalker::new(&mut builder, raw, body_offset).walk(events);
    let document = builder.finish();
    if document.text().trim().is_empty() {
        return Err(Error::NoText(SafeText::new(source)));
    }
    Ok(document)
}
