//! A pool of threads whose results are taken in the order of the jobs.
//!
//! At most [`QUEUED_PER_WORKER`] jobs per thread are started ahead of the result that is taken next, however slow the first
//! job is. A job that panics yields an error and affects no other job. Dropping the pool does not wait for its threads; their
//! results are discarded.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The name of the worker threads.
pub(super) const WORKER_NAME: &str = "byline-print";

/// Jobs per thread that may be started before the first of their results is taken.
pub(super) const QUEUED_PER_WORKER: usize = 4;

/// Runs the job with this index; the function passed to it says whether its result is still needed.
type JobFn<T> = dyn Fn(usize, &dyn Fn() -> bool) -> T + Send + Sync;

/// The threads and their results.
pub(super) struct Pool<T> {
    shared: Arc<PoolShared<T>>,
    /// The number of threads.
    workers: usize,
}

/// What the threads share.
struct PoolShared<T> {
    /// The number of jobs.
    jobs: usize,
    /// How many jobs may be started ahead of the result that is taken next.
    window: usize,
    run: Box<JobFn<T>>,
    state: Mutex<PoolState<T>>,
    changed: Condvar,
    stopped: AtomicBool,
}

struct PoolState<T> {
    /// Jobs that have been started.
    started: usize,
    /// Jobs whose results have been taken.
    taken: usize,
    /// Results that have not been taken, by job.
    done: BTreeMap<usize, thread::Result<T>>,
}

/// What [`Pool::next`] returns.
pub(super) enum NextResult<T> {
    /// The next result; an error if the job panicked.
    Done(thread::Result<T>),
    /// The next result is not there yet.
    Waiting,
    /// All results have been taken.
    End,
}

impl<T: Send + 'static> Pool<T> {
    /// Starts that many `jobs` on that many `workers`, but on no more threads than jobs.
    pub(super) fn start(
        jobs: usize,
        workers: usize,
        run: impl Fn(usize, &dyn Fn() -> bool) -> T + Send + Sync + 'static,
    ) -> Self {
        let workers = workers.min(jobs).max(1);
        let shared = Arc::new(PoolShared {
            jobs,
            window: workers * QUEUED_PER_WORKER,
            run: Box::new(run),
            state: Mutex::new(PoolState {
                started: 0,
                taken: 0,
                done: BTreeMap::new(),
            }),
            changed: Condvar::new(),
            stopped: AtomicBool::new(false),
        });
        let spawned = (0..workers).filter(|_| {
            let shared = Arc::clone(&shared);
            let worker = thread::Builder::new().name(WORKER_NAME.to_owned());
            worker.spawn(move || shared.run_worker()).is_ok()
        });
        let workers = spawned.count();
        Self { shared, workers }
    }

    /// Takes the next result in order, waiting for at most `timeout`.
    pub(super) fn next(&self, timeout: Duration) -> NextResult<T> {
        let mut state = self.shared.lock();
        let taken = state.taken;
        if taken == self.shared.jobs {
            return NextResult::End;
        }
        if self.workers == 0 {
            // No thread could be started, so the job runs here.
            state.taken += 1;
            drop(state);
            return NextResult::Done(self.shared.run_job(taken));
        }
        let is_missing = |state: &mut PoolState<T>| !state.done.contains_key(&taken);
        let waited = self
            .shared
            .changed
            .wait_timeout_while(state, timeout, is_missing);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let Some(result) = state.done.remove(&taken) else {
            return NextResult::Waiting;
        };
        state.taken += 1;
        drop(state);
        self.shared.changed.notify_all();
        NextResult::Done(result)
    }
}

impl<T> Drop for Pool<T> {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Relaxed);
        // A thread that has checked the flag but does not wait yet holds the lock; let it start to wait first.
        drop(self.shared.lock());
        self.shared.changed.notify_all();
    }
}

impl<T> PoolShared<T> {
    fn lock(&self) -> MutexGuard<'_, PoolState<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the results are still needed.
    fn is_running(&self) -> bool {
        !self.stopped.load(Relaxed)
    }

    /// Runs one job after another until none is left.
    fn run_worker(&self) {
        while let Some(index) = self.next_job() {
            let result = self.run_job(index);
            self.lock().done.insert(index, result);
            self.changed.notify_all();
        }
    }

    /// Waits until the next job may start and returns its index; `None` if none is left.
    fn next_job(&self) -> Option<usize> {
        let must_wait = |state: &mut PoolState<T>| {
            self.is_running()
                && state.started < self.jobs
                && state.started >= state.taken + self.window
        };
        let waited = self.changed.wait_while(self.lock(), must_wait);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let index = state.started;
        (self.is_running() && index < self.jobs).then(|| {
            state.started += 1;
            index
        })
    }

    fn run_job(&self, index: usize) -> thread::Result<T> {
        // Nothing that a job has touched is used after it has panicked.
        catch_unwind(AssertUnwindSafe(|| {
            (self.run)(index, &|| self.is_running())
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
            NextResult::Done(result) => Some(result),
            NextResult::Waiting => panic!("the timeout is long enough"),
            NextResult::End => None,
        };
        std::iter::from_fn(next).collect()
    }

    /// Protects: results come in the order of the jobs, whichever is done first, with any number of threads.
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

    /// Protects: while the first job is slow, the results of the others do not pile up in memory.
    #[test]
    fn no_job_starts_beyond_the_window() {
        let (go, gate) = mpsc::channel::<()>();
        let gate = Mutex::new(gate);
        let started = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&started);
        let pool = Pool::start(1_000, 2, move |index, _| {
            count.fetch_add(1, Relaxed);
            if index == 0 {
                gate.lock().unwrap().recv().unwrap();
            }
        });
        while started.load(Relaxed) < 2 * QUEUED_PER_WORKER {
            thread::yield_now();
        }
        assert!(matches!(
            pool.next(Duration::from_millis(30)),
            NextResult::Waiting
        ));
        assert_eq!(started.load(Relaxed), 2 * QUEUED_PER_WORKER);
        go.send(()).unwrap();
        let mut taken = 0;
        while let NextResult::Done(_) = pool.next(LONG) {
            taken += 1;
            assert!(started.load(Relaxed) <= taken + 2 * QUEUED_PER_WORKER);
        }
        assert_eq!(taken, 1_000);
    }

    /// Protects: a job that panics yields one error, and all other results still come.
    #[test]
    fn a_job_that_panics_yields_one_error() {
        let pool = Pool::start(9, 2, |index, _| assert_ne!(index, 4, "asked for"));
        let broken = all(&pool).iter().map(Result::is_err).collect::<Vec<_>>();
        assert_eq!(broken.iter().position(|broken| *broken), Some(4));
        assert_eq!(broken.iter().filter(|broken| **broken).count(), 1);
    }

    /// Protects: no job goes on, and none is started, once the pool is dropped.
    #[test]
    fn work_stops_when_the_pool_is_dropped() {
        let (sender, receiver) = mpsc::channel();
        let pool = Pool::start(1_000, 2, move |index, goes_on| {
            while goes_on() && index > 0 {
                thread::yield_now();
            }
            sender.send(index).unwrap();
        });
        assert!(matches!(pool.next(LONG), NextResult::Done(Ok(()))));
        drop(pool);
        // The channel closes when the last thread has dropped the closure.
        assert!(receiver.iter().count() <= 2 * QUEUED_PER_WORKER + 1);
    }
}
