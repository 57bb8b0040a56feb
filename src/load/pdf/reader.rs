//! A PDF file to lines of text, page by page.
//!
//! Owns the calls to lopdf that concern the file as a whole, and the limits on what it unpacks.

use super::page::{self, Line};
use lopdf::{Document, LoadOptions, Object};

/// What one stream may unpack to, in bytes.
const STREAM: usize = 24 << 20;

/// What all pages may hold, in bytes of text: what is known of a line takes as much room again, and more.
const TEXT: usize = 16 << 20;

/// More pages than this are no article's and no book's.
const PAGES: usize = 10_000;

/// More objects than this are no article's and no book's; each takes some two kilobytes once it is read.
const OBJECTS: usize = 75_000;

/// The lines of every page, and what the file says of itself.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub lines: Vec<Vec<Line>>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
}

const LOCKED: &str = "it is locked with a password";

/// Read the PDF in `bytes`.
pub(super) fn pages(bytes: &[u8]) -> Result<Pages, &'static str> {
    // A lock that lopdf cannot open leaves objects out, or all of them.
    let locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let failed = |why| if locked { LOCKED } else { why };
    if memchr::memmem::find_iter(bytes, b" obj")
        .nth(OBJECTS)
        .is_some()
    {
        return Err("it has more parts than any book");
    }
    let options = LoadOptions::with_max_decompressed_size(STREAM);
    let Ok(file) = Document::load_mem_with_options(bytes, options) else {
        return Err(failed("it is damaged"));
    };
    if file.is_encrypted() {
        return Err(LOCKED);
    }
    let mut found = Pages {
        title: info(&file, b"Title"),
        author: info(&file, b"Author"),
        date: info(&file, b"CreationDate"),
        ..Pages::default()
    };
    let mut left = TEXT;
    let mut fonts = page::Fonts::default();
    let numbers = file.get_pages();
    if numbers.is_empty() {
        return Err(failed("it is damaged: it has no pages"));
    }
    for id in numbers.into_values().take(PAGES) {
        // A page that cannot be read is passed over; the others are still worth reading.
        let lines = page::lines(&file, id, STREAM, &mut fonts).unwrap_or_default();
        left = left.saturating_sub(lines.iter().map(|line| line.text.len()).sum());
        if left == 0 {
            return Err("it holds more text than any book");
        }
        found.lines.push(lines);
    }
    let letters = found
        .lines
        .iter()
        .flatten()
        .flat_map(|line| line.text.chars());
    if letters
        .filter(|c| c.is_alphanumeric())
        .take(found.lines.len() * 4)
        .count()
        < found.lines.len() * 4
    {
        return Err(failed(
            "it holds pictures of pages and no text; run it through text recognition first",
        ));
    }
    Ok(found)
}

/// What the file says of itself under `key`.
fn info(file: &Document, key: &[u8]) -> Option<String> {
    let info = file.trailer.get(b"Info").ok()?;
    let info = match info {
        Object::Reference(id) => file.get_dictionary(*id).ok()?,
        _ => info.as_dict().ok()?,
    };
    lopdf::decode_text_string(info.get(key).ok()?).ok()
}
