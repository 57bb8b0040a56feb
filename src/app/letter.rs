//! A letter that is waited for: the name of a mark; and the marks, as rows to read while it is.
//!
//! Owns which there are to choose from. A mark is a place in the text, in bytes.

use super::State;
use super::foot::Wants;
use super::passage;

/// What the letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// A mark is set here.
    Set,
    /// A mark is gone to.
    Go,
}

/// A mark as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Its letter.
    pub letter: char,
    /// How far in the text, in per cent.
    pub per_cent: usize,
    /// The words at it.
    pub words: String,
}

impl Letter {
    /// What it asks.
    pub fn title(self) -> &'static str {
        match self {
            Self::Set => "A letter for this place",
            Self::Go => "To which mark?",
        }
    }

    /// What of the foot of the screen it wants.
    pub fn wants(self, state: &State) -> Wants {
        Wants {
            rows: state.marked.len(),
            ..Wants::default()
        }
    }
}

/// The marks of the article, by letter.
pub fn marked(state: &State) -> Vec<Marked> {
    let text = state.document.text();
    let row = |(&letter, &offset): (&char, &usize)| Marked {
        letter,
        per_cent: offset * 100 / text.len().max(1),
        words: passage::beginning(&state.document, offset),
    };
    state.marked.iter().map(row).collect()
}
