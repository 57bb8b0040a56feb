//! Delivers the signals that concern the terminal as messages.
//!
//! A thread waits for signals and loses none between two waits. A second request to terminate ends the process even if the
//! main loop is stuck. [`LastJobSignal`] tells whether a stop request has been cancelled by SIGCONT in the meantime.

use super::handoff::TerminalHandoff;
use rustix::process::{getpgrp, getsid};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP,
    SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The number of the signal sent when the terminal goes away.
pub(crate) const HANGUP: i32 = SIGHUP;

/// The signals that end a program that does not catch them, but for those that cannot be caught. SIGPIPE is ignored by
/// Rust's runtime.
#[rustfmt::skip]
const ENDING: [i32; 14] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGABRT, SIGTRAP, SIGSYS,
];

/// The signal that comes with writing beyond the size limit of files. It does nothing here: the write then fails with an
/// error, as on a full disk.
const IGNORED: i32 = SIGXFSZ;

/// How long restoring the terminal may take when the program is stuck: the terminal itself may be what hangs.
const LEAVE_TIMEOUT: Duration = Duration::from_secs(1);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Terminate; the number of the signal.
    End(i32),
    /// Restore the terminal and stop.
    Stop,
    /// The process was stopped and has been continued.
    Continue,
    /// The terminal has a new size.
    Resize,
}

const STOP: usize = 1;
const CONTINUE: usize = 2;
const DONE: usize = 3;

/// Which of SIGTSTP and SIGCONT came last. A shell may send SIGCONT before we have obeyed SIGTSTP; stopping then would
/// leave the process stopped with nothing to continue it. The order of messages does not help: pending signals are
/// delivered in order of their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct LastJobSignal(Arc<AtomicUsize>);

impl LastJobSignal {
    fn listen() -> io::Result<Self> {
        let last = Self::default();
        flag::register_usize(SIGTSTP, last.0.clone(), STOP)?;
        flag::register_usize(SIGCONT, last.0.clone(), CONTINUE)?;
        Ok(last)
    }

    /// Whether a stop was requested and neither obeyed nor cancelled.
    pub(super) fn is_stop_pending(&self) -> bool {
        self.0.load(SeqCst) == STOP
    }

    /// Like [`is_stop_pending`](Self::is_stop_pending), and marks the stop as obeyed.
    pub(super) fn take_stop(&self) -> bool {
        self.0.compare_exchange(STOP, DONE, SeqCst, SeqCst).is_ok()
    }
}

/// Starts catching signals; they are queued until [`CaughtSignals::deliver`].
///
/// # Errors
/// If the system refuses to install a handler.
pub(crate) fn catch() -> io::Result<CaughtSignals> {
    let last_job_signal = LastJobSignal::listen()?;
    let others = [SIGTSTP, SIGCONT, SIGWINCH, IGNORED];
    let signals = Signals::new(ENDING.iter().chain(&others))?;
    let handoff = TerminalHandoff::default();
    Ok(CaughtSignals {
        signals,
        last_job_signal,
        handoff,
    })
}

/// The signals caught so far, and those to come.
pub(crate) struct CaughtSignals {
    signals: Signals,
    pub(super) last_job_signal: LastJobSignal,
    pub(super) handoff: TerminalHandoff,
}

impl CaughtSignals {
    /// Calls `deliver` with each signal, on a thread of its own, until it returns false because the receiver is gone. On
    /// the second request to terminate, calls `leave` and ends the process at once: the program may be stuck.
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
                if self.handoff.is_active()
                    && is_for_command(number, &self.handoff, &self.last_job_signal)
                {
                    continue;
                }
                let signal = match number {
                    IGNORED => continue,
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    SIGWINCH => Signal::Resize,
                    end if ending => {
                        run_with_timeout(LEAVE_TIMEOUT, leave);
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

/// Whether a signal that arrives during a handoff is meant for the program that has the terminal. Signals from the keyboard
/// reach byline too, because both are in the same job. When that program is stopped, byline stops with it; otherwise the
/// shell would wait for byline.
fn is_for_command(number: i32, handoff: &TerminalHandoff, last_job_signal: &LastJobSignal) -> bool {
    match number {
        SIGINT | SIGQUIT | SIGCONT => {}
        SIGWINCH => handoff.count_round(),
        SIGTSTP => {
            if !is_orphaned() && last_job_signal.take_stop() {
                let _ = emulate_default_handler(SIGTSTP);
            }
        }
        _ => return false,
    }
    true
}

/// Whether there is no shell that could continue us: the system then ignores the stop key, and so do we. The process group
/// of a session leader has its parents outside the session, which makes it an orphaned group.
pub(super) fn is_orphaned() -> bool {
    getsid(None).is_ok_and(|session| session == getpgrp())
}

/// Runs `work` on a thread and waits for it for at most `timeout`.
fn run_with_timeout(timeout: Duration, work: impl FnOnce() + Send + 'static) {
    let (done, wait) = mpsc::channel();
    let run = move || {
        work();
        let _ = done.send(());
    };
    if thread::Builder::new().spawn(run).is_ok() {
        let _ = wait.recv_timeout(timeout);
    }
}
