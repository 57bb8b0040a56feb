//! What is remembered of articles from one sitting to the next: the place, the marks, and when it was read.
//!
//! Owns one file of lines, the article read last at its end, and beside it one of what was searched for. Promises what its parent promises: the file is whole at every
//! moment, two readers at once lose nothing, and what makes no sense is set aside and told. Bounded: beyond [`MOST`] articles,
//! or as many as a mebibyte holds, the one not read for longest falls out. An article is known by what it says, and where a
//! page has changed since, by its source.

mod book;
mod record;
mod searches;

pub use record::Record;

use super::file::{self, Locked, MOST_BYTES};
use super::place;
use crate::error::{Keeping, Remembering};
use book::Book;
use std::ffi::OsString;
use std::path::PathBuf;

/// Articles that are remembered.
pub const MOST: usize = 500;

/// Where it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    path: Option<PathBuf>,
    /// Whether the reader wants nothing remembered.
    off: bool,
}

impl History {
    /// Where the system's conventions say, with the environment looked up by `variable`.
    pub fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        Self {
            path: place::history(&variable),
            off: false,
        }
    }

    /// Where this process's environment says.
    pub fn of_environment() -> Self {
        Self::of(|name| std::env::var_os(name))
    }

    /// Nothing is remembered, and nothing found again.
    pub fn nowhere() -> Self {
        Self {
            path: None,
            off: true,
        }
    }

    /// Whether there is a place where anything is remembered.
    pub fn is_somewhere(&self) -> bool {
        self.path.is_some()
    }

    /// The file.
    ///
    /// # Errors
    /// If there is none.
    pub fn path(&self) -> Result<&PathBuf, Remembering> {
        let none = if self.off {
            Remembering::Off
        } else {
            Remembering::NoHome
        };
        self.path.as_ref().ok_or(none)
    }

    /// What is remembered of the article known by `id`, else of the one that came from `source`. What cannot be read is not
    /// told here: whoever opens an article notes so at once, and is told then.
    pub fn find(&self, id: Option<&str>, source: Option<&str>) -> Option<Record> {
        let text = file::read(self.path.as_ref()?).ok()??;
        book::find(&text, id, source)
    }

    /// Everything that is remembered, the article read last first.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn all(&self) -> Result<Vec<Record>, Remembering> {
        let path = self.path()?;
        let book = match file::read(path) {
            Ok(text) => Book::read(&text.unwrap_or_default()),
            // Whoever writes next sets it aside.
            Err(Keeping::NoText(_) | Keeping::TooBig(_)) => Book::default(),
            Err(trouble) => return Err(trouble.into()),
        };
        let mut all = book.records();
        all.reverse();
        // Two readers may have written in another order than they were read in.
        all.sort_by_key(|record| std::cmp::Reverse(record.read));
        Ok(all)
    }

    /// Remember `record` of an article that says `text`, in place of what was remembered of it; if the reader has not `moved`,
    /// its place stays as it was. Returns what the reader must be told.
    pub fn remember(&self, record: &Record, text: &str, moved: bool) -> Vec<Remembering> {
        let Ok(path) = self.path() else {
            return Vec::new();
        };
        let mut troubles = Vec::new();
        let changed = Locked::at(path).and_then(|locked| {
            let read = match locked.read() {
                Ok(text) => Some(Book::read(&text.unwrap_or_default())),
                Err(Keeping::NoText(_) | Keeping::TooBig(_)) => None,
                Err(trouble) => return Err(trouble),
            };
            if read.as_ref().is_none_or(Book::is_strange) {
                troubles.push(Remembering::from(locked.set_aside()?));
            }
            let mut book = read.unwrap_or_default();
            book.put(record.clone(), text, moved);
            book.bound(MOST, MOST_BYTES as usize);
            locked.write(&book.text())
        });
        troubles.extend(changed.err().map(Remembering::from));
        troubles
    }

    /// What was searched for, the latest last.
    pub fn searches(&self) -> Vec<String> {
        let text = self.beside().and_then(|path| file::read(&path).ok()?);
        searches::read(&text.unwrap_or_default())
    }

    /// Remember that these were searched for, in this order. Returns what the reader must be told.
    pub fn searched(&self, new: &[String]) -> Vec<Remembering> {
        let Some(path) = self.beside() else {
            return Vec::new();
        };
        let mut troubles = Vec::new();
        let changed = Locked::at(&path).and_then(|locked| {
            let text = match locked.read() {
                Ok(text) => text.unwrap_or_default(),
                Err(Keeping::NoText(_) | Keeping::TooBig(_)) => {
                    troubles.push(Remembering::from(locked.set_aside()?));
                    String::new()
                }
                Err(trouble) => return Err(trouble),
            };
            locked.write(&searches::after(&text, new))
        });
        troubles.extend(changed.err().map(Remembering::from));
        troubles
    }

    /// The file of searches.
    fn beside(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .map(|path| path.with_file_name("searches"))
    }

    /// Forget everything, also searches and what was set aside; returns how many articles were remembered.
    ///
    /// # Errors
    /// If it cannot be forgotten.
    pub fn clear(&self) -> Result<usize, Remembering> {
        let path = self.path()?;
        if !path.parent().is_some_and(std::path::Path::exists) {
            return Ok(0);
        }
        let locked = Locked::at(path)?;
        let text = locked.read().ok().flatten().unwrap_or_default();
        let count = Book::read(&text).records().len();
        locked.remove()?;
        drop(locked);
        if let Some(searches) = self.beside() {
            Locked::at(&searches)?.remove()?;
        }
        Ok(count)
    }
}
