//! What keys do in the reader, tested without a terminal: an article, some keys, and the state after them.

use crate::common::modes::enter_mode;
use crate::common::reader::{analysed, article, help_top, keys, press, preview, reader, type_text};
use crate::common::screen::{cell_of, last_row, picture, rows, screen};
use byline::app::action::{Action, COMMANDS, Mode};
use byline::app::effect::Effect;
use byline::app::overlays::Overlay;
use byline::app::overlays::picker::{PickerMatch, PickerTarget};
use byline::app::state::Focus;
use byline::app::{Event, KeyBinding, Keymap, MouseEvent, MouseEventKind, State, update};
use byline::entities::{EntityId, MentionId};
use byline::layout::Cell;
use byline::options::Highlights;

/// The first line of text on screen.
fn top(state: &State) -> &str {
    let line = state
        .reading
        .view
        .lines
        .iter()
        .find(|line| !line.blank)
        .unwrap();
    state.reading.document.slice(line.range.clone())
}

#[test]
fn keys_scroll_by_lines_pages_and_to_the_ends() {
    let mut state = reader((80, 24));
    let first = top(&state).to_owned();
    keys(&mut state, "j j j k k k");
    assert_eq!(top(&state), first);
    keys(&mut state, "5j");
    let five = top(&state).to_owned();
    keys(&mut state, "g j j j j j");
    assert_eq!(top(&state), five, "a count repeats the key");
    keys(&mut state, "G");
    assert!((state.reading.view.scroll_fraction - 1.0).abs() < 1e-9);
    let end = state.reading.view.lines.last().unwrap().range.end;
    assert_eq!(
        end,
        state.reading.document.text().len(),
        "the last line ends with the text"
    );
    keys(&mut state, "G j space d");
    assert_eq!(
        state.reading.view.lines.last().unwrap().range.end,
        end,
        "the text cannot be scrolled past its end"
    );
    keys(&mut state, "g k b u");
    assert_eq!(
        top(&state),
        first,
        "the text cannot be scrolled above its start"
    );
    keys(&mut state, "space b");
    assert_eq!(top(&state), first, "a page up undoes a page down");
    keys(&mut state, "d u");
    assert_eq!(top(&state), first);
}

#[test]
fn paragraph_keys_go_to_paragraphs() {
    let mut state = reader((80, 10));
    keys(&mut state, "}");
    let second = state.reading.document.blocks()[1].range.start;
    assert_eq!(state.reading.view.lines[0].range.start, second);
    keys(&mut state, "} {");
    assert_eq!(state.reading.view.lines[0].range.start, second);
}

#[test]
fn dot_and_comma_visit_every_mention_and_wrap() {
    let mut state = reader((80, 24));
    let mentions: Vec<MentionId> = state.reading.entities.mention_ids().collect();
    for &id in &mentions {
        keys(&mut state, ".");
        assert_eq!(state.reading.current, Some(id));
        let mention = state.reading.current_mention().unwrap();
        let visible = state.reading.visible_range();
        assert!(
            visible.start <= mention.range.start && mention.range.end <= visible.end,
            "it is on screen"
        );
    }
    keys(&mut state, ".");
    assert_eq!(state.reading.current, Some(mentions[0]), "it wraps");
    assert!(state.messages.current_notice().is_some(), "and says so");
    keys(&mut state, ",");
    assert_eq!(state.reading.current.as_ref(), mentions.last());
    keys(&mut state, "[ ]");
    assert_eq!(
        state.reading.current.as_ref(),
        mentions.last(),
        "the brackets do the same"
    );
}

#[test]
fn star_selects_a_name_and_n_visits_its_mentions() {
    let mut state = reader((80, 24));
    keys(&mut state, ".");
    keys(&mut state, "*");
    let entity = state.reading.selected.unwrap();
    let mentions = state.reading.entities.entity(entity).mentions.clone();
    assert_eq!(state.reading.current, Some(mentions[1 % mentions.len()]));
    keys(&mut state, "n N N");
    assert_eq!(state.reading.current, Some(mentions[0]));
    keys(&mut state, "2n");
    assert_eq!(state.reading.current, Some(mentions[2 % mentions.len()]));
    keys(&mut state, "esc");
    assert_eq!(
        (state.reading.selected, state.reading.current),
        (None, None),
        "Esc deselects"
    );
}

#[test]
fn jumps_can_be_undone_and_redone() {
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
    assert!(
        state.messages.current_notice().is_some(),
        "there is nothing to jump back to"
    );
}

#[test]
fn capital_j_and_k_select_in_the_panel_without_scrolling() {
    let mut state = reader((100, 24));
    let before = top(&state).to_owned();
    keys(&mut state, "J");
    let first = state.reading.selected;
    keys(&mut state, "J");
    let second = state.reading.selected;
    let names: Vec<_> = state.reading.panel.entities().map(Some).collect();
    assert!(names.windows(2).any(|pair| pair == [first, second]));
    keys(&mut state, "K");
    assert_eq!(state.reading.selected, first);
    assert_eq!(top(&state), before);
    assert_eq!(state.screen.focus, Focus::Text);
}

#[test]
fn in_the_panel_the_text_follows_and_tab_returns() {
    let mut state = reader((100, 12));
    keys(&mut state, "tab");
    assert_eq!(state.screen.focus, Focus::Panel);
    keys(&mut state, "G");
    let last = state.reading.panel.entities().last();
    assert_eq!(state.reading.selected, last);
    assert_eq!(
        state
            .reading
            .current_mention()
            .map(|mention| mention.entity),
        last,
        "the text follows"
    );
    keys(&mut state, "tab");
    assert_eq!(state.screen.focus, Focus::Text);
    keys(&mut state, "backspace");
    assert_eq!(state.reading.current, None, "back to where Tab was pressed");
}

#[test]
fn the_drawer_opens_over_narrow_text_and_esc_closes_it() {
    let mut state = reader((60, 20));
    assert!(state.screen.areas.panel.is_empty());
    keys(&mut state, "e");
    assert!(state.screen.areas.panel_over_text);
    keys(&mut state, "esc");
    assert!(state.screen.areas.panel.is_empty());
    keys(&mut state, "tab");
    assert!(state.screen.areas.panel_over_text, "Tab opens it as well");
    keys(&mut state, "j tab");
    assert!(
        state.screen.areas.panel.is_empty(),
        "and closes it when pressed again"
    );
}

#[test]
fn resizing_keeps_the_place() {
    let mut state = reader((100, 20));
    keys(&mut state, "12j");
    let offset = state.reading.view.lines[0].range.start;
    for (width, height) in [(60, 20), (41, 9), (200, 50), (20, 5), (100, 20)] {
        update(&mut state, Event::Resize { width, height });
        let visible = state.reading.visible_range();
        assert!(
            visible.start <= offset && offset <= visible.end,
            "{width}x{height}"
        );
    }
    assert_eq!(
        state.reading.view.lines[0].range.start, offset,
        "back at the first size, nothing has moved"
    );
    keys(&mut state, ". . . . .");
    let mention = state.reading.current_mention().unwrap().range.clone();
    for size in [(60, 20), (41, 9), (200, 50), (30, 6), (100, 20)] {
        update(
            &mut state,
            Event::Resize {
                width: size.0,
                height: size.1,
            },
        );
        let visible = state.reading.visible_range();
        assert!(
            visible.start <= mention.start && mention.end <= visible.end,
            "{size:?}"
        );
    }
}

#[test]
fn text_width_zen_and_panel_keep_the_place() {
    let mut state = reader((120, 20));
    keys(&mut state, "9j");
    let offset = state.reading.view.lines[0].range.start;
    for key in ["-", "-", "-", "+", "=", "z", "z", "e", "e"] {
        keys(&mut state, key);
        let visible = state.reading.visible_range();
        assert!(visible.start <= offset && offset <= visible.end, "{key}");
    }
    assert_eq!(state.reading.view.lines[0].range.start, offset);
}

#[test]
fn highlights_cycle_and_hidden_kinds_are_not_visited() {
    let mut state = reader((100, 24));
    keys(&mut state, "H");
    assert_eq!(state.session.highlights, Highlights::People);
    for _ in 0..4 {
        keys(&mut state, ".");
        let entity = &state
            .reading
            .entities
            .entity(state.reading.current_mention().unwrap().entity);
        assert_eq!(entity.kind, byline::entities::EntityKind::Person);
    }
    keys(&mut state, "H H H");
    assert_eq!(state.session.highlights, Highlights::Both);
}

#[test]
fn the_order_cycles_and_keeps_the_selection() {
    let mut state = reader((100, 24));
    keys(&mut state, "J J");
    let selected = state.reading.selected;
    let orders: Vec<Vec<EntityId>> = (0..3)
        .map(|_| {
            keys(&mut state, "s");
            state.reading.panel.entities().collect()
        })
        .collect();
    assert_eq!(state.reading.selected, selected);
    assert_ne!(orders[0], orders[1]);
}

/// Protects: the help leaves the left of the status line as it was: over a card, which has a title of its own, it is empty.
#[test]
fn help_leaves_what_the_status_line_says() {
    let mut state = enter_mode(Mode::Card, (80, 24));
    assert!(!last_row(&state).contains("France"), "{}", last_row(&state));
    keys(&mut state, "?");
    assert_eq!(state.mode(), Mode::Help);
    let row = last_row(&state);
    assert!(!row.contains("France"), "{row}");
    assert!(screen(&state).contains("Esc close"));
}

/// Protects: Esc leaves every mode that an action leads to, and F1 shows the help there, with the keys of that mode.
#[test]
fn esc_leaves_every_mode_and_f1_explains_it() {
    let modes = Mode::ALL
        .into_iter()
        .filter(|mode| !mode.opened_by().is_empty());
    for mode in modes.filter(|&mode| mode != Mode::Help) {
        let mut state = enter_mode(mode, (100, 30));
        keys(&mut state, "f1");
        let expected = if mode == Mode::Bookmark {
            Mode::Text
        } else {
            Mode::Help
        };
        assert_eq!(state.mode(), expected, "{mode:?}: F1");
        let mut state = enter_mode(mode, (100, 30));
        let mut effects = keys(&mut state, "esc");
        effects.retain(|effect| *effect != Effect::CancelPicture);
        assert_eq!(effects, [], "{mode:?}: Esc");
        assert_ne!(state.mode(), mode, "Esc leaves it");
    }
}

/// Protects: `q` closes what is open over or beside the text, and quits only when nothing is.
#[test]
fn q_closes_the_front_most_thing_before_it_quits() {
    type IsClosed = fn(&State) -> bool;
    let cases: [(&str, (u16, u16), IsClosed); 6] = [
        (". p", (80, 24), |state| preview(state).is_none()),
        ("tab", (120, 40), |state| state.screen.focus == Focus::Text),
        ("e", (60, 24), |state| state.screen.areas.panel.is_empty()),
        ("J &", (80, 24), |state| state.reading.filter.is_none()),
        (". enter", (80, 24), |state| {
            state.screen.overlays.is_empty()
        }),
        ("w tab", (120, 40), |state| {
            state.screen.focus == Focus::Text
        }),
    ];
    for (open, size, is_closed) in cases {
        let mut state = reader(size);
        keys(&mut state, open);
        assert!(!is_closed(&state), "{open} opens something");
        assert_eq!(keys(&mut state, "q"), [], "{open}: q does not quit");
        assert!(is_closed(&state), "{open}: q closes it");
    }
    assert_eq!(keys(&mut reader((80, 24)), "q"), [Effect::Quit(0)]);
}

#[test]
fn help_opens_scrolls_and_closes_without_quitting() {
    let mut state = reader((40, 10));
    keys(&mut state, "? pgdn end home down");
    assert_eq!(help_top(&state), Some(1));
    keys(&mut state, "space");
    assert!(help_top(&state) > Some(1), "a blank turns the page");
    assert!(
        keys(&mut state, "?").is_empty(),
        "? closes help, as it opened it"
    );
    assert_eq!(help_top(&state), None);
    assert!(keys(&mut state, "esc").is_empty(), "Esc never quits");
}

/// Protects: letters search the help by the words of a description or by the key itself; Esc shows all again, and then closes.
#[test]
fn letters_search_the_help() {
    let mut state = reader((80, 24));
    keys(&mut state, "? b o o k m a r k");
    let shown = screen(&state);
    assert!(shown.contains("set a bookmark"), "{shown}");
    assert!(!shown.contains("one page down") && !shown.contains("Move in the text"));
    keys(&mut state, "esc &");
    let shown = screen(&state);
    assert!(shown.contains("only paragraphs with this name") && !shown.contains("bookmark"));
    keys(&mut state, "q q");
    assert!(screen(&state).contains("No match"));
    keys(&mut state, "esc");
    assert!(screen(&state).contains("To read, these are enough"));
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: the search of the help finds the keys of reading and the marks, which stand first in it; `/` begins the search again.
#[test]
fn the_search_of_the_help_finds_its_first_lines() {
    let mut state = reader((80, 40));
    keys(&mut state, "? w h o");
    let shown = screen(&state);
    assert!(shown.contains("who is this"), "{shown}");
    keys(&mut state, "/ r e a d");
    let shown = screen(&state);
    assert!(shown.contains("To read, these are enough"), "{shown}");
    assert!(shown.contains("one page down, one page up"), "{shown}");
    assert!(
        !shown.contains("/read") && !shown.contains("who/"),
        "{shown}"
    );
    keys(&mut state, "/ m a r k s");
    let shown = screen(&state);
    assert!(
        shown.contains("What the marks mean") && shown.contains("a person"),
        "{shown}"
    );
    keys(&mut state, "/");
    assert_eq!(state.mode(), Mode::Help);
    assert!(screen(&state).contains("type to search"));
}

/// Protects: help opened from the text begins with the ten keys of reading and the meaning of every mark.
#[test]
fn help_begins_with_the_keys_of_reading_and_the_marks() {
    let mut state = reader((80, 40));
    keys(&mut state, "?");
    let shown = screen(&state);
    let places = [
        "Space b",
        ". ,",
        "n N",
        "Enter",
        "q ",
        "What the marks mean",
        "●",
        "◆",
        "◇",
        "Go from name to name",
    ];
    let places: Vec<usize> = places
        .iter()
        .map(|words| {
            shown
                .find(words)
                .unwrap_or_else(|| panic!("{words}\n{shown}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}\n{shown}");
}

/// Protects: what is typed to quit is listed once.
#[test]
fn quitting_is_listed_once() {
    for typed in ["q", "quit"] {
        let mut state = reader((80, 40));
        keys(&mut state, ":");
        type_text(&mut state, typed);
        let is_quit = |line: &&str| line.split_whitespace().any(|word| word == "quit");
        let shown = screen(&state);
        let listed = shown
            .lines()
            .filter(is_quit)
            .filter(|line| line.contains("^C"));
        assert_eq!(listed.count(), 1, "{shown}");
    }
}

/// Protects: the list of commands finds each by its description or its name, with its key, and runs it.
#[test]
fn commands_are_found_by_name_and_run() {
    let mut state = reader((80, 24));
    keys(&mut state, ":");
    type_text(&mut state, "only text");
    let row = screen(&state)
        .lines()
        .find(|row| row.contains('▶'))
        .unwrap()
        .to_owned();
    assert!(
        row.contains("show only the text") && row.contains(" z"),
        "{row}"
    );
    keys(&mut state, "enter");
    assert!(state.screen.layout_options.zen);
    assert!(state.screen.overlays.is_empty());
    // "half-page-down" is a name, not a description.
    keys(&mut state, "z :");
    type_text(&mut state, "half-page-down");
    keys(&mut state, "enter");
    assert!(state.reading.view.scroll_fraction > 0.0);
    keys(&mut state, ": esc");
    assert_eq!(state.mode(), Mode::Text);
    keys(&mut state, ":");
    type_text(&mut state, "world map");
    keys(&mut state, "enter");
    assert_eq!(state.mode(), Mode::Map);
}

/// Protects: the list of commands offers every command that has a key in the text, and runs it as its key does.
#[test]
fn every_listed_command_runs() {
    let outcome = |state: &State, effects: Vec<Effect>| format!("{:?}", (picture(state), effects));
    for command in COMMANDS.iter().filter(|command| command.runs_in_text()) {
        let start = || {
            let mut state = reader((100, 24));
            keys(&mut state, "G , * , ,");
            state
        };
        let (Some(key), false) = (
            command.text_keys.first(),
            command.action == Action::ShowCommands,
        ) else {
            continue;
        };
        let (mut one, mut other) = (start(), start());
        keys(&mut one, ":");
        type_text(&mut one, command.action.name());
        let Some(Overlay::Picker(picker)) = one.top_overlay() else {
            panic!("no list of commands")
        };
        let target = PickerTarget::Run(command.action);
        let is_row = |found: &PickerMatch| picker.entries[found.entry].target == target;
        let row = picker.matches.iter().position(is_row);
        keys(&mut one, &"down ".repeat(row.unwrap()));
        let effects = keys(&mut one, "enter");
        let by_name = outcome(&one, effects);
        let effects = keys(&mut other, key);
        assert_eq!(by_name, outcome(&other, effects), "{:?}", command.action);
    }
}

/// Protects: `:42` and `42G` go to a paragraph, `:50%` to a place, `:q` and `ZZ` quit; a jump leads back.
#[test]
fn numbers_go_to_places_and_colon_q_quits() {
    let mut state = reader((80, 12));
    let starts: Vec<usize> = state
        .reading
        .document
        .blocks()
        .iter()
        .map(|block| block.range.start)
        .collect();
    keys(&mut state, ": 7");
    assert!(screen(&state).contains(&format!("go to paragraph 7 of {}", starts.len())));
    keys(&mut state, "enter");
    assert_eq!(state.reading.view.lines[0].range.start, starts[6]);
    keys(&mut state, "backspace");
    assert!(state.reading.view.scroll_fraction.abs() < 1e-9);
    keys(&mut state, "7G");
    assert_eq!(state.reading.view.lines[0].range.start, starts[6]);
    let message = format!("Paragraph 7 of {}", starts.len());
    assert!(last_row(&state).contains(&message), "{}", screen(&state));
    keys(&mut state, ": 5 0 % enter");
    assert!((state.reading.view.scroll_fraction - 0.5).abs() < 0.06);
    keys(&mut state, ": 1 0 0 % enter");
    assert!((state.reading.view.scroll_fraction - 1.0).abs() < 1e-9);
    keys(&mut state, ": 0 % enter");
    assert!(state.reading.view.scroll_fraction.abs() < 1e-9);
    keys(&mut state, ": 9 9 9 9 enter");
    assert!((state.reading.view.scroll_fraction - 1.0).abs() < 1e-9);
    assert_eq!(keys(&mut state, ": q enter"), [Effect::Quit(0)]);
    assert_eq!(keys(&mut state, "Z"), []);
    assert_eq!(keys(&mut state, "Z"), [Effect::Quit(0)]);
    assert_eq!(
        keys(&mut state, "Z q"),
        [],
        "another key after Z does nothing"
    );
}

/// Protects: after a pause the keys that may follow are shown, and not before, nor once the command is complete.
#[test]
fn a_pause_shows_what_may_follow() {
    for (pressed, expected) in [
        ("5", "paragraphs down, up"),
        ("Z", "quit"),
        ("m", "Set a bookmark"),
        ("'", "Go to a bookmark"),
    ] {
        let mut state = reader((80, 24));
        assert!(!state.awaits_key());
        let untouched = body(&state);
        update(&mut state, Event::KeyPause);
        assert_eq!(body(&state), untouched, "nothing is awaited");
        keys(&mut state, pressed);
        assert!(state.awaits_key(), "{pressed}");
        assert_eq!(body(&state), untouched, "{pressed}: not yet");
        assert!(last_row(&state).contains(&format!("{pressed} …")));
        update(&mut state, Event::KeyPause);
        assert!(!state.awaits_key());
        assert!(screen(&state).contains(expected), "{}", screen(&state));
        keys(&mut state, "esc");
        assert!(!state.awaits_key());
        assert_eq!(body(&state), untouched, "{pressed}: Esc");
        keys(&mut state, pressed);
        assert_eq!(body(&state), untouched, "{pressed}: it waits again");
    }
}

/// The rows above the status line.
fn body(state: &State) -> Vec<String> {
    let mut rows = rows(state);
    rows.pop();
    rows
}

/// Protects: a key that means nothing says so and names the help, until the next key; a silenced or typed key does not.
#[test]
fn a_key_without_meaning_says_so() {
    for mode in Mode::ALL.into_iter().filter(|mode| !mode.is_text_input()) {
        let mut state = enter_mode(mode, (100, 30));
        keys(&mut state, "f9");
        let notice = state.messages.current_notice();
        assert_eq!(
            notice,
            Some("F9 does nothing here: ? shows the keys"),
            "{mode:?}"
        );
    }
    let mut state = reader((80, 24));
    keys(&mut state, "Z j");
    assert_eq!(
        state.messages.current_notice(),
        Some("Zj does nothing here: ? shows the keys")
    );
    keys(&mut state, "j");
    assert_eq!(state.messages.current_notice(), None);
    keys(&mut state, "5 .");
    let silenced = KeyBinding {
        mode: Mode::Text,
        key: "f9".parse().unwrap(),
        action: None,
    };
    state.session.keymap = Keymap::with_bindings(&[], &[silenced]);
    keys(&mut state, "f9");
    assert_eq!(state.messages.current_notice(), None);
}

#[test]
fn program_keys_return_effects() {
    let mut state = reader((80, 24));
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
    assert_eq!(keys(&mut state, "ctrl-c"), [Effect::Quit(0)]);
    assert_eq!(keys(&mut state, "ctrl-z"), [Effect::Suspend]);
    assert_eq!(keys(&mut state, "ctrl-l"), [Effect::Redraw]);
    assert_eq!(
        update(&mut state, Event::TerminationSignal(15)),
        [Effect::Quit(143)]
    );
}

#[test]
fn pasted_text_is_never_a_command() {
    let mut state = reader((80, 24));
    assert!(update(&mut state, Event::Paste("q".to_owned())).is_empty());
}

#[test]
fn a_click_on_a_mention_or_a_panel_row_selects_it() {
    let mut state = reader((100, 24));
    let mention = state.reading.visible_mentions().next().unwrap();
    let Cell { x, y } = cell_of(&state, mention);
    press(&mut state, x, y);
    assert_eq!(state.reading.current, Some(mention));
    assert_eq!(
        state.reading.selected,
        Some(state.reading.entities.mention(mention).entity)
    );
    let panel = state.screen.areas.panel;
    press(&mut state, panel.x + 4, panel.y + 1);
    assert_eq!(
        state.reading.selected,
        state.reading.panel.people.rows.first().copied()
    );
    let before = state.reading.view.lines[0].range.start;
    update(
        &mut state,
        Event::Mouse(MouseEvent {
            x: 3,
            y: 3,
            kind: MouseEventKind::WheelDown,
        }),
    );
    assert!(state.reading.view.lines[0].range.start > before);
}

#[test]
fn new_mentions_keep_the_selection_and_the_place() {
    let (document, entities) = article();
    let mut state = reader((80, 24));
    keys(&mut state, ". . *");
    let name = state.reading.selected_entity().unwrap().name.clone();
    let place = state.reading.current_mention().unwrap().range.clone();
    update(&mut state, analysed(&document, entities));
    assert_eq!(state.reading.selected_entity().unwrap().name, name);
    assert_eq!(state.reading.current_mention().unwrap().range, place);
}

#[test]
fn an_empty_article_handles_every_key() {
    let document = std::sync::Arc::new(byline::document::Document::default());
    let mut state = State::new(
        document,
        (80, 24),
        byline::app::state::ReaderOptions::default(),
    );
    for command in byline::app::action::COMMANDS {
        for key in command.text_keys {
            keys(&mut state, key);
            keys(&mut state, "esc esc");
        }
    }
}
