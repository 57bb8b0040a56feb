//! What goes wrong with what is remembered of articles.

use super::{Keeping, Name};

/// Why an article is not remembered, or not found again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Remembering {
    /// There is no place for it.
    #[error("what you read is not remembered: there is no home folder; set HOME or XDG_STATE_HOME")]
    NoHome,
    /// The reader does not want it.
    #[error("what you read is not remembered, because of --no-history or the configuration")]
    Off,
    /// The system does not let us read it.
    #[error("cannot read {name}: {why}; what you read before is not known")]
    Unreadable {
        /// The file.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// The system does not let us write it.
    #[error("what you read is not remembered: cannot write {name}: {why}")]
    Unwritable {
        /// The file.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// Somebody else has it.
    #[error(
        "this article is not remembered: another byline is writing {0} and does not come to an end"
    )]
    Busy(Name),
    /// Not all of it makes sense, and it has another name now.
    #[error(
        "{name} makes no sense in parts and is now called {aside}; what does make sense is still remembered"
    )]
    SetAside {
        /// What it was called.
        name: Name,
        /// What it is called now.
        aside: Name,
    },
    /// It makes no sense, and cannot be given another name.
    #[error(
        "{0} makes no sense and cannot be renamed; nothing more is remembered until you mend or move it"
    )]
    Broken(Name),
}

impl From<Keeping> for Remembering {
    fn from(trouble: Keeping) -> Self {
        match trouble {
            Keeping::NoHome => Self::NoHome,
            Keeping::Off => Self::Off,
            Keeping::Unreadable { name, why } => Self::Unreadable { name, why },
            Keeping::Unwritable { name, why } => Self::Unwritable { name, why },
            Keeping::Busy(name) => Self::Busy(name),
            Keeping::SetAside { name, aside } => Self::SetAside { name, aside },
            Keeping::NoText(name)
            | Keeping::TooBig(name)
            | Keeping::Broken(name)
            | Keeping::Strange { name, .. } => Self::Broken(name),
        }
    }
}
