//! An article whose HTML stands in a script element, as blogs of one large host have it: a program of the page writes it to where it
//! is. The element is replaced by what stands in it.

use super::nodes;
use super::page_metadata::attribute;
use dom_query::{Document, NodeData, NodeId, NodeRef};

/// Less text than this, in bytes, is no article.
const MIN_TEMPLATE_BYTES: usize = 300;

/// Signs of a pattern that a program fills in, which is no text.
const PLACEHOLDERS: &[&str] = &["{{", "<%", "${", "[%"];

/// Replaces each script with a text template by its content, if it is the body of an article by its place and all that stands there.
pub(super) fn unfold(document: &Document) {
    let is_template = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element().is_some_and(|element| {
                &*element.name.local == "script"
                    && attribute(element, "type").is_some_and(|kind| {
                        matches!(kind, "text/template" | "text/html" | "text/x-template")
                    })
            })
        })
    };
    let templates: Vec<NodeId> = nodes::elements(document).filter(is_template).collect();
    for id in templates {
        let html = nodes::raw_text(document, id);
        let is_text = html.len() >= MIN_TEMPLATE_BYTES
            && html.contains("<p") | html.contains("<br")
            && !PLACEHOLDERS.iter().any(|sign| html.contains(sign));
        if is_text && is_article_body(document, id) {
            NodeRef::new(id, &document.tree).replace_with_html(html);
        }
    }
}

/// Whether the element around a script is the body of an article, and empty but for the script and what stands there for readers
/// without scripts.
fn is_article_body(document: &Document, id: NodeId) -> bool {
    let tree = &document.tree;
    let Some(parent) = tree.query_node_or(&id, None, |node| node.parent) else {
        return false;
    };
    let is_body = tree.query_node_or(&parent, false, |node| {
        node.as_element().is_some_and(|element| {
            attribute(element, "itemprop") == Some("articleBody")
                || attribute(element, "class").is_some_and(|class| {
                    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
                    words.any(|word| matches!(word, "article" | "post" | "entry" | "story"))
                })
        })
    });
    is_body
        && tree.child_ids_of_it(&parent, false).all(|child| {
            tree.query_node_or(&child, false, |node| match &node.data {
                NodeData::Text { contents } => contents.trim().is_empty(),
                NodeData::Element(element) => {
                    matches!(
                        &*element.name.local,
                        "script" | "noscript" | "style" | "template"
                    )
                }
                _ => true,
            })
        })
}
