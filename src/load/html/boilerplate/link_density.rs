//! Measures how much of the text of an element is in links.

use dom_query::{Document, NodeData, NodeId};

/// How much text an element has and how much of it is in links, in bytes, each text without white space at its ends.
#[derive(Debug, Default)]
pub(super) struct LinkDensity {
    pub(super) text_bytes: usize,
    pub(super) linked_bytes: usize,
    pub(super) link_count: usize,
}

impl LinkDensity {
    /// Measures the text below `id`, visiting no more than about `limit` bytes or nodes.
    pub(super) fn measure(document: &Document, id: NodeId, limit: usize) -> Self {
        let tree = &document.tree;
        let mut density = Self::default();
        let mut link: Option<NodeId> = None;
        let mut steps = 0;
        let mut next = tree.query_node_or(&id, None, |node| node.first_child);
        while let Some(current) = next {
            steps += 1;
            if steps > limit || density.text_bytes > limit {
                // Too long to be judged: treated as text without links.
                return Self {
                    text_bytes: limit.saturating_add(1),
                    ..Self::default()
                };
            }
            let child = tree.query_node_or(&current, None, |node| {
                match &node.data {
                    NodeData::Text { contents } => {
                        let size = contents.trim().len();
                        density.text_bytes += size;
                        density.linked_bytes += if link.is_some() { size } else { 0 };
                    }
                    NodeData::Element(element) if link.is_none() && &*element.name.local == "a" => {
                        density.link_count += 1;
                        link = Some(current);
                    }
                    _ => {}
                }
                node.first_child
            });
            if child.is_some() {
                next = child;
                continue;
            }
            // Climb to the next sibling, leaving the link where it ends.
            let mut ancestor = current;
            next = loop {
                if link == Some(ancestor) {
                    link = None;
                }
                let (sibling, parent) = tree.query_node_or(&ancestor, (None, None), |node| {
                    (node.next_sibling, node.parent)
                });
                if sibling.is_some() {
                    break sibling;
                }
                match parent.filter(|parent| *parent != id) {
                    Some(parent) => ancestor = parent,
                    None => break None,
                }
            };
        }
        density
    }
}
