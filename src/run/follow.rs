//! Watches the file of the open article for changes.
//!
//! A thread looks at the file's time and size four times a second. That works on every file system, network drives included,
//! and whether an editor writes into the file or puts another in its place, needs no further crate, and was measured at 4 ms of
//! computing in 20 seconds. A change is reported once the file has been left alone for [`INTERVAL`], so that no half-written
//! file is loaded.

use super::{CancelToken, Message};
use crate::app::Event;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, SystemTime};

/// The time between two looks at the file: shorter than it takes to turn from one window to another.
const INTERVAL: Duration = Duration::from_millis(250);

/// The watch over a file.
pub(super) struct FileWatch {
    pub(super) path: PathBuf,
    pub(super) token: CancelToken,
}

impl FileWatch {
    /// Watches the file at `path`; its changes from now on are sent to `outbox`.
    pub(super) fn start(path: &Path, outbox: &Sender<Message>) -> Self {
        let (token, path) = (CancelToken::default(), path.to_owned());
        let (job, watched, results) = (token.clone(), path.clone(), outbox.clone());
        let mut changes = Changes::since(Version::of(&path));
        let run = move || {
            while !job.is_cancelled() {
                if changes.note(Version::of(&watched)) {
                    let message = Message::Job(job.clone(), Event::SourceChanged);
                    if results.send(message).is_err() {
                        return;
                    }
                }
                thread::sleep(INTERVAL);
            }
        };
        let thread = thread::Builder::new().name("follow".to_owned());
        if let Err(error) = thread.spawn(run) {
            let sentence = format!("Cannot follow changes of the file: {error}");
            let _ = outbox.send(Message::Job(token.clone(), Event::Failed(sentence)));
        }
        Self { path, token }
    }
}

/// What tells one version of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    modified: Option<SystemTime>,
    bytes: u64,
}

impl Version {
    /// The version of the file at `path`; `None` if it is not there, or empty, as it may be while it is being written.
    fn of(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok().filter(|found| found.len() > 0)?;
        Some(Self {
            modified: metadata.modified().ok(),
            bytes: metadata.len(),
        })
    }
}

/// Decides which looks at a file show a change to report.
struct Changes {
    /// The version reported last.
    reported: Option<Version>,
    /// The version at the last look.
    seen: Option<Version>,
}

impl Changes {
    /// The changes after `version`.
    fn since(version: Option<Version>) -> Self {
        Self {
            reported: version,
            seen: version,
        }
    }

    /// Notes what a look at the file has shown. Returns whether to report a change: the version is a new one, and was the same
    /// at the last look.
    fn note(&mut self, version: Option<Version>) -> bool {
        let is_settled = std::mem::replace(&mut self.seen, version) == version;
        if version.is_none() || !is_settled || self.reported == version {
            return false;
        }
        self.reported = version;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(bytes: u64) -> Option<Version> {
        let modified = None;
        (bytes > 0).then_some(Version { modified, bytes })
    }

    /// Protects: a change is reported once, when the file has been left alone; a file that is gone for a moment, as while an
    /// editor replaces it, is not one.
    #[test]
    fn a_change_is_reported_once_when_it_has_settled() {
        let mut changes = Changes::since(version(1));
        let looks = [1, 1, 2, 3, 3, 3, 0, 0, 3, 3, 4, 0, 4, 4];
        let reported = looks.map(|bytes| changes.note(version(bytes)));
        let at: Vec<usize> = (0..looks.len()).filter(|&n| reported[n]).collect();
        assert_eq!(at, [4, 13]);
    }

    /// Protects: a file that is being emptied before it is written again is not loaded as an empty one.
    #[test]
    fn an_empty_file_is_no_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        assert_eq!(Version::of(&path), None);
        std::fs::write(&path, "").unwrap();
        assert_eq!(Version::of(&path), None);
        std::fs::write(&path, "text").unwrap();
        let first = Version::of(&path);
        assert!(first.is_some());
        std::fs::write(&path, "another text").unwrap();
        assert_ne!(Version::of(&path), first);
    }
}
