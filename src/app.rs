//! The reader without a terminal: its state, its actions, and how events change the state.
//!
//! Every change goes through [`update()`], which takes an [`Event`] and returns the [`Effect`](effect::Effect)s that its
//! caller must carry out. Nothing in here does I/O, reads a clock, or names ratatui or crossterm: `run` feeds in the events
//! and carries out the effects, and `views` draws the state.
//!
//! ```
//! use byline::app::effect::Effect;
//! use byline::app::key::Key;
//! use byline::app::state::ReaderOptions;
//! use byline::app::{Event, State, update};
//! use byline::document::{BlockKind, Builder};
//! use std::sync::Arc;
//!
//! let mut builder = Builder::new("example.txt");
//! builder.push("Ada Lovelace met Charles Babbage.");
//! builder.end(BlockKind::Paragraph);
//! let document = Arc::new(builder.finish());
//!
//! let mut state = State::new(document, (80, 24), ReaderOptions::default());
//! assert!(update(&mut state, Event::Key(Key::char('z'))).is_empty());
//! assert!(state.screen.layout_options.zen);
//! assert_eq!(update(&mut state, Event::Key(Key::char('q'))), [Effect::Quit(0)]);
//! ```

pub mod action;
pub mod command;
mod drag;
pub mod effect;
pub mod feed_list;
pub mod key;
mod keymap;
pub mod links;
pub mod loading;
mod markdown;
pub mod messages;
mod options;
pub mod overlays;
pub mod passage;
pub mod pictures;
pub mod plain_text;
pub mod reading;
mod reading_time;
pub mod screen;
pub mod session;
pub mod state;
pub mod text_input;
pub mod update;
pub mod visited;
pub mod world_map;

pub use keymap::{KeyBinding, Keymap};
pub use state::State;
pub use update::update;

use crate::document::{Document, Feed, Picture};
use crate::entities::Entities;
use crate::entities::corrections::Corrections;
use crate::layout::Cell;
use std::sync::Arc;

/// Something that happened outside the reader: input, or the result of an effect.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(key::Key),
    /// No key has been pressed for a moment, although the reader waits for one ([`State::awaits_key`]).
    KeyPause,
    /// Text was pasted into the terminal. It is never read as commands.
    Paste(String),
    /// A mouse event.
    Mouse(MouseEvent),
    /// The left button was pressed again in the same cell, soon after the last time: a double or a triple click.
    MultiClick {
        /// The last of the presses.
        mouse: MouseEvent,
        /// The number of clicks, 2 or 3.
        clicks: u8,
    },
    /// The terminal was resized; its new size in cells.
    Resize {
        /// The number of columns.
        width: u16,
        /// The number of rows.
        height: u16,
    },
    /// This many bytes of the article or feed being opened have arrived so far.
    LoadProgress(u64),
    /// A document was opened. It may be only the beginning, see `LoadedRest`.
    Loaded(Arc<Document>),
    /// The text that has arrived so far of a document that is still being loaded. It begins with the text of the one before,
    /// unless what follows changed how it is parsed.
    LoadedPart(Arc<Document>),
    /// A feed was opened: a list of articles to choose from.
    FeedLoaded(Arc<Feed>),
    /// Opening failed; the message to show.
    LoadFailed(String),
    /// The open article, of which only the beginning was there so far, has been loaded to its end.
    LoadedRest(Arc<Document>),
    /// The engine has searched the text for names, up to byte `covered`.
    Analysed {
        /// The mentions and names found so far.
        entities: Arc<Entities>,
        /// How many bytes of the text have been searched.
        covered: usize,
        /// Whether the whole text has been searched.
        done: bool,
    },
    /// The background search with this number has finished.
    Searched(u64, crate::search::SearchResults),
    /// The answer of the library to the question with this number.
    LibraryAnswered(u64, overlays::library::LibraryAnswer),
    /// What came of loading a picture: its pixels, or the message to show.
    PictureLoaded(pictures::PictureId, Result<Picture, String>),
    /// The terminal has answered a question about itself, so the frame is drawn once more.
    TerminalAnswered,
    /// What the history knows about the open article.
    HistoryLoaded(reading::history::RestoredHistory),
    /// The patterns searched for in earlier sessions, the latest last.
    SearchHistoryLoaded(Vec<String>),
    /// The recently read articles, to choose from.
    RecentArticlesLoaded(Vec<overlays::picker::PickerEntry>),
    /// The history could not be read or written; the message to show.
    HistoryFailed(String),
    /// The stored corrections of the open article.
    CorrectionsLoaded(Corrections),
    /// Corrections could not be read or written, or no longer fit the text; the message to show.
    StoreFailed(String),
    /// Something else failed; the message to show.
    Failed(String),
    /// An effect was carried out; the message to show.
    Finished(String),
    /// The program was continued after it had been suspended, so the screen must be redrawn.
    Resumed,
    /// The file of the open article has changed, and has been left alone since then.
    SourceChanged,
    /// It is time for the next step of a movement that [`State::is_moving`].
    NextStep,
    /// The background of the terminal, as it reports it.
    Background(crate::palette::Colour),
    /// A signal asked the program to end; its number.
    TerminationSignal(i32),
}

/// What the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MouseEvent {
    /// The column, counted from 0.
    pub x: u16,
    /// The row, counted from 0.
    pub y: u16,
    /// What it did.
    pub kind: MouseEventKind,
}

impl MouseEvent {
    /// The cell it happened in.
    pub fn cell(self) -> Cell {
        Cell {
            x: self.x,
            y: self.y,
        }
    }
}

/// The mouse events that the reader responds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseEventKind {
    /// The left button was pressed.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button was released.
    Release,
    /// The wheel was turned up, away from the user.
    WheelUp,
    /// The wheel was turned down, towards the user.
    WheelDown,
}
