//! Damaged and foreign files, and several programs at once.

use super::{DAY, NEW_YEAR, SUMMIT, TALKS, article, keep, library};
use crate::error::LibraryError;
use crate::library::{ListRequest, PreparedArticle, text_codes};
use rusqlite::Connection;
use std::{fs, thread};

/// Protects: several programs at once lose nothing.
#[test]
fn many_writers_at_once_lose_nothing() {
    let (_folder, library) = library();
    thread::scope(|scope| {
        for writer in 0..20_u64 {
            let library = &library;
            scope.spawn(move || {
                for number in 0..5 {
                    let text = format!("Angela Merkel spoke of {writer} and {number} in France.");
                    let mut kept = article(&["Title", &text], writer * 5 + number);
                    kept.record.title = text;
                    keep(library, &[kept]);
                }
            });
        }
    });
    let reader = library.reader().unwrap().unwrap();
    assert_eq!(reader.count_articles().unwrap(), 100);
    assert_eq!(
        reader.find_people("Angela Merkel").unwrap()[0].articles,
        100
    );
}

/// Protects: a library of a later version is neither read wrongly nor changed.
#[test]
fn a_later_version_is_refused() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let path = library.path().unwrap();
    Connection::open(path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert!(matches!(
        library.reader().map(|_| ()),
        Err(LibraryError::Newer(_))
    ));
    let error = library.writer().map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("update byline"), "{error}");
    let version: i64 = Connection::open(path)
        .unwrap()
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

/// Protects: a library of an earlier version is read as it is, which changes nothing, and is brought to this version when something
/// is kept.
#[test]
fn an_earlier_version_is_read_and_brought_up_to_date() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let connection = Connection::open(library.path().unwrap()).unwrap();
    let version = || -> i64 {
        let sql = "PRAGMA user_version";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    connection
        .execute_batch(
            "DROP TABLE history; DROP TABLE mark; DROP TABLE search; DROP INDEX article_first_read; PRAGMA user_version = 1;",
        )
        .unwrap();
    connection.execute_batch(WITHOUT_VERSION_3).unwrap();
    let reader = library.reader().unwrap().unwrap();
    assert_eq!(reader.count_articles().unwrap(), 1);
    let merkel = &reader.find_people("merkel").unwrap()[0];
    assert_eq!((merkel.articles, merkel.opened), (1, 1));
    let page = reader.page(merkel.id, 0..9).unwrap().unwrap();
    assert_eq!((page.articles.len(), page.decisions.len()), (1, 0));
    assert_eq!(reader.people(ListRequest::default()).unwrap().len(), 2);
    assert_eq!(version(), 1);
    drop(reader);
    keep(&library, &[article(SUMMIT, 4)]);
    assert_eq!(version(), 4);
    let reader = library.reader().unwrap().unwrap();
    let articles = reader.articles(ListRequest::default()).unwrap();
    assert!(articles.len() == 2 && articles.iter().all(|article| article.opened));
    connection
        .execute_batch("SELECT * FROM history; SELECT * FROM decision")
        .unwrap();
}

/// What makes a library one of the version before.
const WITHOUT_VERSION_3: &str = "
    DROP INDEX perhaps_other; ALTER TABLE article DROP COLUMN opened; DROP TABLE decision; DROP TABLE decided_place; DROP TABLE decided_form;
    DROP TABLE decided_perhaps; DROP INDEX appearance_article; CREATE INDEX appearance_article ON appearance (article, name);";

/// Protects: what an earlier version has kept is saved from a damaged file, too, and was opened as far as that can be known.
#[test]
fn a_damaged_library_of_an_earlier_version_is_saved() {
    let (_folder, library) = library();
    let read_in = |day| {
        let mut record = article(
            &["Title", &format!("Angela Merkel spoke on day {day}.")],
            day,
        );
        (record.record.reading.percent, record.record.reading.opened) = (0, false);
        record
    };
    keep(&library, &[article(TALKS, 3), read_in(4), read_in(5)]);
    let path = library.path().unwrap().to_owned();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(WITHOUT_VERSION_3).unwrap();
    let reading = "INSERT INTO history SELECT 1, identity, '/a', title, 1, 0, 0, 0, '', '' FROM article WHERE last_read = ?1";
    let day = i64::try_from(NEW_YEAR + 4 * DAY).unwrap();
    connection.execute(reading, [day]).unwrap();
    // A table without which nothing can be kept.
    connection
        .execute_batch("DROP TABLE texts; PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(connection);
    let sentence = library.repair().unwrap().unwrap().to_string();
    assert!(
        sentence.contains("3 articles and one reading position"),
        "{sentence}"
    );
    let reader = library.reader().unwrap().unwrap();
    let articles = reader.articles(ListRequest::default()).unwrap();
    let opened: Vec<bool> = articles.iter().map(|article| article.opened).collect();
    assert_eq!(opened, [false, true, true]);
    assert_eq!(reader.find_people("merkel").unwrap()[0].opened, 2);
}

/// Protects: a damaged library is set aside, what can be read of it is saved, and the user is told.
#[test]
fn a_damaged_library_is_set_aside_and_what_is_readable_is_saved() {
    let (folder, library) = library();
    let articles: Vec<PreparedArticle> = (0..300)
        .map(|day| {
            article(
                &[
                    "Title",
                    &format!(
                        "{day}: Angela Merkel spoke in France. {}",
                        "More. ".repeat(day as usize)
                    ),
                ],
                day,
            )
        })
        .collect();
    keep(&library, &articles);
    let path = library.path().unwrap().to_owned();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 8192 * 8192;
    bytes[middle..middle + 3 * 8192].fill(0xff);
    fs::write(&path, &bytes).unwrap();
    let sentence = library.repair().unwrap().unwrap().to_string();
    assert!(sentence.contains("library.db.broken-1"), "{sentence}");
    assert!(
        sentence.ends_with(" articles could be saved from it"),
        "{sentence}"
    );
    assert_eq!(library.repair().unwrap(), None, "it is whole again");
    let reader = library.reader().unwrap().unwrap();
    let saved = reader.articles(ListRequest::default()).unwrap();
    assert!(saved.len() > 20, "{}", saved.len());
    let people = reader.people(ListRequest::default()).unwrap();
    assert_eq!(people[0].name, "Angela Merkel");
    assert!(reader.page(people[0].id, 0..1000).unwrap().is_some());
    assert!(!reader.search("spoke", 5).unwrap().is_empty());
    drop(reader);
    keep(&library, &[article(TALKS, 301)]);
    fs::write(
        &path,
        "not a database at all, but long enough to be taken for one".repeat(99),
    )
    .unwrap();
    let _ = fs::remove_file(folder.path().join("byline/library.db-wal"));
    let _ = fs::remove_file(folder.path().join("byline/library.db-shm"));
    assert!(matches!(
        library.reader().map(|_| ()),
        Err(LibraryError::Damaged(_))
    ));
    let mut writer = library.writer().unwrap();
    let sentence = writer.take_set_aside().unwrap().to_string();
    assert!(
        sentence.contains("library.db.broken-2; nothing could be saved"),
        "{sentence}"
    );
    writer.keep(&[article(TALKS, 1)]).unwrap();
    assert_eq!(
        library.reader().unwrap().unwrap().count_articles().unwrap(),
        1
    );
}

/// Protects: a file that others have changed cannot control the terminal, or crash the program.
#[test]
fn what_others_wrote_into_the_file_comes_out_clean() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let evil = "\u{1b}[2J\u{202e}evil\r\n\u{9b}31m";
    let connection = Connection::open(library.path().unwrap()).unwrap();
    let sql = "UPDATE article SET title = ?1, address = ?1, authors = ?1, site = ?1, published = ?1, language = ?1;";
    connection.execute(sql, [evil]).unwrap();
    connection
        .execute("UPDATE name SET name = ?1", [evil])
        .unwrap();
    connection
        .execute("UPDATE appearance SET roles = ?1, mentions = -5", [evil])
        .unwrap();
    let text = format!("{evil} Angela Merkel {evil}");
    connection
        .execute("UPDATE texts SET packed = ?1", [text_codes::pack(&text)])
        .unwrap();
    let reader = library.reader().unwrap().unwrap();
    let request = ListRequest::default();
    let people = reader.people(request).unwrap();
    let page = reader.page(people[0].id, 0..9).unwrap();
    let shown = format!(
        "{:?} {:?} {page:?} {:?}",
        people,
        reader.articles(request).unwrap(),
        reader.search("evil", 5).unwrap()
    );
    assert!(
        !shown.contains("\\u{1b}") && !shown.contains("\\u{202e}") && !shown.contains("\\u{9b}"),
        "{shown}"
    );
    connection
        .execute(
            "UPDATE appearance SET places = x'ffffffff0fffffffff0fffffffff0fffffffff0f'",
            [],
        )
        .unwrap();
    assert!(
        reader.page(people[0].id, 0..9).unwrap().unwrap().articles[0]
            .sentences
            .is_empty()
    );
}
