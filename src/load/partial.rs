//! Opens a long plain text so that its beginning can be shown before all of it has been read into blocks.

use super::source::{BegunFile, FileRest};
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
const HEAD_LEN: usize = 16 * 1024;

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

impl PartialContent {
    /// The beginning of a plain text, and what loads the rest.
    fn article(beginning: Document, rest: PendingDocument) -> Self {
        let language = language::detect_language(&beginning);
        Self::Article {
            head: beginning
                .with_language(language)
                .with_format(FileFormat::Plain.name()),
            rest: Some(rest),
        }
    }
}

/// An article of which only the beginning has been read into blocks.
#[derive(Debug)]
pub struct PendingDocument {
    raw: RawContent,
    /// What is still to be read after `raw`.
    rest: Option<FileRest>,
    options: LoadOptions,
}

impl PendingDocument {
    /// Parses the complete article. Its text begins with the text of the head, unless what follows changes how the
    /// beginning is parsed.
    ///
    /// # Errors
    /// If the rest of its file cannot be read, or there is no text in it.
    pub fn finish(self) -> Result<Document, Error> {
        let Self { raw, rest, options } = self;
        let raw = match rest {
            Some(rest) => rest.read_after(raw)?,
            None => raw,
        };
        parse(&raw, &options)
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
    if let Source::Path(path) = source
        && let Some(begun) = BegunFile::open(path, options, PARTIAL_THRESHOLD)?
    {
        return begin_file(begun, options);
    }
    begin(source::read_source(source, options, &|_| true)?, options)
}

/// Opens a long file: only its beginning is read if that is plain text in UTF-8 or in the encoding that was chosen. Any other
/// encoding is guessed from all of it.
fn begin_file(begun: BegunFile, options: &LoadOptions) -> Result<PartialContent, Error> {
    let BegunFile { head: raw, rest } = begun;
    let mut beginning = raw.clone();
    let is_utf8 = match std::str::from_utf8(&raw.bytes) {
        Ok(_) => true,
        Err(error) if error.error_len().is_none() => {
            // Its last character is cut.
            beginning.bytes.to_mut().truncate(error.valid_up_to());
            true
        }
        Err(_) => false,
    };
    if (is_utf8 || options.encoding.is_some())
        && let Some(TextHead { document, .. }) = read_head(&beginning, options)
    {
        let rest = PendingDocument {
            raw,
            rest: Some(rest),
            options: options.clone(),
        };
        return Ok(PartialContent::article(document, rest));
    }
    begin(rest.read_after(raw)?, options)
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
    if raw.bytes.len() >= PARTIAL_THRESHOLD
        && let Some(TextHead { document, encoding }) = read_head(&raw, options)
    {
        // The complete text is decoded with the same encoding as its beginning.
        let options = LoadOptions {
            encoding: Some(encoding),
            ..options.clone()
        };
        let rest = PendingDocument {
            raw,
            rest: None,
            options,
        };
        return Ok(PartialContent::article(document, rest));
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
/// between lines, otherwise between words. `None` if the source is not plain text, is UTF-16, or has no such place.
fn read_head(raw: &RawContent, options: &LoadOptions) -> Option<TextHead> {
    let bytes = &raw.bytes;
    if raw.resolve_format(options) != FileFormat::Plain
        || decode::detect_utf16(bytes).is_some()
        || decode::is_legacy(raw, options)
    {
        return None;
    }
    let head = decode::head(bytes, HEAD_LEN);
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
