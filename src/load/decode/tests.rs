use super::*;
use crate::error::Name;

#[test]
fn utf8_with_and_without_mark() {
    assert_eq!(decode("Zoë".as_bytes(), None), "Zoë");
    assert_eq!(decode(b"\xef\xbb\xbfZo\xc3\xab", None), "Zoë");
}

#[test]
fn utf16_with_and_without_mark() {
    for text in ["Zoë in Québec", "Анна живёт в Киеве", "Η Άννα στην Ελλάδα"]
    {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None), text);
        assert_eq!(decode(&big, None), text);
        assert_eq!(decode(&[&[0xff, 0xfe], &*little].concat(), None), text);
        assert_eq!(decode(&[&[0xfe, 0xff], &*big].concat(), None), text);
    }
}

/// Protects: text of one letter to the line has a line end on every second place, and is not UTF-16.
#[test]
fn line_ends_and_tabs_are_no_halves() {
    let text = "a\nb\nc\nd\ne\tf\tg\th\n";
    assert_eq!(decode(text.as_bytes(), None), text);
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

/// Protects: the end of a colour in a terminal's log looks like the end of a Japanese word in mail.
#[test]
fn a_coloured_log_is_no_japanese_mail() {
    let log = b"\x1b[31mred\x1b(B\x1b[m and \x1b$ alone";
    assert_eq!(encoding_of(log, None), "UTF-8");
    assert_eq!(encoding_of(b"\x1b$B%H%h%?\x1b(B", None), "ISO-2022-JP");
}

fn encoding_of(bytes: &[u8], charset: Option<&str>) -> &'static str {
    let mut raw = Raw::new(bytes.to_vec(), Name::of("x"));
    raw.charset = charset.map(str::to_owned);
    encoding(&raw, &Options::default()).name()
}

/// Protects: a sender is believed, unless what it sent belies it.
#[test]
fn a_sender_is_believed_unless_belied() {
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
    // What would throw the whole text away is no encoding to obey.
    assert_eq!(encoding_of(b"plain", Some("iso-2022-kr")), "UTF-8");
}

/// Protects: a page's own word counts, and a text that only speaks of tags has none.
#[test]
fn a_page_names_its_encoding() {
    let page = b"<html><meta charset=koi8-r><p>\xc1\xc2\xd7";
    assert_eq!(encoding_of(page, None), "KOI8-R");
    assert_eq!(
        markup(b"<?xml version='1.0' encoding='iso-8859-1'?><p>\xe9"),
        "<?xml version='1.0' encoding='iso-8859-1'?><p>é"
    );
}

/// Protects: what stands far down in a long file is guessed by, not by the ASCII before it.
#[test]
fn the_guess_looks_where_the_bytes_are() {
    let mut bytes = b"Plain words in lines.\n".repeat(60_000);
    bytes.extend(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xd1\xe5\xe3\xee\xe4\xed\xff \xf5\xee\xf0\xee\xf8\xe0\xff \xef\xee\xe3\xee\xe4\xe0.");
    assert!(decode(&bytes, None).ends_with("Сегодня хорошая погода."));
}
