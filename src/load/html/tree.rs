//! A page as a tree.
//!
//! Owns the limits on it. Promises that making one takes time and memory in proportion to the page, whatever the page
//! does: one that is nested deeper than any browser allows, or that is made of too many pieces, is given up.

use super::feed::feed;
use dom_query::{Document, local_name};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

/// How many elements may stand in each other: what browsers allow.
const DEPTH: usize = 512;

/// How many nodes there may be, and for each byte of the page: a thousandfold more than articles have.
const NODES: usize = 1_200_000;

/// Why there is no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// Nested too deep.
    Deep,
    /// Too many nodes.
    Large,
}

/// The tree of the page in `text`.
pub(super) fn parse(text: &str) -> Result<Document, GivenUp> {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(Document::default(), options);
    let mut why = None;
    let (builder, whole) = feed(text, builder, |builder| {
        let document = &builder.sink;
        document.errors.borrow_mut().clear();
        if document.tree.len() > NODES {
            why = Some(GivenUp::Large);
        } else if is_deep(document) {
            why = Some(GivenUp::Deep);
        }
        why.is_none()
    });
    match why {
        None if whole => Ok(builder.sink.finish()),
        why => Err(why.unwrap_or(GivenUp::Large)),
    }
}

/// Whether the place where the parser stands is nested too deep. That is the last child of the last child and so on; but
/// what stands in a table and not in its cells goes before the table.
fn is_deep(document: &Document) -> bool {
    let mut ways = vec![(document.tree.root().id, 0)];
    // Each table on the way adds another way; a page has a few, and one with hundreds is not worth the walk.
    for _ in 0..8 * DEPTH {
        let Some((id, depth)) = ways.pop() else {
            return false;
        };
        if depth > DEPTH {
            return true;
        }
        document.tree.query_node(&id, |node| {
            let table = node
                .as_element()
                .is_some_and(|element| element.name.local == local_name!("table"));
            ways.extend(
                node.prev_sibling
                    .filter(|_| table)
                    .map(|before| (before, depth)),
            );
            ways.extend(node.last_child.map(|child| (child, depth + 1)));
        });
    }
    true
}
