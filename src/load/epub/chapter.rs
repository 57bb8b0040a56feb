//! Writes one chapter of a book.
//!
//! A chapter without a title of its own is headed by its label in the table of contents. Its blocks are made by
//! [`html`].

use super::super::html::{self, FragmentOptions};
use super::super::markup::{MarkupToken, MarkupTokenizer};
use crate::document::{BlockKind, Builder};

/// Number of bytes at the start of a chapter that are searched for its title.
const TITLE_SEARCH_LEN: usize = 400;

/// Writes the blocks of `text`, headed by `label` if the chapter has no heading of its own.
///
/// `path` is that of its file, to which links of other chapters lead.
pub(super) fn write_chapter(text: &str, path: &str, label: Option<&str>, builder: &mut Builder) {
    builder.add_place(&format!("{path}#"));
    if let Some(label) = label.filter(|label| !has_own_title(text, label)) {
        builder.set_quote_depth(0);
        builder.push(label);
        builder.end(BlockKind::Heading(1));
    }
    let options = FragmentOptions {
        is_xhtml: true,
        chapter: Some(path),
        ..FragmentOptions::default()
    };
    html::write_fragment(text, options, builder);
}

/// Whether the chapter has a heading, begins with `label` (ignoring case, spaces and punctuation), or has no text.
fn has_own_title(text: &str, label: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut head = String::new();
    let mut tokens = MarkupTokenizer::new(text);
    while let Some(token) = tokens.next() {
        match token {
            MarkupToken::Text(piece) if head.len() < TITLE_SEARCH_LEN => head.push_str(&piece),
            MarkupToken::Text(_) => break,
            MarkupToken::Open(tag) if tag.name.eq_ignore_ascii_case("head") => {
                tokens.skip_element(tag.name);
            }
            MarkupToken::Open(tag) if is_heading(tag.name) => return true,
            MarkupToken::Open(_) | MarkupToken::Close(_) => {}
        }
    }
    let head = letters(&head);
    head.is_empty() || head.starts_with(&letters(label))
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}
