//! Keeps articles, and removes them again.

mod decisions;
mod importing;
mod linking;
mod removal;
mod statements;
mod taking_back;

use super::Keeping;
use super::database::Database;
use super::record::{PreparedArticle, Reading};
use crate::error::LibraryError;
use rusqlite::Connection;
use statements::Statements;
use std::path::Path;

pub(super) use linking::{Linker, candidates};
pub use removal::Dropped;
pub(super) use removal::dropped;

/// The library, open for writing.
pub struct LibraryWriter {
    database: Database,
    keeping: Keeping,
    linker: Linker,
    /// The number of articles kept.
    kept: usize,
    /// Whether the library was empty when the import began.
    is_restoring: bool,
}

/// After how many articles the index of words is worth being merged.
const MANY_ARTICLES: usize = 100;

impl LibraryWriter {
    /// Opens the database at `path`; begins it if there is none, and sets it aside if it is damaged.
    pub(super) fn open(path: &Path, keeping: Keeping) -> Result<Self, LibraryError> {
        Ok(Self {
            database: Database::open(path)?,
            keeping,
            linker: Linker::default(),
            kept: 0,
            is_restoring: false,
        })
    }

    /// What was set aside because it was damaged, to be reported once.
    pub fn take_set_aside(&mut self) -> Option<LibraryError> {
        self.database.take_set_aside()
    }

    /// Keeps `articles`, each in place of what was kept of it before. When this returns without an error, they are on disk. If
    /// the library has grown too large, the oldest articles are dropped; [`LibraryReader::dropped`](super::LibraryReader::dropped)
    /// says how many were.
    ///
    /// # Errors
    /// If they cannot be written; none of them is kept then.
    pub fn keep(&mut self, articles: &[PreparedArticle]) -> Result<(), LibraryError> {
        if self.database.refresh()? {
            self.linker = Linker::default();
        }
        let linker = &mut self.linker;
        let mut is_again = false;
        let kept = self.database.write(|connection| {
            if std::mem::replace(&mut is_again, true) {
                // What was linked in the transaction before was undone.
                *linker = Linker::default();
            }
            let mut statements = Statements::prepare(connection)?;
            linker.begin(connection)?;
            let mut articles = articles.iter();
            articles.try_for_each(|article| statements.keep(article, linker))
        });
        if kept.is_err() {
            self.linker = Linker::default();
        }
        kept?;
        self.kept += articles.len();
        removal::drop_oldest(&mut self.database, self.keeping.max_bytes)
    }

    /// Whether the user has never been told what is kept; it is no longer so afterwards.
    ///
    /// # Errors
    /// If this cannot be written.
    pub fn introduce(&mut self) -> Result<bool, LibraryError> {
        let sql = "INSERT OR IGNORE INTO note (key, value) VALUES ('introduced', 1)";
        let added = self
            .database
            .write(|connection| connection.execute(sql, []))?;
        Ok(added > 0)
    }

    /// Sets again when and how far the article with this identity was read, and whether it is marked; returns whether it is kept.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn update_reading(&mut self, reading: &Reading) -> Result<bool, LibraryError> {
        let sql = "UPDATE article SET last_read = max(last_read, ?2), percent = ?3, finished = max(finished, ?4), marked = ?5,
            opened = max(opened, ?6) WHERE identity = ?1";
        let read_at = i64::try_from(reading.read_at).unwrap_or(i64::MAX);
        let values = rusqlite::params![
            reading.identity,
            read_at,
            reading.percent,
            reading.finished,
            reading.marked,
            reading.opened
        ];
        self.database.refresh()?;
        let changed = self
            .database
            .write(|connection| connection.execute(sql, values))?;
        Ok(changed > 0)
    }

    /// Writes the log into the database, so that a copy of the one file is the whole library. Another process may be reading;
    /// then it is left to the next one. After many articles, the index of words is merged before.
    pub fn finish(self) {
        if self.kept >= MANY_ARTICLES {
            self.database.merge_index();
        }
        self.database.flush();
    }

    fn run<T>(
        &mut self,
        change: impl FnMut(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        // What is remembered of names may no longer hold.
        self.linker = Linker::default();
        self.database.refresh()?;
        self.database.write(change)
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
            let set = writer.database.ask(|connection| {
                connection.query_row(&limit(pages), [], |row| row.get::<_, i64>(0))
            });
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
