//! Errors of the configuration.

use super::SafeText;

/// Why the configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file named with --config does not exist.
    #[error("cannot read the configuration {0}: no such file; check the name after --config")]
    NotFound(SafeText),
    /// The file cannot be read.
    #[error("cannot read the configuration {name}: {why}")]
    Unreadable {
        /// The file.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// The file is too large.
    #[error("the configuration {0} is larger than 1 MiB; this is probably the wrong file")]
    TooLarge(SafeText),
    /// The file is not UTF-8.
    #[error("{name}:{line}:{column}: this is not UTF-8; save the file as UTF-8")]
    NotUtf8 {
        /// The file.
        name: SafeText,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// There is a mistake in it.
    #[error("{name}:{line}:{column}: {message}")]
    Invalid {
        /// The file.
        name: SafeText,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// The message.
        message: SafeText,
    },
}
