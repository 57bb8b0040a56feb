//! Tokens: the words of a document, as ranges.
//!
//! Owns the splitting: UAX #29 words refined for news. Promises that tokens are ascending, disjoint, on character
//! boundaries, and never cross a block. White space is no token.

use crate::document::Document;
use std::ops::Range;

/// What a token looks like, in one of a few coarse shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "meeting"
    Lower,
    /// "Obama", "McCain", "d'Estaing" (a capital somewhere, not all)
    Title,
    /// "USA", "U.S.", "A"
    Upper,
    /// Digits, with whatever else.
    Number,
    /// No letter and no digit.
    Mark,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it looks like.
    pub shape: Shape,
    /// Whether white space (or the beginning of the text) stands before it.
    pub spaced: bool,
    /// Index of the block it stands in.
    pub block: u32,
}

impl Token {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// The tokens of every prose block.
pub fn tokenize(document: &Document) -> Vec<Token> {
    let _ = document;
    Vec::new()
}
