//! Tests of `Flow`.

use super::*;
use crate::document::Builder;

fn article(paragraphs: &[&str]) -> Arc<Document> {
    let mut builder = Builder::new("test");
    for text in paragraphs {
        builder.push(text);
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

#[test]
fn stepping_down_and_up_returns_to_the_same_line() {
    let document = article(&["one two three four five", "six seven eight nine", "ten"]);
    let mut flow = Flow::new(document, 9);
    let first = flow.first();
    let last = flow.last();
    let count = flow.lines_from(first, 100).len();
    let mut at = first;
    for n in 0..count {
        assert_eq!(flow.step(first, n.try_into().unwrap()), at);
        at = flow.step(at, 1);
    }
    assert_eq!(at, last);
    assert_eq!(flow.step(last, -100), first);
    assert_eq!(flow.step(first, 100), last);
}

#[test]
fn an_offset_leads_to_the_line_that_shows_it() {
    let document = article(&["one two three four five", "six seven eight nine", "ten"]);
    let mut flow = Flow::new(Arc::clone(&document), 9);
    for word in ["one", "four", "six", "nine", "ten"] {
        let offset = document.text().find(word).unwrap();
        let row = flow.position_at(offset);
        let line = flow.line(row).unwrap();
        assert!(document.slice(line.range).contains(word), "{word}");
    }
}

#[test]
fn a_very_long_block_is_cut_without_losing_text() {
    let long = "Lorem ipsum dolor sit amet. ".repeat(4000);
    let document = article(&[long.trim(), &"x".repeat(40_000), &"漢".repeat(20_000)]);
    let mut flow = Flow::new(Arc::clone(&document), 60);
    let first = flow.first();
    let page = flow.lines_from(first, usize::MAX);
    let solid = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let shown: String = page
        .iter()
        .map(|line| document.slice(line.range.clone()))
        .collect();
    assert_eq!(solid(&shown), solid(document.text()));
    assert!(page.len() > 1500);
}

#[test]
fn an_empty_document_has_no_lines() {
    let mut flow = Flow::new(Arc::new(Document::default()), 10);
    let (first, last, top) = (flow.first(), flow.last(), flow.last_top(5));
    assert_eq!(
        (first, last, top),
        (
            LinePosition::default(),
            LinePosition::default(),
            LinePosition::default()
        )
    );
    assert!(flow.lines_from(first, 5).is_empty());
    assert_eq!(flow.position_at(99), first);
}

/// Protects: the metadata line, below the headline or above the text if there is none, never counts as a line of the text.
#[test]
fn the_metadata_line_is_not_part_of_the_text() {
    for kind in [BlockKind::Title, BlockKind::Paragraph] {
        let mut builder = Builder::new("test");
        builder.meta_mut().authors = vec!["Edda Lind".to_owned()];
        builder.push("The harbour light. ");
        if kind == BlockKind::Paragraph {
            builder.push(&"It shines for all who come. ".repeat(2_000));
        }
        builder.end(kind.clone());
        builder.push("Then it went out.");
        builder.end(BlockKind::Paragraph);
        let document = Arc::new(builder.finish());
        let mut flow = Flow::new(Arc::clone(&document), 40);
        let top = flow.position_at(0);
        let line = flow.line(top).unwrap();
        assert!(
            document.slice(line.range).starts_with("The harbour"),
            "{kind:?}"
        );
        let first = flow.first();
        let page = flow.lines_from(first, 3);
        assert_eq!(
            page.iter().filter(|line| line.metadata).count(),
            1,
            "{kind:?}"
        );
    }
}
