//! The library in the real program.

use crate::common::program::BYLINE;
use crate::common::pty::{self, Pty};
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

/// Protects: what was read in is in the lists; a person leads to a page, a sentence on it to its article, and Backspace back; an
/// article that is about someone else is parted, which the next program still knows. The text of a file that is gone is that of the
/// library.
#[test]
fn from_the_library_to_an_article_and_back() {
    let home = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let write = |name: &str, text: &str, days: u64| {
        fs::write(path(name), text).unwrap();
        let read_at = SystemTime::now() - Duration::from_secs(days * 86_400);
        let file = File::options().write(true).open(path(name)).unwrap();
        file.set_modified(read_at).unwrap();
    };
    let long = "Nothing else was said that day.\n\n".repeat(60);
    let talks = format!("{long}Angela Merkel met Barack Obama in Berlin. Merkel was late.\n");
    write("talks.txt", &talks, 9);
    write(
        "visit.txt",
        "Angela Merkel and Barack Obama flew to Paris.\n",
        5,
    );
    let start = |argv: &[&str]| {
        let mut command = pty::command(&[&[BYLINE], argv].concat());
        command.env("XDG_STATE_HOME", home.path());
        Pty::start(command)
    };
    start(&["read-in", folder.path().to_str().unwrap()]).ends_with(0);
    write("today.txt", "Angela Merkel spoke today.\n", 0);
    let mut pty = start(&[&path("today.txt")]);
    pty.wait_for_reader("◉ Angela Merkel");
    pty.send("L");
    pty.wait_for_reader("People 2");
    pty.send("\r");
    pty.wait_for_reader("2 articles · 3 mentions");
    pty.wait_for_reader("Merkel was late.");
    pty.send(")jj\r");
    pty.wait_for_reader("Angela Merkel 2/2");
    pty.send("\x7f");
    pty.wait_for_reader("2 articles · 3 mentions");
    pty.send("S");
    // The article that was open is kept by now.
    pty.wait_for_reader("2 articles · 2 mentions");
    pty.wait_for_reader("kept apart from Angela Merkel");
    pty.send("U");
    pty.wait_for_reader("Decision undone: that “");
    pty.wait_for_reader("3 articles · 4 mentions");
    pty.send("S");
    pty.wait_for_reader("2 articles · 2 mentions");
    fs::remove_file(path("visit.txt")).unwrap();
    pty.send("g))\r");
    pty.wait_for_reader("kept in the library");
    pty.wait_for_reader("Angela Merkel and Barack Obama flew");
    pty.send("\x7fq");
    pty.wait_for_reader("People 3");
    pty.send("qq");
    pty.ends_with(0);
    // What is printed may reach the emulator after the program has ended.
    start(&["who", "Angela Merkel"])
        .ends_with(0)
        .wait("the two people of this name", |screen| {
            screen.contents().matches("Angela Merkel: ").count() == 2
        });
}
