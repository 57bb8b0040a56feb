//! Bytes to text.
//!
//! Owns the guess of the encoding. UTF-8 unless something speaks against it: a byte order mark, the zeros of UTF-16, or
//! more broken than good sequences, which means Windows-1252. Never fails: what cannot be read becomes U+FFFD.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of `bytes`, without a byte order mark; in `encoding` if a person says so.
pub(super) fn decode<'a>(bytes: &'a [u8], encoding: Option<&'static Encoding>) -> Cow<'a, str> {
    if let Some(encoding) = encoding {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest).unwrap_or_else(|| String::from_utf8_lossy(rest));
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    utf8(bytes).unwrap_or_else(|| {
        if mostly_utf8(bytes) {
            String::from_utf8_lossy(bytes)
        } else {
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    })
}

fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
}

/// Which UTF-16 `bytes` are, by mark or by where the zeros stand.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Western text has a zero in nearly every pair, and always on the same side.
    match pairs {
        0..4 => None,
        _ if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether more sequences are good UTF-8 than broken. ASCII speaks for neither.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        good += valid.chars().count() - valid.bytes().filter(u8::is_ascii).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= broken && good > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(decode("Zoë".as_bytes(), None), "Zoë");
        assert_eq!(decode(b"\xef\xbb\xbfZo\xc3\xab", None), "Zoë");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "Zoë in Québec";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None), text);
        assert_eq!(decode(&big, None), text);
        assert_eq!(decode(&[&[0xff, 0xfe], &*little].concat(), None), text);
        assert_eq!(decode(&[&[0xfe, 0xff], &*big].concat(), None), text);
    }

    #[test]
    fn western_bytes_are_windows_1252() {
        assert_eq!(decode(b"\x93Caf\xe9\x94 \x96 \x80 5", None), "“Café” – € 5");
    }

    #[test]
    fn one_broken_byte_does_not_spoil_utf8() {
        let mut bytes = "Jörg and Zoë and Renée".as_bytes().to_vec();
        bytes.insert(10, 0xff);
        assert_eq!(decode(&bytes, None), "Jörg and \u{FFFD}Zoë and Renée");
    }

    #[test]
    fn half_a_pair_at_the_end_is_no_failure() {
        assert_eq!(decode(b"\xff\xfeA\0B", None), "A\u{FFFD}");
        assert_eq!(decode(b"", None), "");
    }
}
