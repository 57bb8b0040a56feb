//! What must hold for every document, whatever it was made from.

use byline::document::{BlockKind, Document};
use byline::error::SafeText;
use byline::load::{self, FileFormat, LoadOptions, RawContent};
use std::ops::Range;

/// Parses `bytes` as `format`, with a URL as if they came from the web, and checks the result.
pub fn read(bytes: &[u8], format: FileFormat) {
    let mut raw = RawContent::new(bytes.to_vec(), SafeText::new("fuzz"));
    raw.declared_format = Some(format);
    raw.url = Some("https://example.org/a/b.html".to_owned());
    match load::parse(&raw, &LoadOptions::default()) {
        Ok(document) => check(&document),
        Err(error) => assert!(!error.to_string().chars().any(is_live), "{error:?}"),
    }
}

/// Whether a character could act on a terminal or reorder a line.
pub fn is_live(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Checks the invariants of the `document` module.
pub fn check(document: &Document) {
    let text = document.text();
    assert!(!text.chars().any(|c| is_live(c) && c != '\n'));
    let meta = document.meta();
    let shown = [&meta.title, &meta.byline(), &meta.date, &meta.site, &meta.notice];
    let shown = shown.into_iter().flatten().map(String::as_str);
    let targets = document.links().iter().map(|link| link.target.as_str());
    for line in shown.chain(targets) {
        assert!(!line.chars().any(is_live), "{line:?}");
    }
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.range.start >= end);
        assert!(text.get(block.range.clone()).is_some());
        if let BlockKind::TableRow { columns, .. } = block.kind {
            let cells = document.slice(block.range.clone()).split('\n').count();
            assert!(cells <= usize::from(columns));
        }
        end = block.range.end;
    }
    let check_inside = |range: &Range<usize>| {
        assert!(text.get(range.clone()).is_some_and(|text| !text.is_empty()));
        let block = &document.blocks()[document.block_at(range.start)];
        assert!(range.start >= block.range.start && range.end <= block.range.end);
    };
    let mut after = 0;
    for link in document.links() {
        check_inside(&link.range);
        assert!(link.range.start >= after);
        after = link.range.end;
    }
    document.inlines().iter().for_each(|inline| check_inside(&inline.range));
}
