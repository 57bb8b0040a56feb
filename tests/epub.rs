//! Books to documents: made here, whole and damaged in every way that books are.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/blocks.rs"]
mod blocks;
#[path = "common/book.rs"]
mod book;

use book::{CONTAINER, MIMETYPE, archive, chapter, package};
use byline::document::Document;
use byline::error::{Error, Name};
use byline::load::{self, Format, Options, Raw, Source};
use std::io::Write as _;

fn read(bytes: &[u8]) -> Result<Document, Error> {
    let raw = Raw::new(bytes.to_vec(), Name::of("book.epub"));
    let document = load::read(&raw, &Options::default())?;
    blocks::keeps_its_promises(&document);
    Ok(document)
}

fn refused(bytes: &[u8]) -> String {
    let mut raw = Raw::new(bytes.to_vec(), Name::of("book.epub"));
    raw.told = Some(Format::Epub);
    let options = Options {
        format: Some(Format::Epub),
        ..Options::default()
    };
    let sentence = load::read(&raw, &options)
        .expect_err("a refusal")
        .to_string();
    assert!(
        sentence.starts_with("cannot read book.epub as an EPUB book: "),
        "{sentence}"
    );
    assert!(!sentence.contains('\n'), "{sentence}");
    sentence
}

/// Protects: what a book says of itself, the order of its chapters, its own contents left out, and names from them.
#[test]
fn a_book_is_one_document_in_its_own_order() {
    let nav = "<nav><ol><li><a href='text/one.xhtml'>The first day</a></li><li><a href='text/b%20two.xhtml#x'>Two</a></li></ol></nav>";
    let manifest = "<item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
        <item id='two' href='text/b%20two.xhtml' media-type='application/xhtml+xml'/>\
        <item id='one' href='text/one.xhtml' media-type='application/xhtml+xml'/>\
        <item id='notes' href='notes.xhtml' media-type='application/xhtml+xml'/>\
        <item id='img' href='a.svg' media-type='image/svg+xml'/>";
    let spine = "<itemref idref='n'/><itemref idref='notes' linear='no'/><itemref idref='one'/><itemref idref='two'/>\
        <itemref idref='img'/><itemref idref='one'/>";
    let bytes = archive(&[
        MIMETYPE,
        CONTAINER,
        ("OEBPS/book.opf", package(manifest, spine).as_bytes()),
        ("OEBPS/nav.xhtml", chapter(nav).as_bytes()),
        (
            "OEBPS/text/one.xhtml",
            chapter("<p>It <em>rained</em> in Oslo.</p>").as_bytes(),
        ),
        (
            "OEBPS/text/b two.xhtml",
            chapter("<h2>Day two</h2><p>See <a href='https://example.org/x'>this</a>.</p>")
                .as_bytes(),
        ),
        ("OEBPS/notes.xhtml", chapter("<p>A note.</p>").as_bytes()),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(
        blocks::outline(&document, true),
        "title: The Long & Quiet Border\nbyline: Ingrid Solberg\ndate: 2025-11-02\nsite: Nordlys\n\
         Title | The Long & Quiet Border\nHeading 1 | The first day\nParagraph | It rained in Oslo.\n\
         \x20   Emphasis: rained\nHeading 2 | Day two\nParagraph | See this.\n\
         \x20   this → https://example.org/x\nParagraph | A note.\n"
    );
}

/// Protects: a book reaches its reader from a file, whatever it is called and however it was packed.
#[test]
fn a_book_opens_by_its_name_or_by_its_bytes() {
    let whole = book::book(&["<h1>One</h1><p>Text.</p>"]);
    let unmarked = archive(&[
        CONTAINER,
        (
            "OEBPS/book.opf",
            package(
                "<item id='a' href='a.html' media-type='text/html'/>",
                "<itemref idref='a'/>",
            )
            .as_bytes(),
        ),
        ("OEBPS/a.html", b"<p>Text.</p>"),
    ]);
    for (bytes, ending) in [
        (&whole, ".epub"),
        (&whole, ".bin"),
        (&unmarked, ".epub"),
        (&unmarked, ".x"),
    ] {
        let mut file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let source = Source::Path(file.path().to_owned());
        let document = load::open(&source, &Options::default()).unwrap();
        assert!(document.text().ends_with("Text."), "{ending}");
    }
    let zip = archive(&[("a.txt", b"x")]);
    let mut file = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
    file.write_all(&zip).unwrap();
    let error = load::open(&Source::Path(file.path().to_owned()), &Options::default()).unwrap_err();
    assert!(error.to_string().contains("a zip archive"), "{error}");
}

/// Protects: a page that a server sent instead of the book is read as what it is.
#[test]
fn a_name_alone_makes_no_book() {
    let mut raw = Raw::new(
        &b"Dear reader, the book is gone."[..],
        Name::of("book.epub"),
    );
    raw.told = Some(Format::Epub);
    let document = load::read(&raw, &Options::default()).unwrap();
    assert!(document.text().contains("gone"));
}

/// Protects: chapters in every encoding that chapters are in.
#[test]
fn chapters_in_any_encoding() {
    let opf = package(
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>\
         <item id='c' href='c.xhtml' media-type='application/xhtml+xml'/><item id='d' href='d.xhtml' media-type='application/xhtml+xml'/>",
        "<itemref idref='a'/><itemref idref='b'/><itemref idref='c'/><itemref idref='d'/>",
    );
    let wide = |text: &str| -> Vec<u8> {
        b"\xff\xfe"
            .iter()
            .copied()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect()
    };
    let bytes = archive(&[
        MIMETYPE,
        CONTAINER,
        // The package file itself, too.
        ("OEBPS/book.opf", &wide(&opf)),
        ("OEBPS/a.xhtml", b"<html><body><p>Ren\xe9e at the caf\xe9 in Qu\xe9bec</p></body></html>"),
        ("OEBPS/b.xhtml", b"<?xml version='1.0' encoding='iso-8859-2'?><html><body><p>Wa\xb3\xeasa</p></body></html>"),
        ("OEBPS/c.xhtml", &wide("<html><body><p>Zo\u{eb} \u{2014} Kyiv</p></body></html>")),
        ("OEBPS/d.xhtml", "\u{feff}<html><body><p>Žižek &hellip; &#8217;</p></body></html>".as_bytes()),
    ]);
    let document = read(&bytes).unwrap();
    for words in [
        "Renée at the café in Québec",
        "Wałęsa",
        "Zoë — Kyiv",
        "Žižek … ’",
    ] {
        assert!(
            document.text().contains(words),
            "{words} in {}",
            document.text()
        );
    }
}

/// Protects: a chapter that is damaged, missing or unnamed costs itself alone, and its place says so.
#[test]
fn damaged_chapters_are_told_in_their_place() {
    let manifest = "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>\
        <item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>";
    let spine =
        "<itemref idref='a'/><itemref idref='b'/><itemref idref='nobody'/><itemref idref='c'/>";
    let opf = package(manifest, spine);
    let good = chapter("<p>First.</p>");
    let bad: String = (0..4000_u32)
        .map(|n| format!("<p>{}</p>", n.wrapping_mul(2_654_435_761)))
        .collect();
    let mut bytes = archive(&[
        MIMETYPE,
        CONTAINER,
        ("OEBPS/book.opf", opf.as_bytes()),
        ("OEBPS/a.xhtml", good.as_bytes()),
        ("OEBPS/c.xhtml", bad.as_bytes()),
    ]);
    let at = bytes
        .windows(13)
        .position(|w| w == b"OEBPS/c.xhtml")
        .unwrap();
    for byte in &mut bytes[at + 2000..at + 2100] {
        *byte ^= 0x55;
    }
    let document = read(&bytes).unwrap();
    let expected = "Paragraph | First.\nParagraph | [Chapter 2 cannot be read: its file is missing]\n\
        Paragraph | [Chapter 3 cannot be read: the book does not say which file it is]\n\
        Paragraph | [Chapter 4 cannot be read: its file is damaged]\n";
    assert!(
        blocks::outline(&document, false).ends_with(expected),
        "{}",
        blocks::outline(&document, false)
    );
}

/// Protects: what is no book at all is refused in a sentence that says why.
#[test]
fn what_is_no_book_is_refused_in_a_sentence() {
    let whole = book::book(&["<p>Some words to fill the chapter with.</p>"]);
    assert!(refused(&whole[..whole.len() - 40]).contains("its end is missing"));
    assert!(refused(&whole[..60]).contains("its end is missing"));
    assert!(refused(b"not a zip archive").contains("no zip archive"));
    assert!(refused(b"").contains("no zip archive"));
    assert!(refused(&archive(&[MIMETYPE])).contains("no chapters"));
    assert!(refused(&archive(&[MIMETYPE, CONTAINER])).contains("no chapters"));
    let opf = package(
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
        "<itemref idref='a'/>",
    );
    let files = [MIMETYPE, CONTAINER, ("OEBPS/book.opf", opf.as_bytes())];
    assert!(refused(&archive(&files)).contains("its file is missing"));
    let lock = b"<encryption><EncryptedData><CipherReference URI='OEBPS/a.xhtml'/></EncryptedData></encryption>";
    let text = ("OEBPS/a.xhtml", &b"\x8f\x02\x99"[..]);
    let locked = [
        files[0],
        files[1],
        files[2],
        ("META-INF/encryption.xml", lock),
        text,
    ];
    assert!(refused(&archive(&locked)).contains("locked by its seller"));
}

/// Protects: a book without a container or a reading order is still read, by what is in it.
#[test]
fn missing_lists_are_made_up_for() {
    let page = chapter("<p>Words.</p>");
    let opf = package(
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
        "",
    );
    for files in [
        vec![
            MIMETYPE,
            ("OEBPS/book.opf", opf.as_bytes()),
            ("OEBPS/a.xhtml", page.as_bytes()),
        ],
        vec![
            MIMETYPE,
            CONTAINER,
            ("OEBPS/book.opf", opf.as_bytes()),
            ("oebps/A.XHTML", page.as_bytes()),
        ],
        vec![MIMETYPE, ("a.xhtml", page.as_bytes())],
    ] {
        assert!(read(&archive(&files)).unwrap().text().ends_with("Words."));
    }
}

/// Protects: no book unpacks to more than memory holds, whether its directory tells the truth or not.
#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 10 << 20];
    let opf = package(
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
        "<itemref idref='a'/>",
    );
    let mut bytes = archive(&[
        MIMETYPE,
        CONTAINER,
        ("OEBPS/book.opf", opf.as_bytes()),
        ("OEBPS/a.xhtml", &zeros),
    ]);
    assert!(refused(&bytes).contains("more text than any book has"));
    // The same with a directory that lies.
    let size = (10_u32 << 20).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let sentence = refused(&bytes);
    assert!(
        sentence.contains("more text than any book has") || sentence.contains("damaged"),
        "{sentence}"
    );
    let many: Vec<(String, Vec<u8>)> = (0..5)
        .map(|n| (format!("OEBPS/{n}.xhtml"), vec![b' '; 2 << 20]))
        .collect();
    let mut files = vec![MIMETYPE, CONTAINER, ("OEBPS/book.opf", opf.as_bytes())];
    files.extend(
        many.iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    assert!(refused(&archive(&files)).contains("more text than any book has"));
}

/// Protects: elements nested without end, in a chapter or in a list of chapters, overflow no stack.
#[test]
fn deep_nesting_and_endless_lists() {
    blocks::on_a_small_stack(|| {
        let deep = |open: &str, close: &str| {
            format!("{}deep{}", open.repeat(30_000), close.repeat(30_000))
        };
        for body in [
            deep("<div>", "</div>"),
            deep("<blockquote>", ""),
            deep("<ul><li>", ""),
            deep("<b>", "</i>"),
            deep("<table><tr><td>", ""),
        ] {
            let document = read(&book::book(&[&body])).unwrap();
            assert!(document.text().contains("deep"));
        }
        let points =
            "<navPoint><navLabel><text>x</text></navLabel><content src='a.xhtml'/>".repeat(50_000);
        let refines: String = (0..50_000)
            .map(|n| format!("<meta id='m{n}' refines='#m{}'>x</meta>", n + 1))
            .collect();
        let manifest = format!(
            "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>{refines}"
        );
        let page = chapter("<p>deep</p>");
        let opf = package(&manifest, &"<itemref idref='a'/>".repeat(50_000));
        let files = [
            MIMETYPE,
            CONTAINER,
            ("OEBPS/book.opf", opf.as_bytes()),
            ("OEBPS/toc.ncx", points.as_bytes()),
            ("OEBPS/a.xhtml", page.as_bytes()),
        ];
        assert!(read(&archive(&files)).unwrap().text().ends_with("deep"));
    });
}

/// Protects: a book cut off or changed anywhere is read or refused, and nothing else happens.
#[test]
fn broken_anywhere() {
    blocks::on_a_small_stack(|| {
        let whole = book::book(&[
            "<h1>One</h1><p>Some text &amp; more.</p>",
            "<h1>Two</h1><ul><li>a</li></ul>",
        ]);
        for end in (0..whole.len()).step_by(7) {
            let _ = read(&whole[..end]);
        }
        let mut state = 1_u32;
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = (state >> 3) as u8;
            }
            let _ = read(&bytes);
        }
    });
}
