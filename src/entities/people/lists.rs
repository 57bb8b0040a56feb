//! The word lists of `assets/people`: titles, roles, particles, given names and the like.
//!
//! Every key is folded (see [`fold`](super::fold::fold)), and callers must fold a word before they look it up. A list is
//! only one piece of evidence: a listed word need not have the listed meaning where it stands.

use crate::entities::word_list::split_cell;
use crate::entities::word_table::WordTable;

/// The gender that a title or a given name implies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Gender {
    /// It implies none.
    #[default]
    Unknown,
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Gender {
    /// Parses the gender column of a list: `m`, `f`, or anything else for unknown.
    fn from_letter(letter: &str) -> Self {
        match letter {
            "m" => Self::Male,
            "f" => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// Whether both genders are known and differ.
    pub(super) fn contradicts(self, other: Self) -> bool {
        self != other && self != Self::Unknown && other != Self::Unknown
    }

    /// This gender, or `other` if this one is unknown.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// A title: a word that stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// The gender of the person with this title.
    pub gender: Gender,
    /// Whether it is a courtesy title such as "Mr.", which says nothing about what the person does.
    pub courtesy: bool,
}

/// The origin of a family name that is written before the given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FamilyNameOrigin {
    /// Chinese.
    Chinese,
    /// Korean.
    Korean,
    /// Chinese or Korean.
    Both,
}

impl FamilyNameOrigin {
    /// Parses the origin column of `family_names.tsv`.
    fn from_letter(letter: &str) -> Option<Self> {
        match letter {
            "c" => Some(Self::Chinese),
            "k" => Some(Self::Korean),
            "b" => Some(Self::Both),
            _ => None,
        }
    }

    /// Whether the name may be Chinese.
    pub(super) fn is_chinese(self) -> bool {
        self != Self::Korean
    }

    /// Whether the name may be Korean.
    pub(super) fn is_korean(self) -> bool {
        self != Self::Chinese
    }
}

/// The word lists.
#[derive(Debug)]
pub(super) struct Lists {
    titles: WordTable<2048>,
    given_names: WordTable<8192>,
    nicknames: WordTable<512>,
    roles: WordTable<8192>,
    particles: WordTable<128>,
    name_suffixes: WordTable<64>,
    organisation_suffixes: WordTable<512>,
    place_prefixes: WordTable<128>,
    common_words: WordTable<512>,
    group_words: WordTable<128>,
    thing_nouns: WordTable<512>,
    family_names: WordTable<512>,
}

static LISTS: Lists = Lists {
    titles: WordTable::new(include_str!("../../../assets/people/titles.tsv")),
    given_names: WordTable::new(include_str!("../../../assets/people/given_names.tsv")),
    nicknames: WordTable::new(include_str!("../../../assets/people/nicknames.tsv")),
    roles: WordTable::new(include_str!("../../../assets/people/roles.txt")),
    particles: WordTable::new(include_str!("../../../assets/people/particles.txt")),
    name_suffixes: WordTable::new(include_str!("../../../assets/people/name_suffixes.txt")),
    organisation_suffixes: WordTable::new(include_str!(
        "../../../assets/people/organisation_suffixes.txt"
    )),
    place_prefixes: WordTable::new(include_str!("../../../assets/people/place_prefixes.txt")),
    common_words: WordTable::new(include_str!("../../../assets/people/common_words.txt")),
    group_words: WordTable::new(include_str!("../../../assets/people/group_words.txt")),
    thing_nouns: WordTable::new(include_str!("../../../assets/people/thing_nouns.txt")),
    family_names: WordTable::new(include_str!("../../../assets/people/family_names.tsv")),
};

/// The word lists.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

impl Lists {
    /// The title `word`; `None` if it is not listed as one.
    pub(super) fn title(&self, word: &str) -> Option<Title> {
        let (gender, kind) = split_cell(self.titles.get(word)?)?;
        Some(Title {
            gender: Gender::from_letter(gender),
            courtesy: kind == "courtesy",
        })
    }

    /// Whether `word` is a title.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// Whether `word` is a title or the head noun of a role.
    pub(super) fn is_title_or_role(&self, word: &str) -> bool {
        self.is_title(word) || self.is_role(word)
    }

    /// Whether `word` is a given name.
    pub(super) fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// The gender of the given name `word`; `None` if it is not listed as one.
    pub(super) fn given_name(&self, word: &str) -> Option<Gender> {
        self.given_names.get(word).map(Gender::from_letter)
    }

    /// The given names that `word` is a short form of: "william" for "bill". Empty if there are none.
    pub(super) fn long_forms(&self, word: &str) -> impl Iterator<Item = &'static str> {
        let forms = self.nicknames.get(word).unwrap_or_default();
        forms.split_ascii_whitespace()
    }

    /// Whether `word` is the head noun of a role: "ambassador", "spokesmen".
    pub(super) fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Whether `word` may stand inside a name in lower case: "von", "bin".
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether `word` may end a name without being the surname: "Jr.", "III".
    pub(super) fn is_name_suffix(&self, word: &str) -> bool {
        self.name_suffixes.contains(word)
    }

    /// Whether `word`, after a person's name, turns it into the name of something else: "Tower", "Prize".
    pub(super) fn is_organisation_suffix(&self, word: &str) -> bool {
        self.organisation_suffixes.contains(word)
    }

    /// The same, unless `word` is also a name.
    pub(super) fn is_organisation_word(&self, word: &str) -> bool {
        self.is_organisation_suffix(word) && !self.is_common_word(word)
    }

    /// Whether `word`, as the first of several, starts the name of a place or an organisation: "Puerto", "Deutsche".
    pub(super) fn is_place_prefix(&self, word: &str) -> bool {
        self.place_prefixes.contains(word)
    }

    /// Whether `word` hardly ever is a part of a person's name: it ends names of organisations, is a title or a role, or denotes a
    /// group.
    pub(super) fn is_other_than_name(&self, word: &str) -> bool {
        self.is_organisation_suffix(word) || self.is_title_or_role(word) || self.is_group_word(word)
    }

    /// Whether `word` denotes a people, a faith or a part of the world: "Arab", "Sunni".
    pub(super) fn is_group_word(&self, word: &str) -> bool {
        self.group_words.contains(word)
    }

    /// Whether `word` is a noun for something other than a person: "town", "company".
    pub(super) fn is_thing_noun(&self, word: &str) -> bool {
        self.thing_nouns.contains(word)
    }

    /// The origin of `word`, if it is a family name that is written before the given name.
    pub(super) fn family_name_origin(&self, word: &str) -> Option<FamilyNameOrigin> {
        FamilyNameOrigin::from_letter(self.family_names.get(word)?)
    }

    /// Whether `word` is both a name and an ordinary word: "May", "Brown".
    pub(super) fn is_common_word(&self, word: &str) -> bool {
        self.common_words.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    /// Protects: a family name belongs to the languages that have it.
    #[test]
    fn family_names_have_their_origin() {
        let origin = |word| lists().family_name_origin(word).unwrap();
        assert!(origin("xi").is_chinese() && !origin("xi").is_korean());
        assert!(origin("kim").is_korean() && !origin("kim").is_chinese());
    }

    /// Protects: each list has its typical words, and every key is folded, so that look-ups find it.
    #[test]
    fn every_list_is_parsed_and_its_keys_are_folded() {
        let lists = lists();
        assert_eq!(lists.title("mrs").unwrap().gender, Gender::Female);
        assert!(
            lists
                .title("president")
                .is_some_and(|title| !title.courtesy)
        );
        assert_eq!(lists.given_name("angela"), Some(Gender::Female));
        assert!(lists.long_forms("bill").any(|form| form == "william"));
        assert!(
            lists.is_role("ambassador") && lists.is_particle("bin") && lists.is_name_suffix("jr")
        );
        assert!(lists.is_organisation_suffix("tower") && lists.is_common_word("may"));
        let keys = lists.titles.words().chain(lists.given_names.words());
        let keys = keys.chain(lists.nicknames.words());
        let keys = keys.chain(lists.family_names.words());
        let keys = keys.chain(lists.organisation_suffixes.words());
        let keys = keys.chain(lists.place_prefixes.words());
        let keys = keys.chain(lists.common_words.words());
        let keys = keys.chain(lists.group_words.words());
        let keys = keys.chain(lists.thing_nouns.words());
        let keys = keys.chain(lists.name_suffixes.words());
        for word in keys.chain(lists.particles.words()) {
            assert_eq!(fold(word), word);
        }
    }
}
