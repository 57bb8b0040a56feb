//! Saved e-mails: fixtures named after what is difficult about them, and hostile input.

use crate::common::blocks;
use byline::document::Document;
use byline::error::{Error, SafeText};
use byline::load::{self, FileFormat, LoadOptions, RawContent};

fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut raw = RawContent::new(bytes.to_vec(), SafeText::new("message.eml"));
    raw.declared_format = Some(FileFormat::Mail);
    let document = load::parse(&raw, &LoadOptions::default())?;
    blocks::assert_valid_document(&document);
    Ok(document)
}

#[test]
fn every_fixture_gives_the_expected_blocks() {
    blocks::check(&blocks::fixtures("mail", "eml", 7));
}

/// Protects: a message saved under any name is recognised by its headers.
#[test]
fn a_message_is_recognised_by_its_headers() {
    let mut with_header = 0;
    for path in blocks::fixtures("mail", "eml", 7) {
        let bytes = std::fs::read(&path).unwrap();
        let raw = RawContent::new(bytes, SafeText::new("message"));
        let headers = raw
            .bytes
            .windows(13)
            .any(|window| window == b"MIME-Version:");
        let mail = raw.resolve_format(&LoadOptions::default()) == FileFormat::Mail;
        assert!(mail || !headers, "{}", path.display());
        with_header += usize::from(headers);
    }
    assert!(with_header > 4, "{with_header}");
}

/// Protects: a message without a text shows what it has; one without anything is refused with a one-line error.
#[test]
fn nearly_empty_messages_are_shown_or_refused() {
    let only = read(b"From: a@b\r\nSubject: Only this\r\n\r\n").unwrap();
    assert_eq!(only.text(), "Only this\n\nFrom: a@b");
    for bytes in [&b""[..], b"\r\n\r\n", b"From: a@b\r\n\r\n \r\n"] {
        let error = read(bytes).expect_err("nothing to read").to_string();
        assert!(!error.contains('\n'), "{error}");
    }
}

/// Protects: no message can hang the program, overflow its stack, or let anything through that acts on a terminal.
#[test]
fn hostile_messages_are_read_or_refused() {
    blocks::on_a_small_stack(|| {
        let head = "From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
        let nested: String = (0..5_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect();
        let messages = "Content-Type: message/rfc822\r\n\r\n".repeat(5_000);
        let encoded =
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n".repeat(500);
        let parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000);
        let mut refused = Vec::new();
        for (nth, body) in [
            nested,
            messages,
            encoded,
            format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}"),
            format!("Content-Type: text/html\r\n\r\n{}", "<div>".repeat(100_000)),
            format!(
                "Content-Type: text/plain; format=flowed\r\n\r\n{}",
                "> \r\n".repeat(50_000)
            ),
            format!(
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                "=1B]0;x=07=".repeat(20_000)
            ),
            format!(
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                "A===".repeat(50_000)
            ),
            format!("X: {}\r\n\r\nx", "=?utf-8?Q?=1B[31m?= ".repeat(20_000)),
            format!("X: {}\r\n\r\nx", "=?utf-8?Q? ".repeat(200_000)),
            format!(
                "{}\r\n\r\nx",
                "To: (((((((((((((((((((((((((\r\n".repeat(3_000)
            ),
            format!("From: {}\r\n\r\nx", "\"a\" <b@c>, ".repeat(20_000)),
            format!("Content-Type: {}\r\n\r\nx", "a;b=\"".repeat(20_000)),
        ]
        .into_iter()
        .enumerate()
        {
            if read([head, &body].concat().as_bytes()).is_err() {
                refused.push(nth);
            }
        }
        assert_eq!(refused, [1, 2], "those without a text");
    });
}

/// Protects: a message truncated or corrupted anywhere is read or refused.
#[test]
fn corrupted_messages_are_read_or_refused() {
    let path = blocks::fixtures("mail", "eml", 7)
        .into_iter()
        .find(|path| path.ends_with("plain-part-only-points-to-the-page.eml"));
    let whole = std::fs::read(path.unwrap()).unwrap();
    let (mut state, mut read_count) = (1_u32, 0);
    for round in 0..500 {
        let mut bytes = whole.clone();
        bytes.truncate(whole.len() - round % whole.len());
        for _ in 0..4 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 8) as usize % bytes.len();
            bytes[at] = (state >> 3) as u8;
        }
        read_count += usize::from(read(&bytes).is_ok());
    }
    assert!(read_count > 450, "{read_count}");
}

/// Protects: a letter's HTML is read as that of pages: exponents, quotation marks, and no hidden text.
#[test]
fn html_parts_are_read_like_pages() {
    let html = "From: Ann Lee <a@b>\r\nTo: Bo Dahl <c@d>\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/html\r\n\r\n\
        <div style='max-height:0px;overflow:hidden;mso-hide:all'>PREHEADER</div>\
        <p>It is 10<sup>-3</sup> m, <q>Hello</q> said<span class=sr-only> SECRET</span> Kim.</p>\
        <span hidden>GONE</span><p style='display:none'>HIDDEN</p>";
    let document = read(html.as_bytes()).unwrap();
    assert_eq!(
        document.text(),
        "From: Ann Lee\nTo: Bo Dahl\n\nIt is 10⁻³ m, “Hello” said Kim."
    );
    let hidden = "From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n\
        <div style='display:none'>The only text</div>";
    let document = read(hidden.as_bytes()).unwrap();
    assert_eq!(document.text(), "From: a@b\n\nThe only text");
}

/// Protects: encodings that only letters use are decoded.
#[test]
fn encodings_of_old_letters_are_read() {
    let part = |charset: &str, body: &[u8]| {
        let head = format!(
            "From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
        );
        read(&[head.as_bytes(), body].concat())
            .unwrap()
            .text()
            .to_owned()
    };
    assert_eq!(
        part("utf-7", b"Das ist f+APw-r Angela Merkel."),
        "From: a@b\n\nDas ist für Angela Merkel."
    );
}

/// Protects: several senders are separated, although names may have a comma.
#[test]
fn senders_and_recipients_are_listed() {
    let letter = "From: \"Dahl, Per\" <p@d>, Ann Lee <a@b>\r\nTo: Bo <c@d>\r\nCc: k@p\r\nDate: Thu, 14 May 2026 10:22:05 +0200\r\nSubject: Quays\r\nMessage-ID: <1@b>\r\n\r\nText.";
    let document = read(letter.as_bytes()).unwrap();
    assert_eq!(
        document.text(),
        "Quays\n\nFrom: Dahl, Per; Ann Lee\nTo: Bo\nCc: k@p\nDate: Thu, 14 May 2026 10:22:05 +0200\n\nText."
    );
    assert_eq!(document.meta().authors, ["Dahl, Per", "Ann Lee"]);
}
