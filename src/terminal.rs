//! The terminal that byline runs on.
//!
//! This module owns the tty: entering and leaving it (`session`), reading keys and mouse events (`input`), the signals
//! that concern it (`signals`), and handing it to another program for a while (`handoff`). The terminal is restored however
//! the program ends or pauses: quit, error, panic, signal or suspension. The terminal is asked for its background, for two
//! modes and, before a picture is shown (`graphics`), whether it can show it (`query`); nothing waits for an answer, so one that does
//! not answer cannot hang the program. Nothing here knows about articles.

#[cfg(windows)]
compile_error!("byline relies on Unix terminals and signals: on Windows, build and run it in WSL");

mod cells;
mod changes;
mod clipboard;
mod graphics;
mod handoff;
mod hyperlinks;
pub(crate) mod input;
mod input_lock;
mod query;
mod screen;
mod session;
pub(crate) mod signals;
mod window;

pub(crate) use graphics::GraphicsOptions;
pub(crate) use handoff::{is_noncanonical, wait_for_enter};
pub(crate) use screen::Questions;
pub(crate) use session::{FrameExtras, Session, SessionOptions};
pub(crate) use window::size;
