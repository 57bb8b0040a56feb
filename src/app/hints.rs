//! Letters on the links that are on the screen, one of which is to be opened.
//!
//! Owns which link bears which letters, and those typed so far.

use std::ops::Range;

/// The links, and what has been typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Each link on the screen, in reading order.
    pub links: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
}

/// A link and its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What is typed to open it.
    pub letters: String,
    /// Where its words stand, bytes.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: String,
}
