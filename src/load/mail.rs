//! A saved e-mail to a document.
//!
//! Owns what a message is for a reader: its subject is the title, its sender the author, its text the text, and what hangs on
//! it one line at the end. The plain part is read where it is a real one, else the HTML part, all of it: nothing in a letter
//! is beside the letter. Never opens an attachment, and fetches nothing.

mod flowed;
mod part;

use super::{Options, Raw, clean, decode, markup, plain};
use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use part::Part;

/// How many messages and digests one may hold: what the parser makes of them is as deep as they are nested.
const DEEPEST: usize = 400;

/// How many parts one may have; each begins with two dashes on a line.
const PARTS: usize = 100_000;

/// The document in the message `raw`.
///
/// # Errors
/// If there are no headers in it, or neither a subject nor a text.
pub(super) fn document(raw: &Raw, options: &Options) -> Result<Document, Error> {
    let failed = |why: &'static str| Error::Unreadable {
        name: raw.name.clone(),
        kind: "an e-mail",
        why,
    };
    let (bytes, more) = first(&raw.bytes);
    if part::nesting(bytes) > DEEPEST {
        return Err(failed("it holds hundreds of messages in one another"));
    }
    if memchr::memmem::find_iter(bytes, b"\n--")
        .take(PARTS + 1)
        .count()
        > PARTS
    {
        return Err(failed("it has more parts than any letter"));
    }
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| failed("it has no headers"))?;
    let mut builder = Builder::new(raw.name.as_str());
    describe(&message, &mut builder);
    for part in part::readable(&message, bytes, options) {
        match part {
            Part::Plain(text) => letter(&text, &mut builder),
            Part::Html(text) => markup::blocks(&text, &mut builder, 0),
        }
    }
    note(&attached(&message), &mut builder);
    if more {
        note(
            "[This mailbox holds more messages; the first is shown.]",
            &mut builder,
        );
    }
    let document = builder.finish();
    if document.text().is_empty() {
        return Err(Error::NoText(raw.name.clone()));
    }
    Ok(document)
}

/// The first message of a mailbox, and whether there are more; a single message is all of it.
fn first(bytes: &[u8]) -> (&[u8], bool) {
    let Some(rest) = bytes.strip_prefix(b"From ") else {
        return (bytes, false);
    };
    let begin = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    let message = rest.get(begin..).unwrap_or_default();
    let finder = memchr::memmem::Finder::new(b"\nFrom ");
    for at in finder.find_iter(message) {
        let line = message.get(at + 1..).unwrap_or_default();
        let line = line
            .get(..memchr::memchr(b'\n', line).unwrap_or(line.len()))
            .unwrap_or_default();
        // A sentence may begin with "From", too; the line between messages ends in a date with a time.
        let blank = message
            .get(..at)
            .is_some_and(|before| before.ends_with(b"\n") || before.ends_with(b"\r"));
        if blank && line.contains(&b':') && line.iter().any(u8::is_ascii_digit) {
            return (message.get(..at).unwrap_or_default(), true);
        }
    }
    (message, false)
}

/// Write the title, and note who wrote it and when.
fn describe(message: &Message<'_>, builder: &mut Builder) {
    let subject = message.subject().and_then(line);
    let meta = builder.meta_mut();
    meta.title.clone_from(&subject);
    meta.byline = message.from().or_else(|| message.sender()).and_then(people);
    meta.date = message.header_raw("Date").and_then(line);
    if let Some(subject) = subject {
        builder.push(&subject);
        builder.end(BlockKind::Title);
    }
}

/// The names in an address field; an address where there is no name.
fn people(address: &Address<'_>) -> Option<String> {
    let name = |one: &mail_parser::Addr<'_>| {
        let name = one.name().and_then(line);
        name.or_else(|| one.address().and_then(line))
    };
    let names: Vec<String> = address.iter().take(20).filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Write a letter: its text, and its signature apart from it.
fn letter(text: &str, builder: &mut Builder) {
    let text = clean::text(text);
    let (body, signature) = flowed::signature(&text);
    plain::append(body, builder);
    let lines: Vec<&str> = signature
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if !lines.is_empty() {
        builder.quote_depth(0);
        builder.end(BlockKind::Rule);
        builder.push(&lines.join("\n").replace('\t', " "));
        builder.end(BlockKind::Verse);
    }
}

/// What hangs on the message, in one line; empty if nothing does.
fn attached(message: &Message<'_>) -> String {
    let name = |part: &mail_parser::MessagePart<'_>| match &part.body {
        // Pictures that the text shows are part of it.
        PartType::InlineBinary(_) | PartType::Multipart(_) => None,
        PartType::Binary(_) if part.content_id().is_some() && is_image(part) => None,
        PartType::Message(inner) => {
            let subject = inner.subject().and_then(line).unwrap_or_default();
            Some(format!("a message “{subject}” ({})", size(part.len())))
        }
        PartType::Binary(_) | PartType::Text(_) | PartType::Html(_) => {
            let name = part.attachment_name().and_then(line);
            let kind = || {
                let kind = part.content_type()?;
                let sort = kind.subtype().unwrap_or("*");
                line(&format!("{}/{sort}", kind.ctype()))
            };
            let name = name.or_else(kind).unwrap_or_else(|| "a file".to_owned());
            Some(format!("{name} ({})", size(part.len())))
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

/// A number of bytes as people say it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Write `words` as a paragraph of their own, if there are any.
fn note(words: &str, builder: &mut Builder) {
    if let Some(words) = line(words) {
        builder.quote_depth(0);
        builder.push(&words);
        builder.end(BlockKind::Paragraph);
    }
}

/// `text` as one clean line without needless blanks; `None` if nothing is in it.
fn line(text: &str) -> Option<String> {
    let line = clean::line(text);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
