//! The library: the articles that were read, with their people and countries, kept across sittings.
//!
//! It is one SQLite database beside the history. [`LibraryWriter`] keeps and removes articles; [`LibraryReader`] answers
//! questions and changes nothing. Both may be open in several processes at once: SQLite's write-ahead log lets readers go on
//! while one writes, and a writer waits for another. An article that was reported as kept survives the end of the process.
//!
//! - An article is known by its identity, which depends on its words alone; the caller computes it.
//! - A person is known across articles by name and company: `link` decides who is the same, and is not sure of all.
//! - Whatever comes out of the database passes through [`clean`](crate::load::clean) again, since the file may have been
//!   changed by others: no name or sentence from it can control a terminal.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//! use byline::entities;
//! use byline::library::{ArticleRecord, Library, Reading};
//!
//! # fn main() -> Result<(), byline::error::LibraryError> {
//! let folder = tempfile::tempdir().expect("a folder");
//! let library = Library::in_folder(Some(folder.path()));
//! let mut builder = Builder::new("talks.txt");
//! builder.push("Angela Merkel met Vladimir Putin of Russia.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//! let reading = Reading { identity: "00ff".to_owned(), read_at: 1_800_000_000, ..Reading::default() };
//! let record = ArticleRecord::new(&document, &entities::read(&document), reading);
//! library.writer()?.keep(&[record.prepare(true)])?;
//!
//! let reader = library.reader()?.expect("something was kept");
//! let people = reader.find_people("merkel")?;
//! assert_eq!((people[0].name.as_str(), people[0].articles), ("Angela Merkel", 1));
//! # Ok(())
//! # }
//! ```

mod address;
mod database;
mod exchange;
mod fields;
mod link;
mod mention_codes;
mod reader;
mod record;
mod text_codes;
mod words;
mod writer;

#[cfg(test)]
mod tests;

pub use address::address_without_secrets;
pub(crate) use database::{Database, DatabaseReader};
pub use exchange::{Exchanged, ImportedLine, PeoplePair, export, import_line};
pub use mention_codes::MentionPlace;
pub use reader::{
    ArticleEntry, Certainty, Companion, Decision, DecisionId, DecisionKind, KeptSentence,
    LatestSentence, LibraryReader, ListRequest, MONTHS, NameEntry, NameId, NamePage, PageArticle,
    PersonQuery, ReadBefore, SearchHit, Snippet,
};
pub use record::{ArticleRecord, NameRecord, PreparedArticle, Reading};
pub use writer::{Dropped, LibraryWriter};

use crate::error::{LibraryError, SafeText};
use std::path::{Path, PathBuf};

/// The name of the database, in which the history is kept, too.
pub(crate) const FILE_NAME: &str = "library.db";

/// What is said when something is kept for the first time.
pub const INTRODUCTION: &str = "the articles you read are kept on this computer, with the people and countries in them, and sent nowhere; \
    byline manual library says more, library = false in the configuration stops it, and --private stops it once";

/// Where the library is, and how much of it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    path: Option<PathBuf>,
    /// Whether the user turned it off.
    is_disabled: bool,
    keeping: Keeping,
}

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Whether the texts are kept, and not only the names in them.
    pub text: bool,
    /// The size of the database from which the oldest articles are dropped, in bytes.
    pub max_bytes: u64,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            text: true,
            max_bytes: 200 << 20,
        }
    }
}

impl Library {
    /// A library in `folder`; without one, nothing can be kept.
    pub fn in_folder(folder: Option<&Path>) -> Self {
        Self {
            path: folder.map(|folder| folder.join(FILE_NAME)),
            is_disabled: false,
            keeping: Keeping::default(),
        }
    }

    /// A library that keeps nothing and knows nothing.
    pub fn disabled() -> Self {
        Self {
            path: None,
            is_disabled: true,
            keeping: Keeping::default(),
        }
    }

    /// The same library, of which so much is kept.
    #[must_use]
    pub fn with_keeping(self, keeping: Keeping) -> Self {
        Self { keeping, ..self }
    }

    /// How much is kept.
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// Whether there is a place to keep it in.
    pub fn is_enabled(&self) -> bool {
        self.path.is_some()
    }

    /// The path of the database.
    ///
    /// # Errors
    /// If there is none.
    pub fn path(&self) -> Result<&Path, LibraryError> {
        let none = if self.is_disabled {
            LibraryError::Disabled
        } else {
            LibraryError::NoHome
        };
        self.path.as_deref().ok_or(none)
    }

    /// Opens it for reading; `None` if nothing was ever kept.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn reader(&self) -> Result<Option<LibraryReader>, LibraryError> {
        LibraryReader::open(self.path()?)
    }

    /// Sets a damaged library aside, and begins a new one with what can be read of it. Returns what to report; `None` if another
    /// process was faster.
    ///
    /// # Errors
    /// If it cannot be set aside.
    pub fn repair(&self) -> Result<Option<LibraryError>, LibraryError> {
        database::repair(self.path()?)
    }

    /// Removes the damaged databases that were set aside, which hold what was read, too; returns the names of the files.
    ///
    /// # Errors
    /// If one cannot be removed.
    pub fn remove_set_aside(&self) -> Result<Vec<SafeText>, LibraryError> {
        database::remove_set_aside(self.path()?)
    }

    /// Opens it for writing, and begins it if there is none.
    ///
    /// # Errors
    /// If it cannot be written, or is damaged and cannot be set aside.
    pub fn writer(&self) -> Result<LibraryWriter, LibraryError> {
        LibraryWriter::open(self.path()?, self.keeping)
    }
}
