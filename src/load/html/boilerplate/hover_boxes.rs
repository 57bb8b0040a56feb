//! Boxes that a page shows over a word when the pointer rests on it: news about a person inside the sentence that names them.

use super::element_name;
use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeData, NodeId};

/// Beginnings of the words in the classes of such a box, and of the word that it belongs to.
const HOVER_WORDS: &[&str] = &["hovercard", "popover", "rollover", "tooltip"];

/// How many elements are between the box and the element that holds the word, at most.
const MAX_BETWEEN: usize = 2;

/// Whether an element is a box that belongs to the word before it: both stand in an element of the same kind, or the page says so
/// by the role.
pub(super) fn is_hover_box(document: &Document, id: NodeId) -> bool {
    if !matches!(&*element_name(document, id), "span" | "div" | "aside") {
        return false;
    }
    let (is_hovering, has_role) = hover_marks(document, id);
    if has_role {
        return true;
    }
    let mut outer = id;
    let mut follows_text = false;
    is_hovering
        && (0..=MAX_BETWEEN).any(|_| {
            follows_text = follows_text || has_text_before(document, outer);
            let parent = document
                .tree
                .query_node_or(&outer, None, |node| node.parent);
            let Some(parent) = parent else { return false };
            outer = parent;
            follows_text && hover_marks(document, outer).0
        })
}

/// Whether the class of an element has one of [`HOVER_WORDS`], and whether its role is that of a tooltip.
fn hover_marks(document: &Document, id: NodeId) -> (bool, bool) {
    document.tree.query_node_or(&id, (false, false), |node| {
        let Some(element) = node.as_element() else {
            return (false, false);
        };
        let class = attribute(element, "class").unwrap_or_default();
        let class = class.to_ascii_lowercase();
        let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
        let is_hovering = words.any(|word| HOVER_WORDS.iter().any(|start| word.starts_with(start)));
        (is_hovering, attribute(element, "role") == Some("tooltip"))
    })
}

/// Whether there is text right before an element.
fn has_text_before(document: &Document, id: NodeId) -> bool {
    let tree = &document.tree;
    let before = tree.query_node_or(&id, None, |node| node.prev_sibling);
    before.is_some_and(|before| {
        let is_text = tree.query_node_or(
            &before,
            false,
            |node| matches!(&node.data, NodeData::Text { contents } if !contents.trim().is_empty()),
        );
        is_text || !nodes::text_content(document, before, 40).trim().is_empty()
    })
}
