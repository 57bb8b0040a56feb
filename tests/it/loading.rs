//! Loading URLs, feeds and files on a real terminal. Protects: the reader is usable while an article is loading, loading can
//! be cancelled, and failures are shown.

use crate::common::program::BYLINE;
use crate::common::pty::{Pty, command};
use crate::common::server::{Server, answer, path};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

fn reader(url: &str) -> Pty {
    Pty::start(command(&[BYLINE, url]))
}

/// A server that sends the beginning of an article, and the rest when the test sends on the channel.
fn slow_server() -> (Server, Sender<()>) {
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
fn feed_server() -> Server {
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
fn reader_is_usable_while_the_article_loads() {
    let (server, go) = slow_server();
    let mut pty = reader(&server.at("/page"));
    pty.wait_for_reader("/page");
    pty.wait_for_reader("5 KB so far");
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
fn esc_and_q_quit_while_loading_hangs() {
    for key in ["\x1b", "q", "\x03"] {
        let (server, _go) = slow_server();
        let mut pty = reader(&server.at("/page"));
        pty.wait_for_reader("so far");
        pty.send(key);
        pty.ends_with(1);
    }
}

#[test]
fn failed_load_is_shown_and_sets_the_exit_code() {
    let server = feed_server();
    let mut pty = reader(&server.at("/missing"));
    pty.wait_for_reader("404 Not Found");
    pty.send("r");
    pty.wait_for_reader("404 Not Found");
    // The first one closes the message.
    pty.send("qq");
    pty.ends_with(1);
}

#[test]
fn articles_of_a_feed_are_opened_and_left() {
    let server = feed_server();
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
    // The first one closes the message.
    pty.send("qq");
    pty.ends_with(0);
}

#[test]
fn reloading_a_file_keeps_the_position() {
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
            // The first row of the screen has only the heading of the panel.
            let first = shown.lines().nth(1).unwrap_or_default();
            first.contains("Paragraph 11 ") && shown.contains(words)
        });
    };
    eleventh(&pty, "few words");
    std::fs::write(&file, format!("A new beginning.\n\nAnd another.\n\n{text}")).unwrap();
    pty.send("r");
    eleventh(&pty, "Reloaded");
    std::fs::remove_file(&file).unwrap();
    pty.send("r");
    eleventh(&pty, "Cannot open");
    pty.send("g");
    pty.wait_for_reader("A new beginning.");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn standard_input_cannot_be_reloaded() {
    let line = "echo 'Some words' | \"$0\" -";
    let mut pty = Pty::start(command(&["/bin/sh", "-c", line, BYLINE]));
    pty.wait_for_reader("Some words");
    pty.send("r");
    pty.wait_for_reader("Standard input cannot be reloaded");
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn progress_line_of_a_pipe_is_erased_at_the_end() {
    let (server, go) = slow_server();
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
