//! The real program, closed and opened again.

use super::database::{history_in, list};
use crate::common::program::{BYLINE, byline};
use crate::common::pty::{self, Pty};
use crate::common::server::{Server, answer, path};
use byline::store::article_id;
use byline::store::history::HistoryRecord;
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;
use vt100::Screen;

/// A temporary home folder with an article of so many paragraphs in it, and the article's path.
fn home(paragraphs: usize) -> (TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let path = write(home.path(), "article.txt", paragraphs);
    (home, path)
}

fn write(folder: &Path, name: &str, paragraphs: usize) -> String {
    let path = folder.join(name);
    fs::write(&path, text(name, paragraphs)).unwrap();
    path.to_str().unwrap().to_owned()
}

fn text(name: &str, paragraphs: usize) -> String {
    let mut text = format!("What {name} says\n\n");
    for number in 1..=paragraphs {
        let words = if number == 1 { "opening" } else { "a few" };
        write!(text, "Paragraph {number} has {words} words.\n\n").unwrap();
    }
    text
}

fn at_home(home: &TempDir, words: &[&str]) -> CommandBuilder {
    let mut command = pty::command(words);
    command.env("HOME", home.path());
    // The history is in that home folder, and is there for the next program.
    command.env_remove("XDG_STATE_HOME");
    command
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// What is in the history.
fn records(home: &TempDir) -> Vec<HistoryRecord> {
    list(&history_in(home.path()))
}

/// Runs the program without a terminal.
fn print(home: &TempDir, words: &[&str]) -> Output {
    let mut command = byline();
    command.args(words).env("HOME", home.path());
    command.output().unwrap()
}

/// The first line of the text, left of the panel.
fn top(screen: &Screen) -> String {
    let mut lines = screen.rows(0, 48).map(|line| line.trim().to_owned());
    let first = lines.find(|line| !line.is_empty());
    first
        .filter(|_| screen.alternate_screen())
        .unwrap_or_default()
}

/// Waits until the first line begins with `words`.
fn wait_for_top(pty: &Pty, words: &str) {
    pty.wait(&format!("“{words}” at the top"), |screen| {
        top(screen).starts_with(words)
    });
}

/// Protects: however the program ends, the same words are at the top when the article is opened again, before anything
/// else is drawn there.
#[test]
fn the_position_is_restored_however_the_program_ends() {
    for (signal, code) in [
        (None, 0),
        (Some(Signal::TERM), 143),
        (Some(Signal::HUP), 129),
    ] {
        let (home, path) = home(60);
        let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
        pty.wait_for_reader("Paragraph 1 ");
        pty.send("}}}}}}}}}}}}");
        wait_for_top(&pty, "Paragraph 12 ");
        match signal {
            None => pty.send("q"),
            Some(signal) => pty.signal(signal),
        }
        assert_eq!(pty.exit_code(), code);
        let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
        pty.wait_for_reader("Where you left off, earlier today");
        wait_for_top(&pty, "Paragraph 12 ");
        // One word: between words only the cursor moves.
        assert!(!pty.bytes().contains("opening"), "nothing jumps");
        // Opening and closing it does not count as reading: the position stays.
        pty.send("q");
        pty.ends_with(0);
        let records = records(&home);
        assert_eq!(records.len(), 1);
        let words = &records[0].position.after;
        assert!(
            words.starts_with("Paragraph 12 has a few words."),
            "{words}"
        );
    }
}

/// Protects: where an earlier version has kept the position, the article opens at its beginning once and moves to it; from then on
/// nothing moves.
#[test]
fn a_position_that_nothing_announces_is_restored() {
    let (home, path) = home(60);
    let read = |home: &TempDir| Pty::start(at_home(home, &[BYLINE, &path]));
    let mut pty = read(&home);
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}}}}}}}}");
    wait_for_top(&pty, "Paragraph 12 ");
    pty.send("q");
    pty.ends_with(0);
    fs::remove_dir_all(home.path().join(".local/state/byline/places")).unwrap();
    for moves in [true, false] {
        let mut pty = read(&home);
        wait_for_top(&pty, "Paragraph 12 ");
        assert_eq!(pty.bytes().contains("opening"), moves);
        pty.send("q");
        pty.ends_with(0);
    }
}

/// Protects: a position beyond the part of a long article that is loaded first is restored once the rest is there.
#[test]
fn a_position_far_into_a_long_article_is_restored() {
    let (home, path) = home(20_000);
    assert!(fs::metadata(&path).unwrap().len() > 500_000);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.wait("all of it", |screen| !screen.contents().contains("reading"));
    pty.send("/Paragraph 15000\r");
    pty.wait_for_reader("1/1");
    pty.send("}}}");
    let mut first = String::new();
    pty.wait("the paragraphs behind it", |screen| {
        first = top(screen);
        first.starts_with("Paragraph 15")
    });
    pty.send("q");
    pty.ends_with(0);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Where you left off");
    wait_for_top(&pty, &first);
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: an article from a pipe is found by its text, and is in no list, since it cannot be opened again.
#[test]
fn an_article_from_a_pipe_is_found_by_its_text() {
    let (home, path) = home(60);
    let line = "cat \"$0\" | \"$1\"";
    let piped = || Pty::start(at_home(&home, &["/bin/sh", "-c", line, &path, BYLINE]));
    let mut pty = piped();
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = piped();
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let listed = print(&home, &["history"]);
    assert!(listed.status.success() && listed.stdout.is_empty());
}

/// Protects: with the library turned off, the position is kept all the same, and nothing of the article.
#[test]
fn without_the_library_the_position_is_restored() {
    let (home, path) = home(60);
    let config = home.path().join("config.toml");
    fs::write(&config, "library = false\n").unwrap();
    let config = config.to_str().unwrap();
    let open = || Pty::start(at_home(&home, &[BYLINE, "--config", config, &path]));
    let mut pty = open();
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = open();
    pty.wait_for_reader("Where you left off");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    assert_eq!(print(&home, &["library"]).stdout, b"the library is empty\n");
}

/// Protects: a history of an earlier version is there in the first frame, and its file is gone after the first good end.
#[test]
fn a_history_of_an_earlier_version_is_restored() {
    let (home, path) = home(60);
    let text = text("article.txt", 60);
    let at = text.find("Paragraph 12").unwrap();
    let state = home.path().join(".local/state/byline");
    fs::create_dir_all(&state).unwrap();
    let line = format!(
        r#"{{"id":"{}","read":1790000000,"percent":20,"title":"Old","place":{{"at":{at},"before":"words.\\n\\n","after":"Paragraph 12 has a few words."}}}}"#,
        article_id(&text)
    );
    fs::write(state.join("history.jsonl"), line).unwrap();
    fs::write(state.join("searches"), "raph 30\n").unwrap();
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Where you left off");
    wait_for_top(&pty, "Paragraph 12 ");
    assert!(!pty.bytes().contains("Paragraph 1 "), "nothing jumps");
    pty.send("/\x1b[A\r");
    pty.wait_for_reader("“raph 30” 1/1");
    pty.send("q");
    pty.ends_with(0);
    assert!(!state.join("history.jsonl").exists() && !state.join("searches").exists());
    assert_eq!(records(&home).len(), 1);
}

/// Protects: with the history turned off, nothing is written and nothing is restored.
#[test]
fn without_history_nothing_is_written_or_restored() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, "--no-history", &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("h");
    pty.wait_for_reader("history is turned off");
    pty.send("q");
    pty.ends_with(0);
    assert!(!home.path().join(".local/state").exists());
    let config = home.path().join("config.toml");
    fs::write(&config, "history = false\n").unwrap();
    let config = config.to_str().unwrap();
    let mut pty = Pty::start(at_home(&home, &[BYLINE, "--config", config, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}q");
    pty.ends_with(0);
    assert!(!home.path().join(".local/state").exists());
}

/// Protects: a bookmark is there the next time.
#[test]
fn bookmarks_are_restored() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}}}mag");
    wait_for_top(&pty, "What article.txt");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("'a");
    wait_for_top(&pty, "Paragraph 7 ");
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: started without a file, the program lists recently read articles over the sample, if there are any; one
/// opens in its place at its saved position and can be reloaded, and one that is gone gives an error.
#[test]
fn without_a_file_recent_articles_are_offered() {
    let (home, path) = home(60);
    // Otherwise what is gone would be shown as it was.
    let config = home.path().join("config.toml");
    fs::write(&config, "library-text = false\n").unwrap();
    let config = ["--config", config.to_str().unwrap()];
    let open = |words: &[&str]| {
        let words = [&[BYLINE], &config[..], words].concat();
        Pty::start(at_home(&home, &words))
    };
    let mut pty = open(&[]);
    pty.wait_for_reader("The island that keeps two times");
    assert!(!pty.contents().contains("Recently read articles"));
    pty.send("q");
    pty.ends_with(0);
    for (path, keys) in [
        (path.as_str(), "}}}}}q"),
        (&write(home.path(), "gone.txt", 3), "q"),
    ] {
        let mut pty = open(&[path]);
        pty.wait_for_reader("Paragraph 1 ");
        pty.send(keys);
        pty.ends_with(0);
    }
    fs::remove_file(home.path().join("gone.txt")).unwrap();
    let mut pty = open(&[]);
    pty.wait_for_reader("Recently read articles");
    pty.wait_for_reader("What article.txt says");
    pty.send("/gone\r");
    pty.wait_for_reader("Cannot open");
    pty.wait_for_reader("deleted");
    pty.wait_for_reader("Could not open");
    pty.send("h");
    pty.wait_for_reader("What gone.txt says");
    pty.send("/article\r");
    wait_for_top(&pty, "Paragraph 5 ");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("60 has", "60 now has")).unwrap();
    pty.send("r");
    pty.wait_for_reader("Reloaded");
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: an article that is gone opens from the list as it was when it was last read, at its position; a message says so, and
/// reloading it gives the error.
#[test]
fn an_article_that_is_gone_opens_as_it_was() {
    let (home, path) = home(60);
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str("Angela Merkel left.\n");
    fs::write(&path, text).unwrap();
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("PEOPLE  1");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    fs::remove_file(&path).unwrap();
    let mut pty = Pty::start(at_home(&home, &[BYLINE]));
    pty.wait_for_reader("Recently read articles");
    pty.send("/article\r");
    pty.wait_for_reader("kept in the library");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.wait_for_reader("PEOPLE  1");
    pty.send("r");
    pty.wait_for_reader("deleted");
    pty.send("\x1bqq");
    pty.ends_with(0);
    let articles = print(&home, &["library", "--articles"]).stdout;
    assert_eq!(String::from_utf8(articles).unwrap().lines().count(), 1);
    assert_eq!(records(&home).len(), 2, "it and the sample");
}

/// Protects: a web page reopens where it was left, and an article of a feed by its own URL; a password is never written
/// to the file.
#[test]
fn a_url_is_stored_without_its_password() {
    const FEED: &str = "<rss><channel><title>The feed</title><item><title>The first article</title>\
        <link>/first</link></item></channel></rss>";
    let server = Server::start(|request, out| match path(request) {
        "/feed" => answer(
            out,
            "200 OK",
            "Content-Type: application/rss+xml\r\n",
            FEED.as_bytes(),
        ),
        _ => answer(
            out,
            "200 OK",
            "Content-Type: text/plain\r\n",
            text("a page", 60).as_bytes(),
        ),
    });
    let home = tempfile::tempdir().unwrap();
    let open = |url: &str| Pty::start(at_home(&home, &[BYLINE, url]));
    let secret = server.at("/page").replace("//", "//me:secret@");
    let mut pty = open(&secret);
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = open(&server.at("/page"));
    pty.wait_for_reader("Where you left off");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = open(&server.at("/feed"));
    pty.wait_for_reader("The first article");
    pty.send("\r");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("\x03");
    pty.ends_with(0);
    let listed = String::from_utf8(print(&home, &["history"]).stdout).unwrap();
    assert!(
        listed.ends_with(&format!("{}\n", server.at("/first"))),
        "{listed}"
    );
    for file in files(&home.path().join(".local/state/byline")) {
        let written = fs::read(file).unwrap();
        assert!(!String::from_utf8_lossy(&written).contains("me:secret"));
    }
}

/// Protects: ↑ in the search prompt brings back searches of an earlier session.
#[test]
fn searches_are_restored() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("/raph 30\rq");
    pty.ends_with(0);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    wait_for_top(&pty, "What article.txt");
    pty.send("/\x1b[A\r");
    pty.wait_for_reader("“raph 30” 1/1");
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: `byline history` lists what was read, most recent first and in full, and the history can be cleared.
#[test]
fn the_history_is_listed_and_cleared() {
    let (home, path) = home(60);
    assert_eq!(print(&home, &["history"]).stdout, b"");
    let hostile = write(home.path(), "a\u{1b}[2J\tb.txt", 60);
    for path in [&hostile, &path] {
        let mut pty = Pty::start(at_home(&home, &[BYLINE, path]));
        pty.wait_for_reader("Paragraph 1 ");
        pty.send("99fq");
        pty.ends_with(0);
    }
    let listed = print(&home, &["history"]);
    assert_eq!(listed.status.code(), Some(0));
    let listed = String::from_utf8(listed.stdout).unwrap();
    let rows: Vec<Vec<&str>> = listed
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows.len(), 2, "{listed}");
    let real = fs::canonicalize(&path).unwrap();
    assert_eq!(
        rows[0][1..],
        ["100%", "What article.txt says", real.to_str().unwrap()]
    );
    assert_eq!(rows[1].len(), 4);
    assert!(!listed.contains('\u{1b}'), "{listed:?}");
    let cleared = print(&home, &["history", "--clear"]);
    assert_eq!(cleared.stdout, b"removed 2 articles from the history\n");
    assert_eq!(records(&home), []);
    let cleared = print(&home, &["history", "--clear"]);
    assert_eq!(
        (cleared.status.code(), &*cleared.stdout),
        (Some(0), &b"the history is empty\n"[..])
    );
    let without_home = byline().arg("history").output().unwrap();
    assert_eq!(without_home.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&without_home.stderr).contains("set HOME or XDG_STATE_HOME"));
}
