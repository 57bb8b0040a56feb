//! Errors of the library: what was read, and who was met in it.

use super::SafeText;
use std::path::Path;

/// Why the library could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// There is no directory to keep it in.
    #[error("what you read is not kept: there is no home directory; set HOME or XDG_STATE_HOME")]
    NoHome,
    /// The user turned it off.
    #[error("the library is turned off by --private or the configuration")]
    Disabled,
    /// It was written by a later version, with tables that this one does not know.
    #[error("{0} was written by a newer byline; update byline to use what is kept in it")]
    Newer(SafeText),
    /// It cannot be read.
    #[error("cannot read {name}: {why}; what you read before is not available")]
    Unreadable {
        /// The file.
        name: SafeText,
        /// The reason.
        why: SafeText,
    },
    /// It cannot be written.
    #[error("what you read is not kept: cannot write {name}: {why}")]
    Unwritable {
        /// The file.
        name: SafeText,
        /// The reason.
        why: SafeText,
    },
    /// It is damaged.
    #[error("{0} is damaged; it is set aside when something is next kept, in a new file")]
    Damaged(SafeText),
    /// It was damaged. The file was renamed, and what could be read was copied to a new one.
    #[error("{name} was damaged and was renamed to {aside}; {saved} could be saved from it")]
    SetAside {
        /// Its name.
        name: SafeText,
        /// The new name of the damaged file.
        aside: SafeText,
        /// How much, in words.
        saved: String,
    },
    /// It is damaged and cannot be renamed.
    #[error("{0} is damaged and cannot be renamed; nothing is kept until you move it")]
    Stuck(SafeText),
    /// A line of a file to import is not an article.
    #[error("line {line} of {name} is not an article of a byline library; {kept}")]
    NotAnArticle {
        /// The file.
        name: SafeText,
        /// The line, counted from 1.
        line: usize,
        /// What happened to the lines before it.
        kept: &'static str,
    },
}

impl LibraryError {
    /// The error for a library at `path` that cannot be read because of `why`.
    pub(crate) fn unreadable(path: &Path, why: &str) -> Self {
        Self::Unreadable {
            name: SafeText::from_path(path),
            why: SafeText::new(why),
        }
    }

    /// The error for a library at `path` that cannot be written because of `why`.
    pub(crate) fn unwritable(path: &Path, why: &str) -> Self {
        Self::Unwritable {
            name: SafeText::from_path(path),
            why: SafeText::new(why),
        }
    }
}
