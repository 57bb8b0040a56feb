//! Files that are whole at every moment.
//!
//! Owns reading within a limit, the lock, and the write: beside the file, to the disk, renamed. Knows nothing of what is in
//! them. The lock is a file of its own, because the others are replaced by every write.

use crate::error::{Keeping, Name};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A file is never larger than this, in bytes.
pub(super) const MOST_BYTES: u64 = 1 << 20;

/// How often the lock is asked for, and how long in between: three seconds in all, where a write takes milliseconds.
const TRIES: usize = 600;
const PAUSE: Duration = Duration::from_millis(5);

/// The text of the file at `path`; `None` if there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Keeping> {
    let unreadable = |why: &io::Error| Keeping::Unreadable {
        name: Name::of_path(path),
        why: Name::of(plain(why)),
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(unreadable(&why)),
    };
    let mut bytes = Vec::new();
    let read = file.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|why| unreadable(&why))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Keeping::TooBig(Name::of_path(path)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(Keeping::NoText(Name::of_path(path))),
    }
}

/// A file that nobody else writes as long as this lives.
pub(super) struct Locked {
    path: PathBuf,
    /// Where the file really is, if `path` is a link to it.
    real: PathBuf,
    /// Unlocked by the system when it is closed, also if the process is killed.
    _lock: File,
}

impl Locked {
    /// Wait for the lock; the folder is made if it has to be.
    pub(super) fn at(path: &Path) -> Result<Self, Keeping> {
        let unwritable = |why: &io::Error| Keeping::unwritable(path, &plain(why));
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
        for _ in 0..TRIES {
            match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Err(Errno::WOULDBLOCK | Errno::INTR) => thread::sleep(PAUSE),
                // A file system without locks: better kept without than not at all.
                Ok(()) | Err(_) => {
                    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
                    return Ok(Self {
                        path: path.to_owned(),
                        real,
                        _lock: lock,
                    });
                }
            }
        }
        Err(Keeping::Busy(Name::of_path(path)))
    }

    /// What is there now.
    pub(super) fn read(&self) -> Result<Option<String>, Keeping> {
        read(&self.path)
    }

    /// Put `text` in its place: all of it or nothing.
    pub(super) fn write(&self, text: &str) -> Result<(), Keeping> {
        let written = || -> io::Result<()> {
            let mut name = self.real.clone().into_os_string();
            name.push(".new");
            let new = PathBuf::from(name);
            // Left over from a reader that was killed: nobody but the owner of the lock may be writing it.
            match fs::remove_file(&new) {
                Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
                _ => {}
            }
            let mut options = OpenOptions::new();
            let mut file = options
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&new)?;
            if let Ok(old) = fs::metadata(&self.real) {
                file.set_permissions(old.permissions())?;
            }
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &self.real)?;
            // So that the new name outlives a power cut; where a folder cannot be brought to the disk it is only later.
            if let Some(folder) = self.real.parent() {
                let _ = File::open(folder).and_then(|folder| folder.sync_all());
            }
            Ok(())
        };
        written().map_err(|why| Keeping::unwritable(&self.path, &plain(&why)))
    }

    /// Take the file away, and all that was once set aside of it.
    pub(super) fn remove(&self) -> Result<(), Keeping> {
        let removed = |path: &Path| match fs::remove_file(path) {
            Err(why) if why.kind() != ErrorKind::NotFound => {
                Err(Keeping::unwritable(path, &plain(&why)))
            }
            _ => Ok(()),
        };
        removed(&self.real)?;
        for ending in std::iter::once("new".to_owned())
            .chain((1..1000).map(|number| format!("broken-{number}")))
        {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".{ending}"));
            let aside = PathBuf::from(name);
            if ending != "new" && fs::symlink_metadata(&aside).is_err() {
                break;
            }
            removed(&aside)?;
        }
        Ok(())
    }

    /// Give the file another name, that nobody has; returns the sentence about it.
    pub(super) fn set_aside(&self) -> Result<Keeping, Keeping> {
        for number in 1..1000 {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".broken-{number}"));
            let aside = PathBuf::from(name);
            if fs::symlink_metadata(&aside).is_ok() {
                continue;
            }
            let renamed = fs::rename(&self.path, &aside);
            return match renamed {
                Ok(()) => Ok(Keeping::SetAside {
                    name: Name::of_path(&self.path),
                    aside: Name::of(aside.file_name().unwrap_or_default()),
                }),
                Err(_) => Err(Keeping::broken(&self.path)),
            };
        }
        Err(Keeping::broken(&self.path))
    }
}

/// The system's reason without its number.
fn plain(why: &io::Error) -> String {
    let said = why.to_string();
    let end = said.find(" (os error").unwrap_or(said.len());
    said.get(..end).unwrap_or(&said).to_lowercase()
}
