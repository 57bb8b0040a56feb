//! Finds the encoding that a page declares for itself.
//!
//! Reads `<meta charset>`, its older `http-equiv` form and the XML declaration the way browsers do before parsing: in
//! the first kilobytes, by scanning bytes. Comments are skipped.

use super::johab;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Number of bytes searched. Browsers stop at 1,024, but pages with a long preamble are common.
const SEARCH_LEN: usize = 8192;

/// The encoding that the page in `bytes` declares.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    find_label(bytes, Encoding::for_label_no_replacement).map(|found| {
        // The declaration could be read byte by byte, so the page is not UTF-16.
        if found == UTF_16LE || found == UTF_16BE {
            UTF_8
        } else if found == X_USER_DEFINED {
            WINDOWS_1252
        } else {
            found
        }
    })
}

/// Whether the page in `bytes` declares Johab, which is no [`Encoding`].
pub(super) fn declares_johab(bytes: &[u8]) -> bool {
    find_label(bytes, |label| johab::is_label(label).then_some(())).is_some()
}

/// What `known` makes of the first label that it knows.
fn find_label<T>(bytes: &[u8], known: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let head = super::head(bytes, SEARCH_LEN);
    xml_encoding(head, &known).or_else(|| meta_charset(head, &known))
}

/// The encoding in `<?xml version="1.0" encoding="…"?>`, which must come first in the file.
fn xml_encoding<T>(head: &[u8], known: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let rest = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', rest)?;
    encoding_value(rest.split_at(end).0, b"encoding", known)
}

fn meta_charset<T>(head: &[u8], known: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let mut rest = head;
    loop {
        let at = memchr::memchr(b'<', rest)?;
        (_, rest) = rest.split_at(at + 1);
        if rest.starts_with(b"!--") {
            let end = memchr::memmem::find(rest, b"-->")?;
            (_, rest) = rest.split_at(end + 3);
            continue;
        }
        let (name, after) = rest.split_at_checked(4)?;
        if !name.eq_ignore_ascii_case(b"meta")
            || !after
                .first()
                .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        {
            continue;
        }
        let end = memchr::memchr(b'>', after).unwrap_or(after.len());
        if let Some(found) = encoding_value(after.split_at(end).0, b"charset", &known) {
            return Some(found);
        }
    }
}

/// The encoding after `name=` in a tag. This covers both `charset=x` and `content="text/html; charset=x"`.
fn encoding_value<T>(tag: &[u8], name: &[u8], known: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let lower = tag.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, name)?;
    let (_, rest) = lower.split_at(at + name.len());
    let rest = rest
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let length = rest
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || b"\"';/>".contains(byte))
        .unwrap_or(rest.len());
    known(rest.split_at(length).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding_name(page: &str) -> Option<&'static str> {
        declared_encoding(page.as_bytes()).map(Encoding::name)
    }

    /// Protects: every form of declaration is understood, and what only resembles one is ignored.
    #[test]
    fn every_form_of_encoding_declaration_is_read() {
        for (page, name) in [
            ("<meta charset=iso-8859-2>", Some("ISO-8859-2")),
            (
                "<html><head><META CHARSET = \"Shift_JIS\" />",
                Some("Shift_JIS"),
            ),
            (
                "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
                Some("windows-1251"),
            ),
            (
                "<?xml version='1.0' encoding='koi8-r'?><html>",
                Some("KOI8-R"),
            ),
            (
                "<!-- <meta charset=big5> --><meta charset=gbk>",
                Some("GBK"),
            ),
            ("<meta charset=utf-16>", Some("UTF-8")),
            (
                "<meta name=x content=y><meta charset=nonsense><meta charset=big5>",
                Some("Big5"),
            ),
            ("<metadata charset=big5>", None),
            ("<meta name=description content='on'>", None),
            ("<!-- <meta charset=big5>", None),
            ("<", None),
        ] {
            assert_eq!(encoding_name(page), name, "{page}");
        }
    }
}
