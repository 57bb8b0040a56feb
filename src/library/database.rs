//! The database: one SQLite file for the library and the history.
//!
//! [`Database`] writes to it, [`DatabaseReader`] reads. A change is one transaction: all of it is kept, or nothing. One process
//! writes at a time; the others wait. A damaged database is set aside, and the change is made in the new one.

mod errors;
mod open;
mod salvage;
mod schema;

use crate::error::{LibraryError, SafeText};
use errors::{read_error, write_error};
use open::{open_to_read, open_to_write};
use rusqlite::{Connection, TransactionBehavior};
use schema::{HISTORY_VERSION, LIBRARY_VERSION};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a question to the library waits.
const LIBRARY_TIMEOUT: Duration = Duration::from_millis(500);

/// How long a question to the history waits: the first frame waits for the answer.
const HISTORY_TIMEOUT: Duration = Duration::from_millis(40);

/// How long the log may keep a process that is about to end.
const FINISH_TIMEOUT: Duration = Duration::from_millis(100);

/// Sets the damaged database at `path` aside; returns what to report.
pub(super) fn repair(path: &Path) -> Result<Option<LibraryError>, LibraryError> {
    Ok(salvage::set_aside(path)?.report)
}

/// Removes the databases that were set aside from the one at `path`; returns their names.
pub(super) fn remove_set_aside(path: &Path) -> Result<Vec<SafeText>, LibraryError> {
    salvage::remove_set_aside(path)
}

/// The database, open for writing.
pub(crate) struct Database {
    connection: Connection,
    path: PathBuf,
    /// The device and the number of the file that is open.
    file: Option<(u64, u64)>,
    /// What was set aside, until it is reported.
    set_aside: Option<LibraryError>,
}

impl Database {
    /// Opens the database at `path`; begins it if there is none, and sets it aside if it is damaged.
    ///
    /// # Errors
    /// If it cannot be written, or is damaged and cannot be set aside.
    pub(crate) fn open(path: &Path) -> Result<Self, LibraryError> {
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
            file: file_number(path),
            set_aside,
        })
    }

    /// What was set aside, to be reported once.
    pub(crate) fn take_set_aside(&mut self) -> Option<LibraryError> {
        self.set_aside.take()
    }

    /// Opens the database again if another file has taken its place, because another process has set it aside or somebody has
    /// removed it; returns whether that was so. What is written to the old one is lost.
    ///
    /// # Errors
    /// If the new one cannot be opened.
    pub(crate) fn refresh(&mut self) -> Result<bool, LibraryError> {
        if file_number(&self.path) == self.file {
            return Ok(false);
        }
        let set_aside = self.set_aside.take();
        *self = Self::open(&self.path)?;
        self.set_aside = set_aside.or(self.set_aside.take());
        Ok(true)
    }

    /// Makes `change` in one transaction. When this returns without an error, it survives the end of the process. If the
    /// database turns out to be damaged, it is set aside and `change` is called once more, for the new one.
    ///
    /// # Errors
    /// If it cannot be written; then nothing has changed.
    pub(crate) fn write<T>(
        &mut self,
        mut change: impl FnMut(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        match self.try_write(&mut change) {
            Err(LibraryError::Damaged(_)) => {
                let replaced = salvage::set_aside(&self.path)?;
                self.connection = replaced.connection;
                self.file = file_number(&self.path);
                self.set_aside = replaced.report;
                self.try_write(&mut change)
            }
            written => written,
        }
    }

    fn try_write<T>(
        &mut self,
        change: &mut impl FnMut(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        let mut write = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = change(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        write().map_err(|error: rusqlite::Error| write_error(&self.path, &error))
    }

    /// Reads what a change depends on, outside of a transaction.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn ask<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        query(&self.connection).map_err(|error| read_error(&self.path, &error))
    }

    /// Overwrites what was removed, in the file and in its log.
    pub(crate) fn scrub(&self) {
        // If another process reads just now, the pages are overwritten when they are used again.
        let _ = self.connection.execute_batch(
            "INSERT INTO words (words) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
        );
    }

    /// Merges the parts of the index of words, which are made whenever something is kept and name each word again, into one, and gives
    /// the pages that become free back to the system. Of ten thousand articles this takes a tenth of a second.
    pub(crate) fn merge_index(&self) {
        let merge = || -> rusqlite::Result<()> {
            let sql = "INSERT INTO words (words) VALUES ('optimize')";
            self.connection.execute(sql, [])?;
            // Each step gives one page back.
            let mut statement = self.connection.prepare("PRAGMA incremental_vacuum")?;
            let mut pages = statement.query([])?;
            while pages.next()?.is_some() {}
            Ok(())
        };
        // If it fails, nothing is lost but room.
        let _ = merge();
    }

    /// Writes the log into the database, so that a copy of the one file is all, and a power failure loses nothing of it. Returns
    /// whether that was done: while another process reads or writes, it is left to the next one.
    pub(crate) fn flush(&self) -> bool {
        let flush = || -> rusqlite::Result<bool> {
            self.connection.busy_timeout(FINISH_TIMEOUT)?;
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.connection
                .query_row(sql, [], |row| Ok(row.get::<_, i64>(0)? == 0))
        };
        flush().unwrap_or(false)
    }
}

/// The device and the number of the file at `path`, which change when another file takes its place.
fn file_number(path: &Path) -> Option<(u64, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// The database, open for reading. It waits for no writer.
pub(crate) struct DatabaseReader {
    connection: Connection,
    path: PathBuf,
}

impl DatabaseReader {
    /// Does `read` in one transaction, so that all it asks is answered as of one time.
    ///
    /// # Errors
    /// If the transaction cannot begin, or `read` fails.
    pub(super) fn at_one_time<T>(
        &self,
        read: impl FnOnce() -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let _transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|error| read_error(&self.path, &error))?;
        read()
    }

    /// Opens the library at `path`; `None` if nothing was ever kept.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn open_library(path: &Path) -> Result<Option<Self>, LibraryError> {
        Self::open(path, LIBRARY_VERSION, LIBRARY_TIMEOUT)
    }

    /// Opens the history at `path`; `None` if nothing was ever kept in this database, or only in its earlier form.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn open_history(path: &Path) -> Result<Option<Self>, LibraryError> {
        Self::open(path, HISTORY_VERSION, HISTORY_TIMEOUT)
    }

    fn open(path: &Path, needed: i64, timeout: Duration) -> Result<Option<Self>, LibraryError> {
        let connection = open_to_read(path, needed, timeout)?;
        Ok(connection.map(|connection| Self {
            connection,
            path: path.to_owned(),
        }))
    }

    /// Asks `query`.
    ///
    /// # Errors
    /// If the answer cannot be read.
    pub(crate) fn ask<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        query(&self.connection).map_err(|error| read_error(&self.path, &error))
    }
}
