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
