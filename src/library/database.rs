//! Opens the database: private to the user, in the tables of this version, and set aside if it is damaged.

use super::schema::{STEPS, VERSION};
use crate::error::{LibraryError, SafeText};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fmt::Write as _;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another process. One batch takes a fraction of a second.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a reader waits: only when a log is being recovered after a crash.
const READ_TIMEOUT: Duration = Duration::from_millis(500);

/// What is set for every connection that writes. A text rarely fits a page of 4 KiB, and what is left of it would be lost.
/// With `NORMAL`, a commit survives the end of the process; a power failure may undo the last ones, but damages nothing.
const SETTINGS: &str = "
PRAGMA page_size = 8192;
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = OFF;
PRAGMA trusted_schema = OFF;
PRAGMA cache_size = -16000;
PRAGMA temp_store = MEMORY;
";

/// Opens the database at `path` for writing; begins it, with its folder, if there is none.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, LibraryError> {
    create_private(path).map_err(|error| LibraryError::unwritable(path, &os_reason(&error)))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.execute_batch(SETTINGS)?;
        Ok(connection)
    };
    let mut connection = open().map_err(|error| write_error(path, &error))?;
    let found = version(&connection).map_err(|error| write_error(path, &error))?;
    if found > VERSION {
        return Err(LibraryError::Newer(SafeText::from_path(path)));
    }
    if found < VERSION {
        migrate(&mut connection).map_err(|error| write_error(path, &error))?;
    }
    Ok(connection)
}

/// Opens the database at `path` for reading; `None` if there is none, or nothing was kept in it yet.
pub(super) fn open_to_read(path: &Path) -> Result<Option<Connection>, LibraryError> {
    if let Err(error) = fs::metadata(path) {
        return match error.kind() {
            ErrorKind::NotFound => Ok(None),
            _ => Err(LibraryError::unreadable(path, &os_reason(&error))),
        };
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<(Connection, i64)> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(READ_TIMEOUT)?;
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")?;
        let version = version(&connection)?;
        Ok((connection, version))
    };
    let (connection, version) = match open() {
        // A database in its log mode cannot be read from a disk that cannot be written, unless as one that nobody changes.
        Err(error) if is_unwritable(&error) => {
            open_unchanging(path).map_err(|_unchanging| read_error(path, &error))?
        }
        opened => opened.map_err(|error| read_error(path, &error))?,
    };
    match version {
        0 => Ok(None),
        VERSION => Ok(Some(connection)),
        newer if newer > VERSION => Err(LibraryError::Newer(SafeText::from_path(path))),
        _ => {
            drop(connection);
            drop(open_to_write(path)?);
            open_to_read(path)
        }
    }
}

/// Opens a database that nobody can change.
fn open_unchanging(path: &Path) -> rusqlite::Result<(Connection, i64)> {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags)?;
    let version = version(&connection)?;
    Ok((connection, version))
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the tables to this version, unless another process has done it meanwhile.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = usize::try_from(version(&transaction)?).unwrap_or(0);
    for step in STEPS.iter().skip(found) {
        transaction.execute_batch(step)?;
    }
    transaction.execute_batch(&format!("PRAGMA user_version = {VERSION}"))?;
    transaction.commit()
}

/// Creates the file, readable by the user only, and its folder. SQLite gives the files beside it the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let mut options = OpenOptions::new();
    match options.create_new(true).write(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The paths of the log and of the index into it, which belong to the database at `path`.
pub(super) fn companions(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// What `error` means for someone who reads from the database at `path`.
pub(super) fn read_error(path: &Path, error: &rusqlite::Error) -> LibraryError {
    if is_damage(error) {
        LibraryError::Damaged(SafeText::from_path(path))
    } else {
        LibraryError::unreadable(path, &reason(error))
    }
}

/// What `error` means for someone who writes to the database at `path`.
pub(super) fn write_error(path: &Path, error: &rusqlite::Error) -> LibraryError {
    if is_damage(error) {
        LibraryError::Damaged(SafeText::from_path(path))
    } else {
        LibraryError::unwritable(path, &reason(error))
    }
}

/// Whether `error` says that the file is not what it should be.
fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            let is_schema = |message: &String| {
                message.starts_with("no such table") || message.starts_with("no such column")
            };
            matches!(
                failure.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
            ) || message.as_ref().is_some_and(is_schema)
        }
        rusqlite::Error::SqlInputError { msg, .. } => msg.starts_with("no such"),
        _ => false,
    }
}

fn is_unwritable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
    )
}

/// Why it failed, as a clause.
fn reason(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "it is read-only".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another byline keeps it locked".to_owned()
        }
        Some(ErrorCode::PermissionDenied) => "permission denied".to_owned(),
        Some(ErrorCode::CannotOpen) => "it cannot be opened".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "the disk reports an error".to_owned(),
        Some(ErrorCode::NotADatabase) => "it is no database".to_owned(),
        _ => error.to_string(),
    }
}

/// The system's error message without its number.
pub(super) fn os_reason(error: &io::Error) -> String {
    let message = error.to_string();
    let end = message.find(" (os error").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_lowercase()
}
