//! From a source to a document, in four steps: bytes → text → clean text → blocks.
//!
//! Owns the order of the steps and the refusal of what is no text. Promises that a document which comes out of [`open`]
//! holds no control character but `\n`, no tab, and nothing else that could act on a terminal; that time is linear in
//! the size of the input whatever it holds; and that every failure is one plain sentence. Knows no widths of the screen
//! and no entities.

pub mod clean;
mod decode;
mod plain;
mod sniff;
mod source;

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

/// Open `source`.
///
/// # Errors
/// If it cannot be read, is empty, or is no text.
pub fn open(source: &Source) -> Result<Document, Error> {
    let bytes = source::read(source)?;
    document(&bytes, &source::name(source))
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
    bytes: Cow<'static, [u8]>,
    name: Name,
}

impl Rest {
    /// The whole article; its text begins as the head did, unless what comes later changes how the beginning is read.
    ///
    /// # Errors
    /// If there is no text in it.
    pub fn finish(self) -> Result<Document, Error> {
        document(&self.bytes, &self.name)
    }
}

/// Open `source` so that its beginning can be shown at once, however long it is.
///
/// # Errors
/// If it cannot be read, is empty, or is no text.
pub fn begin(source: &Source) -> Result<Opening, Error> {
    let bytes = source::read(source)?;
    let name = source::name(source);
    if let Some(head) = head(&bytes).and_then(|head| document(head, &name).ok()) {
        return Ok(Opening {
            head,
            rest: Some(Rest { bytes, name }),
        });
    }
    let head = document(&bytes, &name)?;
    Ok(Opening { head, rest: None })
}

/// The beginning of a long text, cut where it shows least: between paragraphs, else between lines, else between words.
fn head(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.len() < LONG || decode::utf16(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..HEAD)?;
    let cuts: [&[u8]; 4] = [b"\n\n", b"\n\r\n", b"\n", b" "];
    let end = cuts
        .iter()
        .find_map(|cut| memchr::memmem::rfind(head, cut))?;
    head.get(..end)
}

/// The document in `bytes`, which came from `name`.
///
/// # Errors
/// If there is no text in them.
pub fn document(bytes: &[u8], name: &Name) -> Result<Document, Error> {
    let text = decode::decode(bytes);
    let text = clean::text(&text);
    if text.trim().is_empty() {
        return Err(Error::NoText(name.clone()));
    }
    Ok(plain::document(&text, name.as_str()))
}
