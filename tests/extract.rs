//! From a file to blocks: fixtures with what should come out of them.
//!
//! `fixtures/plain/NAME.txt` holds an article, `NAME.expected` its blocks, one to the line: the kind, the quotation depth
//! if there is one, and the text. Set `BYLINE_BLESS=1` to write what comes out today, then read the difference.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/blocks.rs"]
mod blocks;

use byline::document::Document;
use byline::error::{Error, Web};
use byline::load::{self, Source};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn open(path: &Path) -> Result<Document, Error> {
    load::open(&Source::Path(path.to_owned()), &load::Options::default())
}

fn written(bytes: &[u8]) -> Result<Document, Error> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    open(file.path())
}

#[test]
fn every_fixture_has_its_blocks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plain");
    let mut articles: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    articles.sort();
    assert!(articles.len() >= 8, "the fixtures are gone");
    let mut wrong = String::new();
    for article in articles {
        let found = blocks::outline(&open(&article).unwrap(), false);
        let expected = article.with_extension("expected");
        wrong.push_str(&blocks::compare(&found, &expected));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn reading_structure_changes_nothing_but_blanks() {
    // Neither marker nor heading sign nor hyphen at a line's end is in it, so all letters must come through.
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for name in ["wrapped", "letter", "lines", "verse"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/plain/{name}.txt"));
        let raw = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            letters(open(&path).unwrap().text()),
            letters(&raw),
            "{name}"
        );
    }
}

#[test]
fn the_sample_opens_with_its_title() {
    let document = load::open(&Source::Sample, &load::Options::default()).unwrap();
    assert!(
        document
            .meta()
            .title
            .as_deref()
            .is_some_and(|title| title.contains("lighthouse"))
    );
    let words = document.text().split_whitespace().count();
    assert!((500..=720).contains(&words), "{words} words");
}

/// Protects: a long text opens with its beginning, whatever it can be cut at, and that beginning is the whole one's.
#[test]
fn a_long_text_opens_with_its_beginning() {
    for (between, times) in [
        ("\n\n", 30_000),
        ("\r\n\r\n", 30_000),
        ("\n", 30_000),
        (" ", 30_000),
    ] {
        let text = format!("Some words of a sentence that ends here.{between}").repeat(times);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let load::Opening::Article { head, rest } = load::begin(
            &Source::Path(file.path().to_owned()),
            &load::Options::default(),
        )
        .unwrap() else {
            panic!("no feed");
        };
        let whole = rest.expect("more to come").finish().unwrap();
        assert!(head.text().len() < whole.text().len() / 10, "{between:?}");
        assert!(head.text().len() > 1_000, "{between:?}");
        assert!(whole.text().starts_with(head.text()), "{between:?}");
    }
}

/// Protects: a title with a tab in it is one line beside the text as it is in it.
#[test]
fn a_title_is_one_line() {
    let document =
        written(b"= The\ttalks =\n\nThey went on, and nobody knew for how long.\n").unwrap();
    assert_eq!(document.meta().title.as_deref(), Some("The talks"));
}

#[test]
fn what_is_no_text_is_refused_in_a_sentence() {
    for (bytes, sign) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG image"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "a program"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
        (b"", "is empty"),
        (b" \n\t\n  ", "no text in it"),
        (b"\x1b[31m\x1b[0m \x07", "no text in it"),
        (b"\0\0\0\0\0\0\0\0\0", "no text in it"),
    ] {
        let error = written(bytes).expect_err(sign);
        let sentence = error.to_string();
        assert!(sentence.contains(sign), "{sentence}");
        assert!(!sentence.contains('\n'), "{sentence}");
        assert_eq!(error.exit_code(), 1);
    }
}

#[test]
fn names_that_open_nothing_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(open(folder.path()), Err(Error::Folder(_))));
    assert!(matches!(
        open(&folder.path().join("no")),
        Err(Error::Missing(_))
    ));
    assert!(matches!(
        open(Path::new("example.invalid/a")),
        Err(Error::Web(Web::Unschemed(_)))
    ));
}

#[test]
fn encodings_lead_to_the_same_text() {
    let text = "Zoë Müller flew to Québec — “at last”.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let western = b"Zo\xeb M\xfcller flew to Qu\xe9bec \x97 \x93at last\x94.";
    for bytes in [
        text.as_bytes(),
        &[b"\xef\xbb\xbf", text.as_bytes()].concat(),
        &[b"\xff\xfe", &*little].concat(),
        &[b"\xfe\xff", &*big].concat(),
        western,
    ] {
        assert_eq!(written(bytes).unwrap().text(), text);
    }
}

/// Protects: a book or a PDF document is never shown as the bytes that it is, whatever it is called or said to be.
#[test]
fn what_is_packed_is_no_text() {
    for (bytes, kind) in [
        (&b"%PDF-1.7\n%\xe2\xe3"[..], "a PDF document"),
        (
            b"PK\x03\x04\x0a\0\0\0mimetypeapplication/epub+zip",
            "an EPUB book",
        ),
    ] {
        let mut raw = load::Raw::new(bytes, byline::error::Name::of("notes.html"));
        raw.told = Some(load::Format::Html);
        let found = load::read(&raw, &load::Options::default()).unwrap_err();
        assert!(found.to_string().contains(kind), "{found}");
        let options = load::Options {
            format: Some(load::Format::Plain),
            ..load::Options::default()
        };
        let said = load::read(&raw, &options).unwrap_err().to_string();
        assert!(
            said.contains(kind) && said.contains("leave out --format"),
            "{said}"
        );
    }
}
