//! Takes decisions about people of one name back.
//!
//! They may be taken back in any order, and articles may have been read or forgotten since. So a decision says what it has changed,
//! and only what still is as it left it changes back.

use super::LibraryWriter;
use super::decisions::merge;
use super::removal::remove_unused_names;
use crate::error::LibraryError;
use crate::library::mention_codes;
use crate::library::reader::{Decision, DecisionId, DecisionKind, NameId, decision, joined_with};
use rusqlite::{Connection, OptionalExtension, params};

impl LibraryWriter {
    /// Takes the decision `id` back, or without one the latest. Returns what it was; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn take_back(&mut self, id: Option<DecisionId>) -> Result<Option<Decision>, LibraryError> {
        self.run(|connection| {
            let latest = || {
                let sql = "SELECT id FROM decision ORDER BY id DESC LIMIT 1";
                let found = connection.query_row(sql, [], |row| row.get(0).map(DecisionId));
                found.optional()
            };
            let id = match id {
                Some(id) => Some(id),
                None => latest()?,
            };
            let found = id.map(|id| decision(connection, id)).transpose()?.flatten();
            let Some(found) = found else {
                return Ok(None);
            };
            // From here on, who was joined by it is two people for `joined_with`, too.
            connection.execute("DELETE FROM decision WHERE id = ?1", [found.id.0])?;
            match found.kind {
                DecisionKind::Joined => separate(connection, &found)?,
                DecisionKind::KeptApart => allow_again(connection, &found)?,
                DecisionKind::Parted => unite(connection, &found)?,
            }
            for table in ["decided_place", "decided_form", "decided_perhaps"] {
                let sql = format!("DELETE FROM {table} WHERE decision = ?1");
                connection.execute(&sql, [found.id.0])?;
            }
            remove_unused_names(connection)?;
            Ok(Some(found))
        })
    }
}

/// Makes two of those who were joined.
fn separate(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    let (DecisionId(id), NameId(other)) = (decision.id, decision.other);
    let one = joined_with(connection, decision.one.0)?;
    let sql =
        "SELECT article, is_shared, roles, fields, places FROM decided_place WHERE decision = ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(0)?;
        if !row.get::<_, bool>(1)? {
            let sql = "UPDATE OR IGNORE appearance SET name = ?1 WHERE name = ?2 AND article = ?3";
            connection.execute(sql, [other, one, article])?;
            continue;
        }
        let (roles, fields): (String, Vec<u8>) = (row.get(2)?, row.get(3)?);
        let own = mention_codes::decode(&row.get::<_, Vec<u8>>(4)?);
        let sql = "SELECT places FROM appearance WHERE name = ?1 AND article = ?2";
        let all = connection.query_row(sql, [one, article], |row| row.get::<_, Vec<u8>>(0));
        let Some(all) = all.optional()? else {
            continue;
        };
        let mut left = mention_codes::decode(&all);
        let before = left.len();
        left.retain(|place| !own.iter().any(|own| own.range == place.range));
        // The article may have been read again with another text: then who is who in it is not known any more.
        if left.len() + own.len() != before || left.is_empty() {
            continue;
        }
        let sql =
            "UPDATE appearance SET places = ?3, mentions = ?4 WHERE name = ?1 AND article = ?2";
        let encoded = mention_codes::encode(&left);
        connection.execute(sql, params![one, article, encoded, left.len()])?;
        let sql =
            "INSERT OR IGNORE INTO appearance (name, article, mentions, roles, fields, places)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let encoded = mention_codes::encode(&own);
        let values = params![other, article, own.len(), roles, fields, encoded];
        connection.execute(sql, values)?;
    }
    let sql = "INSERT OR IGNORE INTO form (folded, name) SELECT folded, ?2 FROM decided_form WHERE decision = ?1";
    connection.execute(sql, [id, other])?;
    let sql = "DELETE FROM form WHERE name = ?2 AND folded IN
        (SELECT folded FROM decided_form WHERE decision = ?1 AND NOT is_shared)";
    connection.execute(sql, [id, one])?;
    let sql = "DELETE FROM perhaps WHERE EXISTS
        (SELECT 1 FROM decided_perhaps AS pair WHERE pair.decision = ?1 AND NOT pair.is_shared
        AND ((perhaps.one = ?2 AND pair.one = ?3 AND pair.other = perhaps.other)
            OR (perhaps.other = ?2 AND pair.other = ?3 AND pair.one = perhaps.one)))";
    connection.execute(sql, [id, one, other])?;
    restore_perhaps(connection, id)
}

/// Makes those who were kept apart perhaps the same again.
fn allow_again(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    restore_perhaps(connection, decision.id.0)
}

/// Writes the pairs that a decision has removed again, of those who still are somebody.
fn restore_perhaps(connection: &Connection, decision: i64) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare("SELECT one, other FROM decided_perhaps WHERE decision = ?1")?;
    let pairs = statement.query_map([decision], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for pair in pairs {
        let (one, other) = pair?;
        let (one, other) = (
            joined_with(connection, one)?,
            joined_with(connection, other)?,
        );
        let sql = "INSERT OR IGNORE INTO perhaps (one, other) SELECT ?1, ?2 WHERE ?1 <> ?2
            AND NOT EXISTS (SELECT 1 FROM perhaps WHERE one = ?2 AND other = ?1)
            AND EXISTS (SELECT 1 FROM appearance WHERE name = ?1)
            AND EXISTS (SELECT 1 FROM appearance WHERE name = ?2)";
        connection.execute(sql, [one, other])?;
    }
    Ok(())
}

/// Makes one of those who were parted.
fn unite(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    let one = joined_with(connection, decision.one.0)?;
    let other = joined_with(connection, decision.other.0)?;
    if one == other {
        return Ok(());
    }
    if other == decision.other.0 {
        return merge(connection, one, other);
    }
    // The other one has been joined with somebody else since, whose articles stay.
    let sql = "UPDATE OR IGNORE appearance SET name = ?1 WHERE name = ?2 AND article IN
        (SELECT article FROM decided_place WHERE decision = ?3)";
    connection
        .execute(sql, [one, other, decision.id.0])
        .map(drop)
}
