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

/// What stands after the name, in lower case.
const VERBS: &[&str] = &["est", "is", "ist", "schreibt", "writes"];

/// Removes paragraphs about the only one of `authors` at the end of the article below `root`, which has `article_bytes` of text. One
/// of several may be who the article is about: the other has asked the questions.
pub(super) fn remove(document: &Document, root: NodeId, authors: &[String], article_bytes: usize) {
    let [author] = authors else {
        return;
    };
    if article_bytes < MIN_ARTICLE_BYTES {
        return;
    }
    let is_paragraph = |id: &NodeId| &*element_name(document, *id) == "p";
    let paragraphs: Vec<NodeId> = nodes::descendants(document, root)
        .filter(is_paragraph)
        .collect();
    for id in paragraphs.into_iter().rev().take(MAX_PARAGRAPHS) {
        let text = nodes::text_content(document, id, MAX_BYTES + 1);
        if text.len() <= MAX_BYTES && is_about(&text, author) {
            document.tree.remove_from_parent(&id);
        }
    }
}

/// Whether `text` begins with the full name of an author and goes on with a bracket or with one of [`VERBS`].
fn is_about(text: &str, author: &str) -> bool {
    let rest = text.trim_start().strip_prefix(author).unwrap_or_default();
    let next = rest.trim_start();
    let word = next.split_whitespace().next().unwrap_or_default();
    author.contains(' ')
        && next.len() < rest.len()
        && (next.starts_with('(') || VERBS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: only words with which a publication introduces its author make a paragraph one about the author.
    #[test]
    fn a_paragraph_about_the_author_is_told_from_the_article() {
        for text in [
            "Jane Doe (left) edits the Herald.",
            "Jane Doe is the editor of the Herald.",
            "Jane Doe writes about ferries.",
            "Jane Doe ist Redakteurin.",
            "Jane Doe schreibt über Fähren.",
            "Jane Doe est rédactrice.",
        ] {
            assert!(is_about(text, "Jane Doe"), "{text}");
        }
        for text in [
            "Jane Doe stood up then and went to the window.",
            "Jane Doe isolated the mast.",
            "Jane Doe Island is closed.",
        ] {
            assert!(!is_about(text, "Jane Doe"), "{text}");
        }
    }
}
