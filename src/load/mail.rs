//! Turns a saved e-mail into a document.
//!
//! The subject becomes the title, the sender the author, and the attachments are listed in one line at the end. The
//! plain-text part is read if it is more than a placeholder, otherwise all of the HTML part: unlike a web page, a
//! message contains nothing but its text. Attachments are never opened, and nothing is fetched.

mod flowed;
mod headers;
mod part;

use super::clean::{self, spaced_line};
use super::html::{self, FragmentOptions};
use super::picture::TOO_LARGE;
use super::{LoadOptions, RawContent, decode, plain};
use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
use flowed::SignedText;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use part::MailPart;

/// Maximum number of nested messages and digests: the parser's output is as deep as they are nested.
const MAX_NESTING: usize = 400;

/// Maximum number of parts; each begins with two hyphens on a line.
const MAX_PARTS: usize = 100_000;

/// Parses the message in `raw`.
///
/// # Errors
/// If there are no headers in it, or neither a subject nor a text.
pub(super) fn read_document(raw: &RawContent, options: &LoadOptions) -> Result<Document, Error> {
    let failed = |why: &'static str| Error::Malformed {
        name: raw.name.clone(),
        kind: "an e-mail",
        why,
    };
    let Mailbox {
        first: bytes,
        has_more,
    } = Mailbox::new(&raw.bytes);
    check_limits(bytes).map_err(failed)?;
    let bytes = &*headers::normalize(bytes, options);
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| failed("it has no headers"))?;
    let mut builder = Builder::new(raw.name.as_str());
    write_header(&message, &mut builder);
    let header_bytes = builder.len();
    for part in part::readable_parts(&message, bytes, options) {
        match part {
            MailPart::Plain(text) => write_plain_text(&text, &mut builder),
            MailPart::Html(text) => {
                let options = FragmentOptions {
                    is_mail: true,
                    ..FragmentOptions::default()
                };
                html::write_fragment(&text, options, &mut builder);
            }
        }
    }
    write_note(&attachment_line(&message), &mut builder);
    if has_more {
        write_note(
            "[This mailbox holds more messages; only the first is shown.]",
            &mut builder,
        );
    }
    let document = builder.finish();
    let has_text = document.text().len() > header_bytes || document.meta().title.is_some();
    if !has_text {
        return Err(Error::NoText(raw.name.clone()));
    }
    Ok(document)
}

/// Refuses a message whose parts would take too much time or memory.
fn check_limits(bytes: &[u8]) -> Result<(), &'static str> {
    if part::max_nesting(bytes) > MAX_NESTING {
        return Err("it holds hundreds of nested messages");
    }
    let parts = memchr::memmem::find_iter(bytes, b"\n--");
    if parts.take(MAX_PARTS + 1).count() > MAX_PARTS {
        return Err("it has too many parts");
    }
    Ok(())
}

/// The content of the part of the e-mail in `bytes` whose `Content-ID` is `id`, decoded. It has at most `max_bytes`.
///
/// # Errors
/// Why there is none.
pub(super) fn read_entry(
    bytes: &[u8],
    id: &str,
    options: &LoadOptions,
    max_bytes: u64,
) -> Result<Vec<u8>, &'static str> {
    let bytes = Mailbox::new(bytes).first;
    check_limits(bytes)?;
    let bytes = &*headers::normalize(bytes, options);
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or("the e-mail has no headers")?;
    // Mostly written as in an address.
    let decoded = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
    let has_id = |part: &&mail_parser::MessagePart<'_>| {
        let own = part.content_id().unwrap_or_default();
        let own = own.trim_matches(['<', '>']);
        own == id || own == decoded
    };
    let part = message.parts.iter().find(has_id);
    let part = part.ok_or("the e-mail has no such part")?;
    let contents = part.contents();
    if contents.len() as u64 > max_bytes {
        return Err(TOO_LARGE);
    }
    Ok(contents.to_vec())
}

/// A file with one message or more.
struct Mailbox<'a> {
    /// The first message.
    first: &'a [u8],
    has_more: bool,
}

impl<'a> Mailbox<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let single = |first| Self {
            first,
            has_more: false,
        };
        let Some(rest) = bytes.strip_prefix(b"From ") else {
            return single(bytes);
        };
        let start = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (_, message) = rest.split_at(start);
        let finder = memchr::memmem::Finder::new(b"\nFrom ");
        for at in finder.find_iter(message) {
            let (before, line) = message.split_at(at);
            let mut line = line.iter().skip(1).take_while(|byte| **byte != b'\n');
            // A sentence may also start with "From"; the line between messages ends in a date with a time.
            let is_blank = before.ends_with(b"\n") || before.ends_with(b"\r");
            let has_time = line.clone().any(|byte| *byte == b':');
            if is_blank && has_time && line.any(u8::is_ascii_digit) {
                return Self {
                    first: before,
                    has_more: true,
                };
            }
        }
        single(message)
    }
}

/// Writes the title, the sender, the recipients and the date, and stores the author and the date.
fn write_header(message: &Message<'_>, builder: &mut Builder) {
    let subject = message.subject().and_then(spaced_line);
    let meta = builder.meta_mut();
    meta.title.clone_from(&subject);
    meta.authors = message
        .from()
        .or_else(|| message.sender())
        .map(names)
        .unwrap_or_default();
    meta.date = message.header_raw("Date").and_then(spaced_line);
    let date = meta.date.clone();
    if let Some(subject) = subject {
        builder.push(&subject);
        builder.end(BlockKind::Title);
    }
    let lines: Vec<String> = [
        ("From", message.from().or_else(|| message.sender())),
        ("To", message.to()),
        ("Cc", message.cc()),
    ]
    .into_iter()
    .filter_map(|(label, address)| Some((label, names(address?))))
    .filter(|(_, names)| !names.is_empty())
    .map(|(label, names)| format!("{label}: {}", names.join("; ")))
    .chain(date.map(|date| format!("Date: {date}")))
    .collect();
    if !lines.is_empty() {
        builder.meta_mut().header_in_text = true;
        builder.push(&lines.join("\n"));
        builder.end(BlockKind::Verse);
    }
}

/// The names in an address field; the e-mail address where there is no name.
fn names(address: &Address<'_>) -> Vec<String> {
    let name = |mailbox: &mail_parser::Addr<'_>| {
        let name = mailbox.name().and_then(spaced_line);
        name.or_else(|| mailbox.address().and_then(spaced_line))
    };
    address.iter().take(20).filter_map(name).collect()
}

/// Writes a plain-text message: its text, then its signature below a rule.
fn write_plain_text(text: &str, builder: &mut Builder) {
    let text = clean::text(text);
    let SignedText { body, signature } = flowed::split_signature(&text);
    plain::append_blocks(body, builder);
    let lines: Vec<&str> = signature
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if !lines.is_empty() {
        builder.set_quote_depth(0);
        builder.end(BlockKind::Rule);
        builder.push(&lines.join("\n").replace('\t', " "));
        builder.end(BlockKind::Verse);
    }
}

/// One line that lists the attachments; empty if there are none.
fn attachment_line(message: &Message<'_>) -> String {
    let name = |part: &mail_parser::MessagePart<'_>| match &part.body {
        // Images shown in the text are not attachments.
        PartType::InlineBinary(_) | PartType::Multipart(_) => None,
        PartType::Binary(_) if part.content_id().is_some() && is_image(part) => None,
        PartType::Message(inner) => {
            let subject = inner.subject().and_then(spaced_line).unwrap_or_default();
            Some(format!(
                "a message “{subject}” ({})",
                format_size(part.len())
            ))
        }
        PartType::Binary(_) | PartType::Text(_) | PartType::Html(_) => {
            let name = part.attachment_name().and_then(spaced_line);
            let media_type = || {
                let kind = part.content_type()?;
                let subtype = kind.subtype().unwrap_or("*");
                spaced_line(&format!("{}/{subtype}", kind.ctype()))
            };
            let name = name
                .or_else(media_type)
                .unwrap_or_else(|| "a file".to_owned());
            Some(format!("{name} ({})", format_size(part.len())))
        }
    };
    let names: Vec<String> = message.attachments().filter_map(name).take(100).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("Attached: {}", names.join(", "))
    }
}

fn is_image(part: &mail_parser::MessagePart<'_>) -> bool {
    part.content_type()
        .is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"))
}

/// A size in bytes for display.
fn format_size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Writes `text` as a paragraph, unless it is empty.
fn write_note(text: &str, builder: &mut Builder) {
    if let Some(text) = spaced_line(text) {
        builder.set_quote_depth(0);
        builder.push(&text);
        builder.end(BlockKind::Paragraph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a part is found by its name as it stands or as in an address, and one that is too large is refused.
    #[test]
    fn a_part_is_read_by_its_name_up_to_a_size() {
        let mail = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n\
            --b\nContent-Type: text/html\n\n<p>Hello</p>\n\
            --b\nContent-Type: image/png\nContent-ID: <a%20b>\nContent-Transfer-Encoding: base64\n\nAAAA\n\
            --b\nContent-Type: image/png\nContent-ID: <c@d>\nContent-Transfer-Encoding: base64\n\nAAAAAAAA\n--b--\n";
        let read = |id, max_bytes| read_entry(mail, id, &LoadOptions::default(), max_bytes);
        assert_eq!(read("a%20b", 3), Ok(vec![0; 3]));
        assert_eq!(read("c%40d", 6), Ok(vec![0; 6]));
        assert_eq!(read("c%40d", 5), Err(TOO_LARGE));
    }
}
