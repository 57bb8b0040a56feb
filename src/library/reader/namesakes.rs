//! What tells people of one name apart in a list.

use super::{LibraryReader, NameEntry, NameId, lines};
use crate::error::LibraryError;
use rusqlite::Statement;
use std::collections::HashMap;

/// The most people who are looked up: those in most articles come first in a list.
const MAX_PEOPLE: usize = 100;

/// From how many articles of a person, those kept last, it is taken.
const MAX_ARTICLES: u32 = 8;

impl LibraryReader {
    /// What tells those of `people` who have the same name as another one apart from that one: a role, else someone in whose company
    /// only this one is, else such a country. Nothing where none of these is known.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn tell_apart(
        &self,
        people: &[NameEntry],
    ) -> Result<HashMap<NameId, String>, LibraryError> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut of_one_name: Vec<Vec<NameId>> = Vec::new();
        for person in people {
            let new = of_one_name.len();
            let place = *places.entry(&person.name).or_insert(new);
            if place == new {
                of_one_name.push(Vec::new());
            }
            if let Some(ids) = of_one_name.get_mut(place) {
                ids.push(person.id);
            }
        }
        self.ask(|connection| {
            let mut marks_by = [
                connection.prepare(ROLES)?,
                connection.prepare(&beside("'with ' || name.name", "IS NULL"))?,
                connection.prepare(&beside("name.name", "IS NOT NULL"))?,
            ];
            let mut distinct = HashMap::new();
            let mut looked_up = 0;
            for ids in of_one_name.iter().filter(|ids| ids.len() > 1) {
                looked_up += ids.len();
                if looked_up > MAX_PEOPLE {
                    break;
                }
                // The next kind of marks is looked up only if this one does not tell all apart.
                for statement in &mut marks_by {
                    let marks = ids.iter().map(|NameId(id)| marks(statement, *id));
                    let marks: Vec<Vec<String>> = marks.collect::<rusqlite::Result<_>>()?;
                    for (nth, id) in ids.iter().enumerate() {
                        if !distinct.contains_key(id)
                            && let Some(mark) = only_mark(&marks, nth)
                        {
                            distinct.insert(*id, mark);
                        }
                    }
                    if ids.iter().all(|id| distinct.contains_key(id)) {
                        break;
                    }
                }
            }
            Ok(distinct)
        })
    }
}

/// The roles of the person `?1` in the `?2` articles that were kept last.
const ROLES: &str = "SELECT roles FROM appearance WHERE name = ?1 ORDER BY article DESC LIMIT ?2";

/// The `column` of the names in the `?2` articles about `?1` that were kept last whose code is as `code` says, those in most of them
/// first. `CROSS JOIN` keeps SQLite from beginning with all names.
fn beside(column: &str, code: &str) -> String {
    format!(
        "SELECT {column} FROM
            (SELECT article FROM appearance WHERE name = ?1 ORDER BY article DESC LIMIT ?2) AS own
        CROSS JOIN appearance ON appearance.article = own.article CROSS JOIN name ON name.id = appearance.name
        WHERE name.id <> ?1 AND name.code {code} GROUP BY name.id ORDER BY count(*) DESC, name.name"
    )
}

/// The marks that `statement` finds of the person `id`, the best first.
fn marks(statement: &mut Statement<'_>, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut rows = statement.query([id, i64::from(MAX_ARTICLES)])?;
    let mut marks = Vec::new();
    while let Some(row) = rows.next()? {
        marks.extend(lines(row, 0)?);
    }
    Ok(marks)
}

/// The first of the marks with this number that is in no others.
fn only_mark(marks: &[Vec<String>], nth: usize) -> Option<String> {
    let mut own = marks.get(nth)?.iter();
    let is_shared = |mark: &&String| {
        let mut others = marks.iter().enumerate().filter(|(other, _)| *other != nth);
        others.any(|(_, other)| other.contains(mark))
    };
    own.find(|mark| !is_shared(mark)).cloned()
}
