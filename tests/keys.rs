//! What keys do: an article, keys, and the article after. Protects the behaviour of the reader without a terminal.

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

use byline::app::effect::Effect;
use byline::app::state::{Focus, Marks};
use byline::app::{Event, Mouse, MouseKind, State, update};
use common::{article, at, keys, reader};

/// The word under the eye: the first line on screen.
fn top(state: &State) -> &str {
    let line = state.page.iter().find(|line| !line.gap).unwrap();
    state.document.slice(line.range.clone())
}

#[test]
fn text_keys_move_by_lines_pages_and_ends() {
    let mut state = reader((80, 24));
    let first = top(&state).to_owned();
    keys(&mut state, "j j j k k k");
    assert_eq!(top(&state), first);
    keys(&mut state, "5j");
    let five = top(&state).to_owned();
    keys(&mut state, "g j j j j j");
    assert_eq!(top(&state), five, "a count is so many keys");
    keys(&mut state, "G");
    assert!((state.fraction - 1.0).abs() < 1e-9);
    let end = state.page.last().unwrap().range.end;
    assert_eq!(
        end,
        state.document.text().len(),
        "the end is the end of the text"
    );
    keys(&mut state, "G j space d");
    assert_eq!(
        state.page.last().unwrap().range.end,
        end,
        "nothing is below the end"
    );
    keys(&mut state, "g k b u");
    assert_eq!(top(&state), first, "nothing is above the beginning");
    keys(&mut state, "space b");
    assert_eq!(top(&state), first, "a page up undoes a page down");
    keys(&mut state, "d u");
    assert_eq!(top(&state), first);
}

#[test]
fn paragraph_keys_stop_at_paragraphs() {
    let mut state = reader((80, 10));
    keys(&mut state, "}");
    let second = state.document.blocks()[1].range.start;
    assert_eq!(state.page[0].range.start, second);
    keys(&mut state, "} {");
    assert_eq!(state.page[0].range.start, second);
}

#[test]
fn dot_and_comma_walk_every_mention_and_around() {
    let mut state = reader((80, 24));
    let count = state.entities.mentions().len();
    for n in 0..count {
        keys(&mut state, ".");
        assert_eq!(state.current, Some(n));
        let mention = state.current_mention().unwrap();
        let visible = state.visible();
        assert!(
            visible.start <= mention.range.start && mention.range.end <= visible.end,
            "it shows"
        );
    }
    keys(&mut state, ".");
    assert_eq!(state.current, Some(0), "around");
    assert!(state.notice.is_some(), "and the reader is told");
    keys(&mut state, ",");
    assert_eq!(state.current, Some(count - 1));
    keys(&mut state, "[ ]");
    assert_eq!(
        state.current,
        Some(count - 1),
        "the brackets are the same keys"
    );
}

#[test]
fn n_walks_the_selected_entity_and_star_selects() {
    let mut state = reader((80, 24));
    keys(&mut state, ".");
    keys(&mut state, "*");
    let entity = state.selected.unwrap();
    let mentions = state.entities.entities()[entity].mentions.clone();
    assert_eq!(state.current, Some(mentions[1 % mentions.len()]));
    keys(&mut state, "n N N");
    assert_eq!(state.current, Some(mentions[0]));
    keys(&mut state, "2n");
    assert_eq!(state.current, Some(mentions[2 % mentions.len()]));
    keys(&mut state, "esc");
    assert_eq!((state.selected, state.current), (None, None), "Esc lets go");
}

#[test]
fn a_jump_leaves_a_trail_back_and_forward() {
    let mut state = reader((80, 12));
    let start = top(&state).to_owned();
    keys(&mut state, "G");
    let end = top(&state).to_owned();
    keys(&mut state, "backspace");
    assert_eq!(top(&state), start);
    keys(&mut state, "alt-right");
    assert_eq!(top(&state), end);
    keys(&mut state, "ctrl-o");
    assert_eq!(top(&state), start);
    keys(&mut state, "backspace");
    assert!(state.notice.is_some(), "nothing left to go back to");
}

#[test]
fn big_letters_walk_the_panel_and_leave_the_text_alone() {
    let mut state = reader((100, 24));
    let before = top(&state).to_owned();
    keys(&mut state, "J J K");
    assert_eq!(state.selected, state.panel.walk().next());
    assert_eq!(top(&state), before);
    assert_eq!(state.focus, Focus::Text);
}

#[test]
fn in_the_panel_the_text_follows_and_tab_comes_back() {
    let mut state = reader((100, 12));
    keys(&mut state, "tab");
    assert_eq!(state.focus, Focus::Panel);
    keys(&mut state, "G");
    let last = state.panel.walk().last();
    assert_eq!(state.selected, last);
    assert_eq!(
        state.current_mention().map(|mention| mention.entity),
        last,
        "the text followed"
    );
    keys(&mut state, "tab");
    assert_eq!(state.focus, Focus::Text);
    keys(&mut state, "backspace");
    assert_eq!(state.current, None, "and back to where Tab was pressed");
}

#[test]
fn the_drawer_opens_over_narrow_text_and_esc_closes_it() {
    let mut state = reader((60, 20));
    assert!(state.areas.panel.is_empty());
    keys(&mut state, "e");
    assert!(state.areas.over);
    keys(&mut state, "esc");
    assert!(state.areas.panel.is_empty());
    keys(&mut state, "tab");
    assert!(state.areas.over, "Tab opens it as well");
    keys(&mut state, "j tab");
    assert!(
        state.areas.panel.is_empty(),
        "and once more closes it behind"
    );
}

#[test]
fn resizing_keeps_the_word_under_the_eye() {
    let mut state = reader((100, 20));
    keys(&mut state, "12j");
    let eye = state.page[0].range.start;
    for (width, height) in [(60, 20), (41, 9), (200, 50), (20, 5), (100, 20)] {
        update(&mut state, Event::Resize { width, height });
        let visible = state.visible();
        assert!(
            visible.start <= eye && eye <= visible.end,
            "{width}x{height}"
        );
    }
    assert_eq!(state.page[0].range.start, eye, "there and back again");
    keys(&mut state, ". . . . .");
    let mention = state.current_mention().unwrap().range.clone();
    for size in [(60, 20), (41, 9), (200, 50), (30, 6), (100, 20)] {
        update(
            &mut state,
            Event::Resize {
                width: size.0,
                height: size.1,
            },
        );
        let visible = state.visible();
        assert!(
            visible.start <= mention.start && mention.end <= visible.end,
            "{size:?}"
        );
    }
}

#[test]
fn measure_zen_and_panel_keep_the_word_under_the_eye() {
    let mut state = reader((120, 20));
    keys(&mut state, "9j");
    let eye = state.page[0].range.start;
    for key in ["-", "-", "-", "+", "=", "z", "z", "e", "e"] {
        keys(&mut state, key);
        let visible = state.visible();
        assert!(visible.start <= eye && eye <= visible.end, "{key}");
    }
    assert_eq!(state.page[0].range.start, eye);
}

#[test]
fn marks_cycle_and_hidden_kinds_are_not_walked() {
    let mut state = reader((100, 24));
    keys(&mut state, "H");
    assert_eq!(state.marks, Marks::People);
    for _ in 0..4 {
        keys(&mut state, ".");
        let entity = &state.entities.entities()[state.current_mention().unwrap().entity];
        assert_eq!(entity.kind, byline::entities::Kind::Person);
    }
    keys(&mut state, "H H H");
    assert_eq!(state.marks, Marks::Both);
}

#[test]
fn the_order_cycles_and_keeps_the_selection() {
    let mut state = reader((100, 24));
    keys(&mut state, "J J");
    let selected = state.selected;
    let orders: Vec<Vec<usize>> = (0..3)
        .map(|_| {
            keys(&mut state, "s");
            state.panel.walk().collect()
        })
        .collect();
    assert_eq!(state.selected, selected);
    assert_ne!(orders[0], orders[1]);
}

#[test]
fn help_opens_scrolls_and_closes_without_quitting() {
    let mut state = reader((40, 10));
    keys(&mut state, "? space G g j");
    assert_eq!(state.help, Some(1));
    assert!(
        keys(&mut state, "q").is_empty(),
        "q closes help, it does not quit"
    );
    assert_eq!(state.help, None);
    assert!(keys(&mut state, "esc").is_empty(), "Esc never quits");
}

#[test]
fn keys_for_the_program_become_effects() {
    let mut state = reader((80, 24));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
    assert_eq!(keys(&mut state, "ctrl-c"), [Effect::Quit(0)]);
    assert_eq!(keys(&mut state, "ctrl-z"), [Effect::Suspend]);
    assert_eq!(keys(&mut state, "ctrl-l"), [Effect::Repaint]);
    assert_eq!(
        update(&mut state, Event::Terminate(15)),
        [Effect::Quit(143)]
    );
}

#[test]
fn pasted_text_is_never_a_command() {
    let mut state = reader((80, 24));
    assert!(update(&mut state, Event::Paste("q".to_owned())).is_empty());
}

#[test]
fn a_click_on_a_mention_selects_it_and_a_click_on_a_row_goes_there() {
    let mut state = reader((100, 24));
    let (x, y, mention) = at(&state, 0);
    update(
        &mut state,
        Event::Mouse(Mouse {
            x,
            y,
            what: MouseKind::Press,
        }),
    );
    assert_eq!(state.current, Some(mention));
    assert_eq!(
        state.selected,
        Some(state.entities.mentions()[mention].entity)
    );
    let panel = state.areas.panel;
    update(
        &mut state,
        Event::Mouse(Mouse {
            x: panel.x + 4,
            y: panel.y + 1,
            what: MouseKind::Press,
        }),
    );
    assert_eq!(state.selected, state.panel.people.rows.first().copied());
    let before = state.page[0].range.start;
    update(
        &mut state,
        Event::Mouse(Mouse {
            x: 3,
            y: 3,
            what: MouseKind::WheelDown,
        }),
    );
    assert!(state.page[0].range.start > before);
}

#[test]
fn what_the_engine_adds_keeps_selection_and_place() {
    let (document, entities) = article();
    let mut state = reader((80, 24));
    keys(&mut state, ". . *");
    let name = state.selected_entity().unwrap().name.clone();
    let place = state.current_mention().unwrap().range.clone();
    let more = Event::Analysed {
        entities,
        covered: document.text().len(),
        done: true,
    };
    update(&mut state, more);
    assert_eq!(state.selected_entity().unwrap().name, name);
    assert_eq!(state.current_mention().unwrap().range, place);
}

#[test]
fn an_empty_article_answers_every_key() {
    let document = std::sync::Arc::new(byline::document::Document::default());
    let mut state = State::new(document, (80, 24), byline::app::state::Options::default());
    for command in byline::app::action::COMMANDS {
        for key in command.keys {
            keys(&mut state, key);
            keys(&mut state, "esc esc");
        }
    }
}
