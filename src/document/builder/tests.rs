use super::*;

/// Protects: a file with more lines than the block limit loses none of them, and the ranges stay valid.
#[test]
fn text_beyond_the_block_limit_is_kept_in_the_last_block() {
    let mut builder = Builder::new("test");
    for _ in 1..MAX_BLOCKS {
        builder.push("a");
        builder.end(BlockKind::Code);
    }
    for kind in [BlockKind::Paragraph, BlockKind::Rule, BlockKind::Heading(1)] {
        let start = builder.begin();
        builder.push("b");
        builder.add_style(start, InlineStyle::Strong);
        builder.end(kind);
        builder.end(BlockKind::Rule);
    }
    let document = builder.finish();
    assert_eq!(document.blocks().len(), MAX_BLOCKS);
    let last = document.blocks().last().unwrap();
    assert_eq!(document.slice(last.range.clone()), "b\nb\nb");
    assert_eq!(last.kind, BlockKind::Verse);
    assert_eq!(last.range.end, document.text().len());
    let styled: Vec<&str> = document
        .inlines()
        .iter()
        .map(|inline| document.slice(inline.range.clone()))
        .collect();
    assert_eq!(styled, ["b", "b", "b"]);
}

/// Protects: a picture stands at its caption, or else before the block that follows it; the last ones stand at the end, and the
/// same one twice in a row is one.
#[test]
fn pictures_have_a_place() {
    let mut builder = Builder::new("test");
    builder.add_picture("a", "one");
    builder.add_picture("a", "again");
    builder.push("Text");
    builder.end(BlockKind::Paragraph);
    builder.push("Caption");
    builder.add_picture("b", "two");
    builder.end(BlockKind::Caption);
    builder.add_picture_above("c", "");
    builder.add_picture_above("c", "");
    builder.end(BlockKind::Paragraph);
    builder.push("End");
    builder.end(BlockKind::Paragraph);
    builder.add_picture_above("d", "");
    let document = builder.finish();
    let found: Vec<_> = document
        .pictures()
        .iter()
        .map(|picture| (&*picture.address, &*picture.alt, picture.range.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("a", "one", 0..0),
            ("b", "two", 6..13),
            ("c", "", 6..13),
            ("d", "", 18..18)
        ]
    );
    assert_eq!(document.prefix(18), document);
    assert_eq!(document.prefix(13).pictures().len(), 3);
}

/// Protects: a page of nothing but pictures takes no more memory than a large one.
#[test]
fn pictures_are_limited() {
    let mut builder = Builder::new("test");
    for n in 0..2 * MAX_PICTURES {
        builder.add_picture(&format!("picture-{n}"), "");
    }
    builder.add_picture(&"x".repeat(MAX_PICTURE_BYTES), "");
    assert_eq!(builder.finish().pictures().len(), MAX_PICTURES);
}

/// Protects: a place is the beginning of its block, an empty block passes it on, and a link to a place that is not
/// there leads to the page, or nowhere.
#[test]
fn links_lead_to_places() {
    let build = |address: Option<&str>| {
        let mut builder = Builder::new("test");
        builder.set_page_address(address.map(str::to_owned));
        for target in ["#note", "#gone", "https://example.org/other"] {
            let start = builder.begin();
            builder.push("x");
            builder.add_link(start, target);
            builder.end(BlockKind::Paragraph);
        }
        builder.add_place("note");
        builder.end(BlockKind::Paragraph);
        builder.push("The note");
        builder.add_place("inside");
        builder.end(BlockKind::Paragraph);
        builder.add_place("note");
        builder.push("Another");
        builder.end(BlockKind::Paragraph);
        builder.finish()
    };
    let targets = |document: &Document| -> Vec<String> {
        let links = document.links().iter();
        links.map(|link| link.target.clone()).collect()
    };
    let document = build(Some("https://example.org/a"));
    assert_eq!(document.place("note"), Some(9));
    assert_eq!(document.place("inside"), Some(9));
    assert_eq!(document.place("gone"), None);
    assert_eq!(
        targets(&document),
        [
            "#note",
            "https://example.org/a#gone",
            "https://example.org/other"
        ]
    );
    assert_eq!(
        targets(&build(None)),
        ["#note", "https://example.org/other"]
    );
}
