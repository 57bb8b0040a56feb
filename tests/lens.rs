//! The lens: only the paragraphs that speak of someone. What shows, what the keys do inside, and the way back.

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

use byline::app::{Event, State, update};
use common::{keys, reader, rows};

/// Select an entity by name, as J does.
fn select(state: &mut State, name: &str) {
    keys(state, "J 99K");
    for _ in 0..40 {
        if state.selected_entity().unwrap().name == name {
            return;
        }
        keys(state, "J");
    }
    panic!("nobody is called {name}");
}

/// The blocks with text on screen.
fn blocks(state: &State) -> Vec<usize> {
    let mut blocks: Vec<usize> = state
        .page
        .iter()
        .filter(|line| !line.gap)
        .map(|line| line.block)
        .collect();
    blocks.dedup();
    blocks
}

/// Protects: the lens shows the paragraphs with the selected one and no others, and says how many are left out between.
#[test]
fn only_the_paragraphs_of_the_selected_show() {
    let mut state = reader((100, 40));
    select(&mut state, "Barack Obama");
    keys(&mut state, "&");
    let lens = state.lens.clone().unwrap();
    let name_in = |block: &usize| {
        let range = state.document.blocks()[*block].range.clone();
        state.document.slice(range).contains("Obama")
    };
    assert!(!lens.blocks.is_empty() && lens.blocks.iter().all(name_in));
    let all: Vec<usize> = (0..state.document.blocks().len()).collect();
    assert_eq!(all.iter().filter(|b| name_in(b)).count(), lens.blocks.len());
    assert!(blocks(&state).iter().all(|block| lens.shows(*block)));
    let text = rows(&state).join("\n");
    assert!(text.contains("⋯ 3 paragraphs ⋯"), "{text}");
    let left_out: usize = state.page.iter().map(|line| line.skipped).sum();
    assert_eq!(
        left_out + lens.blocks.len(),
        all.len(),
        "all are accounted for"
    );
}

/// Protects: how a lens on two people looks.
#[test]
fn the_lens_as_it_looks() {
    let mut state = reader((84, 20));
    for name in ["Angela Merkel", "Barack Obama"] {
        select(&mut state, name);
        keys(&mut state, "tab space esc");
    }
    keys(&mut state, "&");
    insta::assert_snapshot!(rows(&state).join("\n"));
}

/// Protects: leaving the lens, by its key or by Esc, comes back to the exact line and mention.
#[test]
fn leaving_comes_back_to_the_exact_spot() {
    for way_out in ["&", "esc"] {
        let mut state = reader((80, 12));
        keys(&mut state, ". . . . . . . . . . . . . *");
        let (top, current) = (state.page[0].clone(), state.current);
        keys(&mut state, "& n n j");
        assert_ne!(state.page[0], top);
        keys(&mut state, way_out);
        assert_eq!(state.lens, None);
        assert_eq!((state.page[0].clone(), state.current), (top, current));
        assert!(state.selected.is_some(), "Esc closes one layer");
    }
}

/// Protects: with two taken by Space, first the paragraphs with both, then with either, then the article.
#[test]
fn two_taken_in_the_panel_are_all_then_any() {
    let mut state = reader((100, 40));
    let take = |state: &mut State, name: &str| {
        select(state, name);
        keys(state, "tab space esc");
        assert!(state.taken.contains(&state.selected.unwrap()));
    };
    take(&mut state, "Barack Obama");
    keys(&mut state, "esc");
    assert!(state.taken.is_empty(), "Esc lets go of those taken, too");
    let mut state = reader((100, 40));
    take(&mut state, "Angela Merkel");
    take(&mut state, "Colette Dumont");
    keys(&mut state, "&");
    let both = state.lens.clone().unwrap();
    assert!(!both.any && both.of.len() == 2);
    keys(&mut state, "&");
    let either = state.lens.clone().unwrap();
    assert!(either.any && either.blocks.len() > both.blocks.len());
    assert!(both.blocks.iter().all(|block| either.shows(*block)));
    keys(&mut state, "&");
    assert_eq!(state.lens, None);
    assert!(
        rows(&state).iter().any(|row| row.contains('✓')),
        "the panel shows who is taken"
    );
}

/// Protects: where no paragraph has all of them, those with any are shown, and the reader is told.
#[test]
fn nobody_together_falls_back_to_any() {
    let mut state = reader((100, 40));
    for name in ["Barack Obama", "Colette Dumont"] {
        select(&mut state, name);
        keys(&mut state, "tab space esc");
    }
    keys(&mut state, "&");
    assert!(state.lens.as_ref().unwrap().any);
    assert!(
        state
            .notice
            .as_ref()
            .unwrap()
            .contains("no paragraph has all")
    );
}

/// Protects: the walk from mention to mention stays inside the lens, and around its ends.
#[test]
fn walking_stays_inside() {
    let mut state = reader((100, 14));
    select(&mut state, "Barack Obama");
    keys(&mut state, "&");
    for key in [
        "n", ".", ",", "}", "{", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".",
        ".", ".",
    ] {
        keys(&mut state, key);
        assert!(state.lens.is_some(), "{key}");
        if let Some(mention) = state.current_mention() {
            assert!(state.in_lens(mention.range.start), "{key}");
        }
    }
}

/// Protects: a jump to what the lens leaves out leaves the lens; no key leads into the void.
#[test]
fn a_jump_out_of_the_lens_leaves_it() {
    let mut state = reader((100, 14));
    keys(&mut state, "G .");
    select(&mut state, "Barack Obama");
    keys(&mut state, "& g");
    keys(&mut state, "backspace backspace backspace");
    assert!(!state.page.is_empty());
    let visible = state.visible();
    assert!(
        state
            .current_mention()
            .is_none_or(|m| visible.contains(&m.range.start))
    );
}

/// Protects: the lens keeps its people and its place through a resize, and when the engine comes to know more.
#[test]
fn the_lens_outlives_resizes_and_results() {
    let mut state = reader((100, 20));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "& n n");
    let (lens, current) = (state.lens.clone(), state.current);
    for (width, height) in [(60, 20), (41, 9), (1, 1), (200, 50), (100, 20)] {
        update(&mut state, Event::Resize { width, height });
    }
    let more = Event::Analysed {
        entities: state.entities.clone(),
        covered: state.document.text().len(),
        done: true,
    };
    update(&mut state, more);
    assert_eq!((state.lens.clone(), state.current), (lens, current));
}

/// Protects: nobody selected, nothing happens but a word to the reader.
#[test]
fn without_anybody_there_is_no_lens() {
    let mut state = reader((80, 24));
    keys(&mut state, "&");
    assert_eq!(state.lens, None);
    assert!(state.notice.is_some());
}
