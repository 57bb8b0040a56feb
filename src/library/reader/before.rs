//! Whom the open article mentions was perhaps met before.

use super::latest::{Others, latest, opened};
use super::{Certainty, LibraryReader, NameId, PersonQuery, ReadBefore, number};
use crate::entities::{CountryCode, Entities, EntityId, EntityKind};
use crate::error::LibraryError;
use crate::library::fields::count_fields;
use crate::library::link::{Profile, is_common_name};
use crate::library::words::fold;
use crate::library::writer::{Linker, candidates};
use rusqlite::{Connection, OptionalExtension};

impl LibraryReader {
    /// What was read before about a person or a country that an article mentions; `None` if nothing.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn read_before(&self, query: &PersonQuery) -> Result<Option<ReadBefore>, LibraryError> {
        self.ask(|connection| {
            let open = query
                .article
                .as_deref()
                .map(|identity| row_of(connection, identity));
            let open = open.transpose()?.flatten().unwrap_or(-1);
            let Some(Found {
                id,
                certainty,
                namesakes,
            }) = find(connection, query, open)?
            else {
                return Ok(None);
            };
            let articles = count_others(connection, id, open)?;
            if articles == 0 {
                return Ok(None);
            }
            let others = Others { id, open, articles };
            let (opened, since) = opened(connection, others)?;
            Ok(Some(ReadBefore {
                id: NameId(id),
                certainty,
                namesakes,
                articles,
                opened,
                since,
                latest: latest(connection, others)?,
            }))
        })
    }
}

impl LibraryReader {
    /// Whose page has what was read before about a person or a country that an article mentions, or about someone else of the name,
    /// and how sure that is; `None` if no other article mentions one of these.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn find_elsewhere(
        &self,
        query: &PersonQuery,
    ) -> Result<Option<(NameId, Certainty)>, LibraryError> {
        self.ask(|connection| {
            let open = query
                .article
                .as_deref()
                .map(|identity| row_of(connection, identity));
            let open = open.transpose()?.flatten().unwrap_or(-1);
            let Some(Found { id, certainty, .. }) = find(connection, query, open)? else {
                return Ok(None);
            };
            let is_elsewhere = count_others(connection, id, open)? > 0;
            Ok(is_elsewhere.then_some((NameId(id), certainty)))
        })
    }

    /// The people among `entities` who were met in other articles than the one with the identity `article`, or perhaps were. Of
    /// people with the same name only those with a common one are distinguished.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn people_met(
        &self,
        entities: &Entities,
        article: Option<&str>,
    ) -> Result<Vec<EntityId>, LibraryError> {
        self.ask(|connection| {
            let open = article.map(|identity| row_of(connection, identity));
            let open = open.transpose()?.flatten().unwrap_or(-1);
            let mut linker = Linker::default();
            linker.begin(connection)?;
            let mut met = Vec::new();
            let is_person = |id: &EntityId| entities.entity(*id).kind == EntityKind::Person;
            for id in entities.entity_ids().filter(is_person) {
                let name = &entities.entity(id).name;
                let forms = [fold(name)];
                let is_met = match look_up(connection, &forms, open)? {
                    Kept::Decided(found, _) => found.is_some(),
                    Kept::Open(others) if others.is_empty() => false,
                    // To weigh all of them would take too long before the panel can show it.
                    Kept::Open(_) if !is_common_name(name) => true,
                    Kept::Open(others) => {
                        let profile = profile(&PersonQuery::new(entities, id, article), &forms);
                        let found = linker.choose(connection, name, &profile, &others)?;
                        !found.perhaps.is_empty()
                    }
                };
                if is_met {
                    met.push(id);
                }
            }
            Ok(met)
        })
    }
}

fn row_of(connection: &Connection, identity: &str) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT id FROM article WHERE identity = ?1";
    connection
        .query_row(sql, [identity], |row| row.get(0))
        .optional()
}

fn country(connection: &Connection, code: CountryCode) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT id FROM name WHERE code = ?1";
    connection
        .query_row(sql, [code.as_str()], |row| row.get(0))
        .optional()
}

/// A name that was found in the library.
#[derive(Clone, Copy)]
struct Found {
    id: i64,
    certainty: Certainty,
    /// How many others of the name there are, if it is one of them.
    namesakes: usize,
}

impl Found {
    fn new((id, certainty): (i64, Certainty)) -> Self {
        Self {
            id,
            certainty,
            namesakes: 0,
        }
    }
}

/// The row of the name, and how sure it is. If the open article is in the library already, in the row `open`, a person is the one
/// that it was linked to then. If the person is in no other article, it is someone else of that name.
fn find(
    connection: &Connection,
    query: &PersonQuery,
    open: i64,
) -> rusqlite::Result<Option<Found>> {
    if let Some(code) = query.code {
        let id = country(connection, code)?;
        return Ok(id.map(|id| Found::new((id, Certainty::Certain))));
    }
    let forms: Vec<String> = query
        .forms
        .iter()
        .chain([&query.name])
        .map(|form| fold(form))
        .collect();
    let others = match look_up(connection, &forms, open)? {
        Kept::Decided(Some(found), _) => return Ok(Some(Found::new(found))),
        Kept::Decided(None, others) => return namesake(connection, &others),
        Kept::Open(others) => others,
    };
    let mut linker = Linker::default();
    linker.begin(connection)?;
    let profile = profile(query, &forms);
    let found = linker.choose(connection, &query.name, &profile, &others)?;
    let perhaps = found.perhaps.first().map(|id| (*id, Certainty::Perhaps));
    match found.same.map(|id| (id, Certainty::Certain)).or(perhaps) {
        Some(found) => Ok(Some(Found::new(found))),
        None => namesake(connection, &others),
    }
}

/// The one of `others`, people of one name, who is in most articles.
fn namesake(connection: &Connection, others: &[i64]) -> rusqlite::Result<Option<Found>> {
    let mut statement = connection.prepare("SELECT count(*) FROM appearance WHERE name = ?1")?;
    let mut most: Option<(i64, i64)> = None;
    for &id in others {
        let articles = statement.query_row([id], |row| row.get(0))?;
        if most.is_none_or(|(most, _)| articles > most) {
            most = Some((articles, id));
        }
    }
    Ok(most.map(|(_, id)| Found {
        id,
        certainty: Certainty::Other,
        namesakes: others.len(),
    }))
}

/// What the library has about the people of a name.
enum Kept {
    /// It was decided when the open article was kept; these others have the name, in other articles.
    Decided(Option<(i64, Certainty)>, Vec<i64>),
    /// The open article was not kept: these have the name.
    Open(Vec<i64>),
}

/// Looks up the people who have one of the folded names in `forms`; `open` is the row of the open article.
fn look_up(connection: &Connection, forms: &[String], open: i64) -> rusqlite::Result<Kept> {
    let mut own = None;
    let mut others = Vec::new();
    let sql = "SELECT EXISTS (SELECT 1 FROM appearance WHERE name = ?1 AND article = ?2),
        EXISTS (SELECT 1 FROM appearance WHERE name = ?1 AND article <> ?2)";
    let mut statement = connection.prepare(sql)?;
    for id in candidates(connection, forms)? {
        let (is_here, is_elsewhere) = statement.query_row([id, open], |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?))
        })?;
        if is_here && is_elsewhere {
            return Ok(Kept::Decided(Some((id, Certainty::Certain)), Vec::new()));
        }
        if is_here {
            own = Some(id);
        } else if is_elsewhere {
            others.push(id);
        }
    }
    let Some(own) = own else {
        return Ok(Kept::Open(others));
    };
    // What is left are those who are perhaps the same.
    let sql = "SELECT EXISTS (SELECT 1 FROM perhaps WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1))";
    for &id in &others {
        if connection.query_row(sql, [own, id], |row| row.get(0))? {
            return Ok(Kept::Decided(Some((id, Certainty::Perhaps)), others));
        }
    }
    Ok(Kept::Decided(None, others))
}

/// What the open article says of the person.
fn profile(query: &PersonQuery, forms: &[String]) -> Profile {
    let mut profile = Profile {
        fields: count_fields(query.roles.iter().map(String::as_str), std::iter::empty()),
        ..Profile::default()
    };
    let people = query.people.iter().map(|name| fold(name));
    for name in people.filter(|name| !forms.contains(name)) {
        *profile.people.entry(name).or_default() += 1;
    }
    for code in &query.countries {
        *profile
            .countries
            .entry(code.as_str().to_owned())
            .or_default() += 1;
    }
    for role in &query.roles {
        profile.add_role(role);
    }
    profile
}

/// How many articles mention the name `id`, beside the one in the row `open`.
fn count_others(connection: &Connection, id: i64, open: i64) -> rusqlite::Result<usize> {
    let sql = "SELECT count(*) FROM appearance WHERE name = ?1 AND article <> ?2";
    connection.query_row(sql, [id, open], |row| number(row, 0))
}
