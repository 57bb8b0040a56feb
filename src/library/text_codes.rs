//! The texts of articles as they are stored: compressed, after a byte that says how.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// How a text is stored: raw DEFLATE with [`DICTIONARY`].
const DEFLATE_WITH_DICTIONARY: u8 = 1;

/// Words that a compressed text may refer to as if they stood before it: an article is too short to have many of its own.
/// Texts in users' libraries depend on every byte of it, so it must never change; a better one needs a number of its own.
const DICTIONARY: &[u8] = include_bytes!("../../assets/library/dictionary-1.txt");

/// The longest text that is read back, in bytes; a damaged row may claim any length.
const MAX_TEXT_BYTES: usize = 64 << 20;

/// Compresses `text`.
pub(super) fn pack(text: &str) -> Vec<u8> {
    let mut compress = Compress::new(Compression::new(6), false);
    let mut packed = Vec::with_capacity(text.len() / 2 + 64);
    packed.push(DEFLATE_WITH_DICTIONARY);
    if compress.set_dictionary(DICTIONARY).is_err() {
        return Vec::new();
    }
    let mut input = text.as_bytes();
    loop {
        packed.reserve(text.len() / 2 + 64);
        let before = compress.total_in();
        let Ok(status) = compress.compress_vec(input, &mut packed, FlushCompress::Finish) else {
            return Vec::new();
        };
        let used = (compress.total_in() - before) as usize;
        input = input.get(used..).unwrap_or_default();
        if status == Status::StreamEnd {
            return packed;
        }
    }
}

/// The text in `packed`; `None` if it is damaged or of a later version.
pub(super) fn unpack(packed: &[u8]) -> Option<String> {
    unpack_beginning(packed, usize::MAX)
}

/// The beginning of the text in `packed`, of at least that many bytes if it has so many; `None` if it is damaged or of a later
/// version.
pub(super) fn unpack_beginning(packed: &[u8], min_bytes: usize) -> Option<String> {
    let (&DEFLATE_WITH_DICTIONARY, mut input) = packed.split_first()? else {
        return None;
    };
    let mut decompress = Decompress::new(false);
    decompress.set_dictionary(DICTIONARY).ok()?;
    // No more is unpacked than there is room for.
    let room = min_bytes.saturating_add(64);
    let mut text = Vec::with_capacity(room.min(input.len() * 3));
    loop {
        text.reserve(
            room.saturating_sub(text.len())
                .clamp(64, input.len() * 2 + 256),
        );
        let (before, length) = (decompress.total_in(), text.len());
        let status = decompress
            .decompress_vec(input, &mut text, FlushDecompress::None)
            .ok()?;
        let used = (decompress.total_in() - before) as usize;
        input = input.get(used..).unwrap_or_default();
        if status == Status::StreamEnd {
            return String::from_utf8(text).ok();
        }
        if text.len() >= min_bytes {
            // The last character may not be whole.
            let valid = match std::str::from_utf8(&text) {
                Ok(_) => text.len(),
                Err(error) => error.valid_up_to(),
            };
            text.truncate(valid);
            return String::from_utf8(text).ok();
        }
        if text.len() > MAX_TEXT_BYTES || (used == 0 && text.len() == length) {
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
            bytes.insert(0, DEFLATE_WITH_DICTIONARY);
            let _ = unpack(&bytes);
        }
    }

    /// Protects: the dictionary, on which the texts in all libraries depend. If this fails, the file was changed: restore it.
    #[test]
    fn the_dictionary_is_the_one_that_libraries_were_written_with() {
        // 64-bit FNV-1a.
        let hash = DICTIONARY
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            });
        assert_eq!((DICTIONARY.len(), hash), (31559, 0x1cd8_4fa9_e5fa_d11d));
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
