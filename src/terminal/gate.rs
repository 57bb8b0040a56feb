//! The gate between the keyboard and the thread that reads it.
//!
//! Owns the promise that while the terminal is not ours not one byte is taken from it: what a person types then is for the
//! shell. Closing waits for a reading that is under way, but not for long, so a terminal that hangs cannot keep the
//! program. Never reads anything itself.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long closing waits for a reading that does not end: half a sequence may have come, and the rest never.
const PATIENCE: Duration = Duration::from_millis(100);

/// Open while the terminal is ours.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    open: bool,
    reading: bool,
}

impl Gate {
    /// From now on the keyboard may be read.
    pub(super) fn open(&self) {
        self.state().open = true;
        self.changed.notify_all();
    }

    /// From now on the keyboard is not read. Returns when nobody does any more.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.open = false;
        let under_way = |state: &mut State| state.reading;
        let left = self.changed.wait_timeout_while(state, PATIENCE, under_way);
        drop(left);
    }

    /// Whether the keyboard may be read now.
    pub(super) fn is_open(&self) -> bool {
        self.state().open
    }

    /// Wait until the gate is open and do `reading` before it can close.
    pub(super) fn pass<T>(&self, reading: impl FnOnce() -> T) -> T {
        let closed = |state: &mut State| !state.open;
        let mut state = self
            .changed
            .wait_while(self.state(), closed)
            .unwrap_or_else(PoisonError::into_inner);
        state.reading = true;
        drop(state);
        let read = reading();
        self.state().reading = false;
        self.changed.notify_all();
        read
    }

    /// Two flags are whole whatever happened to a thread that held them.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::thread;

    /// Protects: once the gate is closed nothing more is read, until it opens again.
    #[test]
    fn nothing_passes_a_closed_gate() {
        let gate = Arc::new(Gate::default());
        let count = Arc::new(AtomicUsize::new(0));
        let (theirs, counted) = (gate.clone(), count.clone());
        let reader = thread::spawn(move || {
            while counted.load(SeqCst) < 1_000_000 {
                theirs.pass(|| counted.fetch_add(1, SeqCst));
            }
        });
        for _ in 0..100 {
            gate.open();
            gate.close();
            let before = count.load(SeqCst);
            thread::yield_now();
            assert_eq!(count.load(SeqCst), before);
        }
        count.store(1_000_000, SeqCst);
        gate.open();
        reader.join().expect("it ends");
    }

    /// Protects: a reading that never ends does not keep the program from giving the terminal back.
    #[test]
    fn closing_does_not_wait_for_ever() {
        let gate = Gate::default();
        gate.open();
        gate.pass(|| gate.close());
        assert!(!gate.is_open());
    }
}
