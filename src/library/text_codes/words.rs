//! English text with a code of one or two bytes for each frequent word, which DEFLATE then makes a quarter smaller than the text
//! itself.
//!
//! A code byte of 0x80 and more stands for a word: the first [`SHORT_CODES`] words of the list have one byte, the others a second one
//! of 0x40 and more. A byte below stands for itself, and any other character follows [`ESCAPE`]. The space between two words is
//! left out if one of them has a code: letters that follow each other otherwise are one word.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words, in the order of their codes. Texts in users' libraries depend on it, so it must never change, not even at its end.
pub(super) const WORDS: &str = include_str!("../../../assets/library/words-2.txt");

/// The number of words whose code is one byte.
const SHORT_CODES: usize = 48;

/// The code of the first word.
const FIRST_CODE: u8 = 0x80;

/// The lowest second byte of a code, and how many there are.
const FIRST_SECOND: u8 = 0x40;
const SECONDS: usize = 0x100 - FIRST_SECOND as usize;

/// Stands before a character that has no code and would be taken for one.
const ESCAPE: u8 = 1;

/// The words by their numbers.
static BY_NUMBER: LazyLock<Vec<&str>> = LazyLock::new(|| WORDS.lines().collect());

/// The numbers of the words.
static NUMBERS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    BY_NUMBER
        .iter()
        .enumerate()
        .map(|(n, &word)| (word, n))
        .collect()
});

/// What stands before a place in a text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    /// The last letter of a word that has a code.
    Coded,
    /// The last letter of one that has none.
    Spelled,
    /// Something else.
    #[default]
    Other,
}

/// The codes of `text`.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut coded = Vec::with_capacity(text.len());
    let mut before = Before::Other;
    let mut is_spaced = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (token, after) = rest.split_at(letters.max(first.len_utf8()));
        let number = NUMBERS.get(token).copied();
        if letters > 0 {
            let now = number.map_or(Before::Spelled, |_| Before::Coded);
            if std::mem::take(&mut is_spaced) && now == Before::Spelled && before == Before::Spelled
            {
                coded.push(b' ');
            }
            before = now;
        } else if first == ' ' && before != Before::Other && starts_with_letter(after) {
            // Whether it is left out depends on the next word.
            is_spaced = true;
            rest = after;
            continue;
        } else {
            before = Before::Other;
        }
        match number {
            Some(number) => push_code(&mut coded, number),
            None => {
                if !first.is_ascii() || first == char::from(ESCAPE) {
                    coded.push(ESCAPE);
                }
                coded.extend_from_slice(token.as_bytes());
            }
        }
        rest = after;
    }
    coded
}

fn starts_with_letter(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
}

fn push_code(coded: &mut Vec<u8>, number: usize) {
    match number.checked_sub(SHORT_CODES) {
        None => coded.push(FIRST_CODE + number as u8),
        Some(number) => {
            let first = usize::from(FIRST_CODE) + SHORT_CODES + number / SECONDS;
            coded.extend([first as u8, FIRST_SECOND + (number % SECONDS) as u8]);
        }
    }
}

/// Reads codes back, piece by piece.
#[derive(Default)]
pub(super) struct Decoder {
    /// What was read so far.
    pub(super) text: String,
    before: Before,
}

impl Decoder {
    /// For a text of about that many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            before: Before::Other,
        }
    }

    /// Appends what `coded` stands for to the text; returns how many bytes were used: not those of a code at the end that is not
    /// whole. `None` if one stands for nothing.
    pub(super) fn decode(&mut self, coded: &[u8]) -> Option<usize> {
        let mut rest = coded;
        while let Some((&first, after)) = rest.split_first() {
            rest = match first {
                ESCAPE => {
                    let character = first_character(after)?;
                    if character.is_empty() {
                        break;
                    }
                    self.push(character, Before::Other);
                    after.get(character.len()..)?
                }
                0..FIRST_CODE => {
                    if first.is_ascii_alphabetic() && self.before == Before::Coded {
                        self.text.push(' ');
                    }
                    let is_own = |byte: &&u8| **byte < FIRST_CODE && **byte != ESCAPE;
                    let length = rest.iter().take_while(is_own).count();
                    let (own, after) = rest.split_at(length);
                    let is_letter = own.last().is_some_and(u8::is_ascii_alphabetic);
                    let before = if is_letter {
                        Before::Spelled
                    } else {
                        Before::Other
                    };
                    self.push(std::str::from_utf8(own).ok()?, before);
                    after
                }
                _ => {
                    let number = usize::from(first - FIRST_CODE);
                    let (number, after) = match (number.checked_sub(SHORT_CODES), after) {
                        (None, after) => (number, after),
                        (Some(_), []) => break,
                        (Some(number), [second, after @ ..]) => {
                            let second = second.checked_sub(FIRST_SECOND)?;
                            (SHORT_CODES + number * SECONDS + usize::from(second), after)
                        }
                    };
                    let word = *BY_NUMBER.get(number)?;
                    if starts_with_letter(word) {
                        if self.before != Before::Other {
                            self.text.push(' ');
                        }
                        self.push(word, Before::Coded);
                    } else {
                        self.push(word, Before::Other);
                    }
                    after
                }
            };
        }
        Some(coded.len() - rest.len())
    }

    fn push(&mut self, text: &str, before: Before) {
        self.text.push_str(text);
        self.before = before;
    }
}

/// The first character of `bytes`; an empty text if it is not whole, and `None` if it is none.
fn first_character(bytes: &[u8]) -> Option<&str> {
    let most = bytes.get(..bytes.len().min(4))?;
    let text = match std::str::from_utf8(most) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(most.get(..error.valid_up_to())?).ok()?
        }
        Err(error) if error.error_len().is_none() => "",
        Err(_) => return None,
    };
    text.get(..text.chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode_in_pieces(coded: &[u8], length: usize) -> Option<String> {
        let mut decoder = Decoder::default();
        let mut waiting = Vec::new();
        for piece in coded.chunks(length) {
            waiting.extend_from_slice(piece);
            let used = decoder.decode(&waiting)?;
            waiting.drain(..used);
        }
        waiting.is_empty().then_some(decoder.text)
    }

    proptest! {
        /// Protects: every text is read back as it was, however it comes in pieces: words with and without codes, each kind of gap
        /// between them, control characters, and other scripts.
        #[test]
        fn texts_survive_the_code(
            parts in prop::collection::vec(prop_oneof![
                Just("the".to_owned()), Just("President".to_owned()), Just("qxz".to_owned()), Just(" ".to_owned()),
                Just("’".to_owned()), Just("\u{1}".to_owned()), "[a-z]{1,4}", ".{0,3}",
            ], 0..40),
            length in 1_usize..9,
        ) {
            let text = parts.concat();
            prop_assert_eq!(decode_in_pieces(&encode(&text), length), Some(text));
        }

        /// Protects: damaged codes are an answer, not a crash.
        #[test]
        fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode_in_pieces(&bytes, 7);
        }
    }

    /// Protects: frequent words are short, and the spaces beside them cost nothing.
    #[test]
    fn frequent_words_have_short_codes() {
        let text = "The president said that Qxz left.";
        assert_eq!(encode(text).len(), 1 + 2 + 1 + 1 + 3 + 2 + 1);
        assert!(BY_NUMBER.len() > 10_000 && BY_NUMBER.len() <= SHORT_CODES + 80 * SECONDS);
        assert_eq!(NUMBERS.len(), BY_NUMBER.len());
    }
}
