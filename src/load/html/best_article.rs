//! Chooses what is shown as the article of a page: what Readability extracts, or what this program finds itself.
//!
//! Both are judged by the prose of the page: by how much of it they hold, and by where the rest of it stands.

use super::article::{self, ExtractedArticle};
use super::below_headline;
use super::blocks::BlockWriter;
use super::furniture::{MAX_CONSENT_BYTES, is_consent};
use super::metadata::{ArticleMetadata, comparison_key};
use super::other_posts;
use super::page_metadata::PageMetadata;
use super::prose::ProseMap;
use super::slides;
use super::tag::HtmlTag;
use super::walk::{self, WalkOptions};
use super::{ARTICLE_CHARS, as_article, boilerplate, finish_document, is_long_enough, lead};
use super::{nodes, normalize, tree};
use crate::document::Document;
use dom_query::NodeId;

/// An extracted text with more bytes of prose than this is taken for the whole article: what else is on the page are
/// comments and other articles.
const FULL_ARTICLE_BYTES: usize = 4500;

/// If an extracted text has at least this many bytes of prose and the article begins with it, what follows it on the
/// page are comments and other articles.
const BEGINNING_BYTES: usize = 1000;

/// What holds more of the prose of an extracted article than this is kept, whatever its class.
const MAX_FURNITURE_PERCENT: usize = 8;

/// Paragraphs of at least this many bytes show whether two articles are the same.
const LONG_PARAGRAPH_BYTES: usize = 80;

/// How many paragraphs of two articles are compared, and how many characters of each.
const MAX_COMPARED: usize = 60;
const COMPARED_CHARS: usize = 50;

/// How many notices about cookies are compared with what was extracted.
const MAX_NOTICES: usize = 16;

/// Finds the article of a page: what Readability extracts, or, if much of the page's prose is missing there, the block
/// that holds it. `None` if there is no article.
pub(super) fn find(
    text: &str,
    tree: dom_query::Document,
    page: &PageMetadata,
    metadata: &ArticleMetadata,
    writer: &dyn Fn() -> BlockWriter,
) -> Option<Document> {
    let write = |document: &dom_query::Document, root| {
        boilerplate::remove_boilerplate(document, root, &metadata.authors);
        let mut writer = writer();
        writer.begin_article(&metadata.authors);
        walk::write_descendants(document, root, WalkOptions::default(), &mut writer);
        finish_document(writer)
    };
    prepare(&tree, metadata);
    let whole = ProseMap::measure(&tree, tree.tree.root().id);
    let best = whole
        .best_block()
        .map(|block| whole.of(block))
        .unwrap_or_default();
    let notice_keys = notice_keys(&tree, &whole);
    let lead = lead::paragraphs_below_headline(&tree, metadata.title.as_deref());
    let extracted = article::extract_article(tree, &whole, metadata.title.as_deref());
    let extracted = extracted.filter(|article| !is_notice(article, &notice_keys));
    let found = extracted
        .as_ref()
        .map_or_else(ProseMap::default, |article| {
            ProseMap::measure(&article.document, article.root)
        });
    let kept = found.total;
    // An article with less than half of the page's prose may lack a part, unless it is long anyway.
    let judged = |article: Document, prose: usize| {
        let is_certain = prose > FULL_ARTICLE_BYTES || prose * 2 >= whole.total.prose;
        as_article(article, is_certain)
    };
    let mut holds_lead = true;
    let extracted = extracted
        .filter(|article| is_long_enough(article.characters, page, metadata))
        .and_then(|article| {
            remove_small_furniture(&article, &found);
            holds_lead = lead::restore(&article.document, article.root, &lead);
            write(&article.document, article.root)
        });
    if let Some(extracted) = extracted.as_ref().filter(|_| !holds_lead) {
        let apart = find_below_headline(text, metadata, extracted, lead.own(), &write);
        if let Some((article, amount)) =
            apart.filter(|(_, amount)| is_long_enough(*amount, page, metadata))
        {
            return Some(judged(article, amount));
        }
    }
    // What was missed must be dense, more than all that was found, and much of the page.
    let is_much_missing = kept.prose * 10 < best.prose * 7
        && kept.prose <= FULL_ARTICLE_BYTES
        && best.prose * 10 >= best.text * 7
        && best.text >= kept.text
        && best.text * 10 >= whole.total.text * 3;
    // A table or a list of names may be longer than the article beside it.
    let is_list_beside_prose =
        kept.prose * 5 < kept.text && best.prose >= BEGINNING_BYTES && best.prose >= 3 * kept.prose;
    if !is_much_missing && !is_list_beside_prose {
        return extracted.map(|article| judged(article, kept.prose));
    }
    let second = tree::parse(text).ok().and_then(|tree| {
        normalize::normalize(&tree);
        prepare(&tree, metadata);
        let prose = ProseMap::measure(&tree, tree.tree.root().id);
        let block = prose.best_block()?;
        remove_furniture(&tree, &prose, block);
        write(&tree, block)
    });
    match (extracted, second) {
        (Some(first), Some(second))
            if best.prose < 3 * found.everything.prose && !holds_most_of(&second, &first)
                || kept.prose >= BEGINNING_BYTES && begins_with(&second, &first) =>
        {
            Some(judged(first, kept.prose))
        }
        (_, Some(second)) => Some(judged(second, best.prose)),
        (first, None) => first.map(|article| judged(article, kept.prose)),
    }
}

/// Shows and removes parts of a page before its article is looked for.
fn prepare(tree: &dom_query::Document, metadata: &ArticleMetadata) {
    slides::show(tree);
    other_posts::remove(tree, metadata.title.as_deref());
}

/// The article below the headline, written by `write`, and its prose in bytes, if all that was `extracted` stands apart
/// from it, but for the paragraphs of `lead`, with which the article begins.
fn find_below_headline(
    text: &str,
    metadata: &ArticleMetadata,
    extracted: &Document,
    lead: &[String],
    write: &dyn Fn(&dom_query::Document, NodeId) -> Option<Document>,
) -> Option<(Document, usize)> {
    let title = metadata.title.as_deref();
    let title_key = comparison_key(title.unwrap_or_default());
    let lead: Vec<String> = lead.iter().map(|text| comparison_key(text)).collect();
    let paragraphs: Vec<String> = long_paragraphs(extracted)
        .map(comparison_key)
        .filter(|key| *key != title_key && !lead.contains(key))
        .take(MAX_COMPARED)
        .collect();
    let tree = tree::parse(text).ok()?;
    normalize::normalize(&tree);
    article::remove_scripts(&tree);
    prepare(&tree, metadata);
    let prose = ProseMap::measure(&tree, tree.tree.root().id);
    let place = below_headline::find_article(&tree, &prose, title, &paragraphs)?;
    let mut amount = prose.of(place.holder).prose;
    for id in place.apart {
        if other_posts::ancestors(&tree, id).contains(&place.holder) {
            amount = amount.saturating_sub(prose.of(id).prose);
        }
        tree.tree.remove_from_parent(&id);
    }
    remove_furniture(&tree, &prose, place.holder);
    Some((write(&tree, place.holder)?, amount))
}

/// The block of a page that stands best for its article, written by `writer`, for pages that are too large for
/// Readability. `None` if too little of the page's prose stands there.
pub(super) fn find_best_block(
    tree: &dom_query::Document,
    metadata: &ArticleMetadata,
    mut writer: BlockWriter,
) -> Option<Document> {
    let prose = ProseMap::measure(tree, tree.tree.root().id);
    let block = prose.best_block()?;
    let amount = prose.of(block);
    if amount.prose < ARTICLE_CHARS || amount.prose * 2 < prose.total.prose {
        return None;
    }
    remove_furniture(tree, &prose, block);
    boilerplate::remove_boilerplate(tree, block, &metadata.authors);
    writer.begin_article(&metadata.authors);
    walk::write_descendants(tree, block, WalkOptions::default(), &mut writer);
    let article = finish_document(writer)?;
    Some(as_article(article, true))
}

/// Removes from a page the furniture in which `block` does not stand.
fn remove_furniture(tree: &dom_query::Document, prose: &ProseMap, block: NodeId) {
    for (id, _) in prose.furniture().filter(|(id, _)| *id != block) {
        tree.tree.remove_from_parent(&id);
    }
}

/// Comparison keys of the notices about cookies.
fn notice_keys(tree: &dom_query::Document, prose: &ProseMap) -> Vec<String> {
    let is_notice = |id: &NodeId| {
        tree.tree.query_node_or(id, false, |node| {
            node.as_element()
                .is_some_and(|element| is_consent(&HtmlTag::of(element)))
        })
    };
    let elements = prose.furniture().map(|(id, _)| id).filter(is_notice);
    elements
        .take(MAX_NOTICES)
        .map(|id| comparison_key(&nodes::text_content(tree, id, MAX_CONSENT_BYTES)))
        .collect()
}

/// Whether an extracted text is that of such a notice.
fn is_notice(article: &ExtractedArticle, keys: &[String]) -> bool {
    let ExtractedArticle { document, root, .. } = article;
    let text = nodes::text_content(document, *root, MAX_CONSENT_BYTES);
    let key = comparison_key(&text);
    keys.iter().any(|notice| notice.contains(&key))
}

/// Removes teasers, side columns and the like from an extracted article, in which `prose` was measured, unless they
/// hold much of it.
fn remove_small_furniture(article: &ExtractedArticle, prose: &ProseMap) {
    let is_list = prose.is_list_of_teasers(&article.document, article.root);
    for (id, bytes) in prose.furniture().filter(|(id, _)| *id != article.root) {
        let is_kept = is_list && prose.is_teaser(id);
        if !is_kept && bytes * 100 <= prose.everything.prose * MAX_FURNITURE_PERCENT {
            article.document.tree.remove_from_parent(&id);
        }
    }
}

/// Whether the first long paragraph of `whole` is one of `part`: all that `whole` has besides follows.
fn begins_with(whole: &Document, part: &Document) -> bool {
    let first = long_paragraphs(whole).next();
    first.is_some_and(|first| long_paragraphs(part).any(|text| text == first))
}

/// Whether most of the long paragraphs of `part` stand in `whole`, too. Only how they begin is compared: a list that fills a table is
/// divided otherwise where other text stands beside it.
fn holds_most_of(whole: &Document, part: &Document) -> bool {
    let whole = comparison_key(whole.text());
    let stands_there = |text: &str| {
        let beginning: String = text.chars().take(COMPARED_CHARS).collect();
        whole.contains(&comparison_key(&beginning))
    };
    let (mut count, mut shared) = (0, 0);
    for text in long_paragraphs(part).take(MAX_COMPARED) {
        count += 1;
        shared += usize::from(stands_there(text));
    }
    shared * 2 >= count
}

/// The texts of the blocks that are long enough to be compared.
fn long_paragraphs(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.blocks().iter();
    let texts = blocks.map(|block| document.slice(block.range.clone()));
    texts.filter(|text| text.len() >= LONG_PARAGRAPH_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::new("test");
        for paragraph in paragraphs {
            builder.push(paragraph);
            builder.end(BlockKind::Paragraph);
        }
        builder.finish()
    }

    /// Protects: a list of names that is divided into other blocks beside the letter that they signed is still the same list.
    #[test]
    fn the_same_text_in_other_blocks_is_held() {
        let names =
            "Ada Abelsen, pilot Berit Brandvik, teacher Colm Corran, skipper of the ferry to Skell";
        let letter =
            "The harbours of our islands are facing a moment of trial, and so are the schools.";
        let part = document(&[&format!("{names} Dagny Dalsgaard, net maker")]);
        let whole = document(&[letter, names, "Dagny Dalsgaard, net maker"]);
        assert!(holds_most_of(&whole, &part));
        assert!(!holds_most_of(&document(&[letter]), &part));
    }
}
