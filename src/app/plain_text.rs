//! The article as plain text, to be piped to a command.
//!
//! Each paragraph is one line, with a blank line between paragraphs. List items keep their marker, quotations get ">",
//! and the cells of a table row are separated by tabs.

use crate::document::{Block, BlockKind, Document};
use std::fmt::Write;

/// Formats the whole of `document`.
pub(super) fn format_document(document: &Document) -> String {
    let mut text = String::with_capacity(document.text().len() + 1);
    let mut previous: Option<&BlockKind> = None;
    for block in document.blocks() {
        text.push_str(separator(previous, &block.kind));
        write_block(&mut text, block, document.slice(block.range.clone()));
        previous = Some(&block.kind);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The line breaks between two blocks: items of a list and rows of a table have no blank line between them.
fn separator(previous: Option<&BlockKind>, next: &BlockKind) -> &'static str {
    match (previous, next) {
        (None, _) => "",
        (Some(BlockKind::ListItem { .. }), BlockKind::ListItem { .. })
        | (
            Some(BlockKind::TableRow { .. }),
            BlockKind::TableRow {
                is_first: false, ..
            },
        ) => "\n",
        (Some(_), _) => "\n\n",
    }
}

fn write_block(text: &mut String, block: &Block, words: &str) {
    let quote = "> ".repeat(usize::from(block.quote_depth));
    let (first, rest) = match &block.kind {
        BlockKind::ListItem { marker, depth } => {
            let indent = "  ".repeat(usize::from(*depth));
            let hang = " ".repeat(marker.chars().count() + 1);
            (format!("{indent}{marker} "), format!("{indent}{hang}"))
        }
        _ => (String::new(), String::new()),
    };
    let words = match block.kind {
        BlockKind::TableRow { .. } => words.replace('\n', "\t"),
        BlockKind::Rule => "---".to_owned(),
        _ => words.to_owned(),
    };
    for (n, line) in words.split('\n').enumerate() {
        let (line_break, prefix) = if n == 0 { ("", &first) } else { ("\n", &rest) };
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{line_break}{quote}{prefix}{line}");
    }
}

/// The number of words in `text`: "1 word", "812 words".
pub(super) fn count_words(text: &str) -> String {
    match text.split_whitespace().count() {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Builder;

    /// Protects: lists, tables, rules and quotations become the usual plain text.
    #[test]
    fn an_article_is_formatted_as_plain_text() {
        let mut builder = Builder::new("test");
        let item = |marker: &str, depth| BlockKind::ListItem {
            marker: marker.to_owned(),
            depth,
        };
        let row = |heading| BlockKind::TableRow {
            columns: 2,
            heading,
            is_first: heading,
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
        builder.set_quote_depth(1);
        builder.push("Verse\nof two");
        builder.end(BlockKind::Verse);
        let text = format_document(&builder.finish());
        let expected = "Title\n\nOne line.\n\n• first\n  and on\n  10. inner\n\na\tb\n1\t2\n\n---\n\n> Verse\n> of two\n";
        assert_eq!(text, expected);
        assert_eq!(format_document(&Document::default()), "");
        assert_eq!(count_words(" one\n"), "1 word");
    }
}
