//! Fuzzy matching for lists and menus: finds rows by a few of their letters.
//!
//! The matching is nucleo's, as in helix: the letters of a word in order, words in any order, lower-case letters also match
//! capitals, and plain letters accented ones.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A label that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedLabel {
    /// Its index among the labels.
    pub index: usize,
    /// The positions of the matched characters in it, counted in characters from 0, ascending.
    pub matched_chars: Vec<u32>,
}

/// Ranks the `labels` that match `typed`, the best match first, ties in their original order. If `typed` is empty every
/// label matches.
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
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    if pattern.atoms.is_empty() {
        let all = labels.enumerate().map(|(index, _)| RankedLabel {
            index,
            matched_chars: Vec::new(),
        });
        return all.collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked: Vec<(u32, RankedLabel)> = labels
        .enumerate()
        .filter_map(|(index, label)| {
            let mut matched_chars = Vec::new();
            let label = Utf32Str::new(label, &mut buffer);
            let score = pattern.indices(label, &mut matcher, &mut matched_chars)?;
            matched_chars.sort_unstable();
            matched_chars.dedup();
            let label = RankedLabel {
                index,
                matched_chars,
            };
            Some((score, label))
        })
        .collect();
    // The sort is stable.
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
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
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let label = Utf32Str::new(label, &mut buffer);
    let is_start = |at: u32| {
        let before = at.checked_sub(1);
        before.is_none_or(|before| !label.get(before).is_alphanumeric())
    };
    pattern.atoms.iter().all(|atom| {
        let mut at = Vec::new();
        atom.indices(label, &mut matcher, &mut at).is_some()
            && at.first().is_none_or(|&first| is_start(first))
            && at
                .windows(2)
                .all(|pair| matches!(pair, [one, next] if one + 1 == *next))
    })
}

/// Those of `items` whose label matches `typed`, in the order of [`rank`]. It does not work out which
/// characters match.
pub fn rank_items<T>(
    typed: &str,
    items: impl Iterator<Item = T>,
    label: impl Fn(&T) -> &str,
) -> impl Iterator<Item = T> {
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked: Vec<(u32, T)> = items
        .filter_map(|item| {
            let label = Utf32Str::new(label(&item), &mut buffer);
            Some((pattern.score(label, &mut matcher)?, item))
        })
        .collect();
    // The sort is stable.
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
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
