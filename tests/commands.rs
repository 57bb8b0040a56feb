//! The table of commands: no key twice, every action there, every key spelled right, the README in step.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

use byline::app::Keymap;
use byline::app::action::{COMMANDS, Group, Mode, shown};
use byline::app::help::{HelpLine, KEYS_CELLS, LEFT_CELLS, keys_cells, lines};
use byline::app::key::Key;
use byline::layout::Rect;
use byline::layout::measure::cells;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn no_key_means_two_things_in_one_mode() {
    for mode in Mode::ALL {
        let mut seen: BTreeMap<Key, &str> = BTreeMap::new();
        for command in COMMANDS {
            for text in command.keys_in(mode) {
                let key = text.parse().unwrap_or_else(|error| panic!("{error}"));
                let before = seen.insert(key, command.sentence);
                assert!(
                    before.is_none(),
                    "{text} in {mode:?}: {before:?} and {}",
                    command.sentence
                );
            }
        }
    }
}

#[test]
fn every_action_has_one_row_and_a_key_and_a_short_sentence() {
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
            cells(command.sentence) <= 38,
            "{:?} does not fit its column",
            command.action
        );
        assert!(
            !command
                .keys_shown()
                .iter()
                .any(|key| key.len() == 1 && key.as_bytes()[0].is_ascii_digit()),
            "digits are counts"
        );
    }
}

/// A screen on which every line of help has room.
const AREA: Rect = Rect {
    x: 0,
    y: 0,
    width: 80,
    height: 25,
};

#[test]
fn help_shows_every_command_and_its_keys_fit() {
    let shown_sentences: BTreeSet<&str> = lines(&Keymap::default(), Mode::Text, AREA)
        .into_iter()
        .filter_map(|line| match line {
            HelpLine::Keys(keys, sentence) => {
                assert!(cells(&keys) <= usize::from(KEYS_CELLS), "{keys}");
                Some(sentence)
            }
            HelpLine::Heading(_) | HelpLine::More(_) | HelpLine::Blank => None,
        })
        .collect();
    assert_eq!(shown_sentences.len(), COMMANDS.len());
}

/// Protects: whoever asks for help on a sheet finds its keys first, each of them, and every other key after them.
#[test]
fn help_begins_with_the_keys_of_where_the_reader_is() {
    for mode in Mode::ALL {
        let Some(title) = mode.title() else { continue };
        let all = lines(&Keymap::default(), mode, AREA);
        assert_eq!(all[0], HelpLine::Heading(title));
        let here = all
            .iter()
            .skip(1)
            .take_while(|line| matches!(line, HelpLine::Keys(..)));
        let bound = COMMANDS.iter().filter(|c| !c.keys_in(mode).is_empty());
        assert_eq!(here.clone().count(), bound.count(), "{mode:?}");
        for line in here {
            if let HelpLine::Keys(keys, sentence) = line {
                assert!(cells(keys) <= usize::from(KEYS_CELLS), "{keys}");
                assert!(cells(sentence) <= 38, "{sentence}");
            }
        }
        assert!(all.len() > lines(&Keymap::default(), Mode::Text, AREA).len());
    }
}

/// Protects: on a small screen, too, help says all of what a key does, in as many lines as that takes.
#[test]
fn help_says_all_of_it_on_a_small_screen() {
    let area = Rect { width: 40, ..AREA };
    let room = usize::from(area.width - LEFT_CELLS - keys_cells(area));
    let mut said: Vec<String> = Vec::new();
    for line in lines(&Keymap::default(), Mode::Text, area) {
        match line {
            HelpLine::Keys(keys, words) => {
                assert!(cells(&keys) < usize::from(keys_cells(area)), "{keys}");
                assert!(cells(words) <= room, "{words}");
                said.push(words.to_owned());
            }
            HelpLine::More(words) => {
                assert!(cells(words) <= room, "{words}");
                let before = said.pop().unwrap();
                said.push(format!("{before} {words}"));
            }
            HelpLine::Heading(_) | HelpLine::Blank => {}
        }
    }
    for command in COMMANDS {
        assert!(
            said.iter().any(|words| words == command.sentence),
            "{}",
            command.sentence
        );
    }
}

/// Protects: help on a sheet, in a list and in a line speaks of what its keys do there, not of the text's card.
#[test]
fn help_speaks_of_where_the_reader_is() {
    for mode in Mode::ALL.into_iter().filter(|mode| *mode != Mode::Text) {
        for line in lines(&Keymap::default(), mode, AREA)
            .into_iter()
            .take_while(|line| mode.title().is_some() && *line != HelpLine::Blank)
        {
            if let HelpLine::Keys(_, words) = line {
                let elsewhere = [
                    "in a list: go",
                    "let go of the selection",
                    "map:",
                    "stretch:",
                ];
                assert!(
                    !elsewhere.iter().any(|part| words.contains(part)),
                    "{mode:?}: {words}"
                );
            }
        }
    }
}

/// The README's key table as it must be; `cargo test` prints it when it is out of step.
fn key_table() -> String {
    let mut table = String::from("| keys | what |\n| --- | --- |\n");
    for group in Group::ALL {
        table += &format!("| | **{}** |\n", group.title());
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys: Vec<String> = command
                .keys_shown()
                .iter()
                // A bar would end its column.
                .map(|key| format!("`{}`", shown(key).replace('|', "\\|")))
                .collect();
            table += &format!("| {} | {} |\n", keys.join(" "), command.sentence);
        }
    }
    table
}

#[test]
fn the_readme_lists_exactly_these_keys() {
    let readme = include_str!("../README.md");
    let table = key_table();
    assert!(
        readme.contains(&table),
        "README.md must contain this table:\n\n{table}"
    );
}
