//! Finds the lead of an article: paragraphs between the headline and the text that was extracted, which stand in a box
//! of their own and are lost with it.

use super::furniture::is_furniture;
use super::metadata::comparison_key;
use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};

/// How many paragraphs below the headline are remembered.
const MAX_PARAGRAPHS: usize = 8;

/// At most this many of them are a lead.
const MAX_LEAD_PARAGRAPHS: usize = 3;

/// A paragraph of fewer bytes is no lead.
const MIN_BYTES: usize = 60;

/// The longest lead paragraph, in bytes.
const MAX_BYTES: usize = 1500;

/// A lead of fewer words ends as a sentence does.
const MIN_OPEN_LEAD_WORDS: usize = 9;

/// Parts of the classes of leads.
const LEAD_CLASSES: &[&str] = &[
    "abstract",
    "bajada",
    "chapo",
    "dek",
    "entradilla",
    "excerpt",
    "intro",
    "lead",
    "sommario",
    "standfirst",
    "subtitle",
    "summary",
    "teaser",
    "vorspann",
];

/// How much of an extracted text is searched for them, in bytes.
const MAX_SEARCHED_BYTES: usize = 200_000;

/// How many nodes after the headline are looked at.
const MAX_NODES: usize = 3000;

/// The heading with the headline `title`, perhaps below a line that announces it.
pub(super) fn find_headline(document: &Document, title: Option<&str>) -> Option<NodeId> {
    let title_key = comparison_key(title.unwrap_or_default());
    if title_key.is_empty() {
        return None;
    }
    nodes::elements(document).find(|id| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| matches!(&*element.name.local, "h1" | "h2"))
        }) && comparison_key(&nodes::text_content(document, *id, 1000)).ends_with(&title_key)
    })
}

/// The paragraphs that follow a headline, in order.
#[derive(Debug, Default)]
pub(super) struct Lead {
    paragraphs: Vec<String>,
    /// How many of them stand before the next headline, with which another article may begin.
    own: usize,
}

impl Lead {
    /// Those before the next headline.
    pub(super) fn own(&self) -> &[String] {
        self.paragraphs.get(..self.own).unwrap_or_default()
    }
}

/// The paragraphs that follow the headline `title` in `document`.
pub(super) fn paragraphs_below_headline(document: &Document, title: Option<&str>) -> Lead {
    let Some(headline) = find_headline(document, title) else {
        return Lead::default();
    };
    let root = document.tree.root().id;
    let mut paragraphs = Vec::new();
    let mut own = None;
    let mut next = nodes::next_outside(&document.tree, headline, root);
    for _ in 0..MAX_NODES {
        let Some(id) = next.filter(|_| paragraphs.len() < MAX_PARAGRAPHS) else {
            break;
        };
        if own.is_none() && is_other_headline(document, id, headline) {
            own = Some(paragraphs.len());
        }
        let child = document.tree.query_node_or(&id, None, |node| {
            let NodeData::Element(element) = &node.data else {
                return None;
            };
            let tag = HtmlTag::of(element);
            let is_apart = tag.is_skipped()
                || tag.is_hidden()
                || matches!(
                    tag.name,
                    "figure" | "figcaption" | "ol" | "table" | "header" | "a" | "noscript"
                )
                || is_furniture(&tag) && !is_teaser(&tag);
            // A header may hold the lead; anything else in this list may not.
            if is_apart && tag.name != "header" {
                return None;
            }
            if matches!(
                tag.name,
                "p" | "div" | "h2" | "h3" | "section" | "strong" | "span" | "li"
            ) && let Some(text) = own_paragraph(document, id)
            {
                paragraphs.push(text);
                return None;
            }
            node.first_child
        });
        next = child.or_else(|| nodes::next_outside(&document.tree, id, root));
    }
    let own = own.unwrap_or(paragraphs.len());
    Lead { paragraphs, own }
}

/// Whether an element is a heading of the first level that says something else than `headline`; a line that announces it may
/// stand in one of the two.
fn is_other_headline(document: &Document, id: NodeId, headline: NodeId) -> bool {
    let is_first_level = document.tree.query_node_or(&id, false, |node| {
        node.as_element()
            .is_some_and(|element| &*element.name.local == "h1")
    });
    let key = |id: NodeId| comparison_key(&nodes::text_content(document, id, 1000));
    if !is_first_level {
        return false;
    }
    let (other, headline) = (key(id), key(headline));
    !other.ends_with(&headline) && !headline.ends_with(&other)
}

/// Whether an element is called a teaser, as the lead of an article often is.
fn is_teaser(tag: &HtmlTag<'_>) -> bool {
    tag.classes()
        .any(|class| class.to_ascii_lowercase().contains("teaser"))
}

/// The text of an element that holds one paragraph and nothing else.
fn own_paragraph(document: &Document, id: NodeId) -> Option<String> {
    let mut linked = 0;
    for inner in nodes::descendants(document, id).take(60) {
        let is_block = document.tree.query_node_or(&inner, false, |node| {
            node.as_element().is_some_and(|element| {
                let tag = HtmlTag::of(element);
                if tag.name == "a" {
                    linked += nodes::text_content(document, inner, MAX_BYTES).len();
                }
                tag.is_block() || tag.name == "img"
            })
        });
        if is_block {
            return None;
        }
    }
    let text = nodes::text_content(document, id, MAX_BYTES + 1);
    let is_named = document.tree.query_node_or(&id, false, |node| {
        node.as_element().is_some_and(|element| {
            let tag = HtmlTag::of(element);
            let is_lead_class = |class: &str| {
                let class = class.to_ascii_lowercase();
                LEAD_CLASSES.iter().any(|part| class.contains(part))
            };
            matches!(tag.name, "p" | "li") || tag.classes().any(is_lead_class)
        })
    });
    let ends_sentence = is_named && text.split_whitespace().count() >= MIN_OPEN_LEAD_WORDS
        || text.ends_with(['.', '!', '?', '…', '"', '”', '»', '“']);
    let is_paragraph =
        (MIN_BYTES..=MAX_BYTES).contains(&text.len()) && ends_sentence && linked * 3 <= text.len();
    is_paragraph.then_some(text)
}

/// Puts those paragraphs of `lead` that stand before the extracted text below `root` at its beginning. Returns whether one
/// of those before the next headline stood there, or there are none.
pub(super) fn restore(document: &Document, root: NodeId, lead: &Lead) -> bool {
    let Lead { paragraphs, own } = lead;
    if paragraphs.is_empty() {
        return true;
    }
    let text_key = comparison_key(&nodes::text_content(document, root, MAX_SEARCHED_BYTES));
    let is_kept = |text: &String| text_key.contains(&comparison_key(text));
    // The lead ends where the extracted text begins; without such a place nothing is known.
    let first_kept = paragraphs.iter().position(is_kept);
    let count = first_kept.filter(|count| *count <= MAX_LEAD_PARAGRAPHS);
    for text in paragraphs.iter().take(count.unwrap_or(0)).rev() {
        let paragraph = document.tree.new_element("p").id;
        let text = document.tree.new_text(text.as_str()).id;
        document.tree.append_child_of(&paragraph, &text);
        document.tree.prepend_child_of(&root, &paragraph);
    }
    *own == 0 || first_kept.is_some_and(|first| first < *own)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a headline that stands on the page twice, once below a line that announces it, does not end its article,
    /// and any other one does.
    #[test]
    fn an_article_goes_on_below_its_headline_with_a_line_above() {
        let text = "The ferry of Tarn Bay sails later than it should, and the cook is to blame.";
        let own = |first: &str, other: &str| {
            let page = format!("<h1>{first}</h1><h1>{other}</h1><p>{text}</p>");
            let lead = paragraphs_below_headline(&page.into(), Some("The ferry sails later"));
            lead.own().len()
        };
        let (plain, announced) = ("The ferry sails later", "Tarn Bay: The ferry sails later");
        assert_eq!(own(plain, announced), 1);
        assert_eq!(own(announced, plain), 1);
        assert_eq!(own(plain, "The boat sails earlier"), 0);
    }
}
