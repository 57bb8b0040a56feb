//! What is wrong with a configuration.

use super::Name;

/// Why the configuration cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// It was asked for, and is not there.
    #[error("there is no configuration {0}; check the name after --config")]
    Missing(Name),
    /// The system does not let us read it.
    #[error("cannot read the configuration {name}: {why}")]
    Unreadable {
        /// The file.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// More than anyone configures.
    #[error("the configuration {0} is larger than 1 MiB; it must be another file than you meant")]
    TooBig(Name),
    /// It is not UTF-8.
    #[error("{name}:{line}:{column}: this is not UTF-8; save the file in that encoding")]
    NoText {
        /// The file.
        name: Name,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Something in it makes no sense.
    #[error("{name}:{line}:{column}: {what}")]
    Wrong {
        /// The file.
        name: Name,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// A sentence.
        what: Name,
    },
}
