//! Tells whether a text is written in small letters only.

/// A text with fewer letters says nothing about how its author writes.
const MIN_LETTERS: usize = 30;

/// One capital in so many letters is a slip.
const LETTERS_PER_CAPITAL: usize = 200;

/// How many capitals are always read before a text counts as one with capitals.
const MAX_EARLY_CAPITALS: usize = 4;

/// Whether `text` is written in small letters only. Scripts without capitals are not.
pub(crate) fn is_without_capitals(text: &str) -> bool {
    let (mut small, mut capital) = (0_usize, 0_usize);
    for c in text.chars() {
        small += usize::from(c.is_lowercase());
        capital += usize::from(c.is_uppercase());
        if capital > MAX_EARLY_CAPITALS && capital * LETTERS_PER_CAPITAL > text.len() {
            return false;
        }
    }
    small >= MIN_LETTERS && capital * LETTERS_PER_CAPITAL <= small
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: text with capitals, scripts that have none, and text that is too short are not taken for such text.
    #[test]
    fn only_text_in_small_letters_counts() {
        assert!(is_without_capitals(
            "i saw taylor swift in tokyo last night and she was great"
        ));
        for text in [
            "We met Ann Lee in Oslo, and Bo Dahl in Bergen, both in the rain.",
            "東京で首相が記者会見を行い、日本の経済について話した。",
            "too short",
            "",
        ] {
            assert!(!is_without_capitals(text), "{text}");
        }
    }
}
