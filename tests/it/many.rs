//! Printing many articles at once with the real binary: their order, failures among them, totals, and sentences from all.

use crate::common::program::byline;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const MERKEL: &str =
    "Angela Merkel met Vladimir Putin in Paris. The Russian president flew home to Moscow.\n";
const OBAMA: &str = "Barack Obama spoke of Germany. Mr. Obama will meet Angela Merkel.\n";
const NO_NAMES: &str = "It rained all day, and the paint would not dry.\n";

/// The program in `folder`.
fn byline_in(folder: &Path) -> Command {
    let mut command = byline();
    command.current_dir(folder);
    command
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", MERKEL), ("b.txt", OBAMA), ("c.txt", NO_NAMES)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    byline_in(folder).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Protects: JSON has one document per line, in the order of the names, each the same as when printed alone.
#[test]
fn json_has_one_document_per_line() {
    let folder = folder();
    let names = ["b.txt", "a.txt", "c.txt", "a.txt"];
    let alone = |name: &&str| stdout(&run(folder.path(), &["--json", name])).to_owned();
    let separately: String = names.iter().map(alone).collect();
    let together = run(folder.path(), &[&["--json"], &names[..]].concat());
    assert_eq!(together.status.code(), Some(0));
    assert_eq!(stdout(&together), separately);
    assert_eq!(stdout(&together).lines().count(), 4);
}

/// Protects: the table of several articles has one header and names the source in each line.
#[test]
fn the_table_has_a_source_column() {
    let folder = folder();
    let output = run(folder.path(), &["--tsv", "a.txt", "b.txt"]);
    let mut lines = stdout(&output).lines();
    let header = "source\tstart\tend\tkind\tcode\thow\tname\ttext";
    assert_eq!(lines.next(), Some(header));
    let sources: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
    assert!(sources.is_sorted() && sources.contains(&"a.txt") && sources.contains(&"b.txt"));
    assert_eq!(stdout(&output).matches("start\t").count(), 1);
}

/// Protects: a name in several articles is listed once, with its mentions in all of them and the number of articles.
#[test]
fn lists_count_over_all_articles() {
    let folder = folder();
    let people = run(folder.path(), &["--people", "a.txt", "b.txt", "c.txt"]);
    let lines: Vec<&str> = stdout(&people).lines().collect();
    assert!(lines.contains(&"2\tAngela Merkel\t2"), "{lines:?}");
    assert!(lines.contains(&"2\tBarack Obama\t1"), "{lines:?}");
    let countries = run(folder.path(), &["--countries", "a.txt", "b.txt", "a.txt"]);
    let lines: Vec<&str> = stdout(&countries).lines().collect();
    assert!(lines.contains(&"4\tRussia\tRU\t2"), "{lines:?}");
    assert!(lines.contains(&"1\tGermany\tDE\t1"), "{lines:?}");
}

/// Protects: the text of each of several articles is printed under its name.
#[test]
fn text_is_printed_under_its_name() {
    let folder = folder();
    for flags in [&[][..], &["--plain"]] {
        let output = run(folder.path(), &[flags, &["c.txt", "b.txt"]].concat());
        let text = stdout(&output);
        assert!(text.starts_with("==> c.txt <==\n\nIt rained"), "{text}");
        assert!(text.contains("dry.\n\n==> b.txt <==\n\n"), "{text}");
    }
}

/// Protects: an article that cannot be opened, or at which byline panics, is reported and does not stop the others.
#[test]
fn a_failing_article_does_not_stop_the_others() {
    let folder = folder();
    fs::write(folder.path().join("photo.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let names = ["a.txt", "none\u{1b}[2J.txt", ".", "photo.png", "b.txt"];
    let output = run(folder.path(), &[&["--json"], &names[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 2);
    let messages: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|line| line.starts_with("byline: ")));
    assert!(messages[0].contains("no such file") && messages[1].contains("is a directory"));
    assert!(!stderr(&output).contains('\u{1b}'));
    let panicked = byline_in(folder.path())
        .env("BYLINE_TEST_FAILURE", "print")
        .args(["--json", "a.txt", "b.txt", "c.txt"])
        .output()
        .unwrap();
    // Failpoints do not exist in a release.
    if cfg!(debug_assertions) {
        assert_eq!(panicked.status.code(), Some(1));
        assert_eq!(stdout(&panicked).lines().count(), 2);
        assert_eq!(
            stderr(&panicked).lines().count(),
            1,
            "{}",
            stderr(&panicked)
        );
        assert!(stderr(&panicked).contains("crashed on b.txt"));
    }
}

/// Protects: standard input can be one of several articles.
#[test]
fn standard_input_can_be_one_of_several() {
    let folder = folder();
    let output = byline_in(folder.path())
        .args(["--plain", "c.txt", "-"])
        .stdin(fs::File::open(folder.path().join("b.txt")).unwrap())
        .output()
        .unwrap();
    assert!(stdout(&output).contains("==> standard input <==\n\nBarack Obama (person)"));
}

/// Protects: each article is written as soon as it is its turn, and closing the pipe ends the program without an error.
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = folder();
    let mut child = byline_in(folder.path())
        .arg("--json")
        .args(std::iter::repeat_n("a.txt", 5_000))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"schema\":");
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

/// Protects: --grep prints the matching sentences, with the source if there are several articles, and its exit code says
/// whether there were any.
#[test]
fn grep_prints_sentences() {
    let folder = folder();
    let one = run(folder.path(), &["--grep", "merkel", "b.txt"]);
    assert_eq!(stdout(&one), "Mr. Obama will meet Angela Merkel.\n");
    assert_eq!(one.status.code(), Some(0));
    let several = run(
        folder.path(),
        &["--grep", "merkel", "c.txt", "b.txt", "a.txt"],
    );
    assert_eq!(
        stdout(&several),
        "b.txt: Mr. Obama will meet Angela Merkel.\na.txt: Angela Merkel met Vladimir Putin in Paris.\n"
    );
    assert_eq!(several.status.code(), Some(0));
    for name in ["RU", "russian", "Moscow", "Russia"] {
        let found = run(folder.path(), &["--grep", name, "a.txt"]);
        let sentence = "The Russian president flew home to Moscow.\n";
        assert_eq!(stdout(&found), sentence, "{name}");
    }
    for arguments in [&["a.txt"][..], &["a.txt", "b.txt"]] {
        let none = run(folder.path(), &[&["--grep", "Nansen"], arguments].concat());
        assert_eq!(none.status.code(), Some(1));
        assert!(none.stdout.is_empty() && none.stderr.is_empty());
        #[cfg(unix)]
        says_that_nothing_was_found(folder.path(), arguments);
    }
    let missing = run(folder.path(), &["--grep", "merkel", "a.txt", "none.txt"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(!missing.stdout.is_empty() && !missing.stderr.is_empty());
}

/// On a terminal a sentence says that --grep has found nothing.
#[cfg(unix)]
fn says_that_nothing_was_found(folder: &Path, names: &[&str]) {
    use crate::common::program::BYLINE;
    use crate::common::pty::{Pty, command};
    let files = names.iter().map(|name| folder.join(name));
    let files: Vec<String> = files
        .map(|file| file.to_str().unwrap().to_owned())
        .collect();
    let mut arguments = vec![BYLINE, "--grep", "Nansen"];
    arguments.extend(files.iter().map(String::as_str));
    let mut pty = Pty::start(command(&arguments));
    pty.wait_for_shell("no sentence mentions “Nansen”");
    assert_eq!(pty.exit_code(), 1);
}
