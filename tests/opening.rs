//! Opening, reading anew and choosing from a feed, without a terminal and without a network. Protects: nothing that is there
//! is lost for what is on its way, the reader's place is theirs, and every key does what the table says on every surface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/reader.rs"]
mod common;

use byline::app::effect::{Effect, Wanted};
use byline::app::listing::Counts;
use byline::app::state::{Options, Origin, Surface};
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder, Document, Feed, Item};
use byline::entities;
use byline::views;
use common::{keys, reader};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

const WHOLE: Effect = Effect::Open(Wanted::Whole);

fn feed(titles: &[&str]) -> Arc<Feed> {
    let item = |title: &&str| Item {
        title: (*title).to_owned(),
        date: Some("2026-11-25".to_owned()),
        address: Some(format!("https://example.org/{title}")),
        lead: format!(
            "The first words of {title} and more of them than a narrow line has room for."
        ),
        body: None,
    };
    Arc::new(Feed {
        title: "A feed".to_owned(),
        source: "https://example.org/feed".to_owned(),
        items: titles.iter().map(item).collect(),
    })
}

fn list(size: (u16, u16)) -> State {
    State::choosing(
        feed(&["one", "two", "three", "four", "five"]),
        size,
        Options::default(),
    )
}

fn waiting() -> State {
    State::waiting(
        "https://example.org/a".to_owned(),
        (80, 24),
        Options::default(),
    )
}

fn document(paragraphs: &[&str]) -> Arc<Document> {
    let mut builder = Builder::new("a source");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

/// What the screen shows.
fn picture(state: &State) -> String {
    let (width, height) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    let row = |y: u16| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
    (0..height)
        .map(|y| row(y).trim_end().to_owned() + "\n")
        .collect()
}

fn analysed(state: &mut State) {
    let entities = Arc::new(entities::read(&state.document));
    let covered = state.document.text().len();
    update(
        state,
        Event::Analysed {
            entities,
            covered,
            done: true,
        },
    );
}

#[test]
fn what_is_on_its_way_is_told_and_can_be_called_off() {
    let mut state = waiting();
    assert!(picture(&state).contains("Opening https://example.org/a."));
    update(&mut state, Event::Coming(12_000));
    assert!(
        picture(&state).contains("(so far 12 KB)"),
        "{}",
        picture(&state)
    );
    assert!(keys(&mut state, "j G . n tab enter w").is_empty());
    assert_eq!(keys(&mut state, "?"), []);
    assert!(picture(&state).contains("next mention of anyone"));
    keys(&mut state, "esc");
    assert_eq!(
        keys(&mut state.clone(), "esc"),
        [Effect::CallOff, Effect::Quit(1)]
    );
    assert_eq!(
        keys(&mut state.clone(), "q"),
        [Effect::CallOff, Effect::Quit(1)]
    );
    update(&mut state, Event::Opened(document(&["Some words."])));
    assert_eq!(state.surface(), Surface::Article);
    assert!(picture(&state).contains("Some words."));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn what_could_not_be_opened_stands_there_and_can_be_tried_again() {
    let mut state = waiting();
    update(
        &mut state,
        Event::NotOpened("example.org refuses the connection; try again later".to_owned()),
    );
    keys(&mut state, "j");
    let shown = picture(&state);
    assert!(shown.contains("This could not be opened"), "{shown}");
    assert!(
        shown.contains("example.org refuses the connection; try again later."),
        "{shown}"
    );
    assert_eq!(keys(&mut state.clone(), "q"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state.clone(), "esc"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state.clone(), "ctrl-c"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state, "r"), [WHOLE]);
    assert!(
        picture(&state).contains("Opening https://example.org/a"),
        "{}",
        picture(&state)
    );
    update(&mut state, Event::Opened(document(&["Some words."])));
    assert_eq!(state.surface(), Surface::Article);
}

#[test]
fn reading_anew_keeps_the_words_under_the_eye_and_who_is_selected() {
    let mut state = reader((80, 14));
    keys(&mut state, ") ) )");
    keys(&mut state, "j j j . *");
    let name = state.selected_entity().unwrap().name.clone();
    let words = |state: &State| {
        let line = state.page.iter().find(|line| !line.gap).unwrap();
        state.document.slice(line.range.clone()).to_owned()
    };
    let top = words(&state);
    assert_eq!(keys(&mut state, "r"), [WHOLE]);
    assert!(
        picture(&state).contains("reading anew"),
        "{}",
        picture(&state)
    );

    let mut builder = Builder::new("an article");
    builder.push(
        "A new title, and a long paragraph that was not there before: Iceland and Japan agree.",
    );
    builder.end(BlockKind::Title);
    for block in state.document.blocks() {
        builder.push(state.document.slice(block.range.clone()));
        builder.quote_depth(block.quote_depth);
        builder.end(match &block.kind {
            BlockKind::Title => BlockKind::Paragraph,
            other => other.clone(),
        });
    }
    update(&mut state, Event::Opened(Arc::new(builder.finish())));
    assert_eq!(words(&state), top);
    analysed(&mut state);
    assert_eq!(state.selected_entity().unwrap().name, name);
    assert_eq!(words(&state), top);
    keys(&mut state, "n");
    assert_eq!(state.current_mention().map(|m| m.entity), state.selected);
}

#[test]
fn reading_anew_what_has_not_changed_moves_nothing() {
    let mut state = reader((80, 14));
    keys(&mut state, ". . * r");
    let (before, same) = (state.clone(), Arc::new((*state.document).clone()));
    update(&mut state, Event::Opened(same));
    assert_eq!(
        (state.current, state.selected),
        (before.current, before.selected)
    );
    assert_eq!(state.page, before.page);
    assert!(picture(&state).contains("nothing has changed"));
}

#[test]
fn reading_anew_loses_nothing_if_it_fails_or_is_called_off() {
    let mut state = reader((80, 24));
    keys(&mut state, ". . * r");
    let before = state.clone();
    update(
        &mut state,
        Event::NotOpened("example.org answers 500 Internal Server Error; try again".to_owned()),
    );
    let shown = picture(&state);
    assert!(
        shown.contains("500 Internal Server Error; try again."),
        "{shown}"
    );
    assert!(
        shown.contains("Talks in Paris"),
        "the article is still there:\n{shown}"
    );
    assert_eq!(
        (state.current, state.selected),
        (before.current, before.selected)
    );
    keys(&mut state, "j");
    assert!(!picture(&state).contains("500"), "a key takes it away");
    keys(&mut state, "r");
    assert_eq!(keys(&mut state, "esc"), [Effect::CallOff]);
    assert_eq!(state.selected, before.selected, "nothing else is closed");
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn what_cannot_be_read_anew_says_so() {
    for (origin, words) in [
        (Origin::Input, "standard input"),
        (Origin::Sample, "sample article"),
    ] {
        let options = Options {
            origin,
            ..Options::default()
        };
        let mut state = State::new(document(&["Words."]), (80, 24), options);
        assert_eq!(keys(&mut state, "r"), []);
        assert!(picture(&state).contains(words), "{}", picture(&state));
    }
}

#[test]
fn a_list_is_walked_and_an_article_chosen() {
    let mut state = list((80, 24));
    let chosen = |state: &State| state.listing.as_ref().unwrap().chosen;
    for (pressed, row) in [
        ("j j", 2),
        ("k", 1),
        ("G", 4),
        ("down", 4),
        ("g", 0),
        ("up", 0),
        ("2j", 2),
        ("pgup", 0),
        ("space", 4),
        ("home", 0),
    ] {
        assert_eq!(keys(&mut state, pressed), []);
        assert_eq!(chosen(&state), row, "{pressed}");
    }
    assert_eq!(keys(&mut state, "j enter"), [Effect::Open(Wanted::Item(1))]);
    assert!(
        picture(&state).contains("opening two"),
        "{}",
        picture(&state)
    );
    assert_eq!(keys(&mut state.clone(), "esc"), [Effect::CallOff]);
    update(
        &mut state,
        Event::Opened(document(&["Angela Merkel flew to Norway."])),
    );
    assert_eq!(state.surface(), Surface::Article);
    analysed(&mut state);
    for back in ["q", "esc", "backspace"] {
        assert_eq!(keys(&mut state, back), []);
        assert_eq!(
            (state.surface(), chosen(&state)),
            (Surface::List, 1),
            "{back}"
        );
        assert_eq!(keys(&mut state, "enter"), [], "it lies open under the list");
        assert_eq!(state.surface(), Surface::Article);
    }
    keys(&mut state, "q");
    assert!(
        picture(&state).contains("1 person · 1 country"),
        "{}",
        picture(&state)
    );
    let counts = Counts {
        people: 1,
        countries: 1,
    };
    assert_eq!(state.listing.as_ref().unwrap().read[1], Some(counts));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn an_article_that_does_not_open_leaves_the_list() {
    let mut state = list((80, 24));
    keys(&mut state, "j enter");
    update(
        &mut state,
        Event::NotOpened("example.org/two answers 404 Not Found; check the address".to_owned()),
    );
    let shown = picture(&state);
    assert!(
        shown.contains("404 Not Found") && shown.contains("A feed"),
        "{shown}"
    );
    keys(&mut state, "j");
    let shown = picture(&state);
    assert!(!shown.contains("404") && shown.contains("three"), "{shown}");
}

#[test]
fn what_lies_upon_the_article_is_closed_before_it() {
    let mut state = list((80, 24));
    keys(&mut state, "enter");
    update(
        &mut state,
        Event::Opened(document(&["Angela Merkel flew to Norway. Merkel smiled."])),
    );
    analysed(&mut state);
    keys(&mut state, ". n . esc");
    assert_eq!(
        state.surface(),
        Surface::Article,
        "the selection goes first"
    );
    keys(&mut state, "G backspace");
    assert_eq!(state.surface(), Surface::Article, "a jump is undone first");
    keys(
        &mut state,
        "backspace backspace backspace backspace backspace",
    );
    assert_eq!(state.surface(), Surface::List);
}

#[test]
fn a_list_read_anew_keeps_the_choice() {
    let mut state = list((80, 24));
    assert_eq!(keys(&mut state, "j j r"), [WHOLE]);
    update(
        &mut state,
        Event::Listed(feed(&["new", "one", "two", "three"])),
    );
    let listing = state.listing.as_ref().unwrap();
    assert_eq!(listing.feed.items[listing.chosen].title, "three");
    assert_eq!(state.surface(), Surface::List);
}

#[test]
fn a_feed_that_is_none_any_more_is_an_article() {
    let mut state = list((80, 24));
    keys(&mut state, "enter");
    update(&mut state, Event::Opened(document(&["The first."])));
    keys(&mut state, "q r");
    update(
        &mut state,
        Event::Opened(document(&["This page has moved."])),
    );
    assert_eq!(state.surface(), Surface::Article);
    assert!(state.listing.is_none() && picture(&state).contains("This page has moved."));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

/// Protects: in a list, too, a key that means something only in an article says what to do first.
#[test]
fn keys_of_an_article_are_told_in_a_list() {
    for key in ["h", "/", "F", "tab", "t", "y", "."] {
        let mut state = list((80, 24));
        assert!(keys(&mut state, key).is_empty());
        let said = state.notice.unwrap_or_default();
        assert!(said.contains("Enter opens one"), "{key}: {said}");
    }
}

#[test]
fn clicks_and_the_wheel_work_in_a_list() {
    let mut state = list((80, 24));
    let mut mouse = |y: u16, what| update(&mut state, Event::Mouse(Mouse { x: 10, y, what }));
    assert_eq!(mouse(9, MouseKind::Press), []);
    assert_eq!(mouse(9, MouseKind::Press), [Effect::Open(Wanted::Item(2))]);
    mouse(5, MouseKind::WheelDown);
    mouse(5, MouseKind::WheelUp);
    mouse(0, MouseKind::Press);
    mouse(23, MouseKind::Press);
    assert_eq!(state.listing.as_ref().unwrap().chosen, 2);
}

#[test]
fn every_new_surface_at_every_size() {
    let empty = State::choosing(feed(&[]), (80, 24), Options::default());
    let mut failed = waiting();
    update(&mut failed, Event::NotOpened("漢字 ".repeat(40)));
    let mut over = list((80, 24));
    keys(&mut over, "enter");
    update(
        &mut over,
        Event::NotOpened("a sentence of some length ".repeat(9)),
    );
    let wide = State::choosing(
        feed(&["漢字かな", "👨‍👩‍👧👍🏽", &"long ".repeat(99)]),
        (80, 24),
        Options::default(),
    );
    let mut read = wide.clone();
    keys(&mut read, "j enter");
    update(
        &mut read,
        Event::Opened(document(&["Angela Merkel flew to Norway."])),
    );
    analysed(&mut read);
    update(&mut read, Event::NotOpened("a sentence".to_owned()));
    let article = read.clone();
    read.listing.as_mut().unwrap().shows = true;
    for state in [waiting(), failed, empty, over, wide, read, article] {
        for width in [1, 2, 3, 8, 20, 24, 25, 39, 40, 41, 79, 80, 120, 250] {
            for height in [1, 2, 3, 5, 7, 8, 9, 15, 16, 24, 60] {
                let mut state = state.clone();
                update(&mut state, Event::Resize { width, height });
                picture(&state);
                keys(&mut state, "j G k ?");
                picture(&state);
                let mut small =
                    Buffer::empty(Rect::new(0, 0, width.div_ceil(2), height.div_ceil(2)));
                views::paint(&state, &mut small);
            }
        }
    }
}
