//! Markup to blocks, in one pass and without a tree.
//!
//! Owns what each element of a book's chapter (and of the HTML inside Markdown) becomes: headings, paragraphs, nested lists,
//! quotations, program text, tables, captions, verse, styles, links. Promises memory in proportion to how deep elements
//! nest, of which it follows 256, and time linear in the text. Does not look for an article in a page: what stands
//! there is all meant to be read.

mod element;
mod line;
mod table;
mod tags;
mod walk;

pub(super) use element::script;
pub(super) use tags::{Tag, Token, Tokens};

use super::clean;
use crate::document::Builder;
use walk::Walker;

/// Add the blocks of `markup` to `builder`, in `quotes` quotations.
pub(super) fn blocks(markup: &str, builder: &mut Builder, quotes: u8) {
    let clean = clean::text(markup);
    let mut tokens = Tokens::new(&clean);
    let mut walker = Walker::new(builder, quotes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => walker.text(&text),
            Token::Open(tag) if element::is_unread(&tag) => {
                if !tag.empty {
                    tokens.go_past(tag.name);
                }
            }
            Token::Open(tag) => walker.open(tag, &tokens),
            Token::Close(name) => walker.close(name),
        }
    }
    walker.flush();
}

/// Where a link may lead.
pub(super) fn is_followed(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Whether an image's alternative text says something: a file's name and the word "image" do not.
pub(super) fn is_telling(alt: &str) -> bool {
    let alt = alt.trim();
    let lower = alt.to_ascii_lowercase();
    let name = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];
    let empty = [
        "image", "cover", "images", "photo", "picture", "logo", "[image]",
    ];
    alt.chars().any(char::is_alphanumeric)
        && !name.iter().any(|ending| lower.ends_with(ending))
        && !empty.contains(&lower.as_str())
}

#[cfg(test)]
mod tests;
