//! Reads the headings of a page, one of which is the headline.

use super::{PageHeading, attribute, has_word};
use crate::load::clean::collapse_spaces;
use crate::load::html::nodes;
use crate::load::html::tag::HtmlTag;
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
    let parts = HeadingParts::read(document, id);
    Some(PageHeading {
        level,
        named_part: parts.named,
        first_part: parts.first,
        last_part: parts.last,
        text,
        links_home: links_home(document, id),
        has_title_class,
        is_in_list: is_in_list(document, id),
    })
}

/// Classes of the line above a headline that stands in the same heading, as parts of words.
const KICKER_CLASSES: &[&str] = &[
    "dachzeile",
    "eyebrow",
    "kicker",
    "label",
    "overline",
    "pretitle",
    "roofline",
    "spitzmarke",
    "subheadline",
    "topline",
];

/// Classes of the headline itself, beside such a line.
const HEADLINE_CLASSES: &[&str] = &["headline", "title"];

/// Classes of a line below the headline, which hold the words of those above.
const BELOW_CLASSES: &[&str] = &["subtitle", "sub-title", "subheadline", "sub-headline"];

/// The parts of a heading.
#[derive(Debug, Default)]
struct HeadingParts {
    /// The text of the first, if others with text stand below it.
    first: String,
    /// The text of the last, if others with text stand before it.
    last: String,
    /// The same, if the classes say that the first is a line above the headline and the last the headline.
    named: String,
}

impl HeadingParts {
    fn read(document: &Document, id: NodeId) -> Self {
        let tree = &document.tree;
        let mut parent = id;
        for _ in 0..4 {
            let parts = child_parts(document, parent);
            match parts.as_slice() {
                // A box around everything, such as a link.
                [only] if only.is_element => parent = only.id,
                [] | [_] => return Self::default(),
                [first, .., last] => {
                    let is_small = tree.query_node_or(&first.id, false, |node| {
                        node.as_element()
                            .is_some_and(|element| &*element.name.local == "small")
                    });
                    let has = |part: &HeadingPart, words: &[&str]| {
                        words.iter().any(|word| part.class.contains(word))
                    };
                    let is_named = is_small
                        || has(first, KICKER_CLASSES)
                        || has(last, HEADLINE_CLASSES)
                            && !has(last, BELOW_CLASSES)
                            && !has(first, HEADLINE_CLASSES);
                    return Self {
                        first: first.text.clone(),
                        last: last.text.clone(),
                        named: if is_named {
                            last.text.clone()
                        } else {
                            String::new()
                        },
                    };
                }
            }
        }
        Self::default()
    }
}

/// A child of a heading with text.
struct HeadingPart {
    id: NodeId,
    is_element: bool,
    class: String,
    text: String,
}

/// The first children of an element that have text.
fn child_parts(document: &Document, id: NodeId) -> Vec<HeadingPart> {
    let tree = &document.tree;
    let mut child = tree.query_node_or(&id, None, |node| node.first_child);
    let mut parts = Vec::new();
    while let Some(current) = child.filter(|_| parts.len() < 8) {
        let (own_text, class, is_skipped, next) =
            tree.query_node_or(&current, (None, String::new(), false, None), |node| {
                let text = if let NodeData::Text { contents } = &node.data {
                    Some(collapse_spaces(contents))
                } else {
                    None
                };
                let element = node.as_element();
                let class = element.and_then(|element| attribute(element, "class"));
                let class = class.unwrap_or_default().to_ascii_lowercase();
                let is_skipped = element.is_some_and(|element| HtmlTag::of(element).is_skipped());
                (text, class, is_skipped, node.next_sibling)
            });
        let is_element = own_text.is_none();
        let text =
            own_text.unwrap_or_else(|| nodes::text_content(document, current, MAX_HEADING_BYTES));
        let text = text.trim().to_owned();
        if text.contains(char::is_alphanumeric) && !is_skipped {
            parts.push(HeadingPart {
                id: current,
                is_element,
                class,
                text,
            });
        }
        child = next;
    }
    parts
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
    // The address of a page in an archive ends with that of the page.
    let path = match address.rsplit_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches("./").trim_start_matches('/'),
    };
    path.is_empty() && !address.is_empty()
        || matches!(path, "index.html" | "index.php" | "home" | "index.htm")
}

/// Whether the heading stands in a list, a side column or the frame of the page, or is shown without scripts only.
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
                matches!(
                    &*element.name.local,
                    "li" | "aside" | "nav" | "footer" | "noscript"
                )
            })
        });
        if found {
            return true;
        }
        current = parent;
    }
    false
}
