//! Who is mentioned with whom, and what is copied: an article, keys, and what the reader has after.

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

use byline::app::company::Company;
use byline::app::effect::Effect;
use byline::app::layer::Layer;
use byline::app::state::Options;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, Kind};
use byline::views;
use common::{keys, reader, select};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

fn company(state: &State) -> &Company {
    match state.layers.last() {
        Some(Layer::Company(company)) => company,
        other => panic!("no company: {other:?}"),
    }
}

/// The status line.
fn status(state: &State) -> String {
    let (width, height) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    (0..width)
        .map(|x| buffer[(x, height - 1)].symbol())
        .collect()
}

/// Protects: the strongest stand first, Tab turns from one to all, and Enter walks what both share, both lit.
#[test]
fn company_is_listed_and_walked() {
    let mut state = reader((100, 30));
    keys(&mut state, "c");
    let rows = company(&state).rows.clone();
    assert!(company(&state).whole && !rows.is_empty());
    assert!(rows.is_sorted_by_key(|pair| std::cmp::Reverse((pair.sentences, pair.paragraphs))));
    let kind = |entity: usize| state.entities.entities()[entity].kind;
    assert!(rows.iter().all(|pair| kind(pair.one) == Kind::Person));
    keys(&mut state, "esc");
    select(&mut state, "Vladimir Putin");
    let putin = state.selected;
    keys(&mut state, "c");
    assert_eq!(
        (company(&state).about, company(&state).whole),
        (putin, false)
    );
    keys(&mut state, "tab");
    assert!(company(&state).whole);
    keys(&mut state, "c");
    let pair = company(&state).pair().unwrap();
    keys(&mut state, "enter");
    assert!(state.layers.is_empty());
    let walked = state.pair.clone().unwrap();
    assert_eq!(walked.passages.len(), pair.sentences as usize);
    for nth in 0..walked.passages.len() {
        assert_eq!(walked.place(&state), Some(nth));
        let visible = state.visible();
        assert!(visible.contains(&walked.passages[nth].start));
        keys(&mut state, "n");
    }
    assert_eq!(walked.place(&state), Some(0), "around");
    keys(&mut state, "N");
    assert_eq!(walked.place(&state), Some(walked.passages.len() - 1));
    keys(&mut state, "N");
    let status = status(&state);
    assert!(status.contains("Vladimir Putin with "), "{status}");
    assert!(status.contains("11/12 sentences"), "{status}");
    keys(&mut state, "esc");
    assert_eq!((&state.pair, state.selected), (&None, None), "Esc lets go");
    keys(&mut state, "backspace");
    assert_eq!(state.pair, None);
}

/// Protects: whom the selected is walked with looks other than it by more than a colour.
#[test]
fn both_of_a_pair_are_lit_and_differ() {
    for colour in [true, false] {
        let mut state = reader((100, 30));
        state.options.colour = colour;
        select(&mut state, "Angela Merkel");
        keys(&mut state, "c enter");
        let pair = state.pair.clone().unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
        views::paint(&state, &mut buffer);
        let style = |entity: usize| {
            let of = |mention: &&entities::Mention| {
                let range = &mention.range;
                mention.entity == entity
                    && state.current_mention() != Some(*mention)
                    && state.visible().start <= range.start
                    && range.end <= state.visible().end
            };
            let mention = state.entities.mentions().iter().find(of).unwrap();
            let start = mention.range.start;
            let shows = |line: &&byline::layout::Line| !line.gap && line.range.start <= start;
            let line = state.page.iter().rfind(shows).unwrap();
            let row = state.page.iter().position(|l| l == line).unwrap();
            let before = state.document.slice(line.range.start..start);
            let x = state.areas.column.x + line.indent + before.chars().count() as u16;
            buffer[(x, state.areas.column.y + row as u16)].modifier
        };
        assert_ne!(style(pair.one), style(pair.other), "colour: {colour}");
    }
}

/// Protects: y copies the sentence of the mention, Y the card, and the reader is told; nothing live is in it.
#[test]
fn sentences_and_cards_are_copied() {
    let mut state = reader((80, 24));
    assert!(keys(&mut state, "y").is_empty() && state.notice.is_some());
    select(&mut state, "Barack Obama");
    keys(&mut state, "n");
    let said = "“We shall see,” said Barack Obama of the United States, “what Syria does.”";
    assert_eq!(keys(&mut state, "y"), [Effect::Copy(said.to_owned())]);
    assert!(state.notice.as_ref().unwrap().starts_with("copied"));
    keys(&mut state, "enter");
    assert_eq!(keys(&mut state, "y"), [Effect::Copy(said.to_owned())]);
    let [Effect::Copy(card)] = &keys(&mut state, "Y")[..] else {
        panic!("the card is copied");
    };
    for part in [
        "# Barack Obama\n",
        "person, 6 mentions",
        "> “We shall see,” said **Barack Obama** of",
        "- With: Syria (6 sentences) · United States (6 sentences)",
    ] {
        assert!(card.contains(part), "{part} is not in\n{card}");
    }
    keys(&mut state, "g");
    let [Effect::Copy(both)] = &keys(&mut state, "y")[..] else {
        panic!("the sentences with both are copied");
    };
    assert_eq!(both.lines().count(), 6);
}

/// Protects: more than a terminal takes is cut, and that is told.
#[test]
fn what_is_too_long_for_a_terminal_is_cut() {
    let mut builder = Builder::new("test");
    for _ in 0..40 {
        builder.push(&format!("Barack Obama {}.", "spoke é ".repeat(600)));
        builder.end(BlockKind::Paragraph);
    }
    let document = Arc::new(builder.finish());
    let mut state = State::new(Arc::clone(&document), (80, 24), Options::default());
    let whole = Event::Analysed {
        entities: Arc::new(entities::read(&document)),
        covered: document.text().len(),
        done: true,
    };
    update(&mut state, whole);
    keys(&mut state, "J");
    let [Effect::Copy(card)] = &keys(&mut state, "Y")[..] else {
        panic!("the card is copied");
    };
    assert!(card.len() <= 75_000 && card.len() > 70_000);
    assert!(state.notice.as_ref().unwrap().contains("only the first"));
}
