//! A stretch of the text being taken.

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {}
