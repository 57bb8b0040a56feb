//! Reads the headings of a page, one of which is the headline.

use super::{PageHeading, attribute, has_word};
use crate::load::clean::collapse_spaces;
use crate::load::html::nodes;
use dom_query::{Document, Element, NodeData, NodeId, TreeNode};

/// A heading of more bytes than this is no headline.
const MAX_HEADING_BYTES: usize = 400;

/// How many elements around a heading are looked at.
const MAX_ANCESTORS: usize = 12;

/// Endings of classes that headlines have.
const TITLE_CLASSES: &[&str] = &[
    "entry-title",
    "post-title",
    "posttitle",
    "article-title",
    "article__title",
    "article-headline",
    "article__headline",
    "page-title",
    "headline",
    "story-title",
    "content-title",
    "article__heading",
    "articletitle",
    "news-title",
    "blog-title-post",
];

/// The heading `element` with the id `id`, unless it is none or has no text of a fitting length.
pub(super) fn read(document: &Document, id: NodeId, element: &Element) -> Option<PageHeading> {
    let level = match element.name.local.as_bytes() {
        [b'h', level] => level - b'0',
        _ => 0,
    };
    let has_title_class = attribute(element, "class")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .any(|class| {
            let class = class.to_ascii_lowercase();
            TITLE_CLASSES.iter().any(|ending| class.ends_with(ending))
        })
        || has_word(element, "itemprop", "headline");
    if level == 0 && !has_title_class {
        return None;
    }
    let text = nodes::text_content(document, id, MAX_HEADING_BYTES + 1);
    if text.is_empty() || text.len() > MAX_HEADING_BYTES {
        return None;
    }
    Some(PageHeading {
        level,
        last_part: last_part(document, id),
        text,
        links_home: links_home(document, id),
        has_title_class,
        is_in_list: is_in_list(document, id),
    })
}

/// The text of the last child of the heading, if others with text stand before it.
fn last_part(document: &Document, id: NodeId) -> String {
    let tree = &document.tree;
    let mut child = tree.query_node_or(&id, None, |node| node.first_child);
    let mut texts = Vec::new();
    while let Some(current) = child.filter(|_| texts.len() < 8) {
        let text = tree.query_node_or(&current, None, |node| {
            if let NodeData::Text { contents } = &node.data {
                Some(collapse_spaces(contents))
            } else {
                None
            }
        });
        let text =
            text.unwrap_or_else(|| nodes::text_content(document, current, MAX_HEADING_BYTES));
        texts.extend((!text.trim().is_empty()).then_some(text));
        child = tree.query_node_or(&current, None, |node| node.next_sibling);
    }
    if texts.len() < 2 {
        return String::new();
    }
    texts.pop().unwrap_or_default().trim().to_owned()
}

/// Whether the heading is, or stands in, a link to the home page.
fn links_home(document: &Document, id: NodeId) -> bool {
    let is_home_link = |node: &TreeNode| {
        node.as_element().is_some_and(|element| {
            &*element.name.local == "a" && attribute(element, "href").is_some_and(is_home_address)
                || has_word(element, "rel", "home")
        })
    };
    let inside = nodes::descendants(document, id)
        .take(8)
        .any(|id| document.tree.query_node_or(&id, false, is_home_link));
    let parent = document.tree.query_node_or(&id, None, |node| node.parent);
    inside || parent.is_some_and(|parent| document.tree.query_node_or(&parent, false, is_home_link))
}

/// Whether `address` has no path: `/`, `https://example.org/`, `index.html`.
fn is_home_address(address: &str) -> bool {
    let address = address.trim();
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches("./").trim_start_matches('/'),
    };
    path.is_empty() && !address.is_empty()
        || matches!(path, "index.html" | "index.php" | "home" | "index.htm")
}

/// Whether the heading stands in a list, a side column or the frame of the page.
fn is_in_list(document: &Document, id: NodeId) -> bool {
    let mut current = id;
    for _ in 0..MAX_ANCESTORS {
        let parent = document
            .tree
            .query_node_or(&current, None, |node| node.parent);
        let Some(parent) = parent else {
            return false;
        };
        let found = document.tree.query_node_or(&parent, false, |node| {
            node.as_element().is_some_and(|element| {
                matches!(&*element.name.local, "li" | "aside" | "nav" | "footer")
            })
        });
        if found {
            return true;
        }
        current = parent;
    }
    false
}
