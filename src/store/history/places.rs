//! Which articles were left somewhere else than at their beginning, as empty files named after them, so that the first frame of all
//! others need not wait for the database.
//!
//! These files only say what is worth asking before the first frame. The database has the place, and is asked in any case: a file
//! too many costs that frame a millisecond, and without one the article opens at its beginning and moves to the place then.

use crate::error::{HistoryError, SafeText};
use crate::store::article_id;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The folder's name, beside the database.
const FOLDER: &str = "places";

/// The most files: two of each article, and of some that the history has dropped since. With more, theirs are removed.
const MAX_FILES: usize = 2 * super::MAX_ARTICLES + 100;

/// The files beside one database.
#[derive(Debug)]
pub(super) struct PlaceFiles {
    folder: PathBuf,
}

impl PlaceFiles {
    /// Those beside the database at `path`.
    pub(super) fn beside(path: &Path) -> Self {
        Self {
            folder: path.with_file_name(FOLDER),
        }
    }

    /// Whether the article from `source`, or else with the id that `id` finds out, may have been left at another place than its
    /// beginning.
    pub(super) fn has(&self, source: Option<&str>, id: impl FnOnce() -> Option<String>) -> bool {
        let is_there = |name: String| fs::symlink_metadata(self.folder.join(name)).is_ok();
        source.is_some_and(|source| is_there(source_name(source))) || id().is_some_and(is_there)
    }

    /// Notes whether an article was left at another place than its beginning. What cannot be noted is only found later.
    pub(super) fn note(&self, id: &str, source: Option<&str>, has_place: bool) {
        // Others may have written something else into the database.
        let id = Some(id).filter(|id| id.len() <= 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
        let names = [id.map(str::to_owned), source.map(source_name)];
        for name in names.into_iter().flatten() {
            let file = self.folder.join(name);
            let _ = if has_place {
                create(&file)
            } else {
                fs::remove_file(file)
            };
        }
    }

    /// Makes the files again for the articles that were left at another place, each with its id and source, if there are none yet,
    /// as after an earlier version, or too many.
    pub(super) fn bring_up_to_date<E>(
        &self,
        read: impl FnOnce() -> Result<Vec<(String, Option<String>)>, E>,
    ) {
        let count = fs::read_dir(&self.folder).map(|files| files.take(MAX_FILES + 1).count());
        if count.is_ok_and(|count| count <= MAX_FILES) {
            return;
        }
        let Ok(articles) = read() else {
            return;
        };
        let _ = self.remove();
        let _ = DirBuilder::new().mode(0o700).create(&self.folder);
        for (id, source) in articles {
            self.note(&id, source.as_deref(), true);
        }
    }

    /// Removes all of them.
    ///
    /// # Errors
    /// If they cannot be removed.
    pub(super) fn remove(&self) -> Result<(), HistoryError> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(HistoryError::Unwritable {
                name: SafeText::from_path(&self.folder),
                why: SafeText::new(error.to_string()),
            }),
            _ => Ok(()),
        }
    }
}

/// The name of the file of a source.
fn source_name(source: &str) -> String {
    format!("from-{}", article_id(source))
}

/// Creates an empty file.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    let created = options.create_new(true).write(true).mode(0o600).open(path);
    created.map(|_: File| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: an article is found by its source and by its text, and no longer once it is left at its beginning.
    #[test]
    fn an_article_is_found_by_its_source_and_its_text() {
        let folder = tempfile::tempdir().unwrap();
        let places = PlaceFiles::beside(&folder.path().join("library.db"));
        let has = |source, id: Option<&str>| places.has(source, || id.map(str::to_owned));
        places.bring_up_to_date(|| Ok::<_, ()>(vec![("a1".to_owned(), None)]));
        assert!(has(None, Some("a1")));
        assert!(!has(None, Some("b2")) && !has(Some("/b.txt"), None));
        places.note("b2", Some("/b.txt"), true);
        assert!(has(None, Some("b2")) && has(Some("/b.txt"), Some("changed")));
        places.note("b2", Some("/b.txt"), false);
        assert!(!has(Some("/b.txt"), Some("b2")));
        // They are there already.
        places.bring_up_to_date(|| Ok::<_, ()>(vec![("b2".to_owned(), None)]));
        assert!(!has(None, Some("b2")));
        places.remove().unwrap();
        assert!(!has(None, Some("a1")));
        places.remove().unwrap();
    }

    /// Protects: the files of articles that the history has dropped do not grow without end.
    #[test]
    fn too_many_files_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let places = PlaceFiles::beside(&folder.path().join("library.db"));
        places.bring_up_to_date(|| Ok::<_, ()>(Vec::new()));
        for n in 0..=MAX_FILES {
            places.note(&n.to_string(), None, true);
        }
        places.bring_up_to_date(|| Err(()));
        assert!(places.has(None, || Some("7".to_owned())));
        places.bring_up_to_date(|| Ok::<_, ()>(vec![("9".to_owned(), None)]));
        assert!(!places.has(None, || Some("7".to_owned())));
        assert!(places.has(None, || Some("9".to_owned())));
    }
}
