//! Fuzzy matching for lists and menus: finds rows by a few of their letters.
//!
//! The matching is nucleo's, as in helix: the letters of a word in order, words in any order, lower-case letters also match
//! capitals, and plain letters accented ones.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::cmp::Reverse;

/// A label that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedLabel {
    /// Its index among the labels.
    pub index: usize,
    /// The positions of the matched characters in it, counted in characters from 0, ascending.
    pub matched_chars: Vec<u32>,
}

/// The length of a label, in characters, from which letters that are scattered over it do not match: almost any few letters are found
/// in a long title.
const LONG_LABEL_CHARS: usize = 30;

/// How well a label matches, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Each word of the pattern begins a word.
    Beginnings,
    /// Each word of the pattern stands in it.
    Whole,
    /// The letters stand apart.
    Apart,
}

/// A pattern to match labels with.
struct Query {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

/// A match of a label: its rank, and the positions of the matched characters, ascending.
struct Match {
    rank: (Tier, Reverse<u32>),
    matched_chars: Vec<u32>,
}

impl Query {
    fn new(typed: &str) -> Self {
        Self {
            pattern: Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// Whether nothing was typed, so that every label matches.
    fn is_empty(&self) -> bool {
        self.pattern.atoms.is_empty()
    }

    /// The match of `label`, if it matches.
    fn match_label(&mut self, label: &str) -> Option<Match> {
        let label = Utf32Str::new(label, &mut self.buffer);
        let (mut score, mut tier) = (0, Tier::Beginnings);
        let mut matched_chars = Vec::new();
        for atom in &self.pattern.atoms {
            let mut at = Vec::new();
            score += u32::from(atom.indices(label, &mut self.matcher, &mut at)?);
            at.sort_unstable();
            tier = tier.max(tier_of(label, &at)?);
            matched_chars.extend(at);
        }
        matched_chars.sort_unstable();
        matched_chars.dedup();
        Some(Match {
            rank: (tier, Reverse(score)),
            matched_chars,
        })
    }
}

/// How well the characters at these positions match a word of the pattern; `None` if they are scattered over a long label: more than
/// half of them stand alone, or not each part begins a word.
fn tier_of(label: Utf32Str<'_>, at: &[u32]) -> Option<Tier> {
    let is_start = |at: u32| {
        let before = at.checked_sub(1);
        before.is_none_or(|before| !label.get(before).is_alphanumeric())
    };
    let starts_word = at.first().is_none_or(|first| is_start(*first));
    let parts = at.windows(2).filter_map(|pair| match pair {
        [one, next] if one + 1 != *next => Some(*next),
        _ => None,
    });
    let (mut more_parts, mut all_start) = (0, starts_word);
    for part in parts {
        more_parts += 1;
        all_start &= is_start(part);
    }
    match more_parts {
        0 if starts_word => Some(Tier::Beginnings),
        0 => Some(Tier::Whole),
        more if label.len() >= LONG_LABEL_CHARS => {
            let is_scattered = !all_start || (more + 1) * 2 > at.len();
            (!is_scattered).then_some(Tier::Apart)
        }
        _ => Some(Tier::Apart),
    }
}

/// Ranks the `labels` that match `typed`, the best match first, ties in their original order: first where words begin with what was
/// typed, then where it stands within words, then where its letters stand apart. If `typed` is empty every label matches.
///
/// ```
/// use byline::search::fuzzy::rank;
///
/// let names = ["Emmanuel Macron", "Angela Merkel"];
/// let ranked = rank("ank", names.into_iter());
/// assert_eq!((ranked.len(), ranked[0].index), (1, 1));
/// assert_eq!(ranked[0].matched_chars, [0, 1, 10]);
/// ```
pub fn rank<'a>(typed: &str, labels: impl Iterator<Item = &'a str>) -> Vec<RankedLabel> {
    let mut query = Query::new(typed);
    if query.is_empty() {
        let all = labels.enumerate().map(|(index, _)| RankedLabel {
            index,
            matched_chars: Vec::new(),
        });
        return all.collect();
    }
    let mut ranked: Vec<_> = labels
        .enumerate()
        .filter_map(|(index, label)| {
            let Match {
                rank,
                matched_chars,
            } = query.match_label(label)?;
            let label = RankedLabel {
                index,
                matched_chars,
            };
            Some((rank, label))
        })
        .collect();
    // The sort is stable.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, label)| label).collect()
}

/// The positions of the characters of `label` that `typed` matches, counted in characters from 0, ascending; none if it does
/// not match.
pub fn matched_chars(typed: &str, label: &str) -> Vec<u32> {
    let mut ranked = rank(typed, std::iter::once(label));
    ranked
        .pop()
        .map_or_else(Vec::new, |found| found.matched_chars)
}

/// Whether each word of `typed` is the beginning of a word of `label`.
///
/// ```
/// use byline::search::fuzzy::begins_words;
///
/// assert!(begins_words("mer an", "Angela Merkel"));
/// assert!(!begins_words("gel", "Angela Merkel"));
/// ```
pub fn begins_words(typed: &str, label: &str) -> bool {
    let found = Query::new(typed).match_label(label);
    found.is_some_and(|found| found.rank.0 == Tier::Beginnings)
}

/// Those of `items` whose label matches `typed`, in the order of [`rank`].
pub fn rank_items<T>(
    typed: &str,
    items: impl Iterator<Item = T>,
    label: impl Fn(&T) -> &str,
) -> impl Iterator<Item = T> {
    let mut query = Query::new(typed);
    let mut ranked: Vec<_> = items
        .filter_map(|item| Some((query.match_label(label(&item))?.rank, item)))
        .collect();
    // The sort is stable.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<usize> {
        let labels = [
            "Angela Merkel",
            "Recep Tayyip Erdoğan",
            "Emmanuel Macron",
            "İ",
        ];
        rank(typed, labels.into_iter())
            .iter()
            .map(|row| row.index)
            .collect()
    }

    /// Protects: a few letters find a name, and an empty pattern matches every row in order.
    #[test]
    fn letters_in_order_match() {
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found("erd"), [1]);
        assert_eq!(found("erdogan"), [1]);
        assert_eq!(found("mac em"), [2]);
        assert_eq!(found("amk"), [0]);
        assert_eq!(found("zz"), [0; 0]);
    }

    /// Protects: where words begin with what was typed comes first, then where it stands within words; letters that are scattered over
    /// a long title are no match, but a few letters of each word are.
    #[test]
    fn scattered_letters_do_not_match_a_long_title() {
        let titles = [
            "The annual list of knights is out again this week",
            "Smalltalks of the mighty, and what they do not say",
            "Talks in Berlin end without any result on Monday",
            "Beetle named after Oberländer found in amber",
        ];
        let found = |typed: &str| -> Vec<usize> {
            let ranked = rank(typed, titles.into_iter());
            ranked.iter().map(|row| row.index).collect()
        };
        assert_eq!(found("talks"), [2, 1]);
        assert_eq!(found("berlin talks"), [2]);
        assert_eq!(found("taber"), [2]);
        assert_eq!(found("tln"), [0; 0]);
        assert_eq!(found("berlin"), [2]);
        assert_eq!(found("k"), [0, 1, 2]);
    }

    /// Protects: the beginning of a word is known from letters within one, and from letters that stand apart.
    #[test]
    fn beginnings_of_words_are_recognised() {
        for (typed, label, begins) in [
            ("an", "Angela Merkel", true),
            ("mer", "Angela Merkel", true),
            ("mer an", "Angela Merkel", true),
            ("", "Angela", true),
            ("as", "Bashar al-Assad", true),
            ("erd", "Recep Tayyip Erdoğan", true),
            ("gel", "Angela Merkel", false),
            ("am", "Angela Merkel", false),
            ("an x", "Angela Merkel", false),
        ] {
            assert_eq!(begins_words(typed, label), begins, "{typed} {label}");
        }
        assert_eq!(matched_chars("ma", "Emmanuel Macron"), [9, 10]);
        assert_eq!(matched_chars("q", "Emmanuel"), [0; 0]);
    }

    proptest::proptest! {
        /// Protects: no pattern and no labels cause a panic, matched positions are ascending and within the label, and both ways to
        /// rank have one order.
        #[test]
        fn any_pattern_gives_valid_positions(typed in "[a-cİßé\u{301}^$!'\\\\ ]{0,8}", labels in proptest::collection::vec("[a-cA-CİßÉ\u{301}你 -]{0,12}", 0..8)) {
            let ranked = rank(&typed, labels.iter().map(String::as_str));
            let mut order = Vec::new();
            for RankedLabel { index, matched_chars } in ranked {
                let length = labels[index].chars().count();
                order.push(index);
                assert!(matched_chars.is_sorted() && matched_chars.iter().all(|&position| (position as usize) < length));
            }
            let items = rank_items(&typed, labels.iter().enumerate(), |(_, label)| label);
            assert_eq!(items.map(|(index, _)| index).collect::<Vec<usize>>(), order);
        }
    }

    /// Protects: the reported positions are those of the typed letters.
    #[test]
    fn matched_letters_are_reported() {
        let ranked = rank("ank", ["Angela Merkel"].into_iter());
        let letters: String = ranked[0]
            .matched_chars
            .iter()
            .filter_map(|&n| "Angela Merkel".chars().nth(n as usize))
            .collect();
        assert_eq!(letters, "Ank");
    }
}
