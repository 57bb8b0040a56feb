//! Every way to fail, in the reader's words.
//!
//! Owns the wording and the exit code. Promises one plain sentence that names the thing and says what to do, free of live
//! control characters whatever the file was called.

mod keeping;
mod misconfigured;
mod remembering;
mod web;

pub use keeping::Keeping;
pub use misconfigured::Misconfigured;
pub use remembering::Remembering;
pub use web::Web;

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

/// What could not be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error(
        "there is no file {0}; check the name, or run byline without one to read the sample article"
    )]
    Missing(Name),
    /// There was such a file when it was last read.
    #[error("there is no file {0} any more; it was moved, or deleted")]
    Gone(Name),
    /// It is a folder.
    #[error("{0} is a folder; name one file in it")]
    Folder(Name),
    /// The system does not let us read it.
    #[error("you have no permission to read {0}; ask its owner, or change its mode")]
    Forbidden(Name),
    /// Reading failed, or ended early.
    #[error("cannot read {name}: {why}")]
    Read {
        /// What was being read.
        name: Name,
        /// The system's reason.
        why: Name,
    },
    /// Nothing in it.
    #[error("{0} is empty; there is nothing to read")]
    Empty(Name),
    /// Nothing came through the pipe.
    #[error("nothing came through standard input; pipe an article into byline, or name a file")]
    EmptyInput,
    /// Bytes, but not one letter.
    #[error("{0} has no text in it, only blanks and control characters")]
    NoText(Name),
    /// Not a text file.
    #[error("{name} looks like {kind}, not text{advice}")]
    Binary {
        /// What was being read.
        name: Name,
        /// With its article: "a PNG image".
        kind: &'static str,
        /// What to do, beginning with a semicolon; may be empty.
        advice: &'static str,
    },
    /// Damaged, locked, or not what it is called.
    #[error("cannot read {name} as {kind}: {why}")]
    Unreadable {
        /// What was being read.
        name: Name,
        /// With its article: "an EPUB book".
        kind: &'static str,
        /// A clause.
        why: &'static str,
    },
    /// More than can be an article.
    #[error(
        "{name} is larger than {mebibytes} MiB; byline reads single articles and books, so cut it first"
    )]
    TooBig {
        /// What was being read.
        name: Name,
        /// The limit.
        mebibytes: u64,
    },
    /// The configuration cannot be followed.
    #[error(transparent)]
    Misconfigured(#[from] Misconfigured),
    /// Something on the way to an address.
    #[error(transparent)]
    Web(#[from] Web),
    /// What is remembered of articles.
    #[error(transparent)]
    Remembering(#[from] Remembering),
    /// A feed that lists nothing, or is none.
    #[error("{0} is no feed that can be read; give --format html or text if it is something else")]
    NoFeed(Name),
    /// An article of a feed that is only a title.
    #[error(
        "“{0}” is only a title: the feed gives neither its text nor an address that can be opened"
    )]
    NoItem(Name),
    /// A mistake in this program, at an article.
    #[error("byline broke down over {0}, which is a mistake in byline; please report it")]
    Broken(Name),
    /// A command line that makes no sense.
    #[error("{0}; try byline --help")]
    Usage(Name),
    /// Output failed.
    #[error("cannot write the output: {0}")]
    Write(Name),
    /// Something else with a sentence of its own.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// 1: could not open; 2: bad usage.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Misconfigured(_) => 2,
            Self::Missing(_)
            | Self::Gone(_)
            | Self::Folder(_)
            | Self::Forbidden(_)
            | Self::Read { .. }
            | Self::Empty(_)
            | Self::EmptyInput
            | Self::NoText(_)
            | Self::Binary { .. }
            | Self::Unreadable { .. }
            | Self::TooBig { .. }
            | Self::Web(_)
            | Self::Remembering(_)
            | Self::NoFeed(_)
            | Self::NoItem(_)
            | Self::Broken(_)
            | Self::Write(_)
            | Self::Other(_) => 1,
        }
    }
}

/// A name or a reason from outside, made safe to show: what could act on a terminal or reorder a line becomes `�`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Of a file, as it was named.
    pub fn of_path(path: &Path) -> Self {
        Self::of(path.as_os_str())
    }

    /// Of anything the system or a person called something.
    pub fn of(name: impl AsRef<OsStr>) -> Self {
        let shown = name.as_ref().to_string_lossy();
        Self(
            shown
                .chars()
                .map(|c| if acts(c) { '\u{FFFD}' } else { c })
                .collect(),
        )
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character does something to a line instead of standing in it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_file_name_cannot_act_through_an_error() {
        let error = Error::Missing(Name::of("a\u{1b}[2J\u{202E}b\n\u{9b}31mc"));
        let shown = error.to_string();
        assert!(!shown.chars().any(acts), "{shown:?}");
        assert!(shown.contains("a\u{FFFD}[2J\u{FFFD}b"), "{shown:?}");
    }

    #[test]
    fn only_usage_exits_with_2() {
        assert_eq!(Error::Usage(Name::of("x")).exit_code(), 2);
        assert_eq!(Error::EmptyInput.exit_code(), 1);
    }
}
