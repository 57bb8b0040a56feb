//! What keys are about while no mention is current and no name is selected: the mention on the screen that is nearest to where
//! the user looks, and none that is off the screen.

use crate::common::reader::{analysed, keys, paragraphs, preview, reader, reader_of, select};
use crate::common::screen::{cell_at, last_row, picture};
use byline::app::action::Mode;
use byline::app::effect::Effect;
use byline::app::key::Key;
use byline::app::overlays::Overlay;
use byline::app::state::ReaderOptions;
use byline::app::{Event, KeyBinding, Keymap, MouseEvent, MouseEventKind, State, update};
use byline::entities::{EntityId, MentionId};
use byline::layout::Cell;
use std::sync::Arc;

/// Reads which entity a key took.
type Taken = fn(&State) -> Option<EntityId>;

/// The keys that act on a name, and which entity they took.
const ACTIONS: [(&str, Taken); 10] = [
    ("enter", card_of),
    ("p", |state| preview(state).map(|preview| preview.entity)),
    ("x", |state| state.reading.current_entity()),
    ("M", |state| state.reading.current_entity()),
    ("R", |state| state.reading.current_entity()),
    ("y", |state| state.reading.current_entity()),
    ("J", |state| state.reading.selected),
    ("K", |state| state.reading.selected),
    ("*", |state| state.reading.selected),
    ("tab", |state| state.reading.selected),
];

/// The entity of the open card.
fn card_of(state: &State) -> Option<EntityId> {
    match state.top_overlay() {
        Some(Overlay::Card(card)) => Some(card.entity),
        _ => None,
    }
}

/// Whether `mention` is on the screen.
fn is_visible(state: &State, mention: MentionId) -> bool {
    let start = state.reading.start_of(mention);
    state.reading.visible_range().contains(&start)
}

/// Protects: at the start, after a jump to the end and after Esc, all keys that act on a name take the same one, from the
/// screen, and only those that go to another mention move the text.
#[test]
fn all_keys_take_the_same_mention_from_the_screen() {
    for before in ["", "G", "d d", ". . . . esc"] {
        let mut first = reader((80, 24));
        keys(&mut first, before);
        let top = first.reading.visible_range();
        keys(&mut first, "x");
        let mention = first.reading.current.expect("a mention");
        assert!(is_visible(&first, mention), "{before}");
        let expected = first.reading.current_entity();
        for (pressed, taken) in ACTIONS {
            let mut state = reader((80, 24));
            keys(&mut state, before);
            keys(&mut state, pressed);
            assert_eq!(taken(&state), expected, "{before:?} {pressed}");
            if pressed != "*" {
                assert_eq!(state.reading.visible_range(), top, "{before:?} {pressed}");
            }
        }
    }
}

/// Protects: the mention taken is the one nearest to a third of the screen's height.
#[test]
fn the_mention_is_near_a_third_of_the_screen() {
    let mut state = reader((80, 24));
    keys(&mut state, "d x");
    let row = |start: usize| {
        let lines = &state.reading.view.lines;
        lines
            .iter()
            .rposition(|line| !line.blank && line.range.start <= start)
    };
    let taken = row(state.reading.current_start().unwrap()).unwrap();
    assert!(taken.abs_diff(23 / 3) <= 2, "row {taken}");
}

/// Protects: where the screen holds no name, each of these keys says so and what to press; the text stays, nothing opens and
/// nothing is copied.
#[test]
fn without_a_name_on_the_screen_there_is_a_message() {
    let filler =
        "There was rain on the harbour, and the boats stayed where they were until it went by. ";
    let mut texts = vec!["Angela Merkel met Vladimir Putin in Moscow.".to_owned()];
    texts.extend((0..20).map(|_| filler.repeat(4)));
    let document = paragraphs(&texts);
    for pressed in ["enter", "p", "x", "M", "S", "R", "y", "Y", "*", "#", "&"] {
        let mut state = reader_of(&Arc::clone(&document), (80, 24));
        keys(&mut state, "G");
        let place = state.reading.visible_range();
        let effects = keys(&mut state, pressed);
        let is_copy = |effect: &Effect| matches!(effect, Effect::CopyToClipboard(_));
        assert!(!effects.iter().any(is_copy), "{pressed}");
        let notice = state.messages.current_notice().unwrap_or_default();
        assert_eq!(
            notice, "No name on this screen: press . for the next one",
            "{pressed}"
        );
        assert_eq!(state.mode(), Mode::Text, "{pressed}");
        assert_eq!(state.reading.visible_range(), place, "{pressed}");
        assert!(state.reading.filter.is_none(), "{pressed}");
    }
}

/// Protects: where the article holds no name, or none is highlighted, the message says that instead.
#[test]
fn the_message_says_why_no_name_can_be_taken() {
    let mut state = reader_of(&paragraphs(&["No name stands here."]), (80, 24));
    keys(&mut state, "enter");
    let notice = state.messages.current_notice().unwrap_or_default();
    assert_eq!(notice, "No people or countries in this article");
    let mut state = reader((80, 24));
    keys(&mut state, "H H H enter");
    let notice = state.messages.current_notice().unwrap_or_default();
    assert!(notice.starts_with("Highlights are off"), "{notice}");
}

/// Protects: once `J` has selected a name, Enter opens that name's card, and not that of the mention that was current before.
#[test]
fn a_name_selected_in_the_panel_comes_before_the_mention_left() {
    let mut state = reader((100, 24));
    keys(&mut state, ". J J");
    let selected = state.reading.selected;
    assert!(selected.is_some());
    keys(&mut state, "enter");
    assert_eq!(card_of(&state), selected);
}

/// Protects: what is copied without having been chosen stands out, whole, until the next key, and the message says how much it is, and
/// how it begins, on any screen.
#[test]
fn the_copied_sentence_stands_out() {
    for size in [(80, 24), (40, 12)] {
        let mut state = reader(size);
        let before = picture(&state);
        let effects = keys(&mut state, "y");
        let [Effect::CopyToClipboard(copied)] = &effects[..] else {
            panic!("{effects:?}");
        };
        let range = state.reading.view.copied.clone().unwrap();
        assert_eq!(state.reading.document.slice(range.clone()), copied);
        let words = copied.split_whitespace().count();
        let begin = copied.split_whitespace().next().unwrap();
        let message = format!(" Copied {words} words: {begin}");
        let row = last_row(&state);
        assert!(row.starts_with(&message), "{row} {message}");
        let after = picture(&state);
        let lines = &state.reading.view.lines;
        let line = lines.iter().find(|line| line.range.contains(&range.start));
        let Cell { x, y } = cell_at(&state, line.unwrap().range.start.max(range.start));
        assert_ne!(before[(x, y)].style(), after[(x, y)].style());
        let mut clicked = state.clone();
        keys(&mut state, "esc");
        assert_eq!(picture(&state), before, "{size:?}");
        // A double click is something that the user does, too.
        let mouse = MouseEvent {
            x: 0,
            y: 0,
            kind: MouseEventKind::Press,
        };
        update(&mut clicked, Event::MultiClick { mouse, clicks: 2 });
        assert_eq!(clicked.reading.view.copied, None, "{size:?}");
    }
}

/// Protects: with a name selected, the sentence that is copied is about that name, and on the screen; if the name is not on the screen, a
/// message says so, and nothing is copied.
#[test]
fn the_copied_sentence_is_about_the_selected_name() {
    let filler = "There was rain on the harbour, and the boats stayed where they were. ";
    let mut texts = vec![
        "Angela Merkel spoke first. Then Vladimir Putin of Russia left. Barack Obama stayed."
            .to_owned(),
    ];
    texts.extend((0..20).map(|_| filler.repeat(4)));
    texts.push("Angela Merkel slept.".to_owned());
    let mut state = reader_of(&paragraphs(&texts), (80, 24));
    for (name, sentence) in [
        ("Barack Obama", "Barack Obama stayed."),
        ("Angela Merkel", "Angela Merkel spoke first."),
        ("Vladimir Putin", "Then Vladimir Putin of Russia left."),
    ] {
        select(&mut state, name);
        let copied = Effect::CopyToClipboard(sentence.to_owned());
        assert_eq!(keys(&mut state, "y"), [copied]);
    }
    keys(&mut state, "G");
    select(&mut state, "Barack Obama");
    assert_eq!(keys(&mut state, "y"), []);
    let notice = "Barack Obama is not on this screen: press n for the next mention";
    assert!(last_row(&state).contains(notice));
    select(&mut state, "Angela Merkel");
    let copied = Effect::CopyToClipboard("Angela Merkel slept.".to_owned());
    assert_eq!(keys(&mut state, "y"), [copied]);
}

/// Protects: the message that a name is not on the screen names a key only if that goes to the next mention: not while it goes from match
/// to match, and not without such a key.
#[test]
fn the_message_names_a_key_that_goes_there() {
    let filler = "There was rain on the harbour, and the boats stayed where they were. ";
    let mut texts = vec!["Barack Obama stayed.".to_owned()];
    texts.extend((0..20).map(|_| filler.repeat(4)));
    let mut state = reader_of(&paragraphs(&texts), (80, 24));
    keys(&mut state, "/ r a i n enter .");
    select(&mut state, "Barack Obama");
    keys(&mut state, "G y");
    let notice = state.messages.current_notice().unwrap_or_default();
    assert_eq!(notice, "Barack Obama is not on this screen");
    let unbound = [Mode::Text, Mode::Panel].map(|mode| KeyBinding {
        mode,
        key: Key::char('n'),
        action: None,
    });
    let options = ReaderOptions {
        keymap: Keymap::with_bindings(&[], &unbound),
        ..ReaderOptions::default()
    };
    let document = paragraphs(&texts);
    let mut state = State::new(Arc::clone(&document), (80, 24), options);
    let entities = Arc::new(byline::entities::read(&document));
    update(&mut state, analysed(&document, entities));
    select(&mut state, "Barack Obama");
    keys(&mut state, "G y");
    let notice = state.messages.current_notice().unwrap_or_default();
    assert_eq!(notice, "Barack Obama is not on this screen");
}
