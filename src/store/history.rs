//! The reading history: position, bookmarks and time of reading of each article, kept between sessions.
//!
//! The history is one file of lines, with the most recently read article at the end, and beside it a file of past
//! searches. As in the [store](super), a file is complete at every moment, two running instances do not undo each
//! other's changes, and a file that cannot be parsed is set aside and reported. The size is limited to
//! [`MAX_ARTICLES`] articles and one mebibyte; the article not read for the longest time is dropped first. An article
//! is found by its text, or, if the text has changed, by its source.

mod history_file;
mod record;
mod searches;

pub use record::HistoryRecord;

use super::file::{self, LockedFile, MAX_FILE_BYTES};
use super::paths;
use crate::error::{HistoryError, StoreError};
use history_file::HistoryFile;
use std::ffi::OsString;
use std::path::PathBuf;

/// Maximum number of articles in the history.
pub const MAX_ARTICLES: usize = 500;

/// Where the history is stored.
///
/// ```
/// use byline::store::History;
///
/// let history = History::disabled();
/// assert!(!history.is_enabled());
/// assert!(history.list().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    path: Option<PathBuf>,
    /// Whether the user turned the history off.
    is_disabled: bool,
}

impl History {
    /// A history in the folder of the XDG conventions; `variable` looks up environment variables.
    pub fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        Self {
            path: paths::history_path(&variable),
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

    /// The path of the history file.
    ///
    /// # Errors
    /// If there is none.
    pub fn path(&self) -> Result<&PathBuf, HistoryError> {
        let none = if self.is_disabled {
            HistoryError::Disabled
        } else {
            HistoryError::NoHome
        };
        self.path.as_ref().ok_or(none)
    }

    /// The record of the article with this `id`, or else of the one from `source`. Errors are not reported here: the
    /// article is saved as soon as it is opened, which reports them.
    pub fn find(&self, id: Option<&str>, source: Option<&str>) -> Option<HistoryRecord> {
        let text = file::read_text(self.path.as_ref()?).ok()??;
        history_file::find_record(&text, id, source)
    }

    /// All records, the most recently read article first.
    ///
    /// # Errors
    /// If the history cannot be read.
    pub fn list(&self) -> Result<Vec<HistoryRecord>, HistoryError> {
        let path = self.path()?;
        let file = match file::read_text(path) {
            Ok(text) => HistoryFile::parse(&text.unwrap_or_default()),
            // The next write sets the file aside.
            Err(StoreError::NotText(_) | StoreError::TooLarge(_)) => HistoryFile::default(),
            Err(error) => return Err(error.into()),
        };
        let mut records = file.into_records();
        records.reverse();
        // Two running instances may have written in another order than the articles were read.
        records.sort_by_key(|record| std::cmp::Reverse(record.last_read));
        Ok(records)
    }

    /// Saves `record` of an article with the text `text` in place of its earlier record. Unless the user has `moved`,
    /// the earlier position is kept. Returns errors to report to the user.
    pub fn save(&self, record: &HistoryRecord, text: &str, moved: bool) -> Vec<HistoryError> {
        let Ok(path) = self.path() else {
            return Vec::new();
        };
        let mut errors = Vec::new();
        let changed = LockedFile::acquire(path).and_then(|locked| {
            let locked = locked.private();
            let parsed = match locked.read() {
                Ok(text) => Some(HistoryFile::parse(&text.unwrap_or_default())),
                Err(StoreError::NotText(_) | StoreError::TooLarge(_)) => None,
                Err(error) => return Err(error),
            };
            if parsed.as_ref().is_none_or(HistoryFile::has_invalid_lines) {
                errors.push(HistoryError::from(locked.set_aside()?));
            }
            let mut file = parsed.unwrap_or_default();
            file.upsert(record.clone(), text, moved);
            file.trim(MAX_ARTICLES, MAX_FILE_BYTES as usize);
            locked.write(&file.to_text())
        });
        errors.extend(changed.err().map(HistoryError::from));
        errors
    }

    /// The past searches, the most recent last.
    pub fn searches(&self) -> Vec<String> {
        let text = self
            .searches_path()
            .and_then(|path| file::read_text(&path).ok()?);
        searches::parse_searches(&text.unwrap_or_default())
    }

    /// Adds searches, in this order. Returns errors to report to the user.
    pub fn add_searches(&self, new: &[String]) -> Vec<HistoryError> {
        let Some(path) = self.searches_path() else {
            return Vec::new();
        };
        let mut errors = Vec::new();
        let changed = LockedFile::acquire(&path).and_then(|locked| {
            let locked = locked.private();
            let text = match locked.read() {
                Ok(text) => text.unwrap_or_default(),
                Err(StoreError::NotText(_) | StoreError::TooLarge(_)) => {
                    errors.push(HistoryError::from(locked.set_aside()?));
                    String::new()
                }
                Err(error) => return Err(error),
            };
            locked.write(&searches::append_searches(&text, new))
        });
        errors.extend(changed.err().map(HistoryError::from));
        errors
    }

    /// The path of the file of searches.
    fn searches_path(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .map(|path| path.with_file_name("searches"))
    }

    /// Removes the history, the searches and the files that were set aside; returns how many articles were in the
    /// history.
    ///
    /// # Errors
    /// If a file cannot be removed.
    pub fn clear(&self) -> Result<usize, HistoryError> {
        let path = self.path()?;
        if !path.parent().is_some_and(std::path::Path::exists) {
            return Ok(0);
        }
        let locked = LockedFile::acquire(path)?;
        let text = locked.read().ok().flatten().unwrap_or_default();
        let count = HistoryFile::parse(&text).into_records().len();
        locked.remove()?;
        drop(locked);
        if let Some(searches) = self.searches_path() {
            LockedFile::acquire(&searches)?.remove()?;
        }
        Ok(count)
    }
}
