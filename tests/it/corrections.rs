//! Corrections made with keys and the mouse: what they change in the article, and that they are there when the article is
//! opened again.

use crate::common::reader::{analysed, article, keys, press, reader, select, type_text};
use crate::common::screen::screen;
use byline::app::action::Mode;
use byline::app::effect::{Effect, ScopedCorrection};
use byline::app::overlays::Overlay;
use byline::app::overlays::menu::Menu;
use byline::app::{Event, State, update};
use byline::entities::corrections::{Correction, CorrectionScope, EntityRef};
use byline::entities::{EntityKind, Reason};
use byline::store::Store;
use std::ffi::OsString;

/// The article, at the first mention of `name`.
fn at(name: &str) -> State {
    let mut state = reader((100, 30));
    go_to(&mut state, name);
    state
}

fn go_to(state: &mut State, name: &str) {
    for _ in 0..state.reading.entities.mentions().len() {
        keys(state, ".");
        let entity = state.reading.current_mention().unwrap().entity;
        if state.reading.entities.entity(entity).name == name {
            return;
        }
    }
    panic!("no entity named {name}: {:?}", names(state));
}

/// The entities of the article with their mention counts, as in "Angela Merkel 12".
fn names(state: &State) -> Vec<String> {
    let entities = state.reading.entities.entities().iter();
    entities
        .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
        .collect()
}

fn has(state: &State, name: &str) -> bool {
    state
        .reading
        .entities
        .entities()
        .iter()
        .any(|entity| entity.name == name)
}

fn menu(state: &State) -> &Menu {
    match state.screen.overlays.last() {
        Some(Overlay::Menu(menu)) => menu,
        other => panic!("no menu: {other:?}"),
    }
}

fn message(state: &State) -> &str {
    state.messages.current_notice().unwrap_or_default()
}

/// `effects` without the questions to the library, which are asked again when the names change.
fn without_questions(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.retain(|effect| !matches!(effect, Effect::AskLibrary(_)));
    effects
}

/// Protects: the message about a correction names the key that undoes it on a narrow screen, too, and without a status line.
#[test]
fn a_narrow_screen_names_the_key_of_undoing() {
    for (size, before) in [
        ((40, 12), ""),
        ((39, 12), ""),
        ((80, 24), "z"),
        ((24, 7), ""),
    ] {
        let mut state = reader(size);
        keys(&mut state, before);
        select(&mut state, "Colette Dumont");
        keys(&mut state, "x enter");
        let shown = screen(&state);
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert!(words.join(" ").contains("U to undo"), "{size:?} {shown}");
        assert!(shown.contains("Colette Dumont is not"), "{size:?} {shown}");
    }
}

/// Protects: `x` shows the mention count first, removes all mentions at once, and `U` restores them.
#[test]
fn rejecting_a_name_can_be_undone() {
    let mut state = at("Colette Dumont");
    let before = state.reading.entities.clone();
    keys(&mut state, "x");
    assert_eq!(state.mode(), Mode::Question);
    assert_eq!(
        menu(&state).title,
        "Colette Dumont (12 mentions): which are wrong?"
    );
    let effects = without_questions(keys(&mut state, "enter"));
    assert!(!has(&state, "Colette Dumont"));
    assert_eq!(
        message(&state),
        "Colette Dumont is not a person (12 mentions); U to undo"
    );
    assert!(matches!(
        &effects[..],
        [Effect::SaveCorrection(ScopedCorrection {
            scope: CorrectionScope::Article,
            ..
        })]
    ));
    assert!(state.screen.overlays.is_empty());
    let effects = without_questions(keys(&mut state, "U"));
    assert_eq!(state.reading.entities, before);
    assert!(matches!(&effects[..], [Effect::DeleteCorrection(_)]));
    assert_eq!(
        message(&state),
        "Taken back: “Colette Dumont is not a person” (12 mentions)"
    );
    assert!(keys(&mut state, "U").is_empty());
    assert_eq!(message(&state), "No correction to undo");
}

/// Protects: one of several forms can be rejected alone, in this article or in every one.
#[test]
fn one_form_can_be_rejected_alone() {
    let mut state = at("Colette Dumont");
    keys(&mut state, "x j j");
    let summary = menu(&state).summary();
    assert_eq!(summary, "6 mentions: “Dumont” is not Colette Dumont");
    let effects = without_questions(keys(&mut state, "a"));
    assert!(names(&state).contains(&"Colette Dumont 6".to_owned()));
    let ignore = Correction::Ignore {
        kind: EntityKind::Person,
        form: "Dumont".to_owned(),
    };
    let [Effect::SaveCorrection(saved)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (&saved.correction, saved.scope),
        (&ignore, CorrectionScope::Everywhere)
    );
    assert_eq!(state.reading.corrections.corrections.everywhere, [ignore]);
    keys(&mut state, "U");
    assert!(state.reading.corrections.corrections.is_empty());
}

/// Protects: after a mention is rejected the next one is current, and the text does not scroll.
#[test]
fn rejecting_a_mention_does_not_scroll() {
    let mut state = at("Colette Dumont");
    let (visible, start) = (
        state.reading.visible_range(),
        state.reading.current_mention().unwrap().range.start,
    );
    keys(&mut state, "x enter");
    assert_eq!(state.reading.visible_range(), visible);
    assert!(state.reading.current_mention().unwrap().range.start > start);
}

/// Protects: a few typed letters find the entity to merge with, the longer name is kept, and the merged mentions give the
/// correction as their reason.
#[test]
fn merge_with_a_typed_name() {
    let mut state = at("Vladimir Putin");
    let before = state.reading.entities.clone();
    keys(&mut state, "M");
    assert_eq!(state.mode(), Mode::Menu);
    assert!(
        menu(&state)
            .items
            .iter()
            .all(|item| item.label != "Vladimir Putin")
    );
    type_text(&mut state, "OB bar");
    assert_eq!(menu(&state).matches.len(), 1);
    assert_eq!(
        menu(&state).summary(),
        "18 mentions: Barack Obama and Vladimir Putin are the same"
    );
    keys(&mut state, "enter");
    assert!(
        names(&state).contains(&"Vladimir Putin 18".to_owned()),
        "{:?}",
        names(&state)
    );
    assert!(
        message(&state).starts_with("Barack Obama and Vladimir Putin are the same (18 mentions)")
    );
    let corrected = state
        .reading
        .entities
        .mentions()
        .iter()
        .filter(|m| m.reason == Reason::Correction);
    assert_eq!(corrected.count(), 6);
    keys(&mut state, "U");
    assert_eq!(state.reading.entities, before);
    keys(&mut state, "M");
    type_text(&mut state, "nobody");
    assert!(keys(&mut state, "enter").is_empty() && state.mode() == Mode::Menu);
    keys(&mut state, "backspace ctrl-u");
    assert!(menu(&state).matches.len() > 2);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a form can be split off into an entity of its own; with a single form there is only a message.
#[test]
fn split_off_a_form() {
    let mut state = at("Angela Merkel");
    keys(&mut state, "S j");
    assert_eq!(
        menu(&state).summary(),
        "6 mentions: “Merkel” is someone else"
    );
    keys(&mut state, "enter");
    let names = names(&state);
    assert!(
        names.contains(&"Merkel 6".to_owned()) && names.contains(&"Angela Merkel 6".to_owned())
    );
    go_to(&mut state, "Barack Obama");
    keys(&mut state, "S");
    assert!(
        message(&state).contains("always written"),
        "{}",
        message(&state)
    );
}

/// Protects: the rename prompt is prefilled and can be edited; a name that another person has merges the two.
#[test]
fn rename_or_merge_by_name() {
    let mut state = at("Angela Merkel");
    keys(&mut state, "R");
    assert_eq!(state.mode(), Mode::Prompt);
    keys(&mut state, "ctrl-w D r . space home delete A end");
    type_text(&mut state, "q?12");
    update(&mut state, Event::Paste("\u{1b}[31m\nx".to_owned()));
    keys(&mut state, "enter");
    assert!(has(&state, "Angela Dr. q?12[31m x"), "{:?}", names(&state));
    keys(&mut state, "R ctrl-u");
    type_text(&mut state, "Barack Obama");
    keys(&mut state, "enter");
    assert!(
        message(&state).contains("are the same (18 mentions)"),
        "{}",
        message(&state)
    );
    keys(&mut state, "U U");
    assert!(has(&state, "Angela Merkel"));
    keys(&mut state, "R ctrl-u enter");
    assert_eq!(state.mode(), Mode::Prompt, "an empty name is refused");
}

/// Protects: from the rename prompt a person can be made a country, and a form of a country a person.
#[test]
fn kind_can_be_corrected() {
    let mut state = at("Barack Obama");
    keys(&mut state, "R ctrl-t");
    type_text(&mut state, "chad");
    assert_eq!(
        menu(&state).summary(),
        "6 mentions: Barack Obama is the country Chad"
    );
    keys(&mut state, "enter");
    assert!(
        has(&state, "Chad") && !has(&state, "Barack Obama") && state.screen.overlays.is_empty()
    );
    go_to(&mut state, "Kenya");
    keys(&mut state, "R ctrl-t enter");
    let kenya = state
        .reading
        .entities
        .entities()
        .iter()
        .find(|entity| entity.name == "Kenya");
    assert_eq!(kenya.unwrap().kind, EntityKind::Person);
    keys(&mut state, "U U");
    assert!(state.reading.corrections.corrections.is_empty());
}

/// Protects: a name that the analysis missed can be selected word by word, and is then highlighted wherever it occurs.
#[test]
fn selected_text_is_added_everywhere() {
    let mut state = reader((100, 30));
    keys(&mut state, "v");
    let Some(Overlay::Selection(selection)) = state.screen.overlays.last() else {
        panic!("no selection");
    };
    assert_eq!(state.reading.document.slice(selection.range()), "Talks");
    assert!(selection.anchor.is_none(), "nothing is selected yet");
    keys(&mut state, "j 4l h h h h v l");
    let Some(Overlay::Selection(selection)) = state.screen.overlays.last() else {
        panic!("no selection");
    };
    assert_eq!(state.reading.document.slice(selection.range()), "Part 0");
    keys(&mut state, "H");
    let Some(Overlay::Selection(selection)) = state.screen.overlays.last() else {
        panic!("no selection");
    };
    assert_eq!(
        state.reading.document.slice(selection.range()),
        "Part 0",
        "one character stays selected"
    );
    keys(&mut state, "h +");
    assert!(
        menu(&state).title.starts_with("“Part” (6 occurrences)"),
        "{}",
        menu(&state).title
    );
    keys(&mut state, "enter");
    assert!(
        names(&state).contains(&"Part 6".to_owned()),
        "{:?}",
        names(&state)
    );
    assert_eq!(
        message(&state),
        "“Part” is a person (6 mentions); U to undo"
    );
    keys(&mut state, "g v j +");
    assert_eq!(message(&state), "“Part” is already highlighted everywhere");
    assert_eq!(state.mode(), Mode::Selection);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: `y` copies the selection and ends it.
#[test]
fn y_copies_the_selection() {
    let mut state = at("Barack Obama");
    let effects = keys(&mut state, "v y");
    assert_eq!(
        effects,
        [byline::app::effect::Effect::CopyToClipboard(
            "Barack Obama".to_owned()
        )]
    );
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a selection starts with the current mention, and both of its ends can be moved.
#[test]
fn selection_starts_at_the_current_mention() {
    let mut state = at("Barack Obama");
    keys(&mut state, "v o h");
    let selected_text = |state: &State| match state.screen.overlays.last() {
        Some(Overlay::Selection(selection)) => {
            state.reading.document.slice(selection.range()).to_owned()
        }
        _ => panic!("no selection"),
    };
    assert_eq!(selected_text(&state), "said Barack Obama");
    keys(&mut state, "o l");
    assert_eq!(selected_text(&state), "said Barack Obama of");
    keys(&mut state, "2H");
    assert_eq!(selected_text(&state), "said Barack Obama o");
    let end = state.reading.document.text().len();
    keys(&mut state, "99j 999l");
    assert!(
        state.reading.visible_range().end == end,
        "the text scrolls with the selection"
    );
    keys(&mut state, "+");
    assert!(message(&state).contains("Too long"));
}

/// Protects: stored corrections are applied when the article is opened again, and undoing them restores the first state.
#[test]
fn corrections_survive_reopening_and_can_be_undone() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::from_variables(|name| (name == "HOME").then(|| OsString::from(home.path())));
    let store_effects = |effects: Vec<Effect>| {
        for effect in without_questions(effects) {
            let errors = match effect {
                Effect::SaveCorrection(ScopedCorrection {
                    document,
                    scope,
                    correction,
                }) => store.add(&document, scope, &correction),
                Effect::DeleteCorrection(ScopedCorrection {
                    document,
                    scope,
                    correction,
                }) => store.remove(&document, scope, &correction),
                other => panic!("{other:?}"),
            };
            assert_eq!(errors, []);
        }
    };
    let open = || {
        let (document, entities) = article();
        let mut state = State::new(
            document.clone(),
            (100, 30),
            byline::app::state::ReaderOptions::default(),
        );
        update(
            &mut state,
            Event::CorrectionsLoaded(store.load(&document).corrections),
        );
        update(&mut state, analysed(&document, entities));
        state
    };
    let mut first = open();
    let untouched = first.reading.entities.clone();
    go_to(&mut first, "Vladimir Putin");
    store_effects(keys(&mut first, "M enter"));
    store_effects(keys(&mut first, "x enter"));
    let corrected = first.reading.entities.clone();
    assert_ne!(untouched, corrected);
    let mut second = open();
    assert_eq!(second.reading.entities, corrected);
    store_effects(keys(&mut second, "U U"));
    assert_eq!(second.reading.entities, untouched);
    assert_eq!(open().reading.entities, untouched);
}

/// Protects: corrections also apply to what the analysis finds later, and corrections that arrive late do not replace those
/// made meanwhile.
#[test]
fn corrections_hold_while_the_analysis_goes_on() {
    let (document, entities) = article();
    let mut state = at("Vladimir Putin");
    keys(&mut state, "x enter");
    let corrected = state.reading.entities.clone();
    update(&mut state, analysed(&document, entities));
    assert_eq!(state.reading.entities, corrected);
    let merge = Correction::Merge {
        from: EntityRef::Person("Colette Dumont".to_owned()),
        into: EntityRef::Person("Barack Obama".to_owned()),
    };
    let stored = byline::entities::corrections::Corrections {
        everywhere: vec![merge],
        article: Vec::new(),
    };
    let effects = without_questions(update(&mut state, Event::CorrectionsLoaded(stored)));
    assert_eq!(
        effects.len(),
        1,
        "the correction made here is saved: {effects:?}"
    );
    assert!(!has(&state, "Colette Dumont") && !has(&state, "Vladimir Putin"));
}

/// Protects: a click on an item chooses it, a second click applies it, and a click elsewhere closes the menu.
#[test]
fn menu_is_used_with_the_mouse() {
    let mut state = at("Colette Dumont");
    keys(&mut state, "x");
    press(&mut state, 3, 2);
    assert!(state.screen.overlays.is_empty() && has(&state, "Colette Dumont"));
    keys(&mut state, "x");
    let shown = screen(&state);
    let y = shown
        .lines()
        .position(|line| line.contains("only “Dumont”"))
        .unwrap();
    press(&mut state, 6, y as u16);
    assert!(
        !state.screen.overlays.is_empty(),
        "the first click only chooses"
    );
    press(&mut state, 6, y as u16);
    assert!(names(&state).contains(&"Colette Dumont 6".to_owned()));
    keys(&mut state, "R");
    press(&mut state, 3, 2);
    assert!(state.screen.overlays.is_empty());
}

/// Protects: in the panel a correction is about the selected row; with no name to be about there is a message.
#[test]
fn correction_needs_a_selected_name() {
    let mut state = reader((100, 30));
    keys(&mut state, "H H H x");
    assert!(message(&state).contains("Highlights are off"));
    keys(&mut state, "tab j x");
    let name = state.reading.selected_entity().unwrap().name.clone();
    assert!(menu(&state).title.contains(&name));
    keys(&mut state, "enter");
    assert!(!has(&state, &name));
}

/// Protects: the look of a menu, without and with a text input.
#[test]
fn question_is_shown_in_the_prompt_bar() {
    let mut state = reader((80, 20));
    go_to(&mut state, "Colette Dumont");
    keys(&mut state, "x");
    insta::assert_snapshot!(screen(&state));
    keys(&mut state, "esc M");
    type_text(&mut state, "v");
    insta::assert_snapshot!(screen(&state));
}
