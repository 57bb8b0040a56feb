//! Opens a long plain text so that its beginning can be shown before all of it has been read into blocks.

use super::{
    FileFormat, LoadOptions, PipedInput, RawContent, Source, decode, feed, language, list_feeds,
    parse, plain_document, source,
};
use crate::document::{Document, Feed};
use crate::error::Error;
use encoding_rs::Encoding;

/// The size in bytes from which a plain-text article is worth showing before all of it has been read into blocks.
const PARTIAL_THRESHOLD: usize = 256 * 1024;

/// The length of the part that is shown first, in bytes, at most.
const HEAD_LEN: usize = 64 * 1024;

/// What [`open_partial`] has ready to show.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is only one, and it is destructured immediately"
)]
pub enum PartialContent {
    /// An article, or the beginning of one.
    Article {
        /// The article or its beginning.
        head: Document,
        /// Loads the complete article; `None` if `head` is complete.
        rest: Option<PendingDocument>,
    },
    /// Articles to choose from.
    Feed(Feed),
}

/// An article of which only the beginning has been read into blocks.
#[derive(Debug)]
pub struct PendingDocument {
    raw: RawContent,
    options: LoadOptions,
}

impl PendingDocument {
    /// Parses the complete article. Its text begins with the text of the head, unless what follows changes how the
    /// beginning is parsed.
    ///
    /// # Errors
    /// If there is no text in it.
    pub fn finish(self) -> Result<Document, Error> {
        parse(&self.raw, &self.options)
    }
}

/// Opens `source` so that its beginning can be shown at once, however long it is.
///
/// # Errors
/// If it cannot be read, is empty, or is not text.
pub fn open_partial(source: &Source, options: &LoadOptions) -> Result<PartialContent, Error> {
    if let Source::Feeds(known) = source {
        return Ok(PartialContent::Feed(list_feeds(known)));
    }
    begin(source::read_source(source, options, &|_| true)?, options)
}

/// Opens all of `input`, which has ended, so that its beginning can be shown at once.
///
/// # Errors
/// As for [`open_partial`].
pub fn open_partial_piped(
    input: &PipedInput,
    options: &LoadOptions,
) -> Result<PartialContent, Error> {
    begin(input.take_content(options)?, options)
}

/// The beginning of `raw`, or all of it if it is short.
fn begin(raw: RawContent, options: &LoadOptions) -> Result<PartialContent, Error> {
    if let Some(TextHead { document, encoding }) = read_head(&raw, options) {
        let language = language::detect_language(&document);
        let head = document
            .with_language(language)
            .with_format(FileFormat::Plain.name());
        // The complete text is decoded with the same encoding as its beginning.
        let options = LoadOptions {
            encoding: Some(encoding),
            ..options.clone()
        };
        return Ok(PartialContent::Article {
            head,
            rest: Some(PendingDocument { raw, options }),
        });
    }
    if raw.resolve_format(options) == FileFormat::Feed {
        return feed::parse_feed(&raw, options).map(PartialContent::Feed);
    }
    let head = parse(&raw, options)?;
    Ok(PartialContent::Article { head, rest: None })
}

/// The beginning of a long plain text.
struct TextHead {
    document: Document,
    /// The encoding of the complete text.
    encoding: &'static Encoding,
}

/// Reads the beginning of a long plain text. The text is cut where it is least noticeable: between paragraphs, otherwise
/// between lines, otherwise between words. `None` if the source is not plain text, is shorter than
/// [`PARTIAL_THRESHOLD`], is UTF-16, or has no such place.
fn read_head(raw: &RawContent, options: &LoadOptions) -> Option<TextHead> {
    let bytes = &raw.bytes;
    if bytes.len() < PARTIAL_THRESHOLD
        || raw.resolve_format(options) != FileFormat::Plain
        || decode::detect_utf16(bytes).is_some()
        || decode::is_legacy(raw, options)
    {
        return None;
    }
    let head = bytes.get(..HEAD_LEN)?;
    let separators: [&[u8]; 4] = [b"\n\n", b"\n\r\n", b"\n", b" "];
    let end = separators
        .iter()
        .find_map(|separator| memchr::memmem::rfind(head, separator))?;
    let encoding = decode::resolve_encoding(raw, options);
    let text = decode::decode_bytes(head.split_at(end).0, Some(encoding));
    Some(TextHead {
        document: plain_document(&text, &raw.name).ok()?,
        encoding,
    })
}
