//! Finds bylines that stand in a line of their own, without markup that says what they are.

use super::loose_dates::is_apart;
use crate::load::html::{nodes, tag::HtmlTag};
use dom_query::{Document, NodeData};

/// A longer text, in bytes, is no byline.
const MAX_LINE_BYTES: usize = 80;

/// How many lines are kept.
const MAX_LINES: usize = 4;

/// How a byline begins.
const BEGINNINGS: &[&str] = &[
    "By ",
    "BY ",
    "Von ",
    "von ",
    "Par ",
    "par ",
    "Por ",
    "por ",
    "Autor: ",
    "Autorin: ",
    "Author: ",
    "Auteur : ",
    "Text: ",
    "Text von ",
    "Written by ",
    "Posted by ",
];

/// Short elements below `document` that begin as bylines do and go on with a name, outside its frame, its forms and its
/// comments.
pub(super) fn collect(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let root = document.tree.root().id;
    let mut next = document
        .tree
        .query_node_or(&root, None, |node| node.first_child);
    while let Some(id) = next.filter(|_| lines.len() < MAX_LINES) {
        let child = document.tree.query_node_or(&id, None, |node| {
            if let NodeData::Element(element) = &node.data {
                let tag = HtmlTag::of(element);
                if is_apart(&tag) {
                    return None;
                }
                let is_line = matches!(
                    tag.name,
                    "p" | "div"
                        | "span"
                        | "em"
                        | "i"
                        | "b"
                        | "strong"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "li"
                        | "small"
                        | "td"
                );
                if is_line {
                    let text = nodes::joined_text(document, id, MAX_LINE_BYTES + 1, " | ");
                    if is_byline(&text) {
                        lines.push(text);
                        return None;
                    }
                }
            }
            node.first_child
        });
        next = child.or_else(|| nodes::next_outside(&document.tree, id, root));
    }
    lines
}

/// Whether `text` is a beginning of a byline with one to four words of a name, and perhaps a date.
fn is_byline(text: &str) -> bool {
    let Some(rest) = BEGINNINGS.iter().find_map(|by| text.strip_prefix(by)) else {
        return false;
    };
    let name = rest.trim_start();
    let end = name
        .find(|c: char| c.is_ascii_digit() || matches!(c, ',' | '|' | '/' | '·' | '('))
        .unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().trim_end();
    let words: Vec<&str> = name.split(' ').collect();
    text.len() <= MAX_LINE_BYTES
        && !text.ends_with(['.', '!', '?', ':'])
        && (2..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}
