//! Who is mentioned together, and what is copied. Each test opens an article, presses keys and checks the state.

use crate::common::reader::{keys, reader, select};
use byline::app::effect::Effect;
use byline::app::overlays::Overlay;
use byline::app::overlays::mentioned_together::CooccurrenceList;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder};
use byline::entities::{self, EntityKind};
use byline::layout::Size;
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

fn cooccurrences(state: &State) -> &CooccurrenceList {
    match state.screen.overlays.last() {
        Some(Overlay::Cooccurrences(list)) => list,
        other => panic!("expected a list of co-occurrences, found {other:?}"),
    }
}

/// The status line.
fn status(state: &State) -> String {
    let Size {
        columns: width,
        rows: height,
    } = state.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    (0..width)
        .map(|x| buffer[(x, height - 1)].symbol())
        .collect()
}

/// Protects: the strongest pairs come first, Tab switches between one entity and all, and Enter visits shared passages.
#[test]
fn cooccurrences_are_listed_and_their_passages_visited() {
    let mut state = reader((100, 30));
    keys(&mut state, "c");
    let rows = cooccurrences(&state).rows.clone();
    assert!(cooccurrences(&state).whole_article && !rows.is_empty());
    assert!(rows.is_sorted_by_key(|pair| std::cmp::Reverse((pair.sentences, pair.paragraphs))));
    let kind = |entity: usize| state.reading.entities.entities()[entity].kind;
    assert!(
        rows.iter()
            .all(|pair| kind(pair.entity) == EntityKind::Person)
    );
    keys(&mut state, "esc");
    select(&mut state, "Vladimir Putin");
    let putin = state.reading.selected;
    keys(&mut state, "c");
    assert_eq!(
        (
            cooccurrences(&state).subject,
            cooccurrences(&state).whole_article
        ),
        (putin, false)
    );
    keys(&mut state, "tab");
    assert!(cooccurrences(&state).whole_article);
    keys(&mut state, "c");
    let pair = cooccurrences(&state).chosen_pair().unwrap();
    keys(&mut state, "enter");
    assert!(state.screen.overlays.is_empty());
    let walked = state.reading.pair.clone().unwrap();
    assert_eq!(walked.passages.len(), pair.sentences as usize);
    for nth in 0..walked.passages.len() {
        assert_eq!(walked.current_passage(&state.reading), Some(nth));
        let visible = state.reading.visible_range();
        assert!(visible.contains(&walked.passages[nth].start));
        keys(&mut state, "n");
    }
    assert_eq!(
        walked.current_passage(&state.reading),
        Some(0),
        "wraps around"
    );
    keys(&mut state, "N");
    assert_eq!(
        walked.current_passage(&state.reading),
        Some(walked.passages.len() - 1)
    );
    keys(&mut state, "N");
    let status = status(&state);
    assert!(status.contains("Vladimir Putin with "), "{status}");
    assert!(status.contains("11/12 sentences"), "{status}");
    keys(&mut state, "esc");
    assert_eq!(
        (&state.reading.pair, state.reading.selected),
        (&None, None),
        "Esc deselects"
    );
    keys(&mut state, "backspace");
    assert_eq!(state.reading.pair, None);
}

/// Protects: the two entities of a pair differ by more than colour.
#[test]
fn both_entities_of_a_pair_are_highlighted_differently() {
    for colour in [true, false] {
        let mut state = reader((100, 30));
        state.session.options.colour = colour;
        select(&mut state, "Angela Merkel");
        keys(&mut state, "c enter");
        let pair = state.reading.pair.clone().unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
        views::paint(&state, &mut buffer);
        let style = |entity: usize| {
            let of = |mention: &&entities::Mention| {
                let range = &mention.range;
                mention.entity == entity
                    && state.reading.current_mention() != Some(*mention)
                    && state.reading.visible_range().start <= range.start
                    && range.end <= state.reading.visible_range().end
            };
            let mention = state.reading.entities.mentions().iter().find(of).unwrap();
            let start = mention.range.start;
            let shows = |line: &&byline::layout::Line| !line.blank && line.range.start <= start;
            let line = state.reading.view.lines.iter().rfind(shows).unwrap();
            let row = state
                .reading
                .view
                .lines
                .iter()
                .position(|l| l == line)
                .unwrap();
            let before = state.reading.document.slice(line.range.start..start);
            let x = state.screen.areas.column.x + line.indent + before.chars().count() as u16;
            buffer[(x, state.screen.areas.column.y + row as u16)].modifier
        };
        assert_ne!(style(pair.one), style(pair.other), "colour: {colour}");
    }
}

/// Protects: y copies the sentence of the mention and Y the card, with a message, and Markdown is escaped.
#[test]
fn sentences_and_cards_are_copied() {
    let mut state = reader((80, 24));
    assert!(keys(&mut state, "y").is_empty() && state.messages.current_notice().is_some());
    select(&mut state, "Barack Obama");
    keys(&mut state, "n");
    let sentence = "“We shall see,” said Barack Obama of the United States, “what Syria does.”";
    assert_eq!(
        keys(&mut state, "y"),
        [Effect::CopyToClipboard(sentence.to_owned())]
    );
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .starts_with("Copied")
    );
    keys(&mut state, "enter");
    assert_eq!(
        keys(&mut state, "y"),
        [Effect::CopyToClipboard(sentence.to_owned())]
    );
    let [Effect::CopyToClipboard(card)] = &keys(&mut state, "Y")[..] else {
        panic!("the card is copied");
    };
    for part in [
        "# Barack Obama\n",
        "person, 6 mentions",
        "> “We shall see,” said **Barack Obama** of",
        "- Mentioned with: Syria (6 sentences) · United States (6 sentences)",
    ] {
        assert!(card.contains(part), "{part} is not in\n{card}");
    }
    keys(&mut state, "g");
    let [Effect::CopyToClipboard(both)] = &keys(&mut state, "y")[..] else {
        panic!("the sentences with both are copied");
    };
    assert_eq!(both.lines().count(), 6);
}

/// Protects: what exceeds the clipboard limit of terminals is cut, with a message.
#[test]
fn copies_are_cut_to_the_clipboard_limit() {
    let mut builder = Builder::new("test");
    for _ in 0..40 {
        builder.push(&format!("Barack Obama {}.", "spoke é ".repeat(600)));
        builder.end(BlockKind::Paragraph);
    }
    let document = Arc::new(builder.finish());
    let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
    let whole = Event::Analysed {
        entities: Arc::new(entities::read(&document)),
        covered: document.text().len(),
        done: true,
    };
    update(&mut state, whole);
    keys(&mut state, "J");
    let [Effect::CopyToClipboard(card)] = &keys(&mut state, "Y")[..] else {
        panic!("the card is copied");
    };
    assert!(card.len() <= 75_000 && card.len() > 70_000);
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("Copied only the first")
    );
}
