//! The texts of articles as they are stored: compressed, after a byte that says how.

mod deflate;
mod words;

use deflate::{Inflater, MAX_BYTES, deflate};
use words::Decoder;

/// How texts were stored before [`DEFLATED_WORDS`], and those in other languages still are: raw DEFLATE with [`DICTIONARY`].
const DEFLATED_TEXT: u8 = 1;

/// How a text is stored: the codes of its words (`words`), as raw DEFLATE with [`WORD_DICTIONARY`].
const DEFLATED_WORDS: u8 = 2;

/// Words that a compressed text may refer to as if they stood before it: an article is too short to have many of its own.
/// Texts in users' libraries depend on every byte of it, so it must never change; a better one needs a number of its own.
const DICTIONARY: &[u8] = include_bytes!("../../assets/library/dictionary-1.txt");

/// The same for codes of words.
const WORD_DICTIONARY: &[u8] = include_bytes!("../../assets/library/dictionary-2.bin");

/// Compresses `text`.
pub(super) fn pack(text: &str) -> Vec<u8> {
    let packed = |code: u8, data: &[u8], dictionary: &[u8]| {
        let mut packed = vec![code];
        deflate(data, dictionary, &mut packed).map(|()| packed)
    };
    let coded = words::encode(text);
    let words = packed(DEFLATED_WORDS, &coded, WORD_DICTIONARY);
    // English has codes for most of its words, and is about half as long with them.
    if coded.len() < text.len() / 3 * 2 {
        return words.unwrap_or_default();
    }
    let text = packed(DEFLATED_TEXT, text.as_bytes(), DICTIONARY);
    let both = words.into_iter().chain(text);
    both.min_by_key(Vec::len).unwrap_or_default()
}

/// The text in `packed`; `None` if it is damaged or of a later version.
pub(super) fn unpack(packed: &[u8]) -> Option<String> {
    unpack_beginning(packed, usize::MAX)
}

/// The beginning of the text in `packed`, of at least that many bytes if it has so many; `None` if it is damaged or of a later
/// version.
pub(super) fn unpack_beginning(packed: &[u8], min_bytes: usize) -> Option<String> {
    let (&code, input) = packed.split_first()?;
    match code {
        DEFLATED_TEXT => unpack_text(Inflater::new(input, DICTIONARY)?, min_bytes),
        DEFLATED_WORDS => unpack_words(Inflater::new(input, WORD_DICTIONARY)?, min_bytes),
        _ => None,
    }
}

fn unpack_text(mut inflater: Inflater<'_>, min_bytes: usize) -> Option<String> {
    let mut text = Vec::new();
    loop {
        // No more is unpacked than there is room for.
        let missing = min_bytes.saturating_sub(text.len());
        if !inflater.inflate(&mut text, missing)? {
            return String::from_utf8(text).ok();
        }
        if text.len() >= min_bytes {
            // The last character may not be whole.
            if let Err(error) = std::str::from_utf8(&text) {
                text.truncate(error.valid_up_to());
            }
            return String::from_utf8(text).ok();
        }
    }
}

fn unpack_words(mut inflater: Inflater<'_>, min_bytes: usize) -> Option<String> {
    // Mostly, a text is a little more than three times as long as when it is compressed.
    let mut decoder = Decoder::with_room(min_bytes.min(inflater.rest() * 7 / 2) + 64);
    let mut coded = Vec::new();
    loop {
        // Codes are about half as long as what they stand for.
        let missing = min_bytes.saturating_sub(decoder.text.len());
        let goes_on = inflater.inflate(&mut coded, missing / 2)?;
        let used = decoder.decode(&coded)?;
        coded.drain(..used);
        if !goes_on {
            return coded.is_empty().then_some(decoder.text);
        }
        if decoder.text.len() >= min_bytes {
            return Some(decoder.text);
        }
        if decoder.text.len() > MAX_BYTES {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Protects: a text is read back as it was.
        #[test]
        fn texts_survive_packing(text in ".{0,3000}") {
            prop_assert_eq!(unpack(&pack(&text)), Some(text));
        }

        /// Protects: a damaged text is an answer, not a crash.
        #[test]
        fn any_bytes_unpack(mut bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for code in [DEFLATED_TEXT, DEFLATED_WORDS] {
                bytes.insert(0, code);
                let _ = unpack(&bytes);
            }
        }
    }

    /// Protects: the dictionaries and the list of words, on which the texts in all libraries depend. If this fails, a file was
    /// changed: restore it.
    #[test]
    fn the_dictionaries_are_those_that_libraries_were_written_with() {
        let found = [DICTIONARY, WORD_DICTIONARY, words::WORDS.as_bytes()].map(|data| {
            // 64-bit FNV-1a.
            let hash = data.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            });
            (data.len(), hash)
        });
        let expected = [
            (31559, 0x1cd8_4fa9_e5fa_d11d),
            (32496, 0xc758_b851_ffda_785c),
            (85991, 0x8291_bb05_4e30_a7be),
        ];
        assert_eq!(found, expected);
    }

    /// Protects: texts that an earlier version has stored are read back, whole and in part.
    #[test]
    fn texts_of_an_earlier_version_are_read_back() {
        let text = "The minister said that talks would go on. ".repeat(100);
        let mut packed = vec![DEFLATED_TEXT];
        deflate(text.as_bytes(), DICTIONARY, &mut packed).unwrap();
        assert_eq!(unpack(&packed).as_deref(), Some(text.as_str()));
        let beginning = unpack_beginning(&packed, 1000).unwrap();
        assert!(text.starts_with(&beginning) && beginning.len() >= 1000);
    }

    /// Protects: English is stored as codes of words, and a text in another language no longer than without them.
    #[test]
    fn each_text_is_stored_in_the_shorter_way() {
        let english = "The president said that the talks with the prime minister would go on.";
        let chinese = "总统说，与总理的会谈将继续进行。";
        assert_eq!(pack(english).first(), Some(&DEFLATED_WORDS));
        assert_eq!(pack(chinese).first(), Some(&DEFLATED_TEXT));
    }

    /// Protects: texts are read back that are longer than any buffer, and a cut one is not.
    #[test]
    fn long_texts_are_read_back() {
        let text = "The minister said that talks would go on. ".repeat(50_000);
        let packed = pack(&text);
        assert!(packed.len() * 50 < text.len());
        assert_eq!(unpack(&packed), Some(text));
        assert_eq!(unpack(&packed[..packed.len() / 2]), None);
        assert_eq!(unpack(&[]), None);
        let text = "Ünïted ".repeat(50_000);
        let beginning = unpack_beginning(&pack(&text), 10_000).unwrap();
        assert!(text.starts_with(&beginning) && (9_990..100_000).contains(&beginning.len()));
    }
}
