//! Tests of the confidence threshold, and of how uncertain mentions look.

use crate::common::reader::keys;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, CLEAR_CONFIDENCE, LISTED_CONFIDENCE};
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::sync::Arc;

/// A reader with an article whose people have every level of confidence.
fn reader(size: (u16, u16)) -> State {
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
    let entities = Arc::new(entities::read_with_low_confidence(&document));
    let covered = document.text().len();
    let mut state = State::new(document, size, ReaderOptions::default());
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
    let all = state.reading.entities.entities().iter();
    all.map(|entity| entity.name.clone()).collect()
}

/// Protects: raising the threshold removes names, lowering it adds names, and the status line shows the new counts.
#[test]
fn moving_the_threshold_changes_the_names_and_the_counts() {
    let mut state = reader((100, 24));
    let default_names = names(&state);
    assert_eq!(state.session.min_confidence, LISTED_CONFIDENCE);
    keys(&mut state, "<");
    let more_names = names(&state);
    assert!(default_names.iter().all(|name| more_names.contains(name)));
    let message = state.messages.current_notice().unwrap().to_owned();
    assert!(
        message.contains("confidence 50%") && message.contains("people"),
        "{message}"
    );
    keys(&mut state, "9<");
    assert!(names(&state).len() >= more_names.len());
    assert!(state.messages.current_notice().unwrap().contains("30%"));
    keys(&mut state, "9>");
    let fewest_names = names(&state);
    assert!(
        fewest_names.len() < names_at(&mut state, "9<").len(),
        "the article has uncertain names"
    );
    assert!(!fewest_names.is_empty(), "some names are certain");
}

fn names_at(state: &mut State, moves: &str) -> Vec<String> {
    keys(state, moves);
    names(state)
}

/// Protects: moving the threshold there and back gives the same list, and a selected name stays selected while it is
/// listed.
#[test]
fn moving_the_threshold_and_back_changes_nothing() {
    let mut state = reader((100, 24));
    let original = state.reading.entities.clone();
    keys(&mut state, ". *");
    let selected = state.reading.selected_entity().unwrap().name.clone();
    keys(&mut state, "< > > <");
    assert_eq!(*state.reading.entities, *original);
    assert_eq!(state.reading.selected_entity().unwrap().name, selected);
}

/// Protects: the threshold also applies to results that arrive later.
#[test]
fn new_results_keep_the_threshold() {
    let mut state = reader((100, 24));
    keys(&mut state, "9<");
    let (before, found) = (names(&state), state.reading.corrections.detected.clone());
    let covered = state.reading.document.text().len();
    update(
        &mut state,
        Event::Analysed {
            entities: found,
            covered,
            done: true,
        },
    );
    assert_eq!((names(&state), state.session.min_confidence), (before, 30));
}

/// Protects: an uncertain mention is dimmer than a certain one, and not only by its colour.
#[test]
fn uncertain_mentions_are_dim() {
    let mut state = reader((100, 24));
    keys(&mut state, "9<");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 24));
    views::paint(&state, &mut buffer);
    let (mut dim_count, mut clear_count) = (0, 0);
    for mention in state.reading.entities.mentions() {
        let row = state
            .reading
            .view
            .lines
            .iter()
            .rposition(|line| !line.blank && line.range.start <= mention.range.start)
            .unwrap();
        let line = &state.reading.view.lines[row];
        let before = state
            .reading
            .document
            .slice(line.range.start..mention.range.start);
        let x = state.screen.areas.column.x
            + line.indent
            + byline::layout::measure::cells(before) as u16;
        let cell = &buffer[(x, state.screen.areas.column.y + row as u16)];
        let dim = cell.modifier.contains(Modifier::DIM);
        assert_eq!(
            dim,
            mention.confidence < CLEAR_CONFIDENCE,
            "{:?}",
            state.reading.document.slice(mention.range.clone())
        );
        *(if dim {
            &mut dim_count
        } else {
            &mut clear_count
        }) += 1;
    }
    assert!(
        dim_count > 0 && clear_count > 0,
        "{dim_count} {clear_count}"
    );
}

/// Protects: how the screen looks with all low-confidence mentions shown.
#[test]
fn low_confidence_mentions_as_they_look() {
    let mut state = reader((84, 14));
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
