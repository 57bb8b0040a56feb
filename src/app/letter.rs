//! A letter that is waited for: the name of a mark.

/// What the letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// A mark is set here.
    Set,
    /// A mark is gone to.
    Go,
}
