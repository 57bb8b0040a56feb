//! Prints a document with one block per line, and checks what every test of a format requires of it.

use byline::document::{BlockKind, Document};
use byline::load::{self, Source};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The kind of each block, the quotation depth if there is one, and the text. With `details`, the metadata comes first,
/// and styles and links follow their blocks.
pub(crate) fn outline(document: &Document, details: bool) -> String {
    if !details {
        return lines(document, false);
    }
    let meta = document.meta();
    let mut lines = String::new();
    for (name, value) in [
        ("title", &meta.title),
        ("byline", &meta.byline()),
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

fn lines(document: &Document, details: bool) -> String {
    let mut lines = String::new();
    for block in document.blocks() {
        let kind = match &block.kind {
            BlockKind::ListItem { marker, depth } => format!("Item {depth} {marker}"),
            BlockKind::Heading(level) => format!("Heading {level}"),
            BlockKind::TableRow {
                columns, heading, ..
            } => {
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
        if !details {
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

/// Describes the difference between `found` and the file `expected`; empty if there is none. With `BYLINE_BLESS=1` the
/// file is written first.
pub(crate) fn compare(found: &str, expected: &Path) -> String {
    if std::env::var_os("BYLINE_BLESS").is_some() {
        std::fs::write(expected, found).unwrap();
    }
    let expected_text = std::fs::read_to_string(expected).unwrap_or_default();
    if found == expected_text {
        return String::new();
    }
    format!(
        "--- {}\nexpected:\n{expected_text}found:\n{found}\n",
        expected.display()
    )
}

/// Compares each fixture with the `.expected` file beside it.
pub(crate) fn check(articles: &[PathBuf]) {
    let mut differences = String::new();
    for article in articles {
        let source = Source::Path(article.clone());
        let document = load::open(&source, &load::LoadOptions::default()).unwrap();
        let found = outline(&document, true);
        differences.push_str(&compare(&found, &article.with_extension("expected")));
    }
    assert!(differences.is_empty(), "{differences}");
}

/// The fixtures in `tests/fixtures/FOLDER` with the file ending `ending`; there must be at least `least`.
pub(crate) fn fixtures(folder: &str, ending: &str, least: usize) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut articles: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    articles.sort();
    assert!(articles.len() >= least, "the fixtures are gone");
    articles
}

/// Whether a character must not occur in a document: control, bidirectional and invisible characters.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
        || matches!(
            c,
            '\u{FEFF}' | '\u{200B}' | '\u{AD}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// Checks the invariants of a document: ranges are sorted and on character boundaries, and no text, link or metadata
/// contains an unsafe character.
pub(crate) fn assert_valid_document(document: &Document) {
    let text = document.text();
    let found = text.chars().find(|c| is_unsafe(*c));
    assert!(found.is_none(), "unsafe character: {found:?}");
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.range.start >= end && block.range.end <= text.len());
        assert!(text.get(block.range.clone()).is_some(), "not on a boundary");
        assert!(block.range.start < block.range.end || block.kind == BlockKind::Rule);
        end = block.range.end;
        if let BlockKind::ListItem { marker, .. } = &block.kind {
            assert!(
                !marker.chars().any(|c| is_unsafe(c) || c == '\n'),
                "{marker:?}"
            );
        }
    }
    for inline in document.inlines() {
        assert!(
            text.get(inline.range.clone())
                .is_some_and(|t| !t.is_empty())
        );
    }
    let mut end = 0;
    for link in document.links() {
        assert!(link.range.start >= end && link.range.end <= text.len());
        assert!(text.get(link.range.clone()).is_some_and(|t| !t.is_empty()));
        let is_unsafe_in_line = |c: char| is_unsafe(c) || c == '\n';
        assert!(
            !link.target.chars().any(is_unsafe_in_line),
            "{:?}",
            link.target
        );
        end = link.range.end;
    }
    let meta = document.meta();
    for value in [&meta.title, &meta.byline(), &meta.date, &meta.site]
        .into_iter()
        .flatten()
    {
        assert!(
            !value.chars().any(|c| is_unsafe(c) || c == '\n'),
            "{value:?}"
        );
    }
}

/// Runs `test` in a thread with a stack of one megabyte.
pub(crate) fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(test).unwrap().join().unwrap();
}
