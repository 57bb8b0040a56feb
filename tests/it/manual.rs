//! The manual: opened from the command line, printed, and opened from the help over an article that is given back untouched.

use crate::common::program::byline;
use crate::common::reader::{keys, reader};
use crate::common::screen::{picture, screen};
use byline::app::action::key_tables;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::overlays::picker::{PickerEntry, PickerTarget};
use byline::app::{Event, State, update};
use byline::load::{self, LoadOptions, Source};
use byline::manual::PAGES;
use std::process::Output;
use std::sync::Arc;

fn run(arguments: &[&str]) -> Output {
    byline().args(arguments).output().unwrap()
}

/// The reader with the manual open over an article, and its state before the manual was opened.
fn manual_over_article(size: (u16, u16)) -> (State, State) {
    let mut state = reader(size);
    keys(&mut state, "* j j / K e n y a enter");
    let before = state.clone();
    assert_eq!(
        keys(&mut state, "? tab"),
        [Effect::Open(OpenRequest::Manual)]
    );
    let source = Source::Manual {
        page: None,
        key_tables: key_tables(),
    };
    let manual = load::open(&source, &LoadOptions::default()).unwrap();
    update(&mut state, Event::Loaded(Arc::new(manual)));
    (state, before)
}

/// Protects: in a pipe the manual is text; a page is that page alone; an unknown page is an error that names the existing ones.
#[test]
fn the_manual_is_printed_in_a_pipe() {
    let whole = run(&["manual"]);
    assert!(whole.status.success());
    let whole = String::from_utf8(whole.stdout).unwrap();
    for page in PAGES {
        assert!(whole.contains(page.title()), "{}", page.name);
        let out = run(&["manual", page.name]);
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.trim_start().starts_with(page.title()), "{text}");
        assert!(text.len() < whole.len());
    }
    let unknown = run(&["manual", "locks"]);
    assert_eq!(unknown.status.code(), Some(2));
    let message = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!(message.trim_end().lines().count(), 1);
    for page in PAGES {
        assert!(message.contains(page.name), "{message}");
    }
}

/// Protects: `q`, `Esc` and `Backspace` return from the manual to the article as it was left.
#[test]
fn the_manual_gives_the_article_back() {
    for key in ["q", "esc", "backspace"] {
        let (mut state, before) = manual_over_article((80, 24));
        assert!(state.is_manual_over_article());
        assert!(screen(&state).contains("The byline manual"), "{key}");
        keys(&mut state, "j j j");
        assert_eq!(keys(&mut state, key), [Effect::CloseManual], "{key}");
        assert!(!state.is_manual_over_article());
        assert_eq!(picture(&state), picture(&before), "{key}");
        assert_eq!(state.reading.selected, before.reading.selected);
        assert_eq!(keys(&mut state, "esc esc esc q"), [Effect::Quit(0)]);
    }
}

/// Protects: the window may be resized, and the text searched, while the manual is open.
#[test]
fn resizing_and_searching_in_the_manual_carry_over() {
    let (mut state, before) = manual_over_article((80, 24));
    let (width, height) = (120, 40);
    update(&mut state, Event::Resize { width, height });
    keys(&mut state, "/ b o o k m a r k enter q");
    assert_eq!(state.screen.size, (120, 40).into());
    assert_eq!(state.reading.document, before.reading.document);
    let searches = state.search_history();
    assert_eq!(searches.last().map(String::as_str), Some("bookmark"));
    assert!(searches.len() > before.search_history().len());
}

/// Protects: the manual is opened once, is not loaded over something else that is being opened, and cannot be reloaded.
#[test]
fn the_manual_cannot_be_opened_twice_or_reloaded() {
    let (mut state, _) = manual_over_article((80, 24));
    assert_eq!(keys(&mut state, "? tab"), []);
    assert_eq!(state.messages.current_notice(), Some("This is the manual"));
    assert_eq!(keys(&mut state, "r"), []);
    assert_eq!(
        state.messages.current_notice(),
        Some("The manual cannot be reloaded")
    );
    let mut state = reader((80, 24));
    keys(&mut state, "r");
    assert!(state.session.loading.is_some());
    assert_eq!(keys(&mut state, "? tab"), []);
    assert!(
        state
            .messages
            .current_notice()
            .is_some_and(|message| message.contains("cancel it first"))
    );
}

/// Protects: an article opened from the manual has the panel that the article before it had.
#[test]
fn an_article_opened_from_the_manual_has_its_panel() {
    let (mut state, before) = manual_over_article((80, 24));
    assert!(before.screen.layout_options.panel && !state.screen.layout_options.panel);
    let entry = PickerEntry {
        label: "Other".to_owned(),
        detail: String::new(),
        depth: 0,
        target: PickerTarget::Article(Some("/articles/other".to_owned())),
    };
    update(&mut state, Event::RecentArticlesLoaded(vec![entry]));
    keys(&mut state, "enter");
    update(
        &mut state,
        Event::Loaded(Arc::clone(&before.reading.document)),
    );
    assert!(state.screen.layout_options.panel);
    assert!(!state.is_manual_over_article());
    // Back in the manual, it is still above the first article.
    keys(&mut state, "backspace");
    assert!(state.is_manual_over_article());
    assert!(!state.screen.layout_options.panel);
    keys(&mut state, "q");
    assert!(state.screen.layout_options.panel);
    assert_eq!(state.reading.document, before.reading.document);
}
