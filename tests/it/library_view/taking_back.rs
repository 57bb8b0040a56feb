//! What the user has decided about people is shown on their pages, and taken back.

use super::{decision, lists, top_page};
use crate::common::library::{answer, answer_to, library, page, question};
use crate::common::reader::{keys, press, reader};
use crate::common::screen::{rows, screen};
use byline::app::effect::{Effect, LibraryDecision, LibraryQuery};
use byline::app::overlays::library::page::{PageLayout, PageRow};
use byline::app::overlays::library::{KeptDecision, KeptName, LibraryAnswer, NameDecision};
use byline::app::{Event, State, update};

fn decisions() -> Vec<NameDecision> {
    let decision = |id, words: &str, about: &str, other: Option<i64>| NameDecision {
        id: KeptDecision(id),
        words: words.to_owned(),
        about: about.to_owned(),
        other: other.map(|other| (KeptName(other), "Angela Merkel".to_owned())),
    };
    vec![
        decision(5, "joined with Angela D. Merkel", "in 2 articles", None),
        decision(
            4,
            "kept apart from Angela Merkel",
            "“Talks in Berlin”",
            Some(9),
        ),
    ]
}

/// Answers the question among `effects` with a page that has these decisions.
fn show(state: &mut State, effects: &[Effect], decisions: Vec<NameDecision>) {
    let id = question(effects).unwrap().id;
    let mut answer = answer_to(&LibraryQuery::Page(KeptName(1)));
    if let LibraryAnswer::Page(Some(page)) = &mut answer {
        page.summary.decisions = decisions;
    }
    let effects = update(state, Event::LibraryAnswered(id, answer));
    crate::common::library::answer(state, &effects);
}

/// The page of Angela Merkel with these decisions.
fn decided(size: (u16, u16)) -> State {
    let mut state = library(reader(size));
    let effects = keys(&mut state, "enter");
    show(&mut state, &effects, decisions());
    state
}

/// Protects: a page says what was decided about the person; the key of undoing takes the decision back that the cursor is on, and
/// elsewhere the latest, as often as there is one; a message says which, and the page and the lists are read again.
#[test]
fn decisions_are_seen_and_taken_back() {
    let mut state = decided((80, 30));
    keys(&mut state, "g j");
    assert_eq!(top_page(&state).chosen, PageRow::Decision(0));
    let shown = screen(&state);
    for words in [
        "decided ▶ joined with Angela D. Merkel",
        "  kept apart from Angela Merkel  ",
        "U takes it back: joined with Angela D. Merkel, in 2 articles",
        "U take back",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    assert_eq!(keys(&mut state, "enter"), []);
    assert!(screen(&state).contains("Both are on this page"));
    let effects = keys(&mut state, "j U");
    let this = LibraryDecision::TakeBack(Some(KeptDecision(4)));
    assert_eq!(decision(&effects), this);
    let id = question(&effects).unwrap().id;
    let sentence = "Decision undone: that “Talks in Berlin” is about another Angela Merkel";
    let taken_back = LibraryAnswer::TakenBack(sentence.to_owned());
    update(&mut state, Event::LibraryAnswered(id, taken_back));
    assert!(screen(&state).contains(sentence), "{}", screen(&state));
    show(&mut state, &effects, decisions()[..1].to_vec());
    assert!(!screen(&state).contains("kept apart"));
    assert!(screen(&state).contains("joined with"));
    // Elsewhere on the page, and without a row for it.
    for _ in 0..2 {
        let effects = keys(&mut state, "G U");
        assert_eq!(decision(&effects), LibraryDecision::TakeBack(None));
        show(&mut state, &effects, Vec::new());
    }
    assert!(!screen(&state).contains("decided"));
    let effects = keys(&mut state, "esc");
    assert!(matches!(
        question(&effects).unwrap().query,
        LibraryQuery::Lists
    ));
    answer(&mut state, &effects);
    let effects = keys(&mut state, "U");
    let [Effect::DecideInLibrary(LibraryDecision::TakeBack(None), question)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(question.query, LibraryQuery::Lists);
    let nothing = LibraryAnswer::TakenBack("No decision to undo".to_owned());
    update(&mut state, Event::LibraryAnswered(question.id, nothing));
    assert!(screen(&state).contains("No decision to undo"));
    answer(&mut state, &effects);
    assert_eq!(lists(&state).len(lists(&state).tab), 4);
}

/// Protects: all decisions can be reached and taken back, however many there are: their rows scroll with the cursor, each says which it
/// is, a click chooses the one that is seen, and the articles follow after the last.
#[test]
fn many_decisions_scroll() {
    let mut state = library(reader((80, 30)));
    let effects = keys(&mut state, "enter");
    let many = (1..=7).rev().map(|id| NameDecision {
        id: KeptDecision(id),
        words: format!("joined with Merkel {id}"),
        about: String::new(),
        other: None,
    });
    show(&mut state, &effects, many.collect());
    let shown = screen(&state);
    assert!(
        shown.contains("1 of 7") && shown.contains("3 of 7"),
        "{shown}"
    );
    assert!(!shown.contains("Merkel 4"), "{shown}");
    keys(&mut state, "g j j j j j");
    assert_eq!(top_page(&state).chosen, PageRow::Decision(4));
    let shown = screen(&state);
    assert!(shown.contains("▶ joined with Merkel 3"), "{shown}");
    assert!(
        shown.contains("5 of 7") && !shown.contains("2 of 7"),
        "{shown}"
    );
    let layout = PageLayout::new(&state, top_page(&state));
    let [_, area, ..] = layout.columns;
    press(&mut state, area.x + 3, area.y);
    assert_eq!(top_page(&state).chosen, PageRow::Decision(2));
    let effects = keys(&mut state, "j j j j U");
    let last = LibraryDecision::TakeBack(Some(KeptDecision(1)));
    assert_eq!(decision(&effects), last);
    keys(&mut state, "j");
    assert!(matches!(top_page(&state).chosen, PageRow::Person(0)));
}

/// Protects: the other person's page is a key away; on any screen the rows are where they are painted, and a click chooses them.
#[test]
fn decisions_lead_to_the_other_page() {
    let mut state = decided((80, 30));
    keys(&mut state, "g j j");
    let effects = keys(&mut state, "enter");
    let query = &question(&effects).unwrap().query;
    assert_eq!(*query, LibraryQuery::Page(KeptName(9)));
    for size in [(12, 5), (20, 8), (40, 12), (60, 16), (80, 24), (250, 60)] {
        let mut state = decided(size);
        let shown = PageLayout::new(&state, top_page(&state)).shown;
        assert!(shown[1] > 0 || size.1 < 16, "{size:?}");
        for _ in 0..12 {
            keys(&mut state, "k");
            screen(&state);
        }
        let painted = rows(&state);
        let Some(y) = painted.iter().position(|row| row.contains("joined with")) else {
            assert_eq!(shown[1], 0, "{size:?} {painted:?}");
            continue;
        };
        let x = painted[y].chars().position(|c| c == 'j').unwrap();
        press(&mut state, x as u16, y as u16);
        assert_eq!(top_page(&state).chosen, PageRow::Decision(0), "{size:?}");
    }
    let mut state = page(reader((80, 24)));
    keys(&mut state, "g j");
    assert_eq!(
        top_page(&state).chosen,
        PageRow::Person(0),
        "without decisions"
    );
}
