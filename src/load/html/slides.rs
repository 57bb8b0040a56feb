//! Shows the parts of an article of which a page shows one at a time, until a button is pressed: all but the first are hidden.

use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeId, NodeRef};

/// The shortest such part, in bytes of text.
const MIN_BYTES: usize = 140;

/// The fewest hidden parts. A single hidden one may be another version of the part that is shown.
const MIN_HIDDEN: usize = 3;

/// Shows the hidden parts of articles in `document`.
pub(super) fn show(document: &Document) {
    let is_hidden = |id: &NodeId| part(document, *id).is_some_and(|part| part.is_hidden);
    let parent = |id: NodeId| document.tree.query_node_or(&id, None, |node| node.parent);
    let hidden = nodes::elements(document).filter(is_hidden);
    let mut parents: Vec<NodeId> = hidden.filter_map(parent).collect();
    parents.sort_unstable();
    parents.dedup();
    for id in parents {
        show_below(document, id);
    }
}

/// Shows the hidden children of `parent` that have the name and the first class of a child that is shown.
fn show_below(document: &Document, parent: NodeId) {
    let parts: Vec<(NodeId, Part)> = document
        .tree
        .child_ids_of_it(&parent, false)
        .filter_map(|id| Some((id, part(document, id)?)))
        .collect();
    let Some((_, shown)) = parts.iter().find(|(_, part)| !part.is_hidden) else {
        return;
    };
    let is_alike = |part: &Part| part.name == shown.name && part.class == shown.class;
    let hidden: Vec<NodeId> = parts
        .iter()
        .filter(|(_, part)| part.is_hidden && is_alike(part))
        .map(|(id, _)| *id)
        .filter(|id| has_text(document, *id))
        .collect();
    let shown_alike = parts
        .iter()
        .filter(|(_, part)| is_alike(part) && !part.is_hidden);
    if hidden.len() < MIN_HIDDEN || shown_alike.count() > 1 {
        return;
    }
    for id in hidden {
        let node = NodeRef::new(id, &document.tree);
        for name in ["style", "hidden", "aria-hidden"] {
            node.remove_attr(name);
        }
        node.set_attr("class", &shown.class);
    }
}

/// A child of an element that may be one of several alike.
struct Part {
    name: String,
    /// The first class.
    class: String,
    is_hidden: bool,
}

fn part(document: &Document, id: NodeId) -> Option<Part> {
    document.tree.query_node_or(&id, None, |node| {
        let tag = HtmlTag::of(node.as_element()?);
        matches!(tag.name, "div" | "section" | "article" | "li").then_some(())?;
        Some(Part {
            name: tag.name.to_owned(),
            class: tag.classes().next()?.to_owned(),
            is_hidden: tag.is_hidden(),
        })
    })
}

fn has_text(document: &Document, id: NodeId) -> bool {
    nodes::text_content(document, id, 2 * MIN_BYTES).len() >= MIN_BYTES
}
