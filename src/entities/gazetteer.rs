//! The gazetteer: names of places, companies, clubs, works and the like, and full names of well-known people.
//!
//! A name is looked up by the hashes of its words in lower case, so a look-up costs a few multiplications and three reads. The
//! embedded map (`assets/gazetteer.bin`) holds 16 bits of kinds for each name, in the form of the tagger's lexicon: a name that
//! is not listed is taken for one that is about once in 50,000 look-ups. What it says is evidence to be weighed; many places are
//! called like people.

use super::static_map::StaticMap;

/// The most words of a name in the gazetteer.
pub(super) const MAX_WORDS: usize = 6;

/// The kinds of things that have a name, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(pub u16);

impl Kinds {
    /// Nothing that is listed.
    pub(super) const NONE: Self = Self(0);
    /// The part that says how large the largest place of this name is: 0 (no place) to 3 (200,000 people or more).
    const PLACE: u16 = 0b11;
    /// A province or a state.
    pub(super) const REGION: Self = Self(1 << 2);
    /// A district.
    pub(super) const DISTRICT: Self = Self(1 << 3);
    /// A sports club or team.
    pub(super) const CLUB: Self = Self(1 << 4);
    /// A company, a bank, a law firm.
    pub(super) const COMPANY: Self = Self(1 << 5);
    /// A newspaper, an agency, a broadcaster.
    pub(super) const NEWSPAPER: Self = Self(1 << 6);
    /// A university, a school, a hospital, a museum.
    pub(super) const UNIVERSITY: Self = Self(1 << 7);
    /// A brand, a medicine, a product.
    pub(super) const BRAND: Self = Self(1 << 8);
    /// A book, a film, an opera.
    pub(super) const WORK: Self = Self(1 << 9);
    /// A mountain, a river, an island.
    pub(super) const NATURE: Self = Self(1 << 10);
    /// A party, an armed group, a foundation, a band.
    pub(super) const ORGANISATION: Self = Self(1 << 11);
    /// A ship, a spacecraft, a storm.
    pub(super) const SHIP: Self = Self(1 << 12);
    /// A well-known person, by full name.
    pub(super) const PERSON: Self = Self(1 << 13);

    /// A company, a brand or a newspaper whose only word is also a common name of people: "Ford".
    pub(super) const FOUNDER: Self = Self(1 << 14);

    /// A place with at most so many people.
    #[cfg(feature = "train")]
    pub(super) fn place(population: u64) -> Self {
        Self(match population {
            200_000.. => 3,
            20_000.. => 2,
            _ => 1,
        })
    }

    /// How large the largest place of this name is, from 0 (no place) to 3 (200,000 people or more).
    pub(super) fn place_rank(self) -> u8 {
        (self.0 & Self::PLACE) as u8
    }

    /// Whether one of `others` is among these.
    pub(super) fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// These kinds and `other`; of two sizes of a place the larger one.
    #[cfg(feature = "train")]
    pub(super) fn union(self, other: Self) -> Self {
        let place = (self.0 & Self::PLACE).max(other.0 & Self::PLACE);
        Self((self.0 | other.0) & !Self::PLACE | place)
    }
}

/// The key of a name, made from the hashes of its words one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameKey(u32);

impl NameKey {
    /// The key with one more word, whose hash is `word`.
    pub(super) fn with(self, word: u32) -> Self {
        let mixed = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1);
        Self(mixed ^ (mixed >> 15))
    }
}

/// The embedded table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gazetteer<'a> {
    table: StaticMap<'a>,
}

impl<'a> Gazetteer<'a> {
    /// A table without names.
    #[cfg(test)]
    pub(super) const EMPTY: Self = Self {
        table: StaticMap::EMPTY,
    };

    /// Reads a table from its embedded form.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            table: StaticMap::new(bytes),
        }
    }

    /// The kinds of things with the name `key`.
    pub(super) fn kinds(&self, key: NameKey) -> Kinds {
        Kinds(self.table.get(key.0))
    }

    /// Encodes names with unique keys.
    #[cfg(feature = "train")]
    pub(super) fn encode(names: &[(NameKey, Kinds)]) -> Vec<u8> {
        let entries: Vec<_> = names.iter().map(|(key, kinds)| (key.0, kinds.0)).collect();
        StaticMap::encode(&entries)
    }
}

#[cfg(feature = "train")]
impl NameKey {
    /// The number that it is.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// The table that is embedded in the program.
pub(super) fn embedded() -> Gazetteer<'static> {
    Gazetteer::new(include_bytes!("../../assets/gazetteer.bin"))
}
