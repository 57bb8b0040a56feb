//! Recognizes the last paragraphs of an article that are about its author ("Jane Doe is the editor of …").

use super::element_name;
use crate::load::html::nodes;
use dom_query::{Document, NodeId};

/// A text of fewer bytes may be about the author.
const MIN_ARTICLE_BYTES: usize = 1500;

/// How many paragraphs at the end are looked at.
const MAX_PARAGRAPHS: usize = 3;

/// The longest such paragraph, in bytes.
const MAX_BYTES: usize = 900;

/// Removes paragraphs about one of `authors` at the end of the article below `root`, which has `article_bytes` of text.
pub(super) fn remove(document: &Document, root: NodeId, authors: &[String], article_bytes: usize) {
    if article_bytes < MIN_ARTICLE_BYTES {
        return;
    }
    let is_paragraph = |id: &NodeId| element_name(document, *id) == "p";
    let paragraphs: Vec<NodeId> = nodes::descendants(document, root)
        .filter(is_paragraph)
        .collect();
    for id in paragraphs.into_iter().rev().take(MAX_PARAGRAPHS) {
        let text = nodes::text_content(document, id, MAX_BYTES + 1);
        if text.len() <= MAX_BYTES && authors.iter().any(|author| is_about(&text, author)) {
            document.tree.remove_from_parent(&id);
        }
    }
}

/// Whether `text` begins with the full name of an author and goes on with a verb or a bracket.
fn is_about(text: &str, author: &str) -> bool {
    let rest = text.trim_start().strip_prefix(author).unwrap_or_default();
    let next = rest.trim_start();
    author.contains(' ')
        && next.len() < rest.len()
        && next.starts_with(|c: char| c.is_lowercase() || c == '(')
}
