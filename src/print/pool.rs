//! Work shared out among threads, its results taken in order.
//!
//! Owns the threads. Promises that results come in the order of the jobs, that no more of them wait than [`WAITING`] for
//! each thread, however slow the first is, and that a job that panics is one result and ends nothing else. Whoever drops the
//! pool waits for nobody: what is in work then comes to no use.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What the threads are called.
pub(super) const WORKER: &str = "byline-print";

/// Jobs for each thread that may be begun before the first of them is taken.
pub(super) const WAITING: usize = 4;

/// A job of this number, which may ask whether anybody still wants to know.
type Work<T> = dyn Fn(usize, &dyn Fn() -> bool) -> T + Send + Sync;

/// The threads and what they have done.
pub(super) struct Pool<T> {
    desk: Arc<Desk<T>>,
    /// How many threads there are.
    workers: usize,
}

/// What the threads share.
struct Desk<T> {
    many: usize,
    window: usize,
    work: Box<Work<T>>,
    state: Mutex<State<T>>,
    changed: Condvar,
    stopped: AtomicBool,
}

struct State<T> {
    /// Jobs that were begun.
    begun: usize,
    /// Jobs whose results were taken.
    taken: usize,
    done: BTreeMap<usize, thread::Result<T>>,
}

/// What there is to take.
pub(super) enum Next<T> {
    /// The next result; an error if the job panicked.
    Done(thread::Result<T>),
    /// Not yet.
    Waiting,
    /// All were taken.
    End,
}

impl<T: Send + 'static> Pool<T> {
    /// Begin with `many` jobs in `workers` threads.
    pub(super) fn start(
        many: usize,
        workers: usize,
        work: impl Fn(usize, &dyn Fn() -> bool) -> T + Send + Sync + 'static,
    ) -> Self {
        let workers = workers.min(many).max(1);
        let desk = Arc::new(Desk {
            many,
            window: workers * WAITING,
            work: Box::new(work),
            state: Mutex::new(State {
                begun: 0,
                taken: 0,
                done: BTreeMap::new(),
            }),
            changed: Condvar::new(),
            stopped: AtomicBool::new(false),
        });
        let spawned = (0..workers).filter(|_| {
            let desk = Arc::clone(&desk);
            let worker = thread::Builder::new().name(WORKER.to_owned());
            worker.spawn(move || desk.labour()).is_ok()
        });
        let workers = spawned.count();
        Self { desk, workers }
    }

    /// The next result in order, waited for as long as `patience`.
    pub(super) fn next(&self, patience: Duration) -> Next<T> {
        let mut state = self.desk.lock();
        let taken = state.taken;
        if taken == self.desk.many {
            return Next::End;
        }
        if self.workers == 0 {
            // The system gives no threads: then it is done here.
            state.taken += 1;
            drop(state);
            return Next::Done(self.desk.job(taken));
        }
        let not_yet = |state: &mut State<T>| !state.done.contains_key(&taken);
        let waited = self
            .desk
            .changed
            .wait_timeout_while(state, patience, not_yet);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let Some(result) = state.done.remove(&taken) else {
            return Next::Waiting;
        };
        state.taken += 1;
        drop(state);
        self.desk.changed.notify_all();
        Next::Done(result)
    }
}

impl<T> Drop for Pool<T> {
    fn drop(&mut self) {
        self.desk.stopped.store(true, Relaxed);
        // Under the lock, so that no thread is just about to wait.
        drop(self.desk.lock());
        self.desk.changed.notify_all();
    }
}

impl<T> Desk<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_wanted(&self) -> bool {
        !self.stopped.load(Relaxed)
    }

    /// Job after job until there is none.
    fn labour(&self) {
        while let Some(index) = self.begin() {
            let result = self.job(index);
            self.lock().done.insert(index, result);
            self.changed.notify_all();
        }
    }

    /// The number of the next job, once it may be begun.
    fn begin(&self) -> Option<usize> {
        let full = |state: &mut State<T>| {
            self.is_wanted() && state.begun < self.many && state.begun >= state.taken + self.window
        };
        let waited = self.changed.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let index = state.begun;
        (self.is_wanted() && index < self.many).then(|| {
            state.begun += 1;
            index
        })
    }

    fn job(&self, index: usize) -> thread::Result<T> {
        // Nothing of a job is used after it panicked.
        catch_unwind(AssertUnwindSafe(|| {
            (self.work)(index, &|| self.is_wanted())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::sync::mpsc;

    const LONG: Duration = Duration::from_secs(600);

    fn all<T: Send + 'static>(pool: &Pool<T>) -> Vec<thread::Result<T>> {
        let next = || match pool.next(LONG) {
            Next::Done(result) => Some(result),
            Next::Waiting => panic!("nobody waits that long"),
            Next::End => None,
        };
        std::iter::from_fn(next).collect()
    }

    /// Protects: results come in the order of the jobs, whoever is first, with any number of threads.
    #[test]
    fn results_come_in_order() {
        for workers in [0, 1, 2, 7, 500] {
            let pool = Pool::start(100, workers, |index, _| {
                std::thread::sleep(Duration::from_micros(index as u64 * 37 % 101));
                index
            });
            let found: Vec<usize> = all(&pool).into_iter().map(Result::unwrap).collect();
            assert_eq!(found, (0..100).collect::<Vec<_>>(), "{workers} workers");
        }
        assert!(all(&Pool::start(0, 4, |index, _| index)).is_empty());
    }

    /// Protects: a slow first job holds the others up before they fill the memory.
    #[test]
    fn no_more_than_the_window_waits() {
        let (go, gate) = mpsc::channel::<()>();
        let gate = Mutex::new(gate);
        let begun = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&begun);
        let pool = Pool::start(1_000, 2, move |index, _| {
            count.fetch_add(1, Relaxed);
            if index == 0 {
                gate.lock().unwrap().recv().unwrap();
            }
        });
        while begun.load(Relaxed) < 2 * WAITING {
            thread::yield_now();
        }
        assert!(matches!(
            pool.next(Duration::from_millis(30)),
            Next::Waiting
        ));
        assert_eq!(begun.load(Relaxed), 2 * WAITING);
        go.send(()).unwrap();
        let mut taken = 0;
        while let Next::Done(_) = pool.next(LONG) {
            taken += 1;
            assert!(begun.load(Relaxed) <= taken + 2 * WAITING);
        }
        assert_eq!(taken, 1_000);
    }

    /// Protects: what breaks down is one result, and the others come all the same.
    #[test]
    fn a_job_that_panics_is_one_result() {
        let pool = Pool::start(9, 2, |index, _| assert_ne!(index, 4, "asked for"));
        let broken = all(&pool).iter().map(Result::is_err).collect::<Vec<_>>();
        assert_eq!(broken.iter().position(|broken| *broken), Some(4));
        assert_eq!(broken.iter().filter(|broken| **broken).count(), 1);
    }

    /// Protects: nobody goes on to work for a pool that is gone.
    #[test]
    fn work_stops_when_the_pool_is_dropped() {
        let (tell, told) = mpsc::channel();
        let pool = Pool::start(1_000, 2, move |index, still| {
            while still() && index > 0 {
                thread::yield_now();
            }
            tell.send(index).unwrap();
        });
        assert!(matches!(pool.next(LONG), Next::Done(Ok(()))));
        drop(pool);
        // The channel closes once the last thread lets go of the work.
        assert!(told.iter().count() <= 2 * WAITING + 1);
    }
}
