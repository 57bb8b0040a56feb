//! Parses a page into a tree, within limits.
//!
//! Time and memory are linear in the page, whatever it contains: a page nested more deeply than browsers allow, or with
//! too many nodes, is rejected.

use super::tokenize::{XhtmlSink, tokenize};
use dom_query::{Document, local_name};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

/// The deepest nesting of elements: what browsers allow.
const MAX_DEPTH: usize = 512;

/// The most nodes a page may have: a thousand times what articles have.
const MAX_NODES: usize = 1_200_000;

/// The limit that a page exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TreeLimit {
    /// Nested too deeply.
    TooDeep,
    /// Too many nodes.
    TooManyNodes,
}

/// Parses the page in `text`.
///
/// # Errors
/// If the page exceeds a limit.
pub(super) fn parse(text: &str) -> Result<Document, TreeLimit> {
    parse_syntax(text, false)
}

/// Parses the page in `text`, which is XHTML if `is_xhtml`.
///
/// # Errors
/// If the page exceeds a limit.
pub(super) fn parse_syntax(text: &str, is_xhtml: bool) -> Result<Document, TreeLimit> {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(Document::default(), options);
    let mut limit = None;
    let sink = XhtmlSink {
        sink: builder,
        is_xhtml,
    };
    let sink = tokenize(text, sink, |sink| {
        let document = &sink.sink.sink;
        document.errors.borrow_mut().clear();
        if document.tree.len() > MAX_NODES {
            limit = Some(TreeLimit::TooManyNodes);
        } else if is_too_deep(document) {
            limit = Some(TreeLimit::TooDeep);
        }
        limit.is_none()
    });
    match limit {
        None => Ok(sink.sink.sink.finish()),
        Some(limit) => Err(limit),
    }
}

/// Whether the parser's current position is nested too deeply. That position is the last child of the last child and so
/// on; but text in a table outside its cells is placed before the table.
fn is_too_deep(document: &Document) -> bool {
    let mut paths = vec![(document.tree.root().id, 0)];
    // Each table on the way adds another path; pages have a few, and one with hundreds is not worth the search.
    for _ in 0..8 * MAX_DEPTH {
        let Some((id, depth)) = paths.pop() else {
            return false;
        };
        if depth > MAX_DEPTH {
            return true;
        }
        document.tree.query_node(&id, |node| {
            let is_table = node
                .as_element()
                .is_some_and(|element| element.name.local == local_name!("table"));
            paths.extend(
                node.prev_sibling
                    .filter(|_| is_table)
                    .map(|before| (before, depth)),
            );
            paths.extend(node.last_child.map(|child| (child, depth + 1)));
        });
    }
    true
}
