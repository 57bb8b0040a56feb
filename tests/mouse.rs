//! What the mouse does: an article, what the button and the wheel do, and the article after.

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

use byline::app::action::Mode;
use byline::app::effect::Effect;
use byline::app::layer::Layer;
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::layout::measure;
use common::{at, keys, reader};

fn mouse(state: &mut State, what: MouseKind, (x, y): (u16, u16)) -> Vec<Effect> {
    update(state, Event::Mouse(Mouse { x, y, what }))
}

/// The button goes down at each of the cells but the last, and up at that.
fn drag(state: &mut State, cells: &[(u16, u16)]) -> Vec<Effect> {
    let mut effects = mouse(state, MouseKind::Press, cells[0]);
    for &cell in &cells[1..] {
        effects.extend(mouse(state, MouseKind::Drag, cell));
    }
    effects.extend(mouse(state, MouseKind::Release, cells[cells.len() - 1]));
    effects
}

/// So many clicks at once.
fn click(state: &mut State, (x, y): (u16, u16), times: u8) -> Vec<Effect> {
    let mut effects = Vec::new();
    for time in 1..=times {
        let what = MouseKind::Press;
        let mouse = Mouse { x, y, what };
        effects.extend(update(
            state,
            match time {
                1 => Event::Mouse(mouse),
                times => Event::Again { mouse, times },
            },
        ));
        let what = MouseKind::Release;
        effects.extend(update(state, Event::Mouse(Mouse { x, y, what })));
    }
    effects
}

/// The cell of the first letter of `words`, which must be on the screen.
fn cell(state: &State, words: &str) -> (u16, u16) {
    let text = state.document.text();
    let visible = state.visible();
    let start = visible.start + text[visible].find(words).unwrap();
    let row = state
        .page
        .iter()
        .rposition(|line| !line.gap && line.range.start <= start)
        .unwrap();
    let line = &state.page[row];
    let x = measure::cells(&text[line.range.start..start]) as u16;
    let column = state.areas.column;
    (column.x + line.indent + x, column.y + row as u16)
}

fn taken(state: &State) -> &str {
    match state.layers.last() {
        Some(Layer::Stretch(stretch)) => state.document.slice(stretch.range()),
        _ => panic!("nothing is taken"),
    }
}

fn notice(state: &State) -> &str {
    state.notice.as_deref().unwrap_or_default()
}

/// Protects: dragging takes whole words, in both directions, and copies them as soon as the button goes up.
#[test]
fn dragging_takes_words_and_copies_them() {
    let mut state = reader((100, 24));
    let (from, to) = (
        cell(&state, "foreign minister"),
        cell(&state, "Dumont, met"),
    );
    let inside = |(x, y): (u16, u16)| (x + 2, y);
    let effects = drag(&mut state, &[inside(from), inside(to)]);
    let words = "foreign minister, Colette Dumont";
    assert_eq!(taken(&state), words);
    assert_eq!(effects, [Effect::Copy(words.to_owned())]);
    assert_eq!(notice(&state), "copied 4 words");
    keys(&mut state, "esc");
    // Forth and back, past the word where it began: that stays.
    let effects = drag(&mut state, &[inside(to), (to.0 + 20, to.1), inside(from)]);
    assert_eq!(effects, [Effect::Copy(words.to_owned())]);
    assert_eq!(state.mode(), Mode::Stretch);
}

/// Protects: a click alone takes nothing; where something is taken it lets go of that, and nothing else.
#[test]
fn a_click_takes_nothing_and_lets_go() {
    let mut state = reader((100, 24));
    let (from, to) = (cell(&state, "foreign"), cell(&state, "Colette"));
    assert!(click(&mut state, from, 1).is_empty());
    assert_eq!(state.mode(), Mode::Text);
    drag(&mut state, &[from, to]);
    let (x, y, _) = at(&state, 0);
    let selected = state.selected;
    assert!(click(&mut state, (x, y), 1).is_empty());
    assert_eq!(state.mode(), Mode::Text);
    assert_eq!(state.selected, selected);
    // The very next drag takes anew.
    drag(&mut state, &[to, from]);
    assert_eq!(taken(&state), "foreign minister, Colette");
    drag(&mut state, &[from, from, (from.0 + 1, from.1)]);
    assert_eq!(taken(&state), "foreign", "while something was taken, too");
}

/// Protects: what was taken with the mouse is a stretch like any other.
#[test]
fn what_is_taken_has_the_keys_of_a_stretch() {
    let mut state = reader((100, 24));
    let (from, to) = (cell(&state, "foreign"), cell(&state, "minister"));
    drag(&mut state, &[from, to]);
    keys(&mut state, "l l");
    assert_eq!(taken(&state), "foreign minister, Colette Dumont");
    let effects = keys(&mut state, "y");
    assert_eq!(effects.len(), 1);
    assert_eq!(state.mode(), Mode::Text);
    drag(&mut state, &[from, to]);
    keys(&mut state, "+");
    assert_eq!(state.mode(), Mode::Pick, "whom it stands for is asked");
}

/// Protects: at the upper and the lower edge the text moves on, and what is taken grows with it.
#[test]
fn dragging_at_an_edge_scrolls() {
    let mut state = reader((100, 12));
    let column = state.areas.column;
    let (start, below) = (
        cell(&state, "minister"),
        (column.x + 5, column.y + column.height),
    );
    let top = state.visible().start;
    mouse(&mut state, MouseKind::Press, start);
    for _ in 0..8 {
        mouse(&mut state, MouseKind::Drag, below);
    }
    assert!(state.visible().start > top);
    assert!(taken(&state).starts_with("minister") && taken(&state).len() > 200);
    for _ in 0..30 {
        mouse(&mut state, MouseKind::Drag, (column.x, 0));
    }
    assert_eq!(state.visible().start, top);
    assert!(taken(&state).ends_with("minister") && taken(&state).starts_with("Talks"));
    assert_eq!(
        mouse(&mut state, MouseKind::Release, (column.x, 0)).len(),
        1
    );
}

/// Protects: a double click on a name opens its card, on a row of the panel, too; a third click does nothing more.
#[test]
fn a_double_click_opens_the_card() {
    let mut state = reader((100, 24));
    let (x, y, mention) = at(&state, 0);
    let entity = state.entities.mentions()[mention].entity;
    for times in [2, 3] {
        assert!(click(&mut state, (x, y), times).is_empty());
        assert_eq!(state.mode(), Mode::Card);
        assert_eq!(state.selected, Some(entity));
        assert_eq!(state.layers.len(), 1);
        keys(&mut state, "esc");
    }
    let row = (state.areas.panel.x + 4, state.areas.panel.y + 2);
    click(&mut state, row, 2);
    assert!(
        matches!(state.layers.last(), Some(Layer::Card(card)) if Some(card.entity) == state.selected)
    );
}

/// Protects: a double click on any other word takes it, a triple click its paragraph.
#[test]
fn words_and_paragraphs_are_taken_by_clicks() {
    let mut state = reader((100, 24));
    let word = cell(&state, "minister");
    let effects = click(&mut state, word, 2);
    assert_eq!(effects, [Effect::Copy("minister".to_owned())]);
    assert_eq!(notice(&state), "copied: minister");
    keys(&mut state, "esc");
    click(&mut state, word, 3);
    let block = state
        .document
        .block_at(state.document.text().find("minister").unwrap());
    let paragraph = state.document.blocks()[block].range.clone();
    assert_eq!(taken(&state), state.document.slice(paragraph));
}

/// Protects: the border of the panel can be dragged, leaves room on both sides, and stays where it is over sizes.
#[test]
fn the_panel_is_as_wide_as_it_is_dragged() {
    let mut state = reader((120, 30));
    let panel = state.areas.panel;
    let eye = state.page[0].range.start;
    drag(
        &mut state,
        &[(panel.x, 9), (panel.x - 4, 9), (panel.x - 10, 11)],
    );
    assert_eq!(state.areas.panel.width, panel.width + 10);
    assert_eq!(state.selected, None, "no row was meant");
    drag(&mut state, &[(panel.x - 10, 5), (119, 5)]);
    assert_eq!(state.areas.panel.width, 20);
    drag(&mut state, &[(100, 5), (0, 5)]);
    assert!(state.areas.article.width >= 36);
    let width = state.areas.panel.width;
    for (columns, rows) in [(90, 30), (39, 9), (160, 30), (120, 30)] {
        let (width, height) = (columns, rows);
        update(&mut state, Event::Resize { width, height });
    }
    assert_eq!(state.areas.panel.width, width, "remembered");
    assert_eq!(state.page[0].range.start, eye);
    let border = (state.areas.panel.x, 3);
    click(&mut state, border, 2);
    assert_eq!(
        state.areas.panel, panel,
        "a double click brings back what was"
    );
}

/// Protects: whoever takes hold of the line between text and panel, which is the scrollbar, and pulls it aside means the
/// border; up and down they mean the place, also where the mouse slips off.
#[test]
fn the_scrollbar_is_the_border_as_well() {
    let mut state = reader((120, 20));
    keys(&mut state, "3j");
    let (top, track, panel) = (state.visible().start, state.areas.track, state.areas.panel);
    drag(
        &mut state,
        &[(track.x, 15), (track.x - 1, 15), (track.x - 6, 15)],
    );
    assert_eq!(state.areas.panel.width, panel.width + 6);
    assert_eq!(state.visible().start, top, "the text did not move");
    let track = state.areas.track;
    drag(&mut state, &[(track.x, 2), (track.x + 2, 9), (track.x, 40)]);
    assert!((state.fraction - 1.0).abs() < 1e-9);
    assert_eq!(state.areas.panel.width, panel.width + 6);
}

/// Protects: the drawer has a border, too.
#[test]
fn the_drawer_is_as_wide_as_it_is_dragged() {
    let mut state = reader((70, 20));
    keys(&mut state, "e");
    let drawer = state.areas.panel;
    drag(&mut state, &[(drawer.x, 5), (drawer.x - 8, 5)]);
    assert_eq!(state.areas.panel.width, drawer.width + 8);
    drag(&mut state, &[(drawer.x - 8, 5), (0, 5)]);
    assert!(state.areas.panel.x >= 4, "some text is left to click on");
}

/// Protects: a second click on the scrollbar, or beside the words, is a click, and can be the beginning of a drag.
#[test]
fn a_drag_may_begin_with_a_second_click() {
    let mut state = reader((100, 20));
    let (x, y) = (state.areas.track.x, 4);
    click(&mut state, (x, y), 1);
    let what = MouseKind::Press;
    let again = |(x, y)| Event::Again {
        mouse: Mouse { x, y, what },
        times: 2,
    };
    update(&mut state, again((x, y)));
    mouse(&mut state, MouseKind::Drag, (x, 19));
    assert!((state.fraction - 1.0).abs() < 1e-9);
    keys(&mut state, "g");
    let (x, y) = cell(&state, "minister");
    update(&mut state, again((x - 1, y)));
    mouse(&mut state, MouseKind::Drag, (x + 3, y));
    assert!(taken(&state).ends_with("minister"));
}

/// Protects: no way of moving the mouse breaks anything, at any size.
#[test]
fn any_movement_at_any_size_is_harmless() {
    for size in [(1, 1), (3, 2), (39, 7), (41, 9), (80, 24), (120, 40)] {
        let mut state = reader(size);
        for surface in [
            "",
            "e",
            "/ o enter",
            ". enter",
            "v",
            "F",
            "| w",
            "w",
            "z",
            "? esc",
        ] {
            keys(&mut state, surface);
            for n in 0..60_u16 {
                let (x, y) = (n * 37 % (size.0 + 3), n * 11 % (size.1 + 3));
                let what = match n % 6 {
                    0 => MouseKind::Press,
                    1..=3 => MouseKind::Drag,
                    4 => MouseKind::Release,
                    _ => MouseKind::WheelDown,
                };
                mouse(&mut state, what, (x, y));
                if n % 9 == 0 {
                    click(&mut state, (x, y), 3);
                }
            }
            keys(&mut state, "esc esc esc esc");
        }
    }
}
