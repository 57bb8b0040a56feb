//! What the user decides about people of one name: that two are the same, or that one is two.

use super::LibraryWriter;
use crate::error::LibraryError;
use crate::library::mention_codes;
use crate::library::reader::NameId;
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
                "DELETE FROM name WHERE id = ?1",
            ] {
                connection.execute(sql, [other])?;
            }
            Ok(())
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
            let sql = "UPDATE appearance SET name = ?1 WHERE name = ?2 AND article = ?3";
            for article in articles {
                connection.execute(sql, [new, id, article])?;
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
            let sql =
                "DELETE FROM perhaps WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)";
            connection.execute(sql, [one, other]).map(drop)
        })
    }
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
