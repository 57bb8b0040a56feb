//! (mode, key) → action, and the count before it.
//!
//! Owns the look-up, both ways, made once from the table, and the digits typed so far. Help and hints ask here, so that they
//! tell the keys as the reader has them.

use super::action::{Action, COMMANDS, Command, Mode, shown};
use super::key::{Code, Key};
use std::collections::HashMap;
use std::sync::Arc;

/// The largest count that is kept; more digits change nothing.
const MAX_COUNT: usize = 99_999;

/// The keys of every mode, and a count being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bound: Arc<Bound>,
    count: Option<usize>,
}

/// What keys mean, and which keys mean it: the first is the one shown in hints.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bound {
    /// What each key means; nothing, if the reader wants it to mean nothing.
    actions: HashMap<(Mode, Key), Option<Action>>,
    keys: HashMap<(Mode, Action), Vec<Key>>,
}

/// What a reader wants a key to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub mode: Mode,
    /// The key.
    pub key: Key,
    /// What it is to mean; nothing, if it is to mean nothing there.
    pub action: Option<Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(&[], &[])
    }
}

impl Bound {
    /// The table's own.
    fn of_table(&mut self, mode: Mode) {
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

    /// `key` means `action` now, and nothing else; of its action's keys it is the first, because the reader chose it.
    fn bind(&mut self, binding: &Binding) {
        let (mode, key) = (binding.mode, binding.key);
        for ((of, _), keys) in &mut self.keys {
            if *of == mode {
                keys.retain(|known| *known != key);
            }
        }
        // In the panel a key without a meaning means what it means in the text: there nothing is a meaning, too.
        self.actions.insert((mode, key), binding.action);
        if let Some(action) = binding.action {
            let keys = self.keys.entry((mode, action)).or_default();
            keys.insert(0, key);
        }
    }
}

impl Keymap {
    /// The table's keys, but in the modes in `cleared`, and upon them `bindings`, no key twice in a mode.
    pub fn with(cleared: &[Mode], bindings: &[Binding]) -> Self {
        let mut bound = Bound::default();
        for mode in Mode::ALL {
            if !cleared.contains(&mode) {
                bound.of_table(mode);
            }
        }
        // Of several keys for one action the one that was written first is shown first.
        for binding in bindings.iter().rev() {
            bound.bind(binding);
        }
        Self {
            bound: Arc::new(bound),
            count: None,
        }
    }

    /// What `key` means in `mode`, whatever was typed before it.
    pub fn action(&self, mode: Mode, key: Key) -> Option<Action> {
        match self.bound.actions.get(&(mode, key)) {
            Some(action) => *action,
            None if mode == Mode::Panel => self.action(Mode::Text, key),
            None => None,
        }
    }

    /// The keys of `action` in `mode`.
    pub fn keys(&self, mode: Mode, action: Action) -> &[Key] {
        let keys = self.bound.keys.get(&(mode, action));
        keys.map_or(&[], Vec::as_slice)
    }

    /// The keys of `command` that help shows: those of the text, or, for what only means something elsewhere, those.
    pub fn keys_shown(&self, command: &Command) -> &[Key] {
        let text = self.keys(Mode::Text, command.action);
        let elsewhere = || {
            Mode::ALL
                .iter()
                .map(|&mode| self.keys(mode, command.action))
                .find(|keys| !keys.is_empty())
        };
        if text.is_empty() {
            elsewhere().unwrap_or_default()
        } else {
            text
        }
    }

    /// The first key of `action` in `mode`, as a reader knows it ("n", "Tab", "^D"); empty if it has none.
    pub fn hint(&self, mode: Mode, action: Action) -> String {
        let key = self.keys(mode, action).first();
        key.map(|key| shown(&key.to_string())).unwrap_or_default()
    }

    /// What `key` means in `mode`, with the count typed before it. A digit is kept and means nothing yet; any other
    /// key uses the count up.
    pub fn press(&mut self, mode: Mode, key: Key) -> Option<(Action, Option<usize>)> {
        if let (Code::Char(c), false, false, true) = (key.code, key.ctrl, key.alt, mode.counts())
            && let Some(digit) = c.to_digit(10)
            && (digit > 0 || self.count.is_some())
        {
            let count = self
                .count
                .unwrap_or(0)
                .saturating_mul(10)
                .saturating_add(digit as usize);
            self.count = Some(count.min(MAX_COUNT));
            return None;
        }
        let count = self.count.take();
        let action = self.action(mode, key)?;
        Some((action, count))
    }

    /// The count typed so far, for the status line.
    pub fn pending(&self) -> Option<usize> {
        self.count
    }

    /// Forget the count typed so far.
    pub fn clear(&mut self) {
        self.count = None;
    }
}
