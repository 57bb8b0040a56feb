//! What is measured of a page, as one list: its texts by their lengths, and the elements around them. The page is walked
//! through once, and measured twice.

use super::super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};

/// A page in document order, without what is never shown.
#[derive(Debug)]
pub(super) struct Outline {
    /// What all of it stands in.
    pub(super) root: NodeId,
    pub(super) steps: Vec<Step>,
}

/// A node of a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// A text, with its length in bytes without white space at its ends. It is not blank.
    Text {
        bytes: u32,
        ends_sentence: bool,
    },
    Element(OutlineElement),
}

/// An element of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct OutlineElement {
    pub(super) id: NodeId,
    /// The index of the first step that is not inside.
    pub(super) end: u32,
    pub(super) is_block: bool,
    pub(super) is_link: bool,
    pub(super) is_heading: bool,
}

impl Outline {
    /// Reads what stands below `root`.
    pub(super) fn read(document: &Document, root: NodeId) -> Self {
        let tree = &document.tree;
        let mut steps: Vec<Step> = Vec::new();
        // The elements around the node, by their steps.
        let mut open: Vec<usize> = Vec::new();
        let mut next = tree.query_node_or(&root, None, |node| node.first_child);
        while let Some(id) = next {
            let (step, child) = tree.query_node_or(&id, (None, None), |node| {
                let step = read_node(&node.data, id);
                let is_entered = matches!(step, Some(Step::Element(_)));
                (step, node.first_child.filter(|_| is_entered))
            });
            let index = steps.len();
            steps.extend(step);
            if child.is_some() {
                open.push(index);
                next = child;
                continue;
            }
            set_end(&mut steps, index);
            let mut current = id;
            next = loop {
                let (sibling, parent) = tree.query_node_or(&current, (None, None), |node| {
                    (node.next_sibling, node.parent)
                });
                if sibling.is_some() {
                    break sibling;
                }
                let (Some(parent), Some(index)) = (parent, open.pop()) else {
                    break None;
                };
                set_end(&mut steps, index);
                current = parent;
            };
        }
        Self { root, steps }
    }
}

/// Ends the element at `index`, if there is one, after the last step.
fn set_end(steps: &mut [Step], index: usize) {
    let len = steps.len() as u32;
    if let Some(Step::Element(element)) = steps.get_mut(index) {
        element.end = len;
    }
}

/// The step for a node; `None` if nothing of it is shown.
fn read_node(data: &NodeData, id: NodeId) -> Option<Step> {
    match data {
        NodeData::Text { contents } => {
            let text = contents.trim();
            let ends_sentence = matches!(
                text.chars().next_back()?,
                '.' | '!' | '?' | '…' | '"' | '”' | '»' | '“' | ':' | '。' | '！' | '？' | '।'
            );
            // Pages are far smaller than 4 GiB.
            let bytes = text.len() as u32;
            Some(Step::Text {
                bytes,
                ends_sentence,
            })
        }
        NodeData::Element(element) => {
            let tag = HtmlTag::of(element);
            let is_left_out = tag.is_skipped() || tag.name == "noscript" || tag.is_hidden();
            (!is_left_out).then(|| {
                Step::Element(OutlineElement {
                    id,
                    end: 0,
                    is_block: tag.is_block(),
                    is_link: tag.name == "a",
                    is_heading: matches!(tag.name.as_bytes(), [b'h', b'1'..=b'6']),
                })
            })
        }
        _ => None,
    }
}
