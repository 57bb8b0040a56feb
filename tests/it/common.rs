//! What tests of several modules use.

pub(crate) mod blocks;
pub(crate) mod book;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod reader;
pub(crate) mod server;
