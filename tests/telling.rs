//! What a reader is told: that a key did nothing and why, on whatever screen, and by what keys it goes on.

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

use byline::app::State;
use common::{keys, reader, rows};
use std::collections::HashSet;

/// A reader of that size in which `pressed` was pressed.
fn after(size: (u16, u16), pressed: &str) -> State {
    let mut state = reader(size);
    keys(&mut state, pressed);
    state
}

/// Protects: whoever reads the text alone, or on a small screen, is told as everybody is; the next key takes it away again.
#[test]
fn words_to_the_reader_show_without_a_status_line() {
    for (size, first) in [
        ((80, 24), "z"),
        ((39, 24), ""),
        ((60, 7), ""),
        ((20, 6), ""),
    ] {
        for (pressed, told) in [
            ("' q", "no mark q"),
            ("\\", "no jump to go forward"),
            ("1 2", "12 …"),
        ] {
            let mut state = after(size, first);
            let before = rows(&state);
            keys(&mut state, pressed);
            let said = rows(&state).join(" ");
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains(told), "{size:?} {pressed}: {said}");
            keys(&mut state, "esc");
            if first.is_empty() {
                assert_eq!(rows(&state), before, "{size:?} {pressed}");
            }
        }
    }
}

/// Protects: what is said is not taken for the article's own words: where there is room a line parts them.
#[test]
fn words_to_the_reader_are_parted_from_the_text() {
    for (size, parted) in [((80, 24), true), ((39, 7), true), ((20, 4), false)] {
        let rows = rows(&after(size, "z ' q"));
        let last = rows.len() - 1;
        assert!(rows[last].contains("no mark q"), "{rows:#?}");
        assert_eq!(rows[last - 1].starts_with("────"), parted, "{rows:#?}");
    }
}

/// Protects: of a screen that has a status line no line of the text is taken for what is said.
#[test]
fn where_there_is_a_status_line_the_text_is_left_alone() {
    let before = rows(&after((80, 24), ""));
    let told = rows(&after((80, 24), "' q"));
    assert_eq!(before[..23], told[..23]);
    assert!(told[23].contains("no mark q"), "{}", told[23]);
}

/// Protects: several jumps that begin on one screen can be told apart in their list.
#[test]
fn jumps_are_told_by_their_words() {
    let state = after((80, 24), ". . . . . T");
    let rows: Vec<String> = rows(&state)
        .into_iter()
        .filter(|row| row.contains("% │"))
        .map(|row| row.rsplit_once("  ").unwrap_or_default().0.to_owned())
        .collect();
    assert!(rows.len() > 3, "{rows:#?}");
    assert_eq!(
        rows.iter().collect::<HashSet<_>>().len(),
        rows.len(),
        "{rows:#?}"
    );
}

/// Protects: at 80 columns the status line tells how the map, the filter and the lists are left.
#[test]
fn the_way_out_is_told_at_80_columns() {
    for pressed in [
        "w", "tab /", ". . w", "t", ". T", ". enter", "c", ". x", "m", "F", "/", "|", "tab",
    ] {
        let state = after((80, 24), pressed);
        let last = rows(&state).pop().unwrap();
        let way = last.contains("Esc") || pressed == "tab";
        assert!(way, "{pressed}: {last}");
    }
}

/// Protects: a key of the text that does nothing on a sheet says so, and what leads back to the text.
#[test]
fn keys_of_the_text_are_told_on_sheets() {
    for (open, key) in [("w", "t"), (". enter", "/"), ("c", "z"), (". x", "e")] {
        let state = after((80, 24), &format!("{open} {key}"));
        let said = state.notice.as_deref().unwrap_or_default();
        assert!(said.contains("Esc goes back"), "{open} {key}: {said}");
    }
    // What means nothing anywhere is passed over as ever.
    assert_eq!(after((80, 24), "w %").notice, None);
}
