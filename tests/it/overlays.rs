//! What overlays do: card, preview, co-occurrences, copying, help. Each test opens an article, presses keys and checks
//! the state.

use crate::common::reader::{article, keys, paragraphs, press, preview, reader, reader_of, select};
use crate::common::screen::{cell_of, last_row, picture, rows, screen};
use byline::app::action::Mode;
use byline::app::overlays::Overlay;
use byline::app::overlays::card::{self, Card, CardLayout, CardRow, SummaryLine};
use byline::app::overlays::mentioned_together::CooccurrenceList;
use byline::app::state::ReaderOptions;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, EntityId, MentionId};
use std::sync::Arc;

fn card(state: &State) -> &Card {
    match state.screen.overlays.last() {
        Some(Overlay::Card(card)) => card,
        other => panic!("expected a card, found {other:?}"),
    }
}

fn cooccurrences(state: &State) -> &CooccurrenceList {
    match state.screen.overlays.last() {
        Some(Overlay::Cooccurrences(list)) => list,
        other => panic!("expected a list of co-occurrences, found {other:?}"),
    }
}

fn name(state: &State, entity: EntityId) -> &str {
    &state.reading.entities.entity(entity).name
}

/// Protects: Enter opens the card of the current entity, with the sentence that introduces it.
#[test]
fn enter_opens_the_card_of_the_current_entity() {
    let mut state = reader((80, 24));
    keys(&mut state, ". enter");
    assert_eq!(state.reading.current.map(MentionId::place), Some(0));
    let current = state.reading.current_mention().unwrap().entity;
    assert_eq!(card(&state).entity, current);
    keys(&mut state, "esc esc");
    select(&mut state, "Bashar al-Assad");
    keys(&mut state, "enter");
    let card = card(&state);
    assert_eq!(name(&state, card.entity), "Bashar al-Assad");
    assert_eq!(card.forms[0].text, "Bashar al-Assad");
    let quote = state.reading.document.slice(card.quote.clone());
    assert!(quote.starts_with("The French foreign minister"), "{quote}");
    assert!(quote.ends_with("on Monday."), "{quote}");
    let screen = screen(&state);
    for expected in [
        "Bashar al-Assad",
        "person · 6 mentions",
        "President",
        "met President",
        "% sure",
    ] {
        assert!(
            screen.contains(expected),
            "{expected} is not on the card:\n{screen}"
        );
    }
}

/// Protects: the cursor starts on the current mention; Enter goes to another one, closes the card and adds a jump.
#[test]
fn enter_on_the_card_goes_to_a_mention() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "n n n");
    let (here, top) = (
        state.reading.current,
        state.reading.view.lines[0].range.start,
    );
    keys(&mut state, "enter");
    assert_eq!(card(&state).chosen_mention(&state.reading.entities), here);
    assert_eq!(
        state.reading.view.lines[0].range.start, top,
        "the text does not move"
    );
    keys(&mut state, "j");
    let there = card(&state).chosen_mention(&state.reading.entities);
    assert_ne!(there, here);
    keys(&mut state, "G enter");
    let last = *state
        .reading
        .selected_entity()
        .unwrap()
        .mentions
        .last()
        .unwrap();
    assert!(state.screen.overlays.is_empty());
    assert_eq!(state.reading.current, Some(last));
    assert_eq!(
        state.reading.selected_entity().unwrap().name,
        "Angela Merkel"
    );
    keys(&mut state, "backspace");
    assert_eq!(state.reading.current, here, "Backspace returns");
    assert_eq!(state.reading.view.lines[0].range.start, top);
}

/// Protects: Enter in the panel opens a card, and closing it returns to the panel.
#[test]
fn a_card_opened_from_the_panel_returns_to_it() {
    for size in [(100, 30), (60, 20)] {
        let mut state = reader(size);
        keys(&mut state, "tab j enter");
        assert_eq!(Some(card(&state).entity), state.reading.selected);
        keys(&mut state, "q");
        assert_eq!(state.mode(), Mode::Panel);
        keys(&mut state, "enter G enter");
        assert_eq!(state.mode(), Mode::Text, "a mention is in the text");
        assert!(
            !state.screen.areas.panel_over_text,
            "and the panel does not cover it"
        );
    }
}

/// Protects: cards opened from cards are closed one by one.
#[test]
fn cards_opened_from_cards_close_one_by_one() {
    let mut state = reader((80, 24));
    keys(&mut state, ". enter");
    let first = card(&state).entity;
    keys(&mut state, "g");
    let other = card(&state).chosen_cooccurrence().unwrap().other;
    keys(&mut state, "enter");
    assert_eq!(card(&state).entity, other);
    keys(&mut state, "c");
    assert_eq!(cooccurrences(&state).subject, Some(other));
    keys(&mut state, "esc esc");
    assert_eq!(card(&state).entity, first);
    assert!(
        card(&state).chosen_cooccurrence().is_some(),
        "the cursor is where it was"
    );
    keys(&mut state, "esc");
    assert!(state.screen.overlays.is_empty());
    for _ in 0..100 {
        keys(&mut state, "enter g enter c");
    }
    assert!(
        state.screen.overlays.len() < 20,
        "the number of overlays is limited"
    );
}

/// Protects: a country's card counts its mentions by type.
#[test]
fn a_country_card_counts_mentions_by_type() {
    let mut state = reader((100, 40));
    select(&mut state, "Russia");
    keys(&mut state, "enter");
    let screen = screen(&state).replace('\u{a0}', " ");
    assert!(screen.contains("RU Russia"), "{screen}");
    assert!(screen.contains("Russia 6 · Moscow 6"), "{screen}");
}

/// Protects: no line of what stands above the mentions ends in the dot that separates what follows, whatever the width.
#[test]
fn no_line_of_a_card_ends_in_a_dot() {
    for name in ["Russia", "Angela Merkel", "United States"] {
        for width in 40..100 {
            let mut state = reader((width, 40));
            select(&mut state, name);
            keys(&mut state, "enter");
            for line in CardLayout::new(&state, card(&state)).summary_lines {
                if let SummaryLine::Text(_, text) = line {
                    assert!(!text.trim_end().ends_with('·'), "{width} {text}");
                }
            }
        }
    }
}

/// Protects: the mentions of all rows are aligned in one column, also with wide characters and line breaks.
#[test]
fn mentions_on_a_card_are_aligned() {
    let mut builder = Builder::new("test");
    for before in [
        "Yesterday",
        "On a long and rainy Monday morning in the old harbour, as the papers tell,",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 at noon",
        "",
    ] {
        builder.push(&format!("{before}\nBarack Obama spoke for an hour."));
        builder.end(BlockKind::Paragraph);
    }
    let document = Arc::new(builder.finish());
    for size in [(40, 16), (80, 24), (120, 40)] {
        let mut state = reader_of(&document, size);
        keys(&mut state, "J enter");
        let layout = card::CardLayout::new(&state, card(&state));
        let buffer = picture(&state);
        let begins = |y: u16| {
            let here = |x: &u16| {
                let word: String = (*x..*x + 6).map(|x| buffer[(x, y)].symbol()).collect();
                word == "Barack"
            };
            (layout.list.x..layout.list.x + layout.list.width - 6).find(here)
        };
        let rows = layout.list.y..layout.list.y + layout.list.height;
        let columns: Vec<_> = rows.take(layout.mention_count).map(begins).collect();
        assert!(columns.len() > 1 && columns[0].is_some());
        assert!(columns.iter().all(|x| *x == columns[0]), "{columns:?}");
    }
}

/// Protects: the preview moves nothing, never covers the mention, and closes with the next key.
#[test]
fn preview_hides_nothing_and_closes_with_the_next_key() {
    for size in [(80, 24), (120, 40), (40, 12), (30, 6)] {
        let mut state = reader(size);
        keys(&mut state, "G , , ,");
        let before = (state.reading.view.lines.clone(), state.reading.current);
        keys(&mut state, "p");
        let opened = preview(&state).cloned().unwrap();
        assert_eq!(
            Some(opened.entity),
            state.reading.current_mention().map(|m| m.entity)
        );
        assert_eq!(
            (state.reading.view.lines.clone(), state.reading.current),
            before
        );
        let layout = opened.layout(&state).unwrap();
        let range = state.reading.current_mention().unwrap().range.clone();
        for (row, line) in state.reading.view.lines.iter().enumerate() {
            let y = state.screen.areas.column.y + row as u16;
            let shows = line.range.start < range.end && range.start < line.range.end;
            assert!(
                !(shows && layout.outer.contains(layout.outer.x, y)),
                "{size:?}: the preview covers the mention"
            );
        }
        for close in ["p", "esc"] {
            keys(&mut state, close);
            assert_eq!(
                (preview(&state), state.reading.current),
                (None, before.1),
                "the key only closes the preview"
            );
            keys(&mut state, "p");
        }
        keys(&mut state, ",");
        assert_eq!(preview(&state), None);
        assert_ne!(state.reading.current, before.1, "any other key is applied");
    }
}

/// Protects: without a current mention the preview of the selected entity is at the bottom; without either, a message
/// is shown.
#[test]
fn preview_without_a_current_mention() {
    let mut state = reader_of(&paragraphs(&["No name stands here."]), (80, 24));
    keys(&mut state, "p");
    assert!(preview(&state).is_none() && state.messages.current_notice().is_some());
    let mut state = reader((80, 24));
    select(&mut state, "Vladimir Putin");
    keys(&mut state, "p");
    let layout = preview(&state).as_ref().unwrap().layout(&state).unwrap();
    let column = state.screen.areas.column;
    assert_eq!(
        layout.outer.y + layout.outer.height,
        column.y + column.height
    );
}

/// Protects: new results keep what is open, about the same entities.
#[test]
fn overlays_keep_their_entities_when_results_arrive() {
    let (document, whole) = article();
    let part = document.prefix(document.text().len() / 2);
    let half = Arc::new(entities::read(&part));
    for opening in [
        "enter",
        "enter g",
        "c",
        "c tab",
        "c enter",
        "p",
        "enter g enter c",
    ] {
        let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
        let covered = part.text().len();
        let analysed = |entities, covered, done| Event::Analysed {
            entities,
            covered,
            done,
        };
        update(&mut state, analysed(Arc::clone(&half), covered, false));
        select(&mut state, "Angela Merkel");
        keys(&mut state, "n");
        keys(&mut state, opening);
        let about = |state: &State| match (state.screen.overlays.last(), &state.reading.pair) {
            (Some(Overlay::Card(card)), _) => name(state, card.entity).to_owned(),
            (Some(Overlay::Cooccurrences(list)), _) => {
                let pair = list.chosen_pair().unwrap();
                format!("{}+{}", name(state, pair.entity), name(state, pair.other))
            }
            (Some(Overlay::Preview(preview)), _) => name(state, preview.entity).to_owned(),
            (None, Some(pair)) => {
                format!("{}+{}", name(state, pair.one), name(state, pair.other))
            }
            other => panic!("{opening}: nothing is open: {other:?}"),
        };
        let before = about(&state);
        let len = document.text().len();
        update(&mut state, analysed(Arc::clone(&whole), len, true));
        assert_eq!(about(&state), before, "{opening}");
        picture(&state);
        if let Some(Overlay::Card(card)) = state.screen.overlays.last() {
            let all = state.reading.entities.entity(card.entity).mentions.len();
            assert_eq!(card::CardLayout::new(&state, card).mention_count, all);
        }
        // When no entity is left, everything about entities closes.
        update(&mut state, analysed(Arc::default(), len, true));
        assert!(
            state.screen.overlays.is_empty()
                && state.reading.pair.is_none()
                && preview(&state).is_none()
        );
        picture(&state);
    }
}

/// Protects: a card opened from a card lies on top of it, however many lie beneath, and the lowest ones are let go.
#[test]
fn cards_open_on_top_of_cards() {
    let mut state = reader((100, 30));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "enter");
    for _ in 0..40 {
        keys(&mut state, "g");
        let next = card(&state).chosen_cooccurrence().unwrap().other;
        keys(&mut state, "enter");
        assert_eq!(name(&state, card(&state).entity), name(&state, next));
    }
    let opened = state.screen.overlays.len();
    assert!((2..40).contains(&opened));
    for _ in 0..opened {
        assert_eq!(state.mode(), Mode::Card);
        keys(&mut state, "esc");
    }
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a click chooses, a second one goes there, a click outside closes the popup, and the wheel moves the
/// cursor.
#[test]
fn mouse_works_in_popups() {
    let mut state = reader((100, 30));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "enter");
    let list = card::CardLayout::new(&state, card(&state)).list;
    press(&mut state, list.x + 9, list.y + 2);
    assert_eq!(card(&state).chosen, CardRow::Mention(2));
    let (x, y, kind) = (list.x, list.y, MouseEventKind::WheelDown);
    update(&mut state, Event::Mouse(MouseEvent { x, y, kind }));
    assert_eq!(card(&state).chosen, CardRow::Mention(5));
    press(&mut state, list.x + 9, list.y + 2);
    press(&mut state, list.x + 9, list.y + 2);
    assert!(state.screen.overlays.is_empty() && state.reading.current.is_some());
    keys(&mut state, "enter");
    press(&mut state, 99, 2);
    assert!(
        state.screen.overlays.is_empty(),
        "a click outside closes it"
    );
    keys(&mut state, "c");
    let list = byline::app::overlays::mentioned_together::CooccurrenceLayout::new(
        &state,
        cooccurrences(&state),
    )
    .list;
    press(&mut state, list.x, list.y + 1);
    assert_eq!(cooccurrences(&state).list.chosen, 1);
    press(&mut state, list.x, list.y + 1);
    assert!(state.reading.pair.is_some());
    keys(&mut state, "c");
    press(&mut state, 99, 2);
    assert!(state.screen.overlays.is_empty());
}

/// Protects: help opened from an overlay starts with its keys, lists all commands page by page, and returns to it.
#[test]
fn help_on_an_overlay_starts_with_its_keys() {
    let mut state = reader((80, 24));
    keys(&mut state, ". enter ?");
    assert!(screen(&state).contains("On the card"));
    let mut pages = vec![screen(&state)];
    loop {
        keys(&mut state, "pgdn");
        let page = screen(&state);
        if pages.last() == Some(&page) {
            break;
        }
        pages.push(page);
        assert!(pages.len() < 20);
    }
    let all = pages.concat();
    for command in byline::app::action::COMMANDS {
        assert!(all.contains(command.description), "{}", command.description);
    }
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Card);
}

/// Protects: the look of a card.
#[test]
fn card_snapshot() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "n enter");
    insta::assert_snapshot!(screen(&state));
}

/// The rectangle of the frame of the overlay on top.
fn frame(state: &State) -> byline::layout::Rect {
    let top = state.top_overlay().expect("an overlay");
    top.hint_frame(state).expect("a frame")
}

/// Protects: what is opened on a word stands below or above it and does not cover it, where there is room.
#[test]
fn overlays_stand_beside_the_word_they_were_opened_on() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        for open in ["enter", "c", "x", "M", "R"] {
            for mentions in [". .", ". . . . . . . .", "G ,"] {
                let mut state = reader(size);
                keys(&mut state, mentions);
                let row = cell_of(&state, state.reading.current.unwrap()).y;
                keys(&mut state, open);
                let frame = frame(&state);
                let covers = frame.y <= row && row < frame.bottom();
                assert!(
                    !covers,
                    "{size:?} {mentions} {open}: {frame:?} over row {row}"
                );
                let body = size.1 - 1;
                assert!(
                    frame.bottom() <= body,
                    "{size:?} {mentions} {open}: {frame:?}"
                );
                assert!(frame.height > 1);
            }
        }
    }
}

/// Protects: overlays with a frame have their title on its upper edge and their keys on its lower one, and not on the status
/// line, too.
#[test]
fn title_and_keys_stand_on_the_frame() {
    for (pressed, title) in [
        (". enter", "Colette Dumont"),
        ("c", "Mentioned with"),
        ("t", "Contents"),
        ("t /", "Contents"),
        (":", "Commands"),
        ("?", "Keys"),
        ("m", "Set a bookmark"),
        ("/", "Search"),
        (". M", "is the same as"),
        (". x", "Colette Dumont"),
        (". R", "New name for"),
    ] {
        let mut state = reader((100, 30));
        keys(&mut state, ". .");
        keys(&mut state, pressed);
        update(&mut state, Event::KeyPause);
        let frame = frame(&state);
        let rows = rows(&state);
        let edge = |y: u16| rows[usize::from(y)].clone();
        let (upper, lower) = (edge(frame.y), edge(frame.bottom() - 1));
        if title != "Colette Dumont" {
            assert!(upper.contains(title), "{pressed}: {upper}");
        }
        assert!(
            upper.contains('╭') && upper.contains("─"),
            "{pressed}: {upper}"
        );
        assert!(
            lower.contains("Esc ") && lower.contains('╯'),
            "{pressed}: {lower}"
        );
        assert!(!edge(29).contains("Esc "), "{pressed}: {}", edge(29));
    }
}

/// Protects: the status line names what the keys do now, if that is not just reading.
#[test]
fn the_status_line_names_the_mode() {
    for (pressed, expected) in [
        ("", None),
        (".", None),
        ("v", Some("SELECT")),
        ("/ s y r i a", Some("SEARCH")),
        ("/ s y r i a enter", Some("SEARCH")),
        ("/ s y r i a enter esc", None),
        (". * &", Some("FILTER")),
        (". * & &", None),
        (". enter", None),
    ] {
        let mut state = reader((100, 30));
        keys(&mut state, pressed);
        let row = last_row(&state);
        for label in ["SELECT", "SEARCH", "FILTER"] {
            let is_shown = row.starts_with(&format!("  {label}"));
            assert_eq!(is_shown, expected == Some(label), "{pressed}: {row}");
        }
    }
}
