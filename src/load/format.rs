//! The file formats that can be read, and how each is recognised: by media type, by file extension, or by its first
//! bytes.
//!
//! The format that the user chose takes precedence over the media type, the media type over the file name, and the file
//! name over the bytes, except that the signatures of EPUB books and PDF documents also overrule the media type and the
//! file name. Text that only mentions tags or mail headers stays plain text. This module does no I/O.

use super::decode;
use std::path::Path;

/// A file format that can be read as an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// Plain text without markup.
    Plain,
    /// Markdown with GitHub's extensions.
    Markdown,
    /// A web page.
    Html,
    /// An EPUB book.
    Epub,
    /// A PDF document.
    Pdf,
    /// A saved e-mail.
    Mail,
    /// RSS or Atom: a list of articles.
    Feed,
}

/// Every format with its name on the command line.
pub const FORMAT_NAMES: &[(&str, FileFormat)] = &[
    ("text", FileFormat::Plain),
    ("markdown", FileFormat::Markdown),
    ("html", FileFormat::Html),
    ("epub", FileFormat::Epub),
    ("pdf", FileFormat::Pdf),
    ("mail", FileFormat::Mail),
    ("feed", FileFormat::Feed),
];

impl FileFormat {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        let found = FORMAT_NAMES.iter().find(|(_, format)| *format == self);
        found.map_or("", |(name, _)| name)
    }

    /// The format for a media type like `text/html`; parameters after a semicolon are ignored. `None` for a type that
    /// says too little (`application/octet-stream`, or `text/plain`, which servers also send for Markdown and mail) or
    /// that is not supported.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let name = media_type.split(';').next().unwrap_or_default().trim();
        match name.to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "text/markdown" | "text/x-markdown" => Some(Self::Markdown),
            "application/epub+zip" => Some(Self::Epub),
            "application/pdf" | "application/x-pdf" => Some(Self::Pdf),
            "message/rfc822" => Some(Self::Mail),
            "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "text/x-opml" => Some(Self::Feed),
            _ => None,
        }
    }

    /// The format for the extension of a file name.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" | "xhtml" | "xht" => Some(Self::Html),
            "md" | "markdown" | "mkd" | "mdown" => Some(Self::Markdown),
            "epub" => Some(Self::Epub),
            "pdf" => Some(Self::Pdf),
            "eml" | "mbox" => Some(Self::Mail),
            "rss" | "atom" | "opml" => Some(Self::Feed),
            _ => None,
        }
    }

    /// The format that the first bytes indicate; a few thousand are enough.
    pub fn from_bytes(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if head.starts_with(ZIP_MAGIC) {
            let contains = |name: &[u8]| memchr::memmem::find(head, name).is_some();
            let is_book = contains(b"application/epub+zip") || contains(b"META-INF/container.xml");
            return is_book.then_some(Self::Epub);
        }
        let decoded = decode::detect_utf16(head).map(|encoding| encoding.decode(head).0);
        let text = decoded.as_ref().map_or(head, |text| text.as_bytes());
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let is_json = text.trim_ascii_start().starts_with(b"{");
        if is_json && memchr::memmem::find(text, b"jsonfeed.org/version").is_some() {
            return Some(Self::Feed);
        }
        sniff_markup(text).or_else(|| is_mail(text).then_some(Self::Mail))
    }

    /// Whether a file that begins with `head` can have this format. Anything can be text of some kind, but a book and a
    /// PDF document have fixed signatures.
    pub(super) fn accepts_head(self, head: &[u8]) -> bool {
        match self {
            Self::Epub => head.starts_with(ZIP_MAGIC),
            // Mail programs and servers may put a few bytes before it.
            Self::Pdf => memchr::memmem::find(decode::head(head, 1024), b"%PDF-").is_some(),
            Self::Plain | Self::Markdown | Self::Html | Self::Mail | Self::Feed => true,
        }
    }
}

/// The signature of a zip archive, which every EPUB book is.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";

/// Whether an HTML page or a feed begins here, by its first tag after comments, declarations and processing
/// instructions.
fn sniff_markup(text: &[u8]) -> Option<FileFormat> {
    let mut rest = text.trim_ascii_start();
    loop {
        let inside = rest.strip_prefix(b"<")?;
        let end: &[u8] = match inside {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!', doctype @ ..] if starts_with_ignore_case(doctype, b"doctype html") => {
                return Some(FileFormat::Html);
            }
            [b'!', declaration @ ..] => {
                // A declaration may define names between brackets.
                let end = memchr::memchr2(b'>', b'[', declaration)?;
                if declaration.get(end) == Some(&b'[') {
                    b"]>"
                } else {
                    b">"
                }
            }
            [b'?', ..] => b"?>",
            _ => return format_of_tag(inside),
        };
        let after = memchr::memmem::find(inside, end)? + end.len();
        rest = inside.split_at(after).1.trim_ascii_start();
    }
}

/// The format that the first tag of a file indicates.
fn format_of_tag(inside: &[u8]) -> Option<FileFormat> {
    let length = inside
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && *b != b':')?;
    let name = inside.split_at(length).0.to_ascii_lowercase();
    let local = name.rsplit(|byte| *byte == b':').next();
    match local.unwrap_or_default() {
        b"html" | b"head" | b"body" | b"title" | b"meta" | b"link" | b"script" | b"style"
        | b"article" | b"main" | b"frameset" => Some(FileFormat::Html),
        b"rss" | b"feed" | b"rdf" | b"channel" | b"opml" => Some(FileFormat::Feed),
        _ => None,
    }
}

fn starts_with_ignore_case(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether these are the headers of a message that was sent: they include a sender and a header that only programs
/// write. A letter typed with "From:" and "Subject:" at the top is plain text.
fn is_mail(text: &[u8]) -> bool {
    let mut has_program_header = false;
    let mut has_sender = false;
    for line in text.split(|b| *b == b'\n').take(100) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            // The line that begins each message in an mbox file.
            if line.starts_with(b"From ") {
                continue;
            }
            return false;
        };
        let (name, _) = line.split_at(colon);
        if name.is_empty()
            || !name
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_')
        {
            return false;
        }
        let name = name.to_ascii_lowercase();
        has_program_header |= matches!(
            name.as_slice(),
            b"mime-version" | b"message-id" | b"received" | b"content-type"
        );
        has_sender |= name == b"from";
    }
    has_program_header && has_sender
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the content decides where the file name says nothing.
    #[test]
    fn the_format_is_detected_from_the_first_bytes() {
        for (head, format) in [
            (&b"<!DOCTYPE html><html>"[..], Some(FileFormat::Html)),
            (
                b"\xef\xbb\xbf\n <!doctype HTML PUBLIC>",
                Some(FileFormat::Html),
            ),
            (b"<!-- saved --><HTML lang=en>", Some(FileFormat::Html)),
            (
                b"<?xml version='1.0'?><!DOCTYPE html><html>",
                Some(FileFormat::Html),
            ),
            (b"<body class=x>", Some(FileFormat::Html)),
            (
                b"<?xml version='1.0'?>\n<rss version='2.0'>",
                Some(FileFormat::Feed),
            ),
            (
                b"<?xml version='1.0'?><!-- a --><feed xmlns=''>",
                Some(FileFormat::Feed),
            ),
            (b"<rdf:RDF xmlns=''>", Some(FileFormat::Feed)),
            (b"%PDF-1.7", Some(FileFormat::Pdf)),
            (
                b"PK\x03\x04....mimetypeapplication/epub+zip",
                Some(FileFormat::Epub),
            ),
            (b"PK\x03\x04....word/", None),
            (
                b"Received: from a\n by b\nFrom: x@y\nSubject: z\n\nHi",
                Some(FileFormat::Mail),
            ),
            (b"From: Ann\nSubject: The letter\n\nDear Bob", None),
            (b"In brief: it rained\nMessage-ID: none", None),
            (b"<p>A tag in a text", None),
            (b"< 5 apples", None),
            (b"", None),
        ] {
            assert_eq!(
                FileFormat::from_bytes(head),
                format,
                "{:?}",
                String::from_utf8_lossy(head)
            );
        }
    }

    /// Protects: media types that say too little are ignored, and extensions match in any case.
    #[test]
    fn media_types_and_file_extensions_are_mapped() {
        assert_eq!(
            FileFormat::from_media_type("Text/HTML; charset=x"),
            Some(FileFormat::Html)
        );
        assert_eq!(FileFormat::from_media_type("text/plain"), None);
        assert_eq!(
            FileFormat::from_path(Path::new("a/b.MD")),
            Some(FileFormat::Markdown)
        );
        assert_eq!(FileFormat::from_path(Path::new("a.html/notes")), None);
    }
}
