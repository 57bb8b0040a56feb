//! Finding a place: contents, jumps, marks, and the panel's filter.

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

use byline::app::finder::{Finder, Goal};
use byline::app::layer::Layer;
use byline::app::state::{Focus, Options};
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::Kind;
use common::{keys, reader, screen};
use std::sync::Arc;

/// The list that lies over the text.
fn finder(state: &State) -> &Finder {
    match state.layers.last() {
        Some(Layer::Finder(finder)) => finder,
        other => panic!("no list but {other:?}"),
    }
}

/// What its rows say, as they show.
fn rows(state: &State) -> Vec<String> {
    let finder = finder(state);
    let row = |found: &byline::app::finder::Match| {
        let entry = &finder.entries[found.entry];
        format!("{}{}", "  ".repeat(usize::from(entry.depth)), entry.label)
    };
    finder.shown.iter().map(row).collect()
}

/// The words at the top of the screen.
fn top(state: &State) -> &str {
    let first = state.page.iter().find(|line| !line.range.is_empty());
    first.map_or("", |line| state.document.slice(line.range.clone()))
}

/// Rows of people and countries in the panel.
fn panel(state: &State) -> Vec<&str> {
    let name = |n: usize| state.entities.entities()[n].name.as_str();
    state.panel.walk().map(name).collect()
}

/// A reader of an article whose headings lie two deep.
fn deep() -> State {
    let mut builder = Builder::new("an article");
    for (level, heading) in [
        (2, "Origins"),
        (3, "The first years"),
        (3, "War"),
        (2, "Today"),
    ] {
        builder.push(heading);
        builder.end(BlockKind::Heading(level));
        for n in 0..9 {
            builder.push(&format!(
                "{heading}, paragraph {n}, in which nothing much is said by anybody at all."
            ));
            builder.end(BlockKind::Paragraph);
        }
    }
    State::new(Arc::new(builder.finish()), (90, 12), Options::default())
}

/// Protects: the contents are a tree, the row of where the reader is comes chosen, and Enter goes there and leaves a trail.
#[test]
fn contents_lead_to_headings() {
    let mut state = deep();
    keys(&mut state, ") ) t");
    assert_eq!(
        rows(&state),
        ["Origins", "  The first years", "  War", "Today"]
    );
    assert_eq!(finder(&state).chosen, 2);
    keys(&mut state, "down enter");
    assert!(state.layers.is_empty());
    assert_eq!(top(&state), "Today");
    keys(&mut state, "backspace");
    assert_eq!(top(&state), "War");
}

/// Protects: a few letters find a heading, and the best of those found is chosen; Esc leaves all as it was.
#[test]
fn letters_find_a_heading() {
    let mut state = deep();
    keys(&mut state, "t f y");
    assert_eq!(rows(&state), ["  The first years"]);
    keys(&mut state, "enter");
    assert_eq!(top(&state), "The first years");
    keys(&mut state, "t q q q");
    assert!(rows(&state).is_empty());
    assert!(screen(&state).contains("nothing like that"));
    keys(&mut state, "enter esc");
    assert_eq!(top(&state), "The first years");
    assert!(state.layers.is_empty());
}

/// Protects: an article without headings has contents, too: what its paragraphs begin with.
#[test]
fn without_headings_paragraphs_are_listed() {
    let mut builder = Builder::new("an article");
    builder.push("A title");
    builder.end(BlockKind::Title);
    for n in 0..40 {
        builder.push(&format!("Number {n} of the\nparagraphs is here."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(Arc::new(builder.finish()), (80, 24), Options::default());
    keys(&mut state, "t");
    assert_eq!(
        rows(&state)[..2],
        ["A title", "Number 0 of the paragraphs is here."]
    );
    keys(&mut state, "2 1 enter");
    assert!(top(&state).starts_with("Number 21"), "{}", top(&state));
    let mut empty = State::new(Arc::default(), (80, 24), Options::default());
    keys(&mut empty, "t");
    assert!(empty.layers.is_empty() && empty.notice.is_some());
}

/// Protects: headings outside a lens are reached, and the lens is left for it rather than showing another place.
#[test]
fn contents_lead_out_of_a_lens() {
    let mut state = reader((100, 12));
    keys(&mut state, ". . * &");
    assert!(state.lens.is_some());
    keys(&mut state, "t 5 enter");
    assert_eq!(top(&state), "Part 5");
    assert!(state.lens.is_none());
    assert_eq!(state.notice.as_deref(), Some("the whole article again"));
}

/// Protects: the jumps are listed, the latest first and those ahead above them, and each leads where Backspace would.
#[test]
fn jumps_are_listed_and_lead_back() {
    let mut state = reader((100, 12));
    keys(&mut state, "T");
    assert_eq!(state.notice.as_deref(), Some("no jump yet"));
    keys(&mut state, ") ) ) ) backspace");
    let here = top(&state).to_owned();
    keys(&mut state, "T");
    let goals: Vec<Goal> = finder(&state)
        .entries
        .iter()
        .map(|entry| entry.goal.clone())
        .collect();
    assert_eq!(goals, [-1, 1, 2, 3].map(Goal::Jump));
    assert_eq!(finder(&state).chosen, 1, "the latest");
    assert_eq!(
        rows(&state)[1..],
        ["Part 1", "Part 0", "Talks in Paris end without a treaty"]
    );
    keys(&mut state, "down down enter");
    assert!(top(&state).starts_with("Talks"));
    // And all of them lie ahead now.
    keys(&mut state, "3\\");
    assert_eq!(top(&state), here);
}

/// Protects: a mark is a place in the text: it is gone to from anywhere, at any width, and Backspace comes back.
#[test]
fn marks_are_places() {
    let mut state = reader((100, 12));
    keys(&mut state, ") ) 3j");
    let there = state.visible().start;
    keys(&mut state, "m a");
    assert!(state.notice.as_deref().unwrap().contains("'a"));
    keys(&mut state, "G");
    let before = state.visible().start;
    update(
        &mut state,
        Event::Resize {
            width: 61,
            height: 15,
        },
    );
    keys(&mut state, "' a");
    assert!(state.visible().contains(&there));
    update(
        &mut state,
        Event::Resize {
            width: 100,
            height: 12,
        },
    );
    keys(&mut state, "' a");
    assert_eq!(state.visible().start, there);
    keys(&mut state, "backspace backspace");
    assert_eq!(state.visible().start, before);
    keys(&mut state, "' b");
    assert_eq!(state.notice.as_deref(), Some("no mark b: mb sets it"));
    assert_eq!(state.visible().start, before);
}

/// Protects: '' goes to where the last jump began and, again, back; so two places are compared with one key.
#[test]
fn twice_the_key_of_marks_swaps_two_places() {
    let mut state = reader((100, 12));
    keys(&mut state, ") ) G");
    let end = state.visible().start;
    keys(&mut state, "' '");
    assert_eq!(top(&state), "Part 1");
    keys(&mut state, "' '");
    assert_eq!(state.visible().start, end);
}

/// Protects: while a letter is waited for, the marks are shown with their words; Esc sets none, and no key is a command.
#[test]
fn marks_show_while_a_letter_is_waited_for() {
    let mut state = reader((100, 14));
    keys(&mut state, ") m p G m e '");
    let shown = screen(&state);
    assert!(shown.contains("To which mark?"), "{shown}");
    assert!(
        shown.contains("p    4%  Part 0") || shown.contains("%  Part 0"),
        "{shown}"
    );
    keys(&mut state, "esc");
    assert!(state.layers.is_empty());
    keys(&mut state, "m esc");
    assert_eq!(state.marked.len(), 2);
    // q would quit, and x would correct, were it not for the mark.
    keys(&mut state, "m q m x");
    assert_eq!(state.marked.len(), 4);
    keys(&mut state, "m up");
    assert_eq!(state.marked.len(), 4);
}

/// Protects: letters in the panel find people and countries by name, code and the forms that stand in the text, in any case
/// and without accents; Enter stays with whom they found, and the text goes there.
#[test]
fn the_panel_is_filtered() {
    let mut state = reader((100, 24));
    let all = panel(&state).len();
    for (typed, expected) in [
        ("m e r k", "Angela Merkel"),
        ("p u t", "Vladimir Putin"),
        ("r u", "Russia"),
        ("m o s c", "Russia"),
        ("s y r", "Syria"),
        ("f r e n c h", "France"),
    ] {
        keys(&mut state, "tab /");
        keys(&mut state, typed);
        let found = panel(&state);
        assert!(found.contains(&expected), "{typed}: {found:?}");
        assert!(found.len() < all, "{typed}: {found:?}");
        assert_eq!(state.selected_entity().unwrap().name, expected);
        keys(&mut state, "enter");
        assert_eq!(state.focus, Focus::Panel);
        assert!(panel(&state).len() < all, "the filter stays");
        let mention = state.current_mention().expect("the text went there");
        assert_eq!(state.entities.entities()[mention.entity].name, expected);
        keys(&mut state, "esc");
        assert_eq!(panel(&state).len(), all, "Esc brings all back");
        assert_eq!(state.focus, Focus::Panel);
        keys(&mut state, "esc");
        assert_eq!(state.focus, Focus::Text);
    }
}

/// Protects: Esc while typing brings all rows back, and so does leaving the panel; what nobody matches says so.
#[test]
fn a_filter_can_be_let_go_of() {
    let mut state = reader((100, 24));
    let all = panel(&state).len();
    keys(&mut state, "tab / m e esc");
    assert_eq!(panel(&state).len(), all);
    keys(&mut state, "/ m e enter tab");
    assert_eq!(panel(&state).len(), all);
    keys(&mut state, "tab / q x q");
    assert!(panel(&state).is_empty());
    assert!(screen(&state).contains("none"));
    keys(&mut state, "enter");
    assert_eq!(panel(&state).len(), all);
    assert_eq!(state.notice.as_deref(), Some("nobody like that"));
}

/// Protects: what the engine finds meanwhile is filtered, too, and corrections do not mix up who is selected.
#[test]
fn a_filter_goes_on_while_the_engine_reads() {
    let (document, found) = common::article();
    let mut state = State::new(Arc::clone(&document), (100, 24), Options::default());
    let told = |entities, done| Event::Analysed {
        entities,
        covered: 10,
        done,
    };
    update(&mut state, told(Arc::default(), false));
    keys(&mut state, "tab / p u t i n");
    assert!(panel(&state).is_empty());
    update(&mut state, told(found, true));
    assert_eq!(panel(&state), ["Vladimir Putin"]);
    keys(&mut state, "enter");
    assert_eq!(state.selected, None, "nobody was there to be selected");
    keys(&mut state, "j");
    assert_eq!(state.selected_entity().unwrap().name, "Vladimir Putin");
}

/// Protects: a click on a row of a list goes there, one beside it closes, and the wheel walks.
#[test]
fn the_mouse_works_on_lists() {
    let mut state = deep();
    keys(&mut state, "t");
    let places = byline::app::finder::Places::of(&state, finder(&state));
    let mouse = |x, y, what| Event::Mouse(Mouse { x, y, what });
    update(
        &mut state,
        mouse(places.list.x, places.list.y, MouseKind::WheelDown),
    );
    assert_eq!(finder(&state).chosen, 3);
    update(
        &mut state,
        mouse(places.list.x + 3, places.list.y + 1, MouseKind::Press),
    );
    assert_eq!(top(&state), "The first years");
    keys(&mut state, "t");
    update(&mut state, mouse(0, 0, MouseKind::Press));
    let closed = state.layers.is_empty();
    assert!(closed || places.sheet.outer.contains(0, 0));
}

/// Protects: what the list looks like.
#[test]
fn a_picture_of_the_contents() {
    let mut state = deep();
    update(
        &mut state,
        Event::Resize {
            width: 80,
            height: 20,
        },
    );
    keys(&mut state, "t r s");
    insta::assert_snapshot!(screen(&state));
}

/// Protects: what a filtered panel looks like.
#[test]
fn a_picture_of_the_filter() {
    let mut state = reader((100, 20));
    keys(&mut state, "tab / a n");
    insta::assert_snapshot!(screen(&state));
    assert!(
        state
            .entities
            .entities()
            .iter()
            .any(|entity| entity.kind == Kind::Person)
    );
}
