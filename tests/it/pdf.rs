//! PDF documents built by the tests object by object.

use crate::common::blocks;
use byline::document::Document;
use byline::error::{Error, SafeText};
use byline::load::{self, LoadOptions, RawContent};

fn read(bytes: &[u8]) -> Result<Document, Error> {
    let raw = RawContent::new(bytes.to_vec(), SafeText::new("report.pdf"));
    let document = load::parse(&raw, &LoadOptions::default())?;
    blocks::assert_valid_document(&document);
    Ok(document)
}

/// A PDF of `pages`, each given as a content stream. `info` and `trailer` are added to the dictionaries of those names.
fn pdf(pages: &[String], info: &str, trailer: &str) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<<{info}>>"),
    ];
    let mut kids = String::new();
    for content in pages {
        let page = objects.len() + 1;
        kids += &format!("{page} 0 R ");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            page + 1
        ));
        objects.push(format!(
            "<</Length {}>>stream\n{content}\nendstream",
            content.len()
        ));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R/Info 4 0 R{trailer}>>\nstartxref\n{start}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}

/// The content stream of a page with `lines`: font size, distance from the left, distance from the bottom, text.
fn page(lines: &[(u32, u32, u32, &str)]) -> String {
    let mut content = String::from("BT\n");
    for (size, x, y, text) in lines {
        content += &format!("/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj\n");
    }
    content + "ET"
}

/// Three pages with a title, running heads, a hyphenated word, and a paragraph across a page break.
fn report() -> Vec<u8> {
    let first = page(&[
        (9, 72, 770, "Nordlys Report 2026"),
        (24, 72, 720, "The Quiet Border"),
        (
            11,
            72,
            680,
            "The Norwegian foreign minister, Ingrid Solberg, flew to Kenya on Monday, where the",
        ),
        (
            11,
            72,
            666,
            "talks about the treaty took three days. She said that nobody had expected the inter-",
        ),
        (
            11,
            72,
            652,
            "national press to come, and that well-known faces were few.",
        ),
        (
            11,
            72,
            620,
            "A second paragraph begins after a gap and is long enough to run over two lines of",
        ),
        (
            11,
            72,
            606,
            "text, and then over the end of the page, because the sentence does not",
        ),
        (9, 300, 30, "1"),
    ]);
    let second = page(&[
        (9, 72, 770, "Nordlys Report 2026"),
        (11, 72, 700, "stop before it."),
        (14, 72, 660, "What came after"),
        (
            11,
            72,
            630,
            "The of\\002ce in Nairobi stayed open; the well-",
        ),
        (11, 72, 616, "known faces left."),
        (9, 300, 30, "2"),
    ]);
    let third = page(&[
        (9, 72, 770, "Nordlys Report 2026"),
        (11, 72, 700, "An end."),
        (9, 300, 30, "3"),
    ]);
    let info =
        "/Title(Microsoft Word - draft3.doc)/Author(Per Dahl)/CreationDate(D:20260514102205Z)";
    pdf(&[first, second.replace("\\002ce", "fice"), third], info, "")
}

/// Protects: lines become paragraphs, hyphenated words are joined, and running heads are removed.
#[test]
fn pages_become_headings_and_paragraphs() {
    let document = read(&report()).unwrap();
    assert_eq!(
        blocks::outline(&document, true),
        "title: The Quiet Border\nbyline: Per Dahl\ndate: 2026-05-14\n\
         Title | The Quiet Border\n\
         Paragraph | The Norwegian foreign minister, Ingrid Solberg, flew to Kenya on Monday, where the talks about the \
         treaty took three days. She said that nobody had expected the international press to come, and that well-known \
         faces were few.\n\
         Paragraph | A second paragraph begins after a gap and is long enough to run over two lines of text, and then over \
         the end of the page, because the sentence does not stop before it.\n\
         Heading 2 | What came after\n\
         Paragraph | The office in Nairobi stayed open; the well-known faces left.\n\
         Paragraph | An end.\n"
    );
}

/// Protects: text moved far apart becomes separate words, and kerned letters stay one word.
#[test]
fn positions_separate_words() {
    let content = "BT /F1 10 Tf 72 700 Td [(Pa) -40 (ris) -300 (and)] TJ 80 0 Td (Rome) Tj 0 -14 Td (are far.) Tj T* ET \
        q 1 0 0 -1 0 792 cm BT /F1 10 Tf 1 0 0 -1 72 120 Tm (So is ) Tj (Oslo.) Tj ET Q";
    let document = read(&pdf(&[content.to_owned()], "/Title(Three cities)", "")).unwrap();
    assert!(
        document.text().contains("Paris and Rome are far."),
        "{}",
        document.text()
    );
    assert!(
        document.text().contains("So is Oslo."),
        "{}",
        document.text()
    );
    assert_eq!(document.meta().title.as_deref(), Some("Three cities"));
}

/// Protects: ligatures become letters, so that words can be found.
#[test]
fn ligatures_become_letters() {
    let mut file = String::from_utf8(pdf(
        &[page(&[(11, 72, 700, "\\001n\\002l of\\001ce")])],
        "",
        "",
    ))
    .unwrap();
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>";
    file = file.replace(
        font,
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1/fi/a]>>>>",
    );
    let document = read(file.as_bytes()).unwrap();
    assert!(
        document.text().contains("final office"),
        "{}",
        document.text()
    );
}

/// Protects: a PDF without text, one that is locked and one that is damaged each have their own error.
#[test]
fn unreadable_pdfs_have_distinct_errors() {
    let scanned = pdf(
        &["q 600 0 0 800 0 0 cm /Im1 Do Q".to_owned(), String::new()],
        "",
        "",
    );
    let lock = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<0102030405060708091011121314151617181920212223242526272829303132>\
        /U<0102030405060708091011121314151617181920212223242526272829303132>>>/ID[<01020304><01020304>]";
    let locked = pdf(&[page(&[(11, 72, 700, "Secret words in here")])], "", lock);
    for (bytes, expected) in [
        (scanned, "text recognition"),
        (locked, "locked with a password"),
        (b"%PDF-1.7\nnothing".to_vec(), "it is damaged"),
        (pdf(&[], "", ""), "no pages"),
    ] {
        let message = read(&bytes).expect_err(expected).to_string();
        assert!(
            message.starts_with("cannot read report.pdf as a PDF document: "),
            "{message}"
        );
        assert!(
            message.contains(expected) && !message.contains('\n'),
            "{expected}: {message}"
        );
    }
}

/// Protects: a PDF that is changed or cut off anywhere is read or rejected, without a panic or a stack overflow.
#[test]
fn a_hundred_damaged_files_are_read_or_rejected() {
    blocks::on_a_small_stack(|| {
        let original = report();
        let (mut state, mut read_count) = (1_u32, 0);
        for round in 0..100 {
            let mut bytes = original.clone();
            if round % 4 == 0 {
                bytes.truncate(original.len() - round * 7);
            }
            for _ in 0..8 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = (state >> 3) as u8;
            }
            read_count += usize::from(read(&bytes).is_ok());
        }
        assert!((40..100).contains(&read_count), "{read_count}");
    });
}

/// Protects: endlessly nested objects and pages that contain themselves do no harm.
#[test]
fn deep_nesting_and_cycles_do_no_harm() {
    blocks::on_a_small_stack(|| {
        let deep = pdf(
            &[format!("{}{}", "[".repeat(50_000), "]".repeat(50_000))],
            &"[".repeat(50_000),
            "",
        );
        let _ = read(&deep);
        let dictionaries = pdf(&[String::new()], &"/A<<".repeat(50_000), "");
        let _ = read(&dictionaries);
        let circle = String::from_utf8(pdf(&[page(&[(11, 72, 700, "x")])], "", "")).unwrap();
        let _ = read(circle.replace("/Kids[5 0 R ]", "/Kids[2 0 R ]").as_bytes());
        let saves = pdf(&["q ".repeat(200_000)], "", "");
        let _ = read(&saves);
    });
}
