//! (mode, key) → action, and the count before it.
//!
//! Owns the look-up made once from the table, and the digits typed so far.

use super::action::{Action, COMMANDS, Mode};
use super::key::{Code, Key};
use std::collections::HashMap;

/// The largest count that is kept; more digits change nothing.
const MAX_COUNT: usize = 99_999;

/// The keys of every mode, and a count being typed.
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: HashMap<(Mode, Key), Action>,
    count: Option<usize>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bound = HashMap::new();
        for mode in Mode::ALL {
            for command in COMMANDS {
                for key in command
                    .keys_in(mode)
                    .iter()
                    .filter_map(|text| text.parse().ok())
                {
                    bound.entry((mode, key)).or_insert(command.action);
                }
            }
        }
        Self { bound, count: None }
    }
}

impl Keymap {
    /// What `key` means in `mode`, with the count typed before it. A digit is kept and means nothing yet; any other
    /// key uses the count up.
    pub fn press(&mut self, mode: Mode, key: Key) -> Option<(Action, Option<usize>)> {
        if let (Code::Char(c), false, false, true) = (
            key.code,
            key.ctrl,
            key.alt,
            !matches!(mode, Mode::Help | Mode::Prompt | Mode::Pick),
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
        let action = self.bound.get(&(mode, key)).or_else(|| {
            let falls_through = mode == Mode::Panel;
            falls_through
                .then(|| self.bound.get(&(Mode::Text, key)))
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
