//! Splits markup into tags and text, without building a tree.
//!
//! For the package files of books, and for looking into a text before it is read. The blocks of HTML are made by
//! [`html`](super::html).

mod tokenizer;

pub(super) use tokenizer::{MarkupTag, MarkupToken, MarkupTokenizer};

use crate::document::strip_prefix_ignore_case;

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
