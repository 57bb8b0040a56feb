//! The word lists of `assets/people`: titles, roles, particles, given names and the like, parsed on first use.
//!
//! Every key is folded (see [`fold`](super::fold::fold)), and callers must fold a word before they look it up. A list is
//! only one piece of evidence: a listed word need not have the listed meaning where it stands.

use crate::entities::hashing::{HashMap, HashSet};
use crate::entities::word_list::{rows, split_cell};
use foldhash::fast::RandomState;
use std::sync::LazyLock;

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

/// The parsed word lists.
#[derive(Debug)]
pub(super) struct Lists {
    titles: HashMap<&'static str, Title>,
    given_names: HashMap<&'static str, Gender>,
    nicknames: HashMap<&'static str, Vec<&'static str>>,
    roles: HashSet<&'static str>,
    particles: HashSet<&'static str>,
    name_suffixes: HashSet<&'static str>,
    organisation_suffixes: HashSet<&'static str>,
    place_prefixes: HashSet<&'static str>,
    common_words: HashSet<&'static str>,
    group_words: HashSet<&'static str>,
    thing_nouns: HashSet<&'static str>,
    family_names: HashMap<&'static str, FamilyNameOrigin>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    titles: pairs(include_str!("../../../assets/people/titles.tsv"), |cell| {
        let (gender, kind) = split_cell(cell)?;
        let gender = Gender::from_letter(gender);
        let courtesy = kind == "courtesy";
        Some(Title { gender, courtesy })
    }),
    given_names: pairs(
        include_str!("../../../assets/people/given_names.tsv"),
        |letter| Some(Gender::from_letter(letter)),
    ),
    nicknames: pairs(
        include_str!("../../../assets/people/nicknames.tsv"),
        |long| Some(long.split(' ').collect()),
    ),
    roles: words(include_str!("../../../assets/people/roles.txt")),
    particles: words(include_str!("../../../assets/people/particles.txt")),
    name_suffixes: words(include_str!("../../../assets/people/name_suffixes.txt")),
    organisation_suffixes: words(include_str!(
        "../../../assets/people/organisation_suffixes.txt"
    )),
    place_prefixes: words(include_str!("../../../assets/people/place_prefixes.txt")),
    common_words: words(include_str!("../../../assets/people/common_words.txt")),
    group_words: words(include_str!("../../../assets/people/group_words.txt")),
    thing_nouns: words(include_str!("../../../assets/people/thing_nouns.txt")),
    family_names: pairs(
        include_str!("../../../assets/people/family_names.tsv"),
        FamilyNameOrigin::from_letter,
    ),
});

/// A list of one column.
fn words(list: &'static str) -> HashSet<&'static str> {
    let mut words =
        HashSet::with_capacity_and_hasher(list.len() / MIN_ROW_BYTES, RandomState::default());
    words.extend(rows(list));
    words
}

/// A list of two columns.
fn pairs<V>(
    list: &'static str,
    value: impl Fn(&'static str) -> Option<V>,
) -> HashMap<&'static str, V> {
    let mut pairs =
        HashMap::with_capacity_and_hasher(list.len() / MIN_ROW_BYTES, RandomState::default());
    let rows = rows(list).filter_map(split_cell);
    pairs.extend(rows.filter_map(|(word, cell)| Some((word, value(cell)?))));
    pairs
}

/// Rows are seldom shorter. A table that is large enough from the start need not be built anew while it grows.
const MIN_ROW_BYTES: usize = 8;

/// Reads the word lists now, so that nobody waits for them later.
pub(in crate::entities) fn prepare() {
    LazyLock::force(&LISTS);
}

/// The word lists; they are parsed on the first call.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

impl Lists {
    /// The title `word`; `None` if it is not listed as one.
    pub(super) fn title(&self, word: &str) -> Option<Title> {
        self.titles.get(word).copied()
    }

    /// Whether `word` is a title.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.contains_key(word)
    }

    /// Whether `word` is a title or the head noun of a role.
    pub(super) fn is_title_or_role(&self, word: &str) -> bool {
        self.is_title(word) || self.is_role(word)
    }

    /// Whether `word` is a given name.
    pub(super) fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains_key(word)
    }

    /// The gender of the given name `word`; `None` if it is not listed as one.
    pub(super) fn given_name(&self, word: &str) -> Option<Gender> {
        self.given_names.get(word).copied()
    }

    /// The given names that `word` is a short form of: "william" for "bill". Empty if there are none.
    pub(super) fn long_forms(&self, word: &str) -> &[&'static str] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
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
        self.family_names.get(word).copied()
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
        assert!(lists.long_forms("bill").contains(&"william"));
        assert!(
            lists.is_role("ambassador") && lists.is_particle("bin") && lists.is_name_suffix("jr")
        );
        assert!(lists.is_organisation_suffix("tower") && lists.is_common_word("may"));
        for word in lists
            .titles
            .keys()
            .chain(lists.given_names.keys())
            .chain(lists.nicknames.keys())
            .chain(lists.family_names.keys())
        {
            assert_eq!(fold(word), *word);
        }
        for word in lists
            .organisation_suffixes
            .iter()
            .chain(&lists.place_prefixes)
            .chain(&lists.common_words)
            .chain(&lists.group_words)
            .chain(&lists.thing_nouns)
            .chain(&lists.name_suffixes)
            .chain(&lists.particles)
        {
            assert_eq!(fold(word), *word);
        }
    }
}
