//! Saved messages to documents: fixtures named after a difficulty, and hostile input.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_collect,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/blocks.rs"]
mod blocks;

use byline::document::Document;
use byline::error::{Error, Name};
use byline::load::{self, Format, Options, Raw};

fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut raw = Raw::new(bytes.to_vec(), Name::of("letter.eml"));
    raw.told = Some(Format::Mail);
    let document = load::read(&raw, &Options::default())?;
    blocks::keeps_its_promises(&document);
    Ok(document)
}

#[test]
fn every_fixture_has_its_blocks() {
    blocks::check(&blocks::fixtures("mail", "eml", 7));
}

/// Protects: a message that was saved under another name is still one.
#[test]
fn a_message_is_known_by_its_headers() {
    for path in blocks::fixtures("mail", "eml", 7) {
        let bytes = std::fs::read(&path).unwrap();
        let raw = Raw::new(bytes, Name::of("letter"));
        let headers = raw
            .bytes
            .windows(13)
            .any(|window| window == b"MIME-Version:");
        let mail = raw.format(&Options::default()) == Format::Mail;
        assert!(mail || !headers, "{}", path.display());
    }
}

/// Protects: a message without a text says what it has; one without anything is refused in a sentence.
#[test]
fn messages_with_little_in_them() {
    let only = read(b"From: a@b\r\nSubject: Only this\r\n\r\n").unwrap();
    assert_eq!(only.text(), "Only this");
    for bytes in [&b""[..], b"\r\n\r\n", b"From: a@b\r\n\r\n \r\n"] {
        let sentence = read(bytes).expect_err("nothing to read").to_string();
        assert!(!sentence.contains('\n'), "{sentence}");
    }
}

/// Protects: no message can make the reader hang, overflow its stack, or let anything live through.
#[test]
fn hostile_messages() {
    blocks::on_a_small_stack(|| {
        let head = "From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
        let nested: String = (0..5_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect();
        let messages = "Content-Type: message/rfc822\r\n\r\n".repeat(5_000);
        let encoded =
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n".repeat(500);
        let parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000);
        for body in [
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
            format!(
                "{}\r\n\r\nx",
                "To: (((((((((((((((((((((((((\r\n".repeat(3_000)
            ),
            format!("From: {}\r\n\r\nx", "\"a\" <b@c>, ".repeat(20_000)),
            format!("Content-Type: {}\r\n\r\nx", "a;b=\"".repeat(20_000)),
        ] {
            let _ = read([head, &body].concat().as_bytes());
        }
    });
}

/// Protects: a message cut off or changed anywhere is read or refused.
#[test]
fn broken_anywhere() {
    let path = blocks::fixtures("mail", "eml", 7)
        .into_iter()
        .find(|path| path.ends_with("plain-part-only-points-to-the-page.eml"));
    let whole = std::fs::read(path.unwrap()).unwrap();
    let mut state = 1_u32;
    for round in 0..500 {
        let mut bytes = whole.clone();
        bytes.truncate(whole.len() - round % whole.len());
        for _ in 0..4 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 8) as usize % bytes.len();
            bytes[at] = (state >> 3) as u8;
        }
        let _ = read(&bytes);
    }
}
