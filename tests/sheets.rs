//! What the sheets do: card, peek, company, copying, help. An article, keys, and what the reader has after.

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
use byline::app::card::{self, Card, Chosen};
use byline::app::company::Company;
use byline::app::layer::Layer;
use byline::app::state::Options;
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities;
use byline::views;
use common::{article, keys, reader, select};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use std::sync::Arc;

fn card(state: &State) -> &Card {
    match state.layers.last() {
        Some(Layer::Card(card)) => card,
        other => panic!("no card: {other:?}"),
    }
}

fn company(state: &State) -> &Company {
    match state.layers.last() {
        Some(Layer::Company(company)) => company,
        other => panic!("no company: {other:?}"),
    }
}

fn name(state: &State, entity: usize) -> &str {
    &state.entities.entities()[entity].name
}

fn picture(state: &State) -> Vec<String> {
    let (width, height) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect();
    (0..height).map(row).collect()
}

fn click(state: &mut State, x: u16, y: u16) {
    let what = MouseKind::Press;
    update(state, Event::Mouse(Mouse { x, y, what }));
}

/// Protects: Enter opens the card of whoever the reader looks at, and it says who that is in the article's own words.
#[test]
fn enter_opens_the_card_of_whom_the_reader_looks_at() {
    let mut state = reader((80, 24));
    keys(&mut state, "enter");
    assert_eq!(state.current, Some(0), "with nobody: to the first mention");
    keys(&mut state, "enter");
    let current = state.current_mention().unwrap().entity;
    assert_eq!(card(&state).entity, current);
    keys(&mut state, "esc esc");
    select(&mut state, "Bashar al-Assad");
    keys(&mut state, "enter");
    let card = card(&state);
    assert_eq!(name(&state, card.entity), "Bashar al-Assad");
    assert_eq!(card.forms[0].words, "Bashar al-Assad");
    let quote = state.document.slice(card.quote.clone());
    assert!(quote.starts_with("The French foreign minister"), "{quote}");
    assert!(quote.ends_with("on Monday."), "{quote}");
    let seen = picture(&state).join("\n");
    for said in [
        "Bashar al-Assad",
        "person · 6 mentions",
        "President",
        "met President",
        "% sure",
    ] {
        assert!(seen.contains(said), "{said} is not on the card:\n{seen}");
    }
}

/// Protects: the cursor is on the mention the reader came from; Enter goes to another, closes all and leaves a trail.
#[test]
fn the_card_walks_the_mentions_and_enter_goes_there() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "n n n");
    let (here, top) = (state.current, state.page[0].range.start);
    keys(&mut state, "enter");
    assert_eq!(card(&state).mention(&state.entities), here);
    assert_eq!(state.page[0].range.start, top, "the text does not move");
    keys(&mut state, "j");
    let there = card(&state).mention(&state.entities);
    assert_ne!(there, here);
    keys(&mut state, "G enter");
    let last = *state.selected_entity().unwrap().mentions.last().unwrap();
    assert!(state.layers.is_empty());
    assert_eq!(state.current, Some(last));
    assert_eq!(state.selected_entity().unwrap().name, "Angela Merkel");
    keys(&mut state, "backspace");
    assert_eq!(state.current, here, "and back");
    assert_eq!(state.page[0].range.start, top);
}

/// Protects: from the panel, Enter opens the card and Esc comes back to the panel, not to the text.
#[test]
fn from_the_panel_the_card_opens_and_closes() {
    for size in [(100, 30), (60, 20)] {
        let mut state = reader(size);
        keys(&mut state, "tab j enter");
        assert_eq!(Some(card(&state).entity), state.selected);
        keys(&mut state, "q");
        assert_eq!(state.mode(), Mode::Panel);
        keys(&mut state, "enter G enter");
        assert_eq!(state.mode(), Mode::Text, "a mention is in the text");
        assert!(!state.areas.over, "and no drawer lies over it");
    }
}

/// Protects: one card leads to another and back, step by step.
#[test]
fn cards_lie_upon_one_another() {
    let mut state = reader((80, 24));
    keys(&mut state, ". enter");
    let first = card(&state).entity;
    keys(&mut state, "g");
    let other = card(&state).together().unwrap().other;
    keys(&mut state, "enter");
    assert_eq!(card(&state).entity, other);
    keys(&mut state, "c");
    assert_eq!(company(&state).about, Some(other));
    keys(&mut state, "esc esc");
    assert_eq!(card(&state).entity, first);
    assert!(card(&state).together().is_some(), "where it was left");
    keys(&mut state, "esc");
    assert!(state.layers.is_empty());
    for _ in 0..100 {
        keys(&mut state, "enter g enter c");
    }
    assert!(state.layers.len() < 20, "they do not pile up without end");
}

/// Protects: a country's card tells how it is mentioned, in one number for each way.
#[test]
fn a_country_is_counted_by_how_it_is_mentioned() {
    let mut state = reader((100, 40));
    select(&mut state, "Russia");
    keys(&mut state, "enter");
    let seen = picture(&state).join("\n").replace('\u{a0}', " ");
    assert!(seen.contains("RU Russia"), "{seen}");
    assert!(seen.contains("Russia 6 · Moscow 6"), "{seen}");
}

/// Protects: the names of all lines stand in one column, wide characters and line ends or not.
#[test]
fn mentions_stand_in_one_column() {
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
    let found = Arc::new(entities::read(&document));
    for size in [(40, 16), (80, 24), (120, 40)] {
        let mut state = State::new(Arc::clone(&document), size, Options::default());
        let whole = Event::Analysed {
            entities: Arc::clone(&found),
            covered: document.text().len(),
            done: true,
        };
        update(&mut state, whole);
        keys(&mut state, "J enter");
        let places = card::Places::of(&state, card(&state));
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        views::paint(&state, &mut buffer);
        let begins = |y: u16| {
            let here = |x: &u16| {
                let word: String = (*x..*x + 6).map(|x| buffer[(x, y)].symbol()).collect();
                word == "Barack"
            };
            (places.list.x..places.list.x + places.list.width - 6).find(here)
        };
        let rows = places.list.y..places.list.y + places.list.height;
        let columns: Vec<_> = rows.take(places.mentions).map(begins).collect();
        assert!(columns.len() > 1 && columns[0].is_some());
        assert!(columns.iter().all(|x| *x == columns[0]), "{columns:?}");
    }
}

/// Protects: peek tells who it is without moving anything or hiding the mention, and goes with the next key.
#[test]
fn peek_tells_and_goes() {
    for size in [(80, 24), (120, 40), (40, 12), (30, 6)] {
        let mut state = reader(size);
        keys(&mut state, "G , , ,");
        let before = (state.page.clone(), state.current);
        keys(&mut state, "p");
        let peek = state.peek.clone().unwrap();
        assert_eq!(Some(peek.entity), state.current_mention().map(|m| m.entity));
        assert_eq!((state.page.clone(), state.current), before);
        if let Some(places) = peek.places(&state) {
            let range = state.current_mention().unwrap().range.clone();
            for (row, line) in state.page.iter().enumerate() {
                let y = state.areas.column.y + row as u16;
                let shows = line.range.start < range.end && range.start < line.range.end;
                assert!(
                    !(shows && places.outer.contains(places.outer.x, y)),
                    "{size:?}: it hides the mention"
                );
            }
        }
        for close in ["p", "esc"] {
            keys(&mut state, close);
            assert_eq!(
                (&state.peek, state.current),
                (&None, before.1),
                "only closed"
            );
            keys(&mut state, "p");
        }
        keys(&mut state, ",");
        assert_eq!(state.peek, None);
        assert_ne!(state.current, before.1, "any other key does its work");
    }
}

/// Protects: with nobody current, the selected one is told of at the foot; with nobody at all the reader is told what to do.
#[test]
fn peek_at_the_selected_or_at_nobody() {
    let mut state = reader((80, 24));
    keys(&mut state, "p");
    assert!(state.peek.is_none() && state.notice.is_some());
    select(&mut state, "Vladimir Putin");
    keys(&mut state, "p");
    let places = state.peek.as_ref().unwrap().places(&state).unwrap();
    let column = state.areas.column;
    assert_eq!(
        places.outer.y + places.outer.height,
        column.y + column.height
    );
}

/// Protects: what is open stays open, about the same people, when the engine knows more.
#[test]
fn sheets_stay_about_the_same_when_more_is_known() {
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
        let mut state = State::new(Arc::clone(&document), (80, 24), Options::default());
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
        let about = |state: &State| match (state.layers.last(), &state.pair, &state.peek) {
            (Some(Layer::Card(card)), ..) => name(state, card.entity).to_owned(),
            (Some(Layer::Company(company)), ..) => {
                let pair = company.pair().unwrap();
                format!("{}+{}", name(state, pair.one), name(state, pair.other))
            }
            (None, Some(pair), _) => {
                format!("{}+{}", name(state, pair.one), name(state, pair.other))
            }
            (None, None, Some(peek)) => name(state, peek.entity).to_owned(),
            other => panic!("{opening}: nothing is open: {other:?}"),
        };
        let before = about(&state);
        let len = document.text().len();
        update(&mut state, analysed(Arc::clone(&whole), len, true));
        assert_eq!(about(&state), before, "{opening}");
        picture(&state);
        if let Some(Layer::Card(card)) = state.layers.last() {
            let all = state.entities.entities()[card.entity].mentions.len();
            assert_eq!(card::Places::of(&state, card).mentions, all);
        }
        // Nobody at all is left: what was open closes.
        update(&mut state, analysed(Arc::default(), len, true));
        assert!(state.layers.is_empty() && state.pair.is_none() && state.peek.is_none());
        picture(&state);
    }
}

/// Protects: a click chooses, another on the same row goes, one beside the sheet closes it, the wheel walks.
#[test]
fn the_mouse_chooses_goes_and_closes() {
    let mut state = reader((100, 30));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "enter");
    let list = card::Places::of(&state, card(&state)).list;
    click(&mut state, list.x + 9, list.y + 2);
    assert_eq!(card(&state).chosen, Chosen::Mention(2));
    let (x, y, what) = (list.x, list.y, MouseKind::WheelDown);
    update(&mut state, Event::Mouse(Mouse { x, y, what }));
    assert_eq!(card(&state).chosen, Chosen::Mention(5));
    click(&mut state, list.x + 9, list.y + 2);
    click(&mut state, list.x + 9, list.y + 2);
    assert!(state.layers.is_empty() && state.current.is_some());
    keys(&mut state, "enter");
    click(&mut state, 99, 2);
    assert!(state.layers.is_empty(), "beside it");
    keys(&mut state, "c");
    let list = byline::app::company::Places::of(&state, company(&state)).list;
    click(&mut state, list.x, list.y + 1);
    assert_eq!(company(&state).chosen, 1);
    click(&mut state, list.x, list.y + 1);
    assert!(state.pair.is_some());
    keys(&mut state, "c");
    click(&mut state, 99, 2);
    assert!(state.layers.is_empty());
}

/// Protects: help on a sheet tells its keys first, turns by pages, and closes onto the sheet.
#[test]
fn help_on_a_sheet_begins_with_its_keys() {
    let mut state = reader((80, 24));
    keys(&mut state, ". enter ?");
    let seen = picture(&state).join("\n");
    assert!(seen.contains("Here, on the card") && seen.contains("1 of "));
    let mut pages = vec![seen];
    while !pages.last().unwrap().contains("turns back") {
        keys(&mut state, "space");
        pages.push(picture(&state).join("\n"));
        assert!(pages.len() < 12);
    }
    let all = pages.concat();
    for command in byline::app::action::COMMANDS {
        assert!(all.contains(command.sentence), "{}", command.sentence);
    }
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Card);
}

/// Protects: the picture of a card; whoever changes it sees what changes.
#[test]
fn the_card_as_it_looks() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "n enter");
    let lines = picture(&state);
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    insta::assert_snapshot!(trimmed.join("\n"));
}

/// Protects: without colours no sheet has one.
#[test]
fn without_colours_no_sheet_has_one() {
    for opening in [
        ". enter",
        ". . enter g",
        ". p",
        "c",
        "c enter",
        ". c tab",
        ". enter ?",
    ] {
        let mut state = reader((100, 40));
        state.options.colour = false;
        keys(&mut state, opening);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 40));
        views::paint(&state, &mut buffer);
        let plain =
            |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(buffer.content.iter().all(plain), "{opening}");
    }
}
