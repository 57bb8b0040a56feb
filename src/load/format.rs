//! Which kind of file is this?
//!
//! Owns the list of formats and how each is recognised: by what a server or a person calls it, by the ending of its name,
//! by its first bytes. Promises that what a person says wins over what a server says, that over the name, and that over
//! the bytes; and that a text which only mentions tags or headers stays plain text. Reads nothing.

use std::path::Path;

/// A kind of file that can be read as an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with no marks of its own.
    Plain,
    /// Markdown with GitHub's extensions.
    Markdown,
    /// A page of the web.
    Html,
    /// A book.
    Epub,
    /// A PDF document.
    Pdf,
    /// A saved e-mail.
    Mail,
    /// RSS or Atom: a list of articles.
    Feed,
}

/// Every format with its name on the command line.
pub const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Plain),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("epub", Format::Epub),
    ("pdf", Format::Pdf),
    ("mail", Format::Mail),
    ("feed", Format::Feed),
];

impl Format {
    /// The format that a media type like `text/html` names; the parameters behind a semicolon do not matter. `None` for one
    /// that says too little (`application/octet-stream`, `text/plain`: servers call Markdown and mail so) or that is not read here.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let name = media_type.split(';').next().unwrap_or_default().trim();
        match name.to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "text/markdown" | "text/x-markdown" => Some(Self::Markdown),
            "application/epub+zip" => Some(Self::Epub),
            "application/pdf" | "application/x-pdf" => Some(Self::Pdf),
            "message/rfc822" => Some(Self::Mail),
            "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" => {
                Some(Self::Feed)
            }
            _ => None,
        }
    }

    /// The format that the ending of a file's name speaks for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" | "xht" => Some(Self::Html),
            "md" | "markdown" | "mkd" | "mdown" => Some(Self::Markdown),
            "epub" => Some(Self::Epub),
            "pdf" => Some(Self::Pdf),
            "eml" | "mbox" => Some(Self::Mail),
            "rss" | "atom" => Some(Self::Feed),
            _ => None,
        }
    }

    /// The format that the first bytes (a few thousand are enough) speak for.
    pub fn of_bytes(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if head.starts_with(ZIP) {
            let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
            let book = holds(b"application/epub+zip") || holds(b"META-INF/container.xml");
            return book.then_some(Self::Epub);
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        markup(text).or_else(|| mail(text).then_some(Self::Mail))
    }

    /// Whether a file with these first bytes can be what its name says. Anything can be text of some kind; a book and a PDF
    /// document begin in one way only.
    pub(super) fn can_be(self, head: &[u8]) -> bool {
        match self {
            Self::Epub => head.starts_with(ZIP),
            // Mail programs and servers leave a few bytes before it.
            Self::Pdf => memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some(),
            Self::Plain | Self::Markdown | Self::Html | Self::Mail | Self::Feed => true,
        }
    }
}

/// How a zip archive begins, as every book is one.
const ZIP: &[u8] = b"PK\x03\x04";

/// Whether a page or a feed begins here: its first tag, after comments, declarations and processing instructions.
fn markup(text: &[u8]) -> Option<Format> {
    let mut rest = text.trim_ascii_start();
    loop {
        let inside = rest.strip_prefix(b"<")?;
        let end: &[u8] = match inside {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!', doctype @ ..] if begins(doctype, b"doctype html") => return Some(Format::Html),
            [b'!', ..] => b">",
            [b'?', ..] => b"?>",
            _ => return tag(inside),
        };
        let past = memchr::memmem::find(inside, end)? + end.len();
        rest = inside.get(past..)?.trim_ascii_start();
    }
}

/// What the first tag of a file says of it.
fn tag(inside: &[u8]) -> Option<Format> {
    let length = inside
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && *b != b':')?;
    let name = inside.get(..length)?.to_ascii_lowercase();
    match name.as_slice() {
        b"html" | b"head" | b"body" | b"title" | b"meta" | b"link" | b"script" | b"style"
        | b"article" | b"main" | b"frameset" => Some(Format::Html),
        b"rss" | b"feed" | b"rdf:rdf" | b"channel" => Some(Format::Feed),
        _ => None,
    }
}

fn begins(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether these are the headers of a message that was sent: a program's own header among them, and where it came from.
/// A letter that was typed with "From:" and "Subject:" on top is plain text.
fn mail(text: &[u8]) -> bool {
    let mut sent = false;
    let mut whom = false;
    for line in text.split(|b| *b == b'\n').take(100) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            // The line with which a mailbox begins each message.
            if line.starts_with(b"From ") {
                continue;
            }
            return false;
        };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty()
            || !name
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_')
        {
            return false;
        }
        let name = name.to_ascii_lowercase();
        sent |= matches!(
            name.as_slice(),
            b"mime-version" | b"message-id" | b"received" | b"content-type"
        );
        whom |= name == b"from";
    }
    sent && whom
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what a file holds decides where its name says nothing.
    #[test]
    fn the_first_bytes_tell_the_format() {
        for (head, format) in [
            (&b"<!DOCTYPE html><html>"[..], Some(Format::Html)),
            (b"\xef\xbb\xbf\n <!doctype HTML PUBLIC>", Some(Format::Html)),
            (b"<!-- saved --><HTML lang=en>", Some(Format::Html)),
            (
                b"<?xml version='1.0'?><!DOCTYPE html><html>",
                Some(Format::Html),
            ),
            (b"<body class=x>", Some(Format::Html)),
            (
                b"<?xml version='1.0'?>\n<rss version='2.0'>",
                Some(Format::Feed),
            ),
            (
                b"<?xml version='1.0'?><!-- a --><feed xmlns=''>",
                Some(Format::Feed),
            ),
            (b"<rdf:RDF xmlns=''>", Some(Format::Feed)),
            (b"%PDF-1.7", Some(Format::Pdf)),
            (
                b"PK\x03\x04....mimetypeapplication/epub+zip",
                Some(Format::Epub),
            ),
            (b"PK\x03\x04....word/", None),
            (
                b"Received: from a\n by b\nFrom: x@y\nSubject: z\n\nHi",
                Some(Format::Mail),
            ),
            (b"From: Ann\nSubject: The letter\n\nDear Bob", None),
            (b"In brief: it rained\nMessage-ID: none", None),
            (b"<p>A tag in a text", None),
            (b"< 5 apples", None),
            (b"", None),
        ] {
            assert_eq!(
                Format::of_bytes(head),
                format,
                "{:?}",
                String::from_utf8_lossy(head)
            );
        }
    }

    /// Protects: a server that says nothing of use is not believed.
    #[test]
    fn media_types_and_endings() {
        assert_eq!(
            Format::of_media_type("Text/HTML; charset=x"),
            Some(Format::Html)
        );
        assert_eq!(Format::of_media_type("text/plain"), None);
        assert_eq!(Format::of_path(Path::new("a/b.MD")), Some(Format::Markdown));
        assert_eq!(Format::of_path(Path::new("a.html/notes")), None);
    }
}
