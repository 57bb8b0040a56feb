//! Signals that concern the terminal, as messages.
//!
//! Owns the thread that waits for them. Promises that none is lost between two of its turns, that a second request to
//! end is obeyed even if the program does not listen, and that a stop which has been taken back is known as such
//! ([`LastWord`]). Decides nothing else.

use super::lend::Loan;
use rustix::process::{getpgrp, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The number of the signal that a terminal sends when it goes away.
pub(crate) const HANGUP: i32 = SIGHUP;

/// How long giving the terminal back may take when the program is stuck: it may be the terminal that is.
const GRACE: Duration = Duration::from_secs(1);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// End; the number of the signal.
    End(i32),
    /// Give the terminal back and stop.
    Stop,
    /// We were stopped and go on.
    Continue,
    /// The terminal has a new size.
    Resize,
}

const STOP: usize = 1;
const CONTINUE: usize = 2;
const DONE: usize = 3;

/// Which came last, the request to stop or that to go on. A shell may send the second before we have obeyed the first;
/// whoever stopped then would stand still with nobody to wake it. The messages cannot tell: two signals that wait are
/// delivered by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct LastWord(Arc<AtomicUsize>);

impl LastWord {
    fn listen() -> io::Result<Self> {
        let last = Self::default();
        flag::register_usize(SIGTSTP, last.0.clone(), STOP)?;
        flag::register_usize(SIGCONT, last.0.clone(), CONTINUE)?;
        Ok(last)
    }

    /// Whether we were asked to stop and nobody has taken it back.
    pub(super) fn is_stop(&self) -> bool {
        self.0.load(SeqCst) == STOP
    }

    /// The same, for who stops now: the next time it is no.
    pub(super) fn take_stop(&self) -> bool {
        self.0.compare_exchange(STOP, DONE, SeqCst, SeqCst).is_ok()
    }
}

/// From now on signals are caught and kept for [`Caught::deliver`].
///
/// # Errors
/// If the system refuses.
pub(crate) fn catch() -> io::Result<Caught> {
    let last_word = LastWord::listen()?;
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let loan = Loan::default();
    Ok(Caught {
        signals,
        last_word,
        loan,
    })
}

/// The signals that have come and will come.
pub(crate) struct Caught {
    signals: Signals,
    pub(super) last_word: LastWord,
    pub(super) loan: Loan,
}

impl Caught {
    /// Call `deliver` with each, on a thread of its own, until it says that nobody listens. When a request to end comes
    /// a second time, `leave` is called and the process ends at once: the program may be stuck.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(crate) fn deliver(
        mut self,
        deliver: impl Fn(Signal) -> bool + Send + 'static,
        leave: impl FnOnce() + Send + 'static,
    ) -> io::Result<()> {
        let wait = move || {
            let mut ending = false;
            for number in self.signals.forever() {
                if self.loan.is_on() && is_for_others(number, &self.loan, &self.last_word) {
                    continue;
                }
                let signal = match number {
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    SIGWINCH => Signal::Resize,
                    end if ending => {
                        within(GRACE, leave);
                        std::process::exit(128 + end);
                    }
                    end => {
                        ending = true;
                        Signal::End(end)
                    }
                };
                if !deliver(signal) {
                    return;
                }
            }
        };
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(wait)
            .map(drop)
    }
}

/// Whether a signal that comes while the terminal is lent is for the program that has it: what the keyboard sends reaches us,
/// too, as we are in the same job. When that stops we stop with it, or its shell would wait for us.
fn is_for_others(number: i32, loan: &Loan, last_word: &LastWord) -> bool {
    match number {
        SIGINT | SIGQUIT | SIGCONT => {}
        SIGWINCH => loan.turn(),
        SIGTSTP => {
            if !is_orphaned() && last_word.take_stop() {
                let _ = emulate_default_handler(SIGTSTP);
            }
        }
        _ => return false,
    }
    true
}

/// Whether no shell is there to continue us: then the system ignores the stop key, and so do we. The group of a session's
/// leader has its parents outside the session, which is what makes a group an orphan.
pub(super) fn is_orphaned() -> bool {
    getsid(None).is_ok_and(|session| session == getpgrp())
}

/// Do `work`, but wait no longer than `grace` for it.
fn within(grace: Duration, work: impl FnOnce() + Send + 'static) {
    let (done, wait) = mpsc::channel();
    let run = move || {
        work();
        let _ = done.send(());
    };
    if thread::Builder::new().spawn(run).is_ok() {
        let _ = wait.recv_timeout(grace);
    }
}
