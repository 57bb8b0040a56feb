//! Traverses a `dom_query` tree without recursion and reads the text of its nodes.
//!
//! A traversal stays below the node it is given and takes one step for each node. Nothing here changes the tree.

use dom_query::{Document, NodeData, NodeId, Tree, TreeNode};

/// Every element of the document in document order, except those in templates.
pub(super) fn elements(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    descendants(document, document.tree.root().id)
        .filter(|id| document.tree.query_node_or(id, false, TreeNode::is_element))
}

/// Every node below `root` in document order.
pub(super) fn descendants(document: &Document, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let tree = &document.tree;
    let mut next = tree.query_node_or(&root, None, |node| node.first_child);
    std::iter::from_fn(move || {
        let current = next?;
        next = tree
            .query_node_or(&current, None, |node| node.first_child)
            .or_else(|| next_outside(tree, current, root));
        Some(current)
    })
}

/// The first node after the subtree of `id` in document order, as long as it is still below `root`.
pub(super) fn next_outside(tree: &Tree, id: NodeId, root: NodeId) -> Option<NodeId> {
    let mut current = id;
    loop {
        if current == root {
            return None;
        }
        let (next, parent) = tree.query_node_or(&current, (None, None), |node| {
            (node.next_sibling, node.parent)
        });
        if next.is_some() {
            return next;
        }
        current = parent?;
    }
}

/// The text below `id` with its white space unchanged.
pub(super) fn raw_text(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    for node in descendants(document, id) {
        document.tree.query_node(&node, |node| {
            if let NodeData::Text { contents } = &node.data {
                text.push_str(contents);
            }
        });
    }
    text
}

/// The text below `id` with runs of white space collapsed, without scripts and styles. It is cut off after `limit`
/// bytes or `limit` nodes.
pub(super) fn text_content(document: &Document, id: NodeId, limit: usize) -> String {
    joined_text(document, id, limit, "")
}

/// Whether `accepts` holds for the first text below `id` that is not blank, without the white space before it. At most `limit` nodes are
/// looked at; where that is not enough, it may hold.
pub(super) fn begins_with(
    document: &Document,
    id: NodeId,
    limit: usize,
    accepts: impl Fn(&str) -> bool,
) -> bool {
    let tree = &document.tree;
    let mut next = tree.query_node_or(&id, None, |node| node.first_child);
    for _ in 0..limit {
        let Some(current) = next else {
            return false;
        };
        let (child, holds) = tree.query_node_or(&current, (None, None), |node| {
            let is_skipped = node
                .as_element()
                .is_some_and(|element| matches!(&*element.name.local, "script" | "style"));
            let holds = match &node.data {
                NodeData::Text { contents } => {
                    let shown = contents.trim_start();
                    (!shown.is_empty()).then(|| accepts(shown))
                }
                _ => None,
            };
            (node.first_child.filter(|_| !is_skipped), holds)
        });
        if let Some(holds) = holds {
            return holds;
        }
        next = child.or_else(|| next_outside(tree, current, id));
    }
    true
}

/// As [`text_content`], with `joint` between texts that touch though they seem to be columns: a small letter at the end
/// of one element and a capital at the beginning of the next.
pub(super) fn joined_text(document: &Document, id: NodeId, limit: usize, joint: &str) -> String {
    let mut text = String::new();
    let tree = &document.tree;
    let mut next = tree.query_node_or(&id, None, |node| node.first_child);
    let mut steps = 0;
    while let Some(current) = next {
        steps += 1;
        let (child, is_skipped) = tree.query_node_or(&current, (None, false), |node| {
            if let NodeData::Text { contents } = &node.data {
                if text.ends_with(char::is_lowercase) && contents.starts_with(char::is_uppercase) {
                    text.push_str(joint);
                }
                push_collapsed(&mut text, contents, limit);
            }
            let element = node.as_element();
            // Words on both sides of a line break or block boundary stay separate.
            if element.is_some_and(|element| {
                matches!(&*element.name.local, "br" | "p" | "div" | "li" | "time")
            }) {
                push_collapsed(&mut text, " ", limit);
            }
            let is_skipped =
                element.is_some_and(|element| matches!(&*element.name.local, "script" | "style"));
            (node.first_child, is_skipped)
        });
        if text.len() >= limit || steps > limit {
            break;
        }
        next = child
            .filter(|_| !is_skipped)
            .or_else(|| next_outside(tree, current, id));
    }
    text.truncate(text.trim_end().len());
    text
}

/// The characters of `text` that `is_kept` keeps, in lower case.
pub(super) fn lowercase_of(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_kept(*c)) {
        // Most letters are of the Latin alphabet, and every line of a page is looked at, some of them often.
        if c.is_ascii() {
            kept.push(c.to_ascii_lowercase());
        } else {
            kept.extend(c.to_lowercase());
        }
    }
    kept
}

/// Appends `more` to `text`, with each run of white space as one space, until `text` has `limit` bytes.
fn push_collapsed(text: &mut String, more: &str, limit: usize) {
    if text.len() + more.len() < limit {
        return push_all_collapsed(text, more);
    }
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

/// Appends all of `more`, with each run of white space as one space.
fn push_all_collapsed(text: &mut String, more: &str) {
    let separate = |text: &mut String| {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    };
    let begins_with_space = more.starts_with(char::is_whitespace);
    for (index, word) in more.split_whitespace().enumerate() {
        if index > 0 || begins_with_space {
            separate(text);
        }
        text.push_str(word);
    }
    if more.ends_with(char::is_whitespace) {
        separate(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a text is collapsed alike whether or not its end may be cut off.
    #[test]
    fn white_space_is_collapsed_alike_with_and_without_a_limit() {
        for more in ["", " ", "a", " a", "a ", "\n a \t b ", "\u{a0}Ä\u{3000}ö"] {
            for before in ["", "x", "x "] {
                let (mut all, mut limited) = (before.to_owned(), before.to_owned());
                push_collapsed(&mut all, more, 1000);
                push_collapsed(&mut limited, more, before.len() + more.len());
                assert_eq!(all, limited, "{before:?} {more:?}");
            }
        }
    }
}
