//! The lexicon: how common a word is as a given name and as a surname, and how plain text capitalises it.
//!
//! The embedded lexicon is an open-addressing hash table of 32-bit slots: the lower half holds a [`LexiconEntry`], the
//! upper half a check. What it says is evidence to be weighed, not a decision.

/// What is known about one word, packed into 16 bits: rank as a given name (bits 0–1) and as a surname (2–3), how it is
/// capitalised (4–5), whether it occurs in the name of a country (6), and its word class (7–15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LexiconEntry(pub u16);

impl LexiconEntry {
    /// The entry of a word that is not listed.
    pub(super) const NONE: Self = Self(0);

    /// The seven lower bits as one number: rank as a given name (0 to 3), rank as a surname (0 to 3), how the word is
    /// capitalised (0 to 3), and whether it is part of a country's name, capital or demonym.
    pub(super) fn name_bits(self) -> u32 {
        u32::from(self.0 & 0x7f)
    }

    /// How common the word is as a given name, from 0 (not one) to 3 (very common).
    pub(super) fn given_rank(self) -> u8 {
        (self.0 & 3) as u8
    }

    /// How common the word is as a surname, from 0 (not one) to 3 (very common).
    pub(super) fn surname_rank(self) -> u8 {
        (self.0 >> 2 & 3) as u8
    }

    /// Whether plain text nearly always writes the word in lower case.
    pub(super) fn is_mostly_lowercase(self) -> bool {
        self.0 >> 4 & 3 == 1
    }

    /// The word's distributional class in plain text, 0 if it has none.
    pub(super) fn word_class(self) -> u32 {
        u32::from(self.0 >> 7)
    }
}

/// The embedded hash table from words to [`LexiconEntry`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexicon<'a> {
    slots: &'a [[u8; 4]],
}

/// How many slots are probed before a word counts as unlisted.
const MAX_PROBES: usize = 8;

impl<'a> Lexicon<'a> {
    /// Reads a lexicon from its embedded form. The number of slots must be a power of two.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            slots: bytes.as_chunks().0,
        }
    }

    /// Looks up the word whose key is `key`.
    pub(super) fn get(&self, key: u32) -> LexiconEntry {
        let (first, check) = slot_and_check(key, self.slots.len());
        for entry in self.slots.iter().skip(first).take(MAX_PROBES) {
            let [low, high, check_low, check_high] = *entry;
            let found = u16::from_le_bytes([check_low, check_high]);
            if found == check {
                return LexiconEntry(u16::from_le_bytes([low, high]));
            }
            if found == 0 {
                break;
            }
        }
        LexiconEntry::NONE
    }

    /// Encodes `entries`, whose keys are unique, into `slots` slots, a power of two. Where all probed slots are full,
    /// later entries are dropped.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn encode(entries: &[(u32, LexiconEntry)], slots: usize) -> Vec<u8> {
        let mut table = vec![[0u8; 4]; slots];
        for &(key, entry) in entries {
            let (first, check) = slot_and_check(key, slots);
            let free = table
                .iter_mut()
                .skip(first)
                .take(MAX_PROBES)
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

/// The slot where the search for a key begins, and the check of the key, which is never 0.
fn slot_and_check(key: u32, slots: usize) -> (usize, u16) {
    let mixed = key.wrapping_mul(0x9e37_79b1);
    let bits = slots.max(1).ilog2();
    let slot = mixed.checked_shr(32 - bits).unwrap_or(0) as usize;
    (slot, (key as u16).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_entries_are_found_again() {
        let entries: Vec<_> = (0..700u32)
            .map(|n| {
                (
                    n.wrapping_mul(0x85eb_ca6b).rotate_left(13) ^ 0x77,
                    LexiconEntry(n as u16 + 1),
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
        assert_eq!(Lexicon::new(&[]).get(5), LexiconEntry::NONE);
    }
}
