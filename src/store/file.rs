//! Reads and writes files that are complete at every moment.
//!
//! Provides size-limited reading, a lock, and an atomic write: beside the file, synced to disk, renamed. The contents
//! of the files are up to the caller. The lock is a file of its own, because every write replaces the file it protects.

use crate::error::{SafeText, StoreError};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Maximum size of a file, in bytes.
pub(super) const MAX_FILE_BYTES: u64 = 1 << 20;

/// Number of attempts to take the lock, and the pause between them: three seconds in all, where a write takes
/// milliseconds.
const LOCK_ATTEMPTS: usize = 600;
const LOCK_PAUSE: Duration = Duration::from_millis(5);

/// The text of the file at `path`; `None` if there is no file.
pub(super) fn read_text(path: &Path) -> Result<Option<String>, StoreError> {
    let unreadable = |why: &io::Error| StoreError::Unreadable {
        name: SafeText::from_path(path),
        why: SafeText::new(os_reason(why)),
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(unreadable(&why)),
    };
    let mut bytes = Vec::new();
    let read = file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|why| unreadable(&why))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(StoreError::TooLarge(SafeText::from_path(path)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(StoreError::NotText(SafeText::from_path(path))),
    }
}

/// A file locked against other writers for as long as this value lives.
pub(super) struct LockedFile {
    path: PathBuf,
    /// The file itself, if `path` is a symbolic link to it.
    target: PathBuf,
    /// Whether only the user may read it, whatever its permissions were.
    is_private: bool,
    /// The system releases the lock when this is closed, even if the process is killed.
    _lock: File,
}

impl LockedFile {
    /// Waits for the lock; creates the folder if necessary.
    pub(super) fn acquire(path: &Path) -> Result<Self, StoreError> {
        let unwritable = |why: &io::Error| StoreError::unwritable(path, &os_reason(why));
        let folder = path.parent().unwrap_or(Path::new("/"));
        let mut private = DirBuilder::new();
        private.recursive(true).mode(0o700);
        private.create(folder).map_err(|why| unwritable(&why))?;
        let lock = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(folder.join(".lock"))
            .map_err(|why| unwritable(&why))?;
        for _ in 0..LOCK_ATTEMPTS {
            match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Err(Errno::WOULDBLOCK | Errno::INTR) => thread::sleep(LOCK_PAUSE),
                // On a file system without locks it is better to store without a lock than not at all.
                Ok(()) | Err(_) => {
                    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
                    return Ok(Self {
                        path: path.to_owned(),
                        target: real,
                        is_private: false,
                        _lock: lock,
                    });
                }
            }
        }
        Err(StoreError::Locked(SafeText::from_path(path)))
    }

    /// Makes the file unreadable for others whenever it is written, also if it was readable before.
    pub(super) fn private(self) -> Self {
        Self {
            is_private: true,
            ..self
        }
    }

    /// The current text of the file; `None` if there is no file.
    pub(super) fn read(&self) -> Result<Option<String>, StoreError> {
        read_text(&self.path)
    }

    /// Replaces the file with `text`, completely or not at all.
    pub(super) fn write(&self, text: &str) -> Result<(), StoreError> {
        let write = || -> io::Result<()> {
            let folder = self.target.parent().unwrap_or(Path::new("/"));
            let mut name = self.target.file_name().unwrap_or_default().to_owned();
            name.push(".new");
            // The name is not random, so that what a killed process left over is found and removed. Only the owner of the
            // lock may be writing it.
            match fs::remove_file(folder.join(&name)) {
                Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
                _ => {}
            }
            let mut new = tempfile::Builder::new()
                .prefix(&name)
                .rand_bytes(0)
                .tempfile_in(folder)?;
            // The new file is private as it is created.
            if let Ok(old) = fs::metadata(&self.target)
                && !self.is_private
            {
                new.as_file().set_permissions(old.permissions())?;
            }
            new.write_all(text.as_bytes())?;
            new.as_file().sync_all()?;
            new.persist(&self.target)?;
            // Makes the rename survive a power failure. If the folder cannot be synced, it only becomes durable later.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
            Ok(())
        };
        write().map_err(|why| StoreError::unwritable(&self.path, &os_reason(&why)))
    }

    /// Removes the file, its temporary file if one was left over, and every file that was set aside from it.
    pub(super) fn remove(&self) -> Result<(), StoreError> {
        let remove = |path: &Path| match fs::remove_file(path) {
            Err(why) if why.kind() != ErrorKind::NotFound => {
                Err(StoreError::unwritable(path, &os_reason(&why)))
            }
            _ => Ok(()),
        };
        remove(&self.target)?;
        for suffix in std::iter::once("new".to_owned())
            .chain((1..1000).map(|number| format!("broken-{number}")))
        {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".{suffix}"));
            let aside = PathBuf::from(name);
            if suffix != "new" && fs::symlink_metadata(&aside).is_err() {
                break;
            }
            remove(&aside)?;
        }
        Ok(())
    }

    /// Renames the file to a free name; returns the error that reports this to the user.
    pub(super) fn set_aside(&self) -> Result<StoreError, StoreError> {
        for number in 1..1000 {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".broken-{number}"));
            let aside = PathBuf::from(name);
            if fs::symlink_metadata(&aside).is_ok() {
                continue;
            }
            let renamed = fs::rename(&self.path, &aside);
            return match renamed {
                Ok(()) => Ok(StoreError::SetAside {
                    name: SafeText::from_path(&self.path),
                    aside: SafeText::new(aside.file_name().unwrap_or_default()),
                }),
                Err(_) => Err(StoreError::corrupt(&self.path)),
            };
        }
        Err(StoreError::corrupt(&self.path))
    }
}

/// The system's error message without its number.
fn os_reason(why: &io::Error) -> String {
    let message = why.to_string();
    let end = message.find(" (os error").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_lowercase()
}
