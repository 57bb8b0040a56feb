//! The history in the database: how articles are found again, its limits, and what others may have written into it.

use byline::document::TextAnchor;
use byline::error::{HistoryError, LibraryError};
use byline::store::history::{HistoryRecord, MAX_ARTICLES};
use byline::store::{History, article_id};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

pub(super) const TEXT: &str = "Ann Lee met Bob Stone in Paris on Monday. They spoke of the weather, and of nothing else. Nobody knows why.";

/// The environment variable that makes the test binary the process that is killed.
const HELPER: &str = "BYLINE_TEST_HISTORY_IN";

pub(super) fn history_in(home: &Path) -> History {
    let home = home.to_owned();
    History::from_variables(move |name| (name == "HOME").then(|| OsString::from(&home)))
}

pub(super) fn home() -> (TempDir, History, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let history = history_in(home.path());
    let file = history.path().unwrap().to_owned();
    (home, history, file)
}

/// The record of an article read at time `last_read`, from the source `name`, up to byte `at` of `text`.
pub(super) fn record(text: &str, name: &str, last_read: u64, at: usize) -> HistoryRecord {
    HistoryRecord {
        id: article_id(text),
        source: (!name.is_empty()).then(|| name.to_owned()),
        title: text.chars().take(20).collect(),
        last_read,
        position: TextAnchor::new(text, at),
        percent: (at * 100 / text.len()) as u8,
        finished: at + 9 > text.len(),
        bookmarks: BTreeMap::new(),
    }
}

/// Saves `record`; returns what was reported.
pub(super) fn save(
    history: &History,
    record: &HistoryRecord,
    text: &str,
    moved: bool,
) -> Vec<HistoryError> {
    let mut writer = history.writer().unwrap();
    writer.save(record, text, moved).unwrap();
    writer.take_reports()
}

pub(super) fn find(
    history: &History,
    id: Option<&str>,
    source: Option<&str>,
) -> Option<HistoryRecord> {
    history.reader().unwrap().find(id, source)
}

pub(super) fn list(history: &History) -> Vec<HistoryRecord> {
    history.reader().unwrap().list().unwrap()
}

/// The answer of `PRAGMA integrity_check`.
pub(super) fn integrity(path: &Path) -> String {
    let connection = Connection::open(path).unwrap();
    let sql = "PRAGMA integrity_check";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Protects: an article is found by its text wherever it is, otherwise by its source; opening it keeps its position,
/// and the most recent source is the one to reopen it from.
#[test]
fn an_article_is_found_by_its_text_or_its_source() {
    let (_home, history, _) = home();
    assert_eq!(find(&history, Some("x"), Some("/a")), None);
    assert_eq!(list(&history), []);
    assert_eq!(save(&history, &record(TEXT, "/a", 1, 42), TEXT, true), []);
    // Opened from another path, and through a pipe.
    save(&history, &record(TEXT, "/b", 2, 0), TEXT, false);
    save(&history, &record(TEXT, "", 3, 0), TEXT, false);
    let id = article_id(TEXT);
    let found = find(&history, Some(&id), None).unwrap();
    assert_eq!(
        (found.position.offset, found.percent, found.last_read),
        (42, 39, 3)
    );
    assert_eq!(found.source.as_deref(), Some("/b"));
    assert_eq!(find(&history, None, Some("/b")), Some(found));
    assert_eq!(find(&history, None, Some("/a")), None);
    assert_eq!(list(&history).len(), 1);
}

/// Protects: an article that was left at another place than its beginning is announced, by its text or its source, until it is left
/// at its beginning, or the history is cleared.
#[test]
fn a_place_is_announced() {
    let (_home, history, file) = home();
    let has = |id: &str, source| history.may_have_place(source, || Some(id.to_owned()));
    let id = article_id(TEXT);
    assert!(!has(&id, Some("/a")));
    save(&history, &record(TEXT, "/a", 1, 42), TEXT, true);
    assert!(has(&id, None) && has("another", Some("/a")));
    assert!(!has("another", Some("/b")));
    // Opened again from another path; its position is kept.
    save(&history, &record(TEXT, "/b", 2, 0), TEXT, false);
    assert!(has(&id, None) && has("another", Some("/b")));
    save(&history, &record(TEXT, "/b", 3, 0), TEXT, true);
    assert!(!has(&id, Some("/b")));
    save(&history, &record(TEXT, "/b", 4, 42), TEXT, true);
    history.clear().unwrap();
    assert!(!has(&id, Some("/b")));
    // What an earlier version has kept is not copied yet: there may be a place.
    fs::write(file.with_file_name("searches"), "").unwrap();
    assert!(has(&id, None));
}

/// Protects: what others have written into the database makes no files elsewhere.
#[test]
fn only_ids_become_names_of_files() {
    let (home, history, file) = home();
    save(&history, &record(TEXT, "", 1, 42), TEXT, true);
    let elsewhere = home.path().join("elsewhere");
    let sql = "UPDATE history SET identity = ?1";
    let connection = Connection::open(&file).unwrap();
    connection.execute(sql, [elsewhere.to_str()]).unwrap();
    fs::remove_dir_all(file.with_file_name("places")).unwrap();
    drop(history.writer().unwrap());
    assert!(file.with_file_name("places").exists() && !elsewhere.exists());
}

/// Protects: a page that changed slightly is the same article, its position found by the words around it; a different
/// article at the same source is separate, and the first is still found by its text.
#[test]
fn a_changed_page_is_the_same_article_and_another_is_not() {
    let (_home, history, _) = home();
    let mut first = record(TEXT, "/a", 1, 42);
    first.bookmarks.insert('m', TextAnchor::new(TEXT, 60));
    save(&history, &first, TEXT, true);
    let changed = format!("Corrected. {TEXT}");
    let found = find(&history, Some(&article_id(&changed)), Some("/a")).unwrap();
    assert_eq!(found.position.find(&changed), Some(53));
    save(&history, &record(&changed, "/a", 2, 0), &changed, false);
    let all = list(&history);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].percent, all[0].last_read), (39, 2));
    assert_eq!(all[0].bookmarks[&'m'].find(&changed), Some(71));
    let other = "Quite another text, of which no word stood there before now.";
    save(&history, &record(other, "/a", 3, 0), other, false);
    let all = list(&history);
    let sources: Vec<_> = all.iter().map(|record| record.source.as_deref()).collect();
    assert_eq!(sources, [Some("/a"), None]);
    assert_eq!(all[0].percent, 0);
    let first = find(&history, Some(&article_id(&changed)), None).unwrap();
    assert_eq!(first.percent, 39);
}

/// Protects: twenty running instances do not lose each other's records.
#[test]
fn many_instances_lose_no_records() {
    const EACH: usize = 10;
    let (_home, history, file) = home();
    thread::scope(|scope| {
        for instance in 0..20 {
            let history = &history;
            scope.spawn(move || {
                let mut writer = history.writer().unwrap();
                for n in 0..EACH {
                    let text =
                        format!("Article {n} of instance {instance}, which says what it says.");
                    let name = format!("/{instance}/{n}");
                    writer
                        .save(&record(&text, &name, 1, 8), &text, true)
                        .unwrap();
                    writer
                        .add_searches(&[format!("{instance} {}", n % 2)])
                        .unwrap();
                }
                writer.finish();
            });
        }
    });
    assert_eq!(list(&history).len(), 20 * EACH);
    assert_eq!(history.reader().unwrap().searches().len(), 40);
    assert_eq!(integrity(&file), "ok");
}

/// Protects: the history never grows beyond the maximum number of articles; those not read for the longest time are dropped, with
/// their bookmarks.
#[test]
fn the_oldest_articles_are_dropped() {
    let (_home, history, file) = home();
    let mut writer = history.writer().unwrap();
    for n in 0..MAX_ARTICLES + 20 {
        let text = format!("{TEXT} {n}");
        let mut read = record(&text, "", n as u64, 1);
        read.bookmarks.insert('a', TextAnchor::new(&text, 5));
        writer.save(&read, &text, true).unwrap();
    }
    let all = list(&history);
    assert_eq!(all.len(), MAX_ARTICLES);
    assert_eq!(
        (all[0].last_read, all[MAX_ARTICLES - 1].last_read),
        (519, 20)
    );
    let connection = Connection::open(&file).unwrap();
    let marks: usize = connection
        .query_row("SELECT count(*) FROM mark", [], |row| row.get(0))
        .unwrap();
    assert_eq!(marks, MAX_ARTICLES);
    // An article that a wrong clock dated into the past is not the oldest: it was read last.
    writer
        .save(&record("Once more.", "", 0, 1), "Once more.", true)
        .unwrap();
    assert!(find(&history, Some(&article_id("Once more.")), None).is_some());
}

/// Protects: past searches are restored, each once and the most recent last, up to a hundred; what cannot have been typed is left
/// out.
#[test]
fn searches_are_stored() {
    let (_home, history, file) = home();
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|&w| w.to_owned()).collect() };
    let searches = || history.reader().unwrap().searches();
    assert_eq!(searches(), words(&[]));
    let mut writer = history.writer().unwrap();
    writer.add_searches(&words(&["one", "two"])).unwrap();
    writer.add_searches(&words(&["three", "one"])).unwrap();
    assert_eq!(searches(), words(&["two", "three", "one"]));
    let many: Vec<String> = (0..150).map(|n| n.to_string()).collect();
    writer.add_searches(&many).unwrap();
    assert_eq!(searches(), many[50..]);
    let connection = Connection::open(&file).unwrap();
    let sql = "UPDATE search SET pattern = 'a' || char(27) || '[2Jb' WHERE pattern = '149'";
    assert_eq!(connection.execute(sql, []), Ok(1));
    assert_eq!(searches(), many[50..149]);
}

/// Protects: what others wrote into the database cannot act on the terminal or crash the program.
#[test]
fn what_others_wrote_is_harmless() {
    let (_home, history, file) = home();
    let mut read = record(TEXT, "/a", 1, 42);
    for letter in "aé9".chars() {
        read.bookmarks.insert(letter, TextAnchor::new(TEXT, 7));
    }
    save(&history, &read, TEXT, true);
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "UPDATE mark SET letter = char(27) WHERE letter = 'é';
            UPDATE mark SET letter = char(8238) WHERE letter = '9';
            UPDATE history SET last_read = -7, percent = 4000, at = -9;",
        )
        .unwrap();
    let found = find(&history, Some(&article_id(TEXT)), None).unwrap();
    assert_eq!(found.bookmarks.into_keys().collect::<String>(), "a");
    assert_eq!(
        (found.last_read, found.percent, found.position.offset),
        (0, 100, 0)
    );
    let wrong = connection.execute_batch("UPDATE history SET last_read = 'never'");
    assert!(wrong.is_err(), "the tables are strict");
}

/// Protects: a damaged database is set aside and reported once, what can be read of the history is kept, and saving goes on.
#[test]
fn a_damaged_database_is_set_aside_and_its_history_saved() {
    let (_home, history, file) = home();
    let mut writer = history.writer().unwrap();
    for n in 0..400 {
        let text = format!("{TEXT} {n}");
        let read = record(&text, &format!("/{n}"), n, 42);
        writer.save(&read, &text, true).unwrap();
    }
    writer.finish();
    let mut bytes = fs::read(&file).unwrap();
    // One page in the middle: whatever it holds, most of the rows are elsewhere.
    let middle = bytes.len() / 2 / 8192 * 8192;
    bytes[middle..middle + 8192].fill(0xff);
    fs::write(&file, &bytes).unwrap();
    let mut reported = Vec::new();
    for n in 400..403 {
        let text = format!("{TEXT} {n}");
        reported.extend(save(&history, &record(&text, "", n, 1), &text, true));
    }
    // Where the damage is not met, nothing is reported until it is.
    if let [error] = &reported[..] {
        let sentence = error.to_string();
        assert!(sentence.contains("library.db.broken-1"), "{sentence}");
        assert!(
            sentence.contains(" reading positions could be saved"),
            "{sentence}"
        );
    } else {
        assert_eq!(reported, []);
    }
    fs::write(&file, "no database at all".repeat(900)).unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(file.with_file_name(format!("library.db{suffix}")));
    }
    assert!(matches!(
        history.reader().map(|_| ()),
        Err(HistoryError::Database(LibraryError::Damaged(_)))
    ));
    let reported = save(&history, &record(TEXT, "/a", 1, 42), TEXT, true);
    let [HistoryError::Database(LibraryError::SetAside { .. })] = &reported[..] else {
        panic!("{reported:?}");
    };
    assert_eq!(list(&history).len(), 1);
    assert_eq!(integrity(&file), "ok");
}

/// Protects: a database of a later version is neither read wrongly nor changed, and one sentence says so.
#[test]
fn a_later_version_is_refused() {
    let (_home, history, file) = home();
    save(&history, &record(TEXT, "/a", 1, 42), TEXT, true);
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let error = history.writer().map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("newer byline"), "{error}");
    assert!(history.reader().is_err());
    assert!(history.clear().is_err());
}

/// Protects: a writer goes on in the new database when another process has set the old one aside.
#[test]
fn a_database_that_is_replaced_is_opened_again() {
    let (_home, history, file) = home();
    let mut writer = history.writer().unwrap();
    writer.save(&record(TEXT, "/a", 1, 42), TEXT, true).unwrap();
    fs::rename(&file, file.with_extension("old")).unwrap();
    for suffix in ["-wal", "-shm"] {
        let log = file.with_file_name(format!("library.db{suffix}"));
        let _ = fs::remove_file(log);
    }
    writer.save(&record(TEXT, "/b", 2, 42), TEXT, true).unwrap();
    let sources: Vec<_> = list(&history)
        .into_iter()
        .map(|record| record.source)
        .collect();
    assert_eq!(sources, [Some("/b".to_owned())]);
}

/// Protects: where nothing can be written, the history can still be read, and one sentence says that nothing is kept.
#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    let (_home, history, file) = home();
    let mut writer = history.writer().unwrap();
    writer.save(&record(TEXT, "/a", 1, 42), TEXT, true).unwrap();
    writer.finish();
    let folder = file.parent().unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(file.with_file_name(format!("library.db{suffix}")));
    }
    let set_modes = |folder_mode, file_mode| {
        fs::set_permissions(&file, fs::Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(folder_mode)).unwrap();
    };
    set_modes(0o500, 0o400);
    let is_root = fs::write(folder.join("test"), "").is_ok();
    let found = list(&history);
    let written = history
        .writer()
        .and_then(|mut writer| writer.save(&record(TEXT, "/b", 2, 1), TEXT, true));
    set_modes(0o700, 0o600);
    assert_eq!(found.len(), 1);
    if !is_root {
        let sentence = written.unwrap_err().to_string();
        assert!(
            sentence.starts_with("what you read is not kept: cannot write "),
            "{sentence}"
        );
    }
}

/// The process that is killed: saves one position after another, and reports each.
#[test]
fn helper_that_reads_until_it_is_killed() {
    let Some(home) = std::env::var_os(HELPER) else {
        return;
    };
    let history = history_in(Path::new(&home));
    let from = list(&history).first().map_or(0, |last| last.last_read + 1);
    let mut writer = history.writer().unwrap();
    // The test that started this process kills it long before the end; if that test dies, the process ends by itself.
    for n in from..from + 50_000 {
        let text = format!("{TEXT} {}", n % 300);
        writer.save(&record(&text, "", n, 42), &text, true).unwrap();
        writeln!(std::io::stderr(), "saved {n}").unwrap();
    }
}

/// Protects: whenever the program is killed, nothing is lost that was said to be saved, and the database is whole. Rounds may be
/// set with `BYLINE_TEST_KILLS`.
#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_saved() {
    let (home, history, file) = home();
    let rounds = std::env::var("BYLINE_TEST_KILLS").ok();
    let rounds: u64 = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(12);
    for round in 0..rounds {
        let mut helper = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "history::database::helper_that_reads_until_it_is_killed",
                "--nocapture",
            ])
            .env(HELPER, home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // At a moment that shifts from round to round: from its start on, or from when it writes on.
        let mut output = helper.stderr.take().unwrap();
        let mut bytes = vec![0; round as usize % 2];
        output.read_exact(&mut bytes).unwrap();
        thread::sleep(Duration::from_micros(round * 7_919 % 49_991));
        helper.kill().unwrap();
        helper.wait().unwrap();
        output.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let mut reported = whole.lines().filter_map(|line| line.strip_prefix("saved "));
        let reported: Option<u64> = reported.next_back().map(|last| last.parse().unwrap());
        assert!(!text.contains("panicked"), "{text}");
        if file.exists() {
            assert_eq!(integrity(&file), "ok", "round {round}");
        }
        let Some(reported) = reported else {
            continue;
        };
        let all = list(&history);
        let last = all[0].last_read;
        assert!(
            last == reported || last == reported + 1,
            "{last} {reported}"
        );
        let expected: Vec<u64> = (0..=last).rev().take(300).collect();
        let found: Vec<u64> = all.iter().map(|record| record.last_read).collect();
        assert_eq!(found, expected, "round {round}");
    }
}

/// Protects: an article that a wrong clock dated into the future is listed as one of today.
#[test]
fn the_future_is_today() {
    let listed = |last_read| {
        let mut out = Vec::new();
        let found = record(TEXT, "/a", last_read, 1);
        byline::print::history::write_history(&[found], None, &mut out).unwrap();
        let day = String::from_utf8(out).unwrap();
        day.get(..10).map(str::to_owned)
    };
    let now = byline::dates::now();
    let (before, future) = (listed(now), listed(now + 400 * 86_400));
    assert!(future == before || future == listed(byline::dates::now()));
    assert_eq!(listed(u64::MAX), listed(byline::dates::now() + 9));
}

/// Protects: other users cannot see what someone reads.
#[test]
fn the_database_is_private() {
    let (_home, history, file) = home();
    save(&history, &record(TEXT, "/a", 1, 42), TEXT, true);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = file.parent().unwrap();
    let places = folder.join("places");
    assert_eq!([mode(folder), mode(&places)], [0o700; 2]);
    let files = [folder, &places].map(|folder| fs::read_dir(folder).unwrap());
    for entry in files.into_iter().flatten() {
        let path = entry.unwrap().path();
        if path != places {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    save(&history, &record(TEXT, "/a", 2, 42), TEXT, true);
    assert_eq!(mode(&file), 0o600, "whatever it was before");
}

/// Protects: a disabled history leaves nothing behind, and a missing home folder is reported only when the history is
/// asked for.
#[test]
fn a_disabled_history_stores_nothing() {
    for history in [History::disabled(), History::from_variables(|_| None)] {
        assert!(history.reader().is_err() && history.writer().is_err());
        assert!(history.clear().is_err());
    }
    let (_home, history, file) = home();
    assert_eq!(history.clear(), Ok(0));
    assert_eq!(list(&history), []);
    assert!(!file.parent().unwrap().exists(), "clearing creates nothing");
}

/// Protects: what was cleared is gone from the file, too.
#[test]
fn what_is_cleared_is_overwritten() {
    let (_home, history, file) = home();
    let mut writer = history.writer().unwrap();
    writer
        .save(&record(TEXT, "/secret/place", 1, 42), TEXT, true)
        .unwrap();
    writer
        .add_searches(&["a secret search".to_owned()])
        .unwrap();
    writer.finish();
    assert_eq!(history.clear(), Ok(1));
    assert_eq!(list(&history), []);
    assert_eq!(history.reader().unwrap().searches(), [""; 0]);
    for entry in fs::read_dir(file.parent().unwrap()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("secret") && !text.contains("Bob Stone"));
    }
}
