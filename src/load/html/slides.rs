//! Shows the parts of an article of which a page shows one at a time, until a button is pressed: all but the first are
//! hidden.

use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::BTreeMap;

/// The shortest such part, in bytes of text.
const MIN_BYTES: usize = 140;

/// The fewest hidden parts. A single hidden one may be another version of the part that is shown.
const MIN_HIDDEN: usize = 3;

/// Words in the classes of elements of which one is shown because the others are no part of the same article.
const VERSION_WORDS: &[&str] = &[
    "lang",
    "langs",
    "language",
    "languages",
    "tab",
    "tabs",
    "tabpanel",
    "tabcontent",
];

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

/// Shows the hidden children of `parent` that have a name and a first class in common, and share them with one child that
/// is shown.
fn show_below(document: &Document, parent: NodeId) {
    if has_versions(document, parent) {
        return;
    }
    let parts: Vec<(NodeId, Part)> = document
        .tree
        .child_ids_of_it(&parent, false)
        .filter_map(|id| Some((id, part(document, id)?)))
        .collect();
    // By name and class: those that are hidden, and those that are shown.
    let mut kinds: BTreeMap<(&str, &str), [Vec<NodeId>; 2]> = BTreeMap::new();
    for (id, part) in &parts {
        let kind = (part.name.as_str(), part.class.as_str());
        let [hidden, shown] = kinds.entry(kind).or_default();
        if !part.is_hidden {
            shown.push(*id);
        } else if has_text(document, *id) {
            hidden.push(*id);
        }
    }
    for ((_, class), [hidden, shown]) in kinds {
        let &[shown] = shown.as_slice() else {
            continue;
        };
        let has_other_language = hidden
            .iter()
            .any(|id| language(document, *id) != language(document, shown));
        let are_versions = has_versions(document, shown) || has_other_language;
        if hidden.len() < MIN_HIDDEN || are_versions {
            continue;
        }
        for id in hidden {
            let node = NodeRef::new(id, &document.tree);
            for name in ["style", "hidden", "aria-hidden"] {
                node.remove_attr(name);
            }
            node.set_attr("class", class);
        }
    }
}

/// Whether the class of an element says that it holds the same text in other languages, or tabs.
fn has_versions(document: &Document, id: NodeId) -> bool {
    document.tree.query_node_or(&id, false, |node| {
        node.as_element().is_some_and(|element| {
            HtmlTag::of(element).classes().any(|class| {
                let class = class.to_ascii_lowercase();
                let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
                words.any(|word| VERSION_WORDS.contains(&word))
            })
        })
    })
}

/// The language that an element declares.
fn language(document: &Document, id: NodeId) -> Option<String> {
    document.tree.query_node_or(&id, None, |node| {
        let tag = HtmlTag::of(node.as_element()?);
        tag.attribute("lang").map(str::to_ascii_lowercase)
    })
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
