//! Chooses the parts of a message to read and decodes them.
//!
//! Decides between the plain-text and the HTML part. Encodings are detected as for files: the declared encoding is used
//! unless the bytes contradict it.

use super::super::{LoadOptions, markup};
use super::{decode, flowed};
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

/// A part to read.
#[derive(Debug)]
pub(super) enum MailPart {
    Plain(String),
    Html(String),
}

/// An upper bound on how deep messages are nested in `bytes`: the number of parts that declare themselves a message or
/// a digest.
pub(super) fn max_nesting(bytes: &[u8]) -> usize {
    let is_nesting = |at: &usize| {
        let (before, slash) = bytes.split_at(*at);
        let after = slash.strip_prefix(b"/").unwrap_or(slash);
        let kind = before.trim_ascii_end().last_chunk::<7>();
        let subtype = after.trim_ascii_start().first_chunk::<6>();
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case(b"message"))
            || subtype.is_some_and(|subtype| subtype.eq_ignore_ascii_case(b"digest"))
    };
    memchr::memchr_iter(b'/', bytes).filter(is_nesting).count()
}

/// The parts of `message` to read, in order; `bytes` is what the message was parsed from.
pub(super) fn readable_parts(
    message: &Message<'_>,
    bytes: &[u8],
    options: &LoadOptions,
) -> Vec<MailPart> {
    let parts = |ids: &[u32]| -> Vec<MailPart> {
        let found = ids.iter().filter_map(|id| message.part(*id));
        found
            .filter_map(|part| read_part(part, bytes, options))
            .collect()
    };
    let plain = parts(&message.text_body);
    let html = parts(&message.html_body);
    if is_plain_preferred(&plain, &html) {
        plain
    } else {
        html
    }
}

/// Whether the plain-text parts are the message, rather than a placeholder for the HTML part.
fn is_plain_preferred(plain: &[MailPart], html: &[MailPart]) -> bool {
    let count_tags = |text: &str| {
        markup::MarkupTokenizer::new(text)
            .take(40)
            .filter(|token| !matches!(token, markup::MarkupToken::Text(_)))
            .count()
    };
    let plain_len: usize = plain.iter().map(text_len).sum();
    let html_len: usize = html.iter().map(text_len).sum();
    let is_markup = plain
        .iter()
        .any(|part| matches!(part, MailPart::Plain(text) if count_tags(text) > 8));
    // A placeholder is one sentence that points to a browser, beside pages of HTML.
    plain_len > 0 && !is_markup && (plain_len >= 400 || plain_len * 4 >= html_len)
}

/// The number of bytes of visible text in a part.
fn text_len(part: &MailPart) -> usize {
    match part {
        MailPart::Plain(text) => text.split_whitespace().map(str::len).sum(),
        MailPart::Html(text) => {
            let mut tokens = markup::MarkupTokenizer::new(text);
            let mut len = 0;
            while let Some(token) = tokens.next() {
                match token {
                    markup::MarkupToken::Text(text) => {
                        len += text.split_whitespace().map(str::len).sum::<usize>();
                    }
                    markup::MarkupToken::Open(tag) if tag.name.eq_ignore_ascii_case("style") => {
                        tokens.skip_element("style");
                    }
                    markup::MarkupToken::Open(_) | markup::MarkupToken::Close(_) => {}
                }
            }
            len
        }
    }
}

fn read_part(part: &MessagePart<'_>, bytes: &[u8], options: &LoadOptions) -> Option<MailPart> {
    let text = |parsed: &str| decode_part(part, bytes, parsed, options);
    match &part.body {
        PartType::Text(parsed) => {
            let text = text(parsed);
            let parameter = |name: &str| {
                part.content_type()
                    .and_then(|kind| kind.attribute(name))
                    .map(str::to_ascii_lowercase)
            };
            let flowed = parameter("format").is_some_and(|format| format == "flowed");
            let delete_space = parameter("delsp").is_some_and(|value| value == "yes");
            Some(MailPart::Plain(if flowed {
                flowed::unflow(&text, delete_space)
            } else {
                text
            }))
        }
        PartType::Html(parsed) => Some(MailPart::Html(text(parsed))),
        PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    }
}

/// The text of `part`, decoded as files are. `parsed` is the text that the parser made of it, used if the part cannot
/// be decoded.
fn decode_part(
    part: &MessagePart<'_>,
    bytes: &[u8],
    parsed: &str,
    options: &LoadOptions,
) -> String {
    let raw = bytes
        .get(part.offset_body as usize..part.offset_end as usize)
        .unwrap_or_default();
    let decoded = match part.encoding {
        mail_parser::Encoding::None => Some(raw.to_vec()),
        mail_parser::Encoding::QuotedPrintable => quoted_printable_decode(raw),
        mail_parser::Encoding::Base64 => base64_decode(raw),
    };
    let Some(decoded) = decoded.filter(|decoded| !decoded.is_empty()) else {
        return parsed.to_owned();
    };
    let label = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    // Only the parser of the message knows this encoding, which nothing but letters used.
    if label.is_some_and(|label| label.to_ascii_lowercase().contains("utf-7")) {
        return parsed.to_owned();
    }
    let declared =
        label.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    let encoding = options
        .encoding
        .unwrap_or_else(|| decode::encoding_with_hint(&decoded, declared));
    encoding.decode(&decoded).0.into_owned()
}
