//! Removes articles: those that the user wants forgotten, and the oldest when the library grows too large.

use super::LibraryWriter;
use crate::error::LibraryError;
use crate::library::database::Database;
use crate::library::reader::NameId;
use rusqlite::{Connection, OptionalExtension, params};

/// How many articles are dropped at a time.
const DROPPED_AT_ONCE: i64 = 50;

/// What was dropped since the library was begun, because it grew too large.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Articles whose texts were dropped; their names are kept.
    pub texts: usize,
    /// Articles of which nothing is kept.
    pub articles: usize,
}

impl LibraryWriter {
    /// Removes everything; returns how many articles there were.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn clear(&mut self) -> Result<usize, LibraryError> {
        let count = self.run(|connection| {
            let count = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
            connection.execute_batch(
                "DELETE FROM article; DELETE FROM texts; DELETE FROM name; DELETE FROM form; DELETE FROM appearance;
                DELETE FROM perhaps; DELETE FROM words; DELETE FROM decision; DELETE FROM decided_place;
                DELETE FROM decided_form; DELETE FROM decided_perhaps;
                DELETE FROM note WHERE key <> 'introduced';",
            )?;
            Ok(count)
        })?;
        self.database.scrub();
        Ok(count)
    }

    /// Removes the article at this address; returns how many articles were removed.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn forget_address(&mut self, address: &str) -> Result<usize, LibraryError> {
        let count = self.run(|connection| {
            let mut statement = connection.prepare("SELECT id FROM article WHERE address = ?1")?;
            let ids: Vec<i64> = statement
                .query_map([address], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for id in &ids {
                remove_article(connection, *id)?;
            }
            remove_unused_names(connection)?;
            Ok(ids.len())
        })?;
        if count > 0 {
            self.database.scrub();
        }
        Ok(count)
    }

    /// Removes names from all articles, whose texts remain.
    ///
    /// # Errors
    /// If it cannot be written; then none is removed.
    pub fn forget_names(&mut self, names: &[NameId]) -> Result<(), LibraryError> {
        self.run(|connection| {
            for NameId(id) in names {
                connection.execute("DELETE FROM appearance WHERE name = ?1", [id])?;
            }
            remove_unused_names(connection)
        })?;
        self.database.scrub();
        Ok(())
    }
}

/// Drops the oldest articles that are not marked while the database takes more than `max_bytes`: first texts, then all.
pub(super) fn drop_oldest(database: &mut Database, max_bytes: u64) -> Result<(), LibraryError> {
    while database.ask(used_bytes)? > max_bytes {
        if !database.write(drop_some)? {
            break;
        }
    }
    Ok(())
}

/// Drops the texts of some articles, or else some articles; returns whether there were any.
fn drop_some(connection: &Connection) -> rusqlite::Result<bool> {
    let with_text = "SELECT article.id FROM article JOIN texts ON texts.article = article.id
        WHERE NOT marked ORDER BY last_read, id LIMIT ?1";
    let texts = ids(connection, with_text)?;
    for id in &texts {
        connection.execute("DELETE FROM texts WHERE article = ?1", [id])?;
        connection.execute("DELETE FROM words WHERE rowid = ?1", [id])?;
    }
    count_dropped(connection, "dropped texts", texts.len())?;
    if !texts.is_empty() {
        return Ok(true);
    }
    let all = ids(
        connection,
        "SELECT id FROM article WHERE NOT marked ORDER BY last_read, id LIMIT ?1",
    )?;
    for id in &all {
        remove_article(connection, *id)?;
    }
    remove_unused_names(connection)?;
    count_dropped(connection, "dropped articles", all.len())?;
    Ok(!all.is_empty())
}

/// How many bytes of the database are in use. What is free is filled before the file grows.
fn used_bytes(connection: &Connection) -> rusqlite::Result<u64> {
    let number = |pragma: &str| {
        connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0))
    };
    let pages = number("page_count")? - number("freelist_count")?;
    Ok(u64::try_from(pages * number("page_size")?).unwrap_or(0))
}

fn ids(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare(sql)?;
    statement
        .query_map([DROPPED_AT_ONCE], |row| row.get(0))?
        .collect()
}

fn count_dropped(connection: &Connection, key: &str, count: usize) -> rusqlite::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO note (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = value + ?2";
    connection.execute(sql, params![key, count]).map(drop)
}

/// What was dropped.
pub(in crate::library) fn dropped(connection: &Connection) -> rusqlite::Result<Dropped> {
    let count = |key: &str| {
        let found = connection.query_row("SELECT value FROM note WHERE key = ?1", [key], |row| {
            row.get(0)
        });
        found.optional().map(Option::unwrap_or_default)
    };
    Ok(Dropped {
        texts: count("dropped texts")?,
        articles: count("dropped articles")?,
    })
}

/// Removes all of an article but the rows of its names.
fn remove_article(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM article WHERE id = ?1",
        "DELETE FROM texts WHERE article = ?1",
        "DELETE FROM words WHERE rowid = ?1",
        "DELETE FROM appearance WHERE article = ?1",
    ] {
        connection.execute(sql, [id])?;
    }
    Ok(())
}

/// Removes the names that are in no article any more, and the decisions that are about no one any more. Who was joined with somebody
/// remains while that can be taken back.
pub(super) fn remove_unused_names(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute_batch("DELETE FROM decided_place WHERE article NOT IN (SELECT id FROM article)")?;
    let is_gone =
        "NOT IN (SELECT name FROM appearance UNION SELECT other FROM decision WHERE kind = 0)";
    let sql = format!(
        "DELETE FROM decision WHERE one {is_gone} OR (kind <> 0 AND other {is_gone})
        OR (kind <> 1 AND id NOT IN (SELECT decision FROM decided_place))"
    );
    // Without one of them, another one may be about no one.
    while connection.execute(&sql, [])? > 0 {}
    connection.execute_batch(
        "DELETE FROM decided_place WHERE decision NOT IN (SELECT id FROM decision);
        DELETE FROM decided_form WHERE decision NOT IN (SELECT id FROM decision);
        DELETE FROM decided_perhaps WHERE decision NOT IN (SELECT id FROM decision);
        DELETE FROM name WHERE id NOT IN (SELECT name FROM appearance UNION SELECT other FROM decision WHERE kind = 0);
        DELETE FROM form WHERE name NOT IN (SELECT id FROM name);
        DELETE FROM perhaps WHERE one NOT IN (SELECT id FROM name) OR other NOT IN (SELECT id FROM name);",
    )
}
