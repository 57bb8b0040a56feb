//! What is kept: corrections outlive the reader, a kill at any moment, a second reader, and a file that makes no sense.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    clippy::cast_possible_wrap,
    reason = "a test that fails may say so by panicking"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "terminal/pty.rs"]
mod pty;

use byline::document::{BlockKind, Builder, Document};
use byline::entities::Kind;
use byline::entities::corrections::{Correction, Reach, Whom};
use byline::error::Keeping;
use byline::store::Store;
use pty::{BYLINE, Pty};
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// Tells the test binary to be the reader that is killed.
const HELPER: &str = "BYLINE_TEST_KEEP_IN";

fn store(home: &Path) -> Store {
    let home = home.to_owned();
    Store::of(move |name| (name == "HOME").then(|| OsString::from(home.clone())))
}

fn article(text: &str) -> Document {
    let mut builder = Builder::new("article.txt");
    builder.push(text);
    builder.end(BlockKind::Paragraph);
    builder.finish()
}

fn never(form: &str) -> Correction {
    Correction::Never {
        kind: Kind::Person,
        form: form.to_owned(),
    }
}

fn home() -> (TempDir, Store, Document, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path());
    let document = article("Ann met Bob.");
    let path = store.path(&document, Reach::Article).unwrap();
    (home, store, document, path)
}

/// The forms that are kept for an article, with everything else in order.
fn kept(store: &Store, document: &Document) -> Vec<String> {
    let kept = store.load(document);
    assert_eq!(kept.troubles, []);
    let forms = kept
        .corrections
        .article
        .into_iter()
        .map(|correction| match correction {
            Correction::Never { form, .. } => form,
            other => panic!("{other:?}"),
        });
    forms.collect()
}

/// Protects: what is kept is found again, by the article's words and not by its place, and goes when it is taken back.
#[test]
fn corrections_are_found_again_and_taken_back() {
    let (_home, store, document, path) = home();
    assert!(
        store.load(&document).corrections.is_empty() && !path.exists(),
        "nothing is made by reading"
    );
    for form in ["a", "b", "a"] {
        assert_eq!(store.keep(&document, Reach::Article, &never(form)), []);
    }
    assert_eq!(store.keep(&document, Reach::Always, &never("c")), []);
    let rewrapped = article("Ann  met\nBob.");
    assert_eq!(kept(&store, &rewrapped), ["a", "b", "a"]);
    assert_eq!(store.forget(&document, Reach::Article, &never("a")), []);
    assert_eq!(store.forget(&document, Reach::Article, &never("z")), []);
    assert_eq!(kept(&store, &document), ["a", "b"]);
    let other = store.load(&article("Bob met Ann."));
    assert!(other.corrections.article.is_empty());
    assert_eq!(other.corrections.always, [never("c")]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("title = \"Ann met Bob.\"\nsource = \"article.txt\""),
        "{text}"
    );
}

/// Protects: nobody else may read what somebody reads; a file that was made readable stays so.
#[test]
fn files_are_private() {
    let (_home, store, document, path) = home();
    store.keep(&document, Reach::Article, &never("a"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    store.keep(&document, Reach::Article, &never("b"));
    assert_eq!(mode(&path), 0o644);
}

/// Protects: a list that lies elsewhere, behind a link, is written there.
#[test]
fn a_link_stays_a_link() {
    let (home, store, document, _) = home();
    let path = store.path(&document, Reach::Always).unwrap();
    let real = home.path().join("always.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&real, "# mine\n").unwrap();
    symlink(&real, &path).unwrap();
    assert_eq!(store.keep(&document, Reach::Always, &never("a")), []);
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("# mine\n"));
    assert_eq!(store.load(&document).corrections.always, [never("a")]);
}

/// Protects: what makes no sense is set aside whole, told, and never written over; and reading and keeping go on.
#[test]
fn a_broken_file_is_set_aside() {
    let (_home, store, document, path) = home();
    store.keep(&document, Reach::Article, &never("a"));
    for (number, broken) in [&b"[[correction"[..], b"\xff\xfe", b"correction = 3"]
        .into_iter()
        .enumerate()
    {
        fs::write(&path, broken).unwrap();
        let aside = format!("{}.broken-{}", path.display(), number + 1);
        let found = if number == 1 {
            store.keep(&document, Reach::Article, &never("b"))
        } else {
            store.load(&document).troubles
        };
        let [trouble @ Keeping::SetAside { .. }] = &found[..] else {
            panic!("{found:?}");
        };
        let sentence = trouble.to_string();
        assert!(sentence.contains(&path.display().to_string()), "{sentence}");
        assert_eq!(fs::read(&aside).unwrap(), broken);
        assert_eq!(
            path.exists(),
            number == 1,
            "a new one where something is kept"
        );
    }
    assert_eq!(kept(&store, &document), [""; 0]);
}

/// Protects: what cannot be read is not written over, and every failure is one sentence that names the file.
#[test]
fn what_cannot_be_kept_is_said() {
    let (home, store, document, path) = home();
    let off = Store::nowhere();
    let told = off.keep(&document, Reach::Article, &never("a"));
    assert_eq!(told, [Keeping::Off]);
    let none = Store::of(|_| None);
    assert_eq!(
        none.keep(&document, Reach::Article, &never("a")),
        [Keeping::NoHome]
    );
    assert_eq!(none.load(&document).troubles, []);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "#".repeat(2 << 20)).unwrap();
    for trouble in [
        store.load(&document).troubles,
        store.keep(&document, Reach::Article, &never("a")),
    ] {
        assert!(matches!(&trouble[..], [Keeping::TooBig(_)]), "{trouble:?}");
    }
    assert_eq!(fs::metadata(&path).unwrap().len(), 2 << 20);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let trouble = store.keep(&document, Reach::Article, &never("a"));
    assert!(
        matches!(&trouble[..], [Keeping::Unreadable { .. }]),
        "{trouble:?}"
    );
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let nested = self::store(&file);
    let trouble = nested.keep(&document, Reach::Article, &never("a"));
    assert!(
        matches!(&trouble[..], [Keeping::Unwritable { .. }]),
        "{trouble:?}"
    );
    assert!(trouble[0].to_string().contains("file"), "{}", trouble[0]);
}

/// Protects: two readers of one article at once lose nothing of each other's.
#[test]
fn two_readers_lose_nothing() {
    const EACH: usize = 40;
    let (_home, store, document, _) = home();
    thread::scope(|scope| {
        for reader in 0..2 {
            let (store, document) = (&store, &document);
            scope.spawn(move || {
                for n in 0..EACH {
                    let form = format!("{reader}-{n}");
                    assert_eq!(store.keep(document, Reach::Article, &never(&form)), []);
                }
                for n in (0..EACH).step_by(2) {
                    let form = format!("{reader}-{n}");
                    assert_eq!(store.forget(document, Reach::Article, &never(&form)), []);
                }
            });
        }
    });
    let mut left = kept(&store, &document);
    left.sort();
    let mut expected: Vec<String> = (0..2)
        .flat_map(|reader| (1..EACH).step_by(2).map(move |n| format!("{reader}-{n}")))
        .collect();
    expected.sort();
    assert_eq!(left, expected);
}

/// The reader that is killed: keeps one correction after the other, and says so after each.
#[test]
fn helper_that_keeps_until_it_is_killed() {
    let Some(home) = std::env::var_os(HELPER) else {
        return;
    };
    let (store, document) = (store(Path::new(&home)), article("Ann met Bob."));
    let from = kept(&store, &document).len();
    // Never that long: the test that started this kills it, and if that test dies this ends by itself.
    for n in from..from + 20_000 {
        assert_eq!(
            store.keep(&document, Reach::Article, &never(&n.to_string())),
            []
        );
        std::io::stderr().write_all(b"+").unwrap();
    }
}

/// Protects: whenever a reader is killed, the file is whole and nothing is lost but, at most, the correction being made.
#[test]
fn a_kill_at_any_moment_loses_at_most_the_last_correction() {
    let (home, store, document, path) = home();
    let mut before = 0;
    for round in 0..40_u64 {
        let mut helper = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "helper_that_keeps_until_it_is_killed",
                "--nocapture",
            ])
            .env(HELPER, home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = helper.stderr.take().unwrap();
        // Once it is at work, at a moment that differs from round to round by less than a write takes.
        let mut first = [0];
        said.read_exact(&mut first).unwrap();
        thread::sleep(Duration::from_micros(round * 7_919 % 9_973));
        helper.kill().unwrap();
        helper.wait().unwrap();
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        let told = before + 1 + rest.matches('+').count();
        let found = kept(&store, &document);
        let expected: Vec<String> = (0..found.len()).map(|n| n.to_string()).collect();
        assert_eq!(found, expected, "in order, none missing");
        assert!(
            found.len() == told || found.len() == told + 1,
            "{told} were told, {} are there",
            found.len()
        );
        before = found.len();
    }
    let names: Vec<String> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.len() <= 3, "nothing piles up: {names:?}");
    store.keep(&document, Reach::Article, &never("last"));
    assert_eq!(kept(&store, &document).last().unwrap(), "last");
}

/// Protects: a correction names people, not places, so the personal list holds anywhere.
#[test]
fn countries_and_people_are_kept_in_words() {
    let (_home, store, document, path) = home();
    let whom = |name: &str| Whom::Person(name.to_owned());
    let merge = Correction::Merge {
        from: whom("Vladimir Poutine"),
        into: whom("Putin"),
    };
    store.keep(&document, Reach::Article, &merge);
    let text = fs::read_to_string(path).unwrap();
    assert!(
        text.contains("person = \"Vladimir Poutine\"\ninto-person = \"Putin\""),
        "{text}"
    );
}

/// Protects: in the real program a correction made a moment before the end is there the next time, also in print; and a file
/// that makes no sense is said on the screen.
#[test]
fn the_program_keeps_what_was_corrected() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("article.txt");
    fs::write(&path, "Ann Lee met Bob Stone in Paris. Ann Lee slept.\n").unwrap();
    let at_home = |words: &[&str]| {
        let mut command = pty::command(words);
        command.env("HOME", home.path());
        command.env_remove("XDG_DATA_HOME");
        command.env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_STATE_HOME");
        command
    };
    let article = path.to_str().unwrap();
    let mut reader = Pty::start(at_home(&[BYLINE, article]));
    reader.wait_for_reader("COUNTRIES  1");
    reader.send(".x\r");
    reader.wait_for_reader("Ann Lee is no person, 2 mentions");
    reader.send("q");
    reader.ends_with(0);
    let people = |words: &[&str]| {
        let mut command = Command::new(BYLINE);
        command.args(words).arg(article).env("HOME", home.path());
        command
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_STATE_HOME");
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!people(&["--people"]).contains("Ann Lee"));
    assert!(people(&["--people", "--no-corrections"]).contains("Ann Lee"));
    let mut reader = Pty::start(at_home(&[BYLINE, article]));
    reader.wait_for_reader("PEOPLE  1");
    reader.send("U");
    reader.wait_for_reader("(2 mentions)");
    reader.send("q");
    reader.ends_with(0);
    assert!(people(&["--people"]).contains("Ann Lee"));
    let always = home.path().join(".config/byline/always.toml");
    fs::create_dir_all(always.parent().unwrap()).unwrap();
    fs::write(&always, "[[correction").unwrap();
    let mut reader = Pty::start(at_home(&[BYLINE, article]));
    reader.wait_for_reader("always.toml.broken-1");
    reader.send("q");
    reader.ends_with(0);
}
