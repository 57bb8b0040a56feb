//! Adds what an exported file says of two people: decisions, and who are perhaps the same.

use super::LibraryWriter;
use super::decisions::insert_decision;
use super::linking::Linker;
use super::removal::remove_unused_names;
use crate::error::LibraryError;
use crate::library::exchange::{DecidedArticle, PeoplePair, mention_from_json};
use crate::library::mention_codes;
use crate::library::reader::{DecisionKind, joined_with};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// The rows of the people of a file, by their numbers in it.
type Rows = HashMap<i64, i64>;

/// The articles of a decision that are kept, by their rows.
type Articles<'a> = HashMap<i64, &'a DecidedArticle>;

impl LibraryWriter {
    /// Adds what a file says of people, after all of its articles, which this writer has kept. What is known already is not added
    /// again, and what is about no article that is kept is left out.
    ///
    /// # Errors
    /// If it cannot be written; then nothing of it is added.
    pub fn keep_pairs(&mut self, pairs: &[PeoplePair]) -> Result<(), LibraryError> {
        if pairs.is_empty() {
            return Ok(());
        }
        // What else was remembered of names may no longer hold.
        let imported = std::mem::take(&mut self.linker).imported;
        if self.database.refresh()? {
            return Ok(());
        }
        self.database.write(|connection| {
            let mut rows: Rows = imported.clone();
            for pair in pairs {
                match pair.people.decision() {
                    Some(kind) => add_decision(connection, &mut rows, kind, pair)?,
                    None => add_perhaps(connection, &rows, pair)?,
                }
            }
            remove_unused_names(connection)
        })?;
        self.linker = Linker::default();
        Ok(())
    }
}

fn add_perhaps(connection: &Connection, rows: &Rows, pair: &PeoplePair) -> rusqlite::Result<()> {
    let found = rows.get(&pair.one.person).zip(rows.get(&pair.other.person));
    let Some((one, other)) = found else {
        return Ok(());
    };
    // Here, the user may have decided it.
    let sql = "INSERT OR IGNORE INTO perhaps (one, other) SELECT ?1, ?2 WHERE ?1 <> ?2
        AND NOT EXISTS (SELECT 1 FROM perhaps WHERE one = ?2 AND other = ?1)
        AND NOT EXISTS (SELECT 1 FROM decision WHERE kind <> 0 AND ((one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)))";
    connection.execute(sql, [one, other]).map(drop)
}

fn add_decision(
    connection: &Connection,
    rows: &mut Rows,
    kind: DecisionKind,
    pair: &PeoplePair,
) -> rusqlite::Result<()> {
    let mut articles = Articles::new();
    let sql = "SELECT id FROM article WHERE identity = ?1";
    for article in &pair.articles {
        let id = connection.query_row(sql, [&article.identity], |row| row.get(0));
        if let Some(id) = id.optional()? {
            articles.insert(id, article);
        }
    }
    if articles.is_empty() && kind != DecisionKind::KeptApart {
        return Ok(());
    }
    if let Some((one, other)) = find_known(connection, rows, kind, pair, &articles)? {
        rows.insert(pair.one.person, one);
        rows.insert(pair.other.person, other);
        return Ok(());
    }
    let one = row_of(connection, rows, pair.one.person, &pair.one.name)?;
    let other = row_of(connection, rows, pair.other.person, &pair.other.name)?;
    let sql = "SELECT EXISTS (SELECT 1 FROM appearance WHERE name = ?1)";
    let is_met = connection.query_row(sql, [other], |row| row.get(0))?;
    // Who was joined with another one is in no article.
    if one == other || (kind == DecisionKind::Joined && is_met) {
        return Ok(());
    }
    let id = insert_decision(connection, kind, one, other)?;
    add_articles(connection, id, &articles)?;
    for form in pair.forms.iter().filter(|form| !form.folded.is_empty()) {
        let sql =
            "INSERT OR IGNORE INTO decided_form (decision, folded, is_shared) VALUES (?1, ?2, ?3)";
        connection.execute(sql, params![id, form.folded, form.shared])?;
    }
    for perhaps in &pair.pairs {
        let found = rows.get(&perhaps.one).zip(rows.get(&perhaps.other));
        if let Some((one, other)) = found {
            let sql = "INSERT OR IGNORE INTO decided_perhaps (decision, one, other, is_shared) VALUES (?1, ?2, ?3, ?4)";
            connection.execute(sql, params![id, one, other, perhaps.shared])?;
        }
    }
    match kind {
        // Later articles that call the person so are the one's.
        DecisionKind::Joined => {
            let one = joined_with(connection, one)?;
            let sql = "INSERT OR IGNORE INTO form (folded, name) SELECT folded, ?2 FROM decided_form WHERE decision = ?1";
            connection.execute(sql, [id, one])?;
        }
        DecisionKind::KeptApart | DecisionKind::Parted => {
            let sql =
                "DELETE FROM perhaps WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)";
            connection.execute(sql, [one, other])?;
        }
    }
    Ok(())
}

fn add_articles(connection: &Connection, id: i64, articles: &Articles<'_>) -> rusqlite::Result<()> {
    let sql = "INSERT INTO decided_place (decision, article, is_shared, roles, fields, places) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare(sql)?;
    for (row, article) in articles {
        let mentions = article.mentions.iter();
        let places = mentions.filter_map(|mention| mention_from_json(mention, usize::MAX));
        let mut places: Vec<_> = places.collect();
        places.sort_by_key(|place| place.range.start);
        statement.execute(params![
            id,
            row,
            article.shared,
            article.roles.join("\n"),
            article.fields,
            mention_codes::encode(&places)
        ])?;
    }
    Ok(())
}

/// The row of the person with this number in the file; a new one if there is none, as of someone who was joined with another one.
fn row_of(
    connection: &Connection,
    rows: &mut Rows,
    number: i64,
    name: &str,
) -> rusqlite::Result<i64> {
    if let Some(row) = rows.get(&number) {
        return Ok(*row);
    }
    connection.execute("INSERT INTO name (name) VALUES (?1)", [name])?;
    let row = connection.last_insert_rowid();
    rows.insert(number, row);
    Ok(row)
}

/// The people of the same decision, if it is known already: as when a file is imported twice.
fn find_known(
    connection: &Connection,
    rows: &Rows,
    kind: DecisionKind,
    pair: &PeoplePair,
    articles: &Articles<'_>,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let mut statement =
        connection.prepare("SELECT id, one, other FROM decision WHERE kind = ?1")?;
    let mut found = statement.query([kind.number()])?;
    let mut article_rows =
        connection.prepare("SELECT article FROM decided_place WHERE decision = ?1")?;
    let is_same = |row: i64, number: i64, name: &str| {
        if let Some(known) = rows.get(&number) {
            return Ok(row == *known || joined_with(connection, row)? == *known);
        }
        let sql = "SELECT name FROM name WHERE id = ?1";
        let own = connection.query_row(sql, [row], |row| row.get::<_, String>(0));
        Ok::<_, rusqlite::Error>(own.optional()?.as_deref() == Some(name))
    };
    while let Some(row) = found.next()? {
        let (id, one, other): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !is_same(one, pair.one.person, &pair.one.name)?
            || !is_same(other, pair.other.person, &pair.other.name)?
        {
            continue;
        }
        let known = article_rows.query_map([id], |row| row.get(0))?;
        let known: HashSet<i64> = known.collect::<rusqlite::Result<_>>()?;
        if known.len() == articles.len() && known.iter().all(|row| articles.contains_key(row)) {
            return Ok(Some((one, other)));
        }
    }
    Ok(None)
}
