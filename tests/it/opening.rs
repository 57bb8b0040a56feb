//! Opening, reloading, and choosing an article from a feed, without a terminal or network. Protects: loading something never
//! loses what is already open, the position is kept, and every view handles every key and every size.

use crate::common::reader::{analysed, keys, paragraphs, reader};
use crate::common::screen::screen;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::feed_list::EntityCounts;
use byline::app::state::{MainView, Origin, ReaderOptions};
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder, Feed, FeedItem};
use byline::entities;
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

const RELOAD: Effect = Effect::Open(OpenRequest::Initial);

fn feed(titles: &[&str]) -> Arc<Feed> {
    let item = |title: &&str| FeedItem {
        title: (*title).to_owned(),
        date: Some("2026-11-25".to_owned()),
        url: Some(format!("https://example.org/{title}")),
        lead: format!(
            "The first words of {title} and more of them than a narrow line has room for."
        ),
        ..FeedItem::default()
    };
    Arc::new(Feed {
        title: "A feed".to_owned(),
        source: "https://example.org/feed".to_owned(),
        items: titles.iter().map(item).collect(),
    })
}

fn list(size: (u16, u16)) -> State {
    State::from_feed(
        feed(&["one", "two", "three", "four", "five"]),
        size,
        ReaderOptions::default(),
    )
}

fn waiting() -> State {
    State::opening(
        "https://example.org/a".to_owned(),
        (80, 24),
        ReaderOptions::default(),
    )
}

/// Analyses the article that is open.
fn analyse(state: &mut State) {
    let document = Arc::clone(&state.reading.document);
    let entities = Arc::new(entities::read(&document));
    update(state, analysed(&document, entities));
}

#[test]
fn progress_is_shown_and_opening_can_be_cancelled() {
    let mut state = waiting();
    assert!(screen(&state).contains("Opening https://example.org/a."));
    update(&mut state, Event::LoadProgress(12_000));
    assert!(
        screen(&state).contains("(12 KB so far)"),
        "{}",
        screen(&state)
    );
    assert!(keys(&mut state, "j G . n tab enter w").is_empty());
    assert_eq!(keys(&mut state, "?"), []);
    assert!(screen(&state).contains("next mention"));
    keys(&mut state, "esc");
    assert_eq!(
        keys(&mut state.clone(), "esc"),
        [Effect::CancelOpen, Effect::Quit(1)]
    );
    assert_eq!(
        keys(&mut state.clone(), "q"),
        [Effect::CancelOpen, Effect::Quit(1)]
    );
    update(&mut state, Event::Loaded(paragraphs(&["Some words."])));
    assert_eq!(state.main_view(), MainView::Article);
    assert!(screen(&state).contains("Some words."));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn a_failure_to_open_is_shown_and_can_be_retried() {
    let mut state = waiting();
    update(
        &mut state,
        Event::LoadFailed("example.org refuses the connection; try again later".to_owned()),
    );
    keys(&mut state, "j");
    let shown = screen(&state);
    assert!(shown.contains("Could not open"), "{shown}");
    assert!(
        shown.contains("example.org refuses the connection; try again later."),
        "{shown}"
    );
    assert_eq!(keys(&mut state.clone(), "q"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state.clone(), "esc"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state.clone(), "ctrl-c"), [Effect::Quit(1)]);
    assert_eq!(keys(&mut state, "r"), [RELOAD]);
    assert!(
        screen(&state).contains("Opening https://example.org/a"),
        "{}",
        screen(&state)
    );
    update(&mut state, Event::Loaded(paragraphs(&["Some words."])));
    assert_eq!(state.main_view(), MainView::Article);
}

#[test]
fn reloading_keeps_the_place_and_the_selected_name() {
    let mut state = reader((80, 14));
    keys(&mut state, ") ) )");
    keys(&mut state, "j j j . *");
    let name = state.reading.selected_entity().unwrap().name.clone();
    let words = |state: &State| {
        let line = state
            .reading
            .view
            .lines
            .iter()
            .find(|line| !line.blank)
            .unwrap();
        state.reading.document.slice(line.range.clone()).to_owned()
    };
    let top = words(&state);
    assert_eq!(keys(&mut state, "r"), [RELOAD]);
    assert!(screen(&state).contains("Reloading"), "{}", screen(&state));

    let mut builder = Builder::new("an article");
    builder.push(
        "A new title, and a long paragraph that was not there before: Iceland and Japan agree.",
    );
    builder.end(BlockKind::Title);
    for block in state.reading.document.blocks() {
        builder.push(state.reading.document.slice(block.range.clone()));
        builder.set_quote_depth(block.quote_depth);
        builder.end(match &block.kind {
            BlockKind::Title => BlockKind::Paragraph,
            other => other.clone(),
        });
    }
    update(&mut state, Event::Loaded(Arc::new(builder.finish())));
    assert_eq!(words(&state), top);
    analyse(&mut state);
    assert_eq!(state.reading.selected_entity().unwrap().name, name);
    assert_eq!(words(&state), top);
    keys(&mut state, "n");
    assert_eq!(
        state.reading.current_mention().map(|m| m.entity),
        state.reading.selected
    );
}

#[test]
fn reloading_an_unchanged_article_moves_nothing() {
    let mut state = reader((80, 14));
    keys(&mut state, ". . * r");
    let (before, unchanged) = (state.clone(), Arc::new((*state.reading.document).clone()));
    update(&mut state, Event::Loaded(unchanged));
    assert_eq!(
        (state.reading.current, state.reading.selected),
        (before.reading.current, before.reading.selected)
    );
    assert_eq!(state.reading.view.lines, before.reading.view.lines);
    assert!(screen(&state).contains("Nothing has changed"));
}

#[test]
fn a_failed_or_cancelled_reload_loses_nothing() {
    let mut state = reader((80, 24));
    keys(&mut state, ". . * r");
    let before = state.clone();
    update(
        &mut state,
        Event::LoadFailed("example.org answers 500 Internal Server Error; try again".to_owned()),
    );
    let shown = screen(&state);
    assert!(
        shown.contains("500 Internal Server Error; try again."),
        "{shown}"
    );
    assert!(
        shown.contains("Talks in Paris"),
        "the article is still there:\n{shown}"
    );
    assert_eq!(
        (state.reading.current, state.reading.selected),
        (before.reading.current, before.reading.selected)
    );
    keys(&mut state, "j");
    assert!(!screen(&state).contains("500"), "a key closes the message");
    keys(&mut state, "r");
    assert_eq!(keys(&mut state, "esc"), [Effect::CancelOpen]);
    assert_eq!(
        state.reading.selected, before.reading.selected,
        "nothing else is closed"
    );
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn an_article_that_cannot_be_reloaded_says_so() {
    for (origin, words) in [
        (Origin::Stdin, "Standard input cannot be reloaded"),
        (Origin::Sample, "sample article"),
    ] {
        let options = ReaderOptions {
            origin,
            ..ReaderOptions::default()
        };
        let mut state = State::new(paragraphs(&["Words."]), (80, 24), options);
        assert_eq!(keys(&mut state, "r"), []);
        assert!(screen(&state).contains(words), "{}", screen(&state));
    }
}

#[test]
fn an_article_is_chosen_from_a_feed() {
    let mut state = list((80, 24));
    let chosen = |state: &State| state.session.feed_list.as_ref().unwrap().list.chosen;
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
    assert_eq!(
        keys(&mut state, "j enter"),
        [Effect::Open(OpenRequest::FeedItem(1))]
    );
    assert!(screen(&state).contains("Opening two"), "{}", screen(&state));
    assert_eq!(keys(&mut state.clone(), "esc"), [Effect::CancelOpen]);
    update(
        &mut state,
        Event::Loaded(paragraphs(&["Angela Merkel flew to Norway."])),
    );
    assert_eq!(state.main_view(), MainView::Article);
    analyse(&mut state);
    for back in ["q", "esc", "backspace"] {
        assert_eq!(keys(&mut state, back), []);
        assert_eq!(
            (state.main_view(), chosen(&state)),
            (MainView::FeedList, 1),
            "{back}"
        );
        assert_eq!(
            keys(&mut state, "enter"),
            [],
            "it is still open under the list"
        );
        assert_eq!(state.main_view(), MainView::Article);
    }
    keys(&mut state, "q");
    assert!(
        screen(&state).contains("1 person · 1 country"),
        "{}",
        screen(&state)
    );
    let counts = EntityCounts {
        people: 1,
        countries: 1,
    };
    assert_eq!(
        state.session.feed_list.as_ref().unwrap().entity_counts[1],
        Some(counts)
    );
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

#[test]
fn the_feed_stays_if_an_article_does_not_open() {
    let mut state = list((80, 24));
    keys(&mut state, "j enter");
    update(
        &mut state,
        Event::LoadFailed("example.org/two answers 404 Not Found; check the address".to_owned()),
    );
    let shown = screen(&state);
    assert!(
        shown.contains("404 Not Found") && shown.contains("A feed"),
        "{shown}"
    );
    keys(&mut state, "j");
    let shown = screen(&state);
    assert!(!shown.contains("404") && shown.contains("three"), "{shown}");
}

#[test]
fn closing_undoes_selection_and_jumps_before_leaving_the_article() {
    let mut state = list((80, 24));
    keys(&mut state, "enter");
    update(
        &mut state,
        Event::Loaded(paragraphs(&[
            "Angela Merkel flew to Norway. Merkel smiled.",
        ])),
    );
    analyse(&mut state);
    keys(&mut state, ". n . esc");
    assert_eq!(
        state.main_view(),
        MainView::Article,
        "the name is deselected first"
    );
    keys(&mut state, "G backspace");
    assert_eq!(
        state.main_view(),
        MainView::Article,
        "a jump is undone first"
    );
    keys(
        &mut state,
        "backspace backspace backspace backspace backspace",
    );
    assert_eq!(state.main_view(), MainView::FeedList);
}

#[test]
fn reloading_a_feed_keeps_the_chosen_article() {
    let mut state = list((80, 24));
    assert_eq!(keys(&mut state, "j j r"), [RELOAD]);
    update(
        &mut state,
        Event::FeedLoaded(feed(&["new", "one", "two", "three"])),
    );
    let list = state.session.feed_list.as_ref().unwrap();
    assert_eq!(list.feed.items[list.list.chosen].title, "three");
    assert_eq!(state.main_view(), MainView::FeedList);
}

#[test]
fn a_feed_can_turn_into_an_article() {
    let mut state = list((80, 24));
    keys(&mut state, "enter");
    update(&mut state, Event::Loaded(paragraphs(&["The first."])));
    keys(&mut state, "q r");
    update(
        &mut state,
        Event::Loaded(paragraphs(&["This page has moved."])),
    );
    assert_eq!(state.main_view(), MainView::Article);
    assert!(state.session.feed_list.is_none() && screen(&state).contains("This page has moved."));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

/// Protects: in a feed, a key that works only in an article says what to do first.
#[test]
fn keys_of_the_text_explain_themselves_in_a_feed() {
    for key in ["h", "n", "F", "tab", "t", "y", "."] {
        let mut state = list((80, 24));
        assert!(keys(&mut state, key).is_empty());
        let message = state.messages.current_notice().unwrap_or_default();
        assert!(message.contains("(Enter)"), "{key}: {message}");
    }
}

#[test]
fn clicks_and_the_wheel_work_in_a_feed() {
    let mut state = list((80, 24));
    let mut mouse = |y: u16, kind| update(&mut state, Event::Mouse(MouseEvent { x: 10, y, kind }));
    assert_eq!(mouse(9, MouseEventKind::Press), []);
    assert_eq!(
        mouse(9, MouseEventKind::Press),
        [Effect::Open(OpenRequest::FeedItem(2))]
    );
    mouse(5, MouseEventKind::WheelDown);
    mouse(5, MouseEventKind::WheelUp);
    mouse(0, MouseEventKind::Press);
    mouse(23, MouseEventKind::Press);
    assert_eq!(state.session.feed_list.as_ref().unwrap().list.chosen, 2);
}

#[test]
fn every_view_works_at_every_size() {
    let empty = State::from_feed(feed(&[]), (80, 24), ReaderOptions::default());
    let mut failed = waiting();
    update(&mut failed, Event::LoadFailed("漢字 ".repeat(40)));
    let mut over = list((80, 24));
    keys(&mut over, "enter");
    update(
        &mut over,
        Event::LoadFailed("a sentence of some length ".repeat(9)),
    );
    let wide = State::from_feed(
        feed(&["漢字かな", "👨‍👩‍👧👍🏽", &"long ".repeat(99)]),
        (80, 24),
        ReaderOptions::default(),
    );
    let mut read = wide.clone();
    keys(&mut read, "j enter");
    update(
        &mut read,
        Event::Loaded(paragraphs(&["Angela Merkel flew to Norway."])),
    );
    analyse(&mut read);
    update(&mut read, Event::LoadFailed("a sentence".to_owned()));
    let article = read.clone();
    read.session.feed_list.as_mut().unwrap().is_visible = true;
    for state in [waiting(), failed, empty, over, wide, read, article] {
        for width in [1, 2, 3, 8, 20, 24, 25, 39, 40, 41, 79, 80, 120, 250] {
            for height in [1, 2, 3, 5, 7, 8, 9, 15, 16, 24, 60] {
                let mut state = state.clone();
                update(&mut state, Event::Resize { width, height });
                screen(&state);
                keys(&mut state, "j G k ?");
                screen(&state);
                let mut small =
                    Buffer::empty(Rect::new(0, 0, width.div_ceil(2), height.div_ceil(2)));
                views::paint(&state, &mut small);
            }
        }
    }
}

#[test]
fn the_feed_of_a_page_can_be_opened() {
    let url = "https://example.org/feed.xml";
    let mut builder = Builder::new("https://example.org/a");
    builder.meta_mut().feed_url = Some(url.to_owned());
    builder.push("Some words.");
    builder.end(BlockKind::Paragraph);
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 24),
        ReaderOptions::default(),
    );
    let request = OpenRequest::Other(Some(url.to_owned()));
    assert_eq!(keys(&mut state, "O"), [Effect::Open(request)]);
    assert!(screen(&state).contains("Opening https://example.org/feed.xml"));
    update(&mut state, Event::FeedLoaded(feed(&["one", "two"])));
    assert_eq!(state.main_view(), MainView::FeedList);
    // An article that was chosen from a feed goes back to it.
    keys(&mut state, "enter");
    update(&mut state, Event::Loaded(paragraphs(&["The first."])));
    assert!(keys(&mut state, "O").is_empty());
    assert_eq!(state.main_view(), MainView::FeedList);
    let mut state = reader((80, 24));
    assert!(keys(&mut state, "O").is_empty());
    assert!(screen(&state).contains("This article announces no feed"));
}
