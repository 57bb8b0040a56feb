//! What the outside must do, because the app only decides.

use super::searching::Order;
use crate::document::{Document, Page};
use crate::entities::corrections::{Correction, Reach};
use std::sync::Arc;

/// What is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// What the program was started with.
    Whole,
    /// An article of the feed that this is; its index.
    Item(usize),
    /// Another article in its place, by what it is called on the command line; nothing is the sample.
    Another(Option<String>),
}

/// A correction, and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The article.
    pub document: Arc<Document>,
    /// How far it reaches.
    pub reach: Reach,
    /// What was corrected.
    pub correction: Correction,
}

/// Text for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piped {
    /// The command, as a shell reads it.
    pub command: String,
    /// What it reads.
    pub text: String,
    /// What that is, for people: "the article, 812 words".
    pub what: String,
}

/// An order to `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave with this exit code.
    Quit(u8),
    /// Read this in the background, in place of whatever is being read there; an [`Event`](super::Event) tells how it went.
    Open(Wanted),
    /// Never mind what is being read in the background.
    CallOff,
    /// Give this to the terminal's clipboard.
    Copy(String),
    /// Show this in the browser; an [`Event`](super::Event) tells how it went.
    Browse(Page),
    /// Give text to a command, which has the terminal until it ends; an [`Event`](super::Event) tells how it went.
    Pipe(Piped),
    /// Keep a correction for the next time.
    Keep(Note),
    /// A correction was taken back: do not keep it any more.
    Forget(Note),
    /// Tell which articles were read lately; an [`Event`](super::Event) does.
    Recent,
    /// Search a long text in the background, in place of whatever is searched for there.
    Search(Order),
    /// Give the terminal back to the shell until continued.
    Suspend,
    /// Paint every cell anew.
    Repaint,
    /// Turn reporting of mouse events on or off.
    Mouse(bool),
}
