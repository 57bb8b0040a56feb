//! Removes from a page the other entries of a web diary that stand inside the element of the one that it is about.

use super::lead::find_headline;
use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeId};

/// How many elements around one are looked at.
const MAX_DEPTH: usize = 40;

/// Entries with at least this many classes in common are of the same kind; each has others for its topics.
const MIN_SHARED_CLASSES: usize = 3;

/// The fewest bytes of text that the entry has besides the others.
const MIN_OWN_BYTES: usize = 140;

/// The longest text that is measured, in bytes.
const MAX_BYTES: usize = 40_000;

/// Removes each `article` inside another of the same kind, unless it has the headline `title`.
pub(super) fn remove(document: &Document, title: Option<&str>) {
    let parent = |id: &NodeId| document.tree.query_node_or(id, None, |node| node.parent);
    let outer_article = |id: &NodeId| {
        let mut above = std::iter::successors(parent(id), parent).take(MAX_DEPTH);
        above.find(|id| article_classes(document, *id).is_some())
    };
    let mut inner: Vec<(NodeId, NodeId)> = Vec::new();
    for id in nodes::elements(document) {
        let Some(classes) = article_classes(document, id) else {
            continue;
        };
        let Some(outer) = outer_article(&id) else {
            continue;
        };
        let around = article_classes(document, outer).unwrap_or_default();
        let shared = classes.iter().filter(|class| around.contains(class));
        let shared = shared.count();
        if shared >= MIN_SHARED_CLASSES || shared * 2 >= classes.len() {
            inner.push((outer, id));
        }
    }
    let headline = find_headline(document, title).map(|id| ancestors(document, id));
    let text_bytes = |id: NodeId| nodes::text_content(document, id, MAX_BYTES).len();
    for others in inner.chunk_by(|one, other| one.0 == other.0) {
        let Some((own, _)) = others.first() else {
            continue;
        };
        let has_headline = others.iter().any(|(_, id)| {
            let around = headline.as_deref().unwrap_or_default();
            around.contains(id)
        });
        let elsewhere: usize = others.iter().map(|(_, id)| text_bytes(*id)).sum();
        if has_headline || text_bytes(*own) < elsewhere + MIN_OWN_BYTES {
            continue;
        }
        for (_, id) in others {
            document.tree.remove_from_parent(id);
        }
    }
}

/// The classes of an element, if it is an `article` with some.
fn article_classes(document: &Document, id: NodeId) -> Option<Vec<String>> {
    document.tree.query_node_or(&id, None, |node| {
        let tag = HtmlTag::of(node.as_element()?);
        let classes: Vec<String> = tag.classes().map(str::to_owned).collect();
        (tag.name == "article" && !classes.is_empty()).then_some(classes)
    })
}

/// The elements around a node, innermost first.
pub(super) fn ancestors(document: &Document, id: NodeId) -> Vec<NodeId> {
    let parent = |id: &NodeId| document.tree.query_node_or(id, None, |node| node.parent);
    std::iter::successors(parent(&id), parent)
        .take(MAX_DEPTH)
        .collect()
}
