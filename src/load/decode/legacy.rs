//! Encodings that browsers do not know: UTF-32, ISO-2022-KR, IBM855 and Johab.
//!
//! They are recognised by a byte order mark, by the positions of zeros, by their shift sequence, or, for IBM855 and Johab, by
//! the letters that the text would have (see [`cyrillic`] and [`johab`]).

use super::{cyrillic, johab};
use encoding_rs::EUC_KR;

/// An encoding that `encoding_rs` does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum LegacyEncoding {
    Utf32Le,
    Utf32Be,
    Iso2022Kr,
    Ibm855,
    Johab,
}

/// Number of bytes in which UTF-32 is detected.
const SNIFF_LEN: usize = 4096;

/// The beginning of every text in ISO-2022-KR.
const KR_HEADER: &[u8] = b"\x1b$)C";

/// The upper half of IBM855.
const IBM855: &str = "\
ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪ\
аАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐\
└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀\
ЯрРсСтТуУжЖвВьЬ№\u{ad}ыЫзЗшШэЭщЩчЧ§■\u{a0}";

/// The encoding of `bytes`, if it is one of these beyond doubt.
pub(super) fn detect(bytes: &[u8]) -> Option<LegacyEncoding> {
    if let Some(encoding) = detect_utf32(bytes) {
        return Some(encoding);
    }
    let head = super::head(bytes, SNIFF_LEN);
    if head.is_ascii() && memchr::memmem::find(head, KR_HEADER).is_some() && head.contains(&0x0e) {
        return Some(LegacyEncoding::Iso2022Kr);
    }
    // Its bytes may be any, so text in UTF-8, even if damaged, is never taken for it.
    let is_utf8 = std::str::from_utf8(bytes).is_ok() || super::is_mostly_utf8(bytes);
    if is_utf8 {
        None
    } else if cyrillic::is_ibm855(bytes) {
        Some(LegacyEncoding::Ibm855)
    } else {
        johab::is_johab(bytes).then_some(LegacyEncoding::Johab)
    }
}

/// UTF-32 and its byte order, by a byte order mark or by the two zeros in each character.
pub(in crate::load) fn detect_utf32(bytes: &[u8]) -> Option<LegacyEncoding> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some(LegacyEncoding::Utf32Le),
        [0, 0, 0xfe, 0xff, ..] => return Some(LegacyEncoding::Utf32Be),
        _ => {}
    }
    let head = super::head(bytes, SNIFF_LEN);
    let (characters, _) = head.as_chunks::<4>();
    let all = |test: fn(&[u8; 4]) -> bool| characters.len() >= 4 && characters.iter().all(test);
    if all(|c| matches!(c, [_, _, 0..=0x10, 0]) && c != &[0; 4]) {
        Some(LegacyEncoding::Utf32Le)
    } else if all(|c| matches!(c, [0, 0..=0x10, _, _]) && c != &[0; 4]) {
        Some(LegacyEncoding::Utf32Be)
    } else {
        None
    }
}

/// The text of `bytes`; what is invalid becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], encoding: LegacyEncoding) -> String {
    match encoding {
        LegacyEncoding::Utf32Le => decode_utf32(bytes, u32::from_le_bytes),
        LegacyEncoding::Utf32Be => decode_utf32(bytes, u32::from_be_bytes),
        LegacyEncoding::Iso2022Kr => decode_iso_2022_kr(bytes),
        LegacyEncoding::Johab => johab::decode(bytes),
        LegacyEncoding::Ibm855 => {
            let upper: Vec<char> = IBM855.chars().collect();
            let decode = |byte: &u8| {
                let index = usize::from(*byte).checked_sub(0x80);
                index.map_or(char::from(*byte), |index| {
                    upper.get(index).copied().unwrap_or('\u{FFFD}')
                })
            };
            bytes.iter().map(decode).collect()
        }
    }
}

fn decode_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    let (characters, _) = bytes.as_chunks::<4>();
    let text: String = characters
        .iter()
        .map(|bytes| char::from_u32(read(*bytes)).unwrap_or('\u{FFFD}'))
        .collect();
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// Shifts between ASCII and the Korean set of EUC-KR, whose bytes have their highest bit set there.
fn decode_iso_2022_kr(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut is_korean = false;
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(KR_HEADER) {
            rest = after;
            continue;
        }
        match byte {
            0x0e => is_korean = true,
            0x0f => is_korean = false,
            b'\n' => {
                is_korean = false;
                plain.push(byte);
            }
            0x21..=0x7e if is_korean => plain.push(byte | 0x80),
            _ => plain.push(byte),
        }
        rest = after;
    }
    EUC_KR.decode_without_bom_handling(&plain).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<String> {
        detect(bytes).map(|encoding| decode(bytes, encoding))
    }

    /// Protects: UTF-32 is recognised with and without a mark, and UTF-16 is not taken for it.
    #[test]
    fn utf_32_is_recognised() {
        let text = "Grüße aus 東京, 𝄞";
        let le: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let be: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        assert_eq!(read(&le).as_deref(), Some(text));
        assert_eq!(read(&be).as_deref(), Some(text));
        assert_eq!(
            read(&[&[0xff, 0xfe, 0, 0], le.as_slice()].concat()).as_deref(),
            Some(text)
        );
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), None);
        assert_eq!(read(&[0; 64]), None);
    }

    /// Protects: Cyrillic in UTF-8 stays UTF-8, with ASCII before it and with a broken byte.
    #[test]
    fn cyrillic_in_utf_8_is_no_other_encoding() {
        let plain = [
            "plain text ".repeat(500),
            "Президент приехал в Москву ".repeat(90),
        ]
        .concat();
        assert_eq!(read(plain.as_bytes()), None);
        assert_eq!(read(&[plain.as_bytes(), b"\xd0"].concat()), None);
    }

    /// Protects: Korean letters of the seven-bit encoding are read, and colours of a terminal are no such letters.
    #[test]
    fn iso_2022_kr_is_recognised() {
        let bytes = b"\x1b$)C\n\x0eGQ1[\x0f is Korean\n";
        assert_eq!(read(bytes).as_deref(), Some("\n한글 is Korean\n"));
        assert_eq!(read(b"\x1b[1m plain \x0e text"), None);
    }
}
