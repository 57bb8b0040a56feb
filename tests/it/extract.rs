//! Fixtures of plain text, and errors for files that are not text.
//!
//! `fixtures/plain/NAME.txt` is an article and `NAME.expected` the expected blocks, one on each line: the kind, the
//! quotation depth if there is one, and the text. Set `BYLINE_BLESS=1` to write the actual result to the file, then
//! review the difference.

use crate::common::blocks;
use byline::document::Document;
use byline::error::{Error, WebError};
use byline::load::{self, Source};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn open(path: &Path) -> Result<Document, Error> {
    load::open(
        &Source::Path(path.to_owned()),
        &load::LoadOptions::default(),
    )
}

fn open_bytes(bytes: &[u8]) -> Result<Document, Error> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    open(file.path())
}

#[test]
fn plain_text_fixtures_yield_the_expected_blocks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plain");
    let mut articles: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    articles.sort();
    assert!(articles.len() >= 8, "the fixtures are gone");
    let mut differences = String::new();
    for article in articles {
        let found = blocks::outline(&open(&article).unwrap(), false);
        let expected = article.with_extension("expected");
        differences.push_str(&blocks::compare(&found, &expected));
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn recognizing_structure_changes_only_white_space() {
    // These contain no list markers, heading signs or hyphens at line ends, so every character must come through.
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
fn the_sample_article_opens_with_its_title() {
    let document = load::open(&Source::Sample, &load::LoadOptions::default()).unwrap();
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

/// Protects: a long text is shown from its beginning first, wherever it can be split, and that beginning is the same in
/// the complete text.
#[test]
fn a_long_text_opens_with_its_beginning() {
    for (separator, times) in [
        ("\n\n", 30_000),
        ("\r\n\r\n", 30_000),
        ("\n", 30_000),
        (" ", 30_000),
    ] {
        let text = format!("Some words of a sentence that ends here.{separator}").repeat(times);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let load::PartialContent::Article { head, rest } = load::open_partial(
            &Source::Path(file.path().to_owned()),
            &load::LoadOptions::default(),
        )
        .unwrap() else {
            panic!("no feed");
        };
        let complete = rest.expect("more to come").finish().unwrap();
        assert!(
            head.text().len() < complete.text().len() / 10,
            "{separator:?}"
        );
        assert!(head.text().len() > 1_000, "{separator:?}");
        assert!(complete.text().starts_with(head.text()), "{separator:?}");
    }
}

/// Protects: of a long file only the beginning is read before it is shown, a character that is cut there is whole in the complete text,
/// and an encoding that only the rest betrays is the one of the complete text.
#[test]
fn the_rest_of_a_long_file_is_read_later() {
    let line = "Some words of a sentence that ends here.\n\n";
    // The character stands across the end of the first 64 KiB.
    let lines = line.repeat(10_000);
    let text = format!("{}é{lines}", &lines[..(64 << 10) - 1]);
    for (bytes, last, expected) in [
        (text.as_bytes(), "The end.\n".as_bytes(), "The end."),
        (
            line.repeat(10_000).as_bytes(),
            b"Caf\xe9 in Berlin.\n",
            "Café in Berlin.",
        ),
    ] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let source = Source::Path(file.path().to_owned());
        let opened = load::open_partial(&source, &load::LoadOptions::default()).unwrap();
        let load::PartialContent::Article { rest, .. } = opened else {
            panic!("no feed");
        };
        file.write_all(last).unwrap();
        if let Some(rest) = rest {
            let complete = rest.finish().unwrap();
            assert!(complete.text().ends_with(expected));
            assert!(!complete.text().contains('\u{fffd}'));
        } else {
            panic!("all of it was read");
        }
    }
}

/// Protects: a title with a tab in it is a single line in the metadata.
#[test]
fn a_title_in_the_metadata_is_one_line() {
    let document =
        open_bytes(b"= The\ttalks =\n\nThey went on, and nobody knew for how long.\n").unwrap();
    assert_eq!(document.meta().title.as_deref(), Some("The talks"));
}

#[test]
fn files_without_text_are_rejected_with_a_clear_error() {
    for (bytes, expected) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG image"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "a program"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
        (b"", "is empty"),
        (b" \n\t\n  ", "no text in it"),
        (b"\x1b[31m\x1b[0m \x07", "no text in it"),
        (b"\0\0\0\0\0\0\0\0\0", "no text in it"),
    ] {
        let error = open_bytes(bytes).expect_err(expected);
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains('\n'), "{message}");
        assert_eq!(error.exit_code(), 1);
    }
}

#[test]
fn paths_that_cannot_be_opened_have_distinct_errors() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(open(folder.path()), Err(Error::IsDirectory(_))));
    assert!(matches!(
        open(&folder.path().join("no")),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        open(Path::new("example.invalid/a")),
        Err(Error::Web(WebError::MissingScheme(_)))
    ));
}

#[test]
fn all_supported_encodings_yield_the_same_text() {
    let text = "Zoë Müller flew to Québec — “at last”.";
    let little_endian: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big_endian: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows_1252 = b"Zo\xeb M\xfcller flew to Qu\xe9bec \x97 \x93at last\x94.";
    for bytes in [
        text.as_bytes(),
        &[b"\xef\xbb\xbf", text.as_bytes()].concat(),
        &[b"\xff\xfe", &*little_endian].concat(),
        &[b"\xfe\xff", &*big_endian].concat(),
        windows_1252,
    ] {
        assert_eq!(open_bytes(bytes).unwrap().text(), text);
    }
}

/// Protects: a book or a PDF is never shown as raw bytes, whatever its name or declared format.
#[test]
fn books_and_pdfs_are_never_read_as_text() {
    for (bytes, kind) in [
        (&b"%PDF-1.7\n%\xe2\xe3"[..], "a PDF document"),
        (
            b"PK\x03\x04\x0a\0\0\0mimetypeapplication/epub+zip",
            "an EPUB book",
        ),
    ] {
        let mut raw = load::RawContent::new(bytes, byline::error::SafeText::new("notes.html"));
        raw.declared_format = Some(load::FileFormat::Html);
        let error = load::parse(&raw, &load::LoadOptions::default()).unwrap_err();
        assert!(error.to_string().contains(kind), "{error}");
        let options = load::LoadOptions {
            format: Some(load::FileFormat::Plain),
            ..load::LoadOptions::default()
        };
        let message = load::parse(&raw, &options).unwrap_err().to_string();
        assert!(
            message.contains(kind) && message.contains("leave out --format"),
            "{message}"
        );
    }
}

/// Protects: a program built without PDF support says so, and says what to do instead.
#[cfg(not(feature = "pdf"))]
#[test]
fn without_pdf_support_an_error_names_the_alternative() {
    let raw = load::RawContent::new(
        &b"%PDF-1.4\n%%EOF"[..],
        byline::error::SafeText::new("report.pdf"),
    );
    let error = load::parse(&raw, &load::LoadOptions::default()).unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("built without PDF") && message.contains("pdftotext"),
        "{message}"
    );
}
