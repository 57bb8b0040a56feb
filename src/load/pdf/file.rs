//! Reads a PDF file with lopdf into lines of text, page by page, and limits what it unpacks.

use super::page::{self, PdfLine};
use lopdf::{Document, LoadOptions, Object};

/// The most that one stream may unpack to, in bytes.
const MAX_STREAM_BYTES: usize = 24 << 20;

/// The most text that all pages may contain, in bytes. The lines take at least as much memory again.
const MAX_TEXT_BYTES: usize = 16 << 20;

/// The most pages that are read; no book has as many.
const MAX_PAGES: usize = 10_000;

/// The most objects a file may have. No book has as many, and each takes about two kilobytes once it is read.
const MAX_OBJECTS: usize = 75_000;

/// The lines of every page, and the metadata of the file.
#[derive(Debug, Default)]
pub(super) struct PdfContents {
    pub pages: Vec<Vec<PdfLine>>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
}

const LOCKED: &str = "it is locked with a password";

/// Reads the PDF in `bytes`.
pub(super) fn read_contents(bytes: &[u8]) -> Result<PdfContents, &'static str> {
    // lopdf leaves out objects that it cannot decrypt, which may be all of them.
    let is_encrypted = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let failure = |reason| if is_encrypted { LOCKED } else { reason };
    if memchr::memmem::find_iter(bytes, b" obj")
        .nth(MAX_OBJECTS)
        .is_some()
    {
        return Err("it has more than 75,000 objects");
    }
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM_BYTES);
    let Ok(file) = Document::load_mem_with_options(bytes, options) else {
        return Err(failure("it is damaged"));
    };
    if file.is_encrypted() {
        return Err(LOCKED);
    }
    let mut contents = PdfContents {
        title: info_string(&file, b"Title"),
        author: info_string(&file, b"Author"),
        date: info_string(&file, b"CreationDate"),
        ..PdfContents::default()
    };
    let mut bytes_left = MAX_TEXT_BYTES;
    let mut fonts = page::FontCache::default();
    let page_ids = file.get_pages();
    if page_ids.is_empty() {
        return Err(failure("it is damaged: it has no pages"));
    }
    for id in page_ids.into_values().take(MAX_PAGES) {
        // A page that cannot be read is skipped; the others are still worth reading.
        let lines = page::read_lines(&file, id, MAX_STREAM_BYTES, &mut fonts).unwrap_or_default();
        bytes_left = bytes_left.saturating_sub(lines.iter().map(|line| line.text.len()).sum());
        if bytes_left == 0 {
            return Err("it contains more than 16 MiB of text");
        }
        contents.pages.push(lines);
    }
    let letters = contents
        .pages
        .iter()
        .flatten()
        .flat_map(|line| line.text.chars());
    if letters
        .filter(|c| c.is_alphanumeric())
        .take(contents.pages.len() * 4)
        .count()
        < contents.pages.len() * 4
    {
        return Err(failure(
            "it contains pictures of pages and no text; run it through text recognition (OCR) first",
        ));
    }
    Ok(contents)
}

/// The value of `key` in the information dictionary of the file.
fn info_string(file: &Document, key: &[u8]) -> Option<String> {
    let info = file.trailer.get(b"Info").ok()?;
    let info = match info {
        Object::Reference(id) => file.get_dictionary(*id).ok()?,
        _ => info.as_dict().ok()?,
    };
    lopdf::decode_text_string(info.get(key).ok()?).ok()
}
