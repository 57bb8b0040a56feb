//! Restores what an exported file says of two people: decisions, and who are perhaps the same.
//!
//! Only into a library that was empty before: where articles are linked already, a decision may be about other people than in the file,
//! and recording it would not carry it out.

use super::LibraryWriter;
use super::decisions::insert_decision;
use super::linking::Linker;
use super::removal::remove_unused_names;
use crate::error::LibraryError;
use crate::library::exchange::{DecidedArticle, PeoplePair, mention_from_json};
use crate::library::mention_codes;
use crate::library::reader::{DecisionKind, joined_with};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// The rows of the people of a file, by their numbers in it.
type Rows = HashMap<i64, i64>;

/// The articles of a decision that are kept, by their rows.
type Articles<'a> = HashMap<i64, &'a DecidedArticle>;

/// The most decisions that are restored: more than anyone makes, but a file may have any number.
const MAX_DECISIONS: usize = 5000;

/// More bytes than any text has, so that positions in a file cannot overflow.
const MAX_TEXT_BYTES: usize = u32::MAX as usize;

impl LibraryWriter {
    /// Begins an import. What its file says of people is restored later only if the library is empty now.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn begin_import(&mut self) -> Result<(), LibraryError> {
        let sql =
            "SELECT NOT EXISTS (SELECT 1 FROM article) AND NOT EXISTS (SELECT 1 FROM decision)";
        self.is_restoring = self
            .database
            .ask(|connection| connection.query_row(sql, [], |row| row.get(0)))?;
        Ok(())
    }

    /// Restores what a file says of people, after all of its articles, which this writer has kept since [`Self::begin_import`]. What is
    /// about no article that is kept is left out. Returns the number of decisions.
    ///
    /// # Errors
    /// If it cannot be written; then nothing of it is added.
    pub fn keep_pairs(&mut self, pairs: &[PeoplePair]) -> Result<usize, LibraryError> {
        // What else was remembered of names may no longer hold.
        let imported = std::mem::take(&mut self.linker).imported;
        if pairs.is_empty() || !self.is_restoring || self.database.refresh()? {
            return Ok(0);
        }
        let added = self.database.write(|connection| {
            let mut rows: Rows = imported.clone();
            let mut decisions = Vec::new();
            for pair in pairs {
                if let Some(kind) = pair
                    .people
                    .decision()
                    .filter(|_| decisions.len() < MAX_DECISIONS)
                {
                    let articles = kept_articles(connection, pair)?;
                    if !articles.is_empty() || kind == DecisionKind::KeptApart {
                        let one = row_of(connection, &mut rows, pair.one.person, &pair.one.name)?;
                        let other =
                            row_of(connection, &mut rows, pair.other.person, &pair.other.name)?;
                        decisions.push((kind, pair, [one, other], articles));
                    }
                }
            }
            let mut added = 0;
            for (kind, pair, [one, other], articles) in &decisions {
                if may_be_added(connection, *kind, *one, *other)? {
                    let id = insert_decision(connection, *kind, *one, *other)?;
                    add_articles(connection, id, articles)?;
                    add_names(connection, id, &rows, pair)?;
                    carry_out(connection, id, *kind, [*one, *other])?;
                    added += 1;
                }
            }
            for pair in pairs.iter().filter(|pair| !pair.is_decision()) {
                add_perhaps(connection, &rows, pair)?;
            }
            remove_unused_names(connection)?;
            Ok(added)
        })?;
        self.linker = Linker::default();
        Ok(added)
    }
}

/// The articles of a decision that are kept.
fn kept_articles<'a>(
    connection: &Connection,
    pair: &'a PeoplePair,
) -> rusqlite::Result<Articles<'a>> {
    let mut articles = Articles::new();
    let mut statement = connection.prepare("SELECT id FROM article WHERE identity = ?1")?;
    for article in &pair.articles {
        let id = statement.query_row([&article.identity], |row| row.get(0));
        if let Some(id) = id.optional()? {
            articles.insert(id, article);
        }
    }
    Ok(articles)
}

/// Whether a decision says something: it is about two people, and who is joined is in no article and was not joined before.
fn may_be_added(
    connection: &Connection,
    kind: DecisionKind,
    one: i64,
    other: i64,
) -> rusqlite::Result<bool> {
    if one == other || kind != DecisionKind::Joined {
        return Ok(one != other);
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM appearance WHERE name = ?1)";
    let is_met: bool = connection.query_row(sql, [other], |row| row.get(0))?;
    Ok(!is_met
        && joined_with(connection, other)? == other
        && joined_with(connection, one)? != other)
}

/// Adds the names and the pairs of people that a decision has changed.
fn add_names(
    connection: &Connection,
    id: i64,
    rows: &Rows,
    pair: &PeoplePair,
) -> rusqlite::Result<()> {
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
    Ok(())
}

/// Changes what later articles depend on, as the decision did.
fn carry_out(
    connection: &Connection,
    id: i64,
    kind: DecisionKind,
    [one, other]: [i64; 2],
) -> rusqlite::Result<()> {
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

fn add_perhaps(connection: &Connection, rows: &Rows, pair: &PeoplePair) -> rusqlite::Result<()> {
    let found = rows.get(&pair.one.person).zip(rows.get(&pair.other.person));
    let Some((one, other)) = found else {
        return Ok(());
    };
    let sql = "INSERT OR IGNORE INTO perhaps (one, other) SELECT ?1, ?2 WHERE ?1 <> ?2
        AND NOT EXISTS (SELECT 1 FROM perhaps WHERE one = ?2 AND other = ?1)
        AND NOT EXISTS (SELECT 1 FROM decision WHERE kind <> 0 AND ((one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)))";
    connection.execute(sql, [one, other]).map(drop)
}

fn add_articles(connection: &Connection, id: i64, articles: &Articles<'_>) -> rusqlite::Result<()> {
    let sql = "INSERT INTO decided_place (decision, article, is_shared, roles, fields, places) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare(sql)?;
    for (row, article) in articles {
        let mentions = article.mentions.iter();
        let places = mentions.filter_map(|mention| mention_from_json(mention, MAX_TEXT_BYTES));
        let mut places: Vec<_> = places.collect();
        places.sort_by_key(|place| place.range.start);
        let mut end = 0;
        places.retain(|place| {
            let is_after = place.range.start >= end;
            if is_after {
                end = place.range.end;
            }
            is_after
        });
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
