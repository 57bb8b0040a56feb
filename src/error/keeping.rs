//! What goes wrong with what is kept.

use super::Name;
use std::path::Path;

/// Why a correction is not kept, or not found again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Keeping {
    /// There is no place for it.
    #[error(
        "corrections hold only until byline is closed: there is no home folder; set HOME or XDG_DATA_HOME"
    )]
    NoHome,
    /// The reader does not want it.
    #[error("corrections hold only until byline is closed, because of --no-corrections")]
    Off,
    /// The system does not let us read it.
    #[error("cannot read {name}: {why}; the corrections in it are left out")]
    Unreadable {
        /// The file.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// The system does not let us write it.
    #[error("the correction is not kept: cannot write {name}: {why}")]
    Unwritable {
        /// The file.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// It is not text.
    #[error("{0} is no text; the corrections in it are left out")]
    NoText(Name),
    /// More than anyone corrects.
    #[error("{0} is larger than 1 MiB; the corrections in it are left out until you shorten it")]
    TooBig(Name),
    /// Somebody else has it.
    #[error(
        "the correction is not kept: another byline is writing {0} and does not come to an end"
    )]
    Busy(Name),
    /// It makes no sense, and has another name now.
    #[error(
        "{name} makes no sense and is now called {aside}; mend it and give it its name back, if you want what is in it"
    )]
    SetAside {
        /// What it was called.
        name: Name,
        /// What it is called now.
        aside: Name,
    },
    /// It makes no sense, and cannot be given another name.
    #[error(
        "{0} makes no sense and cannot be renamed; nothing more is kept until you mend or move it"
    )]
    Broken(Name),
    /// Parts of it mean nothing to this version.
    #[error("{what} in {name} {left}: perhaps from a newer byline")]
    Strange {
        /// How many.
        what: String,
        /// The file.
        name: Name,
        /// What is done with them.
        left: &'static str,
    },
}

impl Keeping {
    /// `path` cannot be written.
    pub(crate) fn unwritable(path: &Path, why: &str) -> Self {
        Self::Unwritable {
            name: Name::of_path(path),
            why: Name::of(why),
        }
    }

    /// `path` makes no sense, and stays where it is.
    pub(crate) fn broken(path: &Path) -> Self {
        Self::Broken(Name::of_path(path))
    }

    /// `count` corrections in `path` are not understood.
    pub(crate) fn strange(count: usize, path: &Path) -> Self {
        let (what, left) = match count {
            1 => (
                "one correction".to_owned(),
                "is not understood and left alone",
            ),
            _ => (
                format!("{count} corrections"),
                "are not understood and left alone",
            ),
        };
        Self::Strange {
            what,
            name: Name::of_path(path),
            left,
        }
    }
}
