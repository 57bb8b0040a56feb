//! The real program, with pages from a local server.

use crate::common::program::BYLINE;
use crate::common::pty::{self, Pty};
use crate::common::server::{Server, answer, path};
use byline::store::History;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

/// A page whose article has many paragraphs that say `word`, and a link to each of `links` at its beginning.
fn page(word: &str, links: &[&str]) -> String {
    let links: String = links
        .iter()
        .map(|link| format!("<p>The keeper wrote more about the lamp <a href='{link}'>over there</a>, as he did every year.</p>"))
        .collect();
    let paragraphs: String = (0..60)
        .map(|n| format!("<p>{word} paragraph {n}: Angela Merkel saw the lamp, and it was lit as in the days of sail.</p>"))
        .collect();
    format!(
        "<!DOCTYPE html><title>{word} lamp</title><article><h1>{word} lamp</h1>{links}{paragraphs}</article>"
    )
}

fn html(out: &mut dyn std::io::Write, body: &str) -> std::io::Result<()> {
    answer(
        out,
        "200 OK",
        "Content-Type: text/html\r\n",
        body.as_bytes(),
    )
}

/// Waits until the first line of the text begins with `words`.
fn wait_for_top(pty: &Pty, words: &str) {
    pty.wait(&format!("“{words}” at the top"), |screen| {
        let mut lines = screen.rows(0, 48).map(|line| line.trim().to_owned());
        let first = lines.find(|line| !line.is_empty());
        first.is_some_and(|line| line.starts_with(words))
    });
}

/// Protects: a link to a page opens it in the program, a link there another one, and Backspace goes back to where each was
/// left, without loading it again; the positions of all are in the history.
#[test]
fn links_are_followed_and_come_back_from() {
    let server = Server::start(|request, out| match path(request) {
        "/red" => html(out, &page("Red", &["/green#x"])),
        "/green" => html(out, &page("Green", &["/none"])),
        _ => answer(out, "404 Not Found", "", b"nothing here"),
    });
    let home = tempfile::tempdir().unwrap();
    let mut command = pty::command(&[BYLINE, &server.at("/red")]);
    command.env("XDG_STATE_HOME", home.path());
    let mut pty = Pty::start(command);
    pty.wait_for_reader("Red paragraph 1:");
    pty.send("jjF");
    pty.wait_for_reader("Type f");
    pty.send("f");
    pty.wait_for_reader("Green paragraph 1:");
    pty.wait_for_reader("Backspace back");
    pty.send("5j");
    wait_for_top(&pty, "Green paragraph 0:");
    pty.send("5kF\r");
    pty.wait_for_reader("returned 404 Not Found");
    pty.wait_for_reader("Green paragraph 1:");
    pty.send("\x1b");
    pty.wait("the message is closed", |screen| {
        !screen.contents().contains("returned 404")
    });
    pty.send("\x7f");
    pty.wait_for_reader("Red paragraph 1:");
    wait_for_top(&pty, "The keeper wrote");
    pty.send("\\");
    wait_for_top(&pty, "Green lamp");
    pty.send("q");
    pty.ends_with(0);
    let paths: Vec<String> = server
        .requests()
        .iter()
        .map(|request| path(request).to_owned())
        .collect();
    assert_eq!(paths, ["/red", "/green", "/none"], "each was loaded once");
    let state = home.path().as_os_str().to_owned();
    let history =
        History::from_variables(move |name| (name == "XDG_STATE_HOME").then(|| state.clone()));
    let records = history.reader().unwrap().list().unwrap();
    let sources = records.iter().filter_map(|record| record.source.as_deref());
    let sources: Vec<bool> = sources.map(|source| source.ends_with("/green")).collect();
    assert_eq!(sources, [true, false], "{records:?}");
}

/// Protects: Esc stops a page that does not come, and the article is still there; what comes later is not shown.
#[test]
fn esc_stops_a_page_that_does_not_come() {
    let goes_on = Arc::new(AtomicBool::new(false));
    let late = Arc::clone(&goes_on);
    let server = Server::start(move |request, out| {
        if path(request) == "/red" {
            return html(out, &page("Red", &["/slow"]));
        }
        while !late.load(Relaxed) {
            thread::sleep(Duration::from_millis(5));
        }
        html(out, &page("Slow", &[]))
    });
    let mut pty = Pty::start(pty::command(&[BYLINE, &server.at("/red")]));
    pty.wait_for_reader("Red paragraph 1:");
    pty.send("F\r");
    pty.wait_for_reader("Opening");
    pty.send("\x1b");
    pty.wait_for_reader("Loading cancelled");
    goes_on.store(true, Relaxed);
    pty.send("G");
    pty.wait_for_reader("Red paragraph 59:");
    assert!(!pty.contents().contains("Slow"));
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: the names of an article that was left while they were still looked for are there after coming back.
#[test]
fn the_names_of_a_page_that_was_left_are_found_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let body: String = (0..3000)
        .map(|n| {
            format!("Paragraph {n}: Angela Merkel met Vladimir Putin of Russia in Berlin.\n\n")
        })
        .collect();
    fs::write(
        folder.path().join("long.md"),
        format!("# Long\n\nSee [the other one](other%20one.md#end).\n\n{body}"),
    )
    .unwrap();
    fs::write(
        folder.path().join("other one.md"),
        format!(
            "# Other\n\n{}\n\n## End\n\nIt ends here.\n",
            "Words.\n\n".repeat(60)
        ),
    )
    .unwrap();
    let long = folder.path().join("long.md");
    let mut pty = Pty::start(pty::command(&[BYLINE, long.to_str().unwrap()]));
    pty.wait_for_reader("See the other one");
    pty.send("F\r");
    pty.wait_for_reader("It ends here.");
    pty.send("\x7f");
    pty.wait_for_reader("See the other one");
    pty.wait_for_reader("Angela Merkel");
    pty.wait_for_reader("3000");
    pty.send("q");
    pty.ends_with(0);
}
