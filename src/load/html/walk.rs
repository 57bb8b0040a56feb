//! Through a tree, to blocks.
//!
//! Owns which nodes are passed over, and which tables only arrange a page. Promises a step for each node, without
//! recursion. Changes nothing.

use super::blocks::Writer;
use super::nodes;
use super::tag::Tag;
use dom_query::{Document, NodeData, NodeId, TreeNode};

/// What is read beside what everybody sees.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Show {
    /// What the page hides.
    pub(super) hidden: bool,
    /// What it has for those who run no scripts.
    pub(super) without_scripts: bool,
}

/// A text in a cell longer than this, in bytes, is no datum.
const DATUM: usize = 400;

/// Give everything below `root` to `writer`.
pub(super) fn walk(document: &Document, root: NodeId, show: Show, writer: &mut Writer) {
    let tree = &document.tree;
    let mut next = tree.query_node_or(&root, None, |node| node.first_child);
    while let Some(id) = next {
        let child = tree.query_node_or(&id, None, |node| {
            enter(document, node, show, writer).then_some(node.first_child)
        });
        next = match child {
            Some(Some(child)) => Some(child),
            Some(None) => {
                writer.close();
                leave(document, id, root, writer)
            }
            None => leave(document, id, root, writer),
        };
    }
    writer.paragraph("");
}

/// Take a node in; whether it is an element that has to be closed.
fn enter(document: &Document, node: &TreeNode, show: Show, writer: &mut Writer) -> bool {
    let element = match &node.data {
        NodeData::Text { contents } => {
            writer.text(contents);
            return false;
        }
        NodeData::Element(element) => element,
        NodeData::Document
        | NodeData::Fragment
        | NodeData::Doctype { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => return false,
    };
    let mut tag = Tag {
        name: &element.name.local,
        attributes: &element.attrs,
    };
    let passed = tag.is_dead()
        || !show.hidden && tag.is_hidden()
        || !show.without_scripts && tag.name == "noscript";
    if passed {
        return false;
    }
    if tag.name == "table" && arranges(document, node.id, &tag) {
        tag.name = "div";
    }
    writer.open(&tag);
    true
}

/// The node after `id`, its elements closed on the way up.
fn leave(document: &Document, id: NodeId, root: NodeId, writer: &mut Writer) -> Option<NodeId> {
    let mut here = id;
    loop {
        let (next, parent) = document
            .tree
            .query_node_or(&here, (None, None), |node| (node.next_sibling, node.parent));
        if next.is_some() {
            return next;
        }
        here = parent.filter(|parent| *parent != root)?;
        writer.close();
    }
}

/// Whether a table has no data but arranges the page: one that says so, that has tables, headings or paragraphs in it,
/// or only one cell in each row or one row.
fn arranges(document: &Document, table: NodeId, tag: &Tag<'_>) -> bool {
    if tag
        .get("role")
        .is_some_and(|role| matches!(role, "presentation" | "none"))
    {
        return true;
    }
    let mut shape = Shape::default();
    for id in nodes::below(document, table) {
        let goes_on = document
            .tree
            .query_node_or(&id, true, |node| shape.takes(node));
        if !goes_on {
            return true;
        }
    }
    shape.end_row();
    !shape.data && (shape.columns <= 1 || shape.rows <= 1)
}

/// What is seen of a table.
#[derive(Debug, Default)]
struct Shape {
    rows: usize,
    columns: usize,
    /// Columns of this row.
    row: usize,
    /// Bytes of text in this cell.
    cell: usize,
    /// Paragraphs in this cell.
    paragraphs: usize,
    /// Whether it says what its columns are.
    data: bool,
}

impl Shape {
    /// Look at a node; `false` if it is none that a table of data has.
    fn takes(&mut self, node: &TreeNode) -> bool {
        match &node.data {
            NodeData::Text { contents } => {
                self.cell += contents.trim().len();
                self.cell <= DATUM
            }
            NodeData::Element(element) => match &*element.name.local {
                "table" | "h1" | "h2" | "h3" | "h4" | "article" | "section" | "pre" => false,
                "p" => {
                    self.paragraphs += 1;
                    self.paragraphs <= 2
                }
                "tr" => {
                    self.end_row();
                    self.rows += 1;
                    true
                }
                name @ ("td" | "th" | "caption") => {
                    self.data |= name == "th" || name == "caption";
                    self.row += usize::from(name != "caption");
                    (self.cell, self.paragraphs) = (0, 0);
                    true
                }
                "thead" => {
                    self.data = true;
                    true
                }
                _ => true,
            },
            NodeData::Document
            | NodeData::Fragment
            | NodeData::Doctype { .. }
            | NodeData::Comment { .. }
            | NodeData::ProcessingInstruction { .. } => true,
        }
    }

    fn end_row(&mut self) {
        self.columns = self.columns.max(self.row);
        self.row = 0;
    }
}
