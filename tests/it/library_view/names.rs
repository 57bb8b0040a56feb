//! From a name in the article to its page in the library, and people who only share a name.

use super::{decision, lists, top_page};
use crate::common::library::{answer, answer_to, library, page, question};
use crate::common::reader::{analysed, keys, paragraphs, press, reader, reader_with, select};
use crate::common::screen::{last_row, rows, screen};
use byline::app::action::Mode;
use byline::app::effect::{Effect, LibraryDecision, LibraryQuery};
use byline::app::key::Key;
use byline::app::overlays::Overlay;
use byline::app::overlays::library::page::{PageLayout, PageRow};
use byline::app::overlays::library::{KeptName, LibraryAnswer, Namesake};
use byline::app::state::ReaderOptions;
use byline::app::{Event, KeyBinding, Keymap, State, update};
use byline::entities::Entities;
use std::sync::Arc;

/// Protects: with a name selected or current, in the text and in the panel, the key opens the page of that name, and Backspace and Esc
/// lead back; the lists are one key away, which the page names, and close to the page.
#[test]
fn a_selected_name_opens_its_page() {
    for (choose, size) in [
        ("*", (80, 24)),
        (".", (80, 24)),
        ("tab", (80, 24)),
        ("*", (40, 12)),
    ] {
        for back in ["backspace", "esc", "q"] {
            let mut state = reader(size);
            keys(&mut state, choose);
            let (mode, place) = (state.mode(), state.reading.visible_range());
            let effects = keys(&mut state, "L");
            let query = &question(&effects).unwrap().query;
            assert!(matches!(query, LibraryQuery::PageOf(..)), "{query:?}");
            answer(&mut state, &effects);
            assert_eq!(top_page(&state).id, KeptName(1));
            assert!(screen(&state).contains("A festival in Hamburg"));
            assert!(screen(&state).contains("L lists"), "{}", screen(&state));
            let effects = keys(&mut state, "L");
            answer(&mut state, &effects);
            assert!(screen(&state).contains("People 4"));
            keys(&mut state, back);
            assert_eq!(top_page(&state).id, KeptName(1));
            keys(&mut state, back);
            assert_eq!((state.mode(), state.reading.visible_range()), (mode, place));
        }
    }
    // With a page over the lists, the same key goes back to these.
    let mut state = page(reader((80, 24)));
    keys(&mut state, "k");
    let effects = keys(&mut state, "enter");
    answer(&mut state, &effects);
    keys(&mut state, "L");
    assert_eq!(lists(&state).cursor().chosen, 0);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: of a name that no other article mentions there is no page: the lists open, and say so.
#[test]
fn a_name_without_a_page_opens_the_lists() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    let effects = keys(&mut state, "L");
    let id = question(&effects).unwrap().id;
    let nothing = Event::LibraryAnswered(id, LibraryAnswer::Page(None));
    let effects = update(&mut state, nothing);
    let query = &question(&effects).unwrap().query;
    assert!(matches!(query, LibraryQuery::Lists), "{query:?}");
    let notice = "No other article with Angela Merkel is in the library";
    assert!(last_row(&state).contains(notice));
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: one key parts people, so the notice says on any screen which one takes that back, however long the title is; without such
/// a key it does not speak of one.
#[test]
fn the_notice_of_a_decision_names_the_key_that_takes_it_back() {
    for size in [(80, 24), (40, 12), (39, 12)] {
        let mut state = page(reader(size));
        let effects = keys(&mut state, "g ) ) j S");
        let part = LibraryDecision::Part(KeptName(1), "talks in berlin".to_owned());
        assert_eq!(decision(&effects), part);
        let shown = screen(&state);
        assert!(shown.contains("“Talks in B"), "{size:?} {shown}");
        assert!(shown.contains("U to undo"), "{size:?} {shown}");
    }
    let unbound = KeyBinding {
        mode: Mode::LibraryPage,
        key: Key::char('U'),
        action: None,
    };
    let options = ReaderOptions {
        keymap: Keymap::with_bindings(&[], &[unbound]),
        ..ReaderOptions::default()
    };
    let mut state = page(reader_with(options, (80, 24)));
    keys(&mut state, "g ) ) j S");
    assert!(last_row(&state).contains("another Angela Merkel from now on"));
    assert!(!last_row(&state).contains("undo"));
}

/// The page of Angela Merkel with that many namesakes.
fn with_namesakes(count: i64, size: (u16, u16)) -> State {
    let mut state = library(reader(size));
    let effects = keys(&mut state, "enter");
    let id = question(&effects).unwrap().id;
    let mut answer = answer_to(&LibraryQuery::Page(KeptName(1)));
    if let LibraryAnswer::Page(Some(page)) = &mut answer {
        page.summary.namesakes = (1..=count)
            .map(|nth| Namesake {
                id: KeptName(100 + nth),
                name: "Angela Merkel".to_owned(),
                articles: 1,
                read: "4 May 2025".to_owned(),
                mark: format!("mayor {nth}"),
            })
            .collect();
    }
    update(&mut state, Event::LibraryAnswered(id, answer));
    state
}

/// Protects: all who are perhaps the same person can be reached, however many there are: their rows scroll with the cursor, each says
/// which it is, and a click chooses the one that is seen.
#[test]
fn many_namesakes_scroll() {
    let mut state = with_namesakes(7, (80, 30));
    let shown = screen(&state);
    assert!(
        shown.contains("1 of 7") && shown.contains("mayor 3"),
        "{shown}"
    );
    assert!(!shown.contains("mayor 4"), "{shown}");
    keys(&mut state, "g j j j j");
    assert_eq!(top_page(&state).chosen, PageRow::Namesake(4));
    let shown = screen(&state);
    assert!(shown.contains("▶ Angela Merkel (mayor 5)"), "{shown}");
    assert!(
        shown.contains("5 of 7") && !shown.contains("2 of 7"),
        "{shown}"
    );
    let layout = PageLayout::new(&state, top_page(&state));
    press(&mut state, layout.columns[0].x + 3, layout.columns[0].y);
    assert_eq!(top_page(&state).chosen, PageRow::Namesake(2));
    let effects = keys(&mut state, "j j j j M");
    let last = LibraryDecision::Join(KeptName(1), KeptName(107));
    assert_eq!(decision(&effects), last);
    keys(&mut state, "j");
    assert_eq!(top_page(&state).chosen, PageRow::Person(0));
    for size in [(40, 12), (60, 16), (250, 60)] {
        let mut state = with_namesakes(7, size);
        keys(&mut state, "g");
        for _ in 0..9 {
            keys(&mut state, "j");
            let shown = rows(&state).join("\n");
            if let PageRow::Namesake(nth) = top_page(&state).chosen {
                let (mark, number) = (
                    format!("(mayor {})", nth + 1),
                    format!("  {} of 7", nth + 1),
                );
                let is_seen = shown.contains(&mark) || shown.contains(&number);
                assert!(is_seen, "{size:?} {nth} {shown}");
            }
        }
    }
}

/// Protects: in the panel beside the map, the key opens the page of the country that the cursor is on, and not of the name that was
/// selected in the article.
#[test]
fn the_panel_beside_the_map_opens_the_page_of_its_country() {
    let mut state = reader((120, 40));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "w tab");
    for country in ["Russia", "Germany"] {
        for _ in 0..20 {
            keys(&mut state, "k");
        }
        let chosen = |state: &State| match state.screen.overlays.last() {
            Some(Overlay::WorldMap(map)) => {
                let country = map.chosen_in(&state.reading).unwrap();
                state.reading.entities.entity(country.entity).name.clone()
            }
            other => panic!("{other:?}"),
        };
        while chosen(&state) != country {
            let before = chosen(&state);
            keys(&mut state, "j");
            assert_ne!(chosen(&state), before, "{country} is not on the map");
        }
        let effects = keys(&mut state, "L");
        assert_eq!(top_page(&state).name, country);
        let query = &question(&effects).unwrap().query;
        assert!(matches!(query, LibraryQuery::PageOf(..)), "{query:?}");
        keys(&mut state, "esc");
    }
}

/// Protects: if other articles only have someone else of the name, that page opens with a notice that says so.
#[test]
fn the_page_of_someone_else_says_so() {
    let mut state = reader((80, 24));
    select(&mut state, "Angela Merkel");
    let effects = keys(&mut state, "L");
    let asked = question(&effects).unwrap();
    let LibraryAnswer::Page(Some(found)) = answer_to(&asked.query) else {
        panic!("no page");
    };
    let answer = LibraryAnswer::PageOfNamesake(found);
    update(&mut state, Event::LibraryAnswered(asked.id, answer));
    assert_eq!(top_page(&state).id, KeptName(1));
    let row = last_row(&state);
    assert!(row.contains("Someone else of this name"), "{row}");
}

/// Protects: whose page it is, is asked once all names of the article are known, as they tell who it is; and of the same person, whose
/// number among them may have changed by then.
#[test]
fn the_page_of_a_name_awaits_all_names() {
    let document = paragraphs(&[
        "Angela Merkel spoke.",
        "Barack Obama left. Vladimir Putin stayed.",
    ]);
    let all = Arc::new(byline::entities::read(&document));
    let beginning = paragraphs(&["Angela Merkel spoke."]);
    let some = Arc::new(byline::entities::read(&beginning));
    let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
    let covered = beginning.text().len();
    let part = |entities: &Arc<Entities>| Event::Analysed {
        entities: Arc::clone(entities),
        covered,
        done: false,
    };
    update(&mut state, part(&some));
    select(&mut state, "Angela Merkel");
    assert_eq!(question(&keys(&mut state, "L")), None);
    let effects = update(&mut state, analysed(&document, Arc::clone(&all)));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::AskLibrary(question) => match &question.query {
            LibraryQuery::PageOf(open, entity) => Some(open.entities.entity(*entity).name.clone()),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(asked.as_deref(), Some("Angela Merkel"));
    // A name that turns out to be none has no page.
    let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
    update(&mut state, part(&some));
    select(&mut state, "Angela Merkel");
    keys(&mut state, "L");
    update(&mut state, analysed(&document, Arc::default()));
    assert_eq!(state.mode(), Mode::Text);
}
