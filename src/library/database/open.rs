//! Opens the database: private to the user, in the tables of this version, and set aside if it is damaged.

use super::errors::{is_unwritable, os_reason, read_error, write_error};
use super::schema::{DECISIONS_VERSION, SHOW_AS_CURRENT, STEPS, VERSION};
use crate::error::{LibraryError, SafeText};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fmt::Write as _;
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long a writer waits for another process. One batch takes a fraction of a second.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// The time between two attempts to open a database that another process switches to its log.
const SWITCH_WAIT: Duration = Duration::from_millis(5);

/// What is set for every connection that writes. A text rarely fits a page of 4 KiB, and what is left of it would be lost.
/// With `NORMAL`, a commit survives the end of the process; a power failure may undo the last ones, but damages nothing.
const SETTINGS: &str = "
PRAGMA page_size = 8192;
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = OFF;
PRAGMA trusted_schema = OFF;
PRAGMA cache_size = -4000;
PRAGMA temp_store = MEMORY;
";

/// Opens the database at `path` for writing; begins it, with its folder, if there is none.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, LibraryError> {
    create_private(path).map_err(|error| LibraryError::unwritable(path, &os_reason(&error)))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        // Whoever closes the last connection would keep the others from opening it while it writes the log back.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.execute_batch(SETTINGS)?;
        Ok(connection)
    };
    let mut connection = while_others_switch(open).map_err(|error| write_error(path, &error))?;
    let found = version(&connection).map_err(|error| write_error(path, &error))?;
    if found > VERSION {
        return Err(LibraryError::Newer(SafeText::from_path(path)));
    }
    if found < VERSION {
        migrate(&mut connection).map_err(|error| write_error(path, &error))?;
    }
    Ok(connection)
}

/// Calls `open` again, for as long as a writer waits, while another process switches a new database to its log: two that do so
/// at once would wait for each other, so SQLite refuses one of them without waiting.
fn while_others_switch(
    open: impl Fn() -> rusqlite::Result<Connection>,
) -> rusqlite::Result<Connection> {
    let start = Instant::now();
    loop {
        match open() {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && start.elapsed() < BUSY_TIMEOUT =>
            {
                thread::sleep(SWITCH_WAIT);
            }
            opened => return opened,
        }
    }
}

/// Opens the database at `path` for reading; `None` if there is none, or its tables are of a version before `needed`. A question
/// waits for at most `timeout`, and only while a log is being recovered after a crash.
pub(super) fn open_to_read(
    path: &Path,
    needed: i64,
    timeout: Duration,
) -> Result<Option<Connection>, LibraryError> {
    if let Err(error) = fs::metadata(path) {
        return match error.kind() {
            ErrorKind::NotFound => Ok(None),
            _ => Err(LibraryError::unreadable(path, &os_reason(&error))),
        };
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<(Connection, i64)> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(timeout)?;
        let version = version(&connection)?;
        show_as_current(&connection, version)?;
        // Lists go through most of the pages, some of them often.
        connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;",
        )?;
        Ok((connection, version))
    };
    let (connection, version) = match open() {
        // A database in its log mode cannot be read from a disk that cannot be written, unless as one that does not change.
        Err(error) if is_unwritable(&error) => {
            open_unchanging(path).map_err(|_unchanging| read_error(path, &error))?
        }
        opened => opened.map_err(|error| read_error(path, &error))?,
    };
    match version {
        newer if newer > VERSION => Err(LibraryError::Newer(SafeText::from_path(path))),
        // Who only reads writes nothing: earlier tables are read as they are.
        version if version >= needed => Ok(Some(connection)),
        _ => Ok(None),
    }
}

/// Opens a database that cannot change.
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
    show_as_current(&connection, version)?;
    Ok((connection, version))
}

/// Shows a database of this earlier version as one of the current version, without changing it.
fn show_as_current(connection: &Connection, version: i64) -> rusqlite::Result<()> {
    if (1..DECISIONS_VERSION).contains(&version) {
        connection.execute_batch(SHOW_AS_CURRENT)?;
    }
    Ok(())
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

/// Creates the file, readable by the user only, and its folder; or makes it so again. SQLite gives the files beside it the same
/// permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let mut options = OpenOptions::new();
    match options.create_new(true).write(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    for path in companions(path).iter().map(PathBuf::as_path).chain([path]) {
        if fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0) {
            let _ = fs::set_permissions(path, Permissions::from_mode(0o600));
        }
    }
    Ok(())
}

/// The paths of the log and of the index into it, which belong to the database at `path`.
pub(super) fn companions(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}
