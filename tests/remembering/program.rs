//! The real program, left and opened again.

use super::pty::{self, BYLINE, Pty};
use super::server::{Server, answer, path};
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use vt100::Screen;

/// A folder that is somebody's home, with an article in it of so many paragraphs, and its path.
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
        write!(text, "Paragraph {number} has a few words.\n\n").unwrap();
    }
    text
}

fn at_home(home: &TempDir, words: &[&str]) -> CommandBuilder {
    let mut command = pty::command(words);
    command.env("HOME", home.path());
    // What is remembered lies in that home, and is there for the next program.
    command.env_remove("XDG_STATE_HOME");
    command
}

fn file(home: &TempDir) -> PathBuf {
    home.path().join(".local/state/byline/history.jsonl")
}

/// Run without a terminal.
fn print(home: &TempDir, words: &[&str]) -> Output {
    let mut command = Command::new(BYLINE);
    command.args(words).env("HOME", home.path());
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// The line at the top of the text, left of the panel.
fn top(screen: &Screen) -> String {
    let mut lines = screen.rows(0, 48).map(|line| line.trim().to_owned());
    let first = lines.find(|line| !line.is_empty());
    first
        .filter(|_| screen.alternate_screen())
        .unwrap_or_default()
}

/// Wait until the line at the top begins with `words`.
fn wait_for_top(pty: &Pty, words: &str) {
    pty.wait(&format!("“{words}” at the top"), |screen| {
        top(screen).starts_with(words)
    });
}

/// Protects: however the reader is left, the same words are at the top when the article is opened again, before anything else
/// is painted there.
#[test]
fn the_same_words_are_at_the_top_again() {
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
        pty.wait_for_reader("where you left it, earlier today");
        wait_for_top(&pty, "Paragraph 12 ");
        assert!(!pty.bytes().contains("Paragraph 1 "), "nothing jumps");
        // Opened and left is not read: the place stays.
        pty.send("q");
        pty.ends_with(0);
        let text = fs::read_to_string(file(&home)).unwrap();
        assert_eq!(text.lines().count(), 1);
        assert!(text.contains("Paragraph 12 has a few words."), "{text}");
    }
}

/// Protects: a place beyond what is there of a long article at first is gone to once it is there.
#[test]
fn a_place_far_in_a_long_article_is_found_again() {
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
    pty.wait_for_reader("where you left it");
    wait_for_top(&pty, &first);
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: an article that came through a pipe is known by what it says, and is in no list, as it cannot be opened again.
#[test]
fn what_came_through_a_pipe_is_known_by_its_words() {
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

/// Protects: who wants nothing remembered leaves no trace, and finds none.
#[test]
fn without_history_nothing_is_written_and_nothing_found() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, "--no-history", &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("h");
    pty.wait_for_reader("what you read is not remembered");
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

/// Protects: a mark is there the next time.
#[test]
fn a_mark_is_there_the_next_time() {
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

/// Protects: without a name the articles read lately lie over the sample, and only if there are any; one is opened in place of
/// it where it was left, and read anew; one that is gone says so.
#[test]
fn without_a_name_the_articles_read_lately_are_offered() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE]));
    pty.wait_for_reader("The island that keeps two times");
    assert!(!pty.contents().contains("Articles read lately"));
    pty.send("q");
    pty.ends_with(0);
    for (path, keys) in [
        (path.as_str(), "}}}}}q"),
        (&write(home.path(), "gone.txt", 3), "q"),
    ] {
        let mut pty = Pty::start(at_home(&home, &[BYLINE, path]));
        pty.wait_for_reader("Paragraph 1 ");
        pty.send(keys);
        pty.ends_with(0);
    }
    fs::remove_file(home.path().join("gone.txt")).unwrap();
    let mut pty = Pty::start(at_home(&home, &[BYLINE]));
    pty.wait_for_reader("Articles read lately");
    pty.wait_for_reader("What article.txt says");
    pty.send("gone\r");
    pty.wait_for_reader("There is no file");
    pty.wait_for_reader("any more");
    pty.wait_for_reader("This could not be opened");
    pty.send("h");
    pty.wait_for_reader("What gone.txt says");
    pty.send("article\r");
    wait_for_top(&pty, "Paragraph 5 ");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("60 has", "60 now has")).unwrap();
    pty.send("r");
    pty.wait_for_reader("read anew");
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: an address goes on where it was left, too, and an article of a feed by its own; a password is written down nowhere.
#[test]
fn an_address_is_remembered_without_its_password() {
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
    let open = |address: &str| {
        let mut command = at_home(&home, &[BYLINE, address]);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env_remove(name);
            command.env_remove(name.to_lowercase());
        }
        Pty::start(command)
    };
    let secret = server.at("/page").replace("//", "//me:secret@");
    let mut pty = open(&secret);
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}");
    wait_for_top(&pty, "Paragraph 5 ");
    pty.send("q");
    pty.ends_with(0);
    let mut pty = open(&server.at("/page"));
    pty.wait_for_reader("where you left it");
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
    let written = fs::read_to_string(file(&home)).unwrap();
    assert!(
        !written.contains("secret") && !written.contains("me:"),
        "{written}"
    );
}

/// Protects: ↑ in the line of a search brings back what was searched for in an earlier sitting.
#[test]
fn what_was_searched_for_is_known_the_next_time() {
    let (home, path) = home(60);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("/raph 30\rq");
    pty.ends_with(0);
    let mut pty = Pty::start(at_home(&home, &[BYLINE, &path]));
    pty.wait_for_reader("where you left it");
    pty.send("g");
    wait_for_top(&pty, "What article.txt");
    pty.send("/\x1b[A\r");
    pty.wait_for_reader("“raph 30” 1/1");
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: other programs and people are told what was read, the latest first and whole; and it can all be forgotten.
#[test]
fn what_was_read_is_listed_and_forgotten() {
    let (home, path) = home(60);
    assert_eq!(print(&home, &["history"]).stdout, b"");
    let hostile = write(home.path(), "a\u{1b}[2J\tb.txt", 60);
    for path in [&hostile, &path] {
        let mut pty = Pty::start(at_home(&home, &[BYLINE, path]));
        pty.wait_for_reader("Paragraph 1 ");
        pty.send("Gq");
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
    assert_eq!(cleared.stdout, b"forgot 2 articles\n");
    assert!(!file(&home).exists());
    let cleared = print(&home, &["history", "--clear"]);
    assert_eq!(
        (cleared.status.code(), &*cleared.stdout),
        (Some(0), &b"nothing to forget\n"[..])
    );
    let mut nowhere = Command::new(BYLINE);
    nowhere
        .arg("history")
        .env_remove("HOME")
        .env_remove("XDG_STATE_HOME");
    let nowhere = nowhere.output().unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("set HOME or XDG_STATE_HOME"));
}
