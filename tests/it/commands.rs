//! The table of commands: every action is in it once, with valid keys that do not clash, and the help and the manual agree with it.

use crate::common::reader::{keys, reader};
use byline::app::Keymap;
use byline::app::action::{
    COMMANDS, COUNTED_KEYS, CommandSpec, KeyRow, Mode, READING_KEYS, key_tables,
};
use byline::app::key::Key;
use byline::app::overlays::help::{
    HelpLine, INDENT_CELLS, KEY_COLUMN_CELLS, help_lines, key_column_cells,
};
use byline::layout::measure::cells;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn no_key_is_used_twice_in_a_mode() {
    for mode in Mode::ALL {
        let mut seen: BTreeMap<Key, &str> = BTreeMap::new();
        for command in COMMANDS {
            for text in command.keys_in(mode) {
                let key = text.parse().unwrap_or_else(|error| panic!("{error}"));
                let before = seen.insert(key, command.description);
                assert!(
                    before.is_none(),
                    "{text} in {mode:?}: {before:?} and {}",
                    command.description
                );
            }
        }
    }
}

#[test]
fn every_action_has_one_row_with_a_key_and_a_short_description() {
    let mut seen = BTreeSet::new();
    for command in COMMANDS {
        assert!(
            seen.insert(command.action),
            "{:?} has two rows",
            command.action
        );
        let anywhere = Mode::ALL
            .iter()
            .any(|&mode| !command.keys_in(mode).is_empty());
        assert!(anywhere, "{:?} has no key", command.action);
        assert!(
            cells(command.description) <= 38,
            "{:?} does not fit its column",
            command.action
        );
        assert!(
            !command
                .keys_for_help()
                .iter()
                .any(|key| key.len() == 1 && key.as_bytes()[0].is_ascii_digit()),
            "digits are counts"
        );
    }
}

/// A width in which no line of help is wrapped.
const WIDTH: u16 = 80;

#[test]
fn help_shows_every_command_and_its_keys_fit() {
    let descriptions: BTreeSet<&str> = help_lines(&Keymap::default(), Mode::Text, WIDTH, "")
        .into_iter()
        .filter_map(|line| match line {
            HelpLine::Keys(keys, description) => {
                assert!(cells(&keys) <= usize::from(KEY_COLUMN_CELLS), "{keys}");
                Some(description)
            }
            _ => None,
        })
        .collect();
    for command in COMMANDS {
        assert!(
            descriptions.contains(command.description),
            "{}",
            command.description
        );
    }
}

/// Protects: in any mode, help lists all keys of that mode first, and then all others.
#[test]
fn help_starts_with_the_keys_of_the_current_mode() {
    for mode in Mode::ALL {
        let Some(title) = mode.title() else { continue };
        let all = help_lines(&Keymap::default(), mode, WIDTH, "");
        assert_eq!(all[0], HelpLine::Heading(title));
        let here = all
            .iter()
            .skip(1)
            .take_while(|line| matches!(line, HelpLine::Keys(..)));
        let bound = COMMANDS.iter().filter(|c| !c.keys_in(mode).is_empty());
        assert_eq!(here.clone().count(), bound.count(), "{mode:?}");
        for line in here {
            if let HelpLine::Keys(keys, description) = line {
                assert!(cells(keys) <= usize::from(KEY_COLUMN_CELLS), "{keys}");
                assert!(cells(description) <= 38, "{description}");
            }
        }
        assert!(all.len() > help_lines(&Keymap::default(), Mode::Text, WIDTH, "").len());
    }
}

/// Protects: on a small screen, help wraps descriptions instead of cutting them off.
#[test]
fn help_wraps_descriptions_on_a_small_screen() {
    let width = 40;
    let room = usize::from(width - INDENT_CELLS - key_column_cells(width));
    let mut descriptions: Vec<String> = Vec::new();
    for line in help_lines(&Keymap::default(), Mode::Text, width, "") {
        match line {
            HelpLine::Keys(keys, text) => {
                assert!(
                    cells(&keys) < usize::from(key_column_cells(width)),
                    "{keys}"
                );
                assert!(cells(text) <= room, "{text}");
                descriptions.push(text.to_owned());
            }
            HelpLine::Legend(_, text) => descriptions.push(text.to_owned()),
            HelpLine::Continuation(text) => {
                assert!(cells(text) <= room, "{text}");
                let before = descriptions.pop().unwrap();
                descriptions.push(format!("{before} {text}"));
            }
            HelpLine::Heading(_) | HelpLine::Blank => {}
        }
    }
    for command in COMMANDS {
        assert!(
            descriptions.iter().any(|text| text == command.description),
            "{}",
            command.description
        );
    }
}

/// Protects: help for a mode describes what its keys do there, without text that belongs to other modes.
#[test]
fn help_describes_keys_as_they_work_in_the_mode() {
    let elsewhere = ["in a list: go", "cancel or deselect", "map:", "selection:"];
    for part in elsewhere {
        let is_shown = |command: &CommandSpec| command.description.contains(part);
        assert!(COMMANDS.iter().any(is_shown), "{part}");
    }
    for mode in Mode::ALL.into_iter().filter(|mode| *mode != Mode::Text) {
        for line in help_lines(&Keymap::default(), mode, WIDTH, "")
            .into_iter()
            .take_while(|line| mode.title().is_some() && *line != HelpLine::Blank)
        {
            if let HelpLine::Keys(_, text) = line {
                assert!(
                    !elsewhere.iter().any(|part| text.contains(part)),
                    "{mode:?}: {text}"
                );
            }
        }
    }
}

/// Protects: the short lists, of the keys that are enough for reading and of those that a number repeats, name keys of the text
/// and fit their columns; a number makes a difference to each of the latter.
#[test]
fn the_short_lists_of_keys_are_true() {
    let keymap = Keymap::default();
    for KeyRow(actions, words) in READING_KEYS.into_iter().chain(COUNTED_KEYS) {
        assert!(cells(words) <= 38, "{words}");
        for &action in actions {
            assert!(
                !keymap.keys_for(Mode::Text, action).is_empty(),
                "{action:?}"
            );
        }
    }
    for action in COUNTED_KEYS.iter().flat_map(|row| row.0) {
        let after = |count: &str| {
            let mut state = reader((80, 10));
            keys(&mut state, ") ) ) . . . . ) } backspace backspace J 3J");
            keys(
                &mut state,
                &format!("{count}{}", keymap.keys_for(Mode::Text, *action)[0]),
            );
            (
                state.reading.view.lines,
                state.reading.current,
                state.reading.selected,
            )
        };
        assert_ne!(after(""), after("2"), "{action:?}");
    }
}

/// Protects: the keys page of the manual lists every command with its default keys, and no page shows the marker for them.
#[test]
fn the_manual_has_the_key_tables() {
    let tables = key_tables();
    for page in byline::manual::PAGES {
        let markdown = page.markdown(&tables);
        assert_eq!(markdown.contains(&tables), page.name == "keys");
        assert!(!markdown.contains("{{"), "{}", page.name);
    }
    for command in COMMANDS {
        assert!(tables.contains(&format!(" | {} |\n", command.description)));
    }
    assert!(tables.contains(
        "\n## Copy, open and pipe\n\n| keys | what they do |\n| --- | --- |\n| `y` | copy"
    ));
    assert!(
        tables.contains("| `\\|` | pipe"),
        "a bar does not end a cell"
    );
    assert!(tables.contains("| `Backspace` `^O` `Alt-←` | jump back, or to the article before |"));
}

/// Protects: a key that the README or another page of the manual names in a table does exist, with the default keys.
#[test]
fn keys_in_the_readme_and_the_manual_exist() {
    let tables = key_tables();
    let pages = byline::manual::PAGES
        .iter()
        .map(|page| page.markdown(&tables));
    let known: Vec<String> = COMMANDS
        .iter()
        .flat_map(CommandSpec::keys_for_help)
        .map(|key| key.parse::<Key>().unwrap().label())
        .collect();
    let mut checked = 0;
    for text in pages.chain([include_str!("../../README.md").to_owned()]) {
        let mut in_table = false;
        for line in text.lines() {
            in_table = line.starts_with("| key") || in_table && line.starts_with('|');
            let cell = line
                .trim_matches('|')
                .split(" | ")
                .next()
                .unwrap_or_default();
            for key in cell.split('`').skip(1).step_by(2).filter(|_| in_table) {
                let key = key.replace("\\|", "|");
                assert!(known.contains(&key), "{key} in {line}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}
