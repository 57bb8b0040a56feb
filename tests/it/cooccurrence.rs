//! Who is mentioned together, and what is copied. Each test opens an article, presses keys and checks the state.

use crate::common::reader::{keys, paragraphs, reader, reader_of, select};
use crate::common::screen::{last_row, screen};
use byline::app::State;
use byline::app::effect::Effect;
use byline::app::overlays::Overlay;
use byline::app::overlays::mentioned_together::CooccurrenceList;
use byline::entities::EntityKind;

fn cooccurrences(state: &State) -> &CooccurrenceList {
    match state.screen.overlays.last() {
        Some(Overlay::Cooccurrences(list)) => list,
        other => panic!("expected a list of co-occurrences, found {other:?}"),
    }
}

/// Protects: the strongest pairs come first, Tab switches between one entity and all, and Enter visits shared passages.
#[test]
fn cooccurrences_are_listed_and_their_passages_visited() {
    let mut state = reader((100, 30));
    keys(&mut state, "c");
    let rows = cooccurrences(&state).rows.clone();
    assert!(cooccurrences(&state).whole_article && !rows.is_empty());
    assert!(rows.is_sorted_by_key(|pair| std::cmp::Reverse((pair.sentences, pair.paragraphs))));
    let kind = |entity| state.reading.entities.entity(entity).kind;
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
    let status = last_row(&state);
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

/// Protects: y copies the sentence of the mention and Y the card, with a message, and Markdown is escaped.
#[test]
fn sentences_and_cards_are_copied() {
    let mut state = reader((80, 24));
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
    let paragraph = format!("Barack Obama {}.", "spoke é ".repeat(600));
    let mut state = reader_of(&paragraphs(&vec![paragraph; 40]), (80, 24));
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

/// Protects: on a card, a name is cut only if there is no room for it, even where nothing stands beside it.
#[test]
fn names_on_a_card_are_whole_where_there_is_room() {
    let texts = [
        "Angela Merkel met Recep Tayyip Erdogan in France on Monday, and they spoke for hours.",
        "Portugal signed on Friday. The United Kingdom of today agreed with every word of it.",
    ];
    let document = paragraphs(&texts);
    for (name, other) in [
        ("Angela Merkel", "Recep Tayyip Erdogan"),
        ("Portugal", "GB United Kingdom"),
    ] {
        for width in 33..=110 {
            let mut state = reader_of(&document, (width, 30));
            select(&mut state, name);
            keys(&mut state, "enter");
            let screen = screen(&state).replace('\u{a0}', " ");
            let begins_with_name = |line: &str| {
                let words = line.trim_start_matches(|c: char| !c.is_alphabetic());
                let words = words.strip_prefix("with ").unwrap_or(words);
                words.trim_start().starts_with(other)
            };
            assert!(screen.lines().any(begins_with_name), "{width}: {screen}");
        }
    }
}
