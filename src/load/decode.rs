//! Detects the character encoding of bytes and decodes them.
//!
//! In order of precedence: the encoding the user chose; what the bytes prove (a byte order mark, the zeros of UTF-16,
//! the shift sequences of ISO-2022-JP); what the server or the page declares, unless the bytes contradict it; UTF-8 if
//! the bytes are valid; otherwise a statistical guess.
//!
//! There is one encoding for each file, found in time linear in its size, so that the beginning can be shown before
//! the rest is parsed. Decoding never fails: invalid sequences become U+FFFD.

mod cyrillic;
mod declared;
mod johab;
mod legacy;

pub(super) use legacy::detect_utf32;

use super::{FileFormat, LoadOptions, RawContent};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use legacy::LegacyEncoding;
use std::borrow::Cow;

/// Number of bytes used for the guess, from the first one that is not UTF-8: more text does not change the result.
const GUESS_LEN: usize = 256 << 10;

/// Number of bytes in which UTF-16 and ISO-2022-JP are detected.
const SNIFF_LEN: usize = 4096;

/// More valid multi-byte characters than this are no accident, so the text is UTF-8 even if it is declared as something
/// else.
const UTF8_PROOF_CHARS: usize = 8;

/// The text of `raw` without a byte order mark.
pub(super) fn decode_raw<'a>(raw: &'a RawContent, options: &LoadOptions) -> Cow<'a, str> {
    if let Some(legacy) = legacy_encoding(raw, options) {
        return Cow::Owned(legacy::decode(&raw.bytes, legacy));
    }
    resolve_encoding(raw, options)
        .decode_with_bom_removal(&raw.bytes)
        .0
}

/// Whether `raw` is in an encoding that [`resolve_encoding`] cannot name.
pub(super) fn is_legacy(raw: &RawContent, options: &LoadOptions) -> bool {
    legacy_encoding(raw, options).is_some()
}

fn legacy_encoding(raw: &RawContent, options: &LoadOptions) -> Option<LegacyEncoding> {
    if options.encoding.is_some() {
        return None;
    }
    // Browsers do not know its name, so nothing else would read it.
    let is_johab = match &raw.charset {
        Some(label) => johab::is_label(label.as_bytes()),
        None => declared::declares_johab(&raw.bytes),
    };
    if is_johab && std::str::from_utf8(&raw.bytes).is_err() {
        return Some(LegacyEncoding::Johab);
    }
    if raw.charset.is_some() {
        return None;
    }
    legacy::detect(&raw.bytes).filter(|_| declared::declared_encoding(&raw.bytes).is_none())
}

/// The text of `bytes`, about which nothing else is known, decoded as `encoding` if one is given.
pub(super) fn decode_bytes<'a>(
    bytes: &'a [u8],
    encoding: Option<&'static Encoding>,
) -> Cow<'a, str> {
    if encoding.is_none()
        && let Some(legacy) = legacy::detect(bytes)
    {
        return Cow::Owned(legacy::decode(bytes, legacy));
    }
    let encoding = encoding.unwrap_or_else(|| detect(bytes, || None));
    encoding.decode_with_bom_removal(bytes).0
}

/// The encoding of all of `raw`.
pub(super) fn resolve_encoding(raw: &RawContent, options: &LoadOptions) -> &'static Encoding {
    let label = |label: &str| Encoding::for_label_no_replacement(label.trim().as_bytes());
    options.encoding.unwrap_or_else(|| {
        detect(&raw.bytes, || {
            let sender = raw.charset.as_deref().and_then(label);
            let page = || match raw.resolve_format(options) {
                FileFormat::Html | FileFormat::Feed => declared::declared_encoding(&raw.bytes),
                FileFormat::Plain
                | FileFormat::Markdown
                | FileFormat::Epub
                | FileFormat::Pdf
                | FileFormat::Mail => None,
            };
            sender.or_else(page)
        })
    })
}

/// The encoding of `bytes`, for which the sender declared `hint`.
pub(super) fn encoding_with_hint(
    bytes: &[u8],
    hint: Option<&'static Encoding>,
) -> &'static Encoding {
    detect(bytes, || hint)
}

/// The text of an XHTML or XML file of a book, which may declare its encoding in its first line.
pub(super) fn decode_markup(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = detect(bytes, || declared::declared_encoding(bytes));
    encoding.decode_with_bom_removal(bytes).0
}

/// The encoding of `bytes`. `declared` is called for the declared encoding if the bytes themselves prove nothing.
fn detect(bytes: &[u8], declared: impl FnOnce() -> Option<&'static Encoding>) -> &'static Encoding {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return UTF_8;
    }
    if let Some(encoding) = detect_utf16(bytes) {
        return encoding;
    }
    if is_iso_2022_jp(bytes) {
        return ISO_2022_JP;
    }
    let valid = std::str::from_utf8(bytes);
    if let Some(encoding) = declared() {
        let contradicted = match valid {
            // A UTF-8 page that is wrongly declared as Latin-1 is rare, but would show every accent wrongly.
            Ok(text) => {
                encoding != UTF_8
                    && text
                        .chars()
                        .filter(|c| !c.is_ascii())
                        .nth(UTF8_PROOF_CHARS)
                        .is_some()
            }
            Err(_) => encoding == UTF_8 && !is_mostly_utf8(bytes),
        };
        if !contradicted {
            return encoding;
        }
    }
    match valid {
        Ok(_) => UTF_8,
        Err(_) if is_mostly_utf8(bytes) => UTF_8,
        Err(error) => guess(bytes, error.valid_up_to()),
    }
}

/// The first `max` of `bytes`.
pub(super) fn head(bytes: &[u8], max: usize) -> &[u8] {
    bytes.split_at(max.min(bytes.len())).0
}

/// Guesses the encoding by statistics; `from` is the offset of the first byte that is not UTF-8.
fn guess(bytes: &[u8], from: usize) -> &'static Encoding {
    let (before, _) = bytes.split_at(from);
    // Starts at the beginning of the line, so that no multi-byte character is cut.
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let start = start.max(from.saturating_sub(SNIFF_LEN));
    let (_, rest) = bytes.split_at(start);
    let sample = head(rest, GUESS_LEN);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == rest.len());
    cyrillic::correct(sample, detector.guess(None, Utf8Detection::Deny))
}

/// The encoding of `raw` if it was guessed and the guess is weak: if the halves of the text would have been guessed
/// differently, or the text does not decode.
pub(super) fn weak_guess(raw: &RawContent, options: &LoadOptions) -> Option<&'static Encoding> {
    let bytes = &raw.bytes;
    let error = std::str::from_utf8(bytes).err()?;
    let encoding = resolve_encoding(raw, options);
    let is_guessed = options.encoding.is_none()
        && !is_legacy(raw, options)
        && detect_utf16(bytes).is_none()
        && encoding == guess(bytes, error.valid_up_to())
        && !is_declared(raw, options);
    if !is_guessed {
        return None;
    }
    let (_, high) = bytes.split_at(error.valid_up_to());
    let sample = head(high, GUESS_LEN);
    let middle = memchr::memchr2(b'\n', b' ', sample.split_at(sample.len() / 2).1)
        .map_or(sample.len(), |at| sample.len() / 2 + at);
    let (first, second) = sample.split_at(middle);
    let differs = |half: &[u8]| !half.is_ascii() && guess(half, 0) != encoding;
    let has_errors = || encoding.decode_without_bom_handling(sample).1;
    (differs(first) || differs(second) || has_errors()).then_some(encoding)
}

/// Whether the server or the page declares an encoding.
fn is_declared(raw: &RawContent, options: &LoadOptions) -> bool {
    let label = |label: &str| Encoding::for_label_no_replacement(label.trim().as_bytes());
    let is_markup = matches!(
        raw.resolve_format(options),
        FileFormat::Html | FileFormat::Feed
    );
    raw.charset.as_deref().and_then(label).is_some()
        || is_markup && declared::declared_encoding(&raw.bytes).is_some()
}

/// Detects UTF-16 and its byte order, by a byte order mark or by the positions of zeros and other small high bytes.
pub(super) fn detect_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = head(bytes, SNIFF_LEN);
    let pairs = head.len() / 2;
    // For alphabetic scripts the high byte is below 16 and identifies the script: 0 Latin, 3 Greek, 4 Cyrillic, 6
    // Arabic. Single-byte text has none of these bytes except line feeds and tabs.
    let count_high_bytes = |first: usize| {
        let bytes = head.iter().skip(first).step_by(2);
        bytes.filter(|&&byte| byte < 0x09 || byte == 0x0e).count()
    };
    let (even, odd) = (count_high_bytes(0), count_high_bytes(1));
    match pairs {
        0..4 => None,
        _ if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether `bytes` are ISO-2022-JP: 7-bit, with a shift into a Japanese character set that is followed by a pair of
/// printing bytes. The shift back, `ESC ( B`, also ends a colour on a terminal and proves nothing.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    const SHIFTS: [&[u8]; 3] = [b"\x1b$@", b"\x1b$B", b"\x1b$(D"];
    let Some(first) = memchr::memmem::find(bytes, b"\x1b$") else {
        return false;
    };
    let (_, rest) = bytes.split_at(first);
    let shifted = SHIFTS.iter().find_map(|shift| rest.strip_prefix(*shift));
    let pair = shifted.and_then(|shifted| shifted.first_chunk::<2>());
    pair.is_some_and(|pair| pair.iter().all(|byte| (0x21..0x7f).contains(byte)))
        && head(rest, SNIFF_LEN).is_ascii()
        && head(bytes, SNIFF_LEN).is_ascii()
}

/// Whether `bytes` hold more than twice as many valid multi-byte UTF-8 sequences as broken ones. ASCII counts for
/// neither.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        good += valid.chars().count() - valid.bytes().filter(u8::is_ascii).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * broken
}

#[cfg(test)]
mod tests;
