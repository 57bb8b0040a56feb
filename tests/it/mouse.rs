//! The mouse in the article and its panel: dragging, clicks and multiple clicks.

use crate::common::reader::{keys, reader};
use crate::common::screen::{cell_of, cell_of_words};
use byline::app::action::Mode;
use byline::app::effect::Effect;
use byline::app::overlays::Overlay;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::entities::MentionId;
use byline::layout::Cell;

fn mouse(state: &mut State, kind: MouseEventKind, (x, y): (u16, u16)) -> Vec<Effect> {
    update(state, Event::Mouse(MouseEvent { x, y, kind }))
}

/// Presses the button at the first cell, drags it over the others, and releases it at the last.
fn drag(state: &mut State, cells: &[(u16, u16)]) -> Vec<Effect> {
    let mut effects = mouse(state, MouseEventKind::Press, cells[0]);
    for &cell in &cells[1..] {
        effects.extend(mouse(state, MouseEventKind::Drag, cell));
    }
    effects.extend(mouse(
        state,
        MouseEventKind::Release,
        cells[cells.len() - 1],
    ));
    effects
}

/// Clicks `times` times in quick succession.
fn click(state: &mut State, (x, y): (u16, u16), times: u8) -> Vec<Effect> {
    let mut effects = Vec::new();
    for time in 1..=times {
        let kind = MouseEventKind::Press;
        let mouse = MouseEvent { x, y, kind };
        effects.extend(update(
            state,
            match time {
                1 => Event::Mouse(mouse),
                times => Event::MultiClick {
                    mouse,
                    clicks: times,
                },
            },
        ));
        let kind = MouseEventKind::Release;
        effects.extend(update(state, Event::Mouse(MouseEvent { x, y, kind })));
    }
    effects
}

/// The first mention on the screen, and its cell.
fn first_mention(state: &State) -> (MentionId, (u16, u16)) {
    let mention = state.reading.visible_mentions().next().unwrap();
    let Cell { x, y } = cell_of(state, mention);
    (mention, (x, y))
}

fn selected_text(state: &State) -> &str {
    match state.screen.overlays.last() {
        Some(Overlay::Selection(selection)) => state.reading.document.slice(selection.range()),
        _ => panic!("nothing is selected"),
    }
}

fn message(state: &State) -> &str {
    state.messages.current_notice().unwrap_or_default()
}

/// Protects: dragging selects whole words, in both directions, and copies them when the button is released.
#[test]
fn dragging_selects_and_copies_words() {
    let mut state = reader((100, 24));
    let (from, to) = (
        cell_of_words(&state, "foreign minister"),
        cell_of_words(&state, "Dumont, met"),
    );
    let inside = |(x, y): (u16, u16)| (x + 2, y);
    let effects = drag(&mut state, &[inside(from), inside(to)]);
    let words = "foreign minister, Colette Dumont";
    assert_eq!(selected_text(&state), words);
    assert_eq!(effects, [Effect::CopyToClipboard(words.to_owned())]);
    assert_eq!(message(&state), "Copied 4 words");
    keys(&mut state, "esc");
    // Dragging forward and then back beyond the first word keeps that word selected.
    let effects = drag(&mut state, &[inside(to), (to.0 + 20, to.1), inside(from)]);
    assert_eq!(effects, [Effect::CopyToClipboard(words.to_owned())]);
    assert_eq!(state.mode(), Mode::Selection);
}

/// Protects: a single click selects no text; if text is selected it ends the selection and does nothing else.
#[test]
fn click_ends_the_selection() {
    let mut state = reader((100, 24));
    let (from, to) = (
        cell_of_words(&state, "foreign"),
        cell_of_words(&state, "Colette"),
    );
    assert!(click(&mut state, from, 1).is_empty());
    assert_eq!(state.mode(), Mode::Text);
    drag(&mut state, &[from, to]);
    let (_, at) = first_mention(&state);
    let selected = state.reading.selected;
    assert!(click(&mut state, at, 1).is_empty());
    assert_eq!(state.mode(), Mode::Text);
    assert_eq!(state.reading.selected, selected);
    // The next drag starts a new selection.
    drag(&mut state, &[to, from]);
    assert_eq!(selected_text(&state), "foreign minister, Colette");
    drag(&mut state, &[from, from, (from.0 + 1, from.1)]);
    assert_eq!(
        selected_text(&state),
        "foreign",
        "also while text was selected"
    );
}

/// Protects: the keys of a selection work on one made with the mouse.
#[test]
fn mouse_selection_has_the_keys_of_a_selection() {
    let mut state = reader((100, 24));
    let (from, to) = (
        cell_of_words(&state, "foreign"),
        cell_of_words(&state, "minister"),
    );
    drag(&mut state, &[from, to]);
    keys(&mut state, "l l");
    assert_eq!(selected_text(&state), "foreign minister, Colette Dumont");
    let effects = keys(&mut state, "y");
    assert_eq!(effects.len(), 1);
    assert_eq!(state.mode(), Mode::Text);
    drag(&mut state, &[from, to]);
    keys(&mut state, "+");
    assert_eq!(state.mode(), Mode::Menu, "asks which entity it is");
}

/// Protects: dragging at the upper or lower edge scrolls the text, and the selection grows with it.
#[test]
fn dragging_at_an_edge_scrolls() {
    let mut state = reader((100, 12));
    let column = state.screen.areas.column;
    let (start, below) = (
        cell_of_words(&state, "minister"),
        (column.x + 5, column.y + column.height),
    );
    let top = state.reading.visible_range().start;
    mouse(&mut state, MouseEventKind::Press, start);
    for _ in 0..8 {
        mouse(&mut state, MouseEventKind::Drag, below);
    }
    assert!(state.reading.visible_range().start > top);
    assert!(selected_text(&state).starts_with("minister") && selected_text(&state).len() > 200);
    for _ in 0..30 {
        mouse(&mut state, MouseEventKind::Drag, (column.x, 0));
    }
    assert_eq!(state.reading.visible_range().start, top);
    assert!(
        selected_text(&state).ends_with("minister") && selected_text(&state).starts_with("Talks")
    );
    assert_eq!(
        mouse(&mut state, MouseEventKind::Release, (column.x, 0)).len(),
        1
    );
}

/// Protects: a double click on a name, in the text or in the panel, opens its card; a third click does nothing more.
#[test]
fn double_click_opens_the_card() {
    let mut state = reader((100, 24));
    let (mention, at) = first_mention(&state);
    let entity = state.reading.entities.mention(mention).entity;
    for times in [2, 3] {
        let effects = click(&mut state, at, times);
        assert!(matches!(&effects[..], [Effect::AskLibrary(_)]));
        assert_eq!(state.mode(), Mode::Card);
        assert_eq!(state.reading.selected, Some(entity));
        assert_eq!(state.screen.overlays.len(), 1);
        keys(&mut state, "esc");
    }
    let row = (
        state.screen.areas.panel.x + 4,
        state.screen.areas.panel.y + 2,
    );
    click(&mut state, row, 2);
    assert!(
        matches!(state.screen.overlays.last(), Some(Overlay::Card(card)) if Some(card.entity) == state.reading.selected)
    );
}

/// Protects: a double click on any other word selects it, a triple click its paragraph.
#[test]
fn multiple_clicks_select_words_and_paragraphs() {
    let mut state = reader((100, 24));
    let word = cell_of_words(&state, "minister");
    let effects = click(&mut state, word, 2);
    assert_eq!(effects, [Effect::CopyToClipboard("minister".to_owned())]);
    assert_eq!(message(&state), "Copied: minister");
    keys(&mut state, "esc");
    click(&mut state, word, 3);
    let block = state
        .reading
        .document
        .block_at(state.reading.document.text().find("minister").unwrap());
    let paragraph = state.reading.document.blocks()[block].range.clone();
    assert_eq!(
        selected_text(&state),
        state.reading.document.slice(paragraph)
    );
}

/// Protects: the border of the panel can be dragged as far as both sides have room, and the width survives resizing.
#[test]
fn panel_border_can_be_dragged() {
    let mut state = reader((120, 30));
    let panel = state.screen.areas.panel;
    let top = state.reading.view.lines[0].range.start;
    drag(
        &mut state,
        &[(panel.x, 9), (panel.x - 4, 9), (panel.x - 10, 11)],
    );
    assert_eq!(state.screen.areas.panel.width, panel.width + 10);
    assert_eq!(state.reading.selected, None, "no row is selected");
    drag(&mut state, &[(panel.x - 10, 5), (119, 5)]);
    assert_eq!(state.screen.areas.panel.width, 20);
    drag(&mut state, &[(100, 5), (0, 5)]);
    assert!(state.screen.areas.article.width >= 36);
    let width = state.screen.areas.panel.width;
    for (columns, rows) in [(90, 30), (39, 9), (160, 30), (120, 30)] {
        let (width, height) = (columns, rows);
        update(&mut state, Event::Resize { width, height });
    }
    assert_eq!(state.screen.areas.panel.width, width, "remembered");
    assert_eq!(state.reading.view.lines[0].range.start, top);
    let border = (state.screen.areas.panel.x, 3);
    click(&mut state, border, 2);
    assert_eq!(
        state.screen.areas.panel, panel,
        "a double click restores the default"
    );
}

/// Protects: dragging the scrollbar sideways moves the border of the panel, dragging it up or down scrolls, even if the mouse
/// slips off it.
#[test]
fn scrollbar_is_also_the_panel_border() {
    let mut state = reader((120, 20));
    keys(&mut state, "3j");
    let (top, track, panel) = (
        state.reading.visible_range().start,
        state.screen.areas.track,
        state.screen.areas.panel,
    );
    drag(
        &mut state,
        &[(track.x, 15), (track.x - 1, 15), (track.x - 6, 15)],
    );
    assert_eq!(state.screen.areas.panel.width, panel.width + 6);
    assert_eq!(
        state.reading.visible_range().start,
        top,
        "the text does not scroll"
    );
    let track = state.screen.areas.track;
    drag(&mut state, &[(track.x, 2), (track.x + 2, 9), (track.x, 40)]);
    assert!((state.reading.view.scroll_fraction - 1.0).abs() < 1e-9);
    assert_eq!(state.screen.areas.panel.width, panel.width + 6);
}

/// Protects: the border of the drawer can be dragged.
#[test]
fn drawer_border_can_be_dragged() {
    let mut state = reader((70, 20));
    keys(&mut state, "e");
    let drawer = state.screen.areas.panel;
    drag(&mut state, &[(drawer.x, 5), (drawer.x - 8, 5)]);
    assert_eq!(state.screen.areas.panel.width, drawer.width + 8);
    drag(&mut state, &[(drawer.x - 8, 5), (0, 5)]);
    assert!(
        state.screen.areas.panel.x >= 4,
        "some text stays visible to click on"
    );
}

/// Protects: a second click on the scrollbar or beside the text counts as a single click, and can begin a drag.
#[test]
fn second_click_can_begin_a_drag() {
    let mut state = reader((100, 20));
    let (x, y) = (state.screen.areas.track.x, 4);
    click(&mut state, (x, y), 1);
    let kind = MouseEventKind::Press;
    let multi_click = |(x, y)| Event::MultiClick {
        mouse: MouseEvent { x, y, kind },
        clicks: 2,
    };
    update(&mut state, multi_click((x, y)));
    mouse(&mut state, MouseEventKind::Drag, (x, 19));
    assert!((state.reading.view.scroll_fraction - 1.0).abs() < 1e-9);
    keys(&mut state, "g");
    let (x, y) = cell_of_words(&state, "minister");
    update(&mut state, multi_click((x - 1, y)));
    mouse(&mut state, MouseEventKind::Drag, (x + 3, y));
    assert!(selected_text(&state).ends_with("minister"));
}

/// Protects: no mouse event causes a panic, in any mode and at any screen size.
#[test]
fn any_mouse_event_at_any_size_is_harmless() {
    for size in [(1, 1), (3, 2), (39, 7), (41, 9), (80, 24), (120, 40)] {
        let mut state = reader(size);
        for opening_keys in [
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
            keys(&mut state, opening_keys);
            for n in 0..60_u16 {
                let (x, y) = (n * 37 % (size.0 + 3), n * 11 % (size.1 + 3));
                let kind = match n % 6 {
                    0 => MouseEventKind::Press,
                    1..=3 => MouseEventKind::Drag,
                    4 => MouseEventKind::Release,
                    _ => MouseEventKind::WheelDown,
                };
                mouse(&mut state, kind, (x, y));
                if n % 9 == 0 {
                    click(&mut state, (x, y), 3);
                }
            }
            keys(&mut state, "esc esc esc esc");
        }
    }
}
