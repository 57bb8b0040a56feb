//! Rewrites the headers of a message, and of its parts, so that the parser of messages reads them right.
//!
//! Raw bytes of another encoding become UTF-8, as do encoded words (`=?iso-2022-jp?B?…?=`), of which several are decoded
//! together, because a letter may be divided between two. `Content-Type: text` gets the subtype that it lacks. The bodies stay as
//! they are.

use super::super::LoadOptions;
use super::super::plain::is_ideographic;
use super::decode;
use crate::document::prefix;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use mail_parser::decoders::base64::base64_decode;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::Write as _;

/// Number of bytes in which the charset of the message is looked for.
const CHARSET_SEARCH_LEN: usize = 64 << 10;

/// The longest encoded word, in bytes; the standard allows 75.
const MAX_WORD_BYTES: usize = 8 << 10;

/// `message` with readable headers.
pub(super) fn normalize<'a>(message: &'a [u8], options: &LoadOptions) -> Cow<'a, [u8]> {
    let raw_encoding = OnceCell::new();
    let raw_encoding = || *raw_encoding.get_or_init(|| encoding_of(message, options));
    let mut rewritten = Vec::new();
    let (mut copied, mut offset) = (0, 0);
    let slice = |from: usize, to: usize| message.get(from..to).unwrap_or_default();
    while offset < message.len() {
        // The headers begin here, and each is one line with those that continue it.
        while let Some(end) = field_end(message, offset) {
            if let Some(field) = rewrite_field(slice(offset, end), raw_encoding) {
                rewritten.extend_from_slice(slice(copied, offset));
                rewritten.extend_from_slice(&field);
                copied = end;
            }
            offset = end;
        }
        offset = next_part(message, offset).unwrap_or(message.len());
    }
    if copied == 0 {
        return Cow::Borrowed(message);
    }
    rewritten.extend_from_slice(slice(copied, message.len()));
    Cow::Owned(rewritten)
}

/// The offset after the header that begins at `start`; `None` if there is a blank line, or nothing.
fn field_end(message: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    loop {
        let rest = message.get(end..).unwrap_or_default();
        let line_len = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = rest.split_at(line_len).0;
        let is_first = end == start;
        let continues = line.starts_with(b" ") || line.starts_with(b"\t");
        if line.trim_ascii().is_empty() || !is_first && !continues {
            return (!is_first).then_some(end);
        }
        end += line_len;
    }
}

/// The offset of the headers of the next part, after a line that begins with two hyphens.
fn next_part(message: &[u8], from: usize) -> Option<usize> {
    let rest = message.get(from..)?;
    memchr::memmem::find_iter(rest, b"\n--").find_map(|at| {
        let line = at + 1;
        let start = line + memchr::memchr(b'\n', rest.get(line..)?)? + 1;
        let name = rest.get(start..start + b"content-".len())?;
        name.eq_ignore_ascii_case(b"content-")
            .then_some(from + start)
    })
}

/// The encoding of raw bytes in the headers of `message`: the chosen one, that of its text, or a guess.
fn encoding_of(message: &[u8], options: &LoadOptions) -> &'static Encoding {
    let head = decode::head(message, CHARSET_SEARCH_LEN).to_ascii_lowercase();
    let declared = memchr::memmem::find(&head, b"charset=").and_then(|at| {
        let value = head.get(at + b"charset=".len()..)?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").unwrap_or(value);
        let end = value.iter().position(|byte| b"\"; \r\n".contains(byte));
        Encoding::for_label_no_replacement(value.get(..end.unwrap_or(value.len()))?)
    });
    let hint = declared.filter(|encoding| *encoding != UTF_8);
    options
        .encoding
        .unwrap_or_else(|| decode::encoding_with_hint(message, hint))
}

/// A header in readable form, or `None` if it is that already.
fn rewrite_field(field: &[u8], raw_encoding: impl Fn() -> &'static Encoding) -> Option<Vec<u8>> {
    let text = if memchr::memmem::find(field, b"\x1b$").is_some() && field.is_ascii() {
        unfold_ideographs(&ISO_2022_JP.decode_without_bom_handling(field).0)
    } else if std::str::from_utf8(field).is_err() {
        raw_encoding()
            .decode_without_bom_handling(field)
            .0
            .into_owned()
    } else {
        String::from_utf8_lossy(field).into_owned()
    };
    let text = join_encoded_words(&text);
    let text = add_subtype(&text).unwrap_or(text);
    (text.as_bytes() != field).then(|| text.into_bytes())
}

/// `text` with its lines joined where ideographs stand on both sides of a break, since these are written without spaces.
fn unfold_ideographs(text: &str) -> String {
    let mut unfolded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t']);
        let before = unfolded.trim_end_matches(['\r', '\n']);
        let is_between = before.chars().next_back().is_some_and(is_ideographic)
            && inner.chars().next().is_some_and(is_ideographic);
        if is_between && inner.len() < line.len() {
            unfolded.truncate(before.len());
            unfolded.push_str(inner);
        } else {
            unfolded.push_str(line);
        }
    }
    unfolded
}

/// A word like `=?charset?B?text?=`.
struct EncodedWord<'t> {
    charset: &'t str,
    /// `B` for base64 or `Q` for quoted-printable, in either case.
    method: &'t str,
    text: &'t str,
    /// What follows it.
    after: &'t str,
}

/// The encoded word at the beginning of `text`.
fn parse_word(text: &str) -> Option<EncodedWord<'_>> {
    // Bounded, so that many beginnings without an end take no longer than their length.
    let mut fields = prefix(text, MAX_WORD_BYTES)
        .strip_prefix("=?")?
        .splitn(3, '?');
    let (charset, method, rest) = (fields.next()?, fields.next()?, fields.next()?);
    let (encoded, _) = rest.split_once("?=")?;
    let length = "=?".len() + charset.len() + 1 + method.len() + 1 + encoded.len() + "?=".len();
    // A language may follow the charset.
    let charset = charset.split('*').next().unwrap_or_default();
    matches!(method, "B" | "b" | "Q" | "q").then_some(EncodedWord {
        charset,
        method,
        text: encoded,
        after: text.get(length..)?,
    })
}

/// `field` with each run of encoded words of one charset as one word in UTF-8. Words in unknown charsets stay.
fn join_encoded_words(field: &str) -> String {
    let mut joined = String::with_capacity(field.len());
    let mut rest = field;
    while let Some(at) = rest.find("=?") {
        let (before, from_word) = rest.split_at(at);
        joined.push_str(before);
        let mut run = Vec::new();
        let mut after = from_word;
        while let Some(word) = parse_word(if run.is_empty() {
            after
        } else {
            after.trim_start()
        }) && run
            .first()
            .is_none_or(|first: &EncodedWord<'_>| first.charset.eq_ignore_ascii_case(word.charset))
        {
            after = word.after;
            run.push(word);
        }
        let Some(text) = decode_run(&run) else {
            joined.push_str("=?");
            rest = from_word.strip_prefix("=?").unwrap_or_default();
            continue;
        };
        push_word(&mut joined, &text);
        rest = after;
    }
    joined + rest
}

/// The text of `words`, which have one charset.
fn decode_run(words: &[EncodedWord<'_>]) -> Option<String> {
    let encoding = Encoding::for_label_no_replacement(words.first()?.charset.as_bytes())?;
    let mut bytes = Vec::new();
    for word in words {
        let decoded = match word.method {
            "B" | "b" => base64_decode(word.text.as_bytes())?,
            _ => decode_quoted(word.text),
        };
        // The shift to ASCII at the end of a word is an error before the shift at the beginning of the next.
        if decoded.starts_with(b"\x1b") && bytes.ends_with(b"\x1b(B") {
            bytes.truncate(bytes.len() - b"\x1b(B".len());
        }
        bytes.extend(decoded);
    }
    let text = encoding.decode_without_bom_handling(&bytes).0;
    Some(text.into_owned())
}

/// What `text` says in quoted-printable, where `_` is a space.
fn decode_quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'=').then(|| after.first_chunk::<2>()).flatten();
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = after.split_at(2).1;
            }
            None => {
                bytes.push(if first == b'_' { b' ' } else { first });
                rest = after;
            }
        }
    }
    bytes
}

/// Adds `text` as one encoded word in UTF-8.
fn push_word(joined: &mut String, text: &str) {
    joined.push_str("=?utf-8?Q?");
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => joined.push(char::from(byte)),
            _ => {
                // Writing to a String never fails.
                let _ = write!(joined, "={byte:02X}");
            }
        }
    }
    joined.push_str("?=");
}

/// The header `Content-Type` with the subtype that its value lacks: `text` is plain text.
fn add_subtype(field: &str) -> Option<String> {
    let (name, value) = field.split_once(':')?;
    if !name.eq_ignore_ascii_case("content-type") {
        return None;
    }
    let end = value.find([';', '\r', '\n']).unwrap_or(value.len());
    let (kind, parameters) = value.split_at_checked(end)?;
    let full = match kind.trim().to_ascii_lowercase().as_str() {
        "text" | "plain" | "text/" => "text/plain",
        "html" => "text/html",
        _ => return None,
    };
    Some(format!("{name}: {full}{parameters}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(field: &[u8]) -> String {
        let raw = || encoding_rs::EUC_KR;
        let rewritten = rewrite_field(field, raw).unwrap_or_else(|| field.to_vec());
        String::from_utf8(rewritten).unwrap()
    }

    /// Protects: words are decoded together, so that neither a shift nor a letter is lost between two.
    #[test]
    fn encoded_words_are_joined() {
        for (field, expected) in [
            (
                "Subject: =?utf-8?B?ww==?= =?utf-8?B?vA==?=",
                "Subject: =?utf-8?Q?=C3=BC?=",
            ),
            (
                "Subject: =?UTF-8?Q?f=C3?=\r\n =?utf-8?q?=BCr_x?= end",
                "Subject: =?utf-8?Q?f=C3=BCr=20x?= end",
            ),
            (
                "Subject: =?iso-2022-jp?B?GyRCRnw=?=\r\n\t=?ISO-2022-JP?B?S1wbKEI=?=",
                "Subject: =?utf-8?Q?=E6=97=A5=E6=9C=AC?=",
            ),
            (
                "Subject: =?ks_c_5601-1987*ko?Q?=C7=D1?=",
                "Subject: =?utf-8?Q?=ED=95=9C?=",
            ),
            // Each word ends with the shift to ASCII, and the next begins with one to Japanese.
            (
                "Subject: =?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=",
                "Subject: =?utf-8?Q?=E6=97=A5=E6=9C=AC?=",
            ),
            (
                "Subject: =?x-unknown?B?AAAA?= =? a",
                "Subject: =?x-unknown?B?AAAA?= =? a",
            ),
        ] {
            assert_eq!(rewrite(field.as_bytes()), expected, "{field}");
        }
    }

    /// Protects: raw bytes become letters, by their own shifts or by the encoding of the message.
    #[test]
    fn raw_bytes_are_decoded() {
        for (field, expected) in [
            (
                &b"Subject: \x1b$BF|K\\\x1b(B\r\n \x1b$B$N\x1b(B x"[..],
                "Subject: 日本の x",
            ),
            (b"From: \xb1\xe8 <a@b>", "From: 김 <a@b>"),
            ("From: Zoë <a@b>".as_bytes(), "From: Zoë <a@b>"),
        ] {
            assert_eq!(rewrite(field), expected);
        }
    }

    /// Protects: a media type without a subtype is one of text, and any other stays.
    #[test]
    fn media_types_get_their_subtype() {
        for (field, expected) in [
            ("Content-Type: text\r\n", "Content-Type: text/plain\r\n"),
            (
                "content-type: TEXT; charset=x",
                "content-type: text/plain; charset=x",
            ),
            ("Content-Type: html", "Content-Type: text/html"),
            ("Content-Type: image", "Content-Type: image"),
            ("Content-Type: text/html", "Content-Type: text/html"),
        ] {
            assert_eq!(rewrite(field.as_bytes()), expected);
        }
    }

    /// Protects: only headers are rewritten, those of parts included.
    #[test]
    fn bodies_stay_as_they_are() {
        let message = "Content-Type: text\n\nContent-Type: text\n-- \nAnn\n\n--x\nContent-Type: text\n\n=?utf-8?Q?a?= =?utf-8?Q?b?=\n--x--\n";
        let expected = "Content-Type: text/plain\n\nContent-Type: text\n-- \nAnn\n\n--x\nContent-Type: text/plain\n\n=?utf-8?Q?a?= =?utf-8?Q?b?=\n--x--\n";
        let options = LoadOptions::default();
        assert_eq!(normalize(message.as_bytes(), &options), expected.as_bytes());
        let plain = b"Subject: x\n\nbody";
        assert!(matches!(normalize(plain, &options), Cow::Borrowed(_)));
    }
}
