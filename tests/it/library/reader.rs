//! The reader keeps what is read.

use super::{database, home, printed, run};
use crate::common::program::BYLINE;
use crate::common::pty::{self, Pty};
use portable_pty::CommandBuilder;
use std::fs;
use tempfile::TempDir;

fn at_home(home: &TempDir, words: &[&str]) -> CommandBuilder {
    let mut command = pty::command(words);
    command.env("HOME", home.path());
    command.env_remove("XDG_STATE_HOME");
    command.env_remove("XDG_CONFIG_HOME");
    command
}

fn read(home: &TempDir, words: &[&str], title: &str) -> Pty {
    let mut pty = Pty::start(at_home(home, words));
    pty.wait_for_reader(title);
    // Once in the text, and once in the panel.
    pty.wait("the names", |screen| {
        screen.contents().matches("Vladimir Putin").count() == 2
    });
    pty.send("G");
    pty.send("q");
    pty.ends_with(0)
}

/// Protects: an article that was read in the reader is in the library afterwards; the user is told so once.
#[test]
fn an_article_that_was_read_is_in_the_library() {
    let home = home();
    let path = home.path().join("articles/summit.txt");
    let path = path.to_str().unwrap();
    let pty = read(&home, &[BYLINE, path], "A summit in Paris");
    pty.wait_for_bytes("on this computer");
    let talks = home.path().join("articles/more/talks.txt");
    let pty = read(&home, &[BYLINE, talks.to_str().unwrap()], "Talks in Berlin");
    assert!(!pty.bytes().contains("on this computer"), "once");
    let articles = printed(&home, &["library", "--articles", "--tsv"]);
    assert_eq!(articles.lines().count(), 3, "{articles}");
    assert!(articles.contains("\tA summit in Paris\t/"), "{articles}");
    let who = || printed(&home, &["who", "merkel"]);
    assert!(who().starts_with("Angela Merkel: 2 articles, "));
    let third = home.path().join("articles/third.txt");
    fs::write(third, "Angela Merkel went home.\n").unwrap();
    printed(&home, &["read-in", "articles"]);
    assert!(
        who().starts_with("Angela Merkel: 3 articles (1 not opened), "),
        "{}",
        who()
    );
    let articles = printed(&home, &["library", "--articles"]);
    assert!(
        articles.contains("not opened Angela Merkel went home.\n"),
        "{articles}"
    );
}

/// Protects: `--private` and `--no-history` keep nothing, `library = false` no article, and neither do the sample and the manual.
#[test]
fn a_private_sitting_keeps_nothing() {
    let home = home();
    let path = home.path().join("articles/summit.txt");
    read(
        &home,
        &[BYLINE, "--private", path.to_str().unwrap()],
        "A summit in Paris",
    );
    read(
        &home,
        &[BYLINE, "--no-history", path.to_str().unwrap()],
        "A summit in Paris",
    );
    assert!(!database(&home).exists(), "--no-history");
    let mut pty = Pty::start(at_home(&home, &[BYLINE]));
    pty.wait("the sample", |screen| screen.contents().contains("PEOPLE"));
    pty.send("q");
    pty.ends_with(0);
    let library = || printed(&home, &["library"]);
    assert_eq!(library(), "the library is empty\n");
    assert!(!printed(&home, &["history"]).contains("summit"));
    super::configure(&home, "library = false");
    read(
        &home,
        &[BYLINE, path.to_str().unwrap()],
        "A summit in Paris",
    );
    assert_eq!(library(), "the library is empty\n");
    assert!(printed(&home, &["history"]).contains("summit"));
}

/// Protects: where nothing can be kept, reading goes on, and one sentence says so.
#[test]
fn without_a_place_to_keep_it_reading_goes_on() {
    let home = home();
    fs::create_dir_all(home.path().join(".local/state")).unwrap();
    fs::write(
        home.path().join(".local/state/byline"),
        "a file where the folder should be",
    )
    .unwrap();
    let path = home.path().join("articles/summit.txt");
    read(
        &home,
        &[BYLINE, path.to_str().unwrap()],
        "A summit in Paris",
    );
    assert!(!run(&home, &["who", "merkel"]).status.success());
}

/// Protects: what cannot be kept as the program ends, when there is no screen to say it any more, is said once after it.
#[test]
fn what_cannot_be_kept_at_the_end_is_said_at_the_end() {
    let home = home();
    let path = home.path().join("articles/summit.txt");
    let mut pty = Pty::start(at_home(&home, &[BYLINE, path.to_str().unwrap()]));
    pty.wait("the names", |screen| {
        screen.contents().matches("Vladimir Putin").count() == 2
    });
    // That the article was opened is saved first.
    pty.wait("the history", |_| {
        printed(&home, &["history"]).contains("summit")
    });
    let folder = home.path().join(".local/state/byline");
    fs::rename(&folder, folder.with_extension("old")).unwrap();
    fs::write(&folder, "a file where the folder should be").unwrap();
    pty.send("G");
    pty.send("q");
    let pty = pty.ends_with(0);
    pty.wait_for_bytes("byline: what you read is not kept: cannot write ");
    assert_eq!(pty.bytes().matches("not kept: cannot write").count(), 1);
}

/// Protects: a card shows what was read before in another article; Enter on it opens that article, Backspace comes back. In a
/// private sitting nothing is looked up.
#[test]
fn a_card_shows_what_was_read_before() {
    let home = home();
    let articles = home.path().join("articles");
    let talks = articles.join("more/talks.txt");
    let summit = articles.join("summit.txt");
    read(&home, &[BYLINE, talks.to_str().unwrap()], "Talks in Berlin");
    let mut pty = Pty::start(at_home(&home, &[BYLINE, summit.to_str().unwrap()]));
    pty.wait("the names", |screen| {
        screen.contents().matches("Vladimir Putin").count() == 2
    });
    pty.send("...\r");
    pty.wait_for_reader("READ BEFORE in 1 article, since ");
    pty.wait_for_reader("Chancellor Angela Merkel met President");
    pty.wait_for_reader("Merkel spoke first.");
    pty.wait_for_reader("Talks in Berlin");
    pty.send("k\r");
    pty.wait("the other article", |screen| {
        let contents = screen.contents();
        contents.contains("in Berlin on Monday") && !contents.contains("READ BEFORE")
    });
    pty.send("\x7f");
    pty.wait_for_reader("READ BEFORE in 1 article, since ");
    pty.send("qq");
    pty.ends_with(0);
    let command = [BYLINE, "--private", summit.to_str().unwrap()];
    let mut pty = Pty::start(at_home(&home, &command));
    pty.wait("the names", |screen| {
        screen.contents().matches("Vladimir Putin").count() == 2
    });
    pty.send("...\r");
    pty.wait_for_reader("MENTIONS");
    pty.send("yqq");
    let pty = pty.ends_with(0);
    assert!(!pty.bytes().contains("READ BEFORE"));
}
