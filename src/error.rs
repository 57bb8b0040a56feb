//! Errors, with the messages that users see and the exit codes.
//!
//! Every message is one sentence that names the thing and says what to do. Names and reasons from outside are kept as
//! [`SafeText`], so that no file name can send control characters to the terminal.

mod config;
mod history;
mod library;
mod store;
mod web;

pub use config::ConfigError;
pub use history::HistoryError;
pub use library::LibraryError;
pub use store::StoreError;
pub use web::WebError;

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

/// Why an article could not be read or printed, or the program could not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file does not exist.
    #[error("cannot open {0}: no such file; check the name")]
    NotFound(SafeText),
    /// The file does not exist, but did when it was last read.
    #[error("cannot open {0}: it was moved or deleted")]
    Removed(SafeText),
    /// It is a directory.
    #[error("cannot open {0}: it is a directory; name a file in it")]
    IsDirectory(SafeText),
    /// The user may not read it.
    #[error("cannot read {0}: permission denied; ask its owner, or change its mode")]
    PermissionDenied(SafeText),
    /// Reading failed, or ended too early.
    #[error("cannot read {name}: {why}")]
    ReadFailed {
        /// What was being read.
        name: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// It has no content.
    #[error("{0} is empty; there is nothing to read")]
    Empty(SafeText),
    /// Standard input was empty.
    #[error("standard input is empty; pipe an article into byline, or name a file")]
    EmptyStdin,
    /// It has content, but not a single letter.
    #[error("{0} has no text in it")]
    NoText(SafeText),
    /// It is a file of a kind that byline cannot read.
    #[error("{name} looks like {kind}, not text{advice}")]
    Binary {
        /// What was being read.
        name: SafeText,
        /// The kind, with its article: "a PNG image".
        kind: &'static str,
        /// What to do, starting with a semicolon; may be empty.
        advice: &'static str,
    },
    /// It is damaged, encrypted, or not of the format it claims to be.
    #[error("cannot read {name} as {kind}: {why}")]
    Malformed {
        /// What was being read.
        name: SafeText,
        /// The format, with its article: "an EPUB book".
        kind: &'static str,
        /// The reason, as a clause.
        why: &'static str,
    },
    /// A picture cannot be shown.
    #[error("cannot show {name}: {why}")]
    Picture {
        /// The picture.
        name: SafeText,
        /// The reason, as a clause.
        why: &'static str,
    },
    /// It is larger than any article or book.
    #[error(
        "{name} is larger than {mebibytes} MiB; byline reads single articles and books, so split it first"
    )]
    TooLarge {
        /// What was being read.
        name: SafeText,
        /// The limit.
        mebibytes: u64,
    },
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A download failed.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The history cannot be used.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The library cannot be used.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// A feed that lists no articles, or something that is not a feed.
    #[error(
        "{0} cannot be read as a feed; if it is something else, use --format html or --format text"
    )]
    NotAFeed(SafeText),
    /// An article of a feed that has only a title.
    #[error(
        "“{0}” is only a title; the feed has neither its text nor an address that byline can open"
    )]
    EmptyFeedItem(SafeText),
    /// A bug in byline made it panic on an article.
    #[error(
        "byline crashed on {0}, which is a bug in byline; please report it in the project's issue tracker"
    )]
    Internal(SafeText),
    /// The command line is wrong.
    #[error("{0}")]
    Usage(SafeText),
    /// Writing the output failed.
    #[error("cannot write the output: {0}")]
    WriteFailed(SafeText),
    /// Something else; the message.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// The exit code of the program: 2 for a wrong command line or configuration, 1 for anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Config(_) => 2,
            Self::NotFound(_)
            | Self::Removed(_)
            | Self::IsDirectory(_)
            | Self::PermissionDenied(_)
            | Self::ReadFailed { .. }
            | Self::Empty(_)
            | Self::EmptyStdin
            | Self::NoText(_)
            | Self::Binary { .. }
            | Self::Malformed { .. }
            | Self::Picture { .. }
            | Self::TooLarge { .. }
            | Self::Web(_)
            | Self::History(_)
            | Self::Library(_)
            | Self::NotAFeed(_)
            | Self::EmptyFeedItem(_)
            | Self::Internal(_)
            | Self::WriteFailed(_)
            | Self::Other(_) => 1,
        }
    }
}

/// Text from outside (a file name, an error reason) made safe to show. Characters that could control a terminal or reorder
/// a line are replaced with `�`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeText(String);

impl SafeText {
    /// A path, as it was given.
    pub fn from_path(path: &Path) -> Self {
        Self::new(path.as_os_str())
    }

    /// Any other text.
    pub fn new(name: impl AsRef<OsStr>) -> Self {
        let shown = name.as_ref().to_string_lossy();
        Self(
            shown
                .chars()
                .map(|c| if is_unsafe_char(c) { '\u{FFFD}' } else { c })
                .collect(),
        )
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `c` is a control character, or an invisible one that changes how a line is displayed.
fn is_unsafe_char(c: char) -> bool {
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
    fn hostile_file_names_are_made_safe_in_errors() {
        let error = Error::NotFound(SafeText::new("a\u{1b}[2J\u{202E}b\n\u{9b}31mc"));
        let shown = error.to_string();
        assert!(!shown.chars().any(is_unsafe_char), "{shown:?}");
        assert!(shown.contains("a\u{FFFD}[2J\u{FFFD}b"), "{shown:?}");
    }

    #[test]
    fn only_usage_errors_exit_with_2() {
        assert_eq!(Error::Usage(SafeText::new("x")).exit_code(), 2);
        assert_eq!(Error::EmptyStdin.exit_code(), 1);
    }
}
