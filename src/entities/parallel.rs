//! Runs work on several threads: the chunks of a list, or two tasks at once.
//!
//! Results come in order. They are the same for any number of threads as long as the work on one item does not depend on
//! the others. If a thread cannot be started, its work runs on the calling thread; if a thread panics, so does the caller.

use std::panic::resume_unwind;
use std::thread::{Builder, ScopedJoinHandle, scope};

/// Splits `items` into at most `threads` chunks and returns the result of `work` on each, in order.
pub(super) fn map_chunks<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let size = items.len().div_ceil(threads.max(1)).max(1);
    let mut chunks = items.chunks(size);
    let Some(first) = chunks.next() else {
        return Vec::new();
    };
    let work = &work;
    scope(|scope| {
        let threads: Vec<_> = chunks
            .map(|chunk| (chunk, Builder::new().spawn_scoped(scope, || work(chunk))))
            .collect();
        let mut results = vec![work(first)];
        for (chunk, thread) in threads {
            results.push(match thread.map(ScopedJoinHandle::join) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => resume_unwind(panic),
                Err(_) => work(chunk),
            });
        }
        results
    })
}

/// Runs two tasks, at the same time if `parallel`, and returns both results.
pub(super) fn join<A: Send, B>(
    parallel: bool,
    first: impl Fn() -> A + Sync,
    second: impl FnOnce() -> B,
) -> (A, B) {
    if !parallel {
        return (first(), second());
    }
    scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, &first);
        let second = second();
        let first = match thread.map(ScopedJoinHandle::join) {
            Ok(Ok(first)) => first,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => first(),
        };
        (first, second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: for any number of threads, no item is lost, duplicated or moved.
    #[test]
    fn chunks_of_any_number_add_up_to_the_list() {
        let items: Vec<usize> = (0..17).collect();
        for threads in 0..20 {
            let joined = map_chunks(&items, threads, <[usize]>::to_vec).concat();
            assert_eq!(joined, items);
        }
        assert!(map_chunks(&[], 2, |chunk: &[u8]| chunk.len()).is_empty());
        assert_eq!(join(true, || 1, || 2), (1, 2));
        assert_eq!(join(false, || 1, || 2), (1, 2));
    }
}
