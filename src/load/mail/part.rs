//! Which parts of a message are its text.
//!
//! Owns the choice between the plain and the HTML part, and their decoding, which is the same as that of files: the sender's
//! word for the encoding is believed unless the bytes belie it.

use super::super::Options;
use super::flowed;
use super::{decode, markup};
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

/// A part that is read.
#[derive(Debug)]
pub(super) enum Part {
    Plain(String),
    Html(String),
}

/// The most that messages can be nested in `bytes`: how many of their parts say that they are messages or hold some.
pub(super) fn nesting(bytes: &[u8]) -> usize {
    let is =
        |part: Option<&[u8]>, word: &[u8]| part.is_some_and(|part| part.eq_ignore_ascii_case(word));
    let nests = |at: &usize| {
        let before = bytes.get(..*at).unwrap_or_default().trim_ascii_end();
        let after = bytes.get(at + 1..).unwrap_or_default().trim_ascii_start();
        let kind = before
            .len()
            .checked_sub(7)
            .and_then(|from| before.get(from..));
        is(kind, b"message") || is(after.get(..6), b"digest")
    };
    memchr::memchr_iter(b'/', bytes).filter(nests).count()
}

/// The parts of `message` to read, in order; `bytes` are what it was read from.
pub(super) fn readable(message: &Message<'_>, bytes: &[u8], options: &Options) -> Vec<Part> {
    let parts = |ids: &[u32]| -> Vec<Part> {
        let found = ids.iter().filter_map(|id| message.part(*id));
        found
            .filter_map(|part| read(part, bytes, options))
            .collect()
    };
    let plain = parts(&message.text_body);
    let html = parts(&message.html_body);
    if is_real(&plain, &html) { plain } else { html }
}

/// Whether the plain parts are the letter, and not an apology for not being it.
fn is_real(plain: &[Part], html: &[Part]) -> bool {
    let tagged = |text: &str| {
        markup::Tokens::new(text)
            .take(40)
            .filter(|token| !matches!(token, markup::Token::Text(_)))
            .count()
    };
    let own: usize = plain.iter().map(length).sum();
    let other: usize = html.iter().map(length).sum();
    let code = plain
        .iter()
        .any(|part| matches!(part, Part::Plain(text) if tagged(text) > 8));
    // One sentence that sends the reader to a browser stands for pages of HTML.
    own > 0 && !code && (own >= 400 || own * 4 >= other)
}

/// How many bytes of a part are text.
fn length(part: &Part) -> usize {
    match part {
        Part::Plain(text) => text.split_whitespace().map(str::len).sum(),
        Part::Html(text) => {
            let mut tokens = markup::Tokens::new(text);
            let mut length = 0;
            while let Some(token) = tokens.next() {
                match token {
                    markup::Token::Text(text) => {
                        length += text.split_whitespace().map(str::len).sum::<usize>();
                    }
                    markup::Token::Open(tag) if tag.name.eq_ignore_ascii_case("style") => {
                        tokens.go_past("style");
                    }
                    markup::Token::Open(_) | markup::Token::Close(_) => {}
                }
            }
            length
        }
    }
}

fn read(part: &MessagePart<'_>, bytes: &[u8], options: &Options) -> Option<Part> {
    let text = |known: &str| text(part, bytes, known, options);
    match &part.body {
        PartType::Text(known) => {
            let text = text(known);
            let told = |name: &str| {
                part.content_type()
                    .and_then(|kind| kind.attribute(name))
                    .map(str::to_ascii_lowercase)
            };
            let flowed = told("format").is_some_and(|format| format == "flowed");
            let joined = told("delsp").is_some_and(|joined| joined == "yes");
            Some(Part::Plain(if flowed {
                flowed::unflow(&text, joined)
            } else {
                text
            }))
        }
        PartType::Html(known) => Some(Part::Html(text(known))),
        PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    }
}

/// The text of `part`, decoded as files are; `known` is what the parser made of it.
fn text(part: &MessagePart<'_>, bytes: &[u8], known: &str, options: &Options) -> String {
    let raw = bytes
        .get(part.offset_body as usize..part.offset_end as usize)
        .unwrap_or_default();
    let carried = match part.encoding {
        mail_parser::Encoding::None => Some(raw.to_vec()),
        mail_parser::Encoding::QuotedPrintable => quoted_printable_decode(raw),
        mail_parser::Encoding::Base64 => base64_decode(raw),
    };
    let Some(carried) = carried.filter(|carried| !carried.is_empty()) else {
        return known.to_owned();
    };
    let label = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    let sender =
        label.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    let encoding = options
        .encoding
        .unwrap_or_else(|| decode::sent(&carried, sender));
    encoding.decode_with_bom_removal(&carried).0.into_owned()
}
