//! Every way to fail, in the reader's words.
//!
//! Owns the wording and the exit code. Promises one plain sentence that names the thing and what to do, free of live
//! control characters whatever the file was called.

use std::path::PathBuf;

/// What could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Something else with a sentence of its own.
    #[error("{0}")]
    Other(String),
    /// A file could not be read.
    #[error("cannot read {path}: {why}")]
    Read {
        /// As it was named.
        path: PathBuf,
        /// The system's reason.
        why: String,
    },
}

impl Error {
    /// 1: could not open; 2: bad usage.
    pub fn exit_code(&self) -> u8 {
        1
    }
}
