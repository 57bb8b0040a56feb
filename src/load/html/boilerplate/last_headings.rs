//! Headings and lines at the end of an article that announce nothing: what they announced, a list of other articles or a form,
//! has been left out.

use super::element_name;
use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeData, NodeId};

/// A text of fewer bytes may consist of headings.
const MIN_ARTICLE_BYTES: usize = 500;

/// How many headings are removed, at most.
const MAX_HEADINGS: usize = 4;

/// The longest one, in bytes.
const MAX_HEADING_BYTES: usize = 160;

/// Removes headings at the end of the article below `root`, which has `article_bytes` of text. One that ends as a sentence does
/// stays: some pages set a last word in large letters.
pub(super) fn remove_last_headings(document: &Document, root: NodeId, article_bytes: usize) {
    if article_bytes < MIN_ARTICLE_BYTES {
        return;
    }
    let inner: Vec<NodeId> = nodes::descendants(document, root).collect();
    let mut removed = 0;
    let mut last_heading = None;
    let mut has_media = false;
    for id in inner.into_iter().rev() {
        if last_heading == Some(id) {
            document.tree.remove_from_parent(&id);
            removed += 1;
            last_heading = None;
        }
        has_media |= matches!(
            &*element_name(document, id),
            "img" | "audio" | "video" | "iframe"
        );
        if last_heading.is_some() || !is_content(document, id) {
            continue;
        }
        let heading = heading_around(document, id, root);
        let announcement = || announcement_around(document, id).filter(|_| !has_media);
        let heading = heading.or_else(announcement);
        let Some(heading) = heading.filter(|_| removed < MAX_HEADINGS) else {
            return;
        };
        let text = nodes::text_content(document, heading, MAX_HEADING_BYTES + 2);
        let is_sentence = text.trim_end().ends_with(['.', '!', '…', '”', '»', '"']);
        if is_sentence || text.len() > MAX_HEADING_BYTES {
            return;
        }
        last_heading = Some(heading);
    }
}

/// Whether a node is text, or a picture with a description.
fn is_content(document: &Document, id: NodeId) -> bool {
    document
        .tree
        .query_node_or(&id, false, |node| match &node.data {
            NodeData::Text { contents } => !contents.trim().is_empty(),
            NodeData::Element(element) => {
                &*element.name.local == "img"
                    && attribute(element, "alt").is_some_and(|alt| !alt.trim().is_empty())
            }
            _ => false,
        })
}

/// The paragraph that holds a node, if it offers the reader something and ends with a colon. Any other may announce a recording,
/// which is no longer there to be seen.
fn announcement_around(document: &Document, id: NodeId) -> Option<NodeId> {
    let parent = |id: &NodeId| document.tree.query_node_or(id, None, |node| node.parent);
    let paragraph = std::iter::successors(parent(&id), parent)
        .take(4)
        .find(|id| &*element_name(document, *id) == "p")?;
    // One more byte than is too long for a heading might be the space after a colon.
    let text = nodes::text_content(document, paragraph, MAX_HEADING_BYTES + 2);
    let is_offer = text.to_lowercase().starts_with("you might ");
    (is_offer && text.ends_with(':')).then_some(paragraph)
}

/// The heading below `root` that holds a node, if there is one; not the headline.
fn heading_around(document: &Document, id: NodeId, root: NodeId) -> Option<NodeId> {
    let mut current = id;
    loop {
        if matches!(
            &*element_name(document, current),
            "h2" | "h3" | "h4" | "h5" | "h6"
        ) {
            return Some(current);
        }
        current = document
            .tree
            .query_node_or(&current, None, |node| node.parent)?;
        if current == root {
            return None;
        }
    }
}
