//! Finds the article of a page by its headline, where what was extracted stands apart from it: in a form, in a box about
//! the author, in another article below the first.

use super::furniture::is_furniture;
use super::lead::find_headline;
use super::metadata::comparison_key;
use super::nodes;
use super::other_posts::ancestors;
use super::prose::ProseMap;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};

/// The least prose of an element that holds the headline and all of its article, in bytes.
const MIN_OWN_BYTES: usize = 140;

/// A piece of text with fewer bytes in its comparison key is not looked for: it may stand anywhere.
const MIN_KEY_BYTES: usize = 24;

/// Where the article of a page stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ArticlePlace {
    pub(super) holder: NodeId,
    /// What does not belong to it.
    pub(super) apart: Vec<NodeId>,
}

/// Where the article with the headline `title` stands, if all `paragraphs` that were extracted stand apart from it; these
/// are comparison keys. `prose` is what was measured of `document`.
pub(super) fn find_article(
    document: &Document,
    prose: &ProseMap,
    title: Option<&str>,
    paragraphs: &[String],
) -> Option<ArticlePlace> {
    let headline = find_headline(document, title)?;
    let around_headline = ancestors(document, headline);
    let mut found: Option<ArticlePlace> = None;
    for text in find_texts(document, paragraphs) {
        let place = article_apart(document, prose, &around_headline, text)?;
        match &mut found {
            None => found = Some(place),
            Some(found) if found.holder == place.holder => found.apart.extend(place.apart),
            Some(_) => return None,
        }
    }
    found
}

/// Where the headline's article stands, if the node `text` stands apart from it. `around_headline` are the ancestors of the
/// headline, innermost first.
fn article_apart(
    document: &Document,
    prose: &ProseMap,
    around_headline: &[NodeId],
    text: NodeId,
) -> Option<ArticlePlace> {
    let around_text = ancestors(document, text);
    let common = around_headline
        .iter()
        .position(|id| around_text.contains(id))?;
    let holder = *around_headline.get(common)?;
    let end = around_text.iter().position(|id| *id == holder)?;
    let between = around_text.get(..end)?;
    let own = common
        .checked_sub(1)
        .and_then(|index| around_headline.get(index));
    let apart = between.iter().rfind(|id| is_apart(document, prose, **id));
    if let Some(apart) = apart {
        let rest = prose
            .of(holder)
            .prose
            .saturating_sub(prose.of(*apart).prose);
        let own = own.filter(|own| {
            let own = prose.of(**own).prose;
            own >= MIN_OWN_BYTES && own * 2 >= rest
        });
        return Some(ArticlePlace {
            holder: *own.unwrap_or(&holder),
            apart: vec![*apart],
        });
    }
    // Articles that follow one another on a page are made alike.
    let (own, other) = (*own?, between.last()?);
    is_made_alike(document, own, *other).then_some(ArticlePlace {
        holder: own,
        apart: Vec::new(),
    })
}

/// Whether an element holds no article: by its name, or by its class if most of the page's prose stands elsewhere.
fn is_apart(document: &Document, prose: &ProseMap, id: NodeId) -> bool {
    document.tree.query_node_or(&id, false, |node| {
        node.as_element().is_some_and(|element| {
            let tag = HtmlTag::of(element);
            matches!(tag.name, "form" | "footer" | "aside" | "nav" | "dialog")
                || is_furniture(&tag) && prose.of(id).prose * 10 <= prose.everything.prose * 4
        })
    })
}

/// Whether two elements have the same name and the same classes, of which there are some.
fn is_made_alike(document: &Document, one: NodeId, other: NodeId) -> bool {
    let class = |id: NodeId| {
        document.tree.query_node_or(&id, None, |node| {
            let tag = HtmlTag::of(node.as_element()?);
            let mut classes: Vec<String> = tag.classes().map(str::to_owned).collect();
            classes.sort_unstable();
            Some((tag.name.to_owned(), classes))
        })
    };
    class(one)
        .is_some_and(|(name, classes)| !classes.is_empty() && class(other) == Some((name, classes)))
}

/// The first text node of each of `paragraphs`, which are comparison keys, that is found.
fn find_texts(document: &Document, paragraphs: &[String]) -> Vec<NodeId> {
    let mut wanted: Vec<String> = paragraphs.to_vec();
    let mut texts = Vec::new();
    for id in nodes::descendants(document, document.tree.root().id) {
        if wanted.is_empty() {
            break;
        }
        let key = document
            .tree
            .query_node_or(&id, String::new(), |node| match &node.data {
                NodeData::Text { contents } if contents.len() >= MIN_KEY_BYTES => {
                    comparison_key(contents)
                }
                _ => String::new(),
            });
        if key.len() < MIN_KEY_BYTES {
            continue;
        }
        let index = wanted
            .iter()
            .position(|text| text.starts_with(&key) || key.starts_with(text.as_str()));
        if let Some(index) = index {
            wanted.swap_remove(index);
            texts.push(id);
        }
    }
    texts
}
