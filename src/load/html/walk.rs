//! Walks a tree and passes what is readable to a [`BlockWriter`].
//!
//! Decides which nodes are skipped and which tables only lay out the page. One step for each node, without recursion;
//! the tree is not changed.

use super::blocks::BlockWriter;
use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId, TreeNode};

/// What is read in addition to what every browser shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WalkOptions {
    /// Elements that the page hides.
    pub(super) include_hidden: bool,
    /// The content of `noscript` elements.
    pub(super) include_noscript: bool,
}

/// A cell with more bytes of text than this holds prose, not data.
const MAX_CELL_BYTES: usize = 400;

/// Writes everything below `root` to `writer`.
pub(super) fn write_descendants(
    document: &Document,
    root: NodeId,
    options: WalkOptions,
    writer: &mut BlockWriter,
) {
    let tree = &document.tree;
    let mut next = tree.query_node_or(&root, None, |node| node.first_child);
    while let Some(id) = next {
        let child = tree.query_node_or(&id, None, |node| {
            enter_node(document, node, options, writer).then_some(node.first_child)
        });
        next = match child {
            Some(Some(child)) => Some(child),
            Some(None) => {
                writer.close_element();
                leave_node(document, id, root, writer)
            }
            None => leave_node(document, id, root, writer),
        };
    }
    writer.write_paragraph("");
}

/// Passes a node to `writer`. Returns whether it is an element whose children follow.
fn enter_node(
    document: &Document,
    node: &TreeNode,
    options: WalkOptions,
    writer: &mut BlockWriter,
) -> bool {
    let element = match &node.data {
        NodeData::Text { contents } => {
            writer.push_text(contents);
            return false;
        }
        NodeData::Element(element) => element,
        NodeData::Document
        | NodeData::Fragment
        | NodeData::Doctype { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => return false,
    };
    let mut tag = HtmlTag::of(element);
    let is_skipped = tag.is_skipped()
        || !options.include_hidden && tag.is_hidden()
        || !options.include_noscript && tag.name == "noscript";
    if is_skipped {
        return false;
    }
    if tag.name == "table" && is_layout_table(document, node.id, &tag) {
        tag.name = "div";
    }
    writer.open_element(&tag);
    true
}

/// The next node after `id` and its children; elements that end on the way are closed.
fn leave_node(
    document: &Document,
    id: NodeId,
    root: NodeId,
    writer: &mut BlockWriter,
) -> Option<NodeId> {
    let mut current = id;
    loop {
        let (next, parent) = document.tree.query_node_or(&current, (None, None), |node| {
            (node.next_sibling, node.parent)
        });
        if next.is_some() {
            return next;
        }
        current = parent.filter(|parent| *parent != root)?;
        writer.close_element();
    }
}

/// Whether a table lays out the page and holds no data: one whose role says so, that contains tables, headings or prose,
/// or that has only one column or one row.
fn is_layout_table(document: &Document, table: NodeId, tag: &HtmlTag<'_>) -> bool {
    if tag
        .attribute("role")
        .is_some_and(|role| matches!(role, "presentation" | "none"))
    {
        return true;
    }
    let mut shape = TableShape::default();
    for id in nodes::descendants(document, table) {
        let may_be_data = document
            .tree
            .query_node_or(&id, true, |node| shape.add_node(node));
        if !may_be_data {
            return true;
        }
    }
    shape.end_row();
    !shape.has_headings && (shape.columns <= 1 || shape.rows <= 1)
}

/// What has been seen of a table so far.
#[derive(Debug, Default)]
struct TableShape {
    rows: usize,
    columns: usize,
    /// Columns of the current row.
    row_columns: usize,
    /// Bytes of text in the current cell.
    cell_bytes: usize,
    /// Paragraphs in the current cell.
    cell_paragraphs: usize,
    /// Whether it has a caption or heading cells.
    has_headings: bool,
}

impl TableShape {
    /// Adds a node; `false` if no data table contains such a node.
    fn add_node(&mut self, node: &TreeNode) -> bool {
        match &node.data {
            NodeData::Text { contents } => {
                self.cell_bytes += contents.trim().len();
                self.cell_bytes <= MAX_CELL_BYTES
            }
            NodeData::Element(element) => match &*element.name.local {
                "table" | "h1" | "h2" | "h3" | "h4" | "article" | "section" | "pre" => false,
                "p" => {
                    self.cell_paragraphs += 1;
                    self.cell_paragraphs <= 2
                }
                "tr" => {
                    self.end_row();
                    self.rows += 1;
                    true
                }
                name @ ("td" | "th" | "caption") => {
                    self.has_headings |= name == "th" || name == "caption";
                    self.row_columns += usize::from(name != "caption");
                    (self.cell_bytes, self.cell_paragraphs) = (0, 0);
                    true
                }
                "thead" => {
                    self.has_headings = true;
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
        self.columns = self.columns.max(self.row_columns);
        self.row_columns = 0;
    }
}
