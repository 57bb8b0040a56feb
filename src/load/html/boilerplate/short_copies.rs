//! Recognizes shortened copies of a text that stand beside the whole: a page shows one of the two until a button is pressed.

use super::element_name;
use crate::load::html::metadata::comparison_key;
use crate::load::html::nodes;
use dom_query::{Document, NodeId};

/// The longest such copy, in bytes.
const MAX_BYTES: usize = 1000;

/// The shortest, in bytes of its comparison key.
const MIN_KEY_BYTES: usize = 40;

/// What the button at its end says. Without it, a text that breaks off and begins again may be a figure of speech.
const BUTTONS: &[&str] = &["more", "mehr"];

/// The text before dots and a button at the end of `text`.
fn before_button(text: &str) -> Option<&str> {
    let before = BUTTONS.iter().find_map(|end| text.strip_suffix(end))?;
    let before = before.trim_end();
    before
        .strip_suffix('…')
        .or_else(|| before.strip_suffix("..."))
}

/// Whether an element breaks off at a button, and the one before or after it goes on.
pub(super) fn is_short_copy(document: &Document, id: NodeId) -> bool {
    if !matches!(&*element_name(document, id), "div" | "p" | "span") {
        return false;
    }
    let text = nodes::text_content(document, id, MAX_BYTES);
    let Some(kept) = before_button(&text) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: only dots and a button mark a shortened copy.
    #[test]
    fn a_copy_breaks_off_at_a_button() {
        for (text, expected) in [
            ("The ferry ... more", Some("The ferry ")),
            ("The ferry…more", Some("The ferry")),
            ("Die Fähre… mehr", Some("Die Fähre")),
            ("The ferry…", None),
            ("The ferry has more", None),
        ] {
            assert_eq!(before_button(text), expected, "{text}");
        }
    }
}
