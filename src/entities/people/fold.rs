//! Compares spellings: folding a word to plain lower-case letters, its phonetic key, and whether two spellings are close.

use crate::folding::fold_letter;
use strsim::osa_distance;

/// The longest word, in characters, whose edit distance is computed: it takes quadratic time.
const MAX_CHARS: usize = 24;

/// Folds a word: converts it to lower case and removes accents, full stops, apostrophes and other marks.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        let mut folded = word.to_ascii_lowercase();
        folded.retain(|letter| letter.is_ascii_alphanumeric());
        return folded;
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        // A fast path for nearly all Cyrillic letters.
        if matches!(letter, 'а'..='я') {
            folded.push(letter);
            continue;
        }
        if let Some(letters) = ligature(letter) {
            folded.push_str(letters);
            continue;
        }
        // Unicode classes spacing modifiers such as the okina and the hamza as letters.
        if !matches!(letter, '\u{2b0}'..='\u{2ff}') {
            folded.extend(fold_letter(letter).filter(|letter| letter.is_alphanumeric()));
        }
    }
    folded
}

/// The letters that a typographic ligature stands for.
fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// A key shared by spellings that sound alike: similar consonants are replaced by one, a vowel becomes `a` at the start and
/// is dropped elsewhere, and repeated letters are merged. `folded` is a folded word.
pub(super) fn phonetic_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut letters = folded.chars().enumerate().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let sound = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' => (at == 0).then_some('a'),
            'h' => (at == 0).then_some('h'),
            'w' if at > 0 => None,
            'w' | 'v' => Some('v'),
            'c' if matches!(next, Some('e' | 'i' | 'y')) => Some('s'),
            'c' | 'k' | 'q' | 'g' => Some('k'),
            'p' if next == Some('h') => Some('f'),
            'z' => Some('s'),
            other => Some(other),
        };
        key.extend(sound.filter(|&sound| !key.ends_with(sound)));
    }
    key
}

/// Whether two folded words may be spellings of the same name: they sound alike and differ by at most one edit, or two in
/// words of seven bytes or more.
pub(super) fn is_close_spelling(a: &str, b: &str) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a == b {
        return true;
    }
    let max_edits = if long >= 7 { 2 } else { 1 };
    short >= 4
        && long - short <= max_edits
        && a.chars().next().map(initial_sound) == b.chars().next().map(initial_sound)
        && phonetic_key(a) == phonetic_key(b)
        && a.chars().count().max(b.chars().count()) <= MAX_CHARS
        && osa_distance(a, b) <= max_edits
}

/// The sound of a letter at the start of a word.
fn initial_sound(letter: char) -> char {
    match letter {
        'c' | 'k' | 'q' | 'g' => 'k',
        'y' | 'j' | 'i' => 'i',
        'u' | 'o' => 'o',
        'v' | 'w' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::accented_letters;

    /// Protects: a name is found whatever its case, accents, apostrophes and full stops.
    #[test]
    fn folding_removes_case_marks_and_full_stops() {
        assert_eq!(fold("Erdoğan"), "erdogan");
        assert_eq!(fold("O’Neill"), "oneill");
        assert_eq!(fold("J.R.R."), "jrr");
        assert_eq!(fold("Søren"), "soren");
        assert_eq!(fold("E\u{301}lise"), "elise");
        assert_eq!(fold("Кошелев"), "кошелев");
    }

    /// Protects: names fold as countries and the search do, whose tests check the same.
    #[test]
    fn names_fold_by_the_common_table() {
        for letter in accented_letters() {
            let plain: String = fold_letter(letter).collect();
            assert_eq!(fold(&format!("x{letter}")), format!("x{plain}"));
        }
    }

    /// Protects: common transliterations and misspellings of a name are recognised.
    #[test]
    fn spellings_of_one_name_are_close() {
        for (a, b) in [
            ("rouhani", "rowhani"),
            ("gaddafi", "qaddafi"),
            ("gadhafi", "qaddafi"),
            ("mohammed", "muhammad"),
            ("holland", "hollande"),
            ("chirac", "chriac"),
            ("assad", "asad"),
        ] {
            assert!(is_close_spelling(a, b), "{a} {b}");
        }
    }

    /// Protects: similar names of different people are kept apart.
    #[test]
    fn spellings_of_different_names_are_not_close() {
        for (a, b) in [
            ("obama", "osama"),
            ("lee", "li"),
            ("smith", "south"),
            ("bush", "bosch"),
            ("anna", "hanna"),
        ] {
            assert!(!is_close_spelling(a, b), "{a} {b}");
        }
    }
}
