//! A document as lines for people: one block to the line.

use byline::document::{BlockKind, Document};
use std::fmt::Write as _;
use std::path::Path;

/// The kind of each block, the quotation depth if there is one, and the text. With `marks`, what is known beside the text
/// stands before them, and styles and links below their blocks.
pub(crate) fn outline(document: &Document, marks: bool) -> String {
    if !marks {
        return lines(document, false);
    }
    let meta = document.meta();
    let mut lines = String::new();
    for (name, value) in [
        ("title", &meta.title),
        ("byline", &meta.byline),
        ("date", &meta.date),
        ("site", &meta.site),
        ("notice", &meta.notice),
    ] {
        if let Some(value) = value {
            writeln!(lines, "{name}: {value}").unwrap();
        }
    }
    lines + &self::lines(document, true)
}

fn lines(document: &Document, marks: bool) -> String {
    let mut lines = String::new();
    for block in document.blocks() {
        let kind = match &block.kind {
            BlockKind::Item { marker, depth } => format!("Item {depth} {marker}"),
            BlockKind::Heading(level) => format!("Heading {level}"),
            BlockKind::Row { columns, heading } => {
                format!("Row {columns}{}", if *heading { " heading" } else { "" })
            }
            other => format!("{other:?}"),
        };
        let quote = ">".repeat(usize::from(block.quote_depth));
        let text = document.slice(block.range.clone()).replace('\n', "⏎");
        writeln!(lines, "{kind} {quote}| {text}").unwrap();
        let inside = |range: &std::ops::Range<usize>| {
            block.range.start <= range.start && range.end <= block.range.end
        };
        if !marks {
            continue;
        }
        for inline in document
            .inlines()
            .iter()
            .filter(|inline| inside(&inline.range))
        {
            let text = document.slice(inline.range.clone());
            writeln!(lines, "    {:?}: {text}", inline.style).unwrap();
        }
        for link in document.links().iter().filter(|link| inside(&link.range)) {
            let text = document.slice(link.range.clone());
            writeln!(lines, "    {text} → {}", link.target).unwrap();
        }
    }
    lines
}

/// What differs between `found` and the file at `expected`, in words; nothing if they are the same. With `BYLINE_BLESS=1`
/// the file is written first.
pub(crate) fn compare(found: &str, expected: &Path) -> String {
    if std::env::var_os("BYLINE_BLESS").is_some() {
        std::fs::write(expected, found).unwrap();
    }
    let wanted = std::fs::read_to_string(expected).unwrap_or_default();
    if found == wanted {
        return String::new();
    }
    format!(
        "--- {}\nexpected:\n{wanted}found:\n{found}\n",
        expected.display()
    )
}
