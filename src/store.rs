//! Stores the user's corrections, the feeds, and in [`history`] what was read and how far.
//!
//! The history is in the database of the [library](crate::library); the rest is in files.
//!
//! Corrections are in two places: one file for each article, found by the article's text rather than its location, and
//! a personal list that applies to every article. Both are TOML files that people can read and edit; comments and
//! unknown entries are preserved.
//!
//! - A file is complete at every moment: it is written beside the old one, synced to disk, then renamed.
//! - Two running instances do not undo each other's changes: each change is applied to the current file, under a lock.
//! - A file that cannot be parsed is set aside under another name and reported, never overwritten.
//! - Whatever cannot be stored is reported in one sentence.
//!
//! ```
//! use byline::document::Document;
//! use byline::store::Store;
//!
//! let document = Document::default();
//! let store = Store::disabled();
//! assert!(!store.is_enabled());
//! let stored = store.load(&document);
//! assert!(stored.corrections.is_empty() && stored.errors.is_empty());
//! ```

mod correction_file;
pub mod feeds;
mod file;
pub mod history;
mod paths;

pub use feeds::FeedStore;
pub use history::History;
pub use paths::article_id;
pub(crate) use paths::base_folder;

use crate::document::Document;
use crate::entities::corrections::{Correction, CorrectionScope, Corrections};
use crate::error::StoreError;
use correction_file::CorrectionFile;
use file::LockedFile;
use std::path::PathBuf;

/// Where corrections are stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Store {
    /// The folder of the articles' files.
    articles: Option<PathBuf>,
    /// The folder of the personal list.
    personal: Option<PathBuf>,
    /// Whether the user turned storing off.
    is_disabled: bool,
}

/// The corrections stored for an article, and what could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredCorrections {
    /// All corrections that apply to the article.
    pub corrections: Corrections,
    /// Errors to report to the user.
    pub errors: Vec<StoreError>,
}

/// A change to a list of corrections.
#[derive(Clone, Copy)]
enum ListChange<'a> {
    Add(&'a Correction),
    Remove(&'a Correction),
}

/// The folder of the history, in which other things about the use of byline may be kept, too; `None` if this process's
/// environment names none.
pub fn state_folder() -> Option<PathBuf> {
    paths::state_folder(&|name: &str| std::env::var_os(name))
}

impl Store {
    /// A store in the folders of the XDG conventions; `variable` looks up environment variables.
    ///
    /// ```
    /// use byline::store::Store;
    ///
    /// let store = Store::from_variables(|name| (name == "HOME").then(|| "/home/ann".into()));
    /// assert!(store.is_enabled());
    /// ```
    pub fn from_variables(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
        let (articles, personal) = paths::correction_folders(&variable);
        Self {
            articles,
            personal,
            is_disabled: false,
        }
    }

    /// A store in the folders that this process's environment names.
    pub fn from_env() -> Self {
        Self::from_variables(|name| std::env::var_os(name))
    }

    /// A store that keeps nothing and finds nothing.
    pub fn disabled() -> Self {
        Self {
            is_disabled: true,
            ..Self::default()
        }
    }

    /// Whether there is a folder to store corrections in.
    pub fn is_enabled(&self) -> bool {
        self.articles.is_some() || self.personal.is_some()
    }

    /// The path of the file for `document`, or of the personal list.
    pub fn path(&self, document: &Document, scope: CorrectionScope) -> Option<PathBuf> {
        match scope {
            CorrectionScope::Article => {
                let name = format!("{}.toml", article_id(document.text()));
                self.articles.as_ref().map(|folder| folder.join(name))
            }
            CorrectionScope::Everywhere => self
                .personal
                .as_ref()
                .map(|folder| folder.join("always.toml")),
        }
    }

    /// Loads all corrections that apply to `document`.
    pub fn load(&self, document: &Document) -> StoredCorrections {
        let mut stored = StoredCorrections::default();
        for scope in [CorrectionScope::Everywhere, CorrectionScope::Article] {
            let Some(path) = self.path(document, scope) else {
                continue;
            };
            match file::read_text(&path) {
                Ok(None) => {}
                Ok(Some(text)) => match CorrectionFile::parse(&text) {
                    Some(file) => {
                        let corrections = file.corrections();
                        let unknown = file.entries() - corrections.len();
                        *stored.corrections.list_mut(scope) = corrections;
                        let error = (unknown > 0).then(|| StoreError::unrecognised(unknown, &path));
                        stored.errors.extend(error);
                    }
                    None => stored.errors.extend(Self::set_aside_broken(&path)),
                },
                Err(StoreError::NotText(_)) => stored.errors.extend(Self::set_aside_broken(&path)),
                Err(error) => stored.errors.push(error),
            }
        }
        stored
    }

    /// Stores a correction; returns errors to report to the user.
    pub fn add(
        &self,
        document: &Document,
        scope: CorrectionScope,
        correction: &Correction,
    ) -> Vec<StoreError> {
        self.change(document, scope, ListChange::Add(correction))
    }

    /// Removes a correction, the last of several equal ones; returns errors to report to the user.
    pub fn remove(
        &self,
        document: &Document,
        scope: CorrectionScope,
        correction: &Correction,
    ) -> Vec<StoreError> {
        self.change(document, scope, ListChange::Remove(correction))
    }

    fn change(
        &self,
        document: &Document,
        scope: CorrectionScope,
        change: ListChange<'_>,
    ) -> Vec<StoreError> {
        let Some(path) = self.path(document, scope) else {
            return vec![if self.is_disabled {
                StoreError::Disabled
            } else {
                StoreError::NoHome
            }];
        };
        let mut errors = Vec::new();
        let changed = LockedFile::acquire(&path).and_then(|locked| {
            let mut list = match locked.read() {
                Ok(text) => text.map(|text| CorrectionFile::parse(&text).ok_or(())),
                Err(StoreError::NotText(_)) => Some(Err(())),
                Err(error) => return Err(error),
            };
            if matches!(list, Some(Err(()))) {
                errors.push(locked.set_aside()?);
                list = None;
            }
            let mut list = match (list, scope) {
                (Some(Ok(list)), _) => list,
                (_, CorrectionScope::Article) => CorrectionFile::for_article(document),
                (_, CorrectionScope::Everywhere) => CorrectionFile::for_all_articles(),
            };
            match change {
                ListChange::Add(correction) => list.add(correction),
                ListChange::Remove(correction) => {
                    if !list.remove(correction) {
                        return Ok(());
                    }
                }
            }
            locked.write(&list.to_toml())
        });
        errors.extend(changed.err());
        errors
    }

    /// Sets aside a file that cannot be parsed, under its lock and only if it still cannot be parsed.
    fn set_aside_broken(path: &std::path::Path) -> Option<StoreError> {
        let set_aside = || {
            let locked = LockedFile::acquire(path)?;
            match locked.read() {
                Ok(None) => Ok(None),
                Ok(Some(text)) if CorrectionFile::parse(&text).is_some() => Ok(None),
                Ok(Some(_)) | Err(StoreError::NotText(_)) => locked.set_aside().map(Some),
                Err(error) => Err(error),
            }
        };
        set_aside().unwrap_or_else(|_| Some(StoreError::corrupt(path)))
    }
}
