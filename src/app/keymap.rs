//! The keymap: which action a key has in each mode, the count typed before it, and the first letter of a key like `ZZ`.
//!
//! It is built once, from the table of commands and the user's bindings, and can be searched both ways: from a key to its
//! action, and from an action to its keys. Help and key hints use the latter, so they show the keys as they are bound.

use super::action::{Action, COMMANDS, CommandSpec, Mode};
use super::command::Command;
use super::key::{Key, KeyCode};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// The largest count. Further digits leave it unchanged.
const MAX_COUNT: usize = 99_999;

/// The keys of every mode, and the count being typed.
///
/// ```
/// use byline::app::action::{Action, Mode};
/// use byline::app::command::Command;
/// use byline::app::key::Key;
/// use byline::app::{KeyBinding, Keymap};
///
/// let binding = KeyBinding {
///     mode: Mode::Text,
///     key: Key::ctrl('n'),
///     action: Some(Action::NextMention),
/// };
/// let mut keymap = Keymap::with_bindings(&[], &[binding]);
/// assert_eq!(keymap.action_for(Mode::Text, Key::ctrl('n')), Some(Action::NextMention));
/// assert_eq!(keymap.key_hint(Mode::Text, Action::NextMention), "^N");
///
/// // The digits of a count are collected; the next key uses it.
/// assert_eq!(keymap.press(Mode::Text, Key::char('5')), None);
/// let command = Command { action: Action::LineDown, count: Some(5) };
/// assert_eq!(keymap.press(Mode::Text, Key::char('j')), Some(command));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    table: Arc<KeyTable>,
    count: Option<usize>,
    /// The letter that was pressed, if pressing it twice has an action.
    first_letter: Option<char>,
}

/// The actions of the keys, and the keys of the actions. Every run of the program builds it, so the hashes are fast ones.
#[derive(Debug, Default, PartialEq, Eq)]
struct KeyTable {
    /// The action of each key; `None` if the user wants the key to do nothing.
    actions: HashMap<(Mode, Key), Option<Action>, RandomState>,
    /// The keys of each action. The first is the one shown in hints.
    keys: HashMap<(Mode, Action), Vec<Key>, RandomState>,
}

/// A key binding of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyBinding {
    /// The mode in which it applies.
    pub mode: Mode,
    /// The key.
    pub key: Key,
    /// The action; `None` if the key is to do nothing in that mode.
    pub action: Option<Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with_bindings(&[], &[])
    }
}

impl KeyTable {
    /// Adds the default keys of `mode`.
    fn add_defaults(&mut self, mode: Mode) {
        for command in COMMANDS {
            let keys = command.keys_in(mode).iter();
            for key in keys.filter_map(|text| text.parse().ok()) {
                self.actions
                    .entry((mode, key))
                    .or_insert(Some(command.action));
                let keys = self.keys.entry((mode, command.action)).or_default();
                keys.push(key);
            }
        }
    }

    /// Gives the key of `binding` its action, in place of the one it had. It becomes the first of that action's keys, because
    /// the user chose it.
    fn bind(&mut self, binding: &KeyBinding) {
        let (mode, key) = (binding.mode, binding.key);
        let rival = key.rival();
        for ((bound_mode, _), keys) in &mut self.keys {
            if *bound_mode == mode {
                keys.retain(|bound_key| *bound_key != key && Some(*bound_key) != rival);
            }
        }
        if let Some(rival) = rival {
            self.actions.remove(&(mode, rival));
        }
        // `None` is stored, too: in the panel a key that is missing here would have its action in the text.
        self.actions.insert((mode, key), binding.action);
        if let Some(action) = binding.action {
            let keys = self.keys.entry((mode, action)).or_default();
            keys.insert(0, key);
        }
    }
}

impl Keymap {
    /// The default keys, except in the modes in `cleared`, and `bindings` on top of them. No key may be bound twice in a mode.
    pub fn with_bindings(cleared: &[Mode], bindings: &[KeyBinding]) -> Self {
        let mut table = KeyTable::default();
        for mode in Mode::ALL {
            if !cleared.contains(&mode) {
                table.add_defaults(mode);
            }
        }
        // In reverse, so that of several keys for one action the one written first comes first.
        for binding in bindings.iter().rev() {
            table.bind(binding);
        }
        Self {
            table: Arc::new(table),
            count: None,
            first_letter: None,
        }
    }

    /// The action of `key` in `mode`, regardless of what was typed before it. In the panel, a key that is not bound has its
    /// action in the text.
    pub fn action_for(&self, mode: Mode, key: Key) -> Option<Action> {
        match self.table.actions.get(&(mode, key)) {
            Some(action) => *action,
            None if mode == Mode::Panel => self.action_for(Mode::Text, key),
            None => None,
        }
    }

    /// The keys of `action` in `mode`, the one for hints first.
    pub fn keys_for(&self, mode: Mode, action: Action) -> &[Key] {
        let keys = self.table.keys.get(&(mode, action));
        keys.map_or(&[], Vec::as_slice)
    }

    /// The keys of `command` that help shows: those in the text, or if it has none there, those in the first mode where it has.
    pub fn keys_for_help(&self, command: &CommandSpec) -> &[Key] {
        // The text is the first mode.
        let mut keys = Mode::ALL
            .iter()
            .map(|mode| self.keys_for(*mode, command.action));
        keys.find(|keys| !keys.is_empty()).unwrap_or_default()
    }

    /// The first key of `action` in `mode`, as users know it ("n", "Tab", "^D"); empty if it has none.
    pub fn key_hint(&self, mode: Mode, action: Action) -> String {
        let key = self.keys_for(mode, action).first();
        key.map(|key| key.label()).unwrap_or_default()
    }

    /// Whether the user wants `key` to do nothing in `mode`.
    pub fn is_silenced(&self, mode: Mode, key: Key) -> bool {
        self.table.actions.get(&(mode, key)) == Some(&None)
    }

    /// Processes `key` in `mode`: returns its action and the count typed before it. A digit is added to the count and returns
    /// `None`, as does the first letter of a key like `ZZ`; any other key clears the count.
    pub fn press(&mut self, mode: Mode, key: Key) -> Option<Command> {
        if let Some(letter) = self.first_letter.take() {
            let count = self.count.take();
            let twice = Key::plain(KeyCode::Twice(letter));
            let action = self
                .action_for(mode, twice)
                .filter(|_| key == Key::char(letter))?;
            return Some(Command { action, count });
        }
        if let KeyCode::Char(c) = key.code
            && key == Key::char(c)
            && self.action_for(mode, key).is_none()
            && !mode.types(c)
        {
            let twice = Key::plain(KeyCode::Twice(c));
            self.first_letter = self.action_for(mode, twice).map(|_| c);
            if self.first_letter.is_some() {
                return None;
            }
        }
        if let KeyCode::Char(c) = key.code
            && key == Key::char(c)
            && mode.accepts_count()
            && let Some(digit) = c.to_digit(10)
            && (digit > 0 || self.count.is_some())
        {
            let count = self.count.unwrap_or(0) * 10 + digit as usize;
            self.count = Some(count.min(MAX_COUNT));
            return None;
        }
        let count = self.count.take();
        let action = self.action_for(mode, key)?;
        Some(Command { action, count })
    }

    /// The count typed so far, to show in the status line.
    pub fn pending_count(&self) -> Option<usize> {
        self.count
    }

    /// The first letter of a key like `ZZ`, if only that has been pressed so far.
    pub fn pending_letter(&self) -> Option<char> {
        self.first_letter
    }

    /// Whether the next key belongs to what was pressed so far.
    pub fn is_pending(&self) -> bool {
        self.count.is_some() || self.first_letter.is_some()
    }

    /// Clears the count typed so far, and a first letter.
    pub fn clear_count(&mut self) {
        (self.count, self.first_letter) = (None, None);
    }
}
