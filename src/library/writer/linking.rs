//! Finds the person in the library whom an article mentions, and remembers what it has looked up.

use super::statements::LinkedName;
use crate::library::fields::counts_from_bytes;
use crate::library::link::{Link, Profile, link};
use crate::library::record::{ArticleRecord, NameRecord};
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// From how many articles, the latest, a person's profile is made.
const PROFILE_ARTICLES: u32 = 30;

/// As how many articles a smaller library counts when the share of a name is computed: in a handful, no name is frequent.
const MIN_ARTICLES: u32 = 60;

/// The most profiles that are remembered.
const MAX_PROFILES: usize = 20_000;

/// The most people of one name who are looked at.
const MAX_CANDIDATES: usize = 30;

/// What was looked up. It only weighs evidence, so it need not be exact when other processes write, too.
#[derive(Default)]
pub(in crate::library) struct Linker {
    profiles: HashMap<i64, Profile>,
    /// In how many articles a person, by folded name, or a country, by code, is mentioned.
    counts: HashMap<String, u32>,
    articles: u32,
    /// The rows of the people of a file that is being imported, by their numbers in it.
    pub(super) imported: HashMap<i64, i64>,
    /// These rows.
    pub(super) imported_rows: HashSet<i64>,
}

/// Whom an article mentions.
#[derive(Debug, Default)]
pub(in crate::library) struct FoundPerson {
    /// The row of the person, if it is sure.
    pub(in crate::library) same: Option<i64>,
    /// Those who may be the same, most likely first.
    pub(in crate::library) perhaps: Vec<i64>,
}

impl Linker {
    /// Begins a batch.
    pub(in crate::library) fn begin(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.articles =
            connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
        if self.profiles.len() > MAX_PROFILES {
            self.forget();
        }
        Ok(())
    }

    /// Forgets what was looked up, because it has changed.
    pub(super) fn forget(&mut self) {
        self.profiles.clear();
        self.counts.clear();
    }

    /// Who of the `candidates` the person `name` of the article `record` is.
    pub(super) fn find(
        &mut self,
        connection: &Connection,
        name: &NameRecord,
        record: &ArticleRecord,
        candidates: &[i64],
    ) -> rusqlite::Result<FoundPerson> {
        if candidates.is_empty() {
            return Ok(FoundPerson::default());
        }
        let own = profile_in(name, record);
        self.choose(connection, &name.name, &own, candidates)
    }

    /// Who of the `candidates` is the person called `name` with this profile.
    pub(in crate::library) fn choose(
        &mut self,
        connection: &Connection,
        name: &str,
        own: &Profile,
        candidates: &[i64],
    ) -> rusqlite::Result<FoundPerson> {
        let mut weighed = Vec::new();
        for id in candidates.iter().copied().take(MAX_CANDIDATES) {
            let other = match self.profiles.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(load_profile(connection, id)?),
            };
            let (counts, articles) = (&mut self.counts, self.articles);
            let mut failed = None;
            let mut share = |key: &str| {
                let count = match counts.get(key) {
                    Some(count) => Ok(*count),
                    None => count_articles(connection, key),
                };
                let count = count.unwrap_or_else(|error| {
                    failed = Some(error);
                    0
                });
                counts.entry(key.to_owned()).or_insert(count);
                count as f32 / articles.max(MIN_ARTICLES) as f32
            };
            let (link, weight) = link(name, own, other, &mut share);
            if let Some(error) = failed {
                return Err(error);
            }
            weighed.push((link, weight, id));
        }
        weighed.sort_by(|one, other| other.1.total_cmp(&one.1));
        let same = weighed.iter().find(|(link, ..)| *link == Link::Same);
        let perhaps = weighed.iter().filter(|(link, ..)| *link != Link::Other);
        Ok(FoundPerson {
            same: same.map(|(.., id)| *id),
            perhaps: perhaps.map(|(.., id)| *id).collect(),
        })
    }

    /// Adds an article that was kept.
    pub(super) fn add_article(&mut self, record: &ArticleRecord, linked: &[LinkedName<'_>]) {
        self.articles += 1;
        for name in linked {
            if let Some(count) = self.counts.get_mut(&name.record.key()) {
                *count += 1;
            }
            if let Some(profile) = self.profiles.get_mut(&name.id) {
                profile.add(&profile_in(name.record, record));
            }
        }
    }
}

/// The people who have one of the folded names in `forms`, the latest first.
pub(in crate::library) fn candidates(
    connection: &Connection,
    forms: &[String],
) -> rusqlite::Result<Vec<i64>> {
    let mut statement =
        connection.prepare("SELECT name FROM form WHERE folded = ?1 ORDER BY name DESC")?;
    let mut found = Vec::new();
    for form in forms {
        for id in statement.query_map([form], |row| row.get(0))? {
            let id = id?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    Ok(found)
}

/// What `record` says of the person `name`.
fn profile_in(name: &NameRecord, record: &ArticleRecord) -> Profile {
    let mut profile = Profile {
        fields: name.fields,
        ..Profile::default()
    };
    let key = name.key();
    for other in &record.names {
        let other_key = other.key();
        match other.code {
            Some(_) => *profile.countries.entry(other_key).or_default() += 1,
            None if other_key == key => {}
            None => *profile.people.entry(other_key).or_default() += 1,
        }
    }
    for role in &name.roles {
        profile.add_role(role);
    }
    if let Some(date) = &record.published {
        profile.add_year(date);
    }
    profile
}

/// What the latest articles say of the person in the row `id`.
fn load_profile(connection: &Connection, id: i64) -> rusqlite::Result<Profile> {
    let mut profile = Profile::default();
    let mut statement = connection.prepare(
        "SELECT appearance.roles, appearance.fields, article.published FROM appearance
        JOIN article ON article.id = appearance.article
        WHERE appearance.name = ?1 ORDER BY appearance.article DESC LIMIT ?2",
    )?;
    let mut rows = statement.query(params![id, PROFILE_ARTICLES])?;
    while let Some(row) = rows.next()? {
        row.get::<_, String>(0)?
            .lines()
            .for_each(|role| profile.add_role(role));
        profile.add(&Profile {
            fields: counts_from_bytes(&row.get::<_, Vec<u8>>(1)?),
            ..Profile::default()
        });
        if let Some(date) = row.get::<_, Option<String>>(2)? {
            profile.add_year(&date);
        }
    }
    let mut statement = connection.prepare(
        "SELECT name.name, name.code, count(*) FROM
            (SELECT article FROM appearance WHERE name = ?1 ORDER BY article DESC LIMIT ?2) AS own
        JOIN appearance ON appearance.article = own.article
        JOIN name ON name.id = appearance.name
        WHERE name.id <> ?1 GROUP BY name.id",
    )?;
    let mut rows = statement.query(params![id, PROFILE_ARTICLES])?;
    while let Some(row) = rows.next()? {
        let count: u32 = row.get(2)?;
        match row.get::<_, Option<String>>(1)? {
            Some(code) => *profile.countries.entry(code).or_default() += count,
            None => {
                let folded = crate::library::words::fold(&row.get::<_, String>(0)?);
                *profile.people.entry(folded).or_default() += count;
            }
        }
    }
    Ok(profile)
}

/// In how many articles the person with this folded name, or the country with this code, is mentioned.
fn count_articles(connection: &Connection, key: &str) -> rusqlite::Result<u32> {
    let sql = "SELECT count(*) FROM (
        SELECT id FROM name WHERE code = ?1 UNION SELECT name FROM form WHERE folded = ?1
    ) AS named JOIN appearance ON appearance.name = named.id";
    connection.query_row(sql, [key], |row| row.get(0))
}
