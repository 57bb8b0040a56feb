//! What the terminal is asked, and what it has answered: its background, and which modes it knows.
//!
//! Nothing waits for an answer while the program runs: answers come among the keys, at any time or never, and what has not been
//! answered within [`MAX_AGE`] is taken for a no. Only the end of the program waits for them, if the questions have just been
//! asked, so that they do not reach the shell. The foreground is not asked for: nothing would depend on it.

use crate::palette::Colour;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The question for the background (OSC 11).
pub(super) const BACKGROUND_QUERY: &[u8] = b"\x1b]11;?\x1b\\";

/// The questions whether the terminal knows kitty's keyboard protocol, and synchronized output (DECRQM of mode 2026). A terminal
/// that does not know the first does not answer it; the second is answered also with a no.
pub(super) const MODE_QUERIES: &[u8] = b"\x1b[?u\x1b[?2026$p";

/// The questions whether the terminal can show pictures: whether it knows kitty's protocol, how large a cell is, and what it is
/// (DA1), which every terminal answers: what it has not answered before that, it does not know.
pub(super) const GRAPHICS_QUERIES: &[u8] =
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c";

/// How long after the questions the answers are waited for at the end. It takes as long as a key and its echo; over a slow
/// connection, a third of a second.
const MAX_WAIT: Duration = Duration::from_millis(300);

/// How long after the questions an answer is believed. What comes later may be the answer to another program.
const MAX_AGE: Duration = Duration::from_secs(2);

/// An answer of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It knows kitty's keyboard protocol.
    KittyKeyboard,
    /// Whether it knows synchronized output.
    SynchronizedOutput(bool),
    /// Its background.
    Background,
    /// It knows kitty's protocol for pictures.
    KittyGraphics,
    /// How large a cell is, in pixels.
    CellSize(CellSize),
    /// What it is. It says whether it shows Sixel pictures.
    Attributes {
        /// Whether it does.
        sixel: bool,
    },
}

/// The size of a cell in pixels, at least one each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellSize {
    pub(super) width: u16,
    pub(super) height: u16,
}

impl CellSize {
    /// The size if it is one that a cell can have.
    pub(super) fn new(width: u32, height: u32) -> Option<Self> {
        let side = |pixels: u32| {
            u16::try_from(pixels)
                .ok()
                .filter(|it| (2..=400).contains(it))
        };
        Some(Self {
            width: side(width)?,
            height: side(height)?,
        })
    }
}

impl Answer {
    /// The answer that is sent as CSI ?, `parameters` and `last`.
    pub(super) fn read(parameters: &str, last: u8) -> Option<Self> {
        match last {
            b'u' if parameters.parse::<u32>().is_ok() => Some(Self::KittyKeyboard),
            b'y' => {
                let value = parameters.strip_prefix("2026;")?.strip_suffix('$')?;
                // 1 and 2: it is set or not. 0: unknown; 3 and 4: it cannot be changed.
                Some(Self::SynchronizedOutput(matches!(value, "1" | "2")))
            }
            b'c' if parameters.starts_with(|c: char| c.is_ascii_digit()) => {
                let mut features = parameters.split(';').skip(1);
                let sixel = features.any(|feature| feature == "4");
                Some(Self::Attributes { sixel })
            }
            _ => None,
        }
    }
}

/// The answer in the text of an APC string: `Gi=31;OK`.
pub(super) fn graphics(text: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix('G')?;
    let (keys, message) = text.split_once(';')?;
    let is_ours = keys.split(',').any(|key| key == "i=31");
    (is_ours && message == "OK").then_some(Answer::KittyGraphics)
}

/// What the terminal has answered about pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct GraphicsAnswers {
    /// Whether it knows kitty's protocol.
    pub(super) kitty: bool,
    /// Whether it shows Sixel pictures.
    pub(super) sixel: bool,
    /// How large a cell is, if it says so.
    pub(super) cell: Option<CellSize>,
}

/// When the terminal was asked, and what it has answered. The thread that reads its input notes the answers.
#[derive(Debug, Default)]
pub(crate) struct Queries {
    /// When the questions were asked.
    asked: Mutex<Option<Instant>>,
    /// How many answers that every terminal gives are still to come.
    pending: Mutex<usize>,
    answered: Condvar,
    has_kitty_keyboard: AtomicBool,
    has_synchronized_output: AtomicBool,
    /// When the questions about pictures were asked.
    graphics_asked: Mutex<Option<Instant>>,
    graphics: Mutex<GraphicsAnswers>,
}

impl Queries {
    /// Notes that questions have been asked, of which every terminal answers `count`; earlier answers no longer hold.
    pub(super) fn note_questions(&self, count: usize) {
        self.has_kitty_keyboard.store(false, SeqCst);
        self.has_synchronized_output.store(false, SeqCst);
        *lock(&self.asked) = Some(Instant::now());
        *lock(&self.pending) = count;
    }

    /// Notes that the questions about pictures have been asked; earlier answers no longer hold.
    pub(super) fn note_graphics_questions(&self) {
        *lock(&self.graphics) = GraphicsAnswers::default();
        *lock(&self.graphics_asked) = Some(Instant::now());
        *lock(&self.pending) += 1;
    }

    /// Forgets what is known about pictures: it may be another terminal now.
    pub(super) fn forget_graphics(&self) {
        *lock(&self.graphics) = GraphicsAnswers::default();
        *lock(&self.graphics_asked) = None;
    }

    /// Whether the questions about pictures have been asked.
    pub(super) fn has_asked_graphics(&self) -> bool {
        lock(&self.graphics_asked).is_some()
    }

    /// What the terminal has answered about pictures.
    pub(super) fn graphics(&self) -> GraphicsAnswers {
        *lock(&self.graphics)
    }

    /// Notes an answer, unless it comes too late or unasked.
    pub(super) fn note_answer(&self, answer: Answer) {
        let is_about_graphics = matches!(
            answer,
            Answer::KittyGraphics | Answer::CellSize(_) | Answer::Attributes { .. }
        );
        let asked = if is_about_graphics {
            *lock(&self.graphics_asked)
        } else {
            *lock(&self.asked)
        };
        if asked.is_none_or(|asked| asked.elapsed() > MAX_AGE) {
            return;
        }
        match answer {
            Answer::KittyKeyboard => self.has_kitty_keyboard.store(true, SeqCst),
            Answer::SynchronizedOutput(is_known) => {
                self.has_synchronized_output.store(is_known, SeqCst);
            }
            Answer::Background => {}
            Answer::KittyGraphics => lock(&self.graphics).kitty = true,
            Answer::CellSize(size) => lock(&self.graphics).cell = Some(size),
            Answer::Attributes { sixel } => {
                lock(&self.graphics).sixel = sixel;
            }
        }
        let is_optional = matches!(
            answer,
            Answer::KittyKeyboard | Answer::KittyGraphics | Answer::CellSize(_)
        );
        if !is_optional {
            let mut pending = lock(&self.pending);
            *pending = pending.saturating_sub(1);
            self.answered.notify_all();
        }
    }

    /// Whether the terminal has said that it knows kitty's keyboard protocol.
    pub(super) fn has_kitty_keyboard(&self) -> bool {
        self.has_kitty_keyboard.load(SeqCst)
    }

    /// Whether the terminal has said that it knows synchronized output.
    pub(super) fn has_synchronized_output(&self) -> bool {
        self.has_synchronized_output.load(SeqCst)
    }

    /// Waits for the answers if they may still come, for at most [`MAX_WAIT`] since the questions.
    pub(super) fn wait(&self) {
        let asked = (*lock(&self.asked)).max(*lock(&self.graphics_asked));
        let Some(since) = asked else {
            return;
        };
        let rest = MAX_WAIT.saturating_sub(since.elapsed());
        let pending = lock(&self.pending);
        let waited = self
            .answered
            .wait_timeout_while(pending, rest, |pending| *pending > 0);
        drop(waited);
        *lock(&self.pending) = 0;
    }
}

/// What is in `mutex`; it is valid even if a thread panicked while holding it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
mod tests;
