//! Standard input that is shown while its pipe is still open. Protects: the text comes at once and grows without moving, the
//! status line says how much has come, and reading on can be stopped.

use crate::common::program::BYLINE;
use crate::common::pty::{Pty, command};
use crate::common::reader::{analysed, keys, paragraphs};
use crate::common::screen::{last_row, rows, screen};
use byline::app::effect::Effect;
use byline::app::state::{MainView, Origin, ReaderOptions};
use byline::app::{Event, State, update};
use byline::entities;
use std::sync::Arc;

const FIRST: &str = "Angela Merkel flew to Norway on Monday.";

/// The words in the first line of the text, without what stands beside it.
fn top_line(state: &State) -> String {
    let row = rows(state).swap_remove(1);
    row.split(['┃', '│']).next().unwrap_or_default().to_owned()
}

/// The reader while a pipe is open, before anything has come.
fn waiting() -> State {
    let options = ReaderOptions {
        origin: Origin::Stdin,
        ..ReaderOptions::default()
    };
    State::opening("standard input".to_owned(), (80, 24), options)
}

/// The same after the first paragraph has come, with its names.
fn begun() -> State {
    let mut state = waiting();
    update(&mut state, Event::LoadProgress(41));
    let document = paragraphs(&[FIRST]);
    update(&mut state, Event::LoadedPart(Arc::clone(&document)));
    let entities = Arc::new(entities::read(&document));
    update(&mut state, analysed(&document, entities));
    state
}

#[test]
fn text_is_shown_while_more_is_awaited() {
    let mut state = begun();
    assert_eq!(state.main_view(), MainView::Article);
    assert!(screen(&state).contains(FIRST), "{}", screen(&state));
    assert!(
        last_row(&state).contains("Reading standard input (1 KB so far)"),
        "{}",
        last_row(&state)
    );
    // The keys work, and what is current matters more than what is awaited.
    keys(&mut state, "n");
    assert!(
        last_row(&state).contains("Angela Merkel 1/1"),
        "{}",
        last_row(&state)
    );
    let current = state.reading.current;
    let longer = paragraphs(&[FIRST, "Then she went home."]);
    update(&mut state, Event::LoadedPart(Arc::clone(&longer)));
    assert_eq!(state.reading.current, current);
    assert!(screen(&state).contains("Then she went home."));
    update(&mut state, Event::LoadedRest(longer));
    keys(&mut state, "esc");
    assert!(
        !last_row(&state).contains("Reading"),
        "{}",
        last_row(&state)
    );
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn the_same_lines_stay_where_the_text_grows_or_is_parsed_differently() {
    let numbered = |count: usize| -> Vec<String> {
        (1..=count)
            .map(|n| format!("Paragraph {n} has a few words."))
            .collect()
    };
    let mut state = waiting();
    update(&mut state, Event::LoadedPart(paragraphs(&numbered(40))));
    keys(&mut state, "} } } } }");
    let top = top_line(&state);
    update(&mut state, Event::LoadedPart(paragraphs(&numbered(80))));
    assert_eq!(top_line(&state), top);
    let mut other = numbered(90);
    other[0] = "A headline".to_owned();
    update(&mut state, Event::LoadedPart(paragraphs(&other)));
    assert_eq!(top_line(&state), top);
    update(&mut state, Event::LoadedRest(paragraphs(&other)));
    assert_eq!(top_line(&state), top);
}

#[test]
fn esc_deselects_first_and_then_stops_reading() {
    let mut state = begun();
    keys(&mut state, "n");
    assert_eq!(keys(&mut state, "esc"), []);
    assert_eq!(keys(&mut state, "esc"), [Effect::CancelOpen]);
    assert!(screen(&state).contains(FIRST));
    assert!(
        last_row(&state).contains("not complete"),
        "{}",
        last_row(&state)
    );
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn a_failure_later_on_keeps_the_text() {
    let mut state = begun();
    update(
        &mut state,
        Event::LoadFailed("cannot read standard input: it broke".to_owned()),
    );
    let shown = screen(&state);
    assert!(
        shown.contains("Could not read all of it") && shown.contains(FIRST),
        "{shown}"
    );
    // What comes after a cancelled load is ignored.
    let mut state = begun();
    keys(&mut state, "esc");
    update(
        &mut state,
        Event::LoadedPart(paragraphs(&["Something else."])),
    );
    assert!(screen(&state).contains(FIRST));
}

/// Runs `script` in a shell on a terminal; `$0` is the program and `$1` a file that the test can create.
fn shell(script: &str) -> (Pty, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("go");
    let words = ["/bin/sh", "-c", script, BYLINE, file.to_str().unwrap()];
    (Pty::start(command(&words)), folder)
}

const WAIT: &str = "while [ ! -e \"$1\" ]; do sleep 0.05; done";

#[test]
fn a_pipe_is_shown_while_it_is_open() {
    let script = format!(
        "{{ echo '{FIRST}'; {WAIT}; echo; echo 'Barack Obama stayed in Kenya.'; }} | \"$0\" -"
    );
    let (mut pty, folder) = shell(&script);
    pty.wait_for_reader(FIRST);
    pty.wait_for_reader("Reading standard input (1 KB so far)");
    pty.wait_for_reader("NO Norway");
    std::fs::write(folder.path().join("go"), "").unwrap();
    pty.wait_for_reader("Barack Obama stayed in Kenya.");
    pty.wait_for_reader("KE Kenya");
    pty.wait("the end", |screen| !screen.contents().contains("so far"));
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn a_pipe_that_stays_open_can_be_left() {
    let (mut pty, folder) = shell(&format!("{{ echo '{FIRST}'; {WAIT}; }} | \"$0\""));
    pty.wait_for_reader(FIRST);
    pty.send("\x1b");
    pty.wait_for_reader("not complete");
    pty.send("q");
    std::fs::write(folder.path().join("go"), "").unwrap();
    pty.ends_with(0);
}

#[test]
fn a_page_or_nothing_at_all_is_waited_for() {
    let page = "<!DOCTYPE html><title>A page</title><p>";
    let script = format!("{{ echo '{page}'; {WAIT}; echo '{FIRST}'; }} | \"$0\"");
    let (mut pty, folder) = shell(&script);
    pty.wait_for_reader("Opening standard input (1 KB so far)");
    std::fs::write(folder.path().join("go"), "").unwrap();
    pty.wait_for_reader(FIRST);
    pty.send("q");
    pty.ends_with(0);
    let (mut pty, folder) = shell(&format!("{{ {WAIT}; }} | \"$0\""));
    pty.wait_for_reader("Opening standard input");
    std::fs::write(folder.path().join("go"), "").unwrap();
    pty.wait_for_reader("Standard input is empty");
    pty.send("q");
    pty.ends_with(1);
}
