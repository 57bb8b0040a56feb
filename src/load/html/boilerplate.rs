//! Removes boilerplate from an extracted article: labels of advertisements, invitations to subscribe, links to other
//! articles, lists of topics.
//!
//! It is recognised by class names, by whole lines and by how lines begin (see [`word_lists`]). Long text is never
//! removed, and a line of links only if its words identify it: showing a line too many is better than losing one.

mod author_notes;
mod contributors;
mod credits;
mod hover_boxes;
mod last_headings;
mod link_density;
mod link_lines;
mod other_articles;
mod publisher_notes;
mod share_links;
mod short_copies;
mod word_lists;

use super::nodes;
use super::page_metadata::attribute;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};
use html5ever::LocalName;
use link_density::LinkDensity;
use other_articles::{
    INVITATION_PREFIXES, LINK_LINE_PREFIXES, RELATED_HEADINGS, may_be_related_heading,
};
use word_lists::{
    AUTHOR_BOX_WORDS, AUTHOR_WORDS, BUTTON_LABELS, CLASS_WORDS, LINK_LIST_CLASS_WORDS,
    OFFER_PREFIXES, STANDALONE_LINES, WHOLE_LINES,
};

/// An element with more bytes of text than this is never boilerplate.
const MAX_ELEMENT_BYTES: usize = 1200;

/// A line of more bytes than this is a sentence of the article.
const MAX_LINE_BYTES: usize = 260;

/// The longest label of a button with a number beside it, in bytes: more than any in the list.
const MAX_BUTTON_BYTES: usize = 64;

/// In an article with fewer bytes of text, lines and lists that are links are what the page is about.
const MIN_LINKED_ARTICLE_BYTES: usize = 1500;

/// The same in an article of which less than a fourth is in links, for lists and for several such lines.
const MIN_PROSE_ARTICLE_BYTES: usize = 500;

/// Removes boilerplate elements below `root` from an article by `authors`.
pub(super) fn remove_boilerplate(document: &Document, root: NodeId, authors: &[String]) {
    let elements: Vec<NodeId> = nodes::descendants(document, root)
        .filter(|id| {
            document
                .tree
                .query_node_or(id, false, dom_query::TreeNode::is_element)
        })
        .collect();
    let article = LinkDensity::measure(document, root, usize::MAX);
    let article_bytes = article.text_bytes;
    let is_long = article_bytes >= MIN_LINKED_ARTICLE_BYTES;
    let is_prose = is_long
        || article_bytes >= MIN_PROSE_ARTICLE_BYTES && article.linked_bytes * 4 <= article_bytes;
    let link_runs = link_lines::runs(document, elements.iter().filter(|_| is_prose && !is_long));
    for id in elements {
        if hover_boxes::is_hover_box(document, id)
            || is_boilerplate_element(document, id, article_bytes)
            || credits::is_credit(document, id)
            || is_prose
                && link_lines::is_link_list(document, id, article_bytes)
                && (is_long || !link_lines::is_announced(document, id))
            || is_long && link_lines::is_link_line(document, id)
            || link_runs.contains(&id)
            || is_boilerplate_line(document, id)
            || is_button_row(document, id)
            || share_links::is_row(document, id)
            || short_copies::is_short_copy(document, id)
        {
            document.tree.remove_from_parent(&id);
        } else {
            remove_related_list(document, id);
        }
    }
    author_notes::remove(document, root, authors, article_bytes);
    last_headings::remove_last_headings(document, root, article_bytes);
}

/// The letters of a text in lower case, as in [`word_lists`]. Digits are dropped: at the end of a line they often count
/// comments.
fn letters_only(text: &str) -> String {
    nodes::lowercase_of(text, char::is_alphabetic)
}

/// The name of an element; empty if it is none.
fn element_name(document: &Document, id: NodeId) -> LocalName {
    document
        .tree
        .query_node_or(&id, LocalName::default(), |node| {
            node.as_element()
                .map(|element| element.name.local.clone())
                .unwrap_or_default()
        })
}

/// Whether the class or name of an element marks it as boilerplate. `article_bytes` is the size of the whole article.
fn is_boilerplate_element(document: &Document, id: NodeId, article_bytes: usize) -> bool {
    let (is_marked, is_marked_if_linked) =
        document.tree.query_node_or(&id, (false, false), |node| {
            let Some(element) = node.as_element() else {
                return (false, false);
            };
            let class_words = || {
                ["class", "id", "data-component", "data-area"]
                    .iter()
                    .filter_map(|name| attribute(element, name))
                    .flat_map(|value| value.split(|c: char| !c.is_ascii_alphanumeric()))
            };
            let has_word_in = |list: &[&str]| {
                class_words().any(|word| list.iter().any(|part| word.eq_ignore_ascii_case(part)))
            };
            let is_author_box = has_word_in(AUTHOR_WORDS) && has_word_in(AUTHOR_BOX_WORDS);
            (
                has_word_in(CLASS_WORDS) || is_author_box,
                has_word_in(LINK_LIST_CLASS_WORDS),
            )
        });
    if !is_marked && !is_marked_if_linked {
        return false;
    }
    let density = LinkDensity::measure(document, id, MAX_ELEMENT_BYTES + 1);
    let is_small =
        density.text_bytes <= MAX_ELEMENT_BYTES && density.text_bytes * 3 <= article_bytes;
    is_small
        && (is_marked
            || density.linked_bytes * 10 >= density.text_bytes * 6 && density.link_count > 0)
}

/// Whether the words of a line mark it as boilerplate.
fn is_boilerplate_line(document: &Document, id: NodeId) -> bool {
    let name = element_name(document, id);
    let is_block = matches!(
        &*name,
        "p" | "div" | "section" | "h2" | "h3" | "h4" | "h5" | "h6" | "li"
    );
    if !is_block && !matches!(&*name, "span" | "strong" | "em" | "b") {
        return false;
    }
    let text = nodes::text_content(document, id, publisher_notes::MAX_LINE_BYTES + 1);
    if is_block && publisher_notes::is_publisher_note(&text) && !holds_blocks(document, id) {
        return true;
    }
    if text.is_empty() || text.len() > MAX_LINE_BYTES {
        return false;
    }
    let letters = letters_only(&text);
    let starts_with_any = |list: &[&str]| list.iter().any(|start| letters.starts_with(start));
    if WHOLE_LINES.contains(&letters.as_str()) {
        return true;
    }
    if is_block
        && (STANDALONE_LINES.contains(&letters.as_str())
            || starts_with_any(OFFER_PREFIXES)
            || contributors::is_contributor_line(&text)
            || credits::is_picture_credit(&text) && !is_in_caption(document, id))
    {
        return true;
    }
    let (is_link_line, is_invitation) = (
        starts_with_any(LINK_LINE_PREFIXES),
        starts_with_any(INVITATION_PREFIXES),
    );
    if !is_link_line && !is_invitation {
        return false;
    }
    let density = LinkDensity::measure(document, id, MAX_LINE_BYTES + 1);
    is_link_line && density.linked_bytes * 2 >= density.text_bytes && density.link_count > 0
        || is_invitation && density.link_count > 0
}

/// Whether there are blocks in an element.
fn holds_blocks(document: &Document, id: NodeId) -> bool {
    nodes::descendants(document, id).any(|inner| {
        document.tree.query_node_or(&inner, false, |node| {
            node.as_element()
                .is_some_and(|element| HtmlTag::of(element).is_block())
        })
    })
}

/// Whether an element is, or stands in, a figure or a caption.
fn is_in_caption(document: &Document, id: NodeId) -> bool {
    let mut current = Some(id);
    for _ in 0..4 {
        let Some(id) = current else {
            return false;
        };
        let (is_caption, parent) = document.tree.query_node_or(&id, (false, None), |node| {
            let is_caption = node.as_element().is_some_and(|element| {
                matches!(&*element.name.local, "figure" | "figcaption")
                    || attribute(element, "class")
                        .is_some_and(|class| class.to_ascii_lowercase().contains("caption"))
            });
            (is_caption, node.parent)
        });
        if is_caption {
            return true;
        }
        current = parent;
    }
    false
}

/// Whether an element consists of nothing but buttons.
fn is_button_row(document: &Document, id: NodeId) -> bool {
    // In a list of names, each might also be the label of a button, so all of them must be.
    let candidates = match &*element_name(document, id) {
        "p" | "div" | "section" => vec![id],
        "a" if is_standalone_link(document, id) => vec![id],
        "ul" | "ol" => nodes::descendants(document, id)
            .filter(|item| &*element_name(document, *item) == "li")
            .take(BUTTON_LABELS.len())
            .collect(),
        _ => return false,
    };
    let is_button = |id: &NodeId| {
        let letters = letters_only(&nodes::text_content(document, *id, MAX_BUTTON_BYTES));
        BUTTON_LABELS.contains(&letters.as_str()) && {
            let density = LinkDensity::measure(document, *id, MAX_LINE_BYTES);
            &*element_name(document, *id) == "a"
                || density.linked_bytes == density.text_bytes && density.link_count == 1
        }
    };
    !candidates.is_empty() && candidates.iter().all(is_button)
}

/// Whether a link stands alone among blocks and other links, not inside a sentence or a list item.
fn is_standalone_link(document: &Document, id: NodeId) -> bool {
    let parent = document
        .tree
        .query_node_or(&id, None, |node| node.parent)
        .filter(|parent| {
            matches!(
                &*element_name(document, *parent),
                "div" | "section" | "article" | "aside" | "main"
            )
        });
    // Only the nearest siblings are checked: checking all of them for each of them would be quadratic.
    let is_text = |sibling: Option<NodeId>| {
        sibling.is_some_and(|sibling| {
            document.tree.query_node_or(
                &sibling,
                false,
                |node| matches!(&node.data, NodeData::Text { contents } if !contents.trim().is_empty()),
            )
        })
    };
    let (before, after) = document.tree.query_node_or(&id, (None, None), |node| {
        (node.prev_sibling, node.next_sibling)
    });
    parent.is_some() && !is_text(before) && !is_text(after)
}

/// If `id` is the heading of a list of other articles, removes both.
fn remove_related_list(document: &Document, id: NodeId) {
    if !matches!(
        &*element_name(document, id),
        "h2" | "h3" | "h4" | "h5" | "h6" | "p"
    ) {
        return;
    }
    let text = nodes::text_content(document, id, 80);
    let is_sure = RELATED_HEADINGS.contains(&letters_only(&text).as_str());
    let name = element_name(document, id);
    if text.len() > 60 || !is_sure && (&*name == "p" || !may_be_related_heading(&text)) {
        return;
    }
    let tree = &document.tree;
    let Some(next) = next_sibling_element(document, id) else {
        if is_sure {
            tree.remove_from_parent(&id);
        }
        return;
    };
    let density = LinkDensity::measure(document, next, 4 * MAX_ELEMENT_BYTES);
    // If another heading follows, the list has been removed already.
    if is_sure && &*name != "p" && element_name(document, next) == name {
        tree.remove_from_parent(&id);
        return;
    }
    let is_list = matches!(&*element_name(document, next), "ul" | "ol" | "div" | "p");
    if is_list && density.link_count > 0 && density.linked_bytes * 10 >= density.text_bytes * 7 {
        tree.remove_from_parent(&next);
        tree.remove_from_parent(&id);
    }
}

/// The next sibling of `id` that is an element.
fn next_sibling_element(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut current = id;
    loop {
        current = document
            .tree
            .query_node_or(&current, None, |node| node.next_sibling)?;
        let is_element =
            document
                .tree
                .query_node_or(&current, false, dom_query::TreeNode::is_element);
        if is_element {
            return Some(current);
        }
    }
}
