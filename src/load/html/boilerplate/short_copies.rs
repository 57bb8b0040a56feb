//! Recognizes shortened copies of a text that stand beside the whole: a page shows one of the two until a button is pressed.

use super::element_name;
use crate::load::html::metadata::comparison_key;
use crate::load::html::nodes;
use dom_query::{Document, NodeId};

/// The longest such copy, in bytes.
const MAX_BYTES: usize = 1000;

/// The shortest, in bytes of its comparison key.
const MIN_KEY_BYTES: usize = 40;

/// Where such a copy breaks off.
const ENDINGS: &[&str] = &[
    "...", "…", "... more", "… more", "...more", "…more", "… mehr", "... mehr",
];

/// Whether an element breaks off, and the one before or after it goes on.
pub(super) fn is_short_copy(document: &Document, id: NodeId) -> bool {
    if !matches!(element_name(document, id).as_str(), "div" | "p" | "span") {
        return false;
    }
    let text = nodes::text_content(document, id, MAX_BYTES);
    let Some(kept) = ENDINGS.iter().rev().find_map(|end| text.strip_suffix(end)) else {
        return false;
    };
    let key = comparison_key(kept);
    if key.len() < MIN_KEY_BYTES {
        return false;
    }
    let goes_on = |sibling: NodeId| {
        let whole = comparison_key(&nodes::text_content(document, sibling, 2 * MAX_BYTES));
        whole.len() > key.len() + 8 && whole.starts_with(&key)
    };
    neighbours(document, id).into_iter().any(goes_on)
}

/// The elements right before and after one.
fn neighbours(document: &Document, id: NodeId) -> Vec<NodeId> {
    let tree = &document.tree;
    let is_element = |id: &NodeId| tree.query_node_or(id, false, dom_query::TreeNode::is_element);
    let before = |id: &NodeId| tree.query_node_or(id, None, |node| node.prev_sibling);
    let after = |id: &NodeId| tree.query_node_or(id, None, |node| node.next_sibling);
    let first_before = std::iter::successors(before(&id), before)
        .take(4)
        .find(is_element);
    let first_after = std::iter::successors(after(&id), after)
        .take(4)
        .find(is_element);
    first_before.into_iter().chain(first_after).collect()
}
