//! The reading history: position, bookmarks and time of reading of each article, and past searches, kept between sessions.
//!
//! It is in the database of the [library], whether the library is turned on or not. Two running instances do not
//! undo each other's changes. At most [`MAX_ARTICLES`] articles are kept; the one not read for the longest time is dropped first.
//! An article is found by its text, or, if the text has changed, by its source.
//!
//! Earlier versions had files of lines instead (`old_files`). What is in them is found there until it has been copied into the
//! database, which the first writer does; they are removed when a writer has ended in good order.

mod old_files;
mod places;
mod record;
mod tables;

pub use record::HistoryRecord;

use super::paths;
use crate::error::{HistoryError, LibraryError};
use crate::library::{self, Database, DatabaseReader};
use old_files::{OldFiles, OldHistory};
use places::PlaceFiles;
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Maximum number of articles in the history.
pub const MAX_ARTICLES: usize = 500;

/// Where the history is stored.
///
/// ```
/// use byline::store::History;
///
/// let history = History::disabled();
/// assert!(!history.is_enabled());
/// assert!(history.reader().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The database.
    path: Option<PathBuf>,
    /// Whether the user turned the history off.
    is_disabled: bool,
}

impl History {
    /// A history in the folder of the XDG conventions; `variable` looks up environment variables.
    pub fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let folder = paths::state_folder(&variable);
        Self {
            path: folder.map(|folder| folder.join(library::FILE_NAME)),
            is_disabled: false,
        }
    }

    /// A history in the folder that this process's environment names.
    pub fn from_env() -> Self {
        Self::from_variables(|name| std::env::var_os(name))
    }

    /// A history that stores nothing and finds nothing.
    pub fn disabled() -> Self {
        Self {
            path: None,
            is_disabled: true,
        }
    }

    /// Whether there is a folder to store the history in.
    pub fn is_enabled(&self) -> bool {
        self.path.is_some()
    }

    /// The path of the database.
    ///
    /// # Errors
    /// If there is none.
    pub fn path(&self) -> Result<&Path, HistoryError> {
        let none = if self.is_disabled {
            HistoryError::Disabled
        } else {
            HistoryError::NoHome
        };
        self.path.as_deref().ok_or(none)
    }

    /// Whether the article from `source`, or else the one with the id that `id` finds out, may have been left at another place than
    /// its beginning. Much quicker than asking the database, which alone knows the place, and whether there really is one.
    pub fn may_have_place(
        &self,
        source: Option<&str>,
        id: impl FnOnce() -> Option<String>,
    ) -> bool {
        let path = self.path.as_deref();
        path.is_some_and(|path| {
            OldFiles::beside(path).exist() || PlaceFiles::beside(path).has(source, id)
        })
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn reader(&self) -> Result<HistoryReader, HistoryError> {
        let path = self.path()?;
        Ok(HistoryReader {
            database: DatabaseReader::open_history(path)?,
            old: OldFiles::beside(path).read(),
        })
    }

    /// Opens it for writing, and begins it if there is none. What is in the files of earlier versions is copied into it.
    ///
    /// # Errors
    /// If there is none, or it cannot be written.
    pub fn writer(&self) -> Result<HistoryWriter, HistoryError> {
        let path = self.path()?;
        let mut database = Database::open(path)?;
        let old_files = OldFiles::beside(path);
        let report = old_files.import(&mut database)?;
        let places = PlaceFiles::beside(path);
        places.bring_up_to_date(|| database.ask(tables::with_place));
        Ok(HistoryWriter {
            database,
            old_files,
            places,
            report,
        })
    }

    /// Removes the history, the searches and the files of earlier versions; returns how many articles were in the history.
    ///
    /// # Errors
    /// If something cannot be removed.
    pub fn clear(&self) -> Result<usize, HistoryError> {
        let path = self.path()?;
        let count = match self.reader() {
            Ok(reader) => reader.list()?.len(),
            // A damaged one is set aside as it is opened.
            Err(HistoryError::Database(LibraryError::Damaged(_))) => 0,
            Err(error) => return Err(error),
        };
        OldFiles::beside(path).remove()?;
        if path.exists() {
            let mut database = Database::open(path)?;
            database.write(tables::clear)?;
            database.scrub();
        }
        // Last, because a writer makes these files from what is in the database.
        PlaceFiles::beside(path).remove()?;
        Ok(count)
    }
}

/// The history, open for reading.
pub struct HistoryReader {
    /// `None` if nothing was written to it yet.
    database: Option<DatabaseReader>,
    /// What is in the files of earlier versions, if there are any.
    old: Option<OldHistory>,
}

impl HistoryReader {
    /// The record of the article with this `id`, or else of the one from `source`. Errors are not reported here: the article is
    /// saved as soon as it is opened, which reports them.
    pub fn find(&self, id: Option<&str>, source: Option<&str>) -> Option<HistoryRecord> {
        let database = |id: Option<&str>, source: Option<&str>| {
            let reader = self.database.as_ref()?;
            let found = reader.ask(|connection| tables::find(connection, id, source));
            found.ok()?
        };
        let old = |id, source| self.old.as_ref()?.find(id, source);
        let by_id = database(id, None).or_else(|| old(id, None));
        by_id
            .or_else(|| database(None, source))
            .or_else(|| old(None, source))
    }

    /// All records, the most recently read article first.
    ///
    /// # Errors
    /// If the history cannot be read.
    pub fn list(&self) -> Result<Vec<HistoryRecord>, HistoryError> {
        let mut records = match &self.database {
            Some(reader) => reader.ask(tables::list)?,
            None => Vec::new(),
        };
        if let Some(old) = &self.old {
            let known: HashSet<String> = records.iter().map(|record| record.id.clone()).collect();
            let unknown = old.records.iter().rev();
            let unknown = unknown.filter(|record| !known.contains(&record.id));
            records.extend(unknown.cloned());
        }
        // Two running instances may have written in another order than the articles were read.
        records.sort_by_key(|record| std::cmp::Reverse(record.last_read));
        Ok(records)
    }

    /// The past searches, the most recent last.
    pub fn searches(&self) -> Vec<String> {
        let read = |reader: &DatabaseReader| reader.ask(tables::searches).ok();
        let new = self.database.as_ref().and_then(read).unwrap_or_default();
        match &self.old {
            Some(old) => {
                let unknown = old.searches.iter().filter(|search| !new.contains(search));
                let mut all: Vec<String> = unknown.cloned().collect();
                all.extend(new);
                all
            }
            None => new,
        }
    }
}

/// The history, open for writing.
pub struct HistoryWriter {
    database: Database,
    old_files: OldFiles,
    places: PlaceFiles,
    /// What became of a damaged file of an earlier version, until it is reported.
    report: Option<HistoryError>,
}

impl HistoryWriter {
    /// Saves `record` of an article with the text `text` in place of its earlier record. Unless the user has `moved`, the earlier
    /// position is kept. When this returns without an error, the record survives the end of the process.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(
        &mut self,
        record: &HistoryRecord,
        text: &str,
        moved: bool,
    ) -> Result<(), HistoryError> {
        self.database.refresh()?;
        let save = |connection: &_| tables::upsert(connection, record, text, moved);
        let has_place = self.database.write(save)?;
        let source = record.source.as_deref();
        self.places.note(&record.id, source, has_place);
        Ok(())
    }

    /// Adds searches, in this order.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add_searches(&mut self, new: &[String]) -> Result<(), HistoryError> {
        self.database.refresh()?;
        let add = |connection: &_| tables::add_searches(connection, new);
        Ok(self.database.write(add)?)
    }

    /// What is to be reported to the user: that something was damaged and set aside.
    pub fn take_reports(&mut self) -> Vec<HistoryError> {
        let set_aside = self.database.take_set_aside();
        let set_aside = set_aside.map(HistoryError::from);
        self.report.take().into_iter().chain(set_aside).collect()
    }

    /// Brings everything safely to the disk, and removes the files of earlier versions, of which nothing is needed any more.
    /// Whatever cannot be done is left to the next one.
    pub fn finish(mut self) {
        if self.old_files.exist() {
            let _ = self.old_files.retire(&mut self.database);
        } else {
            self.database.flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: on a full disk nothing is half kept, one sentence says so, and later articles are kept again.
    #[test]
    fn a_full_disk_is_reported_and_undone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_owned();
        let history = History::from_variables(|name| (name == "HOME").then(|| path.clone().into()));
        let mut writer = history.writer().unwrap();
        let limit = |writer: &HistoryWriter, pages: u32| {
            let sql = format!("PRAGMA max_page_count = {pages}");
            let set = writer
                .database
                .ask(|connection| connection.query_row(&sql, [], |row| row.get::<_, i64>(0)));
            set.unwrap()
        };
        limit(&writer, 1);
        let title = "A long title. ".repeat(1000);
        let read = |id: usize| HistoryRecord {
            id: id.to_string(),
            title: title.clone(),
            ..HistoryRecord::default()
        };
        let mut saved = 0;
        let error = loop {
            match writer.save(&read(saved), "", true) {
                Ok(()) => saved += 1,
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.ends_with("library.db: the disk is full"), "{error}");
        let count = || history.reader().unwrap().list().unwrap().len();
        assert_eq!(count(), saved);
        limit(&writer, 100_000);
        writer.save(&read(saved), "", true).unwrap();
        assert_eq!(count(), saved + 1);
    }
}
