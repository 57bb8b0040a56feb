//! The article as plain text, for a command.
//!
//! A paragraph is a line, and a blank line parts it from the next; what a list, a quotation or a table is, is told as in a
//! letter. Of the article alone: no marks, nothing of the screen.

use crate::document::{Block, BlockKind, Document};
use std::fmt::Write;

/// The whole of `document`.
pub(super) fn plain(document: &Document) -> String {
    let mut text = String::with_capacity(document.text().len() + 1);
    let mut before: Option<&BlockKind> = None;
    for block in document.blocks() {
        text.push_str(parted(before, &block.kind));
        write_block(&mut text, block, document.slice(block.range.clone()));
        before = Some(&block.kind);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Rows of a list and of a table follow one another.
fn parted(before: Option<&BlockKind>, next: &BlockKind) -> &'static str {
    match (before, next) {
        (None, _) => "",
        (Some(BlockKind::Item { .. }), BlockKind::Item { .. })
        | (Some(BlockKind::Row { .. }), BlockKind::Row { heading: false, .. }) => "\n",
        (Some(_), _) => "\n\n",
    }
}

fn write_block(text: &mut String, block: &Block, words: &str) {
    let quote = "> ".repeat(usize::from(block.quote_depth));
    let (first, rest) = match &block.kind {
        BlockKind::Item { marker, depth } => {
            let indent = "  ".repeat(usize::from(*depth));
            let hang = " ".repeat(marker.chars().count() + 1);
            (format!("{indent}{marker} "), format!("{indent}{hang}"))
        }
        _ => (String::new(), String::new()),
    };
    let words = match block.kind {
        BlockKind::Row { .. } => words.replace('\n', "\t"),
        BlockKind::Rule => "---".to_owned(),
        _ => words.to_owned(),
    };
    for (n, line) in words.split('\n').enumerate() {
        let (end, before) = if n == 0 { ("", &first) } else { ("\n", &rest) };
        // Writing to a String cannot fail.
        let _ = write!(text, "{end}{quote}{before}{line}");
    }
}

/// "1 word", "812 words".
pub(super) fn words(text: &str) -> String {
    match text.split_whitespace().count() {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Builder;

    /// Protects: a command gets the article as a person would write it down.
    #[test]
    fn an_article_is_told_as_plain_text() {
        let mut builder = Builder::new("test");
        let item = |marker: &str, depth| BlockKind::Item {
            marker: marker.to_owned(),
            depth,
        };
        let row = |heading| BlockKind::Row {
            columns: 2,
            heading,
        };
        for (words, kind) in [
            ("Title", BlockKind::Title),
            ("One line.", BlockKind::Paragraph),
            ("first\nand on", item("•", 0)),
            ("inner", item("10.", 1)),
            ("a\nb", row(true)),
            ("1\n2", row(false)),
            ("", BlockKind::Rule),
        ] {
            builder.push(words);
            builder.end(kind);
        }
        builder.quote_depth(1);
        builder.push("Verse\nof two");
        builder.end(BlockKind::Verse);
        let text = plain(&builder.finish());
        let expected = "Title\n\nOne line.\n\n• first\n  and on\n  10. inner\n\na\tb\n1\t2\n\n---\n\n> Verse\n> of two\n";
        assert_eq!(text, expected);
        assert_eq!(plain(&Document::default()), "");
        assert_eq!(words(" one\n"), "1 word");
    }
}
