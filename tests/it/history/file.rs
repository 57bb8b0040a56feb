//! The history file: how articles are found again, its size limits, and what happens to a broken file.

use byline::document::TextAnchor;
use byline::error::HistoryError;
use byline::store::history::{HistoryRecord, MAX_ARTICLES};
use byline::store::{History, article_id};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use tempfile::TempDir;

const TEXT: &str = "Ann Lee met Bob Stone in Paris on Monday. They spoke of the weather, and of nothing else. Nobody knows why.";

fn home() -> (TempDir, History, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_owned();
    let history =
        History::from_variables(move |name| (name == "HOME").then(|| OsString::from(&path)));
    let file = history.path().unwrap().clone();
    (home, history, file)
}

/// The record of an article read at time `last_read`, from the source `name`, up to byte `at` of `text`.
fn record(text: &str, name: &str, last_read: u64, at: usize) -> HistoryRecord {
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

/// Protects: an article is found by its text wherever it is, otherwise by its source; opening it keeps its position,
/// and the most recent source is the one to reopen it from.
#[test]
fn an_article_is_found_by_its_text_or_its_source() {
    let (_home, history, _) = home();
    assert_eq!(history.find(Some("x"), Some("/a")), None);
    assert_eq!(history.list().unwrap(), []);
    assert_eq!(history.save(&record(TEXT, "/a", 1, 42), TEXT, true), []);
    // Opened from another path, and through a pipe.
    history.save(&record(TEXT, "/b", 2, 0), TEXT, false);
    history.save(&record(TEXT, "", 3, 0), TEXT, false);
    let id = article_id(TEXT);
    let found = history.find(Some(&id), None).unwrap();
    assert_eq!(
        (found.position.offset, found.percent, found.last_read),
        (42, 39, 3)
    );
    assert_eq!(found.source.as_deref(), Some("/b"));
    assert_eq!(history.find(None, Some("/b")), Some(found));
    assert_eq!(history.find(None, Some("/a")), None);
    assert_eq!(history.list().unwrap().len(), 1);
}

/// Protects: a page that changed slightly is the same article, its position found by the words around it; a different
/// article at the same source is separate, and the first is still found by its text.
#[test]
fn a_changed_page_is_the_same_article_and_another_is_not() {
    let (_home, history, _) = home();
    let mut first = record(TEXT, "/a", 1, 42);
    first.bookmarks.insert('m', TextAnchor::new(TEXT, 60));
    history.save(&first, TEXT, true);
    let changed = format!("Corrected. {TEXT}");
    let found = history
        .find(Some(&article_id(&changed)), Some("/a"))
        .unwrap();
    assert_eq!(found.position.find(&changed), Some(53));
    history.save(&record(&changed, "/a", 2, 0), &changed, false);
    let all = history.list().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].percent, all[0].last_read), (39, 2));
    assert_eq!(all[0].bookmarks[&'m'].find(&changed), Some(71));
    let other = "Quite another text, of which no word stood there before now.";
    history.save(&record(other, "/a", 3, 0), other, false);
    let all = history.list().unwrap();
    let sources: Vec<_> = all.iter().map(|record| record.source.as_deref()).collect();
    assert_eq!(sources, [Some("/a"), None]);
    assert_eq!(all[0].percent, 0);
    let first = history.find(Some(&article_id(&changed)), None).unwrap();
    assert_eq!(first.percent, 39);
}

/// Protects: two running instances do not lose each other's records.
#[test]
fn two_instances_lose_no_records() {
    const EACH: usize = 40;
    let (_home, history, _) = home();
    thread::scope(|scope| {
        for instance in 0..2 {
            let history = &history;
            scope.spawn(move || {
                for n in 0..EACH {
                    let text =
                        format!("Article {n} of instance {instance}, which says what it says.");
                    let name = format!("/{instance}/{n}");
                    let errors = history.save(&record(&text, &name, 1, 8), &text, true);
                    assert_eq!(errors, []);
                }
            });
        }
    });
    assert_eq!(history.list().unwrap().len(), 2 * EACH);
}

/// Protects: the file never grows beyond the maximum number of articles and one mebibyte; articles not read for the
/// longest time are dropped.
#[test]
fn the_oldest_articles_are_dropped() {
    let (_home, history, file) = home();
    let line = |n: usize, more: &str| {
        format!(r#"{{"id":"{n}","read":{n},"title":"{more}","place":{{"at":0}}}}"#) + "\n"
    };
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let many: String = (0..MAX_ARTICLES + 20).map(|n| line(n, "")).collect();
    fs::write(&file, many).unwrap();
    history.save(&record(TEXT, "/a", 9999, 1), TEXT, true);
    let all = history.list().unwrap();
    assert_eq!(all.len(), MAX_ARTICLES);
    assert_eq!(
        (all[0].last_read, all[MAX_ARTICLES - 1].id.as_str()),
        (9999, "21")
    );
    let wide: String = (0..200).map(|n| line(n, &"x".repeat(5_180))).collect();
    fs::write(&file, &wide).unwrap();
    assert!(wide.len() < 1 << 20 && wide.len() + 9_000 > 1 << 20);
    for n in 0..30 {
        let text = format!("{TEXT} {n}");
        assert_eq!(history.save(&record(&text, "", n, 1), &text, true), []);
    }
    assert!(fs::metadata(&file).unwrap().len() <= 1 << 20);
    let all = history.list().unwrap();
    assert!((200..231).contains(&all.len()), "{}", all.len());
    assert!(all.iter().all(|record| record.id != "0"));
}

/// Protects: a file with an invalid line is set aside and reported, and the valid lines are kept; the same goes for a
/// file that is not text, or far too large.
#[test]
fn a_broken_file_is_set_aside_and_reported() {
    let (_home, history, file) = home();
    history.save(&record(TEXT, "/a", 1, 42), TEXT, true);
    let good = fs::read(&file).unwrap();
    let blanks = vec![b' '; 1 << 20];
    let broken: [(&[u8], usize); 3] = [(b"{\"id\": 7}\n", 2), (b"\xff\xfe\n", 1), (&blanks, 1)];
    for (n, (bytes, remaining)) in (1..).zip(broken) {
        let dirty = [good.as_slice(), bytes].concat();
        fs::write(&file, &dirty).unwrap();
        history.find(Some("x"), Some("/a"));
        assert_eq!(fs::read(&file).unwrap(), dirty, "looking changes nothing");
        let other = format!("{TEXT} More.");
        let errors = history.save(&record(&other, "/b", 2, 0), &other, true);
        let [error @ HistoryError::SetAside { .. }] = &errors[..] else {
            panic!("{errors:?}");
        };
        let aside = format!("history.jsonl.broken-{n}");
        assert!(error.to_string().contains(&aside), "{error}");
        assert_eq!(fs::read(file.with_file_name(aside)).unwrap(), dirty);
        assert_eq!(history.list().unwrap().len(), remaining);
    }
    // Clearing the history also removes the files set aside.
    assert_eq!(history.clear(), Ok(1));
    let names = fs::read_dir(file.parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [".lock"]);
}

/// Protects: a bookmark's letter read from the file, which is displayed as it is, cannot act on the terminal.
#[test]
fn a_bookmark_is_a_letter_or_digit() {
    let (_home, history, file) = home();
    let bookmarks = r#"{"a":{"at":7},"\u001b":{"at":7},"\u202e":{"at":7}}"#;
    let line = format!(r#"{{"id":"1","read":1,"place":{{"at":0}},"marks":{bookmarks}}}"#);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, line).unwrap();
    let found = history.find(Some("1"), None).unwrap();
    assert_eq!(found.bookmarks.into_keys().collect::<String>(), "a");
}

/// Protects: fields written by a newer byline are kept until the article is read again.
#[test]
fn unknown_fields_are_preserved() {
    let (_home, history, file) = home();
    let line = r#"{"id":"1","read":1,"mood":"good","place":{"at":0}}"#;
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("{line}\n\n")).unwrap();
    assert_eq!(history.save(&record(TEXT, "", 2, 1), TEXT, true), []);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().next(), Some(line));
}

/// Protects: past searches are restored, each once and the most recent last, up to a hundred; lines that cannot have
/// been typed are left out.
#[test]
fn searches_are_stored() {
    let (_home, history, file) = home();
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|&w| w.to_owned()).collect() };
    assert_eq!(history.searches(), words(&[]));
    assert_eq!(history.add_searches(&words(&["one", "two"])), []);
    assert_eq!(history.add_searches(&words(&["three", "one"])), []);
    assert_eq!(history.searches(), words(&["two", "three", "one"]));
    let many: Vec<String> = (0..150).map(|n| n.to_string()).collect();
    history.add_searches(&many);
    assert_eq!(history.searches(), many[50..]);
    let file = file.with_file_name("searches");
    fs::write(&file, "a\u{1b}[2Jb\n\nfine  so\n").unwrap();
    assert_eq!(history.searches(), words(&["fine  so"]));
    fs::write(&file, b"\xff\n").unwrap();
    assert_eq!(history.searches(), words(&[]));
    let errors = history.add_searches(&words(&["new"]));
    assert!(
        matches!(errors[..], [HistoryError::SetAside { .. }]),
        "{errors:?}"
    );
    assert_eq!(history.clear(), Ok(0));
    assert_eq!(history.searches(), words(&[]));
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
fn the_file_is_private() {
    let (_home, history, file) = home();
    history.save(&record(TEXT, "/a", 1, 42), TEXT, true);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().unwrap()), 0o700);
    let searches = file.with_file_name("searches");
    history.add_searches(&["one".to_owned()]);
    for path in [&file, &searches] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    history.save(&record(TEXT, "/a", 2, 42), TEXT, true);
    history.add_searches(&["two".to_owned()]);
    assert_eq!(
        [mode(&file), mode(&searches)],
        [0o600; 2],
        "whatever they were before"
    );
}

/// Protects: a disabled history leaves nothing behind, and a missing home folder is reported only when the history is
/// asked for.
#[test]
fn a_disabled_history_stores_nothing() {
    for history in [History::disabled(), History::from_variables(|_| None)] {
        assert_eq!(history.save(&record(TEXT, "/a", 1, 1), TEXT, true), []);
        assert_eq!(history.find(Some(&article_id(TEXT)), Some("/a")), None);
        assert!(history.list().is_err() && history.clear().is_err());
    }
    let (_home, history, file) = home();
    assert_eq!(history.clear(), Ok(0));
    assert!(!file.parent().unwrap().exists(), "clearing creates nothing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Protects: no contents of the file cause a panic, and the next article is saved.
    #[test]
    fn arbitrary_contents_never_panic(lines in prop::collection::vec(line(), 0..12), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (_home, history, file) = home();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, [lines.join("\n").into_bytes(), bytes].concat()).unwrap();
        let _ = history.list();
        let id = article_id(TEXT);
        for found in history.find(Some(&id), Some("/a")).iter().chain(&history.list().unwrap_or_default()) {
            let offset = found.position.find(TEXT);
            prop_assert!(offset.is_none_or(|at| at == 0 || TEXT.is_char_boundary(at)));
            byline::dates::relative_day(found.last_read, byline::dates::now());
            byline::dates::timestamp(found.last_read);
            byline::print::history::write_history(std::slice::from_ref(found), Some(30), &mut Vec::new()).unwrap();
        }
        history.save(&record(TEXT, "/a", 1, 42), TEXT, true);
        let found = history.find(Some(&id), None).unwrap();
        prop_assert_eq!(found.position.offset, 42);
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
