//! What the program is doing: state, actions, and what changes what.
//!
//! Owns everything between a key and a picture. Promises that all change goes through [`update()`]: no
//! I/O, no clock, no terminal. Names neither ratatui nor crossterm.

pub mod action;
pub mod card;
pub mod company;
pub mod contents;
pub mod corrected;
mod drag;
pub mod effect;
pub mod finder;
pub mod foot;
pub mod help;
pub mod hints;
pub mod key;
mod keymap;
pub mod layer;
pub mod lens;
pub mod letter;
pub mod listing;
pub mod loading;
pub mod map;
mod markdown;
pub mod memory;
mod minutes;
mod options;
pub mod pair;
pub mod palette;
pub mod panel;
pub mod passage;
pub mod peek;
pub mod pick;
pub mod pipe;
pub mod prompt;
pub mod searching;
pub mod sheet;
pub mod state;
pub mod selection;
pub mod typed;
pub mod update;
pub mod world;

pub use keymap::{Binding, Keymap};
pub use state::State;
pub use update::update;

use crate::document::{Document, Feed};
use crate::entities::Entities;
use crate::entities::corrections::Corrections;
use std::sync::Arc;

/// Something that happened outside.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(key::Key),
    /// Text was pasted into the terminal; never commands.
    Paste(String),
    /// The mouse did something, at a cell counted from 0 at the top left.
    Mouse(Mouse),
    /// The left button went down once more at the same cell, at once: for the `times`th time, two or three.
    Again {
        /// Where.
        mouse: Mouse,
        /// How often by now.
        times: u8,
    },
    /// The terminal has a new size in cells.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// So many bytes of what is being opened have come.
    Coming(u64),
    /// A document was opened.
    Opened(Arc<Document>),
    /// A feed was opened: articles to choose from.
    Listed(Arc<Feed>),
    /// What was to be opened could not be; a sentence for the reader.
    NotOpened(String),
    /// The article that is open has been read to its end: so far only its beginning was there.
    Grown(Arc<Document>),
    /// The engine has read the text up to `covered` bytes; `done` when it has read all.
    Analysed {
        /// What is known so far.
        entities: Arc<Entities>,
        /// Bytes of the text that it covers.
        covered: usize,
        /// Whether this is the last word.
        done: bool,
    },
    /// The search of this number has seen the whole text.
    Searched(u64, crate::search::Found),
    /// What was remembered of the article that is open.
    Remembered(memory::Remembered),
    /// What was searched for in earlier sittings, the latest last.
    Searches(Vec<String>),
    /// The articles read lately, to choose from.
    Recent(Vec<finder::Entry>),
    /// Something could not be remembered; sentences for the reader.
    Unremembered(String),
    /// What is kept for the article that is open.
    Corrected(Corrections),
    /// Something could not be kept, or was not found again as it was kept; sentences for the reader.
    Unkept(String),
    /// Something failed; a sentence for the reader.
    Failed(String),
    /// Something outside is done; a sentence for the reader.
    Done(String),
    /// The program is back from being suspended: everything must be painted anew.
    Resumed,
    /// A signal asks the program to end; its number.
    Terminate(i32),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column from 0.
    pub x: u16,
    /// Row from 0.
    pub y: u16,
    /// What it did.
    pub what: MouseKind,
}

/// The kinds of mouse event that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the reader's head.
    WheelUp,
    /// The wheel turned towards the reader's lap.
    WheelDown,
}
