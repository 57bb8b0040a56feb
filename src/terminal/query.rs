//! The question for the background of the terminal, and its answer.
//!
//! Nothing waits for the answer while the program runs: it comes among the keys, at any time or never. Only the end of the
//! program waits for it, if the question has just been asked, so that the answer does not reach the shell. The foreground is
//! not asked for: nothing would depend on it.

use crate::palette::Colour;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The question (OSC 11).
pub(super) const BACKGROUND_QUERY: &[u8] = b"\x1b]11;?\x1b\\";

/// How long after the question an answer is waited for at the end. It takes as long as a key and its echo; over a slow
/// connection, a third of a second.
const MAX_WAIT: Duration = Duration::from_millis(300);

/// Whether an answer is still to come.
#[derive(Debug, Default)]
pub(crate) struct PendingQuery {
    /// When the question was asked that has not been answered.
    asked: Mutex<Option<Instant>>,
    answered: Condvar,
}

impl PendingQuery {
    /// Notes that the question has been asked.
    pub(super) fn note_question(&self) {
        *self.asked() = Some(Instant::now());
    }

    /// Notes that the answer has come.
    pub(super) fn note_answer(&self) {
        *self.asked() = None;
        self.answered.notify_all();
    }

    /// Waits for the answer if it may still come, for at most [`MAX_WAIT`] since the question.
    pub(super) fn wait(&self) {
        let asked = self.asked();
        let Some(since) = *asked else {
            return;
        };
        let rest = MAX_WAIT.saturating_sub(since.elapsed());
        let is_pending = |asked: &mut Option<Instant>| asked.is_some();
        let waited = self.answered.wait_timeout_while(asked, rest, is_pending);
        drop(waited);
        *self.asked() = None;
    }

    /// A time is valid even if a thread panicked while holding it.
    fn asked(&self) -> MutexGuard<'_, Option<Instant>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The background in the text of an OSC string, if that is what it says: `11;rgb:1c1c/1c1c/1c1c`, with one to four digits
/// each, or `11;#1c1c1c`.
pub(super) fn background(text: &[u8]) -> Option<Colour> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix("11;")?;
    if text.starts_with('#') {
        return Colour::parse(text);
    }
    let channels = text
        .strip_prefix("rgb:")
        .or_else(|| text.strip_prefix("rgba:"))?;
    let mut channels = channels.split('/').map(channel);
    let mut next = || channels.next().flatten();
    Some(Colour::True(next()?, next()?, next()?))
}

/// A channel of one to four hexadecimal digits, scaled to 0 to 255.
fn channel(digits: &str) -> Option<u8> {
    let is_valid = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_valid)?;
    let max = (1 << (4 * digits.len())) - 1;
    u8::try_from(value * 255 / max).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a background is understood in every form, and nothing else is taken for one.
    #[test]
    fn the_background_is_read() {
        for (text, colour) in [
            ("11;rgb:ffff/ffff/ffff", Some("#ffffff")),
            ("11;rgb:1c1c/2d2d/0000", Some("#1c2d00")),
            ("11;rgb:ff/80/00", Some("#ff8000")),
            ("11;rgb:f/0/8", Some("#ff0088")),
            ("11;rgba:0000/0000/0000/ffff", Some("#000000")),
            ("11;#fdf6e3", Some("#fdf6e3")),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;?", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:+f/0/0", None),
            ("11;rgb://", None),
        ] {
            let found = background(text.as_bytes()).map(|colour| colour.to_string());
            assert_eq!(found.as_deref(), colour, "{text}");
        }
        assert_eq!(background(b"11;rgb:\xff\xff/0/0"), None);
    }

    /// Protects: an answer that has come is not waited for, nor is one that never will.
    #[test]
    fn the_end_waits_only_for_an_answer_that_may_come() {
        let query = PendingQuery::default();
        query.wait();
        query.note_question();
        query.note_answer();
        query.wait();
        query.note_question();
        query.wait();
        assert!(query.asked().is_none());
    }
}
