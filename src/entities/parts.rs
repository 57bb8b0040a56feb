//! Work divided among cores.
//!
//! Owns how a list is cut into neighbouring parts that are worked on side by side, and how two tasks run beside each other.
//! Promises the results in order, the same for any number of parts as long as the work on an item knows nothing of the
//! others. Where no thread can be had the work is done here; a panic in a thread is a panic here.

use std::panic::resume_unwind;
use std::thread::{Builder, ScopedJoinHandle, scope};

/// What `work` makes of each of at most `parts` neighbouring parts of `items`, in order.
pub(super) fn divide<T: Sync, R: Send>(
    items: &[T],
    parts: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let size = items.len().div_ceil(parts.max(1)).max(1);
    let mut slices = items.chunks(size);
    let Some(first) = slices.next() else {
        return Vec::new();
    };
    let work = &work;
    scope(|scope| {
        let threads: Vec<_> = slices
            .map(|slice| (slice, Builder::new().spawn_scoped(scope, || work(slice))))
            .collect();
        let mut results = vec![work(first)];
        for (slice, thread) in threads {
            results.push(match thread.map(ScopedJoinHandle::join) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => resume_unwind(panic),
                Err(_) => work(slice),
            });
        }
        results
    })
}

/// Both results; beside each other if `beside`.
pub(super) fn both<A: Send, B>(
    beside: bool,
    first: impl Fn() -> A + Sync,
    second: impl FnOnce() -> B,
) -> (A, B) {
    if !beside {
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

    /// Protects: however many parts, nothing is lost, doubled or turned round.
    #[test]
    fn parts_joined_are_the_whole() {
        let items: Vec<usize> = (0..17).collect();
        for parts in 0..20 {
            let joined = divide(&items, parts, <[usize]>::to_vec).concat();
            assert_eq!(joined, items);
        }
        assert!(divide(&[], 2, |part: &[u8]| part.len()).is_empty());
        assert_eq!(both(true, || 1, || 2), (1, 2));
        assert_eq!(both(false, || 1, || 2), (1, 2));
    }
}
