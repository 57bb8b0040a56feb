//! Hash maps for short keys: the hash is many times faster than that of the standard library. Seeded for each map, so that no
//! text can be made to collide on purpose.

/// Makes the fast hash. Each one has its own seed.
pub(super) use foldhash::fast::RandomState;

/// A map with the fast hash.
pub(super) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
/// A set with the fast hash.
pub(super) type HashSet<T> = std::collections::HashSet<T, RandomState>;
