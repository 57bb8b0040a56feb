//! Fuzzy matching for lists and menus: finds rows by a few of their letters.
//!
//! The matching is nucleo's, as in helix: the letters of a word in order, words in any order, lower-case letters also match
//! capitals, and plain letters accented ones.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Ranks the `labels` that match `typed`, the best match first, ties in their original order.
///
/// Each result is the index of a label and the positions of the matched characters in it, counted in characters from 0 and
/// ascending. If `typed` is empty every label matches.
///
/// ```
/// use byline::search::fuzzy::rank;
///
/// let names = ["Emmanuel Macron", "Angela Merkel"];
/// assert_eq!(rank("ank", names.into_iter()), [(1, vec![0, 1, 10])]);
/// ```
pub fn rank<'a>(typed: &str, labels: impl Iterator<Item = &'a str>) -> Vec<(usize, Vec<u32>)> {
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked: Vec<(u32, usize, Vec<u32>)> = labels
        .enumerate()
        .filter_map(|(index, label)| {
            let mut positions = Vec::new();
            let label = Utf32Str::new(label, &mut buffer);
            let score = pattern.indices(label, &mut matcher, &mut positions)?;
            positions.sort_unstable();
            positions.dedup();
            Some((score, index, positions))
        })
        .collect();
    ranked.sort_by_key(|(score, index, _)| (std::cmp::Reverse(*score), *index));
    ranked
        .into_iter()
        .map(|(_, index, positions)| (index, positions))
        .collect()
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
            .map(|row| row.0)
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

    proptest::proptest! {
        /// Protects: no pattern and no labels cause a panic, and matched positions are ascending and within the label.
        #[test]
        fn any_pattern_gives_valid_positions(typed in "[a-cİßé\u{301}^$!'\\\\ ]{0,8}", labels in proptest::collection::vec("[a-cA-CİßÉ\u{301}你 -]{0,12}", 0..8)) {
            let ranked = rank(&typed, labels.iter().map(String::as_str));
            for (index, positions) in ranked {
                let length = labels[index].chars().count();
                assert!(positions.is_sorted() && positions.iter().all(|&position| (position as usize) < length));
            }
        }
    }

    /// Protects: the reported positions are those of the typed letters.
    #[test]
    fn matched_letters_are_reported() {
        let ranked = rank("ank", ["Angela Merkel"].into_iter());
        let letters: String = ranked[0]
            .1
            .iter()
            .filter_map(|&n| "Angela Merkel".chars().nth(n as usize))
            .collect();
        assert_eq!(letters, "Ank");
    }
}
