//! Recognizes rows of links that share the page, by their addresses, whatever they are called.

use super::link_density::LinkDensity;
use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeId};

/// The longest such row, in bytes of text.
const MAX_BYTES: usize = 120;

/// The longest link of such a row, in bytes of text: a longer one is a sentence to share, or an entry with a link to share it.
const MAX_LINK_BYTES: usize = 24;

/// The fewest links that share.
const MIN_SHARING: usize = 2;

/// Beginnings of addresses that share, without the protocol and `www.`.
const ADDRESSES: &[&str] = &[
    "api.whatsapp.com/send?text=",
    "bsky.app/intent/compose",
    "facebook.com/dialog/share",
    "facebook.com/share.php",
    "facebook.com/sharer",
    "fb-messenger://share",
    "linkedin.com/sharearticle",
    "linkedin.com/sharing/",
    "mailto:?",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "t.me/share/",
    "telegram.me/share/",
    "tumblr.com/share",
    "twitter.com/intent/tweet",
    "twitter.com/share",
    "vk.com/share.php",
    "wa.me/?text=",
    "whatsapp://send?text=",
    "x.com/intent/post",
    "x.com/intent/tweet",
    "xing.com/spi/shares",
];

/// Elements that no row of buttons has in it.
const CONTENT_ELEMENTS: &[&str] = &[
    "blockquote",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "picture",
    "pre",
    "table",
    "video",
];

/// Whether an element has nothing in it but short links, of which at least half share the page.
pub(super) fn is_row(document: &Document, id: NodeId) -> bool {
    let density = LinkDensity::measure(document, id, MAX_BYTES + 1);
    if density.text_bytes > MAX_BYTES
        || density.linked_bytes < density.text_bytes
        || density.link_count < MIN_SHARING
    {
        return false;
    }
    let parts: Vec<Part> = nodes::descendants(document, id)
        .chain([id])
        .map(|id| part(document, id))
        .collect();
    let sharing = parts.iter().filter(|part| **part == Part::Share).count();
    !parts.contains(&Part::Content) && sharing >= MIN_SHARING && sharing * 2 >= density.link_count
}

/// What a node means in a row of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A link that shares the page.
    Share,
    /// What is read or seen.
    Content,
    Other,
}

fn part(document: &Document, id: NodeId) -> Part {
    document.tree.query_node_or(&id, Part::Other, |node| {
        let Some(element) = node.as_element() else {
            return Part::Other;
        };
        let name = &*element.name.local;
        let is_long_link =
            || name == "a" && nodes::text_content(document, id, MAX_BYTES).len() > MAX_LINK_BYTES;
        if CONTENT_ELEMENTS.contains(&name) || is_long_link() {
            Part::Content
        } else if name == "a" && attribute(element, "href").is_some_and(shares) {
            Part::Share
        } else {
            Part::Other
        }
    })
}

/// Whether `address` shares the page.
fn shares(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    let bare = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .or_else(|| address.strip_prefix("//"))
        .unwrap_or(&address);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    ADDRESSES.iter().any(|start| bare.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a contact, a profile and an address with such words in it share nothing.
    #[test]
    fn addresses_that_share_are_told_from_others() {
        for address in [
            "whatsapp://send?text=Harbour",
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "//twitter.com/intent/tweet?text=x",
            "https://T.me/share/url?url=x",
        ] {
            assert!(shares(address), "{address}");
        }
        for address in [
            "https://api.whatsapp.com/send?phone=5511999",
            "https://twitter.com/intent/user?screen_name=ann",
            "https://t.me/sharethenews",
            "https://example.com/?to=twitter.com/share",
        ] {
            assert!(!shares(address), "{address}");
        }
    }
}
