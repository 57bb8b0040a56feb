//! The world map: its keys and clicks, and that its labels are readable.

use crate::common::reader::{keys, paragraphs, press, reader_of};
use crate::common::screen::screen;
use byline::app::overlays::Overlay;
use byline::app::state::Focus;
use byline::app::world_map::markers::{MapLayout, MapMarker, MarkerLabel};
use byline::app::world_map::{WorldMap, countries, map_area};
use byline::app::{Event, State, update};
use byline::entities::EntityKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An article with four countries: Kenya three times, Norway twice, and long paragraphs in between.
fn four_countries(size: (u16, u16)) -> State {
    let filler =
        "The ministers spoke for a long time about the price of grain and of bread. ".repeat(20);
    let texts = [
        "Norway and Kenya signed a treaty on Monday.",
        &filler,
        "Kenya will buy ships from Norway. Kenya will pay in grain from Uganda.",
        &filler,
        "Brazil was not asked.",
    ];
    reader_of(&paragraphs(&texts), size)
}

/// An article that mentions every `nth` country of the table, as "The government of X spoke."
fn everywhere(nth: usize, size: (u16, u16)) -> State {
    let table = include_str!("../../assets/countries.tsv");
    let names = table.lines().filter(|line| !line.starts_with('#'));
    let names = names
        .filter_map(|line| line.split('\t').nth(1))
        .step_by(nth);
    let sentences: Vec<String> = names
        .map(|name| format!("The government of {name} spoke."))
        .collect();
    reader_of(&paragraphs(&[sentences.join(" ")]), size)
}

fn world_map(state: &State) -> &WorldMap {
    match state.screen.overlays.last() {
        Some(Overlay::WorldMap(world)) => world,
        other => panic!("expected the world map, found {other:?}"),
    }
}

/// The code of the country under the cursor.
fn cursor(state: &State) -> String {
    let chosen = world_map(state).chosen_in(&state.reading).unwrap();
    chosen.code.as_str().to_owned()
}

fn markers(state: &State) -> Vec<MapMarker> {
    MapLayout::new(state, world_map(state)).markers
}

/// The cell at the centre of a marker.
fn cell(state: &State, code: &str) -> (u16, u16) {
    let markers = markers(state);
    let marker = markers
        .iter()
        .find(|marker| marker.country.code.as_str() == code)
        .unwrap();
    ((marker.dot.x / 2.0) as u16, (marker.dot.y / 4.0) as u16)
}

#[test]
fn opens_on_the_selected_the_current_or_the_most_mentioned_country() {
    let mut state = four_countries((100, 30));
    keys(&mut state, "w");
    assert_eq!(cursor(&state), "KE", "the most mentioned");
    keys(&mut state, "esc . w");
    assert_eq!(cursor(&state), "NO", "the current");
    keys(&mut state, "esc J J J J w");
    assert_eq!(cursor(&state), "BR", "the selected");
}

#[test]
fn arrows_and_letters_move_in_their_direction() {
    let mut state = four_countries((100, 30));
    keys(&mut state, "w");
    for (key, after) in [
        ("left", "UG"),
        ("h", "BR"),
        ("l", "UG"),
        ("right", "KE"),
        ("k", "NO"),
        ("down", "UG"),
        ("up", "NO"),
        ("2j", "KE"),
    ] {
        keys(&mut state, key);
        assert_eq!(cursor(&state), after, "after {key}");
    }
}

/// Protects: keys reach every country. That this holds for all sets of countries is tested with the compass.
#[test]
fn keys_reach_every_country() {
    let mut state = everywhere(6, (100, 30));
    keys(&mut state, "w");
    let all = countries(&state.reading).len();
    assert!(all > 30, "{all}");
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut open = vec![state];
    while let Some(state) = open.pop() {
        if reached.insert(cursor(&state)) {
            for key in ["h", "j", "k", "l"] {
                let mut next = state.clone();
                keys(&mut next, key);
                if !reached.contains(&cursor(&next)) {
                    open.push(next);
                }
            }
        }
    }
    assert_eq!(reached.len(), all);
}

#[test]
fn enter_goes_to_the_first_mention_and_backspace_returns() {
    let mut state = four_countries((100, 16));
    keys(&mut state, ".");
    let before = (state.reading.visible_range(), state.reading.current);
    keys(&mut state, "w h");
    assert_eq!(cursor(&state), "BR");
    keys(&mut state, "enter");
    assert!(state.screen.overlays.is_empty());
    let mention = state.reading.current_mention().unwrap();
    assert_eq!(
        state.reading.document.slice(mention.range.clone()),
        "Brazil"
    );
    assert_eq!(state.reading.selected_entity().unwrap().name, "Brazil");
    let visible = state.reading.visible_range();
    assert!(visible.start <= mention.range.start && mention.range.end <= visible.end);
    keys(&mut state, "backspace");
    assert_eq!(
        (state.reading.visible_range(), state.reading.current),
        before
    );
}

#[test]
fn closing_the_map_changes_nothing() {
    for key in ["esc", "q", "w"] {
        let mut state = four_countries((100, 30));
        keys(&mut state, ". *");
        let before = (
            state.reading.visible_range(),
            state.reading.current,
            state.reading.selected,
        );
        keys(&mut state, "w l j k");
        assert!(keys(&mut state, key).is_empty());
        assert!(state.screen.overlays.is_empty(), "{key}");
        assert_eq!(
            (
                state.reading.visible_range(),
                state.reading.current,
                state.reading.selected
            ),
            before
        );
    }
}

#[test]
fn tab_switches_to_the_panel_whose_rows_move_the_cursor() {
    for size in [(100, 30), (60, 20)] {
        let mut state = four_countries(size);
        keys(&mut state, "w tab");
        assert_eq!(state.screen.focus, Focus::Panel);
        for (key, after) in [
            ("j", "NO"),
            ("j", "UG"),
            ("G", "BR"),
            ("j", "BR"),
            ("g", "KE"),
        ] {
            keys(&mut state, key);
            assert_eq!(cursor(&state), after);
        }
        keys(&mut state, "j tab");
        assert_eq!(state.screen.focus, Focus::Text, "back on the map");
        assert_eq!(cursor(&state), "NO");
        assert_eq!(
            map_area(&state).width == size.0,
            size.0 < 80,
            "a drawer closes"
        );
        keys(&mut state, "tab esc");
        assert_eq!(cursor(&state), "NO");
        keys(&mut state, "tab enter enter");
        assert_eq!(state.reading.selected_entity().unwrap().name, "Norway");
    }
}

#[test]
fn a_click_chooses_and_a_second_goes_there() {
    let mut state = four_countries((100, 30));
    keys(&mut state, "w");
    let (x, y) = cell(&state, "BR");
    press(&mut state, x, y);
    assert_eq!(cursor(&state), "BR");
    press(&mut state, x, y);
    assert!(state.screen.overlays.is_empty());
    assert_eq!(state.reading.selected_entity().unwrap().name, "Brazil");
    // A label works like its marker; the sea does nothing.
    keys(&mut state, "w");
    let markers = markers(&state);
    let norway = markers
        .iter()
        .find(|marker| marker.country.code.as_str() == "NO")
        .unwrap();
    let label = norway.label.clone().unwrap();
    press(&mut state, label.x, label.y);
    assert_eq!(cursor(&state), "NO");
    press(&mut state, 2, 20);
    assert_eq!(cursor(&state), "NO");
    // A row of the panel works as well.
    let row = state
        .reading
        .panel
        .layout(state.screen.areas.panel)
        .countries;
    press(&mut state, row.x + 3, row.y);
    assert_eq!(cursor(&state), "KE");
    assert_eq!(state.screen.overlays.len(), 1);
}

#[test]
fn the_status_line_describes_the_chosen_country() {
    let mut state = four_countries((100, 30));
    keys(&mut state, "w");
    let status = world_map(&state).status(&state.reading);
    assert_eq!(status.name, "Kenya");
    assert_eq!(status.details, " · 3 mentions · Nairobi · 58 million");
    keys(&mut state, "h h");
    let status = world_map(&state).status(&state.reading);
    assert_eq!(
        status.name + &status.details,
        "Brazil · 1 mention · Brasília · 220 million"
    );
}

#[test]
fn a_map_without_countries_says_so() {
    for size in [(100, 30), (40, 12), (12, 3)] {
        let mut state = reader_of(&paragraphs(&["Nobody was there."]), size);
        keys(&mut state, "w h j enter tab + -");
        assert_eq!(
            world_map(&state).status(&state.reading).details,
            "No country in this article"
        );
        if size.0 > 30 {
            assert!(screen(&state).contains("No country in this article"));
        }
        keys(&mut state, "esc");
        assert!(state.screen.overlays.is_empty());
    }
}

/// Protects: no label covers a marker or another label or leaves the map, and the chosen country always has one.
#[test]
fn labels_cover_nothing() {
    for size in [(200, 50), (120, 40), (80, 24), (40, 12), (250, 60)] {
        for mut state in [everywhere(1, size), four_countries(size)] {
            keys(&mut state, "w");
            assert!(countries(&state.reading).len() > 200 || countries(&state.reading).len() == 4);
            for zoom in ["", "+", "+ l"] {
                keys(&mut state, zoom);
                let (markers, area) = (markers(&state), map_area(&state));
                let chosen = markers
                    .iter()
                    .find(|marker| marker.chosen)
                    .expect("the cursor");
                assert!(chosen.label.is_some());
                let rects: Vec<_> = markers
                    .iter()
                    .filter_map(|marker| marker.label.as_ref())
                    .map(MarkerLabel::rect)
                    .collect();
                for (n, rect) in rects.iter().enumerate() {
                    assert!(area.contains(rect.x, rect.y));
                    assert!(rect.x + rect.width <= area.x + area.width);
                    for other in rects.iter().skip(n + 1).filter(|other| other.y == rect.y) {
                        assert!(
                            rect.x + rect.width < other.x || other.x + other.width < rect.x,
                            "labels touch at {size:?}: {rect:?} {other:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn zooming_keeps_the_cursor_visible() {
    let mut state = everywhere(3, (80, 24));
    keys(&mut state, "w + + +");
    for key in ["l", "l", "j", "j", "h", "k", "k", "k", "l"].repeat(6) {
        keys(&mut state, key);
        assert!(
            markers(&state).iter().any(|marker| marker.chosen),
            "after {key}"
        );
    }
    let near = markers(&state).len();
    keys(&mut state, "- - -");
    assert!(near < markers(&state).len(), "zooming out shows more");
}

/// Protects: the cursor stays on the same country while the engine finds more.
#[test]
fn later_results_do_not_move_the_cursor() {
    let whole = four_countries((100, 30));
    let mut state = whole.clone();
    keys(&mut state, "w h h");
    assert_eq!(cursor(&state), "BR");
    let event = Event::Analysed {
        entities: Arc::clone(&whole.reading.entities),
        covered: 10,
        done: false,
    };
    update(&mut state, event);
    assert_eq!(cursor(&state), "BR");
    let event = Event::Analysed {
        entities: Arc::default(),
        covered: 0,
        done: false,
    };
    update(&mut state, event);
    assert_eq!(state.reading.entities.count(EntityKind::Country), 0);
    assert!(
        world_map(&state)
            .status(&state.reading)
            .details
            .contains("Still looking for names")
    );
    keys(&mut state, "l enter esc");
}

#[test]
fn world_map_snapshot() {
    let mut state = four_countries((80, 24));
    keys(&mut state, "e w");
    insta::assert_snapshot!(screen(&state));
}
