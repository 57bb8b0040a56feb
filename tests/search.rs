//! Searching the text: what shows while it is typed, the walk from hit to hit, and the way back.

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

use byline::app::effect::Effect;
use byline::app::searching::Search;
use byline::app::state::Options;
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::search;
use common::{keys, picture, reader};
use ratatui::style::Modifier;
use std::sync::Arc;

/// Type `words`, letter by letter.
fn type_in(state: &mut State, words: &str) -> Vec<Effect> {
    let press = |c: char| match c {
        ' ' => keys(state, "space"),
        c => update(state, Event::Key(byline::app::key::Key::char(c))),
    };
    words.chars().flat_map(press).collect()
}

fn search_for(state: &mut State, words: &str) {
    keys(state, "/");
    type_in(state, words);
    keys(state, "enter");
}

fn active(state: &State) -> &Search {
    state.searching.active.as_ref().expect("a search")
}

/// The words of the hit the reader is at, if it is on screen.
fn at(state: &State) -> Option<&str> {
    let hit = active(state).current_hit()?;
    let visible = state.visible();
    assert!(visible.start <= hit.start && hit.end <= visible.end);
    Some(state.document.slice(hit))
}

fn rows(state: &State) -> Vec<String> {
    let buffer = picture(state);
    let row = |y| (0..state.size.0).map(|x| buffer[(x, y)].symbol()).collect();
    (0..state.size.1).map(row).collect()
}

fn status(state: &State) -> String {
    rows(state).pop().unwrap()
}

/// Protects: every letter lights what it stands for and brings the first of it on screen, above the line being typed; Esc
/// is as if nothing had happened.
#[test]
fn hits_light_up_while_it_is_typed_and_esc_restores_the_place() {
    let mut state = reader((80, 14));
    keys(&mut state, "3j . .");
    let (page, current, visible) = (state.page.clone(), state.current, state.visible());
    keys(&mut state, "/");
    assert_eq!(state.page, page);
    for (words, hits) in [("m", 1), ("o", 1), ("s", 6), ("c", 6), ("o", 6), ("w", 6)] {
        type_in(&mut state, words);
        let found = active(&state).hits.len();
        assert!(found >= hits && at(&state).is_some(), "{words}: {found}");
        assert!(active(&state).current_hit().unwrap().start >= visible.start);
    }
    let rule = rows(&state).iter().position(|row| row.starts_with('─'));
    let line = state.page.iter().rposition(|line| {
        !line.gap && line.range.start <= active(&state).current_hit().unwrap().start
    });
    assert!(
        line.unwrap() < rule.unwrap(),
        "it is not hidden by the line"
    );
    type_in(&mut state, "zzz");
    assert!(active(&state).hits.is_empty());
    assert_eq!(state.page, page, "nothing found, nothing moved");
    assert!(rows(&state).iter().any(|row| row.contains("not found")));
    keys(&mut state, "esc");
    assert_eq!(state.searching.active, None);
    assert_eq!((state.page, state.current), (page, current));
}

/// Protects: Enter keeps the search, n and N walk its hits and around the ends, with a word; Backspace comes back.
#[test]
fn n_walks_the_hits_and_around_the_ends() {
    let mut state = reader((80, 14));
    let page = state.page.clone();
    search_for(&mut state, "moscow");
    assert_eq!(at(&state), Some("Moscow"));
    assert!(
        status(&state).contains("“moscow” 1/6"),
        "{}",
        status(&state)
    );
    for n in 2..=6 {
        keys(&mut state, "n");
        assert_eq!(at(&state), Some("Moscow"));
        assert!(status(&state).contains(&format!(" {n}/6")));
    }
    keys(&mut state, "n");
    assert_eq!(active(&state).current, Some(0));
    assert!(
        state
            .notice
            .as_ref()
            .unwrap()
            .contains("from the beginning")
    );
    keys(&mut state, "N");
    assert_eq!(active(&state).current, Some(5));
    assert!(state.notice.as_ref().unwrap().contains("from the end"));
    keys(&mut state, "2N");
    assert_eq!(active(&state).current, Some(3));
    for _ in 0..9 {
        keys(&mut state, "backspace");
    }
    assert_eq!(state.page, page, "every jump leaves a trail");
    keys(&mut state, "esc");
    assert_eq!(state.searching.active, None);
}

/// Protects: from wherever the reader has gone, n leads on from there; `.` walks mentions, `*` ends the search.
#[test]
fn the_walk_goes_on_from_where_the_reader_is() {
    let mut state = reader((80, 14));
    search_for(&mut state, "treaty|moscow");
    assert_eq!(at(&state), Some("treaty"));
    keys(&mut state, "G");
    assert_eq!(active(&state).current, None);
    assert!(status(&state).contains("7 hits"), "{}", status(&state));
    keys(&mut state, "N");
    assert_eq!(at(&state), Some("Moscow"));
    let here = active(&state).current_hit().unwrap().start;
    keys(&mut state, ".");
    assert!(state.current_mention().unwrap().range.start > here);
    assert_eq!(active(&state).current, None);
    keys(&mut state, "N n");
    assert!(state.current.is_some(), "Moscow is a mention, too");
    keys(&mut state, "*");
    assert_eq!(state.searching.active, None);
    assert!(state.selected.is_some());
}

/// Protects: a hit shows without colours, the one the reader is at most, and the scrollbar shows where hits are.
#[test]
fn hits_are_lit_and_stand_on_the_scrollbar() {
    let mut state = reader((80, 50));
    search_for(&mut state, "monday");
    state.options.colour = false;
    let buffer = picture(&state);
    let lit: Vec<(String, Modifier)> = (0..state.areas.column.height)
        .flat_map(|y| (0..60).map(move |x| (x, y)))
        .map(|at| &buffer[at])
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(|cell| (cell.symbol().to_owned(), cell.modifier))
        .collect();
    let letters: String = lit.iter().map(|(letter, _)| letter.as_str()).collect();
    assert!(letters.starts_with("MondayMonday"), "{letters}");
    assert!(lit[0].1.contains(Modifier::BOLD) && !lit[6].1.contains(Modifier::BOLD));
    let track = state.areas.track;
    let ticks = (0..track.height).filter(|y| "◆◇".contains(buffer[(track.x, *y)].symbol()));
    assert_eq!(ticks.count(), 6);
}

/// Protects: a pattern that is wrong says so in one sentence, and is searched for as it stands.
#[test]
fn a_wrong_pattern_says_what_is_wrong() {
    let mut state = reader((80, 24));
    keys(&mut state, "/");
    type_in(&mut state, "fran[");
    let said = status(&state);
    assert!(
        said.contains("no closing ]: searching for it as it stands"),
        "{said}"
    );
    assert!(active(&state).hits.is_empty());
    type_in(&mut state, "c]e");
    assert!(!status(&state).contains("closing"));
    assert_eq!(at(&state), Some("France"));
}

/// Protects: a hit reaches over the end of a line of the screen, at any width.
#[test]
fn hits_reach_across_wrapped_lines() {
    for width in [40, 44, 50, 61, 70] {
        let mut state = reader((width, 20));
        search_for(&mut state, "dumont said that france and germany would wait");
        assert_eq!(active(&state).hits.len(), 6, "{width}");
    }
}

/// Protects: in a lens only what it shows is found and walked, and outside all of it again.
#[test]
fn inside_a_lens_only_what_shows_is_found() {
    let mut state = reader((100, 20));
    common::select(&mut state, "Barack Obama");
    search_for(&mut state, "shall|monday");
    assert_eq!(active(&state).hits.len(), 12);
    keys(&mut state, "&");
    assert_eq!(active(&state).hits.len(), 6);
    for _ in 0..8 {
        keys(&mut state, "n");
        assert_eq!(at(&state), Some("shall"));
        assert!(state.lens.is_some());
    }
    keys(&mut state, "esc");
    assert!(state.lens.is_some(), "Esc ends the search first");
    search_for(&mut state, "shall|monday");
    assert_eq!(active(&state).hits.len(), 6);
    keys(&mut state, "&");
    assert_eq!((state.lens.clone(), active(&state).hits.len()), (None, 12));
}

/// Protects: Up and Down bring back what was searched for, and what was being typed; nothing typed means the last again.
#[test]
fn earlier_searches_come_back() {
    let mut state = reader((80, 24));
    search_for(&mut state, "moscow");
    search_for(&mut state, "berlin");
    keys(&mut state, "esc /");
    type_in(&mut state, "ken");
    keys(&mut state, "up");
    assert_eq!(active(&state).pattern.typed(), "berlin");
    keys(&mut state, "up up");
    assert_eq!(active(&state).pattern.typed(), "moscow");
    keys(&mut state, "down down");
    assert_eq!(active(&state).pattern.typed(), "ken");
    keys(&mut state, "esc / enter");
    assert_eq!(active(&state).pattern.typed(), "berlin");
    keys(&mut state, "/");
    type_in(&mut state, "kenya");
    keys(&mut state, "esc");
    assert_eq!(active(&state).pattern.typed(), "berlin", "as before");
    search_for(&mut state, "nowhere");
    assert_eq!(state.searching.active, None);
    assert!(
        state
            .notice
            .as_ref()
            .unwrap()
            .contains("“nowhere” not found")
    );
}

/// Protects: a click elsewhere is Esc, a paste is typed, and a resize or a new result does no harm to hits and place.
#[test]
fn clicks_pastes_and_resizes() {
    let mut state = reader((80, 20));
    keys(&mut state, "2j /");
    let page = state.page.clone();
    update(&mut state, Event::Paste("mos\ncow".to_owned()));
    assert_eq!(active(&state).pattern.typed(), "mos cow");
    keys(&mut state, "ctrl-u");
    assert_eq!(state.searching.active, None, "nothing typed, nothing lit");
    type_in(&mut state, "chancellor");
    let click = Mouse {
        x: 3,
        y: 2,
        what: MouseKind::Press,
    };
    update(&mut state, Event::Mouse(click));
    assert_eq!(
        (state.page.clone(), state.searching.active.clone()),
        (page, None)
    );
    search_for(&mut state, "chancellor");
    for (width, height) in [(41, 9), (1, 1), (200, 50), (80, 20)] {
        update(&mut state, Event::Resize { width, height });
        keys(&mut state, "n N");
    }
    assert_eq!(at(&state), Some("chancellor"));
}

/// A text of which only a part is searched at once.
fn long() -> State {
    let mut builder = Builder::new("long");
    for n in 0..4000 {
        builder.push(&format!(
            "Paragraph {n} speaks of nothing much, and of number{n}."
        ));
        builder.end(BlockKind::Paragraph);
    }
    State::new(Arc::new(builder.finish()), (80, 20), Options::default())
}

/// What the background would do with `effects`, the last of them only.
fn background(state: &mut State, effects: Vec<Effect>) {
    if let Some(Effect::Search(order)) = effects.into_iter().next_back() {
        let found = search::all(&order.document, &order.pattern, order.from, &|| true).unwrap();
        update(state, Event::Searched(order.number, found));
    }
}

/// Protects: in a long text what is near shows at once and what is far as soon as it is known, wherever the reader is
/// between; what comes too late changes nothing.
#[test]
fn a_long_text_is_searched_in_the_background() {
    let mut state = long();
    keys(&mut state, "/");
    let near = type_in(&mut state, "number7");
    assert_eq!(at(&state), Some("number7"), "at once");
    assert!(!active(&state).whole);
    let far = type_in(&mut state, "99");
    assert_eq!(at(&state), Some("number799"));
    background(&mut state, near);
    assert!(!active(&state).whole, "an answer to another question");
    background(&mut state, far);
    assert!(active(&state).whole);
    let very_far = type_in(&mut state, "x|number3999");
    assert_eq!(at(&state), None);
    keys(&mut state, "enter n");
    assert_eq!(state.notice.as_deref(), Some("still searching"));
    background(&mut state, very_far);
    assert_eq!(active(&state).hits.len(), 1);
    keys(&mut state, "n");
    assert_eq!(at(&state), Some("number3999"));
}

/// Protects: what was sought comes on screen when it is found, even after Enter; and Esc makes a late answer void.
#[test]
fn what_is_found_late_is_shown() {
    let mut state = long();
    keys(&mut state, "/");
    let order = type_in(&mut state, "number3999");
    keys(&mut state, "enter");
    background(&mut state, order.clone());
    assert_eq!(at(&state), Some("number3999"));
    let mut state = long();
    let page = state.page.clone();
    keys(&mut state, "/");
    let order = type_in(&mut state, "number3999");
    keys(&mut state, "esc");
    background(&mut state, order);
    assert_eq!((state.page, state.searching.active), (page, None));
}

/// Protects: a long text that has come to its end is searched to its end, and an article read anew is searched anew.
#[test]
fn a_growing_text_is_searched_on() {
    let mut state = long();
    let whole = Arc::clone(&state.document);
    state = State::new(Arc::new(whole.prefix(60_000)), (80, 20), Options::default());
    search_for(&mut state, "number7..");
    let (before, hit) = (active(&state).hits.len(), active(&state).current_hit());
    let effects = update(&mut state, Event::Grown(whole));
    background(&mut state, effects);
    assert_eq!(active(&state).current_hit(), hit);
    assert!(active(&state).hits.len() >= before);
    assert_eq!(active(&state).hits.len(), 110);
}
