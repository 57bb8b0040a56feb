//! From a source to a document: bytes → text → clean text → blocks.

use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
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
    let _ = source;
    let mut builder = Builder::new("sample");
    builder.push("Nothing yet");
    builder.end(BlockKind::Paragraph);
    Ok(builder.finish())
}
