//! What the user decides about people of one name: that two are the same, or that one is two. Each decision is kept with what it has
//! changed, so that it can be taken back (`taking_back`).

use super::LibraryWriter;
use crate::error::LibraryError;
use crate::library::mention_codes;
use crate::library::reader::{DecisionKind, NameId};
use rusqlite::{Connection, params};

impl LibraryWriter {
    /// Makes `other` the same person as `one`, who keeps the name. Articles read later are linked to the one person.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn join(&mut self, NameId(one): NameId, NameId(other): NameId) -> Result<(), LibraryError> {
        if one == other {
            return Ok(());
        }
        self.run(|connection| {
            let decision = insert_decision(connection, DecisionKind::Joined, one, other)?;
            for sql in [
                "INSERT INTO decided_place (decision, article, is_shared, roles, fields, places)
                SELECT ?1, article, EXISTS
                    (SELECT 1 FROM appearance AS own WHERE own.name = ?2 AND own.article = appearance.article),
                    roles, fields, places
                FROM appearance WHERE name = ?3",
                "INSERT INTO decided_form (decision, folded, is_shared)
                SELECT ?1, folded, EXISTS (SELECT 1 FROM form AS own WHERE own.name = ?2 AND own.folded = form.folded)
                FROM form WHERE name = ?3",
                // A pair of both of them is not one with a third.
                "INSERT INTO decided_perhaps (decision, one, other, is_shared)
                SELECT ?1, one, other, EXISTS (SELECT 1 FROM perhaps AS own WHERE
                    (own.one = ?2 AND own.other = third) OR (own.other = ?2 AND own.one = third))
                FROM (SELECT one, other, CASE WHEN one = ?3 THEN other ELSE one END AS third
                    FROM perhaps WHERE one = ?3 OR other = ?3)",
            ] {
                connection.execute(sql, [decision, one, other])?;
            }
            merge(connection, one, other)
        })
    }

    /// Makes the person whom the articles with these identities call `id` another one of the same name; returns the new one, or
    /// `None` if none of the articles mentions `id`, or all do.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn part(
        &mut self,
        NameId(id): NameId,
        identities: &[String],
    ) -> Result<Option<NameId>, LibraryError> {
        self.run(|connection| {
            let mut articles = Vec::new();
            let sql =
                "SELECT article.id FROM article JOIN appearance ON appearance.article = article.id
                WHERE article.identity = ?1 AND appearance.name = ?2";
            let mut statement = connection.prepare(sql)?;
            for identity in identities {
                for article in
                    statement.query_map(params![identity, id], |row| row.get::<_, i64>(0))?
                {
                    articles.push(article?);
                }
            }
            let sql = "SELECT count(*) FROM appearance WHERE name = ?1";
            let all: usize = connection.query_row(sql, [id], |row| row.get(0))?;
            if articles.is_empty() || articles.len() == all {
                return Ok(None);
            }
            let sql = "INSERT INTO name (name) SELECT name FROM name WHERE id = ?1";
            connection.execute(sql, [id])?;
            let new = connection.last_insert_rowid();
            let sql = "INSERT INTO form (folded, name) SELECT folded, ?2 FROM form WHERE name = ?1";
            connection.execute(sql, [id, new])?;
            let decision = insert_decision(connection, DecisionKind::Parted, id, new)?;
            for article in articles {
                let sql = "UPDATE appearance SET name = ?1 WHERE name = ?2 AND article = ?3";
                connection.execute(sql, [new, id, article])?;
                let sql = "INSERT INTO decided_place (decision, article, is_shared, roles, fields, places)
                    VALUES (?1, ?2, 0, '', x'', x'')";
                connection.execute(sql, [decision, article])?;
            }
            Ok(Some(NameId(new)))
        })
    }

    /// Remembers that two people of one name are not the same.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep_apart(
        &mut self,
        NameId(one): NameId,
        NameId(other): NameId,
    ) -> Result<(), LibraryError> {
        self.run(|connection| {
            let decision = insert_decision(connection, DecisionKind::KeptApart, one, other)?;
            let pair = "(one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)";
            let sql = format!(
                "INSERT INTO decided_perhaps (decision, one, other, is_shared)
                SELECT ?3, one, other, 0 FROM perhaps WHERE {pair}"
            );
            connection.execute(&sql, [one, other, decision])?;
            let sql = format!("DELETE FROM perhaps WHERE {pair}");
            connection.execute(&sql, [one, other]).map(drop)
        })
    }
}

/// Adds a decision; returns its row.
pub(super) fn insert_decision(
    connection: &Connection,
    kind: DecisionKind,
    one: i64,
    other: i64,
) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO decision (kind, one, other) VALUES (?1, ?2, ?3)";
    connection.execute(sql, [kind.number(), one, other])?;
    Ok(connection.last_insert_rowid())
}

/// Gives `one` all that `other` has. The row of `other` in `name` remains, so that its number is not given to anyone else.
pub(super) fn merge(connection: &Connection, one: i64, other: i64) -> rusqlite::Result<()> {
    merge_appearances(connection, one, other)?;
    for sql in [
        "UPDATE OR IGNORE appearance SET name = ?1 WHERE name = ?2",
        "UPDATE OR IGNORE form SET name = ?1 WHERE name = ?2",
        "UPDATE OR IGNORE perhaps SET one = ?1 WHERE one = ?2",
        "UPDATE OR IGNORE perhaps SET other = ?1 WHERE other = ?2",
    ] {
        connection.execute(sql, [one, other])?;
    }
    for sql in [
        "DELETE FROM form WHERE name = ?1",
        "DELETE FROM perhaps WHERE one = other OR one = ?1 OR other = ?1",
    ] {
        connection.execute(sql, [other])?;
    }
    Ok(())
}

/// Gives `one` the mentions of `other` in the articles that mention both.
fn merge_appearances(connection: &Connection, one: i64, other: i64) -> rusqlite::Result<()> {
    let sql = "SELECT own.article, own.places, theirs.places FROM appearance AS own
        JOIN appearance AS theirs ON theirs.article = own.article WHERE own.name = ?1 AND theirs.name = ?2";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([one, other])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(0)?;
        let mut places = mention_codes::decode(&row.get::<_, Vec<u8>>(1)?);
        places.extend(mention_codes::decode(&row.get::<_, Vec<u8>>(2)?));
        places.sort_by_key(|place| place.range.start);
        let sql =
            "UPDATE appearance SET places = ?3, mentions = ?4 WHERE name = ?1 AND article = ?2";
        let encoded = mention_codes::encode(&places);
        connection.execute(sql, params![one, article, encoded, places.len()])?;
        let sql = "DELETE FROM appearance WHERE name = ?1 AND article = ?2";
        connection.execute(sql, [other, article])?;
    }
    Ok(())
}
