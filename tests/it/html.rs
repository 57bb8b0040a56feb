//! Fixtures of HTML pages, each named after the difficulty it contains.
//!
//! `fixtures/html/NAME.html` is a page and `NAME.expected` the expected result: first the metadata, then one block on
//! each line, with its styles and links below it. Set `BYLINE_BLESS=1` to write the actual result to the file, then
//! review the difference.

mod hostile;

use crate::common::blocks;
use byline::document::{BlockKind, Document};
use byline::error::SafeText;
use byline::load::{self, FileFormat, RawContent};
use std::path::{Path, PathBuf};

/// The URL that every fixture pretends to come from.
const PAGE_URL: &str = "https://news.example.org/world/story.html";

fn page(bytes: Vec<u8>) -> RawContent {
    let mut raw = RawContent::new(bytes, SafeText::new("a page"));
    raw.declared_format = Some(FileFormat::Html);
    raw.url = Some(PAGE_URL.to_owned());
    raw
}

#[test]
fn html_fixtures_yield_the_expected_blocks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/html");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    pages.sort();
    assert!(pages.len() >= 60, "the fixtures are gone");
    let mut differences = String::new();
    for path in pages {
        let raw = page(std::fs::read(&path).unwrap());
        let found = match load::parse(&raw, &load::LoadOptions::default()) {
            Ok(document) => {
                check(&document, &path.to_string_lossy());
                blocks::outline(&document, true)
            }
            Err(error) => format!("error: {error}\n"),
        };
        differences.push_str(&blocks::compare(&found, &path.with_extension("expected")));
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Protects: no page makes the program panic or overflow a small stack, and no control characters get through.
#[test]
fn hostile_pages_are_read_or_rejected() {
    let full = std::env::var_os("BYLINE_FULL").is_some();
    let folder = std::env::var_os("BYLINE_HOSTILE").map(PathBuf::from);
    let mut refused = Vec::new();
    for (name, text) in hostile::pages(if full { 1 } else { 50 }) {
        if let Some(folder) = &folder {
            let file = folder.join(name.replace(' ', "-")).with_extension("html");
            std::fs::write(file, &text).unwrap();
            continue;
        }
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let read = move || load::parse(&page(text.into_bytes()), &load::LoadOptions::default());
        let document = thread.spawn(read).unwrap().join();
        let Ok(document) = document.unwrap_or_else(|_| panic!("{name} panics")) else {
            refused.push(name);
            continue;
        };
        check(&document, name);
    }
    assert!(refused.len() < 10, "{refused:?}");
}

/// Protects: in a page that is too large for Readability, the block with the prose is shown and its navigation is not.
#[test]
fn the_article_of_a_page_too_large_for_readability_is_found() {
    let sentence =
        "The ferry between Tarn Bay and the island of Skell will not sail before Friday.";
    let paragraphs = format!("<p>{}</p>", [sentence; 6].join(" ")).repeat(800);
    let links = "<li><a href=\"/x\">Weather for the islands</a></li>".repeat(40);
    let text = format!(
        "<title>The ferry</title><nav><ul>{links}</ul></nav>{}{paragraphs}",
        "<div>".repeat(480)
    );
    let document = load::parse(&page(text.into_bytes()), &load::LoadOptions::default()).unwrap();
    assert!(document.meta().notice.is_none(), "{:?}", document.meta());
    assert!(document.text().contains(sentence));
    assert!(!document.text().contains("Weather"));
}

/// Protects: a page whose scripts are a thousand times as long as its article is not too large to be searched for it.
#[test]
fn long_scripts_do_not_make_a_page_too_large() {
    let paragraphs: Vec<String> = (1..=9)
        .map(|day| {
            format!(
                "<h3><a href=\"https://ferry.example.org/{day}\">Day {day}</a></h3>\
                 <p>On day {day} the ferry between Tarn Bay and the island of Skell did \
                 not sail, because of the wind, and {day} of its passengers waited in the old school, \
                 where the council had set up beds.</p>"
            )
        })
        .collect();
    let data = r#"{"a":"<b>&amp;\"x\"</b>","n":1},"#.repeat(40_000);
    let text = format!(
        "<title>The ferry</title>{}<article><h1>The ferry</h1>{}</article><script>var data=[{data}];</script>",
        "<div>".repeat(20),
        paragraphs.concat()
    );
    let document = load::parse(&page(text.into_bytes()), &load::LoadOptions::default()).unwrap();
    let notice = document.meta().notice.clone().unwrap_or_default();
    assert!(!notice.contains("too large"), "{notice}");
    for day in 1..=9 {
        assert!(
            document.text().contains(&format!("On day {day} the")),
            "{day}"
        );
    }
}

/// Checks what must be true of every document.
fn check(document: &Document, name: &str) {
    let is_unsafe = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}')
    };
    let text = document.text();
    assert!(!text.chars().any(|c| is_unsafe(c) && c != '\n'), "{name}");
    let meta = document.meta();
    let metadata_values = [
        &meta.title,
        &meta.byline(),
        &meta.date,
        &meta.site,
        &meta.notice,
    ];
    let metadata_values = metadata_values.into_iter().flatten().map(String::as_str);
    let targets = document.links().iter().map(|link| link.target.as_str());
    for line in metadata_values.chain(targets) {
        assert!(!line.chars().any(is_unsafe), "{name}: {line:?}");
    }
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.range.start >= end, "{name}: blocks overlap");
        assert!(text.get(block.range.clone()).is_some(), "{name}");
        if let BlockKind::TableRow { columns, .. } = block.kind {
            let cells = document.slice(block.range.clone()).split('\n').count();
            assert!(
                cells <= usize::from(columns),
                "{name}: {cells} cells in {columns} columns"
            );
        }
        end = block.range.end;
    }
    let inside = |range: &std::ops::Range<usize>| {
        let block = &document.blocks()[document.block_at(range.start)];
        assert!(
            text.get(range.clone()).is_some_and(|text| !text.is_empty()),
            "{name}"
        );
        assert!(
            range.start >= block.range.start && range.end <= block.range.end,
            "{name}"
        );
    };
    let mut after = 0;
    for link in document.links() {
        inside(&link.range);
        assert!(link.range.start >= after, "{name}: links overlap");
        after = link.range.end;
    }
    for inline in document.inlines() {
        inside(&inline.range);
    }
}
