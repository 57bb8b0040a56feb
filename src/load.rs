//! From a source to a document, in four steps: bytes → text → clean text → blocks.
//!
//! Owns the order of the steps and the refusal of what is no text. Promises that a document which comes out of [`open`]
//! holds no control character but `\n`, no tab, and nothing else that could act on a terminal; that time is linear in
//! the size of the input whatever it holds; and that every failure is one plain sentence. Knows no widths of the screen
//! and no entities.

pub mod clean;
mod decode;
mod epub;
mod format;
mod html;
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

use crate::document::Document;
use crate::error::{Error, Name};
use std::borrow::Cow;
use std::path::PathBuf;

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
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
}

/// Open `source`.
///
/// # Errors
/// If it cannot be read, is empty, or is no text.
pub fn open(source: &Source, options: &Options) -> Result<Document, Error> {
    read(&source::read(source, options)?, options)
}

/// A long article, in bytes, from which the beginning is worth showing first.
const LONG: usize = 256 * 1024;

/// How much of it is shown first, in bytes, at most.
const HEAD: usize = 64 * 1024;

/// An article that can be looked at, though perhaps only its beginning so far.
#[derive(Debug)]
pub struct Opening {
    /// The article, or its beginning.
    pub head: Document,
    /// What makes the whole of it; `None` if that is all.
    pub rest: Option<Rest>,
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
    let raw = source::read(source, options)?;
    if let Some((head, encoding)) = head(&raw, options) {
        // The whole of it is decoded as its beginning was.
        let options = Options {
            encoding: Some(encoding),
            ..options.clone()
        };
        return Ok(Opening {
            head,
            rest: Some(Rest { raw, options }),
        });
    }
    let head = read(&raw, options)?;
    Ok(Opening { head, rest: None })
}

/// The first paragraphs of a long text, if it has any to cut between, and the encoding of the whole.
fn head(raw: &Raw, options: &Options) -> Option<(Document, &'static Encoding)> {
    let bytes = &raw.bytes;
    if bytes.len() < LONG || raw.format(options) != Format::Plain || decode::utf16(bytes).is_some()
    {
        return None;
    }
    let head = bytes.get(..HEAD)?;
    let end =
        memchr::memmem::rfind(head, b"\n\n").or_else(|| memchr::memmem::rfind(head, b"\n\r\n"))?;
    let encoding = decode::encoding(raw, options);
    let text = decode::decode(head.get(..end)?, Some(encoding));
    Some((plain(&text, &raw.name).ok()?, encoding))
}

/// The document in `raw`, whatever its format.
///
/// # Errors
/// If it is damaged, or there is no text in it.
pub fn read(raw: &Raw, options: &Options) -> Result<Document, Error> {
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
        Format::Plain | Format::Feed => plain(&decode::text(raw, options), &raw.name),
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
