//! How sure the engine must be of what is marked: the threshold, and how doubt looks.

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

use byline::app::state::Options;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, CLEAR, SURE};
use byline::views;
use common::keys;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::sync::Arc;

/// An article with people of every degree of sureness.
fn doubtful(size: (u16, u16)) -> State {
    let mut builder = Builder::new("an article");
    for text in [
        "President Barack Obama met Angela Merkel in Paris on Monday.",
        "Zorblax Kettering went to Blenn Harrow. Quimby and Tarn were there, and Vellum Post reported it.",
        "The Grand Tarn was full. Ossian, Marl Deep and Copper Wren came from Georgia by way of Jordan.",
    ] {
        builder.push(text);
        builder.end(BlockKind::Paragraph);
    }
    let document = Arc::new(builder.finish());
    let entities = Arc::new(entities::read_doubtful(&document));
    let covered = document.text().len();
    let mut state = State::new(document, size, Options::default());
    let done = true;
    update(
        &mut state,
        Event::Analysed {
            entities,
            covered,
            done,
        },
    );
    state
}

fn names(state: &State) -> Vec<String> {
    let all = state.entities.entities().iter();
    all.map(|entity| entity.name.clone()).collect()
}

/// Protects: a surer threshold takes away, a looser one brings back and more, and the reader sees the counts change.
#[test]
fn the_threshold_moves_and_the_counts_with_it() {
    let mut state = doubtful((100, 24));
    let usual = names(&state);
    assert_eq!(state.least, SURE);
    keys(&mut state, "<");
    let looser = names(&state);
    assert!(usual.iter().all(|name| looser.contains(name)));
    let told = state.notice.clone().unwrap();
    assert!(
        told.contains("50% sure") && told.contains("people"),
        "{told}"
    );
    keys(&mut state, "9<");
    assert!(names(&state).len() >= looser.len());
    assert!(state.notice.as_ref().unwrap().contains("30%"));
    keys(&mut state, "9>");
    let surest = names(&state);
    assert!(
        surest.len() < names_at(&mut state, "9<").len(),
        "there is doubt in this article"
    );
    assert!(!surest.is_empty(), "some are beyond doubt");
}

fn names_at(state: &mut State, moves: &str) -> Vec<String> {
    keys(state, moves);
    names(state)
}

/// Protects: there and back again is the same list, and who is selected stays so while still listed.
#[test]
fn there_and_back_again() {
    let mut state = doubtful((100, 24));
    let usual = state.entities.clone();
    keys(&mut state, ". *");
    let selected = state.selected_entity().unwrap().name.clone();
    keys(&mut state, "< > > <");
    assert_eq!(*state.entities, *usual);
    assert_eq!(state.selected_entity().unwrap().name, selected);
}

/// Protects: the threshold holds while the engine goes on reading.
#[test]
fn new_results_keep_the_threshold() {
    let mut state = doubtful((100, 24));
    keys(&mut state, "9<");
    let (before, found) = (names(&state), state.corrected.found.clone());
    let covered = state.document.text().len();
    update(
        &mut state,
        Event::Analysed {
            entities: found,
            covered,
            done: true,
        },
    );
    assert_eq!((names(&state), state.least), (before, 30));
}

/// Protects: a doubtful mention is fainter than a clear one, and not by its colour alone.
#[test]
fn doubt_is_faint() {
    let mut state = doubtful((100, 24));
    keys(&mut state, "9<");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 24));
    views::paint(&state, &mut buffer);
    let (mut faint, mut clear) = (0, 0);
    for mention in state.entities.mentions() {
        let row = state
            .page
            .iter()
            .rposition(|line| !line.gap && line.range.start <= mention.range.start)
            .unwrap();
        let line = &state.page[row];
        let before = state.document.slice(line.range.start..mention.range.start);
        let x = state.areas.column.x + line.indent + byline::layout::measure::cells(before) as u16;
        let cell = &buffer[(x, state.areas.column.y + row as u16)];
        let dim = cell.modifier.contains(Modifier::DIM);
        assert_eq!(
            dim,
            mention.confidence < CLEAR,
            "{:?}",
            state.document.slice(mention.range.clone())
        );
        *(if dim { &mut faint } else { &mut clear }) += 1;
    }
    assert!(faint > 0 && clear > 0, "{faint} {clear}");
}

/// Protects: how the screen looks with everything that may be a name.
#[test]
fn doubt_as_it_looks() {
    let mut state = doubtful((84, 14));
    keys(&mut state, "9<");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 84, 14));
    views::paint(&state, &mut buffer);
    let rows: Vec<String> = (0..14)
        .map(|y| {
            let row: String = (0..84).map(|x| buffer[(x, y)].symbol()).collect();
            row.trim_end().to_owned()
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}
