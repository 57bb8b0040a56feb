//! Hash maps for short keys: the hash is many times faster than that of the standard library. Seeded for each map, so that no
//! text can be made to collide on purpose.

/// A map with the fast hash.
pub(super) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// A set with the fast hash.
pub(super) type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
