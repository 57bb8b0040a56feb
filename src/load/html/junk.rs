//! What is left around and in an article.
//!
//! Owns the marks by which it is known: advertisements' labels, invitations to subscribe, links to other articles, lists
//! of topics. Promises to take out nothing long, and a line that links elsewhere only where its words say what it is: it
//! is better to read a line too many than one too few.

mod credit;
mod words;

use super::nodes;
use super::page::attribute;
use dom_query::{Document, NodeData, NodeId};
use words::{BUTTONS, ELSEWHERE, HEADINGS, INVITATIONS, LABELS, LINES, LINKED, OFFERS, PARTS};

/// A part of the page longer than this, in bytes, is no invitation.
const LONG: usize = 1200;

/// A line longer than this, in bytes, is a sentence of the article.
const LINE: usize = 260;

/// Take out what is no part of the article below `root`.
pub(super) fn remove(document: &Document, root: NodeId) {
    let elements: Vec<NodeId> = nodes::below(document, root)
        .filter(|id| {
            document
                .tree
                .query_node_or(id, false, dom_query::TreeNode::is_element)
        })
        .collect();
    let whole = Sizes::of(document, root, usize::MAX).text;
    for id in elements {
        if is_part(document, id, whole) || is_line(document, id) || is_button(document, id) {
            document.tree.remove_from_parent(&id);
        } else {
            list_below(document, id);
        }
    }
}

/// The letters of a text, as the lists above have them; a digit at the end counts comments.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

fn name(document: &Document, id: NodeId) -> String {
    document.tree.query_node_or(&id, String::new(), |node| {
        node.as_element()
            .map(|element| (*element.name.local).to_owned())
            .unwrap_or_default()
    })
}

/// Whether an element's class or name says that it is no part of the article.
fn is_part(document: &Document, id: NodeId, whole: usize) -> bool {
    let (always, linked) = document.tree.query_node_or(&id, (false, false), |node| {
        let Some(element) = node.as_element() else {
            return (false, false);
        };
        let words = || {
            ["class", "id", "data-component", "data-area"]
                .iter()
                .filter_map(|name| attribute(element, name))
                .flat_map(|value| value.split(|c: char| !c.is_ascii_alphanumeric()))
        };
        let among = |list: &[&str]| {
            words().any(|word| list.iter().any(|part| word.eq_ignore_ascii_case(part)))
        };
        let of_author = among(&["author", "contributor", "writer"]) && among(&["bio"]);
        (among(PARTS) || of_author, among(LINKED))
    });
    if !always && !linked {
        return false;
    }
    let sizes = Sizes::of(document, id, LONG + 1);
    let small = sizes.text <= LONG && sizes.text * 3 <= whole;
    small && (always || sizes.linked * 10 >= sizes.text * 6 && sizes.links > 0)
}

/// Whether a line says of itself that it is no part of the article.
fn is_line(document: &Document, id: NodeId) -> bool {
    let name = name(document, id);
    let alone = matches!(
        name.as_str(),
        "p" | "div" | "section" | "h2" | "h3" | "h4" | "h5" | "h6" | "li"
    );
    if !alone && !matches!(name.as_str(), "span" | "strong" | "em" | "b") {
        return false;
    }
    let text = nodes::text(document, id, LINE + 1);
    if text.is_empty() || text.len() > LINE {
        return false;
    }
    let said = letters(&text);
    let begins = |list: &[&str]| list.iter().any(|start| said.starts_with(start));
    if LINES.contains(&said.as_str()) {
        return true;
    }
    if alone && (LABELS.contains(&said.as_str()) || begins(OFFERS) || credit::is_credit(&text)) {
        return true;
    }
    let (elsewhere, invitation) = (begins(ELSEWHERE), begins(INVITATIONS));
    if !elsewhere && !invitation {
        return false;
    }
    let sizes = Sizes::of(document, id, LINE + 1);
    elsewhere && sizes.linked * 2 >= sizes.text && sizes.links > 0 || invitation && sizes.links > 0
}

/// Whether it is a line of buttons and nothing else.
fn is_button(document: &Document, id: NodeId) -> bool {
    // In a list of names each may be one that is on a button, too: all of them must be.
    let all = match name(document, id).as_str() {
        "p" | "div" | "section" => vec![id],
        "a" if stands_alone(document, id) => vec![id],
        "ul" | "ol" => nodes::below(document, id)
            .filter(|item| name(document, *item) == "li")
            .take(BUTTONS.len())
            .collect(),
        _ => return false,
    };
    let button = |id: &NodeId| {
        let said = letters(&nodes::text(document, *id, LINE));
        BUTTONS.contains(&said.as_str()) && {
            let sizes = Sizes::of(document, *id, LINE);
            name(document, *id) == "a" || sizes.linked == sizes.text && sizes.links == 1
        }
    };
    !all.is_empty() && all.iter().all(button)
}

/// Whether a link stands among blocks and other links, not in a sentence or an item.
fn stands_alone(document: &Document, id: NodeId) -> bool {
    let parent = document
        .tree
        .query_node_or(&id, None, |node| node.parent)
        .filter(|parent| {
            matches!(
                name(document, *parent).as_str(),
                "div" | "section" | "article" | "aside" | "main"
            )
        });
    // Its nearest neighbours tell: a look at all of them, for each of them, would take for ever.
    let says = |beside: Option<NodeId>| {
        beside.is_some_and(|beside| {
            document.tree.query_node_or(
                &beside,
                false,
                |node| matches!(&node.data, NodeData::Text { contents } if !contents.trim().is_empty()),
            )
        })
    };
    let (before, after) = document.tree.query_node_or(&id, (None, None), |node| {
        (node.prev_sibling, node.next_sibling)
    });
    parent.is_some() && !says(before) && !says(after)
}

/// If `id` is a heading over a list of other articles: take both out.
fn list_below(document: &Document, id: NodeId) {
    if !matches!(
        name(document, id).as_str(),
        "h2" | "h3" | "h4" | "h5" | "h6" | "p"
    ) {
        return;
    }
    let text = nodes::text(document, id, 80);
    if text.len() > 60 || !HEADINGS.contains(&letters(&text).as_str()) {
        return;
    }
    let tree = &document.tree;
    let Some(next) = next_element(document, id) else {
        tree.remove_from_parent(&id);
        return;
    };
    let sizes = Sizes::of(document, next, 4 * LONG);
    // Its list was taken out already: what comes is the next heading.
    if name(document, next) == name(document, id) && name(document, id) != "p" {
        tree.remove_from_parent(&id);
        return;
    }
    let list = matches!(name(document, next).as_str(), "ul" | "ol" | "div" | "p");
    if list && sizes.links > 0 && sizes.linked * 10 >= sizes.text * 7 {
        tree.remove_from_parent(&next);
        tree.remove_from_parent(&id);
    }
}

/// The element after `id` beside it.
fn next_element(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut here = id;
    loop {
        here = document
            .tree
            .query_node_or(&here, None, |node| node.next_sibling)?;
        let element = document
            .tree
            .query_node_or(&here, false, dom_query::TreeNode::is_element);
        if element {
            return Some(here);
        }
    }
}

/// How much text there is, and how much of it leads elsewhere, in bytes without blanks at the ends of each text.
#[derive(Debug, Default)]
struct Sizes {
    text: usize,
    linked: usize,
    links: usize,
}

impl Sizes {
    /// Below `id`; a look at no more than about `limit` bytes or nodes.
    fn of(document: &Document, id: NodeId, limit: usize) -> Self {
        let tree = &document.tree;
        let mut sizes = Self::default();
        let mut link: Option<NodeId> = None;
        let mut steps = 0;
        let mut next = tree.query_node_or(&id, None, |node| node.first_child);
        while let Some(here) = next {
            steps += 1;
            if steps > limit || sizes.text > limit {
                // Too long to be judged: as if nothing were linked.
                return Self {
                    text: limit.saturating_add(1),
                    ..Self::default()
                };
            }
            let child = tree.query_node_or(&here, None, |node| {
                match &node.data {
                    NodeData::Text { contents } => {
                        let size = contents.trim().len();
                        sizes.text += size;
                        sizes.linked += if link.is_some() { size } else { 0 };
                    }
                    NodeData::Element(element) if link.is_none() && &*element.name.local == "a" => {
                        sizes.links += 1;
                        link = Some(here);
                    }
                    _ => {}
                }
                node.first_child
            });
            if child.is_some() {
                next = child;
                continue;
            }
            // Up, and out of the link where that ends.
            let mut up = here;
            next = loop {
                if link == Some(up) {
                    link = None;
                }
                let (sibling, parent) =
                    tree.query_node_or(&up, (None, None), |node| (node.next_sibling, node.parent));
                if sibling.is_some() {
                    break sibling;
                }
                match parent.filter(|parent| *parent != id) {
                    Some(parent) => up = parent,
                    None => break None,
                }
            };
        }
        sizes
    }
}
