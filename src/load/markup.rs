//! Turns markup into blocks in one pass, without building a tree.
//!
//! For the chapters of books, for mail and for the HTML inside Markdown: everything in the markup is meant to be read,
//! and no article is looked for. Handles headings, paragraphs, nested lists, quotations, code, tables, captions, verse,
//! styles and links. Time is linear in the text; memory grows with the nesting of elements, which is tracked to a depth
//! of 256.

mod element;
mod inline;
mod table;
mod tokenizer;
mod walk;

pub(super) use element::script_digits;
pub(super) use tokenizer::{MarkupTag, MarkupToken, MarkupTokenizer};

use super::clean;
use crate::document::{Builder, strip_prefix_ignore_case};
use walk::MarkupWalker;

/// Adds the blocks of `markup` to `builder`, inside `quotes` levels of quotation.
pub(super) fn write_blocks(markup: &str, builder: &mut Builder, quotes: u8) {
    let clean = clean::text(markup);
    let mut tokens = MarkupTokenizer::new(&clean);
    let mut walker = MarkupWalker::new(builder, quotes);
    while let Some(token) = tokens.next() {
        match token {
            MarkupToken::Text(text) => walker.push_text(&text),
            MarkupToken::Open(tag) if element::is_skipped(&tag) => {
                if !tag.self_closing {
                    tokens.skip_element(tag.name);
                }
            }
            MarkupToken::Open(tag) => walker.open_element(tag, &tokens),
            MarkupToken::Close(name) => walker.close_element(name),
        }
    }
    walker.flush();
}

/// Whether a link target is a URL that the user can open: `http`, `https` or `mailto`.
pub(super) fn is_followable(target: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| strip_prefix_ignore_case(target, scheme).is_some())
}

/// Whether the alternative text of an image describes it: a file name or the word "image" does not.
pub(super) fn is_descriptive(alt: &str) -> bool {
    let alt = alt.trim();
    let lower = alt.to_ascii_lowercase();
    let file_endings = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];
    let generic_words = [
        "image", "cover", "images", "photo", "picture", "logo", "[image]",
    ];
    alt.chars().any(char::is_alphanumeric)
        && !file_endings.iter().any(|ending| lower.ends_with(ending))
        && !generic_words.contains(&lower.as_str())
}

#[cfg(test)]
mod tests;
