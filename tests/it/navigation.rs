//! Finding a place: table of contents, jump list, bookmarks, and the search of the panel.

use crate::common::reader::{article, keys, press, reader};
use crate::common::screen::{last_row, picture, screen};
use byline::app::overlays::Overlay;
use byline::app::overlays::picker::{Picker, PickerTarget};
use byline::app::state::{Focus, ReaderOptions};
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder};
use ratatui::style::Modifier;
use std::sync::Arc;

/// The open picker.
fn picker(state: &State) -> &Picker {
    match state.screen.overlays.last() {
        Some(Overlay::Picker(picker)) => picker,
        other => panic!("expected a picker, found {other:?}"),
    }
}

/// The visible rows of the picker, indented as a tree.
fn rows(state: &State) -> Vec<String> {
    let picker = picker(state);
    let row = |found: &byline::app::overlays::picker::PickerMatch| {
        let entry = &picker.entries[found.entry];
        format!("{}{}", "  ".repeat(usize::from(entry.depth)), entry.label)
    };
    picker.matches.iter().map(row).collect()
}

/// The first line of text on the screen.
fn top(state: &State) -> &str {
    let first = state
        .reading
        .view
        .lines
        .iter()
        .find(|line| !line.range.is_empty());
    first.map_or("", |line| state.reading.document.slice(line.range.clone()))
}

/// The names in the panel, people before countries.
fn panel_names(state: &State) -> Vec<&str> {
    let name = |id| state.reading.entities.entity(id).name.as_str();
    state.reading.panel.entities().map(name).collect()
}

/// An article with headings on two levels.
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
    State::new(
        Arc::new(builder.finish()),
        (90, 12),
        ReaderOptions::default(),
    )
}

/// Protects: contents are shown as a tree with the cursor on the current section; Enter goes there and adds a jump.
#[test]
fn contents_go_to_headings() {
    let mut state = deep();
    keys(&mut state, ") ) t");
    assert_eq!(
        rows(&state),
        ["Origins", "  The first years", "  War", "Today"]
    );
    assert_eq!(picker(&state).list.chosen, 2);
    keys(&mut state, "down enter");
    assert!(state.screen.overlays.is_empty());
    assert_eq!(top(&state), "Today");
    keys(&mut state, "backspace");
    assert_eq!(top(&state), "War");
}

/// Protects: `/` searches the headings and moves the cursor to the best match; Esc changes nothing.
#[test]
fn typing_finds_a_heading() {
    let mut state = deep();
    keys(&mut state, "t / f y");
    assert_eq!(rows(&state), ["  The first years"]);
    keys(&mut state, "enter");
    assert_eq!(top(&state), "The first years");
    keys(&mut state, "t / q q q");
    assert!(rows(&state).is_empty());
    assert!(screen(&state).contains("No match"));
    keys(&mut state, "enter esc");
    assert_eq!(rows(&state).len(), 4, "Esc shows all again");
    keys(&mut state, "esc");
    assert_eq!(top(&state), "The first years");
    assert!(state.screen.overlays.is_empty());
}

/// Protects: without headings, the contents list the beginning of each paragraph.
#[test]
fn without_headings_the_contents_list_paragraphs() {
    let mut builder = Builder::new("an article");
    builder.push("A title");
    builder.end(BlockKind::Title);
    for n in 0..40 {
        builder.push(&format!("Number {n} of the\nparagraphs is here."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 24),
        ReaderOptions::default(),
    );
    keys(&mut state, "t");
    assert_eq!(
        rows(&state)[..2],
        ["A title", "Number 0 of the paragraphs is here."]
    );
    keys(&mut state, "/ 2 1 enter");
    assert!(top(&state).starts_with("Number 21"), "{}", top(&state));
    let mut empty = State::new(Arc::default(), (80, 24), ReaderOptions::default());
    keys(&mut empty, "t");
    assert!(empty.screen.overlays.is_empty() && empty.messages.current_notice().is_some());
}

/// Protects: of very many paragraphs, some are listed that are spread evenly, so that the list opens at once.
#[test]
fn the_contents_of_a_long_text_list_some_paragraphs() {
    let mut builder = Builder::new("an article");
    for n in 0..9_000 {
        builder.push(&format!("Number {n} is here."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 24),
        ReaderOptions::default(),
    );
    keys(&mut state, "t");
    let listed = rows(&state);
    assert_eq!(listed.len(), 1_800);
    assert_eq!(listed[..2], ["Number 0 is here.", "Number 5 is here."]);
    keys(&mut state, "/ 8 9 9 5 enter");
    assert!(top(&state).starts_with("Number 89"), "{}", top(&state));
    keys(&mut state, "t");
    let chosen = picker(&state).list.chosen;
    assert!(chosen > 1_700, "the row of what is on the screen: {chosen}");
}

/// Protects: going to a heading that the paragraph filter hides ends the filter.
#[test]
fn going_to_a_hidden_heading_ends_the_filter() {
    let mut state = reader((100, 12));
    keys(&mut state, ". . * &");
    assert!(state.reading.filter.is_some());
    keys(&mut state, "t / 5 enter");
    assert_eq!(top(&state), "Part 5");
    assert!(state.reading.filter.is_none());
    assert_eq!(
        state.messages.current_notice(),
        Some("Showing all paragraphs")
    );
}

/// Protects: the jump list shows forward jumps above back jumps, latest first, and each row leads where Backspace
/// would.
#[test]
fn jump_list_rows_lead_back_and_forward() {
    let mut state = reader((100, 12));
    keys(&mut state, "T");
    assert_eq!(state.messages.current_notice(), Some("No jumps yet"));
    keys(&mut state, ") ) ) ) backspace");
    let here = top(&state).to_owned();
    keys(&mut state, "T");
    let targets: Vec<PickerTarget> = picker(&state)
        .entries
        .iter()
        .map(|entry| entry.target.clone())
        .collect();
    assert_eq!(targets, [-1, 1, 2, 3].map(PickerTarget::Jump));
    assert_eq!(picker(&state).list.chosen, 1, "the latest");
    assert_eq!(
        rows(&state)[1..],
        ["Part 1", "Part 0", "Talks in Paris end without a treaty"]
    );
    keys(&mut state, "down down enter");
    assert!(top(&state).starts_with("Talks"));
    // Now all of them are forward jumps.
    keys(&mut state, "3\\");
    assert_eq!(top(&state), here);
}

/// Protects: a bookmark marks a place in the text, whatever the width of the screen, and Backspace returns from it.
#[test]
fn bookmarks_mark_places_in_the_text() {
    let mut state = reader((100, 12));
    keys(&mut state, ") ) 3j");
    let there = state.reading.visible_range().start;
    keys(&mut state, "m a");
    assert!(state.messages.current_notice().unwrap().contains("'a"));
    keys(&mut state, "G");
    let before = state.reading.visible_range().start;
    update(
        &mut state,
        Event::Resize {
            width: 61,
            height: 15,
        },
    );
    keys(&mut state, "' a");
    assert!(state.reading.visible_range().contains(&there));
    update(
        &mut state,
        Event::Resize {
            width: 100,
            height: 12,
        },
    );
    keys(&mut state, "' a");
    assert_eq!(state.reading.visible_range().start, there);
    keys(&mut state, "backspace backspace");
    assert_eq!(state.reading.visible_range().start, before);
    keys(&mut state, "' b");
    assert_eq!(
        state.messages.current_notice(),
        Some("No bookmark b: mb sets it")
    );
    assert_eq!(state.reading.visible_range().start, before);
}

/// Protects: '' alternates between two places.
#[test]
fn quote_quote_alternates_between_two_places() {
    let mut state = reader((100, 12));
    keys(&mut state, ") ) G");
    let end = state.reading.visible_range().start;
    keys(&mut state, "' '");
    assert_eq!(top(&state), "Part 1");
    keys(&mut state, "' '");
    assert_eq!(state.reading.visible_range().start, end);
}

/// Protects: while a letter is awaited, bookmarks are listed with their words, Esc cancels, and no letter is a command.
#[test]
fn bookmarks_are_listed_while_a_letter_is_awaited() {
    let mut state = reader((100, 14));
    keys(&mut state, ") m p G m e '");
    update(&mut state, Event::KeyPause);
    let shown = screen(&state);
    assert!(shown.contains("Go to a bookmark"), "{shown}");
    assert!(shown.contains("%  Part 0"), "{shown}");
    keys(&mut state, "esc");
    assert!(state.screen.overlays.is_empty());
    keys(&mut state, "m esc");
    assert_eq!(state.reading.history.bookmarks.len(), 2);
    // Without the prompt, q would quit and x would correct.
    keys(&mut state, "m q m x");
    assert_eq!(state.reading.history.bookmarks.len(), 4);
    keys(&mut state, "m up");
    assert_eq!(state.reading.history.bookmarks.len(), 4);
}

/// Protects: the panel's search finds names, codes and surface forms, ignoring case and accents; Enter keeps the match
/// and goes to its first mention.
#[test]
fn panel_search_finds_names_codes_and_forms() {
    let mut state = reader((100, 24));
    let all = panel_names(&state).len();
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
        let found = panel_names(&state);
        assert!(found.contains(&expected), "{typed}: {found:?}");
        assert!(found.len() < all, "{typed}: {found:?}");
        assert_eq!(state.reading.selected_entity().unwrap().name, expected);
        keys(&mut state, "enter");
        assert_eq!(state.screen.focus, Focus::Panel);
        assert!(panel_names(&state).len() < all, "the search stays");
        assert!(last_row(&state).contains("Esc show all"));
        let mention = state
            .reading
            .current_mention()
            .expect("a mention is current");
        assert_eq!(state.reading.entities.entity(mention.entity).name, expected);
        keys(&mut state, "esc");
        assert_eq!(panel_names(&state).len(), all, "Esc lists all names");
        assert_eq!(state.screen.focus, Focus::Panel);
        keys(&mut state, "esc");
        assert_eq!(state.screen.focus, Focus::Text);
    }
}

/// Protects: Esc and leaving the panel list all rows again, and a search without a match says so.
#[test]
fn panel_search_can_be_cancelled() {
    let mut state = reader((100, 24));
    let all = panel_names(&state).len();
    keys(&mut state, "tab / m e esc");
    assert_eq!(panel_names(&state).len(), all);
    keys(&mut state, "/ m e enter tab");
    assert_eq!(panel_names(&state).len(), all);
    keys(&mut state, "tab / q x q");
    assert!(panel_names(&state).is_empty());
    assert!(screen(&state).contains("none"));
    keys(&mut state, "enter");
    assert_eq!(panel_names(&state).len(), all);
    assert_eq!(state.messages.current_notice(), Some("No matching name"));
}

/// Protects: entities found during a search are searched as well, and the selection stays correct.
#[test]
fn panel_search_includes_entities_found_later() {
    let (document, found) = article();
    let mut state = State::new(Arc::clone(&document), (100, 24), ReaderOptions::default());
    let analysed = |entities, done| Event::Analysed {
        entities,
        covered: 10,
        done,
    };
    update(&mut state, analysed(Arc::default(), false));
    keys(&mut state, "tab / p u t i n");
    assert!(panel_names(&state).is_empty());
    update(&mut state, analysed(found, true));
    assert_eq!(panel_names(&state), ["Vladimir Putin"]);
    keys(&mut state, "enter");
    assert_eq!(state.reading.selected, None, "there was no match to select");
    keys(&mut state, "j");
    assert_eq!(
        state.reading.selected_entity().unwrap().name,
        "Vladimir Putin"
    );
}

/// Protects: a click on a row goes there, a click beside the list closes it, and the wheel moves the cursor.
#[test]
fn mouse_works_in_the_picker() {
    let mut state = deep();
    keys(&mut state, "t");
    let layout = picker(&state).layout(&state);
    let mouse = |x, y, kind| Event::Mouse(MouseEvent { x, y, kind });
    update(
        &mut state,
        mouse(layout.list.x, layout.list.y, MouseEventKind::WheelDown),
    );
    assert_eq!(picker(&state).list.chosen, 3);
    update(
        &mut state,
        mouse(layout.list.x + 3, layout.list.y + 1, MouseEventKind::Press),
    );
    assert_eq!(top(&state), "The first years");
    let (width, height) = (120, 40);
    update(&mut state, Event::Resize { width, height });
    keys(&mut state, "t");
    let layout = picker(&state).layout(&state);
    assert!(!layout.popup.outer.contains(0, 0));
    press(&mut state, 0, 0);
    assert!(state.screen.overlays.is_empty());
}

/// Protects: the look of the table of contents.
#[test]
fn contents_snapshot() {
    let mut state = deep();
    update(
        &mut state,
        Event::Resize {
            width: 80,
            height: 20,
        },
    );
    keys(&mut state, "t / r s");
    insta::assert_snapshot!(screen(&state));
}

/// Protects: the look of the panel during a search.
#[test]
fn panel_search_snapshot() {
    let mut state = reader((100, 20));
    keys(&mut state, "tab / a n");
    insta::assert_snapshot!(screen(&state));
}

/// Protects: in the panel, names in which a word begins with what is typed come first, and the letters that match stand out.
#[test]
fn panel_search_prefers_beginnings_and_shows_what_matches() {
    let mut state = reader((100, 24));
    // Colette Dumont has these letters, too.
    keys(&mut state, "tab / m o");
    assert_eq!(state.reading.selected_entity().unwrap().name, "Russia");
    assert!(panel_names(&state).contains(&"Colette Dumont"));
    let mut state = reader((100, 24));
    keys(&mut state, "tab / a n");
    let first = state.reading.selected_entity().unwrap().name.clone();
    assert_eq!(first, "Angela Merkel", "{:?}", panel_names(&state));
    let buffer = picture(&state);
    let panel = state.screen.areas.panel;
    let row = (panel.y..panel.bottom())
        .find(|&y| {
            let cells = (panel.x..panel.right()).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>().contains("Angela")
        })
        .expect("the row of the name");
    let name_at = (panel.x..panel.right())
        .find(|&x| buffer[(x, row)].symbol() == "A")
        .unwrap();
    let stands_out = |x: u16| {
        let modifier = buffer[(x, row)].modifier;
        modifier.contains(Modifier::UNDERLINED)
    };
    let shown: Vec<bool> = (name_at..name_at + 6).map(stands_out).collect();
    assert_eq!(shown, [true, true, false, false, false, false]);
}
