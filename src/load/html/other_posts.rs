//! Removes from a page the other entries of a web diary than the one that it is about.

mod numbered;

use super::lead::find_headline;
use super::nodes;
use super::page_metadata::attribute;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};

/// How many elements around one are looked at.
const MAX_DEPTH: usize = 40;

/// Entries with at least this many classes in common are of the same kind; each has others for its topics.
const MIN_SHARED_CLASSES: usize = 3;

/// The fewest bytes of text that the entry has besides the others.
const MIN_OWN_BYTES: usize = 140;

/// The longest text of another entry that is measured, in bytes.
const MAX_BYTES: usize = 40_000;

/// How many nodes of the entry are looked at; in a larger one nothing is removed.
const MAX_NODES: usize = 200_000;

/// Removes the other posts of a page with the headline `title`.
pub(super) fn remove(document: &Document, title: Option<&str>) {
    numbered::remove(document, title);
    remove_inside(document, title);
}

/// Removes each `article` of the same kind inside the innermost one that has the headline `title`. The entry must have at least as
/// much text of its own as the longest of them, and be no report that grows with what happens.
fn remove_inside(document: &Document, title: Option<&str>) {
    let around = find_headline(document, title).map(|id| ancestors(document, id));
    let mut around = around.unwrap_or_default().into_iter();
    let own = around.find_map(|id| Some((id, article_classes(document, id)?)));
    let Some((own, classes)) = own.filter(|(id, _)| !is_live(document, *id)) else {
        return;
    };
    let Some(entry) = Entry::read(document, own, &classes) else {
        return;
    };
    let sizes = entry.others.iter();
    let longest = sizes.map(|id| nodes::text_content(document, *id, MAX_BYTES).len());
    if entry.own_bytes < longest.max().unwrap_or(0).max(MIN_OWN_BYTES)
        || entry.others.iter().any(|id| is_live(document, *id))
    {
        return;
    }
    for id in entry.others {
        document.tree.remove_from_parent(&id);
    }
}

/// An entry with others inside it.
struct Entry {
    own_bytes: usize,
    others: Vec<NodeId>,
}

impl Entry {
    /// Reads the `article` `id`, which has `classes`; `None` if it is too large. Each node is visited once.
    fn read(document: &Document, id: NodeId, classes: &[String]) -> Option<Self> {
        let tree = &document.tree;
        let mut entry = Self {
            own_bytes: 0,
            others: Vec::new(),
        };
        let mut next = tree.query_node_or(&id, None, |node| node.first_child);
        let mut steps = 0;
        while let Some(current) = next {
            steps += 1;
            if steps > MAX_NODES {
                return None;
            }
            let (bytes, child) = tree.query_node_or(&current, (0, None), |node| {
                let bytes = match &node.data {
                    NodeData::Text { contents } => contents.trim().len(),
                    _ => 0,
                };
                (bytes, node.first_child)
            });
            entry.own_bytes += bytes;
            let inner = article_classes(document, current);
            if inner
                .as_ref()
                .is_some_and(|inner| is_same_kind(inner, classes))
            {
                entry.others.push(current);
            }
            next = child
                .filter(|_| inner.is_none())
                .or_else(|| nodes::next_outside(tree, current, id));
        }
        Some(entry)
    }
}

/// Whether an `article` with the classes `inner` is of the same kind as the one with `outer` around it.
fn is_same_kind(inner: &[String], outer: &[String]) -> bool {
    let shared = inner.iter().filter(|class| outer.contains(class)).count();
    shared >= MIN_SHARED_CLASSES || shared * 2 >= inner.len()
}

/// Whether an element says that it is a report that grows with what happens: all its entries are the article.
fn is_live(document: &Document, id: NodeId) -> bool {
    document.tree.query_node_or(&id, false, |node| {
        node.as_element().is_some_and(|element| {
            let kind = attribute(element, "itemtype").unwrap_or_default();
            let tag = HtmlTag::of(element);
            let is_live_class = |class: &str| class.to_lowercase().starts_with("live");
            kind.contains("LiveBlogPosting") || tag.classes().any(is_live_class)
        })
    })
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
