//! The paragraph filter: which paragraphs it shows, what keys do while it is active, and how it ends.

use crate::common::reader::{analysed, keys, paragraphs, reader, reader_of, select};
use crate::common::screen::{rows, screen};
use byline::app::{Event, State, update};
use std::sync::Arc;

/// The blocks with text on the screen.
fn blocks(state: &State) -> Vec<usize> {
    let mut blocks: Vec<usize> = state
        .reading
        .view
        .lines
        .iter()
        .filter(|line| !line.blank)
        .map(|line| line.block)
        .collect();
    blocks.dedup();
    blocks
}

/// Protects: the filter shows exactly the paragraphs that mention the selected entity, and how many are left out in
/// between.
#[test]
fn only_paragraphs_with_the_selected_entity_are_shown() {
    let mut state = reader((100, 40));
    select(&mut state, "Barack Obama");
    keys(&mut state, "&");
    let filter = state.reading.filter.clone().unwrap();
    let name_in = |block: &usize| {
        let range = state.reading.document.blocks()[*block].range.clone();
        state.reading.document.slice(range).contains("Obama")
    };
    assert!(!filter.blocks.is_empty() && filter.blocks.iter().all(name_in));
    let all: Vec<usize> = (0..state.reading.document.blocks().len()).collect();
    assert_eq!(
        all.iter().filter(|b| name_in(b)).count(),
        filter.blocks.len()
    );
    assert!(
        blocks(&state)
            .iter()
            .all(|block| filter.shows_block(*block))
    );
    let text = screen(&state);
    assert!(text.contains("⋯ 3 paragraphs ⋯"), "{text}");
    let skipped: usize = state
        .reading
        .view
        .lines
        .iter()
        .map(|line| line.hidden_paragraphs)
        .sum();
    assert_eq!(
        skipped + filter.blocks.len(),
        all.len(),
        "all are accounted for"
    );
}

/// Protects: the look of a filter for two people.
#[test]
fn paragraph_filter_snapshot() {
    let mut state = reader((84, 20));
    for name in ["Angela Merkel", "Barack Obama"] {
        select(&mut state, name);
        keys(&mut state, "tab space esc");
    }
    keys(&mut state, "&");
    insta::assert_snapshot!(screen(&state));
}

/// Protects: ending the filter, with its key or Esc, returns to the same line and mention.
#[test]
fn ending_the_filter_returns_to_the_exact_place() {
    for key in ["&", "esc"] {
        let mut state = reader((80, 12));
        keys(&mut state, ". . . . . . . . . . . . . *");
        let (top, current) = (state.reading.view.lines[0].clone(), state.reading.current);
        keys(&mut state, "& n n j");
        assert_ne!(state.reading.view.lines[0], top);
        keys(&mut state, key);
        assert_eq!(state.reading.filter, None);
        assert_eq!(
            (state.reading.view.lines[0].clone(), state.reading.current),
            (top, current)
        );
        assert!(state.reading.selected.is_some(), "Esc only ends the filter");
    }
}

/// Protects: with two marked entities the key shows paragraphs with both, then with either, then the whole article.
#[test]
fn two_marked_entities_filter_by_all_then_any() {
    let mut state = reader((100, 40));
    let mark = |state: &mut State, name: &str| {
        select(state, name);
        keys(state, "tab space esc");
        assert!(
            state
                .reading
                .marked
                .contains(&state.reading.selected.unwrap())
        );
    };
    mark(&mut state, "Barack Obama");
    keys(&mut state, "esc");
    assert!(state.reading.marked.is_empty(), "Esc also unmarks");
    let mut state = reader((100, 40));
    mark(&mut state, "Angela Merkel");
    mark(&mut state, "Colette Dumont");
    keys(&mut state, "&");
    let both = state.reading.filter.clone().unwrap();
    assert!(!both.match_any && both.entities.len() == 2);
    keys(&mut state, "&");
    let either = state.reading.filter.clone().unwrap();
    assert!(either.match_any && either.blocks.len() > both.blocks.len());
    assert!(both.blocks.iter().all(|block| either.shows_block(*block)));
    keys(&mut state, "&");
    assert_eq!(state.reading.filter, None);
    assert!(
        rows(&state).iter().any(|row| row.contains('✓')),
        "the panel shows which names are marked"
    );
}

/// Protects: if no paragraph mentions all marked entities, those with any are shown, with a message.
#[test]
fn filter_falls_back_to_any_if_no_paragraph_has_all() {
    let mut state = reader((100, 40));
    for name in ["Barack Obama", "Colette Dumont"] {
        select(&mut state, name);
        keys(&mut state, "tab space esc");
    }
    keys(&mut state, "&");
    assert!(state.reading.filter.as_ref().unwrap().match_any);
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("No paragraph mentions all")
    );
}

/// Protects: going from mention to mention stays within the filtered paragraphs, also when it wraps around.
#[test]
fn walking_mentions_stays_within_the_filter() {
    let mut state = reader((100, 14));
    select(&mut state, "Barack Obama");
    keys(&mut state, "&");
    for key in [
        "n", ".", ",", "}", "{", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".",
        ".", ".",
    ] {
        keys(&mut state, key);
        assert!(state.reading.filter.is_some(), "{key}");
        let mention = state.reading.current_mention();
        assert_eq!(mention.is_some(), !["}", "{"].contains(&key), "{key}");
        if let Some(mention) = mention {
            assert!(state.reading.passes_filter(mention.range.start), "{key}");
        }
    }
}

/// Protects: while the filter is active, `}` and `{` go to the next and the previous paragraph that it shows.
#[test]
fn paragraph_keys_go_through_the_shown_paragraphs() {
    let mut state = reader((100, 8));
    select(&mut state, "Barack Obama");
    keys(&mut state, "& g");
    let shown = state.reading.filter.clone().unwrap().blocks;
    assert_eq!(blocks(&state)[0], shown[0]);
    for (key, index) in [("}", 1), ("}", 2), ("}", 3), ("{", 2), ("{", 1)] {
        keys(&mut state, key);
        assert_eq!(blocks(&state)[0], shown[index], "{key} to {index}");
    }
}

/// Protects: a jump to a paragraph that is left out ends the filter, and the screen is never empty.
#[test]
fn a_jump_to_a_hidden_paragraph_ends_the_filter() {
    let mut state = reader((100, 14));
    keys(&mut state, "G .");
    select(&mut state, "Barack Obama");
    keys(&mut state, "& g");
    keys(&mut state, "backspace backspace backspace");
    assert_eq!(state.reading.filter, None);
    assert!(!state.reading.view.lines.is_empty());
    let visible = state.reading.visible_range();
    assert!(
        state
            .reading
            .current_mention()
            .is_none_or(|m| visible.contains(&m.range.start))
    );
}

/// Protects: the filter keeps its entities and its place through resizes and new results.
#[test]
fn the_filter_survives_resizes_and_new_results() {
    let mut state = reader((100, 20));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "& n n");
    let (filter, current) = (state.reading.filter.clone(), state.reading.current);
    for (width, height) in [(60, 20), (41, 9), (1, 1), (200, 50), (100, 20)] {
        update(&mut state, Event::Resize { width, height });
    }
    let more = analysed(&state.reading.document, Arc::clone(&state.reading.entities));
    update(&mut state, more);
    assert_eq!(
        (state.reading.filter.clone(), state.reading.current),
        (filter, current)
    );
}

/// Protects: with no name on the screen, the key only shows a message.
#[test]
fn without_a_name_there_is_no_filter() {
    let mut state = reader_of(&paragraphs(&["No name stands here."]), (80, 24));
    keys(&mut state, "&");
    assert_eq!(state.reading.filter, None);
    assert!(state.messages.current_notice().is_some());
}
