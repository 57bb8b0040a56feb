//! Recognizes links to other articles that stand alone in an article, as a paragraph or as a list.
//!
//! Words do not matter: a link that is part of a sentence, of a list item, of a table or of what stands below a heading is
//! never one, nor is one to a place on the same page.

use super::link_density::LinkDensity;
use super::{
    MAX_ELEMENT_BYTES, MAX_LINE_BYTES, MIN_LINKED_ARTICLE_BYTES, element_name, next_sibling_element,
};
use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeId};
use std::collections::HashSet;

/// Whether an element is a list of links to other pages and nothing else.
pub(super) fn is_link_list(document: &Document, id: NodeId, article_bytes: usize) -> bool {
    if !matches!(&*element_name(document, id), "ul" | "ol") {
        return false;
    }
    let density = LinkDensity::measure(document, id, MAX_ELEMENT_BYTES + 1);
    density.text_bytes <= MAX_ELEMENT_BYTES
        && density.text_bytes * 5 <= article_bytes
        && density.link_count > 0
        && density.linked_bytes * 10 >= density.text_bytes * 9
        && density.text_bytes >= 20 * density.link_count
        && links_elsewhere(document, id)
        && !follows_heading(document, id)
}

/// Whether the element before `id` is a heading.
fn follows_heading(document: &Document, id: NodeId) -> bool {
    let mut current = id;
    for _ in 0..6 {
        let Some(before) = document
            .tree
            .query_node_or(&current, None, |node| node.prev_sibling)
        else {
            return false;
        };
        let name = element_name(document, before);
        if !name.is_empty() {
            return matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        }
        current = before;
    }
    false
}

/// Whether an element stands in a list or in a table.
fn stands_in_list(document: &Document, id: NodeId) -> bool {
    let mut current = id;
    for _ in 0..4 {
        let Some(parent) = document
            .tree
            .query_node_or(&current, None, |node| node.parent)
        else {
            return false;
        };
        if matches!(&*element_name(document, parent), "li" | "td" | "th" | "dd") {
            return true;
        }
        current = parent;
    }
    false
}

/// Whether a paragraph is the headline of another article: a link of several words and nothing else.
pub(super) fn is_link_line(document: &Document, id: NodeId) -> bool {
    if !matches!(&*element_name(document, id), "p" | "div") || stands_in_list(document, id) {
        return false;
    }
    let density = LinkDensity::measure(document, id, MAX_LINE_BYTES + 1);
    if density.text_bytes > MAX_LINE_BYTES
        || density.link_count != 1
        || density.linked_bytes * 10 < density.text_bytes * 9
    {
        return false;
    }
    let text = nodes::text_content(document, id, MAX_LINE_BYTES + 1);
    text.split_whitespace().count() >= 4
        && !text.ends_with(['.', ':', ';', ','])
        && links_elsewhere(document, id)
}

/// Those of `elements`, which are in document order, that are such paragraphs, each right before or after another one, unless
/// the text before them announces them.
pub(super) fn runs<'i>(
    document: &Document,
    elements: impl Iterator<Item = &'i NodeId>,
) -> HashSet<NodeId> {
    let mut runs = HashSet::new();
    let mut announced: HashSet<NodeId> = HashSet::new();
    for id in elements {
        let is_next_announced = || {
            let before = previous_sibling_element(document, *id);
            before.is_some_and(|before| announced.contains(&before))
        };
        if is_link_line(document, *id) && (is_next_announced() || is_announced(document, *id)) {
            announced.insert(*id);
            continue;
        }
        let next = next_sibling_element(document, *id);
        let next = next.filter(|next| is_link_line(document, *next));
        if let Some(next) = next.filter(|_| is_link_line(document, *id)) {
            runs.extend([*id, next]);
        }
    }
    runs
}

/// Whether the element before `id` ends with a colon.
pub(super) fn is_announced(document: &Document, id: NodeId) -> bool {
    previous_sibling_element(document, id).is_some_and(|before| {
        let text = nodes::text_content(document, before, MIN_LINKED_ARTICLE_BYTES);
        text.ends_with(':')
    })
}

/// The nearest element before `id` beside it.
fn previous_sibling_element(document: &Document, id: NodeId) -> Option<NodeId> {
    let tree = &document.tree;
    let before = |id: &NodeId| tree.query_node_or(id, None, |node| node.prev_sibling);
    std::iter::successors(before(&id), before)
        .take(6)
        .find(|id| tree.query_node_or(id, false, dom_query::TreeNode::is_element))
}

/// Ends of addresses of files, in lower case.
const FILE_ENDINGS: &[&str] = &[".doc", ".docx", ".pdf", ".zip"];

/// Whether an address leads to a file, which is what the text is about rather than another article.
fn is_file(href: &str) -> bool {
    let path = href.split('?').next().unwrap_or_default().to_lowercase();
    FILE_ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// Whether no link in an element leads to a place on its page or to a file.
fn links_elsewhere(document: &Document, id: NodeId) -> bool {
    nodes::descendants(document, id).all(|inner| {
        document.tree.query_node_or(&inner, true, |node| {
            node.as_element().is_none_or(|element| {
                &*element.name.local != "a"
                    || attribute(element, "href").is_some_and(|href| {
                        !href.contains('#') && !href.starts_with("mailto") && !is_file(href)
                    })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the address of a file is not taken for that of an article.
    #[test]
    fn addresses_of_files_are_recognized() {
        for href in ["/a.pdf", "/a.PDF?page=2", "/a.doc", "/a.docx", "/a.zip"] {
            assert!(is_file(href), "{href}");
        }
        for href in ["/a", "/a.html", "/pdf/a", "/a?file=a.pdf"] {
            assert!(!is_file(href), "{href}");
        }
    }
}
