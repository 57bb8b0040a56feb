//! Addresses and feeds on a real terminal. Protects: the reader is there before the network is, keys work meanwhile, what is
//! called off ends, and a failure stands where it can be read.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    clippy::cast_possible_wrap,
    clippy::format_collect,
    reason = "a test that fails may say so by panicking"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "terminal/pty.rs"]
mod pty;
#[allow(dead_code, reason = "each test file uses its part")]
#[path = "fetch/server.rs"]
mod server;

use portable_pty::CommandBuilder;
use pty::{BYLINE, Pty};
use server::{Server, answer, path};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A command in a terminal, without the proxies of whoever runs the tests.
fn command(words: &[&str]) -> CommandBuilder {
    let mut command = pty::command(words);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name);
        command.env_remove(name.to_lowercase());
    }
    command
}

fn reader(address: &str) -> Pty {
    Pty::start(command(&[BYLINE, address]))
}

/// A server that sends the beginning of an article, and the rest when the test says so.
fn hesitant() -> (Server, Sender<()>) {
    let (go, waits): (Sender<()>, Receiver<()>) = channel();
    let waits = Mutex::new(waits);
    let server = Server::start(move |_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")?;
        out.write_all("Words before the wait. ".repeat(200).as_bytes())?;
        out.flush()?;
        let _ = waits.lock().unwrap().recv();
        out.write_all(b"\n\nThe end of it.\n")
    });
    (server, go)
}

const FEED: &str = "<rss><channel><title>The feed</title>\
    <item><title>First article</title><link>/first</link></item>\
    <item><title>Second article</title><link>/second</link></item>\
    <item><title>Third article</title><link>/missing</link></item></channel></rss>";

/// A server with a feed and its articles.
fn feeding() -> Server {
    Server::start(|head, out| match path(head) {
        "/feed" => answer(
            out,
            "200 OK",
            "Content-Type: application/rss+xml\r\n",
            FEED.as_bytes(),
        ),
        "/first" => answer(
            out,
            "200 OK",
            "",
            b"Angela Merkel flew to Norway on Monday.",
        ),
        "/second" => answer(out, "200 OK", "", b"Words of the second."),
        _ => answer(out, "404 Not Found", "", b"no"),
    })
}

#[test]
fn the_reader_is_there_before_the_article() {
    let (server, go) = hesitant();
    let mut pty = reader(&server.at("/page"));
    pty.wait_for_reader("/page");
    pty.wait_for_reader("so far 5 KB");
    pty.send("?");
    pty.wait_for_reader("previous mention");
    pty.send("\x1b");
    pty.wait_for_reader("so far");
    go.send(()).unwrap();
    pty.wait_for_reader("Words before the wait.");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn esc_and_q_end_a_load_that_hangs() {
    for key in ["\x1b", "q", "\x03"] {
        let (server, _go) = hesitant();
        let mut pty = reader(&server.at("/page"));
        pty.wait_for_reader("so far");
        pty.send(key);
        pty.ends_with(1);
    }
}

#[test]
fn a_failure_stands_in_the_reader_and_is_told_by_the_exit_code() {
    let server = feeding();
    let mut pty = reader(&server.at("/missing"));
    pty.wait_for_reader("404 Not Found");
    pty.send("r");
    pty.wait_for_reader("404 Not Found");
    pty.send("q");
    pty.ends_with(1);
}

#[test]
fn an_article_is_chosen_from_a_feed_and_left_again() {
    let server = feeding();
    let mut pty = reader(&server.at("/feed"));
    pty.wait_for_reader("Third article");
    pty.send("j\r");
    pty.wait_for_reader("Words of the second.");
    pty.send("q");
    pty.wait_for_reader("Third article");
    pty.send("k\r");
    pty.wait_for_reader("Angela Merkel flew");
    pty.wait_for_reader("NO Norway");
    pty.send("\x1b");
    pty.wait_for_reader("1 person · 1 country");
    pty.send("G\r");
    pty.wait_for_reader("404 Not Found");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn r_reads_a_file_anew_and_keeps_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.txt");
    let text: String = (1..=60)
        .map(|n| format!("Paragraph {n} has a few words.\n\n"))
        .collect();
    std::fs::write(&file, &text).unwrap();
    let mut pty = reader(file.to_str().unwrap());
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}}}}}}");
    let eleventh = |pty: &Pty, words: &str| {
        pty.wait(&format!("the eleventh, and “{words}”"), |screen| {
            let shown = screen.contents();
            // The row above the text has the panel's heading.
            let first = shown.lines().nth(1).unwrap_or_default();
            first.contains("Paragraph 11 ") && shown.contains(words)
        });
    };
    eleventh(&pty, "few words");
    std::fs::write(&file, format!("A new beginning.\n\nAnd another.\n\n{text}")).unwrap();
    pty.send("r");
    eleventh(&pty, "read anew");
    std::fs::remove_file(&file).unwrap();
    pty.send("r");
    eleventh(&pty, "There is no file");
    pty.send("g");
    pty.wait_for_reader("A new beginning.");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn standard_input_cannot_be_read_anew() {
    let line = "echo 'Some words' | \"$0\" -";
    let mut pty = Pty::start(command(&["/bin/sh", "-c", line, BYLINE]));
    pty.wait_for_reader("Some words");
    pty.send("r");
    pty.wait_for_reader("standard input cannot be read anew");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn in_a_pipe_a_line_tells_that_it_goes_on_and_leaves_nothing() {
    let (server, go) = hesitant();
    let folder = tempfile::tempdir().unwrap();
    let printed = folder.path().join("out");
    let line = "\"$0\" \"$1\" > \"$2\"; echo code=$?";
    let words = [
        "/bin/sh",
        "-c",
        line,
        BYLINE,
        &server.at("/page"),
        printed.to_str().unwrap(),
    ];
    let pty = Pty::start(command(&words));
    pty.wait("the line", |screen| {
        screen.contents().contains("/page … 5 KB")
    });
    go.send(()).unwrap();
    pty.wait_for_shell("code=0");
    assert!(!pty.contents().contains("opening"), "{}", pty.contents());
    assert!(
        std::fs::read_to_string(printed)
            .unwrap()
            .contains("The end of it.")
    );
}
