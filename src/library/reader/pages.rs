//! The page of a person or a country: every sentence, and the company.

use super::{
    AFTER_ARTICLE, ARTICLE_COLUMNS, Companion, KeptSentence, LibraryReader, NameEntry, NameId,
    NamePage, PageArticle, Texts, article_from, joined_with, kind_from, line, lines, number,
};
use crate::entities::CountryCode;
use crate::error::LibraryError;
use crate::library::mention_codes::{self, MentionPlace};
use crate::load::clean;
use rusqlite::{Connection, OptionalExtension, params};
use std::ops::Range;

/// The most people and countries in the company of a name.
const MAX_COMPANY: u32 = 40;

/// In how many articles the company of a name is counted, those kept last: of a name in thousands it is known by then.
const COMPANY_ARTICLES: u32 = 1000;

/// The longest sentence that is shown, in bytes: a list may have no full stop.
const MAX_SENTENCE_BYTES: usize = 1000;

impl LibraryReader {
    /// The page of the name `id`, or of the person that it was joined with, with the articles in `range`, the latest read being
    /// number 0; `None` if the name is in no article any more.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn page(&self, id: NameId, range: Range<usize>) -> Result<Option<NamePage>, LibraryError> {
        let id = NameId(self.ask(|connection| joined_with(connection, id.0))?);
        let Some(entry) = self.names(&[id.0])?.pop() else {
            return Ok(None);
        };
        self.page_of(entry, &[], range).map(Some)
    }

    /// The page of the name in `entry`, which was just found, as [`page`](Self::page) returns it. Those who are perhaps the same
    /// are counted only if they are not in `known`: people of one name share them.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn page_of(
        &self,
        entry: NameEntry,
        known: &[NameEntry],
        range: Range<usize>,
    ) -> Result<NamePage, LibraryError> {
        let id = entry.id;
        Ok(NamePage {
            articles: self.page_articles(id, range)?,
            company: self.company(id)?,
            perhaps: self.perhaps(id, known)?,
            decisions: self.decisions(id)?,
            entry,
        })
    }

    /// The articles in `range` that mention the name `id`, the latest read being number 0.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn page_articles(
        &self,
        NameId(id): NameId,
        range: Range<usize>,
    ) -> Result<Vec<PageArticle>, LibraryError> {
        self.ask(|connection| {
            let sql = format!(
                "SELECT {ARTICLE_COLUMNS}, appearance.mentions, appearance.roles, appearance.places
                FROM appearance JOIN article ON article.id = appearance.article
                WHERE appearance.name = ?1 AND appearance.article = ?2"
            );
            let mut statement = connection.prepare(&sql)?;
            let mut texts = Texts::new(connection)?;
            let mut articles = Vec::new();
            for row in latest_rows(connection, id, range)? {
                let found = statement.query_row([id, row], |row| {
                    let places = mention_codes::decode(row.get_ref(AFTER_ARTICLE + 2)?.as_blob()?);
                    let mentions = number(row, AFTER_ARTICLE)?;
                    Ok((
                        article_from(row)?,
                        mentions,
                        lines(row, AFTER_ARTICLE + 1)?,
                        places,
                    ))
                });
                let Some((article, mentions, roles, places)) = found.optional()? else {
                    continue;
                };
                // What follows the last sentence is not unpacked.
                let end = places.iter().map(|place| place.sentence.end).max();
                let text = texts.read_beginning(row, end.unwrap_or(0))?;
                articles.push(PageArticle {
                    mentions,
                    roles,
                    sentences: text.map_or_else(Vec::new, |text| sentences(&text, &places)),
                    article,
                });
            }
            Ok(articles)
        })
    }

    /// The people and countries in most of the articles that mention the name `id`, or of the [`COMPANY_ARTICLES`] kept last.
    fn company(&self, NameId(id): NameId) -> Result<Vec<Companion>, LibraryError> {
        self.ask(|connection| {
            let mut statement = connection.prepare(
                "SELECT name.id, name.name, name.code, met.articles FROM
                    (SELECT other.name AS name, count(*) AS articles FROM
                        (SELECT article FROM appearance WHERE name = ?1 ORDER BY article DESC LIMIT ?3) AS own
                    JOIN appearance AS other ON other.article = own.article
                    WHERE other.name <> ?1
                    GROUP BY other.name ORDER BY 2 DESC LIMIT ?2) AS met
                JOIN name ON name.id = met.name ORDER BY met.articles DESC, name.name",
            )?;
            let values = params![id, MAX_COMPANY, COMPANY_ARTICLES];
            let companions = statement.query_map(values, |row| {
                let (kind, code) = kind_from(row, 2)?;
                Ok(Companion {
                    id: NameId(row.get(0)?),
                    kind,
                    name: line(row, 1)?,
                    code,
                    articles: number(row, 3)?,
                })
            })?;
            companions.collect()
        })
    }

    /// The people who are perhaps the same as `id`; what is counted of those in `known` is taken from there.
    fn perhaps(
        &self,
        NameId(id): NameId,
        known: &[NameEntry],
    ) -> Result<Vec<NameEntry>, LibraryError> {
        let ids: Vec<i64> = self.ask(|connection| {
            let mut statement = connection.prepare(
                "SELECT other FROM perhaps WHERE one = ?1 UNION SELECT one FROM perhaps WHERE other = ?1 LIMIT 50",
            )?;
            statement.query_map([id], |row| row.get(0))?.collect()
        })?;
        let counted = |id: i64| known.iter().find(|entry| entry.id == NameId(id));
        let others: Vec<i64> = ids
            .iter()
            .copied()
            .filter(|&id| counted(id).is_none())
            .collect();
        let mut others = self.names(&others)?.into_iter().peekable();
        let entries = ids.iter().filter_map(|&id| match counted(id) {
            Some(entry) => Some(entry.clone()),
            None => others.next_if(|entry| entry.id == NameId(id)),
        });
        Ok(entries.collect())
    }
}

impl LibraryReader {
    /// The names in the article in this row: the row of each, its name, code, roles and encoded mentions.
    pub(in crate::library) fn names_in(&self, article: i64) -> Result<Vec<NameRow>, LibraryError> {
        self.ask(|connection| {
            let mut statement = connection.prepare(
                "SELECT name.id, name.name, name.code, appearance.roles, appearance.places FROM appearance
                JOIN name ON name.id = appearance.name WHERE appearance.article = ?1 ORDER BY name.id",
            )?;
            let names = statement.query_map([article], |row| {
                let (_, code) = kind_from(row, 2)?;
                Ok(NameRow {
                    id: row.get(0)?,
                    name: line(row, 1)?,
                    code,
                    roles: lines(row, 3)?,
                    places: mention_codes::decode(&row.get::<_, Vec<u8>>(4)?),
                })
            })?;
            names.collect()
        })
    }
}

/// A name in an article, as it is exported.
pub(in crate::library) struct NameRow {
    pub(in crate::library) id: i64,
    pub(in crate::library) name: String,
    pub(in crate::library) code: Option<CountryCode>,
    pub(in crate::library) roles: Vec<String>,
    pub(in crate::library) places: Vec<MentionPlace>,
}

/// The rows of the articles in `range` that mention the name `id`, the latest read being number 0. Only numbers are sorted here, so
/// that what is in the rows is read of few of them.
fn latest_rows(
    connection: &Connection,
    id: i64,
    range: Range<usize>,
) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT article.id FROM appearance JOIN article ON article.id = appearance.article
        WHERE appearance.name = ?1 ORDER BY article.last_read DESC, article.id DESC LIMIT ?2 OFFSET ?3";
    let mut statement = connection.prepare(sql)?;
    let limit = i64::try_from(range.len()).unwrap_or(i64::MAX);
    let offset = i64::try_from(range.start).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![id, limit, offset], |row| row.get(0))?;
    rows.collect()
}

/// The sentences of `text` around `places`, each once.
pub(super) fn sentences(text: &str, places: &[MentionPlace]) -> Vec<KeptSentence> {
    let mut sentences: Vec<(Range<usize>, KeptSentence)> = Vec::new();
    for place in places {
        let last = sentences.last_mut();
        let last = last.filter(|(range, _)| place.range.end <= range.end);
        if let Some((range, sentence)) = last {
            let mention = shift(&place.range, range.start);
            if sentence.text.get(mention.clone()).is_some() {
                sentence.mentions.push(mention);
            }
            continue;
        }
        if text.get(place.range.clone()).is_none() {
            continue;
        }
        let range = shorten(text, place);
        let Some(written) = text.get(range.clone()) else {
            continue;
        };
        let line = one_line(written);
        // In a changed file the text may not be clean; then it is another text, and the ranges say nothing.
        let mention = shift(&place.range, range.start);
        let is_same = line.len() == written.len() && line.get(mention.clone()).is_some();
        sentences.push((
            range,
            KeptSentence {
                text: line,
                mentions: is_same.then_some(mention).into_iter().collect(),
                offset: place.range.start,
            },
        ));
    }
    sentences
        .into_iter()
        .map(|(_, sentence)| sentence)
        .collect()
}

/// The sentence around a mention, or a part of it if it is long.
fn shorten(text: &str, place: &MentionPlace) -> Range<usize> {
    let Range { start, end } = place.sentence;
    if end.saturating_sub(start) <= MAX_SENTENCE_BYTES {
        return start..end;
    }
    let half = MAX_SENTENCE_BYTES / 2;
    let from = start.max(place.range.start.saturating_sub(half));
    let to = end.min(place.range.end.saturating_add(half));
    crate::document::floor_char_boundary(text, from)..crate::document::floor_char_boundary(text, to)
}

/// `text` on one line, clean. If it was clean, it has the same length.
pub(super) fn one_line(text: &str) -> String {
    clean::line(text).into_owned()
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.saturating_sub(by)..range.end.saturating_sub(by)
}
