//! The statements that keep an article, prepared once for a batch.

use super::linking::{Linker, candidates};
use crate::library::fields::counts_to_bytes;
use crate::library::mention_codes;
use crate::library::record::{ArticleRecord, NameRecord, PreparedArticle};
use crate::library::words;
use rusqlite::{Connection, OptionalExtension, Statement, params};
use std::collections::HashMap;

/// The statements.
pub(super) struct Statements<'a> {
    connection: &'a Connection,
    find: Statement<'a>,
    find_by_address: Statement<'a>,
    insert: Statement<'a>,
    update: Statement<'a>,
    text: Statement<'a>,
    index: Statement<'a>,
    known_names: Statement<'a>,
    country: Statement<'a>,
    country_id: Statement<'a>,
    person: Statement<'a>,
    form: Statement<'a>,
    appearance: Statement<'a>,
    perhaps: Statement<'a>,
}

/// A name in an article, and the row of `name` that it is linked to.
pub(super) struct LinkedName<'a> {
    pub(super) record: &'a NameRecord,
    pub(super) id: i64,
}

/// The names of an article, as far as they are linked.
struct ArticlePeople<'a> {
    record: &'a ArticleRecord,
    /// The rows of the names that were in the article when it was kept before.
    before: HashMap<String, i64>,
    /// Those that are linked: different people.
    linked: Vec<LinkedName<'a>>,
}

impl<'a> Statements<'a> {
    pub(super) fn prepare(connection: &'a Connection) -> rusqlite::Result<Self> {
        let prepare = |sql| connection.prepare(sql);
        Ok(Self {
            connection,
            find: prepare("SELECT id FROM article WHERE identity = ?1")?,
            find_by_address: prepare(
                "SELECT id FROM article WHERE address = ?1 AND title = ?2 ORDER BY last_read DESC",
            )?,
            insert: prepare(
                "INSERT INTO article (identity, address, title, authors, site, published, language,
                    first_read, last_read, percent, finished, marked, bytes, opened)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?13, ?8, ?9, ?10, ?11, ?12, ?14)",
            )?,
            // `?14` is whether it was opened. What is read in again does not change when it was opened, nor how far it was read; when it
            // was read in does not matter any more once it is opened.
            update: prepare(
                "UPDATE article SET identity = ?1, address = coalesce(?2, address), title = ?3, authors = ?4, site = ?5,
                    published = ?6, language = coalesce(?7, language),
                    first_read = CASE WHEN ?14 > opened THEN ?13 WHEN ?14 < opened THEN first_read ELSE min(first_read, ?13) END,
                    last_read = CASE WHEN ?14 > opened THEN ?8 WHEN ?14 < opened THEN last_read ELSE max(last_read, ?8) END,
                    percent = CASE WHEN ?14 < opened THEN percent ELSE ?9 END, finished = max(finished, ?10),
                    marked = CASE WHEN ?14 < opened THEN marked ELSE ?11 END, bytes = ?12, opened = max(opened, ?14)
                WHERE id = ?15",
            )?,
            text: prepare("INSERT OR REPLACE INTO texts (article, packed) VALUES (?1, ?2)")?,
            index: prepare("INSERT INTO words (rowid, folded) VALUES (?1, ?2)")?,
            known_names: prepare(
                "SELECT form.folded, form.name FROM appearance JOIN form ON form.name = appearance.name
                WHERE appearance.article = ?1",
            )?,
            country: prepare("INSERT INTO name (name, code) VALUES (?1, ?2)")?,
            country_id: prepare("SELECT id FROM name WHERE code = ?1")?,
            person: prepare("INSERT INTO name (name) VALUES (?1)")?,
            form: prepare("INSERT OR IGNORE INTO form (folded, name) VALUES (?1, ?2)")?,
            appearance: prepare(
                "INSERT OR REPLACE INTO appearance (name, article, mentions, roles, fields, places)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?,
            perhaps: prepare("INSERT OR IGNORE INTO perhaps (one, other) VALUES (?1, ?2)")?,
        })
    }

    /// Keeps `article`, in place of what was kept of it.
    pub(super) fn keep(
        &mut self,
        article: &PreparedArticle,
        linker: &mut Linker,
    ) -> rusqlite::Result<()> {
        let record = &article.record;
        let known = self.find_article(record)?;
        // Who was met in it remains who it was.
        let mut before = HashMap::new();
        if let Some(id) = known {
            let mut rows = self.known_names.query([id])?;
            while let Some(row) = rows.next()? {
                before.insert(row.get::<_, String>(0)?, row.get::<_, i64>(1)?);
            }
            self.connection
                .execute("DELETE FROM appearance WHERE article = ?1", [id])?;
            self.connection
                .execute("DELETE FROM words WHERE rowid = ?1", [id])?;
            self.connection
                .execute("DELETE FROM texts WHERE article = ?1", [id])?;
        }
        let id = self.write_article(record, known)?;
        if let Some(packed) = &article.packed {
            self.text.execute(params![id, packed])?;
        }
        self.index.execute(params![id, article.index])?;
        let mut people = ArticlePeople {
            record,
            before,
            linked: Vec::with_capacity(record.names.len()),
        };
        for name in &record.names {
            let id = match name.code {
                Some(_) => self.country(name)?,
                None => self.person(name, &people, linker)?,
            };
            people.linked.push(LinkedName { record: name, id });
        }
        for name in &people.linked {
            let record = name.record;
            self.appearance.execute(params![
                name.id,
                id,
                record.places.len(),
                record.roles.join("\n"),
                counts_to_bytes(&record.fields),
                mention_codes::encode(&record.places)
            ])?;
        }
        if known.is_some() {
            linker.forget();
        } else {
            linker.add_article(record, &people.linked);
        }
        Ok(())
    }

    /// The row of the article, or of an earlier version of it: one with the same title at the same address.
    fn find_article(&mut self, record: &ArticleRecord) -> rusqlite::Result<Option<i64>> {
        let reading = &record.reading;
        let by_identity = self.find.query_row([&reading.identity], |row| row.get(0));
        if let Some(id) = by_identity.optional()? {
            return Ok(Some(id));
        }
        let Some(address) = reading
            .address
            .as_deref()
            .filter(|_| !record.title.is_empty())
        else {
            return Ok(None);
        };
        let by_address = params![address, record.title];
        let found = self.find_by_address.query_row(by_address, |row| row.get(0));
        found.optional()
    }

    fn write_article(
        &mut self,
        record: &ArticleRecord,
        known: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let reading = &record.reading;
        let authors = record.authors.join("\n");
        let read_at = i64::try_from(reading.read_at).unwrap_or(i64::MAX);
        let first_read = record
            .first_read
            .and_then(|first| i64::try_from(first).ok());
        let first_read = first_read.unwrap_or(read_at).min(read_at);
        let values = params![
            reading.identity,
            reading.address,
            record.title,
            authors,
            record.site,
            record.published,
            record.language,
            read_at,
            reading.percent,
            reading.finished,
            reading.marked,
            record.bytes,
            first_read,
            reading.opened
        ];
        match known {
            Some(id) => {
                let all: Vec<&dyn rusqlite::ToSql> = values
                    .iter()
                    .copied()
                    .chain([&id as &dyn rusqlite::ToSql])
                    .collect();
                self.update.execute(all.as_slice())?;
                Ok(id)
            }
            None => self.insert.insert(values),
        }
    }

    fn country(&mut self, name: &NameRecord) -> rusqlite::Result<i64> {
        let code = name.key();
        let found = self.country_id.query_row([&code], |row| row.get(0));
        match found.optional()? {
            Some(id) => Ok(id),
            None => self.country.insert(params![name.name, code]),
        }
    }

    /// The row of the person `name` of an article.
    fn person(
        &mut self,
        name: &NameRecord,
        people: &ArticlePeople<'_>,
        linker: &mut Linker,
    ) -> rusqlite::Result<i64> {
        let forms: Vec<String> = name.forms.iter().map(|form| words::fold(form)).collect();
        let is_free = |id: &i64| people.linked.iter().all(|other| other.id != *id);
        let imported = name.number.and_then(|number| linker.imported.get(&number));
        let known = people.before.get(&name.key()).or(imported);
        let known = known.copied().filter(is_free);
        let id = match known {
            Some(id) => id,
            None => {
                let mut candidates = candidates(self.connection, &forms)?;
                // People with different numbers are different people, whatever the evidence.
                let is_other =
                    |id: &i64| name.number.is_some() && linker.imported_rows.contains(id);
                candidates.retain(|id| is_free(id) && !is_other(id));
                let found = linker.find(self.connection, name, people.record, &candidates)?;
                match found.same {
                    Some(id) => id,
                    None => {
                        let id = self.person.insert([&name.name])?;
                        for other in found.perhaps {
                            self.perhaps.execute([id, other])?;
                        }
                        id
                    }
                }
            }
        };
        if let Some(number) = name.number {
            linker.imported.insert(number, id);
            linker.imported_rows.insert(id);
        }
        for form in forms.iter().filter(|form| !form.is_empty()) {
            self.form.execute(params![form, id])?;
        }
        Ok(id)
    }
}
