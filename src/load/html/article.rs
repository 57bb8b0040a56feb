//! Finds the article in a page with `dom_smoothie`, a port of Mozilla's Readability.
//!
//! The tree is prepared first, so that Readability keeps what it would otherwise lose and skips what would slow it
//! down. Its work grows with the depth of the text, so pages that would take too long are not given to it. Its own
//! title and date are not used.

use super::metadata::comparison_key;
use super::nodes;
use super::page_metadata::attribute;
use super::prose::{Amount, ProseMap};
use dom_query::{Document, Element, NodeData, NodeId, Tree};
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most nodes a page may have to be searched for its article.
const MAX_NODES: usize = 250_000;

/// The most text it may have, in bytes: as much as the longest novels.
const MAX_TEXT_BYTES: usize = 6_000_000;

/// The most work it may cause: the sum over all nodes of their bytes times their depth (see [`estimate_work`]).
const MAX_WORK: usize = 150_000_000;

/// A text is short up to this many bytes.
const MAX_SHORT_BYTES: usize = 128;

/// An article found by Readability.
pub(super) struct ExtractedArticle {
    pub(super) document: Document,
    pub(super) root: NodeId,
    /// The length of the article's text, in characters.
    pub(super) characters: usize,
}

/// Removes scripts and styles, of which all that is wanted has been read. On some pages they are the largest part by far.
pub(super) fn remove_scripts(document: &Document) {
    let is_script = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| matches!(&*element.name.local, "script" | "style"))
        })
    };
    let scripts: Vec<NodeId> = nodes::elements(document).filter(is_script).collect();
    for id in scripts {
        document.tree.remove_from_parent(&id);
    }
}

/// Whether searching `document` for its article takes reasonable time.
pub(super) fn is_within_limits(document: &Document) -> bool {
    document.tree.len() <= MAX_NODES && estimate_work(document) <= MAX_WORK
}

/// Finds the article in `document`, which is consumed. `None` if there is none.
///
/// `prose` is what was measured of the document, `title` its headline.
pub(super) fn extract_article(
    document: Document,
    prose: &ProseMap,
    title: Option<&str>,
) -> Option<ExtractedArticle> {
    mark_furniture(&document, prose);
    protect_prose(&document, prose);
    prepare_tree(&document);
    protect_headings(&document, title);
    let config = Config {
        keep_classes: true,
        // Read in `metadata::json_ld` instead, within limits.
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    // It has never panicked on a real page, but it slices text by bytes; a panic must not make the page unreadable.
    let parsed = catch_unwind(AssertUnwindSafe(|| readability.parse()))
        .ok()?
        .ok()?;
    let root = nodes::elements(&readability.doc).find(|id| {
        readability.doc.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| attribute(element, "id") == Some("readability-page-1"))
        })
    })?;
    Some(ExtractedArticle {
        document: readability.doc,
        root,
        characters: parsed.length,
    })
}

/// The attribute of elements that hold no article by their names and classes. Readability gives an element that is alone in
/// another one the classes of that.
pub(super) const FURNITURE_ATTRIBUTE: &str = "data-furniture";

/// Furniture is marked if it has at least this many headings and links, so that a heading in a box of its own is not.
const MIN_MARKED_ITEMS: usize = 2;

/// Sets [`FURNITURE_ATTRIBUTE`] where `prose` has furniture without any prose: programs that build pages put each paragraph
/// of an article in a box that is called a widget.
fn mark_furniture(document: &Document, prose: &ProseMap) {
    let is_item = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element().is_some_and(|element| {
                matches!(
                    &*element.name.local,
                    "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                )
            })
        })
    };
    let has_items = |id: NodeId| {
        let items = nodes::descendants(document, id).filter(is_item);
        items.take(MIN_MARKED_ITEMS).count() == MIN_MARKED_ITEMS
    };
    for (id, bytes) in prose.furniture() {
        if bytes == 0 && !prose.is_teaser(id) && has_items(id) {
            dom_query::NodeRef::new(id, &document.tree).set_attr(FURNITURE_ATTRIBUTE, "");
        }
    }
}

/// Estimates the work of Readability: bytes weighted by their depth, plus the cost of serializing.
fn estimate_work(document: &Document) -> usize {
    let tree = &document.tree;
    let root = tree.root().id;
    let (mut next, mut depth, mut work, mut text) = (Some(root), 1_usize, 0_usize, 0_usize);
    while let Some(id) = next {
        let child = tree.query_node_or(&id, None, |node| {
            let (size, escapes) = match &node.data {
                NodeData::Text { contents } => {
                    text += contents.len();
                    (contents.len(), escaping_work(contents))
                }
                NodeData::Element(element) => {
                    let values = element.attrs.iter().map(|attribute| &attribute.value);
                    (16, values.map(|value| escaping_work(value)).sum())
                }
                _ => (16, 0),
            };
            work = work.saturating_add(size.saturating_mul(depth) + escapes);
            node.first_child
        });
        next = child;
        depth += usize::from(child.is_some());
        let mut ancestor = Some(id).filter(|_| child.is_none());
        while let Some(node) = ancestor {
            let (sibling, parent) =
                tree.query_node_or(&node, (None, None), |node| (node.next_sibling, node.parent));
            if sibling.is_some() {
                next = sibling;
                break;
            }
            depth = depth.saturating_sub(1);
            ancestor = parent;
        }
    }
    if text > MAX_TEXT_BYTES {
        usize::MAX
    } else {
        work
    }
}

/// The cost of serializing `text` as HTML, which Readability does internally. At each character that must be escaped,
/// the rest of the text is searched for the next one, about 64 bytes at a time. Short texts count as if all had to be:
/// that is little, and most texts are short.
fn escaping_work(text: &str) -> usize {
    if text.len() <= MAX_SHORT_BYTES {
        return text.len() * text.len() / 64;
    }
    let escaped = text
        .bytes()
        .filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xc2))
        .count();
    escaped.saturating_mul(text.len()) / 64
}

/// Edits the tree so that Readability keeps what belongs to the article.
fn prepare_tree(document: &Document) {
    let elements: Vec<NodeId> = nodes::elements(document).collect();
    for id in elements {
        let edit = document
            .tree
            .query_node_or(&id, None, |node| node.as_element().and_then(edit_for));
        match edit {
            Some(TreeEdit::Remove) => document.tree.remove_from_parent(&id),
            Some(TreeEdit::MarkTask(checked)) => {
                if let Some(item) = closest_ancestor(&document.tree, id, "li") {
                    let node = dom_query::NodeRef::new(item, &document.tree);
                    node.set_attr("data-task", if checked { "x" } else { "-" });
                    document.tree.remove_from_parent(&id);
                }
            }
            Some(TreeEdit::RenameToDiv)
                if closest_ancestor(&document.tree, id, "blockquote").is_some() =>
            {
                let node = dom_query::NodeRef::new(id, &document.tree);
                node.rename("div");
                node.remove_attr(FURNITURE_ATTRIBUTE);
            }
            Some(TreeEdit::RenameToDiv) | None => {}
        }
    }
}

/// The largest division that is protected, in bytes of text.
const MAX_PROTECTED_BYTES: usize = 2000;

/// The smallest division that is protected, in bytes of text.
const MIN_PROTECTED_BYTES: usize = 60;

/// Renames small divisions of nothing but prose to `section`: Readability removes a division for the links in it, even
/// if they are the names in a sentence.
fn protect_prose(document: &Document, prose: &ProseMap) {
    let is_division = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == "div")
        })
    };
    let is_protected = |(id, amount): &(NodeId, Amount)| {
        let is_prose = (MIN_PROTECTED_BYTES..=MAX_PROTECTED_BYTES).contains(&amount.text)
            && amount.prose * 10 >= amount.text * 8
            && amount.linked * 6 >= amount.text;
        let mut children = document.tree.child_ids_of_it(id, false).take(12);
        is_prose && is_division(id) && !children.any(|child| is_division(&child))
    };
    // All are chosen before the first is renamed: the blocks come in no order, and a page must always read the same.
    let divisions: Vec<(NodeId, Amount)> = prose.blocks().filter(is_protected).collect();
    for (id, _) in divisions {
        dom_query::NodeRef::new(id, &document.tree).rename("section");
    }
}

/// Renames headings that resemble the headline and say more to a level at which Readability keeps them, and notes the
/// level they had.
fn protect_headings(document: &Document, title: Option<&str>) {
    let title_key = comparison_key(title.unwrap_or_default());
    if title_key.is_empty() {
        return;
    }
    let is_heading = |id: &NodeId| {
        document
            .tree
            .query_node_or(id, None, |node| match &*node.as_element()?.name.local {
                "h1" => Some("1"),
                "h2" => Some("2"),
                _ => None,
            })
    };
    let headings: Vec<(NodeId, &str)> = nodes::elements(document)
        .filter_map(|id| Some((id, is_heading(&id)?)))
        .take(MAX_HEADINGS)
        .collect();
    for (id, level) in headings {
        let key = comparison_key(&nodes::text_content(document, id, 1000));
        if key.len() * 5 > title_key.len() * 6 {
            let node = dom_query::NodeRef::new(id, &document.tree);
            node.rename("h4");
            node.set_attr(LEVEL_ATTRIBUTE, level);
        }
    }
}

/// How many headings are compared with the headline.
const MAX_HEADINGS: usize = 200;

/// The attribute with the level that a heading had.
pub(super) const LEVEL_ATTRIBUTE: &str = "data-level";

/// How an element is changed before the article is extracted.
enum TreeEdit {
    Remove,
    /// A checkbox: its state is noted on the list item around it.
    MarkTask(bool),
    /// Rename to `div`, so that Readability does not remove it.
    RenameToDiv,
}

/// Classes of page furniture inside the text: edit links, line numbers, navigation boxes.
const NON_TEXT_CLASSES: &[&str] = &[
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

fn edit_for(element: &Element) -> Option<TreeEdit> {
    let class = attribute(element, "class").unwrap_or_default();
    if class
        .split_ascii_whitespace()
        .any(|word| NON_TEXT_CLASSES.contains(&word))
        || attribute(element, "id") == Some("siteSub")
    {
        return Some(TreeEdit::Remove);
    }
    match &*element.name.local {
        // Videos cannot be shown, and Readability inspects their addresses byte by byte.
        "embed" | "object" | "iframe" => Some(TreeEdit::Remove),
        "input" if attribute(element, "type").is_some_and(|kind| kind == "checkbox") => {
            Some(TreeEdit::MarkTask(attribute(element, "checked").is_some()))
        }
        // In a quotation it names the source.
        "footer" => Some(TreeEdit::RenameToDiv),
        _ => None,
    }
}

/// The nearest of the four closest ancestors of `id` that is an element called `name`.
fn closest_ancestor(tree: &Tree, id: NodeId, name: &str) -> Option<NodeId> {
    let mut current = id;
    for _ in 0..4 {
        current = tree.query_node_or(&current, None, |node| node.parent)?;
        let found = tree.query_node_or(&current, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == name)
        });
        if found {
            return Some(current);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: of divisions in one another only the innermost is renamed, in whatever order the blocks come.
    #[test]
    fn a_page_is_prepared_the_same_each_time() {
        let prose = "<a href='/a'>Anna Lund</a> has kept the lock since the spring, <a href='/b'>Joost Vermeer</a> said, \
                     and he added that nobody had asked her to.";
        let page = format!("<div><div><div><div>{prose}</div></div></div></div>");
        for _ in 0..20 {
            let document = Document::from(page.as_str());
            let map = ProseMap::measure(&document, document.tree.root().id);
            protect_prose(&document, &map);
            assert_eq!(document.select("section").length(), 1);
        }
    }
}
