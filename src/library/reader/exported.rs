//! What is exported beside the articles: what is known of two people.

use super::{LibraryReader, line, lines};
use crate::error::LibraryError;
use crate::library::exchange::{
    DecidedArticle, DecidedForm, DecidedPair, NumberedPerson, PeoplePair, Relation, mention_to_json,
};
use crate::library::mention_codes;
use crate::library::reader::DecisionKind;
use rusqlite::{Connection, Row};

/// Both people of a pair, in the columns 0 to 3 of a row.
const PEOPLE: &str = "one.id, one.name, other.id, other.name";

impl LibraryReader {
    /// The decisions of the user, the first one first, and then those who are perhaps the same.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub(in crate::library) fn pairs(&self) -> Result<Vec<PeoplePair>, LibraryError> {
        self.ask(|connection| {
            let sql = format!(
                "SELECT {PEOPLE}, decision.kind, decision.id FROM decision
                JOIN name AS one ON one.id = decision.one JOIN name AS other ON other.id = decision.other ORDER BY decision.id"
            );
            let mut pairs = Vec::new();
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(kind) = DecisionKind::from_number(row.get(4)?) {
                    let mut pair = pair_from(row, Relation::of(kind))?;
                    add_details(connection, row.get(5)?, &mut pair)?;
                    pairs.push(pair);
                }
            }
            let sql = format!(
                "SELECT {PEOPLE} FROM perhaps JOIN name AS one ON one.id = perhaps.one
                JOIN name AS other ON other.id = perhaps.other ORDER BY perhaps.one, perhaps.other"
            );
            let mut statement = connection.prepare(&sql)?;
            let perhaps = statement.query_map([], |row| pair_from(row, Relation::PerhapsTheSame))?;
            for pair in perhaps {
                pairs.push(pair?);
            }
            Ok(pairs)
        })
    }
}

fn pair_from(row: &Row<'_>, people: Relation) -> rusqlite::Result<PeoplePair> {
    let person = |column| {
        Ok::<_, rusqlite::Error>(NumberedPerson {
            person: row.get(column)?,
            name: line(row, column + 1)?,
        })
    };
    Ok(PeoplePair {
        people,
        one: person(0)?,
        other: person(2)?,
        articles: Vec::new(),
        forms: Vec::new(),
        pairs: Vec::new(),
    })
}

/// Adds what the decision in the row `id` has changed.
fn add_details(connection: &Connection, id: i64, pair: &mut PeoplePair) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        "SELECT article.identity, is_shared, roles, fields, places FROM decided_place
        JOIN article ON article.id = decided_place.article WHERE decision = ?1 ORDER BY article.id",
    )?;
    let articles = statement.query_map([id], |row| {
        let is_shared = row.get(1)?;
        let mut article = DecidedArticle {
            identity: line(row, 0)?,
            shared: is_shared,
            roles: Vec::new(),
            fields: Vec::new(),
            mentions: Vec::new(),
        };
        // Elsewhere, the article itself says it.
        if is_shared {
            article.roles = lines(row, 2)?;
            article.fields = row.get(3)?;
            let places = mention_codes::decode(row.get_ref(4)?.as_blob()?);
            article.mentions = places.iter().map(mention_to_json).collect();
        }
        Ok(article)
    })?;
    pair.articles = articles.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare(
        "SELECT folded, is_shared FROM decided_form WHERE decision = ?1 ORDER BY folded",
    )?;
    let forms = statement.query_map([id], |row| {
        let (folded, shared) = (row.get(0)?, row.get(1)?);
        Ok(DecidedForm { folded, shared })
    })?;
    pair.forms = forms.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare(
        "SELECT one, other, is_shared FROM decided_perhaps WHERE decision = ?1 ORDER BY one, other",
    )?;
    let pairs = statement.query_map([id], |row| {
        let (one, other, shared) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(DecidedPair { one, other, shared })
    })?;
    pair.pairs = pairs.collect::<rusqlite::Result<_>>()?;
    Ok(())
}
