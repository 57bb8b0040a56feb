//! Searching the text: what shows while the pattern is typed, going from match to match, and returning.

use crate::common::reader::{keys, reader, select, type_text};
use crate::common::screen::{last_row, picture, rows};
use byline::app::effect::Effect;
use byline::app::reading::search::Search;
use byline::app::state::ReaderOptions;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder};
use byline::search;
use ratatui::style::Modifier;
use std::sync::Arc;

fn search_for(state: &mut State, pattern: &str) {
    keys(state, "/");
    type_text(state, pattern);
    keys(state, "enter");
}

fn active(state: &State) -> &Search {
    state.reading.search.active.as_ref().expect("a search")
}

/// The text of the current match, which must be on the screen.
fn current_match_text(state: &State) -> Option<&str> {
    let found = active(state).current_match()?;
    let visible = state.reading.visible_range();
    assert!(visible.start <= found.start && found.end <= visible.end);
    Some(state.reading.document.slice(found))
}

/// Protects: after every typed letter the matches are highlighted and the first one is visible above the prompt; Esc restores
/// everything.
#[test]
fn search_is_incremental_and_esc_restores_the_place() {
    let mut state = reader((80, 14));
    keys(&mut state, "3j . .");
    let (visible_lines, current, visible) = (
        state.reading.view.lines.clone(),
        state.reading.current,
        state.reading.visible_range(),
    );
    keys(&mut state, "/");
    assert_eq!(state.reading.view.lines, visible_lines);
    for (typed, min_count) in [("m", 1), ("o", 1), ("s", 6), ("c", 6), ("o", 6), ("w", 6)] {
        type_text(&mut state, typed);
        let count = active(&state).matches.len();
        assert!(
            count >= min_count && current_match_text(&state).is_some(),
            "{typed}: {count}"
        );
        assert!(active(&state).current_match().unwrap().start >= visible.start);
    }
    let rule_row = rows(&state).iter().position(|row| row.starts_with('─'));
    let match_row = state.reading.view.lines.iter().rposition(|line| {
        !line.blank && line.range.start <= active(&state).current_match().unwrap().start
    });
    assert!(
        match_row.unwrap() < rule_row.unwrap(),
        "the match is not hidden by the prompt"
    );
    type_text(&mut state, "zzz");
    assert!(active(&state).matches.is_empty());
    assert_eq!(
        state.reading.view.lines, visible_lines,
        "without a match the text does not scroll"
    );
    assert!(rows(&state).iter().any(|row| row.contains("not found")));
    keys(&mut state, "esc");
    assert_eq!(state.reading.search.active, None);
    assert_eq!(
        (state.reading.view.lines, state.reading.current),
        (visible_lines, current)
    );
}

/// Protects: Enter keeps the search, `n` and `N` go through its matches and wrap around with a message, Backspace goes back.
#[test]
fn n_goes_through_the_matches_and_wraps() {
    let mut state = reader((80, 14));
    let visible_lines = state.reading.view.lines.clone();
    search_for(&mut state, "moscow");
    assert_eq!(current_match_text(&state), Some("Moscow"));
    assert!(
        last_row(&state).contains("“moscow” 1/6"),
        "{}",
        last_row(&state)
    );
    assert!(last_row(&state).contains("Esc end search"));
    for n in 2..=6 {
        keys(&mut state, "n");
        assert_eq!(current_match_text(&state), Some("Moscow"));
        assert!(last_row(&state).contains(&format!(" {n}/6")));
    }
    keys(&mut state, "n");
    assert_eq!(active(&state).current, Some(0));
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("wrapped to the first match")
    );
    keys(&mut state, "N");
    assert_eq!(active(&state).current, Some(5));
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("wrapped to the last match")
    );
    keys(&mut state, "2N");
    assert_eq!(active(&state).current, Some(3));
    for _ in 0..9 {
        keys(&mut state, "backspace");
    }
    assert_eq!(
        state.reading.view.lines, visible_lines,
        "every jump can be undone"
    );
    keys(&mut state, "esc");
    assert_eq!(state.reading.search.active, None);
}

/// Protects: `n` continues from the current position after other movements; `.` goes through mentions, `*` ends the search.
#[test]
fn n_continues_from_the_current_position() {
    let mut state = reader((80, 14));
    search_for(&mut state, "treaty|moscow");
    assert_eq!(current_match_text(&state), Some("treaty"));
    keys(&mut state, "G");
    assert_eq!(active(&state).current, None);
    assert!(
        last_row(&state).contains("7 matches"),
        "{}",
        last_row(&state)
    );
    keys(&mut state, "N");
    assert_eq!(current_match_text(&state), Some("Moscow"));
    let here = active(&state).current_match().unwrap().start;
    keys(&mut state, ".");
    assert!(state.reading.current_mention().unwrap().range.start > here);
    assert_eq!(active(&state).current, None);
    keys(&mut state, "N n");
    assert!(state.reading.current.is_some(), "Moscow is a mention, too");
    keys(&mut state, "*");
    assert_eq!(state.reading.search.active, None);
    assert!(state.reading.selected.is_some());
}

/// Protects: matches are visible without colours, the current one most, and the scrollbar shows where they are.
#[test]
fn matches_are_highlighted_and_shown_on_the_scrollbar() {
    let mut state = reader((80, 50));
    search_for(&mut state, "monday");
    state.session.options.colour = false;
    let buffer = picture(&state);
    let highlighted: Vec<(String, Modifier)> = (0..state.screen.areas.column.height)
        .flat_map(|y| (0..60).map(move |x| (x, y)))
        .map(|position| &buffer[position])
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(|cell| (cell.symbol().to_owned(), cell.modifier))
        .collect();
    let letters: String = highlighted
        .iter()
        .map(|(letter, _)| letter.as_str())
        .collect();
    assert!(letters.starts_with("MondayMonday"), "{letters}");
    assert!(
        highlighted[0].1.contains(Modifier::BOLD) && !highlighted[6].1.contains(Modifier::BOLD)
    );
    let track = state.screen.areas.track;
    let marked_rows = (0..track.height).filter(|y| "◆◇".contains(buffer[(track.x, *y)].symbol()));
    assert_eq!(marked_rows.count(), 6);
}

/// Protects: an invalid pattern shows what is wrong with it, and is searched for literally.
#[test]
fn invalid_pattern_shows_what_is_wrong() {
    let mut state = reader((80, 24));
    keys(&mut state, "/");
    type_text(&mut state, "fran[");
    let status = last_row(&state);
    assert!(
        status.contains("no closing ]: searching for the literal text"),
        "{status}"
    );
    assert!(active(&state).matches.is_empty());
    type_text(&mut state, "c]e");
    assert!(!last_row(&state).contains("closing"));
    assert_eq!(current_match_text(&state), Some("France"));
}

/// Protects: a match can extend over wrapped lines, at any width.
#[test]
fn matches_extend_over_wrapped_lines() {
    for width in [40, 44, 50, 61, 70] {
        let mut state = reader((width, 20));
        search_for(&mut state, "dumont said that france and germany would wait");
        assert_eq!(active(&state).matches.len(), 6, "{width}");
    }
}

/// Protects: under a paragraph filter only visible matches count, and all of them again without it.
#[test]
fn paragraph_filter_hides_matches() {
    let mut state = reader((100, 20));
    select(&mut state, "Barack Obama");
    search_for(&mut state, "shall|monday");
    assert_eq!(active(&state).matches.len(), 12);
    keys(&mut state, "&");
    assert_eq!(active(&state).matches.len(), 6);
    for _ in 0..8 {
        keys(&mut state, "n");
        assert_eq!(current_match_text(&state), Some("shall"));
        assert!(state.reading.filter.is_some());
    }
    keys(&mut state, "esc");
    assert!(state.reading.filter.is_some(), "Esc ends the search first");
    search_for(&mut state, "shall|monday");
    assert_eq!(active(&state).matches.len(), 6);
    keys(&mut state, "&");
    assert_eq!(
        (state.reading.filter.clone(), active(&state).matches.len()),
        (None, 12)
    );
}

/// Protects: Up and Down recall past searches and the pattern that was being typed; an empty pattern repeats the last one.
#[test]
fn past_searches_can_be_recalled() {
    let mut state = reader((80, 24));
    search_for(&mut state, "moscow");
    search_for(&mut state, "berlin");
    keys(&mut state, "esc /");
    type_text(&mut state, "ken");
    keys(&mut state, "up");
    assert_eq!(active(&state).pattern.as_str(), "berlin");
    keys(&mut state, "up up");
    assert_eq!(active(&state).pattern.as_str(), "moscow");
    keys(&mut state, "down down");
    assert_eq!(active(&state).pattern.as_str(), "ken");
    keys(&mut state, "esc / enter");
    assert_eq!(active(&state).pattern.as_str(), "berlin");
    keys(&mut state, "/");
    type_text(&mut state, "kenya");
    keys(&mut state, "esc");
    assert_eq!(active(&state).pattern.as_str(), "berlin", "as before");
    search_for(&mut state, "nowhere");
    assert_eq!(state.reading.search.active, None);
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("Not found: “nowhere”")
    );
}

/// Protects: a click outside the prompt acts as Esc, pasted text is typed, and resizing keeps the current match.
#[test]
fn clicks_pastes_and_resizes_during_a_search() {
    let mut state = reader((80, 20));
    keys(&mut state, "2j /");
    let visible_lines = state.reading.view.lines.clone();
    update(&mut state, Event::Paste("mos\ncow".to_owned()));
    assert_eq!(active(&state).pattern.as_str(), "mos cow");
    keys(&mut state, "ctrl-u");
    assert_eq!(
        state.reading.search.active, None,
        "an empty pattern has no matches"
    );
    type_text(&mut state, "chancellor");
    let click = MouseEvent {
        x: 3,
        y: 2,
        kind: MouseEventKind::Press,
    };
    update(&mut state, Event::Mouse(click));
    assert_eq!(
        (
            state.reading.view.lines.clone(),
            state.reading.search.active.clone()
        ),
        (visible_lines, None)
    );
    search_for(&mut state, "chancellor");
    for (width, height) in [(41, 9), (1, 1), (200, 50), (80, 20)] {
        update(&mut state, Event::Resize { width, height });
        keys(&mut state, "n N");
    }
    assert_eq!(current_match_text(&state), Some("chancellor"));
}

/// A text that is too long to be searched at once.
fn long() -> State {
    let mut builder = Builder::new("long");
    for n in 0..4000 {
        builder.push(&format!(
            "Paragraph {n} speaks of nothing much, and of number{n}."
        ));
        builder.end(BlockKind::Paragraph);
    }
    State::new(
        Arc::new(builder.finish()),
        (80, 20),
        ReaderOptions::default(),
    )
}

/// Runs the last of the background searches in `effects`, and delivers its results.
fn background(state: &mut State, effects: Vec<Effect>) {
    if let Some(Effect::Search(request)) = effects.into_iter().next_back() {
        let results =
            search::find_all(&request.document, &request.pattern, request.start, &|| true).unwrap();
        update(state, Event::Searched(request.id, results));
    }
}

/// Protects: in a long text near matches show at once and far ones when the background search is done; results of an outdated
/// search are ignored.
#[test]
fn long_text_is_searched_in_the_background() {
    let mut state = long();
    keys(&mut state, "/");
    let near = type_text(&mut state, "number7");
    assert_eq!(current_match_text(&state), Some("number7"), "at once");
    assert!(!active(&state).is_complete);
    let far = type_text(&mut state, "99");
    assert_eq!(current_match_text(&state), Some("number799"));
    background(&mut state, near);
    assert!(!active(&state).is_complete, "results of an outdated search");
    background(&mut state, far);
    assert!(active(&state).is_complete);
    let very_far = type_text(&mut state, "x|number3999");
    assert_eq!(current_match_text(&state), None);
    keys(&mut state, "enter n");
    assert_eq!(state.messages.current_notice(), Some("Still searching"));
    background(&mut state, very_far);
    assert_eq!(active(&state).matches.len(), 1);
    keys(&mut state, "n");
    assert_eq!(current_match_text(&state), Some("number3999"));
}

/// Protects: a match found late is shown even after Enter; after Esc late results are ignored.
#[test]
fn late_results_are_shown_unless_cancelled() {
    let mut state = long();
    keys(&mut state, "/");
    let effects = type_text(&mut state, "number3999");
    keys(&mut state, "enter");
    background(&mut state, effects.clone());
    assert_eq!(current_match_text(&state), Some("number3999"));
    let mut state = long();
    let visible_lines = state.reading.view.lines.clone();
    keys(&mut state, "/");
    let effects = type_text(&mut state, "number3999");
    keys(&mut state, "esc");
    background(&mut state, effects);
    assert_eq!(
        (state.reading.view.lines, state.reading.search.active),
        (visible_lines, None)
    );
}

/// Protects: when the rest of a long text arrives it is searched as well, and the current match stays.
#[test]
fn search_continues_in_a_growing_text() {
    let mut state = long();
    let full = Arc::clone(&state.reading.document);
    state = State::new(
        Arc::new(full.prefix(60_000)),
        (80, 20),
        ReaderOptions::default(),
    );
    search_for(&mut state, "number7..");
    let (count_before, current) = (active(&state).matches.len(), active(&state).current_match());
    let effects = update(&mut state, Event::LoadedRest(full));
    background(&mut state, effects);
    assert_eq!(active(&state).current_match(), current);
    assert!(active(&state).matches.len() >= count_before);
    assert_eq!(active(&state).matches.len(), 110);
}

/// Protects: without a current mention, y copies the sentence of the match, and v starts the selection with it.
#[test]
fn the_match_is_what_is_copied_and_selected() {
    let mut state = reader((80, 24));
    search_for(&mut state, "shall");
    assert_eq!(state.reading.current, None);
    let [Effect::CopyToClipboard(sentence)] = &keys(&mut state, "y")[..] else {
        panic!("the sentence is copied");
    };
    assert!(
        sentence.contains("shall see") && sentence.len() < 200,
        "{sentence}"
    );
    let [Effect::CopyToClipboard(selected)] = &keys(&mut state, "v y")[..] else {
        panic!("the match is copied");
    };
    assert_eq!(selected, "shall");
}
