//! Answers questions about what was read, and changes nothing.
//!
//! A connection of its own, which waits for no writer. Every string that it returns is clean.

mod before;
mod decisions;
mod exported;
mod latest;
mod lists;
mod namesakes;
mod pages;
mod search;
mod types;

pub use decisions::{Decision, DecisionId, DecisionKind};
pub(super) use decisions::{decision, joined_with};
pub use types::{
    ArticleEntry, Certainty, Companion, KeptSentence, LatestSentence, ListRequest, MONTHS,
    NameEntry, NameId, NamePage, PageArticle, PersonQuery, ReadBefore, SearchHit, Snippet,
};

use super::database::DatabaseReader;
use super::writer::{Dropped, dropped};
use super::{address_without_secrets, text_codes, words};
use crate::entities::{CountryCode, EntityKind};
use crate::error::LibraryError;
use crate::load::clean;
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use std::path::Path;

/// The library, open for reading.
pub struct LibraryReader {
    database: DatabaseReader,
}

/// The columns of an [`ArticleEntry`], for [`article_from`]; [`AFTER_ARTICLE`] is the number of the next one.
const ARTICLE_COLUMNS: &str = "article.id, article.identity, article.address, article.title, article.authors, article.site, \
    article.published, article.language, article.first_read, article.last_read, article.percent, article.finished, \
    article.marked, article.bytes, article.opened, EXISTS (SELECT 1 FROM texts WHERE texts.article = article.id)";
const AFTER_ARTICLE: usize = 16;

/// The last of them: whether the text is kept.
const HAS_TEXT: &str = "EXISTS (SELECT 1 FROM texts WHERE texts.article = article.id)";

impl LibraryReader {
    /// Opens the database at `path`; `None` if nothing was ever kept.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, LibraryError> {
        let database = DatabaseReader::open_library(path)?;
        Ok(database.map(|database| Self { database }))
    }

    /// The text of the article with this identity, as it was read; `None` if there is no such article or its text is not kept.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn text(&self, identity: &str) -> Result<Option<String>, LibraryError> {
        self.ask(|connection| {
            let id = connection.query_row(
                "SELECT id FROM article WHERE identity = ?1",
                [identity],
                |row| row.get(0),
            );
            match id.optional()? {
                Some(id) => Texts::new(connection)?.read(id),
                None => Ok(None),
            }
        })
    }

    /// The article that was read last at this address and whose text is kept, and the text; `None` if there is none.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn text_at(&self, address: &str) -> Result<Option<(ArticleEntry, String)>, LibraryError> {
        let Some(address) = address_without_secrets(address) else {
            return Ok(None);
        };
        self.ask(|connection| {
            let sql = format!(
                "SELECT {ARTICLE_COLUMNS} FROM article JOIN texts ON texts.article = article.id
                WHERE address = ?1 ORDER BY last_read DESC LIMIT 1"
            );
            let found = connection.query_row(&sql, [address], article_from);
            let Some(article) = found.optional()? else {
                return Ok(None);
            };
            let text = Texts::new(connection)?.read(article.row)?;
            Ok(text.map(|text| (article, text)))
        })
    }

    /// The article with this identity.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn article(&self, identity: &str) -> Result<Option<ArticleEntry>, LibraryError> {
        self.ask(|connection| {
            let sql = format!("SELECT {ARTICLE_COLUMNS} FROM article WHERE identity = ?1");
            connection
                .query_row(&sql, [identity], article_from)
                .optional()
        })
    }

    /// How many articles are kept.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn count_articles(&self) -> Result<usize, LibraryError> {
        self.ask(|connection| {
            connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))
        })
    }

    /// What was dropped because the library grew too large.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn dropped(&self) -> Result<Dropped, LibraryError> {
        self.ask(dropped)
    }

    /// The people with a name of several words, or if there are none, and of one word, all whose name has these words; those in
    /// most articles first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn find_people(&self, name: &str) -> Result<Vec<NameEntry>, LibraryError> {
        let folded = words::fold(name);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.ask(|connection| {
            // One word is mostly a part of a name: that an article has only the surname does not make it a whole name.
            if folded.contains(' ') {
                let exact = people_called(connection, "folded = ?1", &folded)?;
                if !exact.is_empty() {
                    return Ok(exact);
                }
            }
            let pattern = format!("% {folded} %");
            people_called(connection, "' ' || folded || ' ' LIKE ?1", &pattern)
        })?;
        let mut entries = self.names(&ids)?;
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.articles, entry.mentions)));
        Ok(entries)
    }

    /// The country with this code, if an article mentions it.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn find_country(&self, code: CountryCode) -> Result<Option<NameEntry>, LibraryError> {
        let id = self.ask(|connection| {
            let sql = "SELECT id FROM name WHERE code = ?1";
            connection
                .query_row(sql, [code.as_str()], |row| row.get::<_, i64>(0))
                .optional()
        })?;
        Ok(match id {
            Some(id) => self.names(&[id])?.pop(),
            None => None,
        })
    }

    /// Asks all that `read` asks of the library as it is now, whatever is written meanwhile.
    ///
    /// # Errors
    /// If the library cannot be read, or `read` fails.
    pub(super) fn at_one_time<T>(
        &self,
        read: impl FnOnce() -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        self.database.at_one_time(read)
    }

    fn ask<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        self.database.ask(query)
    }
}

/// The people with a form for which `condition` holds, in which `?1` stands for `value`.
fn people_called(
    connection: &Connection,
    condition: &str,
    value: &str,
) -> rusqlite::Result<Vec<i64>> {
    let sql = format!("SELECT DISTINCT name FROM form WHERE {condition} LIMIT 1000");
    let mut statement = connection.prepare(&sql)?;
    statement.query_map([value], |row| row.get(0))?.collect()
}

/// Reads texts, with one statement for all.
struct Texts<'a>(Statement<'a>);

impl<'a> Texts<'a> {
    fn new(connection: &'a Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT packed FROM texts WHERE article = ?1";
        connection.prepare(sql).map(Self)
    }

    /// The beginning of the text of the article in the row `id`, of at least that many bytes if it has so many.
    fn read_beginning(&mut self, id: i64, min_bytes: usize) -> rusqlite::Result<Option<String>> {
        let unpack = |row: &Row<'_>| {
            let packed = row.get_ref(0)?.as_blob()?;
            Ok(text_codes::unpack_beginning(packed, min_bytes))
        };
        Ok(self.0.query_row([id], unpack).optional()?.flatten())
    }

    /// The text of the article in the row `id`, if it is kept.
    fn read(&mut self, id: i64) -> rusqlite::Result<Option<String>> {
        let unpack = |row: &Row<'_>| Ok(text_codes::unpack(row.get_ref(0)?.as_blob()?));
        Ok(self.0.query_row([id], unpack).optional()?.flatten())
    }
}

/// A clean line from a column.
fn line(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let text: String = row.get(column)?;
    Ok(clean::line(&text).into_owned())
}

/// A clean line from a column that may be empty.
fn optional_line(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.map(|text| clean::line(&text).into_owned()))
}

/// Clean lines from a column with several.
fn lines(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let text: String = row.get(column)?;
    Ok(text
        .lines()
        .map(|text| clean::line(text).into_owned())
        .collect())
}

/// A time from a column, in seconds since 1970.
fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

/// A number from a column; one that cannot be is 0.
fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

/// The article in a row of [`ARTICLE_COLUMNS`].
fn article_from(row: &Row<'_>) -> rusqlite::Result<ArticleEntry> {
    Ok(ArticleEntry {
        row: row.get(0)?,
        identity: line(row, 1)?,
        address: optional_line(row, 2)?,
        title: line(row, 3)?,
        authors: lines(row, 4)?,
        site: optional_line(row, 5)?,
        published: optional_line(row, 6)?,
        language: optional_line(row, 7)?,
        first_read: time(row, 8)?,
        last_read: time(row, 9)?,
        percent: number(row, 10)?.min(100) as u8,
        finished: row.get(11)?,
        marked: row.get(12)?,
        bytes: number(row, 13)?,
        opened: row.get(14)?,
        has_text: row.get(15)?,
    })
}

/// The kind and the code of a name whose code is in a column.
fn kind_from(row: &Row<'_>, column: usize) -> rusqlite::Result<(EntityKind, Option<CountryCode>)> {
    let code: Option<String> = row.get(column)?;
    Ok(match code.as_deref().and_then(CountryCode::new) {
        Some(code) => (EntityKind::Country, Some(code)),
        None => (EntityKind::Person, None),
    })
}
