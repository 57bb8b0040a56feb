//! Keeps articles, and removes them again.
//!
//! A batch is one transaction: all of it is kept, or nothing. One process writes at a time; the others wait.

mod decisions;
mod linking;
mod removal;
mod salvage;
mod statements;

use super::Keeping;
use super::database::{open_to_write, write_error};
use super::record::{PreparedArticle, Reading};
use crate::error::LibraryError;
use rusqlite::{Connection, TransactionBehavior};
use statements::Statements;
use std::path::{Path, PathBuf};

pub(super) use linking::{Linker, candidates};
pub use removal::Dropped;
pub(super) use removal::dropped;

/// Sets the damaged database at `path` aside; returns what to report.
pub(super) fn repair(path: &Path) -> Result<Option<LibraryError>, LibraryError> {
    Ok(salvage::set_aside(path)?.report)
}

/// The library, open for writing.
pub struct LibraryWriter {
    connection: Connection,
    path: PathBuf,
    keeping: Keeping,
    linker: Linker,
    /// What was set aside when it was opened.
    set_aside: Option<LibraryError>,
}

impl LibraryWriter {
    /// Opens the database at `path`; begins it if there is none, and sets it aside if it is damaged.
    pub(super) fn open(path: &Path, keeping: Keeping) -> Result<Self, LibraryError> {
        let (connection, set_aside) = match open_to_write(path) {
            Err(LibraryError::Damaged(_)) => {
                let replaced = salvage::set_aside(path)?;
                (replaced.connection, replaced.report)
            }
            opened => (opened?, None),
        };
        Ok(Self {
            connection,
            path: path.to_owned(),
            keeping,
            linker: Linker::default(),
            set_aside,
        })
    }

    /// What was set aside when the library was opened, to be reported once.
    pub fn take_set_aside(&mut self) -> Option<LibraryError> {
        self.set_aside.take()
    }

    /// Keeps `articles`, each in place of what was kept of it before. When this returns without an error, they are on disk. If
    /// the library has grown too large, the oldest articles are dropped; [`LibraryReader::dropped`](super::LibraryReader::dropped)
    /// says how many were.
    ///
    /// # Errors
    /// If they cannot be written; none of them is kept then.
    pub fn keep(&mut self, articles: &[PreparedArticle]) -> Result<(), LibraryError> {
        match self.try_keep(articles) {
            Ok(()) => Ok(()),
            Err(error) => {
                // What was linked in the transaction was undone.
                self.linker = Linker::default();
                let error = write_error(&self.path, &error);
                if !matches!(error, LibraryError::Damaged(_)) {
                    return Err(error);
                }
                let replaced = salvage::set_aside(&self.path)?;
                self.connection = replaced.connection;
                self.set_aside = replaced.report;
                self.try_keep(articles)
                    .map_err(|error| write_error(&self.path, &error))
            }
        }
    }

    fn try_keep(&mut self, articles: &[PreparedArticle]) -> rusqlite::Result<()> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut statements = Statements::prepare(&transaction)?;
            self.linker.begin(&transaction)?;
            for article in articles {
                statements.keep(article, &mut self.linker)?;
            }
        }
        transaction.commit()?;
        removal::drop_oldest(&mut self.connection, self.keeping.max_bytes)
    }

    /// Whether the user has never been told what is kept; it is no longer so afterwards.
    ///
    /// # Errors
    /// If this cannot be written.
    pub fn introduce(&mut self) -> Result<bool, LibraryError> {
        let sql = "INSERT OR IGNORE INTO note (key, value) VALUES ('introduced', 1)";
        let added = self.connection.execute(sql, []);
        let added = added.map_err(|error| write_error(&self.path, &error))?;
        Ok(added > 0)
    }

    /// Sets again when and how far the article with this identity was read, and whether it is marked; returns whether it is kept.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn update_reading(&mut self, reading: &Reading) -> Result<bool, LibraryError> {
        let sql = "UPDATE article SET last_read = max(last_read, ?2), percent = ?3, finished = max(finished, ?4), marked = ?5
            WHERE identity = ?1";
        let read_at = i64::try_from(reading.read_at).unwrap_or(i64::MAX);
        let values = rusqlite::params![
            reading.identity,
            read_at,
            reading.percent,
            reading.finished,
            reading.marked
        ];
        let changed = self.connection.execute(sql, values);
        Ok(changed.map_err(|error| write_error(&self.path, &error))? > 0)
    }

    /// Writes the log into the database, so that a copy of the one file is the whole library. Another process may be reading;
    /// then it is left to the next one.
    pub fn finish(self) {
        let _ = self
            .connection
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    fn run<T>(
        &mut self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        let run = |connection: &mut Connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = change(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        // What is remembered of names may no longer hold.
        self.linker = Linker::default();
        run(&mut self.connection).map_err(|error: rusqlite::Error| write_error(&self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use crate::library::tests::{TALKS, article, library};

    /// Protects: on a full disk nothing is half kept, one sentence says so, and later articles are kept again.
    #[test]
    fn a_full_disk_is_reported_and_undone() {
        let (_folder, library) = library();
        let mut writer = library.writer().unwrap();
        writer.keep(&[article(TALKS, 1)]).unwrap();
        let limit = |pages: u32| format!("PRAGMA max_page_count = {pages}");
        let set = |writer: &super::LibraryWriter, pages| {
            let set = writer
                .connection
                .query_row(&limit(pages), [], |row| row.get::<_, i64>(0));
            set.unwrap()
        };
        let pages = set(&writer, 1);
        let words: Vec<String> = (0..50_000_u64)
            .map(|n| (n * n * 7919).to_string())
            .collect();
        let long = words.join(" ");
        let batch = [
            article(&["One", &long], 2),
            article(&["Two", &long, "End."], 3),
        ];
        let sentence = writer.keep(&batch).unwrap_err().to_string();
        assert!(
            sentence.ends_with("library.db: the disk is full"),
            "{sentence}"
        );
        let count = || library.reader().unwrap().unwrap().count_articles().unwrap();
        assert_eq!(count(), 1, "{pages}");
        set(&writer, 1_000_000);
        writer.keep(&batch).unwrap();
        assert_eq!(count(), 3);
    }
}
