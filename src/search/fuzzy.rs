//! Finding rows by a few letters of them.
//!
//! The matching is nucleo's, as in helix: letters in order, words in any order, small ones find capitals, plain ones find
//! accented ones. Owns the order of what matches: the best first, and of equals the one that stands first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Those of `labels` that `typed` finds, as indices, with the characters of each that were typed, counted from 0; all of
/// them as they stand if nothing is typed.
pub fn rank<'a>(typed: &str, labels: impl Iterator<Item = &'a str>) -> Vec<(usize, Vec<u32>)> {
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut characters = Vec::new();
    let mut found: Vec<(u32, usize, Vec<u32>)> = labels
        .enumerate()
        .filter_map(|(n, label)| {
            let mut letters = Vec::new();
            let label = Utf32Str::new(label, &mut characters);
            let score = pattern.indices(label, &mut matcher, &mut letters)?;
            letters.sort_unstable();
            letters.dedup();
            Some((score, n, letters))
        })
        .collect();
    found.sort_by_key(|(score, n, _)| (std::cmp::Reverse(*score), *n));
    found
        .into_iter()
        .map(|(_, n, letters)| (n, letters))
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

    /// Protects: a few letters find a name, and nothing typed hides nothing.
    #[test]
    fn letters_in_order_find() {
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found("erd"), [1]);
        assert_eq!(found("erdogan"), [1]);
        assert_eq!(found("mac em"), [2]);
        assert_eq!(found("amk"), [0]);
        assert_eq!(found("zz"), [0; 0]);
    }

    proptest::proptest! {
        /// Protects: whatever is typed, and whatever the rows say, something is found or nothing is.
        #[test]
        fn anything_may_be_typed(typed in "[a-cİßé\u{301}^$!'\\\\ ]{0,8}", labels in proptest::collection::vec("[a-cA-CİßÉ\u{301}你 -]{0,12}", 0..8)) {
            let found = rank(&typed, labels.iter().map(String::as_str));
            for (n, letters) in found {
                let all = labels[n].chars().count();
                assert!(letters.is_sorted() && letters.iter().all(|&letter| (letter as usize) < all));
            }
        }
    }

    /// Protects: the characters lit are those that were typed.
    #[test]
    fn the_letters_found_are_told() {
        let found = rank("ank", ["Angela Merkel"].into_iter());
        let letters: String = found[0]
            .1
            .iter()
            .filter_map(|&n| "Angela Merkel".chars().nth(n as usize))
            .collect();
        assert_eq!(letters, "Ank");
    }
}
