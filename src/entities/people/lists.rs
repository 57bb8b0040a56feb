//! The word lists of names: titles, roles, particles, given names and the like, read once from `assets/people`.
//!
//! Every key is folded (see [`fold`](super::fold::fold)). A list is evidence, never a verdict.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a title or a given name says of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Gender {
    /// Nothing.
    #[default]
    Unknown,
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    fn read(letter: &str) -> Self {
        match letter {
            "m" => Self::Male,
            "f" => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// Whether one is he and the other she.
    pub(super) fn contradicts(self, other: Self) -> bool {
        self != other && self != Self::Unknown && other != Self::Unknown
    }

    /// This, or the other where this is unknown.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// A word that stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// Its bearer's gender.
    pub gender: Gender,
    /// Whether it is only polite ("Mr.") and says nothing of what the person does.
    pub courtesy: bool,
}

/// Where a family name comes from that stands before the given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// China.
    Chinese,
    /// Korea.
    Korean,
    /// Either.
    Both,
}

impl Family {
    fn read(letter: &str) -> Option<Self> {
        match letter {
            "c" => Some(Self::Chinese),
            "k" => Some(Self::Korean),
            "b" => Some(Self::Both),
            _ => None,
        }
    }

    /// Whether it may be Chinese.
    pub(super) fn is_chinese(self) -> bool {
        self != Self::Korean
    }

    /// Whether it may be Korean.
    pub(super) fn is_korean(self) -> bool {
        self != Self::Chinese
    }
}

/// The lists.
#[derive(Debug)]
pub(super) struct Lists {
    titles: HashMap<&'static str, Title>,
    given: HashMap<&'static str, Gender>,
    nicknames: HashMap<&'static str, Vec<&'static str>>,
    roles: HashSet<&'static str>,
    particles: HashSet<&'static str>,
    suffixes: HashSet<&'static str>,
    wholes: HashSet<&'static str>,
    opens: HashSet<&'static str>,
    ordinary: HashSet<&'static str>,
    peoples: HashSet<&'static str>,
    things: HashSet<&'static str>,
    family_first: HashMap<&'static str, Family>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    titles: rows(include_str!("../../../assets/people/titles.tsv"))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (word, gender, kind) = (cells.next()?, cells.next()?, cells.next()?);
            let gender = Gender::read(gender);
            let courtesy = kind == "courtesy";
            Some((word, Title { gender, courtesy }))
        })
        .collect(),
    given: pairs(include_str!("../../../assets/people/given.tsv"))
        .map(|(name, gender)| (name, Gender::read(gender)))
        .collect(),
    nicknames: pairs(include_str!("../../../assets/people/nicknames.tsv"))
        .map(|(short, long)| (short, long.split(' ').collect()))
        .collect(),
    roles: rows(include_str!("../../../assets/people/roles.txt")).collect(),
    particles: rows(include_str!("../../../assets/people/particles.txt")).collect(),
    suffixes: rows(include_str!("../../../assets/people/suffixes.txt")).collect(),
    wholes: rows(include_str!("../../../assets/people/wholes.txt")).collect(),
    opens: rows(include_str!("../../../assets/people/opens.txt")).collect(),
    ordinary: rows(include_str!("../../../assets/people/words.txt")).collect(),
    peoples: rows(include_str!("../../../assets/people/peoples.txt")).collect(),
    things: rows(include_str!("../../../assets/people/things.txt")).collect(),
    family_first: pairs(include_str!("../../../assets/people/family_first.tsv"))
        .filter_map(|(name, letter)| Some((name, Family::read(letter)?)))
        .collect(),
});

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(list).filter_map(|row| row.split_once('\t'))
}

/// The lists, read at the first call.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

impl Lists {
    /// What `word` says when it stands before a name; `None` when it is no title.
    pub(super) fn title(&self, word: &str) -> Option<Title> {
        self.titles.get(word).copied()
    }

    /// The gender of a given name; `None` when it is not listed as one.
    pub(super) fn given(&self, word: &str) -> Option<Gender> {
        self.given.get(word).copied()
    }

    /// The names that `word` is short for.
    pub(super) fn long_forms(&self, word: &str) -> &[&'static str] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` heads a role: "ambassador"; also "spokesmen".
    pub(super) fn role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Whether `word` may stand in small letters inside a name: "von", "bin".
    pub(super) fn particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether `word` may close a name without being its surname: "Jr.", "III".
    pub(super) fn suffix(&self, word: &str) -> bool {
        self.suffixes.contains(word)
    }

    /// Whether `word`, after a name, makes the whole the name of something else: "Tower", "Prize".
    pub(super) fn whole(&self, word: &str) -> bool {
        self.wholes.contains(word)
    }

    /// Whether `word`, first of several, makes the whole the name of something else: "Puerto", "Deutsche".
    pub(super) fn opens(&self, word: &str) -> bool {
        self.opens.contains(word)
    }

    /// Whether `word` is one for a people, a faith or a part of the world: "Arab", "Sunni".
    pub(super) fn people(&self, word: &str) -> bool {
        self.peoples.contains(word)
    }

    /// Whether `word` is a noun for what is no human being: "town", "company".
    pub(super) fn thing(&self, word: &str) -> bool {
        self.things.contains(word)
    }

    /// Where the family name `word` comes from, if it is one that stands before the given name.
    pub(super) fn family_first(&self, word: &str) -> Option<Family> {
        self.family_first.get(word).copied()
    }

    /// Whether `word` is a name and an ordinary word, too: "May", "Brown".
    pub(super) fn ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn every_list_is_read_and_folded() {
        let lists = lists();
        assert_eq!(lists.title("mrs").unwrap().gender, Gender::Female);
        assert!(
            lists
                .title("president")
                .is_some_and(|title| !title.courtesy)
        );
        assert_eq!(lists.given("angela"), Some(Gender::Female));
        assert!(lists.long_forms("bill").contains(&"william"));
        assert!(lists.role("ambassador") && lists.particle("bin") && lists.suffix("jr"));
        assert!(lists.whole("tower") && lists.ordinary("may"));
        for word in lists
            .titles
            .keys()
            .chain(lists.given.keys())
            .chain(lists.nicknames.keys())
            .chain(lists.family_first.keys())
        {
            assert_eq!(fold(word), *word);
        }
        for word in lists
            .wholes
            .iter()
            .chain(&lists.opens)
            .chain(&lists.ordinary)
            .chain(&lists.peoples)
            .chain(&lists.things)
            .chain(&lists.suffixes)
            .chain(&lists.particles)
        {
            assert_eq!(fold(word), *word);
        }
    }
}
