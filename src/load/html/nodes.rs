//! Walks over a tree without recursion.
//!
//! Owns the order of nodes and the reading of their text. Promises to stay below the node it was given, and that a walk
//! costs no more than a step for each node. Changes nothing.

use dom_query::{Document, NodeData, NodeId, Tree, TreeNode};

/// Every element of the document, in its order; not those in templates.
pub(super) fn elements(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    below(document, document.tree.root().id)
        .filter(|id| document.tree.query_node_or(id, false, TreeNode::is_element))
}

/// Every node below `root`, in the document's order.
pub(super) fn below(document: &Document, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let tree = &document.tree;
    let mut next = tree.query_node_or(&root, None, |node| node.first_child);
    std::iter::from_fn(move || {
        let here = next?;
        next = tree
            .query_node_or(&here, None, |node| node.first_child)
            .or_else(|| past(tree, here, root));
        Some(here)
    })
}

/// The node after `id` and all that is below it, inside `root`.
pub(super) fn past(tree: &Tree, id: NodeId, root: NodeId) -> Option<NodeId> {
    let mut here = id;
    loop {
        if here == root {
            return None;
        }
        let (next, parent) =
            tree.query_node_or(&here, (None, None), |node| (node.next_sibling, node.parent));
        if next.is_some() {
            return next;
        }
        here = parent?;
    }
}

/// The text below `id` as it stands there.
pub(super) fn raw_text(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    for node in below(document, id) {
        document.tree.query_node(&node, |node| {
            if let NodeData::Text { contents } = &node.data {
                text.push_str(contents);
            }
        });
    }
    text
}

/// The text below `id`, blanks folded, without scripts and styles; cut where it gets longer than `limit` bytes or
/// nodes.
pub(super) fn text(document: &Document, id: NodeId, limit: usize) -> String {
    let mut text = String::new();
    let tree = &document.tree;
    let mut next = tree.query_node_or(&id, None, |node| node.first_child);
    let mut steps = 0;
    while let Some(here) = next {
        steps += 1;
        let (child, dead) = tree.query_node_or(&here, (None, false), |node| {
            if let NodeData::Text { contents } = &node.data {
                fold(&mut text, contents, limit);
            }
            let element = node.as_element();
            // Two lines of a headline are two words.
            if element
                .is_some_and(|element| matches!(&*element.name.local, "br" | "p" | "div" | "li"))
            {
                fold(&mut text, " ", limit);
            }
            let dead =
                element.is_some_and(|element| matches!(&*element.name.local, "script" | "style"));
            (node.first_child, dead)
        });
        if text.len() >= limit || steps > limit {
            break;
        }
        next = child.filter(|_| !dead).or_else(|| past(tree, here, id));
    }
    text.truncate(text.trim_end().len());
    text
}

/// Add `more` to `text`, every run of white space as one blank.
fn fold(text: &mut String, more: &str, limit: usize) {
    for c in more.chars() {
        if text.len() >= limit {
            return;
        }
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}
