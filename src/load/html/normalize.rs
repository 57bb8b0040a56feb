//! Rewrites those parts of a tree whose meaning is in their arrangement into plain elements and text: formulas, letters
//! in boxes of their own at the beginning of a text, lists that count down, texts for screen readers.
//!
//! This is the first step for every page, letter, chapter and feed item, before anything is left out of them.

use super::furniture::is_furniture;
use super::math;
use super::nodes;
use super::page_metadata::attribute;
use super::script_templates;
use super::tag::HtmlTag;
use dom_query::{Document, Element, NodeData, NodeId, NodeRef};

/// How many elements around a formula may hide it.
const MAX_HIDDEN_DEPTH: usize = 3;

/// Parts of the classes that a letter in a box of its own has.
const DROP_CAP_CLASSES: &[&str] = &[
    "dropcap",
    "drop-cap",
    "drop_cap",
    "firstletter",
    "first-letter",
    "first-character",
    "initial",
    "lettrine",
];

/// Classes that social networks give to their posts on other pages.
const POST_CLASSES: &[&str] = &[
    "bluesky-embed",
    "fb-post",
    "instagram-media",
    "mastodon-embed",
    "reddit-card",
    "reddit-embed",
    "reddit-embed-bq",
    "text-post-media",
    "tiktok-embed",
    "twitter-tweet",
    "twitter-video",
];

/// How many boxes around a post are looked at.
const MAX_POST_BOXES: usize = 4;

/// Most text in a box around a post besides the post, in bytes.
const MAX_BESIDE_POST_BYTES: usize = 200;

/// Rewrites the tree of `document`.
pub(super) fn normalize(document: &Document) {
    script_templates::unfold(document);
    let elements: Vec<NodeId> = nodes::elements(document).collect();
    for id in elements {
        let edit = document
            .tree
            .query_node_or(&id, None, |node| node.as_element().and_then(edit_for));
        match edit {
            Some(Edit::Formula) => write_formula(document, id),
            Some(Edit::CountDown) => set_start(document, id),
            Some(Edit::EmbeddedPost) => free_embedded_post(document, id),
            Some(Edit::Decoration) => keep_only_copy(document, id),
            Some(Edit::Letter { is_block, is_named }) => {
                join_letter(document, id, is_block, is_named);
            }
            None => {}
        }
    }
}

/// What may have to be rewritten at an element.
enum Edit {
    /// A formula.
    Formula,
    /// A list that counts down.
    CountDown,
    /// A post of a social network.
    EmbeddedPost,
    /// An element that screen readers pass over.
    Decoration,
    /// An element that may hold the first letter of a text.
    Letter {
        is_block: bool,
        /// Whether its class says that it does.
        is_named: bool,
    },
}

fn edit_for(element: &Element) -> Option<Edit> {
    let tag = HtmlTag::of(element);
    let is_named = || {
        tag.attribute("class").is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            DROP_CAP_CLASSES.iter().any(|part| class.contains(part))
        })
    };
    match tag.name {
        "math" => Some(Edit::Formula),
        "ol" if tag.attribute("reversed").is_some() && tag.attribute("start").is_none() => {
            Some(Edit::CountDown)
        }
        "blockquote" | "div" | "section" | "figure" | "article"
            if tag.classes().any(|class| {
                POST_CLASSES
                    .iter()
                    .any(|post| class.eq_ignore_ascii_case(post))
            }) =>
        {
            Some(Edit::EmbeddedPost)
        }
        "span" | "i" | "b" | "strong" | "font" | "big"
            if attribute(element, "aria-hidden") == Some("true") =>
        {
            Some(Edit::Decoration)
        }
        "div" | "p" | "figure" => Some(Edit::Letter {
            is_block: true,
            is_named: is_named(),
        }),
        "span" | "i" | "b" | "strong" | "font" | "big" if is_named() => Some(Edit::Letter {
            is_block: false,
            is_named: true,
        }),
        _ => None,
    }
}

/// Replaces a formula by its text. A wiki hides it behind a picture of it: then the text takes the place of both.
fn write_formula(document: &Document, id: NodeId) {
    let text = math::formula_text(document, id);
    let tree = &document.tree;
    let mut replaced = id;
    let mut current = id;
    for _ in 0..MAX_HIDDEN_DEPTH {
        let Some(parent) = tree.query_node_or(&current, None, |node| node.parent) else {
            break;
        };
        let is_hidden = tree.query_node_or(&parent, false, |node| {
            node.as_element()
                .is_some_and(|element| HtmlTag::of(element).is_hidden())
        });
        if is_hidden {
            replaced = parent;
        }
        current = parent;
    }
    if !text.is_empty() {
        let text = tree.new_text(text);
        tree.insert_before_of(&replaced, &text.id);
        let next = tree.query_node_or(&replaced, None, |node| node.next_sibling);
        let is_picture = |id: &NodeId| {
            tree.query_node_or(id, false, |node| {
                node.as_element()
                    .is_some_and(|element| &*element.name.local == "img")
            })
        };
        if let Some(picture) = next.filter(is_picture) {
            tree.remove_from_parent(&picture);
        }
        tree.remove_from_parent(&replaced);
    }
}

/// Makes a post of a social network a quotation, and takes from the boxes around it, which hold nothing else, the names
/// by which they would be taken for buttons to share the page.
fn free_embedded_post(document: &Document, id: NodeId) {
    let tree = &document.tree;
    let is_quotation = |id: &NodeId| {
        tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == "blockquote")
        })
    };
    let holds_quotation = nodes::descendants(document, id).any(|inner| is_quotation(&inner));
    if !is_quotation(&id) && !holds_quotation {
        NodeRef::new(id, tree).rename("blockquote");
    }
    let limit = nodes::text_content(document, id, MAX_POST_BYTES).len() + MAX_BESIDE_POST_BYTES;
    let mut current = id;
    for _ in 0..MAX_POST_BOXES {
        let Some(parent) = tree.query_node_or(&current, None, |node| node.parent) else {
            return;
        };
        if nodes::text_content(document, parent, limit + 1).len() > limit {
            return;
        }
        let (is_box, is_aside) = tree.query_node_or(&parent, (false, false), |node| {
            node.as_element().map_or((false, false), |element| {
                let tag = HtmlTag::of(element);
                (is_furniture(&tag), matches!(tag.name, "aside" | "form"))
            })
        });
        if is_box {
            let parent = NodeRef::new(parent, tree);
            for name in ["class", "id", "role"] {
                parent.remove_attr(name);
            }
            if is_aside {
                parent.rename("div");
            }
        }
        current = parent;
    }
}

/// Longest post of a social network, in bytes.
const MAX_POST_BYTES: usize = 5000;

/// Notes the first number of a list that counts down to 1.
fn set_start(document: &Document, id: NodeId) {
    let is_item = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == "li")
        })
    };
    let items = document.tree.child_ids_of_it(&id, false).filter(is_item);
    let count = items.count().to_string();
    NodeRef::new(id, &document.tree).set_attr("start", &count);
}

/// Shows a text that is kept from screen readers where it is the only copy: a single letter before the rest of its
/// word. Where a text for screen readers stands beside it, that one is shown instead.
fn keep_only_copy(document: &Document, id: NodeId) {
    let tree = &document.tree;
    let (before, after) = tree.query_node_or(&id, (None, None), |node| {
        (node.prev_sibling, node.next_sibling)
    });
    for sibling in [before, after].into_iter().flatten() {
        let is_for_readers = tree.query_node_or(&sibling, false, |node| {
            node.as_element().is_some_and(|element| {
                let tag = HtmlTag::of(element);
                tag.is_hidden()
                    && attribute(element, "aria-hidden").is_none()
                    && attribute(element, "class").is_some()
            })
        });
        if is_for_readers {
            NodeRef::new(sibling, tree).remove_attr("class");
            return;
        }
    }
    let letter = nodes::raw_text(document, id);
    let continues =
        after.is_some_and(|after| first_letter(document, after).is_some_and(char::is_lowercase));
    if is_initial(letter.trim()) && continues {
        NodeRef::new(id, tree).remove_attr("aria-hidden");
    }
}

/// The first character of a text node, or of the text in an element.
fn first_letter(document: &Document, id: NodeId) -> Option<char> {
    let own = document
        .tree
        .query_node_or(&id, None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.chars().next()),
            _ => None,
        });
    own.unwrap_or_else(|| nodes::raw_text(document, id).chars().next())
}

/// Whether `text` is one capital letter, perhaps with a quotation mark before it.
fn is_initial(text: &str) -> bool {
    let letter = text.trim_start_matches(['“', '"', '«', '„', '‘', '\'', '¿', '¡']);
    let mut letters = letter.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Joins a first letter in a box of its own to the rest of its word.
fn join_letter(document: &Document, id: NodeId, is_block: bool, is_named: bool) {
    let tree = &document.tree;
    let mut texts = nodes::descendants(document, id).take(8).filter_map(|id| {
        tree.query_node_or(&id, None, |node| match &node.data {
            NodeData::Text { contents } if !contents.trim().is_empty() => {
                Some(contents.to_string())
            }
            _ => None,
        })
    });
    let (Some(letter), None) = (texts.next(), texts.next()) else {
        return;
    };
    let letter = letter.trim();
    if !is_initial(letter) {
        return;
    }
    let mut next = tree.query_node_or(&id, None, |node| node.next_sibling);
    if is_block {
        next = next_element(document, next);
    }
    let Some(next) = next else {
        return;
    };
    let Some(text_id) = first_text(document, next) else {
        return;
    };
    tree.update_node(&text_id, |node| {
        if let NodeData::Text { contents } = &mut node.data {
            let rest = contents.trim_start();
            let mut letters = rest.chars();
            let first = letters.next().unwrap_or(' ');
            let continues = first.is_lowercase()
                || is_named
                    && first.is_uppercase()
                    && letters.next().is_some_and(char::is_uppercase);
            if !continues {
                return;
            }
            // "A" and "I" are words, too.
            let is_word = contents.len() > rest.len() && matches!(letter, "A" | "I" | "O");
            let joined = match (is_block, is_word) {
                (true, true) => format!("{letter} {rest}"),
                (true, false) => format!("{letter}{rest}"),
                (false, true) => return,
                (false, false) => rest.to_owned(),
            };
            *contents = joined.into();
        }
    });
    let is_joined = tree.query_node_or(&text_id, false, |node| match &node.data {
        NodeData::Text { contents } => contents.starts_with(letter),
        _ => false,
    });
    if is_block && is_joined {
        tree.remove_from_parent(&id);
    }
}

/// The first element at or after `id` among its siblings, with nothing but white space before it.
fn next_element(document: &Document, id: Option<NodeId>) -> Option<NodeId> {
    let mut current = id?;
    loop {
        let (is_element, is_blank, next) =
            document
                .tree
                .query_node_or(&current, (false, false, None), |node| {
                    let is_blank = match &node.data {
                        NodeData::Text { contents } => contents.trim().is_empty(),
                        NodeData::Comment { .. } => true,
                        _ => false,
                    };
                    (node.is_element(), is_blank, node.next_sibling)
                });
        if is_element {
            return Some(current);
        }
        current = next.filter(|_| is_blank)?;
    }
}

/// The first text node at or below `id` that is not blank.
fn first_text(document: &Document, id: NodeId) -> Option<NodeId> {
    let is_text = |id: &NodeId| {
        document.tree.query_node_or(
            id,
            false,
            |node| matches!(&node.data, NodeData::Text { contents } if !contents.trim().is_empty()),
        )
    };
    std::iter::once(id)
        .chain(nodes::descendants(document, id).take(16))
        .find(is_text)
}
