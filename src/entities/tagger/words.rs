//! What is known of a word by itself: hashes of it and its ends, its form, what the lists say. No context.

use super::super::tokens::{Shape, Token};
use super::lexicon::{Entry, Lexicon};

/// The attributes of one token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Hash of the word in small letters, digits all alike.
    pub low: u32,
    /// First three bytes in small letters.
    pub prefix: u32,
    /// Last two, three, four bytes in small letters.
    pub suffix: [u32; 3],
    /// A finer shape, below 32.
    pub form: u8,
    /// Whether it begins a name by its looks: it has a capital.
    pub capital: bool,
    /// What the lists say.
    pub entry: Entry,
}

/// A place outside the sentence.
pub(super) const OUTSIDE: Word = Word {
    low: 1,
    prefix: 0,
    suffix: [0; 3],
    form: 31,
    capital: false,
    entry: Entry::NONE,
};

/// The form of a hyphen that joins two words.
pub(super) const HYPHEN: u8 = 3;

/// The form of "Mr" and its like.
pub(super) const TITLE: u8 = 15;

/// Longest part of a word that is looked at, bytes.
const MOST: usize = 32;

/// A word in small letters, digits all alike, in a buffer of its own.
struct Folded {
    bytes: [u8; MOST],
    len: usize,
}

impl Folded {
    fn new(word: &str) -> Self {
        let mut folded = Self {
            bytes: [0; MOST],
            len: 0,
        };
        if word.is_ascii() {
            for (to, from) in folded.bytes.iter_mut().zip(word.bytes()) {
                *to = if from.is_ascii_digit() {
                    b'0'
                } else {
                    from.to_ascii_lowercase()
                };
            }
            folded.len = word.len().min(MOST);
        } else {
            for c in word.chars().flat_map(char::to_lowercase) {
                folded.push(if c == '’' { '\'' } else { c });
            }
        }
        folded
    }

    fn push(&mut self, c: char) {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        if let Some(room) = self.bytes.get_mut(self.len..self.len + bytes.len()) {
            room.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// FNV-1a with a last stir, so that every bit counts.
fn hash(bytes: &[u8]) -> u32 {
    let fnv = bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let stirred = (fnv ^ (fnv >> 15)).wrapping_mul(0x85eb_ca6b);
    stirred ^ (stirred >> 13)
}

/// The hash under which a word stands in lists.
pub(super) fn key(word: &str) -> u32 {
    hash(Folded::new(word).bytes())
}

/// Up to four bytes as a number, with how many there are.
fn pack(bytes: Option<&[u8]>) -> u32 {
    bytes
        .unwrap_or_default()
        .iter()
        .fold(1, |packed, &byte| (packed << 8) | u32::from(byte))
}

impl Word {
    /// Whether it is a word in small letters.
    pub(super) fn is_small(&self) -> bool {
        matches!(self.form, 13 | 14)
    }

    /// The attributes of `token` in `text`.
    pub(super) fn new(text: &str, token: &Token, lexicon: &Lexicon<'_>) -> Self {
        let word = token.text(text);
        let folded = Folded::new(word);
        let mut bytes = folded.bytes();
        if token.shape == Shape::Title {
            // "Mr." and "Mr" are one word.
            bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
        }
        let capital_title = token.shape != Shape::Lower && is_title(bytes);
        let low = hash(bytes);
        let end = |len: usize| pack(bytes.get(bytes.len().saturating_sub(len)..));
        Self {
            low,
            prefix: pack(bytes.get(..bytes.len().min(3))),
            suffix: [end(2), end(3), end(4)],
            form: if capital_title {
                TITLE
            } else {
                form(word, token)
            },
            capital: matches!(token.shape, Shape::Title | Shape::Upper),
            entry: if token.shape == Shape::Mark {
                Entry::NONE
            } else {
                lexicon.get(low)
            },
        }
    }
}

/// Words that stand before a person's name and are no part of it, in small letters.
const TITLES: [&[u8]; 32] = [
    b"adm", b"admiral", b"brig", b"capt", b"cllr", b"cmdr", b"col", b"dame", b"det", b"dr", b"gen",
    b"gov", b"insp", b"lady", b"lt", b"maj", b"messrs", b"miss", b"mme", b"mr", b"mrs", b"ms",
    b"prof", b"rep", b"rev", b"sen", b"sgt", b"sheikh", b"shri", b"sir", b"smt", b"supt",
];

fn is_title(low: &[u8]) -> bool {
    low.len() <= 7 && TITLES.binary_search(&low).is_ok()
}

/// The finer shape of a word.
fn form(word: &str, token: &Token) -> u8 {
    let bytes = word.as_bytes();
    let dotted = bytes.last() == Some(&b'.');
    match token.shape {
        Shape::Mark => mark_form(word, token.spaced),
        Shape::Lower => match bytes.first() {
            Some(b'\'' | 0xe2) => 12,
            _ if bytes.len() <= 3 => 13,
            _ => 14,
        },
        Shape::Title => {
            let inner = word.chars().skip(1).any(char::is_uppercase);
            let first = word.chars().next().is_some_and(char::is_uppercase);
            match (first, inner, dotted) {
                (_, _, true) => 29,
                (false, ..) => 16,
                (true, true, _) => 17,
                (true, false, _) if bytes.len() <= 3 => 18,
                (true, false, _) => 19,
            }
        }
        Shape::Upper => match (dotted, bytes.len()) {
            (true, 0..=2) => 20,
            (true, _) => 21,
            (false, 1) => 22,
            (false, 2..=3) => 23,
            (false, _) => 24,
        },
        Shape::Number => {
            let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
            match (digits == bytes.len(), digits) {
                (true, 4) => 25,
                (true, 1..=2) => 26,
                (true, _) => 27,
                (false, _) => 28,
            }
        }
    }
}

fn mark_form(word: &str, spaced: bool) -> u8 {
    match word {
        "," => 1,
        "." | "!" | "?" | "…" | "..." => 2,
        "-" if !spaced => HYPHEN,
        "-" | "–" | "—" | "--" => 4,
        ":" | ";" => 5,
        "(" | "[" => 6,
        ")" | "]" => 7,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "''" | "``" => 8,
        "&" => 9,
        _ => match word.as_bytes().first() {
            Some(b'@') => 10,
            _ => 11,
        },
    }
}
