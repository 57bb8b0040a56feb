//! The attributes of a word that do not depend on its context: hashes of the word and its affixes, its shape, and its
//! lexicon entry.

use super::super::gazetteer::Kinds;
use super::super::tokens::{Token, TokenShape};
use super::lexicon::{Lexicon, LexiconEntry, Meaning};

/// The attributes of one token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordAttributes {
    /// Hash of the word in lower case, with every digit as 0.
    pub lower_hash: u32,
    /// The first three bytes of the word in lower case, packed.
    pub prefix: u32,
    /// The last two, three and four bytes of the word in lower case, packed.
    pub suffixes: [u32; 3],
    /// A finer word shape than [`TokenShape`], below 32.
    pub shape_code: u8,
    /// Whether it has a capital, as names do.
    pub is_capitalised: bool,
    /// What the lexicon says about the word.
    pub lexicon_entry: LexiconEntry,
    /// Its class of meaning, 0 if it has none.
    pub meaning: Meaning,
    /// A hash of the whole word; all else but the shape and the names of several words follows from it.
    pub word_hash: u64,
    /// What the gazetteer says about the word alone.
    pub kinds: Kinds,
    /// What it says about the longest name of several words that the word is part of.
    pub phrase: Phrase,
}

/// A name of several words in the gazetteer, as seen from one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The kinds of things with that name.
    pub kinds: Kinds,
    /// Which part of the name the word is: 0 if there is no name, 1 its first word, 2 one in between, 3 its last.
    pub part: u8,
}

/// The attributes of a position outside the sentence.
pub(super) const PADDING: WordAttributes = WordAttributes {
    lower_hash: 1,
    prefix: 0,
    suffixes: [0; 3],
    shape_code: 31,
    is_capitalised: false,
    lexicon_entry: LexiconEntry::NONE,
    meaning: Meaning::NONE,
    word_hash: 1,
    kinds: Kinds::NONE,
    phrase: Phrase {
        kinds: Kinds::NONE,
        part: 0,
    },
};

/// The shape code of a hyphen that joins two words.
pub(super) const HYPHEN_SHAPE: u8 = 3;

/// The shape code of "Mr" and other titles.
pub(super) const TITLE_SHAPE: u8 = 15;

/// How many bytes of a word are looked at.
const MAX_FOLDED_BYTES: usize = 32;

/// A word in lower case with every digit as 0, in a buffer of fixed size.
struct FoldedWord {
    bytes: [u8; MAX_FOLDED_BYTES],
    len: usize,
}

impl FoldedWord {
    fn new(word: &str) -> Self {
        let mut folded = Self {
            bytes: [0; MAX_FOLDED_BYTES],
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
            folded.len = word.len().min(MAX_FOLDED_BYTES);
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

/// FNV-1a with a final mix, so that every bit of the input affects the whole hash.
fn hash_bytes(bytes: &[u8]) -> u32 {
    let fnv = bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let mixed = (fnv ^ (fnv >> 15)).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}

/// The key of a word in the lexicon.
pub(super) fn word_key(word: &str) -> u32 {
    hash_bytes(FoldedWord::new(word).bytes())
}

/// Packs up to four bytes into one number that also tells how many there are.
fn pack_bytes<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    bytes.fold(1, |packed, &byte| (packed << 8) | u32::from(byte))
}

impl WordAttributes {
    /// Whether it is a word in lower case.
    pub(super) fn is_lowercase(&self) -> bool {
        matches!(self.shape_code, 13 | 14)
    }

    /// The attributes of `token` in `text`.
    pub(super) fn new(text: &str, token: &Token, lexicon: &Lexicon<'_>) -> Self {
        let word = token.text(text);
        let folded = FoldedWord::new(word);
        let mut bytes = folded.bytes();
        if token.shape() == TokenShape::Title {
            // "Mr." and "Mr" count as the same word.
            bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
        }
        let capital_title = token.shape() != TokenShape::Lower && is_title(bytes);
        let lower_hash = hash_bytes(bytes);
        let end = |len: usize| pack_bytes(bytes.iter().skip(bytes.len().saturating_sub(len)));
        Self {
            lower_hash,
            prefix: pack_bytes(bytes.iter().take(3)),
            suffixes: [end(2), end(3), end(4)],
            shape_code: if capital_title {
                TITLE_SHAPE
            } else {
                shape_code(word, token)
            },
            is_capitalised: matches!(token.shape(), TokenShape::Title | TokenShape::Upper),
            lexicon_entry: if token.shape() == TokenShape::Symbol {
                LexiconEntry::NONE
            } else {
                lexicon.get(lower_hash)
            },
            meaning: if token.shape() == TokenShape::Symbol {
                Meaning::NONE
            } else {
                lexicon.meaning(lower_hash)
            },
            word_hash: (u64::from(lower_hash) << 32 | u64::from(end(4)))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                ^ u64::from(pack_bytes(bytes.iter().take(3))),
            kinds: Kinds::NONE,
            phrase: Phrase::default(),
        }
    }
}

/// Titles that precede a person's name without being part of it, in lower case and sorted.
const TITLES: [&[u8]; 32] = [
    b"adm", b"admiral", b"brig", b"capt", b"cllr", b"cmdr", b"col", b"dame", b"det", b"dr", b"gen",
    b"gov", b"insp", b"lady", b"lt", b"maj", b"messrs", b"miss", b"mme", b"mr", b"mrs", b"ms",
    b"prof", b"rep", b"rev", b"sen", b"sgt", b"sheikh", b"shri", b"sir", b"smt", b"supt",
];

fn is_title(lowercase: &[u8]) -> bool {
    lowercase.len() <= 7 && TITLES.binary_search(&lowercase).is_ok()
}

/// The shape code of a token.
fn shape_code(word: &str, token: &Token) -> u8 {
    let bytes = word.as_bytes();
    let dotted = bytes.last() == Some(&b'.');
    match token.shape() {
        TokenShape::Symbol => symbol_shape_code(word, token.has_space_before()),
        TokenShape::Lower => match bytes.first() {
            Some(b'\'' | 0xe2) => 12,
            _ if bytes.len() <= 3 => 13,
            _ => 14,
        },
        TokenShape::Title => {
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
        TokenShape::Upper => match (dotted, bytes.len()) {
            (true, 0..=2) => 20,
            (true, _) => 21,
            (false, 1) => 22,
            (false, 2..=3) => 23,
            (false, _) => 24,
        },
        TokenShape::Number => {
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

fn symbol_shape_code(word: &str, spaced: bool) -> u8 {
    match word {
        "," => 1,
        "." | "!" | "?" | "…" | "..." => 2,
        "-" if !spaced => HYPHEN_SHAPE,
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
