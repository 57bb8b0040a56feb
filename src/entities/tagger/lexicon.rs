//! What lists and plain text say of a word: how common it is as a given name and as a surname, and how it is written.
//!
//! Owns the form of the embedded list: a table of 32-bit slots, the upper half a check, the lower half an [`Entry`].
//! Evidence, never a verdict.

/// What is known of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry(pub u16);

impl Entry {
    /// Nothing is known.
    pub(super) const NONE: Self = Self(0);

    /// How common as a given name (0 to 3), how common as a surname (0 to 3), how it is written (0 to 3), whether it is
    /// part of a country's name, capital or demonym, as one number below 128.
    pub(super) fn names(self) -> u32 {
        u32::from(self.0 & 0x7f)
    }

    /// How common as a given name, 0 to 3.
    pub(super) fn given(self) -> u8 {
        (self.0 & 3) as u8
    }

    /// How common as a surname, 0 to 3.
    pub(super) fn surname(self) -> u8 {
        (self.0 >> 2 & 3) as u8
    }

    /// Whether plain text nearly always writes it in small letters.
    pub(super) fn is_small(self) -> bool {
        self.0 >> 4 & 3 == 1
    }

    /// The word's class in plain text, 0 if it has none.
    pub(super) fn class(self) -> u32 {
        u32::from(self.0 >> 7)
    }
}

/// The list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexicon<'a> {
    slots: &'a [[u8; 4]],
}

/// How many slots are tried before a word counts as unlisted.
const TRIES: usize = 8;

impl<'a> Lexicon<'a> {
    /// A list in its embedded form; its length must be a power of two slots.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            slots: bytes.as_chunks().0,
        }
    }

    /// What is known of the word whose key is `key`.
    pub(super) fn get(&self, key: u32) -> Entry {
        let (place, check) = place(key, self.slots.len());
        for slot in self.slots.iter().skip(place).take(TRIES) {
            let [low, high, check_low, check_high] = *slot;
            let found = u16::from_le_bytes([check_low, check_high]);
            if found == check {
                return Entry(u16::from_le_bytes([low, high]));
            }
            if found == 0 {
                break;
            }
        }
        Entry::NONE
    }

    /// The embedded form of `entries`, which are unique by key; the first wins where there is no room. `slots` is a power
    /// of two.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn encode(entries: &[(u32, Entry)], slots: usize) -> Vec<u8> {
        let mut table = vec![[0u8; 4]; slots];
        for &(key, entry) in entries {
            let (place, check) = place(key, slots);
            let free = table
                .iter_mut()
                .skip(place)
                .take(TRIES)
                .find(|slot| matches!(slot, [_, _, 0, 0]));
            if let Some(slot) = free {
                let ([low, high], [check_low, check_high]) =
                    (entry.0.to_le_bytes(), check.to_le_bytes());
                *slot = [low, high, check_low, check_high];
            }
        }
        table.concat()
    }
}

/// Where a key's search begins, and its check, which is never 0.
fn place(key: u32, slots: usize) -> (usize, u16) {
    let stirred = key.wrapping_mul(0x9e37_79b1);
    let bits = slots.max(1).ilog2();
    let place = stirred.checked_shr(32 - bits).unwrap_or(0) as usize;
    (place, (key as u16).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let entries: Vec<_> = (0..700u32)
            .map(|n| {
                (
                    n.wrapping_mul(0x85eb_ca6b).rotate_left(13) ^ 0x77,
                    Entry(n as u16 + 1),
                )
            })
            .collect();
        let bytes = Lexicon::encode(&entries, 1024);
        let lexicon = Lexicon::new(&bytes);
        let right = entries
            .iter()
            .filter(|(key, entry)| lexicon.get(*key) == *entry)
            .count();
        assert!(right > 690, "{right}");
        assert_eq!(Lexicon::new(&[]).get(5), Entry::NONE);
    }
}
