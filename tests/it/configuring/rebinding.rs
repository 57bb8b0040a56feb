//! Key bindings: every key can be rebound, and what is shown follows.

use super::{SIZE, settings};
use crate::common::modes::{keys_to, start_for};
use crate::common::reader::help_top;
use crate::common::screen::picture;
use byline::app::action::{Action, COMMANDS, Mode};
use byline::app::effect::Effect;
use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, Keymap, State, update};
use byline::config;
use ratatui::buffer::Buffer;

/// Keys without a default binding in any mode, except those that terminals send as another key.
fn unused_keys() -> impl Iterator<Item = String> {
    let functions = (2..=24).map(|n| format!("f{n}"));
    let letters = || "abcdefghijklmnopqrstuvwxyz".chars();
    let with_alt = letters().map(|c| format!("alt-{c}"));
    let with_alt_shift = letters().map(|c| format!("alt-{}", c.to_uppercase()));
    let with_ctrl_alt = letters()
        .filter(|c| !"hijm".contains(*c))
        .map(|c| format!("ctrl-alt-{c}"));
    functions
        .chain(with_alt)
        .chain(with_alt_shift)
        .chain(with_ctrl_alt)
}

/// A configuration that gives every action another key in every mode, and unbinds every default key.
fn everything_rebound() -> String {
    let mut text = String::new();
    for mode in Mode::ALL {
        text += &format!("[keys.{}]\n", mode.name());
        // Keys that are not bound in the panel are those of the text, so the two must not use the same keys.
        let of_text = COMMANDS.iter().filter(|c| !c.text_keys.is_empty()).count();
        let skipped = if mode == Mode::Panel { of_text } else { 0 };
        let mut unused = unused_keys().skip(skipped);
        for command in COMMANDS {
            let old = command.keys_in(mode);
            if old.is_empty() {
                continue;
            }
            let key = unused.next().expect("enough keys");
            text += &format!("\"{key}\" = \"{}\"\n", command.action.name());
            for key in old {
                let key = key.replace('\\', "\\\\");
                text += &format!("\"{key}\" = \"nop\"\n");
            }
        }
    }
    text
}

/// Two readers in the same state, one with the default keys and one with others.
struct ReaderPair {
    usual: State,
    other: State,
    default_keymap: Keymap,
}

impl ReaderPair {
    fn new(mode: Mode, rebound: &Keymap) -> Self {
        let default_keymap = Keymap::default();
        let make = |keymap: &Keymap| {
            let options = ReaderOptions {
                keymap: keymap.clone(),
                ..ReaderOptions::default()
            };
            start_for(mode, options, SIZE)
        };
        let (usual, other) = (make(&default_keymap), make(rebound));
        let mut pair = Self {
            usual,
            other,
            default_keymap,
        };
        for key in keys_to(mode).split_whitespace() {
            pair.press(key.parse().unwrap());
        }
        assert_eq!((pair.usual.mode(), pair.other.mode()), (mode, mode));
        pair
    }

    /// Presses `key`, and in the other reader the key with the same action.
    fn press(&mut self, key: Key) -> [Vec<Effect>; 2] {
        let mode = self.usual.mode();
        let action = self.default_keymap.action_for(mode, key);
        let other = action.map_or(key, |action| {
            let own = self.other.session.keymap.keys_for(mode, action).first();
            let of_text = || {
                self.other
                    .session
                    .keymap
                    .keys_for(Mode::Text, action)
                    .first()
            };
            *own.or_else(of_text).expect("a key for it")
        });
        assert_ne!((Some(key), action.is_some()), (Some(other), true));
        [(&mut self.usual, key), (&mut self.other, other)]
            .map(|(state, key)| update(state, Event::Key(key)))
    }

    /// Whether both readers look the same, apart from the names of keys.
    fn looks_the_same(&self) -> bool {
        appearance(&self.usual, &self.default_keymap)
            == appearance(&self.other, &self.default_keymap)
    }
}

/// The screen and the state of a reader, as if its keys were those of `keymap`.
fn appearance(state: &State, keymap: &Keymap) -> (Buffer, String) {
    let mut state = state.clone();
    state.session.keymap = keymap.clone();
    let has_message = state.messages.current_notice().is_some();
    state.messages.clear_notice();
    let facts = format!(
        "{:?}",
        (
            (
                state.mode(),
                state.reading.current,
                state.reading.selected,
                state.reading.visible_range()
            ),
            (
                &state.reading.marked,
                state.session.min_confidence,
                state.session.highlights,
                state.session.panel_order
            ),
            (
                state.screen.layout_options,
                &state.screen.overlays,
                help_top(&state),
                has_message
            ),
            (
                &state.session.feed_list,
                &state.session.loading,
                state.reading.pair.is_some()
            ),
        )
    );
    (picture(&state), facts)
}

/// Protects: every action can get another key in every mode; that key does what the default key did, which does nothing.
#[test]
fn every_key_can_be_rebound() {
    let rebound = settings(&everything_rebound()).keymap;
    let default_keymap = Keymap::default();
    for mode in Mode::ALL {
        for action in Action::all() {
            let Some(&key) = default_keymap.keys_for(mode, action).first() else {
                continue;
            };
            let name = (mode.name(), action.name());
            let mut pair = ReaderPair::new(mode, &rebound);
            assert!(pair.looks_the_same(), "{name:?}: at the start");
            let [one, other] = pair.press(key);
            assert_eq!(one, other, "{name:?}");
            assert!(pair.looks_the_same(), "{name:?}");
            for &old in default_keymap.keys_for(mode, action) {
                let mut pair = ReaderPair::new(mode, &rebound);
                let before = appearance(&pair.other, &default_keymap);
                assert!(update(&mut pair.other, Event::Key(old)).is_empty());
                // Where a letter is awaited, any key is an answer.
                if !matches!(mode, Mode::Bookmark | Mode::LinkHints) {
                    let after = appearance(&pair.other, &default_keymap);
                    assert!(before == after, "{name:?}: {old} still does something");
                }
            }
        }
    }
}

/// Protects: hints and `byline keys` show the keys as they are bound.
#[test]
fn hints_and_listings_show_the_bound_keys() {
    let text = "[keys.text]\n\"ctrl-n\" = \"next-mention\"\nf2 = \"show-help\"\n\"?\" = \"nop\"\n[keys.card]\nclear = true\nX = \"close\"\n";
    let keymap = settings(text).keymap;
    let hint = |mode, action| keymap.key_hint(mode, action);
    assert_eq!(hint(Mode::Text, Action::NextMention), "^N");
    assert_eq!(hint(Mode::Text, Action::ShowHelp), "F2");
    assert_eq!(hint(Mode::Card, Action::Close), "X");
    assert_eq!(hint(Mode::Card, Action::Choose), "");
    assert_eq!(hint(Mode::Panel, Action::Choose), "Enter", "as before");
    let more = settings(
        "[keys.text]\n\"ctrl-alt-x\" = \"preview\"\n\"alt-left\" = \"toggle-zen\"\n\"ctrl-up\" = \"show-map\"\n",
    )
    .keymap;
    let hint = |action| more.key_hint(Mode::Text, action);
    assert_eq!(
        [Action::Preview, Action::ToggleZen, Action::ShowMap].map(hint),
        ["Ctrl-Alt-x", "Alt-←", "Ctrl-↑"]
    );
    let listed = config::key_listing(&keymap);
    let line = |name: &str| listed.lines().find(|line| line.contains(name)).unwrap();
    assert!(line(" next-mention ").contains("ctrl-n . ]"), "{listed}");
    assert!(line(" show-help ").contains("f2 f1"), "{listed}");
    let card = listed.split("[keys.card]").nth(1).unwrap();
    let card = card.split("[keys.").next().unwrap();
    assert!(card.contains("(none)") && card.contains("    X "), "{card}");
}
