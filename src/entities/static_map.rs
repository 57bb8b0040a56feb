//! A read-only map from 32-bit keys to 16-bit values, used in place as it is embedded.
//!
//! A binary fuse filter (Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters", 2022) that holds values,
//! too. Each key has three slots of 24 bits; their exclusive or has a check of the key in its lower bits, and above it the
//! number of the value in a list of all values. A key that is not in the map finds a wrong check, except by chance: with 4,096
//! values once in 4,096 look-ups, with fewer more rarely. There are about 15% more slots than keys, which are all kept.
//!
//! Layout, little-endian: the number of values (two bytes), the binary logarithm of the slots in a segment (one byte), an unused
//! byte, the seed (four bytes); the values (two bytes each); the slots (three bytes each).

/// Bytes before the values.
const HEADER_BYTES: usize = 8;
/// Bits of a slot.
const SLOT_BITS: u32 = 24;

/// The map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StaticMap<'a> {
    hashing: KeyHashing,
    /// How many bits of a slot are a check.
    check_bits: u32,
    values: &'a [[u8; 2]],
    slots: &'a [[u8; 3]],
}

/// Where the slots of a key are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KeyHashing {
    seed: u32,
    /// The binary logarithm of the slots in a segment.
    segment_bits: u32,
    /// How many slots there are.
    slots: usize,
}

impl<'a> StaticMap<'a> {
    /// A map without entries.
    #[cfg(test)]
    pub(super) const EMPTY: Self = Self {
        hashing: KeyHashing {
            seed: 0,
            segment_bits: 0,
            slots: 0,
        },
        check_bits: SLOT_BITS,
        values: &[],
        slots: &[],
    };

    /// Reads a map from its embedded form. A truncated one has values of chance, never an error.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let (header, rest) = bytes
            .split_first_chunk()
            .unwrap_or((&[0; HEADER_BYTES], &[]));
        let [few, many, segment_bits, _, seed @ ..] = *header;
        let values_bytes = 2 * usize::from(u16::from_le_bytes([few, many]));
        let (values, slots) = rest.split_at_checked(values_bytes).unwrap_or_default();
        let (values, slots) = (values.as_chunks().0, slots.as_chunks().0);
        Self {
            hashing: KeyHashing {
                seed: u32::from_le_bytes(seed),
                segment_bits: u32::from(segment_bits).min(SLOT_BITS),
                slots: slots.len(),
            },
            check_bits: check_bits(values.len()),
            values,
            slots,
        }
    }

    /// The value of `key`; 0 if there is none.
    #[inline]
    pub(super) fn get(&self, key: u32) -> u16 {
        let hash = self.hashing.hash(key);
        let slots = self.hashing.places(hash).map(|place| {
            let slot = self.slots.get(place);
            slot.map_or(0, |[low, middle, high]| {
                u32::from_le_bytes([*low, *middle, *high, 0])
            })
        });
        let found = slots.into_iter().fold(0, |sum, slot| sum ^ slot);
        if (found ^ check(hash)) & ((1 << self.check_bits) - 1) != 0 {
            return 0;
        }
        let value = self.values.get((found >> self.check_bits) as usize);
        value.map_or(0, |value| u16::from_le_bytes(*value))
    }
}

impl KeyHashing {
    /// The hash of a key, by the finalizer of MurmurHash3 (Appleby).
    fn hash(self, key: u32) -> u64 {
        let mut hash = u64::from(key) << 32 | u64::from(self.seed);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ hash >> 33
    }

    /// The three slots of a key, in three segments one after the other, so that they are near each other.
    fn places(self, hash: u64) -> [usize; 3] {
        let segment = 1_usize << self.segment_bits;
        let beginnings = self.slots.saturating_sub(2 * segment) as u64;
        let first = (((hash >> 32) * beginnings) >> 32) as usize;
        let inside = |shift: u32| (hash >> shift) as usize & (segment - 1);
        [
            first,
            (first + segment) ^ inside(18),
            (first + 2 * segment) ^ inside(0),
        ]
    }
}

/// The check of a key, in the lower bits.
fn check(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// How many bits of a slot are a check if there are so many values.
fn check_bits(values: usize) -> u32 {
    let value_bits = usize::BITS - values.saturating_sub(1).leading_zeros();
    SLOT_BITS.saturating_sub(value_bits)
}

/// Makes maps.
#[cfg(any(test, feature = "train"))]
mod encode {
    use super::{KeyHashing, SLOT_BITS, StaticMap, check, check_bits};
    use std::collections::BTreeSet;

    /// How many seeds are tried: with unique keys, the first nearly always succeeds.
    const SEEDS: u32 = 100;

    impl StaticMap<'_> {
        /// Encodes `entries`, whose keys are unique and whose values are not 0. Empty if that does not succeed, as with a key that
        /// is there twice.
        pub(in super::super) fn encode(entries: &[(u32, u16)]) -> Vec<u8> {
            let values: BTreeSet<u16> = entries.iter().map(|(_, value)| *value).collect();
            let values: Vec<u16> = values.into_iter().collect();
            let (segment_bits, slots) = size(entries.len());
            let mut tried = (0..SEEDS).map(|seed| KeyHashing {
                seed,
                segment_bits,
                slots,
            });
            let filled =
                tried.find_map(|hashing| Some((hashing, fill(hashing, entries, &values)?)));
            let Some((hashing, slots)) = filled else {
                return Vec::new();
            };
            let mut bytes = Vec::new();
            bytes.extend((values.len() as u16).to_le_bytes());
            bytes.extend([segment_bits as u8, 0]);
            bytes.extend(hashing.seed.to_le_bytes());
            bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            for slot in slots {
                let [low, middle, high, _] = slot.to_le_bytes();
                bytes.extend([low, middle, high]);
            }
            bytes
        }
    }

    /// The binary logarithm of the slots in a segment, and the number of slots, for so many keys: with these, by the
    /// measurements of Graf and Lemire, nearly every seed succeeds.
    fn size(keys: usize) -> (u32, usize) {
        let keys = keys.max(4) as f64;
        let segment_bits = (keys.ln() / 3.33_f64.ln() + 2.25).floor() as u32;
        let segment = 1 << segment_bits;
        let factor = (0.875 + 0.25 * 1_000_000_f64.ln() / keys.ln()).max(1.125);
        let segments = ((keys * factor) as usize).div_ceil(segment).max(3);
        (segment_bits, segments * segment)
    }

    /// The slots for `entries`; `None` if the seed does not succeed.
    ///
    /// As long as a slot is that of one key only, the key gets this slot for itself and is taken out. The last key taken out is
    /// entered first: whatever its other slots hold then stays.
    fn fill(hashing: KeyHashing, entries: &[(u32, u16)], values: &[u16]) -> Option<Vec<u32>> {
        let places = |entry: usize| {
            let key = entries.get(entry).map_or(0, |(key, _)| *key);
            hashing.places(hashing.hash(key))
        };
        // Of each slot: the number of keys, and the exclusive or of their indices.
        let mut keys = vec![(0_u32, 0_usize); hashing.slots];
        for entry in 0..entries.len() {
            for place in places(entry) {
                let (count, joined) = keys.get_mut(place)?;
                *count += 1;
                *joined ^= entry;
            }
        }
        let is_single = |(_, (count, _)): &(usize, &(u32, usize))| *count == 1;
        let singles = keys.iter().enumerate().filter(is_single);
        let mut singles: Vec<usize> = singles.map(|(place, _)| place).collect();
        let mut order = Vec::with_capacity(entries.len());
        while let Some(single) = singles.pop() {
            let Some((1, entry)) = keys.get(single).copied() else {
                continue;
            };
            order.push((entry, single));
            for place in places(entry) {
                let (count, joined) = keys.get_mut(place)?;
                *count -= 1;
                *joined ^= entry;
                if *count == 1 {
                    singles.push(place);
                }
            }
        }
        if order.len() < entries.len() {
            return None;
        }
        let check_bits = check_bits(values.len());
        let mut slots = vec![0_u32; hashing.slots];
        for (entry, own) in order.into_iter().rev() {
            let (key, value) = entries.get(entry)?;
            let number = values.binary_search(value).ok()? as u32;
            let check = check(hashing.hash(*key)) & ((1 << check_bits) - 1);
            // Its own slot is empty still.
            let others = places(entry).map(|place| slots.get(place).copied().unwrap_or(0));
            let others = others.into_iter().fold(0, |sum, slot| sum ^ slot);
            *slots.get_mut(own)? = (number << check_bits | check) ^ others;
        }
        debug_assert!(slots.iter().all(|slot| slot >> SLOT_BITS == 0));
        Some(slots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is encoded is found again, all of it; what is not is hardly ever, and an empty map has nothing.
    #[test]
    fn encoded_entries_are_found_and_others_hardly_ever() {
        let key = |n: u32| n.wrapping_mul(0x85eb_ca6b).rotate_left(13) ^ 0x77;
        for len in [0, 1, 2, 7, 700, 20_000] {
            let entries: Vec<_> = (0..len).map(|n| (key(n), (n % 900) as u16 + 1)).collect();
            let bytes = StaticMap::encode(&entries);
            let map = StaticMap::new(&bytes);
            assert!(
                entries.iter().all(|(key, value)| map.get(*key) == *value),
                "{len}"
            );
            let others = len..len + 100_000;
            let wrong = others.filter(|&n| map.get(key(n)) != 0).count();
            assert!(wrong < 20, "{wrong} of 100,000 beside {len}");
        }
        assert_eq!(StaticMap::new(&[]).get(5), 0);
        assert!(
            StaticMap::encode(&[(5, 1), (5, 2)]).is_empty(),
            "a key twice"
        );
    }

    /// Protects: a damaged map is read without an error.
    #[test]
    fn a_truncated_map_has_values_of_chance() {
        let entries: Vec<_> = (0..300).map(|n| (n * 7919, n as u16 + 1)).collect();
        let bytes = StaticMap::encode(&entries);
        for end in (0..bytes.len()).step_by(5) {
            let map = StaticMap::new(&bytes[..end]);
            for key in 0..50 {
                std::hint::black_box(map.get(key));
            }
        }
        let _ = StaticMap::new(&[0xff; 64]).get(1);
    }
}
