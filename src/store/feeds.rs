//! The feeds that were opened, and which articles each had then, so that new ones can be told.
//!
//! They are one file of lines beside the history, with the feed that was opened last at the end. As in the [store](super), a file
//! is complete at every moment, two running instances do not undo each other's changes, and lines that cannot be parsed are set aside and
//! reported. At most [`MAX_FEEDS`] feeds are kept, in at most one mebibyte.

use super::file::{self, LockedFile, MAX_FILE_BYTES};
use super::paths;
use crate::document::{Feed, FeedItem};
use crate::error::{HistoryError, StoreError};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The number of feeds that are kept; the one not opened for the longest time is dropped first.
pub const MAX_FEEDS: usize = 200;

/// The longest source that is stored, in bytes.
const MAX_SOURCE_BYTES: usize = 4096;

/// Where the feeds are stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedStore {
    path: Option<PathBuf>,
}

/// A feed that was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedRecord {
    /// How it can be opened again: an absolute path, or a URL without its password.
    pub source: String,
    /// Its title. The file may contain anything.
    pub title: String,
    /// When it was opened last, in seconds since 1970.
    pub opened: u64,
    /// The [fingerprints](crate::document::FeedItem::fingerprint) of its items.
    pub seen: Vec<u32>,
}

impl FeedRecord {
    /// The record of `feed`, which was opened from `source` at the time `opened`.
    pub fn new(feed: &Feed, source: String, opened: u64) -> Self {
        Self {
            source,
            title: feed.title.clone(),
            opened,
            seen: feed.items.iter().map(FeedItem::fingerprint).collect(),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let line: RecordJson = serde_json::from_str(line).ok()?;
        let digits = line.seen.as_bytes().chunks_exact(8);
        let number = |digits: &[u8]| {
            let digits = std::str::from_utf8(digits).ok()?;
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
        };
        Some(Self {
            source: line.source,
            title: line.title,
            opened: line.opened,
            seen: digits.filter_map(number).collect(),
        })
    }

    fn to_json_line(&self) -> Option<String> {
        let mut seen = String::with_capacity(self.seen.len() * 8);
        for fingerprint in &self.seen {
            // Writing to a `String` cannot fail.
            let _ = write!(seen, "{fingerprint:08x}");
        }
        let line = RecordJson {
            source: self.source.clone(),
            title: self.title.clone(),
            opened: self.opened,
            seen,
        };
        serde_json::to_string(&line).ok()
    }
}

/// A record as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct RecordJson {
    source: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    opened: u64,
    /// Eight hexadecimal digits for each item.
    #[serde(default)]
    seen: String,
}

/// The records in the text of the file, and whether it has lines that are none.
fn parse_lines(text: &str) -> (Vec<FeedRecord>, bool) {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let parsed: Vec<Option<FeedRecord>> = lines.map(FeedRecord::parse).collect();
    let is_damaged = parsed.iter().any(Option::is_none);
    (parsed.into_iter().flatten().collect(), is_damaged)
}

/// The text of the file with the latest of `records` that fit.
fn to_text(records: &[FeedRecord]) -> String {
    let lines: Vec<String> = records
        .iter()
        .filter_map(FeedRecord::to_json_line)
        .collect();
    let mut kept = 0;
    let mut bytes = 0;
    for line in lines.iter().rev().take(MAX_FEEDS) {
        bytes += line.len() as u64 + 1;
        if bytes > MAX_FILE_BYTES {
            break;
        }
        kept += 1;
    }
    let latest = lines.iter().skip(lines.len() - kept);
    latest.flat_map(|line| [line.as_str(), "\n"]).collect()
}

impl FeedStore {
    /// A store in the folder of the XDG conventions; `variable` looks up environment variables.
    pub fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let folder = paths::state_folder(&variable);
        Self {
            path: folder.map(|folder| folder.join("feeds.jsonl")),
        }
    }

    /// A store in the folder that this process's environment names.
    pub fn from_env() -> Self {
        Self::from_variables(|name| std::env::var_os(name))
    }

    /// A store that keeps nothing and finds nothing.
    pub fn disabled() -> Self {
        Self::default()
    }

    /// The feed from `source`, if it was opened before.
    pub fn find(&self, source: &str) -> Option<FeedRecord> {
        let records = self.list().ok()?;
        records.into_iter().find(|record| record.source == source)
    }

    /// All feeds, the one that was opened last first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn list(&self) -> Result<Vec<FeedRecord>, HistoryError> {
        let Some(path) = &self.path else {
            return Ok(Vec::new());
        };
        let text = match file::read_text(path) {
            Ok(text) => text.unwrap_or_default(),
            // The next write sets the file aside.
            Err(StoreError::NotText(_) | StoreError::TooLarge(_)) => String::new(),
            Err(error) => return Err(error.into()),
        };
        let (mut records, _) = parse_lines(&text);
        records.reverse();
        Ok(records)
    }

    /// Saves `record` in place of an earlier one of the same feed. Returns errors to report to the user.
    pub fn save(&self, record: FeedRecord) -> Vec<HistoryError> {
        if record.source.len() > MAX_SOURCE_BYTES {
            return Vec::new();
        }
        self.change(|records| {
            records.retain(|other| other.source != record.source);
            records.push(record);
        })
    }

    /// Forgets the feed from `source`. Returns whether there was one.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub fn forget(&self, source: &str) -> Result<bool, HistoryError> {
        if self.find(source).is_none() {
            return Ok(false);
        }
        let mut errors = self.change(|records| records.retain(|record| record.source != source));
        errors.pop().map_or(Ok(true), Err)
    }

    /// Applies `change` to the records, in the order of the file.
    fn change(&self, change: impl FnOnce(&mut Vec<FeedRecord>)) -> Vec<HistoryError> {
        let Some(path) = &self.path else {
            return Vec::new();
        };
        let mut errors = Vec::new();
        let changed = LockedFile::acquire(path).and_then(|locked| {
            let locked = locked.private();
            let (mut records, is_damaged) = match locked.read() {
                Ok(text) => parse_lines(&text.unwrap_or_default()),
                Err(StoreError::NotText(_) | StoreError::TooLarge(_)) => (Vec::new(), true),
                Err(error) => return Err(error),
            };
            if is_damaged {
                errors.push(HistoryError::from(locked.set_aside()?));
            }
            change(&mut records);
            locked.write(&to_text(&records))
        });
        errors.extend(changed.err().map(HistoryError::from));
        errors
    }

    /// Removes the file, and those that were set aside from it.
    ///
    /// # Errors
    /// If a file cannot be removed.
    pub fn clear(&self) -> Result<(), HistoryError> {
        match &self.path {
            Some(path) if path.parent().is_some_and(std::path::Path::exists) => {
                Ok(LockedFile::acquire(path)?.remove()?)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn store() -> (tempfile::TempDir, FeedStore) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_owned();
        let store =
            FeedStore::from_variables(move |name| (name == "HOME").then(|| path.clone().into()));
        (home, store)
    }

    fn record(source: &str, seen: &[u32]) -> FeedRecord {
        FeedRecord {
            source: source.to_owned(),
            title: format!("The feed {source}"),
            opened: 7,
            seen: seen.to_vec(),
        }
    }

    /// Protects: a feed is found as it was stored, once, the latest first, in a file that only the user may read; it can be
    /// forgotten alone or with all others.
    #[test]
    fn feeds_are_stored_once_and_forgotten() {
        let (home, store) = store();
        assert_eq!(store.list(), Ok(Vec::new()));
        for (source, seen) in [("a", [1, u32::MAX]), ("b", [0, 2]), ("a", [3, 4])] {
            assert_eq!(store.save(record(source, &seen)), []);
        }
        let file = home.path().join(".local/state/byline/feeds.jsonl");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        store.save(record("a", &[3, 4]));
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(store.find("a"), Some(record("a", &[3, 4])));
        assert_eq!(
            store.list(),
            Ok(vec![record("a", &[3, 4]), record("b", &[0, 2])])
        );
        assert_eq!(store.forget("c"), Ok(false));
        assert_eq!(store.forget("a"), Ok(true));
        assert_eq!(store.list(), Ok(vec![record("b", &[0, 2])]));
        assert_eq!(store.clear(), Ok(()));
        assert!(!file.exists());
        let disabled = FeedStore::disabled();
        assert_eq!(disabled.save(record("a", &[])), []);
        assert_eq!(disabled.list(), Ok(Vec::new()));
    }

    /// Protects: a damaged line costs only itself: the file is set aside, which is reported, and the rest goes on.
    #[test]
    fn damaged_lines_are_set_aside() {
        let (home, store) = store();
        store.save(record("a", &[1]));
        let file = home.path().join(".local/state/byline/feeds.jsonl");
        let mut text = fs::read_to_string(&file).unwrap();
        text.push_str("{\"source\":\n\n{\"source\":\"odd\",\"seen\":\"zz0000001+000002\"}\n");
        fs::write(&file, &text).unwrap();
        assert_eq!(store.find("odd").unwrap().seen, Vec::<u32>::new());
        let errors = store.save(record("b", &[2]));
        assert_eq!(errors.len(), 1);
        assert!(errors[0].to_string().contains("feeds.jsonl.broken-1"));
        let sources = store.list().unwrap().into_iter().map(|it| it.source);
        assert_eq!(sources.collect::<Vec<_>>(), ["b", "odd", "a"]);
        fs::write(&file, b"\xff\xfe").unwrap();
        assert_eq!(store.list(), Ok(Vec::new()));
        assert_eq!(store.save(record("c", &[])).len(), 1);
        assert_eq!(store.list().unwrap().len(), 1);
    }

    /// Protects: the file stays small, whatever the feeds hold; the feed that was opened last is always in it.
    #[test]
    fn the_file_has_a_limit() {
        let seen: Vec<u32> = (0..2000).collect();
        let records: Vec<FeedRecord> = (0..300).map(|n| record(&n.to_string(), &seen)).collect();
        let text = to_text(&records);
        assert!(text.len() as u64 <= MAX_FILE_BYTES && text.len() > 900_000);
        let (kept, is_damaged) = parse_lines(&text);
        assert_eq!((kept.last(), is_damaged), (records.last(), false));
        let many: Vec<FeedRecord> = (0..300).map(|n| record(&n.to_string(), &[])).collect();
        assert_eq!(parse_lines(&to_text(&many)).0.len(), MAX_FEEDS);
    }
}
