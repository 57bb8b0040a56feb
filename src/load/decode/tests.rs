use super::*;
use crate::error::SafeText;

#[test]
fn utf8_with_and_without_byte_order_mark() {
    assert_eq!(decode_bytes("Zoë".as_bytes(), None), "Zoë");
    assert_eq!(decode_bytes(b"\xef\xbb\xbfZo\xc3\xab", None), "Zoë");
}

#[test]
fn utf16_with_and_without_byte_order_mark() {
    for text in ["Zoë in Québec", "Анна живёт в Киеве", "Η Άννα στην Ελλάδα"]
    {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode_bytes(&little, None), text);
        assert_eq!(decode_bytes(&big, None), text);
        assert_eq!(
            decode_bytes(&[&[0xff, 0xfe], &*little].concat(), None),
            text
        );
        assert_eq!(decode_bytes(&[&[0xfe, 0xff], &*big].concat(), None), text);
    }
}

/// Protects: ASCII with one letter on each line, where every second byte is a line feed, is not mistaken for UTF-16.
#[test]
fn line_feeds_and_tabs_are_not_utf16() {
    let text = "a\nb\nc\nd\ne\tf\tg\th\n";
    assert_eq!(decode_bytes(text.as_bytes(), None), text);
}

#[test]
fn western_text_is_windows_1252() {
    assert_eq!(
        decode_bytes(b"\x93Caf\xe9\x94 \x96 \x80 5", None),
        "“Café” – € 5"
    );
}

#[test]
fn one_invalid_byte_does_not_stop_utf8() {
    let mut bytes = "Jörg and Zoë and Renée".as_bytes().to_vec();
    bytes.insert(10, 0xff);
    assert_eq!(decode_bytes(&bytes, None), "Jörg and \u{FFFD}Zoë and Renée");
}

#[test]
fn a_truncated_utf16_pair_is_replaced() {
    assert_eq!(decode_bytes(b"\xff\xfeA\0B", None), "A\u{FFFD}");
    assert_eq!(decode_bytes(b"", None), "");
}

/// Protects: colour escape sequences in a terminal log are not mistaken for the shifts of ISO-2022-JP.
#[test]
fn a_coloured_log_is_not_iso_2022_jp() {
    let log = b"\x1b[31mred\x1b(B\x1b[m and \x1b$ alone";
    assert_eq!(encoding_of(log, None), "UTF-8");
    assert_eq!(encoding_of(b"\x1b$B%H%h%?\x1b(B", None), "ISO-2022-JP");
}

fn encoding_of(bytes: &[u8], charset: Option<&str>) -> &'static str {
    let mut raw = RawContent::new(bytes.to_vec(), SafeText::new("x"));
    raw.charset = charset.map(str::to_owned);
    resolve_encoding(&raw, &LoadOptions::default()).name()
}

/// Protects: the server's declaration is used unless the bytes contradict it.
#[test]
fn a_declared_encoding_is_used_unless_contradicted() {
    let western = b"Caf\xe9 na\xefve r\xf4le";
    assert_eq!(encoding_of(western, Some(" iso-8859-15 ")), "ISO-8859-15");
    assert_eq!(encoding_of(western, Some("utf-8")), "windows-1252");
    assert_eq!(encoding_of(western, Some("no such thing")), "windows-1252");
    let accents = "é à ü ö ß ñ ø å ç".as_bytes();
    assert_eq!(encoding_of(accents, Some("iso-8859-1")), "UTF-8");
    assert_eq!(
        encoding_of("é".as_bytes(), Some("iso-8859-1")),
        "windows-1252"
    );
    // An encoding that would discard the whole text is not accepted.
    assert_eq!(encoding_of(b"plain", Some("iso-2022-kr")), "UTF-8");
}

/// Protects: a page's own declaration is used, in HTML and in XML.
#[test]
fn a_page_declares_its_encoding() {
    let page = b"<html><meta charset=koi8-r><p>\xc1\xc2\xd7";
    assert_eq!(encoding_of(page, None), "KOI8-R");
    assert_eq!(
        decode_markup(b"<?xml version='1.0' encoding='iso-8859-1'?><p>\xe9"),
        "<?xml version='1.0' encoding='iso-8859-1'?><p>é"
    );
}

/// Protects: the guess looks at the first bytes that are not ASCII, even far down in a long file.
#[test]
fn the_guess_starts_at_the_first_non_ascii_byte() {
    let mut bytes = b"Plain words in lines.\n".repeat(60_000);
    bytes.extend(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xd1\xe5\xe3\xee\xe4\xed\xff \xf5\xee\xf0\xee\xf8\xe0\xff \xef\xee\xe3\xee\xe4\xe0.");
    assert!(decode_bytes(&bytes, None).ends_with("Сегодня хорошая погода."));
}
