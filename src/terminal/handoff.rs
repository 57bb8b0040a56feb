//! Handing the terminal to another program, and taking it back.
//!
//! [`TerminalHandoff`] records whether another program has the terminal; [`TerminalModes`] saves the terminal's modes so
//! that they can be restored whatever that program did to them. Keys meant for that program (Ctrl-C, Ctrl-\\, Ctrl-Z) also
//! send their signals to byline; during the handoff, and while it ends, those signals must not end or stop byline on their
//! own. No program is started here.

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long to wait for one round of the signal thread.
const ROUND_TIMEOUT: Duration = Duration::from_millis(500);

/// Whether another program has the terminal; shared with the signal thread.
#[derive(Debug, Clone, Default)]
pub(super) struct TerminalHandoff(Arc<HandoffState>);

#[derive(Debug, Default)]
struct HandoffState {
    active: AtomicBool,
    /// Rounds that the signal thread has completed during handoffs.
    rounds: Mutex<usize>,
    round_done: Condvar,
}

impl TerminalHandoff {
    /// From now on, signals from the keyboard belong to the other program.
    pub(super) fn begin(&self) {
        self.0.active.store(true, SeqCst);
    }

    /// Whether another program has the terminal.
    pub(super) fn is_active(&self) -> bool {
        self.0.active.load(SeqCst)
    }

    /// From now on, signals from the keyboard are byline's again. Those sent before must not be taken for ours, so this
    /// waits for two rounds of the signal thread: it has then seen every signal that came before the first.
    pub(super) fn end(&self) {
        for _ in 0..2 {
            let rounds = *self.rounds();
            if raise(SIGWINCH).is_err() {
                break;
            }
            let is_same = |now: &mut usize| *now == rounds;
            let waited =
                self.0
                    .round_done
                    .wait_timeout_while(self.rounds(), ROUND_TIMEOUT, is_same);
            drop(waited);
        }
        self.0.active.store(false, SeqCst);
    }

    /// Records a round of the signal thread: a SIGWINCH has arrived during the handoff.
    pub(super) fn count_round(&self) {
        *self.rounds() += 1;
        self.0.round_done.notify_all();
    }

    /// A counter is valid even if a thread panicked while holding it.
    fn rounds(&self) -> MutexGuard<'_, usize> {
        self.0.rounds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The saved modes of a terminal.
#[derive(Debug)]
pub(super) struct TerminalModes(Termios);

impl TerminalModes {
    /// Reads the modes of `tty`; `None` if it is not a terminal.
    pub(super) fn read(tty: impl AsFd) -> Option<Self> {
        tcgetattr(tty).ok().map(Self)
    }

    /// Applies them to `tty`. Pending input is kept.
    pub(super) fn restore(&self, tty: impl AsFd) {
        let _ = tcsetattr(tty, OptionalActions::Now, &self.0);
    }
}

/// Whether the terminal is in noncanonical mode, in which full-screen programs read key by key.
pub(crate) fn is_noncanonical() -> bool {
    let modes = File::open("/dev/tty").ok().and_then(TerminalModes::read);
    modes.is_some_and(|TerminalModes(modes)| !modes.local_modes.contains(LocalModes::ICANON))
}

/// The first byte of the Esc key, and of the sequences of keys without a character.
const ESC: u8 = 0x1b;

/// Whether more bytes follow an ESC within a tenth of a second: they are a sequence, which is taken from `tty`. The terminal
/// has `modes`.
fn is_sequence(tty: &mut File, modes: &Termios) -> bool {
    let Ok(terminal) = tty.try_clone() else {
        return false;
    };
    let mut brief = modes.clone();
    brief.special_codes[SpecialCodeIndex::VMIN] = 0;
    brief.special_codes[SpecialCodeIndex::VTIME] = 1;
    let mut next = || {
        let mut byte = [0];
        let read = tty.read(&mut byte);
        let [byte] = byte;
        matches!(read, Ok(1)).then_some(byte)
    };
    let _ = tcsetattr(&terminal, OptionalActions::Now, &brief);
    let first = next();
    if let Some(b'[' | b'O') = first {
        // Up to the final byte, so that a key typed soon after is not lost.
        while next().is_some_and(|byte| !(0x40..=0x7e).contains(&byte)) {}
    }
    let _ = tcsetattr(&terminal, OptionalActions::Now, modes);
    first.is_some()
}

/// Shows `prompt` on a line of its own and waits until Enter, Space, Esc, q, Ctrl-C or Ctrl-D is pressed.
///
/// # Errors
/// If there is no terminal, or it cannot be written to.
pub(crate) fn wait_for_enter(prompt: &str) -> io::Result<()> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    let before = tcgetattr(&tty).map_err(io::Error::from)?;
    let mut modes = before.clone();
    // A program that crashed may have left the terminal in any mode.
    modes
        .output_modes
        .insert(rustix::termios::OutputModes::OPOST);
    modes
        .local_modes
        .remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(&tty, OptionalActions::Now, &modes).map_err(io::Error::from)?;
    let written = write!(tty, "\n{prompt} ");
    let mut key = [0];
    while written.is_ok() {
        match tty.read(&mut key) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(1) if key == [ESC] && is_sequence(&mut tty, &modes) => {}
            Ok(1) if !matches!(key, [b'\r' | b'\n' | b' ' | b'q' | ESC | 3 | 4]) => {}
            _ => break,
        }
    }
    let _ = writeln!(tty);
    let _ = tcsetattr(&tty, OptionalActions::Now, &before);
    written
}
