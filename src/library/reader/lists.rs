//! The lists: people, countries and articles with their counts.

use super::{
    ARTICLE_COLUMNS, ArticleEntry, LibraryReader, ListRequest, MONTHS, NameEntry, NameId,
    article_from, kind_from, line, number, time,
};
use crate::entities::EntityKind;
use crate::error::LibraryError;
use rusqlite::params;
use std::collections::HashMap;

/// The columns of a [`NameEntry`] with its counts, for [`name_from`].
const NAME_COLUMNS: &str = "name.id, name.name, name.code, count(*), sum(appearance.mentions), \
    min(article.first_read), max(article.last_read)";

impl LibraryReader {
    /// The articles, latest read first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn articles(&self, request: ListRequest) -> Result<Vec<ArticleEntry>, LibraryError> {
        self.ask(|connection| {
            let sql = format!(
                "SELECT {ARTICLE_COLUMNS} FROM article WHERE last_read >= ?1 ORDER BY last_read DESC, id DESC LIMIT ?2"
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
        self.list(EntityKind::Person, request)
    }

    /// The countries, those in most articles first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn countries(&self, request: ListRequest) -> Result<Vec<NameEntry>, LibraryError> {
        self.list(EntityKind::Country, request)
    }

    fn list(&self, kind: EntityKind, request: ListRequest) -> Result<Vec<NameEntry>, LibraryError> {
        let is_country = kind == EntityKind::Country;
        let mut entries: Vec<NameEntry> = self.ask(|connection| {
            let sql = format!(
                "SELECT {NAME_COLUMNS} FROM article JOIN appearance ON appearance.article = article.id
                JOIN name ON name.id = appearance.name
                WHERE article.last_read >= ?1 AND (name.code IS NOT NULL) = ?2
                GROUP BY name.id ORDER BY 4 DESC, 5 DESC, name.name LIMIT ?3"
            );
            let mut statement = connection.prepare(&sql)?;
            let values = params![since(request), is_country, limit(request)];
            statement.query_map(values, name_from)?.collect()
        })?;
        self.count_by_month(&mut entries, request)?;
        Ok(entries)
    }

    /// Counts the articles of each month for `entries`.
    fn count_by_month(
        &self,
        entries: &mut [NameEntry],
        request: ListRequest,
    ) -> Result<(), LibraryError> {
        let current = month_of(request.now);
        let places: HashMap<i64, usize> = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.id.0, place))
            .collect();
        self.ask(|connection| {
            // Two more days than the longest twelve months.
            let from = request
                .now
                .saturating_sub(368 * 86_400)
                .max(request.since.unwrap_or(0));
            let mut statement = connection.prepare(
                "SELECT appearance.name, article.first_read FROM article
                JOIN appearance ON appearance.article = article.id WHERE article.last_read >= ?1",
            )?;
            let mut rows = statement.query([i64::try_from(from).unwrap_or(i64::MAX)])?;
            while let Some(row) = rows.next()? {
                let age = current.saturating_sub(month_of(time(row, 1)?));
                let place = places.get(&row.get::<_, i64>(0)?);
                let entry = place.and_then(|place| entries.get_mut(*place));
                let month = (MONTHS - 1).checked_sub(age as usize);
                if let Some((entry, month)) = entry.zip(month)
                    && let Some(count) = entry.by_month.get_mut(month)
                {
                    *count += 1;
                }
            }
            Ok(())
        })
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
