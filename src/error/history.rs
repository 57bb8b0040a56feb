//! Errors of the history: the articles read, and the position in them.

use super::{LibraryError, SafeText, StoreError};

/// Why the history could not be read or saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// There is no directory to save it in.
    #[error("the history is not saved: there is no home directory; set HOME or XDG_STATE_HOME")]
    NoHome,
    /// The user turned it off.
    #[error("the history is turned off by --no-history or the configuration")]
    Disabled,
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] LibraryError),
    /// The file cannot be read.
    #[error("cannot read {name}: {why}; your reading history is not available")]
    Unreadable {
        /// The file.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// The file cannot be written.
    #[error("the history is not saved: cannot write {name}: {why}")]
    Unwritable {
        /// The file.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// Another process keeps the file locked.
    #[error("the history is not saved: another byline keeps {0} locked")]
    Locked(SafeText),
    /// Some of the file could not be parsed. The file was renamed, and the rest saved again.
    #[error("{name} is partly damaged and was renamed to {aside}; the rest was kept")]
    SetAside {
        /// Its old name.
        name: SafeText,
        /// Its new name.
        aside: SafeText,
    },
    /// The file could not be parsed, nor renamed.
    #[error(
        "{0} cannot be read as a history, and cannot be renamed; nothing is saved until you fix or move it"
    )]
    Corrupt(SafeText),
}

impl From<StoreError> for HistoryError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoHome => Self::NoHome,
            StoreError::Disabled => Self::Disabled,
            StoreError::Unreadable { name, why } => Self::Unreadable { name, why },
            StoreError::Unwritable { name, why } => Self::Unwritable { name, why },
            StoreError::Locked(name) => Self::Locked(name),
            StoreError::SetAside { name, aside } => Self::SetAside { name, aside },
            StoreError::NotText(name)
            | StoreError::TooLarge(name)
            | StoreError::Corrupt(name)
            | StoreError::Unrecognised { name, .. } => Self::Corrupt(name),
        }
    }
}
