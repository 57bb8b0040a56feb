//! Errors of the store of corrections.

use super::SafeText;
use std::path::Path;

/// Why corrections could not be read or saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no directory to save them in.
    #[error(
        "corrections last only until you quit: there is no home directory; set HOME or XDG_DATA_HOME"
    )]
    NoHome,
    /// The user turned them off.
    #[error(
        "corrections last only until you quit: they are turned off by --no-corrections or the configuration"
    )]
    Disabled,
    /// The file cannot be read.
    #[error("cannot read {name}: {why}; its corrections are not applied")]
    Unreadable {
        /// The file.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// The file cannot be written.
    #[error("the correction was not saved: cannot write {name}: {why}")]
    Unwritable {
        /// The file.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// The file is not text.
    #[error("{0} is not text; its corrections are not applied")]
    NotText(SafeText),
    /// The file is too large.
    #[error("{0} is larger than 1 MiB; its corrections are not applied until you shorten it")]
    TooLarge(SafeText),
    /// Another process keeps the file locked.
    #[error("the correction was not saved: another byline keeps {0} locked")]
    Locked(SafeText),
    /// The file could not be parsed and was renamed.
    #[error(
        "{name} is damaged and was renamed to {aside}; to use it again, fix it and rename it back"
    )]
    SetAside {
        /// Its old name.
        name: SafeText,
        /// Its new name.
        aside: SafeText,
    },
    /// The file could not be parsed, nor renamed.
    #[error("{0} is damaged and cannot be renamed; nothing is saved until you fix or move it")]
    Corrupt(SafeText),
    /// The file has corrections that this version does not know.
    #[error("{count} in {name} {outcome}; possibly from a newer byline")]
    Unrecognised {
        /// How many corrections, in words.
        count: String,
        /// The file.
        name: SafeText,
        /// What happens to them.
        outcome: &'static str,
    },
}

impl StoreError {
    /// The error for a file at `path` that cannot be written.
    pub(crate) fn unwritable(path: &Path, why: &str) -> Self {
        Self::Unwritable {
            name: SafeText::from_path(path),
            why: SafeText::new(why),
        }
    }

    /// The error for a file at `path` that could not be parsed, nor renamed.
    pub(crate) fn corrupt(path: &Path) -> Self {
        Self::Corrupt(SafeText::from_path(path))
    }

    /// The error for `count` corrections in `path` that this version does not know.
    pub(crate) fn unrecognised(count: usize, path: &Path) -> Self {
        let (count, outcome) = match count {
            1 => (
                "one correction".to_owned(),
                "was not understood and is left as it is",
            ),
            _ => (
                format!("{count} corrections"),
                "were not understood and are left as they are",
            ),
        };
        Self::Unrecognised {
            count,
            name: SafeText::from_path(path),
            outcome,
        }
    }
}
