//! Markdown to blocks: fixtures named after a difficulty, the places in the source, and hostile input.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/blocks.rs"]
mod blocks;

use byline::document::{BlockKind, Document};
use byline::error::{Error, Name};
use byline::load::{self, Format, Options, Raw};
use proptest::prelude::*;
use std::path::Path;

fn read(text: &str) -> Result<Document, Error> {
    let mut raw = Raw::new(text.as_bytes().to_vec(), Name::of("notes.md"));
    raw.told = Some(Format::Markdown);
    load::read(&raw, &Options::default())
}

#[test]
fn every_fixture_has_its_blocks() {
    blocks::check(&blocks::fixtures("markdown", "md", 7));
}

/// Protects: a block can be found in the file that it was written in.
#[test]
fn every_block_knows_its_place_in_the_source() {
    for path in blocks::fixtures("markdown", "md", 7) {
        let source = std::fs::read_to_string(&path).unwrap();
        let document = load::open(&load::Source::Path(path.clone()), &Options::default()).unwrap();
        for (index, block) in document.blocks().iter().enumerate() {
            let text = document.slice(block.range.clone());
            let Some(place) = document.source_of(index) else {
                assert_eq!(block.kind, BlockKind::Title, "{}: {text}", path.display());
                continue;
            };
            let written = source.get(place).expect("a place in the source");
            let word = text
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| word.len() > 2 && word.is_ascii());
            assert!(
                word.is_none_or(|word| written.to_lowercase().contains(&word.to_lowercase())),
                "{text:?} is not in {written:?}"
            );
        }
        assert!(document.source_of(document.blocks().len()).is_none());
    }
}

/// Protects: text without marks has no map, and costs nothing for it.
#[test]
fn plain_text_has_no_places() {
    let document = load::document(b"One.\n\nTwo.", &Name::of("x")).unwrap();
    assert_eq!(document.source_of(0), None);
}

/// Protects: Markdown is known by its ending, by what a server says, and by what a person says.
#[test]
fn it_is_markdown_by_every_way_of_saying_so() {
    assert_eq!(Format::of_path(Path::new("a.md")), Some(Format::Markdown));
    assert_eq!(
        Format::of_media_type("text/markdown; charset=utf-8"),
        Some(Format::Markdown)
    );
    let raw = Raw::new(&b"# A\n\n*b*"[..], Name::of("a"));
    let options = Options {
        format: Some(Format::Markdown),
        ..Options::default()
    };
    let document = load::read(&raw, &options).unwrap();
    assert_eq!(document.meta().title.as_deref(), Some("A"));
    assert_eq!(document.inlines().len(), 1);
}

/// Protects: marks without text are told to be that.
#[test]
fn nothing_but_marks_is_no_text() {
    for text in [
        "---\ntitle: x\n---\n<!-- -->",
        "<!-- a -->",
        "[a]: https://x.org",
        "****\n\n#\n",
    ] {
        match read(text) {
            Ok(document) => assert!(
                document
                    .blocks()
                    .iter()
                    .all(|b| matches!(b.kind, BlockKind::Title | BlockKind::Rule))
                    || !document.text().is_empty()
            ),
            Err(error) => assert!(matches!(error, Error::NoText(_)), "{error}"),
        }
    }
}

/// Protects: no text can make the reader hang, overflow its stack, or let anything live through.
#[test]
fn hostile_markdown() {
    blocks::on_a_small_stack(|| {
        for (piece, count) in [
            (">", 20_000),
            ("> ", 20_000),
            ("- ", 20_000),
            ("1. ", 5_000),
            ("*a ", 20_000),
            ("[", 20_000),
            ("![", 20_000),
            ("`", 20_000),
            ("<a ", 20_000),
            ("<div>\n", 20_000),
            ("[^a]", 5_000),
            ("|a", 5_000),
            ("[a](", 10_000),
            ("&#27;]0;", 5_000),
            ("a\\\n", 10_000),
            ("# a\n", 5_000),
            ("[^a]: x\n\n", 3_000),
            ("**_", 10_000),
            ("\t", 20_000),
        ] {
            if let Ok(document) = read(&piece.repeat(count)) {
                blocks::keeps_its_promises(&document);
            }
        }
        let deep: String = (0..500)
            .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
            .collect();
        blocks::keeps_its_promises(&read(&deep).unwrap());
        let table = format!(
            "|{}\n|{}\n|{}",
            "a|".repeat(3000),
            "-|".repeat(3000),
            "b|".repeat(3000)
        );
        blocks::keeps_its_promises(&read(&table).unwrap());
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_marks(lines in prop::collection::vec("([ \t>]{0,5}[-*#+=1-9.`|~\\[\\]!<>&;:()^_x]{0,6} ?[a-zé東\u{1b}\u{202e}*_`|&#<>/\\[\\]()^ ]{0,30}\n){1,4}", 0..10)) {
        if let Ok(document) = read(&lines.concat()) {
            blocks::keeps_its_promises(&document);
        }
    }
}
