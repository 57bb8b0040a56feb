//! The files of lines in which versions before 0.3 kept the history: they are read, copied into the database, and removed once
//! they are not needed any more.
//!
//! Copying twice changes nothing, so it does not matter when a process is killed, nor how many copy at once. A file with lines that
//! cannot be parsed is renamed after the others were copied, and reported, so that nothing is lost.

use super::{HistoryRecord, tables};
use crate::document::TextAnchor;
use crate::error::HistoryError;
use crate::library::Database;
use crate::store::file::LockedFile;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How much of a file is read, in bytes: four times what was ever written.
const MAX_BYTES: u64 = 4 << 20;

/// Where the files are.
pub(super) struct OldFiles {
    history: PathBuf,
    searches: PathBuf,
}

/// What is in the files.
#[derive(Debug, Default)]
pub(super) struct OldHistory {
    /// Each article once, the most recently read last.
    pub(super) records: Vec<HistoryRecord>,
    /// Each search once, the most recent last.
    pub(super) searches: Vec<String>,
    /// Whether the history has lines that cannot be parsed.
    has_invalid_lines: bool,
}

impl OldFiles {
    /// Those beside the database at `path`.
    pub(super) fn beside(path: &Path) -> Self {
        Self {
            history: path.with_file_name("history.jsonl"),
            searches: path.with_file_name("searches"),
        }
    }

    /// Whether there are any.
    pub(super) fn exist(&self) -> bool {
        self.history.exists() || self.searches.exists()
    }

    /// What is in them; `None` if there are none.
    pub(super) fn read(&self) -> Option<OldHistory> {
        self.exist().then(|| {
            let mut old = OldHistory::default();
            old.add_records(&read(&self.history));
            old.add_searches(&read(&self.searches));
            old
        })
    }

    /// Copies what is in them into `database`, which changes nothing if it was done before. Returns what to report.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn import(
        &self,
        database: &mut Database,
    ) -> Result<Option<HistoryError>, HistoryError> {
        if !self.copy(database)? {
            return Ok(None);
        }
        // Others may keep it from being flushed now; the file is only renamed, so nothing is lost even then.
        database.flush();
        let locked = LockedFile::acquire(&self.history)?;
        // Another process may have been faster.
        Ok(self.history.exists().then(|| set_aside(&locked)))
    }

    /// Copies once more what is in them, since an earlier version may be running and still write to them, and removes them if all
    /// of it is safely in `database`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn retire(&self, database: &mut Database) -> Result<(), HistoryError> {
        // While the lock is held, no earlier version writes.
        let locked = LockedFile::acquire(&self.history)?;
        let has_invalid_lines = self.copy(database)?;
        if database.flush() {
            if has_invalid_lines {
                set_aside(&locked);
            }
            // What cannot be removed is copied again, which changes nothing.
            let _ = fs::remove_file(&self.history);
            let _ = fs::remove_file(&self.searches);
        }
        Ok(())
    }

    /// Copies what is in them; returns whether some lines cannot be parsed.
    fn copy(&self, database: &mut Database) -> Result<bool, HistoryError> {
        let Some(old) = self.read() else {
            return Ok(false);
        };
        database.write(|connection| {
            for record in &old.records {
                tables::import(connection, record)?;
            }
            tables::import_searches(connection, &old.searches)
        })?;
        Ok(old.has_invalid_lines)
    }

    /// Removes them, and the files that were set aside.
    ///
    /// # Errors
    /// If one cannot be removed.
    pub(super) fn remove(&self) -> Result<(), HistoryError> {
        if self.history.parent().is_some_and(Path::exists) {
            LockedFile::acquire(&self.history)?.remove()?;
            LockedFile::acquire(&self.searches)?.remove()?;
        }
        Ok(())
    }
}

/// Renames the file of the history, of which some lines cannot be parsed; returns what to report.
fn set_aside(locked: &LockedFile) -> HistoryError {
    let (Ok(report) | Err(report)) = locked.set_aside();
    report.into()
}

impl OldHistory {
    /// Parses the file of the history.
    fn add_records(&mut self, bytes: &[u8]) {
        self.has_invalid_lines |= bytes.len() as u64 > MAX_BYTES;
        for line in bytes.split(|byte| *byte == b'\n') {
            let line = line.trim_ascii();
            match parse_record(line) {
                Some(record) => {
                    // The later line is the one that counted.
                    self.records.retain(|other| other.id != record.id);
                    self.records.push(record);
                }
                None => self.has_invalid_lines |= !line.is_empty(),
            }
        }
    }

    /// Parses the file of searches; lines that cannot have been typed are left out.
    fn add_searches(&mut self, bytes: &[u8]) {
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter_map(|line| std::str::from_utf8(line).ok());
        for line in lines.map(|line| line.strip_suffix('\r').unwrap_or(line)) {
            if tables::is_search(line) {
                self.searches.retain(|other| other != line);
                self.searches.push(line.to_owned());
            }
        }
    }

    /// The record of the article with this `id`, or else of the one read last from `source`.
    pub(super) fn find(&self, id: Option<&str>, source: Option<&str>) -> Option<HistoryRecord> {
        let records = || self.records.iter().rev();
        let by_id = id.and_then(|id| records().find(|record| record.id == id));
        let by_source = || {
            let source = source?;
            records().find(|record| record.source.as_deref() == Some(source))
        };
        by_id.or_else(by_source).cloned()
    }
}

/// The bytes of the file at `path`; empty if it cannot be read.
fn read(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Parses a line of the history; `None` if it is not valid.
fn parse_record(line: &[u8]) -> Option<HistoryRecord> {
    let line: RecordJson = serde_json::from_slice(line).ok()?;
    Some(HistoryRecord {
        id: line.id,
        source: line.source,
        title: line.title,
        last_read: line.read,
        position: line.place.into(),
        percent: line.percent.min(100),
        finished: line.ended,
        // The file may contain anything, and a letter is displayed as it is.
        bookmarks: line
            .marks
            .into_iter()
            .filter(|(letter, _)| letter.is_alphanumeric())
            .map(|(letter, anchor)| (letter, anchor.into()))
            .collect(),
    })
}

/// A record as it was written; the fields have the names used in the file.
#[derive(Debug, Deserialize)]
struct RecordJson {
    id: String,
    read: u64,
    #[serde(default)]
    percent: u8,
    #[serde(default)]
    ended: bool,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    title: String,
    place: AnchorJson,
    #[serde(default)]
    marks: BTreeMap<char, AnchorJson>,
}

/// A text anchor as it was written.
#[derive(Debug, Deserialize)]
struct AnchorJson {
    at: usize,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

impl From<AnchorJson> for TextAnchor {
    fn from(AnchorJson { at, before, after }: AnchorJson) -> Self {
        Self {
            offset: at,
            before,
            after,
        }
    }
}
