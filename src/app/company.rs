//! Who is mentioned with whom.

/// Who is mentioned with whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {}
