//! The world map: what its keys and clicks do, and that its labels can be read.

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

use byline::app::layer::Layer;
use byline::app::state::{Focus, Options};
use byline::app::world::marks::{Label, Mark, marks};
use byline::app::world::{World, area, countries};
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, Kind};
use byline::views;
use common::keys;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A reader of an article with these paragraphs, with everything found.
fn reader(paragraphs: &[&str], size: (u16, u16)) -> State {
    let mut builder = Builder::new("an article");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    let document = Arc::new(builder.finish());
    let entities = Arc::new(entities::read(&document));
    let covered = document.text().len();
    let mut state = State::new(document, size, Options::default());
    update(
        &mut state,
        Event::Analysed {
            entities,
            covered,
            done: true,
        },
    );
    state
}

/// Four countries: Kenya three times, Norway twice, and long paragraphs between them.
fn africa(size: (u16, u16)) -> State {
    let filler =
        "The ministers spoke for a long time about the price of grain and of bread. ".repeat(20);
    let paragraphs = [
        "Norway and Kenya signed a treaty on Monday.",
        &filler,
        "Kenya will buy ships from Norway. Kenya will pay in grain from Uganda.",
        &filler,
        "Brazil was not asked.",
    ];
    reader(&paragraphs, size)
}

/// An article with every `nth` country of the table that is found in "The government of X spoke."
fn everywhere(nth: usize, size: (u16, u16)) -> State {
    let table = include_str!("../assets/countries.tsv");
    let names = table.lines().filter(|line| !line.starts_with('#'));
    let names = names
        .filter_map(|line| line.split('\t').nth(1))
        .step_by(nth);
    let sentences: Vec<String> = names
        .map(|name| format!("The government of {name} spoke."))
        .collect();
    reader(&[&sentences.join(" ")], size)
}

fn world(state: &State) -> &World {
    match state.layers.last() {
        Some(Layer::World(world)) => world,
        other => panic!("the map is not open: {other:?}"),
    }
}

/// The code of the country under the cursor.
fn cursor(state: &State) -> String {
    let countries = countries(state);
    let chosen = world(state).chosen(&countries).unwrap();
    chosen.code.as_str().to_owned()
}

fn marks_of(state: &State) -> Vec<Mark> {
    marks(state, world(state))
}

fn picture(state: &State) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    views::paint(state, &mut buffer);
    let row = |y| {
        (0..state.size.0)
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
    };
    (0..state.size.1)
        .map(|y| row(y).trim_end().to_owned() + "\n")
        .collect()
}

fn press(state: &mut State, x: u16, y: u16) {
    let what = MouseKind::Press;
    update(state, Event::Mouse(Mouse { what, x, y }));
}

/// The cell of a mark's middle.
fn cell(state: &State, code: &str) -> (u16, u16) {
    let marks = marks_of(state);
    let mark = marks
        .iter()
        .find(|mark| mark.code.as_str() == code)
        .unwrap();
    ((mark.dot.0 / 2.0) as u16, (mark.dot.1 / 4.0) as u16)
}

#[test]
fn it_opens_on_the_selected_the_current_or_the_most_mentioned_country() {
    let mut state = africa((100, 30));
    keys(&mut state, "w");
    assert_eq!(cursor(&state), "KE", "the most mentioned");
    keys(&mut state, "esc . w");
    assert_eq!(cursor(&state), "NO", "the current");
    keys(&mut state, "esc J J J J w");
    assert_eq!(cursor(&state), "BR", "the selected");
}

#[test]
fn arrows_and_letters_walk_in_the_direction_pressed() {
    let mut state = africa((100, 30));
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

/// Protects: never stuck, by the keys themselves; that of all countries is checked where the compass is.
#[test]
fn every_country_is_reached_by_keys() {
    let mut state = everywhere(6, (100, 30));
    keys(&mut state, "w");
    let all = countries(&state).len();
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
fn enter_goes_to_the_first_mention_and_backspace_comes_back() {
    let mut state = africa((100, 16));
    keys(&mut state, ".");
    let before = (state.visible(), state.current);
    keys(&mut state, "w h");
    assert_eq!(cursor(&state), "BR");
    keys(&mut state, "enter");
    assert!(state.layers.is_empty());
    let mention = state.current_mention().unwrap();
    assert_eq!(state.document.slice(mention.range.clone()), "Brazil");
    assert_eq!(state.selected_entity().unwrap().name, "Brazil");
    let visible = state.visible();
    assert!(visible.start <= mention.range.start && mention.range.end <= visible.end);
    keys(&mut state, "backspace");
    assert_eq!((state.visible(), state.current), before);
}

#[test]
fn esc_q_and_w_close_it_and_change_nothing() {
    for key in ["esc", "q", "w"] {
        let mut state = africa((100, 30));
        keys(&mut state, ". *");
        let before = (state.visible(), state.current, state.selected);
        keys(&mut state, "w l j k");
        assert!(keys(&mut state, key).is_empty());
        assert!(state.layers.is_empty(), "{key}");
        assert_eq!((state.visible(), state.current, state.selected), before);
    }
}

#[test]
fn tab_goes_to_the_panel_where_rows_of_countries_choose() {
    for size in [(100, 30), (60, 20)] {
        let mut state = africa(size);
        keys(&mut state, "w tab");
        assert_eq!(state.focus, Focus::Panel);
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
        assert_eq!(state.focus, Focus::Text, "back on the map");
        assert_eq!(cursor(&state), "NO");
        assert_eq!(area(&state).width == size.0, size.0 < 80, "a drawer closes");
        keys(&mut state, "tab esc");
        assert_eq!(cursor(&state), "NO");
        keys(&mut state, "tab enter enter");
        assert_eq!(state.selected_entity().unwrap().name, "Norway");
    }
}

#[test]
fn a_click_chooses_and_one_more_goes() {
    let mut state = africa((100, 30));
    keys(&mut state, "w");
    let (x, y) = cell(&state, "BR");
    press(&mut state, x, y);
    assert_eq!(cursor(&state), "BR");
    press(&mut state, x, y);
    assert!(state.layers.is_empty());
    assert_eq!(state.selected_entity().unwrap().name, "Brazil");
    // A label is as good as its mark; the sea is nobody.
    keys(&mut state, "w");
    let marks = marks_of(&state);
    let norway = marks
        .iter()
        .find(|mark| mark.code.as_str() == "NO")
        .unwrap();
    let label = norway.label.clone().unwrap();
    press(&mut state, label.x, label.y);
    assert_eq!(cursor(&state), "NO");
    press(&mut state, 2, 20);
    assert_eq!(cursor(&state), "NO");
    // A row of the panel chooses, too.
    let row = state.panel.sections(state.areas.panel).countries;
    press(&mut state, row.x + 3, row.y);
    assert_eq!(cursor(&state), "KE");
    assert_eq!(state.layers.len(), 1);
}

#[test]
fn the_status_line_tells_of_the_country_under_the_cursor() {
    let mut state = africa((100, 30));
    keys(&mut state, "w");
    let (name, rest) = world(&state).sentence(&state);
    assert_eq!(name, "Kenya");
    assert_eq!(rest, " · 3 mentions · Nairobi · 58 million");
    keys(&mut state, "h h");
    let (name, rest) = world(&state).sentence(&state);
    assert_eq!(name + &rest, "Brazil · 1 mention · Brasília · 220 million");
}

#[test]
fn without_a_country_it_says_so() {
    for size in [(100, 30), (40, 12), (12, 3)] {
        let mut state = reader(&["Nobody was there."], size);
        keys(&mut state, "w h j enter tab + -");
        assert_eq!(
            world(&state).sentence(&state).1,
            "no country in this article"
        );
        if size.0 > 30 {
            assert!(picture(&state).contains("no country in this article"));
        }
        keys(&mut state, "esc");
        assert!(state.layers.is_empty());
    }
}

/// Protects: labels can be read. None lies on a mark or another label or outside, and the cursor's is always there.
#[test]
fn labels_lie_on_nothing() {
    for size in [(200, 50), (120, 40), (80, 24), (40, 12), (250, 60)] {
        for mut state in [everywhere(1, size), africa(size)] {
            keys(&mut state, "w");
            assert!(countries(&state).len() > 200 || countries(&state).len() == 4);
            for zoom in ["", "+", "+ l"] {
                keys(&mut state, zoom);
                let (marks, area) = (marks_of(&state), area(&state));
                let chosen = marks.iter().find(|mark| mark.chosen).expect("the cursor");
                assert!(chosen.label.is_some());
                let rects: Vec<_> = marks
                    .iter()
                    .filter_map(|mark| mark.label.as_ref())
                    .map(Label::rect)
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
fn closer_keeps_the_cursor_in_sight() {
    let mut state = everywhere(3, (80, 24));
    keys(&mut state, "w + + +");
    for key in ["l", "l", "j", "j", "h", "k", "k", "k", "l"].repeat(6) {
        keys(&mut state, key);
        assert!(
            marks_of(&state).iter().any(|mark| mark.chosen),
            "after {key}"
        );
    }
    let near = marks_of(&state).len();
    keys(&mut state, "- - -");
    assert!(near < marks_of(&state).len(), "farther shows more");
}

/// Protects: the country stays the same one while the engine finds more.
#[test]
fn what_is_found_later_does_not_move_the_cursor() {
    let whole = africa((100, 30));
    let mut state = whole.clone();
    keys(&mut state, "w h h");
    assert_eq!(cursor(&state), "BR");
    let event = Event::Analysed {
        entities: Arc::clone(&whole.entities),
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
    assert_eq!(state.entities.count(Kind::Country), 0);
    assert!(world(&state).sentence(&state).1.contains("still reading"));
    keys(&mut state, "l enter esc");
}

#[test]
fn the_screen() {
    let mut state = africa((80, 24));
    keys(&mut state, "e w");
    insta::assert_snapshot!(picture(&state));
}
