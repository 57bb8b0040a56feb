//! A read-only hash table from 32-bit keys to 16-bit values, used in place as it is embedded.
//!
//! Open addressing with slots of 32 bits, little-endian: the lower half holds the value, the upper half a check of the key. A
//! key that is not in the table is taken for one that is with a probability of about one in 10,000.

/// How many slots are probed before a key counts as missing.
const MAX_PROBES: usize = 8;

/// The table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HashTable<'a> {
    slots: &'a [[u8; 4]],
}

impl<'a> HashTable<'a> {
    /// A table without entries.
    #[cfg(test)]
    pub(super) const EMPTY: Self = Self { slots: &[] };

    /// Reads a table from its embedded form.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            slots: bytes.as_chunks().0,
        }
    }

    /// The value of `key`; 0 if there is none.
    pub(super) fn get(&self, key: u32) -> u16 {
        let (first, check) = slot_and_check(key, self.slots.len());
        for entry in self.slots.iter().skip(first).take(MAX_PROBES) {
            let [low, high, check_low, check_high] = *entry;
            let found = u16::from_le_bytes([check_low, check_high]);
            if found == check {
                return u16::from_le_bytes([low, high]);
            }
            if found == 0 {
                break;
            }
        }
        0
    }

    /// Encodes `entries`, whose keys are unique, into `slots` slots. Where all probed slots are full, later entries
    /// are dropped.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn encode(entries: &[(u32, u16)], slots: usize) -> Vec<u8> {
        let mut table = vec![[0u8; 4]; slots];
        for &(key, value) in entries {
            let (first, check) = slot_and_check(key, slots);
            let free = table
                .iter_mut()
                .skip(first)
                .take(MAX_PROBES)
                .find(|slot| matches!(slot, [_, _, 0, 0]));
            if let Some(slot) = free {
                let ([low, high], [check_low, check_high]) =
                    (value.to_le_bytes(), check.to_le_bytes());
                *slot = [low, high, check_low, check_high];
            }
        }
        table.concat()
    }
}

/// The slot where the search for a key begins, and the check of the key, which is never 0.
fn slot_and_check(key: u32, slots: usize) -> (usize, u16) {
    let mixed = key.wrapping_mul(0x9e37_79b1);
    let slot = (u64::from(mixed) * slots as u64) >> 32;
    (slot as usize, (key as u16).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is encoded is found again, what is not is hardly ever, and an empty table has nothing.
    #[test]
    fn encoded_entries_are_found_and_others_hardly_ever() {
        let key = |n: u32| n.wrapping_mul(0x85eb_ca6b).rotate_left(13) ^ 0x77;
        let entries: Vec<_> = (0..700u32).map(|n| (key(n), n as u16 + 1)).collect();
        let bytes = HashTable::encode(&entries, 1024);
        let table = HashTable::new(&bytes);
        let right = entries
            .iter()
            .filter(|(key, value)| table.get(*key) == *value);
        assert!(right.count() > 690);
        let wrong = (700..100_700).filter(|&n| table.get(key(n)) != 0).count();
        assert!(wrong < 50, "{wrong} of 100,000");
        assert_eq!(HashTable::new(&[]).get(5), 0);
    }
}
