//! One chapter of a book.
//!
//! Owns the question whether the chapter says its own name; where it does not, the book's contents do. Its blocks are those of
//! [`markup`].

use super::super::markup::{self, Token, Tokens};
use crate::document::{BlockKind, Builder};

/// How much of a chapter is looked at for its name, in bytes.
const HEAD: usize = 400;

/// Write the blocks of `text`, headed by `label` if it has no heading of its own.
pub(super) fn write(text: &str, label: Option<&str>, builder: &mut Builder) {
    if let Some(label) = label.filter(|label| !says(text, label)) {
        builder.quote_depth(0);
        builder.push(label);
        builder.end(BlockKind::Heading(1));
    }
    xhtml_blocks(text, builder);
}

/// The one place where the markup of a chapter becomes blocks.
fn xhtml_blocks(text: &str, builder: &mut Builder) {
    markup::blocks(text, builder, 0);
}

/// Whether the chapter has a heading, or begins with `label` in whatever guise, or has no text at all.
fn says(text: &str, label: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut head = String::new();
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(piece) if head.len() < HEAD => head.push_str(&piece),
            Token::Text(_) => break,
            Token::Open(tag) if tag.name.eq_ignore_ascii_case("head") => tokens.go_past(tag.name),
            Token::Open(tag) if is_heading(tag.name) => return true,
            Token::Open(_) | Token::Close(_) => {}
        }
    }
    let head = letters(&head);
    head.is_empty() || head.starts_with(&letters(label))
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}
