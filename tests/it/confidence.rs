//! Tests of the confidence threshold, and of how uncertain mentions look.

use crate::common::reader::{analysed, keys, paragraphs};
use crate::common::screen::{cell_at, picture, screen};
use byline::app::state::ReaderOptions;
use byline::app::{State, update};
use byline::entities::{self, CLEAR_CONFIDENCE, LISTED_CONFIDENCE};
use byline::layout::Cell;
use ratatui::style::Modifier;
use std::sync::Arc;

/// A reader with an article whose people have every level of confidence.
fn reader(size: (u16, u16)) -> State {
    let document = paragraphs(&[
        "President Barack Obama met Angela Merkel in Paris on Monday.",
        "Zorblax Kettering went to Blenn Harrow. Quimby and Tarn were there, and Vellum Post reported it.",
        "The Grand Tarn was full. Ivy Cross and Oscar came from Georgia by way of Jordan. Holt sold it to Marsh and Pike.",
    ]);
    let entities = Arc::new(entities::read_with_low_confidence(&document));
    let found = analysed(&document, entities);
    let mut state = State::new(document, size, ReaderOptions::default());
    update(&mut state, found);
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
        message.contains("confidence 40%") && message.contains("people"),
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
    let again = analysed(&state.reading.document, found);
    update(&mut state, again);
    assert_eq!((names(&state), state.session.min_confidence), (before, 30));
}

/// Protects: an uncertain mention is dimmer than a certain one, and not only by its colour.
#[test]
fn uncertain_mentions_are_dim() {
    let mut state = reader((100, 24));
    keys(&mut state, "9<");
    let buffer = picture(&state);
    let (mut dim_count, mut clear_count) = (0, 0);
    for mention in state.reading.entities.mentions() {
        let Cell { x, y } = cell_at(&state, mention.range.start);
        let cell = &buffer[(x, y)];
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
    insta::assert_snapshot!(screen(&state));
}
