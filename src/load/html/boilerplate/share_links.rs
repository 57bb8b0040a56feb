//! Recognizes rows of links that share the page, by their addresses, whatever they are called.

use super::link_density::LinkDensity;
use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeId};

/// The longest such row, in bytes of text.
const MAX_BYTES: usize = 120;

/// The fewest links that share.
const MIN_SHARING: usize = 2;

/// Beginnings of addresses of applications that share.
const SCHEMES: &[&str] = &["whatsapp:", "fb-messenger:", "viber:", "tg:", "mailto:?"];

/// Parts of addresses of pages that share.
const PAGES: &[&str] = &[
    "facebook.com/sharer",
    "facebook.com/share.php",
    "facebook.com/dialog/",
    "twitter.com/intent/",
    "twitter.com/share",
    "x.com/intent/",
    "api.whatsapp.com/send",
    "wa.me/?",
    "linkedin.com/sharearticle",
    "linkedin.com/sharing/",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "t.me/share",
    "telegram.me/share",
    "tumblr.com/share",
    "vk.com/share",
    "xing.com/spi/shares",
    "bsky.app/intent/",
];

/// Whether all text of an element is in links, of which at least half share the page.
pub(super) fn is_row(document: &Document, id: NodeId) -> bool {
    let density = LinkDensity::measure(document, id, MAX_BYTES + 1);
    if density.text_bytes > MAX_BYTES
        || density.linked_bytes < density.text_bytes
        || density.link_count < MIN_SHARING
    {
        return false;
    }
    let links = nodes::descendants(document, id).filter(|link| shares(document, *link));
    let sharing = links.take(density.link_count).count();
    sharing >= MIN_SHARING && sharing * 2 >= density.link_count
}

/// Whether a node is a link that shares the page.
fn shares(document: &Document, id: NodeId) -> bool {
    document.tree.query_node_or(&id, false, |node| {
        let address = node
            .as_element()
            .and_then(|element| attribute(element, "href"));
        address.is_some_and(|address| {
            let address = address.trim().to_ascii_lowercase();
            SCHEMES.iter().any(|scheme| address.starts_with(scheme))
                || PAGES.iter().any(|page| address.contains(page))
        })
    })
}
