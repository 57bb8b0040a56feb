//! The world map.

/// The world map.
#[derive(Debug, Clone, PartialEq)]
pub struct World {}
