//! The history in the tables of the database (`library/database/schema.rs`).
//!
//! The file may have been changed by others: numbers are brought into their range, bookmarks and searches that could not have
//! been typed are left out. Titles and sources are cleaned where they are shown.

use super::HistoryRecord;
use super::MAX_ARTICLES;
use crate::document::TextAnchor;
use crate::entities::corrections::is_safe_to_display;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, HashMap};

/// Maximum length of a source, in bytes; a longer one is not stored.
const MAX_SOURCE_BYTES: usize = 4096;
/// Maximum number of bookmarks: the letters of both cases, the digits, and some more.
const MAX_BOOKMARKS: usize = 100;
/// Maximum number of searches.
const MAX_SEARCHES: usize = 100;
/// Maximum length of a search, in bytes.
const MAX_SEARCH_BYTES: usize = 1000;

/// The columns of a record, for [`read_row`].
const COLUMNS: &str =
    "id, identity, source, title, last_read, percent, finished, at, before, after";

/// The record of the article with this `identity`, or else of the one read last from `source`.
pub(super) fn find(
    connection: &Connection,
    identity: Option<&str>,
    source: Option<&str>,
) -> rusqlite::Result<Option<HistoryRecord>> {
    for (column, value) in [("identity", identity), ("source", source)] {
        let Some(value) = value else {
            continue;
        };
        let sql =
            format!("SELECT {COLUMNS} FROM history WHERE {column} = ?1 ORDER BY id DESC LIMIT 1");
        let found = connection.query_row(&sql, [value], read_row).optional()?;
        if let Some((id, mut record)) = found {
            record.bookmarks = bookmarks(connection, id)?;
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// All records with their bookmarks, the one written last first.
pub(super) fn list(connection: &Connection) -> rusqlite::Result<Vec<HistoryRecord>> {
    let sql = format!("SELECT {COLUMNS} FROM history ORDER BY id DESC");
    let mut records = query(connection, &sql, [])?;
    let mut bookmarks: HashMap<i64, BTreeMap<char, TextAnchor>> = HashMap::new();
    for (id, letter, anchor) in marks(connection, "", [])? {
        bookmarks.entry(id).or_default().insert(letter, anchor);
    }
    for (id, record) in &mut records {
        record.bookmarks = bookmarks.remove(id).unwrap_or_default();
    }
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// Puts `record`, of an article with the text `text`, at the end in place of the article's earlier record. Unless the user has
/// `moved`, the earlier position is kept. Returns whether it is now another place than the beginning.
///
/// A record with the same source is of the same article if its position is found in `text`. Otherwise it is of another article that
/// was once at that source: it keeps its identity but loses the source, since it can no longer be opened from there.
pub(super) fn upsert(
    connection: &Connection,
    record: &HistoryRecord,
    text: &str,
    moved: bool,
) -> rusqlite::Result<bool> {
    let sql =
        format!("SELECT {COLUMNS} FROM history WHERE identity = ?1 OR source = ?2 ORDER BY id");
    let mut earlier: Option<HistoryRecord> = None;
    for (id, mut other) in query(connection, &sql, params![record.id, record.source])? {
        let is_found = || other.position.offset > 0 && other.position.find(text).is_some();
        if other.id == record.id || is_found() {
            other.bookmarks = bookmarks(connection, id)?;
            delete(connection, id)?;
            let is_surer = |earlier: &HistoryRecord| earlier.id == record.id;
            earlier = Some(earlier.filter(is_surer).unwrap_or(other));
        } else {
            let sql = "UPDATE history SET source = NULL WHERE id = ?1";
            connection.execute(sql, [id])?;
        }
    }
    let record = match earlier {
        Some(earlier) => &record.clone().merged_with(earlier, moved),
        None => record,
    };
    insert(connection, record)?;
    trim(connection)?;
    Ok(record.position.offset > 0)
}

/// The articles that were left at another place than their beginning, each with its identity and source.
pub(super) fn with_place(
    connection: &Connection,
) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    let mut statement = connection.prepare("SELECT identity, source FROM history WHERE at > 0")?;
    let articles = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    articles.collect()
}

/// Adds a record of an earlier version, unless a later one of the same article is known.
pub(super) fn import(connection: &Connection, record: &HistoryRecord) -> rusqlite::Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM history WHERE identity = ?1");
    let known = connection
        .query_row(&sql, [&record.id], read_row)
        .optional()?;
    let mut record = record.clone();
    if let Some((id, mut known)) = known {
        if known.last_read >= record.last_read.min(i64::MAX as u64) {
            return Ok(());
        }
        known.bookmarks = bookmarks(connection, id)?;
        delete(connection, id)?;
        record = record.merged_with(known, true);
    }
    insert(connection, &record)?;
    trim(connection)
}

/// The past searches, the most recent last.
pub(super) fn searches(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT pattern FROM search ORDER BY id DESC LIMIT ?1")?;
    let found = statement.query_map([MAX_SEARCHES], |row| row.get(0))?;
    let mut found: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
    found.retain(|pattern| is_search(pattern));
    found.reverse();
    Ok(found)
}

/// Adds searches, in this order, each in place of the same one before.
pub(super) fn add_searches(connection: &Connection, new: &[String]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT OR REPLACE INTO search (pattern) VALUES (?1)")?;
    for pattern in new.iter().filter(|pattern| is_search(pattern)) {
        insert.execute([pattern])?;
    }
    let sql =
        "DELETE FROM search WHERE id <= (SELECT id FROM search ORDER BY id DESC LIMIT 1 OFFSET ?1)";
    connection.execute(sql, [MAX_SEARCHES]).map(drop)
}

/// Adds searches of an earlier version before those that are known.
pub(super) fn import_searches(connection: &Connection, old: &[String]) -> rusqlite::Result<()> {
    let known = searches(connection)?;
    if old.iter().all(|pattern| known.contains(pattern)) {
        return Ok(());
    }
    add_searches(connection, old)?;
    add_searches(connection, &known)
}

/// Whether `pattern` can have been typed.
pub(super) fn is_search(pattern: &str) -> bool {
    !pattern.is_empty() && pattern.len() <= MAX_SEARCH_BYTES && is_safe_to_display(pattern)
}

/// Removes everything.
pub(super) fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DELETE FROM history; DELETE FROM mark; DELETE FROM search;")
}

fn query(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<(i64, HistoryRecord)>> {
    let mut statement = connection.prepare(sql)?;
    statement.query_map(values, read_row)?.collect()
}

/// The row's number, and its record without the bookmarks.
fn read_row(row: &Row<'_>) -> rusqlite::Result<(i64, HistoryRecord)> {
    let record = HistoryRecord {
        id: row.get(1)?,
        source: row.get(2)?,
        title: row.get(3)?,
        last_read: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
        percent: row.get::<_, i64>(5)?.clamp(0, 100) as u8,
        finished: row.get(6)?,
        position: read_anchor(row, 7)?,
        bookmarks: BTreeMap::new(),
    };
    Ok((row.get(0)?, record))
}

/// The anchor in three columns from `first` on.
fn read_anchor(row: &Row<'_>, first: usize) -> rusqlite::Result<TextAnchor> {
    Ok(TextAnchor {
        offset: usize::try_from(row.get::<_, i64>(first)?).unwrap_or(0),
        before: row.get(first + 1)?,
        after: row.get(first + 2)?,
    })
}

/// The bookmarks of the article in this row.
fn bookmarks(connection: &Connection, row: i64) -> rusqlite::Result<BTreeMap<char, TextAnchor>> {
    let marks = marks(connection, "WHERE history = ?1", [row])?;
    let marks = marks.into_iter();
    Ok(marks.map(|(_, letter, anchor)| (letter, anchor)).collect())
}

/// The bookmarks for which `condition` holds, each with the row of its article.
fn marks(
    connection: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<(i64, char, TextAnchor)>> {
    let sql = format!("SELECT history, letter, at, before, after FROM mark {condition}");
    let mut statement = connection.prepare(&sql)?;
    let marks = statement.query_map(values, |row| {
        // A letter is displayed as it is.
        let letter: String = row.get(1)?;
        let letter = letter.chars().next().filter(|c| c.is_alphanumeric());
        let (history, anchor) = (row.get(0)?, read_anchor(row, 2)?);
        Ok(letter.map(|letter| (history, letter, anchor)))
    })?;
    marks.filter_map(Result::transpose).collect()
}

/// Writes `record` at the end.
fn insert(connection: &Connection, record: &HistoryRecord) -> rusqlite::Result<()> {
    let sql = "INSERT INTO history (identity, source, title, last_read, percent, finished, at, before, after)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let source = record.source.as_deref();
    let position = &record.position;
    connection.execute(
        sql,
        params![
            record.id,
            source.filter(|source| source.len() <= MAX_SOURCE_BYTES),
            record.title,
            i64::try_from(record.last_read).unwrap_or(i64::MAX),
            record.percent,
            record.finished,
            offset_value(position),
            position.before,
            position.after
        ],
    )?;
    let row = connection.last_insert_rowid();
    let sql = "INSERT INTO mark (history, letter, at, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = connection.prepare(sql)?;
    for (letter, anchor) in record.bookmarks.iter().take(MAX_BOOKMARKS) {
        let at = offset_value(anchor);
        statement.execute(params![
            row,
            letter.to_string(),
            at,
            anchor.before,
            anchor.after
        ])?;
    }
    Ok(())
}

/// The offset of an anchor as it is written.
fn offset_value(anchor: &TextAnchor) -> i64 {
    i64::try_from(anchor.offset).unwrap_or(i64::MAX)
}

fn delete(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM mark WHERE history = ?1", [row])?;
    connection.execute("DELETE FROM history WHERE id = ?1", [row])?;
    Ok(())
}

/// Drops the articles not read for the longest time, until there are at most [`MAX_ARTICLES`].
fn trim(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT id FROM history ORDER BY id DESC LIMIT 1 OFFSET ?1";
    let last: Option<i64> = connection
        .query_row(sql, [MAX_ARTICLES], |row| row.get(0))
        .optional()?;
    if let Some(last) = last {
        connection.execute("DELETE FROM mark WHERE history <= ?1", [last])?;
        connection.execute("DELETE FROM history WHERE id <= ?1", [last])?;
    }
    Ok(())
}
