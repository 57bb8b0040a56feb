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
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: Arc<Bound>,
    count: Option<usize>,
}

/// What keys mean, and which keys mean it: the first is the one shown in hints.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bound {
    actions: HashMap<(Mode, Key), Action>,
    keys: HashMap<(Mode, Action), Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bound = Bound::default();
        for mode in Mode::ALL {
            for command in COMMANDS {
                for key in command
                    .keys_in(mode)
                    .iter()
                    .filter_map(|text| text.parse().ok())
                {
                    bound.actions.entry((mode, key)).or_insert(command.action);
                    let keys = bound.keys.entry((mode, command.action)).or_default();
                    keys.push(key);
                }
            }
        }
        Self {
            bound: Arc::new(bound),
            count: None,
        }
    }
}

impl Keymap {
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
        if let (Code::Char(c), false, false, true) = (
            key.code,
            key.ctrl,
            key.alt,
            !matches!(
                mode,
                Mode::Help
                    | Mode::Prompt
                    | Mode::Pick
                    | Mode::Finder
                    | Mode::Filter
                    | Mode::Letter
                    | Mode::Hints
            ),
        ) && let Some(digit) = c.to_digit(10)
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
        let action = self.bound.actions.get(&(mode, key)).or_else(|| {
            let falls_through = mode == Mode::Panel;
            falls_through
                .then(|| self.bound.actions.get(&(Mode::Text, key)))
                .flatten()
        })?;
        Some((*action, count))
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
