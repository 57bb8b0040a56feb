//! The lexicon: how common a word is as a given name and as a surname, and how plain text capitalises it.
//!
//! What it says is evidence to be weighed, not a decision.

use super::super::static_map::StaticMap;

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

/// A class of words that stand in the same company, made from word vectors: one more than the path to it in a tree of 64
/// groups, each of 16, each of 4; 0 if the word has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning(pub u16);

impl Meaning {
    /// The class of a word that has none.
    pub(super) const NONE: Self = Self(0);

    /// The smallest class: 1 to 4096.
    pub(super) fn smallest(self) -> u32 {
        u32::from(self.0)
    }

    /// The class on the second level: 1 to 1024.
    pub(super) fn fine(self) -> u32 {
        u32::from(self.0.div_ceil(4))
    }

    /// The class on the first level: 1 to 64.
    pub(super) fn coarse(self) -> u32 {
        u32::from(self.0.div_ceil(64))
    }
}

/// The embedded table from words to [`LexiconEntry`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexicon<'a> {
    table: StaticMap<'a>,
    /// The classes of meaning of frequent words.
    meanings: StaticMap<'a>,
}

impl<'a> Lexicon<'a> {
    /// A lexicon without words.
    #[cfg(test)]
    pub(super) const EMPTY: Self = Self {
        table: StaticMap::EMPTY,
        meanings: StaticMap::EMPTY,
    };

    /// Reads a lexicon from its embedded form.
    pub(super) fn new(bytes: &'a [u8], meanings: &'a [u8]) -> Self {
        Self {
            table: StaticMap::new(bytes),
            meanings: StaticMap::new(meanings),
        }
    }

    /// The class of meaning of the word whose key is `key`.
    pub(super) fn meaning(&self, key: u32) -> Meaning {
        Meaning(self.meanings.get(key))
    }

    /// Looks up the word whose key is `key`.
    pub(super) fn get(&self, key: u32) -> LexiconEntry {
        LexiconEntry(self.table.get(key))
    }

    /// Encodes the classes of meaning.
    #[cfg(feature = "train")]
    pub(super) fn encode_meanings(entries: &[(u32, u16)]) -> Vec<u8> {
        StaticMap::encode(entries)
    }

    /// Encodes `entries`, whose keys are unique.
    #[cfg(feature = "train")]
    pub(super) fn encode(entries: &[(u32, LexiconEntry)]) -> Vec<u8> {
        let entries: Vec<_> = entries.iter().map(|(key, entry)| (*key, entry.0)).collect();
        StaticMap::encode(&entries)
    }
}
