//! Fixtures of Markdown, each named after a difficulty; source ranges of blocks; hostile input.

use crate::common::blocks;
use byline::document::{BlockKind, Document};
use byline::error::{Error, SafeText};
use byline::load::{self, FileFormat, LoadOptions, RawContent};
use proptest::prelude::*;
use std::path::Path;

fn read(text: &str) -> Result<Document, Error> {
    let mut raw = RawContent::new(text.as_bytes().to_vec(), SafeText::new("notes.md"));
    raw.declared_format = Some(FileFormat::Markdown);
    load::parse(&raw, &LoadOptions::default())
}

#[test]
fn markdown_fixtures_yield_the_expected_blocks() {
    blocks::check(&blocks::fixtures("markdown", "md", 7));
}

/// Protects: each block knows the range of the source it comes from.
#[test]
fn every_block_has_its_source_range() {
    let mut checked = 0;
    for path in blocks::fixtures("markdown", "md", 7) {
        let source = std::fs::read_to_string(&path).unwrap();
        let document =
            load::open(&load::Source::Path(path.clone()), &LoadOptions::default()).unwrap();
        for (index, block) in document.blocks().iter().enumerate() {
            let text = document.slice(block.range.clone());
            let Some(range) = document.source_range(index) else {
                assert_eq!(block.kind, BlockKind::Title, "{}: {text}", path.display());
                continue;
            };
            let source_text = source.get(range).expect("a range in the source");
            let word = text
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| word.len() > 2 && word.is_ascii());
            checked += usize::from(word.is_some());
            assert!(
                word.is_none_or(|word| source_text.to_lowercase().contains(&word.to_lowercase())),
                "{text:?} is not in {source_text:?}"
            );
        }
        assert!(document.source_range(document.blocks().len()).is_none());
    }
    assert!(checked > 40, "{checked}");
}

/// Protects: plain text has no source ranges and pays nothing for them.
#[test]
fn plain_text_has_no_source_ranges() {
    let document = load::parse_plain_text(b"One.\n\nTwo.", &SafeText::new("x")).unwrap();
    assert_eq!(document.source_range(0), None);
}

/// Protects: Markdown is recognized by its file ending, by a media type, and by the user's choice.
#[test]
fn markdown_is_recognized_by_ending_media_type_and_option() {
    assert_eq!(
        FileFormat::from_path(Path::new("a.md")),
        Some(FileFormat::Markdown)
    );
    assert_eq!(
        FileFormat::from_media_type("text/markdown; charset=utf-8"),
        Some(FileFormat::Markdown)
    );
    let raw = RawContent::new(&b"# A\n\n*b*"[..], SafeText::new("a"));
    let options = LoadOptions {
        format: Some(FileFormat::Markdown),
        ..LoadOptions::default()
    };
    let document = load::parse(&raw, &options).unwrap();
    assert_eq!(document.meta().title.as_deref(), Some("A"));
    assert_eq!(document.inlines().len(), 1);
}

/// Protects: a text that contains only markup is reported as one without text.
#[test]
fn markup_without_text_is_reported() {
    let only_title = read("---\ntitle: x\n---\n<!-- -->").unwrap();
    assert_eq!(only_title.text(), "x");
    for text in ["<!-- a -->", "[a]: https://x.org", "****\n\n#\n"] {
        let document = read(text);
        assert!(
            matches!(document, Err(Error::NoText(_))),
            "{text}: {document:?}"
        );
    }
}

/// Protects: no text makes the parser hang or overflow its stack, and no control characters get through.
#[test]
fn hostile_markdown_is_read() {
    blocks::on_a_small_stack(|| {
        let mut refused = Vec::new();
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
            match read(&piece.repeat(count)) {
                Ok(document) => blocks::assert_valid_document(&document),
                Err(error) => {
                    assert!(matches!(error, Error::NoText(_)), "{piece}: {error}");
                    refused.push(piece);
                }
            }
        }
        assert_eq!(refused, [">", "> ", "- ", "1. ", "`", "<div>\n", "\t"]);
        let deep: String = (0..500)
            .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
            .collect();
        blocks::assert_valid_document(&read(&deep).unwrap());
        let table = format!(
            "|{}\n|{}\n|{}",
            "a|".repeat(3000),
            "-|".repeat(3000),
            "b|".repeat(3000)
        );
        blocks::assert_valid_document(&read(&table).unwrap());
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_combination_of_markup_is_read(lines in prop::collection::vec("([ \t>]{0,5}[-*#+=1-9.`|~\\[\\]!<>&;:()^_x]{0,6} ?[a-zé東\u{1b}\u{202e}*_`|&#<>/\\[\\]()^ ]{0,30}\n){1,4}", 0..10)) {
        if let Ok(document) = read(&lines.concat()) {
            blocks::assert_valid_document(&document);
        }
    }
}
