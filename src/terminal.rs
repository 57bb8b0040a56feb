//! The terminal the reader sits at, and nothing about articles.
//!
//! Owns the tty: entering and leaving it (`Session`), the keys that come from it (`input`) and the signals that
//! concern it (`signals`), and lending it to another program (`lend`). Promises that the terminal comes back as it was found after every end there is: quit, error,
//! panic, signal, suspension. Asks the terminal no question, so a silent one cannot hang the program.

mod clipboard;
mod gate;
pub(crate) mod input;
mod lend;
mod screen;
mod session;
pub(crate) mod signals;

pub(crate) use lend::{is_read_by_keys, wait_for_enter};
pub(crate) use session::Session;

/// Columns and rows of the terminal now; what terminals used to have, if it does not say.
pub(crate) fn size() -> (u16, u16) {
    crossterm::terminal::size().unwrap_or((80, 24))
}
