//! Finds the article of a page by its headline, where what was extracted stands apart from it: in a footer or a side
//! column, or in another article below the first.

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

/// The fewest paragraphs of such an article: a single one may be the lead of the text that was extracted.
const MIN_OWN_PARAGRAPHS: usize = 2;

/// What stands apart from an article has at most this many times its prose.
const MAX_TIMES_APART: usize = 4;

/// How many headlines of another article are compared with that of the first.
const MAX_HEADLINES: usize = 20;

/// Where the article of a page stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ArticlePlace {
    pub(super) holder: NodeId,
    /// What does not belong to it.
    pub(super) apart: Vec<NodeId>,
}

/// Where the article with the headline `title` stands, if all `paragraphs` that were extracted stand apart from it, as far
/// as they are found, and at least half of them are; these are comparison keys. `prose` is what was measured of `document`.
pub(super) fn find_article(
    document: &Document,
    prose: &ProseMap,
    title: Option<&str>,
    paragraphs: &[String],
) -> Option<ArticlePlace> {
    let headline = find_headline(document, title)?;
    let texts = find_texts(document, paragraphs);
    if texts.len() * 2 < paragraphs.len() {
        return None;
    }
    let mut found: Option<ArticlePlace> = None;
    for text in texts {
        let around_text = ancestors(document, text);
        let is_known = |found: &ArticlePlace| around_text.iter().any(|id| found.apart.contains(id));
        if found.as_ref().is_some_and(is_known) {
            continue;
        }
        let place = article_apart(document, prose, headline, &around_text)?;
        match &mut found {
            None => found = Some(place),
            Some(found) if found.holder == place.holder => found.apart.extend(place.apart),
            Some(_) => return None,
        }
    }
    found
}

/// Where the article below `headline` stands, if a text stands apart from it. `around_text` is what is around the text,
/// innermost first.
fn article_apart(
    document: &Document,
    prose: &ProseMap,
    headline: NodeId,
    around_text: &[NodeId],
) -> Option<ArticlePlace> {
    let around_headline = ancestors(document, headline);
    let common = around_headline
        .iter()
        .position(|id| around_text.contains(id))?;
    let holder = *around_headline.get(common)?;
    let end = around_text.iter().position(|id| *id == holder)?;
    let between = around_text.get(..end)?;
    let own = common
        .checked_sub(1)
        .and_then(|index| around_headline.get(index));
    let apart = between.iter().rfind(|id| is_apart(document, **id));
    if let Some(apart) = apart {
        let (count, bytes) = prose_between(document, prose, headline, *apart);
        if count < MIN_OWN_PARAGRAPHS || prose.of(*apart).prose > bytes * MAX_TIMES_APART {
            return None;
        }
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
    let is_long_enough = prose.of(own).prose >= MIN_OWN_BYTES
        && paragraphs_among(document, prose, nodes::descendants(document, own)).len()
            >= MIN_OWN_PARAGRAPHS;
    let is_found = is_long_enough && is_made_alike(document, headline, own, *other);
    is_found.then_some(ArticlePlace {
        holder: own,
        apart: vec![*other],
    })
}

/// How many paragraphs stand between the headline and the element `apart`, and the bytes of their prose.
fn prose_between(
    document: &Document,
    prose: &ProseMap,
    headline: NodeId,
    apart: NodeId,
) -> (usize, usize) {
    let root = document.tree.root().id;
    let around_apart = ancestors(document, apart);
    let following = nodes::descendants(document, root)
        .skip_while(|id| *id != headline)
        .take_while(|id| *id != apart)
        .filter(|id| !around_apart.contains(id));
    let paragraphs = paragraphs_among(document, prose, following);
    let bytes = paragraphs.iter().map(|id| prose.of(*id).prose).sum();
    (paragraphs.len(), bytes)
}

/// Those of `nodes`, which are in document order, that hold prose and of which none of the others is a part.
fn paragraphs_among(
    document: &Document,
    prose: &ProseMap,
    nodes: impl Iterator<Item = NodeId>,
) -> Vec<NodeId> {
    let mut paragraphs: Vec<NodeId> = Vec::new();
    for id in nodes.filter(|id| prose.of(*id).prose > 0) {
        if paragraphs
            .last()
            .is_some_and(|last| ancestors(document, id).contains(last))
        {
            paragraphs.pop();
        }
        paragraphs.push(id);
    }
    paragraphs
}

/// Whether an element holds no article by its name. A `form` may be around the whole page.
fn is_apart(document: &Document, id: NodeId) -> bool {
    document.tree.query_node_or(&id, false, |node| {
        node.as_element().is_some_and(|element| {
            matches!(&*element.name.local, "footer" | "aside" | "nav" | "dialog")
        })
    })
}

/// Whether `other` holds a headline of the first level in elements of the same names and classes as those from `own` down to
/// `headline`. Rows of one article are alike on the outside only.
fn is_made_alike(document: &Document, headline: NodeId, own: NodeId, other: NodeId) -> bool {
    let path = path_to(document, own, headline);
    let has_classes = path.last().is_some_and(|(_, classes)| !classes.is_empty());
    let is_headline = |id: &NodeId| {
        document.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == "h1")
        })
    };
    let mut headlines = nodes::descendants(document, other)
        .filter(is_headline)
        .take(MAX_HEADLINES);
    has_classes && headlines.any(|id| path_to(document, other, id) == path)
}

/// The names and the classes of `inner` and of what is around it within `outer`, and of that itself.
fn path_to(document: &Document, outer: NodeId, inner: NodeId) -> Vec<(String, Vec<String>)> {
    let mut path = Vec::new();
    for id in std::iter::once(inner).chain(ancestors(document, inner)) {
        path.extend(document.tree.query_node_or(&id, None, |node| {
            let tag = HtmlTag::of(node.as_element()?);
            let mut classes: Vec<String> = tag.classes().map(str::to_owned).collect();
            classes.sort_unstable();
            Some((tag.name.to_owned(), classes))
        }));
        if id == outer {
            break;
        }
    }
    path
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

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "The ferry sails later";

    /// The holder's name and class, if all `extracted` stands apart from the article with the headline [`TITLE`].
    fn holder(page: &str, extracted: &[&str]) -> Option<String> {
        let document = Document::from(page);
        let prose = ProseMap::measure(&document, document.tree.root().id);
        let keys: Vec<String> = extracted.iter().map(|text| comparison_key(text)).collect();
        let place = find_article(&document, &prose, Some(TITLE), &keys)?;
        document.tree.query_node_or(&place.holder, None, |node| {
            let tag = HtmlTag::of(node.as_element()?);
            let class = tag.classes().next().unwrap_or_default();
            Some(format!("{} {class}", tag.name))
        })
    }

    fn paragraph(day: usize) -> String {
        format!(
            "On day {day} the council of the islands asked the captain for the papers of the ferry, and \
             the captain asked the cook for them, who had used them for the stove."
        )
    }

    /// `count` paragraphs.
    fn text(first: usize, count: usize) -> String {
        let paragraphs = (first..first + count).map(paragraph);
        let paragraphs: Vec<String> = paragraphs.collect();
        format!("<p>{}</p>", paragraphs.join("</p><p>"))
    }

    fn with_footer(own: usize, apart: usize) -> String {
        let (own, apart) = (text(10, own), text(50, apart));
        format!("<div class=page><h1>{TITLE}</h1>{own}<footer>{apart}</footer></div>")
    }

    /// Protects: a footer is not taken for the article above it, and an article in a footer is not lost for the lead above
    /// it, nor where the footer holds nearly all of the page.
    #[test]
    fn what_stands_in_a_footer_is_left_out_below_an_article_only() {
        let extracted = paragraph(50);
        let found = |own, apart| holder(&with_footer(own, apart), &[&extracted]);
        assert_eq!(found(2, 3).as_deref(), Some("div page"));
        assert_eq!(found(1, 3), None);
        assert_eq!(found(2, 12), None);
    }

    /// Protects: nothing is left out if it is not known where most of the extracted text stands.
    #[test]
    fn most_of_the_extracted_text_is_found() {
        let page = with_footer(2, 3);
        let (one, other) = (paragraph(50), paragraph(51));
        assert!(holder(&page, &[&one, &paragraph(90)]).is_some());
        assert_eq!(holder(&page, &[&one, &paragraph(90), &paragraph(91)]), None);
        assert!(holder(&page, &[&one, &other, &paragraph(91)]).is_some());
    }

    /// Protects: articles below one another are kept apart, and rows of one article are not.
    #[test]
    fn only_articles_made_alike_are_several() {
        let extracted = paragraph(50);
        let found = |own: &str, other: &str| {
            let page = format!("<div class=row>{own}</div><div class=row>{other}</div>");
            holder(&page, &[&extracted])
        };
        let article = |box_class: &str, heading: &str, text: &str| {
            format!("<div class={box_class}><h1>{heading}</h1></div>{text}")
        };
        let own = article("top", TITLE, &text(10, 2));
        let other = article("top", "The cook", &text(50, 3));
        assert_eq!(found(&own, &other).as_deref(), Some("div row"));
        let elsewhere = article("middle", "The cook", &text(50, 3));
        assert_eq!(found(&own, &elsewhere), None);
        assert_eq!(found(&own, &text(50, 3)), None);
        let lead = article("top", TITLE, &text(10, 1));
        assert_eq!(found(&lead, &other), None);
        let page = format!("<div>{own}</div><div>{other}</div>");
        assert_eq!(holder(&page, &[&extracted]), None);
        let short = article(
            "top",
            TITLE,
            "<p>It sails at noon.</p><p>It sails home at six.</p>",
        );
        assert_eq!(found(&short, &other), None);
    }
}
