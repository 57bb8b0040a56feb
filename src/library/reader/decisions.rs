//! What the user has decided about people of one name.

use super::{LibraryReader, NameId, line, number};
use crate::error::LibraryError;
use rusqlite::{Connection, OptionalExtension, Row};

/// The most decisions that are returned for a person: more than anyone makes, but a file may have any number.
const MAX_DECISIONS: u32 = 1000;

/// How often a person who was joined with another one is followed to that one.
const MAX_JOINED: usize = 1000;

/// A decision of the user. Valid until it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecisionId(pub(in crate::library) i64);

impl DecisionId {
    /// The decision with this number, if there is one.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Its number.
    pub fn number(self) -> i64 {
        self.0
    }
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// Two are one person.
    Joined,
    /// Two who were perhaps the same are not.
    KeptApart,
    /// Some articles about the one are about the other.
    Parted,
}

impl DecisionKind {
    const ALL: [Self; 3] = [Self::Joined, Self::KeptApart, Self::Parted];

    /// The number by which it is stored.
    pub(in crate::library) fn number(self) -> i64 {
        self as i64
    }

    pub(in crate::library) fn from_number(number: i64) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.number() == number)
    }
}

/// A decision, with the names of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which one.
    pub id: DecisionId,
    /// What is decided.
    pub kind: DecisionKind,
    /// The one whose page was open.
    pub one: NameId,
    /// The other one, who is in no article any more if the two were joined.
    pub other: NameId,
    /// The name of the one.
    pub name: String,
    /// The name of the other one.
    pub other_name: String,
    /// How many articles of the other one became the one's, or the other way round if they were parted.
    pub articles: usize,
    /// The title of the first of them.
    pub title: Option<String>,
}

/// The columns of a [`Decision`], for [`decision_from`].
const COLUMNS: &str = "decision.id, decision.kind, decision.one, decision.other,
    coalesce((SELECT name FROM name WHERE id = decision.one), ''), coalesce((SELECT name FROM name WHERE id = decision.other), ''),
    (SELECT count(*) FROM decided_place WHERE decided_place.decision = decision.id),
    (SELECT article.title FROM article JOIN decided_place ON decided_place.article = article.id
        WHERE decided_place.decision = decision.id ORDER BY article.id LIMIT 1)";

impl LibraryReader {
    /// What the user has decided about the person `id`, latest first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn decisions(&self, NameId(id): NameId) -> Result<Vec<Decision>, LibraryError> {
        self.ask(|connection| {
            // Who was joined with the person, and with them, is the person.
            let sql = format!(
                "WITH RECURSIVE same (id) AS (
                    SELECT ?1 UNION SELECT decision.other FROM decision JOIN same ON decision.one = same.id WHERE decision.kind = 0
                )
                SELECT {COLUMNS} FROM decision WHERE decision.one IN (SELECT id FROM same)
                    OR (decision.kind <> 0 AND decision.other IN (SELECT id FROM same))
                ORDER BY decision.id DESC LIMIT ?2"
            );
            let mut statement = connection.prepare(&sql)?;
            let found = statement.query_map([id, i64::from(MAX_DECISIONS)], decision_from)?;
            let found: Vec<Option<Decision>> = found.collect::<rusqlite::Result<_>>()?;
            Ok(found.into_iter().flatten().collect())
        })
    }
}

/// The decision with this number, if there is one.
pub(in crate::library) fn decision(
    connection: &Connection,
    DecisionId(id): DecisionId,
) -> rusqlite::Result<Option<Decision>> {
    let sql = format!("SELECT {COLUMNS} FROM decision WHERE decision.id = ?1");
    let found = connection.query_row(&sql, [id], decision_from).optional()?;
    Ok(found.flatten())
}

/// The person that the one in the row `id` was joined with, and so on; the person itself if there is no such decision.
pub(in crate::library) fn joined_with(connection: &Connection, id: i64) -> rusqlite::Result<i64> {
    let sql = "SELECT one FROM decision WHERE kind = 0 AND other = ?1 ORDER BY id DESC LIMIT 1";
    let mut statement = connection.prepare(sql)?;
    let mut at = id;
    for _ in 0..MAX_JOINED {
        match statement.query_row([at], |row| row.get(0)).optional()? {
            Some(next) => at = next,
            None => break,
        }
    }
    Ok(at)
}

/// The decision in a row of [`COLUMNS`]; `None` if its kind is unknown.
fn decision_from(row: &Row<'_>) -> rusqlite::Result<Option<Decision>> {
    let Some(kind) = DecisionKind::from_number(row.get(1)?) else {
        return Ok(None);
    };
    Ok(Some(Decision {
        id: DecisionId(row.get(0)?),
        kind,
        one: NameId(row.get(2)?),
        other: NameId(row.get(3)?),
        name: line(row, 4)?,
        other_name: line(row, 5)?,
        articles: number(row, 6)?,
        title: super::optional_line(row, 7)?,
    }))
}
