//! The lists: people, countries and articles with their counts.

use super::{
    ARTICLE_COLUMNS, ArticleEntry, HAS_TEXT, LibraryReader, ListRequest, MONTHS, NameEntry, NameId,
    article_from, kind_from, line, number, time,
};
use crate::entities::EntityKind;
use crate::error::LibraryError;
use rusqlite::{Connection, params};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The columns of a [`NameEntry`] with its counts, for [`name_from`].
const NAME_COLUMNS: &str = "name.id, name.name, name.code, count(*), sum(appearance.mentions), \
    coalesce(min(CASE WHEN article.opened THEN article.first_read END), min(article.first_read)), \
    coalesce(max(CASE WHEN article.opened THEN article.last_read END), max(article.last_read)), sum(article.opened)";

/// When an article was read.
#[derive(Clone, Copy)]
struct ArticleTimes {
    first_read: u64,
    last_read: u64,
    opened: bool,
    /// The place of the month in which it was first read in [`NameEntry::by_month`].
    month: Option<usize>,
}

/// What is counted of a name.
#[derive(Default)]
struct Tally {
    articles: usize,
    opened: usize,
    mentions: usize,
    /// When the first of the articles was first read, and when the last was last read.
    times: (u64, u64),
    /// The same of those that were opened, if any were.
    opened_times: Option<(u64, u64)>,
    by_month: [u32; MONTHS],
}

impl Tally {
    /// Adds an article with that many mentions.
    fn add(&mut self, article: ArticleTimes, mentions: usize) {
        let ArticleTimes {
            first_read,
            last_read,
            ..
        } = article;
        let with = |(first, last): (u64, u64)| (first.min(first_read), last.max(last_read));
        self.times = if self.articles == 0 {
            (first_read, last_read)
        } else {
            with(self.times)
        };
        if article.opened {
            self.opened += 1;
            let times = self.opened_times.map(with);
            self.opened_times = times.or(Some((first_read, last_read)));
        }
        self.articles += 1;
        self.mentions += mentions;
        let month = article.month.and_then(|month| self.by_month.get_mut(month));
        if let Some(count) = month {
            *count += 1;
        }
    }
}

/// Counts the articles of each name, by its row. One pass over an index that has all that is needed, in the order of the articles.
fn count_appearances(
    connection: &Connection,
    request: ListRequest,
) -> rusqlite::Result<HashMap<i64, Tally>> {
    let current = month_of(request.now);
    let mut statement = connection
        .prepare("SELECT id, first_read, last_read, opened FROM article WHERE last_read >= ?1")?;
    let mut rows = statement.query([since(request)])?;
    let mut articles = HashMap::new();
    while let Some(row) = rows.next()? {
        let first_read = time(row, 1)?;
        let age = current.saturating_sub(month_of(first_read));
        let times = ArticleTimes {
            first_read,
            last_read: time(row, 2)?,
            opened: row.get(3)?,
            month: usize::try_from(age)
                .ok()
                .and_then(|age| (MONTHS - 1).checked_sub(age)),
        };
        articles.insert(row.get::<_, i64>(0)?, times);
    }
    let mut statement = connection
        .prepare("SELECT article, name, mentions FROM appearance ORDER BY article, name")?;
    let mut rows = statement.query([])?;
    let mut tallies: HashMap<i64, Tally> = HashMap::new();
    let mut at: Option<(i64, Option<ArticleTimes>)> = None;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let times = match at {
            Some((last, times)) if last == id => times,
            _ => articles.get(&id).copied(),
        };
        at = Some((id, times));
        if let Some(times) = times {
            let tally = tallies.entry(row.get(1)?).or_default();
            tally.add(times, number(row, 2)?);
        }
    }
    Ok(tallies)
}

impl LibraryReader {
    /// The articles, latest read first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn articles(&self, request: ListRequest) -> Result<Vec<ArticleEntry>, LibraryError> {
        self.select_articles(ARTICLE_COLUMNS, request)
    }

    /// The same for a list, without whether the text is kept, for which the pages of all texts would be read:
    /// [`ArticleEntry::has_text`] is false.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn article_list(&self, request: ListRequest) -> Result<Vec<ArticleEntry>, LibraryError> {
        let without_text = ARTICLE_COLUMNS.replace(HAS_TEXT, "0");
        self.select_articles(&without_text, request)
    }

    fn select_articles(
        &self,
        columns: &str,
        request: ListRequest,
    ) -> Result<Vec<ArticleEntry>, LibraryError> {
        self.ask(|connection| {
            let sql = format!(
                "SELECT {columns} FROM article WHERE last_read >= ?1 ORDER BY last_read DESC, id DESC LIMIT ?2"
            );
            let mut statement = connection.prepare(&sql)?;
            let values = params![since(request), limit(request)];
            statement.query_map(values, article_from)?.collect()
        })
    }

    /// The people, those in most articles first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn people(&self, request: ListRequest) -> Result<Vec<NameEntry>, LibraryError> {
        Ok(self.people_and_countries(request)?.0)
    }

    /// The countries, those in most articles first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn countries(&self, request: ListRequest) -> Result<Vec<NameEntry>, LibraryError> {
        Ok(self.people_and_countries(request)?.1)
    }

    /// Both, counted at once.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn people_and_countries(
        &self,
        request: ListRequest,
    ) -> Result<(Vec<NameEntry>, Vec<NameEntry>), LibraryError> {
        let mut entries = self.ask(|connection| {
            let mut tallies = count_appearances(connection, request)?;
            let mut statement = connection.prepare("SELECT id, name, code FROM name")?;
            let mut rows = statement.query([])?;
            let mut entries = Vec::with_capacity(tallies.len());
            while let Some(row) = rows.next()? {
                let id = row.get(0)?;
                let Some(tally) = tallies.remove(&id) else {
                    continue;
                };
                let (kind, code) = kind_from(row, 2)?;
                let (first_read, last_read) = tally.opened_times.unwrap_or(tally.times);
                entries.push(NameEntry {
                    id: NameId(id),
                    kind,
                    name: line(row, 1)?,
                    code,
                    articles: tally.articles,
                    opened: tally.opened,
                    mentions: tally.mentions,
                    first_read,
                    last_read,
                    by_month: tally.by_month,
                });
            }
            Ok(entries)
        })?;
        entries.sort_by(|one, other| {
            let counts = |entry: &NameEntry| Reverse((entry.articles, entry.mentions));
            let by_count = counts(one).cmp(&counts(other));
            by_count.then_with(|| (&one.name, one.id).cmp(&(&other.name, other.id)))
        });
        let is_person = |entry: &NameEntry| entry.kind == EntityKind::Person;
        let (mut people, mut countries): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(is_person);
        let limit = request.limit.unwrap_or(usize::MAX);
        people.truncate(limit);
        countries.truncate(limit);
        Ok((people, countries))
    }

    /// The names in these rows, in the same order; without those that are in no article.
    pub(super) fn names(&self, ids: &[i64]) -> Result<Vec<NameEntry>, LibraryError> {
        self.ask(|connection| {
            let sql = format!(
                "SELECT {NAME_COLUMNS} FROM name JOIN appearance ON appearance.name = name.id
                JOIN article ON article.id = appearance.article WHERE name.id = ?1 GROUP BY name.id"
            );
            let mut statement = connection.prepare(&sql)?;
            let mut entries = Vec::new();
            for id in ids {
                for entry in statement.query_map([id], name_from)? {
                    entries.push(entry?);
                }
            }
            Ok(entries)
        })
    }
}

fn name_from(row: &rusqlite::Row<'_>) -> rusqlite::Result<NameEntry> {
    let (kind, code) = kind_from(row, 2)?;
    Ok(NameEntry {
        id: NameId(row.get(0)?),
        kind,
        name: line(row, 1)?,
        code,
        articles: number(row, 3)?,
        opened: number(row, 7)?,
        mentions: number(row, 4)?,
        first_read: time(row, 5)?,
        last_read: time(row, 6)?,
        by_month: [0; MONTHS],
    })
}

fn since(request: ListRequest) -> i64 {
    i64::try_from(request.since.unwrap_or(0)).unwrap_or(i64::MAX)
}

fn limit(request: ListRequest) -> i64 {
    request
        .limit
        .and_then(|limit| i64::try_from(limit).ok())
        .unwrap_or(-1)
}

/// The month of a time in seconds since 1970, counted from the year 0, in UTC.
///
/// Howard Hinnant's `civil_from_days`, for days after 1970.
fn month_of(seconds: u64) -> u64 {
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Counted from March.
    let month = (5 * day_of_year + 2) / 153;
    (era * 400 + year_of_era) * 12 + month + 2
}

#[cfg(test)]
mod tests {
    use super::month_of;

    /// Protects: articles are counted in the month in which they were read.
    #[test]
    fn months_change_at_their_first_day() {
        let january_2026 = 2026 * 12;
        for (seconds, month) in [
            (1_767_225_599, january_2026 - 1),
            (1_767_225_600, january_2026),
            (1_772_323_200, january_2026 + 2),
            (1_795_903_200, january_2026 + 10),
            (0, 1970 * 12),
        ] {
            assert_eq!(month_of(seconds), month, "{seconds}");
        }
    }
}
