//! What the keys of corrections do: an article, keys, and the article after; and that a correction is there again when the
//! article is opened again.

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
use byline::app::effect::{Effect, Note};
use byline::app::layer::Layer;
use byline::app::pick::Pick;
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::entities::corrections::{Correction, Reach, Whom};
use byline::entities::{Kind, Reason};
use byline::store::Store;
use common::{article, keys, reader, screen};
use std::ffi::OsString;

/// A reader of the article at the first mention of somebody.
fn at(name: &str) -> State {
    let mut state = reader((100, 30));
    go_to(&mut state, name);
    state
}

fn go_to(state: &mut State, name: &str) {
    for _ in 0..state.entities.mentions().len() {
        keys(state, ".");
        let entity = state.current_mention().unwrap().entity;
        if state.entities.entities()[entity].name == name {
            return;
        }
    }
    panic!("nobody is called {name}: {:?}", names(state));
}

/// Who is in the article, and how often.
fn names(state: &State) -> Vec<String> {
    let entities = state.entities.entities().iter();
    entities
        .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
        .collect()
}

fn has(state: &State, name: &str) -> bool {
    state
        .entities
        .entities()
        .iter()
        .any(|entity| entity.name == name)
}

fn pick(state: &State) -> &Pick {
    match state.layers.last() {
        Some(Layer::Pick(pick)) => pick,
        other => panic!("no question: {other:?}"),
    }
}

/// Type letters, blanks too.
fn write(state: &mut State, words: &str) {
    for c in words.chars() {
        update(state, Event::Key(byline::app::key::Key::char(c)));
    }
}

fn notice(state: &State) -> &str {
    state.notice.as_deref().unwrap_or_default()
}

/// Protects: the count is said before, all occurrences go at once, and U brings the first state back.
#[test]
fn x_asks_with_the_count_and_u_takes_it_back() {
    let mut state = at("Colette Dumont");
    let before = state.entities.clone();
    keys(&mut state, "x");
    assert_eq!(state.mode(), Mode::Ask);
    assert_eq!(
        pick(&state).title,
        "Not a person? Colette Dumont, 12 mentions"
    );
    let effects = keys(&mut state, "enter");
    assert!(!has(&state, "Colette Dumont"));
    assert_eq!(
        notice(&state),
        "Colette Dumont is no person, 12 mentions; U undoes"
    );
    assert!(matches!(
        &effects[..],
        [Effect::Keep(Note {
            reach: Reach::Article,
            ..
        })]
    ));
    assert!(state.layers.is_empty());
    let effects = keys(&mut state, "U");
    assert_eq!(state.entities, before);
    assert!(matches!(&effects[..], [Effect::Forget(_)]));
    assert_eq!(
        notice(&state),
        "no longer so: Colette Dumont is no person (12 mentions)"
    );
    assert!(keys(&mut state, "U").is_empty());
    assert_eq!(notice(&state), "no correction to take back");
}

/// Protects: of several forms one can be refused alone, here or everywhere.
#[test]
fn x_can_mean_one_form_alone() {
    let mut state = at("Colette Dumont");
    keys(&mut state, "x j j");
    let says = pick(&state).says();
    assert_eq!(says, "6 mentions: “Dumont” is not Colette Dumont");
    let effects = keys(&mut state, "a");
    assert!(names(&state).contains(&"Colette Dumont 6".to_owned()));
    let never = Correction::Never {
        kind: Kind::Person,
        form: "Dumont".to_owned(),
    };
    let [Effect::Keep(note)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!((&note.correction, note.reach), (&never, Reach::Always));
    assert_eq!(state.corrected.corrections.always, [never]);
    keys(&mut state, "U");
    assert!(state.corrected.corrections.is_empty());
}

/// Protects: after a mention is gone the reader is at the next, as in a list, and the text has not moved.
#[test]
fn what_is_refused_leaves_the_reader_in_place() {
    let mut state = at("Colette Dumont");
    let (visible, place) = (
        state.visible(),
        state.current_mention().unwrap().range.start,
    );
    keys(&mut state, "x enter");
    assert_eq!(state.visible(), visible);
    assert!(state.current_mention().unwrap().range.start > place);
}

/// Protects: merging by a few typed letters, the fuller name stays, and the mentions say why they are marked.
#[test]
fn m_merges_with_whom_is_typed() {
    let mut state = at("Vladimir Putin");
    let before = state.entities.clone();
    keys(&mut state, "M");
    assert_eq!(state.mode(), Mode::Pick);
    assert!(
        pick(&state)
            .choices
            .iter()
            .all(|choice| choice.label != "Vladimir Putin")
    );
    write(&mut state, "OB bar");
    assert_eq!(pick(&state).shown.len(), 1);
    assert_eq!(
        pick(&state).says(),
        "18 mentions: Barack Obama and Vladimir Putin are one"
    );
    keys(&mut state, "enter");
    assert!(
        names(&state).contains(&"Vladimir Putin 18".to_owned()),
        "{:?}",
        names(&state)
    );
    assert!(notice(&state).starts_with("Barack Obama and Vladimir Putin are one, 18 mentions"));
    let moved = state
        .entities
        .mentions()
        .iter()
        .filter(|m| m.reason == Reason::Correction);
    assert_eq!(moved.count(), 6);
    keys(&mut state, "U");
    assert_eq!(state.entities, before);
    keys(&mut state, "M");
    write(&mut state, "nobody");
    assert!(keys(&mut state, "enter").is_empty() && state.mode() == Mode::Pick);
    keys(&mut state, "backspace ctrl-u");
    assert!(pick(&state).shown.len() > 2);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a form leaves for somebody of its own; who has one form only is told so.
#[test]
fn s_splits_a_form_off() {
    let mut state = at("Angela Merkel");
    keys(&mut state, "S j");
    assert_eq!(pick(&state).says(), "6 mentions: “Merkel” is someone else");
    keys(&mut state, "enter");
    let names = names(&state);
    assert!(
        names.contains(&"Merkel 6".to_owned()) && names.contains(&"Angela Merkel 6".to_owned())
    );
    go_to(&mut state, "Barack Obama");
    keys(&mut state, "S");
    assert!(notice(&state).contains("everywhere"), "{}", notice(&state));
}

/// Protects: the line is prefilled and edited as any line; a name that somebody has makes the two one.
#[test]
fn r_gives_another_name() {
    let mut state = at("Angela Merkel");
    keys(&mut state, "R");
    assert_eq!(state.mode(), Mode::Prompt);
    keys(&mut state, "ctrl-w D r . space home delete A end");
    write(&mut state, "q?12");
    update(&mut state, Event::Paste("\u{1b}[31m\nx".to_owned()));
    keys(&mut state, "enter");
    assert!(has(&state, "Angela Dr. q?12[31m x"), "{:?}", names(&state));
    keys(&mut state, "R ctrl-u");
    write(&mut state, "Barack Obama");
    keys(&mut state, "enter");
    assert!(
        notice(&state).contains("are one, 18 mentions"),
        "{}",
        notice(&state)
    );
    keys(&mut state, "U U");
    assert!(has(&state, "Angela Merkel"));
    keys(&mut state, "R ctrl-u enter");
    assert_eq!(state.mode(), Mode::Prompt, "nobody is called nothing");
}

/// Protects: a person can be a country after all, and a country's word a person.
#[test]
fn r_leads_to_another_kind() {
    let mut state = at("Barack Obama");
    keys(&mut state, "R ctrl-t");
    write(&mut state, "chad");
    assert_eq!(
        pick(&state).says(),
        "6 mentions: Barack Obama is the country Chad"
    );
    keys(&mut state, "enter");
    assert!(has(&state, "Chad") && !has(&state, "Barack Obama") && state.layers.is_empty());
    go_to(&mut state, "Kenya");
    keys(&mut state, "R ctrl-t enter");
    let kenya = state
        .entities
        .entities()
        .iter()
        .find(|entity| entity.name == "Kenya");
    assert_eq!(kenya.unwrap().kind, Kind::Person);
    keys(&mut state, "U U");
    assert!(state.corrected.corrections.is_empty());
}

/// Protects: what the engine missed is taken word by word and marked wherever it stands.
#[test]
fn v_takes_a_stretch_and_plus_marks_it_everywhere() {
    let mut state = reader((100, 30));
    keys(&mut state, "v");
    let Some(Layer::Stretch(stretch)) = state.layers.last() else {
        panic!("no stretch");
    };
    assert_eq!(state.document.slice(stretch.range()), "Talks");
    assert!(stretch.anchor.is_none(), "the word is only looked at");
    keys(&mut state, "j 4l h h h h v l");
    let Some(Layer::Stretch(stretch)) = state.layers.last() else {
        panic!("no stretch");
    };
    assert_eq!(state.document.slice(stretch.range()), "Part 0");
    keys(&mut state, "H");
    let Some(Layer::Stretch(stretch)) = state.layers.last() else {
        panic!("no stretch");
    };
    assert_eq!(
        state.document.slice(stretch.range()),
        "Part 0",
        "one letter stays"
    );
    keys(&mut state, "h +");
    assert!(
        pick(&state).title.starts_with("“Part”, 6 places"),
        "{}",
        pick(&state).title
    );
    keys(&mut state, "enter");
    assert!(
        names(&state).contains(&"Part 6".to_owned()),
        "{:?}",
        names(&state)
    );
    assert_eq!(notice(&state), "“Part” is a person, 6 mentions; U undoes");
    keys(&mut state, "g v j +");
    assert_eq!(
        notice(&state),
        "“Part” is marked already wherever it stands"
    );
    assert_eq!(state.mode(), Mode::Stretch);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: what is taken can be copied, and then is let go.
#[test]
fn y_copies_the_stretch() {
    let mut state = at("Barack Obama");
    let effects = keys(&mut state, "v y");
    assert_eq!(
        effects,
        [byline::app::effect::Effect::Copy("Barack Obama".to_owned())]
    );
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a stretch begun at a mention holds it, and both ends can move.
#[test]
fn a_stretch_begins_at_the_current_mention() {
    let mut state = at("Barack Obama");
    keys(&mut state, "v o h");
    let taken = |state: &State| match state.layers.last() {
        Some(Layer::Stretch(stretch)) => state.document.slice(stretch.range()).to_owned(),
        _ => panic!("no stretch"),
    };
    assert_eq!(taken(&state), "said Barack Obama");
    keys(&mut state, "o l");
    assert_eq!(taken(&state), "said Barack Obama of");
    keys(&mut state, "2H");
    assert_eq!(taken(&state), "said Barack Obama o");
    let end = state.document.text().len();
    keys(&mut state, "99j 999l");
    assert!(state.visible().end == end, "the text scrolls along");
    keys(&mut state, "+");
    assert!(notice(&state).contains("too long"));
}

/// Protects: corrections outlive the reader: merge, open again, take back, and all is as it was.
#[test]
fn merge_reopen_undo_gives_back_the_first_state() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::of(|name| (name == "HOME").then(|| OsString::from(home.path())));
    let keep = |effects: Vec<Effect>| {
        for effect in effects {
            let troubles = match effect {
                Effect::Keep(Note {
                    document,
                    reach,
                    correction,
                }) => store.keep(&document, reach, &correction),
                Effect::Forget(Note {
                    document,
                    reach,
                    correction,
                }) => store.forget(&document, reach, &correction),
                other => panic!("{other:?}"),
            };
            assert_eq!(troubles, []);
        }
    };
    let open = || {
        let (document, entities) = article();
        let mut state = State::new(
            document.clone(),
            (100, 30),
            byline::app::state::Options::default(),
        );
        update(
            &mut state,
            Event::Corrected(store.load(&document).corrections),
        );
        let covered = document.text().len();
        update(
            &mut state,
            Event::Analysed {
                entities,
                covered,
                done: true,
            },
        );
        state
    };
    let mut first = open();
    let untouched = first.entities.clone();
    go_to(&mut first, "Vladimir Putin");
    keep(keys(&mut first, "M enter"));
    keep(keys(&mut first, "x enter"));
    let corrected = first.entities.clone();
    assert_ne!(untouched, corrected);
    let mut second = open();
    assert_eq!(second.entities, corrected);
    keep(keys(&mut second, "U U"));
    assert_eq!(second.entities, untouched);
    assert_eq!(open().entities, untouched);
}

/// Protects: what the engine finds later is corrected, too, and people who are called otherwise in the beginning are known.
#[test]
fn corrections_hold_while_the_engine_goes_on() {
    let (document, entities) = article();
    let mut state = at("Vladimir Putin");
    keys(&mut state, "x enter");
    let corrected = state.entities.clone();
    let covered = document.text().len();
    update(
        &mut state,
        Event::Analysed {
            entities,
            covered,
            done: true,
        },
    );
    assert_eq!(state.entities, corrected);
    let merge = Correction::Merge {
        from: Whom::Person("Colette Dumont".to_owned()),
        into: Whom::Person("Barack Obama".to_owned()),
    };
    let kept = byline::entities::corrections::Corrections {
        always: vec![merge],
        article: Vec::new(),
    };
    let effects = update(&mut state, Event::Corrected(kept));
    assert_eq!(
        effects.len(),
        1,
        "what was corrected here is not lost: {effects:?}"
    );
    assert!(!has(&state, "Colette Dumont") && !has(&state, "Vladimir Putin"));
}

/// Protects: a click on an answer chooses it, a click elsewhere closes the question.
#[test]
fn the_mouse_chooses_and_closes() {
    let mut state = at("Colette Dumont");
    let click = |state: &mut State, x, y| {
        update(
            state,
            Event::Mouse(Mouse {
                x,
                y,
                what: MouseKind::Press,
            }),
        )
    };
    keys(&mut state, "x");
    click(&mut state, 3, 2);
    assert!(state.layers.is_empty() && has(&state, "Colette Dumont"));
    keys(&mut state, "x");
    let shown = screen(&state);
    let y = shown
        .lines()
        .position(|line| line.contains("only “Dumont”"))
        .unwrap();
    click(&mut state, 6, y as u16);
    assert!(!state.layers.is_empty(), "the first click chooses");
    click(&mut state, 6, y as u16);
    assert!(names(&state).contains(&"Colette Dumont 6".to_owned()));
    keys(&mut state, "R");
    click(&mut state, 3, 2);
    assert!(state.layers.is_empty());
}

/// Protects: in the panel the keys are about the row; where nobody is meant the reader is told.
#[test]
fn keys_are_about_the_row_in_the_panel_and_about_nobody_without_one() {
    let mut state = reader((100, 30));
    keys(&mut state, "x");
    assert!(notice(&state).contains("nobody is current"));
    keys(&mut state, "tab j x");
    let name = state.selected_entity().unwrap().name.clone();
    assert!(pick(&state).title.contains(&name));
    keys(&mut state, "enter");
    assert!(!has(&state, &name));
}

/// What a question looks like.
#[test]
fn a_question_stands_at_the_foot_of_the_text() {
    let mut state = reader((80, 20));
    go_to(&mut state, "Colette Dumont");
    keys(&mut state, "x");
    insta::assert_snapshot!(screen(&state));
    keys(&mut state, "esc M");
    write(&mut state, "v");
    insta::assert_snapshot!(screen(&state));
}
