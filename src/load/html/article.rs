//! The article in a page.
//!
//! Owns the use of the article finder: what is done for it before (what it would lose is kept, what it would stumble over
//! is taken out), and when it is not asked at all. Promises an end in reasonable time: its work grows with the depth of
//! the text, so pages with too much of that are refused. Its own statements on title and date are not used.

use super::nodes;
use super::page::attribute;
use dom_query::{Document, Element, NodeData, NodeId, Tree};
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most nodes a page may have.
const NODES: usize = 250_000;

/// The most text there may be, in bytes: the longest novels have as much.
const TEXT: usize = 6_000_000;

/// The same, with each byte counted as often as elements stand around it.
const WORK: usize = 150_000_000;

/// The article of a page: a tree, and where in it.
pub(super) struct Article {
    pub(super) document: Document,
    pub(super) root: NodeId,
    /// How many characters of text it has.
    pub(super) characters: usize,
}

/// Whether the article in `document` can be looked for in reasonable time.
pub(super) fn is_bearable(document: &Document) -> bool {
    document.tree.len() <= NODES && work(document) <= WORK
}

/// The article in `document`, if there is one.
pub(super) fn find(document: Document) -> Option<Article> {
    prepare(&document);
    let config = Config {
        keep_classes: true,
        // Read by ourselves, within limits.
        disable_json_ld: true,
        ..Config::default()
    };
    let mut finder = Readability::with_document(document, None, Some(config)).ok()?;
    // It has never failed on a page of the wild, but it slices text by bytes; a failure must not cost the reader the page.
    let found = catch_unwind(AssertUnwindSafe(|| finder.parse()))
        .ok()?
        .ok()?;
    let root = nodes::elements(&finder.doc).find(|id| {
        finder.doc.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| attribute(element, "id") == Some("readability-page-1"))
        })
    })?;
    Some(Article {
        document: finder.doc,
        root,
        characters: found.length,
    })
}

/// How much work the page would make.
fn work(document: &Document) -> usize {
    let tree = &document.tree;
    let root = tree.root().id;
    let (mut next, mut depth, mut work, mut text) = (Some(root), 1_usize, 0_usize, 0_usize);
    while let Some(id) = next {
        let child = tree.query_node_or(&id, None, |node| {
            let (size, escapes) = match &node.data {
                NodeData::Text { contents } => {
                    text += contents.len();
                    (contents.len(), escaping(contents))
                }
                NodeData::Element(element) => {
                    let values = element.attrs.iter().map(|attribute| &attribute.value);
                    (16, values.map(|value| escaping(value)).sum())
                }
                _ => (16, 0),
            };
            work = work.saturating_add(size.saturating_mul(depth) + escapes);
            node.first_child
        });
        next = child;
        depth += usize::from(child.is_some());
        let mut here = Some(id).filter(|_| child.is_none());
        while let Some(up) = here {
            let (sibling, parent) =
                tree.query_node_or(&up, (None, None), |node| (node.next_sibling, node.parent));
            if sibling.is_some() {
                next = sibling;
                break;
            }
            depth = depth.saturating_sub(1);
            here = parent;
        }
    }
    if text > TEXT { usize::MAX } else { work }
}

/// The work of writing `text` as HTML, which the finder does for nobody: at each sign that is escaped there, all the rest
/// is searched for the next, 64 bytes or so at a time.
fn escaping(text: &str) -> usize {
    let signs = text
        .bytes()
        .filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xc2))
        .count();
    signs.saturating_mul(text.len()) / 64
}

/// Make the page such that the finder keeps what is to be kept.
fn prepare(document: &Document) {
    let elements: Vec<NodeId> = nodes::elements(document).collect();
    for id in elements {
        let change = document
            .tree
            .query_node_or(&id, None, |node| node.as_element().and_then(change));
        match change {
            Some(Change::Remove) => document.tree.remove_from_parent(&id),
            Some(Change::Tick(ticked)) => {
                if let Some(item) = above(&document.tree, id, "li") {
                    let node = dom_query::NodeRef::new(item, &document.tree);
                    node.set_attr("data-task", if ticked { "x" } else { "-" });
                    document.tree.remove_from_parent(&id);
                }
            }
            Some(Change::Unwrap) if above(&document.tree, id, "blockquote").is_some() => {
                dom_query::NodeRef::new(id, &document.tree).rename("div");
            }
            Some(Change::Unwrap) | None => {}
        }
    }
}

/// What has to be done to an element.
enum Change {
    Remove,
    /// A box of a task, ticked or not.
    Tick(bool),
    /// It is thrown out with what is in it, unless it is called otherwise.
    Unwrap,
}

/// Classes of what stands between the lines: links to edit them, their numbers.
const BETWEEN: &[&str] = &[
    "blob-num",
    "gutter",
    "line-numbers-rows",
    "linenos",
    "linenumber",
    "mw-cite-backlink",
    "mw-editsection",
    "mw-jump-link",
    "navbox",
    "noprint",
];

fn change(element: &Element) -> Option<Change> {
    let class = attribute(element, "class").unwrap_or_default();
    if class
        .split_ascii_whitespace()
        .any(|word| BETWEEN.contains(&word))
        || attribute(element, "id") == Some("siteSub")
    {
        return Some(Change::Remove);
    }
    match &*element.name.local {
        // Films, which are not shown; the finder looks into their addresses byte by byte.
        "embed" | "object" | "iframe" => Some(Change::Remove),
        "input" if attribute(element, "type").is_some_and(|kind| kind == "checkbox") => {
            Some(Change::Tick(attribute(element, "checked").is_some()))
        }
        // Who said what is quoted.
        "footer" => Some(Change::Unwrap),
        _ => None,
    }
}

/// The nearest element called `name` around `id`, a few steps up at most.
fn above(tree: &Tree, id: NodeId, name: &str) -> Option<NodeId> {
    let mut here = id;
    for _ in 0..4 {
        here = tree.query_node_or(&here, None, |node| node.parent)?;
        let found = tree.query_node_or(&here, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == name)
        });
        if found {
            return Some(here);
        }
    }
    None
}
