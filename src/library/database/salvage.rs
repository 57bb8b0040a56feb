//! Sets a damaged database aside, begins a new one, and copies what can be read from the old one.

use super::errors::os_reason;
use super::open::{companions, open_to_write};
use super::schema::MARK_OPENED;
use crate::error::{LibraryError, SafeText};
use rusqlite::Connection;
use rusqlite::types::Value;
use rustix::fs::{FlockOperation, flock};
use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What is added to the name of a damaged database, before a number.
const BROKEN: &str = ".broken-";

/// The tables that are copied, each row by itself. The index of words is made again from the texts.
const TABLES: [&str; 14] = [
    "article",
    "texts",
    "name",
    "form",
    "appearance",
    "perhaps",
    "note",
    "history",
    "mark",
    "search",
    "decision",
    "decided_place",
    "decided_form",
    "decided_perhaps",
];

/// A database in place of a damaged one.
pub(super) struct Replaced {
    pub(super) connection: Connection,
    /// What to report to the user.
    pub(super) report: Option<LibraryError>,
}

/// Renames the damaged database at `path` and begins a new one with what can be read of it. Returns the new one, and what to
/// report, unless another process was faster.
pub(super) fn set_aside(path: &Path) -> Result<Replaced, LibraryError> {
    // Of several processes that find the damage at once, one sets the file aside; the others find the new one.
    let lock = lock(path)?;
    match open_to_write(path).and_then(|connection| check(path, connection)) {
        Ok(connection) => {
            return Ok(Replaced {
                connection,
                report: None,
            });
        }
        Err(LibraryError::Damaged(_)) => {}
        Err(error) => return Err(error),
    }
    let aside = free_name(path)?;
    let stuck = |_| LibraryError::Stuck(SafeText::from_path(path));
    fs::rename(path, &aside).map_err(stuck)?;
    for (own, new) in companions(path).iter().zip(companions(&aside)) {
        // Without its log the database is an earlier state of itself, so the log goes with it.
        let _ = fs::rename(own, new);
    }
    let connection = open_to_write(path)?;
    let saved = copy_readable(&aside, &connection).unwrap_or_default();
    drop(lock);
    let report = LibraryError::SetAside {
        name: SafeText::from_path(path),
        aside: SafeText::new(aside.file_name().unwrap_or_default()),
        saved: saved.in_words(),
    };
    Ok(Replaced {
        connection,
        report: Some(report),
    })
}

/// Returns `connection` if the database is whole.
fn check(path: &Path, connection: Connection) -> Result<Connection, LibraryError> {
    let result = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    let has_tables = TABLES.iter().all(|table| {
        connection
            .prepare(&format!("SELECT 1 FROM {table}"))
            .is_ok()
    });
    match result {
        Ok(answer) if answer == "ok" && has_tables => Ok(connection),
        _ => Err(LibraryError::Damaged(SafeText::from_path(path))),
    }
}

/// Holds the lock of the folder while the returned file is open; without locks on this file system it is held by nobody.
fn lock(path: &Path) -> Result<fs::File, LibraryError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let mut options = OpenOptions::new();
    let file = options
        .create(true)
        .append(true)
        .mode(0o600)
        .open(PathBuf::from(name));
    let file = file.map_err(|error| LibraryError::unwritable(path, &os_reason(&error)))?;
    let _ = flock(&file, FlockOperation::LockExclusive);
    Ok(file)
}

/// Removes the damaged databases that were set aside from the one at `path`, with their logs; returns their names.
pub(super) fn remove_set_aside(path: &Path) -> Result<Vec<SafeText>, LibraryError> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| LibraryError::unreadable(folder, &os_reason(&error)))?,
    };
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(BROKEN);
    let is_set_aside = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        let number = name.strip_prefix(prefix.as_encoded_bytes());
        number.is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(is_set_aside).collect();
    paths.sort();
    for path in &paths {
        let [log, index] = companions(path);
        for path in [path, &log, &index] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(LibraryError::unwritable(path, &os_reason(&error)));
                }
                _ => {}
            }
        }
    }
    let name = |path: &PathBuf| SafeText::new(path.file_name().unwrap_or_default());
    Ok(paths.iter().map(name).collect())
}

fn free_name(path: &Path) -> Result<PathBuf, LibraryError> {
    let names = (1..1000).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!("{BROKEN}{number}"));
        PathBuf::from(name)
    });
    let mut free = names.filter(|name| fs::symlink_metadata(name).is_err());
    free.next()
        .ok_or_else(|| LibraryError::Stuck(SafeText::from_path(path)))
}

/// How much was copied.
#[derive(Default)]
struct Saved {
    articles: usize,
    /// Articles whose reading position is known.
    positions: usize,
}

impl Saved {
    fn in_words(&self) -> String {
        let count = |number, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("one {one}")),
            number => Some(format!("{number} {many}")),
        };
        let articles = count(self.articles, "article", "articles");
        let positions = count(self.positions, "reading position", "reading positions");
        let saved: Vec<String> = articles.into_iter().chain(positions).collect();
        if saved.is_empty() {
            return "nothing".to_owned();
        }
        saved.join(" and ")
    }
}

/// Copies the rows that can be read in the database at `aside`; returns how much that is.
fn copy_readable(aside: &Path, new: &Connection) -> rusqlite::Result<Saved> {
    let old = Connection::open(aside)?;
    new.execute_batch("BEGIN IMMEDIATE")?;
    for table in TABLES {
        // What is lost in one table does not keep the others from being copied.
        let _ = copy_table(&old, new, table);
    }
    new.execute_batch(
        "DELETE FROM texts WHERE article NOT IN (SELECT id FROM article);
        DELETE FROM appearance WHERE article NOT IN (SELECT id FROM article) OR name NOT IN (SELECT id FROM name);
        DELETE FROM form WHERE name NOT IN (SELECT id FROM name);
        DELETE FROM mark WHERE history NOT IN (SELECT id FROM history);",
    )?;
    // One of an earlier version does not say which articles were opened.
    new.execute_batch(MARK_OPENED)?;
    index_words(new)?;
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        new.query_row(&sql, [], |row| row.get(0))
    };
    let saved = Saved {
        articles: count("article")?,
        positions: count("history")?,
    };
    new.execute_batch("COMMIT")?;
    Ok(saved)
}

/// Copies the rows of `table`: from the first one to the damage, and from the last one back to it.
fn copy_table(old: &Connection, new: &Connection, table: &str) -> rusqlite::Result<()> {
    let key = match table {
        "form" | "perhaps" | "note" | "appearance" | "mark" | "decided_place" | "decided_form"
        | "decided_perhaps" => "1, 2",
        _ => "1",
    };
    let known = new.prepare(&format!("SELECT * FROM {table}"))?;
    for direction in ["ASC", "DESC"] {
        let order = key.replace("1, 2", &format!("1 {direction}, 2")) + " " + direction;
        let Ok(mut select) = old.prepare(&format!("SELECT * FROM {table} ORDER BY {order}")) else {
            continue;
        };
        // One of an earlier version has fewer columns. What is not ours is not taken.
        let columns = select.column_count();
        let names: Vec<String> = select
            .column_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        if !names
            .iter()
            .all(|name| known.column_names().contains(&name.as_str()))
        {
            continue;
        }
        let marks = vec!["?"; columns].join(", ");
        let names = names.join(", ");
        let mut insert = new.prepare(&format!(
            "INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
        ))?;
        let Ok(mut rows) = select.query([]) else {
            continue;
        };
        while let Ok(Some(row)) = rows.next() {
            let values: rusqlite::Result<Vec<Value>> =
                (0..columns).map(|column| row.get(column)).collect();
            if let Ok(values) = values {
                // A row that breaks a rule of its table is not one of ours.
                let _ = insert.execute(rusqlite::params_from_iter(values));
            }
        }
    }
    Ok(())
}

/// Indexes the words of all articles.
fn index_words(connection: &Connection) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT INTO words (rowid, folded) VALUES (?1, ?2)")?;
    let mut select = connection.prepare(
        "SELECT article.id, article.title, texts.packed FROM article LEFT JOIN texts ON texts.article = article.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, title): (i64, String) = (row.get(0)?, row.get(1)?);
        let packed: Option<Vec<u8>> = row.get(2)?;
        let text = packed.and_then(|packed| crate::library::text_codes::unpack(&packed));
        let index = crate::library::words::index_text(&title, &text.unwrap_or_default());
        insert.execute(rusqlite::params![id, index])?;
    }
    Ok(())
}
