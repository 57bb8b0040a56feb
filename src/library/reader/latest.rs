//! The last sentences about a name in the articles that were read before.

use super::pages::sentences;
use super::{
    AFTER_ARTICLE, ARTICLE_COLUMNS, KeptSentence, LatestSentence, Texts, article_from, time,
};
use crate::library::mention_codes;
use rusqlite::{Connection, OptionalExtension, params};

/// From how many articles on a name is in so many that a few of them are soon found among all.
const MANY_ARTICLES: usize = 300;

/// How many sentences are shown.
const LATEST: usize = 2;

/// Among how many of the latest articles they are looked for: of some, the text is not kept, or it is the same.
const LATEST_ARTICLES: usize = 8;

/// The articles that mention the name `id`, beside the one in the row `open`.
#[derive(Clone, Copy)]
pub(super) struct Others {
    pub(super) id: i64,
    pub(super) open: i64,
    /// How many there are.
    pub(super) articles: usize,
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
pub(super) fn opened(
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
pub(super) fn latest(
    connection: &Connection,
    others: Others,
) -> rusqlite::Result<Vec<LatestSentence>> {
    let sql = others.sql("article.id", "article.last_read DESC, article.id DESC");
    let mut statement = connection.prepare(&sql)?;
    let values = params![others.id, others.open, LATEST_ARTICLES];
    let ids = statement.query_map(values, |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
    latest_in(connection, others, &ids)
}

/// The same in the articles with these `ids`, latest read first.
fn latest_in(
    connection: &Connection,
    others: Others,
    ids: &[i64],
) -> rusqlite::Result<Vec<LatestSentence>> {
    let sql = format!(
        "SELECT {ARTICLE_COLUMNS}, appearance.places FROM appearance JOIN article ON article.id = appearance.article
        WHERE appearance.name = ?1 AND appearance.article = ?2"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut texts = Texts::new(connection)?;
    let mut latest: Vec<Vec<LatestSentence>> = Vec::new();
    for id in ids {
        let found = statement.query_row([others.id, *id], |row| {
            let places = mention_codes::decode(row.get_ref(AFTER_ARTICLE)?.as_blob()?);
            Ok((article_from(row)?, places))
        });
        // Another process may have removed it meanwhile.
        let Some((article, places)) = found.optional()? else {
            continue;
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::tests::{article, keep, library};

    /// Protects: an article that another process removes between two queries is left out, and fails no card.
    #[test]
    fn an_article_that_is_gone_is_left_out() {
        let (_folder, library) = library();
        keep(&library, &[article(&["Angela Merkel spoke."], 1)]);
        let reader = library.reader().unwrap().unwrap();
        let latest = reader.ask(|connection| {
            let sql = "SELECT name, article FROM appearance";
            let row = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
            let (id, article): (i64, i64) = row?;
            let others = Others {
                id,
                open: -1,
                articles: 2,
            };
            latest_in(connection, others, &[article + 1, article])
        });
        let sentences: Vec<_> = latest
            .unwrap()
            .into_iter()
            .map(|it| it.sentence.text)
            .collect();
        assert_eq!(sentences, ["Angela Merkel spoke."]);
    }
}
