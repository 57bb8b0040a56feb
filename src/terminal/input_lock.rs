//! The lock that keeps the input thread from reading the keyboard.
//!
//! While the terminal is not ours, not a single byte may be read from it: what the user types then is meant for the shell
//! or for another program. Locking waits for a read in progress to end, but no longer than [`LOCK_TIMEOUT`], so a terminal
//! that hangs cannot block the program. The lock itself reads nothing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long locking waits for a read in progress. It may never end: the rest of an escape sequence may not arrive.
const LOCK_TIMEOUT: Duration = Duration::from_millis(100);

/// Permission to read the keyboard; locked at first.
#[derive(Debug, Default)]
pub(crate) struct InputLock {
    state: Mutex<InputLockState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct InputLockState {
    unlocked: bool,
    reading: bool,
}

impl InputLock {
    /// Allows reading from now on.
    pub(super) fn unlock(&self) {
        self.state().unlocked = true;
        self.changed.notify_all();
    }

    /// Forbids reading from now on. Returns when no read is in progress, or after [`LOCK_TIMEOUT`].
    pub(super) fn lock(&self) {
        let mut state = self.state();
        state.unlocked = false;
        let is_reading = |state: &mut InputLockState| state.reading;
        let waited = self
            .changed
            .wait_timeout_while(state, LOCK_TIMEOUT, is_reading);
        drop(waited);
    }

    /// Whether the keyboard may be read now.
    pub(super) fn is_unlocked(&self) -> bool {
        self.state().unlocked
    }

    /// Waits until the lock is open, then runs `read`; [`lock`](Self::lock) waits for it to return.
    pub(super) fn run_when_unlocked<T>(&self, read: impl FnOnce() -> T) -> T {
        let is_locked = |state: &mut InputLockState| !state.unlocked;
        let mut state = self
            .changed
            .wait_while(self.state(), is_locked)
            .unwrap_or_else(PoisonError::into_inner);
        state.reading = true;
        drop(state);
        let result = read();
        self.state().reading = false;
        self.changed.notify_all();
        result
    }

    /// The state is two flags, which are valid even if a thread panicked while holding them.
    fn state(&self) -> MutexGuard<'_, InputLockState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::thread;

    /// Protects: nothing is read between locking and the next unlocking.
    #[test]
    fn nothing_is_read_while_locked() {
        let lock = Arc::new(InputLock::default());
        let count = Arc::new(AtomicUsize::new(0));
        let (thread_lock, thread_count) = (lock.clone(), count.clone());
        let reader = thread::spawn(move || {
            while thread_count.load(SeqCst) < 1_000_000 {
                thread_lock.run_when_unlocked(|| thread_count.fetch_add(1, SeqCst));
            }
        });
        for _ in 0..100 {
            lock.unlock();
            lock.lock();
            let before = count.load(SeqCst);
            thread::yield_now();
            assert_eq!(count.load(SeqCst), before);
        }
        count.store(1_000_000, SeqCst);
        lock.unlock();
        reader.join().expect("the thread ends");
    }

    /// Protects: a read that never ends does not keep the program from giving the terminal back.
    #[test]
    fn locking_does_not_wait_forever() {
        let lock = InputLock::default();
        lock.unlock();
        lock.run_when_unlocked(|| lock.lock());
        assert!(!lock.is_unlocked());
    }
}
