//! The styles of everything that must stand out, in the default theme and without colours (`NO_COLOR`).

use crate::common::modes::enter_mode;
use crate::common::reader::{analysed, keys, paragraphs, reader, select};
use crate::common::styled::StyledRows;
use byline::app::action::Mode;
use byline::app::state::ReaderOptions;
use byline::app::{State, update};
use byline::entities;
use byline::palette::{Colour, palette_for_background};
use std::sync::Arc;

/// Compares with the snapshot `name` what `add` adds to a picture, in the default theme on a black screen and without colours.
fn check(name: &str, add: impl Fn(&mut StyledRows, bool)) {
    let pictures =
        [("the default theme on black", true), ("NO_COLOR", false)].map(|(title, colour)| {
            let mut rows = StyledRows::default();
            add(&mut rows, colour);
            format!("=== {title}\n\n{}", rows.finish())
        });
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(name, pictures.join("\n\n"));
    });
}

/// Draws `state` as on a black screen, or without colours.
fn show_in(state: &mut State, colour: bool) {
    let black = Colour::True(0, 0, 0);
    state.session.options.palette = Arc::new(palette_for_background(black).clone());
    state.session.options.colour = colour;
}

/// Compares the whole screen with the snapshot `name`.
fn check_screen(name: &str, state: &State) {
    check(name, |rows, colour| {
        let mut state = state.clone();
        show_in(&mut state, colour);
        rows.add(&state, 0..state.screen.size.rows);
    });
}

/// The reader with an article with people, countries and uncertain mentions, after the keys `pressed`.
fn certain_and_uncertain(pressed: &str) -> State {
    let document = paragraphs(&[
        "Angela Merkel met Barack Obama in Paris. Merkel flew to Kenya.",
        "Ivy Cross opened. Wells sold it to Marsh, and both left Georgia.",
    ]);
    let entities = Arc::new(entities::read_with_low_confidence(&document));
    let found = analysed(&document, entities);
    let mut state = State::new(document, (70, 10), ReaderOptions::default());
    update(&mut state, found);
    keys(&mut state, pressed);
    state
}

/// Protects: people and countries differ from the text and from each other, and uncertain mentions from certain ones.
#[test]
fn mentions() {
    check_screen("mentions", &certain_and_uncertain("9<"));
}

/// Protects: mentions of a kind whose highlights are hidden look like the text.
#[test]
fn hidden_highlights() {
    check_screen("hidden_highlights", &certain_and_uncertain("H"));
}

/// Protects: the current mention differs from the other mentions of the selected name, and those from all others.
#[test]
fn selected_name_and_current_mention() {
    check_screen("selected_name", &certain_and_uncertain(". *"));
}

/// Protects: the two names of a pair differ from each other and from the current mention.
#[test]
fn pair() {
    let mut state = reader((70, 20));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "c enter n");
    check_screen("pair", &state);
}

/// Protects: the current match differs from the others, in the text and on the scrollbar.
#[test]
fn search_matches() {
    let mut state = reader((70, 20));
    keys(&mut state, "/ m o n d a y enter n");
    check_screen("search_matches", &state);
}

/// Protects: selected text looks selected, whatever it is.
#[test]
fn selection() {
    let mut state = reader((70, 8));
    keys(&mut state, ". . v h h");
    check_screen("selection", &state);
}

/// Protects: the chosen row of a list, and the letters of it that match what was typed.
#[test]
fn chosen_row_of_a_list() {
    let mut state = reader((60, 14));
    keys(&mut state, "t / p a r down");
    check_screen("contents", &state);
    check_screen("question", &enter_mode(Mode::Question, (60, 14)));
    check_screen("card", &enter_mode(Mode::Card, (60, 14)));
}

/// Protects: the selected row of the panel, also while the text has the focus, and a marked name.
#[test]
fn selected_row_of_the_panel() {
    let mut state = reader((90, 16));
    keys(&mut state, "tab space j");
    check_screen("panel_with_focus", &state);
    keys(&mut state, "tab");
    check_screen("panel_without_focus", &state);
}

/// Protects: on the status line, or on the frame of an overlay, keys differ from what they do, in every mode.
#[test]
fn key_hints() {
    check("key_hints", |rows, colour| {
        for mode in Mode::ALL {
            let mut state = enter_mode(mode, (100, 20));
            show_in(&mut state, colour);
            rows.add_title(mode.name());
            let frame = state.top_overlay().and_then(|top| top.hint_frame(&state));
            let row = frame.map_or(19, |frame| frame.bottom() - 1);
            rows.add(&state, row..row + 1);
        }
    });
}
