//! The card of an entity.

/// The card of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {}
