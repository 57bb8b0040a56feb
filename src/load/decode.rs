//! Bytes to text.
//!
//! Owns the question which encoding bytes are in. A person's word settles it; then what the bytes prove (a byte order mark,
//! the zeros of UTF-16, the shifts of Japanese mail); then what the sender or the page says, unless the bytes belie it; then
//! UTF-8 if they are that; else a guess by their statistics. Promises one answer for the whole of a file, in time linear
//! in it, so that its beginning can be shown before the rest is read. Never fails: what cannot be read becomes U+FFFD.

mod declared;

use super::{Format, Options, Raw};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How much the guess looks at, in bytes, from the first that is no UTF-8: more text changes no guess.
const SAMPLE: usize = 256 << 10;

/// How much of a file tells UTF-16 and Japanese mail, in bytes.
const HEAD: usize = 4096;

/// So many characters of valid UTF-8 are no accident, whatever a page says it is.
const PROOF: usize = 8;

/// The text of `raw`, without a byte order mark.
pub(super) fn text<'a>(raw: &'a Raw, options: &Options) -> Cow<'a, str> {
    encoding(raw, options).decode_with_bom_removal(&raw.bytes).0
}

/// The text of `bytes`, of which nothing is known; in `encoding` if a person says so.
pub(super) fn decode<'a>(bytes: &'a [u8], encoding: Option<&'static Encoding>) -> Cow<'a, str> {
    let encoding = encoding.unwrap_or_else(|| find(bytes, || None));
    encoding.decode_with_bom_removal(bytes).0
}

/// The encoding of `raw`, all of it.
pub(super) fn encoding(raw: &Raw, options: &Options) -> &'static Encoding {
    let label = |label: &str| Encoding::for_label_no_replacement(label.trim().as_bytes());
    options.encoding.unwrap_or_else(|| {
        find(&raw.bytes, || {
            let sender = raw.charset.as_deref().and_then(label);
            let page = || match raw.format(options) {
                Format::Html | Format::Feed => declared::encoding(&raw.bytes),
                Format::Plain | Format::Markdown | Format::Epub | Format::Pdf | Format::Mail => {
                    None
                }
            };
            sender.or_else(page)
        })
    })
}

/// The encoding of `bytes` that came with a message whose sender names `sender`.
pub(super) fn sent(bytes: &[u8], sender: Option<&'static Encoding>) -> &'static Encoding {
    find(bytes, || sender)
}

/// The text of a file of a book, which may say in its first line what it is in.
pub(super) fn markup(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = find(bytes, || declared::encoding(bytes));
    encoding.decode_with_bom_removal(bytes).0
}

/// The encoding of `bytes`; `told` is asked for what somebody says of them, if they prove nothing.
fn find(bytes: &[u8], told: impl FnOnce() -> Option<&'static Encoding>) -> &'static Encoding {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return UTF_8;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if is_japanese_mail(bytes) {
        return ISO_2022_JP;
    }
    let valid = std::str::from_utf8(bytes);
    if let Some(encoding) = told() {
        let belied = match valid {
            // Few are so wrong that a page in UTF-8 calls itself Latin-1, but then every accent is.
            Ok(text) => {
                encoding != UTF_8 && text.chars().filter(|c| !c.is_ascii()).nth(PROOF).is_some()
            }
            Err(_) => encoding == UTF_8 && !mostly_utf8(bytes),
        };
        if !belied {
            return encoding;
        }
    }
    match valid {
        Ok(_) => UTF_8,
        Err(_) if mostly_utf8(bytes) => UTF_8,
        Err(error) => guess(bytes, error.valid_up_to()),
    }
}

/// The encoding that the statistics of `bytes` speak for; `from` is where the first byte stands that is no UTF-8.
fn guess(bytes: &[u8], from: usize) -> &'static Encoding {
    let before = bytes.get(..from).unwrap_or_default();
    // From the beginning of its line, that a character of two bytes is not cut.
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let start = start.max(from.saturating_sub(HEAD));
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(
        bytes.get(start..end).unwrap_or_default(),
        end == bytes.len(),
    );
    detector.guess(None, Utf8Detection::Deny)
}

/// Which UTF-16 `bytes` are, by mark or by where the zeros and other small high halves stand.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let pairs = head.len() / 2;
    // The high half of an alphabet's letters is below 16 and tells the alphabet: 0 Latin, 3 Greek, 4 Cyrillic, 6 Arabic.
    // Text of single bytes has none of these, but for line ends and tabs.
    let halves = |first: usize| {
        let side = head.iter().skip(first).step_by(2);
        side.filter(|&&byte| byte < 0x09 || byte == 0x0e).count()
    };
    let (even, odd) = (halves(0), halves(1));
    match pairs {
        0..4 => None,
        _ if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether `bytes` are ISO-2022-JP: seven bits, and a shift into a Japanese set that stands for pairs of printing bytes. The
/// shift back, `ESC ( B`, is also what a terminal is sent to end a colour, and proves nothing.
fn is_japanese_mail(bytes: &[u8]) -> bool {
    const SHIFTS: [&[u8]; 3] = [b"\x1b$@", b"\x1b$B", b"\x1b$(D"];
    let Some(first) = memchr::memmem::find(bytes, b"\x1b$") else {
        return false;
    };
    let rest = bytes.get(first..).unwrap_or_default();
    let sample = rest.get(..HEAD).unwrap_or(rest);
    let Some(shift) = SHIFTS.iter().find(|shift| rest.starts_with(shift)) else {
        return false;
    };
    let shifted = rest.get(shift.len()..shift.len() + 2);
    shifted.is_some_and(|pair| pair.iter().all(|byte| (0x21..0x7f).contains(byte)))
        && sample.is_ascii()
        && bytes.get(..HEAD).unwrap_or(bytes).is_ascii()
}

/// Whether there are more than twice as many good sequences of UTF-8 as broken ones. ASCII speaks for neither.
fn mostly_utf8(bytes: &[u8]) -> bool {
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
