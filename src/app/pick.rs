//! A list to choose one of.

/// A list to choose one of.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {}
