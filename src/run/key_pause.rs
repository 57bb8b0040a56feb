//! When to tell the program that no key has followed: its state reads no clock.

use std::time::{Duration, Instant};

/// How long after a key it is clear that the user does not know which one to press next.
const KEY_PAUSE: Duration = Duration::from_millis(300);

/// Measures how long the program has been waiting for a key.
#[derive(Debug, Default)]
pub(super) struct KeyPause {
    /// When the pause is over; `None` while the program does not wait.
    end: Option<Instant>,
}

impl KeyPause {
    /// How long until the pause is over, if the program `is_waiting`; begins to measure if it has not been.
    pub(super) fn remaining(&mut self, is_waiting: bool) -> Option<Duration> {
        if !is_waiting {
            self.end = None;
            return None;
        }
        let now = Instant::now();
        let end = *self.end.get_or_insert(now + KEY_PAUSE);
        Some(end.saturating_duration_since(now))
    }

    /// Whether the program was waiting, and the pause is over.
    pub(super) fn is_over(&self) -> bool {
        self.end.is_some_and(|end| end <= Instant::now())
    }
}
