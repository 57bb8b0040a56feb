//! Spelling: whether a stretch of an article spells a form of the table.
//!
//! Owns what counts as the same letter: accents, kinds of hyphen, apostrophe and blank do not matter. Case does: a stretch
//! is written as the table writes it, or all in capitals, as headlines are. Works on one stretch and knows no article.

/// The bytes of a stretch that spells a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelt {
    /// How many bytes of the text the form takes.
    pub bytes: usize,
    /// Whether an accent of the form stands in the text as well.
    pub accented: bool,
}

/// The number that forms and stretches share when their first words are the same but for case and accents; `None` where no
/// word begins.
pub(super) fn key(letters: impl Iterator<Item = char>) -> Option<u64> {
    let mut letters = letters
        .filter(|&letter| !is_silent(letter))
        .take_while(|letter| letter.is_alphanumeric())
        .map(folded)
        .take_while(|letter| letter.is_alphanumeric())
        .peekable();
    letters.peek()?;
    // FNV-1a: short words, no adversary: a clash costs one comparison.
    Some(letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// Whether `text` begins with `form` and a word ends there.
pub(super) fn spelt(form: impl Iterator<Item = char>, text: &str) -> Option<Spelt> {
    let mut rest = text
        .char_indices()
        .filter(|&(_, letter)| !is_silent(letter))
        .peekable();
    let (mut as_written, mut in_capitals) = (true, true);
    let (mut accents, mut kept, mut word_begins) = (0_u32, 0_u32, true);
    let mut last = ' ';
    for wanted in form {
        let (_, letter) = rest.next()?;
        let plain = folded(wanted);
        if plain != folded(letter) {
            return None;
        }
        if plain == ' ' {
            while rest.next_if(|&(_, blank)| folded(blank) == ' ').is_some() {}
        }
        // "Isle Of Man": headlines give small words a capital.
        as_written &= wanted.is_lowercase() == letter.is_lowercase()
            || (word_begins && wanted.is_lowercase());
        in_capitals &= !letter.is_lowercase();
        if !(as_written || in_capitals) {
            return None;
        }
        if wanted.is_alphabetic() && !wanted.is_ascii() {
            accents += 1;
            kept += u32::from(!letter.is_ascii());
        }
        word_begins = plain == ' ';
        last = plain;
    }
    let end = rest.peek().map_or(text.len(), |&(at, _)| at);
    // "Franco-" is followed by a word.
    let word_ends = !last.is_alphanumeric()
        || rest
            .peek()
            .is_none_or(|&(_, letter)| !letter.is_alphanumeric());
    word_ends.then_some(Spelt {
        bytes: end,
        accented: accents > 0 && kept == accents,
    })
}

/// A mark that is put on the letter before it, or that takes no room: soft hyphen, zero-width joiner and the like.
pub(super) fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The letter without case and accent; one hyphen, one apostrophe, one blank for all their kinds.
fn folded(letter: char) -> char {
    if letter.is_ascii() {
        return if letter.is_ascii_whitespace() {
            ' '
        } else if letter == '`' {
            '\''
        } else {
            letter.to_ascii_lowercase()
        };
    }
    match letter {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2013}' => '-',
        '‘' | '’' | 'ʻ' | 'ʼ' | '′' => '\'',
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ğ' | 'ğ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ś'..='š' | 'Ș' | 'ș' => 's',
        'Ţ' | 'ţ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Ź'..='ž' => 'z',
        other => other.to_lowercase().next().unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(form: &str, text: &str) -> Option<usize> {
        spelt(form.chars(), text).map(|found| found.bytes)
    }

    #[test]
    fn accents_may_be_left_out_or_put_on_separately() {
        assert_eq!(bytes("Côte d'Ivoire", "Cote d’Ivoire,"), Some(15));
        assert_eq!(bytes("Brasília", "Brasi\u{301}lia"), Some(10));
        assert_eq!(bytes("Nuku'alofa", "Nukuʻalofa"), Some(11));
        assert_eq!(key("Élysée Palace".chars()), key("ELYSE\u{301}E".chars()));
    }

    #[test]
    fn case_is_as_the_table_writes_it_or_all_capitals() {
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
    fn no_word_no_key() {
        assert_eq!(key("- x".chars()), None);
        assert_eq!(key("".chars()), None);
    }
}
