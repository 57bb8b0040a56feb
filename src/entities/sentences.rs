//! Sentences: where one ends and the next begins.

use super::tokens::Token;
use std::ops::Range;

/// Ranges of token indices, ascending, covering all tokens.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let _ = (text, tokens);
    Vec::new()
}
