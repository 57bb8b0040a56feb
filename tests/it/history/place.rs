//! The place that is remembered is where the user read, and not one that a jump only led to.

use super::top;
use crate::common::reader::{analysed, keys, paragraphs, reader_of, select};
use byline::app::effect::Effect;
use byline::app::reading::history::RestoredHistory;
use byline::app::state::{Origin, ReaderOptions};
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::Document;
use std::sync::Arc;

/// An article of which the 40th paragraph and the 81st mention someone, opened and read as far as the 12th.
fn reading() -> State {
    let mut state = reader_of(&long_article(), (80, 12));
    keys(&mut state, "12}");
    assert!(top(&state).starts_with("Paragraph 12 "));
    state
}

fn long_article() -> Arc<Document> {
    let text = |n: usize| match n {
        40 | 81 => format!("Paragraph {n} is about Angela Merkel."),
        _ => format!("Paragraph {n} says nothing of note."),
    };
    paragraphs(&(0..120).map(text).collect::<Vec<_>>())
}

/// Which paragraph is remembered.
fn place(state: &State) -> &str {
    let snapshot = state.history_snapshot().unwrap();
    let text = &state.reading.document.text()[snapshot.offset..];
    text.split(" s").next().unwrap()
}

/// Protects: whoever looks at another place, whichever way, and closes the article finds it where it was read.
#[test]
fn a_jump_does_not_move_the_place() {
    let percent = reading().history_snapshot().unwrap().percent;
    for jump in [
        "/ 1 0 0 enter",
        "/ 1 0 0",
        "/ M e r k enter N",
        "99G",
        "G",
        "t G enter",
        ". .",
        "J n",
        "tab j",
        ". enter k enter enter",
        ": 9 0 % enter",
        ". G",
        "G ' ' ' '",
        "G backspace \\",
        "G g",
    ] {
        let mut state = reading();
        keys(&mut state, "m a");
        keys(&mut state, jump);
        assert!(!top(&state).starts_with("Paragraph 12 "), "{jump}");
        assert_eq!(place(&state), "Paragraph 12", "{jump}");
        assert_eq!(state.history_snapshot().unwrap().percent, percent, "{jump}");
        assert!(!state.history_snapshot().unwrap().is_finished, "{jump}");
        // The bookmark leads back, and the text goes on from there.
        keys(&mut state, "esc esc esc ' a j");
        assert!(state.history_snapshot().unwrap().has_moved, "{jump}");
        keys(&mut state, "} }");
        let offset = state.history_snapshot().unwrap().offset;
        assert_eq!(offset, state.reading.visible_range().start, "{jump}");
        assert!(top(&state).starts_with("Paragraph 1"), "{jump}");
    }
}

/// Protects: scrolling on where a jump led is reading there: with a key, a smooth half page and the wheel. So is going back to where
/// one has scrolled.
#[test]
fn scrolling_on_moves_the_place() {
    for scroll in ["j", "d", "space", "}", "2k"] {
        let mut state = reading();
        keys(&mut state, "100G");
        keys(&mut state, scroll);
        let here = state.reading.visible_range().start;
        let offset = state.history_snapshot().unwrap().offset;
        assert_eq!(offset, here, "{scroll}");
        keys(&mut state, "backspace");
        assert_eq!(place(&state), "Paragraph 12", "{scroll}");
    }
    for jump in ["100G", "tab j"] {
        let mut state = reading();
        keys(&mut state, jump);
        let kind = MouseEventKind::WheelDown;
        update(&mut state, Event::Mouse(MouseEvent { x: 5, y: 5, kind }));
        let offset = state.history_snapshot().unwrap().offset;
        assert_eq!(offset, state.reading.visible_range().start, "{jump}");
    }
}

/// Protects: going from name to name down the page is reading, as long as what was read is still in sight; another size of the
/// screen, the panel or wider text is no scrolling.
#[test]
fn what_is_near_is_read_on() {
    let texts: Vec<String> = (0..60)
        .map(|n| format!("Angela Merkel said {n}."))
        .collect();
    let mut state = reader_of(&paragraphs(&texts), (80, 12));
    keys(&mut state, "30.");
    keys(&mut state, "g");
    for _ in 0..30 {
        keys(&mut state, ".");
    }
    let here = state.reading.visible_range().start;
    assert!(here > 200);
    assert_eq!(state.history_snapshot().unwrap().offset, here);
    let mut state = reading();
    keys(&mut state, ". e z z - +");
    for size in [(60, 20), (80, 12)] {
        let (width, height) = size;
        update(&mut state, Event::Resize { width, height });
    }
    assert_eq!(place(&state), "Paragraph 12");
}

/// Protects: an article that is opened at a sentence, from the library or by a link, keeps the place where it was left before, until
/// it is scrolled.
#[test]
fn an_article_opened_at_a_sentence_keeps_its_place() {
    let mut texts: Vec<String> = (0..120).map(|n| format!("Paragraph {n} says.")).collect();
    texts[100] = "Merkel was late.".to_owned();
    let document = paragraphs(&texts);
    let left_at = document.text().find("Paragraph 70").unwrap();
    let restored = || {
        Event::HistoryLoaded(RestoredHistory {
            offset: left_at,
            percent: 61,
            last_read: "yesterday".to_owned(),
            ..RestoredHistory::default()
        })
    };
    let opened = || {
        let mut state = crate::read_before::at_the_card((80, 24));
        let effects = keys(&mut state, "enter");
        assert!(matches!(&effects[..], [Effect::Open(_)]), "{effects:?}");
        update(&mut state, Event::Loaded(Arc::clone(&document)));
        let entities = Arc::new(byline::entities::read(&document));
        update(&mut state, analysed(&document, entities));
        assert!(crate::common::screen::screen(&state).contains("Merkel was late."));
        state
    };
    let mut state = opened();
    assert_eq!(place(&state), "Paragraph 0", "it was not read before");
    update(&mut state, restored());
    let snapshot = state.history_snapshot().unwrap();
    assert_eq!((snapshot.offset, snapshot.percent), (left_at, 61));
    assert!(!snapshot.has_moved);
    keys(&mut state, "2j");
    assert!(state.history_snapshot().unwrap().offset > left_at);
    let mut state = opened();
    keys(&mut state, "2j");
    update(&mut state, restored());
    assert_ne!(state.history_snapshot().unwrap().offset, left_at);
}

/// Protects: when the text is replaced by a new version of it, the place moves along.
#[test]
fn the_place_moves_along_with_the_text() {
    let mut state = reading();
    keys(&mut state, "G r");
    let mut texts = vec!["A paragraph that was added at the beginning of it.".to_owned()];
    let old = long_article();
    texts.extend(
        old.text()
            .split('\n')
            .filter(|it| !it.is_empty())
            .map(str::to_owned),
    );
    update(&mut state, Event::Loaded(paragraphs(&texts)));
    assert_eq!(place(&state), "Paragraph 12");
}

/// Protects: closing the paragraph filter, whose paragraphs were scrolled through, leads back to where it was set, and what is remembered
/// is the place on the screen; going on from all names to any of them is no reading either.
#[test]
fn the_paragraph_filter_does_not_move_the_place() {
    let texts: Vec<String> = (0..120)
        .map(|n| match n {
            115 => "Paragraph 115 says Angela Merkel met Barack Obama.".to_owned(),
            n if n % 5 == 0 => format!("Paragraph {n} says Angela Merkel spoke."),
            n => format!("Paragraph {n} says nothing of note."),
        })
        .collect();
    let read = || {
        let mut state = reader_of(&paragraphs(&texts), (80, 12));
        select(&mut state, "Angela Merkel");
        keys(&mut state, "g 12}");
        assert!(top(&state).starts_with("Paragraph 12 "));
        state
    };
    for close in ["&", "esc"] {
        let mut state = read();
        keys(&mut state, "& 5j");
        assert!(!top(&state).starts_with("Paragraph 12 "), "{close}");
        keys(&mut state, close);
        assert!(top(&state).starts_with("Paragraph 12 "), "{close}");
        assert_eq!(place(&state), "Paragraph 12", "{close}");
    }
    let mut state = read();
    keys(&mut state, "tab space");
    select(&mut state, "Barack Obama");
    keys(&mut state, "space tab");
    assert_eq!(state.reading.marked.len(), 2);
    keys(&mut state, "&");
    assert!(top(&state).starts_with("Paragraph 115 "));
    assert_eq!(place(&state), "Paragraph 12");
    keys(&mut state, "&");
    assert!(!top(&state).starts_with("Paragraph 115 "));
    assert_eq!(place(&state), "Paragraph 12");
    keys(&mut state, "&");
    assert!(state.reading.filter.is_none());
    assert_eq!(place(&state), "Paragraph 12");
}

/// Protects: the end of the part of a long article that has arrived is not its end: when the rest comes, whether or not what there was
/// is in it unchanged, the article does not count as finished. Of a new version that ends alike, the end stays the end.
#[test]
fn the_share_moves_along_with_the_text() {
    let texts: Vec<String> = (0..120)
        .map(|n| format!("Paragraph {n} says nothing of note."))
        .collect();
    let begun = || {
        let options = ReaderOptions {
            origin: Origin::Stdin,
            ..ReaderOptions::default()
        };
        let mut state = State::opening("standard input".to_owned(), (80, 12), options);
        update(&mut state, Event::LoadedPart(paragraphs(&texts[..60])));
        for _ in 0..60 {
            keys(&mut state, "space");
        }
        keys(&mut state, "g");
        let snapshot = state.history_snapshot().unwrap();
        assert!(snapshot.is_finished, "{}", snapshot.percent);
        state
    };
    let mut changed = texts.clone();
    changed[0] = "Paragraph 0 is another one now.".to_owned();
    for rest in [&texts, &changed] {
        let mut state = begun();
        update(&mut state, Event::LoadedRest(paragraphs(rest)));
        let snapshot = state.history_snapshot().unwrap();
        assert!(!snapshot.is_finished);
        assert!((45..55).contains(&snapshot.percent), "{}", snapshot.percent);
    }
    let mut state = begun();
    update(&mut state, Event::LoadedRest(paragraphs(&changed[..60])));
    assert!(state.history_snapshot().unwrap().is_finished);
}
