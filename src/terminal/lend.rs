//! The terminal while another program has it.
//!
//! Owns the loan: the modes that the terminal had when it was lent, and what signals mean meanwhile. Promises that keys which
//! are meant for that program (Ctrl-C, Ctrl-\\, Ctrl-Z) end or stop nothing of ours by themselves, not even one that comes as
//! the loan ends, and that the terminal is set back whatever the program did to it. Starts no program.

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

/// How long the thread that waits for signals may take for a round.
const ROUND: Duration = Duration::from_millis(500);

/// Whether the terminal is lent; shared with the thread that waits for signals.
#[derive(Debug, Clone, Default)]
pub(super) struct Loan(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    on: AtomicBool,
    rounds: Mutex<usize>,
    turned: Condvar,
}

impl Loan {
    /// From now on signals from the keyboard are another program's.
    pub(super) fn begin(&self) {
        self.0.on.store(true, SeqCst);
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.on.load(SeqCst)
    }

    /// From now on they are ours again. What was pressed before must not be taken for ours: two rounds of the thread that
    /// waits for signals are awaited, after which it has seen all that came before the first.
    pub(super) fn end(&self) {
        for _ in 0..2 {
            let rounds = *self.rounds();
            if raise(SIGWINCH).is_err() {
                break;
            }
            let same = |now: &mut usize| *now == rounds;
            let waited = self.0.turned.wait_timeout_while(self.rounds(), ROUND, same);
            drop(waited);
        }
        self.0.on.store(false, SeqCst);
    }

    /// A round is done: a signal that means nothing else has come.
    pub(super) fn turn(&self) {
        *self.rounds() += 1;
        self.0.turned.notify_all();
    }

    /// A number is whole whatever happened to a thread that held it.
    fn rounds(&self) -> MutexGuard<'_, usize> {
        self.0.rounds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The modes of the terminal, to be set again.
#[derive(Debug)]
pub(super) struct Modes(Termios);

impl Modes {
    /// Those of `tty`, if it is one.
    pub(super) fn of(tty: impl AsFd) -> Option<Self> {
        tcgetattr(tty).ok().map(Self)
    }

    /// Set `tty` to them. Nothing that was typed is lost.
    pub(super) fn restore(&self, tty: impl AsFd) {
        let _ = tcsetattr(tty, OptionalActions::Now, &self.0);
    }
}

/// Whether a program reads the terminal key by key now, as one does that fills the screen.
pub(crate) fn is_read_by_keys() -> bool {
    let modes = File::open("/dev/tty").ok().and_then(Modes::of);
    modes.is_some_and(|Modes(modes)| !modes.local_modes.contains(LocalModes::ICANON))
}

/// Say `words` on a line of its own and wait until Enter is pressed; q and Ctrl-C do as well.
pub(crate) fn wait_for_enter(words: &str) -> io::Result<()> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    let before = tcgetattr(&tty).map_err(io::Error::from)?;
    let mut modes = before.clone();
    // A program that died may have left anything.
    modes
        .output_modes
        .insert(rustix::termios::OutputModes::OPOST);
    modes
        .local_modes
        .remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(&tty, OptionalActions::Now, &modes).map_err(io::Error::from)?;
    let said = write!(tty, "\n{words} ");
    let mut key = [0];
    while said.is_ok() {
        match tty.read(&mut key) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Ok(1) if !matches!(key, [b'\r' | b'\n' | b'q' | 3 | 4]) => {}
            _ => break,
        }
    }
    let _ = writeln!(tty);
    let _ = tcsetattr(&tty, OptionalActions::Now, &before);
    said
}
