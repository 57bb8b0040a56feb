//! The file of the history: what it finds again, what it bounds, and what becomes of one that makes no sense.

use byline::document::Spot;
use byline::error::Remembering;
use byline::store::history::{MOST, Record};
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
    let history = History::of(move |name| (name == "HOME").then(|| OsString::from(&path)));
    let file = history.path().unwrap().clone();
    (home, history, file)
}

/// An article that was read at `read`, from the file of that name, to the byte `at` of `text`.
fn record(text: &str, name: &str, read: u64, at: usize) -> Record {
    Record {
        id: article_id(text),
        source: (!name.is_empty()).then(|| name.to_owned()),
        title: text.chars().take(20).collect(),
        read,
        place: Spot::of(text, at),
        per_cent: (at * 100 / text.len()) as u8,
        ended: at + 9 > text.len(),
        marks: BTreeMap::new(),
    }
}

/// Protects: an article is found by what it says wherever it lies, else by where it came from; opening it leaves its place
/// alone, and what it was opened by the last time is how it is opened again.
#[test]
fn an_article_is_found_again_by_its_words_and_by_its_source() {
    let (_home, history, _) = home();
    assert_eq!(history.find(Some("x"), Some("/a")), None);
    assert_eq!(history.all().unwrap(), []);
    assert_eq!(history.remember(&record(TEXT, "/a", 1, 42), TEXT, true), []);
    // Opened elsewhere, and through a pipe.
    history.remember(&record(TEXT, "/b", 2, 0), TEXT, false);
    history.remember(&record(TEXT, "", 3, 0), TEXT, false);
    let id = article_id(TEXT);
    let found = history.find(Some(&id), None).unwrap();
    assert_eq!((found.place.at, found.per_cent, found.read), (42, 39, 3));
    assert_eq!(found.source.as_deref(), Some("/b"));
    assert_eq!(history.find(None, Some("/b")), Some(found));
    assert_eq!(history.find(None, Some("/a")), None);
    assert_eq!(history.all().unwrap().len(), 1);
}

/// Protects: a page that changed a little is the same article, its place known by the words; another article under the same
/// name is another, and the first is still known by what it says.
#[test]
fn a_changed_page_is_the_same_and_another_article_is_not() {
    let (_home, history, _) = home();
    let mut first = record(TEXT, "/a", 1, 42);
    first.marks.insert('m', Spot::of(TEXT, 60));
    history.remember(&first, TEXT, true);
    let changed = format!("Corrected. {TEXT}");
    let found = history
        .find(Some(&article_id(&changed)), Some("/a"))
        .unwrap();
    assert_eq!(found.place.find(&changed), Some(53));
    history.remember(&record(&changed, "/a", 2, 0), &changed, false);
    let all = history.all().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].per_cent, all[0].read), (39, 2));
    assert_eq!(all[0].marks[&'m'].find(&changed), Some(71));
    let other = "Quite another text, of which no word stood there before now.";
    history.remember(&record(other, "/a", 3, 0), other, false);
    let all = history.all().unwrap();
    let sources: Vec<_> = all.iter().map(|record| record.source.as_deref()).collect();
    assert_eq!(sources, [Some("/a"), None]);
    assert_eq!(all[0].per_cent, 0);
    let first = history.find(Some(&article_id(&changed)), None).unwrap();
    assert_eq!(first.per_cent, 39);
}

/// Protects: two readers at once lose nothing of what the other remembers.
#[test]
fn two_readers_at_once_lose_nothing() {
    const EACH: usize = 40;
    let (_home, history, _) = home();
    thread::scope(|scope| {
        for reader in 0..2 {
            let history = &history;
            scope.spawn(move || {
                for n in 0..EACH {
                    let text = format!("Article {n} of reader {reader}, which says what it says.");
                    let name = format!("/{reader}/{n}");
                    let told = history.remember(&record(&text, &name, 1, 8), &text, true);
                    assert_eq!(told, []);
                }
            });
        }
    });
    assert_eq!(history.all().unwrap().len(), 2 * EACH);
}

/// Protects: the file never grows beyond so many articles and a mebibyte; those not read for longest fall out.
#[test]
fn the_oldest_fall_out() {
    let (_home, history, file) = home();
    let line = |n: usize, more: &str| {
        format!(r#"{{"id":"{n}","read":{n},"title":"{more}","place":{{"at":0}}}}"#) + "\n"
    };
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let many: String = (0..MOST + 20).map(|n| line(n, "")).collect();
    fs::write(&file, many).unwrap();
    history.remember(&record(TEXT, "/a", 9999, 1), TEXT, true);
    let all = history.all().unwrap();
    assert_eq!(all.len(), MOST);
    assert_eq!((all[0].read, all[MOST - 1].id.as_str()), (9999, "21"));
    let wide: String = (0..200).map(|n| line(n, &"x".repeat(5_180))).collect();
    fs::write(&file, &wide).unwrap();
    assert!(wide.len() < 1 << 20 && wide.len() + 9_000 > 1 << 20);
    for n in 0..30 {
        let text = format!("{TEXT} {n}");
        assert_eq!(history.remember(&record(&text, "", n, 1), &text, true), []);
    }
    assert!(fs::metadata(&file).unwrap().len() <= 1 << 20);
    let all = history.all().unwrap();
    assert!((200..231).contains(&all.len()), "{}", all.len());
    assert!(all.iter().all(|record| record.id != "0"));
}

/// Protects: a line that makes no sense is lost to nobody: the file is set aside, the reader is told, and what does make sense
/// is still remembered; so with a file that is no text, or far too big.
#[test]
fn a_broken_file_is_set_aside_and_told() {
    let (_home, history, file) = home();
    history.remember(&record(TEXT, "/a", 1, 42), TEXT, true);
    let good = fs::read(&file).unwrap();
    let blanks = vec![b' '; 1 << 20];
    let broken: [(&[u8], usize); 3] = [(b"{\"id\": 7}\n", 2), (b"\xff\xfe\n", 1), (&blanks, 1)];
    for (n, (bytes, left)) in (1..).zip(broken) {
        let dirty = [good.as_slice(), bytes].concat();
        fs::write(&file, &dirty).unwrap();
        history.find(Some("x"), Some("/a"));
        assert_eq!(
            fs::read(&file).unwrap(),
            dirty,
            "nothing is done by looking"
        );
        let other = format!("{TEXT} More.");
        let told = history.remember(&record(&other, "/b", 2, 0), &other, true);
        let [trouble @ Remembering::SetAside { .. }] = &told[..] else {
            panic!("{told:?}");
        };
        let aside = format!("history.jsonl.broken-{n}");
        assert!(trouble.to_string().contains(&aside), "{trouble}");
        assert_eq!(fs::read(file.with_file_name(aside)).unwrap(), dirty);
        assert_eq!(history.all().unwrap().len(), left);
    }
    // Who forgets, forgets these, too.
    assert_eq!(history.clear(), Ok(1));
    let names = fs::read_dir(file.parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [".lock"]);
}

/// Protects: nothing that acts on a terminal comes out of the file as the letter of a mark, which is shown as it is.
#[test]
fn a_mark_is_a_letter() {
    let (_home, history, file) = home();
    let marks = r#"{"a":{"at":7},"\u001b":{"at":7},"\u202e":{"at":7}}"#;
    let line = format!(r#"{{"id":"1","read":1,"place":{{"at":0}},"marks":{marks}}}"#);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, line).unwrap();
    let found = history.find(Some("1"), None).unwrap();
    assert_eq!(found.marks.into_keys().collect::<String>(), "a");
}

/// Protects: what a newer byline wrote beside what we know stays, as long as that article is not read again.
#[test]
fn what_is_not_known_stays() {
    let (_home, history, file) = home();
    let line = r#"{"id":"1","read":1,"mood":"good","place":{"at":0}}"#;
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("{line}\n\n")).unwrap();
    assert_eq!(history.remember(&record(TEXT, "", 2, 1), TEXT, true), []);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().next(), Some(line));
}

/// Protects: what was searched for is found again, each once and the latest last, a hundred of them; two readers lose nothing;
/// and what nobody can have typed is left out.
#[test]
fn searches_are_remembered() {
    let (_home, history, file) = home();
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|&w| w.to_owned()).collect() };
    assert_eq!(history.searches(), words(&[]));
    assert_eq!(history.searched(&words(&["one", "two"])), []);
    assert_eq!(history.searched(&words(&["three", "one"])), []);
    assert_eq!(history.searches(), words(&["two", "three", "one"]));
    let many: Vec<String> = (0..150).map(|n| n.to_string()).collect();
    history.searched(&many);
    assert_eq!(history.searches(), many[50..]);
    let file = file.with_file_name("searches");
    fs::write(&file, "a\u{1b}[2Jb\n\nfine  so\n").unwrap();
    assert_eq!(history.searches(), words(&["fine  so"]));
    fs::write(&file, b"\xff\n").unwrap();
    assert_eq!(history.searches(), words(&[]));
    let told = history.searched(&words(&["new"]));
    assert!(
        matches!(told[..], [Remembering::SetAside { .. }]),
        "{told:?}"
    );
    assert_eq!(history.clear(), Ok(0));
    assert_eq!(history.searches(), words(&[]));
}

/// Protects: nobody else may see what somebody reads.
#[test]
fn the_file_is_private() {
    let (_home, history, file) = home();
    history.remember(&record(TEXT, "/a", 1, 42), TEXT, true);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().unwrap()), 0o700);
}

/// Protects: whoever wants nothing remembered leaves nothing behind, and where there is no place for it that is said only to
/// who asks.
#[test]
fn nothing_is_remembered_where_nothing_is_to_be() {
    for history in [History::nowhere(), History::of(|_| None)] {
        assert_eq!(history.remember(&record(TEXT, "/a", 1, 1), TEXT, true), []);
        assert_eq!(history.find(Some(&article_id(TEXT)), Some("/a")), None);
        assert!(history.all().is_err() && history.clear().is_err());
    }
    let (_home, history, file) = home();
    assert_eq!(history.clear(), Ok(0));
    assert!(!file.parent().unwrap().exists(), "nothing is made by that");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Protects: whatever stands in the file, reading it panics never, and the next article is remembered.
    #[test]
    fn garbage_never_panics(lines in prop::collection::vec(line(), 0..12), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (_home, history, file) = home();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, [lines.join("\n").into_bytes(), bytes].concat()).unwrap();
        let _ = history.all();
        let id = article_id(TEXT);
        for found in history.find(Some(&id), Some("/a")).iter().chain(&history.all().unwrap_or_default()) {
            let place = found.place.find(TEXT);
            prop_assert!(place.is_none_or(|at| at == 0 || TEXT.is_char_boundary(at)));
            byline::when::day(found.read, byline::when::now());
            byline::when::stamp(found.read);
            byline::print::history::list(std::slice::from_ref(found), Some(30), &mut Vec::new()).unwrap();
        }
        history.remember(&record(TEXT, "/a", 1, 42), TEXT, true);
        let found = history.find(Some(&id), None).unwrap();
        prop_assert_eq!(found.place.at, 42);
    }
}

/// A line of the file, more or less.
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
