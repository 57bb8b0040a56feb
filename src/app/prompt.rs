//! A line being typed.

/// A line being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {}
