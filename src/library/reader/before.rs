//! Whom the open article mentions was perhaps met before.

use super::pages::sentences;
use super::{
    AFTER_ARTICLE, ARTICLE_COLUMNS, Certainty, KeptSentence, LatestSentence, LibraryReader, NameId,
    PersonQuery, ReadBefore, Texts, article_from, number, time,
};
use crate::entities::{CountryCode, Entities, EntityId, EntityKind};
use crate::error::LibraryError;
use crate::library::fields::count_fields;
use crate::library::link::{Profile, is_common_name};
use crate::library::mention_codes;
use crate::library::words::fold;
use crate::library::writer::{Linker, candidates};
use rusqlite::{Connection, OptionalExtension, params};

/// From how many articles on a name is in so many that a few of them are soon found among all.
const MANY_ARTICLES: usize = 300;

/// How many sentences are shown.
const LATEST: usize = 2;

/// Among how many of the latest articles they are looked for: of some, the text is not kept, or it is the same.
const LATEST_ARTICLES: usize = 8;

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
            let found = match query.code {
                Some(code) => country(connection, code)?.map(|id| (id, Certainty::Certain)),
                None => find(connection, query, open)?,
            };
            let Some((id, certainty)) = found else {
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
                articles,
                opened,
                since,
                latest: latest(connection, others)?,
            }))
        })
    }
}

impl LibraryReader {
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
                    Kept::Decided(found) => found.is_some(),
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

/// The row of the person, and how sure it is. If the open article is in the library already, in the row `open`, it is the one whom
/// it was linked to then.
fn find(
    connection: &Connection,
    query: &PersonQuery,
    open: i64,
) -> rusqlite::Result<Option<(i64, Certainty)>> {
    let forms: Vec<String> = query
        .forms
        .iter()
        .chain([&query.name])
        .map(|form| fold(form))
        .collect();
    let others = match look_up(connection, &forms, open)? {
        Kept::Decided(found) => return Ok(found),
        Kept::Open(others) => others,
    };
    let mut linker = Linker::default();
    linker.begin(connection)?;
    let profile = profile(query, &forms);
    let found = linker.choose(connection, &query.name, &profile, &others)?;
    let perhaps = found.perhaps.first().map(|id| (*id, Certainty::Perhaps));
    Ok(found.same.map(|id| (id, Certainty::Certain)).or(perhaps))
}

/// What the library has about the people of a name.
enum Kept {
    /// It was decided when the open article was kept.
    Decided(Option<(i64, Certainty)>),
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
            return Ok(Kept::Decided(Some((id, Certainty::Certain))));
        }
        if is_here {
            own = Some(id);
        } else {
            others.push(id);
        }
    }
    let Some(own) = own else {
        return Ok(Kept::Open(others));
    };
    // What is left are those who are perhaps the same.
    let sql = "SELECT EXISTS (SELECT 1 FROM perhaps WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1))";
    for id in others {
        if connection.query_row(sql, [own, id], |row| row.get(0))? {
            return Ok(Kept::Decided(Some((id, Certainty::Perhaps))));
        }
    }
    Ok(Kept::Decided(None))
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

/// The articles that mention the name `id`, beside the one in the row `open`.
#[derive(Clone, Copy)]
struct Others {
    id: i64,
    open: i64,
    /// How many there are.
    articles: usize,
}

impl Others {
    /// A query for `columns` of these articles, the first ones in this `order`; `?1` is the name, `?2` the open article.
    ///
    /// The articles of a name that is in many are found soon by going through all in that order, for which there is an index;
    /// those of one that is in few are sorted.
    fn sql(self, columns: &str, order: &str) -> String {
        let tables = if self.articles > MANY_ARTICLES {
            "article CROSS JOIN appearance"
        } else {
            "appearance CROSS JOIN article"
        };
        format!(
            "SELECT {columns} FROM {tables} WHERE appearance.name = ?1 AND appearance.article = article.id
            AND article.id <> ?2 ORDER BY {order} LIMIT ?3"
        )
    }
}

/// How many of `others` were opened, and when the first of them was first read; if none was, the first of all.
fn opened(
    connection: &Connection,
    Others { id, open, .. }: Others,
) -> rusqlite::Result<(usize, u64)> {
    let sql = "SELECT total(article.opened), min(CASE WHEN article.opened THEN article.first_read END), min(article.first_read)
        FROM appearance CROSS JOIN article ON article.id = appearance.article
        WHERE appearance.name = ?1 AND article.id <> ?2";
    connection.query_row(sql, [id, open], |row| {
        let opened = row.get::<_, f64>(0)? as usize;
        Ok((opened, time(row, if opened > 0 { 1 } else { 2 })?))
    })
}

/// The last sentences about the person in `others`: the first one of each of the two latest articles, or of the only one the first
/// two. The first sentence of an article says who someone is. Articles that begin with the same one, as those of an agency in two
/// papers do, count as one.
fn latest(connection: &Connection, others: Others) -> rusqlite::Result<Vec<LatestSentence>> {
    let sql = others.sql("article.id", "article.last_read DESC, article.id DESC");
    let mut statement = connection.prepare(&sql)?;
    let values = params![others.id, others.open, LATEST_ARTICLES];
    let ids = statement.query_map(values, |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
    let sql = format!(
        "SELECT {ARTICLE_COLUMNS}, appearance.places FROM appearance JOIN article ON article.id = appearance.article
        WHERE appearance.name = ?1 AND appearance.article = ?2"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut texts = Texts::new(connection)?;
    let mut latest: Vec<Vec<LatestSentence>> = Vec::new();
    for id in ids {
        let (article, places) = statement.query_row([others.id, id], |row| {
            let places = mention_codes::decode(row.get_ref(AFTER_ARTICLE)?.as_blob()?);
            Ok((article_from(row)?, places))
        })?;
        let places = places.get(..places.len().min(8)).unwrap_or_default();
        let end = places.iter().map(|place| place.sentence.end).max();
        let Some(text) = texts.read_beginning(article.row, end.unwrap_or(0))? else {
            continue;
        };
        let mut found = sentences(&text, places);
        found.truncate(LATEST);
        let Some(first) = found.first() else {
            continue;
        };
        let is_same = |known: &&mut Vec<LatestSentence>| {
            let known = known.first();
            known.is_some_and(|known| known.sentence.text == first.text)
        };
        if let Some(known) = latest.iter_mut().find(is_same) {
            for known in known {
                let is_in = |sentence: &KeptSentence| sentence.text == known.sentence.text;
                known.others += usize::from(found.iter().any(is_in));
            }
        } else if latest.len() < LATEST {
            let with_article = |sentence| LatestSentence {
                article: article.clone(),
                sentence,
                others: 0,
            };
            latest.push(found.into_iter().map(with_article).collect());
        }
    }
    let each = LATEST / latest.len().max(1);
    let sentences = latest
        .into_iter()
        .flat_map(|one| one.into_iter().take(each));
    Ok(sentences.collect())
}
