//! Stored corrections survive the end of the program, a kill at any moment, a second running instance, and a file that
//! cannot be parsed.

use crate::common::program::{BYLINE, byline};
use crate::common::pty;
use crate::common::pty::Pty;
use byline::document::{BlockKind, Builder, Document};
use byline::entities::EntityKind;
use byline::entities::corrections::{Correction, CorrectionScope, EntityRef};
use byline::error::StoreError;
use byline::store::Store;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// The environment variable that makes the test binary the process that is killed.
const HELPER: &str = "BYLINE_TEST_STORE_IN";

fn store(home: &Path) -> Store {
    let home = home.to_owned();
    Store::from_variables(move |name| (name == "HOME").then(|| OsString::from(home.clone())))
}

fn article(text: &str) -> Document {
    let mut builder = Builder::new("article.txt");
    builder.push(text);
    builder.end(BlockKind::Paragraph);
    builder.finish()
}

fn ignore(form: &str) -> Correction {
    Correction::Ignore {
        kind: EntityKind::Person,
        form: form.to_owned(),
    }
}

fn home() -> (TempDir, Store, Document, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path());
    let document = article("Ann met Bob.");
    let path = store.path(&document, CorrectionScope::Article).unwrap();
    (home, store, document, path)
}

/// The names stored for an article, which must load without errors.
fn stored_names(store: &Store, document: &Document) -> Vec<String> {
    let stored = store.load(document);
    assert_eq!(stored.errors, []);
    let forms = stored
        .corrections
        .article
        .into_iter()
        .map(|correction| match correction {
            Correction::Ignore { form, .. } => form,
            other => panic!("{other:?}"),
        });
    forms.collect()
}

/// Protects: a stored correction is found again by the article's text rather than its path, and is gone after it is
/// removed.
#[test]
fn corrections_are_found_again_and_removed() {
    let (_home, store, document, path) = home();
    assert!(
        store.load(&document).corrections.is_empty() && !path.exists(),
        "loading creates nothing"
    );
    for form in ["a", "b", "a"] {
        assert_eq!(
            store.add(&document, CorrectionScope::Article, &ignore(form)),
            []
        );
    }
    assert_eq!(
        store.add(&document, CorrectionScope::Everywhere, &ignore("c")),
        []
    );
    let rewrapped = article("Ann  met\nBob.");
    assert_eq!(stored_names(&store, &rewrapped), ["a", "b", "a"]);
    assert_eq!(
        store.remove(&document, CorrectionScope::Article, &ignore("a")),
        []
    );
    assert_eq!(
        store.remove(&document, CorrectionScope::Article, &ignore("z")),
        []
    );
    assert_eq!(stored_names(&store, &document), ["a", "b"]);
    let other = store.load(&article("Bob met Ann."));
    assert!(other.corrections.article.is_empty());
    assert_eq!(other.corrections.everywhere, [ignore("c")]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("title = \"Ann met Bob.\"\nsource = \"article.txt\""),
        "{text}"
    );
}

/// Protects: stored files are private, but a file that the user made readable stays so.
#[test]
fn files_are_private() {
    let (_home, store, document, path) = home();
    store.add(&document, CorrectionScope::Article, &ignore("a"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    store.add(&document, CorrectionScope::Article, &ignore("b"));
    assert_eq!(mode(&path), 0o644);
}

/// Protects: a list behind a symbolic link is written to the link's target.
#[test]
fn a_symbolic_link_stays_a_link() {
    let (home, store, document, _) = home();
    let path = store.path(&document, CorrectionScope::Everywhere).unwrap();
    let real = home.path().join("always.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&real, "# mine\n").unwrap();
    symlink(&real, &path).unwrap();
    assert_eq!(
        store.add(&document, CorrectionScope::Everywhere, &ignore("a")),
        []
    );
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("# mine\n"));
    assert_eq!(store.load(&document).corrections.everywhere, [ignore("a")]);
}

/// Protects: a file that cannot be parsed is set aside complete, reported and never overwritten, and loading and
/// storing go on.
#[test]
fn a_broken_file_is_set_aside() {
    let (_home, store, document, path) = home();
    store.add(&document, CorrectionScope::Article, &ignore("a"));
    for (number, broken) in [&b"[[correction"[..], b"\xff\xfe", b"correction = 3"]
        .into_iter()
        .enumerate()
    {
        fs::write(&path, broken).unwrap();
        let aside = format!("{}.broken-{}", path.display(), number + 1);
        let found = if number == 1 {
            store.add(&document, CorrectionScope::Article, &ignore("b"))
        } else {
            store.load(&document).errors
        };
        let [error @ StoreError::SetAside { .. }] = &found[..] else {
            panic!("{found:?}");
        };
        let message = error.to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
        assert_eq!(fs::read(&aside).unwrap(), broken);
        assert_eq!(
            path.exists(),
            number == 1,
            "a new file only when something is stored"
        );
    }
    assert_eq!(stored_names(&store, &document), [""; 0]);
}

/// Protects: a file that cannot be read is not overwritten, and every failure is one sentence that names the file.
#[test]
fn failures_to_store_are_reported() {
    let (home, store, document, path) = home();
    let off = Store::disabled();
    let errors = off.add(&document, CorrectionScope::Article, &ignore("a"));
    assert_eq!(errors, [StoreError::Disabled]);
    let none = Store::from_variables(|_| None);
    assert_eq!(
        none.add(&document, CorrectionScope::Article, &ignore("a")),
        [StoreError::NoHome]
    );
    assert_eq!(none.load(&document).errors, []);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "#".repeat(2 << 20)).unwrap();
    for errors in [
        store.load(&document).errors,
        store.add(&document, CorrectionScope::Article, &ignore("a")),
    ] {
        assert!(
            matches!(&errors[..], [StoreError::TooLarge(_)]),
            "{errors:?}"
        );
    }
    assert_eq!(fs::metadata(&path).unwrap().len(), 2 << 20);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let errors = store.add(&document, CorrectionScope::Article, &ignore("a"));
    assert!(
        matches!(&errors[..], [StoreError::Unreadable { .. }]),
        "{errors:?}"
    );
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let in_file = self::store(&file);
    assert_eq!(
        in_file.add(&document, CorrectionScope::Article, &ignore("a")),
        [StoreError::NoHome],
        "a home that is no folder is none"
    );
    let folder = home.path().join("other");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(".local"), "").unwrap();
    let nested = self::store(&folder);
    let errors = nested.add(&document, CorrectionScope::Article, &ignore("a"));
    assert!(
        matches!(&errors[..], [StoreError::Unwritable { .. }]),
        "{errors:?}"
    );
    assert!(errors[0].to_string().contains(".local"), "{}", errors[0]);
}

/// Protects: two running instances do not lose each other's corrections to the same article.
#[test]
fn two_instances_lose_no_corrections() {
    const EACH: usize = 40;
    let (_home, store, document, _) = home();
    thread::scope(|scope| {
        for instance in 0..2 {
            let (store, document) = (&store, &document);
            scope.spawn(move || {
                for n in 0..EACH {
                    let form = format!("{instance}-{n}");
                    assert_eq!(
                        store.add(document, CorrectionScope::Article, &ignore(&form)),
                        []
                    );
                }
                for n in (0..EACH).step_by(2) {
                    let form = format!("{instance}-{n}");
                    assert_eq!(
                        store.remove(document, CorrectionScope::Article, &ignore(&form)),
                        []
                    );
                }
            });
        }
    });
    let mut left = stored_names(&store, &document);
    left.sort();
    let mut expected: Vec<String> = (0..2)
        .flat_map(|instance| (1..EACH).step_by(2).map(move |n| format!("{instance}-{n}")))
        .collect();
    expected.sort();
    assert_eq!(left, expected);
}

/// The process that is killed: stores one correction after another, and reports each.
#[test]
fn helper_that_stores_until_it_is_killed() {
    let Some(home) = std::env::var_os(HELPER) else {
        return;
    };
    let (store, document) = (store(Path::new(&home)), article("Ann met Bob."));
    let from = stored_names(&store, &document).len();
    // The test that started this process kills it long before the end; if that test dies, the process ends by itself.
    for n in from..from + 20_000 {
        assert_eq!(
            store.add(&document, CorrectionScope::Article, &ignore(&n.to_string())),
            []
        );
        std::io::stderr().write_all(b"+").unwrap();
    }
}

/// Protects: whenever the program is killed, the file is complete and at most the correction being stored is lost.
#[test]
fn a_kill_at_any_moment_loses_at_most_the_last_correction() {
    let (home, store, document, path) = home();
    let mut before = 0;
    for round in 0..40_u64 {
        let mut helper = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::helper_that_stores_until_it_is_killed",
                "--nocapture",
            ])
            .env(HELPER, home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = helper.stderr.take().unwrap();
        // Kills it while it is working, at a moment that shifts from round to round by less than a write takes.
        let mut first = [0];
        output.read_exact(&mut first).unwrap();
        thread::sleep(Duration::from_micros(round * 7_919 % 9_973));
        helper.kill().unwrap();
        helper.wait().unwrap();
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        // What else it writes is why it failed, and not that it was killed.
        let is_all = first == *b"+" && rest.bytes().all(|byte| byte == b'+');
        assert!(is_all, "round {round}: {}{rest}", first.escape_ascii());
        let reported = before + 1 + rest.len();
        let found = stored_names(&store, &document);
        let expected: Vec<String> = (0..found.len()).map(|n| n.to_string()).collect();
        assert_eq!(found, expected, "in order, none missing");
        assert!(
            found.len() == reported || found.len() == reported + 1,
            "{reported} were reported, {} are stored",
            found.len()
        );
        before = found.len();
    }
    let names: Vec<String> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.len() <= 3, "nothing piles up: {names:?}");
    store.add(&document, CorrectionScope::Article, &ignore("last"));
    assert_eq!(stored_names(&store, &document).last().unwrap(), "last");
}

/// Protects: a correction names people rather than positions, so that the personal list applies to any article.
#[test]
fn corrections_are_stored_by_name() {
    let (_home, store, document, path) = home();
    let person = |name: &str| EntityRef::Person(name.to_owned());
    let merge = Correction::Merge {
        from: person("Vladimir Poutine"),
        into: person("Putin"),
    };
    store.add(&document, CorrectionScope::Article, &merge);
    let text = fs::read_to_string(path).unwrap();
    assert!(
        text.contains("person = \"Vladimir Poutine\"\ninto-person = \"Putin\""),
        "{text}"
    );
}

/// Protects: in the real program a correction made just before quitting is there the next time, in printed output too,
/// and a file that cannot be parsed is reported on the screen.
#[test]
fn the_program_stores_corrections() {
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
    reader.wait_for_reader("Ann Lee is not a person (2 mentions)");
    reader.send("q");
    reader.ends_with(0);
    let people = |words: &[&str]| {
        let mut command = byline();
        command.args(words).arg(article).env("HOME", home.path());
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
    // The first one closes the message.
    reader.send("qq");
    reader.ends_with(0);
}
