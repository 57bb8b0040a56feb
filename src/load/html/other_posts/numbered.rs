//! Removes other posts by their numbers: on a page with one post, WordPress names its number in a class of `body`, and gives every
//! element that holds a post the number of that post, whatever the theme.

use super::super::lead::find_headline;
use super::super::nodes;
use super::super::tag::HtmlTag;
use super::{ancestors, is_live};
use dom_query::{Document, NodeId};

/// How many posts of a page are looked at; on a page with more none is removed.
const MAX_POSTS: usize = 500;

/// Removes each post with another number than that of the page. Kept is what holds the headline `title` or the page's own post,
/// stands inside that, is of another type, as the entries of some live reports are, or belongs to a live report.
pub(super) fn remove(document: &Document, title: Option<&str>) {
    let Some(page) = page_post(document) else {
        return;
    };
    let posts: Vec<(NodeId, Post)> = nodes::elements(document)
        .filter_map(|id| Some((id, post(document, id)?)))
        .take(MAX_POSTS + 1)
        .collect();
    if posts.len() > MAX_POSTS {
        return;
    }
    let is_own = |post: &Post| post.number == page.number;
    let own: Vec<NodeId> = posts
        .iter()
        .filter(|(_, post)| is_own(post))
        .map(|(id, _)| *id)
        .collect();
    let headline = find_headline(document, title);
    let around_headline = headline.map_or_else(Vec::new, |id| ancestors(document, id));
    // Without its own post in sight, nothing says that the number of the page is right.
    let Some(article) = own
        .iter()
        .find(|id| around_headline.contains(id))
        .or(own.first())
    else {
        return;
    };
    let kept: Vec<NodeId> = own
        .iter()
        .flat_map(|id| ancestors(document, *id))
        .chain(around_headline.iter().copied())
        .collect();
    for (id, post) in &posts {
        let around = ancestors(document, *id);
        if !is_own(post)
            && post.kind == page.kind
            && !kept.contains(id)
            && !around.contains(article)
            && !around.iter().chain([id]).any(|id| is_live(document, *id))
        {
            document.tree.remove_from_parent(id);
        }
    }
}

/// The number and the type of a post.
#[derive(Debug, PartialEq, Eq)]
struct Post {
    number: u64,
    kind: String,
}

/// The post that the page is about.
fn page_post(document: &Document) -> Option<Post> {
    let body = nodes::elements(document)
        .find(|id| with_tag(document, *id, |tag| tag.name == "body").unwrap_or(false))?;
    with_tag(document, body, |tag| read_post(tag, "postid-", "single-"))?
}

/// The post that the element `id` holds.
fn post(document: &Document, id: NodeId) -> Option<Post> {
    with_tag(document, id, |tag| read_post(tag, "post-", "type-"))?
}

/// What the classes say that begin with `number` and `kind`.
fn read_post(tag: &HtmlTag<'_>, number: &str, kind: &str) -> Option<Post> {
    let number = tag
        .classes()
        .find_map(|class| class.strip_prefix(number)?.parse().ok())?;
    // The format of the post may come before its type: `single-format-standard`.
    let kind = tag
        .classes()
        .filter_map(|class| class.strip_prefix(kind))
        .find(|kind| !kind.starts_with("format-"))?;
    Some(Post {
        number,
        kind: kind.to_owned(),
    })
}

fn with_tag<T>(document: &Document, id: NodeId, ask: impl FnOnce(&HtmlTag<'_>) -> T) -> Option<T> {
    document.tree.query_node_or(&id, None, |node| {
        Some(ask(&HtmlTag::of(node.as_element()?)))
    })
}
