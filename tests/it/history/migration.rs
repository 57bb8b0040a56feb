//! The files of lines in which earlier versions kept the history: they are copied into the database once, without loss.

use super::database::{TEXT, find, home, integrity, list, record, save};
use byline::error::HistoryError;
use byline::store::{History, article_id};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

/// A history as version 0.2 wrote it.
const REAL: &str = include_str!("../../fixtures/history/history.jsonl");
/// The same, after a damage: a line of another program, one cut in the middle, one with fields of a later version, two of one
/// article, bytes that are no UTF-8, and half a line at the end.
const DAMAGED: &[u8] = include_bytes!("../../fixtures/history/damaged.jsonl");
/// The searches of that version.
const SEARCHES: &str = include_str!("../../fixtures/history/searches");

/// Writes the files of an earlier version beside the database; returns the paths of the history and of the searches.
fn write_old(database: &Path, lines: &[u8], searches: &str) -> (PathBuf, PathBuf) {
    fs::create_dir_all(database.parent().unwrap()).unwrap();
    let history = database.with_file_name("history.jsonl");
    let old_searches = database.with_file_name("searches");
    fs::write(&history, lines).unwrap();
    fs::write(&old_searches, searches).unwrap();
    (history, old_searches)
}

/// Everything in the history, in words.
fn all(history: &History) -> String {
    let reader = history.reader().unwrap();
    format!("{:#?}\n{:#?}", reader.list().unwrap(), reader.searches())
}

/// Protects: a history of version 0.2 is there before and after it is copied: positions, bookmarks, times, searches. Its files stay
/// until the first good end, and are gone then.
#[test]
fn a_history_of_an_earlier_version_is_copied_once() {
    let (_home, history, file) = home();
    let (old, searches) = write_old(&file, REAL.as_bytes(), SEARCHES);
    let before = all(&history);
    assert!(!file.exists(), "looking writes nothing");
    insta::assert_snapshot!("history_of_0_2", before);
    let writer = history.writer().unwrap();
    assert_eq!(all(&history), before);
    assert!(
        old.exists() && searches.exists(),
        "until the first good end"
    );
    // As if it had been killed, and started again.
    std::mem::forget(writer);
    let mut writer = history.writer().unwrap();
    assert_eq!(writer.take_reports(), []);
    assert_eq!(all(&history), before, "nothing is doubled");
    writer.finish();
    assert!(!old.exists() && !searches.exists());
    assert_eq!(all(&history), before);
    assert_eq!(integrity(&file), "ok");
}

/// Protects: what was read since it was copied is not undone by copying again.
#[test]
fn what_was_read_since_counts() {
    let (_home, history, file) = home();
    let line = format!(
        r#"{{"id":"{}","read":5,"percent":9,"source":"/a","title":"Old","place":{{"at":3}},"marks":{{"a":{{"at":7}}}}}}"#,
        article_id(TEXT)
    );
    let (old, _) = write_old(&file, line.as_bytes(), "one\ntwo\n");
    let mut writer = history.writer().unwrap();
    writer.save(&record(TEXT, "/b", 9, 42), TEXT, true).unwrap();
    writer.add_searches(&["one".to_owned()]).unwrap();
    std::mem::forget(writer);
    let writer = history.writer().unwrap();
    let check = || {
        let found = find(&history, Some(&article_id(TEXT)), Some("/a")).unwrap();
        assert_eq!((found.position.offset, found.last_read), (42, 9));
        assert_eq!(found.source.as_deref(), Some("/b"));
        assert_eq!(found.bookmarks[&'a'].offset, 7);
        assert_eq!(history.reader().unwrap().searches(), ["two", "one"]);
        assert_eq!(list(&history).len(), 1);
    };
    check();
    // An earlier version that still runs reads another article.
    let other = r#"{"id":"x","read":11,"source":"/x","title":"Late","place":{"at":0}}"#;
    fs::write(&old, format!("{line}\n{other}\n")).unwrap();
    writer.finish();
    assert_eq!(list(&history)[0].title, "Late");
    assert!(!old.exists());
}

/// Protects: of a damaged file all lines that can be read are copied; the file is renamed and reported, and stays.
#[test]
fn of_a_damaged_file_the_rest_is_copied() {
    let (_home, history, file) = home();
    let (old, _) = write_old(&file, DAMAGED, "a\u{1b}[2Jb\n\nfine  so\n");
    let before = all(&history);
    insta::assert_snapshot!("history_of_0_2_damaged", before);
    let mut writer = history.writer().unwrap();
    let reports = writer.take_reports();
    let [error @ HistoryError::SetAside { .. }] = &reports[..] else {
        panic!("{reports:?}");
    };
    assert!(
        error.to_string().contains("history.jsonl.broken-1"),
        "{error}"
    );
    writer.finish();
    assert_eq!(all(&history), before);
    assert!(!old.exists());
    let aside = old.with_extension("jsonl.broken-1");
    assert_eq!(fs::read(&aside).unwrap(), DAMAGED);
    assert_eq!(save(&history, &record(TEXT, "", 1, 1), TEXT, true), []);
    // Clearing the history also removes the file set aside.
    let count = list(&history).len();
    assert_eq!(history.clear(), Ok(count));
    assert!(!aside.exists());
}

/// Protects: many that start at once copy once, and one says what was damaged.
#[test]
fn many_instances_copy_once() {
    let (_home, history, file) = home();
    write_old(&file, DAMAGED, SEARCHES);
    let before = all(&history);
    let reports = thread::scope(|scope| {
        let start = |_| {
            let history = &history;
            scope.spawn(move || {
                let mut writer = history.writer().unwrap();
                let reports = writer.take_reports().len();
                writer.finish();
                reports
            })
        };
        let all: Vec<_> = (0..8).map(start).collect();
        all.into_iter()
            .map(|thread| thread.join().unwrap())
            .sum::<usize>()
    });
    assert_eq!(reports, 1);
    assert_eq!(all(&history), before);
    assert!(!file.with_file_name("history.jsonl").exists());
}

/// Protects: clearing the history also removes what was not copied yet.
#[test]
fn old_files_are_cleared() {
    let (_home, history, file) = home();
    let (old, searches) = write_old(&file, REAL.as_bytes(), SEARCHES);
    let count = list(&history).len();
    assert_eq!(history.clear(), Ok(count));
    assert!(!old.exists() && !searches.exists() && !file.exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Protects: no contents of the old file cause a panic, and the next article is saved.
    #[test]
    fn arbitrary_contents_never_panic(lines in prop::collection::vec(line(), 0..12), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (_home, history, file) = home();
        write_old(&file, &[lines.join("\n").into_bytes(), bytes].concat(), "");
        let id = article_id(TEXT);
        let found = list(&history);
        for found in find(&history, Some(&id), Some("/a")).iter().chain(&found) {
            let offset = found.position.find(TEXT);
            prop_assert!(offset.is_none_or(|at| at == 0 || TEXT.is_char_boundary(at)));
            byline::dates::relative_day(found.last_read, byline::dates::now());
            byline::dates::timestamp(found.last_read);
            byline::print::history::write_history(std::slice::from_ref(found), Some(30), &mut Vec::new()).unwrap();
        }
        save(&history, &record(TEXT, "/a", 1, 42), TEXT, true);
        let saved = find(&history, Some(&id), None).unwrap();
        prop_assert_eq!(saved.position.offset, 42);
        prop_assert!(list(&history).len() >= found.len());
    }
}

/// A line that is valid or nearly valid.
fn line() -> impl Strategy<Value = String> {
    let id = article_id(TEXT);
    let whole = (
        any::<u64>(),
        any::<u8>(),
        ".{0,9}",
        any::<usize>(),
        "\\PC{0,40}",
    );
    let whole = whole.prop_map(move |(read, percent, title, at, words)| {
        let text = |words: &str| serde_json::to_string(words).unwrap();
        format!(
            r#"{{"id":"{id}","read":{read},"percent":{percent},"source":"/a","title":{},"place":{{"at":{at},"before":{},"after":{}}},"marks":{{"é":{{"at":{at}}}}}}}"#,
            text(&title), text(&words), text(&title),
        )
    });
    let cut = (whole.clone(), any::<prop::sample::Index>()).prop_map(|(line, at)| {
        let cut: String = line.chars().take(at.index(line.chars().count())).collect();
        cut
    });
    prop_oneof![whole, cut, "\\PC{0,60}", Just("{}".to_owned())]
}
