//! What tests of several modules use.

pub(crate) mod blocks;
pub(crate) mod book;
pub(crate) mod library;
pub(crate) mod modes;
pub(crate) mod program;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod reader;
pub(crate) mod screen;
pub(crate) mod server;
pub(crate) mod styled;
