//! Decides whether a piece of text spells a form of the table.
//!
//! Accents and the kinds of hyphen, apostrophe and space make no difference. Case does: the text must be written as in
//! the table, or all in capitals, as headlines are.

use crate::folding::fold_letter;

/// A piece of text that spells a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SpellingMatch {
    /// Its length in bytes.
    pub len: usize,
    /// Whether the form has accents and the text has all of them.
    pub has_accents: bool,
}

/// A hash of the first word, regardless of case and accents: equal for a form and any text that spells it. `None` if no
/// word begins here.
pub(super) fn first_word_key(letters: impl Iterator<Item = char>) -> Option<u64> {
    // FNV-1a: the words are short and a collision only costs one comparison.
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let mut hash = START;
    let mut add = |letter: char| {
        hash = (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
    };
    // Nearly all letters are ASCII, and need neither tables nor a second look.
    'word: for letter in letters.filter(|&letter| !is_zero_width(letter)) {
        if letter.is_ascii_alphanumeric() {
            add(letter.to_ascii_lowercase());
            continue;
        }
        if !letter.is_alphanumeric() {
            break;
        }
        for plain in fold_char(letter) {
            // An apostrophe that is a letter.
            if !plain.is_alphanumeric() {
                break 'word;
            }
            add(plain);
        }
    }
    (hash != START).then_some(hash)
}

/// Matches `form` at the beginning of `text`. A word must end where the form ends.
pub(super) fn match_form(form: impl Iterator<Item = char>, text: &str) -> Option<SpellingMatch> {
    let mut rest = text
        .char_indices()
        .filter(|&(_, letter)| !is_zero_width(letter))
        .flat_map(|(at, letter)| fold_char(letter).map(move |plain| (at, letter, plain)))
        .peekable();
    let (mut as_written, mut in_capitals) = (true, true);
    let (mut accents, mut accents_kept, mut word_begins) = (0_u32, 0_u32, true);
    let mut last = ' ';
    for (wanted, plain) in
        form.flat_map(|wanted| fold_char(wanted).map(move |plain| (wanted, plain)))
    {
        let (_, letter, found) = rest.next()?;
        // "United-States-based".
        if plain != found && !(plain == ' ' && found == '-') {
            return None;
        }
        if found == ' ' {
            while rest.next_if(|&(.., space)| space == ' ').is_some() {}
        }
        // "Isle Of Man": headlines capitalise small words.
        as_written &= wanted.is_lowercase() == letter.is_lowercase()
            || (word_begins && wanted.is_lowercase());
        in_capitals &= !letter.is_lowercase();
        if !(as_written || in_capitals) {
            return None;
        }
        if wanted.is_alphabetic() && !wanted.is_ascii() {
            accents += 1;
            accents_kept += u32::from(!letter.is_ascii());
        }
        word_begins = plain == ' ';
        last = plain;
    }
    let end = rest.peek().map_or(text.len(), |&(at, ..)| at);
    // "Franco-" is followed by a word.
    let word_ends = !last.is_alphanumeric()
        || rest
            .peek()
            .is_none_or(|&(_, letter, _)| !letter.is_alphanumeric());
    word_ends.then_some(SpellingMatch {
        len: end,
        has_accents: accents > 0 && accents_kept == accents,
    })
}

/// Whether it is a combining mark or has no width: soft hyphen, zero-width joiner and the like.
pub(super) fn is_zero_width(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The character without case and accents, which are two for a letter like æ; all kinds of hyphen, apostrophe and space become
/// one.
fn fold_char(letter: char) -> impl Iterator<Item = char> {
    fold_letter(match letter {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2013}' => '-',
        '`' | '‘' | '’' | 'ʻ' | 'ʼ' | '′' => '\'',
        space if space.is_ascii_whitespace() => ' ',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::accented_letters;

    fn bytes(form: &str, text: &str) -> Option<usize> {
        match_form(form.chars(), text).map(|found| found.len)
    }

    #[test]
    fn accents_may_be_left_out_or_be_combining_marks() {
        assert_eq!(bytes("Côte d'Ivoire", "Cote d’Ivoire,"), Some(15));
        assert_eq!(bytes("Brasília", "Brasi\u{301}lia"), Some(10));
        assert_eq!(bytes("Nuku'alofa", "Nukuʻalofa"), Some(11));
        assert_eq!(
            first_word_key("Élysée Palace".chars()),
            first_word_key("ELYSE\u{301}E".chars())
        );
    }

    /// Protects: letters that Unicode does not decompose are plain ones, too, as they are in names and in the search.
    #[test]
    fn letters_without_a_plain_part_may_be_written_plainly() {
        assert_eq!(bytes("Łódź", "Lodz,"), Some(4));
        assert_eq!(bytes("Großbritannien", "Grossbritannien"), Some(15));
        assert_eq!(bytes("Großbritannien", "GROSSBRITANNIENS"), None);
        assert_eq!(bytes("Færøerne", "FAEROERNE"), Some(9));
        assert_eq!(bytes("Lao", "Laœ"), None);
    }

    /// Protects: countries fold as names and the search do, whose tests check the same.
    #[test]
    fn countries_fold_by_the_common_table() {
        for letter in accented_letters() {
            let plain: String = fold_letter(letter).collect();
            let plain = if letter.is_uppercase() {
                plain.to_uppercase()
            } else {
                plain
            };
            let (accented, plain) = (format!("X{letter}y"), format!("X{plain}y"));
            assert_eq!(bytes(&accented, &plain), Some(plain.len()), "{accented}");
            assert_eq!(bytes(&plain, &accented), Some(accented.len()), "{accented}");
        }
    }

    #[test]
    fn case_must_match_the_table_or_be_all_capitals() {
        assert_eq!(bytes("Russia", "RUSSIA'S"), Some(6));
        assert_eq!(bytes("Isle of Man", "Isle Of Man"), Some(11));
        assert_eq!(bytes("Turkey", "turkey"), None);
        assert_eq!(bytes("US", "Us"), None);
        assert_eq!(bytes("Russia", "RUssia"), None);
    }

    #[test]
    fn a_form_ends_where_a_word_ends() {
        assert_eq!(bytes("London", "Londoner"), None);
        assert_eq!(bytes("China", "China’s"), Some(5));
        assert_eq!(bytes("United States", "United\u{a0} States"), Some(15));
    }

    #[test]
    fn text_without_a_word_has_no_key() {
        assert_eq!(first_word_key("- x".chars()), None);
        assert_eq!(first_word_key("".chars()), None);
    }
}
