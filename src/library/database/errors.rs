//! What errors of SQLite and of the system mean for the user.

use crate::error::{LibraryError, SafeText};
use rusqlite::ErrorCode;
use std::io;
use std::path::Path;

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

/// Whether `error` says that the file or its folder may not be written.
pub(super) fn is_unwritable(error: &rusqlite::Error) -> bool {
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
